"""A backup opens again with everything in it, or it is not taken for one."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditdesk.desk import Desk
from auditdesk.errors import AuditDeskError, BadInput, Refused, Unavailable
from auditdesk.model.commands import RecordFact
from auditdesk.model.records import Evidence, Finding, Firm, Visit
from auditdesk.store.backup import restore_backup
from tests.conftest import CHEAP, PASSPHRASE


def keep_evidence(desk: Desk, content: bytes) -> str:
    """A firm, a visit, a finding, and a file of evidence; returns the name of its blob."""
    blob = desk.store.evidence.keep(content)
    with desk.store.work("wang", "test") as work:
        now = work.now()
        work.add(Firm(uid="f", code="ZX01", name="示範甲證券"))
        work.flush()
        visit = {
            "reference_date": date(2019, 6, 3),
            "visit_kind": "routine",
            "mode": "onsite",
            "opened_by": "wang",
            "opened_at": now,
        }
        common = {"firm_uid": "f", "year": 2019, "authority": "twse", "edition": "2019-10-25"}
        work.add(Visit(uid="v", number="1", edition_digest="", **visit, **common))
        work.flush()
        finding = {"pattern": "p", "pattern_code": "c", "finding_class": "finding", "severity": "high", "state": "draft"}
        work.add(Finding(uid="x", number="1", visit_uid="v", facts="防火牆", author="wang", recorded_at=now, **finding, **common))
        work.flush()
        work.add(
            Evidence(uid="e", finding_uid="x", file_name="a.jpg", size=5, sha256="", blob=blob, added_by="wang", added_at=now)
        )
        work.commit()
    return blob


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A small workspace with evidence, and its backup."""
    folder = tmp_path_factory.mktemp("backup")
    desk, _ = Desk.create(folder / "workspace", "wang", "王主管", PASSPHRASE, cost=CHEAP)
    keep_evidence(desk, b"photo")
    report = desk.backups.write(folder / "office.adbackup")
    desk.close()
    return folder, report


def test_a_backup_is_restored_whole_into_a_new_folder(made, tmp_path):
    folder, report = made
    again = restore_backup(report.file, tmp_path / "restored", "wang", PASSPHRASE)
    assert (again.records, again.evidence_files, again.sha256) == (report.records, 1, report.sha256)
    desk = Desk.open(tmp_path / "restored", "wang", PASSPHRASE)
    try:
        assert [firm.name for firm in desk.firms.list(date(2019, 12, 31))] == ["示範甲證券"]
        assert desk.store.evidence.read(next(iter(desk.store.evidence.blobs()))) == b"photo"
        assert desk.care.verify().database == "ok" and desk.care.verify().journal.ok
    finally:
        desk.close()
    assert sorted(path.name for path in folder.iterdir()) == ["office.adbackup", "workspace"]


def test_nothing_in_a_backup_can_be_read_without_the_key(made):
    content = made[1].file.read_bytes()
    assert "示範甲".encode() not in content and "防火牆".encode() not in content and b"photo" not in content


def test_a_backup_is_made_while_work_goes_on_and_holds_what_was_committed_before(desk, tmp_path):
    with desk.store.work("wang", "test") as work:
        work.add(Firm(uid=work.new_uid(), code="ZX01", name="示範甲證券"))
        work.commit()
        report = desk.backups.write(tmp_path / "one.adbackup")
    desk.firms.record_fact(RecordFact("ZX01", "paid_in_capital", 1, date(2019, 1, 1), "later"))
    restore_backup(report.file, tmp_path / "restored", None, PASSPHRASE)
    restored = Desk.open(tmp_path / "restored", None, PASSPHRASE)
    try:
        assert restored.firms.facts("ZX01", date(2019, 6, 1)) == ()
    finally:
        restored.close()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(min_value=0), bit=st.integers(min_value=0, max_value=7))
def test_each_changed_byte_of_a_backup_is_found_and_nothing_is_restored(made, tmp_path, place, bit):
    content = bytearray(made[1].file.read_bytes())
    content[place % len(content)] ^= 1 << bit
    altered = tmp_path / "altered.adbackup"
    altered.write_bytes(content)
    with pytest.raises(AuditDeskError):
        restore_backup(altered, tmp_path / "restored", None, PASSPHRASE)
    assert not (tmp_path / "restored").exists()


@pytest.mark.parametrize("keep", [0, 10, 1000, -1, -33])
def test_a_half_written_backup_is_refused_whole(made, tmp_path, keep):
    half = tmp_path / "half.adbackup"
    half.write_bytes(made[1].file.read_bytes()[:keep])
    with pytest.raises((BadInput, Unavailable)):
        restore_backup(half, tmp_path / "restored", None, PASSPHRASE)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["half.adbackup"]


def test_a_restore_never_goes_over_a_workspace_or_other_files(made, tmp_path):
    folder, report = made
    with pytest.raises(Refused) as refused:
        restore_backup(report.file, folder / "workspace", None, PASSPHRASE)
    assert refused.value.code == "workspace.exists"
    (tmp_path / "mine.txt").write_text("keep")
    with pytest.raises(Refused) as refused:
        restore_backup(report.file, tmp_path, None, PASSPHRASE)
    assert refused.value.code == "workspace.folder_not_empty"


def test_a_backup_never_writes_over_a_file_and_a_wrong_passphrase_restores_nothing(made, desk, tmp_path):
    with pytest.raises(Refused) as refused:
        desk.backups.write(made[1].file)
    assert refused.value.code == "backup.exists"
    with pytest.raises(Unavailable) as wrong:
        restore_backup(made[1].file, tmp_path / "restored", None, "not this passphrase")
    assert wrong.value.code == "passphrase.wrong"


def test_a_backup_of_missing_evidence_is_refused_by_name(desk, tmp_path):
    blob = keep_evidence(desk, b"photo")
    desk.store.evidence.path_of(blob).unlink()
    with pytest.raises(Unavailable) as refused:
        desk.backups.write(tmp_path / "one.adbackup")
    assert refused.value.code == "evidence.missing"
    assert not (tmp_path / "one.adbackup").exists()
