"""From counts and approved words to what is printed: every figure withheld or shown, every comparison told or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from auditdesk.model.notice import CompiledNotice, NoticeEntry, NoticeSection
from auditdesk.model.notice_paper import (
    NOT_COMPARED,
    SAME_RULE,
    NoticePaper,
    PaperBand,
    PaperEntry,
    PaperObservation,
    PaperParagraph,
    PaperSection,
    TrendYear,
)
from auditdesk.model.rulebook import Bilingual
from auditdesk.model.small_cells import Published
from auditdesk.rules.small_cells import FINDINGS, applied_key, band_key, firms_key, observation_line, remedied_key, repeats_key

FRONT = ("purpose", "selection", "denominator", "suppression", "limits", "no_firm")
"""The paragraphs before the figures, in their order (``method/…``)."""
_EMPTY = Bilingual("", "")


@dataclass(frozen=True, slots=True)
class Earlier:
    """Last year's notice as it was published: its figures by their keys."""

    year: int
    number: str
    figures: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a notice bears beside words and figures."""

    number: str
    publisher: Bilingual
    threshold: int
    edition_number: int = 1
    corrects: str = ""
    replaces: tuple[str, ...] = ()
    locked_on: date | None = None


def paragraph_keys(notice: CompiledNotice) -> tuple[str, ...]:
    """The keys of every paragraph of the notice in the order of printing; what is told of which is in the key."""
    keys = ["title", *(f"method/{name}" for name in FRONT)]
    for section in notice.sections:
        keys.append(f"{section.code}/introduction")
        for entry in section.entries:
            keys.append(wording_key(entry))
            if not entry.merged:
                keys.append(standard_key(entry))
        keys.append(f"{section.code}/practice")
    return (*keys, *(f"observations/{one.pattern}/wording" for one in notice.observations))


def wording_key(entry: NoticeEntry) -> str:
    return f"{entry.code}/{entry.pattern}/wording"


def standard_key(entry: NoticeEntry) -> str:
    return f"{entry.code}/{entry.pattern}/standard"


def paper_of(
    notice: CompiledNotice,
    tables: Published,
    texts: Mapping[str, Bilingual],
    imprint: Imprint,
    *,
    earlier: Earlier | None = None,
    trend: Sequence[TrendYear] = (),
) -> NoticePaper:
    """The paper with the figures that ``tables`` show. ``texts``: paragraph key → words; what has none is left empty.

    A change against last year stands only where the requirement is the same and both figures are shown.
    """
    figures = tables.figures()
    known = {} if earlier is None else earlier.figures
    now = TrendYear(
        notice.year,
        notice.firms_audited,
        sum(len(section.entries) for section in notice.sections),
        figures.get(FINDINGS),
        tuple((section.code, figures.get(firms_key(section.code))) for section in notice.sections),
    )
    return NoticePaper(
        year=notice.year,
        edition_number=imprint.edition_number,
        number=imprint.number,
        title=texts.get("title", _EMPTY),
        publisher=imprint.publisher,
        publish_on=notice.publish_on,
        compiled_on=notice.compiled_on,
        reference_date=notice.reference_date or notice.compiled_on,
        threshold=imprint.threshold,
        editions=() if notice.basis is None else notice.basis.editions,
        rule_names=notice.rule_names,
        firms_audited=notice.firms_audited,
        visits=notice.visits,
        findings=figures.get(FINDINGS),
        bands=tuple(
            PaperBand(band.id, band.name, band.minimum, band.below, firms)
            for band, firms in zip(notice.bands, notice.audited_by_band, strict=True)
        ),
        paragraphs=tuple(PaperParagraph(f"method/{name}", texts.get(f"method/{name}", _EMPTY)) for name in FRONT),
        sections=tuple(_section(section, figures, texts, known) for section in notice.sections),
        observations=tuple(
            PaperObservation(
                number,
                one.pattern,
                one.code,
                texts.get(f"observations/{one.pattern}/wording", one.wording),
                figures.get(firms_key(observation_line(one.pattern))),
            )
            for number, one in enumerate(notice.observations, 1)
        ),
        trend=(*trend, now) if trend else (),
        correction=texts.get("correction"),
        corrects=imprint.corrects,
        replaces=imprint.replaces,
        corrected_on=imprint.locked_on if imprint.corrects else None,
    )


def _section(
    section: NoticeSection, figures: Mapping[str, int | None], texts: Mapping[str, Bilingual], known: Mapping[str, int | None]
) -> PaperSection:
    bands = [figures.get(band_key(section.code, band), 0) for band in range(len(section.by_band))]
    practice = texts.get(f"{section.code}/practice", _EMPTY)
    return PaperSection(
        code=section.code,
        name=section.name,
        introduction=texts.get(f"{section.code}/introduction", _EMPTY),
        good_practice=practice,
        firms=figures.get(firms_key(section.code)),
        applied_firms=figures.get(applied_key(section.code)),
        by_band=None if not bands or None in bands else tuple(firms for firms in bands if firms is not None),
        entries=tuple(
            _entry(number, entry, section, figures, texts, practice, known) for number, entry in enumerate(section.entries, 1)
        ),
    )


def _entry(
    number: int,
    entry: NoticeEntry,
    section: NoticeSection,
    figures: Mapping[str, int | None],
    texts: Mapping[str, Bilingual],
    practice: Bilingual,
    known: Mapping[str, int | None],
) -> PaperEntry:
    firms = figures.get(firms_key(entry.pattern))
    applied = figures.get(applied_key(entry.pattern))
    before = known.get(firms_key(entry.pattern)) if entry.compared == SAME_RULE and firms is not None else None
    return PaperEntry(
        number=number,
        pattern=entry.pattern,
        code=entry.code,
        wording=texts.get(wording_key(entry), entry.wording),
        expected_standard=texts.get(standard_key(entry), entry.expected_standard),
        good_practice=practice,
        firms=firms,
        applied_firms=applied,
        rate=Fraction(firms, applied) if firms is not None and applied else None,
        repeats=figures.get(repeats_key(entry.pattern)),
        remedied=figures.get(remedied_key(entry.pattern)),
        compared=entry.compared if known else NOT_COMPARED,
        previous_firms=before,
        merged=entry.merged,
        merged_patterns=len(entry.merged_patterns),
    )


def figures_behind(notice: CompiledNotice, key: str) -> tuple[str, ...]:
    """Uids of the findings behind a figure, by its key: a line's or a section's count of firms, repeats, remedies, a band, the total.

    Inside only. Empty for a key that counts nothing here.
    """
    if key == FINDINGS:
        return tuple(uid for entry in notice.entries for uid in entry.findings)
    line, _, rest = key.partition("/")
    if line == "observation":
        return next((one.findings for one in notice.observations if key == firms_key(observation_line(one.pattern))), ())
    assert notice.basis is not None
    found = {finding.uid: finding for finding in notice.basis.findings}
    uids = next((entry.findings for entry in notice.entries if entry.pattern == line), None)
    if uids is None:
        uids = tuple(
            uid for section in notice.sections if section.code == line for entry in section.entries for uid in entry.findings
        )
    if rest == "repeats":
        return tuple(uid for uid in uids if found[uid].repeat)
    if rest == "remedied":
        left = {found[uid].firm for uid in uids if not found[uid].remedied}
        return tuple(uid for uid in uids if found[uid].firm not in left)
    if rest.startswith("band/"):
        held = notice.bands[int(rest.removeprefix("band/"))].held
        inside = {firm.uid for firm in notice.basis.firms if firm.band in held}
        return tuple(uid for uid in uids if found[uid].firm in inside)
    return uids


def due_day(year: int) -> date:
    """The day on which the notice of ``year`` is published."""
    return date(year + 1, 1, 1)
