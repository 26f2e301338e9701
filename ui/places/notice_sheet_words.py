"""The words of the draft as they stand on the sheet: title, numbered sections and entries, each paragraph found again by its key."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from auditdesk.model.notice_draft_rows import OutlineRow, ParagraphRow
from ui.theme import theme

_LEADS = {
    "correction": {"zh": "更正說明：", "en": "Correction: "},
    "standard": {"zh": "應有作法：", "en": "Expected: "},
    "practice": {"zh": "良好作法：", "en": "Good practice: "},
}
_DIGITS = "〇一二三四五六七八九"


def chinese(count: int) -> str:
    """1–99 in Chinese numerals."""
    tens, ones = divmod(count, 10)
    lead = "" if not tens else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return lead + (_DIGITS[ones] if ones or not tens else "")


def units(text: str) -> int:
    """How many places Qt counts for a text: characters beyond the first plane take two."""
    return len(text.encode("utf-16-le")) // 2


def text_of(paragraph: ParagraphRow, language: str) -> str:
    return paragraph.zh if language == "zh" else paragraph.en


class WrittenSheet(QTextEdit):
    """Writes paragraphs; ``_at`` tells the block of each and how long its number is, ``_sections`` the block of each heading."""

    def __init__(self) -> None:
        super().__init__()
        self._at: dict[str, tuple[int, int]] = {}
        self._sections: dict[str, int] = {}
        self._begun = False

    @abstractmethod
    def _fit(self) -> None:
        """Set the text's margins for the width there is."""

    def _write(self, paragraphs: tuple[ParagraphRow, ...], outline: tuple[OutlineRow, ...], language: str) -> None:
        where = self.verticalScrollBar().value()
        self.clear()
        self._at, self._sections, self._begun = {}, {}, False
        self.document().setDocumentMargin(0)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        rows = {row.key: row for row in outline}
        heading, section, entry = "", 0, 0
        for one in paragraphs:
            text = text_of(one, language)
            if one.heading != heading:
                heading, entry = one.heading, 0
                section += heading in rows and heading != "front"
                if heading != "front" and heading in rows:
                    self._heading(cursor, rows[heading], section, language)
                else:
                    self._sections[heading] = cursor.block().blockNumber()
            if not text:
                continue
            kind = one.key.rpartition("/")[2]
            if kind == "wording":
                entry += 1
            self._paragraph(cursor, one.key, kind, text, entry, language)
        cursor.endEditBlock()
        self._fit()
        self.verticalScrollBar().setValue(min(where, self.verticalScrollBar().maximum()))

    def _heading(self, cursor: QTextCursor, row: OutlineRow, count: int, language: str) -> None:
        name = row.zh if language == "zh" else row.en
        code = (f"（{row.code}）" if language == "zh" else f" ({row.code})") if row.code else ""
        lead = f"{chinese(count)}、" if language == "zh" else f"{count}. "
        self._line(cursor, f"{lead}{name}{code}", "subtitle", weight=700, above=16, below=4)
        self._sections[row.key] = cursor.block().blockNumber()

    def _paragraph(self, cursor: QTextCursor, key: str, kind: str, text: str, entry: int, language: str) -> None:
        look = theme()
        lead, style, ink, left = "", "body", "text.primary", 0
        if key == "title":
            self._line(cursor, text, "title", weight=700, align=Qt.AlignmentFlag.AlignHCenter, below=10)
        else:
            if kind == "wording":
                lead = f"（{chinese(entry)}）" if language == "zh" else f"({entry}) "
                left = look.px(36)
            elif kind == "correction":
                lead = _LEADS[kind][language]
            elif kind in ("standard", "practice"):
                lead = _LEADS[kind][language]
                style, ink, left = "table", "text.secondary", look.px(36)
            self._line(cursor, lead + text, style, ink=ink, left=left, hang=left if kind == "wording" else 0, above=3)
        self._at[key] = (cursor.block().blockNumber(), units(lead))

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
        look, block, letters = theme(), QTextBlockFormat(), QTextCharFormat()
        block.setLineHeight(look.line(style) * 1.12, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        block.setAlignment(align)
        block.setLeftMargin(left)
        block.setTextIndent(-hang)
        block.setTopMargin(look.px(above))
        block.setBottomMargin(look.px(below))
        letters.setFont(look.font(style, weight))
        letters.setForeground(look.q(ink))
        if self._begun:
            cursor.insertBlock(block, letters)
        else:
            cursor.setBlockFormat(block)
            self._begun = True
        cursor.insertText(text, letters)
