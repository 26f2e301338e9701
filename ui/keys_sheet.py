"""F1: every key that works on this screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from ui.parts.buttons import Button
from ui.parts.labels import KeyCaps, Label
from ui.parts.layouts import boxed, column, row
from ui.parts.overlay import Overlay
from ui.places.base import KeyHint, Place
from ui.theme import theme
from ui.words import tr


def everywhere(places: Iterable[tuple[str, str]]) -> tuple[KeyHint, ...]:
    """Keys of the window itself; ``places`` are the shortcuts and names of the places that are built."""
    return (
        KeyHint(("Ctrl", "K"), tr("Palette: go, find, do")),
        *(KeyHint(tuple(keys.split("+")), name) for keys, name in places if keys),
        KeyHint(("/",), tr("Filter")),
        KeyHint(("Ctrl", "Shift", "E"), tr("Export list")),
        KeyHint(("Ctrl", "S"), tr("Keep what is typed now")),
        KeyHint(("Ctrl", "J"), tr("Jobs")),
        KeyHint(("F6",), tr("Next pane")),
        KeyHint(("Shift", "F6"), tr("Previous pane")),
        KeyHint(("Ctrl", "0"), tr("Panes as at first")),
        KeyHint(("F11",), tr("Full screen")),
        KeyHint(("Ctrl", "L"), tr("Lock")),
        KeyHint(("Esc",), tr("Step out; nothing is discarded")),
        KeyHint(("F1",), tr("All keys")),
    )


def keys_of(place: Place) -> tuple[KeyHint, ...]:
    """Every key of a place: those of its status line, those there is no room for, and those of its action and commands."""
    found = {hint.keys: hint for hint in (*place.keys(), *place.more_keys())}
    action = place.action()
    acts = (*(() if action is None else ((action.keys, action.text),)), *((each.keys, each.text) for each in place.commands()))
    for keys, text in acts:
        if keys:
            found.setdefault(keys, KeyHint(keys, text))
    return tuple(found.values())


class KeysSheet(Overlay):
    """The place's keys beside those of the window."""

    def __init__(self, window: QWidget, place: Place, places: Sequence[tuple[str, str]]) -> None:
        super().__init__(window, 720)
        general = everywhere(places)
        known = {hint.keys for hint in general}
        here = tuple(hint for hint in keys_of(place) if hint.keys not in known)
        head = QFrame()
        head.setProperty("role", "header")
        self.close_button = Button(icon="x", kind="ghost", name=tr("Close"), small=True)
        self.close_button.clicked.connect(self.close_and_return)
        head.setLayout(row(Label(tr("All keys"), "subtitle"), None, KeyCaps("Esc"), self.close_button, margins=(20, 10, 12, 10)))
        self.lines.addWidget(head)
        columns = row(_group(place.title(), here), _group(tr("Everywhere"), general), gap=32, margins=(20, 14, 20, 18))
        content = boxed(columns)
        content.setProperty("role", "page")
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(content)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._content, self._head = content, head
        self.lines.addWidget(scroll, 1)
        self.setAccessibleName(tr("All keys"))

    def panel_height(self) -> int:
        return self._head.sizeHint().height() + self._content.heightForWidth(self.panel.width() - theme().px(4)) + theme().px(6)

    def open(self) -> None:
        super().open()
        self.close_button.setFocus(Qt.FocusReason.PopupFocusReason)


def _group(title: str, hints: tuple[KeyHint, ...]) -> QWidget:
    lines = QGridLayout()
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setHorizontalSpacing(theme().px(12))
    lines.setVerticalSpacing(theme().px(6))
    lines.setColumnStretch(1, 1)
    for number, hint in enumerate(hints):
        lines.addWidget(KeyCaps(*hint.keys), number, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addWidget(Label(hint.text, "table", "primary", wrap=True), number, 1)
    return boxed(column(Label(title, "caption", "secondary", 500), lines, None, gap=8))
