"""Where a visit is worked on: here, on a laptop that holds it for an office, or out with somebody."""

from __future__ import annotations

from auditdesk.errors import Refused
from auditdesk.model.parcel_records import HeldVisit
from auditdesk.model.parcel_rows import HeldState
from auditdesk.model.records import Visit
from auditdesk.store.queries import parcels as queries
from auditdesk.store.work import Work


def held_by(work: Work, visit: Visit) -> HeldVisit | None:
    """What this computer holds the visit under, None at the office."""
    return work.find(HeldVisit, visit_uid=visit.uid)


def demand_not_handed_in(work: Work, visit: Visit) -> None:
    """Raises Refused ``visit.handed_in``: what went home is not changed here any more."""
    held = held_by(work, visit)
    if held is not None and held.state != HeldState.HELD:
        raise Refused("visit.handed_in", visit=visit.number)


def demand_not_held(work: Work, visit: Visit) -> None:
    """Raises Refused ``visit.held_here`` on a laptop for what would not go home with the visit."""
    if held_by(work, visit) is not None:
        raise Refused("visit.held_here", visit=visit.number)


def demand_at_office(work: Work, visit: Visit) -> None:
    """Raises Refused ``visit.held_here`` on a laptop, ``visit.out`` while somebody still works on the visit elsewhere."""
    if work.find(HeldVisit) is not None:
        raise Refused("visit.held_here", visit=visit.number)
    out = queries.holders(work.session.connection(), visit.uid)
    if out:
        raise Refused("visit.out", visit=visit.number, parcel=out[0])


def demand_no_laptop(work: Work) -> None:
    """Raises Refused ``laptop.opens_nothing``: a visit opened on a laptop could never go home."""
    if work.find(HeldVisit) is not None:
        raise Refused("laptop.opens_nothing")
