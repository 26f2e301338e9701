"""What is told at sign-in: doubts about the clock, and a workspace in a folder that is copied away."""

from __future__ import annotations

from auditdesk.model.cautions import Caution
from auditdesk.rules import clock
from auditdesk.store.queries import office as office_queries
from auditdesk.store.store import Store, utc_now


def cautions(store: Store) -> tuple[Caution, ...]:
    """In the order of their weight. A clock that was fixed for this run on purpose is not doubted."""
    told = []
    if store.clock is utc_now:
        with store.read() as connection:
            newest = office_queries.newest_line_at(connection)
        doubt = clock.doubts(store.clock(), newest, store.last_written)
        if doubt is not None:
            told.append(doubt)
    if store.medium is not None and store.medium.synced_by:
        told.append(
            Caution("workspace.lies_in_synced_folder", {"folder": store.medium.folder, "service": store.medium.synced_by})
        )
    return tuple(told)
