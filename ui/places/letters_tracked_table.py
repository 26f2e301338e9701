"""Letters that have a number, and what came of each: the rows of the register and of the reply tracking."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter

from auditdesk.model.letter_rows import TrackedLetter
from ui.parts.painting import draw_icon, draw_status_chip, draw_text, draw_tick_box, text_width
from ui.places import letters_words as say
from ui.tables import Column, Order, RowTable, folded
from ui.theme import theme
from ui.words import day, plural, tr, words, year_name


def step(one: TrackedLetter) -> str:
    """What is to be done next."""
    return words().say(f"next_step.{one.next_step}")


def days_left(one: TrackedLetter) -> str:
    """Until the reply is due, while it is still waited for."""
    if one.replied_on is not None or one.next_step in ("none", "approve", "dispatch", "closing", "close"):
        return ""
    if one.days_left < 0 and one.reminders:
        return plural(
            -one.days_left, "{count} d late, reminded {times}×", "{count} d late, reminded {times}×", times=one.reminders
        )
    if one.days_left < 0:
        return plural(-one.days_left, "{count} day late", "{count} days late")
    return plural(one.days_left, "{count} day", "{count} days")


def sent(one: TrackedLetter) -> str:
    return day(one.dispatched_on) if one.dispatched_on else ""


def dispatched(one: TrackedLetter) -> str:
    """The day and the way."""
    return f"{day(one.dispatched_on)} {one.dispatched_way}".strip() if one.dispatched_on else ""


def received(one: TrackedLetter) -> str:
    return day(one.received_on) if one.received_on else ""


def replied(one: TrackedLetter) -> str:
    return f"{day(one.replied_on)} {one.reply_number}".strip() if one.replied_on else ""


def remedied(one: TrackedLetter) -> str:
    return f"{one.remedied} / {one.findings}" if one.findings else ""


def _draw_step(painter: QPainter, rect: QRect, one: TrackedLetter, _current: bool) -> None:
    status, icon = say.STEPS[one.next_step]
    draw_status_chip(painter, rect, step(one), status, icon)


def _draw_left(painter: QPainter, rect: QRect, one: TrackedLetter, _current: bool) -> None:
    late = bool(days_left(one)) and one.days_left < 0
    draw_text(
        painter, rect, days_left(one), "danger.text" if late else "text.secondary", theme().font("table", 500 if late else 400)
    )


def _draw_reminders(painter: QPainter, rect: QRect, one: TrackedLetter, _current: bool) -> None:
    if one.reminders:
        draw_icon(painter, rect.left(), rect.center().y() + 1, "repeat", "severity.medium.text", 12)
        left = rect.adjusted(theme().px(17), 0, 0, 0)
        draw_text(painter, left, str(one.reminders), "text.primary", theme().font("table"))


class TrackedTable(RowTable):
    """Rows by their uids; any can be ticked. ``hidden`` columns are there for the export."""

    ticks_changed = Signal()

    def __init__(self, hidden: Iterable[str]) -> None:
        self.ticked: set[str] = set()
        away = set(hidden)
        columns = [
            Column("ticked", "", lambda _one: "", paint=self._draw_tick, width=32),
            Column("code", tr("Code"), lambda one: one.firm_code, width=58, colour="text.muted"),
            Column(
                "firm",
                tr("Firm"),
                lambda one: one.firm_name,
                lambda one: folded(one.firm_name),
                width=110,
                stretch=True,
                weight=500,
            ),
            Column("number", tr("Letter number"), lambda one: one.number, width=172),
            Column("kind", tr("Kind of letter"), lambda one: say.kind_name(one.letter_kind), width=84, colour="text.secondary"),
            Column("year", tr("Year"), lambda one: year_name(one.year), lambda one: one.year, width=48, colour="text.muted"),
            Column("issued", tr("Date of issue"), lambda one: day(one.issued_on), lambda one: one.issued_on, width=84),
            Column("reply_by", tr("Reply by"), lambda one: day(one.reply_by), lambda one: one.reply_by, width=84),
            Column("left", tr("Days left"), days_left, _left, _draw_left, width=104),
            Column("dispatched", tr("Sent"), sent, lambda one: one.dispatched_on, width=86, tip=dispatched),
            Column("way", tr("How"), lambda one: one.dispatched_way, width=86),
            Column("received", tr("Received"), received, lambda one: one.received_on, width=84),
            Column("replied", tr("Reply"), replied, lambda one: one.replied_on, width=80, tip=replied),
            Column("remedied", tr("Remedied"), remedied, lambda one: one.findings - one.remedied, width=72, right=True),
            Column(
                "reminders", tr("Reminders"), lambda one: str(one.reminders), lambda one: one.reminders, _draw_reminders, width=68
            ),
            Column(
                "step", tr("Next step"), step, lambda one: tuple(say.STEPS).index(one.next_step), _draw_step, width=_step_width()
            ),
        ]
        shown = [_optional(column) if column.key in away else column for column in columns]
        super().__init__(shown, identity=lambda one: one.uid, sentence=sentence)

    @property
    def uids(self) -> tuple[str, ...]:
        return tuple(one.uid for one in self.shown)

    def tick(self, uids: Iterable[str], *, on: bool) -> None:
        """Tick rows, or take the ticks away."""
        (self.ticked.update if on else self.ticked.difference_update)(uids)
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))

    def set_rows(self, rows: Iterable[TrackedLetter]) -> None:
        kept = tuple(rows)
        self.ticked.intersection_update({one.uid for one in kept})
        super().set_rows(kept)

    def sort(self, column: int, order: Order = Order.AscendingOrder) -> None:
        if 0 <= column < len(self.columns) and self.columns[column].key == "ticked":
            self.tick(self.uids, on=len(self.ticked) < len(self.uids))
            self.ticks_changed.emit()
        else:
            super().sort(column, order)

    def _draw_tick(self, painter: QPainter, rect: QRect, one: TrackedLetter, _current: bool) -> None:
        draw_tick_box(painter, rect, on=one.uid in self.ticked)


def _optional(column: Column) -> Column:
    return replace(column, optional=True)


def _left(one: TrackedLetter) -> int | None:
    return one.days_left if days_left(one) else None


def _step_width() -> int:
    widest = max(text_width(theme().font("caption"), words().say(f"next_step.{name}")) for name in say.STEPS)
    return round(widest / theme().scale) + 48


def sentence(one: TrackedLetter) -> str:
    """The row read aloud."""
    parts = (one.firm_code, one.firm_name, one.number, say.kind_name(one.letter_kind), days_left(one), replied(one), step(one))
    return tr(", ").join(part for part in parts if part)


def years_of(rows: Iterable[TrackedLetter]) -> tuple[int, ...]:
    return tuple(sorted({one.year for one in rows}, reverse=True))


def overdue(one: TrackedLetter) -> bool:
    """Whether the firm owes an answer since a day before today."""
    return one.next_step == "remind"


def waits_for_reply(one: TrackedLetter) -> bool:
    return one.next_step in ("wait", "remind")


def not_sent(one: TrackedLetter) -> bool:
    return one.next_step == "dispatch"


def no_receipt(one: TrackedLetter) -> bool:
    return one.dispatched_on is not None and one.received_on is None


SHOWN: Mapping[str, Callable[[TrackedLetter], bool]] = {
    "all": lambda _one: True,
    "not_sent": not_sent,
    "no_receipt": no_receipt,
    "waits": waits_for_reply,
    "overdue": overdue,
    "answered": lambda one: one.replied_on is not None,
}
"""What the list can be narrowed to."""
