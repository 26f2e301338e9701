"""The trees of an edition's files → the edition, with every mistake noted by file, line and key path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from auditdesk.errors import Problem
from auditdesk.exchange.rule_documents import Node
from auditdesk.exchange.rule_records import Record
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
    Edition,
    FactIs,
    Not,
    Part,
    ScopeBand,
    ScopeTable,
    Section,
    StaffingBand,
    StaffingTable,
)
from auditdesk.model.terms import Authority, Certainty, FactKind, Frequency, Severity
from auditdesk.rules.bands import Bounded, faults_of
from auditdesk.rules.rulebook_check import faults_between

GROUPS = ("twse_tpex", "feb")
"""Whose taxonomy a heading belongs to: the exchange's and the OTC market's, or the examination bureau's."""

_EDITION = "id name effective_from effective_until stated_on citation staffing_table scope_table parts sections headings"
_CLAUSE = "id title citation certainty"
_PERIOD = "effective_from effective_until"

Period = tuple[date, date | None]


@dataclass
class _Pieces:
    """What was read so far, beside the mapping that each piece came from."""

    parts: list[Part] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    items: list[CheckItem] = field(default_factory=list)
    patterns: list[DeficiencyPattern] = field(default_factory=list)
    records: dict[str, list[Record]] = field(default_factory=dict)

    def keep(self, pieces: str, record: Record) -> None:
        self.records.setdefault(pieces, []).append(record)


def edition_of(root: Node, digest: str, problems: list[Problem]) -> Edition:
    """The edition written in ``root``, whose top-level keys may come from several files. Whatever is wrong is added to ``problems``;
    with any problem the edition is not to be used."""
    top = Record(root, problems, _EDITION, "note")
    period = top.period()
    found = _Pieces()
    staffing = _staffing_table(top, period, problems, found)
    scope = _scope_table(top, period, problems, found)
    for ordinal, part in enumerate(top.records("parts", "id name clause"), start=1):
        clause = _clause(part.record("clause", _CLAUSE, f"{_PERIOD} note"), period)
        found.parts.append(Part(part.label("id"), ordinal, part.words("name"), clause))
        found.keep("parts", part)
    for section in top.records("sections", "code part name frequency condition certainty source items"):
        _read_section(section, period, problems, found)
    names = {section.code: section.name for section in found.sections}
    for heading in top.records("headings", "group code certainty source patterns", "name"):
        _read_heading(heading, names, found)
    for fault in faults_between(staffing.bands, scope.bands, found.parts, found.sections, found.items, found.patterns):
        node = found.records[fault.pieces][fault.index].at(fault.key)
        if fault.place is not None and isinstance(node.content, tuple):
            node = node.content[fault.place]
        problems.append(node.problem(fault.code))
    return Edition(
        id=top.label("id"),
        name=top.words("name"),
        effective_from=period[0],
        effective_until=period[1],
        stated_on=top.day("stated_on"),
        citation=top.words("citation"),
        note=top.words_or_none("note"),
        staffing_table=staffing,
        scope_table=scope,
        parts=tuple(found.parts),
        sections=tuple(found.sections),
        items=tuple(found.items),
        patterns=tuple(found.patterns),
        digest=digest,
    )


def _clause(clause: Record, inherited: Period) -> Clause:
    first, last = clause.period(inherited)
    return Clause(
        id=clause.label("id"),
        title=clause.words("title"),
        citation=clause.words("citation"),
        effective_from=first,
        effective_until=last,
        certainty=clause.choice("certainty", Certainty, Certainty.INFERRED),
        note=clause.words_or_none("note"),
    )


def _staffing_table(top: Record, period: Period, problems: list[Problem], found: _Pieces) -> StaffingTable:
    table = top.record("staffing_table", "clause bands")
    before = len(problems)
    rows = table.records("bands", "id min below name unit chief staff")
    bands = [
        StaffingBand(
            id=row.label("id"),
            minimum=row.whole("min"),
            below=row.whole_or_open("below"),
            name=row.words("name"),
            unit=row.flag("unit"),
            chief=row.whole("chief"),
            staff_minimum=row.whole("staff"),
        )
        for row in rows
    ]
    found.records["staffing_bands"] = list(rows)
    _check_bounds(table, rows, bands, problems, before)
    return StaffingTable(_clause(table.record("clause", _CLAUSE, f"{_PERIOD} note"), period), tuple(bands))


def _scope_table(top: Record, period: Period, problems: list[Problem], found: _Pieces) -> ScopeTable:
    table = top.record("scope_table", "clause bands")
    before = len(problems)
    rows = table.records("bands", "id min below name parts")
    bands = [
        ScopeBand(
            id=row.label("id"),
            minimum=row.whole("min"),
            below=row.whole_or_open("below"),
            name=row.words("name"),
            parts=tuple(name for name, _ in row.labels("parts")),
        )
        for row in rows
    ]
    found.records["scope_bands"] = list(rows)
    _check_bounds(table, rows, bands, problems, before)
    return ScopeTable(_clause(table.record("clause", _CLAUSE, f"{_PERIOD} note"), period), tuple(bands))


def _check_bounds(table: Record, rows: Sequence[Record], bands: Sequence[Bounded], problems: list[Problem], before: int) -> None:
    """Gaps and overlaps, once every bound of the table could be read."""
    if len(problems) > before or not table.has("bands"):
        return
    for fault in faults_of(bands):
        row = rows[fault.index] if rows else table
        key = "below" if fault.code in ("rulebook.bands_end", "rulebook.band_holds_nothing") else "min" if rows else "bands"
        problems.append(row.at(key).problem(fault.code, expected_ntd=fault.expected))


def _read_section(section: Record, period: Period, problems: list[Problem], found: _Pieces) -> None:
    condition = _condition(section.at("condition"), problems) if section.has("condition") else Always()
    kept = Section(
        code=section.label("code"),
        part=section.label("part"),
        name=section.words("name"),
        frequency=section.choice("frequency", Frequency, Frequency.UNKNOWN),
        condition=condition,
        certainty=section.choice("certainty", Certainty, Certainty.INFERRED),
        source=section.text("source"),
    )
    found.sections.append(kept)
    found.keep("sections", section)
    for item in section.records("items", "key summary", f"paragraph frequency condition certainty source {_PERIOD}"):
        first, last = item.period(period)
        found.items.append(
            CheckItem(
                key=item.label("key"),
                code=kept.code,
                part=kept.part,
                paragraph=item.label_or_none("paragraph"),
                summary=item.words("summary"),
                frequency=item.choice("frequency", Frequency, kept.frequency),
                condition=_condition(item.at("condition"), problems) if item.has("condition") else condition,
                certainty=item.choice("certainty", Certainty, kept.certainty),
                source=item.text("source") if item.has("source") else kept.source,
                effective_from=first,
                effective_until=last,
            )
        )
        found.keep("items", item)


def _read_heading(heading: Record, names: dict[str, Bilingual], found: _Pieces) -> None:
    group, code = heading.label("group"), heading.label("code")
    if group and group not in GROUPS:
        heading.note(heading.at("group"), "rulebook.not_one_of", known=GROUPS)
    if code and not heading.has("name") and code not in names:
        heading.note(heading.at("code"), "rulebook.unknown_section")
    name = heading.words("name") if heading.has("name") else names.get(code, Bilingual("", ""))
    certainty = heading.choice("certainty", Certainty, Certainty.INFERRED)
    source = heading.text("source")
    for pattern in heading.records("patterns", "id wording expected_standard severity items"):
        items = pattern.labels("items")
        if pattern.has("items") and not items:
            pattern.note(pattern.at("items"), "rulebook.empty_list")
        found.patterns.append(
            DeficiencyPattern(
                id=pattern.label("id"),
                group=group,
                code=code,
                heading=name,
                items=tuple(key for key, _ in items),
                wording=pattern.words("wording"),
                expected_standard=pattern.words("expected_standard"),
                default_severity=pattern.choice("severity", Severity, Severity.MEDIUM),
                certainty=certainty,
                source=source,
            )
        )
        found.keep("patterns", pattern)


def _condition(node: Node, problems: list[Problem]) -> Condition:
    """``always`` · ``{fact: …, is: …}`` · ``{capital: {min: …, below: …}}`` · ``{all: […]}`` · ``{any: […]}`` · ``{not: …}``."""
    if node.content == "always":
        return Always()
    if not isinstance(node.content, dict) or not node.content:
        problems.append(node.problem("rulebook.not_condition"))
        return Always()
    kind = next((key for key in ("fact", "capital", "all", "any", "not") if key in node.content), None)
    if kind is None:
        problems.append(node.problem("rulebook.not_condition"))
        return Always()
    written = Record(node, problems, "fact is" if kind == "fact" else kind)
    if kind == "fact":
        return _fact_condition(written)
    if kind == "capital":
        bounds = written.record("capital", "", "min below")
        minimum, below = bounds.whole("min"), bounds.whole_or_open("below")
        if below is not None and below <= minimum:
            bounds.note(bounds.at("below"), "rulebook.band_holds_nothing")
        return CapitalWithin(minimum, below)
    if kind == "not":
        return Not(_condition(written.at("not"), problems))
    if written.has(kind) and written.at(kind).content == ():
        written.note(written.at(kind), "rulebook.empty_list")
    inner = tuple(_condition(part, problems) for part in written.list(kind))
    return AllOf(inner) if kind == "all" else AnyOf(inner)


def _fact_condition(written: Record) -> Condition:
    known = tuple(member.value for member in FactKind)
    name = written.label("fact")
    if name and name not in known:
        written.note(written.at("fact"), "rulebook.unknown_fact", known=known)
        return Always()
    if not name or not written.has("is"):
        return Always()
    kind = FactKind(name)
    if kind.is_flag:
        return FactIs(name, written.flag("is"))
    if kind.is_amount or kind.is_count:
        return FactIs(name, written.whole("is"))
    authorities = (Authority.TWSE.value, Authority.TPEX.value)
    wanted = written.label("is")
    if wanted and wanted not in authorities:
        written.note(written.at("is"), "rulebook.not_one_of", known=authorities)
    return FactIs(name, wanted)
