"""Contributions of several places as records, and back."""

from __future__ import annotations

import json
from typing import Any

from auditdesk.model.parcel_records import MergeSide
from auditdesk.rules.merge.fields import Contribution
from auditdesk.rules.merge.home_coming import Side
from auditdesk.store.journal import canonical
from auditdesk.store.work import Work


def kept_sides(work: Work, object_uid: str) -> list[Side]:
    """Every side of one record that was taken in, in no order that matters."""
    return [side_of(record) for record in work.all(MergeSide, object_uid=object_uid)]


def side_of(record: MergeSide) -> Side:
    """The side a record keeps."""
    knew = frozenset(json.loads(record.knew))
    contribution = Contribution(record.origin, _value(record.base), _value(record.value), knew, record.decides)
    along = tuple((name, value) for name, value in json.loads(record.along))
    return Side(record.object_kind, record.object_uid, record.group_name, contribution, along)


def record_of(work: Work, side: Side, visit_uid: str) -> MergeSide:
    """A new record that keeps a side."""
    one = side.contribution
    return MergeSide(
        uid=work.new_uid(),
        visit_uid=visit_uid,
        object_kind=side.kind,
        object_uid=side.uid,
        group_name=side.group,
        origin=one.origin,
        base=canonical(one.base),
        value=canonical(one.value),
        knew=canonical(sorted(one.knew)),
        along=canonical([list(pair) for pair in side.along]),
        decides=one.decides,
    )


def _value(text: str) -> Any:
    """Groups are compared as tuples; None stands for a record that was not there."""
    value = json.loads(text)
    return tuple(value) if isinstance(value, list) else value
