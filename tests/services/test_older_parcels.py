"""Parcels of an older program come up to this one's records at both ends; and what a laptop holds is safe from the next parcel."""

from __future__ import annotations

from datetime import date

import pytest

from auditdesk.errors import Refused
from auditdesk.model.commands import OpenVisit
from auditdesk.model.fieldwork_rows import EditFinding
from auditdesk.model.parcel_rows import CheckOutVisits
from auditdesk.rules.merge import versions
from auditdesk.services import parcel_versions, parcels_laptop, parcels_out
from auditdesk.store.schema import SCHEMA
from tests.services.parcel_steps import (
    KEY,
    OTHER,
    PUBLIC,
    check_out,
    finding_on,
    hand_in,
    laptop,
    new_office,
    new_visit,
    records,
)


@pytest.fixture
def office(home):
    desk = new_office(home)
    yield desk
    desk.close()


@pytest.fixture
def visit(office):
    return new_visit(office)


def _older(plain_record):
    """A made-up form of before: a finding's facts had another name."""

    def of_before(record):
        plain = plain_record(record)
        return {("words" if name == "facts" else name): value for name, value in plain.items()}

    return of_before


def _up(found):
    return [{("facts" if name == "words" else name): value for name, value in one.items()} for one in found]


def _as_before(patch):
    """Let office and laptop write as the program before this one."""
    for module in (parcels_out, parcels_laptop):
        patch.setattr(module, "SCHEMA", SCHEMA - 1)
        patch.setattr(module, "plain_record", _older(module.plain_record))
    patch.setattr(parcel_versions, "SCHEMA", SCHEMA - 1)


def test_a_visit_that_left_and_came_home_in_an_older_form_is_brought_up_at_both_ends(office, visit, tmp_path, monkeypatch):
    shared = finding_on(office, visit, "原文")
    with monkeypatch.context() as before:
        _as_before(before)
        written = check_out(office, tmp_path, visit)
    with pytest.raises(Refused) as refused:
        laptop(tmp_path, written, "lin")
    assert refused.value.code == "parcel.older_records" and not (tmp_path / "lin").exists()
    monkeypatch.setattr(versions, "UPGRADERS", {SCHEMA - 1: _up})
    own = laptop(tmp_path, written, "lin")
    assert [row.facts for row in own.findings.list()] == ["原文"]
    own.fieldwork.write(EditFinding(shared.number, facts="改寫"))
    finding_on(own, visit, "新見", OTHER)
    with monkeypatch.context() as before:
        _as_before(before)
        home = hand_in(own, visit, tmp_path)
    own.close()
    monkeypatch.setattr(versions, "UPGRADERS", {})
    state = records(office)
    with pytest.raises(Refused) as refused:
        office.parcels.check_in(home)
    assert refused.value.code == "parcel.older_records" and records(office) == state
    monkeypatch.setattr(versions, "UPGRADERS", {SCHEMA - 1: _up})
    row = office.parcels.check_in(home)
    merged = records(office)
    assert sorted(one.facts for one in office.findings.list()) == sorted(("改寫", "新見")) and row.open_clashes == 0
    assert office.parcels.check_in(home).uid == row.uid and records(office) == merged
    office.parcels.undo(row.uid)
    assert records(office) == state and office.care.verify().ok


def test_what_is_written_on_a_laptop_is_safe_from_a_later_parcel_of_the_same_firm(office, visit, tmp_path):
    """An earlier visit of the firm comes along to be read; while it is worked on here, it stays as it is here."""
    shared = finding_on(office, visit, "原文")
    own = laptop(tmp_path, check_out(office, tmp_path, visit), "lin")
    own.fieldwork.write(EditFinding(shared.number, facts="筆電上改寫"))
    finding_on(office, visit, "辦公室新見", OTHER)
    second = office.visits.open(OpenVisit("9901", date(2019, 11, 8), inspectors=("lin",)))
    file = tmp_path / "second.adparcel"
    office.parcels.out(CheckOutVisits((second.number,), "lin", file, recipients=(PUBLIC,)))
    own.parcels.receive(file, KEY)
    assert [row.facts for row in own.findings.list()] == ["筆電上改寫"]
    assert {row.number for row in own.visits.list()} == {visit.number, second.number}
    row = office.parcels.check_in(hand_in(own, visit, tmp_path))
    own.close()
    assert {one.facts for one in office.findings.list()} == {"筆電上改寫", "辦公室新見"} and row.refused == ()
