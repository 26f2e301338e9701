"""What must hold between the pieces of an edition: ids are unique, and whatever is named exists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditdesk.model.rulebook import CheckItem, DeficiencyPattern, Part, ScopeBand, Section, StaffingBand


@dataclass(frozen=True, slots=True)
class RuleFault:
    """What is wrong with ``key`` of the piece at ``index`` (from 0) of ``pieces``; ``place`` is the index in a list under that key."""

    code: str
    pieces: str
    index: int
    key: str
    value: str
    place: int | None = None


def faults_between(
    staffing_bands: Sequence[StaffingBand],
    scope_bands: Sequence[ScopeBand],
    parts: Sequence[Part],
    sections: Sequence[Section],
    items: Sequence[CheckItem],
    patterns: Sequence[DeficiencyPattern],
    scheme: str = "",
) -> Iterator[RuleFault]:
    """Every broken reference and double id. Empty ids (told elsewhere as missing) are passed over.

    Without ``scope_bands`` (no table is in force in the days of the edition) no part has to be in one. The items of an older code
    ``scheme`` bear it before their key, so that no key means two things.
    """
    yield from _twice("staffing_bands", "id", [band.id for band in staffing_bands])
    yield from _twice("scope_bands", "id", [band.id for band in scope_bands])
    yield from _twice("parts", "id", [part.id for part in parts])
    yield from _twice("sections", "code", [section.code for section in sections])
    yield from _twice("items", "key", [item.key for item in items])
    yield from _twice("patterns", "id", [pattern.id for pattern in patterns])
    part_ids = {part.id for part in parts}
    item_keys = {item.key for item in items}
    for index, band in enumerate(scope_bands):
        for place, part_id in enumerate(band.parts):
            if part_id and part_id not in part_ids:
                yield RuleFault("rulebook.unknown_part", "scope_bands", index, "parts", part_id, place)
    prefix = f"{scheme}:" if scheme else ""
    checked = {part_id for band in scope_bands for part_id in band.parts}
    for index, part in enumerate(parts):
        if scope_bands and part.id and part.id not in checked:
            yield RuleFault("rulebook.part_never_checked", "parts", index, "id", part.id)
    for index, section in enumerate(sections):
        if section.part and section.part not in part_ids:
            yield RuleFault("rulebook.unknown_part", "sections", index, "part", section.part)
    for index, item in enumerate(items):
        if item.key and item.code and not item.key.startswith(f"{prefix}{item.code}-"):
            yield RuleFault("rulebook.key_of_other_section", "items", index, "key", item.key)
    for index, pattern in enumerate(patterns):
        for place, key in enumerate(pattern.items):
            if key and key not in item_keys:
                yield RuleFault("rulebook.unknown_item", "patterns", index, "items", key, place)


def _twice(pieces: str, key: str, ids: Sequence[str]) -> Iterator[RuleFault]:
    seen: set[str] = set()
    for index, name in enumerate(ids):
        if name and name in seen:
            yield RuleFault("rulebook.id_twice", pieces, index, key, name)
        seen.add(name)
