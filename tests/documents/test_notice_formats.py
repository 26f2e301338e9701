"""Every format of the notice read back by other programs: the same words, the same figures, the same ones withheld."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import docx
import pandas
import pytest
from defusedxml import ElementTree
from odf import teletype
from odf.opendocument import load
from odf.table import TableCell
from odf.text import H, P

from auditdesk.documents import notice_files
from auditdesk.documents.notice_figures import Say
from auditdesk.documents.notice_ods import notice_ods
from auditdesk.documents.notice_story import notice_story
from auditdesk.documents.notice_tables import NoticeTable, Withheld, heading, notice_tables
from auditdesk.documents.single_window import COLUMNS, columns, full_width
from auditdesk.documents.story import BarChart, Paragraph, Story, Table, texts_of
from auditdesk.model.notice_paper import NoticePaper
from auditdesk.model.rulebook import Bilingual

LANGUAGES = ["zh_TW", "en"]


def squeezed(text: str) -> str:
    return "".join(text.split())


def html_text(content: bytes) -> str:
    return squeezed("".join(ElementTree.fromstring(content.decode().split("\n", 1)[1]).itertext()))


def docx_text(content: bytes) -> str:
    """All text in the order of the document, that of charts included."""
    body = docx.Document(io.BytesIO(content)).element.body
    told = []
    for element in body.iter():
        if element.tag.endswith("}t"):
            told.append(element.text or "")
        elif element.tag.endswith("}docPr"):
            told.append(element.get("descr", ""))
    return squeezed("".join(told))


def odt_text(content: bytes) -> str:
    document = load(io.BytesIO(content))
    told = [teletype.extractText(one) for kind in (H, P) for one in document.getElementsByType(kind)]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = ElementTree.fromstring(archive.read("content.xml"))
    return squeezed("".join(told) + "".join("".join(one.itertext()) for one in root.iter() if one.tag.endswith("}desc")))


def drawn_in(text: str, story: Story) -> list[str]:
    """Texts of charts and running heads aside, what of the story is not in ``text``."""
    charts = {bar.label for block in story.blocks if isinstance(block, BarChart) for bar in block.bars}
    charts |= {block.description for block in story.blocks if isinstance(block, BarChart)}
    return [told for told in texts_of(story) if told not in charts and squeezed(told) not in text]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_and_figure_stands_in_every_paper(notice: NoticePaper, language: str, read_pdf: Callable[..., Any]) -> None:
    story = notice_story(notice, language)
    pdf = squeezed("".join(read_pdf(notice_files.notice_pdf(notice, language)).lines))
    page_marks = r"第\d+頁，共\d+頁|Page\d+of\d+"
    pdf = re.sub(page_marks, "", pdf)
    assert drawn_in(pdf, story) == []
    for read, made in (
        (html_text, notice_files.notice_html),
        (docx_text, notice_files.notice_docx),
        (odt_text, notice_files.notice_odt),
    ):
        assert drawn_in(read(made(notice, language)), story) == [], made


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_for_the_single_window_holds_every_figure_in_narrow_lines(notice: NoticePaper, language: str) -> None:
    text = notice_files.notice_text(notice, language).decode()
    lines = text.split("\r\n")
    assert all(columns(line) <= COLUMNS for line in lines) and "\t" not in text
    assert not [line for line in lines if line.strip() and line.strip()[0] in "，。、；：！？」』）》"]
    told = squeezed(text)
    story = notice_story(notice, language)
    for block in story.blocks:
        if isinstance(block, Paragraph):
            for detail in block.details:
                wanted = full_width(detail.text) if language == "zh_TW" else detail.text
                assert squeezed(wanted) in told
        if isinstance(block, Table):
            for row in block.rows:
                for head, cell in zip(block.head[1:], row[1:], strict=True):
                    assert not cell or squeezed(f"{head} {cell}") in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_of_html_docx_and_odt_hold_the_same_cells(notice: NoticePaper, language: str) -> None:
    tables = [block for block in notice_story(notice, language).blocks if isinstance(block, Table)]
    wanted = [squeezed(cell) for table in tables for row in (table.head, *table.rows) for cell in row]
    page = ElementTree.fromstring(notice_files.notice_html(notice, language).decode().split("\n", 1)[1])
    html = [squeezed("".join(one.itertext())) for one in page.iter() if one.tag.rsplit("}")[-1] in ("th", "td")]
    word = docx.Document(io.BytesIO(notice_files.notice_docx(notice, language)))
    cells = [squeezed(cell.text) for table in word.tables for row in table.rows for cell in row.cells]
    text = load(io.BytesIO(notice_files.notice_odt(notice, language)))
    odt = [squeezed(teletype.extractText(one)) for one in text.getElementsByType(TableCell)]
    assert html == cells == odt == wanted


def figures_of(table: NoticeTable) -> Iterator[tuple[str, object]]:
    for row in table.rows:
        for column, value in zip(table.columns, row, strict=True):
            if column in table.figures and value is not None:
                yield column, value


@pytest.mark.parametrize("language", LANGUAGES)
def test_spreadsheet_csv_and_json_hold_the_same_figures(notice: NoticePaper, language: str) -> None:
    say = Say(notice, language)
    mark = say("withheld")
    tables = notice_tables(notice, language)
    assert [table.name for table in tables] == [
        "summary",
        "sections",
        "entries",
        "bands",
        "observations",
        "trend",
        "trend_sections",
    ]
    lines = list(csv.DictReader(io.StringIO(notice_files.notice_csv(notice, language).decode("utf-8-sig"))))
    content = json.loads(notice_files.notice_json(notice, language))
    sheets = pandas.read_excel(
        io.BytesIO(notice_ods(notice, language)), sheet_name=None, engine="calamine", keep_default_na=False
    )
    figure, value, table_name = (say.words.say(f"notice_csv.{name}") for name in ("figure", "value", "table"))
    for table in tables:
        name = say.words.say(f"notice_sheet.{table.name}")
        wanted = [(column, mark if found is Withheld.WITHHELD else float(str(found))) for column, found in figures_of(table)]
        told = [(line[figure], line[value]) for line in lines if line[table_name] == name]
        assert [(heading(column, say), shown) for column, shown in wanted] == [
            (column, shown if shown == mark else float(shown)) for column, shown in told
        ]
        rows = content["tables"][table.name]
        read = []
        for row in rows:
            for column in table.columns:
                if column in table.figures and (row[column] is not None or column in row.get("withheld", ())):
                    read.append((column, mark if row[column] is None else row[column]))
        assert read == wanted
        sheet = sheets[name]
        printed = [
            (column, row[heading(column, say)])
            for _, row in sheet.iterrows()
            for column in table.columns
            if column in table.figures and row[heading(column, say)] != ""
        ]
        assert printed == wanted
        assert {key: content["dictionary"][key]["name"] for key in table.columns}.keys() == set(table.columns)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figures_of_the_prose_are_those_of_the_tables(notice: NoticePaper, language: str) -> None:
    rows = json.loads(notice_files.notice_json(notice, language))["tables"]["entries"]
    told = [
        block.details[0].text
        for block in notice_story(notice, language).blocks
        if isinstance(block, Paragraph) and len(block.details) > 1
    ]
    assert len(told) == len(rows) == 31
    for text, row in zip(told, rows, strict=True):
        numbers = re.findall(r"[\d.]+", text)
        if row.get("withheld"):
            assert numbers == [str(row["applied_firms"])]
            continue
        wanted = [str(row["firms"]), str(row["applied_firms"]), f"{row['rate'] * 100:.1f}"]
        assert sorted(numbers) == sorted([*wanted, *([str(row["repeats"])] if row["repeats"] else [])])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_withheld_count_is_withheld_in_all_of_them(notice: NoticePaper, language: str) -> None:
    say = Say(notice, language)
    row = next(row for row in json.loads(notice_files.notice_json(notice, language))["tables"]["entries"] if row.get("withheld"))
    assert row["code"] == "CC-16000"
    assert set(row["withheld"]) == {"firms", "rate", "repeats", "remedied"} and row["previous_firms"] is row["change"] is None
    marked = squeezed(say("entry_withheld", applied=row["applied_firms"]))
    for read, made in (
        (html_text, notice_files.notice_html),
        (docx_text, notice_files.notice_docx),
        (odt_text, notice_files.notice_odt),
    ):
        assert read(made(notice, language)).count(marked) == 1
    assert squeezed(notice_files.notice_text(notice, language).decode()).count(marked) == 1


def test_markup_and_formulas_in_a_wording_are_text_in_every_format(
    make_notice: Callable[..., NoticePaper], read_pdf: Callable[..., Any]
) -> None:
    odd = "=1+1 A & B <Ltd> \"q\" 'a' &amp; <script>x</script>\x0b"
    notice = make_notice(wording=Bilingual(odd, odd))
    bare = squeezed(odd.replace("\x0b", ""))
    assert bare in html_text(notice_files.notice_html(notice, "zh_TW"))
    assert b"<script" not in notice_files.notice_html(notice, "zh_TW")
    assert bare in read_pdf(notice_files.notice_pdf(notice, "zh_TW")).squeezed
    assert bare in docx_text(notice_files.notice_docx(notice, "zh_TW")) and bare in odt_text(
        notice_files.notice_odt(notice, "zh_TW")
    )
    lines = list(csv.reader(io.StringIO(notice_files.notice_csv(notice, "zh_TW").decode("utf-8-sig"))))
    assert not [cell for line in lines for cell in line if cell.startswith(("=", "+", "@"))]
    assert "'=1+1" in {line[5][:5] for line in lines}
    ods = pandas.read_excel(io.BytesIO(notice_ods(notice, "zh_TW")), sheet_name="缺失", engine="calamine")
    assert ods["缺失態樣"].iloc[0].startswith("=1+1 A & B <Ltd>")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_file_says_who_or_where_it_was_made(notice: NoticePaper, language: str) -> None:
    word = docx.Document(io.BytesIO(notice_files.notice_docx(notice, language))).core_properties
    publisher = notice.publisher.in_language(language)
    assert (word.author, word.last_modified_by, word.comments) == (publisher, "AuditDesk", "")
    assert word.created is not None and word.created.date() == notice.publish_on
    for made in (notice_files.notice_docx, notice_files.notice_odt, notice_ods):
        with zipfile.ZipFile(io.BytesIO(made(notice, language))) as archive:
            inside = b"".join(archive.read(name) for name in archive.namelist())
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"python-docx" not in inside and b"Theme=" not in inside and b"/home" not in inside


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["html", "docx", "odt", "text", "csv", "json"])
def test_two_builds_of_a_format_are_byte_identical(notice: NoticePaper, language: str, kind: str) -> None:
    make = getattr(notice_files, f"notice_{kind}")
    assert make(notice, language) == make(notice, language)


def test_word_tables_repeat_their_head_and_charts_have_words(notice: NoticePaper) -> None:
    word = docx.Document(io.BytesIO(notice_files.notice_docx(notice, "zh_TW")))
    for table in word.tables:
        assert table.rows[0]._tr.trPr is not None and "tblHeader" in table.rows[0]._tr.xml
    told = [one.get("descr") for one in word.element.body.iter() if one.tag.endswith("}docPr")]
    assert len(told) == 2 and all(text and text.startswith("橫條圖：") for text in told)
    assert next(line.style.name for line in word.paragraphs) == "Title"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("缺失,已改善;見附件(一):", "缺失，已改善；見附件（一）："),
        ("共 1,234 家,12:30", "共 1,234 家，12:30"),
        ("https://a.example/x?y=1,z", "https://a.example/x?y=1,z"),
        ("Windows Server (2012)", "Windows Server (2012)"),
    ],
)
def test_punctuation_beside_ideographs_is_full_width(text: str, shown: str) -> None:
    assert full_width(text) == shown
