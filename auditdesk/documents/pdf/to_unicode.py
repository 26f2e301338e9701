"""Cure: the map that gives a PDF's characters back as text.

The library writes five hexadecimal digits for characters above U+FFFF where the map wants UTF-16, so a rare name draws right but
is copied and searched as another character. Source: PDF 32000-1, 9.10.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_ENTRIES_PER_BLOCK: Final = 100  # a limit of the CMap language


def to_unicode_map(font_name: str, codes: Sequence[int]) -> str:
    """The ToUnicode CMap of a subset whose byte ``n`` draws the character ``codes[n]``; 0 stands for no character."""
    entries = [f"<{byte:02X}> <{_utf16(code)}>" for byte, code in enumerate(codes) if code]
    blocks = [entries[start : start + _ENTRIES_PER_BLOCK] for start in range(0, len(entries), _ENTRIES_PER_BLOCK)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({font_name}) /Ordering ({font_name}) /Supplement 0 >> def",
        f"/CMapName /{font_name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


def _utf16(code: int) -> str:
    return chr(code).encode("utf-16-be").hex().upper()
