"""Left pane of the Firms place: filter, tiers, who is short of people, and the register on a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from auditdesk.model.rows import FirmRow
from auditdesk.model.rulebook import StaffingBand
from auditdesk.rules.firm_register import GONE
from ui.parts.buttons import Button, SegmentedControl
from ui.parts.fields import SearchField
from ui.parts.labels import ElidedLabel, Frame, Separator
from ui.parts.layouts import boxed, column, row
from ui.parts.states import EmptyState
from ui.places import firms_words as say
from ui.places.firms_columns import is_short, register_columns
from ui.table_view import RowView
from ui.tables import RowTable
from ui.theme import theme
from ui.words import day, plural, tr

_EVERY = "all"
_SWAPPED = str.maketrans("臺台", "台臺")
_ONE_LINE = 680
"""Design pixels that filter, tiers and buttons need beside each other."""
_KEYS = 110
"""Design pixels of the keys beside them; where tiers have a line of their own there is room for them."""


class RegisterPane(Frame):
    """The register with its filters. Says which firm is current and when one is entered."""

    firm_changed = Signal(object)
    opened = Signal(object)
    import_wanted = Signal()
    day_wanted = Signal(QWidget)

    def __init__(self, on: date) -> None:
        super().__init__("base")
        self._on = on
        self._bands: tuple[StaffingBand, ...] = ()
        self._chosen = _EVERY
        self.table = RowTable(
            register_columns(on.year),
            identity=lambda firm: firm.code,
            sentence=say.firm_sentence,
            search=_searched,
            parent=self,
        )
        self.view = RowView(self.table, tr("Firms"))
        self.view.left_alone += ("p", "P", "ｐ", "Ｐ")
        self.view.row_changed.connect(self.firm_changed)
        self.view.opened.connect(self.opened)
        self.table.shown_changed.connect(self._tell)
        self.field = SearchField(tr("Name or code"), name=tr("Filter by name or code"))
        self.field.changed.connect(lambda _text: self._filter())
        self.field.entered.connect(self.to_list)
        self.field.escaped.connect(self.to_list)
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.short = Button("", kind="quiet", name=tr("Only firms short of staff"))
        self.short.setToolTip(f"{tr('Only firms short of staff')}　Ctrl+Shift+S")
        self.short.setCheckable(True)
        self.short.toggled.connect(lambda _on: self._filter())
        self.columns = Button("", icon="columns", kind="quiet", name=tr("Choose columns"))
        self.columns.clicked.connect(self._choose_columns)
        self._every: Sequence[FirmRow] = ()
        self.entries: Callable[[], Sequence[tuple[str, str, Callable[[], None]]]] = tuple
        """What else the menu offers: text, why not, what does it."""
        self.unscheduled = QAction(tr("Only firms not yet scheduled"), self)
        self.gone = QAction(tr("Show merged and closed firms"), self)
        for switch in (self.unscheduled, self.gone):
            switch.setCheckable(True)
            switch.toggled.connect(lambda _on: self._show_rows())
        self.more = Button("", icon="filter", kind="quiet", name=tr("More filters and acts"))
        self.more.clicked.connect(self._choose_filters)
        self._segments_line = row(gap=0)
        self.segments = SegmentedControl(((_EVERY, tr("All")),), name=tr("Tier"))
        self._build()
        self._set_segments(())

    def _build(self) -> None:
        look = theme()
        self._bar = QWidget()
        self._bar.setProperty("role", "page")
        self._tiers = boxed(self._segments_line)
        self._head = row(self.field, self._tiers, None, self.short, self.more, self.columns, gap=8)
        self._second = row(gap=8)
        self._bar.setLayout(column(self._head, self._second, gap=0, margins=(12, 8, 12, 8)))
        self.nothing_yet = EmptyState(
            "firms",
            tr("No register yet"),
            tr("Take in the list of firms: open data, CSV, XLSX or ODS. Dropping a file here does the same."),
            tr("Import firm list"),
        )
        self.nothing_yet.acted.connect(self.import_wanted)
        self.no_hits = EmptyState("filter", tr("No firm fits the filter"), "", tr("Clear filter"), ("Esc",))
        self.no_hits.acted.connect(self.clear_filter)
        self._stack = QStackedWidget()
        for page in (self.view, self.nothing_yet, self.no_hits):
            self._stack.addWidget(page)
        self.day_button = Button("", icon="calendar", kind="link", small=True)
        self.day_button.clicked.connect(lambda: self.day_wanted.emit(self.day_button))
        self._told = ElidedLabel("", "caption", "secondary")
        self._told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        foot = Frame("footer")
        foot.setFixedHeight(look.px(30))
        line = row(self.day_button, self._told, gap=6, margins=(8, 0, 12, 0))
        line.setStretchFactor(self._told, 1)
        foot.setLayout(line)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._bar)
        whole.addWidget(Separator())
        whole.addWidget(self._stack, 1)
        whole.addWidget(foot)
        self.setMinimumWidth(look.px(300))

    # what is shown

    def show_firms(self, firms: Sequence[FirmRow], bands: Sequence[StaffingBand], on: date) -> None:
        """The register on a day with the capital bands of the edition then in force."""
        if on.year != self._on.year:
            self.table.columns = register_columns(on.year)
            self.table.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.table.columns) - 1)
        self._on = on
        if tuple(bands) != self._bands:
            self._set_segments(tuple(bands))
        self._every = firms
        self._show_rows()

    def _show_rows(self) -> None:
        """The firms that were there on the day, or all of them, by the switch."""
        shown = [firm for firm in self._every if self.gone.isChecked() or firm.licence not in GONE]
        self._count(shown)
        self.table.set_rows(shown)
        self._filter()

    def _set_segments(self, bands: tuple[StaffingBand, ...]) -> None:
        """One segment a band, the largest firms first."""
        self._bands = bands
        self._segments_line.removeWidget(self.segments)
        self.segments.deleteLater()
        choices = tuple((band.id, say.band_range(band)) for band in sorted(bands, key=lambda band: -band.minimum))
        self._chosen = self._chosen if self._chosen in {key for key, _ in choices} else _EVERY
        self.segments = SegmentedControl(((_EVERY, tr("All")), *choices), self._chosen, name=tr("Tier"))
        self.segments.chosen.connect(self._choose_band)
        self._segments_line.addWidget(self.segments)
        before: QWidget = self.field.edit
        for key in (_EVERY, *(key for key, _ in choices)):
            QWidget.setTabOrder(before, self.segments.button(key))
            before = self.segments.button(key)

    def _count(self, firms: Sequence[FirmRow]) -> None:
        self.segments.set_text(_EVERY, tr("All {count}", count=len(firms)))
        for band in self._bands:
            held = sum(firm.staffing_band is not None and firm.staffing_band.id == band.id for firm in firms)
            button = self.segments.button(band.id)
            told = plural(held, "{count} firm", "{count} firms")
            button.setToolTip(f"{say.tier_name(band)}: {told}")
            button.setAccessibleName(f"{say.tier(band)}, {told}")
        self.short.setText(tr("Short of staff {count}", count=sum(is_short(firm) for firm in firms)))
        self.short.updateGeometry()

    def _tell(self) -> None:
        page = self.view if self.table.rowCount() else self.no_hits if self._every else self.nothing_yet
        if page is self.no_hits:
            self.no_hits.say(tr("No firm fits the filter"), self._filter_in_words())
        focus, before = self.focusWidget(), self._stack.currentWidget()
        had_focus = focus is not None and before is not None and (before is focus or before.isAncestorOf(focus))
        self._stack.setCurrentWidget(page)
        if had_focus and before is not page:
            self.to_list()
        self._bar.setVisible(bool(self._every))  # nothing to filter: the room is for how to get a register
        self.tell_day()

    def tell_day(self) -> None:
        """The line at the foot: the day, how many are in view, and what the marks mean."""
        self.day_button.setText(tr("Register as of {day}", day=day(self._on)))
        self.day_button.setAccessibleName(self.day_button.text())
        self.day_button.updateGeometry()
        shown, rows = self.table.rowCount(), len(self.table.rows)
        parts = []
        if shown != rows:
            parts.append(tr("{shown} of {all} shown", shown=shown, all=rows))
        else:
            parts.append(tr("{count} selected", count=1 if self.view.current_row() else 0))
        firm = self.view.current_row()
        if firm is not None and firm.capital_valid_from:
            parts.append(tr("capital as of {day}", day=day(firm.capital_valid_from)))
        parts.append(tr("Staffing: building = unit, square = head, circle = staff, dashed = missing"))
        self._told.setText("　・　".join(parts))

    def _filter_in_words(self) -> str:
        parts = [f"「{self.field.text()}」"] if self.field.text().strip() else []
        band = next((band for band in self._bands if band.id == self._chosen), None)
        if band is not None:
            parts.append(say.tier(band))
        if self.short.isChecked():
            parts.append(tr("short of staff"))
        if self.unscheduled.isChecked():
            parts.append(tr("not yet scheduled"))
        return tr(", ").join(parts)

    # filter

    def _choose_band(self, key: str) -> None:
        self._chosen = key
        self._filter()

    def _filter(self) -> None:
        chosen, short, unscheduled = self._chosen, self.short.isChecked(), self.unscheduled.isChecked()

        def keep(firm: FirmRow) -> bool:
            fits = chosen == _EVERY or (firm.staffing_band is not None and firm.staffing_band.id == chosen)
            return fits and (not short or is_short(firm)) and (not unscheduled or firm.standing == "none")

        self.table.set_filter(self.field.text(), keep if chosen != _EVERY or short or unscheduled else None)

    def clear_filter(self) -> None:
        """Everything in view again."""
        self.field.set_text("")
        self._chosen = _EVERY
        self.segments.choose(_EVERY)
        self.short.setChecked(False)
        self.unscheduled.setChecked(False)
        self._filter()
        self.to_list()

    def order_by_capital(self) -> None:
        """The largest firms first, as the register is shown at first."""
        self.table.sort(self.table.column_index("capital"), Qt.SortOrder.DescendingOrder)
        self.view.horizontalHeader().viewport().update()

    def to_list(self) -> None:
        """Focus where the work is: the list, or the one button of what stands in its place."""
        target = self._stack.currentWidget()
        (target.button if isinstance(target, EmptyState) else self.view).setFocus(Qt.FocusReason.OtherFocusReason)

    # columns

    def _choose_filters(self) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(tr("More filters and acts"))
        menu.addActions([self.unscheduled, self.gone])
        menu.addSeparator()
        menu.setToolTipsVisible(True)
        for text, refused, do in self.entries():
            entry = menu.addAction(text)
            entry.setEnabled(not refused)
            entry.setToolTip(refused or text)
            entry.triggered.connect(do)
        menu.exec(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))
        menu.deleteLater()

    def _choose_columns(self) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(tr("Choose columns"))
        for section, offered in enumerate(self.table.columns):
            if section < 2:
                continue
            entry = QAction(offered.title, menu)
            entry.setCheckable(True)
            entry.setChecked(not self.view.isColumnHidden(section))
            entry.toggled.connect(lambda shown, section=section: self.view.setColumnHidden(section, not shown))
            menu.addAction(entry)
        menu.exec(self.columns.mapToGlobal(QPoint(0, self.columns.height() + 2)))
        menu.deleteLater()

    def fold(self, width: float) -> None:
        """Arrange for a pane of that width in design pixels: where it is narrow the tiers take a line of their own."""
        narrow = width < _ONE_LINE
        keys = ("Ctrl", "Shift", "S")
        self.short.show_keys(*(keys if narrow or width >= _ONE_LINE + _KEYS else ()))
        if narrow == (self._second.count() > 0):
            return
        if narrow:
            self._head.removeWidget(self._tiers)
            self._second.addWidget(self._tiers)
            self._second.addStretch(1)
        else:
            clear_line(self._second)
            self._head.insertWidget(1, self._tiers)
        self._second.setContentsMargins(0, theme().px(8) if narrow else 0, 0, 0)

    def needed_width(self) -> int:
        """Pixels in which every shown column stands whole."""
        look, header = theme(), self.view.horizontalHeader()
        columns = enumerate(self.table.columns)
        widths = (
            look.px(each.width) if each.stretch else header.sectionSize(at)
            for at, each in columns
            if not header.isSectionHidden(at)
        )
        return sum(widths) + look.px(12)

    def state(self) -> dict[str, Any]:
        ordered = self.table.sorted_by
        shown = [shown.key for section, shown in enumerate(self.table.columns) if not self.view.isColumnHidden(section)]
        return {
            "columns": shown,
            "sort": [self.table.columns[ordered[0]].key, ordered[1] == Qt.SortOrder.DescendingOrder] if ordered else None,
        }

    def restore(self, state: dict[str, Any]) -> None:
        keys = [offered.key for offered in self.table.columns]
        shown = state.get("columns")
        if isinstance(shown, list):
            for section, key in enumerate(keys):
                self.view.setColumnHidden(section, section > 1 and key not in shown)
        sort = state.get("sort")
        if isinstance(sort, list) and len(sort) == 2 and sort[0] in keys:
            self.table.sort(keys.index(sort[0]), Qt.SortOrder.DescendingOrder if sort[1] else Qt.SortOrder.AscendingOrder)


def _searched(firm: FirmRow) -> tuple[str, ...]:
    """What a firm is found by; 臺 and 台 find each other."""
    names = (firm.code, firm.name, firm.short_name, firm.unified_number, *firm.other_names)
    swapped = (name.translate(_SWAPPED) for name in names)
    return (*names, *(other for name, other in zip(names, swapped, strict=True) if other != name))


def clear_line(line: QHBoxLayout) -> None:
    """Take everything out of a line without letting its widgets go."""
    while line.takeAt(0) is not None:
        pass
