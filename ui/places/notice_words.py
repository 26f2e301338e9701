"""Words of the Notice place: kinds of flags with their icons, stages, outline details, what stands in the way."""

from __future__ import annotations

from auditdesk.model.leaks import Compared
from auditdesk.model.notice_draft_rows import RARE_PATTERN, DraftRow, FlagRow, NoticeStage, OutlineRow, Readiness
from ui.words import day, language, number, plural, tr, words, year_name

STAGES = (NoticeStage.COMPILE, NoticeStage.CHECK, NoticeStage.REVIEW, NoticeStage.APPROVE, NoticeStage.LOCK)
_ICONS = {
    "firm_name": "firms",
    "firm_code": "firms",
    "unified_number": "firms",
    "person": "user",
    "account": "user",
    "address": "letters",
    "phone": "letters",
    "email": "letters",
    "ip_address": "globe",
    "url": "globe",
    "mac_address": "laptop",
    "host": "server",
    "serial": "laptop",
    "copied_fact": "copy",
    RARE_PATTERN: "users",
}


def kind_name(kind: str) -> str:
    return words().say(f"leak.kind.{kind}")


def kind_icon(kind: str) -> str:
    return _ICONS.get(kind, "shield")


def stage_names() -> tuple[str, ...]:
    return tuple(words().say(f"notice_stage.{stage}") for stage in STAGES)


def stage_position(stage: NoticeStage) -> int:
    """Which of the five is the present one; behind the last once it is locked."""
    return len(STAGES) if stage is NoticeStage.LOCKED else STAGES.index(stage)


def outline_name(row: OutlineRow) -> str:
    return row.zh if language() == "zh_TW" else row.en


def outline_detail(row: OutlineRow) -> str:
    """``6 則，來自 33 件``."""
    if not row.entries:
        return ""
    entries = plural(row.entries, "{count} entry", "{count} entries")
    findings = plural(row.findings, "{count} finding", "{count} findings")
    return tr("{entries} from {findings}", entries=entries, findings=findings)


def must_roll_up(flag: FlagRow) -> str:
    """Why such an entry can't be rewritten; empty = it can."""
    return tr("Words do not help here: roll it up or keep it without figures") if flag.kind == RARE_PATTERN else ""


def due_text(found: Readiness) -> str:
    due = day(found.publish_on)
    if found.locked_number:
        return tr("published as {number}", number=found.locked_number)
    if found.days_left < 0:
        return tr("was due on {day}", day=due)
    return plural(found.days_left, "due on {day}, {count} day left", "due on {day}, {count} days left", day=due)


def obstacles(found: Readiness) -> tuple[tuple[str, str], ...]:
    """What stands between today and the day: a key and a sentence each."""
    told = []
    if found.unreviewed_findings:
        told.append(
            (
                "findings",
                plural(found.unreviewed_findings, "{count} finding is not accepted yet", "{count} findings are not accepted yet"),
            )
        )
    if found.open_clashes:
        told.append(("clashes", plural(found.open_clashes, "{count} clash is open", "{count} clashes are open")))
    if found.unsigned_visits:
        told.append(
            (
                "visits",
                plural(found.unsigned_visits, "{count} visit is not signed off", "{count} visits are not signed off"),
            )
        )
    if found.roster_stale:
        told.append(
            (
                "roster",
                tr("The register was never compared with a list: names may be missed")
                if found.roster_age is None
                else tr("The register is {count} days old: names may be missed", count=number(found.roster_age)),
            )
        )
    if found.open_flags:
        told.append(("flags", plural(found.open_flags, "{count} flag is open", "{count} flags are open")))
    return tuple(told)


def source_text(draft: DraftRow, compared: Compared | None) -> str:
    """What the draft was compiled from, and what its words are compared with."""
    told = tr(
        "{findings} accepted findings of {year}, {firms} firms. As of {day}.",
        findings=number(draft.compiled.findings),
        year=year_name(draft.year),
        firms=number(draft.compiled.firms_audited),
        day=day(draft.compiled.compiled_on),
    )
    if compared is None:
        return told
    with_what = tr(
        "Leak check: {firms} firms, {hosts} hosts, {persons} persons.",
        firms=number(compared.firms),
        hosts=number(compared.hosts),
        persons=number(compared.persons),
    )
    return f"{told}\n{with_what}"
