"""What is done to evidence that is kept: each act is journaled and taken back by name; the original is never touched."""

import io

import pytest
from PIL import Image

from auditdesk.errors import BadInput, Refused
from auditdesk.model.commands import RecordFinding
from auditdesk.model.evidence_rows import Incoming, Mark
from auditdesk.model.fieldwork_rows import KeepNote
from tests.exchange.test_pictures import photo
from tests.exchange.test_pictures_redaction import HEIC

BOX = Mark("box", 0.1, 0.1, 0.5, 0.5)


@pytest.fixture
def finding(desk, visit):
    return desk.findings.record(RecordFinding(visit.number, "CC-17010-P03", "防火牆紀錄只留 180 天"))


@pytest.fixture
def row(desk, finding):
    return desk.evidence.attach([Incoming("機櫃.jpg", photo())], finding=finding.number).rows[0]


def refusal(act, *arguments, **named) -> str:
    with pytest.raises((Refused, BadInput)) as refused:
        act(*arguments, **named)
    return refused.value.code


def test_the_same_file_is_told_and_kept_once_for_a_finding_and_again_for_another(desk, visit, finding, row):
    again = desk.evidence.attach([Incoming("其他名字.jpg", photo()), Incoming("a.txt", b"a")], finding=finding.number)
    assert again.duplicates == ("其他名字.jpg",) and again.new == 1 and again.rows[0].uid == row.uid
    other = desk.findings.record(RecordFinding(visit.number, "CC-17010-P03", "另一則"))
    assert desk.evidence.attach([Incoming("機櫃.jpg", photo())], finding=other.number).new == 1
    assert len(desk.evidence.list(finding.number)) == 2


def test_several_files_keep_the_order_they_were_given_in(desk, finding):
    names = [f"{letter}.txt" for letter in "dbca"]
    desk.evidence.attach([Incoming(name, name.encode()) for name in names], finding=finding.number)
    assert [one.file_name for one in desk.evidence.list(finding.number)] == names


def test_a_file_that_still_grows_is_refused_and_nothing_is_kept(desk, finding, tmp_path):
    path = tmp_path / "growing.jpg"
    path.write_bytes(photo())
    assert refusal(desk.evidence.attach, [Incoming("growing.jpg", path=str(path), size=10)], finding=finding.number) == (
        "evidence.still_written"
    )
    assert desk.evidence.list(finding.number) == ()


def test_undo_of_an_attachment_puts_it_among_the_deleted_and_redo_brings_it_back(desk, visit, finding, row):
    assert desk.fieldwork.undo(visit.number).code == "undo.evidence_add"
    assert desk.evidence.list(finding.number) == ()
    assert [one.uid for one in desk.evidence.list(finding.number, deleted=True)] == [row.uid]
    desk.fieldwork.redo(visit.number)
    assert [one.uid for one in desk.evidence.list(finding.number)] == [row.uid]
    assert desk.evidence.read(row.uid) == photo()


def test_marks_are_kept_above_the_original_and_taken_back_by_name(desk, visit, row):
    marks = (BOX, Mark("arrow", 0.9, 0.9, 0.5, 0.5), Mark("text", 0.2, 0.6, 0.2, 0.6, "只留 180 天 堃"))
    assert desk.evidence.annotate(row.uid, marks).marks == marks
    assert desk.evidence.read(row.uid) == photo() and desk.care.verify().ok
    step = desk.fieldwork.undo(visit.number)
    assert (step.code, step.values) == ("undo.evidence_annotate", {"file": "機櫃.jpg"})
    assert desk.evidence.show(row.uid).marks == ()
    desk.fieldwork.redo(visit.number)
    assert desk.evidence.show(row.uid).marks == marks
    assert any(line.act == "evidence.annotate" for line in desk.care.journal())


@pytest.mark.parametrize(
    "mark",
    [
        Mark("box", -0.1, 0, 1, 1),
        Mark("box", 0, 0, float("nan"), 1),
        Mark("text", 0, 0, 0, 0, "x" * 201),
        Mark("scribble", 0, 0, 1, 1),
    ],
)
def test_a_mark_outside_the_picture_is_refused(desk, row, mark):
    assert refusal(desk.evidence.annotate, row.uid, [mark]) == "evidence.marks_wrong"
    assert refusal(desk.evidence.annotate, row.uid, [BOX] * 201) == "evidence.marks_wrong"


def test_a_text_file_can_not_be_drawn_upon(desk, finding):
    (text,) = desk.evidence.attach([Incoming("a.txt", b"a")], finding=finding.number).rows
    assert refusal(desk.evidence.annotate, text.uid, [BOX]) == "evidence.no_picture"


@pytest.mark.parametrize(("name", "content"), [("機櫃.jpg", photo()), ("畫面.png", photo("PNG")), ("IMG_1.heic", HEIC)])
def test_a_redacted_copy_is_taken_for_papers_and_leaves_the_office_and_the_original_stays(desk, finding, tmp_path, name, content):
    (row,) = desk.evidence.attach([Incoming(name, content)], finding=finding.number).rows
    made = desk.evidence.redact(row.uid, [BOX])
    assert made.derived_from == row.uid and made.is_redaction and made.place == "" and "-redacted." in made.file_name
    assert desk.evidence.show(row.uid).redaction == made.uid
    assert desk.evidence.read(row.uid) == content
    out = desk.evidence.export(row.uid, tmp_path)
    assert out.read_bytes() == desk.evidence.read(made.uid) and b"Camera" not in out.read_bytes()
    with Image.open(io.BytesIO(out.read_bytes())) as picture:
        assert max(picture.getpixel((picture.width // 4, picture.height // 4))) <= 4
    assert desk.evidence.export(row.uid, tmp_path / "original", original=True).read_bytes() == content


def test_a_redaction_of_a_redaction_stands_for_the_original_and_the_newest_is_taken(desk, finding, row):
    first = desk.evidence.redact(row.uid, [BOX])
    second = desk.evidence.redact(first.uid, [Mark("box", 0.6, 0.6, 0.9, 0.9)])
    assert second.derived_from == row.uid and desk.evidence.show(row.uid).redaction == second.uid
    assert second.file_name.count("-redacted") == 1


def test_an_original_does_not_go_out_because_its_redacted_copy_was_deleted_or_taken_back(desk, visit, finding, row, tmp_path):
    made = desk.evidence.redact(row.uid, [BOX])
    desk.evidence.delete(made.uid)
    assert desk.evidence.show(row.uid).withheld
    assert refusal(desk.evidence.export, row.uid, tmp_path) == "evidence.withheld" and not list(tmp_path.glob("*.jpg"))
    desk.evidence.restore(made.uid)
    assert desk.evidence.export(row.uid, tmp_path).read_bytes() == desk.evidence.read(made.uid)
    desk.evidence.delete(made.uid)
    again = desk.evidence.redact(row.uid, [BOX])
    assert desk.evidence.show(row.uid).redaction == again.uid
    desk.fieldwork.undo(visit.number)
    assert refusal(desk.evidence.export, row.uid, tmp_path / "copy") == "evidence.withheld"
    assert desk.evidence.export(row.uid, tmp_path / "meant", original=True).read_bytes() == photo()


def test_what_is_deleted_lies_among_the_deleted_of_its_visit_and_comes_back(desk, visit, finding, row):
    desk.evidence.delete(row.uid)
    assert desk.evidence.list(finding.number) == () and refusal(desk.evidence.delete, row.uid) == "evidence.deleted"
    assert [(one.kind, one.uid) for one in desk.fieldwork.deleted(visit.number)] == [("evidence", row.uid)]
    assert refusal(desk.evidence.annotate, row.uid, [BOX]) == "evidence.deleted"
    desk.evidence.restore(row.uid)
    assert refusal(desk.evidence.restore, row.uid) == "evidence.not_deleted"
    assert [one.uid for one in desk.evidence.list(finding.number)] == [row.uid]


def test_what_was_added_again_meanwhile_is_not_brought_back_twice(desk, finding, row):
    desk.evidence.delete(row.uid)
    assert desk.evidence.attach([Incoming("機櫃.jpg", photo())], finding=finding.number).new == 1
    assert refusal(desk.evidence.restore, row.uid) == "evidence.duplicate"


def test_photos_of_a_note_wait_in_the_visit_and_move_with_it_into_the_finding(desk, visit):
    attached = desk.evidence.attach([Incoming("機櫃.jpg", photo())], visit=visit.number)
    assert [one.uid for one in desk.evidence.waiting(visit.number)] == [attached.rows[0].uid]
    item = desk.visits.show(visit.number)[1][0].key
    note = desk.fieldwork.note(KeepNote(visit.number, "未貼標籤", item, (attached.rows[0].uid,)))
    assert desk.evidence.waiting(visit.number) == () and note.evidence == (attached.rows[0].uid,)
    finding = desk.fieldwork.note_to_finding(note.uid).finding_uid
    assert [one.uid for one in desk.evidence.list(finding)] == [attached.rows[0].uid]
    assert desk.care.verify().ok


def test_evidence_that_belongs_to_no_finding_yet_is_verified_too(desk, visit):
    (row,) = desk.evidence.attach([Incoming("機櫃.jpg", photo())], visit=visit.number).rows
    desk.store.evidence.path_of(row.blob).unlink()
    assert desk.care.verify().evidence_missing == (row.blob,)


def test_a_glance_tells_the_state_and_never_fails_for_a_broken_file(desk, row):
    assert desk.evidence.glance(row.uid).state == "whole" and desk.evidence.glance(row.uid).picture
    desk.store.evidence.path_of(row.blob).write_bytes(b"broken")
    assert desk.evidence.glance(row.uid).state == "altered" and desk.evidence.glance(row.uid).picture is None


def test_once_attach_returns_the_bytes_are_on_disk_encrypted_and_survive_a_reopening(desk, home, finding, row):
    stored = desk.store.evidence.path_of(row.blob).read_bytes()
    assert photo()[:60] not in stored and len(stored) > len(photo())
    assert row.blob in desk.store.evidence.blobs()
    assert desk.evidence.known({row.size}) == {(row.size, row.sha256)}
