"""What belongs to a visit, a finding or a firm besides the records of the register: how the trail finds and names it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, String, cast, func, literal, or_, select

from auditdesk.model import fieldwork_records, review_records
from auditdesk.store.queries.tables import (
    EVIDENCE,
    FINDING,
    FIRM,
    INTERVIEW,
    LAYER,
    PERSON,
    PLANNED,
    REOPENING,
    SAMPLE,
    TIP,
    TIP_FILE,
    TIP_LINK,
    TIP_READING,
    VISIT,
    _table,
)

NOTE, ASSIGNMENT = _table(fieldwork_records.FieldNote), _table(fieldwork_records.SectionAssignment)
VERSION, COMMENT = _table(review_records.FindingVersion), _table(review_records.ReviewComment)
REPLY, EXTENSION = _table(review_records.FirmReply), _table(review_records.DueExtension)
FOLLOW_UP, CORRECTION = _table(review_records.FollowUp), _table(review_records.CorrectionDue)
MEASURE, SHEET, VIEW = _table(review_records.Measure), _table(review_records.ReplySheet), _table(review_records.SavedView)
OF_VISIT = (NOTE, SAMPLE, INTERVIEW, ASSIGNMENT, REOPENING)
OF_FINDING = (VERSION, COMMENT, REPLY, EXTENSION, FOLLOW_UP, CORRECTION)
_NONE = literal("")


def _of_visit(table: Any, name: Any = _NONE) -> Select[Any]:
    return select(table.c.uid, name, VISIT.c.number, _NONE).join(VISIT, VISIT.c.uid == table.c.visit_uid)


def _of_finding(table: Any, name: Any = _NONE) -> Select[Any]:
    return select(table.c.uid, name, FINDING.c.number, _NONE).join(FINDING, FINDING.c.uid == table.c.finding_uid)


def _of_tip(table: Any, name: Any = _NONE) -> Select[Any]:
    return select(table.c.uid, name, TIP.c.number, _NONE).join(TIP, TIP.c.uid == table.c.tip_uid)


def _day(column: Any) -> Any:
    return cast(column, String)


NAMES: Mapping[str, Select[Any]] = {
    "field_note": _of_visit(NOTE, func.coalesce(NOTE.c.item_key, _NONE)),
    "sample": _of_visit(SAMPLE, SAMPLE.c.item_key),
    "interview": _of_visit(INTERVIEW, INTERVIEW.c.role),
    "section_assignment": _of_visit(ASSIGNMENT, ASSIGNMENT.c.code),
    "visit_reopening": _of_visit(REOPENING),
    "evidence_layer": (
        select(LAYER.c.uid, EVIDENCE.c.file_name, func.coalesce(FINDING.c.number, _NONE), _NONE)
        .join(EVIDENCE, EVIDENCE.c.uid == LAYER.c.evidence_uid)
        .outerjoin(FINDING, FINDING.c.uid == EVIDENCE.c.finding_uid)
    ),
    "finding_version": _of_finding(VERSION, cast(VERSION.c.number, String)),
    "review_comment": _of_finding(COMMENT),
    "firm_reply": _of_finding(REPLY, _day(REPLY.c.received_on)),
    "due_extension": _of_finding(EXTENSION, _day(EXTENSION.c.until)),
    "follow_up": _of_finding(FOLLOW_UP, _day(FOLLOW_UP.c.checked_on)),
    "correction_due": _of_finding(CORRECTION),
    "reply_sheet": select(SHEET.c.uid, SHEET.c.file_name, _NONE, _NONE),
    "measure": select(MEASURE.c.uid, MEASURE.c.letter_number, FIRM.c.code + " " + FIRM.c.name, _NONE).join(
        FIRM, FIRM.c.uid == MEASURE.c.firm_uid
    ),
    "saved_view": select(VIEW.c.uid, VIEW.c.name, PERSON.c.name, _NONE).join(PERSON, PERSON.c.login == VIEW.c.owner),
    "tip": select(TIP.c.uid, TIP.c.number, TIP.c.subject, _NONE),
    "tip_link": _of_tip(TIP_LINK, TIP_LINK.c.item_key),
    "tip_file": _of_tip(TIP_FILE, TIP_FILE.c.file_name),
    "tip_reading": _of_tip(TIP_READING),
}
"""For each kind of record: uid, name, what it is of, and a term's code (none here)."""


def belonging(tip: Any, firms: Any, visits: Any, findings: Any) -> tuple[Select[Any], ...]:
    """Uids of what belongs to these, each given as a choice of uids; ``tip``: the condition of the tips named."""
    notes = select(NOTE.c.uid).where(NOTE.c.visit_uid.in_(visits))
    evidence = select(EVIDENCE.c.uid).where(
        or_(EVIDENCE.c.finding_uid.in_(findings), EVIDENCE.c.visit_uid.in_(visits), EVIDENCE.c.note_uid.in_(notes))
    )
    linked = or_(TIP_LINK.c.object_uid.in_(visits), TIP_LINK.c.object_uid.in_(findings))
    tips = select(TIP.c.uid).where(or_(tip, TIP.c.firm_uid.in_(firms), TIP.c.uid.in_(select(TIP_LINK.c.tip_uid).where(linked))))
    return (
        *(select(table.c.uid).where(table.c.visit_uid.in_(visits)) for table in OF_VISIT),
        *(select(table.c.uid).where(table.c.finding_uid.in_(findings)) for table in OF_FINDING),
        *(select(table.c.uid).where(table.c.firm_uid.in_(firms)) for table in (MEASURE, PLANNED)),
        evidence,
        select(LAYER.c.uid).where(LAYER.c.evidence_uid.in_(evidence)),
        tips,
        *(select(table.c.uid).where(table.c.tip_uid.in_(tips)) for table in (TIP_LINK, TIP_FILE, TIP_READING)),
    )
