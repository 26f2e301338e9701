"""What the same requirement led to at the firm in earlier years, told beside the item while its finding is written."""

from __future__ import annotations

from typing import Any

from auditdesk.model.fieldwork_rows import RepeatBeside
from auditdesk.services.findings_moving import earlier_findings
from auditdesk.services.office import Office
from auditdesk.store.queries import fieldwork_screen
from auditdesk.store.queries import review as queries


def repeats_beside(office: Office, connection: Any, visit: Any, line: Any, finding: Any | None) -> tuple[RepeatBeside, ...]:
    """The earlier findings of an item's words, and of the pattern of its finding where there is one; the newest first."""
    asked = {
        "uid": finding["uid"] if finding is not None else "",
        "number": "",
        "firm_uid": visit["firm_uid"],
        "year": visit["year"],
        "pattern": finding["pattern"] if finding is not None else "",
        "item_text_hash": line["text_hash"],
        "item_key": line["item_key"],
        "edition": visit["edition"],
    }
    chain = earlier_findings(office, connection, asked)
    uids = [each.finding.uid for each in chain]
    told, replies = queries.brief(connection, uids), fieldwork_screen.replies(connection, uids)
    return tuple(
        RepeatBeside(
            uid=each.finding.uid,
            number=each.finding.number,
            year=each.finding.year,
            severity=told[each.finding.uid]["severity"],
            state=told[each.finding.uid]["state"],
            by=each.by,
            reply=replies.get(each.finding.uid, ""),
        )
        for each in chain
        if each.finding.uid in told
    )
