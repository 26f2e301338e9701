"""A laptop whose program was changed can sign anything: each such parcel ends with a sentence, and nothing is half done."""

from __future__ import annotations

import json
import os
import sys
from types import SimpleNamespace

import pytest

from auditdesk.errors import AuditDeskError, BadInput, Refused
from auditdesk.exchange import parcel_files
from auditdesk.model.fieldwork_rows import EditFinding, JudgeItem, KeepNote
from auditdesk.model.parcel_records import Clash, MergeSide, RefusedParcel
from auditdesk.model.records import Evidence, Finding
from auditdesk.model.terms import Judgement
from auditdesk.services import parcels_laptop
from auditdesk.words import Words
from tests.services.parcel_steps import ITEM, OTHER, PHOTO, check_out, finding_on, hand_in, laptop, new_office, new_visit, records


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """An office and a laptop with a finding that came along, one of its own with a photo, and a note. Every parcel is refused, so
    that all tests that say so share them."""
    folder = tmp_path_factory.mktemp("forged")
    office = new_office(folder / "office")
    visit = new_visit(office)
    finding_on(office, visit, "原文")
    own = laptop(folder, check_out(office, folder, visit), "lin")
    made = finding_on(own, visit, "新見", OTHER)
    photo = folder / "photo.jpg"
    photo.write_bytes(PHOTO)
    own.evidence.add(made.number, [photo])
    own.fieldwork.note(KeepNote(visit.number, "隨手記"))
    yield SimpleNamespace(office=office, own=own, visit=visit, folder=folder)
    own.close()
    office.close()


@pytest.fixture
def forge(places, monkeypatch):
    """Hands in what a changed program signs: ``change`` has its hands on every record, ``manifest`` replaces fields of it."""

    def handed_in(change=lambda plain: None, manifest=()):
        honest, written = parcels_laptop.plain_record, parcels_laptop.write_parcel

        def plain_record(record):
            plain = honest(record)
            change(plain)
            return plain

        def write_parcel(path, told, *more, **named):
            return written(path, {**told, **dict(manifest)}, *more, **named)

        with monkeypatch.context() as patch:
            patch.setattr(parcels_laptop, "plain_record", plain_record)
            patch.setattr(parcels_laptop, "write_parcel", write_parcel)
            # Half of a character can only be said escaped.
            patch.setattr(parcel_files, "_canonical", lambda said: _escaped(said) or honest_form(said))
            try:
                return hand_in(places.own, places.visit, places.folder)
            finally:
                places.own.parcels.resume(places.visit.number)

    honest_form = parcel_files._canonical
    return handed_in


def _escaped(said):
    text = json.dumps(said, sort_keys=True, separators=(",", ":"))
    return text.encode() if "\\ud800" in text or "\\udcff" in text else b""


def new(plain):
    return plain["kind"] == "finding" and plain["facts"] == "新見"


def old(plain):
    return plain["kind"] == "finding" and plain["facts"] == "原文"


def kind(name):
    return lambda plain: plain["kind"] == name


RECORDS = {
    "a lone surrogate in a new text": (new, {"facts": "壞\ud800字"}),
    "a lone surrogate in a text that came along": (old, {"facts": "壞\ud800字"}),
    "a lone surrogate in a file name": (kind("evidence"), {"file_name": "\udcff.jpg"}),
    "a list for a text": (new, {"facts": ["x"]}),
    "an author that is a list": (new, {"author": ["lin"]}),
    "a state that is a list": (new, {"state": ["draft"]}),
    "a state that there is not": (old, {"state": "lost"}),
    "a severity that there is not": (old, {"severity": "apocalyptic"}),
    "a class that there is not": (new, {"finding_class": "?"}),
    "an item that there is not": (new, {"item_key": "ZZ-99"}),
    "a year that is no number of a database": (new, {"year": 10**30}),
    "another year": (new, {"year": 1900}),
    "another firm": (new, {"firm_uid": "another"}),
    "a letter that nobody wrote": (new, {"letter_uid": "made-up"}),
    "closed by nobody": (new, {"closed_by": "ma", "closed_at": "2019-11-01T00:00:00+00:00"}),
    "reviewed by somebody": (new, {"reviewer": "ma"}),
    "a number of the office": (new, {"number": "108-F0001"}),
    "a number of another form": (new, {"number": "=cmd()"}),
    "co-authors that are no list": (old, {"co_authors": "7"}),
    "co-authors that are no names": (old, {"co_authors": "[[1]]"}),
    "an answer that there is not": (kind("answer"), {"judgement": "maybe"}),
    "a flag that is none": (kind("visit_item"), {"flagged": "perhaps"}),
    "a claim of a list": (kind("visit_item"), {"claimed_by": [1]}),
    "handed in by nobody": (kind("visit"), {"submitted_by": "ma", "submitted_at": None}),
    "reasons that are none": (kind("visit"), {"submit_reasons": "7"}),
    "a uid of another form": (new, {"uid": "../../etc"}),
    "an empty uid": (new, {"uid": ""}),
    "a year far away": (new, {"recorded_at": "9999-12-31T23:59:59+00:00"}),
}
MANIFEST = {
    "editions as a list": {"editions": [1]},
    "editions as nothing": {"editions": None},
    "no key for the receipt": {"receipt_to": "age1nobody"},
    "a receipt to a surrogate": {"receipt_to": "\ud800"},
    "a device that is a list": {"device": ["x"]},
    "a device with a surrogate": {"device": "\ud800"},
    "a history of a surrogate": {"history": [{"at": "\ud800", "before": "\ud800"}]},
    "counts as a list": {"counts": [1]},
    "a schema as a text": {"schema": "7"},
    "a check-out that is a list": {"check_out": ["x"]},
    "a check-out of a surrogate": {"check_out": "\ud800"},
    "a number of a surrogate": {"number": "\ud800", "counts": {}},
}


def refused_whole(places, home):
    """The code of the refusal, once it is sure that nothing changed and that it is written down."""
    office, before = places.office, records(places.office)
    for act in (office.parcels.preview, office.parcels.check_in):
        with pytest.raises(AuditDeskError) as refused:
            act(home)
    told = refused.value
    assert isinstance(told, (Refused, BadInput))
    for language in ("zh_TW", "en"):
        assert Words(language).error(told)
    assert records(office) == before and office.parcels.ins() == () and office.parcels.outs()[0].state == "out"
    with office.store.work("wang", "test") as work:
        assert not work.all(MergeSide) and not work.all(Clash)
        assert work.all(RefusedParcel)[-1].code == told.code or told.code in {one.code for one in work.all(RefusedParcel)}
    return told.code


@pytest.mark.parametrize("odd", RECORDS)
def test_a_record_that_says_what_can_not_be_is_refused_whole(places, forge, odd):
    which, change = RECORDS[odd]
    code = refused_whole(places, forge(lambda plain: plain.update(change) if which(plain) else None))
    assert code in ("parcel.forged", "parcel.odd_record", "parcel.altered", "parcel.other_visit")


@pytest.mark.parametrize("odd", MANIFEST)
def test_a_manifest_that_says_what_can_not_be_is_refused_whole(places, forge, odd):
    code = refused_whole(places, forge(manifest=MANIFEST[odd]))
    assert code in ("parcel.odd_record", "parcel.altered", "parcel.counts", "parcel.newer_records")


def test_a_note_or_a_picture_that_names_what_is_another_visits_is_refused(places, forge):
    from auditdesk.model.commands import OpenVisit

    other = places.office.visits.open(OpenVisit("9902", places.visit.reference_date, inspectors=("lin",)))
    theirs = finding_on(places.office, other, "他案")
    with places.office.store.work("wang", "test") as work:
        uid = work.find(Finding, number=theirs.number).uid
    home = forge(lambda plain: plain.update(finding_uid=uid) if kind("field_note")(plain) else None)
    assert refused_whole(places, home) == "parcel.other_visit"


@pytest.mark.skipif(sys.platform != "linux", reason="other disks take no such name")
def test_a_file_whose_name_is_no_text_is_refused_and_written_down(places):
    name = os.fsdecode(b"home-\xff.adparcel")
    (places.folder / name).write_bytes(b"AUDITDESK-PARCEL\n" * 3)
    with pytest.raises(BadInput) as refused:
        places.office.parcels.check_in(places.folder / name)
    assert refused.value.code == "parcel.half"
    with places.office.store.work("wang", "test") as work:
        assert "home-?.adparcel" in {one.file_name for one in work.all(RefusedParcel)}


def test_what_a_file_is_the_office_sees_for_itself_and_who_wrote_can_not_be_left_out(home, tmp_path, monkeypatch):
    office = new_office(home)
    visit = new_visit(office)
    office.fieldwork.judge(JudgeItem(visit.number, ITEM, Judgement.DEFICIENT))
    (shared,) = office.findings.list()
    own = laptop(tmp_path, check_out(office, tmp_path, visit), "lin")
    own.fieldwork.write(EditFinding(shared.number, facts="林查核寫的字"))
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(PHOTO)
    own.evidence.add(shared.number, [photo])
    honest = parcels_laptop.plain_record
    lies = {
        "evidence": {"media_type": "text/html", "place": "25.0,121.5"},
        "finding": {"co_authors": "[]", "repeat_of": "nothing"},
    }
    monkeypatch.setattr(parcels_laptop, "plain_record", lambda record: {**honest(record), **lies.get(record.kind, {})})
    lies["evidence"]["size"] = 1
    with pytest.raises(Refused) as refused:
        office.parcels.check_in(hand_in(own, visit, tmp_path))
    assert (
        refused.value.code == "parcel.odd_record" and office.parcels.ins() == () and not office.findings.show(shared.number).facts
    )
    own.parcels.resume(visit.number)
    del lies["evidence"]["size"]
    office.parcels.check_in(hand_in(own, visit, tmp_path))
    own.close()
    with office.store.work("wang", "test") as work:
        kept, finding = work.find(Evidence), work.find(Finding)
        assert (kept.media_type, kept.place) != ("text/html", "25.0,121.5") and kept.size == len(PHOTO)
        assert json.loads(finding.co_authors) == ["lin"] and finding.repeat_of is None
    assert office.care.verify().ok
    office.close()
