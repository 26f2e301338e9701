"""What leaves the Firms place as a file: the register, problems of a list, tier moves, and the office's own spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from auditdesk.errors import Problem
from auditdesk.model.rows import BranchRow, FirmRow, TierMoveRow
from ui.places.list_export import BOOKS, ListExport
from ui.words import day, tr, words, year_name


class ListsOut(ListExport):
    """What the place writes besides the lists as they stand on screen."""

    def register(self, rows: Sequence[FirmRow], on: date) -> None:
        """The firms in view, in their order."""
        path = self.ask(tr("Export list"), tr("Firms {day}", day=day(on)).replace("/", "-"))
        tables, sentences = self.place.desk.tables, words()
        if path is not None:
            self.start(path, lambda progress: tables.firms(rows, path, sentences, progress), _firms)

    def problems(self, problems: Sequence[Problem]) -> None:
        """What is wrong in a list."""
        path = self.ask(tr("Export problems"), tr("Problems"))
        tables, sentences, found = self.place.desk.tables, words(), tuple(problems)
        if path is not None:
            self.start(path, lambda progress: tables.problems(found, path, sentences, progress), _problems)

    def moves(self, rows: Sequence[TierMoveRow], year: int) -> None:
        """The tier moves of a year."""
        path = self.ask(tr("Export tier moves"), tr("Tier moves of {year}", year=year_name(year)))
        tables, sentences = self.place.desk.tables, words()
        if path is not None:
            self.start(path, lambda progress: tables.moves(rows, path, sentences, progress), _moves)

    def branches(self, rows: Sequence[tuple[str, BranchRow]], firm: str) -> None:
        """The branches of a firm."""
        path = self.ask(tr("Export list"), tr("Branches of {firm}", firm=firm))
        tables, sentences = self.place.desk.tables, words()
        if path is not None:
            self.start(path, lambda progress: tables.branches(rows, path, sentences, progress), _branches)

    def empty_template(self) -> None:
        """The office's spreadsheet, empty and explained."""
        path = self.ask(tr("Spreadsheet for firm lists"), tr("Firm list"), BOOKS)
        lists, sentences = self.place.desk.firm_lists, words()
        if path is not None:
            self.start(path, lambda _progress: lists.template(path, sentences), lambda _count, file: _written(file))

    def filled_template(self) -> None:
        """The office's spreadsheet with the register of the day on screen, to be mended and taken in again."""
        path = self.ask(tr("Spreadsheet for firm lists"), tr("Firm list"), BOOKS)
        on = getattr(self.place, "on", None) or self.place.desk.today()
        lists, sentences = self.place.desk.firm_lists, words()
        if path is not None:
            self.start(path, lambda _progress: lists.template(path, sentences, on), _firms)


def _firms(count: int, file: str) -> str:
    return tr("{count} firms written to {file}", count=count, file=file)


def _problems(count: int, file: str) -> str:
    return tr("{count} problems written to {file}", count=count, file=file)


def _moves(count: int, file: str) -> str:
    return tr("{count} tier moves written to {file}", count=count, file=file)


def _branches(count: int, file: str) -> str:
    return tr("{count} branches written to {file}", count=count, file=file)


def _written(file: str) -> str:
    return tr("{file} written", file=file)
