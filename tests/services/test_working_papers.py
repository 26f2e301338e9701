"""Samples, interviews, the printed papers of a visit, and what a sign-off closes."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from auditdesk.desk import Desk
from auditdesk.documents.working_paper_files import paper_ods, paper_pdf
from auditdesk.errors import AuditDeskError, Refused
from auditdesk.model.commands import AnswerItem, OpenVisit, RecordFinding
from auditdesk.model.evidence_rows import Incoming, Mark
from auditdesk.model.fieldwork_rows import EditFinding, JudgeItem, KeepNote, NoteState
from auditdesk.model.samples import Chosen, KeepInterview, KeepSample, SamplingMethod
from auditdesk.model.terms import Judgement, Severity
from auditdesk.model.tips import AddTip
from tests.services.two_supervisors import FIRM

ITEM, OTHER = "CC-17010-01", "CC-17010-02"
BOX = Mark("box", 0.1, 0.1, 0.5, 0.5)
RARE = "堃喆峯彣綉犇"
AT = datetime(2019, 6, 3, 6, 30, tzinfo=UTC)


def _opened(desk: Desk) -> str:
    return desk.visits.open(OpenVisit(FIRM, date(2019, 6, 3))).number


def _worked(desk: Desk) -> tuple[str, dict[str, str]]:
    """A visit with one of each thing; the uids by name."""
    visit = _opened(desk)
    judged = desk.fieldwork.judge(JudgeItem(visit, ITEM, Judgement.DEFICIENT))
    assert judged.finding is not None
    desk.fieldwork.write(EditFinding(judged.finding.uid, facts=f"主機 {RARE} 未修補。" * 12))
    note = desk.fieldwork.note(KeepNote(visit, f"機房門禁未關，{RARE}", state=NoteState.REMARK))
    population = tuple(f"帳號{number:03d}" for number in range(1, 61))
    sample = desk.samples.keep(KeepSample(visit, OTHER, population="離職人員帳號", listed=population))
    sample = desk.samples.draw(sample.uid, 5, "7f3a")
    interview = desk.interviews.keep(KeepInterview(visit, role="資訊主管", subject="帳號停用程序", held_at=AT, items=(OTHER,)))
    tip = desk.tips.add(AddTip("網站憑證過期", date(2019, 5, 2), firm=FIRM, reporter="熱心民眾"))
    desk.tips.link_visit(tip.number, visit, (OTHER,))
    finding = desk.findings.record(RecordFinding(visit, "CC-17010-P03", "防火牆開放任意服務。"))
    content = io.BytesIO()
    Image.new("RGB", (64, 48), (90, 110, 140)).save(content, "JPEG")
    photo, gone = desk.evidence.attach(
        [Incoming("photo.jpg", content.getvalue()), Incoming("gone.txt", b"gone")], finding=judged.finding.uid
    ).rows
    desk.evidence.delete(gone.uid)
    uids = {
        "photo": photo.uid,
        "gone": gone.uid,
        "draft": judged.finding.uid,
        "note": note.uid,
        "sample": sample.uid,
        "interview": interview.uid,
        "tip": tip.number,
        "finding": finding.number,
        "link": next(one.uid for one in desk.tips.show(tip.number).links),
    }
    return visit, uids


def _signed(people) -> tuple[Desk, str, dict[str, str]]:
    wang = people.acts("wang")
    visit, uids = _worked(wang)
    tip = wang.tips.add(AddTip("另一件", date(2019, 5, 3), firm=FIRM))
    for line in wang.fieldwork.screen(visit).items:
        if line.judgement is None:
            wang.visits.answer(AnswerItem(visit, line.key, Judgement.CONFORM))
    reasons = {line.key: "另行補正" for line in wang.fieldwork.xray(visit)}
    wang.fieldwork.submit(visit, reasons)
    lee = people.acts("lee")
    lee.fieldwork.sign_off(visit)
    return lee, visit, {**uids, "other_tip": tip.number}


WRITING: dict[str, Callable[[Desk, str, dict[str, str], Path], object]] = {
    "answer": lambda desk, visit, _, __: desk.visits.answer(AnswerItem(visit, ITEM, Judgement.CONFORM)),
    "judge": lambda desk, visit, _, __: desk.fieldwork.judge(JudgeItem(visit, ITEM, None)),
    "flag": lambda desk, visit, _, __: desk.fieldwork.flag(visit, ITEM),
    "claim": lambda desk, visit, _, __: desk.fieldwork.claim(visit, ITEM),
    "release": lambda desk, visit, _, __: desk.fieldwork.release(visit, ITEM),
    "assign": lambda desk, visit, _, __: desk.fieldwork.assign_section(visit, "CC-17010", "wang"),
    "note": lambda desk, visit, _, __: desk.fieldwork.note(KeepNote(visit, "太遲")),
    "edit note": lambda desk, _, uids, __: desk.fieldwork.edit_note(uids["note"], "太遲"),
    "sort note": lambda desk, _, uids, __: desk.fieldwork.sort_note(uids["note"], ITEM),
    "remark": lambda desk, _, uids, __: desk.fieldwork.remark(uids["note"]),
    "note to finding": lambda desk, _, uids, __: desk.fieldwork.note_to_finding(uids["note"], ITEM),
    "delete note": lambda desk, _, uids, __: desk.fieldwork.delete_note(uids["note"]),
    "restore note": lambda desk, _, uids, __: desk.fieldwork.restore_note(uids["note"]),
    "write finding": lambda desk, _, uids, __: desk.fieldwork.write(EditFinding(uids["draft"], facts="太遲")),
    "pattern": lambda desk, _, uids, __: desk.fieldwork.write(EditFinding(uids["draft"], pattern="CC-17010-P03")),
    "severity": lambda desk, _, uids, __: desk.fieldwork.set_severity(uids["draft"], Severity.LOW, "理由"),
    "delete finding": lambda desk, _, uids, __: desk.fieldwork.delete(uids["draft"]),
    "restore finding": lambda desk, _, uids, __: desk.fieldwork.restore(uids["draft"]),
    "record finding": lambda desk, visit, _, __: desk.findings.record(RecordFinding(visit, "CC-17010-P03", "太遲")),
    "evidence": lambda desk, _, uids, folder: desk.evidence.add(uids["finding"], [_file(folder)]),
    "evidence of the visit": lambda desk, visit, _, __: desk.evidence.attach([Incoming("late.txt", b"late")], visit=visit),
    "annotate": lambda desk, _, uids, __: desk.evidence.annotate(uids["photo"], [BOX]),
    "redact": lambda desk, _, uids, __: desk.evidence.redact(uids["photo"], [BOX]),
    "remove place": lambda desk, _, uids, __: desk.evidence.remove_place(uids["photo"]),
    "delete evidence": lambda desk, _, uids, __: desk.evidence.delete(uids["photo"]),
    "restore evidence": lambda desk, _, uids, __: desk.evidence.restore(uids["gone"]),
    "sample": lambda desk, visit, _, __: desk.samples.keep(KeepSample(visit, ITEM)),
    "edit sample": lambda desk, _, uids, __: desk.samples.keep(KeepSample(sample=uids["sample"], result="太遲")),
    "draw": lambda desk, _, uids, __: desk.samples.draw(uids["sample"], 3),
    "delete sample": lambda desk, _, uids, __: desk.samples.delete(uids["sample"]),
    "restore sample": lambda desk, _, uids, __: desk.samples.restore(uids["sample"]),
    "interview": lambda desk, visit, _, __: desk.interviews.keep(KeepInterview(visit, role="太遲")),
    "edit interview": lambda desk, _, uids, __: desk.interviews.keep(KeepInterview(interview=uids["interview"], role="太遲")),
    "delete interview": lambda desk, _, uids, __: desk.interviews.delete(uids["interview"]),
    "restore interview": lambda desk, _, uids, __: desk.interviews.restore(uids["interview"]),
    "tip": lambda desk, visit, uids, __: desk.tips.link_visit(uids["other_tip"], visit),
    "tip item": lambda desk, visit, uids, __: desk.tips.link_visit(uids["other_tip"], visit, (ITEM,)),
    "tip finding": lambda desk, _, uids, __: desk.tips.link_finding(uids["other_tip"], uids["finding"]),
    "unlink tip": lambda desk, _, uids, __: desk.tips.unlink(uids["link"]),
    "undo": lambda desk, visit, _, __: desk.fieldwork.undo(visit),
    "redo": lambda desk, visit, _, __: desk.fieldwork.redo(visit),
    "submit": lambda desk, visit, _, __: desk.fieldwork.submit(visit, {line.key: "理由" for line in desk.fieldwork.xray(visit)}),
    "sign off": lambda desk, visit, _, __: desk.fieldwork.sign_off(visit),
}
"""Every act that writes something of a visit's papers."""


def _file(folder: Path) -> Path:
    path = folder / "late.txt"
    path.write_text("late", encoding="utf-8")
    return path


def _texts(desk: Desk) -> str:
    with desk.store.read() as connection:
        return str(connection.exec_driver_sql("SELECT max(sequence) FROM journal").scalar())


def test_after_the_sign_off_every_writing_act_is_refused_and_changes_nothing(people, tmp_path):
    desk, visit, uids = _signed(people)
    before, told = _texts(desk), {}
    for name, act in WRITING.items():
        try:
            act(desk, visit, uids, tmp_path)
            told[name] = "done"
        except AuditDeskError as refused:
            told[name] = refused.code
        assert _texts(desk) == before, name
    assert set(told.values()) == {"visit.signed_off"}, told


def test_the_history_of_a_signed_off_visit_tells_who_when_before_and_after(people):
    desk, visit, _ = _signed(people)
    lines = desk.working_papers.history(visit)
    kinds = {line.kind for line in lines}
    assert {"visit", "visit_item", "answer", "finding", "field_note", "sample", "interview", "tip_link"} <= kinds
    assert lines[-1].act == "visits.sign_off" and lines[-1].login == "lee" and lines[-1].after["signed_off_by"] == "lee"


def test_a_sign_off_is_withdrawn_by_another_one_with_a_reason_and_stays_in_the_history(people):
    lee, visit, _ = _signed(people)
    with pytest.raises(Refused) as refused:
        lee.reopening.reopen(visit, "漏列")
    assert refused.value.code == "four_eyes.author"
    wang = people.acts("wang")
    with pytest.raises(Refused) as refused:
        wang.reopening.reopen(visit, " ")
    assert refused.value.code == "reason.needed"
    assert wang.reopening.reopen(visit, "漏列一項證物").standing == "open"
    (one,) = wang.working_papers.paper(visit).reopenings
    assert (one.signed_off_by, one.reopened_by, one.reason) == ("lee", "wang", "漏列一項證物")


def test_the_papers_are_the_same_bytes_each_time_and_say_everything_in_both_formats(people, tmp_path):
    desk, visit, _ = _signed(people)
    paper = desk.working_papers.paper(visit)
    pdf, ods = paper_pdf(paper, "zh_TW"), paper_ods(paper, "zh_TW")
    assert pdf == paper_pdf(desk.working_papers.paper(visit), "zh_TW") and ods == paper_ods(paper, "zh_TW")
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf)
    pages = [page.extract_text() for page in PdfReader(path).pages]
    told = "".join("".join(pages).split())
    (tmp_path / "paper.ods").write_bytes(ods)
    cells = zipfile.ZipFile(tmp_path / "paper.ods").read("content.xml").decode()
    for text in (RARE, "資訊主管", "7f3a", "網站憑證過期", "李主管", "另行補正", "離職人員帳號", paper.edition_digest[:12]):
        assert text in told and text in cells, text
    assert all("不得外流" in page for page in pages) and "熱心民眾" not in told + cells


def test_a_written_paper_is_kept_with_its_hash_and_verified(people, tmp_path):
    desk = people.acts("wang")
    visit, _ = _worked(desk)
    for name in ("paper.pdf", "paper.ods"):
        written = desk.working_papers.write_paper(visit, tmp_path / name)
        assert written.sha256 == hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
    checklist = desk.working_papers.write_checklist(visit, tmp_path / "checklist.pdf")
    assert desk.care.verify().papers == 3
    checklist.path.write_bytes(b"other")
    assert desk.care.verify().papers_altered == (str(checklist.path),)
    with pytest.raises(Refused) as refused:
        desk.working_papers.write_paper(visit, tmp_path / "paper.docx")
    assert refused.value.code == "paper.format"


def test_a_character_that_no_font_has_is_told_by_its_number_and_the_paper_is_made(people, tmp_path):
    desk = people.acts("wang")
    visit = _opened(desk)
    desk.fieldwork.note(KeepNote(visit, "見 \U0001f600 貼紙", state=NoteState.REMARK))
    path = desk.working_papers.write_paper(visit, tmp_path / "paper.pdf").path
    assert "U+1F600" in "".join(page.extract_text() for page in PdfReader(path).pages)


def test_a_drawing_can_be_done_again_and_keeps_what_was_found_already(people):
    desk = people.acts("wang")
    visit = _opened(desk)
    listed = tuple(f"交易{number}" for number in range(200))
    kept = desk.samples.keep(KeepSample(visit, ITEM, "交易紀錄", listed=listed))
    first = desk.samples.draw(kept.uid, 8, "abc")
    other = desk.samples.keep(KeepSample(visit, ITEM, "交易紀錄", listed=listed))
    assert desk.samples.draw(other.uid, 8, "abc").chosen == first.chosen and first.population_size == 200
    told = (replace(first.chosen[0], result="deviates", note="無覆核"), *first.chosen[1:])
    desk.samples.keep(KeepSample(sample=kept.uid, chosen=told))
    more = desk.samples.draw(kept.uid, 20, "abc")
    assert more.deviations == 1 and {one.name for one in first.chosen} <= {one.name for one in more.chosen}
    assert desk.samples.draw(kept.uid, 3).seed not in ("", "abc")


def test_samples_and_interviews_are_named_steps_back(people):
    desk = people.acts("wang")
    visit = _opened(desk)
    sample = desk.samples.keep(KeepSample(visit, ITEM, "母體"))
    desk.samples.keep(KeepSample(sample=sample.uid, chosen=(Chosen("一"),), method=SamplingMethod.JUDGEMENT))
    desk.samples.delete(sample.uid)
    assert desk.samples.list(visit) == ()
    assert desk.fieldwork.undo(visit).code == "undo.sample_delete"
    assert desk.samples.list(visit, ITEM)[0].chosen == (Chosen("一"),)
    held = desk.interviews.keep(KeepInterview(visit, role="資安主管"))
    assert desk.fieldwork.undo(visit).code == "undo.interview" and desk.interviews.list(visit) == ()
    desk.fieldwork.redo(visit)
    assert desk.interviews.list(visit)[0].role == "資安主管" and held.name == ""
    with pytest.raises(Refused) as refused:
        desk.interviews.keep(KeepInterview(visit, role=" "))
    assert refused.value.code == "interview.role_needed"


def test_who_kept_a_sample_can_not_sign_the_visit_off(people):
    desk = people.acts("lee")
    visit = _opened(desk)
    desk.samples.keep(KeepSample(visit, ITEM, "母體", result="符合"))
    wang = people.acts("wang")
    for line in wang.fieldwork.screen(visit).items:
        wang.visits.answer(AnswerItem(visit, line.key, Judgement.CONFORM))
    wang.fieldwork.submit(visit, {line.key: "理由" for line in wang.fieldwork.xray(visit)})
    with pytest.raises(Refused) as refused:
        people.acts("lee").fieldwork.sign_off(visit)
    assert refused.value.code == "four_eyes.author"


def test_the_checklist_tests_by_patterns_of_the_visit_s_day_and_authority_alone(people):
    wang = people.acts("wang")
    visit = _opened(wang)
    edition = wang.rulebook.in_force(date(2019, 6, 3))
    bureau = {one.expected_standard for one in edition.patterns if one.group == "feb"}
    guides = wang.working_papers.paper(visit).guides
    assert ITEM in guides and not set(guides.values()) & bureau
    first = next(one for one in edition.patterns if ITEM in one.items and one.group != "feb")
    other = next(one for one in edition.patterns if ITEM not in one.items and one.group != "feb")
    assert guides[ITEM] == first.expected_standard
    step = wang.office_patterns.merge(first.id, other.id, date(2019, 6, 1), "同一件事")
    people.acts("lee").office_patterns.decide_step(step.uid, approve=True)
    assert people.acts("wang").working_papers.paper(visit).guides[ITEM] == other.expected_standard != first.expected_standard
