"""人力: inspectors by months, with the days each is planned for and the days each is away."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter

from auditdesk.model.plan_rows import InspectorLoad
from ui.parts.painting import draw_text
from ui.parts.timeline_drawing import MONTHS
from ui.tables import Column, RowTable
from ui.theme import theme
from ui.words import plural, tr


def load_table() -> RowTable:
    """The table of a year's load."""
    columns = [
        Column("name", tr("Inspector"), lambda row: row.name, width=112, weight=500, stretch=True),
        Column("visits", tr("Visits"), lambda row: str(row.visits), lambda row: row.visits, right=True, width=56),
        Column("planned", tr("Days planned"), lambda row: str(row.planned), lambda row: row.planned, right=True, width=72),
        Column("absent", tr("Away"), lambda row: str(row.absent), lambda row: row.absent, right=True, width=56),
    ]
    for number in range(12):
        columns.append(
            Column(
                f"month-{number + 1}",
                tr(MONTHS[number]),
                partial(_month_text, number),
                partial(_month_planned, number),
                partial(_paint_month, number),
                width=62,
                tip=partial(_month_told, number),
            )
        )
    return RowTable(columns, identity=lambda row: row.login, sentence=_sentence, search=lambda row: (row.name, row.login))


def _month_text(number: int, row: InspectorLoad) -> str:
    month = row.months[number]
    return "" if not month.planned and not month.absent else f"{month.planned}/{month.workdays}"


def _month_planned(number: int, row: InspectorLoad) -> int:
    return row.months[number].planned


def _month_told(number: int, row: InspectorLoad) -> str:
    month = row.months[number]
    told = [
        tr(
            "{month}: {planned} of {workdays} working days planned",
            month=tr(MONTHS[number]),
            planned=month.planned,
            workdays=month.workdays,
        )
    ]
    if month.absent:
        told.append(plural(month.absent, "{count} day away", "{count} days away"))
    if month.clashes:
        told.append(plural(month.clashes, "{count} day clashes", "{count} days clash"))
    return tr(", ").join(told)


def _sentence(row: InspectorLoad) -> str:
    head = plural(row.visits, "{name}, {count} visit", "{name}, {count} visits", name=row.name)
    busy = [_month_told(number, row) for number, month in enumerate(row.months) if month.planned or month.absent]
    return tr("; ").join((head, *busy))


def _paint_month(number: int, painter: QPainter, rect: QRect, row: InspectorLoad, _current: bool) -> None:
    """A column of the month's working days: planned below, away hatched above, the figure beside it."""
    month, look = row.months[number], theme()
    if not month.workdays:
        return
    height = look.px(18)
    frame = QRectF(rect.left() - look.px(2), rect.center().y() - height / 2, look.px(10), height)
    painter.fillRect(frame, look.q("surface.inset"))
    planned = min(month.planned, month.workdays) / month.workdays * height
    full = month.planned + month.absent > month.workdays or month.clashes
    ink = "danger.solid" if full else "accent.solid"
    painter.fillRect(QRectF(frame.left(), frame.bottom() - planned, frame.width(), planned), look.q(ink))
    absent = min(month.absent / month.workdays * height, height - planned)
    if absent:
        box = QRectF(frame.left(), frame.bottom() - planned - absent, frame.width(), absent)
        painter.fillRect(box, QBrush(look.q("severity.medium.mark"), Qt.BrushStyle.BDiagPattern))
    if not month.planned and not month.absent:
        return
    small, left = look.font("caption"), round(frame.right()) + look.px(4)
    area = QRect(left, rect.top(), rect.right() + look.px(6) - left, rect.height())
    text = str(month.planned)
    draw_text(painter, area, text, "danger.text" if full else "text.primary", small)
    if month.absent:
        draw_text(painter, area, tr("-{days}", days=month.absent), "severity.medium.text", small, Qt.AlignmentFlag.AlignRight)
