from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date

import pypdfium2
import pytest
from pypdf import PdfReader

from auditdesk.documents.letter_files import letter_pdf
from auditdesk.documents.notice_files import notice_pdf
from auditdesk.documents.pdf.render import render_pdf
from auditdesk.documents.pdf.sheet import PAGE_HEIGHT, PAGE_WIDTH
from auditdesk.documents.pdf.style import Stylesheet, letter_style, notice_style
from auditdesk.documents.story import Align, Block, Heading, Paragraph, Story, Table
from auditdesk.model.letter import LetterContent
from auditdesk.model.notice_paper import NoticePaper

FORBIDDEN_AT_START = set("，。、；：！？」』）》〉】…％’”")
FORBIDDEN_AT_END = set("「『（《〈【")
LONG = "防火牆「進出紀錄」及其備份，未依《規範》保存 3 年（含 Windows Server 2012 R2）；應檢討！" * 12


def table(rows: int, cell: str = "缺失「態樣」，說明。") -> Table:
    return Table(
        "表",
        ("編號", "內容"),
        tuple((f"No{number:03d}", cell) for number in range(rows)),
        (1, 3),
        (Align.START, Align.START),
        True,
    )


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_two_builds_are_byte_identical(notice: NoticePaper, letter: LetterContent, language: str) -> None:
    assert notice_pdf(notice, language) == notice_pdf(notice, language)
    assert letter_pdf(letter, language) == letter_pdf(letter, language)


def test_a_letter_made_between_leaves_no_trace_in_the_next_notice(notice: NoticePaper, letter: LetterContent) -> None:
    alone = notice_pdf(notice, "zh_TW")
    letter_pdf(letter)
    assert notice_pdf(notice, "zh_TW") == alone


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_every_font_is_embedded_and_none_is_a_standard_one(notice: NoticePaper, letter: LetterContent, language: str) -> None:
    for content in (notice_pdf(notice, language), letter_pdf(letter, language)):
        names = set()
        for page in PdfReader(io.BytesIO(content)).pages:
            for font in page["/Resources"]["/Font"].values():
                described = font.get_object()
                names.add(described["/BaseFont"])
                assert "/FontFile2" in described["/FontDescriptor"]
                assert "/ToUnicode" in described
        assert names and all(re.fullmatch(r"/[A-Z]{6}\+(NotoSansTC|TWKai|LetterLatin|RareNames)-\w+", name) for name in names)


def test_the_file_tells_its_language_title_author_and_day(notice: NoticePaper) -> None:
    reader = PdfReader(io.BytesIO(notice_pdf(notice, "zh_TW")))
    assert reader.trailer["/Root"]["/Lang"] == "zh-Hant-TW"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "108 年度證券商資通安全查核缺失"
    assert reader.metadata.author == "臺灣證券交易所股份有限公司"
    assert reader.metadata.creation_date is not None and reader.metadata.creation_date.date() == date(2020, 1, 1)
    assert PdfReader(io.BytesIO(notice_pdf(notice, "en"))).trailer["/Root"]["/Lang"] == "en"


def test_the_outline_holds_every_heading_in_its_depth(notice: NoticePaper) -> None:
    reader = PdfReader(io.BytesIO(notice_pdf(notice, "zh_TW")))
    (title, parts) = reader.outline
    assert title.title == "108 年度證券商資通安全查核缺失"
    assert [part.title for part in parts if not isinstance(part, list)] == ["公告說明", "各章節統計", "查核缺失", "建議事項"]
    nested = parts[-2]
    sections = [section.title for section in nested]
    assert len(sections) == 9 and sections[0] == "一、風險評鑑與管理（CC-11000）"
    assert reader.get_destination_page_number(parts[-1]) == len(reader.pages) - 1


def test_pages_count_themselves_and_their_sum(notice: NoticePaper, read_pdf: Callable) -> None:
    pages = read_pdf(notice_pdf(notice, "zh_TW")).pages
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert f"第{number}頁，共{len(pages)}頁" in "".join(page.split())
    assert "Page 1 of" in read_pdf(notice_pdf(notice, "en")).pages[0]


@pytest.mark.parametrize("make_style", [notice_style, letter_style])
def test_no_line_of_a_finished_page_breaks_the_rules_of_chinese_lines(
    make_style: Callable[[str], Stylesheet], story: Callable[..., Story], read_pdf: Callable
) -> None:
    blocks: list[Block] = [Heading(1, LONG[:60], "h")]
    for offset in range(24):
        blocks.append(Paragraph(LONG[offset:], "（一）", level=offset % 3))
    narrow = Table("", ("一", "二", "三"), ((LONG, LONG[3:], LONG[7:]),) * 3, (2, 3, 4), (Align.START,) * 3)
    lines = read_pdf(render_pdf(story(*blocks, narrow), make_style("zh_TW"))).lines
    assert len(lines) > 300
    assert not [line for line in lines if line[0] in FORBIDDEN_AT_START]
    assert not [line for line in lines if line[-1] in FORBIDDEN_AT_END]


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_papers_break_no_rule_of_chinese_lines(
    notice: NoticePaper, letter: LetterContent, read_pdf: Callable, language: str
) -> None:
    for content in (notice_pdf(notice, language), letter_pdf(letter, language)):
        for line in read_pdf(content).lines:
            assert line[0] not in FORBIDDEN_AT_START and line[-1] not in FORBIDDEN_AT_END, line


@pytest.mark.parametrize("make_style", [notice_style, letter_style])
def test_no_ink_passes_the_margins(make_style: Callable[[str], Stylesheet], story: Callable[..., Story]) -> None:
    style = make_style("zh_TW")
    blocks = [
        Heading(1, "標題" * 40, "h"),
        *(Paragraph(LONG[offset:] + "W" * 90, "一、") for offset in range(6)),
        table(60, LONG[:90]),
    ]
    document = pypdfium2.PdfDocument(render_pdf(story(*blocks), style))
    for page in document:
        text = page.get_textpage()
        for index in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(index, loose=False)
            if right - left > 0 and text.get_text_range(index, 1).strip() not in ("", "裝", "訂", "線"):
                assert style.page.left - 1 <= left and right <= PAGE_WIDTH - style.page.right + 1
                assert bottom > 0 and top < PAGE_HEIGHT


def test_a_long_table_repeats_its_head_and_keeps_every_row(story: Callable[..., Story], read_pdf: Callable) -> None:
    read = read_pdf(render_pdf(story(table(150)), notice_style("zh_TW")))
    assert len(read.pages) > 3
    assert all("編號" in page for page in read.pages)
    assert re.findall(r"No(\d{3})", read.text) == [f"{number:03d}" for number in range(150)]


def test_the_last_page_of_a_table_never_holds_a_single_row(story: Callable[..., Story], read_pdf: Callable) -> None:
    for rows in range(30, 46):
        pages = read_pdf(render_pdf(story(table(rows)), notice_style("zh_TW"))).pages
        assert len(re.findall(r"No\d{3}", pages[-1])) >= 3


def test_a_row_taller_than_a_page_goes_on_over_the_page(story: Callable[..., Story], read_pdf: Callable) -> None:
    tall = "".join(f"第{number}點應檢討。" for number in range(500))
    read = read_pdf(render_pdf(story(table(1, tall)), notice_style("zh_TW")))
    assert len(read.pages) > 1
    assert "第0點應檢討。" in read.squeezed and "第499點應檢討。" in read.squeezed


def test_a_heading_never_stands_alone_at_the_foot_of_a_page(story: Callable[..., Story], read_pdf: Callable) -> None:
    for lines in range(30, 45):
        blocks = [
            *(Paragraph("行") for _ in range(lines)),
            Heading(1, "末章", "a"),
            Heading(2, "末節", "b"),
            Paragraph("內文" * 200),
        ]
        for page in read_pdf(render_pdf(story(*blocks), notice_style("zh_TW"))).pages:
            if "末章" in page:
                assert "末節" in page and "內文" in page


def test_markup_in_text_is_printed_as_it_is(story: Callable[..., Story], read_pdf: Callable) -> None:
    words = "A & B <Ltd> &amp; <b>bold</b> \\ (x) %s {name}"
    read = read_pdf(render_pdf(story(Heading(1, words, "a"), Paragraph(words), table(1, words)), notice_style("zh_TW")))
    assert read.squeezed.count("".join(words.split())) == 3


def test_an_empty_story_is_one_numbered_page(story: Callable[..., Story], read_pdf: Callable) -> None:
    assert "第1頁，共1頁" in read_pdf(render_pdf(story(), notice_style("zh_TW"))).squeezed
