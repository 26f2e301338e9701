"""The ladder of disposal as data: dated provisions with their source."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from auditdesk.errors import BadInput
from auditdesk.model.remedy_rows import MeasureKind
from auditdesk.model.terms import Certainty
from auditdesk.rules.disposal import LadderRule, Repeats

_KEYS = {"id", "article", "kind", "amount_max", "from", "to", "text_of", "source", "certainty", "note", "repeats", "not_kept"}


def read_ladder(path: Path) -> tuple[LadderRule, ...]:
    """The rules of one file, in its order. Raises BadInput ``ladder.faulty`` (file, rule) for what is not of that form."""
    import yaml

    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
        entries = found["rules"]
    except (OSError, ValueError, KeyError, TypeError, yaml.YAMLError) as problem:
        raise BadInput("ladder.faulty", file=path.name, rule="") from problem
    rules = []
    for entry in entries:
        try:
            rules.append(_rule(entry))
        except (ValueError, KeyError, TypeError, AttributeError) as problem:
            name = str(entry.get("id", "")) if isinstance(entry, dict) else ""
            raise BadInput("ladder.faulty", file=path.name, rule=name) from problem
    if len({rule.id for rule in rules}) != len(rules):
        raise BadInput("ladder.faulty", file=path.name, rule="")
    return tuple(rules)


def _rule(entry: dict[str, Any]) -> LadderRule:
    if not set(entry) <= _KEYS:
        raise ValueError(sorted(set(entry) - _KEYS)[0])
    repeats = entry.get("repeats")
    return LadderRule(
        id=str(entry["id"]),
        article=str(entry["article"]),
        kind=MeasureKind(entry["kind"]),
        amount_max=None if entry["amount_max"] is None else int(entry["amount_max"]),
        valid_from=_day(entry["from"]),
        valid_until=_day(entry["to"]),
        text_of=_day(entry["text_of"]),
        source=str(entry["source"]),
        certainty=Certainty(entry["certainty"]),
        note=str(entry.get("note", "")),
        repeats=None if repeats is None else Repeats(str(repeats["article"]), int(repeats["count"]), int(repeats["months"])),
        not_kept=tuple(str(article) for article in entry.get("not_kept", ())),
    )


def _day(value: object) -> date | None:
    if value is not None and type(value) is not date:
        raise ValueError(value)
    return value
