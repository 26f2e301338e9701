"""The fieldwork screen where only one pane has room, what is reached there by mouse alone, and the return after a kill."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from auditdesk.desk import Desk
from auditdesk.model.fieldwork_rows import JudgeItem, KeepNote
from auditdesk.model.terms import Judgement
from tests.ui.test_fieldwork import field_desk, field_home, open_shell, opened  # noqa: F401 - fixtures
from ui.parts.buttons import Button
from ui.places.fieldwork import FieldworkPane
from ui.places.fieldwork_capture import CaptureSheet
from ui.places.fieldwork_sheets import ReasonSheet, SortSheet
from ui.words import tr

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def narrow(qtbot, field_desk: Desk, tmp_path: Path) -> Iterator[FieldworkPane]:  # noqa: F811
    for shell in open_shell(qtbot, field_desk, tmp_path, (700, 600)):
        yield opened(qtbot, shell)


def press(qtbot, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def test_f9_shows_what_is_beside_the_item_instead_of_the_list_with_the_focus_and_leads_back(qtbot, narrow):
    press(qtbot, Key.Key_F9)
    assert narrow.context.isVisible() and not narrow.items.isVisible() and not narrow.editor.isVisible()
    assert narrow.context.isAncestorOf(QApplication.focusWidget())
    press(qtbot, Key.Key_F9)
    assert not narrow.context.isVisible() and narrow.items.list.hasFocus()
    press(qtbot, Key.Key_F9)
    press(qtbot, Key.Key_Escape)
    assert not narrow.context.isVisible() and narrow.items.list.hasFocus()
    press(qtbot, Key.Key_F9)
    qtbot.mouseClick(narrow.context.back, Qt.MouseButton.LeftButton)
    assert narrow.items.list.hasFocus()


def test_keys_of_the_visit_work_beside_the_item_too(qtbot, narrow):
    press(qtbot, Key.Key_F9)
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_N, CONTROL)
    qtbot.waitUntil(lambda: any(sheet.isVisible() for sheet in narrow.window().findChildren(CaptureSheet)))


def test_every_key_of_the_list_has_a_command_for_those_who_work_by_mouse(narrow):
    offered = {command.keys for command in narrow.commands()}
    moving = {("1–4",), ("Enter",), ("?",), ("F8",), ("Ctrl", "Z")}
    """Buttons, links and the status bar do these."""
    hints = narrow.keys()
    assert {hint.keys for hint in hints} - moving <= offered


def test_a_note_is_made_a_remark_by_the_mouse_alone(qtbot, narrow, field_desk):  # noqa: F811
    field_desk.fieldwork.note(KeepNote("108-V001", "機櫃未上鎖"))
    qtbot.waitUntil(lambda: narrow.head is not None and len(narrow.head.notes) == 1)
    narrow.sort_notes()
    sheet = next(one for one in narrow.window().findChildren(SortSheet) if one.isVisible())
    remark = next(one for one in sheet.findChildren(Button) if one.text() == tr("mere remark"))
    qtbot.mouseClick(remark, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not narrow.head.notes)
    assert [note.state for note in field_desk.fieldwork.notes("108-V001")] == ["remark"]


def test_a_note_gets_other_words_where_it_is_sorted(qtbot, narrow, field_desk):  # noqa: F811
    note = field_desk.fieldwork.note(KeepNote("108-V001", "機櫃未上所"))
    qtbot.waitUntil(lambda: narrow.head is not None and len(narrow.head.notes) == 1)
    narrow.sort_notes()
    press(qtbot, Key.Key_F2)
    sheet = next(one for one in narrow.window().findChildren(ReasonSheet) if one.isVisible())
    assert QApplication.focusWidget() is sheet.edit and sheet.edit.toPlainText() == "機櫃未上所"
    press(qtbot, Key.Key_Backspace)
    qtbot.keyClicks(sheet.edit, "12")
    form = f"fieldwork.words/108-V001/{note.uid}"
    qtbot.waitUntil(lambda: [row.content for row in field_desk.drafts.all(form)] == ["機櫃未上12"])
    press(qtbot, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: [one.text for one in narrow.head.notes] == ["機櫃未上12"])
    qtbot.waitUntil(lambda: any(one.isVisible() for one in narrow.window().findChildren(SortSheet)))
    again = next(one for one in narrow.window().findChildren(SortSheet) if one.isVisible())
    assert again.text.text() == "機櫃未上12" and again.notes.hasFocus()
    qtbot.waitUntil(lambda: not field_desk.drafts.all(form))


def test_after_a_kill_the_caret_is_where_one_typed_although_the_text_comes_later(qtbot, field_desk, tmp_path):  # noqa: F811
    item = field_desk.fieldwork.screen("108-V001").items[0].key
    finding = field_desk.fieldwork.judge(JudgeItem("108-V001", item, Judgement.DEFICIENT)).finding
    field_desk.drafts.keep("fieldwork", f"facts:{item}/{finding.uid}", "紀錄僅保存九十日", 8)
    for shell in open_shell(qtbot, field_desk, tmp_path):
        shell.place.restore({"fieldwork": {"visit": "108-V001", "item": item, "field": "facts", "caret": 8}})
        type_on(qtbot, shell.place.fieldwork)


def type_on(qtbot, pane: FieldworkPane) -> None:
    facts = pane.editor.form.facts
    qtbot.waitUntil(lambda: facts.hasFocus() and facts.toPlainText() == "紀錄僅保存九十日")
    qtbot.waitUntil(lambda: facts.textCursor().position() == 8)
    qtbot.keyClicks(facts, "x")
    qtbot.waitUntil(lambda: pane.book.settled and not pane.runner.reading)
    assert facts.toPlainText() == "紀錄僅保存九十日x" and facts.textCursor().position() == 9
