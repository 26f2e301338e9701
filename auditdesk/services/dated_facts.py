"""How a dated fact becomes a record: the one place both for a single fact and for a whole list."""

from __future__ import annotations

import json
from datetime import date

from auditdesk.model.facts import FactValue
from auditdesk.model.records import FirmFact
from auditdesk.store.work import Work


def fact_record(work: Work, firm_uid: str, kind: str, value: FactValue, valid_from: date, source: str, sequence: int) -> FirmFact:
    """A fact that holds from ``valid_from`` (inclusive); ``sequence`` is its place in the order of recording."""
    return FirmFact(
        uid=work.new_uid(),
        sequence=sequence,
        firm_uid=firm_uid,
        fact=kind,
        value=json.dumps(value),
        valid_from=valid_from,
        source=source.strip(),
        recorded_at=work.now(),
        recorded_by=work.login,
    )
