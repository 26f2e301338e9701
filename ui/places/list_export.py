"""Any list of a place written to a file as it stands on screen: its columns, its rows, its order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from auditdesk.errors import AuditDeskError
from auditdesk.progress import Progress
from ui.places.base import Place
from ui.tables import RowTable
from ui.words import documents, plural, tr, words

BOOKS = ("Excel (*.xlsx)", "OpenDocument (*.ods)")
TABLES = (*BOOKS, "CSV (*.csv)", "JSON (*.json)")


class ListExport:
    """Asks for the file, writes it as a job, and tells how much it holds."""

    def __init__(self, place: Place) -> None:
        self.place = place

    def write(self, table: RowTable, name: str) -> None:
        """The rows in view, in their order; every column that has a title, the hidden ones too."""
        path = self.ask(tr("Export list"), name)
        if path is None:
            return
        columns = [column for column in table.columns if column.title]
        headings = tuple(column.title for column in columns)
        lines = [tuple(column.text(row) for column in columns) for row in table.shown]
        tables, sentences = self.place.desk.tables, words()
        self.start(path, lambda progress: tables.shown(name, headings, lines, path, sentences, progress), _rows)

    def start(self, path: Path, work: Callable[[Progress], int], told: Callable[[int, str], str]) -> None:
        """Write as a job; ``told`` says of the count and the file what is said afterwards."""
        job = self.place.runner.start(tr("Export {file}", file=path.name), work)
        job.succeeded.connect(lambda count: self.place.said.emit(told(count, path.name)))
        job.failed.connect(self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, AuditDeskError):
            self.place.failed.emit(error)

    def ask(self, title: str, name: str, kinds: tuple[str, ...] = TABLES) -> Path | None:
        """Where to write; None = not at all."""
        proposed = name.replace("/", "-").replace(":", " ").strip()
        start = str(Path(documents(), f"{proposed}.xlsx"))
        chosen, kind = QFileDialog.getSaveFileName(self.place, title, start, ";;".join(kinds))
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix else path.with_suffix(kind[kind.index("*") + 1 : kind.index(")")] if "*" in kind else ".xlsx")


def _rows(count: int, file: str) -> str:
    return plural(count, "{count} line written to {file}", "{count} lines written to {file}", file=file)
