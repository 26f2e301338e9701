"""Which counts of a notice are shown: small ones are withheld, and with them whatever they could be computed from.

Shown or withheld is decided so that the decision itself tells nothing:

- a line is withheld under the threshold and where every firm it applied to has it;
- a section's total is shown only where all of its lines are; where all firms that the section applied to are in it, its smallest line
  is withheld with it;
- capital bands stand only beside a section's total, all of them or none;
- repeats and remedies stand only beside a shown line, and not under the threshold (remedies: on either side, unless all remedied);
- repeats stand only where last year's line was shown and is not smaller, once there is a notice of last year;
- the count of findings is shown only where nothing is withheld in any line;
- what any version of the year withheld stays withheld in the later ones;
- a ``closed`` section has no figure at all, not even to how many firms its lines applied: ``small_cells_versions`` says which.

So nothing shown in one notice is a sum of anything withheld. ``small_cells_proof`` checks that by search, knowing nothing of these rules.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from auditdesk.model.notice import CompiledNotice
from auditdesk.model.small_cells import (
    Cell,
    EntryCounts,
    Link,
    ObservationCounts,
    Published,
    SectionCounts,
    YearCounts,
)

FINDINGS = "findings"


def firms_key(line: str) -> str:
    """Key of the count of firms of an entry, a section's code, or an observation (``observation/…``)."""
    return f"{line}/firms"


def repeats_key(line: str) -> str:
    return f"{line}/repeats"


def applied_key(line: str) -> str:
    """Key of how many firms an entry or a section applied to: shown unless the section is closed."""
    return f"{line}/applied"


def remedied_key(line: str) -> str:
    return f"{line}/remedied"


def band_key(code: str, band: int) -> str:
    """Key of a section's count of firms in the band of that place (from 0)."""
    return f"{code}/band/{band}"


def observation_line(pattern: str) -> str:
    return f"observation/{pattern}"


def counts_of(notice: CompiledNotice, threshold: int) -> YearCounts:
    """The counts of a compiled notice that can be printed. A merged entry is measured against all firms of its section."""
    return YearCounts(
        year=notice.year,
        threshold=threshold,
        audited=notice.firms_audited,
        bands=notice.audited_by_band,
        findings=notice.findings,
        sections=tuple(
            SectionCounts(
                section.code,
                section.firms,
                section.applied_firms,
                section.by_band,
                tuple(
                    EntryCounts(
                        entry.pattern,
                        entry.firms,
                        section.applied_firms if entry.merged else entry.applied_firms,
                        entry.repeats,
                        entry.remedied,
                        entry.merged,
                    )
                    for entry in section.entries
                ),
            )
            for section in notice.sections
        ),
        observations=tuple(ObservationCounts(one.pattern, one.firms, one.applied_firms) for one in notice.observations),
    )


def published(
    counts: YearCounts,
    before: Collection[str] = (),
    *,
    last_year: Mapping[str, int | None] | None = None,
    closed: Collection[str] = (),
) -> Published:
    """The tables as they are printed.

    ``before``: keys withheld in any earlier version of the year; ``last_year``: the figures of last year's notice, None when there is
    none; ``closed``: codes of sections without figures.
    """
    rule = _Rule(counts, frozenset(before), last_year)
    cells: list[Cell] = []
    links: list[Link] = []
    parts: list[str] = []
    all_shown = FINDINGS not in rule.before
    most = 1
    for section in counts.sections:
        parts += (firms_key(entry.key) for entry in section.entries)
        links += _section_links(section, counts)
        if section.code in closed:
            all_shown = False
            cells += _closed(section, counts)
            links += _closed_links(section)
            most += counts.audited * len(section.entries)
            continue
        hidden = {
            entry.key
            for entry in section.entries
            if entry.firms < rule.least or entry.firms == entry.applied or firms_key(entry.key) in rule.before
        }
        complete = not hidden and section.firms < section.applied and firms_key(section.code) not in rule.before
        if not hidden and not complete:
            hidden = {min(section.entries, key=lambda entry: (entry.firms, entry.key)).key}
        all_shown = all_shown and complete
        for entry in section.entries:
            cells += _entry(entry, entry.key in hidden, rule)
        cells += _section(section, complete, rule)
        most += sum(entry.applied for entry in section.entries)
    # An outsider can put no bound to findings; more than every line's most firms tells nothing more.
    cells.append(Cell(FINDINGS, counts.findings) if all_shown else Cell(FINDINGS, None, tuple(range(most + 1))))
    links.append(Link(((FINDINGS, 1), *((part, -1) for part in parts)), 0, None))
    for one in counts.observations:
        key = firms_key(observation_line(one.key))
        shown = rule.least <= one.firms < one.applied and key not in rule.before
        cells.append(Cell(key, one.firms) if shown else Cell(key, None, _line_values(one.firms, one.applied, rule.least)))
    lines = {section.code: tuple(firms_key(entry.key) for entry in section.entries) for section in counts.sections}
    return Published(counts.year, rule.least, tuple(cells), tuple(links), FINDINGS, tuple(parts), lines)


@dataclass(frozen=True, slots=True)
class _Rule:
    """What is decided by, for the whole year."""

    counts: YearCounts
    before: frozenset[str]
    last_year: Mapping[str, int | None] | None

    @property
    def least(self) -> int:
        return self.counts.threshold

    def shows_repeats(self, entry: EntryCounts) -> bool:
        """Not where they would bound what an earlier notice withheld: nearly all repeats were counted in last year's."""
        if entry.repeats < self.least or repeats_key(entry.key) in self.before:
            return False
        if self.last_year is None:
            return True
        then = None if entry.merged else self.last_year.get(firms_key(entry.key))
        return then is not None and entry.repeats <= then


def _line_values(firms: int, applied: int, least: int) -> tuple[int, ...]:
    """What a withheld line can be, for one who even knows why it was: too few, all of them, or to keep another from being told."""
    if firms < least:
        return tuple(range(1, min(least - 1, applied) + 1))
    if firms == applied:
        return (*range(1, least), applied)
    return tuple(range(1, applied + 1))


def _entry(entry: EntryCounts, hidden: bool, rule: _Rule) -> Iterator[Cell]:
    least = rule.least
    yield Cell(applied_key(entry.key), entry.applied)
    if hidden:
        yield Cell(firms_key(entry.key), None, _line_values(entry.firms, entry.applied, least))
    else:
        yield Cell(firms_key(entry.key), entry.firms)
    key = repeats_key(entry.key)
    if not hidden and rule.shows_repeats(entry):
        yield Cell(key, entry.repeats)
    else:
        told_why = not hidden and entry.repeats < least
        yield Cell(key, None, tuple(range(least if told_why else entry.applied + 1)))
    key = remedied_key(entry.key)
    left = entry.firms - entry.remedied
    if hidden or key in rule.before:
        yield Cell(key, None, tuple(range(entry.applied + 1)))
    elif left == 0 or (entry.remedied >= least and left >= least):
        yield Cell(key, entry.remedied)
    else:
        values = (number for number in range(entry.firms) if number < least or entry.firms - number < least)
        yield Cell(key, None, tuple(values))


def _section(section: SectionCounts, complete: bool, rule: _Rule) -> Iterator[Cell]:
    bands = rule.counts.bands
    yield Cell(applied_key(section.code), section.applied)
    key = firms_key(section.code)
    yield Cell(key, section.firms) if complete else Cell(key, None, tuple(range(1, section.applied + 1)))
    filled = [band for band, firms in enumerate(bands) if firms]
    safe = all(rule.least <= section.by_band[band] < bands[band] for band in filled)
    kept = any(band_key(section.code, band) in rule.before for band in filled)
    shown = complete and (safe or len(filled) == 1) and not kept
    for band in filled:
        key = band_key(section.code, band)
        yield Cell(key, section.by_band[band]) if shown else Cell(key, None, tuple(range(bands[band] + 1)))


def _closed(section: SectionCounts, counts: YearCounts) -> Iterator[Cell]:
    """Anything that any firms audited could make of it."""
    some, any_number = tuple(range(1, counts.audited + 1)), tuple(range(counts.audited + 1))
    for line in (section.code, *(entry.key for entry in section.entries)):
        yield Cell(applied_key(line), None, some)
        yield Cell(firms_key(line), None, some)
    for entry in section.entries:
        yield Cell(repeats_key(entry.key), None, any_number)
        yield Cell(remedied_key(entry.key), None, any_number)
    for band, firms in enumerate(counts.bands):
        if firms:
            yield Cell(band_key(section.code, band), None, tuple(range(firms + 1)))


def _closed_links(section: SectionCounts) -> Iterator[Link]:
    for line in (section.code, *(entry.key for entry in section.entries)):
        yield Link(((applied_key(line), 1), (firms_key(line), -1)), 0, None)
    for entry in section.entries:
        yield Link(((applied_key(section.code), 1), (applied_key(entry.key), -1)), 0, None)


def _section_links(section: SectionCounts, counts: YearCounts) -> Iterator[Link]:
    own = firms_key(section.code)
    for entry in section.entries:
        firms = firms_key(entry.key)
        yield Link(((firms, 1), (repeats_key(entry.key), -1)), 0, None)
        yield Link(((firms, 1), (remedied_key(entry.key), -1)), 0, None)
        yield Link(((own, 1), (firms, -1)), 0, None)
    yield Link((*((firms_key(entry.key), 1) for entry in section.entries), (own, -1)), 0, None)
    bands = tuple((band_key(section.code, band), 1) for band, firms in enumerate(counts.bands) if firms)
    if bands:
        everybody = sum(counts.bands) == counts.audited
        yield Link((*bands, (own, -1)), 0 if everybody else None, 0)


def truths(counts: YearCounts) -> dict[str, int]:
    """The true figure behind every key: inside only."""
    found = {FINDINGS: counts.findings}
    for section in counts.sections:
        found[firms_key(section.code)] = section.firms
        found[applied_key(section.code)] = section.applied
        found |= {band_key(section.code, band): firms for band, firms in enumerate(section.by_band)}
        for entry in section.entries:
            found[firms_key(entry.key)] = entry.firms
            found[applied_key(entry.key)] = entry.applied
            found[repeats_key(entry.key)] = entry.repeats
            found[remedied_key(entry.key)] = entry.remedied
    return found | {firms_key(observation_line(one.key)): one.firms for one in counts.observations}


def small_lines(notice: CompiledNotice, threshold: int) -> tuple[tuple[str, bool], ...]:
    """Patterns at fewer firms than the threshold, and whether they must be rolled up: they applied to fewer firms than that."""
    return tuple(
        (entry.pattern, entry.applied_firms < threshold)
        for entry in notice.entries
        if not entry.merged and entry.firms < threshold
    )
