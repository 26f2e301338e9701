"""The changes that an edition makes to the one it is based on: pieces added, changed and removed by name.

Whatever names a piece that is not there, or one that was named before, is a mistake: a change that goes nowhere would hide that the
text on which it rests is another one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from auditdesk.errors import Problem
from auditdesk.exchange.rule_conditions import condition_of
from auditdesk.exchange.rule_pieces import (
    HEADING,
    ITEM_OPTIONAL,
    SECTION,
    Pieces,
    item_of,
    items_of,
    read_heading,
    read_part,
    read_section,
)
from auditdesk.exchange.rule_records import Record
from auditdesk.exchange.tier_reading import clause_in
from auditdesk.model.rulebook import CheckItem, DeficiencyPattern, Edition, Part, Section
from auditdesk.model.terms import Certainty, Frequency, Severity

CHANGES = "sections items parts patterns"


def inherited(base: Edition, begins: date) -> Pieces:
    """The pieces of the edition that another is based on, none of them written in it."""
    # What the office added is laid over every edition anew; it is no text of the edition.
    patterns = [pattern for pattern in base.patterns if pattern.valid_from is None]
    found = Pieces(begins, base.scheme, list(base.parts), list(base.sections), list(base.items), patterns)
    for name in ("parts", "sections", "items", "patterns"):
        found.places[name] = [None] * len(getattr(found, name))
    return found


def apply_changes(top: Record, problems: list[Problem], found: Pieces) -> None:
    """Apply what ``sections``, ``items``, ``parts`` and ``patterns`` of an edition say to the inherited pieces."""
    _parts(top, problems, found)
    _sections(top, problems, found)
    _items(top, problems, found)
    _patterns(top, problems, found)


class _Named:
    """Finds pieces by name and notes names that are unknown or come twice."""

    def __init__(self, pieces: str, name: str, found: Pieces, problems: list[Problem]) -> None:
        self._found, self._pieces, self._name, self._problems = found, pieces, name, problems
        self._done: set[str] = set()

    def index(self, record: Record, value: str, key: str | None = None) -> int | None:
        """The place of the piece of that name (from 0); None, with the mistake noted, where there is none or it was named before."""
        node = record.at(key or self._name)
        if value in self._done:
            self._problems.append(node.problem("rulebook.changed_twice"))
            return None
        self._done.add(value)
        pieces: Sequence[Any] = getattr(self._found, self._pieces)
        for index, piece in enumerate(pieces):
            if getattr(piece, self._name) == value:
                return index
        if value:
            self._problems.append(node.problem("rulebook.not_in_base"))
        return None

    def changed(self, record: Record, index: int, piece: Any) -> None:
        """Put the piece in its place; one that is what it was is a mistake, but for a faulty one: nobody knows what it would be."""
        pieces = getattr(self._found, self._pieces)
        same = record.at(self._name).problem("rulebook.changes_nothing")
        own = (same.column or "").removesuffix(self._name)
        if pieces[index] == piece and not any((one.column or "").startswith(own) for one in self._problems):
            self._problems.append(same)
        pieces[index] = piece
        self._found.places[self._pieces][index] = record

    def remove(self, changes: Record) -> Iterator[str]:
        """Take out the pieces named under ``remove`` and tell their names."""
        for value, node in changes.labels("remove"):
            if value in self._done:
                self._problems.append(node.problem("rulebook.changed_twice"))
                continue
            self._done.add(value)
            pieces = getattr(self._found, self._pieces)
            index = next((place for place, piece in enumerate(pieces) if getattr(piece, self._name) == value), None)
            if index is None:
                self._problems.append(node.problem("rulebook.not_in_base"))
                continue
            del pieces[index], self._found.places[self._pieces][index]
            self._found.removed[value] = node
            yield value


def _changes(top: Record, key: str) -> Record:
    return top.record(key, "", "add change remove")


def _after(record: Record, values: Sequence[str], problems: list[Problem]) -> int | None:
    """The place behind the piece that ``after`` names; None where it names none."""
    if not record.has("after"):
        return None
    wanted = record.label("after")
    if wanted in values:
        return values.index(wanted) + 1
    problems.append(record.at("after").problem("rulebook.not_in_base"))
    return None


def _parts(top: Record, problems: list[Problem], found: Pieces) -> None:
    changes = _changes(top, "parts")
    named = _Named("parts", "id", found, problems)
    list(named.remove(changes))
    for record in changes.records("change", "id", "name clause"):
        index = named.index(record, record.label("id"))
        if index is not None:
            part: Part = found.parts[index]
            part = replace(part, name=record.words("name") if record.has("name") else part.name)
            named.changed(
                record, index, replace(part, clause=clause_in(record, found.begins) if record.has("clause") else part.clause)
            )
    for record in changes.records("add", "id name clause"):
        read_part(record, found, len(found.parts) + 1)
    found.parts[:] = [replace(part, ordinal=ordinal) for ordinal, part in enumerate(found.parts, start=1)]


def _sections(top: Record, problems: list[Problem], found: Pieces) -> None:
    changes = _changes(top, "sections")
    named = _Named("sections", "code", found, problems)
    for code in named.remove(changes):
        for index in [place for place, item in enumerate(found.items) if item.code == code][::-1]:
            del found.items[index], found.places["items"][index]
    for record in changes.records("change", "code", "part name frequency condition certainty source"):
        at = named.index(record, record.label("code"))
        if at is not None:
            before = found.sections[at]
            section = _section(record, before, problems)
            named.changed(record, at, section)
            found.items[:] = [_following(item, before, section) for item in found.items]
    for record in changes.records("add", SECTION, "after"):
        read_section(record, problems, found, _after(record, [section.code for section in found.sections], problems))
    order = {section.code: place for place, section in reversed(list(enumerate(found.sections)))}
    paired = sorted(zip(found.items, found.places.get("items", []), strict=True), key=lambda pair: order.get(pair[0].code, 0))
    found.items[:] = [item for item, _ in paired]
    found.places["items"] = [place for _, place in paired]


def _section(record: Record, section: Section, problems: list[Problem]) -> Section:
    return replace(
        section,
        part=record.label("part") if record.has("part") else section.part,
        name=record.words("name") if record.has("name") else section.name,
        frequency=record.choice("frequency", Frequency, section.frequency),
        condition=condition_of(record.at("condition"), problems) if record.has("condition") else section.condition,
        certainty=record.choice("certainty", Certainty, section.certainty),
        source=record.text("source") if record.has("source") else section.source,
    )


def _following(item: CheckItem, before: Section, after: Section) -> CheckItem:
    """An item of a changed section; where it said the same as its section it goes on doing so."""
    if item.code != after.code:
        return item
    return replace(
        item,
        part=after.part,
        frequency=after.frequency if item.frequency == before.frequency else item.frequency,
        condition=after.condition if item.condition == before.condition else item.condition,
    )


def _items(top: Record, problems: list[Problem], found: Pieces) -> None:
    changes = _changes(top, "items")
    named = _Named("items", "key", found, problems)
    list(named.remove(changes))
    for record in changes.records("change", "key", f"summary {ITEM_OPTIONAL}"):
        index = named.index(record, record.label("key"))
        if index is not None:
            named.changed(record, index, _item(record, found.items[index], problems, found))
    for record in changes.records("add", "section key summary", f"{ITEM_OPTIONAL} after"):
        code = record.label("section")
        section = next((one for one in found.sections if one.code == code), None)
        if section is None:
            if code:
                problems.append(record.at("section").problem("rulebook.not_in_base"))
            continue
        last = max((place for place, item in enumerate(found.items) if item.code == code), default=len(found.items) - 1)
        behind = _after(record, [item.key for item in found.items], problems)
        at = last + 1 if behind is None else behind
        found.items.insert(at, item_of(record, section, problems, found))
        found.keep("items", record, at)


def _item(record: Record, item: CheckItem, problems: list[Problem], found: Pieces) -> CheckItem:
    """The item with what is stated anew. New words begin with this edition unless it states another day."""
    begins = found.begins if record.has("summary") else item.effective_from
    first, last = record.period((begins, item.effective_until))
    return replace(
        item,
        paragraph=record.label_or_none("paragraph") if record.has("paragraph") else item.paragraph,
        summary=record.words("summary") if record.has("summary") else item.summary,
        frequency=record.choice("frequency", Frequency, item.frequency),
        condition=condition_of(record.at("condition"), problems) if record.has("condition") else item.condition,
        certainty=record.choice("certainty", Certainty, item.certainty),
        source=record.text("source") if record.has("source") else item.source,
        effective_from=first,
        effective_until=last,
    )


def _patterns(top: Record, problems: list[Problem], found: Pieces) -> None:
    changes = _changes(top, "patterns")
    named = _Named("patterns", "id", found, problems)
    list(named.remove(changes))
    for record in changes.records("change", "id", "wording expected_standard severity items"):
        index = named.index(record, record.label("id"))
        if index is not None:
            pattern: DeficiencyPattern = found.patterns[index]
            named.changed(
                record,
                index,
                replace(
                    pattern,
                    wording=record.words("wording") if record.has("wording") else pattern.wording,
                    expected_standard=(
                        record.words("expected_standard") if record.has("expected_standard") else pattern.expected_standard
                    ),
                    default_severity=record.choice("severity", Severity, pattern.default_severity),
                    items=items_of(record) if record.has("items") else pattern.items,
                ),
            )
    for heading in changes.records("add", HEADING, "name"):
        read_heading(heading, found)
