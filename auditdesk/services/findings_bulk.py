"""One act on many findings: a preview that says of each whether it will be done or why not, then each in a unit of work of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from auditdesk.errors import AuditDeskError, Refused
from auditdesk.model.commands import DecideFinding
from auditdesk.model.findings_list import BulkAct, BulkLine, BulkPreview
from auditdesk.progress import Progress, silent
from auditdesk.rules.visit_states import demand_papers, demand_unreviewed, demand_writable
from auditdesk.services.fieldwork import FieldworkService
from auditdesk.services.findings import FindingService
from auditdesk.services.findings_moving import content_of, hash_of, observations_answered, refusals
from auditdesk.services.office import Office
from auditdesk.store.queries import review as queries

if TYPE_CHECKING:
    from sqlalchemy import Connection

ACT_KEYS = {
    BulkAct.SUBMIT: "findings.submit",
    BulkAct.ACCEPT: "findings.accept",
    BulkAct.WITHDRAW: "findings.withdraw",
    BulkAct.DUE_DATE: "findings.edit",
}
"""The act of the table of acts that each is."""


class BulkService:
    """Acts on many findings. What stands in the way of one never stops the others."""

    def __init__(self, office: Office, findings: FindingService, fieldwork: FieldworkService) -> None:
        self._office, self._findings, self._fieldwork = office, findings, fieldwork

    def preview(
        self,
        act: BulkAct,
        findings: Sequence[str],
        *,
        reason: str = "",
        due_date: date | None = None,
        progress: Progress = silent,
    ) -> BulkPreview:
        """What ``act`` would do to each of the findings (uids), in their order; keeps nothing. Those that are gone are left out.

        Raises Refused ``reason.needed`` for a withdrawal without one, ``bulk.day_needed`` for another due date without a day.
        """
        if act is BulkAct.WITHDRAW and not reason.strip():
            raise Refused("reason.needed", act="withdraw")
        if act is BulkAct.DUE_DATE and due_date is None:
            raise Refused("bulk.day_needed")
        observations = observations_answered(self._office)
        lines: list[BulkLine] = []
        with self._office.store.read() as connection:
            for done, uid in enumerate(findings):
                if done % 50 == 0:
                    progress(done, len(findings), "rows")
                row = queries.finding(connection, uid)
                if row is not None and row["deleted_at"] is None:
                    lines.append(self._line(connection, act, row, observations))
        return BulkPreview(act, tuple(lines), reason.strip(), due_date)

    def _line(self, connection: Connection, act: BulkAct, row: Any, observations: bool) -> BulkLine:
        return BulkLine(
            uid=row["uid"],
            number=row["number"],
            firm_name=row["firm_name"],
            pattern=row["pattern"],
            state=row["state"],
            due_date=row["due_date"],
            shown=hash_of(content_of(connection, row)),
            version=row["version"],
            refused=self._refused(connection, act, row, observations),
        )

    def _refused(self, connection: Connection, act: BulkAct, row: Any, observations: bool) -> AuditDeskError | None:
        try:
            if act is BulkAct.DUE_DATE:
                self._office.demand(ACT_KEYS[act])
                demand_unreviewed(ACT_KEYS[act], row["state"])
            elif refused := refusals(self._office, connection, row, observations)[act.value]:
                return refused
            if act is BulkAct.ACCEPT:
                demand_papers(row["visit_number"], row["removed_on"])
            else:
                demand_writable(row["visit_number"], row["signed_off_at"], row["removed_on"])
            if act in (BulkAct.SUBMIT, BulkAct.ACCEPT) and not row["pattern"]:
                raise Refused("finding.pattern_needed", finding=row["number"])
        except Refused as refused:
            return refused
        return None

    def apply(self, preview: BulkPreview, progress: Progress = silent) -> BulkPreview:
        """Do what the preview showed, one finding after the other, until ``progress`` cancels; what is done by then stays.

        Each line comes back with what stood in its way; a finding that changed since the preview is left alone.
        """
        wanted = preview.taken
        done: dict[str, AuditDeskError | None] = {}
        for count, line in enumerate(wanted):
            progress(count, len(wanted), "rows")
            try:
                self._do(preview, line)
            except AuditDeskError as error:
                done[line.uid] = error
        progress(len(wanted), len(wanted), "rows")
        return replace(preview, lines=tuple(replace(line, refused=done.get(line.uid)) for line in wanted))

    def _do(self, preview: BulkPreview, line: BulkLine) -> None:
        order = DecideFinding(line.uid, preview.reason, line.version)
        if preview.act is BulkAct.SUBMIT:
            self._findings.submit(order)
        elif preview.act is BulkAct.ACCEPT:
            self._findings.accept(order, line.shown)
        elif preview.act is BulkAct.WITHDRAW:
            self._findings.withdraw(order)
        else:
            assert preview.due_date is not None
            self._fieldwork.set_due_date(line.uid, preview.due_date, line.version)
