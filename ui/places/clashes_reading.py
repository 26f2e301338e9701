"""What the conflicts read, all of it off the window's thread: a clash is taken apart like the act does, and words are compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from auditdesk.errors import AuditDeskError
from auditdesk.model.parcel_rows import CheckInRow, CheckOutRow, ClashState, ClashView
from auditdesk.model.review_rows import WordRun
from auditdesk.model.trail import TrailFilter
from auditdesk.rules.word_diff import word_runs
from ui.places import parcels_words as say
from ui.places.clashes_cases import JOINED, TEXT, About, Author, Case, authors, draft_of
from ui.places.fieldwork_words import two

if TYPE_CHECKING:
    from auditdesk.desk import Desk

_LOOKED_BACK = 40
"""Lines of the trail among which the office's own change of a field is looked for."""
_TITLE = 60
"""Characters of a note that stand for it."""
Marks = tuple[tuple[tuple[WordRun, ...], ...], tuple[WordRun, ...]]


@dataclass(frozen=True, slots=True)
class Read:
    """Every clash, with what is needed to say who stands behind its sides."""

    open: tuple[ClashView, ...]
    settled: tuple[ClashView, ...]
    outs: dict[str, CheckOutRow]
    ins: tuple[CheckInRow, ...]
    names: dict[str, str]
    abouts: dict[str, About]


@dataclass(frozen=True, slots=True)
class CaseRead:
    """One case: by clash who wrote the sides, the words that differ, and what was typed and not confirmed."""

    authors: dict[str, tuple[Author, ...]] = field(default_factory=dict)
    marks: dict[str, Marks] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)


def read(desk: Desk, visit: str | None) -> Read:
    """Every clash of a visit, or of all."""
    waiting, decided = desk.parcels.clashes(visit), desk.parcels.clashes(visit, settled=True)
    abouts: dict[str, About] = {}
    for uid in dict.fromkeys(one.visit_uid for one in (*waiting, *decided)):
        abouts.update(_abouts(desk, uid, [one for one in (*waiting, *decided) if one.visit_uid == uid]))
    names = {person.login: person.name for person in desk.people.list()}
    return Read(waiting, decided, {row.uid: row for row in desk.parcels.outs()}, desk.parcels.ins(), names, abouts)


def _abouts(desk: Desk, visit: str, clashes: list[ClashView]) -> dict[str, About]:
    """What each clashing object of a visit is about, by its uid."""
    seen = desk.fieldwork.screen(visit)
    sections = {one.code: f"{one.code} {two(one.name_zh, one.name_en)}" for one in seen.sections}
    items = {item.key: item for item in seen.items}
    written = {one.uid: one for one in (*(one for item in seen.items for one in item.findings), *seen.unbound)}
    found = {}
    for clash in clashes:
        finding = written.get(clash.object_uid)
        key = (finding.item or "") if finding is not None else clash.name
        item = items.get(key)
        section = sections.get(item.code, "") if item is not None else ""
        requirement = two(item.summary_zh, item.summary_en) if item is not None else ""
        if finding is not None:
            title = two(finding.wording_zh, finding.wording_en) or requirement
            found[clash.object_uid] = About(title, finding.number, seen.firm_name, section)
        elif item is not None:
            found[clash.object_uid] = About(requirement, item.number, seen.firm_name, section)
        else:
            told = str(clash.carried.get("text") or clash.carried.get("subject") or "").strip()
            found[clash.object_uid] = About(told.partition("\n")[0][:_TITLE], clash.name, seen.firm_name)
    return found


def case_read(desk: Desk, found: Read, case: Case) -> CaseRead:
    """Everything else of one case."""
    told = CaseRead()
    for clash in case.clashes:
        told.authors[clash.uid] = authors(clash, found.outs, found.ins, _office(desk, clash), found.names)
        kept = next((row.content for row in desk.drafts.all(draft_of(clash)) if row.field == JOINED), None)
        if kept is not None and clash.state == ClashState.OPEN:
            told.typed[clash.uid] = kept
        if say.is_text(clash):
            base = say.text(clash, clash.base)
            chosen = case.chosen.get(clash.uid)
            joined = kept or (chosen.text if chosen is not None and chosen.choice == TEXT else None) or clash.proposal or ""
            sides = tuple(word_runs(base, say.text(clash, values)) for _, _, values in clash.sides)
            told.marks[clash.uid] = (sides, word_runs(base, joined))
    return told


def _office(desk: Desk, clash: ClashView) -> Author:
    """Who changed these fields at the office last, by the trail."""
    try:
        lines = desk.trail.find(TrailFilter(kind=clash.kind, object=clash.object_uid))
        rows = desk.trail.page(list(lines[:_LOOKED_BACK]))
    except AuditDeskError:
        return Author()
    for row in rows:
        if not row.act.startswith(("parcels.", "clashes.")) and any(name in row.after for name in clash.fields):
            return Author(row.person, row.at)
    return Author()
