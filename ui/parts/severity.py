"""The four severities as one row of choices: shape, word and digit each. Alt+digit is bound by the place."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy

from auditdesk.model.terms import Severity
from ui.parts.layouts import row
from ui.parts.painting import draw_focus_ring, draw_icon, draw_keys, draw_text, keys_width, text_width
from ui.theme import theme
from ui.words import tr, words


class _Choice(QAbstractButton):
    def __init__(self, severity: Severity, digit: int, last: bool) -> None:
        super().__init__()
        self.severity, self._digit, self._last = severity, digit, last
        self.setText(words().say(f"severity.{severity}"))
        self.setCheckable(True)
        self.setAccessibleName(tr("Severity {severity}", severity=self.text()))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        look = theme()
        wide = look.px(12 + 6 + 7 + 20) + text_width(look.font("table", 500), self.text()) + keys_width((str(self._digit),))
        return QSize(wide, look.px(28))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()  # the row moves the choice
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, group, able = theme(), f"severity.{self.severity}", self.isEnabled()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.fillRect(self.rect(), look.q(f"{group}.bg"))
        elif self.underMouse() and able:
            painter.fillRect(self.rect(), look.q("surface.hover"))
        if not self._last:
            painter.fillRect(self.width() - 1, 0, 1, self.height(), look.q("border.default"))
        filled = self.isChecked() and self.severity is Severity.CRITICAL
        ink = f"{group}.text" if self.isChecked() else "text.secondary" if able else "text.disabled"
        font = look.font("table", 500 if self.isChecked() else 400)
        keys = (str(self._digit),)
        wide = look.px(12 + 6 + 7) + text_width(font, self.text()) + keys_width(keys)
        left, middle = (self.width() - wide) // 2, self.height() // 2
        draw_icon(painter, left, middle, f"sev-{self.severity}", f"{group}.text" if filled else f"{group}.mark", 12)
        left += look.px(18)
        words_wide = text_width(font, self.text())
        draw_text(painter, QRectF(left, 0, words_wide + 2, self.height()), self.text(), ink, font)
        draw_keys(painter, left + words_wide + look.px(7), middle, keys, enabled=able)
        if self.hasFocus():
            draw_focus_ring(painter, self.rect(), look.px(3))
        painter.end()


class SeverityControl(QFrame):
    """One tab stop, arrows move the choice. ``chosen`` only when a person chooses."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Severity"))
        self.buttons = {severity: _Choice(severity, digit, digit == len(Severity)) for digit, severity in enumerate(Severity, 1)}
        line = row(gap=0, margins=(1, 1, 1, 1))
        for button in self.buttons.values():
            button.clicked.connect(lambda _checked=False, button=button: self._choose(button.severity))
            line.addWidget(button)
        self.setLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.buttons[Severity.CRITICAL])
        self.choose("")

    def current(self) -> str:
        return next((str(severity) for severity, button in self.buttons.items() if button.isChecked()), "")

    def choose(self, severity: str) -> None:
        """Show one as chosen, without telling anybody; empty = none."""
        for each, button in self.buttons.items():
            button.setChecked(each == severity)
            button.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus
                if each == severity or (not severity and each is Severity.CRITICAL)
                else Qt.FocusPolicy.ClickFocus
            )
        held = next((button for button in self.buttons.values() if button.isChecked()), self.buttons[Severity.CRITICAL])
        self.setFocusProxy(held)
        self.update()

    def _choose(self, severity: Severity) -> None:
        self.choose(severity)
        self.chosen.emit(str(severity))

    def press(self, digit: int) -> None:
        """The digit pressed with Alt."""
        if self.isEnabled() and 1 <= digit <= len(Severity):
            self._choose(tuple(Severity)[digit - 1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        order = tuple(Severity)
        at = order.index(Severity(self.current())) if self.current() else 0
        chosen = order[max(0, min(len(order) - 1, at + step))]
        self._choose(chosen)
        self.buttons[chosen].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.radius("control"), look.radius("control"))
        painter.setPen(QPen(look.q("border.control" if self.isEnabled() else "border.default"), 1))
        painter.setBrush(look.q("surface.base"))
        painter.drawPath(path)
        painter.end()
