"""Records of older programs are brought up one step after the other, or refused with the reason."""

from __future__ import annotations

import pytest

from auditdesk.errors import Refused
from auditdesk.rules.merge.versions import UPGRADERS, brought_up, demand_known


def _renamed(records):
    return [{**{k: v for k, v in one.items() if k != "words"}, "facts": one["words"]} for one in records]


def _with_class(records):
    return [{**one, "class": one["facts"][:1]} for one in records]


STEPS = {5: _renamed, 6: _with_class}
OLD = [{"kind": "finding", "uid": "a", "words": "Kept"}]


def test_steps_are_taken_in_their_order_and_what_came_stays_as_it_was():
    assert demand_known("a.adparcel", 5, 7, STEPS) == 5
    assert brought_up(OLD, 5, 7, STEPS) == [{"kind": "finding", "uid": "a", "facts": "Kept", "class": "K"}]
    assert OLD == [{"kind": "finding", "uid": "a", "words": "Kept"}]


def test_what_is_brought_up_already_comes_back_as_it_is():
    once = brought_up(OLD, 5, 7, STEPS)
    assert brought_up(once, 7, 7, STEPS) is once


@pytest.mark.parametrize(
    ("found", "steps", "code"),
    [
        (8, STEPS, "parcel.newer_records"),
        (4, STEPS, "parcel.older_records"),
        (5, {5: _renamed}, "parcel.older_records"),
        (5, {6: _with_class}, "parcel.older_records"),
        (-1, dict.fromkeys(range(-1, 7), list), "parcel.older_records"),
        (None, STEPS, "parcel.newer_records"),
        (True, STEPS, "parcel.newer_records"),
        ("7", STEPS, "parcel.newer_records"),
        (6, UPGRADERS, "parcel.older_records"),
    ],
)
def test_a_gap_in_the_steps_and_what_is_no_schema_are_refused(found, steps, code):
    with pytest.raises(Refused) as refused:
        demand_known("a.adparcel", found, 7, steps)
    assert refused.value.code == code


def test_records_that_a_step_can_not_read_are_refused():
    with pytest.raises(Refused) as refused:
        brought_up([{"kind": "finding", "uid": "a"}], 5, 7, STEPS)
    assert refused.value.code == "parcel.odd_record"
