"""Several short words in one field: systems and places looked at. Enter or a comma adds, Backspace takes the last away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCompleter, QFrame, QLineEdit, QSizePolicy

from ui.parts.composition import watch
from ui.parts.layouts import FlowLayout
from ui.parts.painting import draw_focus_ring, draw_icon, draw_text, text_width
from ui.theme import theme
from ui.words import tr

_ENDS = (",", "、", "，", ";", "；", "\n")


class Token(QAbstractButton):
    """One word; a click, Enter or Delete takes it away."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(tr("Remove {name}", name=text))
        self.setToolTip(text)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        look = theme()
        return QSize(min(text_width(look.font("caption"), self.text()), look.px(240)) + look.px(14 + 14), look.px(22))

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.q("border.default"), 1))
        painter.setBrush(look.q("surface.hover" if self.underMouse() and self.isEnabled() else "surface.base"))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 1.5, -0.5, -1.5), look.radius("control"), look.radius("control")
        )
        end = look.px(20 if self.isEnabled() else 7)
        box = QRectF(look.px(7), 0, self.width() - look.px(7) - end, self.height())
        draw_text(painter, box, self.text(), "text.secondary", look.font("caption"))
        if self.isEnabled():
            draw_icon(painter, self.width() - look.px(17), self.height() // 2, "x", "text.muted", 11)
        painter.end()


class TokenField(QFrame):
    """``changed`` tells when a word came or went. ``offer`` gives words used before, completed while one types."""

    changed = Signal()

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__()
        self._tokens: list[Token] = []
        self.edit = QLineEdit()
        self.edit.setProperty("bare", True)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(name)
        self.edit.setMinimumWidth(theme().px(110))
        self.edit.setFixedHeight(theme().px(22))
        self.edit.textChanged.connect(self._split)
        self.edit.installEventFilter(self)
        watch(self.edit)
        self._flow = FlowLayout(self.edit, gap=5, line_gap=3)
        margin = theme().px(7)
        self._flow.setContentsMargins(margin, theme().px(4), margin, theme().px(4))
        self.setLayout(self._flow)
        self.setFocusProxy(self.edit)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def tokens(self) -> tuple[str, ...]:
        """The words, with what stands in the line and is not yet added."""
        open_text = self.edit.text().strip()
        return (*(token.text() for token in self._tokens), *((open_text,) if open_text else ()))

    def show_tokens(self, tokens: Sequence[str]) -> None:
        """Show other words without telling anybody."""
        if tuple(tokens) == self.tokens():
            return
        for token in self._tokens:
            self._flow.removeWidget(token)
            token.hide()
            token.deleteLater()
        self._tokens = []
        self.edit.blockSignals(True)
        self.edit.clear()
        self.edit.blockSignals(False)
        for text in tokens:
            self._put(text)
        self._laid()

    def offer(self, used: Sequence[str]) -> None:
        """Words used before in this visit."""
        completer = QCompleter(list(used), self.edit)
        # In the line itself: a pop-up window would take Chinese input away.
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.edit.setCompleter(completer)

    def refuse(self, refused: bool) -> None:
        """Only to be read."""
        self.edit.setReadOnly(refused)
        for token in self._tokens:
            token.setEnabled(not refused)

    def take(self) -> None:
        """Make a word of what stands in the line."""
        text = self.edit.text().strip(" ,、，;；")
        self.edit.clear()
        if text and text not in [token.text() for token in self._tokens]:
            self._put(text)
            self._laid()
            self.changed.emit()

    def _split(self, text: str) -> None:
        if text.endswith(_ENDS):
            self.take()

    def _put(self, text: str) -> None:
        token = Token(text)
        token.clicked.connect(lambda _checked=False: self._remove(token))
        self._flow.removeWidget(self.edit)
        self._flow.addWidget(token)
        self._flow.addWidget(self.edit)
        token.show()
        self._tokens.append(token)

    def _remove(self, token: Token) -> None:
        self._tokens.remove(token)
        self._flow.removeWidget(token)
        token.hide()
        token.deleteLater()
        self._laid()
        self.changed.emit()

    def _laid(self) -> None:
        self._flow.invalidate()
        self.updateGeometry()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            if event.type() == QEvent.Type.FocusOut:
                QTimer.singleShot(0, self, self.take)
            self.update()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not self.edit.isReadOnly():
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and self.edit.text().strip():
                self.take()
                return True
            if event.key() == Qt.Key.Key_Backspace and not self.edit.text() and self._tokens:
                self._remove(self._tokens[-1])
                return True
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: object) -> None:
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().px(30))

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), max(theme().px(30), self._flow.heightForWidth(max(self.width(), theme().px(120)))))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.q("border.control"), 1))
        painter.setBrush(look.q("surface.base"))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.radius("control"), look.radius("control")
        )
        if self.edit.hasFocus():
            draw_focus_ring(painter, self.rect())
        painter.end()
