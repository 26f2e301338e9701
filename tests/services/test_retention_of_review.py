"""What review, remedy and tips keep is part of what is verified, rekeyed, and removed with a visit's papers."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from auditdesk.model.commands import DecideFinding, OpenVisit, RecordFinding
from auditdesk.model.fieldwork_records import VisitReopening
from auditdesk.model.records import Finding, Letter
from auditdesk.model.review_records import CorrectionDue, DueExtension, FirmReply, FollowUp
from auditdesk.model.review_rows import WriteComment
from auditdesk.model.tips import AddTip
from tests.services.conftest import Clock, add_firm

SECRET = "防火牆規則過鬆且紀錄只留一百八十天"
TABLES = ("finding_version", "review_comment", "firm_reply", "due_extension", "follow_up", "correction_due", "visit_reopening")


@pytest.fixture
def clock():
    return Clock(datetime(2019, 6, 3, 8, 30, tzinfo=UTC))


@pytest.fixture
def office(clock, new_office, tmp_path):
    """A visit of 2019 whose finding went through everything, and a tip with a file."""
    desk = new_office
    add_firm(desk, "ZX01", 12_840_000_000)
    visit = desk.visits.open(OpenVisit("ZX01", date(2019, 6, 3)))
    number = desk.findings.record(RecordFinding(visit.number, "CC-17010-P03", SECRET)).number
    desk.findings.submit(DecideFinding(number))
    desk.review.comment(WriteComment(number, SECRET, "facts", 0, 3))
    with desk.store.work("wang", "test") as work:
        finding, now = work.find(Finding, number=number), work.now()
        kept = {"kept_by": "wang", "kept_at": now}
        letter = work.add(
            Letter(uid="letter", number="第1號", year=2019, firm_uid=finding.firm_uid, issued_on=date(2019, 6, 4),
                   reply_by=date(2019, 7, 4), state="written", content="{}")
        )  # fmt: skip
        work.flush()
        of = {"finding_uid": finding.uid}
        work.add(FirmReply(uid="reply", received_on=date(2019, 6, 9), claim="done", text=SECRET, measures=SECRET, **of, **kept))
        work.add(DueExtension(uid="more", asked_on=date(2019, 6, 9), until=date(2019, 8, 1), reason=SECRET, **of, **kept))
        work.flush()
        work.add(FollowUp(uid="check", reply_uid="reply", checked_on=date(2019, 6, 9), mode="paper", result="remedied", text=SECRET,
                          checked_by="wang", kept_at=now, **of))  # fmt: skip
        work.add(
            CorrectionDue(uid="due", letter_uid=letter.uid, act="reopen", reason=SECRET, raised_by="wang", raised_at=now, **of)
        )
        work.add(VisitReopening(uid="again", visit_uid=visit.uid, reason=SECRET, reopened_by="lee", reopened_at=now,
                                signed_off_by="wang", signed_off_at=now))  # fmt: skip
        work.commit()
    scan = tmp_path / "scan.txt"
    scan.write_bytes(b"a website scan")
    desk.tips.add(AddTip("官網弱點", date(2019, 6, 3), files=(scan,)))
    return desk


def test_every_text_of_review_and_remedy_goes_with_the_papers_and_the_figures_stay(office, clock):
    clock.now = datetime(2025, 1, 1, 8, 30, tzinfo=UTC)
    number = office.retention.list()[0].visit.number
    office.retention.remove(number, number)
    with office.store.read() as connection:
        left = {table: connection.exec_driver_sql(f"SELECT * FROM {table}").fetchall() for table in TABLES}
    assert SECRET not in str(left) and {table for table, rows in left.items() if not rows} == {
        "finding_version",
        "review_comment",
    }
    assert SECRET not in str([(line.before, line.after) for line in office.care.journal(limit=10_000)])
    assert office.care.verify().ok


def test_a_file_of_a_tip_is_kept_under_a_new_key_and_its_loss_is_told_by_verify(office, tmp_path):
    office.people.rekey()
    assert office.care.verify().ok
    (file,) = office.tips.show(office.tips.list()[0].number).files
    target = tmp_path / "out.txt"
    assert office.tips.export_file(file.uid, target).read_bytes() == b"a website scan"
    (blob,) = office.store.evidence.blobs()
    office.store.evidence.path_of(blob).unlink()
    told = office.care.verify()
    assert not told.ok and told.evidence_missing == (blob,)


CHANGED = {
    "finding_version": "content",
    "review_comment": "text",
    "firm_reply": "text",
    "due_extension": "reason",
    "follow_up": "result",
    "correction_due": "reason",
    "visit_reopening": "signed_off_by",
    "tip_file": "sha256",
}


@pytest.mark.parametrize("table", CHANGED)
def test_a_row_changed_behind_the_journal_is_found(office, table):
    with office.store._engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql(f"UPDATE {table} SET {CHANGED[table]} = 'forged'")
    assert [(one.object_kind, one.fields) for one in office.care.verify().records_altered] == [(table, (CHANGED[table],))]
