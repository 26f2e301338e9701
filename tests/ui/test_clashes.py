"""What both sides changed, decided by keyboard: real keys, real records, nothing lost."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from auditdesk.desk import Desk, fixed_clock
from auditdesk.model.fieldwork_rows import EditFinding
from auditdesk.model.terms import Severity
from tests.conftest import DAY, PASSPHRASE, as_a_kill_leaves_it
from tests.services.parcel_steps import check_out, finding_on, hand_in, laptop, new_office, new_visit
from tests.ui.conftest import standing_shell
from ui.places import clashes_reading as reading
from ui.places.visits import VisitsPlace
from ui.shell import BUILT

BASE = "抽查交換器與路由器共 12 台，其中 3 台使用預設帳號密碼。"
OFFICE = "抽查交換器與路由器共 14 台，其中 3 台使用預設帳號密碼。另 1 台資料庫主機使用簡易密碼。"
LAPTOP = "抽查交換器與路由器共 12 台，其中 3 台使用預設帳號密碼，均為 114 年汰換時新購設備。"
DUE = date(2020, 2, 3)


def clashing(home, tmp_path, count: int) -> Desk:
    """An office where ``count`` findings were changed differently at the office and on a laptop, facts and severity."""
    office = new_office(home)
    visit = new_visit(office)
    items = office.fieldwork.screen(visit.number).items[:count]
    made = [finding_on(office, visit, f"{BASE}{number}", line.key) for number, line in enumerate(items)]
    written = check_out(office, tmp_path, visit, device="林的筆電")
    own = laptop(tmp_path, written, "lin")
    for number, finding in enumerate(made):
        office.fieldwork.write(
            EditFinding(finding.number, facts=f"{OFFICE}{number}", severity=Severity.LOW, severity_reason="數量少", due_date=DUE)
        )
        own.fieldwork.write(
            EditFinding(
                finding.number, facts=f"{LAPTOP}{number}", severity=Severity.CRITICAL, severity_reason="位於下單區", due_date=DUE
            )
        )
    file = hand_in(own, visit, tmp_path)
    own.close()
    office.parcels.check_in(file)
    return office


@pytest.fixture(scope="session")
def three(tmp_path_factory) -> Path:
    """An office with three such findings, made once; never changed."""
    folder = tmp_path_factory.mktemp("clashing")
    clashing(folder / "home", folder, 3).close()
    return folder / "home"


@pytest.fixture
def place(qtbot, three, tmp_path) -> Iterator[VisitsPlace]:
    shutil.copytree(three, tmp_path / "office")
    office = Desk.open(tmp_path / "office", "wang", PASSPHRASE, clock=fixed_clock(DAY))
    with standing_shell(qtbot, office, tmp_path, tuple(each for each in BUILT if each.key == "visits")) as shell:
        found = shell.place
        assert isinstance(found, VisitsPlace)
        found.parcels.show_clashes()
        pane = found.parcels.clashes
        qtbot.waitUntil(lambda: pane.open_count == 3 and pane.list.hasFocus())
        yield found
    office.close()


def press(qtbot, *keys: Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
    for key in keys:
        told = key if isinstance(key, tuple) else (key, Qt.KeyboardModifier.NoModifier)
        qtbot.keyClick(QApplication.focusWidget(), *told)


CONFIRM = (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_what_does_not_overlap_is_joined_beforehand_and_the_rest_waits_for_a_person(qtbot, place):
    pane = place.parcels.clashes
    case = pane.list.current()
    assert [clash.group for clash in case.clashes] == ["facts", "severity"]
    assert [case.chosen[clash.uid].choice for clash in case.clashes if clash.uid in case.chosen] == ["both"]
    joined = pane._blocks[0].joined.toPlainText()
    assert "14 台" in joined and "均為 114 年" in joined and "資料庫主機" in joined
    press(qtbot, CONFIRM)
    assert pane.open_count == 3, "the severity was not chosen yet"


def test_digits_choose_and_ctrl_enter_goes_on_until_everything_is_merged(qtbot, place):
    pane, desk = place.parcels.clashes, place.desk
    numbers = [case.first.name for case in pane.list.cases]
    press(qtbot, Qt.Key.Key_2, CONFIRM)
    press(qtbot, Qt.Key.Key_1, CONFIRM)
    press(qtbot, (Qt.Key.Key_2, Qt.KeyboardModifier.ShiftModifier), CONFIRM)
    qtbot.waitUntil(lambda: pane.finished.isVisible() and desk.parcels.clashes() == ())
    found = {row.number: row for row in desk.findings.list()}
    assert [found[number].severity for number in numbers] == ["critical", "low", "critical"]
    assert "資料庫主機" in found[numbers[0]].facts and "均為 114 年" in found[numbers[0]].facts
    assert found[numbers[2]].facts.startswith(LAPTOP[:30]) and "資料庫主機" not in found[numbers[2]].facts


def test_the_joined_text_is_written_in_and_escape_comes_back_to_the_digits(qtbot, place):
    pane, desk = place.parcels.clashes, place.desk
    number = pane.list.current().first.name
    press(qtbot, (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is pane._blocks[0].joined)
    qtbot.keyClicks(QApplication.focusWidget(), " 12")
    press(qtbot, Qt.Key.Key_Escape)
    assert pane.list.hasFocus()
    press(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_1, CONFIRM)
    qtbot.waitUntil(lambda: len(desk.parcels.clashes()) == 4)
    assert desk.findings.show(number).facts.endswith(" 12") and desk.findings.show(number).severity == "low"


def test_a_decided_one_is_asked_about_again_and_the_last_decision_is_taken_back(qtbot, place):
    pane, desk = place.parcels.clashes, place.desk
    key = pane.list.current().key
    press(qtbot, Qt.Key.Key_2, CONFIRM)
    qtbot.waitUntil(lambda: len(desk.parcels.clashes()) == 4 and pane.decided_count == 1 and not pane.busy)
    press(qtbot, (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier))
    qtbot.waitUntil(lambda: len(desk.parcels.clashes()) == 6 and pane.open_count == 3 and pane.list.current().key == key)
    qtbot.waitUntil(lambda: not pane.busy)
    press(qtbot, Qt.Key.Key_1, CONFIRM)
    qtbot.waitUntil(lambda: len(desk.parcels.clashes()) == 4 and pane.decided_count == 1 and not pane.busy)
    pane.list.go(next(at for at, case in enumerate(pane.list.cases) if case.settled))
    assert pane.again_button.isVisible()
    press(qtbot, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: len(desk.parcels.clashes()) == 6)


def test_what_is_being_taken_back_counts_as_decided_until_all_of_it_is_open_again(qtbot, place, monkeypatch):
    pane, parcels = place.parcels.clashes, place.desk.parcels
    press(qtbot, Qt.Key.Key_2, CONFIRM)
    qtbot.waitUntil(lambda: pane.decided_count == 1 and not pane.busy)
    done, go_on, reopen = threading.Event(), threading.Event(), parcels.reopen_together

    def slowly(uids):
        found = reopen(uids)
        done.set()
        assert go_on.wait(30)
        return found

    monkeypatch.setattr(parcels, "reopen_together", slowly)
    press(qtbot, (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier))
    qtbot.waitUntil(done.is_set)
    assert len(parcels.clashes()) == 6
    pane.read()
    qtbot.waitUntil(lambda: place.runner.reading == 1)  # the taking back itself
    assert pane.busy and pane.open_count == 2 and pane.decided_count == 1
    go_on.set()
    qtbot.waitUntil(lambda: not pane.busy and pane.open_count == 3)
    press(qtbot, Qt.Key.Key_1, CONFIRM)
    qtbot.waitUntil(lambda: len(parcels.clashes()) == 4)


def test_the_case_taken_back_is_current_whichever_reading_shows_it_first(qtbot, place, monkeypatch):
    """The reading that follows a decision by itself may overtake the one that follows its taking back."""
    pane, desk = place.parcels.clashes, place.desk
    key = pane.list.current().key
    press(qtbot, Qt.Key.Key_2, CONFIRM, Qt.Key.Key_1, CONFIRM)
    press(qtbot, (Qt.Key.Key_2, Qt.KeyboardModifier.ShiftModifier), CONFIRM)
    qtbot.waitUntil(lambda: pane.finished.isVisible() and desk.parcels.clashes() == () and not pane.busy)
    overtaken, go_on, read = threading.Event(), threading.Event(), reading.read

    def slowly(*told):
        found = read(*told)
        if not overtaken.is_set():
            overtaken.set()
            assert go_on.wait(30)
        return found

    monkeypatch.setattr(reading, "read", slowly)
    for _ in range(3):
        pane.undo()
    qtbot.waitUntil(overtaken.is_set)
    pane.read()
    go_on.set()
    qtbot.waitUntil(lambda: pane.open_count == 3 and pane.list.current().key == key and pane.list.hasFocus())
    assert len(desk.parcels.clashes()) == 6 and not pane.finished.isVisible()


def test_a_clash_decided_by_somebody_else_meanwhile_is_said_and_shown_again(qtbot, place):
    pane, desk = place.parcels.clashes, place.desk
    case = pane.list.current()
    desk.parcels.settle(case.clashes[0].uid, "office")
    desk.parcels.reopen(case.clashes[0].uid)
    press(qtbot, (Qt.Key.Key_1, Qt.KeyboardModifier.ShiftModifier), CONFIRM)
    qtbot.waitUntil(lambda: pane.banners.count() == 1)
    qtbot.waitUntil(lambda: pane.open_count == 3)


def test_the_original_is_shown_and_later_leaves_the_visit_to_be_merged(qtbot, place):
    pane = place.parcels.clashes
    press(qtbot, Qt.Key.Key_B)
    assert pane._blocks[0].base.isVisible() and BASE in pane._blocks[0].base.text()
    press(qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: place.list.view.hasFocus())
    (visit,) = place.list.table.rows
    assert place.list.elsewhere[visit.uid].standing == "clashing"


def test_typed_words_are_there_again_though_they_were_not_confirmed(qtbot, place):
    pane = place.parcels.clashes
    press(qtbot, (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier), Qt.Key.Key_Return)
    qtbot.keyClicks(QApplication.focusWidget(), " 99")
    clash = pane._blocks[0].clash
    qtbot.waitUntil(lambda: any(row.content.endswith(" 99") for row in place.desk.drafts.all(f"clash/{clash.uid}")))


def test_a_joined_text_that_was_being_typed_is_open_again_after_a_kill(qtbot, place, tmp_path):
    pane = place.parcels.clashes
    pane.list.go(1)
    press(qtbot, (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is pane._blocks[0].joined)
    qtbot.keyClicks(QApplication.focusWidget(), " 77")
    shell, clash = place.window(), pane._blocks[0].clash
    state = shell.window_state()
    assert state.form == f"clash/{clash.uid}" and shell.settle()
    killed = tmp_path / "killed"  # what lies on the disk at this moment, as a kill leaves it
    as_a_kill_leaves_it(tmp_path / "office", killed)
    office = Desk.open(killed, "wang", PASSPHRASE, clock=fixed_clock(DAY))
    with standing_shell(qtbot, office, tmp_path, tuple(each for each in BUILT if each.key == "visits")) as again:
        again.place.restore(state.places["visits"])
        again.place.reopen(state.form)
        back = again.place.parcels.clashes
        qtbot.waitUntil(lambda: bool(back._blocks) and QApplication.focusWidget() is back._blocks[0].joined)
        assert back._blocks[0].clash.uid == clash.uid and back._blocks[0].joined.toPlainText().endswith(" 77")
        assert back.list.current().chosen[clash.uid].text.endswith(" 77")
    office.close()


def test_a_case_is_called_by_its_wording_with_number_and_firm_beside_it(qtbot, place):
    pane = place.parcels.clashes
    for case in pane.list.cases:
        assert case.name not in (case.first.name, "") and not case.name.startswith("CC-")
        assert (case.number, case.about.firm) == (case.first.name, "示範甲證券") and case.about.section.startswith("CC-")
    assert "示範甲證券" in place.title()


def test_in_a_narrow_window_the_list_is_one_line_and_the_keys_stay_what_they_are(qtbot, place):
    pane = place.parcels.clashes
    place.window().resize(700, 700)
    qtbot.waitUntil(lambda: pane.list.folded and pane.list.height() == pane.list.maximumHeight())
    assert pane._position.text() == "1 / 3" and pane._scroll.height() > pane.list.height()
    press(qtbot, Qt.Key.Key_Down)
    assert pane._position.text() == "2 / 3" and pane.list.visualRect(pane.list.currentIndex()).top() == 0
    qtbot.mouseClick(pane.next_button, Qt.MouseButton.LeftButton)
    assert pane._position.text() == "3 / 3" and pane.list.hasFocus() and not pane.next_button.isEnabled()
    before = pane._scroll.verticalScrollBar().value()
    press(qtbot, Qt.Key.Key_Space)
    assert pane._scroll.verticalScrollBar().value() > before
    place.window().resize(1366, 738)
    qtbot.waitUntil(lambda: not pane.list.folded and pane.list.height() > 200)


def test_fifty_clashes_are_settled_by_keyboard_alone(qtbot, home, tmp_path):
    office = clashing(home, tmp_path, 25)
    with standing_shell(qtbot, office, tmp_path, tuple(each for each in BUILT if each.key == "visits")) as shell:
        shell.place.parcels.show_clashes()
        pane = shell.place.parcels.clashes
        qtbot.waitUntil(lambda: pane.open_count == 25 and pane.list.hasFocus())
        assert sum(len(case.clashes) for case in pane.list.cases) == 50
        began = time.perf_counter()
        for number in range(25):
            press(qtbot, Qt.Key.Key_2 if number % 2 else Qt.Key.Key_1, CONFIRM)
        assert (time.perf_counter() - began) / 50 < 0.5, "a key is answered at once; what is written follows behind it"
        qtbot.waitUntil(lambda: pane.finished.isVisible() and not office.parcels.open_counts(), timeout=60_000)
        assert all("均為 114 年" in row.facts and "資料庫主機" in row.facts for row in office.findings.list())
    office.close()
