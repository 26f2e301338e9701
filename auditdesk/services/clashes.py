"""The few places that were changed differently: shown side by side, decided by a person, nothing thrown away."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from auditdesk.errors import Conflict, Refused
from auditdesk.model.parcel_records import Clash
from auditdesk.model.parcel_rows import ClashState, ClashView
from auditdesk.model.records import Finding, Record, Visit
from auditdesk.rules.merge.fields import is_office
from auditdesk.rules.merge.groups import group_of
from auditdesk.rules.merge.home_coming import Side, put_together, settlement
from auditdesk.rules.merge.texts import join_texts
from auditdesk.rules.visit_states import demand_writable
from auditdesk.services.merge_sides import kept_sides, record_of
from auditdesk.services.office import Office
from auditdesk.services.parcel_content import plain_record
from auditdesk.services.parcel_taking import hanging_sides, object_name
from auditdesk.services.plain_records import kinds, typed_fields
from auditdesk.store.journal import canonical
from auditdesk.store.queries import parcels as queries
from auditdesk.store.work import Work

OFFICE, LAPTOP, BOTH, TEXT = "office", "laptop", "both", "text"


class Clashes:
    """Acts on clashes. The first side is what the record carries meanwhile."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def clashes(self, visit: str | None = None, *, settled: bool = False) -> tuple[ClashView, ...]:
        """Clashes that wait for a decision, or those that were ``settled``, in the order of visit, object and fields."""
        state = ClashState.SETTLED if settled else ClashState.OPEN
        # Reading them takes records apart like the act does; nothing is written, and the work is left without a commit.
        with self._office.work("clashes.read") as work:
            holders = queries.holder_of_each(work.session.connection())
            visits = {one.uid: one for one in work.all(Visit)}
            views = [_view(work, one, holders, visits[one.visit_uid]) for one in work.all(Clash, state=state.value)]
        return tuple(
            sorted(
                (one for one in views if visit is None or visit in (one.visit, one.visit_uid)),
                key=lambda one: (one.visit, one.kind, one.name, one.object_uid, one.group),
            )
        )

    def clash(self, uid: str) -> ClashView:
        """One clash, settled or not. Raises Refused ``clash.unknown``."""
        with self._office.work("clashes.read") as work:
            return _seen(work, _clash(work, uid))

    def settle(self, uid: str, choice: str, text: str | None = None, seen: int | None = None, side: int = 1) -> ClashView:
        """Decide one clash: ``office`` (what the record carries), ``laptop`` (side number ``side``, from 1), ``both`` (the joined text
        as proposed) or ``text`` (as given). The other sides stay in the records and can be chosen later.

        Who joins the words of two people has written them too. Raises Refused ``clash.unknown``, ``clash.choice``, ``clash.no_text``
        (for what is no running text), ``visit.signed_off``, Conflict ``record.changed``.
        """
        with self._office.work("clashes.settle") as work:
            clash = _clash(work, uid)
            if seen is not None and clash.version != seen:
                raise Conflict("record.changed", kind=Clash.kind, id=uid, seen=seen, stored=clash.version)
            visit = work.get(Visit, clash.visit_uid)
            demand_writable(visit.number, visit.signed_off_at, visit.removed_on)
            record, sides, below = _standing(work, clash)
            value = self._chosen(work, clash, choice, text, side)
            current = plain_record(record)
            origin = f"~{work.next_number('settlement'):08d}"
            decided = settlement(clash.object_kind, clash.group_name, value, sides, below, current, origin)
            if clash.group_name != "deleted":
                decided = _with_along(decided, sides, value)
            work.add(record_of(work, decided, clash.visit_uid))
            outcome = put_together(clash.object_kind, current, [*sides, decided], below)
            for name, each in typed_fields(kinds()[clash.object_kind], dict(outcome.fields)).items():
                setattr(record, name, each)
            if isinstance(record, Finding):
                _all_wrote(work, record, sides)
            clash.state, clash.choice = ClashState.SETTLED.value, choice
            clash.settled_by, clash.settled_at = work.login, work.now()
            work.commit()
        return self.clash(uid)

    def reopen(self, uid: str, seen: int | None = None) -> ClashView:
        """Ask about it again: a losing text is brought back by deciding anew. Raises Refused ``clash.unknown``, ``clash.open``,
        ``visit.signed_off``, Conflict ``record.changed``."""
        with self._office.work("clashes.settle") as work:
            clash = _clash(work, uid)
            if clash.state == ClashState.OPEN:
                raise Refused("clash.open")
            if seen is not None and clash.version != seen:
                raise Conflict("record.changed", kind=Clash.kind, id=uid, seen=seen, stored=clash.version)
            _ask_again(work, clash)
            work.commit()
        return self.clash(uid)

    def reopen_together(self, uids: Iterable[str]) -> tuple[ClashView, ...]:
        """Ask again about all of them in one act, those that somebody asks about already left as they are. Raises as ``reopen``."""
        with self._office.work("clashes.settle") as work:
            clashes = [_clash(work, uid) for uid in uids]
            for clash in clashes:
                if clash.state != ClashState.OPEN:
                    _ask_again(work, clash)
            asked = [clash.uid for clash in clashes]
            work.commit()
        return tuple(self.clash(uid) for uid in asked)

    def open_counts(self) -> Mapping[str, int]:
        """Visit uid → clashes that wait."""
        with self._office.store.read() as connection:
            return queries.open_clashes(connection)

    def _chosen(self, work: Work, clash: Clash, choice: str, text: str | None, side: int) -> tuple[Any, ...]:
        view = _seen(work, clash)
        group = group_of(clash.object_kind, clash.group_name)
        if choice == OFFICE:
            return _values(group.fields, view.sides[0][2])
        if choice == LAPTOP and 1 <= side < len(view.sides):
            return _values(group.fields, view.sides[side][2])
        if choice in (BOTH, TEXT):
            if not group.text:
                raise Refused("clash.no_text")
            given = view.proposal if choice == BOTH else text
            if given is not None:
                return (given,)
        raise Refused("clash.choice", choice=choice)


def _values(fields: tuple[str, ...], told: Mapping[str, Any]) -> tuple[Any, ...]:
    return (told["deleted_at"] is not None,) if fields == ("deleted_at",) else tuple(told[name] for name in fields)


def _clash(work: Work, uid: str) -> Clash:
    found = work.session.get(Clash, uid)
    if found is None:
        raise Refused("clash.unknown", clash=uid)
    return found


def _ask_again(work: Work, clash: Clash) -> None:
    visit = work.get(Visit, clash.visit_uid)
    demand_writable(visit.number, visit.signed_off_at, visit.removed_on)
    clash.state, clash.choice = ClashState.OPEN.value, ""
    clash.settled_by = clash.settled_at = None


def _standing(work: Work, clash: Clash) -> tuple[Record, list[Side], list[Side]]:
    record = work.get(kinds()[clash.object_kind], clash.object_uid)
    return record, kept_sides(work, clash.object_uid), hanging_sides(work, clash.object_kind, clash.object_uid)


def _seen(work: Work, clash: Clash) -> ClashView:
    return _view(work, clash, queries.holder_of_each(work.session.connection()), work.get(Visit, clash.visit_uid))


def _view(work: Work, clash: Clash, holders: Mapping[str, str], visit: Visit) -> ClashView:
    """``holders``: check-out → who held it; no check-out is the office's own change or an earlier decision."""
    record = work.get(kinds()[clash.object_kind], clash.object_uid)
    sides = kept_sides(work, clash.object_uid)
    group = group_of(clash.object_kind, clash.group_name)
    own = {side.contribution.origin: side for side in sides if side.group == clash.group_name}
    told = []
    for origin in json.loads(clash.contenders):
        side = own.get(origin)
        if side is not None:
            told.append((origin, holders.get(origin, ""), _by_field(group.fields, side)))
        else:
            # Somebody wrote in it while another deleted it: what stands against the deletion is that it stays.
            told.append((origin, holders.get(origin, ""), {"deleted_at": None}))
    base = _base(work, clash, sides)
    current = plain_record(record)
    proposal, overlaps = None, False
    if group.text:
        texts = [str(values[group.fields[0]] or "") for _, _, values in told]
        proposal = texts[0]
        for other in texts[1:]:
            joined = join_texts(str(base.get(group.fields[0]) or ""), proposal, other)
            proposal, overlaps = joined.text, overlaps or joined.overlaps
    return ClashView(
        uid=clash.uid,
        visit=visit.number,
        visit_uid=visit.uid,
        kind=clash.object_kind,
        object_uid=clash.object_uid,
        name=object_name(work, record),
        group=clash.group_name,
        fields=group.fields,
        base=base,
        carried={name: current.get(name) for name in group.fields},
        sides=tuple(told),
        proposal=proposal,
        overlaps=overlaps,
        state=clash.state,
        choice=clash.choice,
        settled_by=clash.settled_by,
        settled_at=clash.settled_at,
        version=clash.version,
    )


def _by_field(fields: tuple[str, ...], side: Side) -> dict[str, Any]:
    value: Any = side.contribution.value
    if fields == ("deleted_at",):
        return {"deleted_at": dict(side.along).get("deleted_at") if value and value[0] else None}
    return dict(zip(fields, value or (None,) * len(fields), strict=True))


def _base(work: Work, clash: Clash, sides: list[Side]) -> dict[str, Any]:
    """What the places had started from: as the first of the check-outs left."""
    group = group_of(clash.object_kind, clash.group_name)
    for side in sorted(sides, key=lambda one: one.contribution.origin):
        if side.group == clash.group_name and not is_office(side.contribution.origin):
            value: Any = side.contribution.base
            return dict(zip(group.fields, value or (None,) * len(group.fields), strict=True))
    return dict.fromkeys(group.fields)


def _with_along(decided: Side, sides: list[Side], value: tuple[Any, ...]) -> Side:
    """What goes along with the side that was chosen: who judged, when."""
    for side in sorted(sides, key=lambda one: one.contribution.origin):
        if side.group == decided.group and side.contribution.value == value:
            return Side(decided.kind, decided.uid, decided.group, decided.contribution, side.along)
    return decided


def _all_wrote(work: Work, finding: Finding, sides: list[Side]) -> None:
    """Everybody whose words were put together, and who put them together, is an author: none of them can accept it."""
    held = queries.holder_of_each(work.session.connection())
    holders = {held.get(side.contribution.origin, "") for side in sides} | {work.login}
    known = set(json.loads(finding.co_authors))
    finding.co_authors = canonical(sorted((known | holders) - {"", finding.author}))
