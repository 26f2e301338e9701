"""Tab 變更紀錄: the journal of one firm, a line for each thing that changed, with what stood before."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from auditdesk.model.rows import JournalRow
from ui.parts.diff_table import draw_added, draw_removed
from ui.places import firms_words as say
from ui.tables import Column, RowTable
from ui.words import day, tr

_OWN = frozenset(
    {"uid", "version", "sequence", "recorded_at", "recorded_by", "decided_at", "decided_by", "proposed_at", "proposed_by"}
    | {"ended_at", "ended_by"}
)
"""Fields that serve the database and tell a person nothing."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that one line of the journal changed, as printed."""

    line: JournalRow
    field: str
    before: str
    after: str


def changes(lines: Sequence[JournalRow]) -> tuple[Change, ...]:
    """The journal of a firm, the newest first as given; a dated fact shows what stood on its day until then."""
    found: list[list[Change]] = []
    kept: list[tuple[str, str, str]] = []
    for line in reversed(lines):
        if line.object_kind == "firm_fact" and line.after.get("retracts"):
            found.append([_taken_back(line, kept)])
        elif line.object_kind == "firm_fact" and not line.before:
            found.append([_fact(line, kept)])
        elif not line.before:
            found.append([_made(line)])
        else:
            found.append([*_changed(line)])
    return tuple(change for group in reversed(found) for change in group)


def _fact(line: JournalRow, kept: list[tuple[str, str, str]]) -> Change:
    """A fact newly recorded; ``kept`` holds (kind, valid from, value) of those recorded before it."""
    kind, since = str(line.after.get("fact", "")), str(line.after.get("valid_from", ""))
    value = _fact_value(kind, line.after.get("value"))
    stood = max((entry for entry in kept if entry[0] == kind and entry[1] <= since), key=lambda entry: entry[1], default=None)
    kept.append((kind, since, value))
    told = tr("{value} from {day}, {source}", value=value, day=_day(since), source=line.after.get("source") or "–")
    return Change(line, say.fact_name(kind), stood[2] if stood else "", told)


def _taken_back(line: JournalRow, kept: list[tuple[str, str, str]]) -> Change:
    """A fact that counts no more; it goes out of ``kept``."""
    kind, since = str(line.after.get("fact", "")), str(line.after.get("valid_from", ""))
    value = _fact_value(kind, line.after.get("value"))
    if (kind, since, value) in kept:
        kept.remove((kind, since, value))
    told = tr("taken back: {reason}", reason=line.after.get("source") or "–")
    return Change(line, say.fact_name(kind), tr("{value} from {day}", value=value, day=_day(since)), told)


def _fact_value(kind: str, kept: Any) -> str:
    """The value of a fact record, which the journal holds as JSON."""
    try:
        value = json.loads(kept) if isinstance(kept, str) else kept
    except ValueError:
        value = kept
    return say.fact_value(kind, value) if isinstance(value, int | bool | str) else ""


def _made(line: JournalRow) -> Change:
    told = [
        f"{say.fact_name(field)} {shown}"
        for field, value in line.after.items()
        if _tells(field) and (shown := _shown(field, value))
    ]
    return Change(line, tr("New: {what}", what=say.term("object_kind", line.object_kind)), "", tr(", ").join(told))


def _changed(line: JournalRow) -> list[Change]:
    fields = dict.fromkeys((*line.before, *line.after))
    return [
        Change(line, say.fact_name(field), _shown(field, line.before.get(field)), _shown(field, line.after.get(field)))
        for field in fields
        if _tells(field) and line.before.get(field) != line.after.get(field)
    ]


def _tells(field: str) -> bool:
    return field not in _OWN and not field.endswith("_uid")


def _shown(field: str, value: Any) -> str:
    if value is None or value in ("", "[]"):
        return ""
    if field == "exception_kind":
        return say.term("exception_kind", str(value))
    if field == "state":
        return say.term("proposal_state", str(value))
    if field in ("former_names", "spellings") and isinstance(value, str):
        return tr(", ").join(json.loads(value))
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        return _day(value)
    return say.fact_value(field, value) if isinstance(value, int | bool | str) else str(value)


def _day(iso: str) -> str:
    try:
        return day(date.fromisoformat(iso))
    except ValueError:
        return iso


def _act(change: Change) -> str:
    return say.term("act", change.line.act)


def change_table() -> RowTable:
    """Who changed what, before and after."""
    return RowTable(
        (
            Column(
                "at",
                tr("Time"),
                moment,
                lambda change: change.line.sequence,
                width=say.wide(112, 126),
                colour="text.muted",
                tip=moment,
            ),
            Column("who", tr("Person"), lambda change: change.line.login, width=56, tip=lambda change: change.line.login),
            Column("act", tr("Act"), _act, width=say.wide(76, 104), colour="text.secondary", tip=_act),
            Column("field", tr("Field"), lambda change: change.field, width=say.wide(84, 112), tip=lambda change: change.field),
            Column(
                "before",
                tr("Before"),
                lambda change: change.before,
                paint=lambda painter, rect, change, _current: draw_removed(painter, rect, change.before),
                width=64,
                tip=lambda change: change.before,
            ),
            Column(
                "after",
                tr("After"),
                lambda change: change.after,
                paint=lambda painter, rect, change, _current: draw_added(painter, rect, change.after),
                width=110,
                stretch=True,
                tip=lambda change: change.after,
            ),
        ),
        identity=lambda change: (change.line.sequence, change.field),
        sentence=_sentence,
    )


def moment(change: Change) -> str:
    """Day and minute of a change on this computer's clock."""
    at = change.line.at.astimezone()
    return f"{day(at.date())} {at:%H:%M}"


def _sentence(change: Change) -> str:
    told = tr("before {before}, now {after}", before=change.before or tr("nothing"), after=change.after or tr("nothing"))
    return tr(", ").join((moment(change), change.line.login, change.field, told))
