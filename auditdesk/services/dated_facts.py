"""How a dated fact becomes a record: the one place both for a single fact and for a whole list."""

from __future__ import annotations

import json
from datetime import date

from auditdesk.model.facts import FactValue
from auditdesk.model.records import FirmFact
from auditdesk.store.work import Work


def retraction_record(work: Work, fact: FirmFact, reason: str, sequence: int) -> FirmFact:
    """The line that takes ``fact`` back; its source is the reason."""
    return FirmFact(
        uid=work.new_uid(),
        sequence=sequence,
        firm_uid=fact.firm_uid,
        fact=fact.fact,
        value=fact.value,
        valid_from=fact.valid_from,
        source=reason.strip(),
        recorded_at=work.now(),
        recorded_by=work.login,
        retracts=fact.uid,
    )


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
