"""The formats of a letter: one story, files that office programs open, the electronic body in its fixed order."""

from __future__ import annotations

import io
import posixpath
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from auditdesk.documents.letter_di import letter_di
from auditdesk.documents.letter_files import letter_file
from auditdesk.documents.letter_form import filled_form, starter_form
from auditdesk.documents.letter_story import letter_story, template_fields
from auditdesk.documents.story import texts_of
from auditdesk.errors import BadInput
from auditdesk.exchange.paper_text import read_paper
from auditdesk.model.letter import LetterContent
from auditdesk.rules.letters import LetterKind
from auditdesk.services.letters_checks import FirmNames, demand_sound
from auditdesk.services.letters_templates import sample_content
from auditdesk.words import Words

DAY_IN_TABLE = re.compile(r"[0-9]{3}/[0-9]{2}/[0-9]{2}")
"""The table of a form has days written out."""
BINDING = r"：(\s*：){5,}|[裝訂線]"
"""What stands beside each page."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMATS = ("pdf", "docx", "odt", "di")


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad\u0002\ufffe-]", "", text)


def told_by(content: bytes, suffix: str, folder: Path) -> str:
    path = folder / f"letter.{suffix}"
    path.write_bytes(content)
    return squeezed("".join(part.text for part in read_paper(path)))


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_letter_gives_the_same_bytes(suffix: str, letter: LetterContent) -> None:
    assert letter_file(letter, suffix) == letter_file(letter, suffix)


@pytest.mark.parametrize("suffix", ["docx", "odt"])
@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_every_word_of_the_story_is_in_every_format(suffix: str, language: str, letter: LetterContent, tmp_path: Path) -> None:
    told = told_by(letter_file(letter, suffix, language), suffix, tmp_path)
    assert [text for text in texts_of(letter_story(letter, language)) if squeezed(text) not in told] == []


@pytest.mark.parametrize(
    ("language", "remark"), [("zh_TW", "（107、106 年查核曾列同項缺失）"), ("en", "(found before: 2018, 2017)")]
)
def test_a_finding_that_was_found_before_says_so_in_the_annex_and_to_templates_and_forms(
    language: str, remark: str, letter: LetterContent, tmp_path: Path
) -> None:
    first, second, *others = letter.findings
    again = replace(letter, findings=(replace(first, repeats=(2018, 2017)), second, *others))
    rows = letter_story(again, language).tables[0].rows
    assert remark in rows[0][2].split("\n")[0]
    assert rows[1:] == letter_story(letter, language).tables[0].rows[1:]
    told = template_fields(again, Words(language))["findings"]
    assert told[0].repeats == remark and told[0].repeat_years in remark
    assert told[1].repeats == told[1].repeat_years == ""
    form = told_by(filled_form(starter_form(language), again, language), "docx", tmp_path)
    assert form.count(squeezed(remark)) == 1


def test_each_run_of_a_word_file_names_its_east_asian_font_and_none_by_theme(letter: LetterContent) -> None:
    for content in (letter_file(letter, "docx"), filled_form(starter_form(), letter, "zh_TW")):
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            root = fromstring(file.read("word/document.xml"))
        runs = list(root.iter(f"{W}r"))
        assert runs
        for run in runs:
            fonts = run.find(f"{W}rPr/{W}rFonts")
            if run.find(f"{W}t") is not None:
                assert fonts is not None and fonts.get(f"{W}eastAsia") == "標楷體"
                assert not [name for name in fonts.attrib if name.endswith("Theme")]


@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_no_part_that_a_file_names_is_missing(suffix: str, letter: LetterContent) -> None:
    """A dangling relation makes Word offer to repair the file."""
    with zipfile.ZipFile(io.BytesIO(letter_file(letter, suffix))) as file:
        names = set(file.namelist())
        assert file.testzip() is None
        assert {entry.date_time[0] for entry in file.infolist()} == {1980}
        for rels in (name for name in names if name.endswith(".rels")):
            base = rels.replace("_rels/", "").rsplit("/", 1)[0] if "/" in rels.replace("_rels/", "") else ""
            for relation in fromstring(file.read(rels)):
                if relation.get("TargetMode") != "External":
                    target = str(relation.get("Target"))
                    whole = posixpath.normpath(posixpath.join("/", base, target)).lstrip("/")
                    assert whole in names, whole


def test_control_signs_and_markup_do_no_harm(make_letter: Callable[..., LetterContent], tmp_path: Path) -> None:
    sample = make_letter(firm_name='甲 & <乙> "丙"')
    strange = replace(sample, findings=(replace(sample.findings[0], facts="{{ 7*7 }} ]]> &amp; </w:t>"),))
    for suffix in ("docx", "odt"):
        told = told_by(letter_file(strange, suffix), suffix, tmp_path)
        assert squeezed("{{ 7*7 }} ]]> &amp; </w:t>") in told and squeezed('甲 & <乙> "丙"') in told
    told = told_by(filled_form(starter_form(), strange, "zh_TW"), "docx", tmp_path)
    assert squeezed("{{ 7*7 }} ]]> &amp; </w:t>") in told


def test_the_offices_own_word_form_is_filled_with_the_same_words(letter: LetterContent, tmp_path: Path) -> None:
    told = told_by(filled_form(starter_form(), letter, "zh_TW"), "docx", tmp_path)
    for text in (
        letter.number,
        letter.firm_name,
        "中華民國108年11月20日",
        "逐項檢討原因",
        *(one.facts for one in letter.findings),
    ):
        assert squeezed(text) in told
    assert "{{" not in told and "{%" not in told


def test_a_form_that_can_t_be_filled_is_told_and_not_used(letter: LetterContent) -> None:
    from docx import Document

    for text in ("{{ no_such_field }}", "{% for x in findings %}", "{{ firm_name.__class__ }}"):
        paper = Document()
        paper.add_paragraph(text)
        target = io.BytesIO()
        paper.save(target)
        with pytest.raises(BadInput) as refused:
            filled_form(target.getvalue(), letter, "zh_TW")
        assert refused.value.code == "template.faulty"


# The order of elements: name, whether it must be there, whether it may be repeated, and what is inside in its order.
GRAMMAR: dict[str, tuple[tuple[str, str], ...]] = {
    "函": (
        ("發文機關", "1"),
        ("函類別", "1"),
        ("地址", "1"),
        ("聯絡方式", "+"),
        ("受文者", "1"),
        ("發文日期", "1"),
        ("發文字號", "1"),
        ("速別", "1"),
        ("密等及解密條件或保密期限", "1"),
        ("附件", "1"),
        ("主旨", "1"),
        ("段落", "*"),
        ("正本", "1"),
        ("副本", "1"),
        ("署名", "1"),
    ),
    "發文機關": (("全銜", "1"), ("機關代碼", "1")),
    "受文者": (("全銜", "1"),),
    "發文日期": (("年月日", "1"),),
    "發文字號": (("字", "1"), ("文號", "1")),
    "文號": (("年度", "1"), ("流水號", "1"), ("支號", "1")),
    "密等及解密條件或保密期限": (("密等", "1"), ("解密條件或保密期限", "1")),
    "附件": (("文字", "1"), ("附件檔名", "*")),
    "主旨": (("文字", "1"),),
    "段落": (("文字", "1"), ("條列", "*")),
    "條列": (("文字", "1"), ("條列", "*")),
    "正本": (("全銜", "+"),),
    "副本": (("全銜", "*"),),
}
ATTRIBUTES = {"函類別": {"代碼"}, "速別": {"代碼"}, "段落": {"段名"}, "條列": {"序號"}, "附件檔名": {"附件名"}}


def demand_order(element: Element) -> None:
    """Children in the order of the grammar and nothing else; attributes only where the grammar has them."""
    model = GRAMMAR.get(element.tag, ())
    names = " ".join(child.tag for child in element)
    pattern = "".join(f"(?:{name} ){'' if often == '1' else often}" for name, often in model)
    assert re.fullmatch(pattern, f"{names} " if names else ""), (element.tag, names)
    assert set(element.attrib) == ATTRIBUTES.get(element.tag, set()), element.tag
    for child in element:
        demand_order(child)


def parsed(content: bytes) -> Element:
    return fromstring(re.sub(r"<!DOCTYPE.*?(?:\]>|\.dtd\">)", "", content.decode(), flags=re.DOTALL))


def test_the_electronic_body_keeps_the_fixed_order_and_is_utf8(make_letter: Callable[..., LetterContent]) -> None:
    sample = make_letter(priority="", classification="密", copies_to=())
    for letter, names in ((make_letter(), ("a.pdf", "b.xlsx")), (sample, ())):
        content = letter_di(letter, attachments=names)
        assert content.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE 函 SYSTEM "104_2_utf8.dtd"'.encode())
        demand_order(parsed(content))
        entities = re.findall(r'<!ENTITY (ATTCH\d) SYSTEM "([^"]+)" NDATA _X>', content.decode())
        assert entities == [(f"ATTCH{place}", name) for place, name in enumerate(names, 1)]


def test_what_the_exchange_assigns_is_empty_and_days_have_no_leading_zero(letter: LetterContent) -> None:
    root = parsed(letter_di(letter))
    for path in ("發文機關/機關代碼", "發文字號/字", "發文字號/文號/年度", "發文字號/文號/流水號", "發文字號/文號/支號"):
        found = root.find(path)
        assert found is not None and not found.text
    day = root.find("發文日期/年月日")
    assert day is not None and day.text == "中華民國108年11月20日"
    numbers = [item.get("序號") for item in root.iter("條列")]
    assert numbers == ["一、", "二、", "三、", "(一)", "(二)", "(三)", "四、"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_word_and_odf_and_prints_what_the_record_says(letter: LetterContent, tmp_path: Path) -> None:
    """Each kind of letter once, as Word, as ODF, or filled into the office's form; rare characters and English among them."""
    said: dict[str, list[str]] = {}
    made = tuple(zip(LetterKind, ("docx", "odt", "docx", "form", "odt", "form"), ("zh_TW", "en", *["zh_TW"] * 4), strict=True))
    for kind, way, language in made:
        content = letter if kind is LetterKind.RESULT else sample_content(kind)
        content = replace(
            content, kind=kind.value, firm_name="示範堃喆峯彣綉犇證券股份有限公司", copies_to=("證券期貨局（含附件）",)
        )
        form = starter_form("zh_TW", kind) if way == "form" else b""
        name = f"{kind}.{'docx' if form else way}"
        (tmp_path / name).write_bytes(letter_file(content, name.rsplit(".", 1)[1], language, form=form))
        said[name] = [text for text in texts_of(letter_story(content, language)) if not (form and DAY_IN_TABLE.fullmatch(text))]
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, *(str(tmp_path / name) for name in said)], check=True, capture_output=True, timeout=180)
    for name, texts in said.items():
        path = (tmp_path / "out" / name).with_suffix(".pdf")
        told = re.sub(BINDING, "", "\n".join(part.text for part in read_paper(path)))
        demand_sound(path, told, [re.sub("[裝訂線]", "", text) for text in texts], FirmNames(()).others_of(None, ""))
