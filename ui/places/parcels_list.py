"""What left the office, what came home, and what this computer holds: three lists, each with what can be done about its row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from auditdesk.model.parcel_rows import CheckInRow, CheckOutRow, HeldRow, Turn
from ui.parts.buttons import Button, SegmentedControl
from ui.parts.labels import Frame, Separator
from ui.parts.layouts import FlowLayout, boxed, clear, column, row
from ui.parts.painting import draw_status_chip
from ui.parts.states import EmptyState
from ui.places import fieldwork_words
from ui.places import parcels_words as say
from ui.table_view import RowView
from ui.tables import Column, RowTable
from ui.words import day, tr, words


@dataclass(frozen=True, slots=True)
class RowAct:
    """A button for the current row; ``refused`` says why it can't be pressed."""

    text: str
    icon: str
    run: Callable[[], None]
    refused: str = ""
    keys: tuple[str, ...] = ()
    kind: str = "quiet"


@dataclass(frozen=True, slots=True)
class Parcels:
    """Everything that is shown."""

    outs: tuple[CheckOutRow, ...] = ()
    ins: tuple[CheckInRow, ...] = ()
    held: tuple[HeldRow, ...] = ()


def _chip(name: Callable[[Any], str]) -> Callable[[QPainter, QRect, Any, bool], None]:
    def draw(painter: QPainter, rect: QRect, shown: Any, _current: bool) -> None:
        standing = name(shown)
        status, icon = say.STANDINGS[standing]
        draw_status_chip(painter, rect, say.standing(standing), status, icon)

    return draw


def out_columns() -> tuple[Column, ...]:
    """The columns of what left."""
    return (
        Column("number", tr("Package"), lambda out: out.number, width=96, weight=500),
        Column("visits", tr("Audits"), lambda out: tr(", ").join(out.visits), width=120, stretch=True),
        Column("holder", tr("Holder"), lambda out: out.holder_name, width=100),
        Column("device", tr("Computer"), lambda out: out.device or "–", width=120, colour="text.secondary"),
        Column("made", tr("Checked out at"), lambda out: fieldwork_words.moment(out.made_at), lambda out: out.made_at, width=126),
        Column("due", tr("Due back"), lambda out: day(out.due_back), lambda out: str(out.due_back or ""), width=90),
        Column("reason", tr("Reason"), lambda out: out.reason, width=110, colour="text.secondary"),
        Column("state", tr("State"), lambda out: say.standing(say.out_standing(out)), None, _chip(say.out_standing), width=140),
    )


def in_columns(name: Callable[[str], str]) -> tuple[Column, ...]:
    """The columns of what came home; ``name`` of a login."""

    def count(turn: Turn) -> Callable[[CheckInRow], int]:
        return lambda one: one.counts.get(turn.value, 0)

    def counted(key: Turn, title: str) -> Column:
        told = count(key)
        return Column(key.value, title, lambda one: str(told(one)), told, width=56, right=True)

    return (
        Column("number", tr("Package"), lambda one: one.parcel, width=96, weight=500),
        Column("visits", tr("Audits"), lambda one: tr(", ").join(one.visits), width=120, stretch=True),
        Column("holder", tr("Holder"), lambda one: name(one.holder), width=90),
        Column("device", tr("Computer"), lambda one: one.device or "–", width=110, colour="text.secondary"),
        Column(
            "taken", tr("Checked in at"), lambda one: fieldwork_words.moment(one.taken_at), lambda one: one.taken_at, width=126
        ),
        counted(Turn.NEW, words().say("turn.new")),
        counted(Turn.CHANGED, words().say("turn.changed")),
        Column("refused", words().say("turn.refused"), lambda one: str(len(one.refused)), width=64, right=True),
        Column(
            "open", tr("Open conflicts"), lambda one: str(one.open_clashes), lambda one: one.open_clashes, width=72, right=True
        ),
        Column("state", tr("State"), lambda one: say.standing(say.in_standing(one)), None, _chip(say.in_standing), width=120),
    )


def held_columns() -> tuple[Column, ...]:
    """The columns of what this computer holds."""
    return (
        Column("visit", tr("Audit"), lambda one: one.visit, width=100, weight=500, stretch=True),
        Column("number", tr("Package"), lambda one: one.number, width=96),
        Column(
            "received",
            tr("Taken in at"),
            lambda one: fieldwork_words.moment(one.received_at),
            lambda one: one.received_at,
            width=126,
        ),
        Column("due", tr("Due back"), lambda one: day(one.due_back), lambda one: str(one.due_back or ""), width=90),
        Column(
            "handed",
            tr("Handed in at"),
            lambda one: fieldwork_words.moment(one.handed_in_at) if one.handed_in_at else "–",
            lambda one: str(one.handed_in_at or ""),
            width=126,
        ),
        Column("state", tr("State"), lambda one: say.standing(one.state), None, _chip(lambda one: one.state), width=190),
    )


def _sentence(columns: tuple[Column, ...]) -> Callable[[Any], str]:
    return lambda one: tr(", ").join(each.text(one) for each in columns)


class ParcelsPane(Frame):
    """``acts`` gives the buttons for the list that is shown and its current row, ``name`` that of a login.

    ``opened`` tells the row entered.
    """

    opened = Signal(object)
    escaped = Signal()

    def __init__(self, acts: Callable[[str, object], tuple[RowAct, ...]], name: Callable[[str], str]) -> None:
        super().__init__("base")
        self._acts = acts
        self.shown = Parcels()
        self.kinds = SegmentedControl(
            (("outs", tr("Checked out")), ("ins", tr("Came home")), ("held", tr("Held here"))), name=tr("Packages")
        )
        self.kinds.chosen.connect(self.choose)
        self.views: dict[str, RowView] = {}
        self._stack = QStackedWidget()
        self._empty = {
            "outs": EmptyState(
                "laptop", tr("Nothing is checked out"), tr("Check an audit out to work on it where there is no network.")
            ),
            "ins": EmptyState("merge", tr("Nothing came home yet"), tr("Choose the package that the inspector handed in.")),
            "held": EmptyState(
                "laptop", tr("This computer holds no audits"), tr("Take in a package that the office checked out.")
            ),
        }
        for key, told, columns in (
            ("outs", tr("Packages that left"), out_columns()),
            ("ins", tr("Packages that came home"), in_columns(name)),
            ("held", tr("Audits held on this computer"), held_columns()),
        ):
            table = RowTable(
                columns,
                identity=lambda one: one.visit_uid if isinstance(one, HeldRow) else one.uid,
                sentence=_sentence(columns),
                parent=self,
            )
            view = self.views[key] = RowView(table, told)
            view.row_changed.connect(lambda _row: self._show_acts())
            view.opened.connect(self.opened)
            self._stack.addWidget(view)
            self._stack.addWidget(self._empty[key])
        self._buttons = FlowLayout(gap=8)
        bar = boxed(column(row(self.kinds, None, gap=8), boxed(self._buttons), gap=8, margins=(12, 8, 12, 8)))
        bar.setProperty("role", "page")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(bar)
        lines.addWidget(Separator())
        lines.addWidget(self._stack, 1)
        self._show()

    @property
    def kind(self) -> str:
        """``outs``, ``ins`` or ``held``."""
        return self.kinds.current()

    @property
    def view(self) -> RowView:
        return self.views[self.kind]

    def current(self) -> object:
        """The row that the buttons are about; None = there is none."""
        return self.view.current_row()

    def show_parcels(self, found: Parcels) -> None:
        """Other rows; what is chosen stays chosen."""
        self.shown = found
        for key, rows, title in (
            ("outs", found.outs, tr("Checked out")),
            ("ins", found.ins, tr("Came home")),
            ("held", found.held, tr("Held here")),
        ):
            self.views[key].table().set_rows(rows)
            self.kinds.set_text(key, f"{title} {len(rows)}")
        self._show()

    def choose(self, kind: str) -> None:
        """Another of the lists."""
        self.kinds.choose(kind)
        self._show()
        self.to_list()

    def to_list(self) -> None:
        """The focus where the keys work."""
        (self.view if self.view.table().rows else self.kinds.button(self.kind)).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        self._stack.setCurrentWidget(self.view if self.view.table().rows else self._empty[self.kind])
        self._show_acts()

    def _show_acts(self) -> None:
        clear(self._buttons)
        for act in self._acts(self.kind, self.current()):
            button = Button(act.text, icon=act.icon, kind=act.kind, keys=act.keys)
            button.refuse(act.refused)
            button.clicked.connect(act.run)
            self._buttons.addWidget(button)

    def buttons(self) -> dict[str, Button]:
        """The buttons by their words."""
        found: dict[str, Button] = {}
        for at in range(self._buttons.count()):
            item = self._buttons.itemAt(at)
            widget: QWidget | None = item.widget() if item is not None else None
            if isinstance(widget, Button):
                found[widget.text()] = widget
        return found
