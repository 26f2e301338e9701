"""Remedy: what a firm answered, more time, whether it was mended, and the closing by a second person."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from auditdesk.errors import Refused
from auditdesk.model.commands import DecideFinding
from auditdesk.model.records import Evidence, Finding, Letter
from auditdesk.model.remedy_rows import (
    AskExtension,
    CorrectionRow,
    DecideExtension,
    ExtensionRow,
    OverdueRow,
    RecordFollowUp,
    RecordReply,
    RemedyRow,
    SheetPreview,
    SheetRow,
    SheetTaken,
)
from auditdesk.model.review_records import DueExtension, FirmReply, FollowUp
from auditdesk.model.terms import FindingState
from auditdesk.rules import acts, remedy
from auditdesk.rules.finding_states import REMEDY_STATES
from auditdesk.rules.visit_states import demand_papers
from auditdesk.services import remedy_sheets
from auditdesk.services.evidence_keeping import keep_with, read_file
from auditdesk.services.fieldwork_work import visit_of
from auditdesk.services.findings import named
from auditdesk.services.findings_moving import move, observations_answered, refusals
from auditdesk.services.office import Office
from auditdesk.store.journal import canonical
from auditdesk.store.queries import remedy as queries
from auditdesk.store.queries import review as review_queries
from auditdesk.store.queries.fieldwork_screen import aware
from auditdesk.store.work import Work


class RemedyService:
    """Acts on findings that are in a letter."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def show(self, finding: str) -> RemedyRow:
        """The remedy of one finding by number or uid. Raises Refused ``finding.unknown``."""
        office = self._office
        observations = observations_answered(office)
        with office.store.read() as connection:
            row = queries.finding(connection, finding)
            if row is None:
                raise Refused("finding.unknown", finding=finding)
            uid = row["uid"]
            replies = queries.replies(connection, uid)
            extensions = queries.extensions(connection, uid)
            follow_ups = queries.follow_ups(connection, uid)
            corrections = queries.corrections(connection, finding_uid=uid)
            found = refusals(office, connection, row, observations)
        standing = [reply for reply in replies if reply.taken_back_at is None]
        owing = remedy.owes(
            FindingState(row["state"]),
            standing[0].claim if standing else None,
            follow_ups[0].result if follow_ups else None,
            answers=remedy.has_to_answer(row["finding_class"], observations_answered=observations),
        )
        return RemedyRow(
            uid=uid,
            number=row["number"],
            finding_class=row["finding_class"],
            state=row["state"],
            letter_number=row["letter_number"] or "",
            letter_date=row["issued_on"],
            due_date=row["due_date"],
            days_late=remedy.days_late(row["due_date"], office.today(), owing),
            owes=owing,
            replies=replies,
            extensions=tuple(self._extension(each) for each in extensions),
            follow_ups=follow_ups,
            corrections=corrections,
            closed_by=row["closed_by"],
            closed_at=aware(row["closed_at"]),
            acts=found,
            version=row["version"],
        )

    def overdue(self) -> tuple[OverdueRow, ...]:
        """Findings whose firm owes something after the due date, the longest overdue first."""
        office, today = self._office, self._office.today()
        with office.store.read() as connection:
            rows = queries.overdue(connection, today, observations=observations_answered(office))
        return tuple(
            OverdueRow(
                uid=row["uid"],
                number=row["number"],
                firm_code=row["firm_code"],
                firm_name=row["firm_name"],
                pattern=row["pattern"],
                severity=row["severity"],
                state=row["state"],
                due_date=row["due_date"],
                days_late=(today - row["due_date"]).days,
                last_reply_on=row["received_on"],
                claim=row["claim"] or "",
            )
            for row in rows
        )

    def corrections(self, *, due: bool = True) -> tuple[CorrectionRow, ...]:
        """Letters that are to be corrected, the newest first."""
        with self._office.store.read() as connection:
            return queries.corrections(connection, due=due)

    def reply(self, order: RecordReply) -> RemedyRow:
        """Keep what a firm answered, as its own record. Raises Refused ``finding.unknown``, ``reply.empty``,
        ``finding.wrong_state``, ``remedy.day_before_letter``, ``remedy.day_in_future``, ``visit.removed``; BadInput for the source.
        """
        self._office.demand("findings.reply")
        source = read_file(order.source) if order.source is not None else ("", b"")
        with self._office.work("findings.reply") as work:
            finding = self._in_remedy(work, order.finding, order.seen)
            if not order.text.strip():
                raise Refused("reply.empty", finding=finding.number)
            self._demand_day(work, finding, order.received_on)
            keep_reply(
                self._office,
                work,
                finding,
                FirmReply(
                    uid=work.new_uid(),
                    finding_uid=finding.uid,
                    received_on=order.received_on,
                    claim=order.claim.value,
                    text=order.text.strip(),
                    measures=order.measures.strip(),
                    done_on=order.done_on,
                    contact=order.contact.strip(),
                    source_name=source[0],
                    source_sha256=hashlib.sha256(source[1]).hexdigest() if source[0] else "",
                    kept_by=work.login,
                    kept_at=work.now(),
                ),
            )
            uid = finding.uid
            work.commit()
        return self.show(uid)

    def take_back_reply(self, reply: str, reason: str) -> RemedyRow:
        """A reply that was recorded by mistake: it stays, struck out with its reason. The finding goes back to waiting for the firm where
        no other reply is left. Raises Refused ``reply.unknown``, ``reply.taken_back``, ``reason.needed``, ``reply.rechecked``.
        """
        with self._office.work("findings.take_back_reply") as work:
            found = work.find(FirmReply, uid=reply)
            if found is None:
                raise Refused("reply.unknown")
            if found.taken_back_at is not None:
                raise Refused("reply.taken_back")
            if not reason.strip():
                raise Refused("reason.needed", act="take_back")
            finding = named(work, found.finding_uid)
            take_back(work, finding, found, reason.strip())
            uid = finding.uid
            work.commit()
        return self.show(uid)

    def recheck(self, order: RecordFollowUp, files: Iterable[Path] = ()) -> RemedyRow:
        """Keep whether it was mended, as seen on paper or on site; ``files`` are kept as evidence of the finding.

        Raises Refused ``finding.wrong_state``, ``finding.reply_needed``, ``follow_up.evidence_unknown``, ``remedy.day_…``; BadInput for a
        file.
        """
        office = self._office
        office.demand("findings.recheck")
        contents = [read_file(path) for path in files]
        with office.work("findings.recheck") as work:
            finding = self._in_remedy(work, order.finding, order.seen)
            self._demand_day(work, finding, order.checked_on)
            for uid in order.evidence:
                kept = work.find(Evidence, uid=uid)
                if kept is None or kept.finding_uid != finding.uid:
                    raise Refused("follow_up.evidence_unknown", evidence=uid)
            move(office, work, finding, "recheck")
            added = [keep_with(work, office.store.evidence, finding.uid, name, content).uid for name, content in contents]
            work.flush()
            reply = review_queries.last_reply(work.session.connection(), finding.uid)
            work.add(
                FollowUp(
                    uid=work.new_uid(),
                    finding_uid=finding.uid,
                    reply_uid=reply["uid"] if reply else None,
                    checked_on=order.checked_on,
                    mode=order.mode.value,
                    result=order.result.value,
                    text=order.text.strip(),
                    evidence=canonical([*order.evidence, *added]),
                    checked_by=work.login,
                    kept_at=work.now(),
                )
            )
            uid = finding.uid
            work.commit()
        return self.show(uid)

    def close(self, order: DecideFinding) -> RemedyRow:
        """Close a finding that was re-checked and found remedied; never by who wrote or re-checked it."""
        with self._office.work("findings.close") as work:
            finding = self._in_remedy(work, order.finding, order.seen)
            move(self._office, work, finding, "close", reason=order.reason)
            uid = finding.uid
            work.commit()
        return self.show(uid)

    def ask_extension(self, order: AskExtension) -> RemedyRow:
        """Keep that a firm asks for more time, and why. Nothing changes until it is decided.

        Raises Refused ``extension.not_due``, ``extension.not_later``, ``extension.waiting``, ``reason.needed``, ``remedy.day_…``.
        """
        with self._office.work("findings.extend") as work:
            finding = self._in_remedy(work, order.finding, order.seen)
            answers = remedy.has_to_answer(finding.finding_class, observations_answered=observations_answered(self._office))
            if FindingState(finding.state) not in REMEDY_STATES or not answers:
                raise Refused("extension.not_due", finding=finding.number)
            self._demand_day(work, finding, order.asked_on)
            remedy.demand_later(order.until, finding.due_date)
            if not order.reason.strip():
                raise Refused("reason.needed", act="extend")
            if work.find(DueExtension, finding_uid=finding.uid, decision="") is not None:
                raise Refused("extension.waiting", finding=finding.number)
            work.add(
                DueExtension(
                    uid=work.new_uid(),
                    finding_uid=finding.uid,
                    asked_on=order.asked_on,
                    due_before=finding.due_date,
                    until=order.until,
                    reason=order.reason.strip(),
                    kept_by=work.login,
                    kept_at=work.now(),
                )
            )
            uid = finding.uid
            work.commit()
        return self.show(uid)

    def decide_extension(self, order: DecideExtension) -> RemedyRow:
        """Grant or refuse more time; granted, the due date becomes the day asked for. Never by who kept the request.

        Raises Refused ``extension.unknown``, ``extension.decided``, ``four_eyes.author``, ``reason.needed`` for a refusal without one.
        """
        with self._office.work("findings.decide_extension") as work:
            found = work.find(DueExtension, uid=order.extension)
            if found is None:
                raise Refused("extension.unknown")
            if found.decision:
                raise Refused("extension.decided")
            if found.kept_by == work.login:
                raise Refused("four_eyes.author", login=work.login)
            if not order.granted and not order.reason.strip():
                raise Refused("reason.needed", act="extend")
            finding = self._in_remedy(work, found.finding_uid, None)
            if FindingState(finding.state) not in REMEDY_STATES:
                raise Refused("extension.not_due", finding=finding.number)
            found.decision = "granted" if order.granted else "refused"
            found.decision_reason = order.reason.strip()
            found.decided_by, found.decided_at = work.login, work.now()
            if order.granted:
                finding.due_date = found.until
            uid = finding.uid
            work.commit()
        return self.show(uid)

    def sheet_rows(self, work: Work, findings: Iterable[str]) -> tuple[SheetRow, ...]:
        """The lines of the reply sheet that a letter carries, for these findings (uids), inside the letter's unit of work."""
        return remedy_sheets.sheet_rows(self._office, work, findings)

    def preview_sheet(self, path: Path, received_on: date) -> SheetPreview:
        """What a filled-in reply sheet would bring. Keeps nothing. Raises BadInput for a file that is no such sheet."""
        return remedy_sheets.preview(self._office, path, received_on)

    def take_sheet(self, seen: SheetPreview) -> SheetTaken:
        """Take in what the preview showed, as one act. Raises Refused ``reply_sheet.nothing_new``, Conflict ``reply_sheet.changed``."""
        return remedy_sheets.take(self._office, seen)

    def undo_sheet(self, sheet: str) -> SheetTaken:
        """Take a sheet back as one act: its replies stay, struck out. Raises Refused ``reply_sheet.unknown``, ``reply_sheet.undone``,
        ``reply.rechecked``.
        """
        return remedy_sheets.undo(self._office, sheet)

    def sheets(self) -> tuple[SheetTaken, ...]:
        """Reply sheets taken in, the newest first."""
        with self._office.store.read() as connection:
            return queries.sheets(connection)

    def _in_remedy(self, work: Work, name: str, seen: int | None) -> Finding:
        return in_remedy(work, name, seen)

    def _demand_day(self, work: Work, finding: Finding, day: date) -> None:
        letter = work.find(Letter, uid=finding.letter_uid) if finding.letter_uid else None
        remedy.demand_not_before(day, letter.issued_on if letter else None, self._office.today())

    def _extension(self, row: Any) -> ExtensionRow:
        actor = self._office.actor
        refused: Refused | None = None
        try:
            acts.demand("findings.decide_extension", actor.login, actor.roles)
            if row["decision"]:
                raise Refused("extension.decided")
            if row["kept_by"] == actor.login:
                raise Refused("four_eyes.author", login=actor.login)
        except Refused as found:
            refused = found
        return ExtensionRow(
            uid=row["uid"],
            asked_on=row["asked_on"],
            due_before=row["due_before"],
            until=row["until"],
            reason=row["reason"],
            kept_by=row["kept_by"],
            decision=row["decision"],
            decision_reason=row["decision_reason"],
            decided_by=row["decided_by"],
            decided_at=aware(row["decided_at"]),
            may_decide=refused,
        )


def in_remedy(work: Work, name: str, seen: int | None = None) -> Finding:
    """The finding, to be followed up. One that was accepted and stands in a letter written before findings said so is told so first.

    Raises as ``named``, and Refused ``visit.removed``.
    """
    finding = named(work, name, seen)
    visit = visit_of(work, finding.visit_uid)
    demand_papers(visit.number, visit.removed_on)
    if finding.state == FindingState.ACCEPTED.value and finding.letter_uid is None:
        letter = queries.letter_carrying(work.session.connection(), finding.uid)
        if letter is not None:
            finding.letter_uid, finding.state = letter[0], FindingState.LETTERED.value
    return finding


def keep_reply(office: Office, work: Work, finding: Finding, reply: FirmReply, observations: bool | None = None) -> None:
    """Add a reply and move the finding by the table. Raises as ``move`` does."""
    work.add(reply)
    move(office, work, finding, "reply", observations=observations)


def take_back(work: Work, finding: Finding, reply: FirmReply, reason: str) -> None:
    """Strike a reply out. Raises Refused ``reply.rechecked`` once the finding was re-checked on the strength of it."""
    if FindingState(finding.state) not in (FindingState.ANSWERED, FindingState.LETTERED):
        raise Refused("reply.rechecked", finding=finding.number)
    reply.taken_back_by, reply.taken_back_at, reply.take_back_reason = work.login, work.now(), reason
    work.flush()
    if review_queries.last_reply(work.session.connection(), finding.uid) is None:
        finding.state = FindingState.LETTERED.value
