"""What a paper is made of for assistive technology: a tree of nodes in reading order, filled with marks while its pages are drawn.

Roles are the standard structure types of PDF 1.7, 14.8.4. Any paper gets its tree from ``render``; nothing here knows a notice or a
letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

DOCUMENT, PARAGRAPH = "Document", "P"
LIST, LIST_ITEM, LABEL, LIST_BODY = "L", "LI", "Lbl", "LBody"
TABLE, CAPTION, TABLE_HEAD, TABLE_BODY, ROW, HEAD_CELL, CELL = "Table", "Caption", "THead", "TBody", "TR", "TH", "TD"
CONTENTS, CONTENTS_ITEM, LINK = "TOC", "TOCI", "Link"
FIGURE, FORM = "Figure", "Form"
KEPT_WHEN_EMPTY: Final = frozenset({CELL, HEAD_CELL, ROW})
"""What belongs to the shape of a table even where nothing is written."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of ink: the page, counted from 0, and its number on that page."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Touch:
    """A place that can be clicked, by its number in the paper."""

    number: int


@dataclass(slots=True, eq=False)
class Node:
    """One element. ``scope`` of a head cell is ``Column`` or ``Row``; ``box`` of a figure is left, bottom, right, top on its page."""

    role: str
    alt: str = ""
    scope: str = ""
    box: tuple[float, float, float, float] | None = None
    children: list[Node | Mark | Touch] = field(default_factory=list)

    def add(self, role: str, *, alt: str = "", scope: str = "") -> Node:
        """A new last child."""
        child = Node(role, alt, scope)
        self.children.append(child)
        return child

    @property
    def says_nothing(self) -> bool:
        """Whether no ink is below it, and it may be left out."""
        return self.role not in KEPT_WHEN_EMPTY and all(isinstance(one, Node) and one.says_nothing for one in self.children)

    def nodes(self) -> Iterator[Node]:
        for child in self.children:
            if isinstance(child, Node) and not child.says_nothing:
                yield child


class Lists:
    """Numbered paragraphs joined to lists: those of a deeper level hang under the item before them."""

    def __init__(self, document: Node) -> None:
        self._document = document
        self._open: list[tuple[int, Node]] = []

    def item(self, level: int) -> Node:
        """The node of a new item of that level."""
        while self._open and self._open[-1][0] > level:
            self._open.pop()
        if not self._open or self._open[-1][0] < level:
            under = self._body_before() if self._open else self._document
            self._open.append((level, under.add(LIST)))
        return self._open[-1][1].add(LIST_ITEM)

    def _body_before(self) -> Node:
        last = self._open[-1][1].children[-1]
        assert isinstance(last, Node)
        body = last.children[-1]
        assert isinstance(body, Node)
        return body

    def close(self) -> None:
        """What comes next belongs to no list."""
        self._open.clear()
