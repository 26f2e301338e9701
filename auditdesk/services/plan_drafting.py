"""A proposal kept as planned visits: lines that it may change get its days, those of visits already held are joined to them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from auditdesk.model.facts import Reason
from auditdesk.model.fieldwork_records import PlannedVisit
from auditdesk.model.plan_rows import PlannedState
from auditdesk.model.terms import Authority, VisitMode
from auditdesk.rules.plan_proposal import Proposed
from auditdesk.services.plan_reading import YearRead, kept_reasons
from auditdesk.services.undo import Recording
from auditdesk.store.journal import canonical
from auditdesk.store.work import Work


def kept_text(reasons: Sequence[Reason]) -> str:
    """Reasons as the record keeps them."""
    return canonical(kept_reasons(reasons))


def draft_into(work: Work, read: YearRead, made: Sequence[Proposed], recording: Recording, *, approved: bool) -> None:
    """Keep proposals and the visits of the year that the plan does not know yet; ``approved``: mark what changes."""
    lines: dict[str, list[PlannedVisit]] = {}
    for planned in work.all(PlannedVisit, year=read.year):
        if planned.visit_uid is None:
            lines.setdefault(planned.firm_uid, []).append(planned)
    _join_held(work, read, lines, recording, approved)
    for one in made:
        first, *others = lines.get(one.firm_uid, ()) or (None,)
        for other in others:
            if other is not None:
                recording.removed(other)
                work.session.delete(other)
        if first is None:
            first = _new(work, read.year, one.firm_uid, recording)
        else:
            recording.watch(first)
        before = (first.starts_on, first.ends_on, first.inspectors, first.authority)
        first.visit_kind, first.mode, first.authority = one.kind, one.mode, one.authority
        first.starts_on, first.ends_on = one.starts_on, one.ends_on
        first.inspectors, first.why = json.dumps(list(one.inspectors)), kept_text(one.why)
        if approved and before != (first.starts_on, first.ends_on, first.inspectors, first.authority):
            first.changed_after_approval = True


def _join_held(work: Work, read: YearRead, lines: dict[str, list[PlannedVisit]], recording: Recording, approved: bool) -> None:
    known = {row["visit_uid"] for row in read.planned}
    for firm_uid in read.firms:
        for year, day, visit_uid, kind in reversed(read.visits.get(firm_uid, ())):
            if year != read.year or visit_uid in known:
                continue
            waiting = lines.get(firm_uid, [])
            if waiting:
                planned = waiting.pop(0)
                recording.watch(planned)
            else:
                planned = _new(work, read.year, firm_uid, recording)
            planned.visit_kind, planned.visit_uid, planned.state = kind, visit_uid, PlannedState.UNDER_WAY.value
            planned.authority = Authority.TWSE.value
            planned.starts_on = planned.ends_on = day
            planned.inspectors = json.dumps(list(read.teams.get(visit_uid, ())))
            planned.why = kept_text((Reason("plan.why.visited_already", True, {"day": day}),))
            planned.changed_after_approval = approved


def _new(work: Work, year: int, firm_uid: str, recording: Recording) -> PlannedVisit:
    planned = work.add(
        PlannedVisit(
            uid=work.new_uid(),
            year=year,
            firm_uid=firm_uid,
            visit_kind="routine",
            mode=VisitMode.ONSITE.value,
            authority=Authority.TWSE.value,
            state=PlannedState.PLANNED.value,
        )
    )
    recording.made(planned)
    return planned
