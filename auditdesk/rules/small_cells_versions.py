"""Which sections of a notice stand without figures, so that it tells nothing beside what was published before.

One notice by itself tells nothing by the rules of ``small_cells``. Beside another version of the same year it could: a section's total
that stayed the same must fit the lines that each version shows. Then more is withheld, a section at a time, until the proof holds; it
ends with every section closed at the latest.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from auditdesk.model.small_cells import Published, Release, YearCounts
from auditdesk.rules.small_cells import applied_key, firms_key, published, truths
from auditdesk.rules.small_cells_proof import prove


def closed_sections(
    counts: YearCounts,
    before: Collection[str] = (),
    *,
    last_year: Mapping[str, int | None] | None = None,
    beside: Sequence[Release] = (),
) -> tuple[str, ...]:
    """Codes of the sections to close in ``published``, as few as the search needs: none for nearly every notice.

    ``before``, ``last_year``: as for ``published``; ``beside``: as for ``prove``, each as it was locked.
    """
    codes = [section.code for section in counts.sections]
    known = truths(counts)
    versions = [one for one in beside if one.tables.year == counts.year]
    tables = published(counts, before, last_year=last_year)
    closed = {code for code in codes if _too_close(code, tables, versions)}
    while True:
        tables = published(counts, before, last_year=last_year, closed=closed)
        proof = prove(tables, beside, truths=known)
        more = set() if proof.ok else _next(set(codes) - closed, tables, beside, proof.told)
        if not more:
            return tuple(code for code in codes if code in closed)
        closed |= more


def _next(still_open: set[str], tables: Published, beside: Sequence[Release], told: Collection[str]) -> set[str]:
    """Told sections that look otherwise than before; else all that do; else told ones; else all that are open."""
    versions = [one for one in beside if one.tables.year == tables.year]
    section_of = {key: code for code in still_open for key in _keys(code, tables)}
    for one in versions:
        section_of |= {one.mark + key: code for code in still_open for key in _keys(code, one.tables)}
    named = {section_of[key] for key in told if key in section_of}
    changed = {code for code in still_open if any(_looks(code, one.tables) != _looks(code, tables) for one in versions)}
    return (named & changed) or changed or named or still_open


def _keys(code: str, tables: Published) -> list[str]:
    lines = tuple(f"{key.rpartition('/')[0]}/" for key in (firms_key(code), *tables.sections.get(code, ())))
    return [cell.key for cell in tables.cells if cell.key.startswith(lines)]


def _looks(code: str, tables: Published) -> dict[str, int | None]:
    """Every figure of the section as somebody outside sees it."""
    figures = tables.figures()
    return {key: figures[key] for key in _keys(code, tables)}


def _too_close(code: str, tables: Published, versions: Sequence[Release]) -> bool:
    """Whether a withheld total that stayed would be hemmed in by lines that did not.

    Whether it did stay is not asked: that nothing is shown must not tell it.
    """
    others = [
        one.tables
        for one in versions
        if firms_key(code) in one.tables.withheld() & tables.withheld() and applied_key(code) not in one.tables.withheld()
    ]
    if all(_looks(code, other) == _looks(code, tables) for other in others):
        return False
    bounds = [_bounds(code, one) for one in (tables, *others)]
    low = max(low for low, _, _ in bounds)
    small = min(small for _, small, _ in bounds)
    high = min(high for _, _, high in bounds)
    # One more than need be, so that of a line withheld for this it can't be told which of two counts it has.
    return high >= tables.threshold and small <= low <= high + 1


def _bounds(code: str, tables: Published) -> tuple[int, int, int]:
    """The least total; the greatest if every withheld line is a small one; the greatest."""
    cells = {cell.key: cell for cell in tables.cells}
    low = small = high = 0
    for key in tables.sections[code]:
        cell = cells[key]
        low = max(low, cell.shown or 1)
        small += cell.shown or min(cell.values[-1], tables.threshold - 1)
        high += cell.shown or cell.values[-1]
    applied = cells[applied_key(code)].shown or high
    return low, min(small, applied), min(high, applied)
