"""Where a person is in the window, as it is kept in the encrypted database: places, the open form, field and caret, last commands.

It names firms and searched words, so it is never written to a plain file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from auditdesk.model.rows import DraftRow
from ui.parts.autosave import FIELD, PLACE

STATE, OPEN = "state", "open"
"""Fields of the draft place ``session``: where the person is; and that a window is open, which a clean end takes away."""
_OTHERS = "Line"


@dataclass(frozen=True, slots=True)
class WindowState:
    """Everything that a start returns to."""

    place: str = ""
    places: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What each place gave as its ``state()``, by its key."""
    form: str = ""
    """The form that was open (``firms.fact/ZX01``); empty = none."""
    field: str = ""
    caret: int = -1
    commands: tuple[str, ...] = ()
    """The commands used last, the newest first."""
    crashed: bool = False
    """The window did not end in good order."""

    def text(self) -> str:
        """As it is kept; the same state is the same text."""
        kept = asdict(self)
        del kept["crashed"]
        return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def read_state(rows: Iterable[DraftRow]) -> WindowState:
    """What was kept; parts that make no sense are left out."""
    kept = {row.field: row.content for row in rows}
    try:
        found = json.loads(kept.get(STATE, "{}"))
    except ValueError:
        found = {}
    first = WindowState()
    known: dict[str, Any] = {"crashed": OPEN in kept}
    for each in fields(WindowState) if isinstance(found, dict) else ():
        value = found.get(each.name)
        if each.name == "commands" and isinstance(value, list):
            value = tuple(str(name) for name in value)
        if each.name not in known and isinstance(value, type(getattr(first, each.name))):
            known[each.name] = value
    return WindowState(**known)


def field_of(widget: QWidget | None, place: QWidget) -> tuple[str, str, int]:
    """(form, field, caret) of the widget with the focus; empty where it is no field that could be found again."""
    if not isinstance(widget, (QLineEdit, QPlainTextEdit, QTextEdit)):
        form, name = ("", "") if widget is None else (widget.property(PLACE) or "", widget.property(FIELD) or "")
        return str(form), str(name), -1
    caret = widget.cursorPosition() if isinstance(widget, QLineEdit) else widget.textCursor().position()
    if widget.property(PLACE):
        return str(widget.property(PLACE)), str(widget.property(FIELD)), caret
    if isinstance(widget, QLineEdit) and widget in (lines := place.findChildren(QLineEdit)):
        return "", f"{_OTHERS} {lines.index(widget)}", caret
    return "", "", -1


def focus_line(place: QWidget, name: str, caret: int) -> bool:
    """Put the focus into a line of the place that belongs to no form, as ``field_of`` named it."""
    kind, _, number = name.partition(" ")
    lines = place.findChildren(QLineEdit)
    if kind != _OTHERS or not number.isdigit() or int(number) >= len(lines):
        return False
    line = lines[int(number)]
    if not (line.isVisible() and line.isEnabled()):
        return False
    line.setFocus()
    line.setCursorPosition(max(caret, 0))
    return True
