"""A year as a list of lanes: what is planned for whom, between two edges of which each month takes a twelfth."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
Look = Literal["done", "under_way", "planned", "clash"]

_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Bar:
    """From one day to another, both inclusive. ``marked`` draws a pencil behind it; ``movable`` lets the mouse take it."""

    starts_on: date
    ends_on: date
    look: Look
    tip: Callable[[], str] = str
    movable: bool = False
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of the year. ``identity`` names it for good; ``sentence`` gives the line read aloud;
    ``missing`` stands where a bar would, as a caution; ``aside`` says calmly why there is none."""

    identity: str
    name: str
    scope: str
    people: str
    sentence: Callable[[], str]
    bar: Bar | None = None
    missing: str = ""
    aside: str = ""


@dataclass(frozen=True, slots=True)
class LaneGroup:
    """A heading above lanes."""

    title: str
    count: str


Entry = Lane | LaneGroup


@dataclass(frozen=True, slots=True)
class YearScale:
    """Days of one year as distances, in pixels, from the left edge of the drawing."""

    year: int
    left: float
    width: float

    def month_left(self, month: int) -> float:
        """Where a month (1–12) begins; 13 = the right edge."""
        return self.left + (month - 1) * self.width / 12

    def at(self, when: date) -> float:
        """Where a day begins; days outside the year stand at the edge."""
        if when.year != self.year:
            return self.left if when.year < self.year else self.left + self.width
        days = calendar.monthrange(when.year, when.month)[1]
        return self.month_left(when.month) + (when.day - 1) / days * self.width / 12

    def day_at(self, x: float) -> date:
        """The day that stands at ``x``; outside, the first or last of the year."""
        month, part = divmod((x - self.left) / self.width * 12, 1)
        if month < 0:
            return date(self.year, 1, 1)
        if month > 11:
            return date(self.year, 12, 31)
        number = int(month) + 1
        days = calendar.monthrange(self.year, number)[1]
        return date(self.year, number, min(int(part * days + 1e-6) + 1, days))

    def span(self, bar: Bar, least: float) -> tuple[float, float]:
        """Left edge and width of a bar, at least ``least`` wide and never beyond the right edge."""
        left, right = self.at(bar.starts_on), self.at(bar.ends_on + timedelta(days=1))
        width = max(right - left, least)
        return min(left, self.left + self.width - width), width


class TimelineModel(QAbstractListModel):
    """Headings and lanes, read-only: single keys arrive in Chinese input mode too."""

    EntryRole = int(Role.UserRole)
    shown_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()
        self._positions: dict[str, int] = {}

    @property
    def lanes(self) -> tuple[Lane, ...]:
        return tuple(entry for entry in self.entries if isinstance(entry, Lane))

    def show(self, entries: Iterable[Entry]) -> None:
        """Show others. Where the same lanes stand in the same order only their drawing changes."""
        fresh = tuple(entries)
        if _shape(fresh) == _shape(self.entries):
            self.entries = fresh
            if fresh:
                self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
        else:
            self.beginResetModel()
            self.entries = fresh
            self._positions = {entry.identity: at for at, entry in enumerate(fresh) if isinstance(entry, Lane)}
            self.endResetModel()
        self.shown_changed.emit()

    def entry_at(self, position: int) -> Entry | None:
        return self.entries[position] if 0 <= position < len(self.entries) else None

    def position_of(self, identity: str) -> int | None:
        return self._positions.get(identity)

    def next_lane(self, position: int, step: int) -> int | None:
        """The nearest lane from ``position`` on in the direction of ``step`` (+1 or -1), itself included; None when there is none."""
        while 0 <= position < len(self.entries):
            if isinstance(self.entries[position], Lane):
                return position
            position += step
        return None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not isinstance(self.entry_at(index.row()), Lane):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        entry = self.entry_at(index.row()) if index.isValid() else None
        if entry is None:
            return None
        if role == self.EntryRole:
            return entry
        if isinstance(entry, LaneGroup):
            return f"{entry.title} {entry.count}" if role in (Role.DisplayRole, Role.AccessibleTextRole) else None
        if role == Role.DisplayRole:
            return entry.name
        if role == Role.AccessibleTextRole:
            return entry.sentence()
        return None


def _shape(entries: Sequence[Entry]) -> list[object]:
    return [entry.identity if isinstance(entry, Lane) else None for entry in entries]
