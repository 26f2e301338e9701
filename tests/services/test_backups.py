"""Backups that the program makes by itself: once a day, before what changes much, thinned by age, never in the way."""

import os
from datetime import timedelta

import pytest

from auditdesk.desk import Desk
from auditdesk.errors import Refused, Unavailable
from auditdesk.model.records import Firm
from tests.conftest import CHEAP, PASSPHRASE


@pytest.fixture
def office(new_office):
    return new_office


def test_the_daily_backup_is_made_once_a_day_and_lies_in_the_workspace(office, clock):
    report = office.backups.daily()
    assert report.file == office.store.workspace.backups / "auto-20191101T083000-daily.adbackup"
    assert office.backups.daily() is None
    clock.now += timedelta(days=1)
    assert office.backups.daily() is not None
    rows = office.backups.list()
    assert [(row.reason, row.automatic, row.records) for row in rows] == [
        ("daily", True, rows[0].records),
        ("daily", True, report.records),
    ]


def test_an_office_can_switch_the_daily_one_off_and_choose_another_disk(office, tmp_path):
    office.settings.change("backups.folder", str(tmp_path / "disk" / "backups"))
    report = office.backups.daily()
    assert report.file.parent == tmp_path / "disk" / "backups"
    office.settings.change("backups.automatic", False)
    assert not office.backups.due()


def test_a_disk_that_is_not_there_is_told_and_nothing_is_left(office, tmp_path):
    (tmp_path / "file").write_text("no folder")
    office.settings.change("backups.folder", str(tmp_path / "file" / "backups"))
    assert office.backups.list() == ()
    with pytest.raises(Unavailable) as refused:
        office.backups.daily()
    assert refused.value.code.startswith("disk.")


def test_backups_of_the_same_second_do_not_meet(office):
    first, second = office.backups.before("merge"), office.backups.before("merge")
    assert first.file != second.file and len(office.backups.list()) == 2


def test_old_ones_are_thinned_but_none_that_was_made_by_hand(office, clock):
    by_hand = office.backups.write(office.backups.folder() / "by-hand.adbackup")
    for _ in range(12):
        office.backups.make(reason="daily")
        clock.now += timedelta(days=1)
    clock.now += timedelta(days=60)
    removed = office.backups.thin()
    left = office.backups.list()
    assert removed and len(left) < 6 and by_hand.file in {row.file for row in left}
    assert left[0].file.name == "auto-20191112T083000-daily.adbackup"


def test_a_backup_is_checked_again_and_a_changed_byte_is_told(office):
    report = office.backups.make()
    assert office.backups.check(report.file).sha256 == report.sha256
    content = bytearray(report.file.read_bytes())
    content[len(content) // 2] ^= 1
    report.file.write_bytes(content)
    with pytest.raises(Unavailable) as refused:
        office.backups.check(report.file)
    assert refused.value.code == "backup.altered"


def test_what_is_no_backup_is_listed_as_unreadable_and_one_of_another_workspace_not_at_all(office, tmp_path):
    other, _ = Desk.create(tmp_path / "other", "lin", "林查核", PASSPHRASE, cost=CHEAP)
    folder = office.backups.folder()
    (folder / "torn.adbackup").write_bytes(b"AuditDesk backup 1\ntorn")
    other.backups.write(folder / "other.adbackup")
    other.close()
    assert [(row.file.name, row.reason, row.openable) for row in office.backups.list()] == [
        ("torn.adbackup", "unreadable", False)
    ]
    with pytest.raises(Refused) as refused:
        office.backups.check(folder / "other.adbackup")
    assert refused.value.code == "backup.other_key"


def test_a_restore_from_the_open_workspace_needs_no_passphrase_and_never_goes_over_it(office, tmp_path):
    with office.store.work("wang", "test") as work:
        work.add(Firm(uid="f", code="ZX01", name="示範證券"))
        work.commit()
    report = office.backups.make()
    assert office.backups.restore(report.file, tmp_path / "again").records == report.records
    restored = Desk.open(tmp_path / "again", "wang", PASSPHRASE)
    assert restored.firms.list(restored.today())[0].code == "ZX01"
    restored.close()
    with pytest.raises(Refused):
        office.backups.restore(report.file, office.store.workspace.home)


def test_what_a_crash_left_half_written_goes_after_a_day(office):
    old = office.backups.folder() / ".auto-20191030T083000-daily.adbackup.abcd1234.tmp"
    fresh = office.backups.folder() / ".auto-20191031T083000-daily.adbackup.abcd1234.tmp"
    for path in (old, fresh):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    office.backups.make()
    assert not old.exists() and fresh.exists()


@pytest.mark.parametrize("folder", ["backups", "./backups", "~/backups", "../x"])
def test_a_backup_folder_is_named_from_the_root(office, folder):
    with pytest.raises(Refused) as refused:
        office.settings.change("backups.folder", folder)
    assert refused.value.code == "setting.folder_not_absolute"
    assert office.settings.change("backups.folder", "") == ""
