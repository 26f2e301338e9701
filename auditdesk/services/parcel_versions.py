"""What a parcel holds and what the office kept of it when it left, in the form that this program's records have."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from auditdesk.errors import Refused
from auditdesk.exchange.parcel_files import Parcel
from auditdesk.model.parcel_records import CheckOut
from auditdesk.rules.merge import versions
from auditdesk.store.journal import canonical
from auditdesk.store.schema import SCHEMA

Plain = Mapping[str, Any]
_SCHEMA = "schema"
"""Beside the kinds of a kept base: the schema its records are of."""


def demand_known_schema(parcel: Parcel) -> int:
    """The schema of a parcel's records. Raises Refused ``parcel.newer_records``, ``parcel.older_records``."""
    return versions.demand_known(parcel.path.name, parcel.manifest.get(_SCHEMA), SCHEMA, versions.UPGRADERS)


def counts_of(records: Iterable[Plain]) -> dict[str, int]:
    """How many records of each kind; the manifest says it, and who opens the parcel counts again."""
    counts: dict[str, int] = {}
    for record in records:
        kind = str(record.get("kind"))
        counts[kind] = counts.get(kind, 0) + 1
    return counts


def records_of(parcel: Parcel) -> Sequence[Plain]:
    """Its records, counted as they came and then brought up.

    Raises Refused ``parcel.newer_records``, ``parcel.older_records``, ``parcel.counts``, ``parcel.odd_record``.
    """
    found = demand_known_schema(parcel)
    if counts_of(parcel.records) != parcel.manifest.get("counts"):
        raise Refused("parcel.counts", parcel=str(parcel.manifest.get("number")))
    return versions.brought_up(parcel.records, found, SCHEMA, versions.UPGRADERS)


def kept_base(records: Iterable[Plain]) -> str:
    """What a check-out keeps of the records as they left: kind → uid → fields, and of which schema they are."""
    return canonical({_SCHEMA: SCHEMA, **_by_uid(records)})


def base_of(check_out: CheckOut) -> dict[str, dict[str, Plain]]:
    """The records as they left, kind → uid → fields, brought up. Raises Refused ``parcel.older_records``."""
    kept = json.loads(check_out.base)
    found = versions.demand_known(check_out.number, kept.pop(_SCHEMA, versions.FIRST), SCHEMA, versions.UPGRADERS)
    if found == SCHEMA:
        return dict(kept)
    flat = [record for by_uid in kept.values() for record in by_uid.values()]
    return _by_uid(versions.brought_up(flat, found, SCHEMA, versions.UPGRADERS))


def _by_uid(records: Iterable[Plain]) -> dict[str, dict[str, Plain]]:
    found: dict[str, dict[str, Plain]] = {}
    for record in records:
        found.setdefault(record["kind"], {})[record["uid"]] = record
    return found
