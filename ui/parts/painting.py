"""What widgets and list delegates paint alike: chips, key caps, focus rings, current rows."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen

from ui.theme import theme

CHIP_HEIGHT = 20
_ONE_LINE = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
_LEFT = _ONE_LINE | int(Qt.AlignmentFlag.AlignLeft)
KEY_HEIGHT = 18


def text_width(font: QFont, text: str) -> int:
    """Advance of one line of text in pixels."""
    return QFontMetrics(font).horizontalAdvance(text)


def key_font() -> QFont:
    """Key caps are set one pixel below the caption size, as on a keyboard."""
    font = theme().font("caption", 500)
    font.setPixelSize(theme().px(11))
    return font


def draw_text(
    painter: QPainter, rect: QRect | QRectF, text: str, token: str, font: QFont, align: Qt.AlignmentFlag | None = None
) -> None:
    """One line, elided at the right end where it does not fit; vertically centred, left unless ``align`` says otherwise."""
    area = QRectF(rect)
    painter.setFont(font)
    painter.setPen(theme().q(token))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()) + 1)
    painter.drawText(area, _LEFT if align is None else _ONE_LINE | int(align), shown)


def draw_icon(painter: QPainter, left: int, middle: int, name: str, token: str, size: int) -> None:
    """An icon whose left edge and vertical middle are given; ``size`` in design pixels."""
    side = theme().px(size)
    painter.drawPixmap(QPoint(left, middle - side // 2), theme().pix(name, token, side))


def chip_width(text: str, icon: str | None = None) -> int:
    look = theme()
    inside = text_width(look.font("caption"), text) + (look.px(12 + 4) if icon else 0)
    return inside + 2 * look.px(7)


def draw_chip(
    painter: QPainter,
    rect: QRect,
    text: str,
    *,
    ink: str = "text.secondary",
    ground: str | None = None,
    border: str | None = None,
    icon: str | None = None,
    icon_ink: str | None = None,
) -> int:
    """A chip at the left of ``rect``, vertically centred and no wider than it; gives its width.

    ``ground`` None = no fill, as for a tag that only has a border.
    """
    look = theme()
    width, height = min(chip_width(text, icon), rect.width()), look.px(CHIP_HEIGHT)
    if width <= look.px(12):
        return 0
    box = QRectF(rect.left() + 0.5, rect.center().y() - height // 2 + 0.5, width - 1, height - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.q(border), 1) if border else Qt.PenStyle.NoPen)
    painter.setBrush(look.q(ground) if ground else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, look.radius("control"), look.radius("control"))
    left = int(box.left()) + look.px(7)
    if icon:
        draw_icon(painter, left, int(box.center().y()) + 1, icon, icon_ink or ink, 12)
        left += look.px(12 + 4)
    area = QRectF(left, box.top(), box.right() - look.px(6) - left, box.height())
    draw_text(painter, area, text, ink, look.font("caption"))
    painter.restore()
    return width


def draw_tick_box(painter: QPainter, rect: QRect, *, on: bool, enabled: bool = True) -> None:
    """The box of a row that can be ticked, at the left of ``rect``; faint where it can't."""
    look, side = theme(), theme().px(14)
    box = QRect(rect.left(), rect.center().y() - side // 2, side, side)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    border = "accent.solid" if on else "border.control" if enabled else "border.default"
    painter.setPen(QPen(look.q(border), 1))
    painter.setBrush(look.q("accent.solid" if on else "surface.base" if enabled else "surface.window"))
    painter.drawRoundedRect(box, look.px(3), look.px(3))
    if on:
        draw_icon(painter, box.left() + look.px(1), box.center().y() + 1, "check", "text.onAccent", 12)


def draw_status_chip(painter: QPainter, rect: QRect, text: str, status: str, icon: str | None = None) -> int:
    """A chip in the colours of a ``status.*`` token: ``draft``, ``review``, ``approved``, ``issued``, ``overdue`` …"""
    return draw_chip(painter, rect, text, ink=f"status.{status}.text", ground=f"status.{status}.bg", icon=icon)


def draw_tag(painter: QPainter, rect: QRect, text: str, icon: str | None = None) -> int:
    """A bordered tag, as for a capital tier."""
    return draw_chip(painter, rect, text, ground="surface.base", border="border.default", icon=icon)


def key_width(key: str) -> int:
    look = theme()
    return max(look.px(KEY_HEIGHT), text_width(key_font(), key) + 2 * look.px(5))


def keys_width(keys: tuple[str, ...]) -> int:
    return sum(key_width(key) for key in keys) + theme().px(2) * max(0, len(keys) - 1)


def draw_keys(
    painter: QPainter, left: int, middle: int, keys: tuple[str, ...], *, on_accent: bool = False, enabled: bool = True
) -> int:
    """Key caps side by side from ``left``, vertically centred on ``middle``; gives their whole width."""
    look, start = theme(), left
    height, edge = look.px(KEY_HEIGHT), look.px(1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for key in keys:
        box = QRectF(left + 0.5, middle - height // 2 + 0.5, key_width(key) - 1, height - 1)
        if on_accent:
            painter.setPen(QPen(look.q("text.onAccent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setPen(QPen(look.q("key.border" if enabled else "border.subtle"), 1))
            painter.setBrush(look.q("key.bg"))
        painter.drawRoundedRect(box, look.radius("key"), look.radius("key"))
        if not on_accent:  # the thicker lower edge of a key cap
            painter.fillRect(QRectF(box.left() + 2, box.bottom() - edge, box.width() - 4, edge), painter.pen().color())
        token = "text.onAccent" if on_accent else ("key.text" if enabled else "text.disabled")
        painter.setFont(key_font())
        painter.setPen(look.q(token))
        painter.drawText(box.adjusted(0, 0, 0, -1), Qt.AlignmentFlag.AlignCenter, key)
        left += key_width(key) + look.px(2)
    painter.restore()
    return left - start - look.px(2) if keys else 0


def draw_focus_ring(painter: QPainter, rect: QRect | QRectF, radius: int | None = None) -> None:
    """The 2 px ring, painted inside ``rect`` so that nothing moves or is clipped."""
    look = theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.q("border.focus"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    corner = look.radius("control") if radius is None else radius
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), corner, corner)
    painter.restore()


def draw_row_ground(
    painter: QPainter, rect: QRect, *, selected: bool, active: bool = True, hovered: bool = False, bar: bool = True
) -> None:
    """Ground of a list row: tint when selected, the 3 px accent bar at its left, a hairline below."""
    look = theme()
    if selected:
        painter.fillRect(rect, look.q("surface.selected" if active else "surface.selectedInactive"))
        if bar:
            painter.fillRect(QRect(rect.left(), rect.top(), look.px(3), rect.height()), look.q("accent.solid"))
    elif hovered:
        painter.fillRect(rect, look.q("surface.hover"))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.q("border.subtle"))
