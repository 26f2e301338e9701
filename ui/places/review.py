"""覆核: the second pair of eyes. The queue, the finding as it will stand, and beside it everything that a decision rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.review_rows import QueuePlace, QueueRow, ReviewRow
from ui.parts.buttons import Button
from ui.parts.fields import SearchField
from ui.parts.labels import Frame, Label
from ui.parts.layouts import boxed, column, row
from ui.parts.states import Banner, EmptyState
from ui.places.base import Command, KeyHint
from ui.places.review_acts import ReviewActs
from ui.places.review_centre import ReviewCentre
from ui.places.review_queue import ReviewQueue
from ui.places.review_queue_model import AGE, RISK
from ui.places.review_side import DecisionBar, ReviewSide
from ui.theme import theme
from ui.words import plural, tr

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.jobs import Runner
    from ui.places.base import Place

_Reading = tuple[tuple[QueuePlace, ...], tuple[QueueRow, ...], frozenset[str] | None, str]
"""Places, the rows of the first of them, what fits the filter, and that filter."""
_BESIDE, _QUEUE_TOO = 1080, 720
"""Design pixels from which all three panes stand side by side, and from which the queue stands beside the finding."""
_LOW = 480
"""Design pixels of height below which the head of the finding scrolls with it."""
SHOWN = frozenset({"finding", "evidence", "review_comment", "finding_version", "person"})
_REST = 120
"""Milliseconds that the selection must rest before a finding is read."""


class ReviewPage(QWidget):
    """``acts`` decides. A finding that changes while it is open holds the decision until the change was looked at."""

    def __init__(self, place: Place, open_finding: Callable[[str], None]) -> None:
        super().__init__()
        self.place = place
        self.desk: Desk = place.desk
        self.runner: Runner = place.runner
        self.row: ReviewRow | None = None
        self.fresh: ReviewRow | None = None
        """The finding as it stands now, where it is not what is on screen."""
        self.decided_today = 0
        self.read_once = False
        self.queue = ReviewQueue(self.desk.actor.login)
        self.queue.row_changed.connect(self._row_changed)
        self.queue.opened.connect(self.enter)
        self.queue.model_.rows_wanted.connect(self._read_rows)
        self.centre = ReviewCentre(self.desk, self.runner, open_finding)
        self.side = ReviewSide()
        self.acts = ReviewActs(self)
        self.decision = DecisionBar(self.acts.accept, self.acts.send_back, self.acts.change_severity)
        self._side_scroll = QScrollArea()
        self._side_scroll.setWidgetResizable(True)
        self._side_scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._side_scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._held = column(gap=0, margins=(12, 8, 12, 0))
        self.held: Banner | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._read_row)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(400)
        self._again.timeout.connect(self.read_queue)
        self._shape = ""
        self._build()
        self._bind()

    # building

    def _build(self) -> None:
        self.field = SearchField(tr("Filter by firm, number, pattern or author"))
        self.field.changed.connect(self._filter)
        self.field.entered.connect(self.to_list)
        self.field.escaped.connect(self._leave_filter)
        self._order = Label("", "caption", "secondary")
        self._filter_button = Button(icon="filter", kind="ghost", name=tr("Filter the queue"), small=True)
        self._filter_button.clicked.connect(self.focus_filter)
        self._sort_button = Button(icon="sort", kind="ghost", name=tr("Order by risk or by waiting time"), small=True)
        self._sort_button.clicked.connect(self.turn_order)
        self._field_box = boxed(column(self.field, margins=(10, 0, 10, 8)))
        self._field_box.setVisible(False)
        head = Frame("header")
        line = row(
            Label(tr("Queue"), "table", "primary", 500),
            self._order,
            None,
            self._filter_button,
            self._sort_button,
            margins=(12, 6, 8, 6),
        )
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
        left = Frame("base")
        left.setLayout(column(head, self._lists, foot, gap=0))
        left.layout().setStretch(1, 1)  # type: ignore[union-attr]
        left.setMinimumWidth(theme().px(220))
        self._left = left
        middle = Frame("base")
        middle.setLayout(column(self._held, self.centre, gap=0))
        middle.layout().setStretch(1, 1)  # type: ignore[union-attr]
        middle.setMinimumWidth(theme().px(240))
        self._middle = middle
        self._right = Frame("pane")
        self._right_lines = column(self._side_scroll, gap=0)
        self._right.setLayout(self._right_lines)
        self._right.setMinimumWidth(theme().px(240))
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for pane in (left, middle, self._right):
            self.splitter.addWidget(pane)
        self.splitter.setStretchFactor(1, 1)
        self.empty = EmptyState("findings", tr("Choose a finding"), "")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)
        self._side_scroll.setWidget(self.side)
        self._right_lines.addWidget(self.decision)
        self._tell_order(RISK)
        self.side.point_chosen.connect(self._to_point)
        self.side.words_wanted.connect(self.centre.jump)
        self.side.answer_wanted.connect(self.acts.answer)
        self.side.settle_wanted.connect(self.acts.settle)
        self.side.composer.sent.connect(self.acts.send)
        self.side.composer.left.connect(self.to_list)
        self.side.composer.entered.connect(self.place.keys_changed)

    def _bind(self) -> None:
        def bind(keys: str, act: Callable[[], object], widget: QWidget, *, inside: bool = True) -> None:
            shortcut = QShortcut(QKeySequence(keys), widget)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut if inside else Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

        for keys, act in (
            ("Ctrl+Return", self.acts.accept),
            ("Ctrl+Enter", self.acts.accept),
            ("2", self.acts.send_back),
            ("3", self.acts.change_severity),
            ("C", self.acts.comment),
            ("D", self.look_at_change),
        ):
            bind(keys, act, self)
        for widget in (self.queue, self.centre.facts, self.centre.remark, self.centre.evidence.large):
            bind("Space", self.centre.evidence.open_viewer, widget, inside=False)
            bind("Shift+Space", partial(self.centre.evidence.turn, 1), widget, inside=False)
        bind("Escape", self.to_list, self._middle)
        bind("Escape", self.to_list, self._right)

    # reading

    def read_queue(self) -> None:
        """Read the places of what waits, and the rows of the first page."""
        self.runner.read(partial(self._read_places, self.field.text()), self._show_queue, self.failed, latest="review.queue")

    def _read_places(self, text: str) -> _Reading:
        review, model = self.desk.review, self.queue.model_
        places = review.waiting()
        fits = review.waiting_with(text) if text else None
        return places, review.queue_rows(model.head_of(places, fits)), fits, text

    def _show_queue(self, found: _Reading) -> None:
        first, self.read_once = not self.read_once, True
        places, rows, fits, text = found
        self.queue.model_.set_places(places, rows, fits if text == self.field.text() else self.queue.model_.fits)
        self._tell_queue()
        if first and self.isVisible():
            self.to_list()
        self.place.head_changed.emit()

    def _read_rows(self, uids: Sequence[str]) -> None:
        review = self.desk.review
        self.runner.read(lambda: review.queue_rows(uids), self.queue.model_.take_rows, self.failed)

    def _filter(self, text: str) -> None:
        review = self.desk.review
        if text:
            self.runner.read(lambda: review.waiting_with(text), self._show_filtered, self.failed, latest="review.filter")
        else:
            self.runner.read(lambda: None, self._show_filtered, self.failed, latest="review.filter")

    def _show_filtered(self, fits: frozenset[str] | None) -> None:
        self.queue.model_.set_filter(fits)
        self._tell_queue()

    def _tell_queue(self) -> None:
        shown = self.queue.model_.places
        page: QWidget = self.queue if shown else self.no_hits if self.queue.model_.fits is not None else self.nothing
        self._lists.setCurrentWidget(page)
        told = plural(self.decided_today, "{count} reviewed today.", "{count} reviewed today.")
        self._today.setText(told)
        self.nothing.say(tr("No finding waits for review"), told)
        if page is self.no_hits:
            self.no_hits.say(tr("No finding fits the filter"), tr("Filter: {words}", words=self.field.text()))

    def show_today(self, decided: int) -> None:
        """How many the person has decided today."""
        self.decided_today = decided
        self._tell_queue()

    def _row_changed(self, chosen: QueuePlace | None) -> None:
        self._tell_queue()
        if chosen is None:
            self.row = self.fresh = None
            self._middle.setVisible(False)
            self._right.setVisible(False)
            self._fold()
            self.place.head_changed.emit()
        elif self.row is None or self.row.uid != chosen.uid:
            self._rest.start(0 if self.row is None else _REST)

    def _read_row(self) -> None:
        chosen, review = self.queue.current(), self.desk.review
        if chosen is not None:
            self.runner.read(lambda: review.show(chosen.uid), self.show_row, self.failed, latest="review.show")

    def show_row(self, found: ReviewRow, before: ReviewRow | None = None) -> None:
        """The finding to be decided; ``before``: as it was on screen, where it has changed."""
        other = self.row is None or self.row.uid != found.uid
        self.row, self.fresh = found, None
        self._release()
        if other:
            self.side.composer.reset()
        self.centre.show_row(found, before)
        self._tell_decision()
        self._middle.setVisible(True)
        self._right.setVisible(True)
        self._fold()
        self.place.head_changed.emit()

    def _tell_decision(self) -> None:
        found = self.row
        assert found is not None
        accept, back, severity = self.acts.refusals(found)
        if self.held is not None:
            held = tr("The content has changed: look at what differs first.")
            accept, back, severity = held, held, held
        self.decision.show_refusals(accept, back, severity)
        if self.held is None:
            self.side.show_row(found, self.desk.actor.name, accept)

    # a finding that changes while it is open

    def refresh(self, changed: frozenset[str]) -> None:
        """Something was committed: the queue is read again in a while, the open finding is compared at once."""
        if not self.read_once or not changed & SHOWN:
            return
        self._again.start()
        if self.row is not None and not self.acts.busy:
            uid, review = self.row.uid, self.desk.review
            self.runner.read(lambda: review.show(uid), self._compare, self.failed, latest="review.compare")

    def _compare(self, now: ReviewRow) -> None:
        seen = self.row
        if seen is None or seen.uid != now.uid or self.acts.busy:
            return
        if now.shown == seen.shown and now.state == seen.state:
            self.row = now
            self.centre.show_marks(now.comments)
            if self.held is None and now != seen:
                self._tell_decision()
        else:
            self.hold(now)

    def hold(self, now: ReviewRow) -> None:
        """It says something else than what is on screen: nothing is decided until the change was looked at."""
        self._release()
        self.fresh = now
        look = Button(tr("Look at what differs"), icon="eye", kind="default", keys=("D",))
        look.clicked.connect(self.look_at_change)
        self.held = Banner(
            "caution",
            tr("The content was updated while it was open. Please look at what differs."),
            tr("Your decision waits until then; what you wrote is kept."),
            actions=(look,),
            closable=False,
        )
        self._held.addWidget(self.held)
        self._tell_decision()

    def look_at_change(self) -> None:
        """Show what differs from what was on screen; the decision is free again."""
        if self.fresh is not None and self.row is not None:
            self.show_row(self.fresh, self.row)
            self.centre.compare()

    def _release(self) -> None:
        if self.held is not None:
            self.held.hide()
            self.held.deleteLater()
            self.held = None

    def failed(self, error: Exception) -> None:
        """An expected failure is shown above the place."""
        if isinstance(error, AuditDeskError):
            self.place.failed.emit(error)

    # keys and jumps

    def _to_point(self, code: str) -> None:
        if code.startswith("severity"):
            self.acts.change_severity()
        elif code in ("evidence", "no_evidence"):
            self.centre.to(self.centre.evidence.large if self.centre.evidence.rows else self.centre.facts)
        elif code == "mended":
            self.centre.compare()
            self.centre.to(self.centre.facts)
        elif code == "comments":
            first = next(iter(self.side.settle_buttons.values()), None)
            (first or self.side.composer.edit).setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.centre.to(self.centre.facts)

    def enter(self) -> None:
        """From the queue into the finding."""
        if self.row is not None:
            self._fold(inside=True)
            self.centre.facts.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def to_list(self) -> None:
        """Back to the queue."""
        self._fold(inside=False)
        page = self._lists.currentWidget()
        target = page.button if isinstance(page, EmptyState) and page is self.no_hits else self.queue
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_filter(self) -> None:
        self._field_box.setVisible(True)
        self.field.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.edit.selectAll()

    def _leave_filter(self) -> None:
        self._field_box.setVisible(bool(self.field.text()))
        self.to_list()

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

    def open(self, uid: str) -> None:
        """Show one finding of the queue."""
        if self.queue.choose(uid):
            self.to_list()

    # widths

    def _fold(self, *, inside: bool | None = None) -> None:
        """Three panes side by side; two with the points below the finding; or one at a time."""
        width = self.width() / theme().scale
        shape = "three" if width >= _BESIDE else "two" if width >= _QUEUE_TOO else "one"
        if shape != self._shape:
            self._shape = shape
            if shape == "three":
                self._side_scroll.setWidget(self.side)
                self._right_lines.addWidget(self._side_scroll, 1)
                self._right_lines.addWidget(self.decision)
                queue, side = theme().px(318), theme().px(334)
                self.splitter.setSizes([queue, max(1, self.width() - queue - side), side])
            else:
                self._side_scroll.takeWidget()
                self.centre.below.addWidget(self.side)
                self.side.show()
                layout = self._middle.layout()
                assert layout is not None
                layout.addWidget(self.decision)
                self.splitter.setSizes([theme().px(280), max(1, self.width() - theme().px(280)), 0])
        self.decision.set_flat(shape != "three")
        self.centre.set_low(self.height() / theme().scale < _LOW)
        focus = self.focusWidget()
        if inside is None:
            inside = focus is not None and self._middle.isAncestorOf(focus)
        self._right.setVisible(shape == "three" and self.row is not None)
        if shape == "one":
            self._left.setVisible(not inside or self.row is None)
            self._middle.setVisible(inside and self.row is not None)
        else:
            self._left.setVisible(True)
            self._middle.setVisible(self.row is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    # what the place asks

    def keys(self) -> tuple[KeyHint, ...]:
        if self.side.composer.edit.hasFocus():
            does = self.side.composer.send.text()
            return (KeyHint(("Ctrl", "↵"), does), KeyHint(("Esc",), tr("back to the queue")))
        hints = [
            KeyHint(("↑", "↓"), tr("next finding")),
            KeyHint(("Ctrl", "↵"), tr("accept")),
            KeyHint(("2",), tr("return")),
            KeyHint(("3",), tr("severity")),
            KeyHint(("C",), tr("comment")),
            KeyHint(("Space",), tr("evidence")),
        ]
        if self.held is not None:
            hints.insert(0, KeyHint(("D",), tr("what differs")))
        return tuple(hints)

    def commands(self) -> tuple[Command, ...]:
        refused = self.acts.command_refusals()
        return (
            Command(tr("Accept the finding"), "check", self.acts.accept, ("Ctrl", "Enter"), refused=refused[0]),
            Command(tr("Return the finding"), "undo", self.acts.send_back, ("2",), refused=refused[1]),
            Command(tr("Change the severity"), "findings", self.acts.change_severity, ("3",), refused=refused[2]),
            Command(
                tr("Comment on the finding"), "chat", self.acts.comment, ("C",), refused=self.place.why_not("findings.comment")
            ),
        )

    def subject(self) -> str:
        return self.row.number if self.row is not None else ""

    def panes(self) -> tuple[QWidget, ...]:
        first = self.side.point_lines[0] if self.side.point_lines else self.side.composer.edit
        return (self.queue, self.centre.facts, first)

    def reset(self) -> None:
        """Widths as at first."""
        self._shape = ""
        self._fold()
