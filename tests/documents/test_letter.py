from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from pypdf import PdfReader

from auditdesk.documents.letter_files import letter_pdf
from auditdesk.documents.letter_story import letter_story, template_fields
from auditdesk.documents.letter_wording import LetterWording, read_wording, shipped_text
from auditdesk.documents.numbering import chinese_number, label
from auditdesk.documents.pdf.sheet import MM, PAGE_HEIGHT, PAGE_WIDTH
from auditdesk.documents.story import KeyValue, Paragraph, texts_of
from auditdesk.errors import BadInput
from auditdesk.model.letter import LetterContent
from auditdesk.rules.letters import LetterKind
from auditdesk.services.letters_templates import sample_content
from auditdesk.words import Words

PARTS = (
    "檔號：",
    "保存年限：",
    "臺灣證券交易所股份有限公司函",
    "地址：",
    "承辦人：",
    "電話：",
    "傳真：",
    "電子信箱：",
    "100臺北市中正區",
    "受文者：",
    "發文日期：",
    "發文字號：",
    "速別：",
    "密等及解密條件或保密期限：",
    "附件：",
    "主旨：",
    "說明：",
    "一、",
    "正本：",
    "副本：",
    "108年度資通安全查核缺失事項表編號",
)


def test_the_parts_stand_in_the_official_order(letter: LetterContent, read_pdf: Callable) -> None:
    told = read_pdf(letter_pdf(letter)).squeezed
    for sign in "裝訂線":
        told = told.replace(sign, "", 1)
    found = [told.find(part) for part in PARTS]
    assert -1 not in found
    assert found == sorted(found)


def test_dates_are_of_the_republic_and_numbers_are_printed_whole(letter: LetterContent, read_pdf: Callable) -> None:
    told = read_pdf(letter_pdf(letter)).squeezed
    assert "發文日期：中華民國108年11月20日" in told
    assert "發文字號：臺證輔字第1080000103號" in told
    assert "109年1月15日前函復" in told
    assert "108年6月3日、108年6月4日" in told


def test_what_is_not_known_stays_empty(make_letter: Callable[..., LetterContent]) -> None:
    blocks = letter_story(make_letter(priority="", postal_address=""), "zh_TW").blocks
    empty = {block.label for block in blocks if isinstance(block, KeyValue) and not block.text}
    assert {"檔　　號：", "保存年限：", "速別：", "密等及解密條件或保密期限：", ""} == empty


def test_paragraphs_are_numbered_with_half_width_parentheses(letter: LetterContent) -> None:
    labels = [block.label for block in letter_story(letter, "zh_TW").blocks if isinstance(block, Paragraph)]
    assert labels == ["主旨：", "說明：", "一、", "二、", "三、", "(一)", "(二)", "(三)", "四、"]


def test_lines_of_a_paragraph_hang_behind_its_label(letter: LetterContent) -> None:
    page = pypdfium2.PdfDocument(letter_pdf(letter))[0].get_textpage()
    text = page.get_text_range()
    start, label_start = text.index("檢送"), text.index("主旨")
    following = text.index("\n", start) + 1
    assert page.get_charbox(following, loose=True)[0] == pytest.approx(page.get_charbox(start, loose=True)[0], abs=1)
    assert page.get_charbox(label_start, loose=True)[0] == pytest.approx(25 * MM, abs=1)


def test_sizes_and_places_are_those_of_the_form(letter: LetterContent) -> None:
    page = pypdfium2.PdfDocument(letter_pdf(letter))[0]
    sizes = {}
    page_text = page.get_textpage()
    text = page_text.get_text_range()
    for word in ("臺灣證券交易所", "主旨", "發文日期", "地址", "第 1 頁", "裝"):
        left, _, right, top = page_text.get_charbox(text.index(word), loose=True)
        sizes[word] = (right - left, left, top)
    assert sizes["臺灣證券交易所"][0] == pytest.approx(20, abs=0.5)
    assert sizes["主旨"][0] == pytest.approx(16, abs=0.5)
    assert sizes["發文日期"][0] == pytest.approx(12, abs=0.5)
    assert sizes["第 1 頁"][0] == pytest.approx(10, abs=0.5)
    assert sizes["地址"][1] == pytest.approx(PAGE_WIDTH / 2, abs=1)
    assert sizes["裝"][1] + sizes["裝"][0] / 2 == pytest.approx(15 * MM, abs=1)
    assert sizes["臺灣證券交易所"][2] < PAGE_HEIGHT - 25 * MM


def test_the_annex_lists_every_finding_with_its_code_facts_and_due_date(letter: LetterContent, read_pdf: Callable) -> None:
    told = read_pdf(letter_pdf(letter)).squeezed
    for finding in letter.findings:
        for part in (finding.number, finding.code, finding.wording.zh, finding.facts, finding.criterion.zh, "109/01/15"):
            assert "".join(part.split()) in told


def test_eighty_findings_fill_pages_under_a_repeated_head(make_letter: Callable[..., LetterContent], read_pdf: Callable) -> None:
    sample = make_letter()
    read = read_pdf(letter_pdf(make_letter(findings=sample.findings * 16)))
    assert len(read.pages) > 10
    assert all("查得事實" in page for page in read.pages[2:])


def test_a_finding_without_a_due_date_has_an_empty_cell(make_letter: Callable[..., LetterContent]) -> None:
    sample = make_letter()
    (table,) = letter_story(make_letter(findings=(replace(sample.findings[0], due_date=None),)), "zh_TW").tables
    assert table.rows[0][-1] == ""


def test_rare_names_and_markup_reach_the_letter_as_they_are(
    make_letter: Callable[..., LetterContent], read_pdf: Callable
) -> None:
    read = read_pdf(letter_pdf(make_letter(firm_name="示範堃喆峯證券 A & B <Ltd>", copies_to=("𠊎㛢鈤公司",))))
    assert "示範堃喆峯證券A&B<Ltd>" in read.squeezed and "𠊎㛢鈤公司" in read.squeezed


def test_the_file_carries_number_subject_and_sender(letter: LetterContent) -> None:
    reader = PdfReader(io.BytesIO(letter_pdf(letter)))
    assert reader.metadata is not None and reader.metadata.title is not None
    assert reader.metadata.title.startswith("臺證輔字第1080000103號　檢送")
    assert reader.metadata.author == "臺灣證券交易所股份有限公司"
    assert reader.trailer["/Root"]["/Lang"] == "zh-Hant-TW"
    assert [entry.title for entry in reader.outline] == ["108年度資通安全查核缺失事項表"]


def test_an_english_letter_says_the_same_in_english(letter: LetterContent, read_pdf: Callable) -> None:
    told = read_pdf(letter_pdf(letter, "en")).text
    assert "Subject:" in told and "2020-01-15" in told and "Page 1 of" in told


def test_nothing_of_the_wording_is_left_unfilled(letter: LetterContent) -> None:
    for language in ("zh_TW", "en"):
        assert not [text for text in texts_of(letter_story(letter, language)) if "{" in text or "}" in text]


def reworded(**parts: str) -> LetterWording:
    """The shipped wording of results with parts of it written anew, in Chinese."""
    content = json.loads(shipped_text(LetterKind.RESULT))
    content["zh_TW"] |= parts
    return read_wording(json.dumps(content), "mine.json", "zh_TW")


def test_an_unknown_field_of_a_template_is_named_with_its_place(letter: LetterContent) -> None:
    with pytest.raises(BadInput) as refused:
        letter_story(letter, "zh_TW", reworded(explanation="一、依據。\n二、於{{ visit_dates }}至{{ firm_nmae }}"))
    assert refused.value.code == "template.faulty"
    (problem,) = refused.value.problems
    assert (problem.code, problem.file, problem.value) == ("template_problem.unknown_field", "mine.json", "firm_nmae")
    assert problem.values == {"where": "explanation 2", "suggestion": "firm_name"}
    assert "firm_nmae" in Words("zh_TW").problem(problem) and "{" not in Words("en").problem(problem)


@pytest.mark.parametrize(
    "text",
    [
        "{{ firm_name.__class__ }}",
        "{{ firm_name() }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ firm_name[0] }}",
        "{{ self }}",
        "{% set x = 1 %}",
        "{% import 'x' as y %}",
        "{% for x in range(9) %}{% endfor %}",
        "{{ firm_name|attr('x') }}",
        "{{ firm_name",
        "{{ }}",
        "{ firm_name }",
        "｛｛ firm_name ｝｝",
    ],
)
def test_a_template_reaches_nothing_but_its_fields(text: str, letter: LetterContent) -> None:
    with pytest.raises(BadInput) as refused:
        letter_story(letter, "zh_TW", reworded(subject=text))
    assert refused.value.code == "template.faulty"


def test_braces_in_a_value_are_not_filled_again(make_letter: Callable[..., LetterContent]) -> None:
    story = letter_story(make_letter(firm_name="{{ number }}"), "zh_TW", reworded(subject="致{{ firm_name }}"))
    assert "致{{ number }}" in list(texts_of(story))


def test_conditions_and_loops_make_paragraphs_that_are_numbered_anew(letter: LetterContent) -> None:
    wording = reworded(
        explanation="一、依據。\n{% if findings_count > 99 %}\n一、很多。\n{% endif %}\n五、如下：\n"
        "{% for finding in findings %}\n(一){{ finding.number }}：{{ finding.due_date }}\n{% endfor %}\n九、完。"
    )
    labels = [block.label for block in letter_story(letter, "zh_TW", wording).blocks if isinstance(block, Paragraph)]
    assert labels == ["主旨：", "說明：", "一、", "二、", "(一)", "(二)", "(三)", "(四)", "(五)", "三、"]


def test_a_line_that_ends_with_a_condition_stays_a_paragraph_of_its_own(letter: LetterContent) -> None:
    """The shipped wording of requests has one in its loop."""
    blocks = letter_story(replace(letter, kind="request"), "zh_TW").blocks
    told = [(block.label, block.text) for block in blocks if isinstance(block, Paragraph) and block.level]
    assert [label for label, _ in told] == ["一、", "二、", "(一)", "(二)", "(三)", "(四)", "(五)", "三、", "四、"]
    assert all(finding.code in text for (_, text), finding in zip(told[2:7], letter.findings, strict=True))


def test_a_level_of_the_numbering_can_t_be_skipped(letter: LetterContent) -> None:
    with pytest.raises(BadInput) as refused:
        letter_story(letter, "zh_TW", reworded(explanation="一、依據。\n1、跳過。"))
    assert refused.value.problems[0].code == "template_problem.level_skipped"


@pytest.mark.parametrize("kind", LetterKind)
@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_every_kind_of_letter_has_a_shipped_wording_that_holds(kind: LetterKind, language: str) -> None:
    content = sample_content(kind)
    told = "".join(texts_of(letter_story(content, language)))
    assert content.number in told and content.firm_name in told and "{" not in told
    if kind not in (LetterKind.RESULT, LetterKind.REQUEST):
        assert content.earlier is not None and content.earlier.number in told


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"zh_TW": {"subject": 1}}',
        '{"zh_TW": []}',
        "null",
        '{"kind": "result", "zh_TW": {"subject": "x"}}',
        '{"kind": "song", "zh_TW": {"subject": "x", "explanation": "y"}}',
    ],
)
def test_a_template_that_is_no_template_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_wording(text, "mine.json", "zh_TW")
    assert refused.value.code == "template.unreadable"


def test_visit_dates_of_one_day_and_of_many_read_as_a_list(make_letter: Callable[..., LetterContent]) -> None:
    words = Words("zh_TW")
    assert template_fields(make_letter(visit_dates=(date(2019, 6, 3),)), words)["visit_dates"] == "108年6月3日"


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (31, "三十一"),
        (99, "九十九"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (999, "九百九十九"),
    ],
)
def test_labels_count_in_chinese(number: int, written: str) -> None:
    assert chinese_number(number) == written


def test_labels_of_the_four_levels() -> None:
    assert [label(2, level, "zh_TW", half_width=True) for level in (1, 2, 3, 4)] == ["二、", "(二)", "2、", "(2)"]
    assert [label(2, level, "zh_TW") for level in (1, 2, 3, 4)] == ["二、", "（二）", "2、", "（2）"]
    assert [label(2, level, "en") for level in (1, 2, 3, 4)] == ["2. ", "(2) ", "b. ", "(b) "]
    with pytest.raises(ValueError, match="no label"):
        chinese_number(0)
