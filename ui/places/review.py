"""覆核: the second pair of eyes. The queue, the finding as it will stand, and beside it everything that a decision rests on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.review_rows import QueuePlace, ReviewRow
from ui.parts.buttons import Button
from ui.parts.labels import Frame
from ui.parts.layouts import column
from ui.parts.slices import Slices
from ui.parts.states import Banner
from ui.places.base import Command, KeyHint
from ui.places.review_acts import ReviewActs
from ui.places.review_centre import ReviewCentre
from ui.places.review_pane import QueuePane
from ui.places.review_side import DecisionBar, ReviewSide
from ui.theme import theme
from ui.words import tr

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.jobs import Runner
    from ui.places.base import Place

_BESIDE, _QUEUE_TOO = 1080, 720
"""Design pixels from which all three panes stand side by side, and from which the queue stands beside the finding."""
_LOW = 480
"""Design pixels of height below which the head of the finding scrolls with it."""
SHOWN = frozenset({"finding", "evidence", "review_comment", "finding_version", "person"})
_REST = 120
"""Milliseconds that the selection must rest before a finding is read."""
_AFTER_OWN, _AFTER_OTHERS = 1500, 400
"""Milliseconds after which the queue is read again: what the person decides has left it already, others' work has not."""


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
        self._ahead: ReviewRow | None = None
        """The finding that comes next, read while the person reads this one."""
        self.left = QueuePane(place)
        self.queue, self.field = self.left.queue, self.left.field
        self.queue.row_changed.connect(self._row_changed)
        self.queue.opened.connect(self.enter)
        self.left.left.connect(self.to_list)
        self.left.was_read.connect(self._was_read)
        self.acts = ReviewActs(self)
        self.held: Banner | None = None
        self._open_finding = open_finding
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._read_row)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.read_queue)
        self._shape = ""
        self.furnished = False
        """The panes of the finding are made: after the queue is on screen, so that nothing waits for them."""
        self._furnishing = Slices(self)
        self._held = column(gap=0, margins=(12, 8, 12, 0))
        self._middle, self._right = Frame("base"), Frame("pane")
        self._middle_lines = column(self._held, gap=0)
        self._middle.setLayout(self._middle_lines)
        self._middle.setMinimumWidth(theme().px(240))
        self._right_lines = column(gap=0)
        self._right.setLayout(self._right_lines)
        self._right.setMinimumWidth(theme().px(240))
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for pane in (self.left, self._middle, self._right):
            self.splitter.addWidget(pane)
        self.splitter.setStretchFactor(1, 1)
        self._middle.hide()
        self._right.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    # building

    def furnish(self) -> None:
        """Make the panes of the finding at once, as far as they are not made."""
        if not self.furnished:
            self._furnish_in_pieces()
            self._furnishing.finish()

    def _furnish_in_pieces(self) -> None:
        if not self.furnished and not self._furnishing.going_on:
            self._furnishing.begin(self._make_centre, self._make_side, self._join_panes)

    def _make_centre(self) -> None:
        self.centre = ReviewCentre(self.desk, self.runner, self._open_finding)

    def _make_side(self) -> None:
        self.side = ReviewSide()
        self.decision = DecisionBar(self.acts.accept, self.acts.send_back, self.acts.change_severity)

    def _join_panes(self) -> None:
        self.furnished = True
        self._side_scroll = QScrollArea()
        self._side_scroll.setWidgetResizable(True)
        self._side_scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._side_scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._middle_lines.addWidget(self.centre, 1)
        self._right_lines.addWidget(self._side_scroll)
        self._side_scroll.setWidget(self.side)
        self._right_lines.addWidget(self.decision)
        self.side.point_chosen.connect(self._to_point)
        self.side.words_wanted.connect(self.centre.jump)
        self.side.answer_wanted.connect(self.acts.answer)
        self.side.settle_wanted.connect(self.acts.settle)
        self.side.composer.sent.connect(self.acts.send)
        self.side.composer.left.connect(self.to_list)
        self.side.composer.entered.connect(self.place.keys_changed)
        self.side.composer.entered.connect(self._see_composer)
        self._bind()
        self._fold()

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

    @property
    def read_once(self) -> bool:
        return self.left.read_once

    def read_queue(self) -> None:
        """Read what waits."""
        self.left.read()
        self._furnish_in_pieces()

    def _was_read(self, first: bool) -> None:
        if first and self.isVisible():
            self.to_list()
        self.place.head_changed.emit()

    def _row_changed(self, chosen: QueuePlace | None) -> None:
        self.left.tell()
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
        if chosen is None:
            return
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead.uid == chosen.uid:
            self.show_row(ahead)
            self._look_again()
        else:
            self.runner.read(lambda: review.show(chosen.uid), self.show_row, self.failed, latest="review.show")

    def show_row(self, found: ReviewRow, before: ReviewRow | None = None) -> None:
        """The finding to be decided; ``before``: as it was on screen, where it has changed."""
        self.furnish()
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
        self._read_ahead()

    def _read_ahead(self) -> None:
        """Read the finding that takes the place of this one once it is decided."""
        at = self.queue.currentIndex().row()
        places, review = self.queue.model_.places, self.desk.review
        if 0 <= at < len(places) - 1 and (self._ahead is None or self._ahead.uid != places[at + 1].uid):
            uid = places[at + 1].uid
            self.runner.read(lambda: review.show(uid), self._take_ahead, lambda _error: None, latest="review.ahead")

    def _take_ahead(self, found: ReviewRow) -> None:
        self._ahead = found

    def _look_again(self) -> None:
        """Compare what is on screen with what is stored now."""
        if self.row is not None:
            uid, review = self.row.uid, self.desk.review
            self.runner.read(lambda: review.show(uid), self._compare, self.failed, latest="review.compare")

    def _tell_decision(self) -> None:
        found = self.row
        assert found is not None
        accept, back, severity = self.acts.refusals(found)
        if self.held is not None:
            held = tr("The content has changed: look at what differs first.")
            accept, back, severity = held, held, held
        self.decision.show_refusals(accept, back, severity)
        if self.held is None:
            refused = found.acts.get("accept")
            never = refused is not None and refused.code in ("act.forbidden", "four_eyes.author")
            self.side.show_row(found, "" if never else self.desk.actor.name, accept)

    # a finding that changes while it is open

    def refresh(self, changed: frozenset[str]) -> None:
        """Something was committed: the queue is read again in a while, the open finding is compared at once."""
        if not self.read_once or not changed & SHOWN:
            return
        self._again.start(_AFTER_OWN if self.acts.busy else _AFTER_OTHERS)
        if not self.acts.busy:
            self._ahead = None
            self._look_again()
            self._read_ahead()

    def _compare(self, now: ReviewRow) -> None:
        seen = self.row
        if seen is None or seen.uid != now.uid or self.acts.busy:
            return
        if now.shown == seen.shown and now.state == seen.state:
            self.row = now
            self.centre.show_marks(now.comments)
            if now.evidence != seen.evidence:
                self.centre.evidence.show_rows(now.evidence)
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

    def _see_composer(self) -> None:
        """What is typed is seen, wherever the field stands."""
        area = self._side_scroll if self._shape == "three" else self.centre.area
        QTimer.singleShot(0, area, lambda: area.ensureWidgetVisible(self.side.composer.edit, 0, theme().px(24)))

    def bring_in(self) -> bool:
        """Show the finding where there is room for the queue alone; whether it was on screen already."""
        if self._shape != "one" or self._middle.isVisible():
            return True
        self.enter()
        return False

    def to_list(self) -> None:
        """Back to the queue."""
        self._fold(inside=False)
        self.left.take_focus()

    def focus_filter(self) -> None:
        """Into the filter of the queue."""
        self.left.focus_filter()

    def open(self, uid: str) -> None:
        """Show one finding of the queue."""
        if self.queue.choose(uid):
            self.to_list()

    # widths

    def _fold(self, *, inside: bool | None = None) -> None:
        """Three panes side by side; two with the points below the finding; or one at a time."""
        if not self.furnished:
            return
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
            self.left.setVisible(not inside or self.row is None)
            self._middle.setVisible(inside and self.row is not None)
        else:
            self.left.setVisible(True)
            self._middle.setVisible(self.row is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    # what the place asks

    def keys(self) -> tuple[KeyHint, ...]:
        if self.furnished and self.side.composer.edit.hasFocus():
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
        if not self.furnished:
            return (self.queue,)
        first = self.side.point_lines[0] if self.side.point_lines else self.side.composer.edit
        return (self.queue, self.centre.facts, first)

    def reset(self) -> None:
        """Widths as at first."""
        self._shape = ""
        self._fold()
