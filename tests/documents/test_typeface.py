from __future__ import annotations

from collections.abc import Callable

import pytest

from auditdesk.documents.pdf.fonts import KAI, LATIN, RARE, SANS, shipped_font
from auditdesk.documents.pdf.render import render_pdf
from auditdesk.documents.pdf.style import letter_style, notice_style
from auditdesk.documents.pdf.to_unicode import to_unicode_map
from auditdesk.documents.pdf.typeface import kai, require_glyphs, sans
from auditdesk.documents.plain_text import printable
from auditdesk.documents.story import Heading, Paragraph, Story, Table
from auditdesk.errors import BadInput

RARE_NAMES = "王堃 林喆 陳峯 黃彣 吳綉 李犇 㛢鈤 𠊎𡃁𤧬𨋢𪜶"


def test_a_character_beyond_the_first_plane_is_mapped_as_utf_16() -> None:
    mapped = to_unicode_map("F", [0, ord("A"), ord("證"), 0x2028E])
    assert "<01> <0041>" in mapped and "<02> <8B49>" in mapped and "<03> <D840DE8E>" in mapped
    assert "<00> <" not in mapped.split("endcodespacerange")[1]


def test_a_map_is_written_in_blocks_of_at_most_a_hundred() -> None:
    mapped = to_unicode_map("F", list(range(1, 257)))
    assert [line for line in mapped.splitlines() if line.endswith("beginbfchar")] == [
        "100 beginbfchar",
        "100 beginbfchar",
        "56 beginbfchar",
    ]


@pytest.mark.parametrize("make_style", [notice_style, letter_style])
def test_rare_names_come_back_from_the_finished_file(
    make_style: Callable, story: Callable[..., Story], read_pdf: Callable
) -> None:
    table = Table("", ("姓名",), ((RARE_NAMES,),), (1,), ("start",), True)
    content = render_pdf(story(Heading(1, RARE_NAMES, "a"), Paragraph(RARE_NAMES, "一、"), table), make_style("zh_TW"))
    assert read_pdf(content).squeezed.count(RARE_NAMES.replace(" ", "")) == 3


def test_every_shipped_character_comes_back_from_the_finished_file(story: Callable[..., Story], read_pdf: Callable) -> None:
    mapped = {chr(code) for name in (SANS, KAI, LATIN, RARE) for code in shipped_font(name).face.charToGlyph}
    wanted = sorted(one for one in mapped if one.isprintable() and not one.isspace() and printable(one) == one)
    sample = wanted[::7]
    content = render_pdf(story(Paragraph("".join(sample))), letter_style("zh_TW"))
    lost = set(sample) - set(read_pdf(content).text)
    assert len(sample) > 3000
    assert not {one for one in lost if "\u3400" <= one <= "\u9fff" or one > "\uffff"}
    assert len(lost) < 10, sorted(lost)  # compatibility forms that the reader folds into their base characters


def test_a_character_that_no_font_has_is_refused_by_name_before_anything_is_written(story: Callable[..., Story]) -> None:
    with pytest.raises(BadInput) as refused:
        render_pdf(story(Paragraph("證券ꯀ商"), Heading(1, "𒀀", "a")), notice_style("zh_TW"))
    assert refused.value.code == "glyph.missing"
    assert "U+ABC0 MEETEI MAYEK LETTER KOK" in refused.value.values["characters"]
    assert "U+12000" in refused.value.values["characters"]


def test_a_lone_surrogate_is_refused_and_not_printed_into_the_message() -> None:
    with pytest.raises(BadInput) as refused:
        require_glyphs(["a\ud800b"], sans("zh_TW"))
    assert "U+D800" in refused.value.values["characters"]
    refused.value.values["characters"].encode()


def test_a_glyph_the_first_font_lacks_is_drawn_by_the_next() -> None:
    runs = kai("zh_TW").runs("陳𠊎108")
    assert [(font.fontName, text) for font, text, _ in runs] == [(KAI, "陳"), (RARE, "𠊎"), (LATIN, "108")]


def test_quotes_are_wide_in_chinese_and_narrow_in_english() -> None:
    assert sans("zh_TW").advance("“") == 1.0
    assert sans("en").advance("“") < 0.5


def test_marks_without_ink_do_not_ask_for_glyphs() -> None:
    assert printable("證\u200b券\ufe0f商\ufeff\r\n甲\x07") == "證券商\n甲"


def test_the_sans_weights_are_different_fonts() -> None:
    widths = {name: shipped_font(name).advance("W") for name in ("NotoSansTC-Regular", "NotoSansTC-Medium", "NotoSansTC-Bold")}
    assert len(set(widths.values())) == 3
