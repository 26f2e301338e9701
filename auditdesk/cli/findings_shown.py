"""One finding for people: what its reviewer reads, and what came of it after its letter."""

from __future__ import annotations

from collections.abc import Iterable

from auditdesk.cli.session import SESSION
from auditdesk.cli.tables import show_line, show_pairs, show_table
from auditdesk.model.remedy_rows import RemedyRow
from auditdesk.model.review_rows import CommentRow, ReviewRow


def show_review(row: ReviewRow) -> None:
    """The finding, what differs from the returned version, the program's points, its evidence and the remarks with their ids."""
    words = SESSION.words
    show_line("findings.now", finding=row.number, state=row.state)
    show_pairs(
        (
            ("firm", f"{row.firm_code} {row.firm_name}"),
            ("visit", row.visit_number),
            ("item", row.item_number),
            ("pattern", row.pattern),
            ("wording", row.wording),
            ("severity", row.severity),
            ("due_date", row.due_date),
            ("facts", row.facts),
            ("author", row.author_name),
        )
    )
    for point in row.points:
        show_line(f"point.{point.code}.{point.standing}", **point.values)
    if row.differences:
        show_table(("field", "before", "after"), [(_field(one.field), one.before, one.after) for one in row.differences])
    if row.evidence:
        show_table(("file_name", "evidence_state"), [(one.file_name, one.state) for one in row.evidence])
    remarks = list(_remarks(row.comments))
    if remarks:
        told = [
            (
                one.uid,
                one.author_name,
                one.quoted,
                one.text,
                words.say("remark_standing.open" if one.open else "remark_standing.settled"),
            )
            for one in remarks
        ]
        show_table(("remark_id", "author", "quoted", "remark", "state"), told)


def _field(name: str) -> str:
    return SESSION.words.say(f"field.{name}")


def _remarks(comments: Iterable[CommentRow]) -> Iterable[CommentRow]:
    for one in comments:
        yield one
        yield from _remarks(one.answers)


def show_remedy(row: RemedyRow) -> None:
    """Whose turn it is, what the firm answered and asked for, what was checked, and which letters no longer hold."""
    words = SESSION.words
    show_line("findings.now", finding=row.number, state=row.state)
    show_pairs(
        (
            ("letter", row.letter_number or None),
            ("issued_on", row.letter_date),
            ("due_date", row.due_date),
            ("days_late", row.days_late),
            ("owes", words.say(f"owes.{row.owes}") if row.owes else None),
        )
    )
    if row.replies:
        standing = [(one, "reply_standing.taken_back" if one.taken_back_at else "reply_standing.stands") for one in row.replies]
        told = [
            (one.uid, one.received_on, words.say(f"claim.{one.claim}"), one.text, one.done_on, words.say(code))
            for one, code in standing
        ]
        show_table(("reply_id", "received_on", "claim", "reply", "done_on", "state"), told)
    if row.extensions:
        decided = [words.say(f"extension_decision.{one.decision}") if one.decision else None for one in row.extensions]
        asked = [(one.uid, one.until, one.reason, how) for one, how in zip(row.extensions, decided, strict=True)]
        show_table(("extension_id", "until", "reason", "decision"), asked)
    if row.follow_ups:
        checked = [
            (
                one.checked_on,
                words.say(f"follow_up_mode.{one.mode}"),
                words.say(f"follow_up_result.{one.result}"),
                one.text,
                one.checked_by,
            )
            for one in row.follow_ups
        ]
        show_table(("checked_on", "mode", "result", "seen", "person"), checked)
    if row.corrections:
        due = [
            (
                one.letter_number,
                one.reason,
                words.say("correction_standing.due" if one.settled_at is None else "correction_standing.told"),
            )
            for one in row.corrections
        ]
        show_table(("letter", "reason", "state"), due)
