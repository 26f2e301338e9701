"""查核作業: one visit being worked on: sections, items, the finding of the current item, and what is known beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from ui.places.base import Command, KeyHint
from ui.places.fieldwork_acts import FieldworkActs
from ui.places.fieldwork_samples_papers import open_papers
from ui.places.fieldwork_samples_sheet import RecordsSheet
from ui.theme import theme
from ui.words import language, tr

if TYPE_CHECKING:
    from auditdesk.model.rows import DraftRow
    from ui.places.base import Place

_FOUR, _THREE, _TWO = 1600, 1180, 880
"""Design pixels of the window from which so many panes stand side by side."""
_WIDTHS = {"sections": 192, "items": 452, "context": 360}
_ITEMS_NARROW = 380
_ITEMS_ENGLISH = 560
"""English needs more room for the same: four judgements with their digits, and the names of the filters."""


class FieldworkPane(FieldworkActs):
    """Panes, keys and focus; what is done with the visit, ``FieldworkActs`` does."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._alone = self._before_context = "items"
        """The pane shown where only one has room, and the one that F9 leads back to."""
        self._context_wanted: bool | None = None
        """F9: None = by the width of the window."""
        self._widths: dict[str, int] = {}
        self._taking_back = False
        self._caret: int | None = None
        """Where the caret stood when the program ended, until what was typed then is back."""
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for pane in (self.sections, self.items, self.editor, self.context):
            self.splitter.addWidget(pane)
        self.splitter.setStretchFactor(2, 1)
        self.splitter.splitterMoved.connect(self._split_moved)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.splitter, 1)
        lines.addWidget(self.sign_off)
        self._bind_keys()
        self.items.list.acted.connect(self._act_on_item)
        self.sections.list.entered.connect(self.items.to_list)
        self.editor.back_wanted.connect(self.to_items)
        self.context.back_wanted.connect(self.to_items)
        for button in (self.sections.back, self.items.back):
            button.clicked.connect(self.leave)

    # keys

    def _bind_keys(self) -> None:
        for digit in range(1, 5):
            self._bind(f"Alt+{digit}", partial(self._press_severity, digit))
        for keys, act in (
            ("Ctrl+Return", self.finish_item),
            ("Ctrl+Enter", self.finish_item),
            ("Ctrl+N", self.capture),
            ("Ctrl+I", self.sort_notes),
            ("Ctrl+E", self.attach_newest),
            ("Ctrl+D", self.copy_last),
            ("Ctrl+G", self.next_pending),
            ("Ctrl+M", self.put_to_item),
            ("Ctrl+V", self.paste),
            ("F2", self.show_procedure),
            ("F4", self.search_pattern),
            ("F7", self.open_records),
            ("Ctrl+P", self.open_papers),
            ("F8", partial(self.next_problem, 1)),
            ("Shift+F8", partial(self.next_problem, -1)),
            ("Ctrl+F8", self.show_problems),
            ("F9", self.toggle_context),
            ("Ctrl+Z", self.undo),
            ("Ctrl+Shift+Z", self.redo),
            ("Ctrl+Y", self.redo),
            ("Ctrl+Shift+Up", partial(self.next_section, -1)),
            ("Ctrl+Shift+Down", partial(self.next_section, 1)),
        ):
            self._bind(keys, act)

    def _bind(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def keys(self) -> tuple[KeyHint, ...]:
        """The keys that work right now, by where the focus is."""
        if self.in_editor():
            return (
                KeyHint(("Esc",), tr("to the list")),
                KeyHint(("Tab",), tr("next field")),
                KeyHint(("Alt", "1–4"), tr("severity")),
                KeyHint(("Ctrl", "E"), tr("attach")),
                KeyHint(("F4",), tr("pattern")),
                KeyHint(("Ctrl", "↵"), tr("done, next")),
                KeyHint(("F2",), tr("procedure")),
                KeyHint(("F6",), tr("next pane")),
                KeyHint(("Ctrl", "Z"), tr("undo")),
            )
        return (
            KeyHint(("1–4",), tr("judge")),
            KeyHint(("0",), tr("clear")),
            KeyHint(("F",), tr("mark")),
            KeyHint(("A",), tr("assign")),
            KeyHint(("Enter",), tr("write")),
            KeyHint(("?",), tr("why")),
            KeyHint(("Ctrl", "N"), tr("capture")),
            KeyHint(("Ctrl", "G"), tr("next open item")),
            KeyHint(("F7",), tr("samples")),
            KeyHint(("F8",), tr("next problem")),
            KeyHint(("Ctrl", "Z"), tr("undo")),
        )

    def commands(self) -> tuple[Command, ...]:
        """What the palette offers in a visit."""
        refused = self.refused
        return (
            Command(tr("Quick capture"), "bolt", self.capture, ("Ctrl", "N"), refused=refused),
            Command(tr("Sort the notes"), "inbox", self.sort_notes, ("Ctrl", "I")),
            Command(tr("Next item not checked"), "arrow-right", self.next_pending, ("Ctrl", "G")),
            Command(tr("Mark this item to come back to, or take the mark away"), "flag", self.flag, ("F",), refused=refused),
            Command(tr("Clear the judgement of this item"), "x", partial(self.judge_current, None), ("0",), refused=refused),
            Command(tr("Redo"), "redo", self.redo, ("Ctrl", "Shift", "Z"), refused=refused),
            Command(tr("Everything wrong or missing in this visit"), "warn", self.show_problems, ("Ctrl", "F8")),
            Command(tr("Change the pattern"), "edit", self.search_pattern, ("F4",), refused=refused),
            Command(tr("Copy the last finding"), "copy", self.copy_last, ("Ctrl", "D"), refused=refused),
            Command(tr("Attach the newest photo"), "camera", self.attach_newest, ("Ctrl", "E"), refused=refused),
            Command(tr("Evidence tray"), "inbox", self.open_tray),
            Command(tr("Attach files"), "clip", self.choose_files, ("Ctrl", "Shift", "E"), refused=refused),
            Command(tr("Samples and interviews"), "users", self.open_records, ("F7",)),
            Command(tr("Papers of the visit"), "print", self.open_papers, ("Ctrl", "P")),
            Command(tr("Delete this finding"), "x", self.delete_finding, refused=refused),
            Command(tr("Deleted last"), "clock", self.show_deleted),
            Command(tr("Who looks after this section"), "users", self.assign_section, ("A",), refused=refused),
            Command(tr("Look after this item"), "user", self.claim_item, refused=refused),
            Command(tr("Let go of this item"), "user", self.release_item, refused=refused),
            Command(tr("Put the finding to another item"), "link", self.put_to_item, ("Ctrl", "M"), refused=refused),
            Command(tr("Side pane"), "columns", self.toggle_context, ("F9",)),
            Command(tr("Hand the visit in"), "arrow-up-right", self.submit, refused=self.submit_refused),
            Command(tr("Sign the working papers off"), "shield-check", self.sign_papers_off, refused=self.sign_off_refused),
        )

    def in_editor(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.editor.isAncestorOf(focus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._step_out()
        elif event.text() in ("?", "？") and event.text():
            self.explain()
        else:
            super().keyPressEvent(event)

    def _step_out(self) -> None:
        """Esc: from the editor to the list, from a filter to all, from the list to the visits. Nothing is thrown away."""
        focus = QApplication.focusWidget()
        if focus is not None and not self.items.isAncestorOf(focus) and not self.sections.isAncestorOf(focus):
            self.to_items()
        elif self.items.filter != "all":
            self.items.choose_filter("all")
        else:
            self.leave()

    def _press_severity(self, digit: int) -> None:
        if self.editor.has_finding:
            self.editor.form.severity.press(digit)

    def _act_on_item(self, _key: str, act: str) -> None:
        if act == "open":
            self.to_editor()
        elif act == "why":
            self.explain()
        elif act == "basis":
            self.show_procedure()
        elif act == "peers":
            self.show_peers()
        elif act == "assign":
            self.assign_section()
        elif act == "flag":
            self.flag()
        elif act == "clear":
            self.judge_current(None)

    def leave(self) -> None:
        """Back to the list of visits; what is typed is taken."""
        self.finish_typing()
        self.left.emit()

    # moving about

    def activate(self) -> None:
        """The focus where one was."""
        if self._alone == "context" and self.context.isVisible():
            self.context.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._alone == "editor" and self.editor.has_finding:
            self.editor.form.facts.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.items.to_list()

    def to_items(self) -> None:
        self._alone = "items"
        self._fold()
        self.items.to_list()

    def to_editor(self) -> None:
        """Go on to the finding, where there is one; else judge first."""
        if not self.editor.has_finding:
            self.say_no_finding()
            return
        self._alone = "editor"
        self._fold()
        self.editor.to_facts()

    def next_section(self, step: int) -> None:
        """Ctrl+Shift+↑ ↓."""
        codes = self.sections.list.codes()
        if self.section in codes:
            self.show_section(codes[max(0, min(len(codes) - 1, codes.index(self.section) + step))])
            self.to_items()

    def open_records(self) -> None:
        """F7: samples of the item, interviews of the visit."""
        if self.head is not None:
            self.finish_typing()
            RecordsSheet(self).open()

    def open_papers(self) -> None:
        """Ctrl+P: checklist, working paper, history."""
        open_papers(self)

    def toggle_context(self) -> None:
        """F9: beside the others where there is room, else instead of them, with the focus, and back again."""
        alone = self._effective() < _TWO
        if not alone:
            self._context_wanted = not self.context.isVisible()
        elif self._alone == "context":
            self._alone = self._before_context
        else:
            self._before_context, self._alone = self._alone, "context"
        self._fold()
        if self.context.isVisible():
            self.read_context()
        if alone:
            self.activate()

    def panes(self) -> tuple[QWidget, ...]:
        return tuple(pane for pane in (self.sections, self.items, self.editor, self.context) if pane.isVisible())

    def reset_panes(self) -> None:
        self._widths = {}
        self._context_wanted = None
        self._fold()

    def _effective(self) -> float:
        return self.window().width() / theme().scale

    def _fold(self) -> None:
        """As many panes as have room; below two, one at a time."""
        look, wide = theme(), self._effective()
        alone = wide < _TWO
        context = wide >= _FOUR if self._context_wanted is None else self._context_wanted
        if alone:
            context = self._alone == "context"
        self.sections.setVisible(wide >= _THREE)
        self.items.setVisible(not alone or self._alone == "items")
        self.editor.setVisible(not alone or self._alone == "editor")
        self.context.setVisible(context)
        for pane in (self.editor, self.context):
            pane.back.setVisible(alone)
        total = max(1, self.splitter.width())
        usual = _ITEMS_ENGLISH if language() == "en" else _WIDTHS["items"]
        items = look.px(self._widths.get("items", usual if wide >= _THREE else _ITEMS_NARROW))
        sections = look.px(self._widths.get("sections", _WIDTHS["sections"])) if wide >= _THREE else 0
        beside = look.px(self._widths.get("context", _WIDTHS["context"])) if context else 0
        if alone:
            self.splitter.setSizes([0, total, total, total])
        else:
            self.splitter.setSizes([sections, items, max(look.px(300), total - sections - items - beside), beside])
        self._tell_sections()
        self.items.fold(sections_inside=wide < _THREE, width=(total if alone else items) / look.scale)
        self.editor.fold((total if alone else max(look.px(300), total - sections - items - beside)) / look.scale)

    def _split_moved(self, _position: int, _handle: int) -> None:
        scale = theme().scale
        sizes = dict(zip(("sections", "items", "editor", "context"), self.splitter.sizes(), strict=True))
        self._widths = {name: round(sizes[name] / scale) for name in _WIDTHS if sizes[name]}

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    # what is remembered

    def state(self) -> dict[str, Any]:
        focus = QApplication.focusWidget()
        caret = -1
        name = "" if focus is None else str(focus.property("finding_field") or "")
        if name == "facts":
            caret = self.editor.form.facts.textCursor().position()
        return {
            "visit": self.visit,
            "item": self.item,
            "filter": self.items.filter,
            "widths": self._widths,
            "context": self._context_wanted,
            "field": name,
            "caret": caret,
        }

    def restore(self, state: dict[str, Any]) -> None:
        widths = state.get("widths")
        if isinstance(widths, dict):
            self._widths = {
                name: width for name, width in widths.items() if name in _WIDTHS and isinstance(width, int) and width > 0
            }
        if isinstance(state.get("context"), bool):
            self._context_wanted = state["context"]
        if state.get("field") == "facts" and isinstance(state.get("caret"), int):
            caret = max(0, state["caret"])
            self.once_shown(lambda: QTimer.singleShot(0, self, lambda: self._return_to_facts(caret)))

    def _return_to_facts(self, caret: int) -> None:
        if self.editor.has_finding:
            self.to_editor()
            self._put_caret(caret)
            self._caret = caret if self._taking_back else None

    def _put_caret(self, caret: int) -> None:
        facts = self.editor.form.facts
        cursor = facts.textCursor()
        cursor.setPosition(min(caret, len(facts.toPlainText())))
        facts.setTextCursor(cursor)

    def take_back_typing(self) -> None:
        self._taking_back = True
        super().take_back_typing()

    def _take_drafts(self, drafts: Sequence[DraftRow]) -> None:
        """Text that comes back takes the caret to its beginning."""
        super()._take_drafts(drafts)
        self._taking_back = False
        if self._caret is not None and self.editor.form.facts.hasFocus():
            self._put_caret(self._caret)
        self._caret = None
