"""Withdrawing a sign-off: the one way by which signed-off papers are written again, by a second person and with a reason."""

from __future__ import annotations

from auditdesk.errors import Refused
from auditdesk.model.fieldwork_records import VisitReopening
from auditdesk.model.rows import VisitRow
from auditdesk.rules.sign_off import demand_reason, demand_second_person
from auditdesk.rules.visit_states import demand_papers
from auditdesk.services.fieldwork_work import visit_of
from auditdesk.services.office import Office
from auditdesk.store.queries import fieldwork


class ReopeningService:
    """Signed-off papers stay read-only; opening them again voids the sign-off, which stays in the history with the reason."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def reopen(self, visit: str, reason: str) -> VisitRow:
        """Withdraw the sign-off of a visit; it must be handed in and signed off anew. Never by the one who signed it off.

        Raises Refused ``visit.unknown``, ``visit.removed``, ``visit.not_signed_off``, ``four_eyes.author``, ``reason.needed``.
        """
        with self._office.work("visits.reopen") as work:
            found = visit_of(work, visit)
            demand_papers(found.number, found.removed_on)
            told = demand_reason(reason, "visits.reopen")
            if found.signed_off_at is None or found.signed_off_by is None:
                raise Refused("visit.not_signed_off", visit=found.number)
            demand_second_person(work.login, (found.signed_off_by,))
            work.add(
                VisitReopening(
                    uid=work.new_uid(),
                    visit_uid=found.uid,
                    reason=told,
                    reopened_by=work.login,
                    reopened_at=work.now(),
                    submitted_by=found.submitted_by,
                    submitted_at=found.submitted_at,
                    signed_off_by=found.signed_off_by,
                    signed_off_at=found.signed_off_at,
                )
            )
            found.signed_off_by = found.signed_off_at = None
            found.submitted_by = found.submitted_at = None
            uid = found.uid
            work.commit()
        with self._office.store.read() as connection:
            return fieldwork.visits(connection, name=uid)[0]
