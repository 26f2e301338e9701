"""A text that is read, not changed: words that differ from another version, words that remarks are about, words that are chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit

from auditdesk.model.review_rows import WordRun
from ui.theme import hub, theme


def _units(text: str) -> int:
    """How many places Qt counts for a text: characters beyond the first plane take two."""
    return len(text.encode("utf-16-le")) // 2


class MarkedText(QTextEdit):
    """As high as its text. ``chosen`` = (start, end) in characters of the text as it stands now, whatever else is shown between."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setProperty("role", "reading")
        self.document().setDocumentMargin(0)
        self._runs: tuple[WordRun, ...] = ()
        self._marks: tuple[tuple[str, int, int], ...] = ()
        hub.theme_changed.connect(self._render)

    @property
    def text(self) -> str:
        """The text as it stands now, without what was removed."""
        return "".join(run.text for run in self._runs if run.change != "removed")

    def show_text(self, text: str) -> None:
        """One text, nothing compared."""
        self.show_runs((WordRun(text, "same"),))

    def show_runs(self, runs: Sequence[WordRun]) -> None:
        """Two versions in one: what was removed is struck through, what was added underlined."""
        self._runs = tuple(runs)
        self._render()

    def show_marks(self, marks: Sequence[tuple[str, int, int]]) -> None:
        """Words that remarks are about: uid, start and end in characters of the text as it stands now."""
        self._marks = tuple(marks)
        self._paint_marks()

    def _render(self) -> None:
        look = theme()
        self.setFont(look.font("body"))
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        for run in self._runs:
            cursor.insertText(run.text.replace("\r\n", "\n"), self._format(run.change))
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._paint_marks()
        self.updateGeometry()
        self._fit()

    def _format(self, change: str) -> QTextCharFormat:
        look, form = theme(), QTextCharFormat()
        form.setFont(look.font("body"))
        if change == "removed":
            form.setForeground(look.q("diff.delText"))
            form.setBackground(look.q("diff.delBg"))
            form.setFontStrikeOut(True)
        elif change == "added":
            form.setForeground(look.q("diff.addText"))
            form.setBackground(look.q("diff.addBg"))
            form.setFontUnderline(True)
        else:
            form.setForeground(look.q("text.primary"))
        return form

    def _paint_marks(self) -> None:
        look, selections = theme(), []
        for _uid, start, end in self._marks:
            one = QTextEdit.ExtraSelection()
            one.cursor = QTextCursor(self.document())
            one.cursor.setPosition(self._place(start))
            one.cursor.setPosition(self._place(end), QTextCursor.MoveMode.KeepAnchor)
            form = QTextCharFormat()
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
            form.setUnderlineColor(QColor(look.q("severity.medium.text")))
            form.setBackground(look.q("severity.medium.bg"))
            form.setForeground(look.q("severity.medium.text"))
            form.setFontWeight(QFont.Weight.Medium)
            one.format = form
            selections.append(one)
        self.setExtraSelections(selections)

    def _place(self, at: int) -> int:
        """Where a character of the text as it stands now is in the document."""
        place = 0
        for run in self._runs:
            if run.change == "removed":
                place += _units(run.text)
            elif at <= len(run.text):
                return place + _units(run.text[:at])
            else:
                at -= len(run.text)
                place += _units(run.text)
        return place

    def _character(self, place: int) -> int:
        """Which character of the text as it stands now is at a place of the document."""
        at = 0
        for run in self._runs:
            wide = _units(run.text)
            inside = max(0, min(place, wide))
            if run.change != "removed":
                at += len(run.text.encode("utf-16-le")[: 2 * inside].decode("utf-16-le", "ignore"))
            place -= wide
            if place <= 0:
                break
        return at

    def chosen(self) -> tuple[int, int]:
        """The words that are chosen; both 0 = none of those that stand now."""
        cursor = self.textCursor()
        start, end = self._character(cursor.selectionStart()), self._character(cursor.selectionEnd())
        return (start, end) if cursor.hasSelection() and start < end else (0, 0)

    def choose(self, start: int, end: int) -> None:
        """Choose words of the text as it stands now."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._place(start))
        cursor.setPosition(self._place(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    # size

    def _fit(self) -> None:
        self.document().setTextWidth(max(1, self.viewport().width()))
        self.setFixedHeight(int(self.document().size().height()) + theme().px(6))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)
        self.ensureCursorVisible()
