"""Findings of other authorities, for the yearly picture: lists and figures of their own, never joined to the exchange's."""

from __future__ import annotations

from auditdesk.model.finding_rows import OutsideCount, OutsideFindingRow
from auditdesk.services.office import Office
from auditdesk.store.queries import outside


class OutsideFindingService:
    """Reads of what other authorities found."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def list(
        self, year: int | None = None, authority: str | None = None, firm: str | None = None
    ) -> tuple[OutsideFindingRow, ...]:
        """By year, authority, firm and place in the file they came from; ``firm`` is a code."""
        with self._office.store.read() as connection:
            return outside.outside_findings(connection, year=year, authority=authority, firm=firm)

    def counts(self, year: int) -> tuple[OutsideCount, ...]:
        """Findings and firms of a year by authority and heading, the most first."""
        with self._office.store.read() as connection:
            return outside.outside_counts(connection, year)
