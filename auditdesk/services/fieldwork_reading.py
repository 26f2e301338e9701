"""How the rows of a visit are put together from what is stored and the edition it was opened with."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from auditdesk.errors import Refused
from auditdesk.model.fieldwork_rows import (
    FieldFinding,
    FieldItem,
    FieldPart,
    FieldSection,
    FieldworkRow,
    NoteState,
    UndoName,
)
from auditdesk.model.rulebook import DeficiencyPattern, Edition, Rulebook
from auditdesk.model.terms import Authority, Judgement
from auditdesk.rules.item_numbers import shown
from auditdesk.services import undo
from auditdesk.services.earlier_visit import EarlierVisit, read_earlier_visit
from auditdesk.store.queries import fieldwork_screen as queries


def visit_named(connection: Any, name: str) -> Any:
    """Raises Refused ``visit.unknown``."""
    found = queries.head(connection, name)
    if found is None:
        raise Refused("visit.unknown", visit=name)
    return found


def patterns_of(offered: Iterable[DeficiencyPattern], item: str, authority: str) -> tuple[DeficiencyPattern, ...]:
    """Those of the patterns offered that are of an item and in the taxonomy of the authority, in their order."""
    bureau = authority == Authority.FEB
    return tuple(one for one in offered if item in one.items and (one.group == "feb") == bureau)


def finding_row(row: Any, edition: Edition, reference: Any) -> FieldFinding:
    """A stored finding as the editor shows it."""
    pattern = next((one for one in edition.patterns if one.id == row["pattern"]), None)
    due = row["due_date"]
    return FieldFinding(
        uid=row["uid"],
        number=row["number"],
        item=row["item_key"],
        pattern=row["pattern"],
        pattern_code=row["pattern_code"],
        wording_zh=pattern.wording.zh if pattern else "",
        wording_en=pattern.wording.en if pattern else "",
        standard_zh=pattern.expected_standard.zh if pattern else "",
        standard_en=pattern.expected_standard.en if pattern else "",
        finding_class=row["finding_class"],
        severity=row["severity"],
        default_severity=pattern.default_severity.value if pattern else None,
        severity_reason=row["severity_reason"],
        due_date=due,
        due_days=(due - reference).days if due is not None else None,
        facts=row["facts"],
        locations=tuple(json.loads(row["locations"])),
        firm_remark=row["firm_remark"],
        state=row["state"],
        reason=row["reason"],
        author=row["author"],
        reviewer=row["reviewer"],
        repeat_of=row["repeat_of"],
        evidence=row["files"],
        recorded_at=queries.aware(row["recorded_at"]),
        deleted_at=queries.aware(row["deleted_at"]),
        version=row["version"],
    )


def read_finding(connection: Any, rulebook: Rulebook, name: str) -> FieldFinding:
    """One finding by number or uid. Raises Refused ``finding.unknown``."""
    place = queries.finding_place(connection, name)
    if place is None:
        raise Refused("finding.unknown", finding=name)
    row = queries.findings(connection, place[1], name=place[0])[0]
    visit = visit_named(connection, place[1])
    return finding_row(row, rulebook.edition(row["edition"]), visit["reference_date"])


def read_screen(connection: Any, rulebook: Rulebook, name: str, login: str) -> FieldworkRow:
    """The whole visit, with the steps back of ``login``. Raises Refused ``visit.unknown``."""
    visit = visit_named(connection, name)
    uid, edition = visit["uid"], rulebook.edition(visit["edition"])
    stored = queries.findings(connection, uid)
    findings = [finding_row(row, rulebook.edition(row["edition"]), visit["reference_date"]) for row in stored]
    lines = queries.lines(connection, uid)
    before = read_earlier_visit(connection, rulebook, visit, lines)
    items = _items(lines, findings, before, edition)
    keys = {item.key for item in items}
    told = Counter(item.judgement for item in items)
    back, forth = undo.last(connection, uid, login), undo.last(connection, uid, login, undone=True)
    return FieldworkRow(
        uid=uid,
        number=visit["number"],
        firm_uid=visit["firm_uid"],
        firm_code=visit["firm_code"],
        firm_name=visit["firm_name"],
        year=visit["year"],
        reference_date=visit["reference_date"],
        kind=visit["visit_kind"],
        mode=visit["mode"],
        authority=visit["authority"],
        edition=visit["edition"],
        scope_band=visit["scope_band"],
        staffing_band=visit["staffing_band"],
        facts=json.loads(visit["facts"]),
        inspectors=queries.team(connection, uid),
        standing=standing(visit),
        submitted_by=visit["submitted_by"],
        submitted_at=queries.aware(visit["submitted_at"]),
        signed_off_by=visit["signed_off_by"],
        signed_off_at=queries.aware(visit["signed_off_at"]),
        previous_visit=before.number if before else None,
        previous_year=before.year if before else None,
        parts=tuple(FieldPart(part.id, part.ordinal, part.name.zh, part.name.en) for part in edition.parts),
        sections=_sections(edition, items, queries.assignments(connection, uid)),
        items=items,
        unbound=tuple(finding for finding in findings if finding.item not in keys),
        notes=queries.notes(connection, uid, state=NoteState.UNSORTED.value),
        locations=tuple(dict.fromkeys(place for finding in findings for place in finding.locations)),
        done=len(items) - told[None],
        total=len(items),
        conform=told[Judgement.CONFORM.value],
        deficient=told[Judgement.DEFICIENT.value],
        observation=told[Judgement.OBSERVATION.value],
        not_applicable=told[Judgement.NOT_APPLICABLE.value],
        flagged=sum(item.flagged for item in items),
        undo=UndoName(back.code, back.values) if back else None,
        undo_depth=back.count if back else 0,
        redo=UndoName(forth.code, forth.values) if forth else None,
        version=visit["version"],
    )


def standing(visit: Any) -> str:
    """``open``, ``submitted`` or ``signed_off``."""
    if visit["signed_off_at"] is not None:
        return "signed_off"
    return "open" if visit["submitted_at"] is None else "submitted"


def _items(
    lines: Sequence[Any],
    findings: Iterable[FieldFinding],
    before: EarlierVisit | None,
    edition: Edition,
) -> tuple[FieldItem, ...]:
    by_item: dict[str, tuple[FieldFinding, ...]] = {}
    for finding in findings:
        if finding.item is not None:
            by_item[finding.item] = (*by_item.get(finding.item, ()), finding)
    made = []
    for row in lines:
        key = row["item_key"]
        told = before.items.get(key) if before is not None else None
        deficient = told is not None and told.same_text and told.judgement == Judgement.DEFICIENT.value
        own, known = by_item.get(key, ()), edition.item_or_none(key)
        made.append(
            FieldItem(
                uid=row["uid"],
                key=key,
                code=row["code"],
                number=shown(key),
                part=row["part"],
                position=row["position"],
                paragraph=known.paragraph if known else None,
                summary_zh=row["summary_zh"],
                summary_en=row["summary_en"],
                frequency=row["frequency"],
                applies=row["applies"],
                reasons=tuple(json.loads(row["reasons"])),
                judgement=row["judgement"],
                note=row["note"] or "",
                answered_by=row["answered_by"],
                answered_at=queries.aware(row["answered_at"]),
                flagged=bool(row["flagged"]),
                claimed_by=row["claimed_by"],
                repeated=deficient or (before is not None and row["text_hash"] in before.deficient_texts),
                previous=told.judgement if told is not None else None,
                previous_note=told.note if told is not None else "",
                previous_same_text=told is not None and told.same_text,
                earlier=told.findings if told is not None else (),
                findings=own,
                evidence=sum(finding.evidence for finding in own),
                version=row["answer_version"] or 0,
            )
        )
    return tuple(made)


def _sections(edition: Edition, items: Iterable[FieldItem], assigned: dict[str, str]) -> tuple[FieldSection, ...]:
    done, total, deficient = Counter[str](), Counter[str](), Counter[str]()
    parts: dict[str, str] = {}
    for item in items:
        parts.setdefault(item.code, item.part)
        total[item.code] += 1
        done[item.code] += item.judgement is not None
        deficient[item.code] += item.judgement == Judgement.DEFICIENT.value
    named = {section.code: (section.part, section.name.zh, section.name.en) for section in edition.sections}
    # An item that was added by an exception may stand under a code that the edition has no heading for.
    named.update({code: (part, code, code) for code, part in parts.items() if code not in named})
    return tuple(
        FieldSection(code, part, zh, en, done[code], total[code], deficient[code], assigned.get(code))
        for code, (part, zh, en) in named.items()
    )
