"""What is told at sign-in: doubts about the clock, and a workspace in a folder that is copied away."""

from __future__ import annotations

from auditdesk.model.cautions import Caution
from auditdesk.rules import clock
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
