"""The shipped fonts as reportlab takes them, each read once a process."""

from __future__ import annotations

import mmap
from functools import cache
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFNameBytes, TTFont

from auditdesk import places
from auditdesk.documents.pdf.to_unicode import to_unicode_map

SANS = "NotoSansTC-Regular"
SANS_MEDIUM = "NotoSansTC-Medium"
SANS_BOLD = "NotoSansTC-Bold"
KAI = "TWKai-Regular"
RARE = "RareNames-Regular"
LATIN = "LetterLatin-Regular"


class ShippedFont(TTFont):  # type: ignore[misc]  # the library has no types
    """A font of ``resources/fonts`` whose subsets give every character back, whatever plane it lies in."""

    def __init__(self, name: str) -> None:
        super().__init__(name, _FontFile(places.resources() / "fonts" / f"{name}.ttf"), asciiReadable=False, shapable=False)
        self.face.name = TTFNameBytes(name.encode())  # two of the files call themselves the same, and objects go by this name
        # Cure: glyphs that share the last width of the table get it in thousandths, whatever the font's own unit is.
        full = int.from_bytes(self.face.get_table("hhea")[34:36], "big")
        width = self.face.hmetrics[full - 1][0]
        self.face.hmetrics[full:] = [(width, bearing) for _, bearing in self.face.hmetrics[full:]]
        tables = self.face.get_table
        outlines = _Outlines(self.face._ttf_data, self.face.get_table_pos("glyf")[0])
        self.face.get_table = lambda tag: outlines if tag == "glyf" else tables(tag)

    def addObjects(self, doc: Any) -> None:  # noqa: N802  # the library's name
        """Add the subsets used in ``doc``, then put right what each says its bytes mean."""
        subsets = [tuple(subset) for subset in self.state[doc].subsets]
        names = [self.getSubsetInternalName(number, doc)[1:] for number in range(len(subsets))]
        super().addObjects(doc)
        fonts = doc.idToObject["BasicFonts"].dict
        for name, subset in zip(names, subsets, strict=True):
            font = fonts[name]
            doc.idToObject[font.ToUnicode.name].content = to_unicode_map(font.BaseFont, subset)

    def has(self, character: str) -> bool:
        return ord(character) in self.face.charToGlyph

    def advance(self, character: str) -> float:
        """The width of a character in thousandths of the size."""
        return float(self.face.charWidths.get(ord(character), self.face.defaultWidth))


class _FontFile:
    """A font for the library to read: mapped, so that of 22 MB only the outlines that are drawn are ever in memory."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._path = path

    def read(self) -> mmap.mmap:
        with self._path.open("rb") as handle:
            return mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ)


class _Outlines:
    """The outline table without a copy: the library would copy all of it, up to 22 MB, for each 256 glyphs it embeds."""

    def __init__(self, font: mmap.mmap, start: int) -> None:
        self._font = font
        self._start = start

    def __getitem__(self, part: slice) -> bytes:
        return self._font[self._start + part.start : self._start + part.stop]


@cache
def shipped_font(name: str) -> ShippedFont:
    """The font of that file name, known to reportlab under it from now on."""
    font = ShippedFont(name)
    pdfmetrics.registerFont(font)
    return font
