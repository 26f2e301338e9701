"""A backup opens again with everything in it, or it is not taken for one."""

import shutil
import threading
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditdesk.desk import Desk
from auditdesk.errors import AuditDeskError, BadInput, Cancelled, Refused, Unavailable
from auditdesk.model.commands import RecordFact
from auditdesk.model.records import Branch, Evidence, Finding, Firm, Visit
from auditdesk.store import backup
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


def test_a_backup_of_missing_evidence_is_made_and_names_it(desk, tmp_path):
    blob = keep_evidence(desk, b"photo")
    desk.store.evidence.path_of(blob).unlink()
    report = desk.backups.write(tmp_path / "one.adbackup")
    assert report.missing == (blob,) and report.altered == ()
    again = restore_backup(report.file, tmp_path / "restored", None, PASSPHRASE)
    assert (again.missing, again.records) == ((blob,), report.records)


def test_a_backup_of_altered_evidence_is_made_names_it_and_keeps_its_bytes(desk, tmp_path):
    blob = keep_evidence(desk, b"photo")
    path = desk.store.evidence.path_of(blob)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    report = desk.backups.write(tmp_path / "one.adbackup")
    assert report.altered == (blob,)
    restore_backup(report.file, tmp_path / "restored", None, PASSPHRASE)
    assert (tmp_path / "restored" / path.relative_to(desk.store.workspace.home)).read_bytes() == path.read_bytes()


def test_a_backup_of_the_first_form_without_contents_is_still_restored(made, tmp_path):
    """What an earlier version wrote: the same members but the one that tells the contents."""
    folder, report = made
    desk = Desk.open(folder / "workspace", "wang", PASSPHRASE)
    key = desk.backups._key
    first = tmp_path / "first.adbackup"
    with open(first, "xb") as handle:
        handle.write(backup.MARK)
        with backup._packed(report.file) as packed, zipfile.ZipFile(handle, "w") as out:
            for name in packed.namelist():
                if name != "contents.json":
                    out.writestr(name, packed.read(name))
    with open(first, "r+b") as handle:
        handle.write(backup._mac_of(handle, key, first.stat().st_size))
    assert backup.read_contents(first) is None
    desk.close()
    again = restore_backup(first, tmp_path / "restored", "wang", PASSPHRASE)
    assert (again.records, again.evidence_files) == (report.records, 1)


def test_a_backup_that_is_cancelled_leaves_nothing(desk, tmp_path):
    keep_evidence(desk, b"photo")

    def cancel(done: int, total: int = 0, step: str = "") -> None:
        if step == "check":
            raise Cancelled

    with pytest.raises(Cancelled):
        desk.backups.write(tmp_path / "out" / "one.adbackup", cancel)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_backup_made_while_another_thread_commits_is_one_moment_of_it(desk, tmp_path):
    """Each commit writes a firm and a fact of it: a backup never holds one without the other."""
    stop = threading.Event()
    failed: list[BaseException] = []

    def write() -> None:
        number = 0
        try:
            while not stop.is_set():
                number += 1
                with desk.store.work("wang", "test") as work:
                    firm = work.add(Firm(uid=work.new_uid(), code=f"W{number:04d}", name="示範證券"))
                    work.flush()
                    work.add(Branch(uid=work.new_uid(), firm_uid=firm.uid, code=f"B{number}", name="分公司"))
                    work.commit()
        except BaseException as problem:
            failed.append(problem)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        reports = [desk.backups.write(tmp_path / f"{number}.adbackup") for number in range(3)]
    finally:
        stop.set()
        writer.join()
    assert not failed
    for report in reports:
        home = tmp_path / report.file.stem
        restore_backup(report.file, home, None, PASSPHRASE)
        restored = Desk.open(home, None, PASSPHRASE)
        counts = restored.care.status().counts
        assert counts["firms"] == counts["branches"] and restored.care.verify().journal.ok
        restored.close()


def test_a_new_key_and_a_removal_wait_until_a_backup_is_whole(desk, tmp_path):
    """Neither evidence nor key may change under it; who waits can still think better of it."""
    asked: list[str] = []

    def giving_up(done: int, total: int = 0, step: str = "") -> None:
        asked.append(step)
        raise Cancelled

    def other() -> None:
        with pytest.raises(Cancelled), desk.store.kept_whole(giving_up):
            asked.append("inside")

    def meanwhile(done: int, total: int = 0, step: str = "") -> None:
        if step == "check" and not asked:
            thread = threading.Thread(target=other)
            thread.start()
            thread.join()

    desk.backups.write(tmp_path / "one.adbackup", meanwhile)
    assert asked == ["backup"]
    with desk.store.kept_whole():
        pass


def test_before_a_migration_the_whole_workspace_is_backed_up_as_one_file(tmp_path):
    released = Path(__file__).parent / "released" / "schema-1"
    shutil.copytree(released, tmp_path / "old")
    desk = Desk.open(tmp_path / "old", "wang", PASSPHRASE)
    try:
        rows = desk.backups.list()
        assert [(row.reason, row.automatic, row.openable, row.evidence_files) for row in rows] == [("migration", True, True, 1)]
        assert desk.backups.check(rows[0].file).records == rows[0].records
        restore_backup(rows[0].file, tmp_path / "restored", "wang", PASSPHRASE)
    finally:
        desk.close()
    again = Desk.open(tmp_path / "restored", "wang", PASSPHRASE)
    assert again.care.verify().ok
    again.close()
