"""What a visit that is opened means for the plan: it begins the planned one it fits."""

from __future__ import annotations

from datetime import date

from auditdesk.model.fieldwork_records import PlannedVisit
from auditdesk.model.plan_rows import PlannedState
from auditdesk.model.records import Visit
from auditdesk.store.work import Work


def link_opened(work: Work, visit: Visit) -> str | None:
    """Join an opened visit to the year's planned visit of the same firm and authority, in the same work; the uid of that one.

    Of several the one of the same kind, then the one nearest in days. None when nothing of the plan waits for it.
    """
    waiting = [
        planned
        for planned in work.all(PlannedVisit, year=visit.year, firm_uid=visit.firm_uid)
        if planned.visit_uid is None and planned.authority == visit.authority
    ]
    if not waiting:
        return None

    def distance(planned: PlannedVisit) -> tuple[bool, int, str]:
        first, last = planned.starts_on or date.max, planned.ends_on or date.max
        day = visit.reference_date
        off = 0 if first <= day <= last else min(abs((first - day).days), abs((last - day).days))
        return planned.visit_kind != visit.visit_kind, off, planned.uid

    planned = min(waiting, key=distance)
    work.flush()
    planned.visit_uid, planned.state = visit.uid, PlannedState.UNDER_WAY.value
    if planned.starts_on is None:
        planned.starts_on = planned.ends_on = visit.reference_date
    return planned.uid
