"""Text is found however it is written: no invisible sign, width or case stands in the way."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from auditdesk.rules.search_text import folded, terms


def test_no_invisible_sign_of_unicode_parts_a_word():
    invisible = "".join(sign for sign in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(sign) == "Cf")
    assert len(invisible) > 100
    assert folded(f"防火{invisible}牆") == "防火牆"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("防火牆", ["防火", "火牆"]),
        ("牆 pt 值", ["牆", "值", "pt"]),
        ("vpn帳號passwords", ["帳號", "vpn", "passwo"]),
        ("", []),
    ],
)
def test_chinese_is_looked_up_by_pairs_and_latin_by_its_beginning(text, wanted):
    assert list(terms(text)) == wanted
