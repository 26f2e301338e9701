"""What can't stand in a year's plan, as values with one sentence each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from auditdesk.model.plan_rows import AbsenceRow, Clash
from auditdesk.model.terms import VisitKind, VisitMode
from auditdesk.rules.working_days import Holidays, is_working, working_days

TEAM: Final[Mapping[str, int]] = {VisitMode.ONSITE.value: 2, VisitMode.PAPER.value: 1}
"""How many people a visit takes at least: two look at what they will both sign."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A planned visit with its days (inclusive). ``visited_on``: the reference date of the visit that was opened for it."""

    uid: str
    firm_uid: str
    firm_name: str
    kind: str
    mode: str
    starts_on: date
    ends_on: date
    inspectors: tuple[str, ...]
    visited_on: date | None = None


def overlap(one: Placed, first: date, last: date) -> bool:
    """Whether the visit has a day between ``first`` and ``last``."""
    return one.starts_on <= last and first <= one.ends_on


def clashes_of(
    year: int, visits: Sequence[Placed], absences: Iterable[AbsenceRow], holidays: Holidays, names: Mapping[str, str]
) -> tuple[Clash, ...]:
    """Every clash, in the order of days. ``names``: login → name of everybody who may be sent; others are told as gone.

    A clash of two visits is told at both of them. What was opened stays as it is: only a day that differs is told of it.
    """
    away = list(absences)
    found: list[Clash] = []
    ordered = sorted(visits, key=lambda one: (one.starts_on, one.uid))
    for at, one in enumerate(ordered):
        if one.visited_on is not None:
            if not one.starts_on <= one.visited_on <= one.ends_on:
                found.append(Clash("plan.clash.opened_elsewhen", one.uid, values={"day": one.visited_on}))
            continue
        found += _alone(year, one, holidays, names)
        found += _away(one, away, holidays, names)
        for other in (*ordered[:at], *ordered[at + 1 :]):
            found += _pair(one, other, names)
    return tuple(found)


def _alone(year: int, one: Placed, holidays: Holidays, names: Collection[str]) -> Iterable[Clash]:
    if one.starts_on.year < year:
        yield Clash("plan.clash.before_year", one.uid, values={"day": one.starts_on, "year": year})
    if one.ends_on.year > year:
        yield Clash("plan.clash.after_year", one.uid, values={"day": one.ends_on, "year": year})
    for day in dict.fromkeys((one.starts_on, one.ends_on)):
        if not is_working(day, holidays) and day not in holidays:
            yield Clash("plan.clash.weekend", one.uid, values={"day": day})
    for day in sorted(holidays):
        if one.starts_on <= day <= one.ends_on:
            yield Clash("plan.clash.holiday", one.uid, values={"day": day, "holiday": holidays[day]})
    needed = TEAM[one.mode]
    if len(one.inspectors) < needed:
        yield Clash("plan.clash.too_few", one.uid, values={"count": len(one.inspectors), "needed": needed})
    for login in one.inspectors:
        if login not in names:
            yield Clash("plan.clash.person_gone", one.uid, values={"name": login})


def _away(one: Placed, absences: Iterable[AbsenceRow], holidays: Holidays, names: Mapping[str, str]) -> Iterable[Clash]:
    for absence in absences:
        if absence.login not in one.inspectors or not overlap(one, absence.starts_on, absence.ends_on):
            continue
        if working_days(max(one.starts_on, absence.starts_on), min(one.ends_on, absence.ends_on), holidays):
            values = {"name": names.get(absence.login, absence.login), "first": absence.starts_on, "last": absence.ends_on}
            yield Clash("plan.clash.absent", one.uid, {**values, "login": absence.login})


def _pair(one: Placed, other: Placed, names: Mapping[str, str]) -> Iterable[Clash]:
    days = {"first": other.starts_on, "last": other.ends_on}
    meet = overlap(one, other.starts_on, other.ends_on)
    if meet:
        for login in one.inspectors:
            if login in other.inspectors:
                told = {"name": names.get(login, login), "firm": other.firm_name, "login": login, **days}
                yield Clash("plan.clash.inspector_twice", one.uid, told)
    routine = {one.kind, other.kind} == {VisitKind.ROUTINE.value}
    if one.firm_uid == other.firm_uid and (meet or routine):
        yield Clash("plan.clash.firm_twice", one.uid, {"firm": one.firm_name, **days})
