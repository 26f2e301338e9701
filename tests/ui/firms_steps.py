"""What tests of the Firms place do again and again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.parts.why_popover import WhyPopover
from ui.places.firms import FirmsPlace
from ui.places.firms_records import RecordSheet

YI = 100_000_000
DAY = date(2019, 11, 1)
HEAD = "代號,名稱,資本額,網路下單"


def show(qtbot, place: FirmsPlace, code: str) -> None:
    assert place.register.view.choose(code)
    qtbot.waitUntil(lambda: place.detail.firm is not None and place.detail.firm.code == code)


def codes(place: FirmsPlace) -> list[str]:
    return [firm.code for firm in place.register.table.shown]


def note_of(place: FirmsPlace) -> WhyPopover | None:
    return next((note for note in place.window().findChildren(WhyPopover) if note.isVisible()), None)


def sheet_of(place: FirmsPlace, kind: type[QWidget]) -> QWidget:
    return next(sheet for sheet in place.window().findChildren(kind) if sheet.isVisible())


def written(path: Path, *rows: str, head: str = HEAD) -> Path:
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return path


def read_list(qtbot, place: FirmsPlace, path: Path) -> None:
    place.preview_list(path)
    qtbot.waitUntil(lambda: place.importing._job is None)


def record_sheet(place: FirmsPlace) -> RecordSheet:
    return next(sheet for sheet in place.window().findChildren(RecordSheet) if sheet.isVisible())


def give(qtbot, sheet: QWidget) -> None:
    qtbot.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
