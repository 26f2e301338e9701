"""The one writer of OpenDocument spreadsheets: streams rows into the archive, so that the size of a list costs no memory.

The same sheets give the same bytes. Cells carry types, never formulas: text that starts with ``=``, ``+``, ``-`` or ``@`` stays text.
Layer: foundation, standard library only; documents and exchange use it.
"""

from __future__ import annotations

import math
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, BinaryIO, Final

Cell = str | int | float | date | bool | None

MEDIA_TYPE: Final = "application/vnd.oasis.opendocument.spreadsheet"

_FIXED_TIME: Final = (1980, 1, 1, 0, 0, 0)
_CHUNK: Final = 1 << 16
_FORBIDDEN_IN_NAME: Final = re.compile(r"[\[\]*?:/\\]|^'|'$")
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_BLANKS: Final = re.compile(r"  +|^ | $|\t")
_EXACT_INTEGER: Final = 2**53

_NAMESPACES: Final = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
        ("number", "datastyle"),
        ("config", "config"),
        ("meta", "meta"),
    )
)
_DUBLIN_CORE: Final = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its width in millimetres, whether its numbers are shares (0.25 is shown as 25.0%), whether it is hidden."""

    heading: str
    width: float = 30.0
    percent: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. ``rows`` may be a generator: it is read once, row by row, each as long as ``columns``."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]


def write_ods(target: Path | BinaryIO, sheets: Iterable[Sheet], *, title: str, language: str) -> None:
    """Write ``sheets`` as one spreadsheet with fixed heading rows. ``language`` is ``zh_TW`` or ``en``.

    Whole numbers beyond 2^53 and numbers that are not finite are written as text, since spreadsheets cannot hold them.
    Characters that XML cannot carry become U+FFFD. Raises ValueError for a row of the wrong length and for a sheet name that is
    taken or that spreadsheets refuse; OSError for the disk. A file written to a path is not atomic: that is the caller's care.
    """
    with zipfile.ZipFile(target, "w") as archive:
        _store(archive, "mimetype", MEDIA_TYPE, zipfile.ZIP_STORED)
        names: list[str] = []
        with archive.open(_member("content.xml"), "w") as content:
            _stream(content, _content(sheets, names))
        _store(archive, "styles.xml", _styles(language))
        _store(archive, "meta.xml", _meta(title, language))
        _store(archive, "settings.xml", _settings(names))
        _store(archive, "META-INF/manifest.xml", _manifest())


def _member(name: str, method: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _FIXED_TIME)
    member.compress_type = method
    member.create_system = 0
    member.external_attr = 0
    return member


def _store(archive: zipfile.ZipFile, name: str, text: str, method: int = zipfile.ZIP_DEFLATED) -> None:
    archive.writestr(_member(name, method), text.encode())


def _stream(target: IO[bytes], parts: Iterator[str]) -> None:
    waiting: list[str] = []
    size = 0
    for part in parts:
        waiting.append(part)
        size += len(part)
        if size >= _CHUNK:
            target.write("".join(waiting).encode())
            waiting, size = [], 0
    target.write("".join(waiting).encode())


def _escaped(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text).translate(_ESCAPES)


def _content(sheets: Iterable[Sheet], names: list[str]) -> Iterator[str]:
    """The content part. Column styles must stand before the sheets, so the sheets' heads are taken first, their rows later."""
    every = tuple(sheets)
    for sheet in every:
        if not sheet.name or sheet.name in names or _FORBIDDEN_IN_NAME.search(sheet.name):
            raise ValueError(f"sheet name: {sheet.name!r}")
        names.append(sheet.name)
    widths = sorted({column.width for sheet in every for column in sheet.columns})
    yield f'{_HEAD}<office:document-content {_NAMESPACES} office:version="1.3"><office:automatic-styles>'
    for width in widths:
        yield (
            f'<style:style style:name="{_width_style(width)}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{width:g}mm"/></style:style>'
        )
    yield _CELL_STYLES
    yield "</office:automatic-styles><office:body><office:spreadsheet>"
    for sheet in every:
        yield from _table(sheet)
    yield "</office:spreadsheet></office:body></office:document-content>"


def _width_style(width: float) -> str:
    return f"w{width:g}".replace(".", "_")


def _table(sheet: Sheet) -> Iterator[str]:
    yield f'<table:table table:name="{_escaped(sheet.name)}">'
    for column in sheet.columns:
        default = "percent" if column.percent else "plain"
        seen = ' table:visibility="collapse"' if column.hidden else ""
        style = _width_style(column.width)
        yield f'<table:table-column table:style-name="{style}"{seen} table:default-cell-style-name="{default}"/>'
    yield "<table:table-header-rows><table:table-row>"
    for column in sheet.columns:
        yield _text_cell(column.heading, "head")
    yield "</table:table-row></table:table-header-rows>"
    percents = [column.percent for column in sheet.columns]
    for row in sheet.rows:
        cells = "".join(_cell(value, percent) for value, percent in zip(row, percents, strict=True))
        yield f"<table:table-row>{cells}</table:table-row>"
    yield "</table:table>"


def _cell(value: Cell, percent: bool) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str):
        return _text_cell(value, "plain")
    if isinstance(value, bool):
        return (
            f'<table:table-cell table:style-name="plain" office:value-type="boolean" office:boolean-value="{str(value).lower()}">'
            f"<text:p>{str(value).upper()}</text:p></table:table-cell>"
        )
    if isinstance(value, date):
        style, shown = ("moment", f"{value:%Y-%m-%d %H:%M:%S}") if isinstance(value, datetime) else ("day", value.isoformat())
        exact = value.replace(tzinfo=None).isoformat(timespec="seconds") if isinstance(value, datetime) else shown
        return (
            f'<table:table-cell table:style-name="{style}" office:value-type="date" office:date-value="{exact}">'
            f"<text:p>{shown}</text:p></table:table-cell>"
        )
    if not math.isfinite(value) or (isinstance(value, int) and abs(value) > _EXACT_INTEGER):
        return _text_cell(str(value), "plain")
    if percent:
        return (
            f'<table:table-cell table:style-name="percent" office:value-type="percentage" office:value="{value!r}">'
            f"<text:p>{value:.1%}</text:p></table:table-cell>"
        )
    return (
        f'<table:table-cell table:style-name="plain" office:value-type="float" office:value="{value!r}">'
        f"<text:p>{value!r}</text:p></table:table-cell>"
    )


def _text_cell(text: str, style: str) -> str:
    lines = _escaped(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    paragraphs = "".join(f"<text:p>{_BLANKS.sub(_kept_blanks, line)}</text:p>" for line in lines)
    return f'<table:table-cell table:style-name="{style}" office:value-type="string">{paragraphs}</table:table-cell>'


def _kept_blanks(match: re.Match[str]) -> str:
    """Blanks that a reader of XML would fold, spelt out."""
    run = match[0]
    return "<text:tab/>" if run == "\t" else f'<text:s text:c="{len(run)}"/>'


_CELL_STYLES: Final = (
    '<number:date-style style:name="iso-day"><number:year number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style>'
    '<number:date-style style:name="iso-moment"><number:year number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/><number:text> </number:text>'
    '<number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/>'
    '<number:text>:</number:text><number:seconds number:style="long"/></number:date-style>'
    '<number:percentage-style style:name="tenths"><number:number number:decimal-places="1" number:min-decimal-places="1" '
    'number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>'
    '<style:style style:name="plain" style:family="table-cell" style:parent-style-name="Default"/>'
    '<style:style style:name="day" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="iso-day"/>'
    '<style:style style:name="moment" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="iso-moment"/>'
    '<style:style style:name="percent" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="tenths"/>'
    '<style:style style:name="head" style:family="table-cell" style:parent-style-name="Default">'
    '<style:table-cell-properties fo:background-color="#e6ecf6" fo:border-bottom="0.6pt solid #5b6b8c"/>'
    '<style:text-properties fo:font-weight="bold" style:font-weight-asian="bold"/></style:style>'
)


def _styles(language: str) -> str:
    latin = 'fo:language="en" fo:country="GB"'
    asian = 'style:language-asian="zh" style:country-asian="TW"'
    own = f"{latin} {asian}" if language.startswith("en") else f'fo:language="zh" fo:country="TW" {asian}'
    return (
        f'{_HEAD}<office:document-styles {_NAMESPACES} office:version="1.3">'
        '<office:font-face-decls><style:font-face style:name="Noto Sans TC" svg:font-family="\'Noto Sans TC\'"/></office:font-face-decls>'
        '<office:styles><style:default-style style:family="table-cell">'
        f'<style:text-properties style:font-name="Noto Sans TC" style:font-name-asian="Noto Sans TC" fo:font-size="10pt" '
        f'style:font-size-asian="10pt" {own}/></style:default-style>'
        '<style:style style:name="Default" style:family="table-cell">'
        '<style:table-cell-properties style:vertical-align="top" fo:wrap-option="wrap"/></style:style>'
        "</office:styles></office:document-styles>"
    )


def _meta(title: str, language: str) -> str:
    spoken = "en" if language.startswith("en") else "zh-TW"
    return (
        f'{_HEAD}<office:document-meta {_NAMESPACES} {_DUBLIN_CORE} office:version="1.3"><office:meta>'
        f"<meta:generator>AuditDesk</meta:generator><dc:title>{_escaped(title)}</dc:title><dc:language>{spoken}</dc:language>"
        "</office:meta></office:document-meta>"
    )


def _settings(names: list[str]) -> str:
    """Heading rows that stay while the sheet scrolls."""
    frozen = "".join(
        f'<config:config-item-map-entry config:name="{_escaped(name)}">'
        '<config:config-item config:name="VerticalSplitMode" config:type="short">2</config:config-item>'
        '<config:config-item config:name="VerticalSplitPosition" config:type="int">1</config:config-item>'
        '<config:config-item config:name="ActiveSplitRange" config:type="short">2</config:config-item>'
        '<config:config-item config:name="PositionBottom" config:type="int">1</config:config-item>'
        "</config:config-item-map-entry>"
        for name in names
    )
    return (
        f'{_HEAD}<office:document-settings {_NAMESPACES} office:version="1.3"><office:settings>'
        '<config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views">'
        '<config:config-item-map-entry><config:config-item config:name="ViewId" config:type="string">view1</config:config-item>'
        f'<config:config-item-map-named config:name="Tables">{frozen}</config:config-item-map-named>'
        "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>"
        "</office:settings></office:document-settings>"
    )


def _manifest() -> str:
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
        for name in ("content.xml", "styles.xml", "meta.xml", "settings.xml")
    )
    return (
        f'{_HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MEDIA_TYPE}"/>'
        f"{entries}</manifest:manifest>"
    )
