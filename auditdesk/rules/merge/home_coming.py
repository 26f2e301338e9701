"""What a record becomes when what several places made of it is put together. Records are plain values by field, as JSON holds them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from auditdesk.rules.merge.fields import Contribution, Merged, is_office, merge_field, office_origin
from auditdesk.rules.merge.groups import GROUPS, Agreement, Group, group_of, value_of
from auditdesk.rules.merge.records import DELETED, merge_record

Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Side:
    """One place's contribution to one group of one record, with what goes ``along``: pairs of field and value."""

    kind: str
    uid: str
    group: str
    contribution: Contribution
    along: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """``fields``: what is to be written, by field. ``clashes``: group → what stands against what, waiting for a person."""

    fields: Mapping[str, Any]
    clashes: Mapping[str, Merged] = field(default_factory=dict)


def sides_of(kind: str, origin: str, base: Plain | None, now: Plain, knew: Iterable[str] = ()) -> tuple[Side, ...]:
    """What a place that started from ``base`` (None = it made the record) contributes with the record as it is ``now``."""
    found = []
    for group in GROUPS[kind]:
        contribution = Contribution(origin, value_of(group, base), value_of(group, now), frozenset(knew))
        if contribution.counts:
            found.append(Side(kind, now["uid"], group.name, contribution, _along(group, now)))
    return tuple(found)


def _along(group: Group, record: Plain) -> tuple[tuple[str, Any], ...]:
    own = (*group.along, *(group.fields if group.name == DELETED else ()))
    return tuple((name, record.get(name)) for name in own)


def office_sides(
    kind: str, incoming: Iterable[str], kept: Sequence[Side], below: Sequence[Side], base: Plain | None, actual: Plain
) -> tuple[Side, ...]:
    """What the office itself made of the groups named ``incoming``, where they are no longer what the sides ``kept`` come to.

    ``base``: the record as the place that now comes home had it; ``below``: the kept sides of what hangs on the record. Whoever
    changed it at the office saw what had come home by then.
    """
    carried = {**actual, **put_together(kind, actual, kept, below).fields}
    found = []
    for name in sorted(set(incoming)):
        group = group_of(kind, name)
        given = [side.contribution for side in kept if side.group == name]
        expected = value_of(group, carried) if given else value_of(group, base)
        stands = value_of(group, actual)
        if stands != expected:
            origin = office_origin(sum(is_office(one.origin) for one in given))
            knew = frozenset(one.origin for one in given)
            found.append(Side(kind, actual["uid"], name, Contribution(origin, expected, stands, knew), _along(group, actual)))
    return tuple(found)


def settlement(
    kind: str, name: str, value: tuple[Any, ...], sides: Sequence[Side], below: Sequence[Side], current: Plain, origin: str
) -> Side:
    """A person's decision of a clash. It knows everything that had come home by then: for a deletion also what hangs on the record.

    ``origin`` names the decision and sorts behind every check-out.
    """
    group = group_of(kind, name)
    known = (*sides, *below) if name == DELETED else [side for side in sides if side.group == name]
    knew = frozenset(side.contribution.origin for side in known)
    contribution = Contribution(origin, value_of(group, current), value, knew, decides=True)
    return Side(kind, current["uid"], name, contribution, _along(group, current))


def put_together(kind: str, current: Plain, sides: Sequence[Side], below: Sequence[Side] = ()) -> Outcome:
    """The record that follows from all its sides. ``current``: as it stands, for the groups nobody contributed to; ``below``: the
    sides of what hangs on it."""
    by_group: dict[str, list[Side]] = {}
    for side in sides:
        by_group.setdefault(side.group, []).append(side)
    base = {group.name: _scalar(group, value_of(group, current)) for group in GROUPS[kind]}
    merged = merge_record(
        base,
        {name: [_as_scalar(kind, one) for one in given] for name, given in by_group.items()},
        [one.contribution for one in below],
    )
    fields: dict[str, Any] = {}
    clashes = {}
    for name, given in by_group.items():
        group = group_of(kind, name)
        whole = merged.clashes.get(name) or merge_field(base[name], [_as_scalar(kind, one) for one in given])
        if whole.clashes and group.agreement is Agreement.CHOOSE:
            clashes[name] = whole
        fields.update(_fields(group, whole, given))
    return Outcome(fields, clashes)


def _as_scalar(kind: str, side: Side) -> Contribution:
    """Whether something was put away is a plain yes or no for the merge; other groups stay tuples."""
    if side.group != DELETED:
        return side.contribution
    one = side.contribution
    group = group_of(kind, DELETED)
    return Contribution(one.origin, _scalar(group, one.base), _scalar(group, one.value), one.knew, one.decides)


def _scalar(group: Group, value: Any) -> Any:
    if group.name != DELETED:
        return value
    return bool(value and value[0])


def _fields(group: Group, merged: Merged, given: Sequence[Side]) -> dict[str, Any]:
    if group.agreement in (Agreement.EITHER, Agreement.UNION):
        value = _agreed(group, merged)
        return dict(zip(group.fields, value or (), strict=False))
    if group.name == DELETED:
        taken = min((side for side in given if side.contribution.value == (True,)), key=_origin, default=None)
        return {"deleted_at": dict(taken.along)["deleted_at"] if merged.value and taken else None}
    first = merged.contenders[0] if merged.contenders else None
    if first is None or first.value is None:
        return {}
    taken = next(side for side in given if side.contribution == first)
    return {**dict(zip(group.fields, first.value, strict=True)), **dict(taken.along)}  # type: ignore[call-overload]  # the value of a group is a tuple


def _origin(side: Side) -> str:
    return side.contribution.origin


def _agreed(group: Group, merged: Merged) -> tuple[Any, ...] | None:
    """The value a group carries by its agreement."""
    values = [one.value for one in merged.contenders] or [merged.value]
    if group.agreement is Agreement.EITHER:
        return (any(bool(value and value[0]) for value in values),)  # type: ignore[index]  # as above
    if group.agreement is Agreement.UNION:
        elements = {json.dumps(one, sort_keys=True, ensure_ascii=False) for value in values for one in _elements(value)}
        return (
            json.dumps([json.loads(one) for one in sorted(elements)], sort_keys=True, ensure_ascii=False, separators=(",", ":")),
        )
    if group.name == DELETED:
        return (bool(merged.value and merged.value[0]),)  # type: ignore[index]  # as above
    value: Any = merged.value
    return tuple(value) if value is not None else None


def _elements(value: Any) -> list[Any]:
    return list(json.loads(value[0])) if value and value[0] else []
