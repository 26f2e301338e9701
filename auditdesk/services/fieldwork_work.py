"""What every act of fieldwork does inside its unit of work: find the visit, see that it may be written, make a draft, keep the step."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from auditdesk.errors import Refused
from auditdesk.model.fieldwork_rows import UndoName
from auditdesk.model.parcel_records import HeldVisit
from auditdesk.model.records import Finding, Visit, VisitItem
from auditdesk.model.rulebook import DeficiencyPattern
from auditdesk.model.terms import Authority, FindingClass, FindingState, Severity
from auditdesk.rules.calendar import roc_year
from auditdesk.rules.visit_states import demand_writable
from auditdesk.services import undo
from auditdesk.services.findings_moving import editions_alike
from auditdesk.services.holding import demand_not_handed_in, held_by
from auditdesk.services.office import Office
from auditdesk.settings import Settings
from auditdesk.store.journal import canonical
from auditdesk.store.queries import fieldwork_screen as queries
from auditdesk.store.work import Work

WITHOUT_PATTERN = Severity.MEDIUM
"""The severity of a draft that has no pattern yet."""


def visit_of(work: Work, name: str) -> Visit:
    """The visit of that number or uid. Raises Refused ``visit.unknown``."""
    found = work.find(Visit, number=name) or work.find(Visit, uid=name)
    if found is None:
        raise Refused("visit.unknown", visit=name)
    return found


def writable(work: Work, name: str) -> Visit:
    """The visit, to be changed: what was handed in counts as open again. Raises as ``demand_writable``, and ``visit.unknown``."""
    visit = visit_of(work, name)
    demand_writable(visit.number, visit.signed_off_at, visit.removed_on)
    demand_not_handed_in(work, visit)
    if visit.submitted_at is not None:
        visit.submitted_by = visit.submitted_at = None
    return visit


def item_of(work: Work, visit: Visit, key: str) -> VisitItem:
    """The line of that key. Raises Refused ``item.not_in_visit``."""
    item = work.find(VisitItem, visit_uid=visit.uid, item_key=key)
    if item is None:
        raise Refused("item.not_in_visit", item=key, visit=visit.number)
    return item


def claim(work: Work, item: VisitItem, recording: undo.Recording | None = None) -> None:
    """Who works on an item looks after it from then on, whoever did before: shown to the others, refused to nobody."""
    if item.claimed_by != work.login:
        if recording is not None:
            recording.watch(item)
        item.claimed_by = work.login


def finding_of(work: Work, name: str, seen: int | None = None) -> Finding:
    """The finding of that number or uid. Raises Refused ``finding.unknown``, Conflict ``record.changed``."""
    found = work.find(Finding, uid=name) or work.find(Finding, number=name)
    if found is None:
        raise Refused("finding.unknown", finding=name)
    return work.get(Finding, found.uid, seen=seen)


def put_hand_to(work: Work, finding: Finding) -> None:
    """Who changes another's finding has written it too, and can't accept it."""
    authors = json.loads(finding.co_authors)
    if work.login != finding.author and work.login not in authors:
        finding.co_authors = canonical([*authors, work.login])


def due_on(visit: Visit, severity: str, settings: Settings) -> Any:
    """The day by which it is to be mended, by the office's periods, counted from the reference date."""
    return visit.reference_date + timedelta(days=settings.number(f"due_days.{severity}"))


def new_finding(
    office: Office,
    work: Work,
    visit: Visit,
    pattern: DeficiencyPattern | None,
    item: VisitItem | None,
    settings: Settings,
    *,
    finding_class: FindingClass = FindingClass.FINDING,
    severity: Severity | None = None,
    authority: Authority | None = None,
    facts: str = "",
    due_date: Any = None,
) -> Finding:
    """A draft with the pattern's severity and the office's period; without a pattern, one that still needs one."""
    text_hash = item.text_hash if item else None
    connection = work.session.connection()
    fields = draft_fields(
        work,
        visit,
        pattern,
        item,
        settings,
        number=finding_number(work, visit, held_by(work, visit)),
        repeat_of=queries.earlier_accepted(
            connection,
            visit.firm_uid,
            visit.year,
            pattern.id if pattern else "",
            text_hash,
            editions_alike(office, visit.edition),
        ),
        finding_class=finding_class,
        severity=severity,
        authority=authority,
        facts=facts,
        due_date=due_date,
    )
    finding = work.add(Finding(**fields))
    work.flush()
    return finding


def draft_fields(
    work: Work,
    visit: Visit,
    pattern: DeficiencyPattern | None,
    item: VisitItem | None,
    settings: Settings,
    *,
    number: str,
    repeat_of: str | None,
    finding_class: FindingClass = FindingClass.FINDING,
    severity: Severity | None = None,
    authority: Authority | None = None,
    facts: str = "",
    due_date: Any = None,
) -> dict[str, Any]:
    """The fields of such a draft, for many at once: its number and what it repeats are told."""
    chosen = severity or (pattern.default_severity if pattern else WITHOUT_PATTERN)
    return {
        "uid": work.new_uid(),
        "number": number,
        "visit_uid": visit.uid,
        "firm_uid": visit.firm_uid,
        "year": visit.year,
        "item_key": item.item_key if item else None,
        "item_text_hash": item.text_hash if item else None,
        "pattern": pattern.id if pattern else "",
        "pattern_code": pattern.code if pattern else item.code if item else "",
        "edition": visit.edition,
        "authority": (authority or Authority(visit.authority)).value,
        "finding_class": finding_class.value,
        "severity": chosen.value,
        "state": FindingState.DRAFT.value,
        "facts": facts.strip(),
        "due_date": due_date or due_on(visit, chosen.value, settings),
        "author": work.login,
        "recorded_at": work.now(),
        "repeat_of": repeat_of,
    }


def finding_number(work: Work, visit: Visit, held: HeldVisit | None) -> str:
    """The next number of the year; on a laptop the next of its check-out, which no other place gives out and which stays for good."""
    series, form = finding_series(visit, held)
    return form.format(work.next_number(series))


def finding_series(visit: Visit, held: HeldVisit | None) -> tuple[str, str]:
    """The series that numbers the findings of a visit, and the form of such a number."""
    if held is not None:
        return f"finding/{held.number}", f"{held.number}-{{:02d}}"
    return f"finding/{visit.year}", f"{roc_year(visit.year)}-F{{:04d}}"


def keep_step(work: Work, visit: Visit, name: UndoName, changes: Iterable[undo.Change], *, goes_on: bool = False) -> None:
    """Put what was done on the person's stack of the visit, under a name that both doors can say."""
    keep = undo.go_on if goes_on else undo.push
    keep(work, visit.uid, name.code, changes, **name.values)
