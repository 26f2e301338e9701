"""Each kind of thing that is wrong or missing shows up as a line with its jump, and is gone once it is mended."""

from __future__ import annotations

from datetime import date

from auditdesk.model.commands import AnswerItem, OpenVisit
from auditdesk.model.fieldwork_rows import EditFinding, JudgeItem, KeepNote, NoteState
from auditdesk.model.records import Person, Visit
from auditdesk.model.samples import Chosen, KeepSample
from auditdesk.model.terms import Judgement, Severity
from auditdesk.words import Words

from .conftest import add_firm

ITEM = "CC-17010-03"


def codes(desk, visit):
    return {line.code for line in desk.fieldwork.xray(visit.number)}


def answered(desk, visit):
    keys = [item.key for item in desk.fieldwork.screen(visit.number).items]
    desk.visits.answer_all(AnswerItem(visit.number, key, Judgement.CONFORM) for key in keys)


def test_a_visit_with_every_item_answered_and_nothing_else_is_clean(desk, visit):
    assert {line.item for line in desk.fieldwork.xray(visit.number) if line.code == "unanswered"} == {
        item.key for item in desk.fieldwork.screen(visit.number).items
    }
    answered(desk, visit)
    assert desk.fieldwork.xray(visit.number) == ()


def test_findings_want_facts_a_pattern_evidence_and_a_reason_for_another_severity(desk, visit, tmp_path):
    answered(desk, visit)
    finding = desk.fieldwork.judge(JudgeItem(visit.number, ITEM, Judgement.DEFICIENT)).finding
    assert finding.severity == "high"
    assert codes(desk, visit) == {"facts_missing", "evidence_none"}
    desk.fieldwork.write(EditFinding(finding.uid, facts="facts", severity=Severity.CRITICAL))
    assert codes(desk, visit) == {"evidence_none", "severity_reason"}
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8 not really a photo")
    desk.evidence.add(finding.number, [photo])
    desk.fieldwork.write(EditFinding(finding.uid, severity_reason="再犯"))
    assert codes(desk, visit) == set()
    blob = next(desk.store.workspace.evidence.rglob("*.ade"))
    kept = blob.read_bytes()
    blob.write_bytes(kept[:-1] + b"x")
    assert codes(desk, visit) == {"evidence_altered"}
    blob.unlink()
    assert codes(desk, visit) == {"evidence_missing"}
    desk.fieldwork.delete(finding.uid)
    assert codes(desk, visit) == {"without_finding"}


def test_unsorted_notes_are_named_and_remarks_are_not(desk, visit):
    answered(desk, visit)
    note = desk.fieldwork.note(KeepNote(visit.number, "機櫃"))
    desk.fieldwork.note(KeepNote(visit.number, "天氣晴", state=NoteState.REMARK))
    assert [line.object_uid for line in desk.fieldwork.xray(visit.number)] == [note.uid]


def test_who_is_gone_is_named_with_what_waits_for_him(desk, visit):
    desk.people.add("lin", "林查核", "an inspector types this", ["inspector"])
    answered(desk, visit)
    desk.fieldwork.assign_section(visit.number, "CC-17010", "lin")
    desk.fieldwork.claim(visit.number, ITEM)
    assert codes(desk, visit) == set()
    with desk.store.work("wang", "test") as work:
        work.find(Person, login="lin").active = False
        work.commit()
    assert codes(desk, visit) == {"assigned_absent"}


def test_unknown_facts_and_another_edition_are_named_for_the_whole_visit(desk):
    add_firm(desk, "ZX07", None, internet=None)
    visit = desk.visits.open(OpenVisit("ZX07", date(2019, 6, 3)))
    answered(desk, visit)
    assert {line.key for line in desk.fieldwork.xray(visit.number)} == {
        "fact_unknown:paid_in_capital",
        "fact_unknown:internet_ordering",
    }
    with desk.store.work("wang", "test") as work:
        work.find(Visit, number=visit.number).edition = "2020-02-10"
        work.commit()
    assert "edition_differs" in codes(desk, visit)


def test_pieces_of_a_sample_that_nobody_has_looked_at_are_counted_at_their_item(desk, visit):
    answered(desk, visit)
    sample = desk.samples.keep(KeepSample(visit.number, ITEM, "帳號清單", chosen=(Chosen("甲"), Chosen("乙", "conform"))))
    (line,) = desk.fieldwork.xray(visit.number)
    assert (line.key.split(":")[0], line.values["count"]) == ("sample_pending", 1)
    assert Words("en").say("xray.sample_pending", **line.values).startswith("1 pieces")
    desk.samples.delete(sample.uid)
    assert desk.fieldwork.xray(visit.number) == ()


def test_every_line_has_a_sentence_in_both_languages(desk, visit):
    desk.fieldwork.judge(JudgeItem(visit.number, ITEM, Judgement.DEFICIENT))
    desk.fieldwork.note(KeepNote(visit.number, "機櫃"))
    for line in desk.fieldwork.xray(visit.number):
        for language in ("zh_TW", "en"):
            told = Words(language).say(f"xray.{line.code}", **line.values)
            assert told != f"xray.{line.code}" and "?" not in told
