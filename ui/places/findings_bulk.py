"""Many findings at once: the bar below the list, and the sheet that says of each whether it will be done or why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.findings_list import BulkAct, BulkLine, BulkPreview
from ui.parts.buttons import Button
from ui.parts.labels import Frame, Label
from ui.parts.layouts import FlowLayout, boxed, row
from ui.places.base import KeyHint
from ui.places.firms_overview import inline_list
from ui.places.firms_records import RecordSheet
from ui.places.firms_sheets import Sheet
from ui.tables import Column, RowTable
from ui.words import plural, tr, words

if TYPE_CHECKING:
    from auditdesk.progress import Progress
    from ui.places.findings_page import FindingsPage

ACTS = (
    (BulkAct.SUBMIT, "arrow-right", "S", "findings.submit"),
    (BulkAct.ACCEPT, "check", "A", "findings.accept"),
    (BulkAct.WITHDRAW, "x", "W", "findings.withdraw"),
    (BulkAct.DUE_DATE, "calendar", "D", "findings.edit"),
)


def act_name(act: BulkAct) -> str:
    """What the act is called on a button."""
    return words().say(f"bulk.{act.value}")


class BulkBar(Frame):
    """Shown while something is ticked."""

    def __init__(self, page: FindingsPage) -> None:
        super().__init__("footer")
        self._page = page
        self._told = Label("", "table", "primary", 500)
        self.buttons: dict[BulkAct, Button] = {}
        self.sheet: BulkSheet | None = None
        for act, icon, key, _right in ACTS:
            button = Button(tr("{act} ...", act=act_name(act)), icon=icon, kind="quiet", keys=(key,), small=True)
            button.clicked.connect(lambda _checked=False, act=act: self.begin(act))
            self.buttons[act] = button
            shortcut = QShortcut(QKeySequence(key), page.view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda act=act: self.begin(act))
        line = row(self._told, gap=12, margins=(12, 6, 12, 6))
        line.addWidget(boxed(FlowLayout(*self.buttons.values(), gap=6)), 1)
        self.setLayout(line)
        self.setVisible(False)

    def show_ticked(self, count: int) -> None:
        """How many are ticked; none hides the bar."""
        self._told.setText(plural(count, "{count} ticked", "{count} ticked"))
        for act, _icon, _key, right in ACTS:
            self.buttons[act].refuse(self._page.place.why_not(right))
        if self.isHidden() == bool(count):
            self.setVisible(bool(count))

    def keys(self) -> tuple[KeyHint, ...]:
        acts = [KeyHint((key,), act_name(act)) for act, _icon, key, _right in ACTS]
        return (KeyHint(("Space",), tr("tick")), *acts, KeyHint(("Esc",), tr("take the ticks away")))

    def begin(self, act: BulkAct) -> None:
        """Preview an act on everything that is ticked, in the order of the list."""
        page = self._page
        right = next(right for each, _icon, _key, right in ACTS if each is act)
        uids = tuple(uid for uid in page.table.uids if uid in page.table.ticked)
        if not uids or page.place.why_not(right):
            return
        if act is BulkAct.WITHDRAW:
            self._ask(act, uids, "reason")
        elif act is BulkAct.DUE_DATE:
            self._ask(act, uids, "day")
        else:
            self._preview(act, uids)

    def _ask(self, act: BulkAct, uids: tuple[str, ...], what: str) -> None:
        def send(sheet: RecordSheet) -> None:
            try:
                day = sheet.day("day") if what == "day" else None
            except AuditDeskError as error:
                sheet.refuse(error)
                return
            reason = sheet.text("reason") if what == "reason" else ""
            self._preview(act, uids, reason, day, sheet)

        title = plural(len(uids), "{act}: {count} finding", "{act}: {count} findings", act=act_name(act))
        sheet = RecordSheet(self._page.window(), title, tr("Preview"), send)
        if what == "day":
            sheet.day_line("day", tr("New due date"), self._page.desk.today())
        else:
            sheet.line("reason", tr("Reason"), hint=tr("It stays with each of the findings."))
        sheet.open()

    def _preview(
        self, act: BulkAct, uids: tuple[str, ...], reason: str = "", day: Any = None, asked: RecordSheet | None = None
    ) -> None:
        page, bulk = self._page, self._page.desk.bulk

        def work(progress: Progress) -> BulkPreview:
            return bulk.preview(act, uids, reason=reason, due_date=day, progress=progress)

        def failed(error: Exception) -> None:
            if isinstance(error, AuditDeskError):
                asked.refuse(error) if asked is not None else page.failed(error)

        job = page.runner.start(tr("Preview: {act}", act=act_name(act)), work)
        job.succeeded.connect(lambda preview: self._show(preview, asked))
        job.failed.connect(failed)

    def _show(self, preview: BulkPreview, asked: RecordSheet | None) -> None:
        if asked is not None:
            asked.close_and_return()
        sheet = self.sheet = BulkSheet(
            self._page.window(), preview, self._page.table.wordings, lambda: self._apply(sheet, preview)
        )
        sheet.open()

    def _apply(self, sheet: BulkSheet, preview: BulkPreview) -> None:
        page, bulk = self._page, self._page.desk.bulk
        sheet.close_and_return()
        name = plural(len(preview.taken), "{act}: {count} finding", "{act}: {count} findings", act=act_name(preview.act))
        job = page.runner.start(name, lambda progress: bulk.apply(preview, progress))
        job.succeeded.connect(self._done)
        job.failed.connect(page.failed)

    def _done(self, result: BulkPreview) -> None:
        page, left = self._page, [line.refused for line in result.lines if line.refused is not None]
        done = len(result.lines) - len(left)
        page.table.tick([line.uid for line in result.lines if line.refused is None], on=False)
        self.show_ticked(len(page.table.ticked))
        told = plural(done, "{act}: {count} finding done", "{act}: {count} findings done", act=act_name(result.act))
        if left:
            told += tr(", {count} not: {reason}", count=len(left), reason=words().error(left[0]))
        page.place.said.emit(told)
        page.to_list()


def _standing(line: BulkLine) -> str:
    return tr("will be done") if line.refused is None else words().error(line.refused)


class BulkSheet(Sheet):
    """Each finding with what will happen to it; the button names how many."""

    def __init__(self, window: QWidget, preview: BulkPreview, wordings: Any, go: Callable[[], None]) -> None:
        super().__init__(window, act_name(preview.act), 860)
        taken, left = len(preview.taken), len(preview.lines) - len(preview.taken)
        told = [plural(taken, "{count} will be done", "{count} will be done")]
        if left:
            told.append(plural(left, "{count} will not, each with its reason", "{count} will not, each with its reason"))
        if preview.reason:
            told.append(tr("Reason: {reason}", reason=preview.reason))
        self.content.addWidget(Label(tr("; ").join(told), "table", "primary", wrap=True))
        columns = (
            Column("number", tr("Number"), lambda line: line.number, width=118, colour="text.muted"),
            Column("firm", tr("Firm"), lambda line: line.firm_name, width=120),
            Column("pattern", tr("Pattern"), lambda line: wordings.get(line.pattern, line.pattern), width=180),
            Column("state", tr("State"), lambda line: words().say(f"state.{line.state}"), width=80),
            Column("standing", tr("What happens"), _standing, width=240, stretch=True, weight=500, tip=_standing),
        )
        self.table = RowTable(
            columns,
            identity=lambda line: line.uid,
            sentence=lambda line: tr(", ").join((line.number, line.firm_name, _standing(line))),
            parent=self,
        )
        # What will not be done comes first: it is what one has to know.
        self.table.set_rows(sorted(preview.lines, key=lambda line: line.refused is None))
        self.view = inline_list(self.table, tr("What happens to each"), 12)
        self.content.addWidget(self.view)
        button = self.add_buttons(
            plural(taken, "{act} {count} finding", "{act} {count} findings", act=act_name(preview.act)),
            go,
            kind="danger" if preview.act is BulkAct.WITHDRAW else "primary",
        )
        button.refuse("" if taken else tr("None of them can be done."))

    def open(self) -> None:
        super().open()
        self.view.setFocus(Qt.FocusReason.PopupFocusReason)
