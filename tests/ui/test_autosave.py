"""What is typed is on the disk within half a second, also what an input method still holds; a disk that refuses loses nothing."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from auditdesk.errors import Unavailable
from auditdesk.model.rows import DraftRow
from ui.draft_keeper import DraftKeeper
from ui.parts.autosave import LATEST, PAUSE, Autosave
from ui.parts.fields import FramedField


class Disk:
    """A drafts service that can refuse."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], tuple[str, int]] = {}
        self.threads: set[str] = set()
        self.refusal: Exception | None = None

    def keep_all(self, typed) -> datetime:
        self.threads.add(threading.current_thread().name)
        if self.refusal is not None:
            raise self.refusal
        for each in typed:
            self.kept[each.place, each.field] = (each.content, each.caret)
        return datetime.now(UTC)

    def drop(self, place: str, field: str | None = None) -> None:
        for key in [key for key in self.kept if key[0] == place and field in (None, key[1])]:
            del self.kept[key]


class Form(QWidget):
    def __init__(self, keeper: DraftKeeper) -> None:
        super().__init__()
        self.line, self.text, self.other = QLineEdit(), QPlainTextEdit(), QLineEdit()
        lines = QVBoxLayout(self)
        for widget in (self.line, self.text, self.other):
            lines.addWidget(widget)
        self.autosave = Autosave(self, keeper, "form/1")
        self.autosave.watch("line", self.line)
        self.autosave.watch("text", self.text)


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def keeper(disk: Disk, qapp):
    made = DraftKeeper(disk)
    yield made
    made.close(0.5)


def shown(made: Form, qtbot) -> Form:
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.line.setFocus()
    return made


@pytest.fixture
def form(keeper: DraftKeeper, qtbot) -> Form:
    return shown(Form(keeper), qtbot)


def compose(widget: QWidget, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(widget, event)


def test_a_pause_is_enough_and_the_window_does_not_write_itself(form: Form, disk: Disk, qtbot):
    QTest.keyClicks(form.line, "abc")
    qtbot.waitUntil(lambda: disk.kept.get(("form/1", "line")) == ("abc", 3))
    assert disk.threads == {"drafts"}


def test_without_any_pause_the_first_key_waits_half_a_second_at_most(form: Form, disk: Disk, qtbot):
    def type_on() -> bool:
        QTest.keyClick(form.line, Qt.Key.Key_A)
        return bool(disk.kept)

    qtbot.waitUntil(type_on)
    assert PAUSE <= LATEST < 500


def test_leaving_a_field_writes_without_waiting_for_a_pause(keeper: DraftKeeper, disk: Disk, qtbot, monkeypatch):
    for name in ("PAUSE", "LATEST"):
        monkeypatch.setattr(f"ui.parts.autosave.{name}", 3_600_000)
    form = shown(Form(keeper), qtbot)
    QTest.keyClicks(form.line, "x")
    form.other.setFocus()
    qtbot.waitUntil(lambda: ("form/1", "line") in disk.kept)


def test_what_is_being_composed_is_written_without_being_disturbed(form: Form, disk: Disk, qtbot):
    form.line.setText("甲乙")
    form.line.setCursorPosition(1)
    compose(form.line, "ㄈㄤˊ")
    qtbot.waitUntil(lambda: disk.kept.get(("form/1", "line")) == ("甲ㄈㄤˊ乙", 4))
    assert form.line.text() == "甲乙"


@pytest.mark.parametrize("name", ["line", "text"])
def test_what_is_being_composed_goes_into_the_field_when_the_focus_leaves(form: Form, disk: Disk, qtbot, name: str):
    widget = getattr(form, name)
    widget.setFocus()
    compose(widget, "防火牆")
    form.other.setFocus()
    qtbot.waitUntil(lambda: disk.kept.get(("form/1", name)) == ("防火牆", 3))
    assert "防火牆" in (widget.text() if name == "line" else widget.toPlainText())


def test_while_composing_nothing_fires(form: Form, qtbot):
    fired: list[str] = []
    QShortcut(QKeySequence("Alt+1"), form, lambda: fired.append("Alt+1"))
    field = FramedField()
    form.layout().addWidget(field)
    field.entered.connect(lambda: fired.append("Enter"))
    field.escaped.connect(lambda: fired.append("Esc"))
    form.autosave.watch("framed", field.edit)
    field.edit.setFocus()
    compose(field.edit, "ㄅ")
    for keys in ("Return", "Escape", "Alt+1"):
        QTest.keySequence(field.edit, keys)
    assert fired == []
    compose(field.edit, "", "八")
    for keys in ("Return", "Escape", "Alt+1"):
        QTest.keySequence(field.edit, keys)
    assert fired == ["Enter", "Esc", "Alt+1"] and field.text() == "八"


def test_a_disk_that_refuses_loses_nothing_and_is_tried_again(form: Form, keeper: DraftKeeper, disk: Disk, qtbot):
    disk.refusal = Unavailable("disk.full", path="x")
    with qtbot.waitSignal(keeper.failed) as told:
        QTest.keyClicks(form.line, "abc")
    assert told.args[0].code == "disk.full"
    QTest.keyClicks(form.line, "d")
    form.autosave.flush()
    assert not keeper.settle(0.5)
    assert keeper.unsaved() == (("line", "abcd"),)
    disk.refusal = None
    with qtbot.waitSignal(keeper.kept):
        keeper.retry()
    assert disk.kept["form/1", "line"] == ("abcd", 4) and keeper.unsaved() == ()


def test_a_failure_that_nobody_foresaw_is_told_as_one_and_loses_nothing(form: Form, keeper: DraftKeeper, disk: Disk, monkeypatch):
    told: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda args: told.append(args.exc_value))
    disk.refusal = ZeroDivisionError("not foreseen")
    QTest.keyClicks(form.line, "abc")
    form.autosave.flush()
    assert not keeper.settle(30)
    assert keeper.unsaved() == (("line", "abc"),)
    disk.refusal = None
    assert keeper.settle(30) and disk.kept["form/1", "line"] == ("abc", 3)
    assert told and all(isinstance(each, ZeroDivisionError) for each in told)


def test_a_draft_comes_back_once_with_its_caret_and_can_be_put_away(form: Form, keeper: DraftKeeper, disk: Disk, qtbot):
    with qtbot.waitSignal(form.autosave.restored):
        form.autosave.restore([DraftRow("form/1", "text", "昨天打的字", 2, datetime.now(UTC))])
    form.autosave.focus("text")
    assert (form.text.toPlainText(), form.text.textCursor().position()) == ("昨天打的字", 2)
    form.autosave.discard()
    assert keeper.settle(30) and form.text.toPlainText() == "" and disk.kept == {}


def test_what_was_touched_since_is_not_overwritten(form: Form):
    form.line.setText("新的")
    form.autosave.restore([DraftRow("form/1", "line", "舊的", 2, datetime.now(UTC))])
    assert form.line.text() == "新的"


def test_after_the_act_nothing_is_left_and_nothing_comes_late(form: Form, keeper: DraftKeeper, disk: Disk):
    QTest.keyClicks(form.line, "abc")
    form.autosave.flush()
    form.autosave.done()
    form.hide()
    assert keeper.settle(30) and disk.kept == {}
