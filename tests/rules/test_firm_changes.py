"""What a list would change in the register."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditdesk.errors import Problem
from auditdesk.model.firm_list import (
    FieldChange,
    FirmList,
    ListedBranch,
    ListedFirm,
    ListPreview,
    RegisteredBranch,
    RegisteredFirm,
    TierMove,
)
from auditdesk.model.rulebook import Bilingual, StaffingBand
from auditdesk.rules.firm_changes import Newer, preview_changes

DAY = date(2019, 1, 2)
EDGES = (0, 4_000_000_000, 10_000_000_000, 20_000_000_000, None)
BANDS = tuple(
    StaffingBand(f"band_{number}", low or 0, EDGES[number], Bilingual("", ""), False, 0, 1)
    for number, low in enumerate(EDGES[:-1], start=1)
)


def listed(*rows: ListedFirm | ListedBranch, problems: tuple[Problem, ...] = ()) -> FirmList:
    firms = tuple(row for row in rows if isinstance(row, ListedFirm))
    branches = tuple(row for row in rows if isinstance(row, ListedBranch))
    return FirmList("list.csv", "template", None, len(rows), firms, branches, problems, "0" * 64)


def registered(code: str = "ZX01", name: str = "示範甲證券", **fields: object) -> RegisteredFirm:
    blank = RegisteredFirm(code, name, None, None, None, "securities_firm", None, None, {})
    return replace(blank, **fields)


def preview(firm_list: FirmList, *register: RegisteredFirm, branches: tuple[RegisteredBranch, ...] = ()) -> ListPreview:
    return preview_changes(firm_list, register, branches, DAY, BANDS, "v1")


def applicable(outcome: ListPreview) -> bool:
    return not any(problem.blocking for problem in outcome.list.problems)


def apply(outcome: ListPreview, register: tuple[RegisteredFirm, ...], branches: tuple[RegisteredBranch, ...]):
    """The register after the changes, kept as literally as a store keeps them."""
    firms = {firm.code: firm for firm in register}
    for change in outcome.changes:
        firm = firms.get(change.code) or registered(change.code, change.name)
        for field in change.fields:
            if field.field == "fuller_name":
                firm = replace(firm, name=str(field.after))
            elif field.field == "spellings":
                firm = replace(firm, spellings=tuple(str(field.after).split("、")))
            elif field.field in RegisteredFirm.__dataclass_fields__:
                firm = replace(firm, **{field.field: field.after})
            else:
                firm = replace(firm, facts={**firm.facts, field.field: field.after})
        firms[change.code] = firm
    offices = {branch.code: branch for branch in branches}
    for change in outcome.branch_changes:
        after = {field.field: field.after for field in change.fields}
        branch = offices.get(change.code) or RegisteredBranch(change.code, change.name, str(after["parent"]), None, None, None)
        if "parent" in after:
            branch = replace(branch, parent_code=str(after.pop("parent")))
        if "opened_on" in after:
            branch = replace(branch, opened_on=date.fromisoformat(str(after.pop("opened_on"))))
        offices[change.code] = replace(branch, **after)
    return tuple(firms.values()), tuple(offices.values())


def test_a_firm_the_register_does_not_know_is_added_with_all_that_is_said() -> None:
    outcome = preview(listed(ListedFirm(2, "ZX01", short_name="示範甲證券", facts={"paid_in_capital": 4_000_000_000})))
    (change,) = outcome.changes
    assert (change.code, change.name, change.change) == ("ZX01", "示範甲證券", "added")
    assert change.fields == (FieldChange("short_name", None, "示範甲證券"), FieldChange("paid_in_capital", None, 4_000_000_000))
    assert (outcome.added, outcome.changed, outcome.unchanged, outcome.tier_moves) == (1, 0, 0, ())
    assert (outcome.as_of, outcome.register_version, applicable(outcome)) == (DAY, "v1", True)


def test_what_a_list_does_not_say_changes_nothing() -> None:
    known = registered(telephone="02", kind="bank_desk", facts={"internet_ordering": True, "paid_in_capital": 5_000_000_000})
    outcome = preview(listed(ListedFirm(2, "ZX01", name="示範甲證券")), known)
    assert (outcome.changes, outcome.unchanged) == ((), 1)


@pytest.mark.parametrize("name", ["示範 臺北證券", "示範台北證券", "示範臺北證券　", "示範&#33274;北證券"])
def test_a_name_spelt_another_way_is_no_change(name: str) -> None:
    assert preview(listed(ListedFirm(2, "ZX01", name=name)), registered(name="示範臺北證券")).unchanged == 1


def test_a_changed_field_tells_before_and_after() -> None:
    known = registered(address="臺北市", facts={"security_staff": 1, "internet_ordering": False})
    firm = ListedFirm(2, "ZX01", name="示範新證券", address="高雄市", facts={"security_staff": 2, "internet_ordering": False})
    (change,) = preview(listed(firm), known).changes
    assert change.change == "changed"
    assert change.fields == (
        FieldChange("name", "示範甲證券", "示範新證券"),
        FieldChange("address", "臺北市", "高雄市"),
        FieldChange("security_staff", 1, 2),
    )


@pytest.mark.parametrize(
    ("before", "after", "bands"),
    [
        (3_999_999_999, 4_000_000_000, ("band_1", "band_2")),
        (4_000_000_000, 3_999_999_999, ("band_2", "band_1")),
        (9_999_999_999, 10_000_000_000, ("band_2", "band_3")),
        (19_999_999_999, 20_000_000_000, ("band_3", "band_4")),
        (4_000_000_000, 9_999_999_999, None),
        (None, 4_000_000_000, (None, "band_2")),
    ],
)
def test_a_capital_that_crosses_a_threshold_moves_the_firm(before: int | None, after: int, bands: tuple[str, str] | None) -> None:
    known = registered(facts={} if before is None else {"paid_in_capital": before})
    outcome = preview(listed(ListedFirm(2, "ZX01", facts={"paid_in_capital": after})), known)
    moves = tuple((move.code, move.name, move.before, move.after) for move in outcome.tier_moves)
    assert moves == (() if bands is None else (("ZX01", "示範甲證券", *bands),))


def test_paid_in_capital_decides_and_one_set_by_hand_only_where_there_is_none() -> None:
    funded = registered(facts={"assigned_operating_funds": 1_000_000_000, "capital_for_tier": 5_000_000_000})
    assert preview(listed(ListedFirm(2, "ZX01", facts={"assigned_operating_funds": 20_000_000_000})), funded).tier_moves == ()
    outcome = preview(listed(ListedFirm(2, "ZX01", facts={"paid_in_capital": 12_000_000_000})), funded)
    assert outcome.tier_moves == (TierMove("ZX01", "示範甲證券", "band_2", "band_3", 5_000_000_000, 12_000_000_000),)


def test_firms_the_list_does_not_hold_are_reported_and_not_removed() -> None:
    outcome = preview(listed(ListedFirm(2, "ZX01")), registered(), registered("ZX02", "示範乙證券"))
    assert outcome.missing == (("ZX02", "示範乙證券"),)
    assert outcome.changes == ()


def test_a_list_of_branches_says_nothing_of_missing_firms() -> None:
    assert preview(listed(ListedBranch(2, "ZX0A", "示範甲-北區", "示範甲")), registered()).missing == ()


def test_a_new_firm_needs_a_name() -> None:
    outcome = preview(listed(ListedFirm(7, "ZX09")))
    (problem,) = outcome.list.problems
    assert (problem.code, problem.file, problem.row, problem.blocking) == ("firm.name_missing", "list.csv", 7, True)
    assert not applicable(outcome)


def test_a_name_that_can_not_be_read_is_not_told_missing_besides() -> None:
    lost = Problem("text.undecodable", "list.csv", row=7, column="名稱", value="示範\ufffd")
    outcome = preview(replace(listed(ListedFirm(7, "ZX09")), problems=(lost,)))
    assert outcome.list.problems == (lost,) and not applicable(outcome)


def test_a_new_code_that_differs_only_in_case_from_one_of_the_same_name_is_doubted() -> None:
    outcome = preview(listed(ListedFirm(2, "zx01", name="示範甲證券"), ListedFirm(3, "zX01", name="示範乙證券")), registered())
    assert [(problem.code, problem.row, problem.values["other"]) for problem in outcome.list.problems] == [
        ("code.case_differs", 2, "ZX01")
    ]
    assert applicable(outcome) and outcome.added == 2


def test_a_branch_finds_its_firm_by_the_name_before_the_hyphen() -> None:
    register = (registered(short_name="示範甲"), registered("ZX02", "示範臺安證券股份有限公司"))
    rows = (ListedBranch(2, "ZX0A", "示範甲-北區", "示範甲"), ListedBranch(3, "ZX0B", "示範台安-東門", "示範台安"))
    outcome = preview(listed(*rows), *register)
    assert [change.fields[0] for change in outcome.branch_changes] == [
        FieldChange("parent", None, "ZX01"),
        FieldChange("parent", None, "ZX02"),
    ]
    assert outcome.list.problems == ()


def test_a_branch_may_belong_to_a_firm_of_the_same_list() -> None:
    outcome = preview(listed(ListedFirm(2, "ZX01", short_name="示範甲證券"), ListedBranch(3, "ZX0A", "示範甲-北區", "示範甲")))
    assert outcome.branch_changes[0].fields[0] == FieldChange("parent", None, "ZX01")


def test_a_branch_without_a_known_firm_is_left_out_and_told() -> None:
    outcome = preview(listed(ListedBranch(9, "ZX0A", "示範丁-北區", "示範丁")), registered())
    (problem,) = outcome.list.problems
    assert (problem.code, problem.row, problem.values["parent"], problem.blocking) == (
        "branch.parent_unknown",
        9,
        "示範丁",
        False,
    )
    assert (outcome.branch_changes, applicable(outcome)) == ((), True)


def test_a_branch_whose_firm_could_be_two_is_left_out_and_told() -> None:
    register = (registered("ZX01", "示範甲證券"), registered("ZX02", "示範甲"))
    whole = preview(listed(ListedBranch(2, "ZX0A", "示範甲證券-北區", "示範甲證券")), *register)
    assert whole.branch_changes[0].fields[0].after == "ZX01"
    (problem,) = preview(listed(ListedBranch(2, "ZX0A", "示範甲-北區", "示範甲")), *register).list.problems
    assert (problem.code, problem.values["codes"]) == ("branch.parent_ambiguous", ("ZX01", "ZX02"))


def test_a_known_branch_keeps_its_firm_when_the_name_tells_nothing() -> None:
    known = RegisteredBranch("ZX0A", "舊名-北區", "ZX01", None, None, None)
    outcome = preview(listed(ListedBranch(2, "ZX0A", "舊名-北區", "舊名", telephone="02")), registered(), branches=(known,))
    assert [change.fields for change in outcome.branch_changes] == [(FieldChange("telephone", None, "02"),)]


def test_one_code_cannot_be_a_firm_and_a_branch() -> None:
    branch = RegisteredBranch("ZX0A", "示範甲-北區", "ZX01", None, None, None)
    outcome = preview(
        listed(ListedFirm(2, "ZX0A", name="x"), ListedBranch(3, "ZX01", "示範甲-南區", "示範甲")),
        registered(),
        branches=(branch,),
    )
    assert [(problem.code, problem.blocking) for problem in outcome.list.problems] == [
        ("code.is_branch", True),
        ("code.is_firm", True),
    ]


def test_problems_of_the_file_stay_and_block() -> None:
    problem = Problem("amount.unreadable", "list.csv", row=3)
    outcome = preview(listed(ListedFirm(2, "ZX01"), problems=(problem,)), registered())
    assert outcome.list.problems == (problem,)
    assert not applicable(outcome)


NAMES = st.sampled_from(["示範甲證券", "示範乙證券", "示範臺安證券", "示範台安", "示範 甲證券", "Demo Jia"])
FACTS = st.dictionaries(
    st.sampled_from(["paid_in_capital", "internet_ordering", "security_staff"]), st.integers(0, 2) | st.booleans()
)
FIRMS = st.builds(
    ListedFirm,
    row=st.integers(2, 99),
    code=st.sampled_from(["ZX01", "ZX02", "zx01", "ZX03"]),
    name=NAMES,
    short_name=st.none() | NAMES,
    telephone=st.none() | st.sampled_from(["02", "０２"]),
    kind=st.none() | st.sampled_from(["securities_firm", "bank_desk"]),
    facts=st.none() | FACTS,
)
BRANCHES = st.builds(
    ListedBranch,
    row=st.integers(2, 99),
    code=st.sampled_from(["ZX0A", "ZX0B", "ZX0a"]),
    name=st.sampled_from(["示範甲-北區", "示範甲－北區", "示範乙-南區"]),
    parent_name=st.sampled_from(["示範甲", "示範乙", "示範丁"]),
    opened_on=st.none() | st.just(DAY),
)
LISTS = st.tuples(
    st.lists(FIRMS, max_size=4, unique_by=lambda firm: firm.code),
    st.lists(BRANCHES, max_size=3, unique_by=lambda branch: branch.code),
)


@given(LISTS, LISTS)
def test_a_list_that_was_applied_changes_nothing_the_second_time(earlier, later) -> None:
    register: tuple[RegisteredFirm, ...] = ()
    branches: tuple[RegisteredBranch, ...] = ()
    for firms, offices in (earlier, later):
        firm_list = listed(*firms, *offices)
        register, branches = apply(preview(firm_list, *register, branches=branches), register, branches)
    again = preview(firm_list, *register, branches=branches)
    assert (again.changes, again.branch_changes, again.tier_moves) == ((), (), ())


# names written out, lists of an earlier day, amounts of another unit, ties


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ("示範甲", "示範甲證券股份有限公司"),
        ("示範甲證券", "示範甲證券股份有限公司"),
        ("示範台北證券", "示範臺北證券股份有限公司"),
        ("示範甲", "示範甲綜合證券"),
    ],
)
def test_a_fuller_name_is_the_same_name_written_out_and_a_shorter_one_says_nothing(known: str, told: str) -> None:
    (change,) = preview(listed(ListedFirm(2, "ZX01", name=told)), registered(name=known)).changes
    assert change.fields == (FieldChange("fuller_name", known, told),)
    assert preview(listed(ListedFirm(2, "ZX01", name=known)), registered(name=told)).changes == ()


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ("示範甲證券", "示範乙證券股份有限公司"),
        ("示範甲證券", "示範甲綜合證券"),
        ("示範甲證券有限公司", "示範甲證券股份有限公司"),
        ("示範甲證券", "示範甲期貨股份有限公司"),
    ],
)
def test_another_name_another_trade_and_another_legal_form_are_renames(known: str, told: str) -> None:
    (change,) = preview(listed(ListedFirm(2, "ZX01", name=told)), registered(name=known)).changes
    assert change.fields == (FieldChange("name", known, told),)


def test_a_fuller_form_of_a_name_that_dated_facts_tell_becomes_another_spelling() -> None:
    known = registered(name="示範甲", dated_name=True, spellings=("甲證",))
    (change,) = preview(listed(ListedFirm(2, "ZX01", name="示範甲證券股份有限公司")), known).changes
    assert change.fields == (FieldChange("spellings", "甲證", "甲證、示範甲證券股份有限公司"),)


def older(firm_list: FirmList, *register: RegisteredFirm, branches: tuple[RegisteredBranch, ...] = ()) -> ListPreview:
    return preview_changes(firm_list, register, branches, DAY, BANDS, "v1", Newer(firms=True, branches=True))


def test_an_older_list_leaves_what_is_known_since_and_fills_what_is_not() -> None:
    known = registered(address="新址", facts={"paid_in_capital": 5_000_000_000})
    told = ListedFirm(
        2,
        "ZX01",
        name="示範舊名證券",
        address="舊址",
        telephone="02-1",
        facts={"paid_in_capital": 3_000_000_000, "co_location": True},
    )
    outcome = older(listed(told), known)
    (change,), (left,) = outcome.changes, outcome.older
    assert change.fields == (FieldChange("telephone", None, "02-1"), FieldChange("co_location", None, True))
    assert left.change == "older" and left.fields == (
        FieldChange("name", "示範甲證券", "示範舊名證券"),
        FieldChange("address", "新址", "舊址"),
        FieldChange("paid_in_capital", 5_000_000_000, 3_000_000_000),
    )
    assert outcome.tier_moves == ()


def test_an_older_list_writes_the_past_of_facts_and_names_that_a_later_one_took_over() -> None:
    later = frozenset({"paid_in_capital", "legal_name"})
    known = registered(facts={"paid_in_capital": 5_000_000_000}, later=later, dated_name=True)
    told = ListedFirm(2, "ZX01", name="示範舊名證券", facts={"paid_in_capital": 3_000_000_000})
    outcome = older(listed(told), known)
    assert outcome.older == () and [field.field for field in outcome.changes[0].fields] == ["name", "paid_in_capital"]


def test_an_older_list_moves_no_branch_and_keeps_its_address() -> None:
    known = RegisteredBranch("ZX0A", "示範甲-北區", "ZX01", "新址", None, None)
    told = ListedBranch(2, "ZX0A", "示範甲-北區", "示範甲", address="舊址", telephone="02-1")
    outcome = older(listed(told), registered(), branches=(known,))
    assert outcome.branch_changes[0].fields == (FieldChange("telephone", None, "02-1"),)
    assert outcome.older[0].fields == (FieldChange("address", "新址", "舊址"),)


def test_an_amount_that_another_unit_explains_against_the_day_before_is_questioned_and_the_same_day_is_not() -> None:
    rich = registered(facts={"paid_in_capital": 12_000_000}, eve={"paid_in_capital": 12_000_000_000})
    slip = preview(listed(ListedFirm(2, "ZX01", facts={"paid_in_capital": 12_000_000_000_000})), rich)
    (problem,) = slip.list.problems
    assert (problem.code, problem.blocking, problem.values["before_ntd"], problem.values["likely_ntd"]) == (
        "amount.unit_slip_before",
        False,
        12_000_000_000,
        12_000_000_000,
    )
    assert preview(listed(ListedFirm(2, "ZX01", facts={"paid_in_capital": 12_000_000_000})), rich).list.problems == ()


@pytest.mark.parametrize(("told", "code"), [("ZX99", "tie.unknown"), ("ZX01", "tie.itself"), ("ZX02", None), ("", None)])
def test_a_list_ties_a_firm_only_to_another_that_there_is(told: str, code: str | None) -> None:
    rows = ListedFirm(2, "ZX01", facts={"parent_firm": told}), ListedFirm(3, "ZX02", name="示範乙證券")
    outcome = preview(listed(*rows), registered())
    assert [problem.code for problem in outcome.list.problems] == ([code] if code else [])
    assert applicable(outcome) is (code is None)
