"""What leaves the Firms place as a file: the register, problems of a list, tier moves, and the office's own spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from auditdesk.errors import AuditDeskError, Problem
from auditdesk.model.rows import FirmRow, TierMoveRow
from auditdesk.progress import Progress
from ui.places.base import Place
from ui.words import day, documents, tr, words, year_name

_BOOKS = ("Excel (*.xlsx)", "OpenDocument (*.ods)")
_TABLES = (*_BOOKS, "CSV (*.csv)", "JSON (*.json)")


class ListsOut:
    """Asks for the file, writes it as a job, and tells how much it holds."""

    def __init__(self, place: Place) -> None:
        self._place = place

    def register(self, rows: Sequence[FirmRow], on: date) -> None:
        """The firms in view, in their order."""
        path = self._ask(tr("Export list"), tr("Firms {day}", day=day(on)).replace("/", "-"))
        tables, sentences = self._place.desk.tables, words()
        if path is not None:
            self._write(path, lambda progress: tables.firms(rows, path, sentences, progress), _firms)

    def problems(self, problems: Sequence[Problem]) -> None:
        """What is wrong in a list."""
        path = self._ask(tr("Export problems"), tr("Problems"))
        tables, sentences, found = self._place.desk.tables, words(), tuple(problems)
        if path is not None:
            self._write(path, lambda progress: tables.problems(found, path, sentences, progress), _problems)

    def moves(self, rows: Sequence[TierMoveRow], year: int) -> None:
        """The tier moves of a year."""
        path = self._ask(tr("Export tier moves"), tr("Tier moves of {year}", year=year_name(year)))
        tables, sentences = self._place.desk.tables, words()
        if path is not None:
            self._write(path, lambda progress: tables.moves(rows, path, sentences, progress), _moves)

    def empty_template(self) -> None:
        """The office's spreadsheet, empty and explained."""
        path = self._ask(tr("Spreadsheet for firm lists"), tr("Firm list"), _BOOKS)
        lists, sentences = self._place.desk.firm_lists, words()
        if path is not None:
            self._write(path, lambda _progress: lists.template(path, sentences), lambda _count, file: _written(file))

    def filled_template(self) -> None:
        """The office's spreadsheet with the register of the day on screen, to be mended and taken in again."""
        path = self._ask(tr("Spreadsheet for firm lists"), tr("Firm list"), _BOOKS)
        on = getattr(self._place, "on", None) or self._place.desk.today()
        lists, sentences = self._place.desk.firm_lists, words()
        if path is not None:
            self._write(path, lambda _progress: lists.template(path, sentences, on), _firms)

    def _write(self, path: Path, work: Callable[[Progress], int], told: Callable[[int, str], str]) -> None:
        job = self._place.runner.start(tr("Export {file}", file=path.name), work)
        job.succeeded.connect(lambda count: self._place.said.emit(told(count, path.name)))
        job.failed.connect(self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, AuditDeskError):
            self._place.failed.emit(error)

    def _ask(self, title: str, name: str, kinds: tuple[str, ...] = _TABLES) -> Path | None:
        start = str(Path(documents(), f"{name}.xlsx"))
        chosen, kind = QFileDialog.getSaveFileName(self._place, title, start, ";;".join(kinds))
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix else path.with_suffix(kind[kind.index("*") + 1 : kind.index(")")] if "*" in kind else ".xlsx")


def _firms(count: int, file: str) -> str:
    return tr("{count} firms written to {file}", count=count, file=file)


def _problems(count: int, file: str) -> str:
    return tr("{count} problems written to {file}", count=count, file=file)


def _moves(count: int, file: str) -> str:
    return tr("{count} tier moves written to {file}", count=count, file=file)


def _written(file: str) -> str:
    return tr("{file} written", file=file)
