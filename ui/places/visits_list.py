"""The list of visits: firm, day, team, how far it is, what was found deficient, where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout

from auditdesk.model.rows import VisitRow
from ui.parts.buttons import Button, SegmentedControl
from ui.parts.fields import SearchField
from ui.parts.firm_mark import firm_painter, licence_mark, marked_name
from ui.parts.labels import Frame, Separator
from ui.parts.layouts import boxed, column, row
from ui.parts.painting import chip_width, draw_icon, draw_status_chip, draw_text, text_width
from ui.parts.states import EmptyState
from ui.places import fieldwork_words as say
from ui.places import parcels_words
from ui.places.parcels_words import Elsewhere
from ui.table_view import PADDING, RowView
from ui.tables import Column, RowTable, folded
from ui.theme import theme
from ui.words import day, tr, words

_EVERY = "all"
_HERE = Elsewhere("")


def visit_columns(team: Callable[[VisitRow], str], elsewhere: Callable[[VisitRow], Elsewhere]) -> tuple[Column, ...]:
    """The columns of the list of visits; ``team`` names who visits, ``elsewhere`` tells where it is besides here."""
    return (
        Column("number", tr("Number"), lambda visit: visit.number, width=96, colour="text.muted"),
        Column("code", tr("Code"), lambda visit: visit.firm_code, width=64, colour="text.muted"),
        Column(
            "firm",
            tr("Firm"),
            lambda visit: marked_name(visit.firm_name, visit.licence),
            lambda visit: folded(visit.firm_name),
            firm_painter(lambda visit: visit.firm_name, lambda visit: visit.licence, 500),
            width=140,
            stretch=True,
            tip=lambda visit: marked_name(visit.firm_name, visit.licence),
        ),
        Column("day", tr("Period"), lambda visit: day(visit.reference_date), lambda visit: visit.reference_date, width=90),
        Column("kind", tr("Kind"), lambda visit: words().say(f"visit_kind.{visit.kind}"), width=90, optional=True),
        Column("mode", tr("Mode"), lambda visit: words().say(f"visit_mode.{visit.mode}"), width=70, optional=True),
        Column("team", tr("Team"), team, width=150, colour="text.secondary"),
        Column("progress", tr("Progress"), _progress, lambda visit: visit.done / max(1, visit.total), _draw_progress, width=140),
        Column(
            "deficient",
            tr("Deficient"),
            lambda visit: str(visit.deficient),
            lambda visit: visit.deficient,
            _draw_deficient,
            width=72,
            right=True,
        ),
        Column(
            "state",
            tr("State"),
            lambda visit: _standing_words(visit, elsewhere(visit)),
            say.standing_order,
            lambda painter, rect, visit, _current: _draw_standing(painter, rect, visit, elsewhere(visit)),
            width=_standing_width(),
        ),
        Column(
            "holder", tr("Holding computer"), lambda visit: elsewhere(visit).holders or "–", width=130, colour="text.secondary"
        ),
    )


def _progress(visit: VisitRow) -> str:
    return f"{visit.done} / {visit.total}"


def _standing_width() -> int:
    wide = max(chip_width(words().say(f"visit_standing.{name}"), icon) for name, (_, icon) in say.STANDINGS.items())
    wide = max(wide, *(chip_width(parcels_words.standing(name), "laptop") for name in ("clashing", "overdue", "out", "held")))
    return round(wide / theme().scale) + 2 * PADDING + 2


def _draw_progress(painter: QPainter, rect: QRect, visit: VisitRow, _current: bool) -> None:
    look, font = theme(), theme().font("table")
    told = _progress(visit)
    wide = max(text_width(font, "100 / 100"), text_width(font, told))
    box = QRect(rect.right() - wide, rect.top(), wide + 1, rect.height())
    draw_text(painter, box, told, "text.secondary", font, Qt.AlignmentFlag.AlignRight)
    room, high = rect.width() - wide - look.px(10), look.px(6)
    top = rect.center().y() - high // 2 + 1
    if room > look.px(16):
        painter.fillRect(rect.left(), top, room, high, look.q("border.default"))
        painter.fillRect(rect.left(), top, round(room * visit.done / max(1, visit.total)), high, look.q("chart.good"))


def _draw_deficient(painter: QPainter, rect: QRect, visit: VisitRow, _current: bool) -> None:
    look, font = theme(), theme().font("table", 500 if visit.deficient else 400)
    ink = "judge.deficient.text" if visit.deficient else "text.muted"
    draw_text(painter, rect, str(visit.deficient), ink, font, Qt.AlignmentFlag.AlignRight)
    if visit.deficient:
        left = rect.right() - text_width(font, str(visit.deficient)) - look.px(18)
        draw_icon(painter, left, rect.center().y() + 1, "j-deficient", "judge.deficient.mark", 12)


def _standing_words(visit: VisitRow, elsewhere: Elsewhere) -> str:
    return parcels_words.standing(elsewhere.standing) if elsewhere.standing else say.standing(visit)


def _draw_standing(painter: QPainter, rect: QRect, visit: VisitRow, elsewhere: Elsewhere) -> None:
    status, icon = parcels_words.STANDINGS[elsewhere.standing] if elsewhere.standing else say.STANDINGS[say.standing_name(visit)]
    draw_status_chip(painter, rect, _standing_words(visit, elsewhere), status, icon)


class VisitsPane(Frame):
    """The list with its filters. Says which visit is opened."""

    opened = Signal(object)
    go_to_firms = Signal()

    def __init__(self) -> None:
        super().__init__("base")
        self._chosen = _EVERY
        self.names: dict[str, str] = {}
        """Login → name of everybody."""
        self.elsewhere: dict[str, Elsewhere] = {}
        """Visit uid → where it is besides here; for those of which there is something to say."""
        self.table = RowTable(
            visit_columns(self.team, lambda visit: self.elsewhere.get(visit.uid, _HERE)),
            identity=lambda visit: visit.uid,
            sentence=say.visit_sentence,
            search=self._searched,
            parent=self,
        )
        self.view = RowView(self.table, tr("List of visits"))
        self.view.opened.connect(self.opened)
        self.table.shown_changed.connect(self._tell)
        self.field = SearchField(tr("Filter by firm, number or person"))
        self.field.changed.connect(lambda _text: self._filter())
        self.field.entered.connect(self.to_list)
        self.field.escaped.connect(self.to_list)
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        choices = ((_EVERY, tr("All")), *((name, words().say(f"visit_standing.{name}")) for name in say.STANDINGS))
        self.states = SegmentedControl(choices, name=tr("State"))
        self.states.chosen.connect(self._choose_state)
        self.open_button = Button(tr("Open"), icon="arrow-right", kind="primary", keys=("Enter",))
        self.open_button.clicked.connect(lambda: self.opened.emit(self.view.current_row()))
        self._build()

    def team(self, visit: VisitRow) -> str:
        """Who visits, by name."""
        return tr(", ").join(self.names.get(login, login) for login in visit.inspectors)

    def _searched(self, visit: VisitRow) -> tuple[str, ...]:
        return (
            visit.number,
            visit.firm_code,
            visit.firm_name,
            self.team(visit),
            _standing_words(visit, self.elsewhere.get(visit.uid, _HERE)),
            self.elsewhere.get(visit.uid, _HERE).holders,
            licence_mark(visit.licence),
        )

    def _build(self) -> None:
        self.nothing_yet = EmptyState(
            "visits",
            tr("No visits yet"),
            tr("A visit is opened from a firm: its rules, scope and facts are then frozen for that day."),
            tr("To the firms"),
        )
        self.nothing_yet.acted.connect(self.go_to_firms)
        self.no_hits = EmptyState("filter", tr("No visit fits the filter"), "", tr("Clear filter"), ("Esc",))
        self.no_hits.acted.connect(self.clear_filter)
        self._stack = QStackedWidget()
        for page in (self.view, self.nothing_yet, self.no_hits):
            self._stack.addWidget(page)
        self._bar = boxed(column(row(self.field, self.states, self.open_button, gap=8), margins=(12, 8, 12, 8)))
        self._bar.setProperty("role", "page")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._bar)
        whole.addWidget(Separator())
        whole.addWidget(self._stack, 1)

    def show_visits(self, visits: Sequence[VisitRow]) -> None:
        """Every visit, the newest first."""
        counts = dict.fromkeys(say.STANDINGS, 0)
        for visit in visits:
            counts[say.standing_name(visit)] += 1
        self.states.set_text(_EVERY, tr("All {count}", count=len(visits)))
        for name, count in counts.items():
            self.states.set_text(name, f"{words().say(f'visit_standing.{name}')} {count}")
        self.table.set_rows(visits)

    def _tell(self) -> None:
        page = self.view if self.table.shown or self.table.waiting else self.no_hits if self.table.rows else self.nothing_yet
        for each in (self.nothing_yet, self.no_hits):
            each.button.setVisible(page is each)
        self._bar.setVisible(page is not self.nothing_yet)
        self._stack.setCurrentWidget(page)
        self.open_button.setEnabled(bool(self.table.shown))
        if page is self.no_hits:
            self.no_hits.say(tr("No visit fits the filter"), tr("Filter: {words}", words=self.field.text() or self._told_state()))

    def _told_state(self) -> str:
        return "" if self._chosen == _EVERY else words().say(f"visit_standing.{self._chosen}")

    def _choose_state(self, state: str) -> None:
        self._chosen = state
        self._filter()

    def _filter(self) -> None:
        chosen = self._chosen
        keep = None if chosen == _EVERY else (lambda visit: say.standing_name(visit) == chosen)
        self.table.set_filter(self.field.text(), keep)

    def clear_filter(self) -> None:
        self._chosen = _EVERY
        self.states.choose(_EVERY)
        self.field.set_text("")
        self._filter()
        self.to_list()

    def to_list(self) -> None:
        """Focus where the work is: the list, or the one button of what stands in its place."""
        target = self._stack.currentWidget()
        (target.button if isinstance(target, EmptyState) else self.view).setFocus(Qt.FocusReason.OtherFocusReason)

    def fold(self, width: float) -> None:
        """For a pane of that width in design pixels: what is needed least gives way."""
        for key, least in (("holder", 980), ("number", 760), ("team", 640), ("progress", 480), ("code", 640)):
            self.view.setColumnHidden(self.table.column_index(key), width < least)
        self.states.setVisible(width >= 900)
        self.open_button.setVisible(width >= 560)

    def state(self) -> dict[str, Any]:
        ordered = self.table.sorted_by
        current = self.view.current_row()
        return {
            "current": current.uid if current is not None else "",
            "sort": [self.table.columns[ordered[0]].key, ordered[1] == Qt.SortOrder.DescendingOrder] if ordered else None,
        }

    def restore(self, state: dict[str, Any]) -> None:
        sort = state.get("sort")
        keys = [offered.key for offered in self.table.columns]
        if isinstance(sort, list) and len(sort) == 2 and sort[0] in keys:
            self.table.sort(keys.index(sort[0]), Qt.SortOrder.DescendingOrder if sort[1] else Qt.SortOrder.AscendingOrder)
