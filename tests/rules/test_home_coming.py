"""Several places work on the same records and come home in any order: the same records, the same clashes, nothing lost."""

from __future__ import annotations

import itertools
import json
from copy import deepcopy

from hypothesis import given, settings
from hypothesis import strategies as st

from auditdesk.rules.merge.groups import GROUPS
from auditdesk.rules.merge.home_coming import Side, office_sides, put_together, settlement, sides_of

FINDING = {
    "uid": "f",
    "item_key": "CC-17010-03",
    "item_text_hash": "h",
    "pattern": "P1",
    "pattern_code": "CC-17010",
    "finding_class": "finding",
    "severity": "high",
    "severity_reason": "",
    "due_date": "2026-12-31",
    "facts": "甲",
    "locations": '["A"]',
    "firm_remark": "",
    "state": "draft",
    "submitted_by": None,
    "decided_at": None,
    "co_authors": "[]",
    "deleted_at": None,
}


class Office:
    """The smallest office there can be: one finding, the sides it has taken in."""

    def __init__(self, record):
        self.record = record
        self.sides: list[Side] = []
        self.clashes = {}
        self.home: list[str] = []

    def check_out(self, origin):
        return origin, deepcopy(self.record), tuple(self.home)

    def check_in(self, out, record):
        origin, base, knew = out
        incoming = sides_of("finding", origin, base, record, knew)
        if origin in self.home:
            return
        self.home.append(origin)
        own = office_sides("finding", [side.group for side in incoming], self.sides, (), base, self.record)
        self.sides += [*own, *incoming]
        outcome = put_together("finding", self.record, self.sides)
        self.record = {**self.record, **outcome.fields}
        self.clashes = outcome.clashes

    def settle(self, group, value):
        self.sides.append(settlement("finding", group, value, self.sides, (), self.record, f"~{len(self.sides):06d}"))
        outcome = put_together("finding", self.record, self.sides)
        self.record = {**self.record, **outcome.fields}
        self.clashes = outcome.clashes

    def told(self):
        clashes = {
            group: [(one.origin, one.value) for one in merged.contenders] for group, merged in sorted(self.clashes.items())
        }
        return self.record, clashes


EDITS = st.fixed_dictionaries(
    {},
    optional={
        "facts": st.sampled_from(["甲", "乙", "丙", "丁"]),
        "severity": st.sampled_from(["high", "low"]),
        "severity_reason": st.sampled_from(["", "備援"]),
        "locations": st.sampled_from(['["A"]', '["A","B"]', '["C"]']),
        "state": st.sampled_from(["draft", "submitted"]),
        "deleted_at": st.sampled_from([None, "2026-11-20T10:00:00+00:00"]),
        "co_authors": st.sampled_from(["[]", '["lin"]', '["chen"]']),
    },
)


def run(edits, office_edit, order):
    office = Office(deepcopy(FINDING))
    outs = [office.check_out(f"c{number}") for number in range(len(edits))]
    office.record.update(office_edit)
    for number in order:
        office.check_in(outs[number], {**outs[number][1], **edits[number]})
    return office


@settings(max_examples=150, deadline=None)
@given(st.lists(EDITS, min_size=1, max_size=4), EDITS)
def test_every_order_of_check_ins_ends_in_the_same_record_and_the_same_clashes(edits, office_edit):
    orders = list(itertools.permutations(range(len(edits))))
    first = run(edits, office_edit, orders[0]).told()
    assert all(run(edits, office_edit, order).told() == first for order in orders[1:])


@settings(max_examples=150, deadline=None)
@given(st.lists(EDITS, min_size=1, max_size=5), EDITS)
def test_every_text_that_was_typed_is_in_the_record_or_in_a_clash(edits, office_edit):
    office = run(edits, office_edit, range(len(edits)))
    kept = (
        {office.record["facts"], *(one.value[0] for one in office.clashes["facts"].contenders)}
        if "facts" in office.clashes
        else {office.record["facts"]}
    )
    typed = {edit["facts"] for edit in (*edits, office_edit) if edit.get("facts", "甲") != "甲"}
    assert typed <= kept


@settings(max_examples=100, deadline=None)
@given(st.lists(EDITS, min_size=1, max_size=4), EDITS)
def test_the_same_parcel_twice_changes_nothing(edits, office_edit):
    office = Office(deepcopy(FINDING))
    outs = [office.check_out(f"c{number}") for number in range(len(edits))]
    office.record.update(office_edit)
    for out, edit in zip(outs, edits, strict=True):
        record = {**out[1], **edit}
        office.check_in(out, record)
        told = deepcopy(office.told())
        office.check_in(out, record)
        assert office.told() == told


def test_severity_and_its_reason_are_never_taken_from_two_places():
    office = run([{"severity": "low", "severity_reason": "備援"}, {"severity_reason": "另有補償"}], {}, (0, 1))
    assert "severity" in office.clashes
    assert (office.record["severity"], office.record["severity_reason"]) == ("low", "備援")


def test_who_starts_after_another_came_home_builds_on_it():
    office = Office(deepcopy(FINDING))
    first = office.check_out("c1")
    office.check_in(first, {**first[1], "facts": "乙"})
    second = office.check_out("c2")
    office.check_in(second, {**second[1], "facts": "丙"})
    assert (office.record["facts"], office.clashes) == ("丙", {})


def test_who_was_out_all_the_while_clashes_with_what_came_of_it():
    office = Office(deepcopy(FINDING))
    first, late = office.check_out("c1"), office.check_out("c3")
    office.check_in(first, {**first[1], "facts": "乙"})
    second = office.check_out("c2")
    office.check_in(second, {**second[1], "facts": "丙"})
    office.check_in(late, {**late[1], "facts": "丁"})
    assert {one.value for one in office.clashes["facts"].contenders} == {("丙",), ("丁",)}


def test_what_the_office_edits_after_a_check_in_replaces_what_it_saw():
    office = Office(deepcopy(FINDING))
    first, second = office.check_out("c1"), office.check_out("c2")
    office.check_in(first, {**first[1], "facts": "乙"})
    office.record["facts"] = "乙，已補"
    office.check_in(second, {**second[1], "facts": "丙"})
    assert [one.value for one in office.clashes["facts"].contenders] == [("乙，已補",), ("丙",)]


def test_a_settled_clash_stays_settled_until_somebody_else_comes_home_and_may_be_edited_at_the_office():
    office = Office(deepcopy(FINDING))
    outs = [office.check_out(f"c{number}") for number in range(4)]
    office.check_in(outs[0], {**outs[0][1], "facts": "乙"})
    office.check_in(outs[1], {**outs[1][1], "facts": "丙"})
    office.settle("facts", ("乙丙",))
    assert (office.record["facts"], office.clashes) == ("乙丙", {})
    office.check_in(outs[2], {**outs[2][1], "severity": "low"})
    assert (office.record["facts"], office.clashes) == ("乙丙", {})
    office.record["facts"] = "乙丙，改"
    office.check_in(outs[3], {**outs[3][1], "facts": "丁"})
    assert [one.value for one in office.clashes["facts"].contenders] == [("乙丙，改",), ("丁",)]


def test_a_finding_deleted_on_one_laptop_and_written_in_on_another_is_kept_and_asked_about():
    for order in ((0, 1), (1, 0)):
        office = run([{"deleted_at": "2026-11-20T10:00:00+00:00"}, {"facts": "乙"}], {}, order)
        assert office.record["deleted_at"] is None and office.record["facts"] == "乙" and set(office.clashes) == {"deleted"}
        office.settle("deleted", (True,))
        assert office.clashes == {} and office.record["deleted_at"] == "2026-11-20T10:00:00+00:00"


def test_lists_are_joined_and_a_flag_once_set_stays():
    office = run([{"locations": '["A","B"]'}, {"locations": '["C"]'}], {}, (0, 1))
    assert json.loads(office.record["locations"]) == ["A", "B", "C"] and office.clashes == {}


def test_every_group_names_fields_that_its_record_has():
    from auditdesk.model.records import Record
    from auditdesk.store import store  # noqa: F401 — brings every record

    kinds = {mapper.class_.kind: mapper.class_ for mapper in Record._sa_registry.mappers if getattr(mapper.class_, "kind", "")}
    for kind, groups in GROUPS.items():
        fields = set(kinds[kind].model_fields)
        assert all({*group.fields, *group.along} <= fields for group in groups), kind
