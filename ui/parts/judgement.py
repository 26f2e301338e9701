"""The answer to one check item as people see it: shape, word and digit; and the four buttons that give it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from auditdesk.model.terms import Judgement
from ui.parts.layouts import row
from ui.parts.painting import draw_icon, draw_keys, draw_text, keys_width, text_width
from ui.theme import theme
from ui.words import tr, words

DIGITS = (Judgement.CONFORM, Judgement.DEFICIENT, Judgement.OBSERVATION, Judgement.NOT_APPLICABLE)
"""The judgement of the digits 1 to 4."""
_MARKS = {"conform": "conform", "deficient": "deficient", "observation": "observe", "not-applicable": "na"}


def token(judgement: str | None) -> str:
    """The token group and icon of a judgement (``j-conform`` is its icon); None = 未查."""
    return _MARKS.get(judgement or "", "pending")


def word(judgement: str | None) -> str:
    """符合, 不符, 建議, 不適用 or 未查."""
    return words().say(f"judgement.{judgement or 'pending'}")


class JudgeButton(QAbstractButton):
    """One judgement with its digit. Takes no focus: the list it stands in keeps the keyboard."""

    def __init__(self, judgement: Judgement, digit: int) -> None:
        super().__init__()
        self.judgement = judgement
        self._digit = str(digit)
        self.setText(word(judgement))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(tr("Judge: {judgement}", judgement=self.text()))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(96), theme().px(30))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(44), theme().px(30))

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, group = theme(), f"judge.{token(self.judgement)}"
        chosen, able = self.isChecked(), self.isEnabled()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = f"{group}.mark" if chosen else "border.control" if able else "border.default"
        painter.setPen(QPen(look.q(edge), 2 if chosen else 1))
        ground = f"{group}.bg" if chosen else "surface.hover" if self.underMouse() and able else "surface.base"
        painter.setBrush(look.q(ground))
        inset = 1.0 if chosen else 0.5
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), look.radius("control"), look.radius("control")
        )
        ink = f"{group}.text" if chosen else "text.primary" if able else "text.disabled"
        font = look.font("table", 500 if chosen else 400)
        words_wide, keys = text_width(font, self.text()), (self._digit,)
        digits = keys_width(keys) + look.px(7)
        icon = look.px(15 + 6)
        room = self.width() - look.px(8)
        # The shape stands at the line itself; the digit stands nowhere else.
        if icon + words_wide + digits > room:
            icon = 0
        if words_wide + digits > room:
            digits = 0
        left = max(look.px(4), (self.width() - icon - words_wide - digits) // 2)
        middle = self.height() // 2
        if icon:
            draw_icon(painter, left, middle, f"j-{token(self.judgement)}", f"{group}.mark" if able else "text.disabled", 15)
            left += icon
        wide = min(words_wide + 1, self.width() - left - look.px(4))
        draw_text(painter, QRectF(left, 0, wide, self.height()), self.text(), ink, font)
        if digits:
            draw_keys(painter, left + words_wide + look.px(7), middle, keys, enabled=able)
        painter.end()


class JudgeBar(QWidget):
    """The four judgements side by side, of which one or none holds. ``chosen`` tells the one clicked."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.buttons = tuple(JudgeButton(judgement, digit) for digit, judgement in enumerate(DIGITS, 1))
        line = row(gap=6)
        for button in self.buttons:
            button.clicked.connect(lambda _checked=False, button=button: self._choose(button))
            line.addWidget(button, 1)
        self.setLayout(line)

    def _choose(self, button: JudgeButton) -> None:
        button.setChecked(not button.isChecked())  # the list says what holds, not the click
        self.chosen.emit(button.judgement)

    def show_judgement(self, judgement: str | None, refused: str) -> None:
        """Which one holds; ``refused`` says why none can be given now."""
        for button in self.buttons:
            button.setChecked(button.judgement == judgement)
            button.setEnabled(not refused)
            button.setToolTip(refused)
