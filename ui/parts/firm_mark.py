"""A firm's name in a list, with the mark of one that is no longer there or not at work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from auditdesk.model.terms import LicenceState
from ui.parts.painting import chip_width, draw_icon, draw_status_chip, draw_text, text_width
from ui.theme import theme
from ui.words import tr, words

_SIGNS = {LicenceState.SUSPENDED.value: "pause"}
"""Licence → the sign that stands for it where there is no room for the word; all others mean that the firm is gone."""


def licence_mark(licence: str) -> str:
    """The word of what a firm is; empty for one that is at work."""
    return "" if licence == LicenceState.ACTIVE else words().say(f"licence.{licence}")


def marked_name(name: str, licence: str) -> str:
    """A name as it is printed, copied and read aloud: with the mark behind it, if there is one."""
    mark = licence_mark(licence)
    return tr("{name} ({mark})", name=name, mark=mark) if mark else name


def draw_firm(painter: QPainter, rect: QRect, name: str, licence: str, weight: int = 400) -> None:
    """The name, and the mark as a chip behind it; where both have no room, as a sign before it, and the word is in the tool tip."""
    look, mark = theme(), licence_mark(licence)
    font = look.font("table", weight)
    if not mark:
        draw_text(painter, rect, name, "text.primary", font)
        return
    gap, called, wide = look.px(6), text_width(font, name), chip_width(mark)
    if called + gap + wide <= rect.width():
        draw_text(painter, rect, name, "text.secondary", font)
        left = rect.left() + called + gap
        draw_status_chip(painter, QRect(left, rect.top(), wide, rect.height()), mark, "draft")
    else:
        draw_icon(painter, rect.left(), rect.center().y() + 1, _SIGNS.get(licence, "x"), "text.secondary", 12)
        draw_text(painter, rect.adjusted(look.px(12 + 4), 0, 0, 0), name, "text.secondary", font)


def firm_painter(
    name: Callable[[Any], str], licence: Callable[[Any], str], weight: int = 400
) -> Callable[[QPainter, QRect, Any, bool], None]:
    """Paints a column of names of a row table."""
    return lambda painter, rect, row, _current: draw_firm(painter, rect, name(row), licence(row), weight)
