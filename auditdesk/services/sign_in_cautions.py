"""What is told at sign-in: doubts about the clock, a workspace in a folder that is copied away, own rules that shipped ones replace."""

from __future__ import annotations

from auditdesk.errors import BadInput
from auditdesk.model.cautions import Caution
from auditdesk.rules import clock
from auditdesk.services.office import Office
from auditdesk.services.office_editions import OfficeEditionService
from auditdesk.store.queries import office as office_queries
from auditdesk.store.store import Store, utc_now


def clock_doubt(store: Store) -> Caution | None:
    """Why the computer's clock can't be right as it stands now; None = nothing. A clock given in code is not doubted."""
    if store.clock is not utc_now:
        return None
    with store.read() as connection:
        newest = office_queries.newest_line_at(connection)
    return clock.doubts(store.clock(), newest, store.last_written)


def cautions(store: Store) -> tuple[Caution, ...]:
    """In the order of their weight."""
    doubt = clock_doubt(store)
    told = [] if doubt is None else [doubt]
    if store.medium is not None and store.medium.synced_by:
        told.append(
            Caution("workspace.lies_in_synced_folder", {"folder": store.medium.folder, "service": store.medium.synced_by})
        )
    return tuple(told)


def superseded_cautions(office: Office) -> tuple[Caution, ...]:
    """Each edition of the office's own whose place a shipped one takes, as long as the office did not take note of it."""
    try:
        found = OfficeEditionService(office).superseded()
    except BadInput:
        return ()  # faulty rules are told where they are used; one has to come in to mend them
    return tuple(
        Caution(
            "office_editions.superseded",
            {"edition": one.edition, "by": one.by, "begins": one.begins, "last_day": one.last_day},
        )
        for one in found
        if not one.settled
    )
