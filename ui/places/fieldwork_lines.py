"""Rows of a visit as the lines of its lists and the words of its editor."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from auditdesk.model.fieldwork_rows import FieldFinding, FieldItem, FieldworkRow, NoteRow, XrayLine
from auditdesk.model.rulebook import DeficiencyPattern
from auditdesk.rules.item_numbers import linked
from ui.parts.check_list import CheckLine
from ui.parts.choice_list import Offer
from ui.parts.judgement import word
from ui.parts.section_list import SectionLine
from ui.places import fieldwork_words as say
from ui.places import firms_words
from ui.places.fieldwork_book import UNBOUND, is_unbound
from ui.tables import folded
from ui.words import language, tr, words, year_name

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.places.fieldwork_book import FieldworkBook


def text_of(item: FieldItem) -> str:
    return say.two(item.summary_zh, item.summary_en)


def wording(finding: FieldFinding) -> str:
    return say.two(finding.wording_zh, finding.wording_en)


def sections(book: FieldworkBook, names: dict[str, str]) -> list[SectionLine]:
    """Sections under the headings of their parts, counted from what is on screen. ``names``: login → name."""
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
            lines.append(SectionLine(section.code, name, checked, total, deficient, _initial(section.assigned, names)))
    if UNBOUND in done:
        findings = [item.finding for item in book.items(UNBOUND)]
        written = sum(finding is not None and not finding.facts_missing for finding in findings)
        lines.append(SectionLine("other", tr("Other"), is_part=True))
        lines.append(SectionLine(UNBOUND, section_name(book, UNBOUND), written, len(findings)))
    return lines


def _initial(login: str | None, names: dict[str, str]) -> str:
    """The first character of somebody's name."""
    return "" if login is None else say.initial(names.get(login, login))


def section_name(book: FieldworkBook, code: str) -> str:
    row = book.row
    if code == UNBOUND:
        return tr("Findings without an item")
    found = next((section for section in row.sections if section.code == code), None) if row is not None else None
    return "" if found is None else say.two(found.name_zh, found.name_en)


def checks(book: FieldworkBook, section: str, guides: dict[str, str], me: str, names: dict[str, str]) -> list[CheckLine]:
    """The items of a section. ``guides``: item key → what to test; ``me``: one's own login; ``names``: login → name."""
    row = book.row
    before = row.previous_year if row is not None else None
    since = year_name(before) if row is not None and before is not None and before != row.year - 1 else ""
    return [
        CheckLine(
            key=item.key,
            number=str(item.position) if is_unbound(item.key) else item.number.rsplit("-", 1)[-1],
            text=text_of(item) or item.number,
            judgement=item.judgement,
            guide=_guide(item, guides.get(item.key, ""), since),
            basis="" if is_unbound(item.key) else item.code,
            flagged=item.flagged,
            repeated=item.repeated,
            evidence=item.evidence,
            facts_missing=bool(item.findings) and item.facts_missing,
            initial=_initial(item.claimed_by, names) if item.claimed_by != me else "",
            mine=book.is_mine(item),
            repeated_in=since,
        )
        for item in book.items(section)
    ]


_FACTS_TOLD, _REPLY_TOLD = 90, 60
"""Characters of last year's facts and of the firm's reply that stand in the unfolded row; all of it stands beside."""


def _guide(item: FieldItem, guide: str, since: str) -> str:
    """What to test, and what came of it last time: result, finding, what the firm replied. ``since``: the year if not last year."""
    if is_unbound(item.key):
        return tr("This finding stands under no item. Ctrl+M puts it to one.")
    lines = [guide] if guide else []
    if item.previous is not None or item.earlier:
        result = word(item.previous)
        told = (
            tr("In {year}: {judgement}", year=since, judgement=result)
            if since
            else tr("Last year: {judgement}", judgement=result)
        )
        if not item.previous_same_text:
            told += tr(" (other words)")
        lines.append(f"{told}　{item.previous_note}" if item.previous_note else told)
    for finding in item.earlier[:2]:
        severity = words().say(f"severity.{finding.severity}")
        lines.append(f"{finding.number} {severity}　{_cut(finding.facts, _FACTS_TOLD)}")
        if finding.reply:
            lines.append(tr("The firm answered: {answer}", answer=_cut(finding.reply, _REPLY_TOLD)))
    return "\n".join(lines)


def _cut(text: str, most: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most]}…"


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


def guides_of(desk: Desk, day: date) -> dict[str, str]:
    """Item key → the standard that is expected there, by the patterns of a day; the first pattern of an item tells."""
    found: dict[str, str] = {}
    for pattern in desk.patterns.on(day):
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


def patterns_for(desk: Desk, day: date, key: str, text: str) -> list[Offer]:
    """What fits the words typed; without words the item's own patterns, then those of its section."""
    if text.strip():
        return [offer(found.pattern) for found in desk.patterns.suggest(text, day)]
    offered = desk.patterns.on(day)
    own = [pattern for pattern in offered if key in pattern.items]
    code = key.rpartition("-")[0]
    near = [pattern for pattern in offered if pattern not in own and any(each.startswith(code) for each in pattern.items)]
    return [offer(pattern) for pattern in (*own, *near)[:9]]


def items_holding(book: FieldworkBook, text: str, limit: int = 9) -> list[Offer]:
    """Items by a part of their code or words, from memory; for ``#`` and for the palette."""
    wanted = folded(text).replace("-", "").lstrip("#")
    found = [item for item in _bound(book) if wanted in folded(item.key).replace("-", "") or wanted in folded(text_of(item))]
    return [_item_offer(item) for item in found[:limit]]


def items_like(book: FieldworkBook, text: str, limit: int = 9) -> list[Offer]:
    """Items that share most pairs of characters with a note, the best first; those it names by ``#`` before all."""
    noted = folded(text)
    meant = linked(text, [item.key for item in _bound(book)])
    pairs = {noted[at : at + 2] for at in range(len(noted) - 1) if not noted[at : at + 2].isspace()}

    def shared(item: FieldItem) -> int:
        words_of = folded(f"{text_of(item)} {section_name(book, item.code)}")
        return (100 if item.key == meant else 0) + sum(pair in words_of for pair in pairs)

    fits = sorted(((shared(item), -at, item) for at, item in enumerate(_bound(book))), key=lambda one: (-one[0], -one[1]))
    return [_item_offer(item) for share, _, item in fits[:limit] if share]


def items_for(book: FieldworkBook, text: str, without: str) -> list[Offer]:
    """Every item of the visit, those most like a text first."""
    like = items_like(book, text)
    known = {offer.key for offer in like}
    rest = (_item_offer(item) for item in _bound(book) if item.key not in known)
    return [offer for offer in (*like, *rest) if offer.key != without]


def _bound(book: FieldworkBook) -> list[FieldItem]:
    return [item for item in book.items() if not is_unbound(item.key)]


def _item_offer(item: FieldItem) -> Offer:
    return Offer(item.key, text_of(item), item.number, word(item.judgement))


def note_offer(note: NoteRow, names: dict[str, str]) -> Offer:
    """A note that waits."""
    return Offer(note.uid, note.text, say.moment(note.written_at), names.get(note.author, note.author), "chat")


def problem_offer(line: XrayLine) -> Offer:
    """One thing wrong or missing."""
    code = f"xray.{line.code.partition('.')[0]}"
    told = words().say(code, **line.values)
    return Offer(line.key, told, "" if told.startswith(line.label) else line.label, "", "warn", "severity.medium.mark")
