"""The shipped edition against what the presentation of 2019-10-25 and the mechanism's text say."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from auditdesk.model.terms import Certainty, Frequency, Severity


def test_the_edition_governs_the_whole_audit_year_2019(edition):
    assert (edition.id, edition.stated_on) == ("2019-10-25", date(2019, 10, 25))
    assert not edition.in_force_on(date(2018, 11, 29))
    assert edition.in_force_on(date(2018, 11, 30))
    assert edition.in_force_on(date(2019, 12, 31))


def test_patterns_are_as_many_under_each_heading_as_the_authorities_listed(edition):
    counts = Counter((pattern.group, pattern.code) for pattern in edition.patterns)
    assert counts == {
        ("twse_tpex", "CC-11000"): 2,
        ("twse_tpex", "CC-14000"): 2,
        ("twse_tpex", "CC-16000"): 1,
        ("twse_tpex", "CC-17010"): 5,
        ("twse_tpex", "CC-17020"): 3,
        ("twse_tpex", "CC-18000"): 9,
        ("twse_tpex", "CC-19000"): 4,
        ("twse_tpex", "CC-21100"): 4,
        ("twse_tpex", "SR-ET"): 1,
        ("feb", "FEB-NET"): 3,
        ("feb", "FEB-SYS"): 3,
        ("feb", "FEB-PDP"): 3,
    }
    groups = Counter(pattern.group for pattern in edition.patterns)
    assert groups == {"twse_tpex": 31, "feb": 9}


# Words that tell each deficiency of the presentation from the others, in its order.
SUBJECTS = {
    "CC-11000-P01": "可接受", "CC-11000-P02": "風險評鑑",
    "CC-14000-P01": "標示", "CC-14000-P02": "清冊",
    "CC-16000-P01": "報廢",
    "CC-17010-P01": "漏洞", "CC-17010-P02": "防火牆安全規則", "CC-17010-P03": "三年", "CC-17010-P04": "病毒碼", "CC-17010-P05": "異動",
    "CC-17020-P01": "壓力測試之範圍", "CC-17020-P02": "每年至少一次", "CC-17020-P03": "權限",
    "CC-18000-P01": "個人資料", "CC-18000-P02": "稽核日誌", "CC-18000-P03": "久未使用", "CC-18000-P04": "唯一", "CC-18000-P05": "優質密碼",
    "CC-18000-P06": "妥善保管", "CC-18000-P07": "預設", "CC-18000-P08": "報表", "CC-18000-P09": "三年",
    "CC-19000-P01": "下線", "CC-19000-P02": "弱點掃描", "CC-19000-P03": "核准程序", "CC-19000-P04": "緊急",
    "CC-21100-P01": "清冊", "CC-21100-P02": "行動應用程式", "CC-21100-P03": "預設密碼", "CC-21100-P04": "社群媒體",
    "SR-ET-P01": "網路釣魚",
    "FEB-NET-P01": "防火牆規則", "FEB-NET-P02": "內部網路", "FEB-NET-P03": "測試主機",
    "FEB-SYS-P01": "頻率", "FEB-SYS-P02": "中、低風險", "FEB-SYS-P03": "修補",
    "FEB-PDP-P01": "外洩", "FEB-PDP-P02": "上網行為", "FEB-PDP-P03": "來信驗證",
}  # fmt: skip


def test_every_deficiency_of_the_presentation_has_its_pattern(edition):
    assert [pattern.id for pattern in edition.patterns] == list(SUBJECTS)
    assert [p.id for p in edition.patterns if SUBJECTS[p.id] not in p.wording.zh] == []


def test_every_pattern_is_whole_and_touches_items_of_its_own_section(edition):
    codes = {section.code for section in edition.sections}
    for pattern in edition.patterns:
        assert pattern.items
        assert pattern.certainty is Certainty.DECK
        assert pattern.default_severity in Severity
        assert pattern.wording.zh.endswith("。")
        assert pattern.expected_standard.zh.count("。") == 1, "one sentence"
        assert len({pattern.wording.zh, pattern.expected_standard.zh, pattern.wording.en, pattern.expected_standard.en}) == 4
        if pattern.code in codes:
            assert edition.item(pattern.items[0]).code == pattern.code
            assert pattern.heading == edition.section(pattern.code).name


def test_wordings_are_all_different(edition):
    assert len({pattern.wording.zh for pattern in edition.patterns}) == 40
    assert len({pattern.wording.en for pattern in edition.patterns}) == 40


@pytest.mark.parametrize(
    ("code", "frequency"),
    [
        ("CC-11000", Frequency.ANNUAL),
        ("CC-12000", Frequency.ANNUAL),
        ("CC-13000", Frequency.ANNUAL),
        ("CC-14000", Frequency.SEMI_ANNUAL),
        ("CC-15000", Frequency.SEMI_ANNUAL),
        ("CC-16000", Frequency.SEMI_ANNUAL),
        ("CC-17010", Frequency.MONTHLY),
        ("CC-17020", Frequency.UNKNOWN),
        ("CC-18000", Frequency.MONTHLY),
        ("CC-19000", Frequency.SEMI_ANNUAL),
        ("CC-20000", Frequency.SEMI_ANNUAL),
        ("CC-21100", Frequency.ANNUAL),
        ("CC-22010", Frequency.SEMI_ANNUAL),
        ("S-2", Frequency.UNKNOWN),
        ("S-3", Frequency.UNKNOWN),
    ],
)
def test_each_section_is_audited_in_house_as_often_as_the_mechanism_says(edition, code, frequency):
    items = [item for item in edition.items if item.code == code]
    assert items
    assert edition.section(code).frequency is frequency
    assert {item.frequency for item in items} == {frequency}


def test_sections_stand_in_the_order_of_the_mechanism(edition):
    codes = [section.code for section in edition.sections if section.part == "P1"]
    assert codes == sorted(codes)
    assert [section.code for section in edition.sections if section.part != "P1"] == ["S-2", "S-3"]


@pytest.mark.parametrize("later", ["RTO", "RPO", "資安長", "人工智慧", "主機共置", "核心系統", "源碼", "CISO", "co-location"])
def test_duties_added_after_2019_are_left_out(edition, later):
    assert [item.key for item in edition.items if later in item.summary.zh + item.summary.en] == []


@pytest.mark.parametrize(
    ("code", "paragraph"),
    [("CC-11000", "(4)"), ("CC-12000", "(7)"), ("CC-14000", "(3)"), ("CC-14000", "(4)"), ("CC-19000", "(10)")],
)
def test_paragraphs_added_after_2019_are_left_out(edition, code, paragraph):
    assert [item for item in edition.items if (item.code, item.paragraph) == (code, paragraph)] == []


def test_co_location_had_no_section_yet_and_mere_headings_hold_no_items(edition):
    codes = {section.code for section in edition.sections}
    assert not codes & {"CC-10000", "CC-17000", "CC-21000", "CC-22000", "CC-23000"}


def test_what_is_not_known_of_cc_17010_is_marked_as_inferred(edition):
    inferred = [item.key for item in edition.items if item.certainty is Certainty.INFERRED]
    assert inferred == ["CC-17010-04", "CC-17010-05"]
    assert "CC-17010" in edition.note.zh


def test_the_topics_of_the_second_and_third_part_are_known_from_the_presentation_only(edition):
    for code in ("S-2", "S-3"):
        items = [item for item in edition.items if item.code == code]
        assert len(items) == 3
        assert {item.certainty for item in items} == {Certainty.DECK}


def test_the_staffing_table_cites_the_order_of_the_commission(edition):
    clause = edition.staffing_table.clause
    assert "金管證券字第 1070320242 號" in clause.citation.zh
    assert clause.effective_from == date(2018, 6, 8)


def test_no_words_name_an_address_of_the_network_or_a_machine(edition):
    sources = {piece.source for piece in (*edition.sections, *edition.items, *edition.patterns)}
    assert [source for source in sources if "://" in source or "www." in source or len(source) > 60] == []
