"""Reply sheets: their lines for a letter, and what a filled-in one brings, previewed, taken in and taken back as one act."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from auditdesk.errors import BadInput, Conflict, Refused
from auditdesk.model.records import Finding
from auditdesk.model.remedy_rows import FilledRow, SheetLine, SheetPreview, SheetRow, SheetTaken
from auditdesk.model.review_records import FirmReply, ReplySheet, SheetSecret
from auditdesk.model.terms import FindingState
from auditdesk.rules.calendar import parse_date
from auditdesk.rules.finding_states import REMEDY_STATES
from auditdesk.rules.item_numbers import shown
from auditdesk.services.findings_moving import observations_answered
from auditdesk.services.office import Office
from auditdesk.store.journal import canonical
from auditdesk.store.queries import remedy as queries
from auditdesk.store.queries import review as review_queries
from auditdesk.store.work import Work

_SECRET = 32


def sheet_rows(office: Office, work: Work, findings: Iterable[str]) -> tuple[SheetRow, ...]:
    """The lines of the sheet for these findings (uids), in their order, with keys under the office's secret (made when first needed)."""
    from auditdesk.exchange.reply_sheets import make_key

    kept = work.session.get(SheetSecret, 1)
    if kept is None:
        kept = SheetSecret(number=1, secret=secrets.token_hex(_SECRET))
        work.session.add(kept)
        # A pending secret is not found by `get`: a second letter of this work would make another.
        work.flush()
    rows = []
    for uid in findings:
        finding = work.get(Finding, uid)
        edition = office.rulebook.edition(finding.edition)
        pattern = edition.pattern(finding.pattern)
        item = edition.item_or_none(finding.item_key) if finding.item_key else None
        rows.append(
            SheetRow(
                key=make_key(finding.uid, bytes.fromhex(kept.secret)),
                number=finding.number,
                code=shown(finding.item_key) if finding.item_key else finding.pattern_code,
                facts=finding.facts,
                criterion=(item.summary if item else pattern.expected_standard).zh,
                due_date=finding.due_date,
            )
        )
    return tuple(rows)


def preview(office: Office, path: Path, received_on: date) -> SheetPreview:
    """What a filled-in sheet would bring."""
    from auditdesk.exchange.reply_sheets import finding_of, read_reply_sheet

    filled, problems, digest = read_reply_sheet(path)
    with office.store.read() as connection:
        secret = review_queries.sheet_secret(connection)
        uids = {row.row: finding_of(row.key, bytes.fromhex(secret)) if secret else None for row in filled}
        wanted = {uid for uid in uids.values() if uid}
        known = queries.named(connection, wanted)
        kept = queries.standing_replies(connection, wanted)
    seen: set[str] = set()
    lines = []
    for row in filled:
        uid = uids[row.row] or ""
        finding = known.get(uid)
        line = _line(row, uid, finding["number"] if finding else row.number, finding["firm_code"] if finding else "")
        why = _why_not(office, row, finding, uid in seen, received_on)
        if why:
            line = _refused(line, *why)
        elif line.standing != "refused" and line.standing != "empty":
            same = (line.text, line.claim, line.measures, line.done_on, line.contact)
            before = kept.get(uid, [])
            line = _standing(line, "same" if same in before else "changed" if before else "new")
        if uid:
            seen.add(uid)
        lines.append(line)
    lines += [SheetLine(each.row or 0, "", "", "", "refused", "", "", "", None, "", each.code, each.values) for each in problems]
    return SheetPreview(path, digest, received_on, tuple(sorted(lines, key=lambda line: line.row)))


def _line(row: FilledRow, uid: str, number: str, firm: str) -> SheetLine:
    """One filled-in row as it would be kept."""
    from auditdesk.exchange.reply_sheets import claim_of

    line = SheetLine(row.row, uid, number, firm, "new", row.reply.strip(), "", row.measures.strip(), None, row.contact.strip())
    claim = claim_of(row.claim)
    if not (row.reply.strip() or row.claim.strip() or row.measures.strip() or row.done_on.strip()):
        return _standing(line, "empty")
    if claim is None:
        return _refused(line, "reply_sheet.claim_unknown", {"claim": row.claim})
    try:
        done_on = parse_date(row.done_on) if row.done_on.strip() else None
    except BadInput:
        return _refused(line, "reply_sheet.date_unreadable", {"text": row.done_on})
    if not line.text:
        return _refused(line, "reply_sheet.no_text", {})
    return SheetLine(row.row, uid, number, firm, "new", line.text, claim.value, line.measures, done_on, line.contact)


def _why_not(
    office: Office, row: FilledRow, finding: Mapping[Any, Any] | None, twice: bool, received_on: date
) -> tuple[str, dict[str, object]] | None:
    """The code and values of what keeps a row from being taken in, whatever is in it."""
    found: dict[str, object] = dict(finding) if finding is not None else {}
    if not found or found["deleted_at"] is not None:
        return "reply_sheet.key_unknown", {"key": row.key[:12]}
    if row.number.strip() and row.number.strip() != found["number"]:
        return "reply_sheet.number_differs", {"number": row.number, "finding": found["number"]}
    if twice:
        return "reply_sheet.key_twice", {"finding": found["number"]}
    state = FindingState(str(found["state"]))
    if state not in REMEDY_STATES and not (state is FindingState.ACCEPTED and found["issued_on"] is None):
        return "reply_sheet.not_open", {"finding": found["number"], "state": state.value}
    issued = found["issued_on"]
    if isinstance(issued, date) and received_on < issued:
        return "remedy.day_before_letter", {"day": received_on, "letter": issued}
    if received_on > office.today():
        return "remedy.day_in_future", {"day": received_on, "today": office.today()}
    return None


def _standing(line: SheetLine, standing: str) -> SheetLine:
    return SheetLine(
        line.row,
        line.finding_uid,
        line.number,
        line.firm_code,
        standing,
        line.text,
        line.claim,
        line.measures,
        line.done_on,
        line.contact,
    )


def _refused(line: SheetLine, why: str, values: dict[str, object]) -> SheetLine:
    found = _standing(line, "refused")
    return SheetLine(
        found.row,
        found.finding_uid,
        found.number,
        found.firm_code,
        "refused",
        found.text,
        found.claim,
        found.measures,
        found.done_on,
        found.contact,
        why,
        values,
    )


def take(office: Office, seen: SheetPreview) -> SheetTaken:
    """Keep the new and changed lines of a preview, if the file and what is known are still the same."""
    from auditdesk.services.remedy import in_remedy, keep_reply

    office.demand("findings.take_sheet")
    now = preview(office, seen.path, seen.received_on)
    if now.digest != seen.digest or now.lines != seen.lines:
        raise Conflict("reply_sheet.changed", file=seen.path.name)
    wanted = [line for line in now.lines if line.standing in ("new", "changed")]
    if not wanted:
        raise Refused("reply_sheet.nothing_new", file=seen.path.name)
    observations = observations_answered(office)
    with office.work("findings.take_sheet") as work:
        sheet = work.add(
            ReplySheet(
                uid=work.new_uid(),
                file_name=seen.path.name,
                sha256=seen.digest,
                received_on=seen.received_on,
                taken_by=work.login,
                taken_at=work.now(),
            )
        )
        work.flush()
        before: dict[str, str] = {}
        for line in wanted:
            finding = in_remedy(work, line.finding_uid)
            before[finding.uid] = finding.state
            reply = FirmReply(
                uid=work.new_uid(),
                finding_uid=finding.uid,
                sheet_uid=sheet.uid,
                received_on=seen.received_on,
                claim=line.claim,
                text=line.text,
                measures=line.measures,
                done_on=line.done_on,
                contact=line.contact,
                source_name=seen.path.name,
                source_sha256=seen.digest,
                kept_by=work.login,
                kept_at=work.now(),
            )
            keep_reply(office, work, finding, reply, observations)
        sheet.made = canonical({"states": before})
        uid = sheet.uid
        work.commit()
    return _taken(office, uid)


def undo(office: Office, sheet: str) -> SheetTaken:
    """Strike out every reply of a sheet and put its findings back where they were."""
    from auditdesk.services.findings import named
    from auditdesk.services.remedy import take_back

    with office.work("findings.undo_sheet") as work:
        found = work.find(ReplySheet, uid=sheet)
        if found is None:
            raise Refused("reply_sheet.unknown")
        if found.undone_at is not None:
            raise Refused("reply_sheet.undone")
        states = json.loads(found.made)["states"]
        for reply in work.all(FirmReply, sheet_uid=found.uid, taken_back_at=None):
            finding = named(work, reply.finding_uid)
            take_back(work, finding, reply, found.file_name)
            left = review_queries.last_reply(work.session.connection(), finding.uid)
            if left is None or left["kept_at"] < found.taken_at.replace(tzinfo=None):
                # What was answered after it keeps the finding where it is.
                finding.state = states.get(finding.uid, finding.state)
        found.undone_by, found.undone_at = work.login, work.now()
        uid = found.uid
        work.commit()
    return _taken(office, uid)


def _taken(office: Office, uid: str) -> SheetTaken:
    with office.store.read() as connection:
        return next(each for each in queries.sheets(connection) if each.uid == uid)
