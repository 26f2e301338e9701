"""An edition written out whole: documents that rest on no other edition and read back to the same pieces."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any, Final

from auditdesk.model.rulebook import (
    AllOf,
    Always,
    AnyOf,
    Bilingual,
    CapitalWithin,
    CheckItem,
    Clause,
    Condition,
    DeficiencyPattern,
    Duty,
    Edition,
    FactIs,
    Not,
    NotKnown,
    ScopeTable,
    Section,
    StaffingTable,
)

Documents = dict[str, dict[str, Any]]
MAIN: Final = "edition.yaml"
TABLES: Final = "tables/"
"""Documents whose names begin with it hold what is graded by tier, with days of its own."""


def whole_documents(edition: Edition) -> Documents:
    """Every piece of ``edition`` stated in full, days as ISO text: nothing is left to another edition or to the tables shipped."""
    stated = [pattern for pattern in edition.patterns if pattern.valid_from is None]
    main: dict[str, Any] = {
        "id": edition.id,
        "name": _words(edition.name),
        "effective_from": _day(edition.effective_from),
        "effective_until": _day(edition.effective_until),
        "stated_on": _day(edition.stated_on),
        "citation": _words(edition.citation),
        "parts": [{"id": part.id, "name": _words(part.name), "clause": clause_document(part.clause)} for part in edition.parts],
        "sections": [_section(section, edition.items) for section in edition.sections],
        "headings": [_heading(list(patterns)) for _, patterns in groupby(stated, _heading_of)],
    }
    if edition.note is not None:
        main["note"] = _words(edition.note)
    if edition.scheme:
        main["scheme"] = edition.scheme
    documents: Documents = {MAIN: main}
    tables = edition.tables
    for number, staffing in enumerate(tables.staffing, 1):
        documents[f"{TABLES}staffing-{number:02}.yaml"] = {"staffing_table": staffing_document(staffing)}
    for number, scope in enumerate(tables.scope, 1):
        documents[f"{TABLES}scope-{number:02}.yaml"] = {"scope_table": scope_document(scope)}
    if tables.duties:
        documents[f"{TABLES}duties.yaml"] = {"duties": [_duty(duty) for duty in tables.duties]}
    return documents


def condition_document(condition: Condition) -> Any:
    """A condition as JSON holds what a rule file writes."""
    match condition:
        case Always():
            return "always"
        case FactIs(fact, value):
            return {"fact": fact, "is": value}
        case CapitalWithin(minimum, below):
            return {"capital": {"min": minimum, "below": below}}
        case AllOf(conditions):
            return {"all": [condition_document(one) for one in conditions]}
        case AnyOf(conditions):
            return {"any": [condition_document(one) for one in conditions]}
        case Not(inner):
            return {"not": condition_document(inner)}
        case NotKnown(what):
            return {"unknown": _words(what)}


def clause_document(clause: Clause) -> dict[str, Any]:
    """A clause with its days."""
    kept: dict[str, Any] = {
        "id": clause.id,
        "title": _words(clause.title),
        "citation": _words(clause.citation),
        "certainty": clause.certainty.value,
        "effective_from": _day(clause.effective_from),
        "effective_until": _day(clause.effective_until),
    }
    if clause.note is not None:
        kept["note"] = _words(clause.note)
    if clause.confirmed_until is not None:
        kept["confirmed_until"] = _day(clause.confirmed_until)
    return kept


def staffing_document(table: StaffingTable) -> dict[str, Any]:
    """The table of staffing duty with its bands."""
    bands = [
        {
            "id": band.id,
            "min": band.minimum,
            "below": band.below,
            "name": _words(band.name),
            "unit": band.unit,
            "chief": band.chief,
            "staff": band.staff_minimum,
        }
        for band in table.bands
    ]
    return {"clause": clause_document(table.clause), "bands": bands}


def scope_document(table: ScopeTable) -> dict[str, Any]:
    """The table of audit scope with its bands."""
    bands = [
        {"id": band.id, "min": band.minimum, "below": band.below, "name": _words(band.name), "parts": list(band.parts)}
        for band in table.bands
    ]
    return {"clause": clause_document(table.clause), "bands": bands}


def _section(section: Section, items: Iterable[CheckItem]) -> dict[str, Any]:
    return {
        "code": section.code,
        "part": section.part,
        "name": _words(section.name),
        "frequency": section.frequency.value,
        "condition": condition_document(section.condition),
        "certainty": section.certainty.value,
        "source": section.source,
        "items": [_item(item) for item in items if item.code == section.code],
    }


def _item(item: CheckItem) -> dict[str, Any]:
    return {
        "key": item.key,
        "paragraph": item.paragraph,
        "summary": _words(item.summary),
        "frequency": item.frequency.value,
        "condition": condition_document(item.condition),
        "certainty": item.certainty.value,
        "source": item.source,
        "effective_from": _day(item.effective_from),
        "effective_until": _day(item.effective_until),
    }


def _heading_of(pattern: DeficiencyPattern) -> tuple[Any, ...]:
    return pattern.group, pattern.code, pattern.heading, pattern.certainty, pattern.source


def _heading(patterns: list[DeficiencyPattern]) -> dict[str, Any]:
    first = patterns[0]
    return {
        "group": first.group,
        "code": first.code,
        "name": _words(first.heading),
        "certainty": first.certainty.value,
        "source": first.source,
        "patterns": [
            {
                "id": pattern.id,
                "wording": _words(pattern.wording),
                "expected_standard": _words(pattern.expected_standard),
                "severity": pattern.default_severity.value,
                "items": list(pattern.items),
            }
            for pattern in patterns
        ],
    }


def _duty(duty: Duty) -> dict[str, Any]:
    kept = {
        "id": duty.id,
        "name": _words(duty.name),
        "condition": condition_document(duty.condition),
        "source": duty.source,
        "clause": clause_document(duty.clause),
    }
    return kept if duty.due is None else {**kept, "due": _day(duty.due)}


def _words(words: Bilingual) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
