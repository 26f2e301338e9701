"""The table of firms as every query reads it: each under the name that it bears on the day that is worked on.

A rename may be kept before its day. What is in the table is the name as of the last write; who reads ``FIRM`` of ``tables`` gets the
name of the day without asking for it, so no list can forget to.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy import Date, bindparam, case, func, select

from auditdesk.model.terms import FactKind, LicenceState
from auditdesk.rules.firm_register import MERGED

_DAY: Final[ContextVar[date | None]] = ContextVar("day that is worked on", default=None)


@contextmanager
def names_of(day: date) -> Iterator[None]:
    """Within it, in this thread, firms are read under the names that they bear on ``day``."""
    token = _DAY.set(day)
    try:
        yield
    finally:
        _DAY.reset(token)


def _day() -> date:
    return _DAY.get() or datetime.now(UTC).astimezone().date()


def firms_as_named(firm: Any, fact: Any) -> Any:
    """The table of firms with ``name`` and ``licence`` as they are on the day of ``names_of``, and ``kept_name`` as it stands there.

    As ``rules.firm_register`` tells them: the last name fact that holds by then, before the first of them that first one; ``merged``
    before what the licence is.
    """
    day = bindparam("day_of_names", callable_=_day, type_=Date)
    taken_back = select(fact.c.retracts).where(fact.c.retracts.is_not(None))
    holds = fact.c.valid_from <= day
    weight = (
        holds.desc(),
        case((holds, fact.c.valid_from)).desc(),
        case((holds, fact.c.sequence)).desc(),
        fact.c.valid_from,
        fact.c.sequence,
    )
    ranked = (
        select(
            fact.c.firm_uid,
            func.json_extract(fact.c.value, "$").label("name"),
            func.row_number().over(partition_by=fact.c.firm_uid, order_by=weight).label("place"),
        )
        .where(fact.c.fact == FactKind.LEGAL_NAME.value, fact.c.retracts.is_(None), fact.c.uid.not_in(taken_back))
        .subquery("ranked_name")
    )
    borne = select(ranked.c.firm_uid, ranked.c.name).where(ranked.c.place == 1).subquery("borne_name")
    standing = (
        select(
            fact.c.firm_uid,
            fact.c.fact,
            func.json_extract(fact.c.value, "$").label("value"),
            func.row_number()
            .over(partition_by=(fact.c.firm_uid, fact.c.fact), order_by=(fact.c.valid_from.desc(), fact.c.sequence.desc()))
            .label("place"),
        )
        .where(fact.c.fact.in_((FactKind.MERGED_INTO.value, FactKind.LICENCE_STATE.value)), holds)
        .where(fact.c.retracts.is_(None), fact.c.uid.not_in(taken_back))
        .subquery("ranked_standing")
    )
    merged, licence = (
        select(standing.c.firm_uid, standing.c.value)
        .where(standing.c.place == 1, standing.c.fact == kind.value)
        .subquery(f"{kind.value}_on_day")
        for kind in (FactKind.MERGED_INTO, FactKind.LICENCE_STATE)
    )
    stands = case(
        (func.coalesce(merged.c.value, "") != "", MERGED), else_=func.coalesce(licence.c.value, LicenceState.ACTIVE.value)
    )
    others = (column for column in firm.c if column.name != "name")
    return (
        select(
            *others,
            func.coalesce(borne.c.name, firm.c.name).label("name"),
            firm.c.name.label("kept_name"),
            stands.label("licence"),
        )
        .outerjoin(borne, borne.c.firm_uid == firm.c.uid)
        .outerjoin(merged, merged.c.firm_uid == firm.c.uid)
        .outerjoin(licence, licence.c.firm_uid == firm.c.uid)
        .subquery("firm")
    )
