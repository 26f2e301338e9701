"""One paragraph of the notice under the caret: lies over the sheet where the paragraph stands, and is checked while one types."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from auditdesk.model.leaks import Leak
from auditdesk.model.notice_draft_rows import FlagRow
from ui.parts.composition import watch
from ui.theme import theme
from ui.words import tr

_PAUSE = 60
"""Milliseconds without a key before the words are checked again."""


class ParagraphEditor(QPlainTextEdit):
    """``left(key, text, flag id, go on)`` once the caret leaves it: Esc and the mouse stay here, Enter and F8 go on to the next flag.

    Nothing is discarded: leaving keeps what was typed. ``checked`` asks for the words to be looked at (``show_leaks`` takes the answer).
    """

    left = Signal(str, str, str, bool)
    checked = Signal(str)
    grown = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.key, self.flag = "", ""
        self.before = ""
        self.leaks: tuple[Leak, ...] = ()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        watch(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(lambda: self.checked.emit(self.toPlainText()))
        self.textChanged.connect(self._typed)
        self.hide()

    def begin(self, key: str, text: str, flag: FlagRow | None, style: str) -> None:
        self.key, self.flag, self.before = key, "" if flag is None else flag.id, text
        self.setAccessibleName(tr("Words of the paragraph"))
        self.setFont(theme().font(style))
        self.setPlainText(text)
        cursor = self.textCursor()
        if flag is not None and flag.end > flag.start:
            cursor.setPosition(_units(text[: flag.start]))
            cursor.setPosition(_units(text[: flag.end]), QTextCursor.MoveMode.KeepAnchor)
        else:
            cursor.movePosition(QTextCursor.MoveOperation.End)
        self.setTextCursor(cursor)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def seat(self, place: QRect) -> None:
        """Lie there, as high as the text needs."""
        lines = max(1, round(self.document().size().height()))
        height = max(place.height(), lines * self.fontMetrics().lineSpacing() + theme().px(16))
        self.setGeometry(place.x(), place.y(), place.width(), height)

    def _typed(self) -> None:
        if self.key:
            self._pause.start()
            self.grown.emit()

    def show_leaks(self, text: str, leaks: Sequence[Leak]) -> None:
        """Underline what could tell a firm, unless something else has been typed since."""
        if text != self.toPlainText():
            return
        self.leaks = tuple(leaks)
        look, selections = theme(), []
        for leak in leaks:
            form = QTextCharFormat()
            form.setBackground(look.q("leak.bg"))
            form.setForeground(look.q("leak.text"))
            one = QTextEdit.ExtraSelection()
            one.cursor = QTextCursor(self.document())
            one.cursor.setPosition(_units(text[: leak.start]))
            one.cursor.setPosition(_units(text[: leak.end]), QTextCursor.MoveMode.KeepAnchor)
            one.format = form
            selections.append(one)
        self.setExtraSelections(selections)
        told = tr("{count} possible leaks in these words", count=len(leaks)) if leaks else tr("Nothing could tell a firm here")
        self.setAccessibleDescription(told)

    def leave(self, *, go_on: bool = False) -> None:
        """Keep what was typed and close."""
        if not self.key:
            return
        key, flag, text = self.key, self.flag, " ".join(self.toPlainText().split("\n"))
        self.key = self.flag = ""
        self.hide()
        self.left.emit(key, text, flag, go_on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F8):
            self.leave(go_on=True)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.leave()


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
