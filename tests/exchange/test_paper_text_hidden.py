"""Nothing that lies in a finished file where nobody looks escapes: pictures' chunks, metadata, notes, attachments, escapes of JSON."""

from __future__ import annotations

import base64
import io
import json
import zipfile

import pikepdf
import pytest
from PIL import Image, PngImagePlugin

from auditdesk.exchange.paper_text import read_paper

SECRET = "晨曦示範證券"


@pytest.fixture
def picture() -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_itxt("Comment", SECRET)
    target = io.BytesIO()
    Image.new("RGB", (4, 4)).save(target, "PNG", pnginfo=told)
    return target.getvalue()


def said(path) -> str:
    return "\n".join(part.text for part in read_paper(path))


def test_the_text_chunk_of_a_picture_is_read_by_itself_in_html_and_in_a_document(tmp_path, picture):
    alone = tmp_path / "a.png"
    alone.write_bytes(picture)
    assert SECRET in said(alone)
    page = tmp_path / "a.html"
    page.write_text(f'<!doctype html><img src="data:image/png;base64,{base64.b64encode(picture).decode()}">', encoding="utf-8")
    assert SECRET in said(page)
    document = tmp_path / "a.docx"
    with zipfile.ZipFile(document, "w") as container:
        container.writestr("word/document.xml", "<a><p>clean</p></a>")
        container.writestr("word/media/image1.png", picture)
    assert SECRET in said(document)


def test_camera_data_is_read(tmp_path):
    exif = Image.Exif()
    exif[0x010E] = "Morning Demo"
    path = tmp_path / "a.jpg"
    Image.new("RGB", (4, 4)).save(path, exif=exif)
    assert "Morning Demo" in said(path)


def test_metadata_notes_and_attachments_of_a_pdf_are_read(tmp_path):
    paper = pikepdf.new()
    paper.add_blank_page()
    with paper.open_metadata() as metadata:
        metadata["dc:creator"] = [SECRET]
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents=pikepdf.String("主機甲")
    )
    paper.pages[0].obj.Annots = pikepdf.Array([paper.make_indirect(note)])
    paper.attachments["乙證券.txt"] = "內部".encode()
    path = tmp_path / "a.pdf"
    paper.save(path)
    found = said(path)
    assert SECRET in found and "主機甲" in found and "乙證券" in found and "內部" in found


def test_escapes_of_json_hide_nothing(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"wording": SECRET}), encoding="utf-8")
    assert SECRET not in path.read_text(encoding="utf-8") and SECRET in said(path)
