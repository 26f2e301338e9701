"""A list of tips (XLSX, ODS, CSV) → one line a tip: its cells as text, the day of receipt read, what can't be read by its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from auditdesk.errors import BadInput, Problem
from auditdesk.exchange.firm_lists import read_sheets
from auditdesk.exchange.list_cells import day_of
from auditdesk.exchange.sheets import Cell, Row, cell_text

_HEADINGS = {
    "subject": ("主旨", "檢舉主旨", "案由", "subject"),
    "received": ("收件日", "收件日期", "收文日", "日期", "received", "received on", "date"),
    "source": ("來源", "檢舉來源", "管道", "source"),
    "firm": ("指名證券商", "證券商代號", "證券商", "代號", "named firm", "firm", "code"),
    "material": ("檢舉內容", "內容", "說明", "material", "content"),
    "reporter": ("檢舉人", "姓名", "reporter"),
    "contact": ("檢舉人聯絡方式", "聯絡方式", "聯絡資料", "contact of the reporter", "contact"),
}
_NEEDED = ("subject", "received")


@dataclass(frozen=True, slots=True)
class TipLine:
    """One line of the list. ``received`` is None where the day can't be read; ``day_text`` is what stands there."""

    row: int
    subject: str
    received: date | None
    day_text: str
    source: str
    firm: str
    material: str
    reporter: str
    contact: str


def read_tip_list(path: Path) -> tuple[TipLine, ...]:
    """The tips of the first sheet whose headings name a subject and a day. Raises BadInput ``tip.list_column``, ``tip.list_empty``,
    and as a list of firms does for the file itself.
    """
    best: dict[str, int] = {}
    for sheet in read_sheets(path):
        for at, row in enumerate(sheet.rows[:20]):
            places = _places(row)
            if all(name in places for name in _NEEDED):
                lines = tuple(_line(one, places) for one in sheet.rows[at + 1 :] if any(cell_text(cell) for cell in one.cells))
                if not lines:
                    raise BadInput("tip.list_empty", file=path.name)
                return lines
            best = max(best, places, key=len)
    missing = next(name for name in _NEEDED if name not in best)
    raise BadInput("tip.list_column", file=path.name, column=_HEADINGS[missing][0])


def _places(row: Row) -> dict[str, int]:
    """Field → column, where each of several columns goes to the field that names it best."""
    texts = [cell_text(cell).casefold() for cell in row.cells]
    found: dict[str, int] = {}
    for name, headings in _HEADINGS.items():
        at = next((texts.index(heading) for heading in headings if heading in texts), None)
        if at is not None and at not in found.values():
            found[name] = at
    return found


def _line(row: Row, places: dict[str, int]) -> TipLine:
    def cell(name: str) -> Cell:
        at = places.get(name)
        return row.cells[at] if at is not None and at < len(row.cells) else ""

    day = cell("received")
    received = None
    try:
        received = day_of(day, roc_source=True)
    except BadInput:
        # Told with its line, when the whole list has been read.
        received = None
    shown = day.date().isoformat() if isinstance(day, datetime) else cell_text(day)
    texts = {name: cell_text(cell(name)) for name in ("subject", "source", "firm", "material", "reporter", "contact")}
    return TipLine(row=row.number, received=received, day_text=shown, **texts)


def unreadable_day(file: str, line: TipLine) -> Problem:
    """That the day of a line can't be read."""
    return Problem("tip.list_day", file=file, row=line.row, value=line.day_text)
