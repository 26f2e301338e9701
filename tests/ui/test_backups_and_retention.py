"""Backups and retention among the settings, and the day's own backup, over a real workspace."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from auditdesk.desk import Desk
from auditdesk.model.commands import OpenVisit
from tests.conftest import CHEAP, PASSPHRASE
from tests.services.conftest import add_firm
from ui.daily_backup import DailyBackup
from ui.jobs import Runner
from ui.places.settings import SettingsPlace
from ui.places.settings_backup import BackupSection
from ui.places.settings_outside import OutsideRetentionSection
from ui.places.settings_retention import RetentionSection, TypedSheet
from ui.words import tr


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2019, 6, 3, 8, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def make_office(home: Path, clock: Clock, roles: tuple[str, ...]) -> Desk:
    made, _ = Desk.create(home, "wang", "王主管", PASSPHRASE, roles, cost=CHEAP, clock=clock)
    return made


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    made = make_office(tmp_path / "workspace", clock, ("supervisor", "administrator"))
    add_firm(made, "ZX01", 12_840_000_000)
    made.visits.open(OpenVisit("ZX01", date(2019, 6, 3)))
    clock.now = datetime(2025, 1, 1, 8, 30, tzinfo=UTC)
    yield made
    made.close()


@pytest.fixture
def place(office: Desk, runner: Runner, preferences, qtbot) -> SettingsPlace:
    made = SettingsPlace(office, runner, preferences)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    qtbot.waitUntil(lambda: not runner.reading)
    return made


def section(place: SettingsPlace, kind: type) -> QObject:
    return next(each for each in place.sections if isinstance(each, kind))


def test_without_backups_the_list_says_how_to_make_one_and_the_button_makes_it(place, office, runner, qtbot):
    backups = section(place, BackupSection)
    assert backups.empty.isVisible() and not backups.check.isEnabled()
    with qtbot.waitSignal(place.said) as said:
        qtbot.mouseClick(backups.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: backups.view.isVisible())
    assert len(office.backups.list()) == 1 and "已驗證" in said.args[0]
    assert backups.check.isEnabled() and backups.restore.isEnabled()


def test_a_changed_backup_is_told_above_the_place_and_in_its_line(place, office, qtbot):
    backups = section(place, BackupSection)
    report = office.backups.make()
    content = bytearray(report.file.read_bytes())
    content[-1] ^= 1
    report.file.write_bytes(content)
    backups._read()
    qtbot.waitUntil(lambda: backups.check.isEnabled())
    with qtbot.waitSignal(place.failed) as failed:
        qtbot.mouseClick(backups.check, Qt.MouseButton.LeftButton)
    assert failed.args[0].code == "backup.altered"
    qtbot.waitUntil(lambda: backups._checked.get(report.file) == tr("Changed or not whole"))


def test_a_backup_is_restored_into_a_new_folder_inside_the_chosen_one(place, office, tmp_path, monkeypatch, qtbot):
    backups = section(place, BackupSection)
    office.backups.make()
    backups._read()
    qtbot.waitUntil(lambda: backups.restore.isEnabled())
    (tmp_path / "disk").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path / "disk"))
    with qtbot.waitSignal(place.said):
        qtbot.mouseClick(backups.restore, Qt.MouseButton.LeftButton)
    (home,) = (tmp_path / "disk").iterdir()
    restored = Desk.open(home, "wang", PASSPHRASE)
    assert len(restored.visits.list()) == 1
    restored.close()


def test_the_daily_backup_is_switched_and_its_folder_chosen_here(place, office, tmp_path, monkeypatch, qtbot):
    backups = section(place, BackupSection)
    qtbot.mouseClick(backups.automatic.button("off"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: office.settings.all()["backups.automatic"] is False)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    qtbot.mouseClick(backups.change, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: office.backups.folder() == tmp_path)


def test_a_hold_is_placed_with_its_reason_by_keys_alone_and_keeps_the_papers(place, office, qtbot):
    retention = section(place, RetentionSection)
    retention.hold.setFocus()
    qtbot.keyClick(retention.hold, Qt.Key.Key_Space)
    sheet = place.window().findChild(TypedSheet)
    assert sheet.primary is not None and not sheet.primary.isEnabled()
    qtbot.keyClicks(sheet.edit, "litigation")
    with qtbot.waitSignal(place.said):
        qtbot.keyClick(sheet.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: retention.lift.isEnabled())
    assert office.retention.holds()[0].reason == "litigation" and not retention.remove.isEnabled()


def test_papers_go_only_after_the_number_was_typed(place, office, qtbot):
    retention = section(place, RetentionSection)
    number = office.visits.list()[0].number
    qtbot.mouseClick(retention.remove, Qt.MouseButton.LeftButton)
    sheet = place.window().findChild(TypedSheet)
    assert sheet.primary is not None
    qtbot.keyClicks(sheet.edit, number[:-1])
    assert not sheet.primary.isEnabled()
    qtbot.keyClicks(sheet.edit, number[-1])
    with qtbot.waitSignal(place.said):
        qtbot.mouseClick(sheet.primary, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: office.retention.list()[0].standing == "removed")


def test_who_may_not_sees_the_reason_on_the_disabled_buttons(tmp_path, clock, runner, preferences, qtbot):
    office = make_office(tmp_path / "other", clock, ("inspector",))
    place = SettingsPlace(office, runner, preferences)
    qtbot.addWidget(place)
    place.show()
    qtbot.waitUntil(lambda: not runner.reading)
    retention, backups = section(place, RetentionSection), section(place, BackupSection)
    for button in (retention.hold, retention.lift, retention.remove, backups.change):
        assert not button.isEnabled() and button.toolTip()
    assert backups.make.isEnabled()
    office.close()


def test_the_days_backup_is_made_in_the_background_and_again_on_the_next_day(office, clock, runner, qtbot, qapp):
    told: list[object] = []
    daily = DailyBackup(office, runner, told.append, qapp)
    with qtbot.waitSignal(runner.moved, check_params_cb=lambda job: job.over):
        daily.begin()
    daily.look()
    qtbot.waitUntil(lambda: not runner.reading)
    assert [row.reason for row in office.backups.list()] == ["daily"]
    clock.now += timedelta(days=1)
    with qtbot.waitSignal(runner.moved, check_params_cb=lambda job: job.over):
        daily.look()
    assert len(office.backups.list()) == 2 and told == []
    daily.deleteLater()


def test_what_is_written_while_the_days_backup_is_made_is_kept_at_once(office, runner, monkeypatch, qtbot, qapp):
    """The backup stands still at every step until a write has gone through: so none of them waits for it."""
    written: list[int] = []

    def standing(progress):
        def held(done: int, total: int = 0, step: str = "") -> None:
            before = len(written)
            runner.write(lambda: office.settings.change("retention.years", 7 + before % 2), written.append)
            deadline = time.monotonic() + 20
            while len(written) == before and time.monotonic() < deadline:
                time.sleep(0.002)
            progress(done, total, step)

        return office.backups.make(held, "daily")

    monkeypatch.setattr(office.backups, "daily", standing)
    daily = DailyBackup(office, runner, lambda _error: None, qapp)
    with qtbot.waitSignal(runner.moved, check_params_cb=lambda job: job.over, timeout=60_000) as settled:
        daily.begin()
    assert settled.args[0].state == "succeeded" and len(written) >= 3
    daily.deleteLater()


def test_a_failed_daily_backup_is_told_once_and_blocks_nothing(office, tmp_path, runner, qtbot, qapp):
    (tmp_path / "file").write_text("no folder")
    office.settings.change("backups.folder", str(tmp_path / "file" / "backups"))
    told: list[object] = []
    daily = DailyBackup(office, runner, told.append, qapp)
    with qtbot.waitSignal(runner.moved, check_params_cb=lambda job: job.over):
        daily.begin()
    for _ in range(3):
        daily.look()
        qtbot.waitUntil(lambda: not runner.reading and not runner.active())
    assert len(told) == 1
    office.settings.change("retention.years", 7)
    daily.deleteLater()


def test_the_words_of_other_authorities_findings_go_by_year_after_it_was_typed(place, office, tmp_path, qtbot):
    path = tmp_path / "list.csv"
    path.write_text("機關,證券商代號,年度,查得事實\n檢查局,ZX01,108,內網沒有防火牆\n", encoding="utf-8")
    outside = section(place, OutsideRetentionSection)
    assert not outside.buttons
    office.finding_imports.apply(office.finding_imports.preview(path))
    place.refresh(frozenset({"outside_finding"}))
    qtbot.waitUntil(lambda: 2019 in outside.buttons)
    outside.buttons[2019].setFocus()
    qtbot.keyClick(outside.buttons[2019], Qt.Key.Key_Space)
    sheet = place.window().findChild(TypedSheet)
    assert sheet.primary is not None
    qtbot.keyClicks(sheet.edit, "201")
    assert not sheet.primary.isEnabled()
    qtbot.keyClicks(sheet.edit, "9")
    with qtbot.waitSignal(place.said):
        qtbot.keyClick(sheet.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not outside.buttons[2019].isEnabled())
    assert [one.text for one in office.outside_findings.list(2019)] == [""]
