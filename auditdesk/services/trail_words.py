"""A line of the trail in words: what it is about, and each field's name and value before and after."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from auditdesk.model.terms import FactKind
from auditdesk.model.trail import TrailRow
from auditdesk.words import Words, catalogue

_OWN = frozenset(
    {
        "uid",
        "version",
        "sequence",
        "position",
        "part",
        "text_hash",
        "item_text_hash",
        "edition_digest",
        "digest",
        "blob",
        "clean_blob",
        "sha256",
        "signing_key",
        "repeat_of",
        "retracts",
    }
)
"""Fields that serve the database and tell a person nothing."""
_VOCABULARIES = {"finding_class": "class", "mode": "visit_mode", "subject_kind": "object_kind", "paper_kind": "object_kind"}
_MEASURED = frozenset({"content", "made", "reasons", "columns"})
"""Fields too long to print: told by their length."""
_FIRST = ("number", "code", "name", "fact", "value", "judgement", "state", "severity", "facts", "note", "reason", "title")
_PEOPLE = frozenset({"author", "authors", "co_authors", "reviewer", "inspectors", "login"})
_DAYS = frozenset({"reply_by"})
_COUNTED = frozenset({"findings", "removed_objects"})
_TIP_WORDS = {"reporter": "tip.sealed", "source": "tip_source.{}", "result": "tip_result.{}"}
"""What the journal keeps of these tells a person nothing as it stands."""
_DAY_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that a line changed, as printed; empty = nothing there."""

    field: str
    before: str
    after: str


def object_text(row: TrailRow, words: Words) -> str:
    """What the line is about, by the name that people know it by; empty when nothing is known but a uid."""
    term = words.say(row.object.term) if row.object.term else ""
    return " · ".join(part for part in (term, row.object.name, row.object.of) if part)


def differences(row: TrailRow, words: Words) -> tuple[Difference, ...]:
    """The fields that tell a person something, in the order of the record."""
    fact = str(row.after.get("fact") or row.before.get("fact") or "")
    found = []
    for name in sorted(dict.fromkeys((*row.before, *row.after)), key=_weight):
        if name in _OWN or name.endswith("_uid"):
            continue
        sides = (_called(row, name, values.get(name)) for values in (row.before, row.after))
        before, after = (_value(row.kind, name, value, fact, words) for value in sides)
        if before != after:
            found.append(Difference(field_text(row.kind, name, words), before, after))
    return tuple(found)


def _called(row: TrailRow, name: str, value: Any) -> Any:
    """Who wrote, reviewed or decided, by name instead of login; every other value as it is."""
    if row.kind == "person" or not (name in _PEOPLE or (name.endswith("_by") and name not in _DAYS)):
        return value
    value = _decoded(value) if isinstance(value, str) and value[:1] == "[" else value
    if isinstance(value, list):
        return [row.people.get(each, each) if isinstance(each, str) else each for each in value]
    return row.people.get(value, value) if isinstance(value, str) else value


def _weight(name: str) -> tuple[int, int]:
    """What a person looks for first comes first; who and when, which the line says anyway, come last."""
    if name in _FIRST:
        return 0, _FIRST.index(name)
    return (2 if name.endswith(("_by", "_at")) else 1), 0


def difference_text(row: TrailRow, words: Words) -> str:
    """All differences in one line: the field with both values where it changed, with the one where it came or went."""
    if row.blanked:
        return words.say("trail.blanked")
    told = []
    for each in differences(row, words):
        if each.before and each.after:
            told.append(words.say("trail.changed", field=each.field, before=each.before, after=each.after))
        else:
            told.append(words.say("trail.one_side", field=each.field, value=each.before or each.after))
    return ("；" if words.language == "zh_TW" else "; ").join(told)


def field_text(kind: str, name: str, words: Words) -> str:
    """A field by its name for people."""
    for code in (f"field.{kind}.{name}", f"field.{name}"):
        if code in catalogue():
            return words.say(code)
    return name


def _value(kind: str, name: str, value: Any, fact: str, words: Words) -> str:
    if value is None or value in ("", "[]", "{}"):
        return ""
    if name in _MEASURED and isinstance(value, str):
        return words.say("trail.characters", count=len(value))
    if kind == "tip" and name in _TIP_WORDS:
        return words.say(_TIP_WORDS[name].format(value))
    if kind == "firm_fact" and name == "value":
        return _fact_value(fact, _decoded(value), words)
    if kind == "visit" and name == "facts":
        return _frozen_facts(_decoded(value), words)
    if kind == "office_setting" and name == "value":
        value = _decoded(value)
    if isinstance(value, str) and value[:1] == "[":
        value = _decoded(value)
    if isinstance(value, list):
        if name in _COUNTED:
            return words.say("trail.records", count=len(value))
        return ("、" if words.language == "zh_TW" else ", ").join(
            _value(kind, name.removesuffix("s"), each, fact, words) for each in value
        )
    if isinstance(value, str):
        return _text(name, value, words)
    return words.show(name, value) if isinstance(value, bool | int) else json.dumps(value, ensure_ascii=False)


def _text(name: str, value: str, words: Words) -> str:
    term = f"{_VOCABULARIES.get(name, name)}.{value}"
    if term in catalogue():
        return words.say(term)
    try:
        if len(value) == _DAY_LENGTH and value[4] == value[7] == "-":
            return words.day(date.fromisoformat(value))
        if len(value) > _DAY_LENGTH and value[_DAY_LENGTH] in "T ":
            return words.show(name, datetime.fromisoformat(value))
    except ValueError:
        pass
    return value


def _decoded(value: Any) -> Any:
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return value


def _fact_value(fact: str, value: Any, words: Words) -> str:
    known = FactKind(fact) if fact in set(FactKind) else None
    if known is not None and known.is_amount and isinstance(value, int):
        return words.money(value)
    if known is not None and known.is_count and isinstance(value, int) and not isinstance(value, bool):
        return words.say("value.persons", count=value)
    if known is FactKind.LEAD_AUTHORITY:
        return words.show("authority", value)
    if known is FactKind.LICENCE_STATE:
        return words.show("licence", value)
    return words.show("value", value)


def _frozen_facts(value: Any, words: Words) -> str:
    if not isinstance(value, Mapping):
        return words.show("value", value)
    told = [
        f"{words.show('fact', fact)} {_fact_value(fact, kept, words)}"
        for fact, kept in value.items()
        if kept is not None and not isinstance(kept, Mapping | list)
    ]
    return ("、" if words.language == "zh_TW" else ", ").join(told)
