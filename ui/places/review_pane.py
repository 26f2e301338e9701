"""The left of the review: the queue under its head with the filter and the order, and below it what was done today."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.review_rows import QueuePlace, QueueRow
from ui.parts.buttons import Button
from ui.parts.fields import SearchField
from ui.parts.labels import Frame, Label
from ui.parts.layouts import boxed, column, row
from ui.parts.states import EmptyState
from ui.places.review_queue import ReviewQueue
from ui.places.review_queue_model import AGE, RISK
from ui.theme import theme
from ui.words import plural, tr

if TYPE_CHECKING:
    from ui.places.base import Place

_Reading = tuple[tuple[QueuePlace, ...], tuple[QueueRow, ...], frozenset[str] | None, str]
"""Places, the rows of the first of them, what fits the filter, and that filter."""


class QueuePane(Frame):
    """``read`` reads what waits; ``was_read`` tells whether it was the first time."""

    was_read = Signal(bool)
    left = Signal()
    """The filter was left: back to the queue."""

    def __init__(self, place: Place) -> None:
        super().__init__("base")
        self._place = place
        self._review, self._runner = place.desk.review, place.runner
        self.decided_today = 0
        self.read_once = False
        self.queue = ReviewQueue(place.desk.actor.login)
        self.queue.model_.rows_wanted.connect(self._read_rows)
        self.field = SearchField(tr("Filter by firm, number, pattern or author"))
        self.field.changed.connect(self._filter)
        self.field.entered.connect(self.left)
        self.field.escaped.connect(self._leave_filter)
        self._order = Label("", "caption", "secondary")
        filter_button = Button(icon="filter", kind="ghost", name=tr("Filter the queue"), small=True)
        filter_button.clicked.connect(self.focus_filter)
        sort_button = Button(icon="sort", kind="ghost", name=tr("Order by risk or by waiting time"), small=True)
        sort_button.clicked.connect(self.turn_order)
        self._field_box = boxed(column(self.field, margins=(10, 0, 10, 8)))
        self._field_box.setVisible(False)
        head = Frame("header")
        title = Label(tr("Queue"), "table", "primary", 500)
        line = row(title, self._order, None, filter_button, sort_button, margins=(12, 6, 8, 6))
        head.setLayout(column(line, self._field_box, gap=0))
        foot = Frame("footer")
        self._today = Label("", "caption", "secondary")
        foot.setLayout(row(self._today, None, margins=(12, 6, 12, 6)))
        self.nothing = EmptyState("check", tr("No finding waits for review"), "")
        self.no_hits = EmptyState("filter", tr("No finding fits the filter"), "", tr("Clear filter"), ("Esc",))
        self.no_hits.acted.connect(self._clear_filter)
        self._lists = QStackedWidget()
        for page in (self.queue, self.nothing, self.no_hits):
            self._lists.addWidget(page)
        lines = column(head, self._lists, foot, gap=0)
        lines.setStretch(1, 1)
        self.setLayout(lines)
        self.setMinimumWidth(theme().px(220))
        self._tell_order(RISK)

    # reading

    def read(self) -> None:
        """Read the places of what waits, and the rows of the first page."""
        self._runner.read(partial(self._read_places, self.field.text()), self._show, self._failed, latest="review.queue")

    def _read_places(self, text: str) -> _Reading:
        places = self._review.waiting()
        fits = self._review.waiting_with(text) if text else None
        return places, self._review.queue_rows(self.queue.model_.head_of(places, fits)), fits, text

    def _show(self, found: _Reading) -> None:
        first, self.read_once = not self.read_once, True
        places, rows, fits, text = found
        model = self.queue.model_
        model.set_places(places, rows, fits if text == self.field.text() else model.fits)
        self.tell()
        self.was_read.emit(first)

    def _read_rows(self, uids: Sequence[str]) -> None:
        self._runner.read(partial(self._review.queue_rows, uids), self.queue.model_.take_rows, self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, AuditDeskError):
            self._place.failed.emit(error)

    def tell(self) -> None:
        """Say what there is: the queue, that nothing waits, or that nothing fits."""
        model = self.queue.model_
        page = self.queue if model.places else self.no_hits if model.fits is not None else self.nothing
        self._lists.setCurrentWidget(page)
        told = plural(self.decided_today, "{count} reviewed today.", "{count} reviewed today.")
        self._today.setText(told)
        self.nothing.say(tr("No finding waits for review"), told)
        if page is self.no_hits:
            self.no_hits.say(tr("No finding fits the filter"), tr("Filter: {words}", words=self.field.text()))

    def show_today(self, decided: int) -> None:
        """How many the person has decided today."""
        self.decided_today = decided
        self.tell()

    # filter and order

    def _filter(self, text: str) -> None:
        if text:
            wanted = partial(self._review.waiting_with, text)
            self._runner.read(wanted, self._show_filtered, self._failed, latest="review.filter")
        else:
            self._runner.read(lambda: None, self._show_filtered, self._failed, latest="review.filter")

    def _show_filtered(self, fits: frozenset[str] | None) -> None:
        self.queue.model_.set_filter(fits)
        self.tell()

    def take_focus(self) -> None:
        """Into the queue, or to the way out of a filter that nothing fits."""
        target = self.no_hits.button if self._lists.currentWidget() is self.no_hits else self.queue
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_filter(self) -> None:
        """Into the filter."""
        self._field_box.setVisible(True)
        self.field.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.edit.selectAll()

    def _leave_filter(self) -> None:
        self._field_box.setVisible(bool(self.field.text()))
        self.left.emit()

    def _clear_filter(self) -> None:
        self.field.set_text("")
        self._leave_filter()

    def turn_order(self) -> None:
        """By risk, or by how long they wait."""
        self._tell_order(AGE if self._ordered == RISK else RISK)
        self.queue.model_.set_order(self._ordered)

    def _tell_order(self, order: str) -> None:
        self._ordered = order
        self._order.setText(tr("by risk and waiting time") if order == RISK else tr("by waiting time"))
