"""Measures on firms: the list of all, a new one, since when it is complied with, and one that is taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from auditdesk.errors import AuditDeskError, BadInput
from auditdesk.model.remedy_rows import MeasureKind, MeasureRow, RecordMeasure
from ui.parts.buttons import Button
from ui.places.findings_sheets import RemedySheet
from ui.places.firms_records import ListSheet
from ui.tables import Column, RowTable
from ui.words import day, tr, words

if TYPE_CHECKING:
    from ui.places.findings_page import FindingsPage


def _state(one: MeasureRow) -> str:
    if one.taken_back_at is not None:
        return tr("taken back")
    return tr("kept on {day}", day=day(one.kept_on)) if one.kept_on is not None else tr("due {day}", day=day(one.due_on))


def measures_table() -> RowTable:
    """The measures there are, the newest letter first."""
    return RowTable(
        (
            Column("letter", tr("Letter date"), lambda one: day(one.letter_date), lambda one: one.letter_date, width=84),
            Column("firm", tr("Firm"), lambda one: f"{one.firm_code} {one.firm_name}", width=132, weight=500),
            Column("kind", tr("Measure"), lambda one: words().say(f"measure_kind.{one.kind}"), width=100),
            Column("article", tr("Article"), lambda one: one.article, width=84, stretch=True, colour="text.secondary"),
            Column("number", tr("Letter number"), lambda one: one.letter_number, width=120, colour="text.muted"),
            Column("amount", tr("NT$"), lambda one: "" if one.amount is None else f"{one.amount:,}", width=80, right=True),
            Column("state", tr("State"), _state, width=144),
        ),
        identity=lambda one: one.uid,
        sentence=lambda one: tr(", ").join(
            (one.firm_name, words().say(f"measure_kind.{one.kind}"), one.letter_number, _state(one))
        ),
    )


class MeasureActs(QObject):
    """Opens the list and does what is asked of it."""

    def __init__(self, page: FindingsPage) -> None:
        super().__init__(page)
        self._page = page
        self._measures = page.desk.measures

    def open(self) -> None:
        """Read the measures and show them."""
        self._page.runner.read(lambda: self._measures.list(standing=False), self._show, self._page.failed)

    def _show(self, rows: tuple[MeasureRow, ...]) -> None:
        why_not = self._page.place.why_not
        sheet = MeasuresSheet(self._page.window(), rows)
        for text, icon, act, right in (
            (tr("Record a measure ..."), "plus", self.record, "measures.record"),
            (tr("Complied with ..."), "check", self.comply, "measures.comply"),
            (tr("Take back ..."), "undo", self.take_back, "measures.take_back"),
        ):
            none = tr("Choose a measure first.") if act != self.record and not rows else ""
            sheet.add(text, icon, act, why_not(right) or none)
        sheet.open()

    def record(self, _chosen: MeasureRow | None) -> None:
        """A measure imposed by a letter."""
        whole = self._page.whole
        firm = whole.review.firm_code if whole is not None else ""
        sheet = RemedySheet(self._page.window(), tr("Record a measure"), tr("Record"), self._record)
        sheet.line("firm", tr("Firm (code)"), firm)
        sheet.choice(
            "kind", tr("Measure"), tuple((kind.value, words().say(f"measure_kind.{kind.value}")) for kind in MeasureKind)
        )
        sheet.line("article", tr("Article"))
        sheet.line("letter", tr("Letter number"))
        sheet.day_line("dated", tr("Letter date"), self._page.desk.today())
        sheet.line("amount", tr("Amount (NT$)"), hint=tr("Only where money is asked for."))
        sheet.line("days", tr("Working days to comply"), hint=tr("Counted from the letter date, with the public holidays."))
        number = whole.review.number if whole is not None else ""
        sheet.line("findings", tr("Findings"), number, hint=tr("Numbers, parted by blanks."))
        sheet.line("note", tr("Remark"))
        sheet.open()

    def _record(self, sheet: RemedySheet) -> None:
        order = RecordMeasure(
            sheet.text("firm"),
            MeasureKind(sheet.chosen("kind")),
            sheet.text("article"),
            sheet.text("letter"),
            sheet.day("dated"),
            _number(sheet.text("amount")),
            None,
            _number(sheet.text("days")),
            tuple(sheet.text("findings").replace("、", " ").replace(",", " ").split()),
            sheet.text("note"),
        )
        self._write(lambda: self._measures.record(order), tr("The measure is recorded"), sheet)

    def comply(self, chosen: MeasureRow | None) -> None:
        """Since when the firm has done what was asked."""
        if chosen is None:
            return

        def send(sheet: RemedySheet) -> None:
            on = sheet.day("checked")
            self._write(lambda: self._measures.comply(chosen.uid, on), tr("The day is kept"), sheet)

        sheet = RemedySheet(self._page.window(), tr("{number} complied with", number=chosen.letter_number), tr("Keep"), send)
        sheet.day_line("checked", tr("Complied with on"), self._page.desk.today())
        sheet.open()

    def take_back(self, chosen: MeasureRow | None) -> None:
        """One recorded by mistake, or lifted."""
        if chosen is None:
            return

        def send(sheet: RemedySheet) -> None:
            reason = sheet.text("reason")
            self._write(lambda: self._measures.take_back(chosen.uid, reason), tr("The measure is taken back"), sheet)

        title = tr("Take {number} back", number=chosen.letter_number)
        sheet = RemedySheet(self._page.window(), title, tr("Take back"), send, "danger")
        sheet.line("reason", tr("Reason"), hint=tr("It stays in the list with the reason, and counts no more."))
        sheet.open()

    def _write(self, work: Callable[[], Any], told: str, sheet: RemedySheet) -> None:
        page = self._page

        def kept(_row: Any) -> None:
            sheet.close_and_return()
            page.place.said.emit(told)
            page.read_list()
            self.open()

        def failed(error: Exception) -> None:
            if isinstance(error, AuditDeskError):
                sheet.refuse(error)

        page.runner.write(work, kept, failed)


def _number(text: str) -> int | None:
    """A whole number, with or without thousands marks. Raises BadInput ``measure.not_a_number``."""
    told = text.replace(",", "").replace("，", "").strip()
    if not told:
        return None
    if not told.isdecimal():
        raise BadInput("measure.not_a_number", text=text)
    return int(told)


class MeasuresSheet(ListSheet):
    """The list, with its acts at the foot."""

    def __init__(self, window: QWidget, rows: tuple[MeasureRow, ...]) -> None:
        super().__init__(window, tr("Measures on firms"), measures_table(), rows, tr("No measure is recorded yet."))
        self.buttons: dict[str, Button] = {}

    def add(self, text: str, icon: str, act: Callable[[MeasureRow | None], None], refused: str) -> None:
        """One more act on the current row."""
        button = Button(text, icon=icon, kind="quiet")
        button.refuse(refused)
        button.clicked.connect(lambda: act(self.view.current_row()))
        self.buttons[text] = button
        self.foot.insertWidget(self.foot.count() - 1, button)
