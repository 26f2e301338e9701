"""Which counts of a notice are shown: small ones are withheld, and with them whatever they could be computed from.

Shown or withheld is decided so that the decision itself tells nothing:

- a line is withheld under the threshold and where every firm it applied to has it;
- a section's total is shown only where all of its lines are; where all firms that the section applied to are in it, its smallest line
  is withheld with it;
- capital bands stand only beside a section's total, all of them or none;
- repeats and remedies stand only beside a shown line, and not under the threshold (remedies: on either side, unless all remedied);
- the count of findings is shown only where nothing is withheld in any line.

So nothing shown is a sum of anything withheld. ``small_cells_proof`` checks that by search, knowing nothing of these rules.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

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
                    )
                    for entry in section.entries
                ),
            )
            for section in notice.sections
        ),
        observations=tuple(ObservationCounts(one.pattern, one.firms, one.applied_firms) for one in notice.observations),
    )


def published(counts: YearCounts, before: Collection[str] = ()) -> Published:
    """The tables as they are printed. ``before``: keys withheld in the notice that this one corrects; they stay withheld."""
    least = counts.threshold
    cells: list[Cell] = []
    links: list[Link] = []
    parts: list[str] = []
    all_shown = FINDINGS not in before
    for section in counts.sections:
        hidden = {
            entry.key
            for entry in section.entries
            if entry.firms < least or entry.firms == entry.applied or firms_key(entry.key) in before
        }
        complete = not hidden and section.firms < section.applied and firms_key(section.code) not in before
        if not hidden and not complete:
            hidden = {min(section.entries, key=lambda entry: (entry.firms, entry.key)).key}
        all_shown = all_shown and complete
        for entry in section.entries:
            parts.append(firms_key(entry.key))
            cells += _entry(entry, entry.key in hidden, least, before)
            links += _entry_links(entry, section.code)
        cells += _section(section, complete, counts, before)
        links += _section_links(section, counts)
    # An outsider can put no bound to findings; more than every line's most firms tells nothing more.
    most = sum(entry.applied for section in counts.sections for entry in section.entries) + 1
    cells.append(Cell(FINDINGS, counts.findings) if all_shown else Cell(FINDINGS, None, tuple(range(most + 1))))
    links.append(Link(((FINDINGS, 1), *((part, -1) for part in parts)), 0, None))
    for one in counts.observations:
        key = firms_key(observation_line(one.key))
        shown = least <= one.firms < one.applied and key not in before
        cells.append(Cell(key, one.firms) if shown else Cell(key, None, _line_values(one.firms, one.applied, least)))
    return Published(counts.year, least, tuple(cells), tuple(links), FINDINGS, tuple(parts))


def _line_values(firms: int, applied: int, least: int) -> tuple[int, ...]:
    """What a withheld line can be, for one who even knows why it was: too few, all of them, or to keep another from being told."""
    if firms < least:
        return tuple(range(1, min(least - 1, applied) + 1))
    if firms == applied:
        return (*range(1, least), applied)
    return tuple(range(1, applied + 1))


def _entry(entry: EntryCounts, hidden: bool, least: int, before: Collection[str]) -> Iterator[Cell]:
    if hidden:
        yield Cell(firms_key(entry.key), None, _line_values(entry.firms, entry.applied, least))
    else:
        yield Cell(firms_key(entry.key), entry.firms)
    key = repeats_key(entry.key)
    if hidden or key in before:
        yield Cell(key, None, tuple(range(entry.applied + 1)))
    elif entry.repeats < least:
        yield Cell(key, None, tuple(range(least)))
    else:
        yield Cell(key, entry.repeats)
    key = remedied_key(entry.key)
    left = entry.firms - entry.remedied
    if hidden or key in before:
        yield Cell(key, None, tuple(range(entry.applied + 1)))
    elif left == 0 or (entry.remedied >= least and left >= least):
        yield Cell(key, entry.remedied)
    else:
        values = (number for number in range(entry.firms) if number < least or entry.firms - number < least)
        yield Cell(key, None, tuple(values))


def _section(section: SectionCounts, complete: bool, counts: YearCounts, before: Collection[str]) -> Iterator[Cell]:
    key = firms_key(section.code)
    yield Cell(key, section.firms) if complete else Cell(key, None, tuple(range(1, section.applied + 1)))
    filled = [band for band, firms in enumerate(counts.bands) if firms]
    safe = all(counts.threshold <= section.by_band[band] < counts.bands[band] for band in filled)
    shown = complete and (safe or len(filled) == 1) and not any(band_key(section.code, band) in before for band in filled)
    for band in filled:
        key = band_key(section.code, band)
        yield Cell(key, section.by_band[band]) if shown else Cell(key, None, tuple(range(counts.bands[band] + 1)))


def _entry_links(entry: EntryCounts, code: str) -> Iterator[Link]:
    firms = firms_key(entry.key)
    yield Link(((firms, 1), (repeats_key(entry.key), -1)), 0, None)
    yield Link(((firms, 1), (remedied_key(entry.key), -1)), 0, None)
    yield Link(((firms_key(code), 1), (firms, -1)), 0, None)


def _section_links(section: SectionCounts, counts: YearCounts) -> Iterator[Link]:
    own = firms_key(section.code)
    yield Link((*((firms_key(entry.key), 1) for entry in section.entries), (own, -1)), 0, None)
    bands = tuple((band_key(section.code, band), 1) for band, firms in enumerate(counts.bands) if firms)
    if bands:
        everybody = sum(counts.bands) == counts.audited
        yield Link((*bands, (own, -1)), 0 if everybody else None, 0)


def together(first: Published, second: Published, same: Collection[str] = (), mark: str = "~") -> Published:
    """Two notices as one problem: the keys of ``second`` bear the mark. Of ``same``, counts equal in both, those withheld in both are
    known to be equal; of a count that is shown in one only, an outsider can't know that it stayed."""
    keys = second.withheld()
    marked = tuple(replace(cell, key=mark + cell.key) for cell in second.cells)
    links = tuple(Link(tuple((mark + key, factor) for key, factor in link.terms), link.low, link.high) for link in second.links)
    known = first.withheld()
    ties = tuple(Link(((key, 1), (mark + key, -1)), 0, 0) for key in sorted(same) if key in keys and key in known)
    return Published(
        first.year, first.threshold, (*first.cells, *marked), (*first.links, *links, *ties), first.total, first.parts
    )


def truths(counts: YearCounts) -> dict[str, int]:
    """The true figure behind every key: inside only."""
    found = {FINDINGS: counts.findings}
    for section in counts.sections:
        found[firms_key(section.code)] = section.firms
        found |= {band_key(section.code, band): firms for band, firms in enumerate(section.by_band)}
        for entry in section.entries:
            found[firms_key(entry.key)] = entry.firms
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
