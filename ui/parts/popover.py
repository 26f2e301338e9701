"""A framed note with an arrow that points at what it explains.

A child of the window, not a window of its own: a popup window would take Chinese input away (QTBUG-83490) and a focus order
of its own.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsDropShadowEffect, QVBoxLayout, QWidget

from ui.theme import theme

_ARROW = 8


def add_shadow(widget: QWidget, kind: str = "popover") -> None:
    """The shadow of the tokens (``popover`` or ``dialog``); only ever on a floating frame."""
    look = theme()
    spec = look.tokens["elevation"][kind]
    shadow = QGraphicsDropShadowEffect(widget)
    shadow.setBlurRadius(look.px(spec["blur"]))
    shadow.setOffset(0, look.px(spec["y"]))
    shadow.setColor(QColor(0, 0, 0, int(255 * spec["alpha"])))
    widget.setGraphicsEffect(shadow)


def tab_inside(frame: QWidget, following: bool) -> bool:
    """Tab goes round among the widgets of ``frame`` and never leaves it."""
    inside = [child for child in frame.findChildren(QWidget) if child.focusPolicy() & Qt.FocusPolicy.TabFocus]
    inside = [child for child in inside if child.isVisible() and child.isEnabled()]
    focus = QApplication.focusWidget()
    position = inside.index(focus) if focus in inside else (-1 if following else 0)
    if inside:
        inside[(position + (1 if following else -1)) % len(inside)].setFocus(Qt.FocusReason.TabFocusReason)
    return True


class Popover(QFrame):
    """Opened at a widget (or a rectangle in it); Esc or a click elsewhere closes it and gives focus back to that widget.

    Fill ``body`` before ``open_at``. One popover is open at a time for each window.
    """

    closed = Signal()

    def __init__(self, width: int = 488) -> None:
        super().__init__()
        self._wanted_width = width
        self._anchor: QWidget | None = None
        self._arrow_x = 0
        self._arrow_up = True
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self.body)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.hide()

    def open_at(self, anchor: QWidget, spot: QRect | None = None) -> None:
        """Show it under ``anchor``, or over it where there is more room. ``spot`` is a rectangle of the anchor."""
        window = anchor.window()
        for other in window.findChildren(Popover):
            if other is not self and other.isVisible():
                other.close_and_return()
        self._anchor = anchor
        self.setParent(window)
        self._place(window, anchor, spot or anchor.rect())
        add_shadow(self)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def _place(self, window: QWidget, anchor: QWidget, spot: QRect) -> None:
        look, margin = theme(), theme().px(8)
        arrow = look.px(_ARROW)
        width = min(look.px(self._wanted_width), window.width() - 2 * margin)
        top_left = anchor.mapTo(window, spot.topLeft())
        here = QRect(top_left, spot.size())
        self.setFixedWidth(width)
        for up in (True, False):
            self._arrow_up = up
            self.body.setContentsMargins(*self._margins())
            self.body.activate()
            height = self.body.heightForWidth(width) if self.body.hasHeightForWidth() else self.body.sizeHint().height()
            if up and here.bottom() + height + margin <= window.height():
                break
            if up and window.height() - here.bottom() >= here.top():
                break
        height = min(height, window.height() - 2 * margin)
        left = min(max(margin, here.center().x() - width + look.px(36)), window.width() - width - margin)
        top = here.bottom() + look.px(2) if self._arrow_up else here.top() - height - look.px(2)
        top = min(max(margin, top), window.height() - height - margin)
        self._arrow_x = min(max(here.center().x() - left, arrow + look.px(12)), width - arrow - look.px(12))
        self.setGeometry(left, top, width, height)

    def _margins(self) -> tuple[int, int, int, int]:
        look, arrow = theme(), theme().px(_ARROW)
        side, rest = look.px(16), look.px(12)
        return (side, rest + (arrow if self._arrow_up else 0), side, rest + (0 if self._arrow_up else arrow))

    def close_and_return(self) -> None:
        """Close and give focus back to what was explained."""
        if not self.isVisible():
            return
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        focus = QApplication.focusWidget()
        had_focus = focus is not None and (focus is self or self.isAncestorOf(focus))
        self.hide()
        if self._anchor is not None and shiboken6.isValid(self._anchor) and had_focus:
            self._anchor.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent) and isinstance(watched, QWidget):
            if not self.rect().contains(self.mapFromGlobal(event.globalPosition().toPoint())):
                self.close_and_return()
        elif event.type() == QEvent.Type.Resize and watched is self.parent():
            self.close_and_return()
        elif event.type() == QEvent.Type.Hide and watched is self._anchor:
            self.close_and_return()  # what it explains is no longer in view
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_and_return()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab goes round inside the note as long as it is open."""
        return tab_inside(self, following)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, arrow = theme(), theme().px(_ARROW)
        top = arrow if self._arrow_up else 0
        bottom = self.height() - (0 if self._arrow_up else arrow)
        body = QPainterPath()
        body.addRoundedRect(
            QRectF(0.5, top + 0.5, self.width() - 1, bottom - top - 1), look.radius("dialog"), look.radius("dialog")
        )
        tip, base = (0.5, top + 1.5) if self._arrow_up else (self.height() - 0.5, bottom - 1.5)
        x = self._arrow_x
        triangle = QPainterPath()
        triangle.addPolygon(QPolygonF([QPointF(x - arrow, base), QPointF(x, tip), QPointF(x + arrow, base)]))
        triangle.closeSubpath()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.q("border.default"), 1))
        painter.setBrush(look.q("surface.raised"))
        painter.drawPath(body.united(triangle))
        painter.end()

    def arrow_tip(self) -> QPoint:
        """Where the arrow points, in the window's coordinates."""
        return self.mapToParent(QPoint(self._arrow_x, 0 if self._arrow_up else self.height()))
