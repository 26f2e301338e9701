"""One table model for every list: frozen rows in, sorted and filtered rows out, with the delegate and the view that draw them.

Never editable: a view over a read-only model leaves the input method off, so single-key commands arrive in Chinese mode too.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

Index = QModelIndex | QPersistentModelIndex
Orientation = Qt.Orientation
Role = Qt.ItemDataRole
Order = Qt.SortOrder

_NOWHERE = QModelIndex()
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
"""Put together once: Qt asks for them at every cell it paints."""

_LONG, _AT_ONCE, _REST = 5_000, 400, 1
"""Rows from which on texts of the filter and keys of the order are made beforehand, how many at once, and the milliseconds between."""

_FIRST, _WAITED_FOR = 10_000, 1_500
"""Rows that a filter looks at before the others have their texts, and how many are made at once while it waits for the rest."""


def folded(text: str) -> str:
    """Text as the filter compares it: width, case and 臺/台 no longer differ."""
    return unicodedata.normalize("NFKC", text).casefold().replace("臺", "台")


@dataclass(frozen=True)
class Column:
    """One column of a row table.

    ``text`` is what is printed, copied and read aloud; ``sort`` the value ordered by (None there = unknown, always last);
    ``paint(painter, rect, row, current)`` draws the cell instead of the text. ``width`` counts pixels at 100 %.
    """

    key: str
    title: str
    text: Callable[[Any], str]
    sort: Callable[[Any], Any] | None = None
    paint: Callable[[Any, Any, Any, bool], None] | None = None
    width: int = 96
    right: bool = False
    stretch: bool = False
    optional: bool = False
    colour: str = "text.primary"
    weight: int = 400
    tip: Callable[[Any], str] | None = None


class RowTable(QAbstractTableModel):
    """A tuple of frozen rows as a read-only table.

    ``identity`` names a row for good (to find it again after a refresh), ``sentence`` is the row read aloud, ``search`` gives the
    texts the filter looks into (the printed texts when None). Sort keys and search texts are made once for each set of rows.
    """

    RowRole = int(Role.UserRole)
    shown_changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        identity: Callable[[Any], Hashable],
        sentence: Callable[[Any], str],
        search: Callable[[Any], Iterable[str]] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._identity = identity
        self._sentence = sentence
        self._search = search or (lambda row: (column.text(row) for column in self.columns))
        self._rows: tuple[Any, ...] = ()
        self._keys: dict[int, list[Any]] = {}
        self._texts: list[str] = []
        self._folds: dict[str, str] = {}
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_REST)
        self._idle.timeout.connect(self._prepare)
        self._order: list[int] = []
        self._shown: list[int] = []
        self._words: tuple[str, ...] = ()
        self._keep: Callable[[Any], bool] | None = None
        self._sorted_by: tuple[int, Order] | None = None

    # rows

    @property
    def rows(self) -> tuple[Any, ...]:
        """Every row given, filtered or not, in the order given."""
        return self._rows

    @property
    def shown(self) -> tuple[Any, ...]:
        """The rows in view, in the order in view."""
        return tuple(self._rows[position] for position in self._shown)

    @property
    def sorted_by(self) -> tuple[int, Order] | None:
        return self._sorted_by

    @property
    def filtered(self) -> bool:
        return bool(self._words) or self._keep is not None

    @property
    def waiting(self) -> bool:
        """Whether the filter has not yet looked at every row; the rest follows by itself, told by ``shown_changed``."""
        return bool(self._words) and len(self._texts) < len(self._rows)

    def set_rows(self, rows: Iterable[Any]) -> None:
        """Show other rows, keeping the sort order and the filter."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._keys.clear()
        self._texts = []
        self._folds.clear()
        if len(self._rows) > _LONG:
            self._idle.start()
        else:
            self._idle.stop()
        self._arrange()
        self.endResetModel()
        self.shown_changed.emit()

    def set_filter(self, text: str, keep: Callable[[Any], bool] | None = None) -> None:
        """Show rows that hold every blank-separated word of ``text`` and satisfy ``keep``."""
        words = tuple(folded(text).split())
        if words == self._words and keep is None and self._keep is None:
            return
        self.beginResetModel()
        self._words, self._keep = words, keep
        self._choose()
        self.endResetModel()
        self.shown_changed.emit()

    def row_at(self, position: int) -> Any:
        """The row shown at ``position`` (0 = top), None outside."""
        return self._rows[self._shown[position]] if 0 <= position < len(self._shown) else None

    def position_of(self, identity: Hashable) -> int | None:
        """Where the row of that identity is shown; None when it is filtered out or gone."""
        for position, at in enumerate(self._shown):
            if self._identity(self._rows[at]) == identity:
                return position
        return None

    def identity_at(self, position: int) -> Hashable | None:
        row = self.row_at(position)
        return None if row is None else self._identity(row)

    def column_index(self, key: str) -> int:
        return next(position for position, column in enumerate(self.columns) if column.key == key)

    # the table as Qt sees it

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _FLAGS

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = self.columns[index.column()]
        if role == Role.DisplayRole:
            return column.text(row)
        if role == self.RowRole:
            return row
        if role == Role.AccessibleTextRole:
            return self._sentence(row)
        if role == Role.ToolTipRole:
            return column.tip(row) if column.tip else None
        if role == Role.TextAlignmentRole:
            return _alignment(column)
        return None

    def headerData(self, section: int, orientation: Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation != Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Role.DisplayRole:
            return self.columns[section].title
        if role == Role.TextAlignmentRole:
            return _alignment(self.columns[section])
        return None

    def sort(self, column: int, order: Order = Order.AscendingOrder) -> None:
        """Order by a column; rows that are equal there keep their order. A column of -1 returns to the order given."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        standing = [(self._shown[index.row()], index.column()) for index in before]
        self._sorted_by = (column, order) if 0 <= column < len(self.columns) else None
        self._arrange()
        place = {at: position for position, at in enumerate(self._shown)}
        self.changePersistentIndexList(before, [self.index(place[at], column_) for at, column_ in standing])
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        self._order = list(range(len(self._rows)))
        if self._sorted_by is not None:
            column, order = self._sorted_by
            keys = self._sort_keys(column)
            known = [at for at in self._order if keys[at] is not None]
            known.sort(key=keys.__getitem__, reverse=order == Order.DescendingOrder)
            self._order = known + [at for at in self._order if keys[at] is None]
        self._choose()

    def _choose(self) -> None:
        shown = self._order
        if self._words:
            self._make_texts(_FIRST)
            texts, known = self._texts, len(self._texts)
            shown = [at for at in shown if at < known and all(word in texts[at] for word in self._words)]
        if self._keep is not None:
            shown = [at for at in shown if self._keep(self._rows[at])]
        self._shown = list(shown)

    def _sort_keys(self, column: int) -> list[Any]:
        self._make_keys(column, len(self._rows))
        return self._keys[column]

    def _make_keys(self, column: int, until: int) -> None:
        """What a column is ordered by, for the rows before ``until``."""
        chosen, made = self.columns[column], self._keys.setdefault(column, [])
        make = chosen.sort or (lambda row: self._folded(chosen.text(row)))
        made.extend(make(row) for row in self._rows[len(made) : until])

    def _make_texts(self, until: int) -> None:
        """What the filter looks at, for the rows before ``until``."""
        for row in self._rows[len(self._texts) : until]:
            self._texts.append("\n".join(self._folded(part) for part in self._search(row) if part))

    def _folded(self, text: str) -> str:
        """``folded``, once for each text: the columns of a long list say the same few again and again."""
        made = self._folds.get(text)
        if made is None:
            made = self._folds[text] = folded(text)
        return made

    def _prepare(self) -> None:
        """A little whenever the window has nothing to do, so that the first filter and order of a long list are as quick as the next."""
        total, waited_for = len(self._rows), self.waiting
        if len(self._texts) < total:
            self._make_texts(len(self._texts) + (_WAITED_FOR if waited_for else _AT_ONCE))
            self._idle.start()
            if waited_for and not self.waiting:
                self.beginResetModel()
                self._choose()
                self.endResetModel()
                self.shown_changed.emit()
            return
        column = next((at for at in range(len(self.columns)) if len(self._keys.get(at, ())) < total), None)
        if column is not None:
            self._make_keys(column, len(self._keys.get(column, ())) + _AT_ONCE)
            self._idle.start()


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
