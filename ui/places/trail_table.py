"""The lines of the trail as a table that reads only what is looked at: numbers of all lines, texts a page at a time."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal

from auditdesk.model.trail import TrailRow
from auditdesk.services.trail_words import difference_text, object_text
from ui.jobs import Runner
from ui.table_view import Order, RowView
from ui.tables import Column, RowTable
from ui.words import clock, day, tr, words

PAGE = 100
_KEPT = 40
"""Pages kept in memory."""
_ASKED_AT_ONCE = 4
_ORDERS = {"at": "sequence", "who": "login", "act": "act", "object": "object_kind", "computer": "computer"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A line with its words, made off the GUI thread. ``row`` is None while it is being read."""

    row: TrailRow | None = None
    what: str = ""
    change: str = ""


_OF_RULES = frozenset({"key_item", "scope_exception"})
_OF_VISITS = frozenset({"visit", "visit_item", "answer", "visit_inspector", "finding", "evidence"})
_COMING = Shown()
Read = Callable[[Sequence[int]], tuple[TrailRow, ...]]


def moment(row: TrailRow) -> str:
    """Day and second on this computer's clock."""
    at = row.at.astimezone()
    return f"{day(at.date())} {clock(at)}"


def what(row: TrailRow) -> str:
    """The object with the word for what it is."""
    told = object_text(row, words())
    kind = words().show("object_kind", row.kind)
    return f"{kind} {told}" if told and not row.object.term else told or kind


def place_of(row: TrailRow) -> tuple[str, str] | None:
    """The place of the rail where the line's object is looked at, and the object's name there; None when there is none."""
    if row.kind == "firm":
        return "firms", row.uid
    if row.kind in _OF_VISITS:
        return None
    if firm := row.after.get("firm_uid") or row.before.get("firm_uid"):
        return "firms", str(firm)
    if row.kind in ("person", "office_setting", "legal_hold"):
        return "settings", ""
    if row.kind == "notice":
        return "notice", ""
    if row.kind == "planned_visit" or row.kind == "plan_year":
        return "plan", row.uid
    return ("rules", row.object.name) if row.kind == "office_edition" else ("rules", "") if row.kind in _OF_RULES else None


def belongs_to_visit(row: TrailRow) -> bool:
    """The line is about a part of a visit, which is looked at there; which one it is the store knows."""
    return row.kind in _OF_VISITS and not row.blanked


def _columns() -> tuple[Column, ...]:
    def told(make: Callable[[TrailRow], str]) -> Callable[[Shown], str]:
        return lambda shown: make(shown.row) if shown.row is not None else ""

    return (
        Column("at", tr("Time"), told(moment), width=138, colour="text.secondary"),
        Column("who", tr("Person"), told(lambda row: row.person), width=84),
        Column("act", tr("Act"), told(lambda row: words().show("act", row.act)), width=136),
        Column("object", tr("Object"), lambda shown: shown.what, width=230, weight=500),
        Column("change", tr("What changed"), lambda shown: shown.change, width=190, stretch=True, colour="text.secondary"),
        Column("computer", tr("Computer"), told(lambda row: row.computer), width=104, colour="text.muted"),
    )


class TrailTable(RowTable):
    """Rows by their numbers. ``order_wanted`` asks for another order; ``arrived`` says that texts have come."""

    order_wanted = Signal(str, bool)
    arrived = Signal()

    def __init__(self, runner: Runner, read: Read) -> None:
        super().__init__(_columns(), identity=lambda shown: shown.row and shown.row.sequence, sentence=_sentence)
        self._runner, self._read = runner, read
        self._sequences: array[int] = array("q")
        self._pages: dict[int, tuple[Shown, ...]] = {}
        self._asked: list[int] = []
        self._generation = 0
        self._sorted_by = (0, Order.DescendingOrder)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(15)
        self._soon.timeout.connect(self._ask)

    @property
    def sequences(self) -> array[int]:
        return self._sequences

    @property
    def order(self) -> tuple[str, bool]:
        """The order of the lines for the service, and whether it falls."""
        column, direction = self._sorted_by or (0, Order.DescendingOrder)
        return _ORDERS[self.columns[column].key], direction == Order.DescendingOrder

    def set_sequences(self, sequences: array[int]) -> None:
        """Show these lines; their texts are read when they come into view."""
        self.beginResetModel()
        self._sequences = sequences
        self._pages.clear()
        self._asked.clear()
        self._generation += 1
        self.endResetModel()
        self.shown_changed.emit()

    def rowCount(self, parent: Any = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._sequences)

    def row_at(self, position: int) -> Any:
        if not 0 <= position < len(self._sequences):
            return None
        number, place = divmod(position, PAGE)
        page = self._pages.get(number)
        if page is not None:
            return page[place] if place < len(page) else _COMING
        if number not in self._asked:
            self._asked.append(number)
            self._soon.start()
        return _COMING

    def identity_at(self, position: int) -> Hashable | None:
        return self._sequences[position] if 0 <= position < len(self._sequences) else None

    def position_of(self, identity: Hashable) -> int | None:
        try:
            return self._sequences.index(identity) if isinstance(identity, int) else None
        except ValueError:
            return None

    def sort(self, column: int, order: Order = Order.AscendingOrder) -> None:
        """Asked of the database, not of the rows; what changed has no order."""
        if 0 <= column < len(self.columns) and self.columns[column].key in _ORDERS:
            self._sorted_by = (column, order)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
            self.order_wanted.emit(*self.order)

    # texts

    def _ask(self) -> None:
        """Read the pages that came into view last; what was scrolled past is asked again when it is seen again."""
        wanted, self._asked = self._asked[-_ASKED_AT_ONCE:], []
        for number in wanted:
            numbers = self._sequences[number * PAGE : (number + 1) * PAGE]
            self._asked.append(number)
            self._runner.read(partial(self._words_of, numbers), partial(self._take, self._generation, number))

    def _words_of(self, numbers: array[int]) -> tuple[Shown, ...]:
        return tuple(Shown(row, what(row), difference_text(row, words())) for row in self._read(numbers))

    def _take(self, generation: int, number: int, page: tuple[Shown, ...]) -> None:
        if generation != self._generation:
            return
        if number in self._asked:
            self._asked.remove(number)
        self._pages[number] = page
        while len(self._pages) > _KEPT:
            self._pages.pop(next(iter(self._pages)))
        last = min(len(self._sequences), (number + 1) * PAGE) - 1
        self.dataChanged.emit(self.index(number * PAGE, 0), self.index(last, len(self.columns) - 1))
        self.arrived.emit()


class TrailView(RowView):
    """The list of lines. Typing does not search in it: most of its texts are not in memory."""

    def keyboardSearch(self, search: str) -> None:
        return


def _sentence(shown: Shown) -> str:
    row = shown.row
    if row is None:
        return tr("being read")
    return tr(", ").join((moment(row), row.person, words().show("act", row.act), shown.what, shown.change, row.computer))
