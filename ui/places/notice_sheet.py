"""The draft on a white sheet: flags underlined with their numbers, mended words green, one paragraph at a time edited where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit

from auditdesk.model.notice_draft_rows import FlagRow, OutlineRow, ParagraphRow
from ui.places.notice_editor import ParagraphEditor
from ui.places.notice_reading import Span
from ui.places.notice_sheet_words import WrittenSheet, text_of, units
from ui.places.notice_words import outline_name
from ui.theme import hub, theme
from ui.words import language as window_language
from ui.words import tr

_WIDTH, _GAP = 560, 16


@dataclass(frozen=True, slots=True)
class Mark:
    """A flag on the sheet: places of the document, and its number."""

    id: str
    number: int
    start: int
    end: int
    open: bool


class FlagSheet(WrittenSheet):
    """Read-only; ↑ ↓ scroll. ``flag_chosen`` tells a flag that was clicked, ``edited`` a paragraph's key and its new text."""

    flag_chosen = Signal(str)
    edit_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setProperty("role", "sheet")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Text of the notice"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        reading = Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        self.setTextInteractionFlags(reading)
        self.language = "zh"
        self.marks: tuple[Mark, ...] = ()
        self.current = ""
        self.editor = ParagraphEditor(self.viewport())
        self.editor.grown.connect(self._seat)
        self._shown: tuple[tuple[ParagraphRow, ...], tuple[OutlineRow, ...], str] | None = None
        self._flags: tuple[FlagRow, ...] = ()
        self._numbers: Mapping[str, int] = {}
        self._mended: Mapping[tuple[str, str], tuple[Span, ...]] = {}
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._seat())
        hub.theme_changed.connect(self._retheme)

    def _retheme(self) -> None:
        if self._shown is not None:
            self._write(*self._shown)
            self._mark()

    # what is shown

    def show_draft(
        self,
        paragraphs: Sequence[ParagraphRow],
        outline: Sequence[OutlineRow],
        language: str,
        flags: Sequence[FlagRow],
        numbers: Mapping[str, int],
        mended: Mapping[tuple[str, str], tuple[Span, ...]],
    ) -> None:
        """The words in ``language`` (``zh``, ``en``); only what has changed since is written anew, and the place on it stays."""
        shown = (tuple(paragraphs), tuple(outline), language)
        self._flags, self._numbers, self._mended = tuple(flags), numbers, mended
        before = self._shown
        self._shown, self.language = shown, language
        if before is None or not self._change_words(before, shown):
            self._write(*shown)
        self._mark()

    def _change_words(
        self,
        before: tuple[tuple[ParagraphRow, ...], tuple[OutlineRow, ...], str],
        now: tuple[tuple[ParagraphRow, ...], tuple[OutlineRow, ...], str],
    ) -> bool:
        """Put other words into the paragraphs that changed; False where paragraphs came or went."""
        old = {one.key: text_of(one, before[2]) for one in before[0]}
        new = {one.key: text_of(one, now[2]) for one in now[0]}
        if before[2] != now[2] or [*old] != [*new] or any(bool(old[key]) != bool(new[key]) for key in new):
            return False
        for key, (block_at, lead) in self._at.items():
            if old[key] != new[key]:
                cursor = QTextCursor(self.document().findBlockByNumber(block_at))
                cursor.movePosition(QTextCursor.MoveOperation.Right, n=lead)
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                cursor.insertText(new[key], cursor.charFormat())
        return True

    # flags

    def _mark(self) -> None:
        """Tints and underlines; the text itself is never altered by marking."""
        look, marks, selections = theme(), [], []
        for (key, language), spans in self._mended.items():
            if language == self.language and key in self._at:
                for start, end in spans:
                    green = QTextCharFormat()
                    green.setBackground(look.q("leak.fixedBg"))
                    green.setForeground(look.q("leak.fixedText"))
                    selections.append(self._selection(key, start, end, green))
        for flag in self._flags:
            if flag.language != self.language or flag.paragraph not in self._at or flag.end <= flag.start:
                continue
            red = QTextCharFormat()
            red.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            red.setUnderlineColor(look.q("leak.underline" if flag.open else "text.muted"))
            if flag.open:
                red.setBackground(look.q("leak.bg"))
                red.setForeground(look.q("leak.text"))
            one = self._selection(flag.paragraph, flag.start, flag.end, red)
            selections.append(one)
            cursor = one.cursor
            number = self._numbers.get(flag.id, 0)
            marks.append(Mark(flag.id, number, cursor.selectionStart(), cursor.selectionEnd(), flag.open))
        self.marks = tuple(marks)
        self.setExtraSelections(selections)

    def _place(self, key: str, at: int) -> int:
        block_at, lead = self._at[key]
        block = self.document().findBlockByNumber(block_at)
        return block.position() + lead + units(block.text().encode("utf-16-le")[2 * lead :].decode("utf-16-le")[:at])

    def _selection(self, key: str, start: int, end: int, form: QTextCharFormat) -> QTextEdit.ExtraSelection:
        one = QTextEdit.ExtraSelection()
        one.cursor = QTextCursor(self.document())
        one.cursor.setPosition(self._place(key, start))
        one.cursor.setPosition(self._place(key, end), QTextCursor.MoveMode.KeepAnchor)
        one.format = form
        return one

    def choose_flag(self, flag: FlagRow | None) -> None:
        """Ring one flag and bring it into view; a flag of a whole entry shows its paragraph."""
        self.current = "" if flag is None else flag.id
        self._show_current(None if flag is None else flag.paragraph)
        # what has just been written is only laid out when the window comes to it
        QTimer.singleShot(0, self, lambda: self._show_current(None if flag is None else flag.paragraph))

    def _show_current(self, key: str | None) -> None:
        if key in self._at and key is not None:
            self._show_block(self._at[key][0], middle=True)
        self.viewport().update()

    def go_to_section(self, key: str) -> None:
        if key in self._sections:
            self._show_block(self._sections[key])

    def _show_block(self, number: int, *, middle: bool = False) -> None:
        rect = self.block_rect(self.document().findBlockByNumber(number))
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if not middle:
            bar.setValue(round(rect.top()) + bar.value() - theme().px(_GAP))
        elif rect.top() < theme().px(24) or rect.bottom() > height - theme().px(24):
            bar.setValue(round(rect.top()) + bar.value() - height // 3)

    def block_rect(self, block: QTextBlock) -> QRectF:
        """A paragraph on the viewport."""
        rect = self.document().documentLayout().blockBoundingRect(block)
        return rect.translated(0, -self.verticalScrollBar().value())

    def characters(self) -> int:
        """How many characters the sheet holds, blanks and line ends not counted."""
        return sum(not sign.isspace() for sign in self.toPlainText())

    # editing in place

    def begin_edit(self, key: str, flag: FlagRow | None = None) -> bool:
        """Put the caret into a paragraph, at the flag; False where it is not on the sheet."""
        if key not in self._at or self._shown is None:
            return False
        paragraph = next(one for one in self._shown[0] if one.key == key)
        number, _lead = self._at[key]
        self._show_block(number, middle=True)
        self.editor.begin(key, text_of(paragraph, self.language), flag, "title" if key == "title" else "body")
        self._seat()
        return True

    def _seat(self) -> None:
        """The editor lies where its paragraph stands."""
        if not self.editor.key or self.editor.key not in self._at:
            return
        rect = self.block_rect(self.document().findBlockByNumber(self._at[self.editor.key][0]))
        look, side = theme(), self._side()
        left, wide = side + look.px(14), self._sheet_width() - look.px(28)
        self.editor.seat(QRect(left, round(rect.top()) - look.px(5), wide, round(rect.height()) + look.px(10)))

    # the sheet

    def _sheet_width(self) -> int:
        return min(theme().px(_WIDTH), self.viewport().width() - 2 * theme().px(12))

    def _side(self) -> int:
        return (self.viewport().width() - self._sheet_width()) // 2

    def _fit(self) -> None:
        look = theme()
        padding = look.px(44 if self._sheet_width() >= look.px(480) else 20)
        frame = self.document().rootFrame().frameFormat()
        if (frame.leftMargin(), frame.topMargin()) != (self._side() + padding, look.px(_GAP + 28)):
            frame.setLeftMargin(self._side() + padding)
            frame.setRightMargin(self._side() + padding)
            frame.setTopMargin(look.px(_GAP + 28))
            frame.setBottomMargin(look.px(_GAP + 28))
            self.document().rootFrame().setFrameFormat(frame)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._seat()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, width = theme(), self._sheet_width()
        height = round(self.document().documentLayout().documentSize().height())
        top = look.px(_GAP) - self.verticalScrollBar().value()
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), look.q("surface.inset"))
        sheet = QRect(self._side(), top, width - 1, max(height, self.viewport().height()) - 2 * look.px(_GAP))
        painter.fillRect(sheet, look.q("surface.base"))
        painter.setPen(look.q("border.default"))
        painter.drawRect(sheet)
        painter.end()
        super().paintEvent(event)
        self._paint_marks()

    def _paint_marks(self) -> None:
        """Number badges in the line gap above each flag's end; one ring per line around the current one."""
        look = theme()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = look.font("caption", QFont.Weight.Bold.value)
        font.setPixelSize(look.px(10))
        view = self.viewport().rect()
        for mark in self.marks:
            boxes = self._boxes(mark)
            if not boxes or not any(box.toRect().intersects(view) for box in boxes):
                continue
            if mark.id == self.current:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(look.q("border.focus"), 2))
                for box in boxes:
                    painter.drawRect(box.adjusted(-2, -1, 2, 1))
            if mark.number:
                last, side = boxes[-1], look.px(14)
                badge = QRectF(
                    last.right() - side / 3, last.top() - side / 2, max(side, look.px(8 * len(str(mark.number)))), side
                )
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.q("leak.underline"))
                painter.drawRoundedRect(badge, look.px(3), look.px(3))
                painter.setFont(font)
                painter.setPen(look.q("surface.base"))
                painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(mark.number))
        painter.end()

    def _boxes(self, mark: Mark) -> list[QRectF]:
        """The words of a flag on the viewport, one rectangle per line."""
        block = self.document().findBlock(mark.start)
        layout, origin, boxes = block.layout(), self.block_rect(block), []
        start, end = mark.start - block.position(), mark.end - block.position()
        metrics_height = theme().line("body")
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
            if first < last:
                x1, x2 = (_x(line.cursorToX(place)) for place in (first, last))
                top = layout.position().y() - self.verticalScrollBar().value() + line.y() + line.height() - metrics_height
                boxes.append(QRectF(origin.left() + x1, top, x2 - x1, metrics_height))
        return boxes

    def mark_at(self, spot: QPoint) -> str:
        """The flag under a spot of the viewport; empty = none."""
        return next((mark.id for mark in self.marks for box in self._boxes(mark) if box.contains(spot.toPointF())), "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        found = self.mark_at(event.position().toPoint())
        if found and not self.textCursor().hasSelection():
            self.flag_chosen.emit(found)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        number = self.cursorForPosition(event.position().toPoint()).block().blockNumber()
        key = next((key for key, (at, _lead) in self._at.items() if at == number), "")
        if key:
            self.edit_wanted.emit(key)

    def key_at_caret(self) -> str:
        """The paragraph in which the caret (or the upper edge of the view) is."""
        number = self.textCursor().block().blockNumber()
        return next((key for key, (at, _lead) in self._at.items() if at == number), next(iter(self._at), ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, step = self.verticalScrollBar(), theme().px(44)
        moves = {Qt.Key.Key_Down: step, Qt.Key.Key_Up: -step}
        if event.key() in moves and not event.modifiers():
            bar.setValue(bar.value() + moves[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.edit_wanted.emit(self.key_at_caret())
        else:
            super().keyPressEvent(event)


def shown_language() -> str:
    """The language of the draft that the window's language asks for."""
    return "zh" if window_language() == "zh_TW" else "en"


def section_name(row: OutlineRow) -> str:
    return f"{row.code}  {outline_name(row)}".strip()


def _x(found: object) -> float:
    """PySide tells the place with or without the cursor it belongs to."""
    return float(found[0]) if isinstance(found, tuple) else float(found)  # type: ignore[arg-type]
