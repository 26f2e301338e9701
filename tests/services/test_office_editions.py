"""Editions that the office writes itself, through the desk: edited, tried out, put in force, kept whole."""

from __future__ import annotations

import dataclasses
import functools
import json
from datetime import date

import pytest
import yaml

from auditdesk.errors import BadInput, Refused, Unavailable
from auditdesk.exchange.rulebook_files import read_edition
from auditdesk.model.commands import AnswerItem, OpenVisit
from auditdesk.model.office_rule_records import OfficeEdition
from auditdesk.model.office_rules import BandStated, ItemChange, TableChange
from auditdesk.model.rulebook import Bilingual, NotKnown, Rulebook, TierTables
from auditdesk.model.terms import Judgement
from auditdesk.services.shipped_rules import read_shipped_rules, whole_of
from auditdesk.services.sign_in_cautions import superseded_cautions
from tests.services.two_supervisors import DAY, FIRM, OFFLINE, POLICY, RISK, change, put_in_force

BN = 1_000_000_000


def test_an_own_edition_in_force_holds_from_its_day_and_visits_before_keep_theirs(people):
    desk = people.acts("wang")
    old = desk.visits.open(OpenVisit(FIRM, date(2019, 9, 2)))
    desk.office_editions.copy("2019-10-25", "本單位-108", date(2019, 10, 1))
    words = {"summary_zh": "政策每半年重新核定。", "summary_en": "The policy is approved anew each half year."}
    desk.office_editions.change_item("本單位-108", change(desk, "本單位-108", POLICY, **words))
    assert desk.rulebook.in_force(DAY).id == "2019-10-25"
    with pytest.raises(Refused, match=r"office_edition\.wrong_state"):
        desk.office_editions.approve("本單位-108")
    desk = put_in_force(people, "本單位-108")
    assert desk.rulebook.in_force(date(2019, 9, 30)).id == "2019-10-25"
    assert desk.rulebook.in_force(date(2019, 10, 1)).id == "本單位-108"
    assert desk.rulebook.in_force(DAY).item(POLICY).summary.zh == "政策每半年重新核定。"
    assert desk.visits.show(old.number)[0].edition == "2019-10-25"
    assert desk.visits.open(OpenVisit(FIRM, DAY)).edition == "本單位-108"
    with pytest.raises(Refused, match=r"office_edition\.wrong_state"):
        desk.office_editions.change_item("本單位-108", change(desk, "本單位-108", POLICY, paragraph="(9)"))


def test_none_of_the_authors_puts_an_edition_in_force(people):
    desk = people.acts("wang")
    desk.office_editions.copy("2019-10-25", "A", date(2019, 10, 1))
    people.acts("lee").office_editions.change_item("A", change(people.desk, "A", POLICY, paragraph="(9)"))
    people.desk.office_editions.submit("A")
    for login in ("wang", "lee"):
        with pytest.raises(Refused, match=r"four_eyes\.author"):
            people.acts(login).office_editions.approve("A")


def test_a_returned_draft_says_why_and_can_be_given_up(people):
    people.acts("wang").office_editions.copy("2019-10-25", "A", date(2019, 10, 1))
    people.desk.office_editions.submit("A")
    back = people.acts("lee").office_editions.send_back("A", "日期有誤")
    assert (back.state, back.decision_reason) == ("draft", "日期有誤")
    assert people.acts("wang").office_editions.withdraw("A", "不再需要").state == "withdrawn"


def test_two_editions_never_begin_on_one_day(people):
    desk = people.acts("wang")
    desk.office_editions.copy("2019-10-25", "A", date(2018, 11, 30))
    with pytest.raises(Refused, match=r"office_edition\.same_day"):
        desk.office_editions.submit("A")


def test_an_edition_goes_out_as_files_and_comes_back_edited(people, tmp_path):
    desk = people.acts("wang")
    desk.office_editions.copy("2019-10-25", "A", date(2019, 10, 1))
    desk.office_editions.change_item("A", change(desk, "A", POLICY, frequency="monthly"))
    (file,) = desk.office_editions.export("A", tmp_path / "out")
    content = yaml.safe_load(file.read_text("utf-8"))
    assert content["effective_from"] == date(2019, 10, 1)
    assert content["items"]["change"] == [{"key": POLICY, "frequency": "monthly"}]
    assert desk.office_editions.take(tmp_path / "out").version == desk.office_editions.show("A").version
    file.write_text(file.read_text("utf-8").replace("monthly", "semi_annual"), "utf-8")
    desk.office_editions.take(tmp_path / "out")
    assert desk.office_editions.read("A").item(POLICY).frequency.value == "semi_annual"
    file.write_text(file.read_text("utf-8").replace("semi_annual", "sometimes"), "utf-8")
    with pytest.raises(BadInput, match=r"rulebook\.faulty") as faulty:
        desk.office_editions.take(tmp_path / "out")
    assert ("edition.yaml", "items.change[1].frequency") in {(one.file, one.column) for one in faulty.value.problems}
    assert desk.office_editions.read("A").item(POLICY).frequency.value == "semi_annual"


def test_a_condition_that_cannot_be_read_is_told_and_nothing_is_kept(people):
    desk = people.acts("wang")
    desk.office_editions.copy("2019-10-25", "A", date(2019, 10, 1))
    for text in ("{fact: no_such_fact, is: true}", "{capital: {min: 5, below: 2}}", "{fact: [", "*a", ""):
        with pytest.raises(Refused, match=r"condition\.unreadable"):
            desk.office_editions.change_item("A", change(desk, "A", POLICY, condition=text))
    assert desk.office_editions.show("A").version == 1


def test_items_are_added_and_removed_and_a_change_back_is_none(people):
    desk = people.acts("wang")
    desk.office_editions.copy("2019-10-25", "A", date(2019, 10, 1))
    new = change(desk, "A", POLICY, summary_zh="新增之項目。", summary_en="A new item.", effective_from=None, condition="always")
    desk.office_editions.change_item("A", ItemChange(**{**{n: getattr(new, n) for n in new.__slots__}, "key": "CC-12000-90"}))
    desk.office_editions.remove_item("A", RISK)
    read = desk.office_editions.read("A")
    assert read.item("CC-12000-90").summary.en == "A new item."
    assert RISK not in {item.key for item in read.items}
    desk.office_editions.remove_item("A", "CC-12000-90")
    desk.office_editions.change_item("A", change(desk, "2019-10-25", RISK))
    assert "items" not in desk.office_editions.documents("A")["edition.yaml"]


def test_a_draft_is_tried_out_against_the_edition_in_force(people):
    desk = people.acts("wang")
    desk.office_editions.copy("2019-10-25", "A", date(2019, 10, 1))
    assert desk.office_editions.try_out("A", OFFLINE, DAY).differences == ()
    desk.office_editions.change_item("A", change(desk, "A", RISK, condition="always"))
    (one,) = desk.office_editions.try_out("A", OFFLINE, DAY).differences
    assert (one.item, one.now, one.tried) == (RISK, "does_not_apply", "applies")
    assert desk.office_editions.try_out("A", FIRM, DAY).differences == ()


STAFFING = (
    BandStated(0, 3 * BN, unit=False, chief=0, staff=1),
    BandStated(3 * BN, 10 * BN, unit=False, chief=1, staff=2),
    BandStated(10 * BN, None, unit=True, chief=1, staff=3),
)


SCOPE = (BandStated(0, 20 * BN, parts=("P1", "P3")), BandStated(20 * BN, None, parts=("P1", "P2", "P3")))


def table(kind: str, bands: tuple[BandStated, ...]) -> TableChange:
    return TableChange(kind, bands, "inferred", "本單位 108 年決議", "Office decision of 2019")


def test_a_draft_states_its_own_table_and_the_firms_are_judged_by_it(people):
    desk = people.acts("wang")
    desk.office_editions.copy("2019-10-25", "A", date(2019, 10, 1))
    desk.office_editions.change_table("A", table("staffing_table", STAFFING))
    desk.office_editions.change_table("A", table("scope_table", SCOPE))
    read = desk.office_editions.read("A")
    assert [band.name.zh for band in read.staffing_table.bands] == ["未達 30 億元", "30 億元以上、未達 100 億元", "100 億元以上"]
    assert read.staffing_table.bands[1].name.en == "NT$3 billion to below NT$10 billion"
    assert read.staffing_table.clause.effective_from == date(2019, 10, 1)
    scope = desk.office_editions.try_out("A", FIRM, DAY).tried
    assert scope.staffing.band.staff_minimum == 3 and [part.applies for part in scope.parts] == [True, False, True]
    desk.office_editions.change_table("A", table("staffing_table", ()))
    desk.office_editions.change_table("A", table("scope_table", ()))
    assert not {"staffing_table", "scope_table"} & set(desk.office_editions.documents("A")["edition.yaml"])


@pytest.mark.parametrize(
    ("bands", "code"),
    [
        ((BandStated(0, 3 * BN), BandStated(4 * BN, None)), "rulebook.bands_gap"),
        ((BandStated(0, 3 * BN), BandStated(2 * BN, None)), "rulebook.bands_overlap"),
        ((BandStated(0, 3 * BN),), "rulebook.bands_end"),
        ((BandStated(1, None),), "rulebook.bands_start"),
    ],
)
def test_a_table_with_a_gap_or_an_overlap_is_never_kept(people, bands, code):
    desk = people.acts("wang")
    desk.office_editions.copy("2019-10-25", "A", date(2019, 10, 1))
    with pytest.raises(BadInput, match=r"rulebook\.faulty") as faulty:
        desk.office_editions.change_table("A", table("staffing_table", bands))
    assert code in {problem.code for problem in faulty.value.problems}
    assert desk.office_editions.show("A").version == 1


def test_parts_of_a_draft_get_other_names_and_the_names_of_before_back(people):
    desk = people.acts("wang")
    desk.office_editions.copy("2019-10-25", "A", date(2019, 10, 1))
    before = {part.id: part.name for part in desk.office_editions.read("A").parts}
    desk.office_editions.name_parts("A", before | {"P2": Bilingual("網路下單", "Online orders")})
    assert [part.name.en for part in desk.office_editions.read("A").parts][1] == "Online orders"
    assert len(desk.office_editions.documents("A")["edition.yaml"]["parts"]["change"]) == 1
    desk.office_editions.name_parts("A", before)
    assert "parts" not in desk.office_editions.documents("A")["edition.yaml"]


def test_an_item_whose_condition_is_not_published_can_be_edited_and_keeps_it(people):
    desk = people.acts("wang")
    desk.office_editions.copy("2019-10-25", "A", date(2019, 10, 1))
    unknown = '{unknown: {zh: "門檻, 未公布", en: "not: published"}}'
    desk.office_editions.change_item("A", change(desk, "A", POLICY, condition=unknown))
    desk.office_editions.change_item("A", change(desk, "A", POLICY, frequency="monthly"))
    read = desk.office_editions.read("A").item(POLICY)
    assert read.condition == NotKnown(Bilingual("門檻, 未公布", "not: published"))


@pytest.fixture
def own(people):
    """An own edition in force from 2019-10-01: its people, its name, and how it stood at approval."""
    desk = people.acts("wang")
    desk.office_editions.copy("2019-10-25", "A", date(2019, 10, 1))
    desk.office_editions.change_item("A", change(desk, "A", POLICY, summary_zh="另一要求。", summary_en="Something else."))
    desk = put_in_force(people, "A")
    return people, desk.rulebook.edition("A")


def without_section(rulebook: Rulebook, code: str) -> Rulebook:
    """The shipped rules as another release of the program might bring them: a section less, and none of the tables."""
    return Rulebook(
        tuple(
            dataclasses.replace(
                edition,
                items=tuple(item for item in edition.items if item.code != code),
                sections=tuple(section for section in edition.sections if section.code != code),
                tables=TierTables(),
                digest=edition.digest[::-1],
            )
            for edition in rulebook.editions
            if edition.id != "2019-10-25"
        )
    )


def test_an_own_edition_in_force_stays_what_it_was_when_the_shipped_rules_are_others(own):
    people, before = own
    desk = people.acts("wang")
    desk.office.read_rules = functools.partial(without_section, read_shipped_rules(), before.item(POLICY).code)
    after = desk.rulebook.edition("A")
    assert after == before and after.digest == desk.office_editions.show("A").digest
    assert (after.based_on, after.item(POLICY).summary.zh) == ("2019-10-25", "另一要求。")
    assert desk.rulebook.in_force(DAY).id == "A"


@pytest.mark.parametrize("change_text", [("另一要求。", "別的要求。"), ('"whole"', '"hole"'), ('"key"', '"k"')])
def test_an_own_edition_that_is_not_what_was_approved_is_told_and_never_used(own, change_text):
    people, _ = own
    desk = people.acts("wang")
    with desk.store.work("wang", "office_editions.edit") as work:
        record = work.find(OfficeEdition, edition="A")
        record.content = record.content.replace(*change_text)
        work.commit()
    with pytest.raises(Unavailable, match=r"rulebook\.own_altered") as told:
        people.acts("lee").firms.scope(FIRM, DAY)
    assert told.value.values == {"edition": "A"}


def test_every_shipped_edition_reads_back_from_its_whole_copy_piece_by_piece():
    for edition in read_shipped_rules().editions:
        documents, digest = whole_of(edition)
        kept = {"digest": edition.digest, "based_on": edition.based_on}
        assert dataclasses.replace(read_edition(documents, edition.id), **kept) == edition
        assert digest == read_edition(json.loads(json.dumps(documents)), edition.id).digest


# answers of the year before


def test_an_earlier_answer_is_taken_over_when_only_the_number_changed_and_shown_when_the_words_did(people):
    desk = people.acts("wang")
    first = desk.visits.open(OpenVisit(FIRM, date(2019, 6, 3)))
    for item in (RISK, POLICY, "CC-12000-02"):
        desk.visits.answer(AnswerItem(first.number, item, Judgement.DEFICIENT, f"note {item}"))
    desk.office_editions.copy("2019-10-25", "A", date(2019, 10, 1))
    moved = change(desk, "A", RISK)
    desk.office_editions.remove_item("A", RISK)
    desk.office_editions.change_item("A", ItemChange(**{**{n: getattr(moved, n) for n in moved.__slots__}, "key": "CC-11000-90"}))
    desk.office_editions.change_item("A", change(desk, "A", POLICY, summary_zh="另一要求。", summary_en="Something else."))
    desk = put_in_force(people, "A")
    second = desk.visits.open(OpenVisit(FIRM, date(2020, 2, 3)))
    found = {one.item: one for one in desk.visits.earlier_answers(second.number)}
    assert set(found) == {"CC-11000-90", POLICY, "CC-12000-02"}
    assert (found["CC-11000-90"].same_text, found["CC-11000-90"].earlier_item, found["CC-11000-90"].note) == (
        True,
        RISK,
        f"note {RISK}",
    )
    assert (found[POLICY].same_text, found["CC-12000-02"].same_text) == (False, True)
    assert found[POLICY].visit == first.number and found[POLICY].year == 2019
    assert desk.visits.earlier_answers(first.number) == ()


def test_an_own_edition_that_a_later_shipped_one_replaces_is_told_until_the_office_takes_note(people):
    desk = people.acts("wang")
    desk.office_editions.copy("2019-10-25", "A", date(2019, 10, 1))
    assert desk.office_editions.superseded() == ()
    desk = put_in_force(people, "A")
    (told,) = desk.office_editions.superseded()
    assert (told.edition, told.by, told.begins, told.last_day) == ("A", "2020-02-10", date(2020, 2, 10), date(2020, 2, 9))
    assert not told.settled
    (caution,) = superseded_cautions(desk.office)
    assert (caution.code, caution.values["edition"], caution.values["last_day"]) == (
        "office_editions.superseded",
        "A",
        date(2020, 2, 9),
    )
    digest = desk.office_editions.show("A").digest
    assert desk.office_editions.acknowledge("A").settled
    assert superseded_cautions(desk.office) == () and desk.office_editions.superseded()[0].settled
    assert desk.office_editions.show("A").digest == digest
    desk.office.forget_own_editions()
    assert desk.rulebook.in_force(date(2019, 10, 2)).id == "A"
    with pytest.raises(Refused, match=r"office_edition\.not_superseded"):
        people.acts("wang").office_editions.copy("2019-10-25", "B", date(2019, 11, 1))
        people.desk.office_editions.acknowledge("B")


def test_an_own_edition_is_told_no_more_once_a_later_one_of_the_office_holds_again(people):
    people.acts("wang").office_editions.copy("2019-10-25", "A", date(2019, 10, 1))
    put_in_force(people, "A")
    people.acts("wang").office_editions.copy("2020-02-10", "B", date(2020, 3, 1))
    desk = put_in_force(people, "B")
    told = {one.edition: (one.by, one.settled) for one in desk.office_editions.superseded()}
    assert told == {"A": ("2020-02-10", True), "B": ("2020-12-17", False)}


def test_an_own_edition_that_its_successor_or_its_own_end_replaces_is_not_told(people):
    people.acts("wang").office_editions.copy("2019-10-25", "A", date(2019, 10, 1))
    people.desk.office_editions.copy("2019-10-25", "B", date(2019, 11, 1))
    put_in_force(people, "A")
    desk = put_in_force(people, "B")
    assert [one.edition for one in desk.office_editions.superseded()] == ["B"]


def test_an_edition_affects_no_scope_while_it_is_a_draft_submitted_or_withdrawn(people):
    desk = people.acts("wang")
    before, number = desk.firms.scope(FIRM, DAY), len(desk.rulebook.editions)
    desk.office_editions.copy("2019-10-25", "A", date(2019, 10, 1))
    desk.office_editions.remove_item("A", POLICY)

    def unmoved() -> bool:
        there = people.acts("lee")
        there.office.forget_own_editions()
        return there.firms.scope(FIRM, DAY) == before == there.firms.scopes(DAY)[FIRM] and len(there.rulebook.editions) == number

    assert unmoved()
    people.acts("wang").office_editions.submit("A")
    assert unmoved()
    assert people.acts("lee").visits.open(OpenVisit(FIRM, DAY)).edition == "2019-10-25"
    people.acts("wang").office_editions.withdraw("A", "不再需要")
    assert unmoved()
