"""The printed checklist and the working paper of a visit."""

from __future__ import annotations

from auditdesk.services.office import Office


class WorkingPaperService:
    """Writes papers of a visit."""

    def __init__(self, office: Office) -> None:
        self._office = office
