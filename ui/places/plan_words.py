"""How the Plan place says things: states, kinds, days, teams."""

from __future__ import annotations

from datetime import date

from ui.places.firms_words import term
from ui.places.plan_reading import Person, Planned
from ui.words import day, language, plural, tr


def items(count: int | None) -> str:
    """How many items are in scope; empty when it can't be told."""
    return "" if count is None else plural(count, "{count} item", "{count} items")


def state(one: Planned) -> str:
    """Where the visit stands; a clash is said instead of 已排."""
    if one.starts_on is None:
        return tr("not planned yet")
    if one.look == "planned":
        return tr("clash") if one.clashes else tr("planned")
    return tr("done") if one.look == "done" else tr("under way")


def kind(one: Planned) -> str:
    return term("visit_kind", one.kind) if one.kind else ""


def mode(one: Planned) -> str:
    return term("visit_mode", one.mode) if one.mode else ""


def authority(one: Planned) -> str:
    return term("authority", one.authority) if one.authority else ""


def team(people: tuple[Person, ...]) -> str:
    return tr(", ").join(person.name for person in people)


def initials(people: tuple[Person, ...]) -> str:
    """The family name of each in Chinese, initials of Latin names; who is missing is said."""
    return " ".join(person.name[:1] for person in people) if people else tr("nobody yet")


def days(starts_on: date, ends_on: date | None) -> str:
    """``115/12/14–12/16``; one day alone stands by itself."""
    if ends_on is None or ends_on == starts_on:
        return day(starts_on)
    last = day(ends_on)
    if ends_on.year == starts_on.year:
        last = last[last.index("/") + 1 :] if language() == "zh_TW" else last[5:]
    return f"{day(starts_on)}–{last}"


def last_visit(one: Planned) -> str:
    """When the firm was visited last and what is still open."""
    if one.last_visit is None:
        return tr("Not visited yet.")
    told = tr("Visited {day}.", day=day(one.last_visit))
    if not one.open_findings:
        return told
    return f"{told} {plural(one.open_findings, '{count} finding is open.', '{count} findings are open.')}"


def replaced(one: Planned, login: str) -> tuple[str, ...]:
    """The team once ``login`` has come in for the first of those who clash; whoever clashes not leaves nobody out."""
    out = one.clashing[0].login if one.clashing else None
    team = [login if person.login == out else person.login for person in one.team]
    return tuple(dict.fromkeys(team if out is not None else (*team, login)))
