"""Envelopes and address labels, written across the page as the post of Taiwan asks: the sender above on the left, the receiver in the
middle with the postal code before the address, the place of the stamp left free.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from auditdesk.documents.pdf.pieces import draw_line, set_lines
from auditdesk.documents.pdf.render import ONE_AT_A_TIME
from auditdesk.documents.pdf.sheet import MM, PAGE_HEIGHT, PAGE_WIDTH, Sheet
from auditdesk.documents.pdf.style import TextStyle
from auditdesk.documents.pdf.tags import PARAGRAPH
from auditdesk.documents.pdf.typeface import kai, require_glyphs
from auditdesk.documents.story import Story
from auditdesk.model.mailing import EnvelopeSize, Mailing
from auditdesk.words import Words

_SIZES: Final = {EnvelopeSize.C5: (229 * MM, 162 * MM), EnvelopeSize.DL: (220 * MM, 110 * MM)}
_EDGE: Final = 12 * MM
_SENDER: Final = (90 * MM, 30 * MM)
_RECEIVER: Final = (112 * MM, 50 * MM)
_WINDOW: Final = (22 * MM, 17 * MM, 90 * MM, 46 * MM)
"""Left, bottom, width and height of the window of envelopes that have one."""
_COLUMNS: Final = 3
_ROWS: Final = 8
_SMALLEST: Final = 6.5
_QUIET: Final = "#4a5263"


@dataclass(frozen=True, slots=True)
class _Part:
    """One text of an address: how large it is against the others, and its colour."""

    text: str
    share: float
    colour: str = "#000000"


def envelopes_pdf(
    mailings: Sequence[Mailing], size: EnvelopeSize, day: date, *, window: bool = False, language: str = "zh_TW"
) -> bytes:
    """One page an envelope, or sheets of labels; the same mailings give the same bytes.

    ``window``: the receiver stands where envelopes with a window show him. Raises BadInput ``glyph.missing`` (characters).
    """
    words = Words(language)
    title = words.say(f"mailing.title_{'labels' if size is EnvelopeSize.LABELS else 'envelopes'}")
    sender = mailings[0].sender_name if mailings else ""
    story = Story(title, language, title, sender, (), day, ())
    with ONE_AT_A_TIME:
        require_glyphs((part.text for one in mailings for part in (*_to(one, words), *_from(one, words))), kai(language))
        if size is EnvelopeSize.LABELS:
            return _labels(mailings, story, words)
        width, height = _SIZES[size]
        sheet = Sheet(story, kai(language), (width, height))
        for one in mailings:
            _block(sheet, _from(one, words), _EDGE, height - _EDGE, *_SENDER, size=11, language=language)
            if window:
                left, bottom, wide, high = _WINDOW
                _block(sheet, _to(one, words), left, bottom + high, wide, high, size=12, language=language)
            else:
                wide, high = _RECEIVER
                _block(sheet, _to(one, words), 0.4 * width, 0.58 * height, wide, high, size=15, language=language)
            sheet.next_page()
        return sheet.finished()


def _labels(mailings: Sequence[Mailing], story: Story, words: Words) -> bytes:
    sheet = Sheet(story, kai(words.language))
    wide, high = PAGE_WIDTH / _COLUMNS, PAGE_HEIGHT / _ROWS
    for place, one in enumerate(mailings):
        column, row = place % _COLUMNS, place // _COLUMNS % _ROWS
        if place and not column and not row:
            sheet.next_page()
        left, top = column * wide + 5 * MM, PAGE_HEIGHT - row * high - 4 * MM
        _block(sheet, _to(one, words), left, top, wide - 9 * MM, high - 7 * MM, size=11, language=words.language)
    sheet.next_page()
    return sheet.finished()


def _to(one: Mailing, words: Words) -> tuple[_Part, ...]:
    chinese = words.language == "zh_TW"
    name = words.say("mailing.to", name=one.firm_name) if chinese and not one.person else one.firm_name
    person = words.say("mailing.to", name=one.person) if chinese and one.person else one.person
    parts = (
        _Part(one.postal_code, 0.95),
        _Part(one.address, 0.9),
        _Part(name, 1.1),
        _Part(person, 1.0),
        _Part(one.number, 0.6, _QUIET),
    )
    return tuple(part for part in parts if part.text)


def _from(one: Mailing, words: Words) -> tuple[_Part, ...]:
    return tuple(part for part in (_Part(one.sender_name, 1.0), _Part(one.sender_address, 0.9)) if part.text)


def _block(
    sheet: Sheet, parts: Sequence[_Part], left: float, top: float, wide: float, high: float, *, size: float, language: str
) -> None:
    """Texts one below the other in a box, smaller where they would not fit into it."""
    while True:
        styles = [TextStyle(kai(language), size * part.share, size * part.share * 1.4, colour=part.colour) for part in parts]
        lines = [set_lines(part.text, style, wide) for part, style in zip(parts, styles, strict=True)]
        if sum(len(each) * style.leading for each, style in zip(lines, styles, strict=True)) <= high or size < _SMALLEST:
            break
        size *= 0.94
    for each, style in zip(lines, styles, strict=True):
        sheet.begin(sheet.tree.add(PARAGRAPH))
        for line in each:
            draw_line(sheet, line, style, left, top, wide)
            top -= style.leading
        sheet.end()
