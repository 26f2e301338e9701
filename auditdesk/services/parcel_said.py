"""What the records of a parcel say, held against what this office knows: items, numbers and findings that there are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from auditdesk.model.parcel_records import CheckOut
from auditdesk.model.records import Evidence, Finding, Record
from auditdesk.rules.merge.form import misfit, presumed
from auditdesk.store.journal import canonical
from auditdesk.store.queries import parcels as queries
from auditdesk.store.work import Work

Plain = Mapping[str, Any]
_NAMES: Mapping[str, tuple[str, type[Record]]] = {"field_note": ("finding_uid", Finding), "evidence": ("derived_from", Evidence)}
"""Kind → the field in which it names another record without belonging to it."""
_WORDS = ("facts", "firm_remark", "locations", "severity", "severity_reason", "due_date", "pattern")
"""Fields of a finding that nobody changes without putting a hand to it."""


class Said:
    """One check-out's records as they come home. ``base``: as they left, kind → uid → fields."""

    def __init__(self, work: Work, check_out: CheckOut, base: Mapping[str, Mapping[str, Plain]]) -> None:
        self._work = work
        self._visits = base["visit"]
        self._lines: dict[str, set[str]] = {uid: set() for uid in self._visits}
        for item in base.get("visit_item", {}).values():
            self._lines[item["visit_uid"]].add(item["item_key"])
        self._holder = check_out.holder
        self._parcels = queries.numbers_of(work.session.connection(), json.loads(check_out.visits))

    def objection(self, one: Plain, base: Plain | None, homes: Mapping[str, str]) -> tuple[str, str] | None:
        """(why, field) a record says what can't be, None when it can; ``homes`` knows the visit of it and of those before it."""
        home = homes[one["uid"]]
        field = misfit(one, base, self._lines[home])
        if field is None and base is None:
            field = presumed(one, self._visits[home], self._parcels)
        if field is not None:
            return "forged", field
        name, kind = _NAMES.get(one["kind"], ("", Finding))
        named = one.get(name)
        if named is None or (base is not None and named == base.get(name)):
            return None
        if named in homes:
            return None if homes[named] == home else ("other_visit", name)
        # One that is nowhere any more was taken back outside.
        return ("other_visit", name) if self._work.session.get(kind, named) is not None else None

    def put_right(self, one: Plain, base: Plain | None) -> Plain:
        """A record without what a finding can't say of itself: as its earlier one it names only what stands here, of the same firm and
        an earlier year; who has put a hand to it stays, and so has the holder where it brings other words."""
        if one["kind"] != "finding":
            return one
        named, earlier = one["repeat_of"], None
        if named is not None and (base is None or named != base["repeat_of"]):
            earlier = self._work.session.get(Finding, named)
            if earlier is None or earlier.firm_uid != one["firm_uid"] or earlier.year >= one["year"]:
                one = {**one, "repeat_of": None}
        hands = set(json.loads(base["co_authors"])) if base is not None else set()
        if base is None or any(one[name] != base[name] for name in _WORDS):
            hands.add(self._holder)
        said = json.loads(one["co_authors"])
        missing = hands - {*said, one["author"]}
        return {**one, "co_authors": canonical(sorted({*said, *missing}))} if missing else one
