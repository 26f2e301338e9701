"""The tables of what waits for approval: the batches, and the letters of one with what has to be read."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from auditdesk.model.letter_rows import BatchLineRow, BatchRow
from ui.parts.painting import draw_icon, draw_status_chip, draw_text, text_width
from ui.places import letters_words as say
from ui.table_view import PADDING
from ui.tables import Column, RowTable, folded
from ui.theme import theme
from ui.words import day, tr, words, year_name


def _draw_state(painter: QPainter, rect: QRect, one: BatchRow, _current: bool) -> None:
    status, icon = say.BATCH_MARKS[one.state]
    draw_status_chip(painter, rect, words().say(f"batch_state.{one.state}"), status, icon)


def batches_table(names: Mapping[str, str]) -> RowTable:
    """The list of batches."""
    columns = (
        Column("number", tr("Batch"), lambda one: one.number, width=96, weight=500),
        Column("kind", tr("Kind of letter"), lambda one: say.kind_name(one.letter_kind), width=92),
        Column("year", tr("Year"), lambda one: year_name(one.year), width=52, colour="text.muted"),
        Column(
            "letters", tr("Letters"), lambda one: f"{one.written} / {one.letters}", lambda one: one.letters, width=72, right=True
        ),
        Column("day", tr("Date of issue"), lambda one: day(one.issued_on), lambda one: one.issued_on, width=96),
        Column("by", tr("Written by"), lambda one: names.get(one.started_by, one.started_by), width=90, stretch=True),
        Column("state", tr("State"), lambda one: words().say(f"batch_state.{one.state}"), paint=_draw_state, width=108),
    )
    return RowTable(
        columns,
        identity=lambda one: one.uid,
        sentence=lambda one: tr(", ").join(
            (
                one.number,
                say.kind_name(one.letter_kind),
                f"{one.written} / {one.letters}",
                words().say(f"batch_state.{one.state}"),
            )
        ),
    )


class LinesTable(RowTable):
    """Letters of a batch: those of the sample first. ``me`` is the login whose reading counts."""

    def __init__(self, me: str) -> None:
        self._me = me
        columns = (
            Column("read", tr("To be read"), self._told_read, self._rank, self._draw_read, width=_read_width()),
            Column("code", tr("Code"), lambda one: one.firm_code, width=58, colour="text.muted"),
            Column(
                "firm",
                tr("Addressee"),
                lambda one: one.firm_name,
                lambda one: folded(one.firm_name),
                width=120,
                stretch=True,
                weight=500,
            ),
            Column("number", tr("Letter number"), lambda one: one.number, width=178),
            Column("findings", tr("Findings"), lambda one: str(one.findings), lambda one: one.findings, width=64, right=True),
            Column(
                "hints",
                tr("Worth a look"),
                lambda one: say.hints(one.hints),
                paint=_draw_hints,
                width=150,
                tip=lambda one: say.hints(one.hints),
            ),
        )
        super().__init__(columns, identity=lambda one: one.uid, sentence=self._sentence)

    def read(self, one: BatchLineRow) -> bool:
        """Whether this person has opened the letter."""
        return self._me in one.opened

    def _told_read(self, one: BatchLineRow) -> str:
        if not one.sampled:
            return ""
        if self.read(one):
            return tr("read by you")
        return tr("hinted, to be read") if one.hints else tr("sample, to be read")

    def _rank(self, one: BatchLineRow) -> int:
        return 0 if one.sampled else 1

    def _draw_read(self, painter: QPainter, rect: QRect, one: BatchLineRow, _current: bool) -> None:
        if one.sampled:
            done = self.read(one)
            icon, ink = ("check", "judge.conform.mark") if done else ("eye", "accent.text")
            draw_icon(painter, rect.left(), rect.center().y() + 1, icon, ink, 14)
            text = rect.adjusted(theme().px(20), 0, 0, 0)
            draw_text(painter, text, self._told_read(one), "text.secondary" if done else "accent.text", theme().font("table"))

    def _sentence(self, one: BatchLineRow) -> str:
        parts = (self._told_read(one), one.firm_code, one.firm_name, one.number, say.hints(one.hints))
        return tr(", ").join(part for part in parts if part)


def _read_width() -> int:
    widest = max(text_width(theme().font("table"), told) for told in (tr("sample, to be read"), tr("hinted, to be read")))
    return round(widest / theme().scale) + 20 + 2 * PADDING + 2


def _draw_hints(painter: QPainter, rect: QRect, one: BatchLineRow, _current: bool) -> None:
    if one.hints:
        draw_icon(painter, rect.left(), rect.center().y() + 1, "info", "severity.medium.text", 14)
        text = rect.adjusted(theme().px(20), 0, 0, 0)
        draw_text(painter, text, say.hints(one.hints), "severity.medium.text", theme().font("table"))
