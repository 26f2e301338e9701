"""The sheet on which a firm answers to its findings: written with a hidden key for each finding, read as nothing but text.

Layout: one sheet, headings in the first row that has the key's heading, one finding a row. The key is ``AD1`` with the finding's uid and
eight bytes of HMAC-SHA256 over it, in base32; a key that was mistyped, made up or taken from another office is no key of ours.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import uuid
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Final

from auditdesk.errors import BadInput, Problem, Refused
from auditdesk.exchange.incoming import bad_file, read_incoming
from auditdesk.exchange.outgoing import written_whole, xlsx_book
from auditdesk.exchange.sheets import Row, Sheet, cell_text
from auditdesk.exchange.workbooks import read_workbook
from auditdesk.model.remedy_rows import Claim, FilledRow, SheetRow
from auditdesk.ods_writer import Column, write_ods
from auditdesk.ods_writer import Sheet as OdsSheet
from auditdesk.words import LANGUAGES, Words

FORMATS: Final = (".xlsx", ".ods")
_MARK: Final = "AD1"
_NAME: Final = 16
_TAG: Final = 8
_LONGEST: Final = 32_000
"""Characters of one cell that a spreadsheet still holds."""
_COLUMNS: Final = (
    ("key", 12.0),
    ("number", 14.0),
    ("code", 14.0),
    ("facts", 50.0),
    ("criterion", 40.0),
    ("due_date", 14.0),
    ("reply", 50.0),
    ("claim", 16.0),
    ("measures", 50.0),
    ("done_on", 16.0),
    ("contact", 24.0),
)
"""Name and width in narrow characters. Everything up to ``due_date`` is ours."""
_OURS: Final = 6
_MOST_ABOVE: Final = 20


def make_key(finding_uid: str, secret: bytes) -> str:
    """The key of a finding under the office's secret. ``finding_uid`` is a UUID."""
    name = uuid.UUID(finding_uid).bytes
    return _MARK + base64.b32encode(name + _tag(name, secret)).decode().rstrip("=")


def finding_of(key: str, secret: bytes) -> str | None:
    """The uid of the finding whose key this is; None for every other text. Blanks, hyphens and case make no difference."""
    text = "".join(key.split()).replace("-", "").upper()
    if not text.startswith(_MARK) or not text.isascii():
        return None
    body = text.removeprefix(_MARK)
    try:
        content = base64.b32decode(body + "=" * (-len(body) % 8))
    except ValueError:
        return None
    if len(content) != _NAME + _TAG:
        return None
    found = str(uuid.UUID(bytes=content[:_NAME]))
    # Made again and compared whole, so that not even a bit that base32 leaves unused may differ.
    return found if hmac.compare_digest(make_key(found, secret), text) else None


def _tag(name: bytes, secret: bytes) -> bytes:
    return hmac.digest(secret, b"auditdesk/reply-sheet/" + name, hashlib.sha256)[:_TAG]


def write_reply_sheet(rows: Sequence[SheetRow], path: Path, language: str = "zh_TW", *, made_on: date | None = None) -> None:
    """Write the sheet as XLSX or ODS, by the suffix of ``path``; an older file of that name is replaced. No text becomes a formula.

    ``made_on``: the day that the file says it was made on, so that the same sheet gives the same bytes; default now.

    Raises Refused ``export.unknown_format``, ``export.text_too_long``; Unavailable for the disk, and then nothing is left behind.
    """
    words = Words(language)
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise Refused("export.unknown_format", suffix=path.suffix or path.name, formats=FORMATS)
    for number, row in enumerate(rows, start=2):
        if max(len(row.facts), len(row.criterion)) > _LONGEST:
            raise Refused("export.text_too_long", row=number, limit=_LONGEST)
    lines = [(row.key, row.number, row.code, row.facts, row.criterion, row.due_date, "", "", "", "", "") for row in rows]
    headings = [words.say(f"reply_sheet.{name}") for name, _ in _COLUMNS]
    title = words.say("reply_sheet.title")
    with written_whole(path) as place:
        if suffix == ".ods":
            columns = tuple(
                Column(heading, 2.2 * width, hidden=name == "key")
                for heading, (name, width) in zip(headings, _COLUMNS, strict=True)
            )
            write_ods(place, [OdsSheet(title, columns, lines)], title=title, language=language)
        else:
            _write_xlsx(place, title, headings, lines, [words.say(f"claim.{claim.value}") for claim in Claim][:-1], made_on)


def _write_xlsx(
    path: Path,
    title: str,
    headings: Sequence[str],
    lines: Sequence[tuple[object, ...]],
    claims: list[str],
    made_on: date | None,
) -> None:
    with xlsx_book(path) as book:
        if made_on is not None:
            book.set_properties({"created": datetime.combine(made_on, time())})
        sheet = book.add_worksheet(title)
        wrap = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        day = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"})
        head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#e6ecf6"})
        fill = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@", "bg_color": "#fffbe6", "border": 1})
        for column, (name, width) in enumerate(_COLUMNS):
            sheet.set_column(column, column, width, wrap, {"hidden": name == "key"})
            sheet.write_string(0, column, headings[column], head)
        sheet.freeze_panes(1, 2)
        for number, line in enumerate(lines, start=1):
            for column, value in enumerate(line):
                if column >= _OURS:
                    sheet.write_blank(number, column, None, fill)
                elif value is None or isinstance(value, str):
                    sheet.write_string(number, column, value or "", wrap)
                else:
                    sheet.write_datetime(number, column, value, day)
        if lines:
            place = [name for name, _ in _COLUMNS].index("claim")
            sheet.data_validation(1, place, len(lines), place, {"validate": "list", "source": claims, "ignore_blank": True})


def read_reply_sheet(
    path: Path, tick: Callable[[], None] = lambda: None
) -> tuple[tuple[FilledRow, ...], tuple[Problem, ...], str]:
    """The filled-in rows as text, what could not be read, and the SHA-256 of the file.

    Rows without anything in them are left out. Raises BadInput for what is no workbook (see ``read_workbook``), ``reply_sheet.no_heading``
    or ``reply_sheet.twice`` (a column that is there twice).
    """
    content = read_incoming(path)
    digest = hashlib.sha256(content).hexdigest()
    problem: BadInput | None = None
    for sheet in read_workbook(content, path.name, tick):
        try:
            return (*_read(sheet, path.name), digest)
        except BadInput as found:
            if found.code != "reply_sheet.no_heading":
                raise
            problem = found
    raise problem or bad_file("reply_sheet.no_heading", path.name)


def _read(sheet: Sheet, file: str) -> tuple[tuple[FilledRow, ...], tuple[Problem, ...]]:
    places, head = _places(sheet, file)
    rows: list[FilledRow] = []
    problems: list[Problem] = []
    for row in sheet.rows:
        if row.number <= head.number:
            continue
        texts = {name: _text(row, place) for name, place in places.items()}
        if not any(texts.values()):
            continue
        long = next((name for name, text in texts.items() if len(text) > _LONGEST), None)
        if long is not None:
            problems.append(Problem("reply_sheet.too_long", file=file, sheet=sheet.name, row=row.number, column=long))
            continue
        fields = {name: texts.get(name, "") for name in ("key", "number", "reply", "claim", "measures", "done_on", "contact")}
        rows.append(FilledRow(row=row.number, **fields))
    return tuple(rows), tuple(problems)


def _text(row: Row, place: int) -> str:
    return cell_text(row.cells[place]) if place < len(row.cells) else ""


def _places(sheet: Sheet, file: str) -> tuple[dict[str, int], Row]:
    """Where each column stands, by the headings of either language, and the row of the headings."""
    headings = {_folded(Words(language).say(f"reply_sheet.{name}")): name for language in LANGUAGES for name, _ in _COLUMNS}
    for row in sheet.rows[:_MOST_ABOVE]:
        names = [headings.get(_folded(cell_text(cell))) for cell in row.cells]
        if "key" not in names or "reply" not in names:
            continue
        known = [name for name in names if name is not None]
        twice = next((name for name in known if known.count(name) > 1), None)
        if twice is not None:
            raise bad_file("reply_sheet.twice", file, sheet=sheet.name, row=row.number, column=twice)
        return {name: place for place, name in enumerate(names) if name is not None}, row
    raise bad_file("reply_sheet.no_heading", file, sheet=sheet.name)


def _folded(text: str) -> str:
    return "".join(text.split()).casefold()


def claim_of(text: str) -> Claim | None:
    """The claim that a cell names in either language; ``unsaid`` for a blank one, None for other text."""
    if not text.strip():
        return Claim.UNSAID
    said = {_folded(Words(language).say(f"claim.{claim.value}")): claim for language in LANGUAGES for claim in Claim}
    return said.get(_folded(text))
