"""Tabs 重要項目 and 例外 of the Rules place: what one supervisor proposed and another one decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStackedWidget, QWidget

from auditdesk.model.office_rules import ExceptionRow, KeyItemRow
from ui.parts.buttons import Button
from ui.parts.fields import SearchField
from ui.parts.layouts import FlowLayout, boxed, column
from ui.parts.painting import draw_status_chip
from ui.parts.sign_off_bar import SignOffAction, SignOffBar, SignOffStep
from ui.parts.states import EmptyState
from ui.places import rules_words as say
from ui.table_view import RowView
from ui.tables import Column, RowTable
from ui.words import day, tr, words, year_name


def _draw_state(painter: QPainter, rect: QRect, one: Any, _current: bool) -> None:
    status, icon = say.STATE_STATUS[one.state]
    draw_status_chip(painter, rect, words().say(f"proposal_state.{one.state}"), status, icon)


def _state_column() -> Column:
    return Column("state", tr("State"), lambda one: words().say(f"proposal_state.{one.state}"), paint=_draw_state, width=112)


def _days(one: ExceptionRow) -> str:
    """Its days; one whose requirement has other words by now says since when it has lapsed."""
    told = say.period(one.valid_from, one.valid_until)
    return told if one.lapsed_on is None else tr("lapsed {day}: the words changed", day=day(one.lapsed_on))


def exception_columns() -> tuple[Column, ...]:
    return (
        _state_column(),
        Column("firm", tr("Firm"), lambda one: f"{one.firm_code} {one.firm_name}", width=160),
        Column("item", tr("Item"), lambda one: one.item, width=116),
        Column("kind", tr("Kind"), lambda one: words().say(f"exception_kind.{one.kind}"), width=64),
        Column("days", tr("Days"), lambda one: _days(one), lambda one: one.valid_from, width=172, tip=_days),
        Column("reason", tr("Reason"), lambda one: one.reason, width=180, stretch=True),
    )


def key_item_columns() -> tuple[Column, ...]:
    return (
        _state_column(),
        Column("year", tr("Year"), lambda one: year_name(one.year), lambda one: one.year, width=60),
        Column("item", tr("Item"), lambda one: one.item, width=116),
        Column("reason", tr("Reason"), lambda one: one.reason, width=240, stretch=True),
    )


class DecisionsTab(QWidget):
    """A list of proposals with the sign-off bar of the current one. ``decided`` names what is wanted: approve, refuse, end."""

    add_wanted = Signal()
    decided = Signal(str, object)

    def __init__(self, columns: tuple[Column, ...], name: str, add: str, empty: EmptyState) -> None:
        super().__init__()
        self.table = RowTable(columns, identity=lambda one: one.uid, sentence=lambda one: f"{one.item} {one.reason}", parent=self)
        self.view = RowView(self.table, name)
        self.add = Button(add, icon="plus", kind="default", keys=("Ctrl", "N"))
        self.field = SearchField(tr("Find in the list"), icon="search")
        self.field.changed.connect(lambda text: self.table.set_filter(text))
        for signal in (self.field.entered, self.field.escaped):
            signal.connect(lambda: self.view.setFocus(Qt.FocusReason.OtherFocusReason))
        self.add.clicked.connect(self.add_wanted)
        self.empty = empty
        self.empty.acted.connect(self.add_wanted)
        self.bar = SignOffBar()
        self.refusals: Callable[[Any], dict[str, str]] = lambda _one: {}
        """For the current proposal: act → why this person may not; acts that do not fit its state are left out."""
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(empty)
        whole = column(
            boxed(column(boxed(FlowLayout(self.field, self.add, gap=8, line_gap=6)), gap=0, margins=(12, 8, 12, 8))), gap=0
        )
        whole.addWidget(self._stack, 1)
        whole.addWidget(self.bar)
        self.setLayout(whole)
        self.view.row_changed.connect(self._show)
        self.bar.setVisible(False)

    def show_rows(self, rows: Sequence[ExceptionRow | KeyItemRow]) -> None:
        """Newest proposals and those that wait come first in the order given."""
        self.table.set_rows(rows)
        self._stack.setCurrentWidget(self.view if rows else self.empty)
        self._show(self.view.current_row())

    def _show(self, one: ExceptionRow | KeyItemRow | None) -> None:
        self.bar.setVisible(one is not None)
        if one is None:
            return
        steps = [SignOffStep(tr("Proposed"), (one.proposed_by,), one.proposed_at)]
        decided = () if one.decided_by is None else (one.decided_by,)
        steps.append(
            SignOffStep(
                words().say("proposal_state.refused") if one.state == "refused" else tr("Approved"), decided, one.decided_at
            )
        )
        note = one.decision_reason
        if isinstance(one, ExceptionRow) and one.ended_by:
            steps.append(SignOffStep(tr("Ended"), (one.ended_by,), one.ended_at))
            note = one.end_reason
        texts = {
            "approve": (tr("Approve"), "check", ("Ctrl", "Enter")),
            "refuse": (tr("Refuse..."), "x", ("Ctrl", "Backspace")),
            "end": (tr("End..."), "minus", ("Ctrl", "Shift", "W")),
        }
        actions = [
            SignOffAction(*texts[act][:2], partial(self.decided.emit, act, one), refused, keys=texts[act][2])
            for act, refused in self.refusals(one).items()
        ]
        self.bar.show_steps(steps, actions, note)
