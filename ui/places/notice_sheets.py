"""Sheets of the Notice place: hand in, lock, what stands behind a figure, whether a file is genuine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from auditdesk.model.notice_draft_rows import IssueFile, IssueRow, Verified
from auditdesk.model.rows import FindingRow, PaperRow
from ui.parts.buttons import Button
from ui.parts.labels import Label
from ui.parts.layouts import column
from ui.parts.states import labelled
from ui.places.firms_sheets import Sheet
from ui.places.rules_sheets import FormSheet, text_box
from ui.table_view import RowView
from ui.tables import Column, RowTable
from ui.theme import theme
from ui.words import day, language, mark, plural, tr


class ConfirmSheet(FormSheet):
    """Something is told and agreed to: Enter does it."""

    def __init__(self, window: QWidget, title: str, told: Sequence[str], do: str, width: int = 460) -> None:
        super().__init__(window, title, do, width)
        for line in told:
            self.content.addWidget(Label(line, "table", "primary", wrap=True))
        self.finish()

    def open(self) -> None:
        super().open()
        assert self.primary is not None
        self.primary.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give()
            event.accept()
            return
        super().keyPressEvent(event)


class BehindSheet(Sheet):
    """The findings behind a figure: inside only. Enter goes to one."""

    chosen = Signal(object)

    def __init__(self, window: QWidget, title: str, rows: Sequence[FindingRow]) -> None:
        super().__init__(window, title, 760)
        told = plural(len(rows), "{count} finding. Inside only: never printed.", "{count} findings. Inside only: never printed.")
        self.content.addWidget(Label(told, "table", "secondary", wrap=True))
        columns = (
            Column("number", tr("Finding"), lambda one: one.number, width=110, colour="text.secondary"),
            Column("firm", tr("Firm"), lambda one: f"{one.firm_code}  {one.firm_name}", width=180, stretch=True),
            Column("visit", tr("Visit"), lambda one: one.visit_number, width=110),
            Column("on", tr("Day"), lambda one: day(one.visit_date), lambda one: one.visit_date, width=96),
        )
        self.table = RowTable(
            columns, identity=lambda one: one.uid, sentence=lambda one: tr(", ").join((one.number, one.firm_name)), parent=self
        )
        self.table.set_rows(rows)
        self.view = RowView(self.table, tr("Findings behind the figure"))
        self.view.setFixedHeight(theme().px(30 + 34 * max(3, min(9, len(rows)))))
        self.view.opened.connect(self._choose)
        self.content.addWidget(self.view)
        close = Button(tr("Close"), kind="default", keys=("Esc",))
        close.clicked.connect(self.close_and_return)
        self.foot.addWidget(close)

    def open(self) -> None:
        super().open()
        self.view.setFocus(Qt.FocusReason.PopupFocusReason)

    def _choose(self, one: FindingRow | None) -> None:
        if one is not None:
            self.close_and_return()
            self.chosen.emit(one)


class VerdictSheet(Sheet):
    """What a file turned out to be."""

    def __init__(self, window: QWidget, found: Verified) -> None:
        super().__init__(window, tr("Verify a file"), 520)
        self.let_scroll()
        lines = [
            Label(found.file, "table", "secondary", wrap=True),
            Label(_verdict(found), "subtitle", "ok" if found.sound else "danger", 500, wrap=True),
        ]
        if found.number and found.kind != "unsigned":
            lines.append(Label(f"{found.number}  {_title(found)}", "table", "primary", wrap=True))
            computed = (
                tr("Every figure comes out again from the frozen records.")
                if found.recomputed
                else tr("These figures come out differently: {figures}", figures=tr(", ").join(found.differences[:8]))
            )
            lines.append(Label(computed, "table", "primary" if found.recomputed else "danger", wrap=True))
        if found.superseded_by:
            lines.append(Label(_superseded(found), "table", "caution", wrap=True))
        for state, told in _LISTED.items():
            names = [one.name for one in found.listed if one.state == state]
            if names:
                files = plural(len(names), "{count} file", "{count} files") if state == "same" else tr(", ").join(names)
                said = f"{tr(told)} {files}"
                lines.append(Label(said, "table", "danger" if state in ("changed", "not_locked") else "secondary", wrap=True))
        for line in lines:
            self.content.addWidget(line)
        self.setAccessibleDescription(tr(", ").join(line.text() for line in lines))
        self.done = Button(tr("Close"), kind="primary", keys=("Esc",))
        self.done.clicked.connect(self.close_and_return)
        self.foot.addWidget(self.done)

    def open(self) -> None:
        super().open()
        self.done.setFocus(Qt.FocusReason.PopupFocusReason)


_LISTED = {
    "changed": mark("Beside it, with other content than was locked:"),
    "not_locked": mark("With a hash that no locked notice has:"),
    "same": mark("Beside it, as locked:"),
    "missing": mark("Not beside it, so not compared:"),
}


def _verdict(found: Verified) -> str:
    if found.kind == "hashes":
        return (
            tr("Genuine: the list of hashes that was written when the notice was locked.")
            if found.genuine
            else tr("A list of hashes, but not byte for byte one that was written here.")
        )
    if found.kind == "bulletin":
        return (
            tr("Genuine: the bulletin that was written when the notice was locked.")
            if found.genuine
            else tr("A bulletin, but not byte for byte one that was written here.")
        )
    if found.kind == "unsigned":
        return tr("Not genuine: written without sign-off as {number}, for the inside only.", number=found.number)
    if found.genuine:
        return tr("Genuine: byte for byte the file that was locked.")
    return tr("Not genuine: no notice that was locked here has this file.")


def _superseded(found: Verified) -> str:
    if found.latest == found.superseded_by:
        return tr("Corrected since by {number}.", number=found.superseded_by)
    return tr("Corrected since by {number}; {latest} holds now.", number=found.superseded_by, latest=found.latest)


class CorrectSheet(FormSheet):
    """What is corrected, in the words of both editions. ``reason`` and ``reason_en`` are read when it is given."""

    def __init__(self, window: QWidget, title: str) -> None:
        super().__init__(window, title, tr("Begin the correction"))
        told = tr("A new version begins; the one that is published stays as it is. The reason is printed in it.")
        self.content.addWidget(Label(told, "table", "secondary", wrap=True))
        self.reason, self.reason_en = text_box(tr("Reason")), text_box(tr("Reason in English"))
        self.content.addWidget(labelled(tr("Reason"), self.reason))
        self.content.addWidget(labelled(tr("Reason in English"), self.reason_en))
        hint = tr("The English edition prints it. It can be written later, but without it the notice is not handed in.")
        self.content.addWidget(Label(hint, "caption", "muted", wrap=True))
        self.fields = {"reason": self.reason, "reason_en": self.reason_en}
        self.finish()

    def open(self) -> None:
        super().open()
        self.reason.setFocus(Qt.FocusReason.PopupFocusReason)


class LockedSheet(Sheet):
    """The files of a locked notice and their hashes. ``files``: those that were just written, else those of the register."""

    def __init__(
        self,
        window: QWidget,
        issue: IssueRow,
        files: Sequence[PaperRow | IssueFile],
        show_folder: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(window, tr("Locked as {number}", number=issue.number), 980)
        columns = (
            Column("name", tr("File"), _file_name, width=230, stretch=True),
            Column("sha256", "SHA-256", lambda one: one.sha256, width=520, colour="text.secondary", tip=lambda one: one.sha256),
        )
        self.table = RowTable(columns, identity=_file_name, sentence=lambda one: f"{_file_name(one)}, {one.sha256}", parent=self)
        self.table.set_rows(files)
        view = RowView(self.table, tr("Files of the notice"))
        view.setFixedHeight(theme().px(30 + 34 * max(4, min(10, len(files)))))
        self.view = view
        told = [Label(_title(issue), "table", "primary", wrap=True)]
        if issue.corrects:
            corrects = f"{tr('(corrects {number})', number=issue.corrects)} {correction_of(issue)}"
            told.append(Label(corrects, "table", "secondary", wrap=True))
        self.content.addLayout(column(*told, view, gap=8))
        if show_folder is not None:
            folder = Button(tr("Open the folder"), icon="folder", kind="default")
            folder.clicked.connect(show_folder)
            self.foot.addWidget(folder)
        done = Button(tr("Close"), kind="primary", keys=("Esc",))
        done.clicked.connect(self.close_and_return)
        self.foot.addWidget(done)

    def open(self) -> None:
        super().open()
        self.view.setFocus(Qt.FocusReason.PopupFocusReason)


def _title(one: IssueRow | Verified) -> str:
    return one.title if language() == "zh_TW" or not one.title_en else one.title_en


def correction_of(issue: IssueRow) -> str:
    """What was corrected, in the language of the window."""
    return issue.correction if language() == "zh_TW" or not issue.correction_en else issue.correction_en


def _file_name(one: PaperRow | IssueFile) -> str:
    return one.name if isinstance(one, IssueFile) else Path(one.path).name
