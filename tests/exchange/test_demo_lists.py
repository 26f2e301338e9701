"""The demo's lists: invented, readable without a problem, and covering every band with its edges."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from auditdesk import places
from auditdesk.exchange.firm_lists import read_firm_list
from auditdesk.model.firm_list import FirmList
from auditdesk.rules.firm_changes import preview_changes
from auditdesk.rules.firm_codes import file_stem

FOLDER: Path = places.shipped_data() / "demo"


@pytest.fixture(scope="module")
def firms() -> FirmList:
    return read_firm_list(FOLDER / "t187ap18.json")


@pytest.fixture(scope="module")
def branches() -> FirmList:
    return read_firm_list(FOLDER / "OpenData_BRK02.csv")


@pytest.fixture(scope="module")
def office() -> FirmList:
    return read_firm_list(FOLDER / "office-list.csv")


def test_every_list_is_read_without_a_problem_and_stands_for_the_same_day(
    firms: FirmList, branches: FirmList, office: FirmList
) -> None:
    assert [listed.format for listed in (firms, branches, office)] == ["t187ap18", "OpenData_BRK02", "template"]
    assert {listed.as_of for listed in (firms, branches, office)} == {date(2019, 1, 2)}
    assert {listed.problems for listed in (firms, branches, office)} == {()}
    assert (len(firms.firms), len(office.firms), len(branches.branches)) == (60, 60, 24)


def test_every_name_says_that_it_is_invented(firms: FirmList, branches: FirmList, office: FirmList) -> None:
    names = [firm.name or firm.short_name for firm in (*firms.firms, *office.firms)]
    names += [branch.name for branch in branches.branches]
    assert all(name is not None and name.startswith("示範") for name in names)
    assert all(firm.english_name and firm.english_name.startswith("Demo ") for firm in office.firms)


def test_capital_covers_every_band_and_its_edges(firms: FirmList) -> None:
    capitals = [int(firm.facts["paid_in_capital"]) for firm in firms.firms if firm.facts and firm.facts.get("paid_in_capital")]
    for edge in (4_000_000_000, 10_000_000_000, 20_000_000_000):
        assert {edge, edge - 1000} <= set(capitals)
    bands = [(0, 40), (40, 100), (100, 200), (200, 10_000)]
    counts = [sum(low * 10**8 <= capital < high * 10**8 for capital in capitals) for low, high in bands]
    assert counts == [35, 12, 7, 4]


def test_a_bank_desk_and_a_foreign_branch_have_operating_funds(firms: FirmList, office: FirmList) -> None:
    funded = {firm.code for firm in firms.firms if firm.facts and "assigned_operating_funds" in firm.facts}
    kinds = {firm.code: firm.kind for firm in office.firms if firm.kind != "securities_firm"}
    assert kinds == {"ZX59": "bank_desk", "ZX60": "foreign_branch"}
    assert funded == set(kinds)


def test_two_branches_differ_only_in_case_and_still_get_files_apart(branches: FirmList) -> None:
    codes = [branch.code for branch in branches.branches]
    assert {"ZX0C", "ZX0c"} <= set(codes)
    assert len({file_stem(code).casefold() for code in codes}) == len(codes)


def test_every_branch_finds_its_firm_and_the_office_list_contradicts_nothing(
    firms: FirmList, branches: FirmList, office: FirmList, registered_after
) -> None:
    register = registered_after(firms)
    outcome = preview_changes(branches, register, (), date(2019, 1, 2), (), "")
    assert (len(outcome.branch_changes), outcome.list.problems) == (24, ())
    changed = {
        field.field
        for change in preview_changes(office, register, (), date(2019, 1, 2), (), "").changes
        for field in change.fields
    }
    assert changed.isdisjoint({"paid_in_capital", "assigned_operating_funds", "unified_number", "name", "address"})


def test_some_firms_have_no_internet_ordering_and_some_lack_staff(office: FirmList) -> None:
    facts = [firm.facts for firm in office.firms if firm.facts]
    assert {fact["internet_ordering"] for fact in facts} == {True, False}
    assert any(fact["security_staff"] == 0 for fact in facts)
    assert {fact["lead_authority"] for fact in facts} == {"twse", "tpex"}
