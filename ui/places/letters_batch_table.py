"""The table of a batch: who gets a letter, who does not and why, and how far each letter is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter

from auditdesk.model.letter_rows import BatchLineRow, BlockedFirm, DueFirm
from ui.parts.painting import draw_icon, draw_text, draw_tick_box, text_width
from ui.places import letters_words as say
from ui.table_view import PADDING
from ui.tables import Column, Order, RowTable, folded
from ui.theme import theme
from ui.tick_view import TickView
from ui.words import tr, words

_ORDER = ("failed", "writing", "blocked", "hinted", "ready", "waiting", "written", "undone")


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One firm. ``state``: one of ``letters_words.MARKS``; ``why``: code of a block; ``key``: of the preflight."""

    uid: str
    code: str
    name: str
    number: str
    findings: int | None
    state: str
    told: str
    why: str = ""
    fix: str = ""
    key: str = ""
    line: BatchLineRow | None = None
    refers_to: str = ""

    @property
    def fixable(self) -> bool:
        return bool(self.fix and say.fix_name(self.why))


def due_line(one: DueFirm) -> BatchLine:
    """A letter that could be written."""
    told = say.hints(one.hints) if one.hints else tr("Can be written")
    state = "hinted" if one.hints else "ready"
    return BatchLine(one.key, one.code, one.name, "", one.findings, state, told, key=one.key, refers_to=one.refers_to)


def blocked_line(one: BlockedFirm) -> BatchLine:
    """A firm that gets none, and why."""
    return BatchLine(f"!{one.code}/{one.why}", one.code, one.name, "", None, "blocked", say.blocked(one.why), one.why, one.fix)


def written_line(line: BatchLineRow) -> BatchLine:
    """A letter of a batch that has its number."""
    told = say.problem(line.problem) or words().say(f"line_state.{line.state}")
    if line.state == "written" and line.hints:
        told = tr("{state}; worth a look: {hints}", state=told, hints=say.hints(line.hints))
    return BatchLine(
        line.uid, line.firm_code, line.firm_name, line.number, line.findings, line.state, told, line=line, key=line.number
    )


def moved_on(lines: Sequence[BatchLine], done: int) -> tuple[BatchLine, ...]:
    """The lines as they stand while the one at ``done`` is being written; what is known to have failed stays so."""
    letters = [at for at, one in enumerate(lines) if one.line is not None]
    found = list(lines)
    for position, at in enumerate(letters):
        one = found[at]
        if position < done and one.state in ("waiting", "writing"):
            assert one.line is not None
            found[at] = written_line(replace(one.line, state="written"))
        elif position == done and one.state == "waiting":
            found[at] = replace(one, state="writing", told=tr("Being written..."))
    return tuple(found)


def _draw_state(painter: QPainter, rect: QRect, one: BatchLine, _current: bool) -> None:
    look, (icon, ink) = theme(), say.MARKS[one.state]
    if one.why == "not_reviewed":
        icon = "lock"
    draw_icon(painter, rect.left(), rect.center().y() + 1, icon, ink, 14)
    words_ink = ink if one.state in ("blocked", "failed", "hinted", "writing") else "text.primary"
    draw_text(painter, rect.adjusted(look.px(20), 0, 0, 0), one.told, words_ink, look.font("table"))


def _draw_fix(painter: QPainter, rect: QRect, one: BatchLine, _current: bool) -> None:
    if one.fixable:
        draw_text(painter, rect, say.fix_name(one.why), "accent.text", theme().font("table"), Qt.AlignmentFlag.AlignRight)


def _fix_width() -> int:
    widest = max(text_width(theme().font("table"), name) for name in (say.fix_name("no_address"), say.fix_name("not_reviewed")))
    return round(widest / theme().scale) + 2 * PADDING + 2


def _state_width() -> int:
    """So that why a letter is blocked is told whole."""
    told = (*(say.blocked(why) for why in ("no_address", "not_reviewed", "visit_unfinished", "other_firm")), tr("Can be written"))
    widest = max(text_width(theme().font("table"), one) for one in told)
    return max(190, round(widest / theme().scale) + 20 + 2 * PADDING + 2)


def _number(one: BatchLine) -> str:
    return one.number or (tr("no number yet") if one.state != "blocked" else tr("takes none"))


def _draw_number(painter: QPainter, rect: QRect, one: BatchLine, _current: bool) -> None:
    ink = "text.primary" if one.number else "text.muted"
    draw_text(painter, rect, _number(one), ink, theme().font("table"))


class BatchTable(RowTable):
    """Rows by their uids; only letters that could be written can be ticked."""

    def __init__(self) -> None:
        self.ticked: set[str] = set()
        columns = (
            Column("ticked", "", lambda _one: "", paint=self._draw_tick, width=32),
            Column("code", tr("Code"), lambda one: one.code, width=58, colour="text.muted"),
            Column(
                "name", tr("Addressee"), lambda one: one.name, lambda one: folded(one.name), width=130, stretch=True, weight=500
            ),
            Column("number", tr("Letter number"), _number, paint=_draw_number, width=170),
            Column("about", tr("After letter"), lambda one: one.refers_to, width=150, optional=True, colour="text.secondary"),
            Column("findings", tr("Findings"), _findings, lambda one: one.findings, width=64, right=True),
            Column(
                "state",
                tr("State"),
                lambda one: one.told,
                lambda one: _ORDER.index(one.state),
                _draw_state,
                width=_state_width(),
                tip=lambda one: one.told,
            ),
            Column("fix", "", lambda one: say.fix_name(one.why), paint=_draw_fix, width=_fix_width()),
        )
        super().__init__(columns, identity=lambda one: one.uid, sentence=sentence)

    @property
    def uids(self) -> tuple[str, ...]:
        return tuple(one.uid for one in self.rows if one.state in ("ready", "hinted"))

    def tick(self, uids: Iterable[str], *, on: bool) -> None:
        """Tick rows, or take the ticks away."""
        able = set(self.uids)
        (self.ticked.update if on else self.ticked.difference_update)(set(uids) & able if on else uids)
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))

    def set_rows(self, rows: Iterable[BatchLine]) -> None:
        kept = tuple(rows)
        self.ticked.intersection_update({one.uid for one in kept if one.state in ("ready", "hinted")})
        super().set_rows(kept)

    def show_progress(self, rows: Sequence[BatchLine]) -> None:
        """The same firms, further on: nothing is reset, so that the current row and the scroll stay."""
        if tuple(one.uid for one in rows) != tuple(one.uid for one in self.rows):
            self.set_rows(rows)
            return
        before, self._rows = self._rows, tuple(rows)
        self._keys.clear()
        self._texts = []
        for position, at in enumerate(self._shown):
            if before[at] != self._rows[at]:
                self.dataChanged.emit(self.index(position, 0), self.index(position, len(self.columns) - 1))

    def sort(self, column: int, order: Order = Order.AscendingOrder) -> None:
        if 0 <= column < len(self.columns) and self.columns[column].key == "ticked":
            self.tick(self.uids, on=len(self.ticked) < len(self.uids))
            self.ticks_changed.emit()
        else:
            super().sort(column, order)

    ticks_changed = Signal()

    def _draw_tick(self, painter: QPainter, rect: QRect, one: BatchLine, _current: bool) -> None:
        taken = one.line is not None
        on = one.uid in self.ticked or (taken and one.state != "undone")
        if not taken or on:
            draw_tick_box(painter, rect, on=on, enabled=not taken and one.state != "blocked")


class BatchView(TickView):
    """The list of a batch; a click on the link at the end of a blocked row, or Enter on it, goes where it is mended."""

    fix_wanted = Signal(object)
    tick_later = False
    """All were to be ticked before the rows had come."""

    def tick_all(self) -> None:
        self.tick_later = not self.table().rows
        super().tick_all()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        super().mouseReleaseEvent(event)
        one = self.table().row_at(index.row()) if index.isValid() else None
        if isinstance(one, BatchLine) and one.fixable and self.table().columns[index.column()].key == "fix":
            reach = text_width(theme().font("table"), say.fix_name(one.why)) + 2 * theme().px(PADDING)
            if event.position().x() >= self.visualRect(index).right() - reach:
                self.fix_wanted.emit(one)


def _findings(one: BatchLine) -> str:
    return "" if one.findings is None else str(one.findings)


def sentence(one: BatchLine) -> str:
    """The row read aloud."""
    parts = [one.code, one.name, one.number]
    if one.findings is not None:
        parts.append(tr("findings {count}", count=one.findings))
    return tr(", ").join(part for part in (*parts, one.told) if part)
