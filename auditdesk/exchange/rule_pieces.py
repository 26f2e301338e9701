"""Parts, sections, check items and deficiency patterns as rule files write them → values, beside the mapping each came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from auditdesk.errors import Problem
from auditdesk.exchange.rule_conditions import condition_of
from auditdesk.exchange.rule_documents import Node
from auditdesk.exchange.rule_records import Record
from auditdesk.exchange.tier_reading import clause_in
from auditdesk.model.rulebook import Always, Bilingual, CheckItem, DeficiencyPattern, Part, Section
from auditdesk.model.terms import Certainty, Frequency, Severity

GROUPS = ("twse_tpex", "feb")
"""Whose taxonomy a heading belongs to: the exchange's and the OTC market's, or the examination bureau's."""

SECTION = "code part name frequency condition certainty source items"
HEADING = "group code certainty source patterns"
ITEM_OPTIONAL = "paragraph frequency condition certainty source effective_from effective_until"


@dataclass
class Pieces:
    """What is known so far; ``places`` has for each piece the mapping it was written in, None where it is inherited as it was."""

    begins: date
    scheme: str = ""
    parts: list[Part] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    items: list[CheckItem] = field(default_factory=list)
    patterns: list[DeficiencyPattern] = field(default_factory=list)
    places: dict[str, list[Record | None]] = field(default_factory=dict)
    removed: dict[str, Node] = field(default_factory=dict)
    """Where pieces were taken out, by their id: what still names one is a mistake made there."""

    def keep(self, pieces: str, record: Record | None, at: int | None = None) -> None:
        """Remember where the piece at ``at`` (from 0; None = the last) was written."""
        places = self.places.setdefault(pieces, [])
        places.insert(len(places) if at is None else at, record)


def read_part(part: Record, found: Pieces, ordinal: int) -> None:
    found.parts.append(Part(part.label("id"), ordinal, part.words("name"), clause_in(part, found.begins)))
    found.keep("parts", part)


def read_section(section: Record, problems: list[Problem], found: Pieces, at: int | None = None) -> None:
    """A section with its items; ``at`` is its place among the sections (None = the last)."""
    kept = Section(
        code=section.label("code"),
        part=section.label("part"),
        name=section.words("name"),
        frequency=section.choice("frequency", Frequency, Frequency.UNKNOWN),
        condition=condition_of(section.at("condition"), problems) if section.has("condition") else Always(),
        certainty=section.choice("certainty", Certainty, Certainty.INFERRED),
        source=section.text("source"),
    )
    found.sections.insert(len(found.sections) if at is None else at, kept)
    found.keep("sections", section, at)
    for item in section.records("items", "key summary", ITEM_OPTIONAL):
        found.items.append(item_of(item, kept, problems, found))
        found.keep("items", item)


def item_of(item: Record, section: Section, problems: list[Problem], found: Pieces) -> CheckItem:
    """A check item; what it does not state it has from its section. It begins with the edition and has no end of its own."""
    first, last = item.period((found.begins, None))
    return CheckItem(
        key=item.label("key"),
        code=section.code,
        part=section.part,
        paragraph=item.label_or_none("paragraph"),
        summary=item.words("summary"),
        frequency=item.choice("frequency", Frequency, section.frequency),
        condition=condition_of(item.at("condition"), problems) if item.has("condition") else section.condition,
        certainty=item.choice("certainty", Certainty, section.certainty),
        source=item.text("source") if item.has("source") else section.source,
        effective_from=first,
        effective_until=last,
        scheme=found.scheme,
    )


def read_heading(heading: Record, found: Pieces) -> None:
    """The patterns under a heading; a heading of a section has that section's name."""
    names: dict[str, Bilingual] = {section.code: section.name for section in found.sections}
    group, code = heading.label("group"), heading.label("code")
    if group and group not in GROUPS:
        heading.note(heading.at("group"), "rulebook.not_one_of", known=GROUPS)
    if code and not heading.has("name") and code not in names:
        heading.note(heading.at("code"), "rulebook.unknown_section")
    name = heading.words("name") if heading.has("name") else names.get(code, Bilingual("", ""))
    certainty = heading.choice("certainty", Certainty, Certainty.INFERRED)
    source = heading.text("source")
    for pattern in heading.records("patterns", "id wording expected_standard severity items"):
        found.patterns.append(
            DeficiencyPattern(
                id=pattern.label("id"),
                group=group,
                code=code,
                heading=name,
                items=items_of(pattern),
                wording=pattern.words("wording"),
                expected_standard=pattern.words("expected_standard"),
                default_severity=pattern.choice("severity", Severity, Severity.MEDIUM),
                certainty=certainty,
                source=source,
            )
        )
        found.keep("patterns", pattern)


def items_of(pattern: Record) -> tuple[str, ...]:
    items = pattern.labels("items")
    if pattern.has("items") and not items:
        pattern.note(pattern.at("items"), "rulebook.empty_list")
    return tuple(key for key, _ in items)
