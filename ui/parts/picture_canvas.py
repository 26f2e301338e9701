"""A picture that is looked at closely: fitted or zoomed, moved about, with what is drawn above it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QMargins, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from auditdesk.model.evidence_rows import Mark, MarkKind
from ui.parts.painting import draw_focus_ring
from ui.parts.picture_marks import bounds, paint_covers, paint_marks
from ui.theme import device_pixel_ratio, theme

_LEAST = 0.005
"""A shape smaller than this part of the picture was a click."""
_STEP, _MOST_ZOOM = 1.25, 8.0


class PictureCanvas(QWidget):
    """``tool`` is empty (look), ``box``, ``arrow``, ``text`` or ``cover``; ``cover`` works on ``covers``, the others on ``marks``."""

    changed = Signal()
    """Marks or covers are others than before."""
    zoomed = Signal()
    text_wanted = Signal(float, float)
    """A place for a text was pointed at, in fractions."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(False)
        self.image: QImage | None = None
        self.zoom = 0.0
        """Pixels of the screen for one of the picture; 0 = fitted."""
        self.tool = ""
        self.marks: list[Mark] = []
        self.covers: list[Mark] = []
        self.chosen = -1
        self.hidden = False
        self._centre = QPointF(0.5, 0.5)
        self._from: QPointF | None = None
        self._rubber: Mark | None = None

    # what is shown

    def show_picture(self, image: QImage | None, *, keep_place: bool = False) -> None:
        """Another picture, fitted; with ``keep_place`` the same one more finely."""
        before, self.image = self.image, image
        if keep_place and before is not None and image is not None:
            self.zoom *= before.width() / max(1, image.width())
        if not keep_place:
            self.zoom, self._centre, self.chosen = 0.0, QPointF(0.5, 0.5), -1
        self.update()

    def shapes(self) -> list[Mark]:
        """Those that the tool works on."""
        return self.covers if self.tool == "cover" else self.marks

    def _fitted(self) -> float:
        if self.image is None or self.image.isNull():
            return 1.0
        inside = self.size().shrunkBy(_margins())
        return min(inside.width() / self.image.width(), inside.height() / self.image.height(), 4.0)

    def scale(self) -> float:
        """Pixels of the screen for one of the image shown."""
        return self._fitted() if not self.zoom or self.image is None else self.zoom

    def room(self) -> QRectF:
        """Where the whole picture lies, parts of it outside the widget when zoomed."""
        if self.image is None:
            return QRectF(self.rect())
        scale = self.scale()
        wide, high = self.image.width() * scale, self.image.height() * scale
        left, top = self.width() / 2 - self._centre.x() * wide, self.height() / 2 - self._centre.y() * high
        if wide <= self.width():
            left = (self.width() - wide) / 2
        if high <= self.height():
            top = (self.height() - high) / 2
        return QRectF(left, top, wide, high)

    def zoom_by(self, steps: float, at: QPointF | None = None) -> None:
        """Nearer (positive) or farther, around a point of the widget."""
        before = self.room()
        point = at if at is not None else QPointF(self.rect().center())
        held = QPointF((point.x() - before.left()) / before.width(), (point.y() - before.top()) / before.height())
        self.zoom = max(self._fitted(), min(_MOST_ZOOM, self.scale() * _STEP**steps))
        if self.zoom <= self._fitted():
            self.zoom = 0.0
        after = self.room()
        offset = QPointF((point.x() - self.width() / 2) / after.width(), (point.y() - self.height() / 2) / after.height())
        self._put_centre(held - offset)
        self.zoomed.emit()

    def zoom_to(self, zoom: float) -> None:
        """0 = fitted, 1 = one pixel of the picture for one of the screen."""
        self.zoom = zoom / device_pixel_ratio() if zoom else 0.0
        self._put_centre(self._centre)
        self.zoomed.emit()

    def pan(self, across: float, down: float) -> None:
        """Move what is seen by parts of the widget."""
        room = self.room()
        self._put_centre(self._centre + QPointF(across * self.width() / room.width(), down * self.height() / room.height()))

    def _put_centre(self, centre: QPointF) -> None:
        room = self.room()
        half_x, half_y = self.width() / 2 / room.width(), self.height() / 2 / room.height()
        self._centre = QPointF(
            0.5 if half_x >= 0.5 else max(half_x, min(1 - half_x, centre.x())),
            0.5 if half_y >= 0.5 else max(half_y, min(1 - half_y, centre.y())),
        )
        self.update()

    # drawing

    def add(self, mark: Mark) -> None:
        """One more shape of the tool's kind; it is the chosen one."""
        self.shapes().append(mark)
        self.chosen = len(self.shapes()) - 1
        self.hidden = False
        self._told()

    def add_in_the_middle(self, kind: MarkKind) -> None:
        """For the keyboard: a shape in the middle of what is seen, to be moved and sized by the arrow keys."""
        x, y = self._fraction(QPointF(self.rect().center()))
        self.add(Mark(kind, max(0.0, x - 0.1), max(0.0, y - 0.06), min(1.0, x + 0.1), min(1.0, y + 0.06)))

    def choose_next(self, step: int) -> None:
        """Tab: the next shape."""
        if self.shapes():
            self.chosen = (self.chosen + step) % len(self.shapes())
            self.update()

    def move_chosen(self, across: float, down: float, *, size: bool = False) -> None:
        """Move the chosen shape by parts of the picture, or with ``size`` its far end."""
        shapes = self.shapes()
        if not 0 <= self.chosen < len(shapes):
            return
        mark = shapes[self.chosen]
        if size:
            moved = replace(mark, to_x=_inside(mark.to_x + across), to_y=_inside(mark.to_y + down))
        else:
            across = max(-min(mark.x, mark.to_x), min(1 - max(mark.x, mark.to_x), across))
            down = max(-min(mark.y, mark.to_y), min(1 - max(mark.y, mark.to_y), down))
            moved = replace(mark, x=mark.x + across, to_x=mark.to_x + across, y=mark.y + down, to_y=mark.to_y + down)
        shapes[self.chosen] = moved
        self._told()

    def drop_chosen(self) -> bool:
        """Take the chosen shape away."""
        shapes = self.shapes()
        if not 0 <= self.chosen < len(shapes):
            return False
        del shapes[self.chosen]
        self.chosen = min(self.chosen, len(shapes) - 1)
        self._told()
        return True

    def _told(self) -> None:
        self.update()
        self.changed.emit()

    def line_width(self) -> float:
        """Of what is drawn, in pixels of the screen."""
        return max(2.0, theme().px(3))

    def _fraction(self, point: QPointF) -> tuple[float, float]:
        room = self.room()
        return _inside((point.x() - room.left()) / room.width()), _inside((point.y() - room.top()) / room.height())

    # the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self.image is None:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._from = event.position()
        hit = self._shape_at(event.position())
        if hit >= 0 and self.tool != "cover":
            self.chosen = hit
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is None:
            return
        if self.tool in ("box", "arrow", "cover"):
            x, y = self._fraction(self._from)
            to_x, to_y = self._fraction(event.position())
            self._rubber = Mark("arrow" if self.tool == "arrow" else "box", x, y, to_x, to_y)
            self.update()
        elif not self.tool:
            moved = event.position() - self._from
            self._from = event.position()
            self.pan(-moved.x() / max(1, self.width()), -moved.y() / max(1, self.height()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        began, self._from = self._from, None
        rubber, self._rubber = self._rubber, None
        if rubber is not None and (abs(rubber.to_x - rubber.x) > _LEAST or abs(rubber.to_y - rubber.y) > _LEAST):
            self.add(rubber)
        elif self.tool == "text" and began is not None:
            self.text_wanted.emit(*self._fraction(began))
        self.update()

    def _shape_at(self, point: QPointF) -> int:
        room, width = self.room(), self.line_width()
        areas = [bounds(mark, room, width).adjusted(-4, -4, 4, 4) for mark in self.shapes()]
        return next((at for at in range(len(areas) - 1, -1, -1) if areas[at].contains(point)), -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_by(event.angleDelta().y() / 120, event.position())
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._put_centre(self._centre)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().q("surface.inset"))
        room = self.room()
        if self.image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self.scale() < 2)
            painter.drawImage(room, self.image)
            if not self.hidden:
                drawing = self.tool != "cover"
                paint_marks(painter, room, self.marks, width=self.line_width(), chosen=self.chosen if drawing else -1)
            if self.tool == "cover":
                paint_covers(painter, room, self.covers, self.chosen)
            if self._rubber is not None:
                if self.tool == "cover":
                    paint_covers(painter, room, (self._rubber,))
                else:
                    paint_marks(painter, room, (self._rubber,), width=self.line_width())
        if self.hasFocus():
            draw_focus_ring(painter, self.rect(), 0)
        painter.end()


def _inside(value: float) -> float:
    return max(0.0, min(1.0, value))


def _margins() -> QMargins:
    side = theme().px(12)
    return QMargins(side, side, side, side)
