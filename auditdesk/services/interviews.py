"""Interviews of a visit: by role, with a name only where it is needed, and what they were about."""

from __future__ import annotations

import builtins

from auditdesk.errors import Refused
from auditdesk.model.fieldwork_records import Interview
from auditdesk.model.fieldwork_rows import UndoName
from auditdesk.model.records import Visit
from auditdesk.model.samples import InterviewRow, KeepInterview
from auditdesk.services.fieldwork_reading import visit_named
from auditdesk.services.fieldwork_work import item_of, keep_step, writable
from auditdesk.services.office import Office
from auditdesk.services.undo import Recording
from auditdesk.store.journal import canonical
from auditdesk.store.queries import samples as queries
from auditdesk.store.work import Work


class InterviewService:
    """Acts on interviews; each is a named step back of the visit, and a signed-off visit refuses them all."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def list(self, visit: str) -> tuple[InterviewRow, ...]:
        """The interviews of a visit in the order of time. Raises Refused ``visit.unknown``."""
        with self._office.store.read() as connection:
            return queries.interviews(connection, visit_named(connection, visit)["uid"])

    def keep(self, order: KeepInterview) -> InterviewRow:
        """Keep a new interview, or other contents of one; without a time it was held now.

        Raises Refused ``visit.unknown``, ``visit.signed_off``, ``interview.role_needed``, ``interview.unknown``,
        ``item.not_in_visit``; Conflict ``record.changed``.
        """
        with self._office.work("visits.interview") as work:
            recording = Recording()
            if order.interview is None:
                visit = writable(work, order.visit)
                held = work.add(
                    Interview(uid=work.new_uid(), visit_uid=visit.uid, role="", held_at=work.now(), kept_by=work.login)
                )
                recording.made(held)
            else:
                visit, held = _begun(work, order.interview, order.seen)
                recording.watch(held)
            for field in ("role", "name", "subject"):
                value = getattr(order, field)
                if value is not None:
                    setattr(held, field, value.strip())
            if order.held_at is not None:
                held.held_at = order.held_at
            if order.items is not None:
                held.items = canonical([item_of(work, visit, key).item_key for key in dict.fromkeys(order.items)])
            if not held.role:
                raise Refused("interview.role_needed")
            work.flush()
            code = "undo.interview" if order.interview is None else "undo.interview_edit"
            return self._kept(work, visit, held, code, recording, goes_on=order.interview is not None)

    def delete(self, interview: str) -> InterviewRow:
        """Put an interview among what was deleted; undo and ``restore`` bring it back. Raises as ``keep``."""
        return self._mark(interview, "undo.interview_delete", deleted=True)

    def restore(self, interview: str) -> InterviewRow:
        """Bring a deleted interview back. Raises as ``keep``."""
        return self._mark(interview, "undo.interview_restore", deleted=False)

    def _mark(self, interview: str, code: str, *, deleted: bool) -> InterviewRow:
        with self._office.work("visits.interview") as work:
            visit, held = _begun(work, interview)
            recording = Recording()
            recording.watch(held)
            held.deleted_at = work.now() if deleted else None
            work.flush()
            return self._kept(work, visit, held, code, recording)

    def _kept(
        self, work: Work, visit: Visit, held: Interview, code: str, recording: Recording, *, goes_on: bool = False
    ) -> InterviewRow:
        keep_step(work, visit, UndoName(code, {"role": held.role}), recording.changes(), goes_on=goes_on)
        uid, visit_uid = held.uid, visit.uid
        work.commit()
        with self._office.store.read() as connection:
            rows: builtins.list[InterviewRow] = [
                *queries.interviews(connection, visit_uid),
                *queries.interviews(connection, visit_uid, deleted=True),
            ]
        return next(row for row in rows if row.uid == uid)


def _begun(work: Work, interview: str, seen: int | None = None) -> tuple[Visit, Interview]:
    found = work.find(Interview, uid=interview)
    if found is None:
        raise Refused("interview.unknown", interview=interview)
    work.get(Interview, interview, seen=seen)
    return writable(work, found.visit_uid), found
