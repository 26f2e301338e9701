"""The trees of an edition's documents → the edition, with every mistake noted by file, line and key path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from auditdesk.errors import Problem
from auditdesk.exchange.edition_changes import CHANGES, apply_changes, inherited
from auditdesk.exchange.rule_documents import Node
from auditdesk.exchange.rule_pieces import HEADING, SECTION, Pieces, read_heading, read_part, read_section
from auditdesk.exchange.rule_records import Record
from auditdesk.exchange.tier_reading import duties_in, scope_table_of, staffing_table_of
from auditdesk.model.rulebook import Duty, Edition, ScopeBand, StaffingBand, TierTables
from auditdesk.rules.rulebook_check import RuleFault, faults_between

_HEAD = "id name effective_from effective_until stated_on citation"
_TABLES = "staffing_table scope_table"


def edition_of(
    root: Node, digest: str, problems: list[Problem], base: Edition | None = None, tables: TierTables | None = None
) -> Edition:
    """The edition written in ``root``, whose top-level keys may come from several documents.

    With ``base`` the document holds only what differs from it. ``tables`` are the dated tables beside the editions: one that is based
    on no other needs them or tables of its own. Whatever is wrong is added to ``problems``; with any problem the edition is not to be used.
    """
    tables = base.tables if base else tables or TierTables()
    if base is None:
        needed = [name for name, known in (("staffing_table", tables.staffing), ("scope_table", tables.scope)) if not known]
        top = Record(root, problems, " ".join((_HEAD, "parts sections headings", *needed)), f"note scheme duties {_TABLES}")
    else:
        top = Record(root, problems, f"{_HEAD} based_on", f"note duties {_TABLES} {CHANGES}")
    period = top.period()
    if base is None:
        found = _whole(top, problems, Pieces(period[0], top.label("scheme")))
    else:
        found = inherited(base, period[0])
        apply_changes(top, problems, found)
    own = _own_tables(top, period[0], problems, found)
    duties = _duties(top, problems, period[0], tables.duties, base is not None)
    edition = Edition(
        id=top.label("id"),
        name=top.words("name"),
        effective_from=period[0],
        effective_until=period[1],
        stated_on=top.day("stated_on"),
        citation=top.words("citation"),
        note=top.words_or_none("note"),
        tables=TierTables(own.staffing or tables.staffing, own.scope or tables.scope, duties),
        parts=tuple(found.parts),
        sections=tuple(found.sections),
        items=tuple(found.items),
        patterns=tuple(found.patterns),
        digest=digest,
        scheme=found.scheme,
        based_on=None if base is None else base.id,
    )
    staffing, scope = _bands(edition, own)
    for fault in faults_between(staffing, scope, found.parts, found.sections, found.items, found.patterns, found.scheme):
        problems.append(_told(fault, found, top))
    return edition


def _whole(top: Record, problems: list[Problem], found: Pieces) -> Pieces:
    for ordinal, part in enumerate(top.records("parts", "id name clause"), start=1):
        read_part(part, found, ordinal)
    for section in top.records("sections", SECTION):
        read_section(section, problems, found)
    for heading in top.records("headings", HEADING, "name"):
        read_heading(heading, found)
    return found


def _own_tables(top: Record, begins: date, problems: list[Problem], found: Pieces) -> TierTables:
    """The tables that the edition writes itself."""
    own = TierTables()
    if top.has("staffing_table"):
        table, rows = staffing_table_of(top.record("staffing_table", "clause bands"), begins, problems)
        own = replace(own, staffing=(table,))
        found.places["staffing_bands"] = list(rows)
    if top.has("scope_table"):
        graded, rows = scope_table_of(top.record("scope_table", "clause bands"), begins, problems)
        own = replace(own, scope=(graded,))
        found.places["scope_bands"] = list(rows)
    return own


def _duties(top: Record, problems: list[Problem], begins: date, known: Sequence[Duty], changing: bool) -> tuple[Duty, ...]:
    """The duties known beside the edition, with what the edition adds to them or, where it changes another one, takes away."""
    if not top.has("duties"):
        return tuple(known)
    duties = {duty.id: duty for duty in known}
    added = top.record("duties", "", "add remove") if changing else top
    for name, node in added.labels("remove") if changing else ():
        if duties.pop(name, None) is None:
            problems.append(node.problem("rulebook.not_in_base"))
    for duty, row in duties_in(added, "add" if changing else "duties", begins, problems):
        if duty.id in duties:
            problems.append(row.at("id").problem("rulebook.id_twice"))
        duties[duty.id] = duty
    return tuple(duties.values())


def _bands(edition: Edition, own: TierTables) -> tuple[Sequence[StaffingBand], Sequence[ScopeBand]]:
    """The bands to be checked against the edition's parts: of a scope table beside it only when it is in force on a day of the edition."""
    staffing = own.staffing[0].bands if own.staffing else ()
    if not edition.tables.scope:
        return staffing, ()
    table = edition.scope_table
    begun = edition.effective_until is None or table.clause.effective_from <= edition.effective_until
    return staffing, table.bands if begun else ()


def _told(fault: RuleFault, found: Pieces, top: Record) -> Problem:
    """The problem at the place where the piece was written; of an inherited one where what it names was taken out, else at the edition."""
    places = found.places.get(fault.pieces, [])
    record = places[fault.index] if fault.index < len(places) else None
    if record is None:
        return replace(found.removed.get(fault.value, top.node).problem(fault.code), value=fault.value)
    node = record.at(fault.key)
    if fault.place is not None and isinstance(node.content, tuple):
        node = node.content[fault.place]
    return node.problem(fault.code)
