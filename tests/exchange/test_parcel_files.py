"""A parcel is opened whole or refused whole; what was written comes back; not one byte can be changed unseen."""

from __future__ import annotations

import base64
import hashlib
import json

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from auditdesk.errors import BadInput, Cancelled
from auditdesk.exchange.parcel_files import (
    FORMAT,
    MAGIC,
    EvidenceIn,
    EvidenceOut,
    Opening,
    Sealing,
    identity_in,
    is_recipient,
    new_identity,
    open_parcel,
    write_parcel,
)

KEY = Ed25519PrivateKey.from_private_bytes(b"\7" * 32)
PHOTOS = (b"first photo \x00\xff" * 5, b"", b"third")
SECRET, PUBLIC = new_identity()


def sign(content: bytes) -> tuple[str, str]:
    public = KEY.public_key().public_bytes_raw()
    return base64.b64encode(public).decode(), base64.b64encode(KEY.sign(content)).decode()


def is_signed(public_key: str, signature: str, content: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature

    try:
        Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key)).verify(base64.b64decode(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def out(number: int, content: bytes) -> EvidenceOut:
    return EvidenceOut(f"e{number}", hashlib.sha256(content).hexdigest(), lambda: content)


def write(path, sealing=None, photos=PHOTOS, signer=sign, **manifest):
    evidence = [out(number, content) for number, content in enumerate(photos)]
    records = [{"kind": "finding", "facts": "機房門未關 堃喆"}]
    sealed = sealing or Sealing(recipients=(PUBLIC,))
    return write_parcel(path, {"checkout": "c1", **manifest}, records, evidence, sealed, signer, total=len(evidence))


def opened(path, opening=None):
    return open_parcel(path, opening or Opening(identities=(new_identity()[0], SECRET)), is_signed)


def code_of(path, opening=None) -> str:
    with pytest.raises(BadInput) as refused:
        opened(path, opening)
    return refused.value.code


def test_what_went_in_comes_out_with_who_signed_it_and_the_hash_of_the_file(tmp_path):
    path = tmp_path / "visit.parcel"
    digest = write(path)
    parcel = opened(path)
    assert parcel.manifest["checkout"] == "c1" and parcel.records[0]["facts"] == "機房門未關 堃喆"
    assert [parcel.read_evidence(one) for one in parcel.evidence] == list(PHOTOS)
    assert parcel.signed_by == sign(b"")[0]
    assert digest == parcel.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert [each.name for each in tmp_path.iterdir()] == ["visit.parcel"]


def test_a_passphrase_opens_what_was_sealed_to_it_and_no_other_does(tmp_path):
    path = tmp_path / "visit.parcel"
    write(path, Sealing(passphrase="harbour lantern 42"), photos=())
    assert opened(path, Opening(passphrase="harbour lantern 42")).records
    assert code_of(path, Opening(passphrase="harbour lantern 43")) == "parcel.wrong_key"
    assert code_of(path) == "parcel.wrong_key"


def test_nothing_of_it_can_be_read_without_the_key(tmp_path):
    path = tmp_path / "visit.parcel"
    write(path)
    stored = path.read_bytes()
    assert b"photo" not in stored and "機房".encode() not in stored and stored.count(MAGIC) == 2
    assert code_of(path, Opening(identities=(new_identity()[0],))) == "parcel.wrong_key"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    path = tmp_path_factory.mktemp("small") / "visit.parcel"
    write(path, photos=(b"x",))
    return path.read_bytes()


def test_every_single_byte_that_is_changed_is_refused(small, tmp_path):
    path = tmp_path / "changed.parcel"
    for position in range(len(small)):
        path.write_bytes(small[:position] + bytes([small[position] ^ 1 << position % 8]) + small[position + 1 :])
        assert code_of(path).startswith("parcel."), position


def test_every_length_that_is_cut_is_refused(small, tmp_path):
    path = tmp_path / "cut.parcel"
    for length in range(0, len(small), 7):
        path.write_bytes(small[:length])
        assert code_of(path) in {"parcel.half", "parcel.no_parcel"}, length


@settings(max_examples=60)
@given(st.integers(0, 3000), st.binary(min_size=1, max_size=40))
def test_bytes_put_in_anywhere_are_refused(small, tmp_path_factory, position, more):
    path = tmp_path_factory.mktemp("put") / "more.parcel"
    position = min(position, len(small))
    changed = small[:position] + more + small[position:]
    path.write_bytes(changed)
    if changed != small:
        assert code_of(path).startswith("parcel.")


def hand_made(path, content, signer=sign):
    """A parcel by somebody who can seal and sign but does not keep to the form."""
    signed = json.dumps(content, sort_keys=True, separators=(",", ":")) if not isinstance(content, str) else content
    public_key, signature = signer(signed.encode())
    core = pyrage.encrypt(
        json.dumps({"signed": signed, "public_key": public_key, "signature": signature}).encode(),
        [pyrage.x25519.Recipient.from_str(PUBLIC)],
    )
    path.write_bytes(MAGIC + core + len(core).to_bytes(8, "big") + MAGIC)


def said(content, **more):
    """As the program writes it, but with texts as they come."""
    return json.dumps({**content, **more}, sort_keys=True, separators=(",", ":"))


WHOLE = {"manifest": {"format": FORMAT}, "records": [], "evidence": [], "identity": SECRET}
PIECE = {"uid": "e", "sha256": "", "sealed_sha256": "", "offset": len(MAGIC), "size": 0}


@pytest.mark.parametrize(
    "content",
    [
        "[" * 100_000,
        "null",
        "{}",
        {**WHOLE, "records": {}},
        {**WHOLE, "records": ["text"]},
        {**WHOLE, "identity": 3},
        {**WHOLE, "manifest": {"format": 0}},
        {**WHOLE, "manifest": {"format": True}},
        {**WHOLE, "manifest": {"format": "1"}},
        {**WHOLE, "evidence": [{**PIECE, "size": -1}]},
        {**WHOLE, "evidence": [{**PIECE, "offset": 0}]},
        {**WHOLE, "evidence": [{**PIECE, "size": 10**12}]},
        {**WHOLE, "evidence": [{**PIECE, "size": 1.0}]},
        {**WHOLE, "evidence": [PIECE]},
        said(WHOLE)[:-1] + ',"records":[]}',
        said(WHOLE, records=[{"facts": "\ud800"}]),
        said(WHOLE, records=[{"year": float("nan")}]),
        said(WHOLE).replace(":", ": "),
    ],
)
def test_a_signed_core_without_the_form_is_refused(tmp_path, content):
    path = tmp_path / "odd.parcel"
    hand_made(path, content)
    assert code_of(path) == "parcel.altered"


def test_a_whole_core_by_hand_is_taken_so_that_the_refusals_above_mean_something(tmp_path):
    path = tmp_path / "fine.parcel"
    hand_made(path, WHOLE)
    assert opened(path).records == []


def test_half_a_character_around_the_signed_words_is_refused(tmp_path):
    path = tmp_path / "odd.parcel"
    core = pyrage.encrypt(
        json.dumps({"signed": "\ud800", "public_key": "\udcff", "signature": ""}).encode(),
        [pyrage.x25519.Recipient.from_str(PUBLIC)],
    )
    path.write_bytes(MAGIC + core + len(core).to_bytes(8, "big") + MAGIC)
    assert code_of(path) == "parcel.altered"


def test_evidence_under_a_key_that_is_none_is_refused_when_it_is_read(tmp_path):
    path = tmp_path / "odd.parcel"
    hand_made(path, {**WHOLE, "identity": "no key"})
    with pytest.raises(BadInput) as refused:
        opened(path).read_evidence(EvidenceIn("e", "0" * 64, 0, 5))
    assert refused.value.code == "parcel.altered"


def test_a_file_that_claims_a_core_beyond_its_end_or_of_ten_gigabytes_is_refused_unread(tmp_path):
    path = tmp_path / "odd.parcel"
    path.write_bytes(MAGIC + b"x" * 40 + (10 * 1024**3).to_bytes(8, "big") + MAGIC)
    assert code_of(path) == "parcel.half"
    with path.open("wb") as sparse:
        sparse.write(MAGIC)
        sparse.seek(10 * 1024**3 + len(MAGIC))
        sparse.write((10 * 1024**3).to_bytes(8, "big") + MAGIC)
    assert code_of(path) == "parcel.too_large"


def test_a_signature_of_other_words_and_a_newer_form_are_told_apart(tmp_path):
    path = tmp_path / "odd.parcel"
    hand_made(path, WHOLE, lambda content: sign(content + b" "))
    assert code_of(path) == "parcel.signature"
    hand_made(path, {**WHOLE, "manifest": {"format": FORMAT + 1}})
    assert code_of(path) == "parcel.newer"


def test_evidence_that_is_not_what_its_hash_says_is_refused_when_it_is_read(tmp_path):
    path = tmp_path / "visit.parcel"
    lying = EvidenceOut("e", hashlib.sha256(b"other").hexdigest(), lambda: b"this")
    write_parcel(path, {}, [], [lying], Sealing(recipients=(PUBLIC,)), sign)
    parcel = opened(path)
    with pytest.raises(BadInput) as refused:
        parcel.read_evidence(parcel.evidence[0])
    assert refused.value.code == "parcel.altered"


def test_what_is_no_parcel_is_told_so(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text("not a parcel at all, but long enough to be one if it were")
    assert code_of(path) == "parcel.no_parcel"
    assert code_of(tmp_path / "none") == "file.missing"
    assert code_of(tmp_path) == "file.missing"


def test_cancelled_half_way_leaves_no_file(tmp_path):
    def stop(done, total=0, step=""):
        if done == 1:
            raise Cancelled()

    with pytest.raises(Cancelled):
        write_parcel(
            tmp_path / "visit.parcel",
            {},
            [],
            [out(number, b"x") for number in range(3)],
            Sealing(recipients=(PUBLIC,)),
            sign,
            stop,
        )
    assert list(tmp_path.iterdir()) == []


def test_a_key_file_may_hold_remarks_as_the_tools_of_age_write_them():
    assert identity_in(f"# created: 2019-11-01\n# public key: {PUBLIC}\n\n{SECRET}\n") == SECRET == identity_in(SECRET + "\r\n")
    assert identity_in("# nothing\n") == ""


def test_only_a_public_key_of_age_is_a_recipient():
    assert is_recipient(PUBLIC)
    assert not any(is_recipient(text) for text in ("", SECRET, PUBLIC[:-1], "age1"))
