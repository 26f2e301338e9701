"""Whatever a reader could find in a finished paper is read: text over line ends, cells, properties, names."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from auditdesk.errors import BadInput
from auditdesk.exchange.paper_text import read_paper

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(path: Path, body: str, core: str = "") -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        packed.writestr("word/comments.xml", f'<w:comments xmlns:w="{W}"><w:p><w:t>註解一</w:t></w:p></w:comments>')
        packed.writestr("docProps/core.xml", f"<p><creator>{core}</creator></p>")
    return path


def texts(path: Path) -> dict[str, str]:
    return {part.where: part.text for part in read_paper(path)}


def test_a_word_split_over_runs_is_one_word_and_comments_and_author_are_read(tmp_path):
    path = docx(tmp_path / "某某.docx", "<w:p><w:r><w:t>晨</w:t></w:r><w:r><w:t>曦證券</w:t></w:r></w:p>", "王示範")
    found = texts(path)
    assert "晨曦證券" in found["word/document.xml"]
    assert "註解一" in found["word/comments.xml"] and "王示範" in found["docProps/core.xml"]
    assert found["file name"] == "某某.docx"


def test_text_properties_and_outline_of_a_pdf_are_read(tmp_path):
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))
    canvas.setAuthor("Author Demo")
    canvas.drawString(72, 700, "Morning Demo Securities")
    canvas.bookmarkPage("one")
    canvas.addOutlineEntry("Outline Demo", "one")
    canvas.save()
    found = texts(path)
    assert found["page 1"] == "Morning Demo Securities"
    assert found["property Author"] == "Author Demo" and found["outline"] == "Outline Demo"


def test_alternative_texts_and_comments_of_html_are_read_and_styles_are_not(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("<!doctype html><style>.a{}</style><p>甲</p><img alt='乙'><!-- 丙 -->", encoding="utf-8")
    assert {"甲", "乙", "丙"} <= set(texts(path)["text"].split()) and ".a" not in texts(path)["text"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp950"])
def test_plain_text_is_read_in_the_encodings_of_the_office(tmp_path, encoding):
    path = tmp_path / "a.txt"
    path.write_bytes("晨曦證券".encode(encoding))
    assert texts(path)["text"] == "晨曦證券"


@pytest.mark.parametrize("content", [b"\x00\x01\x02\x03" * 50, b"%PDF-1.7 broken", b"PK\x03\x04broken"])
def test_what_is_no_paper_is_refused(tmp_path, content):
    path = tmp_path / "a.bin"
    path.write_bytes(content)
    with pytest.raises(BadInput):
        read_paper(path)


def test_an_entity_bomb_is_refused(tmp_path):
    path = tmp_path / "a.docx"
    bomb = '<!DOCTYPE a [<!ENTITY b "bb">]><w:document xmlns:w="x">&b;</w:document>'
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("word/document.xml", bomb)
    with pytest.raises(BadInput) as refused:
        read_paper(path)
    assert refused.value.code == "paper.unreadable"
