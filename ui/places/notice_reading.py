"""What the Notice place shows of one year, read off the GUI thread in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from auditdesk.model.leaks import Compared
from auditdesk.model.notice import CompiledNotice
from auditdesk.model.notice_draft_rows import DraftRow, FlagRow, FlagState, IssueRow, NoticeStage, OutlineRow, Readiness
from auditdesk.model.rows import FindingRow
from auditdesk.rules.finding_states import COUNTED_STATES, OPEN_STATES
from auditdesk.rules.word_diff import word_runs

if TYPE_CHECKING:
    from auditdesk.desk import Desk

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """``fresh`` is what would be compiled where there is no draft yet; ``waiting`` the findings that nobody has accepted.

    ``mended``: by paragraph and language, the places of words that somebody changed. ``names``: login → name.
    """

    years: tuple[int, ...]
    year: int | None = None
    readiness: Readiness | None = None
    draft: DraftRow | None = None
    flags: tuple[FlagRow, ...] = ()
    settled: int = 0
    fresh: CompiledNotice | None = None
    waiting: tuple[FindingRow, ...] = ()
    issue: IssueRow | None = None
    mended: Mapping[tuple[str, str], tuple[Span, ...]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    """Flag id → its number in the document, of the open ones."""
    compared: Compared | None = None

    @property
    def stage(self) -> NoticeStage:
        return NoticeStage.COMPILE if self.draft is None else self.draft.stage

    @property
    def open_flags(self) -> tuple[FlagRow, ...]:
        return tuple(flag for flag in self.flags if flag.open)

    @property
    def not_leaks(self) -> tuple[FlagRow, ...]:
        """Those that somebody said are none, confirmed or not."""
        return tuple(flag for flag in self.flags if flag.state in (FlagState.NOT_A_LEAK, FlagState.CONFIRMED))

    @property
    def outline(self) -> tuple[OutlineRow, ...]:
        return () if self.draft is None else self.draft.outline

    def to_tick(self) -> tuple[str, ...]:
        """What the reviewer has to tick: each category, each "not a leak"."""
        return () if self.draft is None else (*self.draft.categories, *(flag.id for flag in self.not_leaks))


def gather(desk: Desk, year: int | None) -> Reading:
    """Everything of one year (the one that is worked on where none is named): draft and flags, or what would be compiled."""
    years = desk.notice.years()
    names = {person.login: person.name for person in desk.people.list()}
    if not years:
        return Reading(years, names=names)
    chosen = year if year in years else (desk.notice_register.opening_year() or years[0])
    readiness = desk.notice_register.readiness(chosen)
    waiting = tuple(one for one in desk.findings.list(chosen) if one.state in OPEN_STATES - COUNTED_STATES)
    draft = desk.notice_life.draft(chosen)
    if draft is None:
        return Reading(years, chosen, readiness, fresh=desk.notice.compile(chosen), waiting=waiting, names=names)
    flags = desk.notice_life.flags(chosen)
    issue = None
    if draft.stage is NoticeStage.LOCKED:
        issue = next((row for row in desk.notice_register.page().rows if row.number == readiness.locked_number), None)
    return Reading(
        years,
        chosen,
        readiness,
        draft,
        flags,
        desk.notice_life.settled(chosen),
        waiting=waiting,
        issue=issue,
        mended=mended_words(draft),
        names=names,
        compared=desk.leaks.guard().compared,
        numbers={flag.id: number for number, flag in enumerate((one for one in flags if one.open), 1)},
    )


def mended_words(draft: DraftRow) -> dict[tuple[str, str], tuple[Span, ...]]:
    """Which words of edited paragraphs were not compiled so, as places in the text as it stands."""
    from auditdesk.services.notice_standing import first_texts

    edited = [one for one in draft.paragraphs if one.edited_by is not None]
    first = first_texts(draft.compiled, draft.paper.threshold) if edited else {}
    found: dict[tuple[str, str], tuple[Span, ...]] = {}
    for one in edited:
        before = first.get(one.key, ("", ""))
        for language, old, new in (("zh", before[0], one.zh), ("en", before[1], one.en)):
            spans, at = [], 0
            for run in word_runs(old, new) if old != new else ():
                if run.change == "added":
                    spans.append((at, at + len(run.text)))
                at += 0 if run.change == "removed" else len(run.text)
            if spans:
                found[one.key, language] = tuple(spans)
    return found
