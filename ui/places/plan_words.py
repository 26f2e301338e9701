"""How the Plan place says things: states, kinds, days, teams."""

from __future__ import annotations

from datetime import date

from ui.places.firms_words import term
from ui.places.plan_reading import Planned
from ui.words import day, language, plural, tr


def items(count: int | None) -> str:
    """How many items are in scope; empty when it can't be told."""
    return "" if count is None else plural(count, "{count} item", "{count} items")


def state(one: Planned) -> str:
    """Where the visit stands; a clash is said instead of 已排."""
    if one.row.led_elsewhere:
        return tr("led by {authority}", authority=authority(one))
    if one.starts_on is None:
        return tr("not planned yet")
    if one.row.state == "planned":
        return tr("clash") if one.clashes else tr("planned")
    return tr("done") if one.row.state == "done" else tr("under way")


def kind(one: Planned) -> str:
    return term("visit_kind", one.row.kind) if one.row.uid else ""


def mode(one: Planned) -> str:
    return term("visit_mode", one.row.mode) if one.row.uid else ""


def authority(one: Planned) -> str:
    return term("authority", one.row.authority) if one.row.authority else ""


def team(one: Planned) -> str:
    return tr(", ").join(one.row.inspector_names)


def initials(one: Planned) -> str:
    """The first letter of each name; a team that is still nobody is said."""
    if one.row.inspector_names:
        return " ".join(name[:1] for name in one.row.inspector_names)
    return "" if one.row.led_elsewhere else tr("nobody yet")


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
    row = one.row
    told = [tr("Not visited yet.") if row.last_visit is None else tr("Visited {day}.", day=day(row.last_visit))]
    if row.open_findings:
        told.append(plural(row.open_findings, "{count} finding is open.", "{count} findings are open."))
    if row.tips:
        told.append(plural(row.tips, "{count} tip is open.", "{count} tips are open."))
    return " ".join(told)


def replaced(one: Planned, out: str | None, login: str) -> tuple[str, ...]:
    """The team once ``login`` has come in for ``out``; with nobody to go out, one more."""
    if out is None:
        return tuple(dict.fromkeys((*one.row.inspectors, login)))
    return tuple(dict.fromkeys(login if each == out else each for each in one.row.inspectors))
