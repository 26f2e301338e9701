"""The list of all findings for the Findings place and the commands, and the views that people keep of lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from auditdesk.errors import Refused
from auditdesk.model.findings_list import GROUPS, ORDERS, FindingFilter, FindingLine, GroupCount, ViewRow
from auditdesk.model.review_records import SavedView
from auditdesk.services.findings import FindingService
from auditdesk.services.findings_moving import observations_answered
from auditdesk.services.office import Office
from auditdesk.store.journal import canonical
from auditdesk.store.queries import findings_list as queries


class FindingListService:
    """Reads of the list: ids first, then the rows that are seen."""

    def __init__(self, office: Office, findings: FindingService) -> None:
        self._office = office
        self._findings = findings

    def ids(self, wanted: FindingFilter | None = None, order: str = "number", *, descending: bool = False) -> tuple[str, ...]:
        """Uids of the findings wanted, in an order of ``ORDERS``. Raises Refused ``list.bad_order``."""
        if order not in ORDERS:
            raise Refused("list.bad_order", column=order)
        wanted = wanted or FindingFilter()
        office = self._office
        found = self._found(wanted)
        with office.store.read() as connection:
            return queries.ids(
                connection,
                wanted,
                uids=found,
                order=order,
                descending=descending,
                today=office.today(),
                observations=observations_answered(office),
            )

    def rows(self, uids: Sequence[str]) -> tuple[FindingLine, ...]:
        """The lines of these findings, in their order: a window of what ``ids`` gave."""
        office = self._office
        with office.store.read() as connection:
            return queries.rows(connection, uids, today=office.today(), observations=observations_answered(office))

    def groups(self, by: str, wanted: FindingFilter | None = None) -> tuple[GroupCount, ...]:
        """How many of the findings wanted are in each group of ``GROUPS``; ``dataclasses.replace(filter, **group.only)`` opens one.

        Raises Refused ``list.bad_group``.
        """
        if by not in GROUPS:
            raise Refused("list.bad_group", column=by)
        wanted = wanted or FindingFilter()
        office = self._office
        found = self._found(wanted)
        with office.store.read() as connection:
            return queries.groups(
                connection, wanted, by, uids=found, today=office.today(), observations=observations_answered(office)
            )

    def _found(self, wanted: FindingFilter) -> frozenset[str] | None:
        return self._findings.search(wanted.text) if wanted.text.strip() else None


class ViewService:
    """Views of lists that people keep under a name."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def list(self, place: str) -> tuple[ViewRow, ...]:
        """The person's views of a place, then those that others share."""
        with self._office.store.read() as connection:
            return queries.views(connection, place, self._office.actor.login)

    def keep(self, place: str, name: str, content: Mapping[str, Any], *, shared: bool = False) -> ViewRow:
        """Keep a view of one's own; one of the same name is replaced. Raises Refused ``view.name_needed``."""
        named = " ".join(name.split())
        with self._office.work("views.keep") as work:
            if not named:
                raise Refused("view.name_needed")
            view = work.find(SavedView, owner=work.login, place=place, name=named)
            if view is None:
                view = SavedView(uid=work.new_uid(), owner=work.login, place=place, name=named, content="{}", kept_at=work.now())
                work.add(view)
            view.content, view.shared, view.kept_at = canonical(dict(content)), shared, work.now()
            uid = view.uid
            work.commit()
        return next(row for row in self.list(place) if row.uid == uid)

    def forget(self, view: str) -> None:
        """Delete a view of one's own. Raises Refused ``view.unknown``, ``view.not_yours``."""
        with self._office.work("views.forget") as work:
            found = work.find(SavedView, uid=view)
            if found is None:
                raise Refused("view.unknown")
            if found.owner != work.login:
                raise Refused("view.not_yours", owner=found.owner)
            work.session.delete(found)
            work.commit()
