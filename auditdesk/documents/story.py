"""What a paper says, before any format: frozen neutral blocks in reading order.

All text is plain ``str``; each renderer escapes it once for its own format. Nothing here knows of fonts, pages or markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never


class Place(StrEnum):
    """Where a labelled line stands in a letter's head; FULL is the running text of any paper."""

    FULL = "full"
    CORNER = "corner"
    CONTACT = "contact"
    POSTAL = "postal"
    ADDRESSEE = "addressee"
    HEAD = "head"
    COPIES = "copies"


class Align(StrEnum):
    START = "start"
    CENTRE = "centre"
    END = "end"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with an outline entry. ``level`` 0 is the title of the paper; ``id`` is unique in the story, ASCII."""

    level: int
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Detail:
    """A labelled remark that belongs to the paragraph above it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, or a numbered paragraph when it has a ``label`` (``一、``): its lines then hang behind the label.

    ``level`` indents: 0 stands at the margin, 1 below it, and so on.
    """

    text: str
    label: str = ""
    level: int = 0
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyValue:
    """A labelled line, such as ``發文日期：`` and its day. The label carries its own colon; an empty text stays empty."""

    label: str
    text: str
    place: Place = Place.FULL


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head repeats on each page. ``widths`` are shares of the line; a line feed in a cell starts a new line."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    alignments: tuple[Align, ...]
    first_column_names_row: bool = False

    def __post_init__(self) -> None:
        lengths = {len(self.head), len(self.widths), len(self.alignments), *(len(row) for row in self.rows)}
        if len(lengths) != 1:
            raise ValueError(f"table {self.caption!r} has rows of different lengths")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it counts, how long it is (None = withheld, no bar), and the figure as it is told."""

    label: str
    value: int | None
    shown: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars below each other. ``id`` is unique in the story, ASCII; ``description`` says what they show to whoever does not see them."""

    id: str
    caption: str
    description: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, with room for a seal above."""

    text: str


@dataclass(frozen=True, slots=True)
class Spacer:
    """Blank room of so many lines of running text."""

    lines: float = 1.0


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


Block = Heading | Paragraph | KeyValue | Table | BarChart | Signature | Spacer | PageBreak


@dataclass(frozen=True, slots=True)
class Story:
    """One paper. ``language`` is ``zh_TW`` or ``en``; ``created`` is the only day that goes into a file's properties."""

    title: str
    language: str
    subject: str
    author: str
    keywords: tuple[str, ...]
    created: date
    blocks: tuple[Block, ...]
    running_head: str = ""

    @property
    def language_tag(self) -> str:
        """The BCP 47 tag of the language."""
        return "en" if self.language.startswith("en") else "zh-Hant-TW"

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings below the title, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Heading) and block.level > 0)

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))


def texts_of(story: Story) -> Iterator[str]:
    """Every text that a reader of the story will see, in reading order, its title and running head first."""
    yield story.title
    yield story.running_head
    for block in story.blocks:
        match block:
            case Heading() | Signature():
                yield block.text
            case Paragraph():
                yield block.label
                yield block.text
                for detail in block.details:
                    yield detail.label
                    yield detail.text
            case KeyValue():
                yield block.label
                yield block.text
            case Table():
                yield block.caption
                yield from block.head
                for row in block.rows:
                    yield from row
            case BarChart():
                yield block.caption
                yield block.description
                for bar in block.bars:
                    yield bar.label
                    yield bar.shown
            case Spacer() | PageBreak():
                continue
            case _:
                assert_never(block)
