"""Word forms from outside: what offices send, and what somebody might send on purpose. Every mistake is told, nothing crashes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from auditdesk.documents.letter_form import filled_form, starter_form
from auditdesk.errors import BadInput
from auditdesk.exchange.letter_forms import form_pieces, merge_fields, read_form
from auditdesk.model.letter_rows import TemplateProblem
from auditdesk.rules.letters import LetterKind
from auditdesk.rules.letters_fields import fields_of
from auditdesk.rules.letters_lint import lint
from auditdesk.services.letters_form_checks import form_hints, form_problems
from auditdesk.services.letters_templates import sample_content

FIELDS = fields_of(LetterKind.RESULT, form=True)


def checked(paper: object, path: Path) -> tuple[TemplateProblem, ...]:
    paper.save(str(path))
    form = read_form(path)
    return (*lint(form_pieces(form, path.name), FIELDS), *merge_fields(form, path.name))


def text_box(paragraph: object, text: str) -> None:
    """A box as Word draws it, with its words in a paragraph within the paragraph."""
    run, box = OxmlElement("w:r"), OxmlElement("w:txbxContent")
    inner, inner_run, words = OxmlElement("w:p"), OxmlElement("w:r"), OxmlElement("w:t")
    words.text = text
    inner_run.append(words)
    inner.append(inner_run)
    box.append(inner)
    picture = OxmlElement("w:pict")
    picture.append(box)
    run.append(picture)
    paragraph._p.append(run)


def merge_field(paragraph: object, name: str) -> None:
    for kind, text in (("begin", ""), ("", f" MERGEFIELD {name} \\* MERGEFORMAT "), ("end", "")):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def test_an_offices_letterhead_with_runs_cut_in_pieces_is_understood(tmp_path: Path) -> None:
    """As Word saves what was typed, corrected and spell-checked: a field in five runs, one in a table of the header."""
    paper = docx.Document()
    head = paper.sections[0].header.add_table(1, 2, docx.shared.Cm(16))
    head.cell(0, 0).text = "臺灣證券交易所股份有限公司"
    head.cell(0, 1).text = "檔號：{{ file_number }}"
    line = paper.add_paragraph("受文者：")
    for piece in ("{", "{ firm", "_na", "me }", "}"):
        line.add_run(piece).bold = piece == "_na"
    paper.add_paragraph("主旨：{{ subject }}")
    paper.add_paragraph("{%p for paragraph in paragraphs %}")
    paper.add_paragraph("{{ paragraph.label }}{{ paragraph.text }}")
    paper.add_paragraph("{%p endfor %}")
    text_box(paper.add_paragraph(), "騎縫章 {{ number }}")
    assert checked(paper, tmp_path / "letterhead.docx") == ()
    made = filled_form(read_form(tmp_path / "letterhead.docx"), sample_content(LetterKind.RESULT), "zh_TW")
    told = "\n".join(line.text for line in docx.Document(io.BytesIO(made)).paragraphs)
    assert "受文者：示範甲證券股份有限公司" in told and "{" not in told


def test_a_form_made_for_mail_merge_and_by_hand_has_each_mistake_named_with_its_place(tmp_path: Path) -> None:
    paper = docx.Document()
    merge_field(paper.add_paragraph("受文者："), "公司名稱")
    paper.add_paragraph("發文日期：｛｛ issued_on ｝｝")
    paper.add_paragraph("主旨：{subject}，承辦人 {{ contact_person }}")
    table = paper.add_table(2, 2)
    table.cell(0, 0).text = "{%tr for f in finding %}"
    table.cell(1, 0).text = "{{ f.nubmer }}"
    text_box(paper.add_paragraph(), "{{ 字號 }}")
    paper.sections[0].footer.paragraphs[0].text = "{{ telefone }}"
    found = {(one.code.removeprefix("template_problem."), one.field) for one in checked(paper, tmp_path / "merge.docx")}
    assert {
        ("merge_field", "公司名稱"),
        ("full_width", "｛｛"),
        ("full_width", "｝｝"),
        ("single_brace", "{subject}"),
        ("unknown_field", "contact_person"),
        ("no_list", "finding"),
        ("loop_not_closed", "for"),
        ("unknown_field", "字號"),
        ("unknown_field", "telefone"),
    } <= found
    assert all(one.where for one in checked(paper, tmp_path / "merge.docx"))


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'x' * 1000000000 }}",
        "{{ 10 ** 10 ** 9 }}",
        "{{ firm_name.__class__.__mro__[1].__subclasses__() }}",
        "{{ cycler.__init__.__globals__ }}",
        "{% for a in findings %}{% for b in findings %}{{ b.no_such }}",
        "{% macro x() %}{% endmacro %}{{ x() }}",
        "{% include 'a' %}{% import 'b' as c %}{% raw %}",
        "{{ " + "(" * 5000 + " }}",
        "{{ " + "not " * 5000 + "firm_name }}",
        "{" * 20_000,
        "{{ firm_name" + " | upper" * 3000 + " }}",
        "{{ x }}" * 3000,
        "{%" * 2000 + "%}" * 2000,
        "\u202e{{ firm_name }}\u202c{{ \u200bfirm_name }}",
    ],
)
def test_hostile_text_in_a_form_is_told_and_never_run(text: str, tmp_path: Path) -> None:
    paper = docx.Document()
    paper.add_paragraph(text)
    assert checked(paper, tmp_path / "hostile.docx")


def test_hostile_packages_are_refused(tmp_path: Path) -> None:
    """A form with macros, a billion laughs, a bomb, and XML nested without end."""
    paper = docx.Document()
    paper.add_paragraph("{{ firm_name }}")
    paper.save(str(tmp_path / "good.docx"))
    with zipfile.ZipFile(tmp_path / "good.docx") as good:
        members = {name: good.read(name) for name in good.namelist()}
    laughs = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    deep = b"<w:document " + space + b">" + b"<w:p>" * 50_000 + b"</w:p>" * 50_000 + b"</w:document>"
    hostile = {
        "macros": {"word/vbaProject.bin": b"x"},
        "embedded": {"word/embeddings/oleObject1.bin": b"x"},
        "laughs": {"word/document.xml": laughs},
        "bomb": {"word/media/image1.png": b"\0" * 300_000_000},
        "broken": {"word/document.xml": b"<w:document"},
        "deep": {"word/document.xml": deep},
    }
    for name, parts in hostile.items():
        path = tmp_path / f"{name}.docx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for member, content in {**members, **parts}.items():
                file.writestr(member, content)
        if name == "deep":
            assert form_pieces(read_form(path), path.name) == ()
            continue
        with pytest.raises(BadInput):
            form_pieces(read_form(path), path.name)


def test_the_libraries_own_template_is_a_form_without_fields() -> None:
    path = Path(docx.__file__).parent / "templates" / "default.docx"
    form = read_form(path)
    assert lint(form_pieces(form, path.name), FIELDS) == ()


@pytest.mark.parametrize("left", [2_000, 30])
def test_a_form_that_was_cut_off_is_told_as_a_form_and_not_as_a_spreadsheet(left: int, tmp_path: Path) -> None:
    whole = (Path(docx.__file__).parent / "templates" / "default.docx").read_bytes()
    (tmp_path / "cut.docx").write_bytes(whole[:left])
    with pytest.raises(BadInput, match=r"letter_form\.no_docx"):
        read_form(tmp_path / "cut.docx")


@pytest.mark.parametrize("kind", list(LetterKind))
def test_the_form_to_begin_with_says_everything_a_letter_of_its_kind_must_say(kind: LetterKind) -> None:
    assert form_problems(starter_form("zh_TW", kind), "form", sample_content(kind)) == ()
    assert form_hints(starter_form("zh_TW", kind), "form", kind) == ()


def test_a_form_that_leaves_out_what_the_own_check_asks_for_is_told_before_a_letter_is_written_with_it(tmp_path: Path) -> None:
    paper = docx.Document()
    paper.add_paragraph("{{ title }} {{ number }} {{ addressee }}")
    paper.add_paragraph("{% for finding in findings %}{{ finding.number }} {{ finding.code }} {{ finding.facts }}{% endfor %}")
    paper.save(str(tmp_path / "form.docx"))
    form, sample = read_form(tmp_path / "form.docx"), sample_content(LetterKind.RESULT)
    left = [one for one in form_problems(form, "本所版型", sample) if one.code == "template_problem.left_out"]
    assert {one.field for one in left} == {"subject", "paragraphs", "issued_on_long", "finding.wording"}
    assert {one.where for one in left} == {"本所版型"}


def test_a_form_from_before_repeats_is_hinted_and_not_refused(tmp_path: Path) -> None:
    paper = docx.Document(io.BytesIO(starter_form("zh_TW", LetterKind.RESULT)))
    for cell in (cell for table in paper.tables for row in table.rows for cell in row.cells):
        for paragraph in cell.paragraphs:
            for run in paragraph.runs:
                run.text = run.text.replace("{{ finding.repeats }}", "")
    paper.save(str(tmp_path / "older.docx"))
    form = read_form(tmp_path / "older.docx")
    assert form_problems(form, "older", sample_content(LetterKind.RESULT)) == ()
    assert [one.code for one in form_hints(form, "older", LetterKind.RESULT)] == ["template_problem.no_repeats"]
    assert form_hints(form, "older", LetterKind.CLOSING) == ()
