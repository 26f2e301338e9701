"""Flags of a draft: what the guard finds in its paragraphs now, and what somebody has settled."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from auditdesk.errors import Refused
from auditdesk.model.notice_draft_rows import RARE_PATTERN, FlagRow, FlagState, OutlineRow, SmallEntry
from auditdesk.rules.leak_flags import flags_of, replaced, without_clause
from auditdesk.rules.notice import KEEP, ROLL_UP
from auditdesk.rules.small_cells import small_lines
from auditdesk.services.leaks import LeakService
from auditdesk.services.notice_standing import Standing
from auditdesk.words import Words

_LANGUAGE = {"zh": "zh_TW", "en": "en"}


def flags_in(found: Standing, settled: Mapping[str, Mapping[str, Any]], leaks: LeakService) -> tuple[FlagRow, ...]:
    """Flags in the order of the document, then the rare patterns that nobody has decided on.

    ``settled``: id → what was kept of it; only a "not a leak" outlives the words it was said of.
    """
    rows = []
    for paragraph in found.paragraphs:
        for language, text in (("zh", paragraph.zh), ("en", paragraph.en)):
            words = Words(_LANGUAGE[language])
            for flag in flags_of(paragraph.key, language, leaks.check_text(text)):
                leak = flag.leak
                general = words.say(f"leak.general.{leak.kind.value}")
                cut = without_clause(text, leak.start, leak.end)
                kept = settled.get(flag.id)
                standing = kept is not None and kept["state"] in (FlagState.NOT_A_LEAK, FlagState.CONFIRMED)
                rows.append(
                    FlagRow(
                        id=flag.id,
                        kind=leak.kind.value,
                        text=leak.text,
                        paragraph=paragraph.key,
                        heading=paragraph.heading,
                        language=language,
                        start=leak.start,
                        end=leak.end,
                        suggestion="" if cut is not None else general,
                        sentence=cut if cut is not None else replaced(text, leak.start, leak.end, general),
                        general=general,
                        state=FlagState(kept["state"]) if kept is not None and standing else FlagState.OPEN,
                        reason=kept["reason"] if kept is not None and standing else "",
                        settled_by=kept["settled_by"] if kept is not None and standing else None,
                        confirmed_by=kept["confirmed_by"] if kept is not None and standing else None,
                    )
                )
    return (*rows, *_rare(found))


def _rare(found: Standing) -> tuple[FlagRow, ...]:
    words = Words("zh_TW")
    return tuple(
        FlagRow(
            id=rare_id(one.pattern),
            kind=RARE_PATTERN,
            text=one.zh,
            paragraph=f"{one.code}/{one.pattern}/wording",
            heading=one.code,
            language="zh",
            start=0,
            end=0,
            suggestion=words.say("notice_paper.roll_up"),
            sentence="",
            general=words.say("notice_paper.roll_up"),
            state=FlagState.OPEN,
        )
        for one in small_entries(found)
        if not one.decision
    )


def rare_id(pattern: str) -> str:
    return hashlib.sha256(f"{RARE_PATTERN}\n{pattern}".encode()).hexdigest()[:8]


def small_entries(found: Standing) -> tuple[SmallEntry, ...]:
    """Every pattern at too few firms, decided or not."""
    from auditdesk.rules.notice import compile_basis

    assert found.compiled.basis is not None
    apart = compile_basis(found.compiled.basis, threshold=found.threshold)
    entries = {entry.pattern: entry for entry in apart.entries}
    rows = []
    for pattern, must in small_lines(apart, found.threshold):
        entry, kept = entries[pattern], found.decisions.get(pattern, {})
        decision = kept.get("decision", "")
        rows.append(
            SmallEntry(
                pattern,
                entry.code,
                entry.wording.zh,
                entry.wording.en,
                entry.firms,
                entry.applied_firms,
                must,
                decision,
                kept.get("reason", ""),
            )
        )
    return tuple(rows)


def demand_decision(found: Standing, pattern: str, decision: str) -> SmallEntry:
    """The small entry that may be decided so. Raises Refused ``notice.not_small``, ``notice.must_roll_up``."""
    entry = next((one for one in small_entries(found) if one.pattern == pattern), None)
    if entry is None:
        raise Refused("notice.not_small", pattern=pattern)
    if decision not in (KEEP, ROLL_UP) or (entry.must_roll_up and decision == KEEP):
        raise Refused("notice.must_roll_up", pattern=pattern, count=found.threshold)
    return entry


def outline_of(found: Standing, flags: tuple[FlagRow, ...]) -> tuple[OutlineRow, ...]:
    """The outline: what stands in front, each section, and advice where there is any."""
    open_flags: dict[str, int] = {}
    for flag in flags:
        open_flags[flag.heading] = open_flags.get(flag.heading, 0) + flag.open
    zh, en = Words("zh_TW"), Words("en")
    rows = [OutlineRow("front", "", zh.say("notice_paper.front"), en.say("notice_paper.front"), 0, 0, open_flags.get("front", 0))]
    rows += [
        OutlineRow(
            section.code,
            section.code,
            section.name.zh,
            section.name.en,
            len(section.entries),
            sum(len(entry.findings) for entry in section.entries),
            open_flags.get(section.code, 0),
        )
        for section in found.compiled.sections
    ]
    if found.compiled.observations:
        advice = found.compiled.observations
        name = (zh.say("notice_paper.observations"), en.say("notice_paper.observations"))
        behind = sum(len(one.findings) for one in advice)
        rows.append(OutlineRow("observations", "", *name, len(advice), behind, open_flags.get("observations", 0)))
    return tuple(rows)
