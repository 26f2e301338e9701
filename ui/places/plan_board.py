"""The left pane of the plan: which view, which rows, how many of each state; the year, the load, the list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ui.parts.buttons import Button, SegmentedControl
from ui.parts.fields import SearchField
from ui.parts.labels import Frame
from ui.parts.layouts import boxed, clear, column, row
from ui.parts.painting import draw_icon, draw_text, text_width
from ui.parts.sign_off_bar import SignOffBar
from ui.parts.states import Banner, EmptyState
from ui.parts.timeline import TimelineModel
from ui.parts.timeline_view import TimelineView
from ui.places.plan_load import load_table
from ui.places.plan_reading import Planned, Reading
from ui.places.plan_tables import lanes, plan_table, search_texts
from ui.table_view import RowView
from ui.tables import folded
from ui.theme import theme
from ui.words import tr

VIEWS = ("timeline", "load", "list")
_COUNTS = (
    ("done", "check", "judge.conform.mark"),
    ("under_way", "visits", "accent.text"),
    ("planned", "calendar", "text.secondary"),
    ("missing", "warn", "severity.medium.mark"),
)
_LEFT_ALONE = frozenset("/?／？aAdDvVcC123456789")


class Counts(QWidget):
    """How many visits stand where, each with its icon and word."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: tuple[tuple[str, str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        names = {"done": tr("done"), "under_way": tr("under way"), "planned": tr("planned"), "missing": tr("missing")}
        self._counts = tuple((f"{names[key]} {counts.get(key, 0)}", icon, ink) for key, icon, ink in _COUNTS)
        self.setAccessibleName(tr(", ").join(text for text, _icon, _ink in self._counts))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        width = sum(text_width(look.font("caption"), text) + look.px(14 + 4 + 12) for text, _icon, _ink in self._counts)
        return QSize(width, look.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, left, font = theme(), 0, theme().font("caption")
        painter = QPainter(self)
        for text, icon, ink in self._counts:
            draw_icon(painter, left, self.height() // 2, icon, ink, 14)
            left += look.px(18)
            width = text_width(font, text) + 1
            draw_text(painter, self.rect().adjusted(left, 0, 0, 0), text, "text.secondary", font)
            left += width - 1 + look.px(12)
        painter.end()


class _PlainList(RowView):
    """A list that leaves the place its keys."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier)
        if held or event.key() == Qt.Key.Key_Delete:
            event.ignore()
        else:
            super().keyPressEvent(event)


class PlanBoard(Frame):
    """``row_changed`` tells the current Planned (None without one) of whichever view is on screen."""

    row_changed = Signal(object)
    opened = Signal()
    dragged = Signal(str, int)
    view_chosen = Signal(str)
    problems_wanted = Signal()

    def __init__(self, today: date) -> None:
        super().__init__("base")
        self.rows: tuple[Planned, ...] = ()
        self.pulled: dict[str, int] = {}
        """Days by which bars were moved and are not yet kept."""
        self._movable = False
        self._words: tuple[str, ...] = ()
        self._choosing, self._field_wanted, self._low = False, False, False
        self.current_view = VIEWS[0]
        names = (("timeline", tr("Schedule")), ("load", tr("Staff")), ("list", tr("List")))
        self.views = SegmentedControl(names, name=tr("View"))
        for number, key in enumerate(VIEWS, 1):
            self.views.button(key).setToolTip(f"Alt+{number}")
        self.filters = SegmentedControl(
            (("all", tr("All")), ("missing", tr("Not planned")), ("clash", tr("Clashes"))), name=tr("Filter")
        )
        self.field = SearchField(tr("Filter"), name=tr("Filter the plan"))
        self.field.setMaximumWidth(theme().px(180))
        self.away = Button(tr("Days away"), icon="users", kind="ghost", keys=("V",))
        self.coverage = Button(tr("Coverage"), icon="shield-check", kind="ghost", keys=("C",))
        self.counts = Counts()
        self.timeline = TimelineModel(self)
        self.lanes = TimelineView(
            self.timeline, (tr("Firm"), tr("Scope"), tr("Inspectors")), today, tr("The year by firms and months")
        )
        self.lanes.left_alone = _LEFT_ALONE
        self.load = RowView(load_table(), tr("Inspectors by months"))
        self.list = _PlainList(plan_table(), tr("Planned visits"))
        self.load.left_alone = self.list.left_alone = tuple(_LEFT_ALONE)
        self.nothing = EmptyState("filter", tr("Nothing fits the filter"), "", tr("Clear the filter"))
        self.bar = SignOffBar()
        self._problems = column(gap=0)
        self._pages = QStackedWidget()
        for page in (self.lanes, self.load, self.list, self.nothing):
            self._pages.addWidget(page)
        self._build()

    def _build(self) -> None:
        tools = Frame("bar")
        tools.setFixedHeight(theme().px(46))
        tools.setLayout(
            row(self.views, self.filters, self.field, None, self.away, self.coverage, self.counts, gap=8, margins=(12, 0, 12, 0))
        )
        tools.setMinimumWidth(theme().px(240))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(tools)
        lines.addWidget(boxed(self._problems))
        lines.addWidget(self._pages, 1)
        lines.addWidget(self.bar)
        self.views.chosen.connect(self.show_view)
        self.filters.chosen.connect(lambda _key: self._fill())
        self.field.changed.connect(self._filter)
        self.field.entered.connect(self._leave_field)
        self.field.escaped.connect(self._leave_field)
        self.nothing.acted.connect(self.clear_filter)
        self.lanes.lane_changed.connect(lambda _lane: self._tell())
        self.lanes.opened.connect(lambda _lane: self.opened.emit())
        self.lanes.dragged.connect(self.dragged)
        self.list.row_changed.connect(lambda _row: self._tell())
        self.list.opened.connect(lambda _row: self.opened.emit())

    # what is shown

    def show_year(self, read: Reading, *, movable: bool) -> None:
        """Another reading of the plan; the current row stays the current one."""
        self.rows, self._movable = read.rows, movable
        clashes, missing = read.clashing, read.counts["missing"]
        self.filters.set_text("missing", f"{tr('Not planned')} {missing}" if missing else tr("Not planned"))
        self.filters.set_text("clash", f"{tr('Clashes')} {clashes}" if clashes else tr("Clashes"))
        self.counts.show_counts(read.counts)
        self.lanes.set_year(read.year)
        self.load.table().set_rows(read.plan.people if read.plan is not None else ())
        self._fill()

    def show_blocked(self, banner: Banner | None) -> None:
        """Firms that found no date, above the rows."""
        clear(self._problems)
        if banner is not None:
            self._problems.addWidget(boxed(column(banner, margins=(12, 8, 12, 8))))

    def pull(self, identity: str, days: int) -> None:
        """Draw a bar as moved before that is kept."""
        self.pulled[identity] = self.pulled.get(identity, 0) + days
        self.timeline.show(lanes(self.rows, self._kept, self.pulled, self._movable))

    def _kept(self, one: Planned) -> bool:
        chosen = self.filters.current()
        if (chosen == "missing" and not one.missing) or (chosen == "clash" and not one.clashes):
            return False
        if not self._words:
            return True
        text = folded("\n".join(search_texts(one)))
        return all(word in text for word in self._words)

    def _filter(self, text: str) -> None:
        self._words = tuple(folded(text).split())
        self._fill()

    def _fill(self) -> None:
        self._choosing = True
        self.timeline.show(lanes(self.rows, self._kept, self.pulled, self._movable))
        self._fill_list()
        self._choosing = False
        self._turn()
        self._tell()

    def _fill_list(self) -> None:
        """The list is filled while it is on screen and when it comes there: most people never look at both."""
        if self.current_view == "list":
            self.list.table().set_rows(one for one in self.rows if self._kept(one))

    def _leave_field(self) -> None:
        self._field_wanted = False
        self.to_rows()
        self.fold(low=self._low)

    @property
    def filtered(self) -> bool:
        return bool(self._words) or self.filters.current() != "all"

    def clear_filter(self) -> None:
        self.filters.choose("all")
        if self.field.text():
            self.field.set_text("")
        else:
            self._fill()
        self.to_rows()

    def show_view(self, key: str) -> None:
        """Schedule, staff or list; the row under the cursor stays the same."""
        here = self.current()
        self.current_view = key
        self.views.choose(key)
        self._fill_list()
        if here is not None:
            self.choose(here.identity)
        self._turn()
        self.fold(low=self._low)
        self._tell()
        self.view_chosen.emit(key)

    def _turn(self) -> None:
        page = {"timeline": self.lanes, "load": self.load, "list": self.list}[self.current_view]
        empty = self.current_view != "load" and not self.timeline.lanes
        had_focus = any(each.hasFocus() for each in (self.lanes, self.load, self.list))
        self._pages.setCurrentWidget(self.nothing if empty else page)
        self.filters.setEnabled(self.current_view != "load")
        self.field.setEnabled(self.current_view != "load")
        if had_focus and not empty:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    # where it stands

    def current(self) -> Planned | None:
        """The row under the cursor; none in the view of staff."""
        if self.current_view == "timeline":
            lane = self.lanes.current_lane()
            return None if lane is None else next((one for one in self.rows if one.identity == lane.identity), None)
        found = self.list.current_row() if self.current_view == "list" else None
        return found if isinstance(found, Planned) else None

    def choose(self, identity: str) -> bool:
        """Put the cursor on a row, in both views; False where a filter hides it."""
        self.list.choose(identity)
        return self.lanes.choose(identity)

    def spot(self, one: Planned) -> QRect | None:
        """Where a row is in ``rows_view``, for a note that points at it."""
        if self.current_view == "timeline":
            position = self.timeline.position_of(one.identity)
            rect = None if position is None else self.lanes.visualRect(self.timeline.index(position))
        else:
            at = self.list.table().position_of(one.identity)
            rect = None if at is None else self.list.visualRect(self.list.table().index(at, 0))
        if rect is None:
            return None
        return QRect(
            self.rows_view().x() + theme().px(14), rect.top() + theme().row_height("header"), theme().px(120), rect.height()
        )

    def next_problem(self, step: int) -> None:
        """F8: the next row that clashes or has no date."""
        shown = list(self._shown_order())
        here = self.current()
        at = next((at for at, one in enumerate(shown) if here is not None and one.identity == here.identity), -1)
        for number in range(1, len(shown) + 1):
            one = shown[(at + step * number) % len(shown)]
            if one.clashes or one.missing:
                self.choose(one.identity)
                return

    def _shown_order(self) -> Iterable[Planned]:
        if self.current_view == "list":
            return self.list.table().shown
        known = {one.identity: one for one in self.rows}
        return [known[lane.identity] for lane in self.timeline.lanes]

    def _tell(self) -> None:
        if not self._choosing:
            self.row_changed.emit(self.current())

    def rows_view(self) -> QWidget:
        """The widget that holds the cursor."""
        pages: tuple[QWidget, ...] = (self.lanes, self.load, self.list, self.nothing.button)
        return pages[self._pages.currentIndex()]

    def to_rows(self) -> None:
        self.rows_view().setFocus(Qt.FocusReason.OtherFocusReason)

    def to_field(self) -> None:
        """``/``: the search field, which is there while it is used."""
        self._field_wanted = True
        self.fold(low=self._low)
        self.field.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.edit.selectAll()

    def fold(self, *, low: bool) -> None:
        """What gives way as the pane gets narrow or low: figures, then buttons (the palette has them), then the search field."""
        self._low = low
        spare = self.width() / theme().scale
        self.field.setVisible(self._field_wanted or bool(self.field.text()) or self.current_view == "list")
        self.away.setVisible(spare >= 660)
        self.coverage.setVisible(spare >= 660)
        beside = (self.views, self.filters, self.field, self.away, self.coverage)
        taken = sum(each.sizeHint().width() + theme().px(8) for each in beside if each.isVisibleTo(self))
        self.counts.setVisible(self.width() - taken - theme().px(24 + 8) >= self.counts.sizeHint().width())
        self.bar.setVisible(not low)
