"""What one edition adds, changes and removes against another, piece by piece and field by field."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from auditdesk.model.rulebook import (
    AllOf,
    Always,
    AnyOf,
    Bilingual,
    CapitalWithin,
    CheckItem,
    Clause,
    Condition,
    Edition,
    FactIs,
    Not,
    NotKnown,
)
from auditdesk.rules.requirement_identity import Match, matched_in

Plain = str | int | bool | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, as plain values (days in ISO, NT$ as integers, conditions as a rule file writes them)."""

    field: str
    before: Plain
    after: Plain


@dataclass(frozen=True, slots=True)
class PieceChange:
    """A piece that differs: ``kind`` is edition, staffing_band, scope_band, duty, clause, part, section, item or pattern."""

    kind: str
    id: str
    name: Bilingual | None
    fields: tuple[FieldChange, ...] = ()


class RequirementTurn(StrEnum):
    """What became of a requirement, by what weighs most: new words (``text``), another frequency, condition, part or days
    (``terms``), only another key, code or paragraph (``renumbered``), only how sure we are of it (``source``)."""

    ADDED = "added"
    REMOVED = "removed"
    TEXT = "text"
    TERMS = "terms"
    RENUMBERED = "renumbered"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class RequirementChange:
    """One requirement before and after (None = not there), for a view side by side. ``fields`` names all that differ."""

    turn: RequirementTurn
    before: CheckItem | None
    after: CheckItem | None
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class RulebookDiff:
    """Pieces in the order of the edition they stand in; ``changed`` lists only the fields that differ.

    ``requirements`` tells the items again, joined by their words: one that only got another number is neither added nor removed there.
    """

    added: tuple[PieceChange, ...]
    changed: tuple[PieceChange, ...]
    removed: tuple[PieceChange, ...]
    requirements: tuple[RequirementChange, ...] = ()


def diff(a: Edition, b: Edition) -> RulebookDiff:
    """What ``b`` adds, changes and removes against ``a``. A piece is the same one when its kind and id are."""
    before, after = dict(_pieces(a)), dict(_pieces(b))
    changed = []
    for key, (name, fields) in after.items():
        if key in before:
            differing = tuple(_differing(before[key][1], fields))
            if differing:
                changed.append(PieceChange(key[0], key[1], name, differing))
    return RulebookDiff(
        added=tuple(PieceChange(key[0], key[1], name) for key, (name, _) in after.items() if key not in before),
        changed=tuple(changed),
        removed=tuple(PieceChange(key[0], key[1], name) for key, (name, _) in before.items() if key not in after),
        requirements=tuple(_requirements(a, b)),
    )


_NUMBER = frozenset({"key", "code", "paragraph"})
_SURENESS = frozenset({"certainty", "source"})


def _requirements(a: Edition, b: Edition) -> Iterator[RequirementChange]:
    """What became of every item of ``a``, and the new ones, in the order of ``b``; removed ones come last."""
    successor: dict[str, CheckItem] = {}
    for wanted in (Match.SAME, Match.CHANGED):
        taken = {item.key for item in successor.values()}
        for item in a.items:
            found = matched_in(item.key, item.text_hash, b) if item.key not in successor else None
            if found is not None and found.item is not None and found.match is wanted and found.item.key not in taken:
                successor[item.key] = found.item
                taken.add(found.item.key)
    predecessor = {after.key: before for before in a.items if (after := successor.get(before.key))}
    for item in b.items:
        before = predecessor.get(item.key)
        if before is None:
            yield RequirementChange(RequirementTurn.ADDED, None, item)
        elif fields := tuple(_differing(dict(_fields(_shallow(before))), dict(_fields(_shallow(item))))):
            yield RequirementChange(_turn({change.field for change in fields}), before, item, fields)
    for item in a.items:
        if item.key not in successor:
            yield RequirementChange(RequirementTurn.REMOVED, item, None)


def _turn(fields: set[str]) -> RequirementTurn:
    if fields & {"summary.zh", "summary.en"}:
        return RequirementTurn.TEXT
    if fields - _NUMBER - _SURENESS:
        return RequirementTurn.TERMS
    return RequirementTurn.RENUMBERED if fields & _NUMBER else RequirementTurn.SOURCE


_Piece = tuple[tuple[str, ...], tuple[Bilingual | None, dict[str, Plain]]]
"""Kind and id, and the scheme of codes where the same code had another meaning in another one."""


def _pieces(edition: Edition) -> Iterator[_Piece]:
    own = ("name", "effective_from", "effective_until", "stated_on", "citation", "note")
    # The edition's id differs between any two editions; as a piece it is the same one.
    yield ("edition", ""), (None, dict(_fields({name: getattr(edition, name) for name in own})))
    last = edition.effective_until or date.max
    for table, kind in ((edition.staffing_table, "staffing_band"), (edition.scope_table, "scope_band")):
        if not table.clause.in_force_on(last):
            continue
        yield _clause(table.clause)
        for band in table.bands:
            yield (kind, band.id), (band.name, dict(_fields(_shallow(band))))
    for duty in edition.tables.duties_on(last):
        yield (
            ("duty", duty.id),
            (duty.name, dict(_fields({name: getattr(duty, name) for name in ("name", "condition", "source", "due")}))),
        )
        yield _clause(duty.clause)
    for part in edition.parts:
        yield ("part", part.id, edition.scheme), (part.name, dict(_fields({"ordinal": part.ordinal, "name": part.name})))
        yield _clause(part.clause, edition.scheme)
    for section in edition.sections:
        yield ("section", section.code, edition.scheme), (section.name, dict(_fields(_shallow(section))))
    for item in edition.items:
        yield ("item", item.key), (item.summary, dict(_fields(_shallow(item))))
    for pattern in edition.patterns:
        yield ("pattern", pattern.id), (pattern.wording, dict(_fields(_shallow(pattern))))


def _clause(clause: Clause, scheme: str = "") -> _Piece:
    return ("clause", clause.id, scheme), (clause.title, dict(_fields(_shallow(clause))))


def _shallow(piece: Any) -> dict[str, Any]:
    return {field.name: getattr(piece, field.name) for field in dataclasses.fields(piece)}


def _fields(values: Mapping[str, Any]) -> Iterator[tuple[str, Plain]]:
    for name, value in values.items():
        if isinstance(value, Bilingual):
            yield f"{name}.zh", value.zh
            yield f"{name}.en", value.en
        elif isinstance(value, tuple):
            yield name, ", ".join(value)
        elif isinstance(value, date):
            yield name, value.isoformat()
        elif isinstance(value, Condition):
            yield name, written(value)
        elif isinstance(value, str):
            # Vocabularies are strings of their own kind; plain ones compare and print alike.
            yield name, str(value)
        else:
            yield name, value


def _differing(before: Mapping[str, Plain], after: Mapping[str, Plain]) -> Iterator[FieldChange]:
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield FieldChange(name, before.get(name), after.get(name))


def written(condition: Condition) -> str:
    """A condition as a rule file writes it: ``{fact: internet_ordering, is: true}``."""
    match condition:
        case Always():
            return "always"
        case FactIs(fact, value):
            return f"{{fact: {fact}, is: {str(value).lower() if isinstance(value, bool) else value}}}"
        case CapitalWithin(minimum, below):
            return f"{{capital: {{min: {minimum}, below: {'null' if below is None else below}}}}}"
        case AllOf(conditions):
            return f"{{all: [{', '.join(map(written, conditions))}]}}"
        case AnyOf(conditions):
            return f"{{any: [{', '.join(map(written, conditions))}]}}"
        case Not(inner):
            return f"{{not: {written(inner)}}}"
        case NotKnown(what):
            return f"{{unknown: {{zh: {_quoted(what.zh)}, en: {_quoted(what.en)}}}}}"


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
