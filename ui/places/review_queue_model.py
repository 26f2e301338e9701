"""The queue of the review as a model that reads only what is looked at, and the words of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt, QTimer, Signal

from auditdesk.model.review_rows import QueuePlace, QueueRow
from ui.words import language, plural, tr, words

Index = QModelIndex | QPersistentModelIndex
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
RISK, AGE = "risk", "age"
PAGE = 50
"""Rows that are read at once."""
_KEPT, _AT_ONCE, _REST = 4_000, 4, 10
"""Rows kept in memory, pages asked for at once, and the milliseconds that scrolling must rest before."""


def wording(row: QueueRow) -> str:
    """The standard wording in the person's language."""
    return row.wording.in_language(language()) or tr("No pattern chosen yet")


def age(days: int) -> str:
    """Working days that it waits."""
    return plural(days, "{count} day", "{count} days")


def locked(row: QueueRow, login: str) -> str:
    """Why the person may not decide it, in the few words that a row has room for; empty = he may, or may decide none."""
    if row.locked is None:
        return ""
    if row.locked.code == "act.forbidden":
        return ""  # the same of every row: it stands once, where one decides
    if row.locked.code == "four_eyes.author":
        return tr("Written by you: not yours to review") if row.author == login else tr("Worked on by you: not yours to review")
    return words().error(row.locked)


def sentence(row: QueueRow, login: str) -> str:
    """The row read aloud."""
    parts = [
        wording(row),
        words().say(f"severity.{row.severity}"),
        f"{row.firm_name} {row.number}",
        row.author_name,
        plural(row.working_days, "waits {count} working day", "waits {count} working days"),
    ]
    if row.repeats:
        parts.append(plural(row.repeats, "found {count} time before", "found {count} times before"))
    if row.open_notes:
        parts.append(plural(row.open_notes, "{count} comment open", "{count} comments open"))
    own = locked(row, login)
    return tr(", ").join((*parts, own) if own else parts)


class QueueModel(QStringListModel):
    """The places of all that waits, and rows of those that are looked at: ``rows_wanted`` asks for these, ``take_rows`` brings them.

    Read-only: the input method stays off in the view, so that 2, 3 and C act in Chinese mode too. The list of Qt has a line for each
    place: a view asks how many there are once for each of them, which would be 10,000 calls back here at every decision.
    """

    RowRole = int(Qt.ItemDataRole.UserRole)
    rows_wanted = Signal(object)
    """Uids whose rows came into view and are not read yet."""

    def __init__(self, login: str) -> None:
        super().__init__()
        self._login = login
        self._all: tuple[QueuePlace, ...] = ()
        self._fits: frozenset[str] | None = None
        self._order = RISK
        self._at: dict[str, int] | None = None
        self._known: dict[str, QueueRow] = {}
        self._fresh: set[str] = set()
        self._asked: list[int] = []
        self.places: list[QueuePlace] = []
        self._coming: list[QueuePlace] = []
        # Before any view hears of it: what views are told of the places is what they find in them.
        self.modelReset.connect(self._came)
        self.rowsRemoved.connect(self._went)
        self.mine = 0
        """How many of them the person may decide."""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_REST)
        self._soon.timeout.connect(self._ask)

    @property
    def all(self) -> tuple[QueuePlace, ...]:
        """Everything that waits, filtered or not."""
        return self._all

    @property
    def fits(self) -> frozenset[str] | None:
        """Uids of what the filter lets through; None = there is no filter."""
        return self._fits

    @property
    def rows(self) -> list[QueueRow]:
        """Rows of the places as shown, as far as they are read."""
        return [self._known[place.uid] for place in self.places if place.uid in self._known]

    def head_of(self, places: Sequence[QueuePlace], fits: frozenset[str] | None) -> list[str]:
        """Uids of the first page under that filter: what is to be read along with the places."""
        return [place.uid for place in self._arranged(places, fits)[:PAGE]]

    def set_places(self, places: Sequence[QueuePlace], rows: Sequence[QueueRow], fits: frozenset[str] | None) -> None:
        """Other places, with the rows read along; what is known of the others is shown until it is read again."""
        self._fresh = {row.uid for row in rows}
        self._known.update((row.uid, row) for row in rows)
        if tuple(places) != self._all or fits != self._fits:
            self._all, self._fits = tuple(places), fits
            self.mine = sum(place.mine for place in self._all)
            if len(self._known) > _KEPT:
                self._known = {row.uid: row for row in rows}
            self._arrange()
        elif self.places:
            self._asked.clear()
            self.dataChanged.emit(self.index(0), self.index(len(self.places) - 1))

    def set_filter(self, fits: frozenset[str] | None) -> None:
        """Only these; None = everything."""
        if fits != self._fits:
            self._fits = fits
            self._arrange()

    def set_order(self, order: str) -> None:
        """By risk, or by how long they wait."""
        self._order = order
        self._arrange()

    def take_rows(self, rows: Sequence[QueueRow]) -> None:
        """Rows that were asked for."""
        self._known.update((row.uid, row) for row in rows)
        self._fresh.update(row.uid for row in rows)
        found = [at for at in (self.position_of(row.uid) for row in rows) if at is not None]
        if found:
            self.dataChanged.emit(self.index(min(found)), self.index(max(found)))

    def drop(self, uid: str) -> None:
        """What was decided goes at once; the next reading says the same."""
        self.mine -= sum(place.mine for place in self._all if place.uid == uid)
        self._all = tuple(place for place in self._all if place.uid != uid)
        at = self.position_of(uid)
        if at is not None:
            self.removeRow(at)

    def _went(self, _parent: QModelIndex, first: int, last: int) -> None:
        del self.places[first : last + 1]
        self._at = None

    def _arranged(self, places: Sequence[QueuePlace], fits: frozenset[str] | None) -> list[QueuePlace]:
        found = [place for place in places if fits is None or place.uid in fits]
        if self._order == AGE:
            found.sort(key=lambda place: (place.submitted_at, place.number))
        return found

    def _arrange(self) -> None:
        self._coming = self._arranged(self._all, self._fits)
        self.setStringList([place.number for place in self._coming])

    def _came(self) -> None:
        self.places, self._coming, self._at = self._coming, [], None
        self._asked.clear()

    def row_at(self, position: int) -> QueueRow | None:
        """The row of a place; None while it is being read. Asks for it where it is not, or may have changed."""
        uid = self.places[position].uid
        if uid not in self._fresh and position // PAGE not in self._asked:
            self._asked.append(position // PAGE)
            self._soon.start()
        return self._known.get(uid)

    def _ask(self) -> None:
        """Ask for the pages that came into view last; what was scrolled past is asked for when it is seen again."""
        for page in self._asked[-_AT_ONCE:]:
            uids = [place.uid for place in self.places[page * PAGE : (page + 1) * PAGE] if place.uid not in self._fresh]
            if uids:
                self._fresh.update(uids)
                self.rows_wanted.emit(uids)
        self._asked.clear()

    def position_of(self, uid: str) -> int | None:
        if self._at is None:
            self._at = {place.uid: at for at, place in enumerate(self.places)}
        return self._at.get(uid)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _FLAGS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ROLES or not index.isValid() or index.row() >= len(self.places):
            return None
        row = self.row_at(index.row())
        if row is None:
            return None if role == self.RowRole else self.places[index.row()].number
        if role == self.RowRole:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return sentence(row, self._login)
        if role == Qt.ItemDataRole.ToolTipRole and row.locked is not None:
            return words().error(row.locked)
        return wording(row)


_ROLES = frozenset(
    int(role)
    for role in (
        QueueModel.RowRole,
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.ToolTipRole,
    )
)
