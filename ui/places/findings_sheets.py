"""Sheets that follow a letter: a reply, more time, a check, a reason. What is wrong is said beside the line it is about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.remedy_rows import Claim, ExtensionRow, FollowUpMode, FollowUpResult
from auditdesk.rules.calendar import parse_date
from ui.parts.buttons import Button
from ui.parts.labels import Label
from ui.parts.layouts import boxed, row
from ui.places.firms_records import RecordSheet
from ui.places.rules_sheets import text_box
from ui.theme import theme
from ui.words import day, documents, plural, tr, words

Send = Callable[["RemedySheet"], None]
_ABOUT = {
    "reply.empty": "text",
    "reason.needed": "reason",
    "extension.not_later": "until",
    "extension.not_due": "until",
    "extension.waiting": "until",
    "remedy.day_before_letter": "received",
    "remedy.day_in_future": "received",
}


class RemedySheet(RecordSheet):
    """Lines, boxes of text, and files; ``send`` reads them, and a mistake in a day is told beside it."""

    def __init__(self, window: QWidget, title: str, do: str, send: Send, kind: str = "primary") -> None:
        super().__init__(window, title, do, lambda _sheet: self._send(send), kind)
        self.boxes: dict[str, QPlainTextEdit] = {}
        self.files: tuple[Path, ...] = ()

    def _send(self, send: Send) -> None:
        try:
            send(self)
        except AuditDeskError as error:
            self.refuse(error)

    def text_field(self, name: str, title: str, lines: int = 3, hint: str = "") -> None:
        """Room for some lines of text."""
        self.boxes[name] = text_box(title, lines=lines)
        self._add(name, title, self.boxes[name], hint)

    def box(self, name: str) -> str:
        """What stands in a box of text."""
        return self.boxes[name].toPlainText().strip()

    def optional_day(self, name: str, title: str, hint: str = "") -> None:
        """A day that may be left out."""
        edit = self.lines_by_name[name] = QLineEdit()
        edit.setAccessibleName(title)
        edit.setPlaceholderText(tr("2019-12-31 or 108/12/31"))
        self._add(name, title, edit, hint)

    def day_or_none(self, name: str) -> date | None:
        """The day in a line, None where it is empty. Raises BadInput ``date.unreadable``."""
        self._asked = name
        return parse_date(self.text(name)) if self.text(name) else None

    def file_line(self, title: str, *, many: bool) -> None:
        """Choose the file it came in, or files that show it."""
        choose, told = Button(title, icon="clip", kind="quiet"), Label("", "caption", "secondary")

        def ask() -> None:
            if many:
                names, _kind = QFileDialog.getOpenFileNames(self, title, documents())
            else:
                one, _kind = QFileDialog.getOpenFileName(self, title, documents())
                names = [one] if one else []
            self.files = tuple(Path(name) for name in names)
            named = self.files[0].name if len(self.files) == 1 else plural(len(self.files), "{count} file", "{count} files")
            told.setText(named if self.files else "")

        choose.clicked.connect(ask)
        self.content.addWidget(boxed(row(choose, told, None)))

    def _field(self, name: str) -> QWidget:
        return self.boxes[name] if name in self.boxes else super()._field(name)

    def _about(self, error: AuditDeskError) -> str:
        about = _ABOUT.get(error.code, "")
        if about == "received" and about not in self.lines_by_name:
            about = next((name for name in ("checked", "asked") if name in self.lines_by_name), "")
        return about or super()._about(error)


def rows_that_fit(window: QWidget, besides: int, *, least: int = 2, most: int = 12) -> int:
    """How many rows of a list a sheet has room for, beside ``besides`` pixels (at 100 %) of other lines."""
    return max(least, min(most, (window.height() - theme().px(besides)) // theme().row_height()))


def reason_sheet(window: QWidget, title: str, do: str, told: str, send: Send, kind: str = "primary") -> RemedySheet:
    """A decision that needs words."""
    sheet = RemedySheet(window, title, do, send, kind)
    if told:
        sheet.content.addWidget(Label(told, "table", "primary", wrap=True))
    sheet.line("reason", tr("Reason"))
    return sheet


def reply_sheet(window: QWidget, number: str, today: date, send: Send) -> RemedySheet:
    """What the firm answered to one finding."""
    sheet = RemedySheet(window, tr("Reply to {number}", number=number), tr("Keep the reply"), send)
    sheet.text_field("text", tr("What the firm answers"), 4)
    sheet.day_line("received", tr("Received on"), today)
    sheet.choice("claim", tr("The firm says"), tuple((one.value, words().say(f"claim.{one.value}")) for one in Claim))
    sheet.choices["claim"].choose(Claim.UNSAID.value)
    sheet.text_field("measures", tr("Measures it names"), 2)
    sheet.optional_day("done", tr("Done by"), tr("Where it names a day."))
    sheet.line("contact", tr("Contact"))
    sheet.file_line(tr("The paper it came in ..."), many=False)
    return sheet


def take_back_sheet(window: QWidget, text: str, send: Send) -> RemedySheet:
    """A reply that was recorded by mistake."""
    told = tr("It stays in the history, struck out, with the reason. The finding waits for the firm again.")
    sheet = RemedySheet(window, tr("Take the reply back"), tr("Take back"), send)
    sheet.content.addWidget(Label(text, "table", "secondary", wrap=True))
    sheet.content.addWidget(Label(told, "table", "primary", wrap=True))
    sheet.line("reason", tr("Reason"))
    return sheet


def extension_sheet(window: QWidget, number: str, due: date | None, today: date, send: Send) -> RemedySheet:
    """The firm asks for more time."""
    sheet = RemedySheet(window, tr("More time for {number}", number=number), tr("Keep the request"), send)
    told = tr("Due now: {day}. Nothing changes until somebody else decides.", day=day(due))
    sheet.content.addWidget(Label(told, "table", "secondary", wrap=True))
    sheet.day_line("until", tr("Until"), due or today)
    sheet.line("reason", tr("Reason of the firm"))
    sheet.day_line("asked", tr("Asked on"), today)
    return sheet


def decide_sheet(window: QWidget, number: str, asked: ExtensionRow, send: Send) -> RemedySheet:
    """Grant or refuse more time."""
    sheet = RemedySheet(window, tr("Decide on more time for {number}", number=number), tr("Decide"), send)
    told = tr("From {before} to {until}: {reason}", before=day(asked.due_before), until=day(asked.until), reason=asked.reason)
    sheet.content.addWidget(Label(told, "table", "primary", wrap=True))
    sheet.choice(
        "decision", tr("Decision"), tuple((one, words().say(f"extension_decision.{one}")) for one in ("granted", "refused"))
    )
    sheet.line("reason", tr("Reason"), hint=tr("Needed for a refusal."))
    return sheet


def check_sheet(window: QWidget, number: str, today: date, send: Send) -> RemedySheet:
    """Whether it was mended."""
    sheet = RemedySheet(window, tr("Follow-up check of {number}", number=number), tr("Keep the check"), send)
    told = tr("Whoever checks it can't close it: somebody else does.")
    sheet.content.addWidget(Label(told, "table", "secondary", wrap=True))
    results = tuple((one.value, words().say(f"follow_up_result.{one.value}")) for one in FollowUpResult)
    sheet.choice("result", tr("Result"), results)
    sheet.choice("mode", tr("How"), tuple((one.value, words().say(f"follow_up_mode.{one.value}")) for one in FollowUpMode))
    sheet.day_line("checked", tr("Checked on"), today)
    sheet.text_field("text", tr("What was seen"), 3)
    sheet.file_line(tr("Evidence ..."), many=True)
    return sheet
