import hashlib
import os

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st

from auditdesk.errors import Unavailable
from auditdesk.store.evidence import EvidenceFiles


@pytest.fixture
def files(tmp_path):
    return EvidenceFiles(tmp_path, b"k" * 32)


def test_evidence_comes_back_as_it_was_and_is_unreadable_on_disk(files, tmp_path):
    blob = files.keep("防火牆紀錄只留 180 天".encode())
    assert files.read(blob).decode() == "防火牆紀錄只留 180 天"
    assert all("防火牆".encode() not in path.read_bytes() for path in tmp_path.rglob("*.ade"))


def test_the_same_photo_kept_twice_can_not_be_told_to_be_the_same_on_disk(files):
    assert files.keep(b"photo") != files.keep(b"photo")


@pytest.mark.parametrize("place", [0, 5, 20, -1])
def test_a_changed_byte_is_noticed(files, tmp_path, place):
    blob = files.keep(b"photo" * 10)
    path = next(tmp_path.rglob("*.ade"))
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    with pytest.raises(Unavailable) as refused:
        files.read(blob)
    assert refused.value.code == "evidence.altered"


def test_a_missing_file_is_named(files, tmp_path):
    blob = files.keep(b"photo")
    next(tmp_path.rglob("*.ade")).unlink()
    with pytest.raises(Unavailable) as refused:
        files.read(blob)
    assert refused.value.code == "evidence.missing"
    assert refused.value.values["blob"] == blob


def test_what_a_crash_left_behind_is_swept_and_what_has_a_row_stays(files, tmp_path):
    kept, orphan = files.keep(b"kept"), files.keep(b"orphan")
    half = next(tmp_path.rglob("*.ade")).with_name(".half.tmp")
    half.write_bytes(b"half")
    assert files.sweep(frozenset({kept})) == 2
    assert list(files.blobs()) == [kept]
    assert orphan not in files.blobs()


def test_the_name_is_a_keyed_hash_that_nobody_can_make_without_the_key(files, tmp_path):
    blob = files.keep(b"photo")
    assert hashlib.sha256(files.path_of(blob).read_bytes()).hexdigest() != blob
    with pytest.raises(Unavailable):
        EvidenceFiles(tmp_path, b"x" * 32).check(blob)


def test_a_file_of_the_first_form_is_still_read(files):
    nonce = os.urandom(12)
    stored = b"ADE1" + nonce + AESGCM(b"k" * 32).encrypt(nonce, b"photo", b"ADE1")
    blob = hashlib.sha256(stored).hexdigest()
    files.room_for(blob).write_bytes(stored)
    files.check(blob)
    assert files.read(blob) == b"photo"


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=200), place=st.integers(min_value=0), change=st.integers(min_value=1, max_value=255))
def test_each_single_changed_byte_of_an_evidence_file_is_found(tmp_path_factory, content, place, change):
    files = EvidenceFiles(tmp_path_factory.mktemp("evidence"), b"k" * 32)
    blob = files.keep(content)
    stored = bytearray(files.path_of(blob).read_bytes())
    stored[place % len(stored)] ^= change
    files.path_of(blob).write_bytes(stored)
    for look in (files.read, files.check):
        with pytest.raises(Unavailable) as refused:
            look(blob)
        assert refused.value.code == "evidence.altered"


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=200), place=st.integers(min_value=0), change=st.integers(min_value=1, max_value=255))
def test_each_single_changed_byte_of_a_thumbnail_is_found(tmp_path_factory, content, place, change):
    files = EvidenceFiles(tmp_path_factory.mktemp("evidence"), b"k" * 32)
    files.keep_thumbnail("ab", content)
    assert files.read_thumbnail("ab") == content
    path = files.thumbnail_path("ab")
    stored = bytearray(path.read_bytes())
    stored[place % len(stored)] ^= change
    path.write_bytes(stored)
    assert files.read_thumbnail("ab") is None


def test_a_thumbnail_under_another_name_is_not_taken_for_that_one(files):
    files.keep_thumbnail("ab", b"one")
    files.thumbnail_path("ab").rename(files.thumbnail_path("cd"))
    assert files.read_thumbnail("cd") is None and files.read_thumbnail("ab") is None


def test_a_removal_cut_off_after_its_commit_is_carried_out_at_the_next_start(files, tmp_path):
    going, staying = files.keep(b"going"), files.keep(b"staying")
    files.keep_thumbnail(going, b"small")
    files.plan_removal([going, staying])
    files.sweep(frozenset({staying}))
    assert list(files.blobs()) == [staying]
    assert not (tmp_path / "unreferenced").exists() and not files.thumbnail_path(going).exists()
    assert not (tmp_path / "removing.json").exists()


def test_a_removal_cut_off_before_its_commit_removes_nothing(files):
    blob = files.keep(b"photo")
    files.plan_removal([blob])
    files.sweep(frozenset({blob}))
    assert files.read(blob) == b"photo"


@pytest.mark.parametrize(
    "content", [b"[" * 100_000, b"\xff", b"{}", b'["../../x", 5]', None], ids=["nested", "bytes", "other", "odd", "folder"]
)
def test_a_plan_of_a_removal_that_can_not_be_read_keeps_nothing_from_opening(files, tmp_path, content):
    blob = files.keep(b"photo")
    plan = tmp_path / "removing.json"
    plan.mkdir() if content is None else plan.write_bytes(content)
    assert files.sweep(frozenset({blob})) == 0
    files.plan_removal([blob])
    assert files.finish_removal(frozenset()) == ()
    assert list(files.blobs()) == [] and not plan.exists()


def test_a_folder_in_a_blobs_place_is_an_altered_file_and_swept_around(files):
    blob, orphan = files.keep(b"photo"), files.keep(b"orphan")
    for name in (blob, orphan):
        files.path_of(name).unlink()
        files.path_of(name).mkdir()
    for look in (files.read, files.check):
        with pytest.raises(Unavailable) as problem:
            look(blob)
        assert problem.value.code == "evidence.altered"
    files.sweep(frozenset({blob}))


def test_a_removal_deletes_a_link_and_never_what_it_leads_to(files, tmp_path):
    blob = files.keep(b"photo")
    files.path_of(blob).unlink()
    (tmp_path / "mine").write_bytes(b"mine")
    files.path_of(blob).symlink_to(tmp_path / "mine")
    files.plan_removal([blob])
    assert files.finish_removal(frozenset()) == ()
    assert (tmp_path / "mine").read_bytes() == b"mine" and not files.path_of(blob).is_symlink()
