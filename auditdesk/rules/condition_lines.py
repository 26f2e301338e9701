"""A condition as lines that a form can offer: each asks for one thing, and all of them or any of them must hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from auditdesk.model.rulebook import AllOf, Always, AnyOf, CapitalWithin, Condition, FactIs

CAPITAL_FROM = "capital_from"
CAPITAL_BELOW = "capital_below"
FLAGS = ("internet_ordering", "co_location")
"""The facts that a line can ask for with yes or no."""


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """``kind`` is ``capital_from`` (the amount belongs to it), ``capital_below`` (it does not) or one of ``FLAGS``. NT$."""

    kind: str
    amount: int = 0
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class ConditionLines:
    """No line = every firm. ``all`` tells whether all lines or any of them must hold."""

    lines: tuple[ConditionLine, ...] = ()
    all: bool = True


def condition_of_lines(written: ConditionLines) -> Condition:
    """The condition that the lines state; two bounds of capital that must both hold become one range where they leave room."""
    lines = list(written.lines)
    parts: list[Condition] = []
    if written.all and len(lines) >= 2 and _is_range(lines[0], lines[1]):
        parts.append(CapitalWithin(lines[0].amount, lines[1].amount))
        lines = lines[2:]
    parts += [_single(line) for line in lines]
    if not parts:
        return Always()
    if len(parts) == 1:
        return parts[0]
    return AllOf(tuple(parts)) if written.all else AnyOf(tuple(parts))


def lines_of_condition(condition: Condition) -> ConditionLines | None:
    """The lines that state ``condition``; None for one that lines can't state, which is written as text."""
    if isinstance(condition, Always):
        return ConditionLines()
    if isinstance(condition, AllOf | AnyOf):
        parts, every = condition.conditions, isinstance(condition, AllOf)
    else:
        parts, every = (condition,), True
    lines: list[ConditionLine] = []
    for part in parts:
        found = _lines(part)
        if found is None:
            return None
        lines += found
    stated = ConditionLines(tuple(lines), every)
    return stated if condition_of_lines(stated) == condition else None


def _is_range(first: ConditionLine, second: ConditionLine) -> bool:
    return first.kind == CAPITAL_FROM and second.kind == CAPITAL_BELOW and 0 < first.amount < second.amount


def _single(line: ConditionLine) -> Condition:
    if line.kind == CAPITAL_FROM:
        return CapitalWithin(line.amount, None)
    return CapitalWithin(0, line.amount) if line.kind == CAPITAL_BELOW else FactIs(line.kind, line.wanted)


def _lines(condition: Condition) -> Sequence[ConditionLine] | None:
    match condition:
        case FactIs(fact, bool(wanted)) if fact in FLAGS:
            return (ConditionLine(fact, wanted=wanted),)
        case CapitalWithin(minimum, None):
            return (ConditionLine(CAPITAL_FROM, minimum),)
        case CapitalWithin(0, int(below)):
            return (ConditionLine(CAPITAL_BELOW, below),)
        case CapitalWithin(minimum, int(below)):
            return ConditionLine(CAPITAL_FROM, minimum), ConditionLine(CAPITAL_BELOW, below)
    return None
