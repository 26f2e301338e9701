"""The draft of a year: when each firm is due and why, the nearest free days to it, and who is free then.

A greedy in the order of urgency with a bounded repair. Its outcome depends on nothing but what it is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from auditdesk.model.facts import Reason
from auditdesk.model.plan_rows import AbsenceRow
from auditdesk.model.rulebook import StaffingBand
from auditdesk.model.terms import Authority, VisitKind, VisitMode
from auditdesk.rules.plan_clashes import TEAM, Placed
from auditdesk.rules.working_days import Holidays, working_days

YEAR: Final = timedelta(days=365)
EARLIER_PER_FINDING, MOST_FOR_FINDINGS = 7, 42
"""Calendar days by which open findings bring a visit forward: for each one, and for all of them."""
EARLIER_PER_TIP, MOST_FOR_TIPS = 30, 60
REPAIRS: Final = 200
"""How often at most one visit is put elsewhere to make room for another: bounded by count, so that a draft never hangs on the clock."""


@dataclass(frozen=True, slots=True)
class FirmDue:
    """What the draft looks at of one firm. ``items`` in scope None = can't be told; ``authority`` leads the audit in that year."""

    uid: str
    code: str
    name: str
    tier: StaffingBand | None
    items: int | None
    parts: int
    last_visit: date | None
    last_team: tuple[str, ...]
    open_findings: int
    tips: int
    authority: str = Authority.TWSE.value


@dataclass(frozen=True, slots=True)
class Proposed:
    """One proposed visit, or a firm without days (``starts_on`` None): ``why`` ends with what is in the way then."""

    firm_uid: str
    kind: str
    mode: str
    authority: str
    starts_on: date | None
    ends_on: date | None
    inspectors: tuple[str, ...]
    why: tuple[Reason, ...]


@dataclass(slots=True)
class _Slot:
    start: int
    length: int
    team: tuple[int, ...]


@dataclass(slots=True)
class _Year:
    """The working days from the first day on that visits may be planned, and who is busy on which of them (bits of an integer)."""

    days: tuple[date, ...]
    busy: list[int]
    load: list[int]
    logins: Sequence[str]
    windows: dict[int, list[int]] = field(default_factory=dict)

    def starts(self, length: int) -> list[int]:
        """Where visits of that many days without a weekend or a holiday between may begin."""
        if length not in self.windows:
            found = range(len(self.days) - length + 1)
            self.windows[length] = [at for at in found if (self.days[at + length - 1] - self.days[at]).days == length - 1]
        return self.windows[length]

    def take(self, slot: _Slot, sign: int = 1) -> None:
        mask = ((1 << slot.length) - 1) << slot.start
        for person in slot.team:
            self.busy[person] = self.busy[person] | mask if sign > 0 else self.busy[person] & ~mask
            self.load[person] += sign * slot.length


def days_of_visit(parts: int) -> int:
    """Working days that a visit takes: two, and one more for each part in scope beyond the first."""
    return 2 + max(0, parts - 1)


def propose(
    year: int,
    firms: Iterable[FirmDue],
    fixed: Sequence[Placed],
    people: Sequence[str],
    absences: Iterable[AbsenceRow],
    holidays: Holidays,
    first_day: date,
) -> tuple[Proposed, ...]:
    """One proposal for each of ``firms``, in their order. ``fixed`` visits are worked around and never moved.

    ``people``: logins that may be sent; ``first_day``: nothing is proposed before it.
    """
    ours = list(firms)
    plan = _prepared(year, fixed, people, absences, holidays, first_day)
    due = {firm.uid: _due(year, firm, plan.days) for firm in ours if firm.authority == Authority.TWSE.value}
    order = sorted((firm for firm in ours if firm.uid in due), key=lambda firm: _urgency(firm, due[firm.uid]))
    slots: dict[str, _Slot] = {}
    for firm in order:
        slot = _nearest(plan, firm, due[firm.uid])
        if slot is not None:
            plan.take(slot)
            slots[firm.uid] = slot
    _repair(plan, order, due, slots)
    return tuple(_told(firm, plan, due.get(firm.uid), slots.get(firm.uid)) for firm in ours)


def _prepared(
    year: int, fixed: Sequence[Placed], people: Sequence[str], absences: Iterable[AbsenceRow], holidays: Holidays, first_day: date
) -> _Year:
    days = working_days(max(first_day, date(year, 1, 1)), date(year, 12, 31), holidays)
    at = {day: number for number, day in enumerate(days)}
    plan = _Year(days, [0] * len(people), [0] * len(people), people)
    spans = [(login, one.starts_on, one.ends_on, 1) for one in fixed for login in one.inspectors]
    spans += [(absence.login, absence.starts_on, absence.ends_on, 0) for absence in absences]
    number = {login: index for index, login in enumerate(people)}
    for login, first, last, counts in spans:
        if login not in number:
            continue
        for day in working_days(max(first, date(year, 1, 1)), min(last, date(year, 12, 31)), holidays):
            plan.load[number[login]] += counts
            if day in at:
                plan.busy[number[login]] |= 1 << at[day]
    return plan


def _due(year: int, firm: FirmDue, days: Sequence[date]) -> date:
    """A year after the last visit, sooner for what is open and was reported; who was never visited comes first."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    if firm.last_visit is None:
        return first
    sooner = min(MOST_FOR_FINDINGS, EARLIER_PER_FINDING * firm.open_findings) + min(MOST_FOR_TIPS, EARLIER_PER_TIP * firm.tips)
    return min(max(firm.last_visit + YEAR - timedelta(days=sooner), first), last)


def _urgency(firm: FirmDue, due: date) -> tuple[int, int, int, date, str]:
    """Tips first, then what is open, then the larger firm, then who is due sooner; the code makes it one order."""
    return -firm.tips, -firm.open_findings, -(firm.tier.minimum if firm.tier else 0), due, firm.code


def _nearest(plan: _Year, firm: FirmDue, due: date) -> _Slot | None:
    """The free days nearest to ``due`` with the least loaded people; of equally near ones the earlier."""
    length = days_of_visit(firm.parts)
    needed = TEAM[VisitMode.ONSITE.value]
    for start in sorted(plan.starts(length), key=lambda at: (abs((plan.days[at] - due).days), at)):
        mask = ((1 << length) - 1) << start
        free = [person for person, busy in enumerate(plan.busy) if not busy & mask]
        if len(free) >= needed:
            free.sort(key=lambda person: (plan.load[person], plan.logins[person] in firm.last_team, plan.logins[person]))
            return _Slot(start, length, tuple(free[:needed]))
    return None


def _repair(plan: _Year, order: Sequence[FirmDue], due: Mapping[str, date], slots: dict[str, _Slot]) -> None:
    """Put one proposed visit elsewhere where that makes room for a firm without days; the least urgent is tried first."""
    tries = REPAIRS
    for firm in order:
        if firm.uid in slots:
            continue
        for other in reversed(order):
            if other.uid not in slots or tries <= 0:
                continue
            tries -= 1
            held = slots[other.uid]
            plan.take(held, -1)
            wanted = _nearest(plan, firm, due[firm.uid])
            if wanted is not None:
                plan.take(wanted)
                elsewhere = _nearest(plan, other, due[other.uid])
                if elsewhere is not None:
                    plan.take(elsewhere)
                    slots[firm.uid], slots[other.uid] = wanted, elsewhere
                    break
                plan.take(wanted, -1)
            plan.take(held)


def _told(firm: FirmDue, plan: _Year, due: date | None, slot: _Slot | None) -> Proposed:
    mode = VisitMode.ONSITE.value
    kind = VisitKind.SELECTED.value if firm.tips else VisitKind.ROUTINE.value
    if due is None:
        led = Reason("plan.why.led_elsewhere", True, {"authority": firm.authority})
        return Proposed(firm.uid, VisitKind.ROUTINE.value, mode, firm.authority, None, None, (), (led,))
    why: tuple[Reason, ...] = tuple(_grounds(firm, due))
    if slot is None:
        blocked = _blocker(firm, plan)
        return Proposed(firm.uid, kind, mode, firm.authority, None, None, (), (*why, blocked))
    team = tuple(plan.logins[person] for person in slot.team)
    first, last = plan.days[slot.start], plan.days[slot.start + slot.length - 1]
    why = (*why, Reason("plan.why.length", True, {"days": slot.length, "items": firm.items}))
    if first != due:
        why = (*why, Reason("plan.why.nearest_free", True, {"wanted": due, "day": first}))
    why = (*why, Reason("plan.why.team_free", True, {"logins": team}))
    return Proposed(firm.uid, kind, mode, firm.authority, first, last, team, why)


def _grounds(firm: FirmDue, due: date) -> Iterable[Reason]:
    if firm.last_visit is None:
        yield Reason("plan.why.never_visited", True)
    else:
        yield Reason("plan.why.last_visit", True, {"day": firm.last_visit, "due": due})
    if firm.tier is not None:
        yield Reason("plan.why.tier", True, {"tier": firm.tier.name})
    if firm.open_findings:
        yield Reason("plan.why.open_findings", True, {"count": firm.open_findings})
    if firm.tips:
        yield Reason("plan.why.tips", True, {"count": firm.tips})


def _blocker(firm: FirmDue, plan: _Year) -> Reason:
    needed, length = TEAM[VisitMode.ONSITE.value], days_of_visit(firm.parts)
    if len(plan.logins) < needed:
        return Reason("plan.why.no_team", False, {"count": len(plan.logins), "needed": needed})
    if not plan.starts(length):
        return Reason("plan.why.no_days_left", False, {"days": length})
    return Reason("plan.why.nobody_free", False, {"days": length, "needed": needed})
