"""Which column of a file of findings is which of our fields, asked once for each kind of file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from auditdesk.model.firm_list import ColumnMatching
from ui.places.firms_matching import MatchingPage
from ui.places.firms_sheets import Sheet
from ui.theme import theme
from ui.words import tr, words

_AROUND = 250
"""Design pixels of height that the sheet's own lines and the window's edge take."""


class MatchingSheet(Sheet):
    """A line for each field with the column chosen for it; ``matched`` gets the choice and is set by whoever opens the sheet."""

    def __init__(self, window: QWidget, file: str, matching: ColumnMatching, check: Callable[[Mapping[str, str]], None]) -> None:
        super().__init__(window, tr("Match the columns of {file}", file=file), 820)
        self.matched: Callable[[Mapping[str, str]], None] = lambda _chosen: None
        self.page = MatchingPage(check, lambda field: words().say(f"finding_field.{field}"), ("facts",))
        self.page.show_matching(matching)
        self.page.setMinimumHeight(max(theme().px(120), min(theme().px(500), window.height() - theme().px(_AROUND))))
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.addWidget(self.page, 1)
        self.add_buttons(tr("Show the rows"), self._send)

    def open(self) -> None:
        super().open()
        self.page.setFocus()

    def _send(self) -> None:
        chosen = self.page.take()
        if chosen is not None:
            self.close_and_return()
            self.matched(chosen)
