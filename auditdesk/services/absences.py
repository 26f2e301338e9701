"""Days on which people can't visit: everybody keeps his own, supervisors those of all."""

from __future__ import annotations

from datetime import date, timedelta

from auditdesk.errors import Refused
from auditdesk.model.fieldwork_records import Absence
from auditdesk.model.plan_commands import KeepAbsence
from auditdesk.model.plan_rows import AbsenceRow
from auditdesk.model.records import Person
from auditdesk.model.terms import Role
from auditdesk.services.office import Office
from auditdesk.store.queries import plan as queries

LONGEST = timedelta(days=366)


class AbsenceService:
    """Acts on absences."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def list(self, year: int | None = None) -> tuple[AbsenceRow, ...]:
        """Absences in the order of days, those that touch the year or all."""
        with self._office.store.read() as connection:
            if year is None:
                return queries.absences(connection)
            return queries.absences(connection, date(year, 1, 1), date(year, 12, 31))

    def keep(self, order: KeepAbsence) -> AbsenceRow:
        """Keep days away (inclusive); with ``uid`` change them.

        Raises Refused ``absence.others``, ``absence.days_wrong``, ``person.unknown``, ``record.unknown``; Conflict.
        """
        with self._office.work("absences.keep") as work:
            self._demand_own(order.login)
            if not order.starts_on <= order.ends_on <= order.starts_on + LONGEST:
                raise Refused("absence.days_wrong", days=LONGEST.days)
            if work.find(Person, login=order.login) is None:
                raise Refused("person.unknown", login=order.login)
            if order.uid:
                record = work.get(Absence, order.uid, seen=order.seen)
                self._demand_own(record.login)
                record.login, record.starts_on, record.ends_on = order.login, order.starts_on, order.ends_on
                record.reason = order.reason.strip()
            else:
                record = work.add(
                    Absence(
                        uid=work.new_uid(),
                        login=order.login,
                        starts_on=order.starts_on,
                        ends_on=order.ends_on,
                        reason=order.reason.strip(),
                    )
                )
            uid = record.uid
            work.commit()
        return next(row for row in self.list() if row.uid == uid)

    def remove(self, uid: str, seen: int | None = None) -> None:
        """Raises Refused ``absence.others``, ``record.unknown``; Conflict."""
        with self._office.work("absences.keep") as work:
            record = work.get(Absence, uid, seen=seen)
            self._demand_own(record.login)
            work.session.delete(record)
            work.commit()

    def _demand_own(self, login: str) -> None:
        actor = self._office.actor
        if login != actor.login and Role.SUPERVISOR.value not in actor.roles:
            raise Refused("absence.others", login=login)
