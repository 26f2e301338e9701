"""A paper's story on a white sheet: the words and figures that its files carry, to be read on screen."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)
from PySide6.QtWidgets import QFrame, QTextEdit

from auditdesk.documents.story import Align, Heading, KeyValue, Paragraph, Signature, Story, Table
from ui.theme import hub, theme

_WIDTH = 600
_GAP = 16
_HEADINGS = {0: ("title", 700, 0, 14), 1: ("subtitle", 700, 18, 6), 2: ("strong", 700, 14, 3)}
"""Type style, weight, and pixels above and below, by level."""
_ALIGNED = {
    Align.START: Qt.AlignmentFlag.AlignLeft,
    Align.CENTRE: Qt.AlignmentFlag.AlignHCenter,
    Align.END: Qt.AlignmentFlag.AlignRight,
}


class StorySheet(QTextEdit):
    """Read-only; ↑ ↓ scroll. ``go_to`` shows a heading by its id."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setProperty("role", "sheet")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        reading = Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        self.setTextInteractionFlags(reading)
        self._story: Story | None = None
        self._headings: dict[str, int] = {}
        self._begun = False
        hub.theme_changed.connect(self._retheme)

    def _retheme(self) -> None:
        self.show_story(self._story)

    def show_story(self, story: Story | None) -> None:
        """Write the sheet anew; where one had scrolled to is kept."""
        self._story = story
        where = self.verticalScrollBar().value()
        self.clear()
        self._headings, self._begun = {}, False
        self.document().setDocumentMargin(0)
        self.setTabStopDistance(_key_width(story))
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for block in story.blocks if story is not None else ():
            match block:
                case Heading():
                    self._heading(cursor, block)
                case Paragraph():
                    self._paragraph(cursor, block)
                case KeyValue():
                    self._key_value(cursor, block)
                case Table():
                    self._table(cursor, block)
                case Signature():
                    self._line(cursor, block.text, "body", align=Qt.AlignmentFlag.AlignRight, above=24)
        cursor.endEditBlock()
        self._fit()
        self.verticalScrollBar().setValue(min(where, self.verticalScrollBar().maximum()))

    def go_to(self, heading: str) -> None:
        """Scroll to a heading."""
        if heading in self._headings:
            cursor = QTextCursor(self.document())
            cursor.setPosition(self._headings[heading])
            self.setTextCursor(cursor)
            top = self.cursorRect(cursor).top() + self.verticalScrollBar().value()
            self.verticalScrollBar().setValue(top - theme().px(_GAP))

    def characters(self) -> int:
        """How many characters the sheet holds, blanks and line ends not counted."""
        return sum(not sign.isspace() for sign in self.toPlainText())

    # blocks

    def _heading(self, cursor: QTextCursor, block: Heading) -> None:
        style, weight, above, below = _HEADINGS.get(block.level, _HEADINGS[2])
        align = Qt.AlignmentFlag.AlignHCenter if block.level == 0 else Qt.AlignmentFlag.AlignLeft
        self._line(cursor, block.text, style, weight=weight, align=align, above=above, below=below)
        self._headings[block.id] = cursor.block().position()

    def _paragraph(self, cursor: QTextCursor, block: Paragraph) -> None:
        look = theme()
        indent = look.px(28 * block.level)
        hang = QFontMetrics(look.font("body")).horizontalAdvance(f"{block.label} ") if block.label else 0
        text = f"{block.label} {block.text}" if block.label else block.text
        self._line(cursor, text, "body", left=indent + hang, hang=hang, above=4)
        for detail in block.details:
            self._line(cursor, f"{detail.label} {detail.text}", "caption", ink="text.muted", left=indent + hang)

    def _key_value(self, cursor: QTextCursor, block: KeyValue) -> None:
        key = round(self.tabStopDistance())
        self._line(cursor, f"{block.label}\t", "table", ink="text.secondary", left=key, hang=key, above=2)
        cursor.insertText(block.text, _letters("table", "text.primary"))

    def _table(self, cursor: QTextCursor, block: Table) -> None:
        look = theme()
        self._line(cursor, block.caption, "caption", ink="text.secondary", weight=500, above=8, below=4)
        layout = QTextTableFormat()
        layout.setCellPadding(look.px(4))
        layout.setCellSpacing(0)
        layout.setBorder(1)
        layout.setBorderBrush(look.q("border.default"))
        layout.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        layout.setBorderCollapse(True)
        whole = sum(block.widths)
        percent = QTextLength.Type.PercentageLength
        layout.setColumnWidthConstraints([QTextLength(percent, 100 * width / whole) for width in block.widths])
        layout.setWidth(QTextLength(percent, 100))
        table = cursor.insertTable(len(block.rows) + 1, len(block.head), layout)
        for number, row in enumerate((block.head, *block.rows)):
            for column, text in enumerate(row):
                cell = table.cellAt(number, column)
                letters = _letters("caption", "text.primary" if number else "text.secondary", None if number else 500)
                if not number:
                    shade = QTextCharFormat()
                    shade.setBackground(look.q("surface.header"))
                    cell.setFormat(shade)
                inside = cell.firstCursorPosition()
                aligned = QTextBlockFormat()
                aligned.setAlignment(_ALIGNED[block.alignments[column]])
                inside.setBlockFormat(aligned)
                inside.insertText(text, letters)
        cursor.movePosition(QTextCursor.MoveOperation.End)

    def _line(
        self,
        cursor: QTextCursor,
        text: str,
        style: str,
        *,
        ink: str = "text.primary",
        weight: int | None = None,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        left: int = 0,
        hang: int = 0,
        above: int = 0,
        below: int = 0,
    ) -> None:
        """One block; ``left`` and ``hang`` in pixels, ``above`` and ``below`` in design pixels."""
        look = theme()
        block = QTextBlockFormat()
        block.setLineHeight(look.line(style) * 1.06, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        block.setAlignment(align)
        block.setLeftMargin(left)
        block.setTextIndent(-hang)
        block.setTopMargin(look.px(above))
        block.setBottomMargin(look.px(below))
        letters = _letters(style, ink, weight)
        if self._begun:
            cursor.insertBlock(block, letters)
        else:
            cursor.setBlockFormat(block)
            self._begun = True
        cursor.insertText(text, letters)

    # the sheet

    def _sheet_width(self) -> int:
        return min(theme().px(_WIDTH), self.viewport().width() - 2 * theme().px(12))

    def _fit(self) -> None:
        """The text's margins inside the view: those of the centred sheet, and its padding."""
        look = theme()
        side = (self.viewport().width() - self._sheet_width()) // 2
        padding = look.px(44 if self._sheet_width() >= look.px(480) else 20)
        frame = self.document().rootFrame().frameFormat()
        if (frame.leftMargin(), frame.topMargin()) != (side + padding, look.px(_GAP + 28)):
            frame.setLeftMargin(side + padding)
            frame.setRightMargin(side + padding)
            frame.setTopMargin(look.px(_GAP + 28))
            frame.setBottomMargin(look.px(_GAP + 28))
            self.document().rootFrame().setFrameFormat(frame)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, width = theme(), self._sheet_width()
        height = round(self.document().documentLayout().documentSize().height())
        side, top = (self.viewport().width() - width) // 2, look.px(_GAP) - self.verticalScrollBar().value()
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), look.q("surface.inset"))
        sheet = QRect(side, top, width - 1, max(height, self.viewport().height()) - 2 * look.px(_GAP))
        painter.fillRect(sheet, look.q("surface.base"))
        painter.setPen(look.q("border.default"))
        painter.drawRect(sheet)
        painter.end()
        super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, step = self.verticalScrollBar(), theme().px(44)
        moves = {Qt.Key.Key_Down: step, Qt.Key.Key_Up: -step}
        if event.key() in moves and not event.modifiers():
            bar.setValue(bar.value() + moves[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)


def _key_width(story: Story | None) -> int:
    """Pixels that the longest label of the labelled lines needs."""
    metrics = QFontMetrics(theme().font("table"))
    keys = [block.label for block in story.blocks if isinstance(block, KeyValue)] if story is not None else []
    return max(map(metrics.horizontalAdvance, keys), default=0) + theme().px(10)


def _letters(style: str, ink: str, weight: int | None = None) -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setFont(theme().font(style, weight))
    letters.setForeground(theme().q(ink))
    return letters
