"""The staffing gauge: building = dedicated unit, square = security head, circle = security staff; filled = in place, dashed = missing."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from auditdesk.model.facts import StaffingCheck
from ui.parts.painting import draw_icon, draw_text, text_width
from ui.theme import theme
from ui.words import tr

Kind = Literal["unit", "chief", "staff"]
State = Literal["there", "missing", "unknown"]
Mark = tuple[Kind, State]


def marks(check: StaffingCheck) -> tuple[Mark, ...]:
    """One mark for each thing that the duty asks for, in the order unit, head, staff."""
    found: list[Mark] = []
    if check.unit_required:
        found.append(("unit", "unknown" if check.unit_actual is None else "there" if check.unit_actual else "missing"))
    found += [("chief", state) for state in _states(check.chief_required, check.chief_actual)]
    found += [("staff", state) for state in _states(check.staff_required, check.staff_actual)]
    return tuple(found)


def _states(required: int, actual: int | None) -> tuple[State, ...]:
    if actual is None:
        return tuple("unknown" for _ in range(required))
    return tuple("there" if number < actual else "missing" for number in range(required))


def staffing_word(check: StaffingCheck | None) -> str:
    """齊備, 缺 n, or that it cannot be told."""
    if check is None or check.met is None:
        return tr("Unknown")
    if check.met:
        return tr("Met")
    if check.unit_short and not check.short:
        return tr("No unit")
    if check.unit_short:
        return tr("{count} short, no unit", count=check.short)
    return tr("{count} short", count=check.short)


def staffing_tone(check: StaffingCheck | None) -> str:
    """Colour token of the word."""
    if check is None or check.met is None:
        return "text.muted"
    return "text.secondary" if check.met else "danger.text"


def draw_mark(painter: QPainter, left: float, middle: float, mark: Mark, side: int) -> float:
    """One mark whose left edge and vertical middle are given; ``side`` in pixels. Gives its width."""
    kind, state = mark
    look = theme()
    token = {"there": "accent.solid", "missing": "danger.text", "unknown": "border.control"}[state]
    if kind == "unit":
        icon = round(side * 1.4 / look.scale)
        draw_icon(painter, round(left), round(middle), "firms", token, icon)
        if state != "there":  # the building has no dashed form: a bar through it says that it is not there
            painter.setPen(QPen(look.q(token), look.px(1.5)))
            reach = side * 0.7
            painter.drawLine(int(left), int(middle + reach), int(left + 2 * reach), int(middle - reach))
        return float(look.px(icon))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if state == "there":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.q(token))
        box = QRectF(left, middle - side / 2, side, side)
    else:
        thick = max(1.0, side * 0.12)
        pen = QPen(look.q(token), thick)
        pen.setDashPattern([1.6, 1.5])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = QRectF(left + thick / 2, middle - side / 2 + thick / 2, side - thick, side - thick)
    if kind == "chief":
        painter.drawRoundedRect(box, side * 0.12, side * 0.12)
    else:
        painter.drawEllipse(box)
    painter.restore()
    return float(side)


def draw_marks(painter: QPainter, left: float, middle: float, shown: tuple[Mark, ...], side: int) -> float:
    """The marks side by side, kinds set apart; gives the whole width."""
    start, before = left, None
    for kind, state in shown:
        if before is not None:
            left += side * (0.2 if before == kind else 0.45 if before == "unit" else 1.0)
        left += draw_mark(painter, left, middle, (kind, state), side)
        before = kind
    return left - start


def draw_gauge(painter: QPainter, rect: QRect, check: StaffingCheck | None) -> None:
    """Marks and word in one line of a list."""
    look = theme()
    left = float(rect.left())
    middle = rect.center().y() + 0.5
    if check is not None:
        shown = marks(check)
        left += draw_marks(painter, left, middle, shown, look.px(10))
        left += look.px(8) if shown else 0
    font = look.font("table", 500 if check is not None and check.met is False else 400)
    room = QRectF(left, rect.top(), rect.right() + 1 - left, rect.height())
    draw_text(painter, room, staffing_word(check), staffing_tone(check), font)


class StaffingGauge(QWidget):
    """Duty and state of one kind (head or staff) in large marks with the numbers: ``■ 1 ／需 1``."""

    def __init__(self, kind: Kind, required: int, actual: int | None, *, at_least: bool = False) -> None:
        super().__init__()
        self._marks: tuple[Mark, ...] = tuple((kind, state) for state in _states(required, actual))
        self._actual = "–" if actual is None else str(actual)
        self._duty = tr("of at least {count}", count=required) if at_least else tr("of {count}", count=required)
        self._missing = actual is not None and actual < required
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{self._actual} {self._duty}")

    def sizeHint(self) -> QSize:
        look = theme()
        marks_width = len(self._marks) * look.px(22)
        font = look.font("table", 500)
        return QSize(marks_width + text_width(font, self._actual) + look.px(8) + text_width(font, self._duty), look.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, middle = 0.0, self.height() / 2
        for mark in self._marks:
            left += draw_mark(painter, left, middle, mark, look.px(16)) + look.px(6)
        bold = look.font("table", 500)
        draw_text(painter, QRectF(left, 0, self.width(), self.height()), self._actual, self._ink(), bold)
        left += text_width(bold, self._actual) + look.px(6)
        draw_text(painter, QRectF(left, 0, self.width() - left, self.height()), self._duty, "text.muted", look.font("table"))
        painter.end()

    def _ink(self) -> str:
        return "danger.text" if self._missing else "text.primary"
