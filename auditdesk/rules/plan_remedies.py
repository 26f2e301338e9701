"""What could settle a visit's clashes: other people by their free days, or the next days on which its team is free."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from auditdesk.model.plan_rows import AbsenceRow, Clash, FreeDates, Replacement
from auditdesk.rules.plan_clashes import Placed, clashes_of, overlap
from auditdesk.rules.working_days import ONE_DAY, Holidays, is_working, last_of, working_days

MOST_DATES = 3


def to_replace(team: Sequence[str], clashes: Iterable[Clash]) -> str | None:
    """Whom a clash names of the team, the one with most clashes first; None when nobody is in the way."""
    named: dict[str, int] = {}
    for clash in clashes:
        login = str(
            clash.values.get("login") or (clash.values.get("name") if clash.code == "plan.clash.person_gone" else "") or ""
        )
        if login in team:
            named[login] = named.get(login, 0) + 1
    return max(named, key=lambda login: (named[login], -team.index(login)), default=None)


def replacements(
    one: Placed, visits: Sequence[Placed], absences: Sequence[AbsenceRow], holidays: Holidays, names: Mapping[str, str]
) -> tuple[Replacement, ...]:
    """Everybody not on the team: who is free longest first, of those who is sent out least in the year."""
    days = working_days(one.starts_on, one.ends_on, holidays)
    found = []
    for login, name in names.items():
        if login in one.inspectors:
            continue
        own = [other for other in visits if login in other.inspectors and other.uid != one.uid]
        spans = [(other.starts_on, other.ends_on) for other in own]
        spans += [(absence.starts_on, absence.ends_on) for absence in absences if absence.login == login]
        free = sum(not any(first <= day <= last for first, last in spans) for day in days)
        load = sum(len(working_days(other.starts_on, other.ends_on, holidays)) for other in own)
        found.append(Replacement(login, name, free, len(days), load))
    return tuple(sorted(found, key=lambda who: (-who.free, who.load, who.login)))


def free_dates(
    year: int,
    one: Placed,
    visits: Sequence[Placed],
    absences: Sequence[AbsenceRow],
    holidays: Holidays,
    names: Mapping[str, str],
    not_before: date,
) -> tuple[FreeDates, ...]:
    """The next days, as many as it has now, on which the visit as it is would clash with nothing that other days can settle.

    From ``not_before`` to the end of the year, those after its own days first, then earlier ones; at most three.
    """
    length = max(1, len(working_days(one.starts_on, one.ends_on, holidays)))
    others = [other for other in visits if other.uid != one.uid]
    last_day = date(year, 12, 31)
    day, later, earlier = max(not_before, date(year, 1, 1)), list[FreeDates](), list[FreeDates]()
    while day <= last_day and len(later) < MOST_DATES:
        ends = last_of(day, length, holidays) if is_working(day, holidays) else None
        if ends is not None and ends <= last_day and not _in_the_way(year, one, day, ends, others, absences, holidays, names):
            if day > one.starts_on:
                later.append(FreeDates(day, ends))
            elif day < one.starts_on:
                earlier.append(FreeDates(day, ends))
        day += ONE_DAY
    return (*later, *reversed(earlier))[:MOST_DATES]


def _in_the_way(
    year: int,
    one: Placed,
    first: date,
    last: date,
    others: Sequence[Placed],
    absences: Sequence[AbsenceRow],
    holidays: Holidays,
    names: Mapping[str, str],
) -> bool:
    moved = Placed(one.uid, one.firm_uid, one.firm_name, one.kind, one.mode, first, last, one.inspectors)
    near = [other for other in others if overlap(other, first, last)]
    return any(
        clash.planned_uid == one.uid and clash.code not in {"plan.clash.too_few", "plan.clash.person_gone"}
        for clash in clashes_of(year, [moved, *near], absences, holidays, names)
    )
