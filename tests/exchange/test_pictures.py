"""Pictures from outside: whatever is in them, they are told apart by content and never stop anything."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from auditdesk.errors import Refused
from auditdesk.exchange import pictures


def photo(kind="JPEG", size=(640, 480), *, place=True, orientation=None, comment=None) -> bytes:
    """A picture as a camera writes it: time, place, how it was held."""
    image = Image.new("RGB", size, (40, 90, 160))
    image.paste((220, 30, 30), (0, 0, size[0] // 2, size[1] // 2))
    exif = Image.Exif()
    exif[0x0110] = "Camera of the office"
    exif[0x0132] = "2019:06:03 10:11:12"
    if orientation:
        exif[0x0112] = orientation
    exif.get_ifd(0x8769)[0x9003] = "2019:06:03 10:11:12"
    if place:
        block = exif.get_ifd(0x8825)
        block[1], block[2] = "N", (IFDRational(25), IFDRational(2), IFDRational(3012, 100))
        block[3], block[4] = "E", (IFDRational(121), IFDRational(33), IFDRational(5400, 100))
    options = {"comment": comment} if comment else {}
    written = io.BytesIO()
    image.save(written, kind, exif=exif, **options)
    return written.getvalue()


def test_time_and_place_are_read_as_the_camera_wrote_them():
    facts = pictures.file_facts(photo())
    assert facts == pictures.FileFacts("image/jpeg", "2019:06:03 10:11:12", "25.041700,121.565000")
    assert pictures.file_facts(photo(place=False)).place == ""


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"PK\x03\x04rest", "application/zip"),
        ("防火牆紀錄\n".encode(), "text/plain"),
        (("a" * 4095 + "防火牆").encode(), "text/plain"),
        (b"\x00\x01\x02", "application/octet-stream"),
        (b"", "application/octet-stream"),
        (b"\x00\x00\x00\x18ftypheic", "image/heic"),
    ],
)
def test_a_file_is_known_by_its_content(content, kind):
    assert pictures.media_type(content) == kind


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_clean_copy_says_nothing_of_when_where_and_with_what(kind):
    original = photo(kind)
    clean = pictures.without_metadata(original)
    assert pictures.file_facts(original).taken_at
    assert pictures.file_facts(clean) == pictures.FileFacts(pictures.media_type(original))
    assert b"Camera of the office" not in clean and b"2019:06" not in clean
    with Image.open(io.BytesIO(clean)) as image:
        assert image.size == (640, 480)


def test_a_clean_jpeg_keeps_its_pixels_and_how_it_is_turned():
    original = photo(orientation=6, comment=b"25.0417 121.565")
    clean = pictures.without_metadata(original)
    assert b"25.0417" not in clean
    with Image.open(io.BytesIO(clean)) as image, Image.open(io.BytesIO(original)) as before:
        assert image.getexif().get(0x0112) == 6
        assert dict(image.quantization) == dict(before.quantization)


def test_a_thumbnail_is_upright_small_and_without_metadata():
    small = pictures.thumbnail(photo(orientation=6))
    assert small is not None
    with Image.open(io.BytesIO(small)) as image:
        assert image.size == (192, 256) and not image.getexif()


def test_what_is_no_picture_has_no_thumbnail_and_no_clean_copy():
    for content in (b"%PDF-1.7", b"\xff\xd8\xff\xe0 not a picture", b"\x00\x00\x00\x18ftypheic", photo()[:300]):
        assert pictures.thumbnail(content) is None
        with pytest.raises(Refused) as refused:
            pictures.without_metadata(content)
        assert refused.value.code == "evidence.not_cleanable"


def test_a_picture_of_billions_of_pixels_is_kept_as_a_plain_file():
    written = io.BytesIO()
    Image.new("1", (16, 16)).save(written, "PNG")
    bomb = bytearray(written.getvalue())
    bomb[16:24] = (60_000).to_bytes(4, "big") * 2
    assert pictures.media_type(bytes(bomb)) == "image/png"
    assert pictures.thumbnail(bytes(bomb)) is None and pictures.file_facts(bytes(bomb)).place == ""


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["JPEG", "PNG", "WEBP", "TIFF", "GIF"]), st.integers(0, 2000))
def test_no_bytes_whatever_stop_the_reading(garbage, kind, cut):
    content = bytearray(photo(kind, (32, 24)) if kind != "GIF" else b"GIF89a")
    start = cut % (len(content) + 1)
    content[start : start + len(garbage)] = garbage
    for candidate in (garbage, bytes(content), bytes(content[:start])):
        pictures.file_facts(candidate)
        pictures.thumbnail(candidate)
