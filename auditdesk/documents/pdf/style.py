"""How each part of a story looks: one style sheet for the notice, one for official letters. Sizes in points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from auditdesk.documents.pdf.sheet import BLACK, MM
from auditdesk.documents.pdf.typeface import Typeface, kai, sans, sans_bold, sans_medium
from auditdesk.documents.story import Align, Place


@dataclass(frozen=True, slots=True)
class TextStyle:
    """``indent`` is the room left free at the start of each line; ``keeps_next`` holds the text with what follows."""

    typeface: Typeface
    size: float
    leading: float
    align: Align = Align.START
    justified: bool = False
    before: float = 0.0
    after: float = 0.0
    indent: float = 0.0
    keeps_next: bool = False
    colour: str = BLACK


@dataclass(frozen=True, slots=True)
class TableStyle:
    caption: TextStyle
    head: TextStyle
    cell: TextStyle
    padding: float
    rule: float
    rule_colour: str
    head_fill: str | None
    before: float = 4.0
    after: float = 10.0


@dataclass(frozen=True, slots=True)
class PageStyle:
    """Margins and what stands on every page. ``left`` includes the room for binding where there is a binding line."""

    left: float
    right: float
    top: float
    bottom: float
    page_number: TextStyle
    page_number_height: float
    running_head: TextStyle | None = None
    head_on_first: bool = False
    """Whether the running head stands on the first page too."""
    binding_line: float | None = None
    """How far from the left edge the binding line runs; None = no binding line."""


@dataclass(frozen=True, slots=True)
class Stylesheet:
    page: PageStyle
    body: TextStyle
    detail: TextStyle
    level_indent: float
    headings: Mapping[int, TextStyle]
    places: Mapping[Place, TextStyle]
    table: TableStyle
    signature: TextStyle
    contents: bool = False
    """Whether a list of the headings with their pages stands before the first of them."""

    @property
    def contents_title(self) -> TextStyle:
        return replace(self.heading(1), before=0.0)

    def heading(self, level: int) -> TextStyle:
        """The style of that level, or of the deepest one there is."""
        return self.headings[min(level, max(self.headings))]


INK: Final = "#1a1d24"
SOFT: Final = "#4a5263"
ACCENT: Final = "#26407c"


def _is_chinese(language: str) -> bool:
    """Chinese lines are filled; English ones would gape."""
    return not language.startswith("en")


def notice_style(language: str) -> Stylesheet:
    """A public paper on a screen or a desk: Noto Sans TC, one accent."""
    body = TextStyle(sans(language), 10.5, 17.5, justified=_is_chinese(language), after=4, colour=INK)
    quiet = replace(body, size=9, leading=14, justified=False, colour=SOFT, after=0)
    return Stylesheet(
        page=PageStyle(
            left=22 * MM,
            right=22 * MM,
            top=24 * MM,
            bottom=22 * MM,
            page_number=replace(quiet, align=Align.CENTRE),
            page_number_height=11 * MM,
            running_head=quiet,
        ),
        body=body,
        detail=replace(body, size=9.5, leading=15.5, after=1, colour=SOFT),
        level_indent=0,
        headings={
            0: TextStyle(sans_bold(language), 20, 30, align=Align.CENTRE, before=6, after=14, keeps_next=True, colour=INK),
            1: TextStyle(sans_bold(language), 14, 22, before=14, after=5, keeps_next=True, colour=ACCENT),
            2: TextStyle(sans_medium(language), 12, 19, before=12, after=5, keeps_next=True, colour=INK),
        },
        places={Place.FULL: replace(body, justified=False, after=2)},
        table=TableStyle(
            caption=replace(
                body, typeface=sans_medium(language), size=9.5, leading=15, justified=False, after=4, keeps_next=True
            ),
            head=TextStyle(sans_medium(language), 9.5, 14, colour=INK),
            cell=TextStyle(sans(language), 9.5, 14, colour=INK),
            padding=3,
            rule=0.5,
            rule_colour="#b4bccb",
            head_fill="#e6ecf6",
        ),
        signature=body,
        contents=True,
    )


def working_paper_style(language: str) -> Stylesheet:
    """A paper of the office's own: as the notice, set smaller because its tables are wide; the running head marks every page."""
    notice = notice_style(language)
    body = replace(notice.body, size=9.5, leading=15, justified=False, after=3)
    return replace(
        notice,
        page=replace(
            notice.page, left=16 * MM, right=16 * MM, top=22 * MM, bottom=18 * MM, page_number_height=9 * MM, head_on_first=True
        ),
        body=body,
        headings={
            0: replace(notice.headings[0], size=17, leading=24, after=8),
            1: replace(notice.headings[1], size=12.5, leading=19),
            2: replace(notice.headings[2], size=10.5, leading=16, before=8, after=4),
        },
        places={Place.FULL: replace(body, after=1.5)},
        table=replace(
            notice.table,
            head=replace(notice.table.head, size=8.5, leading=12.5),
            cell=replace(notice.table.cell, size=8.5, leading=12.5),
        ),
        signature=body,
        contents=False,
    )


def letter_style(language: str) -> Stylesheet:
    """An official letter: Kai, sizes and margins as the manual of document handling asks.

    全銜 and 文別 20 pt centred, body 16 pt, dates and numbers 12 pt, page number 10 pt centred; top and right margin 2.5 cm, left
    1.5 cm to the binding line and 1 cm more to the text.
    """
    body = TextStyle(kai(language), 16, 25, justified=_is_chinese(language))
    small = TextStyle(kai(language), 12, 18)
    return Stylesheet(
        page=PageStyle(
            left=25 * MM,
            right=25 * MM,
            top=25 * MM,
            bottom=25 * MM,
            page_number=TextStyle(kai(language), 10, 14, align=Align.CENTRE),
            page_number_height=13 * MM,
            binding_line=15 * MM,
        ),
        body=body,
        detail=body,
        level_indent=32,
        headings={
            0: TextStyle(kai(language), 20, 32, align=Align.CENTRE, before=4, after=8, keeps_next=True),
            1: TextStyle(kai(language), 16, 25, align=Align.CENTRE, after=8, keeps_next=True),
        },
        places={
            Place.FULL: body,
            Place.CORNER: replace(small, indent=110 * MM),
            Place.CONTACT: replace(small, indent=80 * MM),
            Place.POSTAL: replace(small, before=6),
            Place.ADDRESSEE: replace(body, justified=False, before=4, after=4),
            Place.HEAD: small,
            Place.COPIES: replace(small, leading=20),
        },
        table=TableStyle(
            caption=replace(small, after=4, keeps_next=True),
            head=TextStyle(kai(language), 11, 15),
            cell=TextStyle(kai(language), 11, 15),
            padding=3.5,
            rule=0.5,
            rule_colour=BLACK,
            head_fill=None,
        ),
        signature=TextStyle(kai(language), 18, 28, before=34, align=Align.START),
    )
