"""The compiled notice as a white sheet to read: the words and figures that the files will carry."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit

from auditdesk.model.notice import CompiledNotice, NoticeEntry
from ui.theme import hub, theme
from ui.words import day, language, plural, tr, year_name

_WIDTH = 560
_GAP = 16
_NUMERALS = "零一二三四五六七八九"


def chinese_numeral(number: int) -> str:
    """1 → 一, 12 → 十二, 31 → 三十一; for counts below 100."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else _NUMERALS[tens] + "十")
    return head + (_NUMERALS[ones] if ones or not tens else "")


def section_number(number: int) -> str:
    return f"{chinese_numeral(number)}、" if language() == "zh_TW" else f"{number}. "


def entry_number(number: int) -> str:
    return f"（{chinese_numeral(number)}）" if language() == "zh_TW" else f"({number}) "


def figures(entry: NoticeEntry) -> str:
    """``12 家（適用 45 家，26.7 %）；其中 2 家連續年度``."""
    share = "" if entry.rate is None else f"{float(entry.rate * 100):.1f} %"
    text = tr(
        "{firms} of {applied} firms to which it applies ({share})", firms=entry.firms, applied=entry.applied_firms, share=share
    )
    if entry.repeats:
        text += plural(entry.repeats, "; {count} of them again", "; {count} of them again")
    return text


class NoticeSheet(QTextEdit):
    """A read-only white sheet on the inset ground, 560 px wide and centred."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setProperty("role", "sheet")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("Text of the notice"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self._notice: CompiledNotice | None = None
        self._places: dict[str, int] = {}
        hub.theme_changed.connect(self._retheme)

    def _retheme(self) -> None:
        self.show_notice(self._notice)

    def show_notice(self, notice: CompiledNotice | None) -> None:
        """Write the sheet anew."""
        self._notice = notice
        where = self.verticalScrollBar().value()
        self.clear()
        self._places = {}
        if notice is None:
            return
        self.document().setDocumentMargin(0)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        title = tr("Security audit deficiencies of securities firms, {year}", year=year_name(notice.year))
        self._line(cursor, title, "title", "text.primary", centred=True, below=6, first=True)
        lead = tr(
            "{firms} firms audited, {findings} deficiencies in {entries} patterns. To be published on {day}.",
            firms=notice.firms_audited,
            findings=notice.findings,
            entries=len(notice.entries),
            day=day(notice.publish_on),
        )
        self._line(cursor, lead, "table", "text.secondary", centred=True, below=10)
        for number, section in enumerate(notice.sections, 1):
            bracket = "（{}）" if language() == "zh_TW" else " ({})"
            heading = section_number(number) + section.name.in_language(language()) + bracket.format(section.code)
            self._line(cursor, heading, "strong", "text.primary", weight=700, above=14, below=2)
            self._places[section.code] = cursor.block().position()
            for place, entry in enumerate(section.entries, 1):
                words = entry_number(place) + entry.wording.in_language(language())
                self._line(cursor, words, "body", "text.primary", indent=30, hang=30, above=3)
                self._line(cursor, figures(entry), "caption", "text.muted", indent=30)
        cursor.endEditBlock()
        self.verticalScrollBar().setValue(min(where, self.verticalScrollBar().maximum()))
        self._fit()

    def _line(
        self,
        cursor: QTextCursor,
        text: str,
        style: str,
        ink: str,
        *,
        weight: int | None = None,
        centred: bool = False,
        indent: int = 0,
        hang: int = 0,
        above: int = 0,
        below: int = 0,
        first: bool = False,
    ) -> None:
        look = theme()
        block = QTextBlockFormat()
        block.setLineHeight(look.line(style) * 1.08, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        block.setAlignment(Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft)
        block.setLeftMargin(look.px(indent))
        block.setTextIndent(-look.px(hang))
        block.setTopMargin(look.px(above))
        block.setBottomMargin(look.px(below))
        letters = QTextCharFormat()
        letters.setFont(look.font(style, weight))
        letters.setForeground(look.q(ink))
        if first:
            cursor.setBlockFormat(block)
            cursor.setBlockCharFormat(letters)
        else:
            cursor.insertBlock(block, letters)
        cursor.insertText(text, letters)

    def go_to(self, code: str) -> None:
        """Scroll to a section."""
        if code in self._places:
            cursor = QTextCursor(self.document())
            cursor.setPosition(self._places[code])
            self.setTextCursor(cursor)
            top = self.cursorRect(cursor).top() + self.verticalScrollBar().value()
            self.verticalScrollBar().setValue(top - theme().px(16))

    def characters(self) -> int:
        """How many characters the sheet holds, blanks and line ends not counted."""
        return sum(not sign.isspace() for sign in self.toPlainText())

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
