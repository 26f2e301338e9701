"""Records of an older program are brought up, step by step, before anything is compared with them.

A step of the schema that changes a kind of record that travels adds its line here: the schema it starts from, and what becomes of the
plain records. Groups of fields (``groups.py``) keep theirs for good; a new field gets a group of its own, for what came home before
lies in the workspace by group.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from auditdesk.errors import Refused

Plain = Mapping[str, Any]
Upgrader = Callable[[Sequence[Plain]], Sequence[Plain]]
"""Plain records of one schema as the next one has them; what they were made of stays as it was."""

FIRST = 7
"""The schema of the first parcels there were."""
UPGRADERS: Mapping[int, Upgrader] = {}
"""From which schema → what makes its records those of the next."""


def demand_known(file: str, found: object, known: int, upgraders: Mapping[int, Upgrader]) -> int:
    """The schema ``found`` in a file, from which ``upgraders`` lead to ``known`` without a gap.

    Raises Refused ``parcel.newer_records``: records of a later program can have fields that this one would lose;
    ``parcel.older_records``: a step is missing.
    """
    if type(found) is not int or found > known:
        raise Refused("parcel.newer_records", file=file, found=str(found)[:20], known=known)
    if any(step not in upgraders for step in range(max(found, 0), known)) or found < 0:
        raise Refused("parcel.older_records", file=file, found=found, known=known)
    return found


def brought_up(records: Sequence[Plain], found: int, known: int, upgraders: Mapping[int, Upgrader]) -> Sequence[Plain]:
    """Records of schema ``found`` as ``known`` has them; those that are of it already come back as they are.

    Raises Refused ``parcel.odd_record`` where they are not what an upgrader can read.
    """
    for step in range(found, known):
        try:
            records = upgraders[step](records)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as problem:
            raise Refused("parcel.odd_record", kind="", id="") from problem
    return records
