from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import pandas
import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from auditdesk.documents import notice_files
from auditdesk.documents.notice_figures import figures_of, percent, rounded
from auditdesk.documents.notice_ods import notice_ods
from auditdesk.documents.notice_story import notice_story
from auditdesk.documents.story import Paragraph, texts_of
from auditdesk.errors import Cancelled, Unavailable
from auditdesk.model.notice import CompiledNotice
from auditdesk.model.rulebook import Bilingual
from auditdesk.words import Words

HTML = "{http://www.w3.org/1999/xhtml}"
LANGUAGES = ["zh_TW", "en"]


def page(content: bytes) -> Element:
    text = content.decode()
    assert text.startswith("<!DOCTYPE html>\n")
    return ElementTree.fromstring(text.split("\n", 1)[1])


def text_of(element: Element) -> str:
    return "".join("".join(element.itertext()).split())


def sheets(content: bytes) -> dict[str, pandas.DataFrame]:
    return pandas.read_excel(io.BytesIO(content), sheet_name=None, engine="calamine", keep_default_na=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_html_and_ods_carry_the_same_figures(notice: CompiledNotice, language: str, read_pdf: Callable) -> None:
    words = Words(language)
    pdf = read_pdf(notice_files.notice_pdf(notice, language)).squeezed
    html = page(notice_files.notice_html(notice, language))
    tables = sheets(notice_ods(notice, language))
    entries = tables[words.say("notice_sheet.entries")].to_dict("records")
    items = [item for item in html.iter(f"{HTML}li") if item.find(f"{HTML}div/{HTML}dl") is not None]
    assert len(entries) == len(items) == len(notice.entries) == 31
    for entry, row, item in zip(notice.entries, entries, items, strict=True):
        assert row[words.say("notice_column.firms")] == entry.firms
        assert row[words.say("notice_column.applied_firms")] == entry.applied_firms
        assert row[words.say("notice_column.repeats")] == entry.repeats
        rate = f"{row[words.say('notice_column.rate')]:.1%}"
        told = text_of(item)
        assert "".join(row[words.say("notice_column.wording")].split()) in told
        assert "".join(row[words.say("notice_column.standard")].split()) in told
        figures = re.search(
            r"(\d+)家，占適用家數(\d+)家之([\d.]+%)" if language == "zh_TW" else r"(\d+),or([\d.]+%)ofthe(\d+)", told
        )
        assert figures is not None
        assert set(figures.groups()) == {str(entry.firms), str(entry.applied_firms), rate}
        assert told.removesuffix("家") in pdf
    by_section = [tuple(map(text_of, row)) for row in html.iter(f"{HTML}tr")][1:]
    assert by_section == [
        tuple("".join(str(cell).split()) for cell in row)
        for row in tables[words.say("notice_sheet.sections")].itertuples(index=False)
    ]
    for row in by_section:
        assert "".join(row) in pdf


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_story_stands_in_pdf_and_html(notice: CompiledNotice, language: str, read_pdf: Callable) -> None:
    pdf = "".join(read_pdf(notice_files.notice_pdf(notice, language)).lines)
    running_head = notice_files.title_of(notice, language)
    pdf = "".join(re.sub(r"第\d+頁，共\d+頁|Page\d+of\d+", "", "".join(pdf.split())).split())
    html = text_of(page(notice_files.notice_html(notice, language)))
    for text in texts_of(notice_story(notice, language)):
        squeezed = "".join(text.split())
        assert squeezed in html
        assert squeezed in pdf or squeezed in pdf.replace("".join(running_head.split()), ""), text


def test_no_uid_and_no_internal_id_reaches_a_paper(notice: CompiledNotice) -> None:
    ods = zipfile.ZipFile(io.BytesIO(notice_ods(notice, "zh_TW")))
    every = "".join(texts_of(notice_story(notice, "zh_TW"))) + "".join(ods.read(name).decode() for name in ods.namelist())
    assert "uid-" not in every and "-P1" not in every and "SR-ET" not in every


def test_the_method_names_what_was_counted_and_that_no_firm_is_implied(notice: CompiledNotice) -> None:
    told = "\n".join(texts_of(notice_story(notice, "zh_TW")))
    for said in (
        "58 家證券商，查核 60 次",
        "中華民國109年1月1日",
        "中華民國108年12月27日",
        "2018-11-30 版",
        "適用家數",
        "不揭露個別證券商",
    ):
        assert said in told
    assert "＊" not in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_suppressed_count_and_what_it_follows_from_are_withheld_everywhere(
    make_notice: Callable[..., CompiledNotice], language: str, read_pdf: Callable
) -> None:
    notice = make_notice(suppressed=frozenset({"CC-16000-P1"}))
    hidden = next(entry for entry in notice.entries if entry.suppressed)
    section = next(section for section in notice.sections if section.code == hidden.code)
    mark = "*" if language == "en" else "＊"
    words = Words(language)
    figures = figures_of(notice, words)
    assert figures.findings is None
    row = next(entry for entry in figures.entries if entry.withheld)
    assert (row.firms, row.rate, row.repeats) == (None, None, None)
    tables = sheets(notice_ods(notice, language))
    printed = tables[words.say("notice_sheet.entries")]
    assert printed[printed[words.say("notice_column.firms")] == mark].index.tolist() == [4]
    assert printed.iloc[4][words.say("notice_column.rate")] == mark
    assert tables[words.say("notice_sheet.sections")].iloc[2].iloc[-1] == mark
    pdf = read_pdf(notice_files.notice_pdf(notice, language)).squeezed
    html = text_of(page(notice_files.notice_html(notice, language)))
    for paper in (pdf, html):
        assert f"{''.join(section.name.in_language(language).split())}1{mark}" in paper
        assert str(notice.findings) not in paper
        assert "".join(words.say("notice_text.method_suppression").split()) in paper


def test_the_page_is_one_file_that_asks_nothing_of_the_net(notice: CompiledNotice) -> None:
    content = notice_files.notice_html(notice, "zh_TW")
    root = page(content)
    assert root.attrib["lang"] == "zh-Hant-TW"
    for element in root.iter():
        for name in ("src", "srcset", "data", "action"):
            assert name not in element.attrib
        assert element.attrib.get("href", "#").startswith(("#", "data:,"))
    style = root.find(f"{HTML}head/{HTML}style")
    assert style is not None and style.text is not None
    assert "url(" not in style.text and "@import" not in style.text
    assert "prefers-color-scheme: dark" in style.text and "@media print" in style.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_built_for_assistive_technology(notice: CompiledNotice, language: str) -> None:
    root = page(notice_files.notice_html(notice, language))
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    for link in root.iter(f"{HTML}a"):
        assert link.attrib["href"].removeprefix("#") in ids
    ranks = [int(element.tag[-1]) for element in root.iter() if re.fullmatch(rf"{re.escape(HTML)}h[1-6]", element.tag)]
    assert ranks[0] == 1 and ranks.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(ranks))
    for table in root.iter(f"{HTML}table"):
        assert table.find(f"{HTML}caption") is not None
        assert {cell.attrib["scope"] for cell in table.iter(f"{HTML}th")} == {"col", "row"}
    assert len(list(root.iter(f"{HTML}main"))) == len(list(root.iter(f"{HTML}title"))) == 1


def test_markup_and_odd_characters_in_a_wording_are_text_in_every_format(
    make_notice: Callable[..., CompiledNotice], read_pdf: Callable
) -> None:
    odd = "A & B <Ltd> \"q\" 'a' &amp; <script>x</script>\x0b=1+1"
    notice = make_notice(wording=Bilingual(odd, odd))
    squeezed = "".join(odd.replace("\x0b", "").split())
    assert squeezed in text_of(page(notice_files.notice_html(notice, "zh_TW")))
    assert b"<script" not in notice_files.notice_html(notice, "zh_TW")
    assert squeezed in read_pdf(notice_files.notice_pdf(notice, "zh_TW")).squeezed
    assert "A & B <Ltd>" in sheets(notice_ods(notice, "zh_TW"))["缺失"].iloc[0]["缺失態樣"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_html_and_ods_are_byte_identical_in_two_builds(notice: CompiledNotice, language: str) -> None:
    assert notice_files.notice_html(notice, language) == notice_files.notice_html(notice, language)
    assert notice_ods(notice, language) == notice_ods(notice, language)


def test_the_spreadsheet_explains_each_of_its_columns(notice: CompiledNotice) -> None:
    tables = sheets(notice_ods(notice, "zh_TW"))
    assert list(tables) == ["缺失", "章節", "說明", "欄位說明"]
    explained = set(tables["欄位說明"]["欄位"])
    assert {*tables["缺失"].columns, *tables["章節"].columns} == explained
    assert all(len(meaning) > 3 for meaning in tables["欄位說明"]["意義"])


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


def test_a_pattern_that_applied_to_nobody_else_has_no_rate(notice: CompiledNotice) -> None:
    first = notice.sections[0]
    entry = replace(first.entries[0], applied_firms=0)
    changed = replace(notice, sections=(replace(first, entries=(entry,)), *notice.sections[1:]))
    paragraph = next(block for block in notice_story(changed, "zh_TW").blocks if isinstance(block, Paragraph) and block.details)
    assert paragraph.details[0].text == f"{entry.firms} 家"


def test_the_three_files_are_written_under_plain_names(notice: CompiledNotice, tmp_path: Path) -> None:
    files = notice_files.write_notice(notice, tmp_path / "公告")
    assert [file.name for file in files] == ["notice-108.pdf", "notice-108.html", "notice-108.ods"]
    assert sorted(path.name for path in (tmp_path / "公告").iterdir()) == sorted(file.name for file in files)
    assert notice_files.write_notice(notice, tmp_path, "en")[0].name == "notice-2019-en.pdf"


def test_a_cancelled_notice_leaves_what_stood_there(notice: CompiledNotice, tmp_path: Path) -> None:
    (tmp_path / "notice-108.pdf").write_bytes(b"last year's")

    def cancel(done: int, total: int = 0, step: str = "") -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        notice_files.write_notice(notice, tmp_path, progress=cancel)
    assert [path.name for path in tmp_path.iterdir()] == ["notice-108.pdf"]
    assert (tmp_path / "notice-108.pdf").read_bytes() == b"last year's"


def test_a_folder_that_is_a_file_is_named_in_the_refusal(notice: CompiledNotice, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x")
    with pytest.raises(Unavailable) as refused:
        notice_files.write_notice(notice, tmp_path / "taken")
    assert refused.value.code == "disk.failed" and refused.value.values["path"].endswith("taken")
