"""A year's plan as a table or a calendar for others. People stand in it by name only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from auditdesk.model.plan_rows import PlannedVisitRow, PlanState, PlanView
from auditdesk.progress import Progress
from auditdesk.words import Words

if TYPE_CHECKING:
    from auditdesk.exchange.tables_out import Value

COLUMNS: tuple[str, ...] = (
    "code",
    "name",
    "tier",
    "items",
    "kind",
    "mode",
    "authority",
    "first_day",
    "last_day",
    "inspectors",
    "plan_state",
    "changed_later",
)
COLUMNS += ("clashes", "why")


def write_plan(view: PlanView, path: Path, words: Words, stamp: datetime, progress: Progress) -> int:
    """Write the plan in the format that the suffix names; returns how many lines or events."""
    if path.suffix.lower() == ".ics":
        return _calendar(view, path, words, stamp)
    from auditdesk.exchange.tables_out import ListTable, write_table

    headings = tuple(words.say(f"column.{name}") for name in COLUMNS)
    name = words.say("plan.title", year=view.year)
    return write_table(path, ListTable(name, headings, _lines(view, words), words.language), progress=progress)


def _lines(view: PlanView, words: Words) -> Iterator[tuple[Value, ...]]:
    for row in (*view.visits, *view.unplaced):
        yield (
            row.firm_code,
            row.firm_name,
            words.show("band", row.tier.name) if row.tier else None,
            row.items,
            words.say(f"visit_kind.{row.kind}"),
            words.say(f"visit_mode.{row.mode}"),
            words.say(f"authority.{row.authority}"),
            row.starts_on,
            row.ends_on,
            words.show("inspectors", row.inspector_names) if row.inspector_names else None,
            words.say(f"planned_state.{row.state}"),
            row.changed_after_approval,
            "\n".join(words.say(clash.code, **clash.values) for clash in row.clashes) or None,
            why_text(row, words) or None,
        )


def why_text(row: PlannedVisitRow, words: Words) -> str:
    """The reasons of a line as sentences."""
    return ("" if words.language == "zh_TW" else " ").join(words.say(reason.code, **reason.values) for reason in row.why)


def _calendar(view: PlanView, path: Path, words: Words, stamp: datetime) -> int:
    from auditdesk.exchange.calendar_out import CalendarEvent, write_calendar

    events = (
        CalendarEvent(
            uid=row.uid,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            summary=words.say("plan.event", firm=row.short_name or row.firm_name, kind=words.say(f"visit_kind.{row.kind}")),
            description=words.say(
                "plan.event_details",
                mode=words.say(f"visit_mode.{row.mode}"),
                inspectors=row.inspector_names or (words.say("plan.nobody"),),
            ),
            sequence=row.version,
            tentative=view.state != PlanState.APPROVED or row.changed_after_approval,
        )
        for row in view.visits
        if row.starts_on is not None and row.ends_on is not None
    )
    return write_calendar(path, words.say("plan.title", year=view.year), events, stamp)
