"""Nothing that lies in a finished file where nobody looks escapes: pictures' chunks, metadata, notes, attachments, escapes of JSON."""

from __future__ import annotations

import base64
import io
import json
import zipfile

import pikepdf
import pytest
from PIL import Image, ImageCms, PngImagePlugin

from auditdesk.errors import BadInput
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


@pytest.mark.parametrize(
    "page",
    [
        f"<style>/* {SECRET} */</style>",
        f"<style>p::after{{content:'{''.join(f'{chr(92)}{ord(sign):x}' for sign in SECRET)}'}}</style>",
        f"<p data-x='{SECRET}'>",
        f"<p title='{'x ' * 1500}{SECRET}'>",
        f"<p aria-description='&#{ord(SECRET[0])};{SECRET[1:]}'>",
        f"<![if {SECRET}]>",
        f"<?x {SECRET}?>",
        f"<script>a={json.dumps(SECRET)}</script>",
        f"<svg><desc>{SECRET}</desc></svg>",
    ],
)
def test_no_part_of_a_page_hides_words(tmp_path, page):
    path = tmp_path / "a.html"
    path.write_text(f"<!doctype html>{page}<p>clean</p>", encoding="utf-8")
    assert SECRET in said(path)


@pytest.mark.parametrize(
    "content",
    [
        '<?xml version="1.0"?><svg><text>' + "".join(f"&#{ord(sign)};" for sign in SECRET) + "</text></svg>",
        "{\\rtf1\\ansi " + "".join(f"\\u{ord(sign)}?" for sign in SECRET) + "}",
        f'{{"a": "{SECRET}", "a": "x"}}',
        f"{json.dumps({'a': SECRET})}\n{{}}\n",
    ],
)
def test_escapes_of_other_plain_files_hide_nothing(tmp_path, content):
    path = tmp_path / "a.txt"
    path.write_text(content, encoding="utf-8")
    assert SECRET in said(path)


@pytest.mark.parametrize(
    ("member", "content"),
    [
        ("customXml/item1.xml", f"<a>{SECRET}</a>"),
        ("word/settings.xml", f"<a b='{SECRET}'/>"),
        ("word/_rels/document.xml.rels", f'<a Target="file:///{SECRET}.docx"/>'),
        ("word/charts/chart1.xml", f"<a><!-- {SECRET} --></a>"),
        ("Object 1/content.xml", f"<a>{''.join(f'&#x{ord(sign):x};' for sign in SECRET)}</a>"),
        ("word/embeddings/a.bin", SECRET.encode("utf-16-le")),
        (f"word/media/{SECRET}.png", b""),
        ("content.xml", f'<a value-type="string" string-value="{SECRET}"/>'),
        ("content.xml", f"<a><!-- {SECRET} --></a>"),
    ],
)
def test_no_member_of_a_container_hides_words(tmp_path, member, content):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("word/document.xml", "<a><p>clean</p></a>")
        packed.writestr(member, content)
    assert SECRET in said(path)


def test_a_paper_within_a_paper_is_read_and_a_nest_of_them_refused(tmp_path):
    def wrapped(inner: bytes) -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as packed:
            packed.writestr("word/document.xml", "<a/>")
            packed.writestr("word/embeddings/a.docx", inner)
        return target.getvalue()

    content = wrapped(wrapped(SECRET.encode()))
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    assert SECRET in said(path)
    path.write_bytes(wrapped(wrapped(content)))
    with pytest.raises(BadInput):
        read_paper(path)


def test_own_properties_links_fields_and_scripts_of_a_pdf_are_read(tmp_path):
    paper = pikepdf.new()
    paper.add_blank_page()
    paper.docinfo["/Firm"] = "甲證券"
    link = pikepdf.Dictionary(
        Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("x.test/乙"))
    )
    paper.pages[0].obj.Annots = pikepdf.Array([link])
    paper.Root.Held = pikepdf.Dictionary(V=pikepdf.String("丙"), JS=pikepdf.String("//丁"))
    path = tmp_path / "a.pdf"
    paper.save(path)
    assert {sign for sign in "甲乙丙丁" if sign in said(path)} == set("甲乙丙丁")


def test_a_colour_profile_is_read_where_it_says_something_and_its_numbers_are_not(tmp_path):
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    path = tmp_path / "photo.jpg"
    Image.new("RGB", (4, 4)).save(path, icc_profile=bytes(profile))
    said = " ".join(part.text for part in read_paper(path) if part.where == "picture")
    assert "sRGB" in said and "acsp" not in said and "rTRC" not in said
    named = "由陳樣本製作".encode("utf-16-be")
    start = len(profile)
    profile += b"mluc" + bytes(12) + named
    profile[132 + 4 : 132 + 12] = start.to_bytes(4, "big") + (16 + len(named)).to_bytes(4, "big")
    profile[:4] = len(profile).to_bytes(4, "big")
    Image.new("RGB", (4, 4)).save(path, icc_profile=bytes(profile))
    assert any("由陳樣本製作" in part.text for part in read_paper(path))
