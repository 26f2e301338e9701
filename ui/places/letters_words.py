"""Words and marks of the Letters place: what a state, a reason or a next step is called and looks like."""

from __future__ import annotations

from typing import Any

from auditdesk.errors import Refused
from auditdesk.rules.letters import LetterKind
from ui.words import tr, words

MARKS = {
    "ready": ("letters", "text.muted"),
    "hinted": ("info", "severity.medium.text"),
    "blocked": ("warn", "danger.text"),
    "waiting": ("clock", "text.muted"),
    "writing": ("sync", "accent.text"),
    "written": ("check", "judge.conform.mark"),
    "failed": ("warn", "danger.text"),
    "undone": ("undo", "text.muted"),
}
"""State of a row → its icon and colour."""
STEPS = {
    "approve": ("review", "stamp"),
    "dispatch": ("approved", "letters"),
    "wait": ("issued", "clock"),
    "remind": ("overdue", "warn"),
    "take_answers": ("review", "inbox"),
    "recheck": ("review", "visits"),
    "close": ("review", "check"),
    "closing": ("approved", "letters"),
    "none": ("closed", "check"),
}
"""Next step of a letter → the status token of its chip, and its icon."""
BATCH_MARKS = {
    "running": ("issued", "sync"),
    "stopped": ("overdue", "pause"),
    "written": ("review", "clock"),
    "approved": ("approved", "check"),
    "undone": ("closed", "undo"),
}
TEMPLATE_MARKS = {
    "draft": ("draft", "edit"),
    "submitted": ("review", "clock"),
    "approved": ("approved", "check"),
    "withdrawn": ("closed", "x"),
    "shipped": ("issued", "file"),
}


def kinds() -> tuple[tuple[str, str], ...]:
    """Every kind of letter and its name."""
    return tuple((kind.value, kind_name(kind.value)) for kind in LetterKind)


def kind_name(kind: str) -> str:
    return words().say(f"letter_kind.{kind}")


def hints(names: tuple[str, ...]) -> str:
    """What is worth a look, in one line."""
    return tr(", ").join(words().say(f"letter_hint.{name}") for name in names)


def blocked(why: str) -> str:
    return words().say(f"letters.blocked.{why}")


def problem(told: tuple[str, dict[str, Any]] | None) -> str:
    """Why a letter was not written."""
    return words().error(Refused(told[0], **told[1])) if told is not None else ""


def fix_name(why: str) -> str:
    """What the link at the end of a blocked row says; empty = nothing can be mended there."""
    names = {
        "no_address": tr("Add address"),
        "not_reviewed": tr("Go to it"),
        "visit_unfinished": tr("Go to it"),
        "merge_clash": tr("Go to it"),
        "other_firm": tr("Go to it"),
        "not_answered_yet": tr("Go to it"),
        "issued_early": tr("Change the day"),
    }
    return names.get(why, "")


def formats(suffixes: tuple[str, ...], sheets: tuple[str, ...] = ()) -> str:
    """``PDF + DOCX + reply sheet``."""
    names = [format_name(one) for one in suffixes]
    names += [tr("reply sheet {format}", format=one.lstrip(".").upper()) for one in sheets]
    return tr(" + ").join(names)


def format_name(suffix: str) -> str:
    return tr("e-document body (.di)") if suffix == "di" else suffix.upper()


def part_name(part: str) -> str:
    """What a part of a wording is called on the letter."""
    names = {
        "subject": tr("Subject of the letter"),
        "explanation": tr("Explanation"),
        "action": tr("Action asked for"),
        "attachment": tr("Attachments"),
        "annex_title": tr("Title of the annex"),
    }
    return names.get(part, part)


def field_name(field: str) -> str:
    """What a field of a template is filled with."""
    names = {
        "audit_year": tr("audit year"),
        "firm_code": tr("firm's code"),
        "firm_name": tr("firm's name"),
        "recipient": tr("department or person"),
        "issued_on": tr("date of issue"),
        "number": tr("letter's number"),
        "reply_by": tr("reply due"),
        "sender": tr("sender"),
        "visit_dates": tr("days of the audit"),
        "findings_count": tr("how many findings"),
        "findings": tr("list of findings"),
        "sheets": tr("reply sheets"),
        "earlier_number": tr("earlier letter's number"),
        "earlier_date": tr("earlier letter's date"),
        "earlier_reply_by": tr("earlier reply due"),
        "days_late": tr("days late"),
        "finding.number": tr("finding: number"),
        "finding.code": tr("finding: code"),
        "finding.wording": tr("finding: wording"),
        "finding.criterion": tr("finding: criterion"),
        "finding.facts": tr("finding: facts"),
        "finding.due_date": tr("finding: due date"),
        "finding.severity": tr("finding: severity"),
        "finding.state": tr("finding: standing"),
        "finding.reason": tr("finding: reason"),
        "finding.repeats": tr("finding: remark that it was found before"),
        "finding.repeat_years": tr("finding: earlier years"),
    }
    return names.get(field, field)
