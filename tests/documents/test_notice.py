from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from auditdesk.documents import notice_files
from auditdesk.documents.notice_figures import percent, rounded
from auditdesk.documents.notice_story import notice_story
from auditdesk.documents.story import BarChart, Paragraph, texts_of
from auditdesk.errors import Cancelled, Refused, Unavailable
from auditdesk.model.notice_paper import NoticePaper, PaperEntry
from auditdesk.model.rulebook import Bilingual

HTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
LANGUAGES = ["zh_TW", "en"]


def page(content: bytes) -> Element:
    text = content.decode()
    assert text.startswith("<!DOCTYPE html>\n")
    return ElementTree.fromstring(text.split("\n", 1)[1])


def with_first_entry(paper: NoticePaper, **changes: object) -> NoticePaper:
    first = paper.sections[0]
    entries = (replace(first.entries[0], **changes), *first.entries[1:])
    return replace(paper, sections=(replace(first, entries=entries), *paper.sections[1:]))


def first_details(paper: NoticePaper, language: str = "zh_TW") -> dict[str, str]:
    blocks = notice_story(paper, language).blocks
    entry = next(block for block in blocks if isinstance(block, Paragraph) and block.details)
    return {detail.label: detail.text for detail in entry.details}


def test_no_internal_id_reaches_a_paper(notice: NoticePaper) -> None:
    every = "".join(texts_of(notice_story(notice, "zh_TW"))) + notice_files.notice_json(notice, "zh_TW").decode()
    every += notice_files.notice_csv(notice, "zh_TW").decode()
    assert "-P1" not in every and "SR-ET" not in every and "ab" * 32 not in every


def test_the_notice_says_what_was_counted_when_and_that_no_firm_is_implied(notice: NoticePaper) -> None:
    told = "\n".join(texts_of(notice_story(notice, "zh_TW")))
    for said in (
        "58 家證券商，查核 60 次",
        "108-N01",
        "中華民國109年1月1日",
        "中華民國108年12月27日",
        "中華民國108年12月20日",
        "2018-11-30 版",
    ):
        assert said in told
    for paragraph in notice.paragraphs:
        assert paragraph.text.zh in told


def test_a_correction_says_what_it_corrects_and_why(notice: NoticePaper) -> None:
    corrected = replace(notice, corrects="108-N01", number="108-N02", correction=Bilingual("更正表 1。", "Table 1 is corrected."))
    told = list(texts_of(notice_story(corrected, "zh_TW")))
    assert told.index("更正說明") < told.index("更正表 1。") < told.index("公告說明")
    assert "更正說明" not in list(texts_of(notice_story(notice, "zh_TW")))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"compared": "same_rule", "previous_firms": 1, "firms": 3}, "較前一年度（1 家）增加 2 家"),
        ({"compared": "same_rule", "previous_firms": 5, "firms": 3}, "較前一年度（5 家）減少 2 家"),
        ({"compared": "same_rule", "previous_firms": 3, "firms": 3}, "與前一年度相同（3 家）"),
        ({"compared": "same_rule", "previous_firms": None}, "＊"),
        ({"compared": "rule_changed"}, "規定已修正，不予比較"),
        ({"compared": "new_pattern"}, "前一年度未列此態樣"),
    ],
)
def test_a_change_is_only_told_where_the_requirement_is_the_same(
    notice: NoticePaper, changes: dict[str, object], told: str
) -> None:
    assert first_details(with_first_entry(notice, **changes))["與前一年度比較："] == told


def test_nothing_is_compared_in_a_first_year(notice: NoticePaper) -> None:
    assert "與前一年度比較：" not in first_details(with_first_entry(notice, compared="not_compared"))


def test_a_pattern_that_applied_to_nobody_has_no_rate(notice: NoticePaper) -> None:
    assert first_details(with_first_entry(notice, applied_firms=0, rate=None))["缺失家數："] == "3 家"


def test_a_withheld_repeat_is_marked_although_the_count_is_shown(notice: NoticePaper) -> None:
    assert "其中 ＊ 家以前年度亦有同項缺失" in first_details(with_first_entry(notice, repeats=None))["缺失家數："]


def test_a_withheld_bar_is_not_drawn_and_told_by_its_mark(notice: NoticePaper) -> None:
    chart = next(block for block in notice_story(notice, "zh_TW").blocks if isinstance(block, BarChart))
    hidden = [bar for bar in chart.bars if bar.value is None]
    assert [bar.label for bar in hidden] == ["實體與環境安全"] and hidden[0].shown == "＊"
    assert "實體與環境安全 ＊" in chart.description and "網路安全管理 " in chart.description


def test_words_that_were_left_empty_leave_no_trace(notice: NoticePaper) -> None:
    bare = with_first_entry(notice, expected_standard=Bilingual("", ""))
    assert "應有作法：" not in first_details(bare)


def test_the_page_is_one_file_that_asks_nothing_of_the_net(notice: NoticePaper) -> None:
    root = page(notice_files.notice_html(notice, "zh_TW"))
    assert root.attrib["lang"] == "zh-Hant-TW"
    for element in root.iter():
        for name in ("src", "srcset", "data", "action", "{http://www.w3.org/1999/xlink}href"):
            assert name not in element.attrib
        assert element.attrib.get("href", "#").startswith(("#", "data:,"))
    style = root.find(f"{HTML}head/{HTML}style")
    assert style is not None and style.text is not None
    assert "url(" not in style.text and "@import" not in style.text
    assert "prefers-color-scheme: dark" in style.text and "@media print" in style.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_built_for_assistive_technology(notice: NoticePaper, language: str) -> None:
    root = page(notice_files.notice_html(notice, language))
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    for link in root.iter(f"{HTML}a"):
        assert link.attrib["href"].removeprefix("#") in ids
    ranks = [int(element.tag[-1]) for element in root.iter() if re.fullmatch(rf"{re.escape(HTML)}h[1-6]", element.tag)]
    assert ranks[0] == 1 and ranks.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(ranks))
    tables = list(root.iter(f"{HTML}table"))
    assert len(tables) == 3
    for table in tables:
        assert table.find(f"{HTML}caption") is not None
        assert {cell.attrib["scope"] for cell in table.iter(f"{HTML}th")} == {"col", "row"}
    drawings = list(root.iter(f"{SVG}svg"))
    assert len(drawings) == 2
    for drawing in drawings:
        assert drawing.attrib["role"] == "img" and set(drawing.attrib["aria-labelledby"].split()) <= set(ids)
        assert [child.tag for child in drawing][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert len(list(root.iter(f"{HTML}main"))) == len(list(root.iter(f"{HTML}title"))) == 1


@given(st.fractions(0, 1, max_denominator=500))
def test_a_rate_is_rounded_half_up_to_a_tenth_of_a_percent(rate: Fraction) -> None:
    exact = Fraction(rounded(rate))
    assert exact * 1000 == int(rate * 1000 + Fraction(1, 2))


@pytest.mark.parametrize(
    ("rate", "shown"), [("1/16", "6.3%"), ("1/3", "33.3%"), ("1", "100.0%"), ("0", "0.0%"), ("3/64", "4.7%")]
)
def test_a_rate_is_shown_with_one_decimal(rate: str, shown: str) -> None:
    assert percent(rounded(Fraction(rate))) == shown
    assert percent(Decimal("0.063")) == "6.3%"


def test_an_entry_knows_its_change(notice: NoticePaper) -> None:
    entry: PaperEntry = replace(notice.entries[0], firms=5, previous_firms=7)
    assert entry.change == -2


def test_the_files_are_written_under_plain_names(notice: NoticePaper, tmp_path: Path) -> None:
    files = notice_files.write_notice(notice, tmp_path / "公告", ["zh_TW", "en"], ["pdf", "csv"], serial="N01")
    assert [file.name for file in files] == [
        "notice-108-N01.pdf",
        "notice-108-N01.csv",
        "notice-108-N01-dictionary.csv",
        "notice-2019-N01-en.pdf",
        "notice-2019-N01-en.csv",
        "notice-2019-N01-en-dictionary.csv",
    ]
    assert sorted(path.name for path in (tmp_path / "公告").iterdir()) == sorted(file.name for file in files)


def test_a_file_with_other_content_is_never_replaced(notice: NoticePaper, tmp_path: Path) -> None:
    (tmp_path / "notice-108.txt").write_text("another")
    with pytest.raises(Refused) as refused:
        notice_files.write_notice(notice, tmp_path, ["zh_TW"], ["html", "txt"])
    assert refused.value.code == "paper.exists"
    assert [path.name for path in tmp_path.iterdir()] == ["notice-108.txt"]


def test_a_cancelled_notice_leaves_what_stood_there(notice: NoticePaper, tmp_path: Path) -> None:
    (tmp_path / "notice-108.pdf").write_bytes(b"last year's")

    def cancel(done: int, total: int = 0, step: str = "") -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        notice_files.write_notice(notice, tmp_path, ["zh_TW"], progress=cancel)
    assert [path.name for path in tmp_path.iterdir()] == ["notice-108.pdf"]
    assert (tmp_path / "notice-108.pdf").read_bytes() == b"last year's"


def test_a_folder_that_is_a_file_is_named_in_the_refusal(notice: NoticePaper, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x")
    with pytest.raises(Unavailable) as refused:
        notice_files.write_notice(notice, tmp_path / "taken", ["zh_TW"], ["txt"])
    assert refused.value.code == "disk.failed" and refused.value.values["path"].endswith("taken")
