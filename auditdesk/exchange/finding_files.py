"""Files of findings from outside → rows of text: own template, tables (XLSX, ODS, CSV, JSON), OSCAL results, STIG checklists."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from auditdesk.errors import Problem
from auditdesk.exchange.finding_checklist import CHECKLIST_LIMIT, read_checklist
from auditdesk.exchange.finding_columns import checked_mapping, field_of
from auditdesk.exchange.finding_oscal import read_oscal
from auditdesk.exchange.incoming import bad_file, read_incoming
from auditdesk.exchange.list_headings import headings_key
from auditdesk.exchange.sheets import MOST_ROWS, FaultyCell, Row, Sheet, cell_text, undecoded
from auditdesk.exchange.text_tables import decode, read_csv, read_json
from auditdesk.exchange.workbooks import COMPOUND_MARK, ZIP_MARK, read_workbook
from auditdesk.model.finding_rows import FindingFile, RowInFile
from auditdesk.progress import Progress, silent
from auditdesk.rules.spelling import matching_form

_ROWS_LOOKED_AT: Final = 30
_FEWEST_KNOWN: Final = 2
_LONGEST: Final = 20_000
"""Signs of one cell."""
LARGEST: Final = 64 * 1024 * 1024


def read_findings(
    path: Path,
    *,
    mapping: Mapping[str, str] | None = None,
    remembered: Callable[[str], Mapping[str, str] | None] = lambda key: None,
    progress: Progress = silent,
) -> FindingFile:
    """The rows of a file, told apart by content. ``mapping``: our field → heading; else what is ``remembered`` for the headings (asked
    by their key); else by the headings we know.

    Raises BadInput for what can't be read as findings at all, and what ``progress`` raises. Cells that can't be read make their row
    a problem.
    """

    def tick() -> None:
        progress(0, 0, "reading")

    tick()
    content = read_incoming(path, limit=LARGEST)
    digest = hashlib.sha256(content).hexdigest()
    kind, held = _told_apart(content, path, tick)
    if kind == "ckl":
        if len(content) > CHECKLIST_LIMIT:
            raise bad_file("file.too_large", path.name, size_mb=-(-len(content) // 1024**2), limit_mb=CHECKLIST_LIMIT // 1024**2)
        rows, problems = read_checklist(content, path.name)
        return FindingFile(path.name, digest, kind, rows, problems)
    if kind == "oscal":
        rows, problems = read_oscal(held, path.name)
        return FindingFile(path.name, digest, kind, rows, problems)
    return _table(path.name, digest, held, mapping, remembered, kind)


def read_tables(path: Path) -> tuple[Sheet, ...]:
    """The sheets of a file whose columns can be matched; none for OSCAL results and checklists. Raises BadInput for what is neither."""
    kind, held = _told_apart(read_incoming(path, limit=LARGEST), path, lambda: None)
    return held if kind in ("workbook", "json", "csv") else ()


def _told_apart(content: bytes, path: Path, tick: Callable[[], None]) -> tuple[str, Any]:
    """What a file is by its content, and its sheets (``workbook``, ``json``, ``csv``) or what was read of it (``oscal``)."""
    start = content[:400].lstrip(b"\xef\xbb\xbf \t\r\n")
    if content.startswith((ZIP_MARK, COMPOUND_MARK)):
        return "workbook", read_workbook(content, path.name, tick)
    if path.suffix.lower() in (".ckl", ".xml") or start.startswith((b"<?xml", b"<CHECKLIST", b"<!DOCTYPE")):
        return "ckl", None
    if start.startswith((b"{", b"[")) or path.suffix.lower() == ".json" or _wide_json(content, path.name):
        if start.startswith(b"{") or not start.startswith(b"["):
            found = _json(content, path.name)
            if isinstance(found, dict) and "assessment-results" in found:
                return "oscal", found
        return "json", (read_json(content, path.name, tick),)
    return "csv", (read_csv(content, path.name, tick),)


def _wide_json(content: bytes, file: str) -> bool:
    """JSON in UTF-16, which its first bytes do not show."""
    return content.startswith((b"\xff\xfe", b"\xfe\xff")) and decode(content[:400], file).lstrip().startswith(("{", "["))


def _json(content: bytes, file: str) -> Any:
    try:
        return json.loads(decode(content, file))
    except json.JSONDecodeError as broken:
        raise bad_file("json.broken", file, row=broken.lineno) from broken
    except (ValueError, RecursionError) as broken:
        raise bad_file("json.broken", file, row=None) from broken


def _table(
    file: str,
    digest: str,
    sheets: tuple[Sheet, ...],
    mapping: Mapping[str, str] | None,
    remembered: Callable[[str], Mapping[str, str] | None],
    kind: str,
) -> FindingFile:
    sheet, head, places = _headings(file, sheets, mapping, remembered)
    texts = tuple(cell_text(cell) for cell in head.cells)
    below = [row for row in sheet.rows if row.number > head.number]
    if len(below) > MOST_ROWS:
        raise bad_file("list.too_many_rows", file, sheet=sheet.name, row=below[MOST_ROWS].number, limit=MOST_ROWS)
    rows: list[RowInFile] = []
    problems: list[Problem] = []
    for row in below:
        fields: dict[str, str] = {}
        faults: list[Problem] = []
        if (
            sheet.delimited
            and len(row.cells) > len(head.cells)
            and any(str(cell).strip() for cell in row.cells[len(head.cells) :])
        ):
            faults.append(Problem("finding_file.shifted", file, sheet.name, row.number))
        for field, place in places.items():
            cell = row.cells[place] if place < len(row.cells) else ""
            if isinstance(cell, FaultyCell):
                faults.append(
                    Problem(cell.code, file, sheet.name, row.number, texts[place], cell.shown[:80], {"text": cell.shown[:80]})
                )
            elif undecoded(cell):
                lost = cell_text(cell)[:80]
                faults.append(Problem("text.undecodable", file, sheet.name, row.number, texts[place], lost, {"text": lost}))
            elif len(text := cell_text(cell)) > _LONGEST:
                values = {"limit": _LONGEST}
                faults.append(Problem("finding_file.long_cell", file, sheet.name, row.number, texts[place], text[:80], values))
            elif text:
                fields[field] = text
        if faults:
            problems += faults
        elif fields:
            rows.append(RowInFile(row.number, fields, sheet.name))
    if not rows and not problems:
        raise bad_file("finding_file.empty", file, sheet=sheet.name)
    columns = {field: texts[place] for field, place in places.items()}
    return FindingFile(file, digest, kind, tuple(rows), tuple(problems), texts, columns)


def _headings(
    file: str,
    sheets: tuple[Sheet, ...],
    mapping: Mapping[str, str] | None,
    remembered: Callable[[str], Mapping[str, str] | None],
) -> tuple[Sheet, Row, dict[str, int]]:
    """The row of headings, and the place of each field's column. Raises BadInput ``finding_file.unrecognised``, ``heading.twice``."""
    best: tuple[int, Sheet, Row, dict[str, int]] | None = None
    for sheet in sheets:
        for row in sheet.rows[:_ROWS_LOOKED_AT]:
            texts = tuple(cell_text(cell) for cell in row.cells)
            kept = mapping if mapping is not None else remembered(finding_headings_key(texts))
            places = places_of(texts, kept)
            if places and (best is None or len(places) > best[0]):
                best = (len(places), sheet, row, places)
    if best is None:
        first = next((row for sheet in sheets for row in sheet.rows), None)
        seen = tuple(text[:40] for cell in (first.cells if first else ()) if (text := cell_text(cell)))[:12]
        raise bad_file("finding_file.unrecognised", file, row=first.number if first else None, headings=seen)
    return best[1], best[2], best[3]


def places_of(texts: tuple[str, ...], kept: Mapping[str, str] | None) -> dict[str, int]:
    """Field → place of its column in a row of headings, by a matching or by the headings we know; empty for a row that is none."""
    places = _mapped(texts, checked_mapping(kept)) if kept is not None else known_places(texts)
    fewest = _FEWEST_KNOWN if kept is None else len(kept)
    return places if "facts" in places and len(places) >= fewest else {}


def _mapped(texts: tuple[str, ...], mapping: Mapping[str, str]) -> dict[str, int]:
    forms = [matching_form(text) for text in texts]
    return {field: forms.index(form) for field, heading in mapping.items() if (form := matching_form(heading)) in forms}


def known_places(texts: tuple[str, ...]) -> dict[str, int]:
    """By the headings we know; of two columns for one field the first counts."""
    places: dict[str, int] = {}
    for place, text in enumerate(texts):
        field = field_of(text) if text else None
        if field is not None:
            places.setdefault(field, place)
    return places


def finding_headings_key(headings: tuple[str, ...]) -> str:
    """Stands for a row of headings of a file of findings; never the key of a list of firms with the same headings."""
    return f"findings/{headings_key(headings)}"
