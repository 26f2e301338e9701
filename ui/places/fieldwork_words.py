"""How the list of visits and the fieldwork screen say things."""

from __future__ import annotations

from datetime import datetime

from auditdesk.model.fieldwork_rows import FieldworkRow, UndoName
from auditdesk.model.rows import VisitRow
from ui.parts.firm_mark import marked_name
from ui.words import clock, day, language, tr, words, year_name

STANDINGS = {"open": ("review", "visits"), "submitted": ("returned", "clock"), "signed_off": ("approved", "shield-check")}
"""Where a visit stands → status colours and icon, in the order of its life."""


def two(chinese: str, english: str) -> str:
    """Words that are there in both languages, in that of the window."""
    return english if language() == "en" else chinese


def initial(login: str | None) -> str:
    """The first letter of a person's name, as on the avatar."""
    return (login or "")[:1].upper()


def days_left(days: int) -> str:
    """How far a due date is away."""
    return tr("{count} days", count=days) if days >= 0 else tr("{count} days ago", count=-days)


def standing_name(visit: VisitRow | FieldworkRow) -> str:
    """``open``, ``submitted`` or ``signed_off``."""
    return visit.standing


def standing(visit: VisitRow | FieldworkRow) -> str:
    """Where a visit stands, in words."""
    return words().say(f"visit_standing.{visit.standing}")


def standing_order(visit: VisitRow) -> int:
    return tuple(STANDINGS).index(visit.standing)


def visit_name(visit: FieldworkRow) -> str:
    """``115 年度例行查核``."""
    return tr("{kind} of {year}", kind=words().say(f"visit_kind.{visit.kind}"), year=year_name(visit.year))


def visit_sentence(visit: VisitRow) -> str:
    """A visit read aloud."""
    return tr(
        "{firm} {day}, {done} of {total} checked, {deficient} deficient, {state}",
        firm=marked_name(visit.firm_name, visit.licence),
        day=day(visit.reference_date),
        done=visit.done,
        total=visit.total,
        deficient=visit.deficient,
        state=standing(visit),
    )


def moment(at: datetime) -> str:
    """Day and time of something that happened."""
    local = at.astimezone()
    return f"{day(local.date())} {clock(local)[:5]}"


def step(name: UndoName) -> str:
    """A step back by its name."""
    return words().say(name.code, **name.values)
