"""What pieces draw on: one PDF file in points, measured from the lower left corner of an A4 page.

All ink goes through here, so that marked content for assistive technology needs one place only.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from typing import Final

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from auditdesk.documents.pdf.typeface import Typeface
from auditdesk.documents.story import Story

MM: Final = 72 / 25.4
PAGE_WIDTH: Final = 210 * MM
PAGE_HEIGHT: Final = 297 * MM
BLACK: Final = "#000000"

rl_config.useA85 = 0  # pages are binary anyway; the ASCII form makes every file a quarter larger


@dataclass(frozen=True, slots=True)
class _Noon:
    """The library's time stamp, fixed to a day: the same story gives the same bytes on any machine and day."""

    YMDhms: tuple[int, int, int, int, int, int]
    dhh: int = 8
    dmm: int = 0

    @classmethod
    def of(cls, day: date) -> _Noon:
        return cls((day.year, day.month, day.day, 12, 0, 0))


class Sheet:
    """The pages of one paper while they are drawn."""

    def __init__(self, story: Story, typeface: Typeface) -> None:
        self._file = io.BytesIO()
        self._canvas = Canvas(
            self._file,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            pageCompression=1,
            invariant=1,
            initialFontName=typeface.first,
            lang=story.language_tag,
            pdfVersion=(1, 7),
        )
        self._canvas._doc._timeStamp = _Noon.of(story.created)
        self._canvas.setTitle(story.title)
        self._canvas.setAuthor(story.author)
        self._canvas.setSubject(story.subject)
        self._canvas.setKeywords(", ".join(story.keywords))
        self._canvas.setCreator("AuditDesk")
        self._canvas.setProducer("AuditDesk")
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._levels: list[int] = []
        self._fill = ""

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        typeface: Typeface,
        size: float,
        *,
        colour: str = BLACK,
        spread: float = 0.0,
    ) -> None:
        """One line of text from ``x``; ``spread`` points are added after each character."""
        if not text:
            return
        self._fill_with(colour)
        drawn = self._canvas.beginText()
        if spread:
            drawn.setCharSpace(spread)
        for font, piece, width in typeface.runs(text):
            drawn.setTextOrigin(x, baseline)
            drawn.setFont(font, size)
            drawn.textOut(piece)
            x += width * size + spread * len(piece)
        if spread:
            drawn.setCharSpace(0)
        self._canvas.drawText(drawn)

    def line(self, x1: float, y1: float, x2: float, y2: float, *, width: float = 0.5, colour: str = BLACK) -> None:
        self._canvas.setStrokeColor(HexColor(colour))
        self._canvas.setLineWidth(width)
        self._canvas.line(x1, y1, x2, y2)

    def dotted(self, x: float, top: float, bottom: float) -> None:
        """A dotted line down the page."""
        self._canvas.saveState()
        self._canvas.setDash(1, 3)
        self.line(x, top, x, bottom, width=0.6)
        self._canvas.restoreState()

    def box(self, x: float, bottom: float, width: float, height: float, *, fill: str) -> None:
        self._fill_with(fill)
        self._canvas.rect(x, bottom, width, height, stroke=0, fill=1)

    def _fill_with(self, colour: str) -> None:
        """Colour what is drawn from here on; a page that says so once a line is a third larger."""
        if colour != self._fill:
            self._canvas.setFillColor(HexColor(colour))
            self._fill = colour

    def bookmark(self, level: int, text: str, key: str, top: float) -> None:
        """An outline entry that leads to this height of the page; a level that was skipped is closed up."""
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._canvas.bookmarkHorizontalAbsolute(key, top)
        self._canvas.addOutlineEntry(text, key, len(self._levels), closed=0)
        self._canvas.showOutline()
        self._levels.append(level)

    def next_page(self) -> None:
        self._canvas.showPage()
        self._fill = ""

    def finished(self) -> bytes:
        """The whole file, after the last ``next_page``."""
        self._canvas.save()
        return self._file.getvalue()
