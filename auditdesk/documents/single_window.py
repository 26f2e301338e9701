"""Stories as plain text for the single window: lines of a fixed width, no tabs, full-width punctuation in Chinese.

Widths count as terminals and forms do: an ideograph or full-width sign takes two columns, any other sign one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from auditdesk.documents.pdf.line_breaker import break_lines
from auditdesk.documents.plain_text import printable
from auditdesk.documents.story import BarChart, Block, Heading, KeyValue, PageBreak, Paragraph, Signature, Spacer, Story, Table
from auditdesk.words import Words

COLUMNS: Final = 76
_FULL: Final = str.maketrans(",;:!?()", "，；：！？（）")
_BESIDE_IDEOGRAPH: Final = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef])[,;:!?()]|[,;:!?()](?=[\u2e80-\u9fff])")
_ENDS: Final = "\r\n"


def render_text(story: Story) -> str:
    """The story in UTF-8 text with Windows line ends; the same story gives the same text. Tables are told row by row."""
    words = Words(story.language)
    chinese = not story.language.startswith("en")
    lines: list[str] = []
    for block in story.blocks:
        for indent, text in _told(block, words):
            lines += _wrapped(full_width(printable(text)) if chinese else printable(text), indent)
    return _ENDS.join([*_squeezed(lines), ""])


def full_width(text: str) -> str:
    """``text`` with the punctuation beside ideographs made full-width; inside Latin words, figures and addresses it stays."""
    before = ""
    while before != text:  # a sign made full-width may stand beside the next one
        before, text = text, _BESIDE_IDEOGRAPH.sub(lambda match: match[0].translate(_FULL), text)
    return text


def columns(text: str) -> int:
    """How many columns a text takes."""
    return sum(map(_width, text))


def _width(sign: str) -> int:
    return 2 if unicodedata.east_asian_width(sign) in "WFA" else 1


def _told(block: Block, words: Words) -> Iterator[tuple[str, str]]:
    """Each line with what stands before it on its first line; an empty one parts."""
    match block:
        case Heading(level=0):
            yield "", block.text
            yield "", ""
        case Heading():
            yield "", ""
            yield "", block.text
        case Paragraph():
            yield block.label, block.text
            for detail in block.details:
                yield " " * columns(block.label), f"{detail.label}{detail.text}"
        case KeyValue():
            yield "", f"{block.label}{block.text}"
        case Table():
            yield "", ""
            yield "", block.caption
            for row in block.rows:
                yield "  ", words.say("paper.row", name=row[0], cells=_cells(block, row, words))
        case BarChart():
            return
        case Signature():
            yield "", block.text
        case Spacer() | PageBreak():
            yield "", ""


def _cells(table: Table, row: tuple[str, ...], words: Words) -> str:
    told = [
        words.say("paper.cell", head=head, cell=" ".join(cell.split("\n")))
        for head, cell in zip(table.head[1:], row[1:], strict=True)
        if cell
    ]
    return words.say("paper.between_cells").join(told)


def _wrapped(text: str, before: str) -> list[str]:
    """``text`` in lines that hang behind ``before``."""
    hang = columns(before)
    found = [line.text for line in break_lines(text, _width, COLUMNS - hang)]
    return [((before if number == 0 else " " * hang) + line).rstrip() for number, line in enumerate(found)]


def _squeezed(lines: list[str]) -> Iterator[str]:
    """Never two empty lines below each other, none at the beginning."""
    empty = True
    for line in lines:
        if line or not empty:
            yield line
        empty = not line
