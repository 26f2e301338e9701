"""Several tips from a list: what each line would register, seen before anything is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from auditdesk.model.tips import TipPreview
from ui.parts.labels import Label
from ui.places.firms_overview import inline_list
from ui.places.firms_sheets import Sheet
from ui.tables import Column, RowTable
from ui.words import day, plural, tr, words


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    what: str
    firm: str
    subject: str
    refused: bool


def _lines(preview: TipPreview) -> list[_Line]:
    """What can't be taken stands first, with its reason."""
    refused = [_Line(one.row or 0, words().problem(one), "", "", True) for one in preview.problems]
    taken = (_Line(at, day(one.received_on), one.firm or "", one.subject, False) for at, one in enumerate(preview.orders, 1))
    return [*refused, *taken]


class TipImportSheet(Sheet):
    """A preview, and the button that registers what can be, all of it or nothing."""

    def __init__(self, window: QWidget, preview: TipPreview, take: Callable[[], None]) -> None:
        super().__init__(window, tr("Tips in {file}", file=preview.file), 860)
        count = len(preview.orders)
        told = [plural(count, "{count} tip can be registered", "{count} tips can be registered")]
        if preview.already:
            told.append(plural(preview.already, "{count} is registered already", "{count} are registered already"))
        if preview.problems:
            refused = plural(
                len(preview.problems), "{count} is refused with its reason", "{count} are refused with their reasons"
            )
            told.append(refused)
        self.content.addWidget(Label(tr("; ").join(told), "table", "primary", wrap=True))
        self.content.addWidget(
            Label(tr("Who reported is sealed at once: the list itself is not kept."), "caption", "secondary", wrap=True)
        )
        self.table = RowTable(
            (
                Column("row", tr("Line"), lambda line: str(line.number), lambda line: line.number, width=56, right=True),
                Column("what", tr("Received on"), lambda line: line.what, width=200, weight=500, tip=lambda line: line.what),
                Column("firm", tr("Firm"), lambda line: line.firm, width=80),
                Column("subject", tr("Subject"), lambda line: line.subject, width=240, stretch=True),
            ),
            identity=lambda line: (line.refused, line.number),
            sentence=lambda line: tr(", ").join(filter(None, (str(line.number), line.what, line.firm, line.subject))),
            parent=self,
        )
        self.table.set_rows(_lines(preview))
        self.view = inline_list(self.table, tr("Lines of the list"), 10)
        self.content.addWidget(self.view)
        button = self.add_buttons(plural(count, "Register {count} tip", "Register {count} tips"), take)
        button.refuse("" if count else tr("The file brings nothing new."))

    def open(self) -> None:
        super().open()
        self.view.setFocus(Qt.FocusReason.PopupFocusReason)
