"""Commands: review, what follows a letter, and the lists of findings."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from auditdesk.cli.findings_shown import show_remedy, show_review
from auditdesk.cli.session import SESSION, parsed_day
from auditdesk.cli.tables import show_line, show_table
from auditdesk.model.commands import DecideFinding
from auditdesk.model.findings_list import FindingFilter
from auditdesk.model.remedy_rows import (
    AskExtension,
    Claim,
    DecideExtension,
    FollowUpMode,
    FollowUpResult,
    RecordFollowUp,
    RecordReply,
    RemedyRow,
    SheetPreview,
    SheetTaken,
)
from auditdesk.model.review_rows import ReviewRow, ReviewSeverity, WriteComment
from auditdesk.model.terms import Authority, FindingClass, FindingState, Severity

if TYPE_CHECKING:
    from auditdesk.desk import Desk

Reason = Annotated[str, typer.Option("--reason", help="Why.")]
On = Annotated[str | None, typer.Option("--on", help="The day; default today.")]
Seen = Annotated[int | None, typer.Option(help="The version that was read; another one stored is a conflict.")]


def plain(row: Any) -> dict[str, Any]:
    """A frozen row with ``finding`` for its number, and refusals as their codes."""
    content: dict[str, Any] = {field.name: getattr(row, field.name) for field in dataclasses.fields(row)}
    if "number" in content:
        content["finding"] = content.pop("number")
    for name, value in content.items():
        if name == "acts":
            content[name] = {act: refused.code if refused else None for act, refused in value.items()}
        elif isinstance(value, tuple):
            content[name] = [plain(each) if dataclasses.is_dataclass(each) else each for each in value]
        elif dataclasses.is_dataclass(value):
            content[name] = plain(value)
        elif name in ("locked", "may_decide"):
            content[name] = value.code if value is not None else None
    return content


def _told(row: RemedyRow | ReviewRow) -> None:
    SESSION.result(plain(row), lambda: show_line("findings.now", finding=row.number, state=row.state))


def _do(act: Callable[[Desk], RemedyRow | ReviewRow]) -> None:
    with SESSION.desk() as desk:
        row = act(desk)
    _told(row)


def register(app: typer.Typer) -> None:
    """Put these commands beside those of findings."""
    for name, command in _COMMANDS.items():
        app.command(name)(command)


def queue() -> None:
    """What waits for review: the gravest first, then what was found most often before, then what waits longest."""
    with SESSION.desk() as desk:
        rows, counts = desk.review.queue(), desk.review.counts()
    columns = ("finding", "code", "wording", "severity", "author", "days", "times")
    lines = [(r.number, r.firm_code, r.wording, r.severity, r.author_name, r.working_days, r.repeats) for r in rows]
    content = {"queue": [plain(row) for row in rows], "total": len(rows), "counts": dataclasses.asdict(counts)}
    SESSION.result(content, lambda: show_table(columns, lines))


def review(finding: str) -> None:
    """One finding as its reviewer sees it: points, differences, remarks, evidence with its state."""
    with SESSION.desk() as desk:
        row = desk.review.show(finding)
    SESSION.result(plain(row), lambda: show_review(row))


def comment(
    finding: str,
    text: Annotated[str, typer.Option(help="The remark.")],
    field: Annotated[str, typer.Option(help="facts, firm_remark or severity_reason, for a remark on words.")] = "",
    start: Annotated[int, typer.Option(help="First character, from 0.")] = 0,
    end: Annotated[int, typer.Option(help="After the last character.")] = 0,
    answers: Annotated[str | None, typer.Option(help="The remark that is answered.")] = None,
) -> None:
    """Write a remark on a finding; it blocks acceptance until it is settled."""
    _do(lambda desk: desk.review.comment(WriteComment(finding, text, field, start, end, answers)))


def settle(comment: str) -> None:
    """Settle a remark."""
    _do(lambda desk: desk.review.settle(comment))


def severity(finding: str, severity: Severity, reason: Reason = "", seen: Seen = None) -> None:
    """Another severity for a finding under review; whoever changes it can't accept it."""
    _do(lambda desk: desk.review.set_severity(ReviewSeverity(finding, severity, reason, seen)))


def reopen(finding: str, reason: Reason = "") -> None:
    """Give accepted work back to its author."""
    with SESSION.desk() as desk:
        row = desk.findings.reopen(DecideFinding(finding, reason))
    content = dataclasses.asdict(row)
    content["finding"] = content.pop("number")
    SESSION.result(content, lambda: show_line("findings.now", finding=row.number, state=row.state))


def remedy(finding: str) -> None:
    """Replies, extensions and follow-up checks of one finding."""
    with SESSION.desk() as desk:
        row = desk.remedy.show(finding)
    SESSION.result(plain(row), lambda: show_remedy(row))


def reply(
    finding: str,
    text: Annotated[str, typer.Option(help="What the firm answered.")],
    on: On = None,
    claim: Annotated[Claim, typer.Option()] = Claim.UNSAID,
    measures: Annotated[str, typer.Option()] = "",
    done_on: Annotated[str | None, typer.Option(help="Day on which the firm says it was done.")] = None,
    contact: Annotated[str, typer.Option()] = "",
    source: Annotated[Path | None, typer.Option(help="The paper it came in; its name and hash are kept.")] = None,
    seen: Seen = None,
) -> None:
    """Record what a firm answered; earlier replies stay as they are."""
    done = parsed_day(done_on) if done_on else None
    day = parsed_day(on) if on else None
    _do(
        lambda desk: desk.remedy.reply(
            RecordReply(finding, text, day or desk.today(), claim, measures, done, contact, source, seen)
        )
    )


def take_back_reply(reply: str, reason: Reason = "") -> None:
    """Strike out a reply recorded by mistake; it stays with the reason."""
    _do(lambda desk: desk.remedy.take_back_reply(reply, reason))


def recheck(
    finding: str,
    result: FollowUpResult,
    mode: Annotated[FollowUpMode, typer.Option()] = FollowUpMode.PAPER,
    on: On = None,
    text: Annotated[str, typer.Option(help="What was seen.")] = "",
    evidence: Annotated[list[Path] | None, typer.Option(help="File; may be repeated.")] = None,
    seen: Seen = None,
) -> None:
    """Record whether it was mended."""
    day = parsed_day(on) if on else None
    files = evidence or ()
    _do(lambda desk: desk.remedy.recheck(RecordFollowUp(finding, result, mode, day or desk.today(), text, (), seen), files))


def close(finding: str, reason: Reason = "", seen: Seen = None) -> None:
    """Close a finding that was found remedied; never by who wrote or re-checked it."""
    _do(lambda desk: desk.remedy.close(DecideFinding(finding, reason, seen)))


def extend(finding: str, until: Annotated[str, typer.Option()], reason: Reason = "", on: On = None, seen: Seen = None) -> None:
    """Record that a firm asks for more time."""
    last, day = parsed_day(until), parsed_day(on) if on else None
    _do(lambda desk: desk.remedy.ask_extension(AskExtension(finding, last, reason, day or desk.today(), seen)))


def decide_extension(extension: str, granted: Annotated[bool, typer.Option("--grant/--refuse")], reason: Reason = "") -> None:
    """Grant or refuse more time; never by who recorded the request."""
    _do(lambda desk: desk.remedy.decide_extension(DecideExtension(extension, granted, reason)))


def overdue() -> None:
    """Findings whose firm owes something after the due date, the longest overdue first."""
    with SESSION.desk() as desk:
        rows = desk.remedy.overdue()
    columns = ("finding", "code", "name", "severity", "state", "due_date", "days")
    lines = [(r.number, r.firm_code, r.firm_name, r.severity, r.state, r.due_date, r.days_late) for r in rows]
    content = {"overdue": [plain(row) for row in rows], "total": len(rows)}
    SESSION.result(content, lambda: show_table(columns, lines))


def corrections() -> None:
    """Letters that say what no longer holds."""
    with SESSION.desk() as desk:
        rows = desk.remedy.corrections()
    columns = ("finding", "code", "letter", "act", "reason")
    lines = [(r.finding, r.firm_code, r.letter_number, r.act, r.reason) for r in rows]
    SESSION.result({"corrections": [plain(row) for row in rows]}, lambda: show_table(columns, lines))


def _sheet(seen: SheetPreview, taken: SheetTaken | None) -> None:
    content = {
        "file": str(seen.path),
        "sha256": seen.digest,
        "lines": [plain(line) for line in seen.lines],
        "taken": taken.uid if taken else None,
        **{standing: seen.count(standing) for standing in ("new", "same", "changed", "empty", "refused")},
    }
    columns = ("row", "finding", "code", "state", "reason")
    words = SESSION.words
    told = [
        (
            line.row,
            line.number,
            line.firm_code,
            words.say(f"sheet_line.{line.standing}"),
            words.say(line.why, **(line.values or {})) if line.why else "",
        )
        for line in seen.lines
    ]
    SESSION.result(content, lambda: show_table(columns, told))


def replies(file: Path, on: On = None, preview: Annotated[bool, typer.Option(help="Keep nothing.")] = False) -> None:
    """Take in a filled-in reply sheet (XLSX, ODS)."""
    day = parsed_day(on) if on else None
    with SESSION.desk() as desk:
        seen = desk.remedy.preview_sheet(file, day or desk.today())
        taken = None if preview else desk.remedy.take_sheet(seen)
    _sheet(seen, taken)


def undo_replies(sheet: str) -> None:
    """Take a reply sheet back; its replies stay, struck out."""
    with SESSION.desk() as desk:
        taken = desk.remedy.undo_sheet(sheet)
    SESSION.result(plain(taken), lambda: show_line("findings.sheet_undone", file=taken.file_name, count=taken.replies))


def search(
    text: Annotated[str, typer.Option(help="As findings list --text.")] = "",
    state: Annotated[list[FindingState] | None, typer.Option()] = None,
    severity: Annotated[list[Severity] | None, typer.Option()] = None,
    pattern: Annotated[list[str] | None, typer.Option()] = None,
    section: Annotated[list[str] | None, typer.Option()] = None,
    firm: Annotated[list[str] | None, typer.Option()] = None,
    year: Annotated[list[int] | None, typer.Option()] = None,
    authority: Annotated[list[Authority] | None, typer.Option()] = None,
    class_: Annotated[list[FindingClass] | None, typer.Option("--class")] = None,
    overdue: Annotated[bool | None, typer.Option("--overdue/--in-time")] = None,
    repeat: Annotated[bool | None, typer.Option("--repeat/--first-time")] = None,
    order: Annotated[str, typer.Option(help="A column.")] = "number",
    descending: Annotated[bool, typer.Option()] = False,
    group: Annotated[str | None, typer.Option(help="Count by this instead of listing.")] = None,
    first: Annotated[int, typer.Option(min=0, help="Lines to leave out.")] = 0,
    limit: Annotated[int, typer.Option(min=1)] = 200,
) -> None:
    """Findings by any filter, in any order, or counted by group."""
    wanted = FindingFilter(
        states=tuple(one.value for one in state or ()),
        severities=tuple(one.value for one in severity or ()),
        patterns=tuple(pattern or ()),
        sections=tuple(section or ()),
        firms=tuple(firm or ()),
        years=tuple(year or ()),
        authorities=tuple(one.value for one in authority or ()),
        classes=tuple(one.value for one in class_ or ()),
        overdue=overdue,
        repeat=repeat,
        text=text,
    )
    with SESSION.desk() as desk:
        if group is not None:
            counted = desk.finding_list.groups(group, wanted)
            term = {"finding_class": "class"}.get(group, group)
            named = group in ("finding_class", "severity", "state", "authority")
            say = SESSION.words.say
            told = [(one.key, say(f"{term}.{one.key}") if named and one.key else one.label, one.findings) for one in counted]
            content: dict[str, Any] = {"groups": [plain(one) for one in counted]}
            SESSION.result(content, lambda: show_table(("code", "name", "count"), told))
            return
        uids = desk.finding_list.ids(wanted, order, descending=descending)
        rows = desk.finding_list.rows(uids[first : first + limit])
    lines = [(r.number, r.firm_code, r.year, r.section, r.severity, r.state, r.due_date) for r in rows]
    columns = ("finding", "code", "year", "section", "severity", "state", "due_date")
    SESSION.result({"findings": [plain(row) for row in rows], "total": len(uids)}, lambda: show_table(columns, lines))


_COMMANDS: dict[str, Callable[..., None]] = {
    "queue": queue,
    "review": review,
    "comment": comment,
    "settle": settle,
    "severity": severity,
    "reopen": reopen,
    "remedy": remedy,
    "reply": reply,
    "take-back-reply": take_back_reply,
    "recheck": recheck,
    "close": close,
    "extend": extend,
    "decide-extension": decide_extension,
    "overdue": overdue,
    "corrections": corrections,
    "replies": replies,
    "undo-replies": undo_replies,
    "search": search,
}
