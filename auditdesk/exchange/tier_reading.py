"""What is graded by tier, as rule files write it: the two tables by capital and the duties beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from auditdesk.errors import Problem
from auditdesk.exchange.rule_conditions import condition_of
from auditdesk.exchange.rule_documents import Node
from auditdesk.exchange.rule_records import NO_DAY, Record
from auditdesk.model.rulebook import Always, Clause, Duty, ScopeBand, ScopeTable, StaffingBand, StaffingTable, TierTables
from auditdesk.model.terms import Certainty
from auditdesk.rules.bands import Bounded, faults_of

_CLAUSE = "id title citation certainty"
_PERIOD = "effective_from effective_until"
_DUTY = "id name condition clause source"


def clause_of(clause: Record, begins: date) -> Clause:
    """A clause; one that states no days begins on ``begins`` and is open."""
    first, last = clause.period((begins, None))
    return Clause(
        id=clause.label("id"),
        title=clause.words("title"),
        citation=clause.words("citation"),
        effective_from=first,
        effective_until=last,
        certainty=clause.choice("certainty", Certainty, Certainty.INFERRED),
        note=clause.words_or_none("note"),
        confirmed_until=clause.day("confirmed_until") if clause.has("confirmed_until") else None,
    )


def clause_in(record: Record, begins: date) -> Clause:
    """The clause under ``clause`` of a piece."""
    return clause_of(record.record("clause", _CLAUSE, f"{_PERIOD} note confirmed_until"), begins)


def staffing_table_of(table: Record, begins: date, problems: list[Problem]) -> tuple[StaffingTable, tuple[Record, ...]]:
    """The table and the mappings that its bands came from."""
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
    _check_bounds(table, rows, bands, problems, before)
    return StaffingTable(clause_in(table, begins), tuple(bands)), rows


def scope_table_of(table: Record, begins: date, problems: list[Problem]) -> tuple[ScopeTable, tuple[Record, ...]]:
    """The table and the mappings that its bands came from."""
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
    _check_bounds(table, rows, bands, problems, before)
    return ScopeTable(clause_in(table, begins), tuple(bands)), rows


def duty_of(record: Record, begins: date, problems: list[Problem]) -> Duty:
    return Duty(
        id=record.label("id"),
        name=record.words("name"),
        condition=condition_of(record.at("condition"), problems) if record.has("condition") else Always(),
        clause=clause_in(record, begins),
        source=record.text("source"),
        due=record.day("due") if record.has("due") else None,
    )


def duties_in(record: Record, key: str, begins: date, problems: list[Problem]) -> tuple[tuple[Duty, Record], ...]:
    """The duties of the list under ``key``, each with the mapping it came from."""
    return tuple((duty_of(row, begins, problems), row) for row in record.records(key, _DUTY, "due"))


def tables_of(roots: Sequence[Node], problems: list[Problem]) -> TierTables:
    """The dated tables of the files beside the editions: each file holds a staffing table, a scope table, duties or several of them."""
    staffing: list[StaffingTable] = []
    scope: list[ScopeTable] = []
    duties: list[Duty] = []
    for root in roots:
        top = Record(root, problems, "", "staffing_table scope_table duties")
        if top.has("staffing_table"):
            table, rows = staffing_table_of(top.record("staffing_table", "clause bands"), NO_DAY, problems)
            _check_dated(top.at("staffing_table"), table.clause, [one.clause for one in staffing], problems)
            _note_twice(rows, problems)
            staffing.append(table)
        if top.has("scope_table"):
            graded, rows = scope_table_of(top.record("scope_table", "clause bands"), NO_DAY, problems)
            _check_dated(top.at("scope_table"), graded.clause, [one.clause for one in scope], problems)
            _note_twice(rows, problems)
            scope.append(graded)
        for duty, row in duties_in(top, "duties", NO_DAY, problems):
            _check_dated(row.node, duty.clause, (), problems)
            if duty.id in {one.id for one in duties}:
                problems.append(row.at("id").problem("rulebook.id_twice"))
            duties.append(duty)
    return TierTables(
        tuple(sorted(staffing, key=lambda one: one.clause.effective_from)),
        tuple(sorted(scope, key=lambda one: one.clause.effective_from)),
        tuple(sorted(duties, key=lambda one: one.clause.effective_from)),
    )


def _check_dated(node: Node, clause: Clause, others: Sequence[Clause], problems: list[Problem]) -> None:
    """A dated table states its first day, and no two of a kind begin on one day."""
    place = node.content.get("clause", node) if isinstance(node.content, dict) else node
    written = isinstance(place.content, dict) and "effective_from" in place.content
    if not written:
        problems.append(place.problem("rulebook.missing_key", key="effective_from"))
    elif clause.effective_from in {other.effective_from for other in others}:
        problems.append(place.problem("rulebook.table_twice", key="effective_from", effective_from=clause.effective_from))


def _note_twice(rows: Sequence[Record], problems: list[Problem]) -> None:
    seen: set[str] = set()
    for row in rows:
        name = row.node.content.get("id") if isinstance(row.node.content, dict) else None
        if name is not None and name.raw in seen:
            problems.append(name.problem("rulebook.id_twice"))
        seen.add("" if name is None else name.raw)


def _check_bounds(table: Record, rows: Sequence[Record], bands: Sequence[Bounded], problems: list[Problem], before: int) -> None:
    """Gaps and overlaps, once every bound of the table could be read."""
    if len(problems) > before or not table.has("bands"):
        return
    for fault in faults_of(bands):
        row = rows[fault.index] if rows else table
        key = "below" if fault.code in ("rulebook.bands_end", "rulebook.band_holds_nothing") else "min" if rows else "bands"
        problems.append(row.at(key).problem(fault.code, expected_ntd=fault.expected))
