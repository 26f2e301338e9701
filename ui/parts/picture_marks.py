"""What is drawn above a picture: boxes, arrows and short texts in fractions of it, painted at any size; and the boxes of a redaction."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF

from auditdesk.model.evidence_rows import Mark
from ui.theme import theme

_INK, _HALO, _COVER = QColor(214, 32, 32), QColor(255, 255, 255, 230), QColor(0, 0, 0)
"""On photographs, whatever the theme is."""


def place_of(mark: Mark, room: QRectF) -> QRectF:
    """Where a mark lies in the room of the picture, left to right and top to bottom."""
    first = QPointF(room.left() + mark.x * room.width(), room.top() + mark.y * room.height())
    last = QPointF(room.left() + mark.to_x * room.width(), room.top() + mark.to_y * room.height())
    return QRectF(first, last).normalized()


def paint_marks(painter: QPainter, room: QRectF, marks: Sequence[Mark], *, width: float, chosen: int = -1) -> None:
    """Draw every mark; ``width`` of the lines in pixels, ``chosen`` gets a second line around it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for at, mark in enumerate(marks):
        if mark.kind == "box":
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for colour, stroke in ((_HALO, width + 2), (_INK, width)):
                painter.setPen(QPen(colour, stroke))
                painter.drawRect(place_of(mark, room))
        elif mark.kind == "arrow":
            _paint_arrow(painter, room, mark, width)
        else:
            _paint_text(painter, room, mark, width)
        if at == chosen:
            paint_choice(painter, bounds(mark, room, width))


def paint_covers(painter: QPainter, room: QRectF, boxes: Sequence[Mark], chosen: int = -1) -> None:
    """The boxes of a redaction as they will be: solid."""
    for at, box in enumerate(boxes):
        painter.fillRect(place_of(box, room), _COVER)
        if at == chosen:
            paint_choice(painter, place_of(box, room))


def paint_choice(painter: QPainter, area: QRectF) -> None:
    """The mark that the arrow keys move."""
    around = area.adjusted(-4, -4, 4, 4)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(255, 255, 255), 3))
    painter.drawRect(around)
    painter.setPen(QPen(theme().q("border.focus"), 2, Qt.PenStyle.DashLine))
    painter.drawRect(around)


def bounds(mark: Mark, room: QRectF, width: float) -> QRectF:
    """The pixels that a mark takes."""
    if mark.kind != "text":
        return place_of(mark, room)
    size = QFontMetrics(_font(width)).size(0, mark.text)
    corner = place_of(mark, room).topLeft()
    return QRectF(corner.x(), corner.y(), size.width() + width * 3, size.height() + width)


def _font(width: float) -> QFont:
    font = theme().font("strong")
    font.setPixelSize(max(6, round(width * 6)))
    return font


def _paint_arrow(painter: QPainter, room: QRectF, mark: Mark, width: float) -> None:
    tail = QPointF(room.left() + mark.x * room.width(), room.top() + mark.y * room.height())
    head = QPointF(room.left() + mark.to_x * room.width(), room.top() + mark.to_y * room.height())
    turn = math.atan2(head.y() - tail.y(), head.x() - tail.x())
    wing = max(8.0, width * 5)
    sides = [QPointF(head.x() - wing * math.cos(turn + side), head.y() - wing * math.sin(turn + side)) for side in (0.45, -0.45)]
    for colour, stroke in ((_HALO, width + 2), (_INK, width)):
        painter.setPen(QPen(colour, stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(colour)
        painter.drawLine(tail, head)
        painter.drawPolygon(QPolygonF([head, *sides]))


def _paint_text(painter: QPainter, room: QRectF, mark: Mark, width: float) -> None:
    area = bounds(mark, room, width)
    painter.setFont(_font(width))
    painter.fillRect(area, _HALO)
    painter.setPen(_INK)
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), mark.text)
