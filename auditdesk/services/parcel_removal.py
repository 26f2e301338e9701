"""What goes of parcels and reopened papers with the papers of a visit: every text; who held what and when stays."""

from __future__ import annotations

import json

from auditdesk.model.fieldwork_records import VisitReopening
from auditdesk.model.parcel_records import CheckIn, CheckOut, Clash, MergeSide
from auditdesk.model.records import Record, Visit
from auditdesk.store.work import Work


def take_parcels_away(work: Work, visit: Visit) -> set[str]:
    """Remove sides and clashes, empty what check-outs and check-ins kept of the visit's words; returns the uids whose journal lines
    lose their texts. A parcel with several visits is emptied with the first of them: what it kept served to merge and to take back,
    and is of no more use once a visit's time is over.
    """
    removed: list[Record] = [*work.all(MergeSide, visit_uid=visit.uid), *work.all(Clash, visit_uid=visit.uid)]
    for record in removed:
        work.session.delete(record)
    emptied: list[Record] = []
    for check_out in work.all(CheckOut):
        if visit.uid in json.loads(check_out.visits):
            check_out.base = "{}"
            emptied.append(check_out)
            for check_in in work.all(CheckIn, check_out_uid=check_out.uid):
                check_in.refused = check_in.changes = check_in.history = "[]"
                emptied.append(check_in)
    for reopening in work.all(VisitReopening, visit_uid=visit.uid):
        reopening.reason = ""
        emptied.append(reopening)
    return {record.uid for record in (*removed, *emptied)}
