"""What goes with the letters of a batch: envelopes, labels, the list of addresses, a table for mail merge."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from auditdesk.progress import Progress
from ui.places.base import Command
from ui.places.list_export import BOOKS, TABLES, ListExport
from ui.words import plural, tr

if TYPE_CHECKING:
    from auditdesk.model.letter_rows import BatchRow
    from ui.places.base import Place

_PDF = "PDF (*.pdf)"


class Mailing:
    """Writes each into a file that is asked for; a job, told like any exported list."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._out = ListExport(place)

    def commands(self, batch: BatchRow | None) -> tuple[Command, ...]:
        """For the letters of ``batch``; None = no batch is chosen."""
        refused = self._place.why_not("letters.mail") or (
            "" if batch is not None and batch.written else tr("Choose a batch that is written.")
        )
        texts = (
            (tr("Envelopes of the batch ..."), "letters", self._envelopes),
            (tr("Address labels of the batch ..."), "print", self._labels),
            (tr("Addresses of the batch ..."), "download", self._addresses),
            (tr("Table for mail merge ..."), "columns", self._merge),
        )
        return tuple(Command(text, icon, partial(_run, act, batch), refused=refused) for text, icon, act in texts)

    def _envelopes(self, batch: BatchRow) -> None:
        letters = self._place.desk.letters
        path = self._ask(tr("Envelopes of the batch ..."), tr("Envelopes {batch}", batch=batch.number), (_PDF,))
        if path is not None:
            self._out.start(path, lambda _progress: letters.envelopes(batch.uid, path), _told)

    def _labels(self, batch: BatchRow) -> None:
        letters = self._place.desk.letters
        path = self._ask(tr("Address labels of the batch ..."), tr("Address labels {batch}", batch=batch.number), (_PDF,))
        if path is not None:
            self._out.start(path, lambda _progress: letters.envelopes(batch.uid, path, "labels"), _told)

    def _addresses(self, batch: BatchRow) -> None:
        letters = self._place.desk.letters
        path = self._ask(tr("Addresses of the batch ..."), tr("Addresses {batch}", batch=batch.number), TABLES)
        if path is not None:

            def work(progress: Progress) -> int:
                return letters.addresses(batch.uid, path, progress)

            self._out.start(path, work, _told)

    def _merge(self, batch: BatchRow) -> None:
        letters = self._place.desk.letters
        path = self._ask(tr("Table for mail merge ..."), tr("Mail merge {batch}", batch=batch.number), (*BOOKS, "CSV (*.csv)"))
        if path is not None:

            def work(progress: Progress) -> int:
                return letters.merge_table(batch.uid, path, progress)

            self._out.start(path, work, _told)

    def _ask(self, title: str, name: str, kinds: tuple[str, ...]) -> Path | None:
        path = self._out.ask(title, name, kinds)
        return path.with_suffix(".pdf") if path is not None and kinds == (_PDF,) else path


def _run(act: Callable[[BatchRow], None], batch: BatchRow | None) -> None:
    if batch is not None:
        act(batch)


def _told(count: int, file: str) -> str:
    return plural(count, "{count} letter in {file}", "{count} letters in {file}", file=file)
