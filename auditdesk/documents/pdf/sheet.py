"""What pieces draw on: one PDF file in points, measured from the lower left corner of an A4 page.

All ink goes through here: what is drawn between ``begin`` and ``end`` belongs to a node of the paper's structure, all else is an artifact
(rules, running heads, page numbers), which assistive technology passes over.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Final

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from auditdesk.documents.pdf.archive import MAKER, Drawn, LinkArea, archived
from auditdesk.documents.pdf.tags import DOCUMENT, FORM, Mark, Node, Touch
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

    def __init__(self, story: Story, typeface: Typeface, size: tuple[float, float] = (PAGE_WIDTH, PAGE_HEIGHT)) -> None:
        self._file = io.BytesIO()
        self._canvas = Canvas(
            self._file,
            pagesize=size,
            pageCompression=0,  # compressed once, when the file is archived
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
        self._canvas.setCreator(MAKER)
        self._canvas.setProducer(MAKER)
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._story = story
        self._levels: list[int] = []
        self._fill = ""
        self._inside = False
        self._marks: list[list[Node]] = [[]]
        self._links: list[LinkArea] = []
        self._places: dict[str, tuple[int, float]] = {}
        self.tree = Node(DOCUMENT)

    def begin(self, node: Node | None) -> None:
        """What is drawn until ``end`` belongs to ``node``; with None it is an artifact. Nothing is begun inside another."""
        assert not self._inside
        self._inside = True
        if node is None:
            self._canvas._code.append("/Artifact BMC")
            return
        marks = self._marks[-1]
        node.children.append(Mark(len(self._marks) - 1, len(marks)))
        self._canvas._code.append(f"/{node.role} <</MCID {len(marks)}>> BDC")
        marks.append(node)

    def end(self) -> None:
        self._canvas._code.append("EMC")
        self._inside = False

    @contextmanager
    def _ink(self) -> Iterator[None]:
        if self._inside:
            yield
            return
        self.begin(None)
        yield
        self.end()

    def link(self, node: Node, box: tuple[float, float, float, float], target: str, told: str) -> None:
        """A place on this page (left, bottom, right, top) that leads to the heading with the bookmark ``target``."""
        node.children.append(Touch(len(self._links)))
        self._links.append(LinkArea(len(self._marks) - 1, box, target, told, node))

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
        # Straight into the page: the library's text object measures and formats everything anew, three times the cost of a letter's lines.
        paper = self._canvas._doc
        drawn = [f"BT {spread:.4f} Tc" if spread else "BT"]
        for font, piece, width in typeface.runs(text):
            drawn.append(f"1 0 0 1 {x:.3f} {baseline:.3f} Tm")
            for subset, codes in font.splitString(piece, paper):
                drawn.append(f"{font.getSubsetInternalName(subset, paper)} {size:g} Tf <{codes.hex()}> Tj")
            x += width * size + spread * len(piece)
        drawn.append("0 Tc ET" if spread else "ET")
        with self._ink():
            self._canvas._code.append(" ".join(drawn))

    def line(self, x1: float, y1: float, x2: float, y2: float, *, width: float = 0.5, colour: str = BLACK) -> None:
        with self._ink():
            self._canvas.setStrokeColor(HexColor(colour))
            self._canvas.setLineWidth(width)
            self._canvas.line(x1, y1, x2, y2)

    def dotted(self, x1: float, y1: float, x2: float, y2: float, *, colour: str = BLACK) -> None:
        self._canvas.saveState()
        self._canvas.setDash(1, 3)
        self.line(x1, y1, x2, y2, width=0.6, colour=colour)
        self._canvas.restoreState()

    def box(self, x: float, bottom: float, width: float, height: float, *, fill: str) -> None:
        self._fill_with(fill)
        with self._ink():
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
        self._places[key] = (len(self._marks) - 1, top)
        self._canvas.addOutlineEntry(text, key, len(self._levels), closed=0)
        self._canvas.showOutline()
        self._levels.append(level)

    def next_page(self) -> None:
        self._canvas.showPage()
        self._fill = ""
        self._marks.append([])

    def finished(self, signature: str = "") -> bytes:
        """The whole file, after the last ``next_page``. ``signature``: what its empty signature field is called; empty = no field."""
        self._canvas.save()
        field = None
        if signature:
            field = (signature, self.tree.add(FORM))
            field[1].children.append(Touch(len(self._links)))
        drawn = Drawn(self._file.getvalue(), self.tree, self._marks[:-1], self._links, self._places)
        return archived(drawn, self._story, field)
