"""What is made unreadable is gone from the file's bytes, and nothing of the original's metadata comes along."""

import base64
import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from auditdesk.errors import Refused
from auditdesk.exchange import pictures, pictures_heic
from auditdesk.exchange.pictures_pdf import first_page
from auditdesk.exchange.pictures_redaction import redacted
from auditdesk.model.evidence_rows import Mark
from tests.exchange.test_pictures import photo

HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAZdtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAADRpbG9jAA"
    "AAAERAAAIAAQAAAAABuwABAAAAAAAAAGQAAgAAAAACHwABAAAAAAAAAQoAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAAAAABAABodmMxAAAAABVp"
    "bmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA1mlwcnAAAAC3aXBjbwAAAHhodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGE"
    "ABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQArQgEBA3AAAAMAkAAAAwAAAwAeoDCBBZbqSSmubgIaDAgAAAMAyAAAAwAIQGIAAQAHRAHBcrAi"
    "QAAAABNjb2xybmNseAABAA0ABoAAAAAUaXNwZQAAAAAAAABgAAAAQAAAABBwaXhpAAAAAAMICAgAAAAXaXBtYQAAAAAAAAABAAEEgQIDBAAAAB"
    "ppcmVmAAAAAAAAAA5jZHNjAAIAAQABAAABdm1kYXQAAABgKAGvCeDjC5y6r//+QR///jEbkP4E5qSCU/9OHnfm/5//gKAaxZOLxYOEKWK+dDkT"
    "NT5LasCSMevX6CeHxwTHCpf+mM//hO1f+1PxH9fh0Xa/4Ypk8B4wFjUE2gKAN//gAAAABkV4aWYAAE1NACoAAAAIAAUBEAACAAAAFQAAAEoBEg"
    "ADAAAAAQAGAAABMgACAAAAFAAAAGCHaQAEAAAAAQAAAHSIJQAEAAAAAQAAAJoAAAAAQ2FtZXJhIG9mIHRoZSBvZmZpY2UAADIwMTk6MDY6MDMg"
    "MTA6MTE6MTIAAAGQAwACAAAAFAAAAIYAAAAAMjAxOTowNjowMyAxMDoxMToxMgAABAABAAIAAAACTgAAAAACAAUAAAADAAAA0AADAAIAAAACRQ"
    "AAAAAEAAUAAAADAAAA6AAAAAAAAAAZAAAAAQAAAAIAAAABAAAC8QAAABkAAAB5AAAAAQAAACEAAAABAAAANgAAAAE="
)
"""96 × 64 pixels, red in the upper left quarter and blue elsewhere, with time, place and name of the camera."""
SECRET = (255, 240, 10)


def with_secret(kind: str, *, thumbnail: bool = False) -> bytes:
    """A grey picture with a bright patch from 20 % to 40 %, as a camera writes it; ``thumbnail`` puts a small copy into its EXIF."""
    image = Image.new("RGB", (400, 300), (90, 90, 90))
    image.paste(SECRET, (80, 60, 160, 120))
    exif = Image.Exif()
    exif[0x0110] = "Camera of the office"
    exif[0x0132] = "2019:06:03 10:11:12"
    if thumbnail:
        small = io.BytesIO()
        image.resize((100, 75)).save(small, "JPEG")
        exif.get_ifd(0x8769)[0x927C] = small.getvalue()
    written = io.BytesIO()
    image.save(written, kind, exif=exif, **({"comment": b"rack of the firm"} if kind == "JPEG" else {}))
    return written.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_under_the_box_every_pixel_is_the_cover_and_the_rest_is_as_it_was(kind):
    content, suffix = redacted(with_secret(kind, thumbnail=kind == "JPEG"), [Mark("box", 0.19, 0.19, 0.41, 0.41)])
    with Image.open(io.BytesIO(content)) as made:
        under = made.crop((80, 60, 160, 120))
        assert max(high for _, high in under.getextrema()) <= 4
        assert abs(made.getpixel((300, 200))[0] - 90) <= 4
        assert not made.getexif() and not ({"exif", "comment", "icc_profile", "xmp", "photoshop"} & set(made.info))
        bright = [1 for red, green, blue in made.get_flattened_data() if red > 180 and green > 180 and blue < 90]
        assert not bright
    assert suffix == (".png" if kind in ("PNG", "TIFF") else ".jpg")
    assert b"Camera" not in content and b"2019:06" not in content and b"rack of" not in content
    assert content.count(b"\xff\xd8\xff") == (1 if suffix == ".jpg" else 0)


def test_a_heic_becomes_a_jpeg_without_what_the_phone_wrote():
    content, suffix = redacted(HEIC, [Mark("box", 0.0, 0.0, 0.5, 0.5)])
    with Image.open(io.BytesIO(content)) as made:
        assert suffix == ".jpg" and made.size == (96, 64) and not made.getexif()
        assert max(made.getpixel((20, 15))) <= 4 and made.getpixel((80, 50))[2] > 100


def test_the_box_lies_where_it_was_seen_in_a_turned_picture():
    turned = photo(size=(640, 480), orientation=6)
    content, _ = redacted(turned, [Mark("box", 0.5, 0.0, 1.0, 0.5)])
    with Image.open(io.BytesIO(content)) as made:
        assert made.size == (480, 640)
        assert max(made.getpixel((400, 100))) <= 4 and made.getpixel((100, 500))[2] > 100


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(-0.2, 1.2), min_size=4, max_size=4))
def test_whatever_the_box_every_pixel_it_touches_is_covered(places):
    x, y, to_x, to_y = places
    image = Image.new("RGB", (37, 23), SECRET)
    written = io.BytesIO()
    image.save(written, "PNG")
    left, right = sorted((max(0.0, min(1.0, x)), max(0.0, min(1.0, to_x))))
    top, bottom = sorted((max(0.0, min(1.0, y)), max(0.0, min(1.0, to_y))))
    try:
        content, _ = redacted(written.getvalue(), [Mark("box", x, y, to_x, to_y)])
    except Refused as refused:
        assert refused.code == "evidence.no_boxes"
        assert right * 37 - left * 37 < 1 or bottom * 23 - top * 23 < 1
        return
    with Image.open(io.BytesIO(content)) as made:
        for across in range(37):
            for down in range(23):
                inside = left * 37 <= across + 0.5 <= right * 37 and top * 23 <= down + 0.5 <= bottom * 23
                assert made.getpixel((across, down)) in ((0, 0, 0), SECRET) and (
                    not inside or made.getpixel((across, down)) == (0, 0, 0)
                )


@pytest.mark.parametrize("boxes", [[], [Mark("box", 0.5, 0.5, 0.5, 0.5)], [Mark("box", float("nan"), 0, 1, 1)]])
def test_without_a_box_nothing_is_made(boxes):
    with pytest.raises(Refused) as refused:
        redacted(with_secret("PNG"), boxes)
    assert refused.value.code == "evidence.no_boxes"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", with_secret("JPEG")[:500], b"<svg onload='x'/>"])
def test_what_can_not_be_decoded_whole_is_not_redacted(content):
    with pytest.raises(Refused) as refused:
        redacted(content, [Mark("box", 0, 0, 1, 1)])
    assert refused.value.code == "evidence.not_redactable"


# hostile files


def bomb(wide: int, high: int) -> bytes:
    """A PNG that says it has so many pixels and holds next to nothing."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    packed = zlib.compress(b"\x00" * 10_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(60_000, 60_000), (2_000_000, 100), (1, 2_000_000_000)])
def test_a_picture_that_says_it_is_huge_is_not_decoded(size):
    content = bomb(*size)
    assert pictures.media_type(content) == "image/png" and pictures.thumbnail(content) is None
    with pytest.raises(Refused):
        redacted(content, [Mark("box", 0, 0, 1, 1)])


def test_a_drawing_of_instructions_is_text_and_never_drawn():
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    assert pictures.media_type(svg) == "text/plain" and pictures.thumbnail(svg) is None


def test_a_wrong_suffix_changes_nothing_since_only_the_content_counts():
    assert pictures.media_type(b"MZ\x90\x00" + b"\x00" * 100) == "application/octet-stream"
    assert pictures.thumbnail(b"MZ\x90\x00" + b"\x00" * 100) is None


def test_a_heic_is_read_like_any_photo_and_a_torn_one_stops_nothing():
    facts = pictures.file_facts(HEIC)
    assert facts == pictures.FileFacts("image/heic", "2019:06:03 10:11:12", "25.041700,121.565000")
    small = pictures.thumbnail(HEIC)
    assert small and small[:3] == b"\xff\xd8\xff"
    clean = pictures.without_metadata(HEIC)
    assert clean[:3] == b"\xff\xd8\xff" and b"Camera" not in clean
    for cut in range(16, len(HEIC) - 1, 97):
        pictures.thumbnail(HEIC[:cut])
        pictures.file_facts(HEIC[:cut])


def test_a_heic_that_ends_its_decoder_is_a_plain_file_and_ends_nothing_else():
    content = HEIC[:176] + b"\xa6" + HEIC[177:]
    with pytest.raises(ValueError, match="decoded"):
        pictures.opened(content)
    assert pictures.thumbnail(content) is None and pictures.file_facts(content) == pictures.FileFacts("image/heic")
    with pytest.raises(Refused, match=r"evidence\.not_cleanable"):
        pictures.without_metadata(content)


def test_the_decoder_of_heic_hears_nothing_of_a_passphrase(monkeypatch, tmp_path):
    told = tmp_path / "told"
    spy = tmp_path / "spy.py"
    spy.write_text(f"import os, pathlib\npathlib.Path({str(told)!r}).write_text(repr(dict(os.environ)))\n", encoding="utf-8")
    monkeypatch.setattr(pictures_heic, "_READER", spy)
    monkeypatch.setenv("AUDITDESK_PASSPHRASE", "correct horse battery staple")
    with pytest.raises(ValueError, match="decoded"):
        pictures.opened(HEIC)
    assert "PATH" in told.read_text() and "horse" not in told.read_text()


@settings(max_examples=12, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 700))
def test_a_heic_with_bytes_written_over_stops_nothing(noise, at):
    content = HEIC[:at] + noise + HEIC[at + len(noise) :]
    pictures.thumbnail(content)
    pictures.file_facts(content)


def pdf(pages: int = 1) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(300, 400))
    for _ in range(pages):
        canvas.rect(50, 50, 200, 200, fill=1)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def test_the_first_page_of_a_pdf_is_shown_and_a_torn_one_is_a_plain_file():
    content = first_page(pdf(2), 256)
    assert content is not None
    with Image.open(io.BytesIO(content)) as made:
        assert made.size == (192, 256) and max(made.getpixel((90, 170))) < 60
    assert pictures.thumbnail(pdf()) is not None
    assert first_page(pdf()[:200], 256) is None and first_page(b"%PDF-1.7\n" + b"\x00" * 500, 256) is None
