"""Sheets of the Letters place: what a batch would write, taking one back, and what came of letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from auditdesk.model.letter_rows import BatchRow
from ui.parts.labels import Label
from ui.places import letters_words as say
from ui.places.firms_sheets import grid
from ui.places.letters_batch_table import BatchLine
from ui.places.letters_form import BatchForm, FolderLine, Output
from ui.places.notice_sheets import ConfirmSheet
from ui.words import plural, tr

_NAMED = 5
"""Firms that a sheet names; the list behind it has them all."""


class PreflightSheet(ConfirmSheet):
    """Who gets a letter and who does not, the days, the numbers, the files. Enter writes them."""

    def __init__(
        self, window: QWidget, form: BatchForm, ticked: Sequence[BatchLine], due: int, blocked: Sequence[BatchLine]
    ) -> None:
        count = len(ticked)
        rest = plural(count, "{count} letter will be written", "{count} letters will be written")
        what = tr("{blocked} blocked; {rest}", blocked=len(blocked), rest=rest) if blocked else rest
        do = plural(count, "Write {count} letter", "Write {count} letters")
        super().__init__(window, tr("Before the letters are written"), (), do)
        self._form = form
        output = form.output
        told: list[QWidget] = [Label(what, "subtitle", "primary", 500, wrap=True)]
        if due > count:
            left = plural(
                due - count,
                "{count} more could be written and is not ticked.",
                "{count} more could be written and are not ticked.",
            )
            told.append(Label(left, "table", "secondary", wrap=True))
        rows = [
            (tr("Kind of letter"), say.kind_name(form.kind.current() or "")),
            (tr("Date of issue"), form.issued.text()),
            (tr("Reply by"), form.reply.text()),
            (tr("Output"), say.formats(output.formats, output.sheets)),
            (tr("Numbers"), plural(count, "{count} number is reserved now", "{count} numbers are reserved now")),
        ]
        told.append(grid((), rows))
        hinted = [one for one in ticked if one.state == "hinted"]
        told += _named(hinted, tr("Worth a look"), "caution")
        told += _named(blocked, tr("Blocked: no letter, no number"), "danger")
        self.folder = FolderLine(form.folder)
        told.append(self.folder)
        for at, each in enumerate(told):
            self.content.insertWidget(at, each)
        self.fields = {"folder": self.folder.edit}

    def output(self) -> Output:
        """The output, with the folder as it stands here."""
        return replace(self._form.output, folder=self.folder.edit.text().strip())


def _named(rows: Sequence[BatchLine], title: str, tone: str) -> list[QWidget]:
    if not rows:
        return []
    lines = [Label(f"{title} {len(rows)}", "table", tone, 500)]
    lines += [Label(f"{one.code}  {one.name}: {one.told}", "table", "secondary", wrap=True) for one in rows[:_NAMED]]
    if len(rows) > _NAMED:
        lines.append(Label(plural(len(rows) - _NAMED, "and {count} more", "and {count} more"), "table", "muted"))
    return list(lines)


def undo_sheet(window: QWidget, row: BatchRow) -> ConfirmSheet:
    """What taking a batch back means."""
    told = (
        plural(
            row.written,
            "{count} letter and its files go; its number is free again.",
            "{count} letters and their files go; their numbers are free again.",
        ),
        tr("The findings stand as they stood before. A file that somebody changed since is left where it is."),
    )
    return ConfirmSheet(window, tr("Take {batch} back", batch=row.number), told, tr("Cancel and undo"))
