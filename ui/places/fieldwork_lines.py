"""Rows of a visit as the lines of its lists and the words of its editor."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from auditdesk.model.fieldwork_rows import FieldFinding, FieldItem, FieldworkRow, NoteRow, XrayLine
from auditdesk.model.rulebook import DeficiencyPattern
from ui.parts.check_list import CheckLine
from ui.parts.choice_list import Offer
from ui.parts.judgement import word
from ui.parts.section_list import SectionLine
from ui.places import fieldwork_words as say
from ui.places import firms_words
from ui.tables import folded
from ui.words import language, tr, words

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.places.fieldwork_book import FieldworkBook


def text_of(item: FieldItem) -> str:
    return say.two(item.summary_zh, item.summary_en)


def wording(finding: FieldFinding) -> str:
    return say.two(finding.wording_zh, finding.wording_en)


def sections(book: FieldworkBook) -> list[SectionLine]:
    """Sections under the headings of their parts, counted from what is on screen."""
    row = book.row
    if row is None:
        return []
    done: dict[str, list[int]] = {}
    for item in book.items():
        counts = done.setdefault(item.code, [0, 0, 0])
        counts[0] += item.judgement is not None
        counts[1] += 1
        counts[2] += item.judgement == "deficient"
    lines: list[SectionLine] = []
    for part in row.parts:
        inside = [section for section in row.sections if section.part == part.id]
        if not inside:
            continue
        lines.append(SectionLine(part.id, say.two(part.name_zh, part.name_en), is_part=True))
        for section in inside:
            checked, total, deficient = done.get(section.code, [0, 0, 0])
            name = say.two(section.name_zh, section.name_en)
            lines.append(SectionLine(section.code, name, checked, total, deficient, say.initial(section.assigned)))
    return lines


def section_name(book: FieldworkBook, code: str) -> str:
    row = book.row
    found = next((section for section in row.sections if section.code == code), None) if row is not None else None
    return "" if found is None else say.two(found.name_zh, found.name_en)


def checks(book: FieldworkBook, section: str, guides: dict[str, str], me: str) -> list[CheckLine]:
    """The items of a section. ``guides``: item key → what to test; ``me``: one's own login."""
    return [
        CheckLine(
            key=item.key,
            number=item.number.rsplit("-", 1)[-1],
            text=text_of(item),
            judgement=item.judgement,
            guide=_guide(item, guides.get(item.key, "")),
            basis=item.code,
            flagged=item.flagged,
            repeated=item.repeated,
            evidence=item.evidence,
            facts_missing=bool(item.findings) and item.facts_missing,
            initial=say.initial(item.claimed_by) if item.claimed_by not in (None, me) else "",
        )
        for item in book.items(section)
    ]


def _guide(item: FieldItem, guide: str) -> str:
    """What to test, and what was answered last time."""
    if item.previous is None:
        return guide
    told = tr("Last time: {judgement}", judgement=word(item.previous))
    if not item.previous_same_text:
        told += tr(" (other words)")
    if item.previous_note:
        told += f"　{item.previous_note}"
    return f"{guide}\n{told}" if guide else told


def tags(desk: Desk, row: FieldworkRow) -> list[str]:
    """What defines the visit: the tier it was opened under, and orders by internet."""
    edition = next((one for one in desk.rulebook.editions if one.id == row.edition), None)
    tables = edition.tables.staffing_on(row.reference_date).bands if edition is not None else ()
    band = next((one for one in tables if one.id == row.staffing_band), None)
    told = [firms_words.tier(band)] if band is not None else []
    ordering = row.facts.get("internet_ordering")
    if isinstance(ordering, dict) and ordering.get("value") is True:
        told.append(tr("Internet orders"))
    return told


def guides_of(desk: Desk, edition_id: str) -> dict[str, str]:
    """Item key → the standard that is expected there, by the edition's patterns; the first pattern of an item tells."""
    edition = next((one for one in desk.rulebook.editions if one.id == edition_id), None)
    found: dict[str, str] = {}
    for pattern in edition.patterns if edition is not None else ():
        for key in pattern.items:
            found.setdefault(key, say.two(pattern.expected_standard.zh, pattern.expected_standard.en))
    return found


def no_finding(item: FieldItem | None) -> tuple[str, str]:
    """Why there is nothing to write, and what to do."""
    if item is None:
        return tr("Nothing is chosen"), ""
    if item.judgement is None:
        return tr("Not checked yet"), tr("Judge with 1–4: 1 conforms, 2 deficient, 3 observation, 4 not applicable.")
    if item.judgement == "conform":
        return tr("This item conforms: nothing to write"), tr("Press 2 or 3 for a finding after all.")
    if item.judgement == "not-applicable":
        return tr("This item does not apply: nothing to write"), tr("Press 1–3 to judge it after all.")
    return tr("Its finding is not there"), tr("Judge again to get a new one.")


def severity_hint(finding: FieldFinding) -> tuple[str, bool]:
    """The line below the severities, and whether a reason is needed."""
    if finding.default_severity is None:
        return "", False
    told = tr("The pattern's own: {severity}.", severity=words().say(f"severity.{finding.default_severity}"))
    if finding.repeat_of is not None and finding.severity == finding.default_severity:
        told += " " + tr("Found last time too and not remedied: one step higher is suggested.")
    return told, finding.severity != finding.default_severity


def locked(finding: FieldFinding) -> str:
    """Why a finding can't be changed any more; empty = it can."""
    if finding.state in ("draft", "returned"):
        return ""
    return tr("This finding is handed in; only a returned one can be changed.")


def offer(pattern: DeficiencyPattern) -> Offer:
    """A pattern to pick."""
    text = pattern.wording.zh if language() == "zh_TW" else pattern.wording.en
    trail = words().say(f"severity.{pattern.default_severity}")
    return Offer(
        pattern.id, text, pattern.code, trail, f"sev-{pattern.default_severity}", f"severity.{pattern.default_severity}.mark"
    )


def patterns_for(desk: Desk, edition_id: str, day: date, key: str, text: str) -> list[Offer]:
    """What fits the words typed; without words the item's own patterns, then those of its section."""
    if text.strip():
        return [offer(found.pattern) for found in desk.patterns.suggest(text, day)]
    edition = next((one for one in desk.rulebook.editions if one.id == edition_id), None)
    if edition is None:
        return []
    own = [pattern for pattern in edition.patterns if key in pattern.items]
    code = key.rpartition("-")[0]
    near = [
        pattern for pattern in edition.patterns if pattern not in own and any(each.startswith(code) for each in pattern.items)
    ]
    return [offer(pattern) for pattern in (*own, *near)[:9]]


def items_holding(book: FieldworkBook, text: str, limit: int = 9) -> list[Offer]:
    """Items by a part of their code or words, from memory; for ``#`` and for the palette."""
    wanted = folded(text).replace("-", "").lstrip("#")
    found = [item for item in book.items() if wanted in folded(item.key).replace("-", "") or wanted in folded(text_of(item))]
    return [_item_offer(item) for item in found[:limit]]


def items_like(book: FieldworkBook, text: str, limit: int = 9) -> list[Offer]:
    """Items that share most pairs of characters with a note, the best first; those it names by ``#`` before all."""
    noted = folded(text)
    pairs = {noted[at : at + 2] for at in range(len(noted) - 1) if not noted[at : at + 2].isspace()}

    def shared(item: FieldItem) -> int:
        words_of = folded(f"{text_of(item)} {section_name(book, item.code)}")
        named = 100 if f"#{folded(item.number)}" in noted or f"#{folded(item.key)}" in noted else 0
        return named + sum(pair in words_of for pair in pairs)

    fits = sorted(((shared(item), -at, item) for at, item in enumerate(book.items())), key=lambda one: (-one[0], -one[1]))
    return [_item_offer(item) for share, _, item in fits[:limit] if share]


def _item_offer(item: FieldItem) -> Offer:
    return Offer(item.key, text_of(item), item.number, word(item.judgement))


def note_offer(note: NoteRow) -> Offer:
    """A note that waits."""
    return Offer(note.uid, note.text, say.moment(note.written_at), say.initial(note.author), "chat")


def problem_offer(line: XrayLine) -> Offer:
    """One thing wrong or missing."""
    code = f"xray.{line.code.partition('.')[0]}"
    return Offer(line.key, words().say(code, **line.values), line.label, "", "warn", "severity.medium.mark")
