"""A parcel that lies is refused whole: nothing has changed, the reason is told, and that it was tried is written down."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime

import pytest

from auditdesk.desk import Desk, fixed_clock
from auditdesk.errors import BadInput, Refused
from auditdesk.model.commands import OpenVisit
from auditdesk.model.fieldwork_rows import EditFinding, KeepNote
from auditdesk.model.parcel_records import CheckOut, Clash, HeldVisit, MergeSide, ParcelSecret, RefusedParcel
from auditdesk.model.records import Finding, Person
from auditdesk.services import parcels_laptop, parcels_out
from auditdesk.services.parcel_arriving import open_from_office
from tests.conftest import DAY
from tests.services.conftest import Clock
from tests.services.parcel_steps import (
    KEY,
    OTHER,
    check_out,
    finding_on,
    hand_in,
    laptop,
    new_office,
    new_visit,
    records,
    two_laptops,
)


@pytest.fixture
def office(home):
    desk = new_office(home)
    yield desk
    desk.close()


@pytest.fixture
def visit(office):
    return new_visit(office)


@pytest.fixture
def own(office, visit, tmp_path):
    """A laptop with a finding that came along and one of its own."""
    finding_on(office, visit, "原文")
    desk = laptop(tmp_path, check_out(office, tmp_path, visit), "lin")
    finding_on(desk, visit, "新見", OTHER)
    yield desk
    desk.close()


def lie(monkeypatch, change):
    """Let the laptop hand in records that ``change`` has had its hands on."""
    honest = parcels_laptop.plain_record

    def plain_record(record):
        plain = honest(record)
        change(plain)
        return plain

    monkeypatch.setattr(parcels_laptop, "plain_record", plain_record)


def is_new(plain):
    return plain["kind"] == "finding" and plain["facts"] == "新見"


def is_old(plain):
    return plain["kind"] == "finding" and plain["facts"] == "原文"


def is_first_line(plain):
    return plain["kind"] == "visit_item" and plain["position"] == 1


LIES = {
    "records of another visit": (is_new, {"visit_uid": "another"}, "parcel.other_visit"),
    "a finding in somebody else's name": (is_new, {"author": "wang"}, "parcel.forged"),
    "handed in in somebody else's name": (is_new, {"state": "submitted", "submitted_by": "ma"}, "parcel.forged"),
    "an acceptance that nobody gave": (is_new, {"state": "accepted"}, "parcel.forged"),
    "an acceptance of what came along": (is_old, {"state": "accepted"}, "parcel.forged"),
    "another number": (is_old, {"number": "108-F9999"}, "parcel.forged"),
    "another author of what came along": (is_old, {"author": "lin"}, "parcel.forged"),
    "a field that there is not": (is_new, {"secret": 1}, "parcel.odd_record"),
    "a day that is none": (is_new, {"due_date": "31/02/2019"}, "parcel.odd_record"),
    "a day that is none in what came along": (is_old, {"due_date": "31/02/2019"}, "parcel.odd_record"),
    "a list that is none": (is_old, {"locations": "{}"}, "parcel.odd_record"),
    "another edition": (lambda plain: plain["kind"] == "visit", {"edition": "2002-01-01"}, "parcel.forged"),
    "a checklist line of its own": (
        lambda plain: plain["kind"] == "visit_item" and plain["position"] == 1,
        {"uid": "made-up"},
        "parcel.other_visit",
    ),
    "a person": (is_new, {"kind": "person"}, "parcel.other_visit"),
}


@pytest.mark.parametrize("lying", LIES)
def test_a_parcel_that_lies_is_refused_whole_and_written_down(office, visit, own, tmp_path, monkeypatch, lying):
    which, change, code = LIES[lying]
    lie(monkeypatch, lambda plain: plain.update(change) if which(plain) else None)
    home = hand_in(own, visit, tmp_path)
    before = records(office)
    with pytest.raises(Refused) as refused:
        office.parcels.check_in(home)
    assert refused.value.code == code
    assert records(office) == before and office.parcels.ins() == () and office.parcels.outs()[0].state == "out"
    with office.store.work("wang", "test") as work:
        (written,) = work.all(RefusedParcel)
        assert (written.code, written.file_name, written.refused_by) == (code, home.name, "wang")
        assert not work.all(MergeSide) and not work.all(Clash)
    assert office.care.verify().ok


def test_a_finding_of_another_visit_of_the_office_can_not_be_reached(office, visit, own, tmp_path, monkeypatch):
    other = office.visits.open(OpenVisit("9902", DAY, inspectors=("lin",)))
    theirs = finding_on(office, other, "他案")
    with office.store.work("wang", "test") as work:
        uid = work.find(Finding, number=theirs.number).uid
    lie(monkeypatch, lambda plain: plain.update(uid=uid) if is_new(plain) else None)
    with pytest.raises(Refused) as refused:
        office.parcels.check_in(hand_in(own, visit, tmp_path))
    assert refused.value.code == "parcel.other_visit" and office.findings.show(theirs.number).facts == "他案"


def test_another_edition_other_counts_another_signature_and_another_office_are_refused(office, visit, own, tmp_path, monkeypatch):
    def with_held(**fields):
        with own.store.work("lin", "test") as work:
            held = work.find(HeldVisit)
            before = {name: getattr(held, name) for name in fields}
            for name, value in fields.items():
                setattr(held, name, value)
            work.commit()
        home = hand_in(own, visit, tmp_path)
        own.parcels.resume(visit.number)
        with own.store.work("lin", "test") as work:
            held = work.find(HeldVisit)
            for name, value in before.items():
                setattr(held, name, value)
            work.commit()
        return home

    def refused(home):
        with pytest.raises((Refused, BadInput)) as told:
            office.parcels.check_in(home)
        return told.value.code

    uid = next(iter(office.parcels.outs())).visit_uids[0]
    assert refused(with_held(editions=json.dumps({uid: ["2019-10-25", "another"]}))) == "parcel.other_edition"
    assert refused(with_held(parcel_sha256="0" * 64)) == "parcel.stranger"
    with monkeypatch.context() as patched:
        patched.setattr(parcels_laptop, "counts_of", lambda found: {"finding": 1})
        assert refused(hand_in(own, visit, tmp_path)) == "parcel.counts"
    own.parcels.resume(visit.number)
    with own.store.work("lin", "test") as work:
        held = work.find(HeldVisit)
        secret = work.session.get(ParcelSecret, (held.check_out_uid, "signs"))
        secret.secret = base64.b64encode(b"\1" * 32).decode()
        work.commit()
    assert refused(hand_in(own, visit, tmp_path)) == "parcel.signature"
    assert office.findings.list()[0].facts == "原文" and len(office.findings.list()) == 1


def test_records_of_a_newer_program_are_refused_at_both_ends(office, visit, own, tmp_path, monkeypatch):
    monkeypatch.setattr(parcels_laptop, "SCHEMA", parcels_laptop.SCHEMA + 1)
    with pytest.raises(Refused) as refused:
        office.parcels.check_in(hand_in(own, visit, tmp_path))
    assert refused.value.code == "parcel.newer_records"
    monkeypatch.setattr("auditdesk.services.parcels_out.SCHEMA", parcels_laptop.SCHEMA + 1)
    written = check_out(office, tmp_path, visit)
    monkeypatch.undo()
    with pytest.raises(Refused) as refused:
        laptop(tmp_path, written, "another")
    assert refused.value.code == "parcel.newer_records" and not (tmp_path / "another").exists()


def test_evidence_that_the_list_names_and_the_parcel_lacks_is_refused(office, visit, own, tmp_path, monkeypatch):
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8 a photo")
    made = next(row for row in own.findings.list() if row.facts == "新見")
    own.evidence.add(made.number, [photo])
    monkeypatch.setattr(parcels_laptop, "evidence_out", lambda files, going: iter(()))
    with pytest.raises(Refused) as refused:
        office.parcels.check_in(hand_in(own, visit, tmp_path))
    assert refused.value.code == "parcel.evidence_missing" and len(office.findings.list()) == 1


def test_an_old_parcel_brought_again_after_a_newer_one_changes_nothing(office, visit, own, tmp_path):
    old = hand_in(own, visit, tmp_path)
    row = office.parcels.check_in(old)
    receipt = tmp_path / "receipt.adparcel"
    office.parcels.write_receipt(row.uid, receipt)
    own.parcels.take_receipt(receipt)
    made = next(one for one in office.findings.list() if one.facts == "新見")
    office.fieldwork.write(EditFinding(made.number, facts="新見，已核對"))
    before = records(office)
    assert office.parcels.check_in(old).uid == row.uid
    assert records(office) == before


def test_a_receipt_of_another_office_or_for_another_parcel_frees_nothing(office, visit, own, tmp_path):
    row = office.parcels.check_in(hand_in(own, visit, tmp_path))
    receipt = tmp_path / "receipt.adparcel"
    office.parcels.write_receipt(row.uid, receipt)
    with own.store.work("lin", "test") as work:
        work.find(HeldVisit).handed_in_sha256 = "0" * 64
        work.commit()
    with pytest.raises(Refused) as refused:
        own.parcels.take_receipt(receipt)
    assert refused.value.code == "parcel.no_receipt" and own.parcels.held()[0].state == "handed_in"


def test_a_removal_takes_every_text_of_parcels_and_clashes(home, tmp_path):
    clock = Clock(datetime(2019, 11, 1, 8, 30, tzinfo=UTC))
    office = new_office(home, clock)
    visit = new_visit(office)
    _, homes = two_laptops(office, visit, tmp_path)
    for file in homes.values():
        office.parcels.check_in(file)
    office.fieldwork.note(KeepNote(visit.number, "留在辦公室"))
    clock.now = datetime(2026, 1, 2, 8, 30, tzinfo=UTC)
    office.retention.remove(visit.number, visit.number)
    texts = str([(line.before, line.after) for line in office.care.journal(limit=10_000)])
    with office.store.work("wang", "test") as work:
        kept = str([one.model_dump() for kind in (CheckOut, MergeSide, Clash, Finding) for one in work.all(kind)])
    for text in ("改寫", "另見", "原文", "留在辦公室"):
        assert text not in texts and text not in kept
    assert office.care.verify().ok
    office.close()


def test_a_stranger_who_signs_for_the_office_is_refused_until_his_fingerprint_was_compared(office, visit, own, home, tmp_path):
    """His parcel could bring his key in the name of a supervisor, and with it a receipt that frees what was never taken in."""

    def keys():
        with own.store.work("lin", "test") as work:
            return {one.login: one.signing_key for one in work.all(Person)}

    before = keys()
    stranger = new_office(tmp_path / "stranger")
    file = check_out(stranger, tmp_path, new_visit(stranger)).file
    stranger.close()
    with pytest.raises(Refused) as refused:
        own.parcels.receive(file, KEY)
    assert refused.value.code == "parcel.unknown_signer" and keys() == before
    told = refused.value.values["fingerprint"]
    with pytest.raises(Refused) as refused:
        own.parcels.receive(file, KEY, trust=told)
    assert refused.value.code == "parcel.other_office" and keys() == before
    office.people.add("gao", "高主管", "a supervisor since today", ["supervisor"])
    other = office.visits.open(OpenVisit("9902", DAY, inspectors=("lin",)))
    office.close()
    new = Desk.open(home, "gao", "a supervisor since today", clock=fixed_clock(DAY))
    file = check_out(new, tmp_path, other).file
    new.close()
    with pytest.raises(Refused) as refused:
        own.parcels.receive(file, KEY)
    assert refused.value.code == "parcel.unknown_signer" and len(own.parcels.held()) == 1
    assert not own.parcels.receive(file, KEY, trust=refused.value.values["fingerprint"]).known
    assert len(own.parcels.held()) == 2


ODD = {
    "no visits": {"visits": []},
    "visits that are none": {"visits": [7]},
    "no edition": {"editions": {}},
    "no key to come home with": {"return_with": "x"},
    "no place to come home to": {"return_to": "age1nobody"},
    "a day that is none": {"due_back": "31/02/2019"},
}


@pytest.mark.parametrize("odd", ODD)
def test_a_signed_parcel_of_odd_form_is_refused_on_the_laptop(office, visit, tmp_path, monkeypatch, odd):
    honest = parcels_out.write_parcel

    def write_parcel(path, manifest, *more, **named):
        return honest(path, {**manifest, **ODD[odd]}, *more, **named)

    monkeypatch.setattr(parcels_out, "write_parcel", write_parcel)
    written = check_out(office, tmp_path, visit)
    with pytest.raises(Refused) as refused:
        open_from_office(written.file, KEY)
    assert refused.value.code == "parcel.odd_record"


def test_a_firm_that_bears_the_code_of_another_here_is_told_in_words_and_nothing_is_taken_in(
    office, visit, own, tmp_path, monkeypatch
):
    other = office.visits.open(OpenVisit("9902", DAY, inspectors=("lin",)))
    honest = parcels_out.plain_record

    def plain_record(record):
        plain = honest(record)
        return {**plain, "code": "9901"} if plain["kind"] == "firm" else plain

    monkeypatch.setattr(parcels_out, "plain_record", plain_record)
    file = check_out(office, tmp_path, other).file
    before = records(own)
    with pytest.raises(Refused) as refused:
        own.parcels.receive(file, KEY)
    assert refused.value.code == "record.stands_already"
    assert (refused.value.values["object_kind"], refused.value.values["field"]) == ("firm", "code")
    assert records(own) == before and len(own.parcels.held()) == 1


def test_a_finding_that_comes_home_with_the_number_of_another_is_told_in_words_and_written_down(
    office, visit, own, tmp_path, monkeypatch
):
    """As a laptop does that was laid down from an old backup and gives out a number again."""
    theirs, taken = finding_on(office, visit, "辦公室另見", "CC-17010-05"), f"{office.parcels.outs()[0].number}-07"
    with office.store.work("wang", "test") as work:
        work.find(Finding, number=theirs.number).number = taken
        work.commit()
    lie(monkeypatch, lambda plain: plain.update(number=taken) if is_new(plain) else None)
    home, before = hand_in(own, visit, tmp_path), records(office)
    for act in (office.parcels.preview, office.parcels.check_in):
        with pytest.raises(Refused) as refused:
            act(home)
        assert refused.value.code == "record.stands_already" and refused.value.values["field"] == "number"
    assert records(office) == before and office.care.verify().ok
