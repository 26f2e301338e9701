"""A look at the XML of a workbook before its reader: how far it reaches, which cells are merged, which hold no result.

The reader allots memory for every cell up to the outermost one and shows errors and formulas without result as blank cells;
both have to be known beforehand. Document type declarations (entities) are refused wherever they stand.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final
from xml.sax import SAXException  # only the exception; the parser is defusedxml's
from xml.sax.handler import ContentHandler, feature_namespaces

import defusedxml.sax
from defusedxml import DefusedXmlException

from auditdesk.exchange.incoming import bad_file
from auditdesk.exchange.sheets import MOST_COLUMNS, MOST_ROWS, MOST_ROWS_ABOVE

MOST_TEXT: Final = 20_000_000
"""Characters of all cells of a sheet together, each repetition counted."""

MOST_SHARED_TEXTS: Final = 1_000_000

_REFERENCE: Final = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


@dataclass(slots=True)
class SheetScan:
    """Places count from 0 as (row, column)."""

    name: str = ""
    faulty: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """(first row, first column, last row, last column), all inclusive."""
    text: int = 0


class _TooLargeError(Exception):
    def __init__(self, code: str, row: int) -> None:
        super().__init__(code)
        self.code, self.row = code, row


def parse_safely(xml: bytes, handler: ContentHandler, file: str, tick: Callable[[], None]) -> None:
    """Runs the handler over the XML. Raises BadInput ``workbook.entities``, ``workbook.broken`` or what the handler found too large."""
    tick()
    try:
        parser = defusedxml.sax.make_parser()
        parser.forbid_dtd = True
        parser.setFeature(feature_namespaces, True)  # writers are free to choose prefixes
        parser.setContentHandler(handler)
        parser.parse(io.BytesIO(xml))
    except DefusedXmlException as declared:
        raise bad_file("workbook.entities", file) from declared
    except (SAXException, ValueError, LookupError, RecursionError) as broken:
        raise bad_file("workbook.broken", file) from broken
    except _TooLargeError as too_large:
        sheet = handler.scan.name if isinstance(handler, _SheetHandler) else None
        raise bad_file(too_large.code, file, sheet=sheet, row=too_large.row, limit=MOST_ROWS, columns=MOST_COLUMNS) from too_large


_Name = tuple[str | None, str]
"""(namespace, name without prefix)"""


class SharedTexts(ContentHandler):
    """The lengths of the texts that the cells of an XLSX point to."""

    def __init__(self) -> None:
        super().__init__()
        self.lengths: list[int] = []

    def startElementNS(self, name: _Name, qname: str | None, attrs: Any) -> None:  # noqa: N802 - the name is SAX's
        if name[1] == "si":
            self.lengths.append(0)
        elif name[1] == "sst" and int(attrs.get((None, "uniqueCount")) or 0) > MOST_SHARED_TEXTS:
            raise ValueError("uniqueCount")  # the reader allots memory for as many as are announced

    def characters(self, content: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(content)


class _SheetHandler(ContentHandler):
    """What both kinds of sheets have in common."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.scan = SheetScan(name)

    def _reach(self, row: int, column: int, text: int) -> None:
        self.scan.text += text
        if row < 0 or column < 0:
            raise ValueError(row)
        if row >= MOST_ROWS + MOST_ROWS_ABOVE:
            raise _TooLargeError("list.too_many_rows", row + 1)
        if column >= MOST_COLUMNS:
            raise _TooLargeError("sheet.too_wide", row + 1)
        if self.scan.text > MOST_TEXT:
            raise _TooLargeError("sheet.too_much_text", row + 1)


class XlsxSheet(_SheetHandler):
    """One worksheet part of an XLSX."""

    def __init__(self, name: str, shared: list[int]) -> None:
        super().__init__(name)
        self._shared = shared
        self._row, self._column = -1, -1
        self._kind = ""
        self._formula: str | None = None
        self._value: str | None = None
        self._inside = ""

    def startElementNS(self, name: _Name, qname: str | None, attrs: Any) -> None:  # noqa: N802 - the name is SAX's
        local = name[1]
        if local == "row":
            told = attrs.get((None, "r"))
            self._row, self._column = int(told) - 1 if told else self._row + 1, -1
        elif local == "c":
            self._go_to(attrs.get((None, "r")))
            self._kind, self._formula, self._value, self._inside = attrs.get((None, "t")) or "n", None, None, ""
        elif local == "f":
            self._formula, self._inside = "", "f"
        elif local in ("v", "t"):
            self._value, self._inside = self._value or "", "v"
        elif local == "mergeCell":
            self._merge(attrs.get((None, "ref")) or "")

    def _go_to(self, reference: str | None) -> None:
        """The place of a cell; one without reference stands behind the last. What the reader may see elsewhere than we is refused."""
        if not reference:
            self._column += 1
            return
        place = _REFERENCE.fullmatch(reference)
        if place is None:
            raise ValueError(reference)
        self._row, self._column = int(place[2]) - 1, _column_number(place[1].upper())

    def characters(self, content: str) -> None:
        if self._inside == "f":
            self._formula = (self._formula or "") + content
        elif self._inside == "v":
            self._value = (self._value or "") + content

    def endElementNS(self, name: _Name, qname: str | None) -> None:  # noqa: N802 - the name is SAX's
        local = name[1]
        if local in ("f", "v", "t"):
            self._inside = ""
        elif local == "c" and (self._value or self._formula is not None):
            value = self._value or ""
            if self._kind == "e":
                self.scan.faulty[self._row, self._column] = value
            elif not value and self._kind != "str":
                self.scan.faulty[self._row, self._column] = f"={self._formula}"
            self._reach(self._row, self._column, self._length(value))

    def _length(self, value: str) -> int:
        if self._kind != "s":
            return len(value)
        number = int(value)
        return self._shared[number] if 0 <= number < len(self._shared) else 0

    def _merge(self, reference: str) -> None:
        start, _, end = reference.partition(":")
        first, last = _REFERENCE.fullmatch(start), _REFERENCE.fullmatch(end)
        if first is not None and last is not None:
            self.scan.merged.append((int(first[2]) - 1, _column_number(first[1]), int(last[2]) - 1, _column_number(last[1])))


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


class OdsTables(_SheetHandler):
    """All tables of the content of an ODS, in ``scans`` by name."""

    def __init__(self) -> None:
        super().__init__()
        self.scans: dict[str, SheetScan] = {}
        self._row, self._rows, self._column, self._columns = 0, 1, 0, 1
        self._cell: dict[str, str] | None = None
        self._text: list[str] = []

    def startElementNS(self, name: _Name, qname: str | None, attrs: Any) -> None:  # noqa: N802 - the name is SAX's
        local = name[1]
        if local == "table":
            self.scan = SheetScan(next((str(value) for key, value in attrs.items() if key[1] == "name"), ""))
            self.scans[self.scan.name] = self.scan
            self._row = 0
        elif local == "table-row":
            self._rows, self._column = _count(_by_name(attrs), "number-rows-repeated"), 0
        elif local in ("table-cell", "covered-table-cell"):
            self._cell = _by_name(attrs)
            self._columns = _count(self._cell, "number-columns-repeated")
            self._text = []

    def characters(self, content: str) -> None:
        if self._cell is not None:
            self._text.append(content)

    def endElementNS(self, name: _Name, qname: str | None) -> None:  # noqa: N802 - the name is SAX's
        local = name[1]
        if local in ("table-cell", "covered-table-cell") and self._cell is not None:
            self._end_cell(self._cell)
            self._column += self._columns
            self._cell = None
        elif local == "table-row":
            self._row += self._rows

    def _end_cell(self, cell: dict[str, str]) -> None:
        text = "".join(self._text).strip()
        value = cell.get("value-type")
        if not (text or value or "formula" in cell):
            return
        self._reach(self._row + self._rows - 1, self._column + self._columns - 1, len(text) * self._rows * self._columns)
        if cell.get(_ERROR_MARK) == "error" or ("formula" in cell and not value):
            self.scan.faulty[self._row, self._column] = text or cell.get("formula", "")
        down, across = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if down > 1 or across > 1:
            self.scan.merged.append((self._row, self._column, self._row + down - 1, self._column + across - 1))


_ERROR_MARK: Final = "calcext:value-type"


def _by_name(attributes: Any) -> dict[str, str]:
    """Attributes by name; LibreOffice's own ``value-type``, which knows of errors, beside the standard's."""
    return {f"calcext:{key[1]}" if key[0] and "calcext" in key[0] else key[1]: str(value) for key, value in attributes.items()}


def _count(attributes: dict[str, str], name: str) -> int:
    told = attributes.get(name, "")
    return max(int(told), 1) if told.isdecimal() and len(told) < 10 else 1
