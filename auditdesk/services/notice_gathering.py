"""From the records to the frozen basis of a notice, and back from what was kept."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from auditdesk.errors import Refused
from auditdesk.model.notice_basis import BasisBand, BasisFirm, NoticeBasis
from auditdesk.model.rulebook import Bilingual
from auditdesk.rules.finding_states import COUNTED_STATES
from auditdesk.rules.notice import FIRST_YEAR, LAST_YEAR, bands_together, basis_of
from auditdesk.rules.repeats import repeats_of_year
from auditdesk.services.office import Office
from auditdesk.services.pattern_overlay import read_successions
from auditdesk.store.queries import fieldwork
from auditdesk.store.queries import notice as queries
from auditdesk.words import LANGUAGES, Words

_FEW = frozenset(state.value for state in COUNTED_STATES)


def gather(
    office: Office,
    year: int,
    reference_date: date | None = None,
    *,
    threshold: int | None = None,
    told: Sequence[BasisBand] | None = None,
) -> NoticeBasis:
    """The basis of the notice of ``year`` as the records stand now. Raises Refused ``year.out_of_range``.

    ``threshold``: the notice's own once it has one, else the office's; ``told``: the capital bands of the version that is corrected.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused("year.out_of_range", asked=str(year), first=FIRST_YEAR, last=LAST_YEAR)
    rulebook = office.rulebook
    schemes = {edition.id: edition.scheme for edition in rulebook.editions}
    with office.store.read() as connection:
        findings = fieldwork.findings(connection, year=year)
        visits = [visit for visit in fieldwork.visits(connection, year=year) if visit.authority == "twse"]
        bands = queries.visited_bands(connection, year)
        items = queries.items_by_firm(connection, year)
        clashing = queries.open_clashes(connection, year)
        every = queries.occurrences(connection, year, schemes, _FEW)
        last = queries.drafts_locked(connection, year - 1)
    used = {finding.edition for finding in findings} | {visit.edition for visit in visits}
    editions = [edition for edition in rulebook.editions if edition.id in used]
    table = editions[-1].tables.staffing_on(date(year, 12, 31)).bands if editions else ()
    known = basis_from(json.loads(last[-1]["content"])["basis"]) if last else None
    named = {edition for edition, _ in known.editions} if known else set()
    steps = read_successions(office.store)

    def counted_as(pattern: str) -> str:
        return steps.counted_as(pattern, date(year, 12, 31))

    return basis_of(
        year,
        queried_on=office.today(),
        reference_date=reference_date or office.today(),
        findings=[dataclasses.replace(finding, pattern=counted_as(finding.pattern)) for finding in findings],
        firms=[BasisFirm(firm, band, items.get(firm, ())) for firm, band in bands.items()],
        visits=len(visits),
        bands=_bands(
            [BasisBand(band.id, band.name, band.minimum, band.below) for band in table] if told is None else told,
            Counter(bands.values()),
            office.settings().number("notice.threshold") if threshold is None else threshold,
            frozen=told is not None,
        ),
        editions=editions,
        last_year=None if known is None else [edition for edition in rulebook.editions if edition.id in named],
        last_patterns=frozenset() if known is None else {pattern.id for pattern in known.patterns},
        repeats=frozenset(repeats_of_year(year, every, steps.same_failing_in)),
        clashing=clashing,
    )


def _bands(bands: Sequence[BasisBand], audited: Mapping[str, int], threshold: int, *, frozen: bool) -> tuple[BasisBand, ...]:
    """The bands as they are told. ``frozen``: those of the version before or none, since other ones beside them would tell the small."""
    firms = [sum(audited.get(member, 0) for member in band.held) for band in bands]
    groups = bands_together(firms, threshold)
    if frozen:
        return tuple(bands) if len(groups) == len(bands) else ()
    return tuple(_together([bands[place] for place in group]) for group in groups)


def _together(bands: Sequence[BasisBand]) -> BasisBand:
    first, last = bands[0], bands[-1]
    if first is last:
        return first
    name = Bilingual(*(_band_name(first.minimum, last.below, language) for language in LANGUAGES))
    return BasisBand("+".join(band.id for band in bands), name, first.minimum, last.below, tuple(band.id for band in bands))


def _band_name(minimum: int, below: int | None, language: str) -> str:
    unit = 10**8 if language == "zh_TW" else 10**9
    values = {
        name: f"{Decimal(amount) / unit:f}" for name, amount in (("minimum", minimum), ("below", below)) if amount is not None
    }
    code = "above" if below is None else "between" if minimum else "below"
    return Words(language).say(f"notice_paper.band_{code}", **values)


def basis_from(content: dict[str, Any]) -> NoticeBasis:
    """The basis out of what was kept."""
    return _basis().validate_python(content)


def basis_content(basis: NoticeBasis) -> dict[str, Any]:
    """The basis as plain values for the journal and the database."""
    content: dict[str, Any] = _basis().dump_python(basis, mode="json")
    return content


@cache
def _basis() -> TypeAdapter[NoticeBasis]:
    return TypeAdapter(NoticeBasis)
