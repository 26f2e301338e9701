from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from auditdesk.errors import Cancelled, Unavailable
from ui.command_palette import CommandPalette, Sources, entries_for
from ui.keys_sheet import KeysSheet
from ui.parts.layouts import boxed, row
from ui.parts.states import Banner
from ui.places.base import Command, Found, KeyHint, Place, PlaceAction
from ui.rail import Rail
from ui.shell import Built, Shell
from ui.theme import theme
from ui.window import Start, Window
from ui.window_state import read_state


class Plain(Place):
    """A place with two panes and one action."""

    key = "plain"

    def __init__(self, desk, runner) -> None:
        super().__init__(desk, runner)
        self.first, self.second = QWidget(), QWidget()
        self.opened: list[str] = []
        self.refreshed: list[frozenset[str]] = []
        self.acted = self.filtered = self.reset = 0
        lines = QVBoxLayout(self)
        for pane in (self.first, self.second):
            pane.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            lines.addWidget(pane)

    def title(self) -> str:
        return "一處"

    def subject(self) -> str:
        return "示範丙證券"

    def note(self) -> str:
        return "84 家"

    def badge(self) -> int:
        return 4

    def chips(self):
        return (QLabel("chip"),)

    def action(self):
        return PlaceAction("匯入", "upload", self.act)

    def act(self) -> None:
        self.acted += 1

    def keys(self):
        return (KeyHint(("1",), "first" if self.first.hasFocus() else "second"),)

    def panes(self):
        return (self.first, self.second)

    def activate(self) -> None:
        self.first.setFocus()

    def open_object(self, name: str) -> None:
        self.opened.append(name)

    def refresh(self, changed: frozenset[str]) -> None:
        self.refreshed.append(changed)

    def reset_panes(self) -> None:
        self.reset += 1

    def focus_filter(self) -> bool:
        self.filtered += 1
        return True

    def state(self):
        return {"row": 3}

    def restore(self, state) -> None:
        self.restored = state


class Other(Plain):
    key = "other"


BUILT = (
    Built("firms", "firms", "Firms", "Ctrl+2", lambda desk, runner, _: Plain(desk, runner)),
    Built("notice", "notice", "Notice", "Ctrl+7", lambda desk, runner, _: Other(desk, runner)),
    Built("settings", "settings", "Settings", "", lambda desk, runner, _: Other(desk, runner), utility=True),
)


@pytest.fixture
def shell(fake_desk, runner, preferences, qtbot) -> Shell:
    made = Shell(fake_desk, runner, preferences, BUILT)
    qtbot.addWidget(made)
    made.resize(1366, 738)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.start()
    qtbot.waitUntil(lambda: bool(made._firms))
    yield made
    made.leave(for_good=True)


def press(shell: Shell, keys: str) -> None:
    QTest.keySequence(QApplication.focusWidget() or shell, keys)
    QApplication.processEvents()


def compose(text: str) -> None:
    """Type as an input method does: the finished text arrives at once."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(QApplication.focusWidget(), event)


def test_only_built_places_are_on_the_rail(shell: Shell):
    assert list(shell.rail.buttons) == ["firms", "notice", "settings"]


def test_ctrl_and_the_number_of_the_place_go_there(shell: Shell):
    press(shell, "Ctrl+7")
    assert shell.place.key == "other"
    assert shell.rail.buttons["notice"].isChecked()
    press(shell, "Ctrl+2")
    assert shell.place.key == "plain"


def test_the_top_bar_shows_the_place_and_its_one_action(shell: Shell, qtbot):
    action = shell.top._action
    assert shell.top._title.text() == "一處"
    assert shell.top._note.text() == "84 家"
    qtbot.mouseClick(action, Qt.MouseButton.LeftButton)
    assert shell.place.acted == 1


def test_the_rail_counts_what_waits(shell: Shell):
    assert shell.rail.buttons["firms"].badge == 4
    assert "4 項待處理" in shell.rail.buttons["firms"].accessibleName()


def test_the_status_bar_shows_the_keys_of_where_the_focus_is(shell: Shell, qtbot):
    qtbot.waitUntil(lambda: [hint.text for hint in shell.status.hints.hints()] == ["first", "全部按鍵"])
    shell.place.second.setFocus()
    qtbot.waitUntil(lambda: [hint.text for hint in shell.status.hints.hints()] == ["second", "全部按鍵"])


def test_f6_walks_the_panes_and_the_rail_and_back(shell: Shell):
    place = shell.place
    press(shell, "F6")
    assert place.second.hasFocus()
    press(shell, "F6")
    assert shell.rail.buttons["firms"].hasFocus()
    press(shell, "Shift+F6")
    assert place.second.hasFocus()


def test_the_rail_is_one_tab_stop_with_arrows_inside(shell: Shell):
    stops = [key for key, button in shell.rail.buttons.items() if button.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == ["firms"]
    shell.rail.buttons["firms"].setFocus()
    press(shell, "Down")
    assert shell.rail.buttons["notice"].hasFocus()
    press(shell, "Return")
    assert shell.place.key == "other"


@pytest.mark.parametrize(("keys", "counter"), [("Ctrl+0", "reset"), ("/", "filtered")])
def test_keys_of_every_place_reach_the_place(shell: Shell, keys: str, counter: str):
    press(shell, keys)
    assert getattr(shell.place, counter) == 1


def test_f1_lists_the_keys_of_the_place_and_of_the_window(shell: Shell):
    press(shell, "F1")
    sheet = shell.findChild(KeysSheet)
    texts = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"first", "下一個窗格", "鎖定"} <= texts
    press(shell, "Esc")
    assert shell.place.first.hasFocus()


def test_the_rail_shows_labels_beside_the_icons_in_a_wide_window(shell: Shell):
    assert shell.rail.width() == theme().layout("rail")
    shell.resize(1700, 900)
    assert shell.rail.width() == theme().layout("railExpanded")


def test_the_rail_of_all_nine_places_shows_icons_alone_when_the_window_is_short(qtbot):
    rail = Rail()
    window = boxed(row(rail, None))
    qtbot.addWidget(window)
    for number in range(9):
        rail.add(str(number), "firms", f"地方{number}", utility=number > 6)
    window.resize(683, 322)  # the lowest window, without its status bar
    window.show()
    assert all(button.wordless and button.toolTip() for button in rail.buttons.values())
    assert all(button.height() >= theme().tokens["control"]["minTarget"] for button in rail.buttons.values())
    assert max(button.geometry().bottom() for button in rail.buttons.values()) <= rail.height()


def test_a_commit_is_told_to_the_places_and_to_the_status_bar(shell: Shell):
    shell.refresh(frozenset({"finding"}))
    assert shell.place.refreshed == [frozenset({"finding"})]
    assert shell.status._saved.text().startswith("已存")


def test_an_error_says_what_happened_above_the_place(shell: Shell):
    shell.place.failed.emit(Unavailable("disk.full", path="notice.pdf"))
    banner = shell.findChild(Banner)
    assert "notice.pdf" in banner.accessibleName()
    assert any(label.text() == "disk.full" for label in banner.findChildren(QLabel))


def test_a_finished_thing_is_said_in_the_status_bar_with_its_next_step(shell: Shell, qtbot):
    done = []
    shell.place.offered.emit("已輸出 3 個檔案", "開啟資料夾", lambda: done.append(True))
    qtbot.mouseClick(shell.status._offered, Qt.MouseButton.LeftButton)
    assert shell.status._said.text() == "已輸出 3 個檔案"
    assert done == [True]


def test_a_place_gets_back_what_it_wanted_remembered(shell: Shell, fake_desk, runner, preferences, qtbot):
    state = shell.window_state()
    again = Shell(fake_desk, runner, preferences, BUILT)
    qtbot.addWidget(again)
    again.start(state)
    assert again.place.restored == {"row": 3}
    again.leave(for_good=True)


def test_an_action_that_is_refused_stays_visible_and_says_why(shell: Shell):
    shell.place.action = lambda: PlaceAction("匯入", "upload", shell.place.act, refused="名冊正在套用")
    shell.place.head_changed.emit()
    assert not shell.top._action.isEnabled()
    assert shell.top._action.toolTip() == "名冊正在套用"


def test_every_widget_that_takes_focus_has_a_name(shell: Shell):
    nameless = [
        type(widget).__name__
        for widget in shell.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and not isinstance(widget.parent(), Plain)
        if not widget.accessibleName() and not getattr(widget, "text", str)()
    ]
    assert nameless == []


def test_progress_is_read_aloud_at_each_quarter(shell: Shell, runner, qtbot):
    spoken: list[str] = []
    shell.status.speak = spoken.append
    gate, reached = threading.Semaphore(0), []

    def work(progress):
        for done in (10, 30, 40, 80):
            progress(done, 100)
            reached.append(done)
            gate.acquire()

    job = runner.start("輸出公告", work)
    for done in (10, 30, 40, 80):
        qtbot.waitUntil(lambda done=done: job.done == done)
        gate.release()
    qtbot.waitUntil(lambda: job.over)
    assert spoken == ["輸出公告：25 %", "輸出公告：75 %"]


# palette


def palette(shell: Shell) -> CommandPalette:
    return shell.findChild(CommandPalette)


def test_the_palette_finds_a_firm_by_a_part_of_its_chinese_name_and_enter_goes_there(shell: Shell):
    press(shell, "Ctrl+7")
    press(shell, "Ctrl+K")
    compose("丙")
    assert [entry.text for entry in palette(shell).entries() if entry.run] == ["ZX03  示範丙證券"]
    press(shell, "Return")
    assert shell.place.key == "plain"
    assert shell.place.opened == ["ZX03"]


@pytest.mark.parametrize("typed", ["zx03", "ＺＸ０３", "@丙", "＠zx03"])
def test_width_case_and_prefix_do_not_matter_when_a_firm_is_looked_for(shell: Shell, typed: str):
    shell.open_palette(typed)
    assert [entry.text for entry in palette(shell).entries() if entry.run] == ["ZX03  示範丙證券"]


def test_the_palette_is_a_child_of_the_window_so_that_chinese_can_be_typed(shell: Shell):
    shell.open_palette()
    assert not palette(shell).isWindow()
    assert QApplication.focusWidget().testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_esc_closes_the_palette_and_the_focus_returns(shell: Shell):
    shell.place.second.setFocus()
    press(shell, "Ctrl+K")
    assert not shell.place.second.hasFocus()
    press(shell, "Esc")
    assert shell.place.second.hasFocus()


def test_the_palette_opens_again_after_it_was_closed(shell: Shell, qtbot):
    press(shell, "Ctrl+K")
    press(shell, "Esc")
    qtbot.waitUntil(lambda: palette(shell) is None)
    press(shell, "Ctrl+K")
    assert palette(shell).isVisible()


def sources(commands=(), found=(), recent=()) -> Sources:
    return Sources(lambda text, limit: found, lambda: commands, lambda: recent)


def test_a_refused_command_is_listed_with_its_reason_and_does_not_run(shell: Shell):
    ran = []
    refused = Command("送覆核", "check", lambda: ran.append(1), refused="尚有 6 處待處理")
    overlay = CommandPalette(shell, sources([refused]))
    overlay.open_with("送")
    assert [entry.refused for entry in overlay.entries() if entry.run] == ["尚有 6 處待處理"]
    press(shell, "Return")
    assert ran == []
    assert overlay.isVisible()


def test_with_nothing_typed_the_last_commands_come_first():
    commands = [Command(name, "check", lambda: None) for name in ("甲", "乙", "丙")]
    lines = entries_for("", sources(commands, recent=["丙", "甲"]))
    assert [line.text for line in lines] == ["最近使用", "丙", "甲", "指令", "乙"]


def test_the_prefix_for_commands_leaves_firms_out():
    found = [Found("示範甲證券", "firms", lambda: None, group="證券商")]
    commands = [Command("甲案", "check", lambda: None)]
    assert [line.text for line in entries_for(">甲", sources(commands, found)) if line.run] == ["甲案"]
    assert [line.text for line in entries_for("@甲", sources(commands, found)) if line.run] == ["示範甲證券"]


def test_the_last_five_commands_are_remembered(shell: Shell):
    for number in range(7):
        shell._remember(f"command {number}")
    shell._remember("command 4")
    assert shell.window_state().commands == ("command 4", "command 6", "command 5", "command 3", "command 2")


# the window around it


@pytest.fixture
def window(fake_desk, preferences, qtbot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Window:
    monkeypatch.setattr("ui.shell.Shell", lambda desk, runner, kept: Shell(desk, runner, kept, BUILT))
    made = Window(preferences, Start(home=tmp_path))
    qtbot.addWidget(made)
    made.resize(1366, 738)
    made.enter(fake_desk)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.ask = lambda _running: "cancel"
    made.close()


def test_the_window_is_named_after_the_object_that_is_open(window: Window):
    assert window.windowTitle() == "示範丙證券 — AuditDesk"


def test_a_commit_on_another_thread_reaches_the_places_on_the_gui_thread(window: Window, fake_desk, qtbot):
    thread = threading.Thread(target=lambda: fake_desk.listeners[0](frozenset({"firm"})))
    thread.start()
    thread.join()
    assert window.shell.place.refreshed == []
    qtbot.waitUntil(lambda: window.shell.place.refreshed == [frozenset({"firm"})])


def test_another_size_or_language_builds_the_work_anew_with_what_it_held(window: Window, preferences, qtbot):
    window.shell.go("notice")
    before = window.shell
    preferences.set("language", "en")
    qtbot.waitUntil(lambda: window.shell is not before)
    assert window.shell.place.key == "other"
    assert window.shell.rail.buttons["firms"].text() == "Firms"
    before = window.shell
    preferences.set("scale", 1.5)
    qtbot.waitUntil(lambda: window.shell is not before)
    assert theme().scale == 1.5


def test_another_theme_is_in_force_at_once_without_building_anew(window: Window, preferences):
    before = window.shell
    preferences.set("look", "dark")
    QApplication.processEvents()
    assert theme().mode == "dark"
    assert window.shell is before


def test_place_and_panes_are_remembered_when_the_window_closes(window: Window, preferences, fake_desk):
    window.shell.go("notice")
    window.close()
    kept = read_state(fake_desk.left_open)
    assert (kept.place, kept.places["firms"], kept.crashed) == ("notice", {"row": 3}, False)
    assert preferences.choices.geometry
    assert fake_desk.closed


@pytest.mark.parametrize(("answer", "closes"), [("stay", False), ("wait", False), ("cancel", True)])
def test_closing_with_running_jobs_asks(window: Window, qtbot, answer: str, closes: bool):
    gate, asked = threading.Event(), []

    def work(progress):
        while not gate.wait(0.01):
            progress(0)

    window.runner.start("letters", work)

    def ask(running: int) -> str:
        asked.append(running)
        return answer

    window.ask = ask
    event = QCloseEvent()
    window.closeEvent(event)
    assert (asked, event.isAccepted()) == ([1], closes)
    gate.set()
    if answer == "wait":
        qtbot.waitUntil(lambda: window.desk is None)


def test_what_the_program_does_by_itself_ends_with_the_window_unasked(window: Window, qtbot):
    began, ended = threading.Event(), []

    def work(progress):
        began.set()
        try:
            while True:
                progress(0)
                time.sleep(0.005)
        except Cancelled:
            ended.append("cancelled")
            raise

    window.runner.start("daily", work, by_hand=False)
    qtbot.waitUntil(began.is_set)
    window.ask = lambda _running: pytest.fail("asked")
    assert window.close()
    assert ended == ["cancelled"]


def test_waiting_for_a_job_does_not_wait_for_what_the_program_does_by_itself(window: Window, qtbot):
    letters = threading.Event()

    def endless(progress):
        while True:
            progress(0)
            time.sleep(0.005)

    window.runner.start("letters", lambda _progress: letters.wait(30))
    window.runner.start("daily", endless, by_hand=False)
    window.ask = lambda _running: "wait"
    assert not window.close()
    letters.set()
    qtbot.waitUntil(lambda: window.desk is None)


def test_closing_without_jobs_does_not_ask(window: Window):
    window.ask = lambda _running: pytest.fail("asked")
    assert window.close()


def test_f11_and_back(window: Window):
    press(window.shell, "F11")
    assert window.isFullScreen()
    press(window.shell, "F11")
    assert not window.isFullScreen()
