"""The list of findings as a table that reads only what is looked at: uids of all lines, their rows a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter

from auditdesk.model.findings_list import FindingLine
from ui.jobs import Runner
from ui.parts.painting import draw_icon, draw_status_chip, draw_text, draw_tick_box, text_width
from ui.table_view import Order
from ui.tables import Column, RowTable
from ui.theme import theme
from ui.tick_view import TickView
from ui.words import day, language, tr, words, year_name

PAGE = 100
_KEPT = 40
"""Pages kept in memory."""
_AT_ONCE = 4
STATES = {
    "draft": ("draft", "edit"),
    "submitted": ("review", "clock"),
    "returned": ("returned", "undo"),
    "accepted": ("approved", "check"),
    "lettered": ("issued", "letters"),
    "answered": ("issued", "chat"),
    "rechecked": ("issued", "visits"),
    "closed": ("closed", "check"),
    "withdrawn": ("closed", "x"),
}
"""State → the status token of its chip, and its icon."""
Read = Callable[[Sequence[str]], Sequence[FindingLine]]


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as the table holds it. ``line`` is None while it is being read; ``wording`` in the person's language."""

    uid: str
    line: FindingLine | None = None
    wording: str = ""
    author: str = ""


def _told(make: Callable[[FindingLine], str]) -> Callable[[Shown], str]:
    return lambda shown: make(shown.line) if shown.line is not None else ""


def reply(line: FindingLine) -> str:
    """How often the firm has answered, and what it says last."""
    if not line.replies:
        return tr("waits") if line.state == "lettered" else ""
    claim = words().say(f"claim.{line.claim}") if line.claim else ""
    return f"{day(line.last_reply_on)} {claim}".strip()


def due(line: FindingLine) -> str:
    """The due date, and how late it is."""
    if line.days_late:
        return tr("{day}, {count} d late", day=day(line.due_date), count=line.days_late)
    return day(line.due_date) if line.due_date is not None else ""


def severity_width() -> int:
    """Pixels at 100 % that the longest of their words takes."""
    return 62 if language() == "zh_TW" else 88


def draw_severity(painter: QPainter, rect: QRect, severity: str) -> None:
    """The shape of a severity in its colour, and its word."""
    draw_icon(painter, rect.left(), rect.center().y() + 1, f"sev-{severity}", f"severity.{severity}.mark", 12)
    text = rect.adjusted(theme().px(18), 0, 0, 0)
    draw_text(painter, text, words().say(f"severity.{severity}"), "text.primary", theme().font("table"))


def _draw_severity(painter: QPainter, rect: QRect, shown: Shown, _current: bool) -> None:
    if shown.line is not None:
        draw_severity(painter, rect, shown.line.severity)


def _draw_state(painter: QPainter, rect: QRect, shown: Shown, _current: bool) -> None:
    if shown.line is not None:
        status, icon = STATES[shown.line.state]
        draw_status_chip(painter, rect, words().say(f"state.{shown.line.state}"), status, icon)


def _draw_due(painter: QPainter, rect: QRect, shown: Shown, _current: bool) -> None:
    if shown.line is not None:
        ink = "danger.text" if shown.line.days_late else "text.secondary"
        draw_text(painter, rect, due(shown.line), ink, theme().font("table", 500 if shown.line.days_late else 400))


def _draw_number(painter: QPainter, rect: QRect, shown: Shown, _current: bool) -> None:
    if shown.line is None:
        return
    font = theme().font("table")
    draw_text(painter, rect, shown.line.number, "text.muted", font)
    if shown.line.repeat_of:
        left = rect.left() + text_width(font, shown.line.number) + theme().px(5)
        draw_icon(painter, left, rect.center().y() + 1, "repeat", "severity.medium.text", 12)


class TickedColumn:
    """Draws the box of a row; the table knows which are ticked."""

    def __init__(self, ticked: set[str]) -> None:
        self._ticked = ticked

    def __call__(self, painter: QPainter, rect: QRect, shown: Shown, _current: bool) -> None:
        draw_tick_box(painter, rect, on=shown.uid in self._ticked)


def _columns(ticked: set[str], hidden: Sequence[str]) -> tuple[Column, ...]:
    columns = (
        Column("number", tr("Number"), _told(lambda line: line.number), paint=_draw_number, width=88),
        Column("firm_name", tr("Firm"), _told(lambda line: line.firm_name), width=84),
        Column("pattern", tr("Pattern"), lambda shown: shown.wording, width=140, stretch=True, weight=500),
        Column("section", tr("Section"), _told(lambda line: line.section), width=80, colour="text.secondary"),
        Column(
            "severity",
            tr("Severity"),
            _told(lambda line: words().say(f"severity.{line.severity}")),
            paint=_draw_severity,
            width=severity_width(),
        ),
        Column(
            "state",
            tr("State"),
            _told(lambda line: words().say(f"state.{line.state}")),
            paint=_draw_state,
            width=96 if language() == "zh_TW" else 118,
        ),
        Column("due_date", tr("Due"), _told(due), paint=_draw_due, width=144),
        Column("replies", tr("Reply"), _told(reply), width=118, colour="text.secondary"),
        Column("year", tr("Year"), _told(lambda line: year_name(line.year)), width=48, colour="text.muted"),
        Column("finding_class", tr("Class"), _told(lambda line: words().say(f"class.{line.finding_class}")), width=64),
        Column("author", tr("Author"), lambda shown: shown.author, width=80),
        Column("authority", tr("Authority"), _told(lambda line: words().show("authority", line.authority)), width=84),
        Column("decided_at", tr("Decided"), _told(_decided), width=92, colour="text.muted"),
    )
    shown = tuple(replace(column, optional=column.key in hidden) for column in columns)
    return (Column("ticked", "", lambda _row: "", paint=TickedColumn(ticked), width=30), *shown)


def _decided(line: FindingLine) -> str:
    return day(line.decided_at.astimezone().date()) if line.decided_at is not None else ""


_ORDERS = {"replies": "last_reply_on"}
_UNORDERED = frozenset({"ticked"})


class FindingsTable(RowTable):
    """Rows by their uids. ``order_wanted`` asks for another order; ``arrived`` says that rows have come."""

    order_wanted = Signal(str, bool)
    arrived = Signal()

    def __init__(self, runner: Runner, read: Read, hidden: Sequence[str], order: str, *, descending: bool) -> None:
        self.ticked: set[str] = set()
        super().__init__(_columns(self.ticked, hidden), identity=lambda shown: shown.uid, sentence=sentence)
        self._runner, self._read = runner, read
        self._uids: tuple[str, ...] = ()
        self._at: dict[str, int] | None = None
        self._pages: dict[int, tuple[Shown, ...]] = {}
        self._known: Mapping[str, Shown] = {}
        self._asked: list[int] = []
        self._generation = 0
        self.wordings: Mapping[str, str] = {}
        self.names: Mapping[str, str] = {}
        self.set_order(order, descending=descending)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(10)
        self._soon.timeout.connect(self._ask)

    @property
    def uids(self) -> tuple[str, ...]:
        return self._uids

    @property
    def order(self) -> tuple[str, bool]:
        """The order of the lines for the service, and whether it falls."""
        column, direction = self._sorted_by or (1, Order.AscendingOrder)
        key = self.columns[column].key
        return _ORDERS.get(key, key), direction == Order.DescendingOrder

    def set_order(self, order: str, *, descending: bool) -> None:
        """Show this order in the header, without asking for anything."""
        keys = [_ORDERS.get(column.key, column.key) for column in self.columns]
        at = keys.index(order) if order in keys else 1
        self._sorted_by = (at, Order.DescendingOrder if descending else Order.AscendingOrder)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def set_uids(self, uids: Sequence[str]) -> None:
        """Show these findings; what is known of those that stay is shown until it is read again."""
        known = {shown.uid: shown for page in self._pages.values() for shown in page if shown.line is not None}
        self.beginResetModel()
        self._uids, self._at = tuple(uids), None
        self._known = known
        self._pages.clear()
        self._asked.clear()
        self._generation += 1
        self.ticked.intersection_update(self._uids)
        self.endResetModel()
        self.shown_changed.emit()

    def rowCount(self, parent: Any = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._uids)

    def row_at(self, position: int) -> Any:
        if not 0 <= position < len(self._uids):
            return None
        number, place = divmod(position, PAGE)
        page = self._pages.get(number)
        uid = self._uids[position]
        if page is not None:
            return page[place]
        if number not in self._asked:
            self._asked.append(number)
            self._soon.start()
        return self._known.get(uid) or Shown(uid)

    def identity_at(self, position: int) -> Hashable | None:
        return self._uids[position] if 0 <= position < len(self._uids) else None

    def position_of(self, identity: Hashable) -> int | None:
        if self._at is None:
            self._at = {uid: at for at, uid in enumerate(self._uids)}
        return self._at.get(str(identity))

    def sort(self, column: int, order: Order = Order.AscendingOrder) -> None:
        """Asked of the database, not of the rows."""
        if 0 <= column < len(self.columns) and self.columns[column].key not in _UNORDERED:
            self._sorted_by = (column, order)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
            self.order_wanted.emit(*self.order)

    def shown_of(self, lines: Sequence[FindingLine]) -> tuple[Shown, ...]:
        """Lines with their words."""
        return tuple(
            Shown(line.uid, line, self.wordings.get(line.pattern, line.pattern), self.names.get(line.author, line.author))
            for line in lines
        )

    def _ask(self) -> None:
        """Read the pages that came into view last; what was scrolled past is asked again when it is seen again."""
        wanted, self._asked = self._asked[-_AT_ONCE:], []
        for number in wanted:
            uids = self._uids[number * PAGE : (number + 1) * PAGE]
            self._asked.append(number)
            self._runner.read(partial(self._rows_of, uids), partial(self._take, self._generation, number))

    def _rows_of(self, uids: Sequence[str]) -> tuple[Shown, ...]:
        found = {shown.uid: shown for shown in self.shown_of(self._read(uids))}
        return tuple(found.get(uid) or Shown(uid) for uid in uids)

    def _take(self, generation: int, number: int, page: tuple[Shown, ...]) -> None:
        if generation != self._generation:
            return
        if number in self._asked:
            self._asked.remove(number)
        self._pages[number] = page
        while len(self._pages) > _KEPT:
            self._pages.pop(next(iter(self._pages)))
        last = min(len(self._uids), (number + 1) * PAGE) - 1
        self.dataChanged.emit(self.index(number * PAGE, 0), self.index(last, len(self.columns) - 1))
        self.arrived.emit()

    # ticks

    def tick(self, uids: Sequence[str], *, on: bool) -> None:
        """Tick rows, or take the ticks away."""
        (self.ticked.update if on else self.ticked.difference_update)(uids)
        if self._uids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._uids) - 1, 0))


class FindingsView(TickView):
    """Typing does not search: the rows come as they are seen."""

    def keyboardSearch(self, search: str) -> None:
        return


def sentence(shown: Shown) -> str:
    """The row read aloud."""
    line = shown.line
    if line is None:
        return tr("being read")
    parts = [
        line.number,
        line.firm_name,
        shown.wording,
        words().say(f"severity.{line.severity}"),
        words().say(f"state.{line.state}"),
        due(line),
    ]
    if line.repeat_of:
        parts.append(tr("found in an earlier year too"))
    return tr(", ").join(part for part in parts if part)
