"""What a firm list would change and what is wrong with it, as rows of two tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from auditdesk.errors import Problem
from auditdesk.model.firm_list import FirmChange, LeftOut, ListPreview
from auditdesk.model.rulebook import StaffingBand
from ui.parts.diff_table import DiffLine
from ui.parts.painting import draw_icon
from ui.places import firms_words as say
from ui.tables import Column, RowTable
from ui.theme import theme
from ui.words import number, plural, tr, words


def difference(preview: ListPreview, bands: Sequence[StaffingBand], left_out: Sequence[LeftOut] = ()) -> tuple[DiffLine, ...]:
    """What a list would change, the tier moves first, then new firms, changes, branches, firms the list does not hold, and what stays.

    ``preview`` is the whole one; lines of what is ``left_out`` say so.
    """
    lines = []
    for move in preview.tier_moves:
        before = _tier_told(say.band_of_id(bands, move.before), move.capital_before)
        after = _tier_told(say.band_of_id(bands, move.after), move.capital_after)
        lines.append(DiffLine(0, tr("Tier move"), "move", move.code, move.name, tr("Capital tier"), before, after))
    for rank, changes in ((1, preview.changes), (3, preview.branch_changes)):
        lines += [line for change in changes for line in _change_lines(rank, change)]
    lines += [line for change in preview.older for line in _older_lines(change)]
    lines += [
        DiffLine(6, tr("Not in the list"), "missing", code, name, tr("stays as it is"), "", "") for code, name in preview.missing
    ]
    same = tr("says what the register says")
    lines += [DiffLine(7, tr("Unchanged"), "stayed", code, name, same, "", "") for code, name in preview.stayed]
    told = {left.code: _LEFT[left.reason]() for left in left_out}
    marked = (replace(line, left=told[line.code]) if line.code in told else line for line in lines)
    return tuple(sorted(marked, key=lambda line: line.rank))


_LEFT = {"chosen": lambda: tr("Left out"), "parent": lambda: tr("Firm left out")}


def _tier_told(tier: str, capital: int | None) -> str:
    return tier if capital is None else f"{tier}　{say.money_in_full(capital)}"


def kinds(lines: Sequence[DiffLine]) -> tuple[tuple[str, str], ...]:
    """The choices of the filter by kind, with how many firms and branches each has."""
    names = (
        ("move", tr("Tier moves")),
        ("added", tr("New")),
        ("changed", tr("Changed")),
        ("older", tr("Older than the register")),
        ("missing", tr("Not in the list")),
        ("stayed", tr("Unchanged")),
    )
    held = {tone: len({line.code for line in lines if line.tone == tone}) for tone, _ in names}
    return (("", tr("All differences")), *((tone, f"{name} {held[tone]}") for tone, name in names))


def _change_lines(rank: int, change: FirmChange) -> list[DiffLine]:
    branch = rank == 3
    if change.change == "added":
        told = [
            f"{say.fact_name(each.field)} {say.fact_value(each.field, each.after)}"
            for each in change.fields
            if each.after is not None
        ]
        group = tr("New branch") if branch else tr("New")
        return [
            DiffLine(rank, group, "added", change.code, change.name, tr("All fields"), "", tr(", ").join(told) or change.name)
        ]
    group = tr("Branch changed") if branch else tr("Changed")
    return [
        DiffLine(
            rank + 1,
            group,
            "changed",
            change.code,
            change.name,
            say.fact_name(each.field),
            say.fact_value(each.field, each.before),
            say.fact_value(each.field, each.after),
        )
        for each in change.fields
    ]


def _older_lines(change: FirmChange) -> list[DiffLine]:
    """What the list says and a list of a later day knows better: ``before`` stays."""
    group = tr("Older, left")
    return [
        DiffLine(
            5,
            group,
            "older",
            change.code,
            change.name,
            say.fact_name(each.field),
            tr("stays {value}", value=say.fact_value(each.field, each.before)),
            tr("the list says {value}", value=say.fact_value(each.field, each.after)),
        )
        for each in change.fields
    ]


def problem_columns() -> tuple[Column, ...]:
    """Where something is wrong in the file, what stood there, and what it means."""
    return (
        Column("blocking", "", _weight, lambda problem: not problem.blocking, _draw_weight, width=36, tip=_weight),
        Column(
            "row",
            tr("Row"),
            lambda problem: number(problem.row) if problem.row else "",
            lambda problem: problem.row,
            width=52,
            right=True,
        ),
        Column("column", tr("Column"), lambda problem: problem.column or "", width=96),
        Column(
            "value",
            tr("Value"),
            lambda problem: problem.value or "",
            width=96,
            tip=lambda problem: problem.value or "",
            weight=500,
        ),
        Column("message", tr("Problem"), _message, width=220, stretch=True, tip=_message),
        # The file is the same for every row: its name stands above, and what is wrong has to be seen without moving sideways.
        Column("sheet", tr("Sheet"), lambda problem: problem.sheet or "", width=72, colour="text.muted"),
        Column(
            "file", tr("File"), lambda problem: problem.file, width=150, colour="text.muted", tip=lambda problem: problem.file
        ),
    )


def _row(problem: Problem) -> str:
    return number(problem.row) if problem.row else ""


def _message(problem: Problem) -> str:
    return words().problem(problem)


def _weight(problem: Problem) -> str:
    return tr("Blocks") if problem.blocking else tr("Hint")


def _draw_weight(painter: QPainter, rect: QRect, problem: Problem, _current: bool) -> None:
    icon, ink = ("warn", "danger.text") if problem.blocking else ("info", "severity.medium.mark")
    draw_icon(painter, rect.left() + theme().px(2), rect.center().y() + 1, icon, ink, 14)


def _problem_sentence(problem: Problem) -> str:
    parts = [_weight(problem)]
    if problem.row:
        parts.append(tr("row {row}", row=problem.row))
    parts += [part for part in (problem.column, problem.value, _message(problem)) if part]
    return tr(", ").join(parts)


def problem_table() -> RowTable:
    """The problems of a file, found again by their place."""
    return RowTable(
        problem_columns(),
        identity=lambda problem: (problem.sheet, problem.row, problem.column, problem.code, problem.value),
        sentence=_problem_sentence,
    )


def counts(preview: ListPreview) -> str:
    """The figures of a preview in one line, tier moves first."""
    parts = (
        plural(len(preview.tier_moves), "{count} tier move", "{count} tier moves"),
        tr("{count} added", count=preview.added),
        tr("{count} changed", count=preview.changed),
        tr("{count} unchanged", count=preview.unchanged),
        tr("{count} not in the list", count=len(preview.missing)),
        *((tr("{count} older than the register", count=len(preview.older)),) if preview.older else ()),
        *((tr("{count} left out", count=len(preview.left_out)),) if preview.left_out else ()),
    )
    return tr(", ").join(parts)
