"""What a batch is asked for: audit year, kind of letter, days, and what is written where."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QSizePolicy, QWidget

from auditdesk.errors import BadInput
from auditdesk.model.commands import WriteLetters
from auditdesk.model.letter_rows import BatchRow
from auditdesk.rules.letters import FORMATS, SHEETS, LetterKind, receivers
from ui.parts.buttons import Button
from ui.parts.check_box import CheckBox
from ui.parts.combo import Choice
from ui.parts.fields import repolish
from ui.parts.labels import ElidedLabel, Frame, Label
from ui.parts.layouts import FlowLayout, boxed, column, row
from ui.parts.popover import Popover
from ui.parts.states import labelled
from ui.places import letters_words as say
from ui.places.firms_sheets import DayEdit
from ui.theme import theme
from ui.words import day, documents, tr, words, year_name

_NARROW, _WIDE, _LARGE = 380, 600, 1.5
"""Design pixels of the note about the output; above that scale windows have width to spare and no height."""


@dataclass(frozen=True, slots=True)
class Output:
    """Which files a batch writes, where, and who gets copies; an empty folder = the proposed one."""

    formats: tuple[str, ...] = ("pdf", "docx")
    sheets: tuple[str, ...] = (".xlsx",)
    folder: str = ""
    language: str = "zh_TW"
    copies: str = ""
    """Who gets a copy (副本), as it is typed; empty = those of the office's setting."""

    @property
    def copies_to(self) -> tuple[str, ...] | None:
        return receivers(self.copies) if self.copies.strip() else None


class OutputNote(Popover):
    """The formats, the reply sheets, the language and the folder. ``changed`` tells each change at once."""

    changed = Signal(object)

    def __init__(self, output: Output, folder: str) -> None:
        super().__init__(_WIDE if theme().scale > _LARGE else _NARROW)
        self.setAccessibleName(tr("Output"))
        self._output = output
        self.boxes = {one: CheckBox(say.format_name(one)) for one in FORMATS}
        self.sheets = {one: CheckBox(one.lstrip(".").upper()) for one in SHEETS}
        for one, box in self.boxes.items():
            box.setChecked(one in output.formats)
        for one, box in self.sheets.items():
            box.setChecked(one in output.sheets)
            box.setAccessibleName(tr("reply sheet {format}", format=box.text()))
        for box in (*self.boxes.values(), *self.sheets.values()):
            box.toggled.connect(self._tell)
        self.wrong = Label(tr("Choose at least one format."), "caption", "danger", wrap=True)
        self.language = Choice(tr("Language"), (("zh_TW", "繁體中文"), ("en", "English")), output.language)
        self.language.chosen.connect(self._tell)
        self.copies = QLineEdit(output.copies)
        self.copies.setPlaceholderText(tr("as in the settings"))
        self.copies.textChanged.connect(self._tell)
        self.folder = folder_line(folder, self._tell)
        self.body.addLayout(
            column(
                labelled(tr("Letters as"), boxed(FlowLayout(*self.boxes.values(), gap=10, line_gap=2))),
                self.wrong,
                labelled(tr("Reply sheet to go with it"), boxed(FlowLayout(*self.sheets.values(), gap=10, line_gap=2))),
                labelled(tr("Language of the letters"), self.language),
                labelled(tr("Copies to"), self.copies),
                self.folder,
                gap=10,
            )
        )
        self.wrong.setVisible(False)

    def _tell(self, *_told: object) -> None:
        formats = tuple(one for one, box in self.boxes.items() if box.isChecked())
        self.wrong.setVisible(not formats)
        sheets = tuple(one for one, box in self.sheets.items() if box.isChecked())
        folder = self.folder.edit.text().strip()
        self._output = Output(formats, sheets, folder, self.language.current() or "zh_TW", self.copies.text())
        if formats:
            self.changed.emit(self._output)

    def open_at(self, anchor: QWidget, spot: Any = None) -> None:
        super().open_at(anchor, spot)
        next(iter(self.boxes.values())).setFocus()


class FolderLine(QWidget):
    """A folder as text, and the button that asks for another."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.edit = QLineEdit(folder)
        self.edit.setAccessibleName(tr("Folder"))
        self.choose = Button(tr("Choose ..."), kind="default", name=tr("Choose the folder"))
        self.choose.clicked.connect(self._choose)
        line = row(gap=8)
        line.addWidget(self.edit, 1)
        line.addWidget(self.choose)
        self.setLayout(column(labelled(tr("Folder"), boxed(line))))
        self.setFocusProxy(self.edit)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Folder for the letters"), self.edit.text())
        if chosen:
            self.edit.setText(chosen)


def folder_line(folder: str, changed: Callable[..., None]) -> FolderLine:
    """A folder line that tells each change."""
    line = FolderLine(folder)
    line.edit.textChanged.connect(changed)
    return line


class BatchForm(Frame):
    """``changed`` comes a moment after the last change that leaves every field readable. ``order`` is what it asks for."""

    changed = Signal()
    output_changed = Signal()

    def __init__(self, today: date, reply_days: int) -> None:
        super().__init__("pane")
        self._today, self._reply_days = today, reply_days
        self._own_reply = False
        self._own: tuple[str, str, str] | None = None
        """What the person had asked for before a batch came on screen: kind and both days."""
        self.output = Output()
        self.year = Choice(tr("Audit year"))
        self.kind = Choice(tr("Kind of letter"), say.kinds())
        self.issued, self.reply = DayEdit(today), DayEdit(today + timedelta(days=reply_days))
        self.outputs = Button("", icon="file", kind="default", name=tr("Output"))
        self.outputs.clicked.connect(self.show_outputs)
        for edit, name in ((self.issued, tr("Date of issue")), (self.reply, tr("Reply by"))):
            edit.setAccessibleName(name)
            edit.setFixedWidth(theme().px(112))
        self.wrong = Label("", "caption", "danger", wrap=True)
        flow = FlowLayout(
            labelled(tr("Audit year"), self.year),
            labelled(tr("Kind of letter"), self.kind),
            labelled(tr("Date of issue"), self.issued),
            labelled(tr("Reply by"), self.reply),
            labelled(tr("Output"), self.outputs),
            gap=12,
            line_gap=6,
        )
        self._told = ElidedLabel("", "table", "primary")
        self._told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.more = Button(tr("Change what is asked for"), icon="edit", kind="quiet", small=True)
        self.more.clicked.connect(self._unfold)
        self._line = boxed(row(self._told, self.more, gap=8))
        self._fields = boxed(flow)
        self._low = self._unfolded = False
        self.setLayout(column(self._line, self._fields, self.wrong, gap=4, margins=(14, 8, 14, 8)))
        self._line.setVisible(False)
        self.wrong.setVisible(False)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(150)
        self._soon.timeout.connect(self._tell)
        self.year.chosen.connect(lambda _year: self._soon.start())
        self.kind.chosen.connect(lambda _kind: self._soon.start())
        self.issued.textEdited.connect(self._issued_typed)
        self.reply.textEdited.connect(self._reply_typed)
        self._name_output()

    unfolded = Signal(bool)
    """In a low window: the fields are shown, or the list again."""

    def set_low(self, low: bool) -> None:
        """In a low window one line tells what is asked for; the fields come when they are asked for."""
        if low != self._low:
            self._low, self._unfolded = low, False
        self._show_fields()

    def ask_day(self) -> None:
        """To the day of issue, whatever hides it."""
        if self._low and not self._unfolded:
            self._unfold()
        self.issued.setFocus()
        self.issued.selectAll()

    def _unfold(self) -> None:
        self._unfolded = not self._unfolded
        self._show_fields()
        self.unfolded.emit(self._low and self._unfolded)

    def _show_fields(self) -> None:
        self._line.setVisible(self._low)
        self._fields.setVisible(not self._low or self._unfolded)
        self.more.setText(tr("Back to the list") if self._unfolded else tr("Change what is asked for"))
        self.more.updateGeometry()
        told = (self.year.currentText(), self.kind.currentText(), self.issued.text(), self.outputs.text())
        self._told.setText(tr(", ").join(part for part in told if part))

    def _issued_typed(self, _text: str) -> None:
        self._soon.start()
        if not self._own_reply:
            issued = _read(self.issued)
            if issued is not None:
                self.reply.setText(day(issued + timedelta(days=self._reply_days)))

    def set_reply_days(self, days: int) -> None:
        """The office's own days to reply; a day that somebody typed stays."""
        if days != self._reply_days:
            self._reply_days = days
            self._issued_typed("")

    def _reply_typed(self, text: str) -> None:
        self._own_reply = bool(text.strip())
        self._soon.start()

    def _tell(self) -> None:
        if self.readable():
            self.changed.emit()

    def readable(self) -> bool:
        """Whether every field can be read; what can't is said below, and the field is marked."""
        told = ""
        for edit in (self.issued, self.reply):
            try:
                edit.read()
                bad = False
            except BadInput as error:
                bad, told = True, told or words().error(error)
            edit.setProperty("error", bad)
            repolish(edit)
        issued, reply = _read(self.issued), _read(self.reply)
        if issued is not None and reply is not None and reply < issued:
            told = tr("The reply would be due before the letter is issued.")
            self.reply.setProperty("error", True)
            repolish(self.reply)
        self.wrong.setText(told)
        self.wrong.setVisible(bool(told))
        return not told

    def show_outputs(self) -> None:
        """Which files are written, and where."""
        note = OutputNote(self.output, self.folder)
        note.changed.connect(self.take_output)
        note.open_at(self.outputs)

    def take_output(self, output: Output) -> None:
        """Write these files, there."""
        if output.folder == self._proposed():
            output = replace(output, folder="")
        self.output = output
        self._name_output()
        self.output_changed.emit()

    def _name_output(self) -> None:
        self.outputs.setText(say.formats(self.output.formats, self.output.sheets))
        self.outputs.setAccessibleName(f"{tr('Output')} {self.outputs.text()}")
        self.outputs.updateGeometry()
        self._show_fields()

    def show_years(self, years: Sequence[int], current: int | None) -> None:
        """The audit years there are."""
        self.year.set_choices(tuple((str(year), year_name(year)) for year in years), None if current is None else str(current))
        self._show_fields()

    @property
    def chosen_year(self) -> int | None:
        return int(self.year.current() or 0) or None

    def _proposed(self) -> str:
        year = self.chosen_year or self._today.year
        return str(Path(documents(), tr("Letters {year}", year=year_name(year))))

    @property
    def folder(self) -> str:
        return self.output.folder or self._proposed()

    def order(self, year: int, keys: tuple[str, ...] = ()) -> WriteLetters:
        """The command for these letters of the preflight. Raises BadInput ``date.unreadable``."""
        return WriteLetters(
            year,
            self.folder,
            self.issued.read(),
            self.reply.read(),
            kind=self.kind.current() or LetterKind.RESULT.value,
            formats=self.output.formats,
            sheets=self.output.sheets,
            language=self.output.language,
            keys=keys,
            copies_to=self.output.copies_to,
        )

    def show_batch(self, row: BatchRow | None) -> None:
        """What a batch on screen was asked for, not to be changed; None = what the person asks for, as it was before."""
        if row is not None and self._own is None:
            self._own = (self.kind.current() or "", self.issued.text(), self.reply.text())
        if row is not None:
            kind, issued, reply, files = row.letter_kind, day(row.issued_on), day(row.reply_by), say.formats(row.formats)
        elif self._own is not None:
            (kind, issued, reply), self._own = self._own, None
            files = say.formats(self.output.formats, self.output.sheets)
        else:
            return
        self.kind.choose(kind)
        self.issued.setText(issued)
        self.reply.setText(reply)
        self.outputs.setText(files)
        self.outputs.updateGeometry()
        self._show_fields()

    def state(self) -> dict[str, Any]:
        output = self.output
        return {
            "kind": self._own[0] if self._own is not None else self.kind.current(),
            "formats": list(output.formats),
            "sheets": list(output.sheets),
            "folder": output.folder,
            "language": output.language,
        }

    def restore(self, state: dict[str, Any]) -> None:
        if state.get("kind") in tuple(LetterKind):
            self.kind.choose(str(state["kind"]))
        formats = tuple(one for one in FORMATS if one in state.get("formats", ()))
        if formats:
            sheets = tuple(one for one in SHEETS if one in state.get("sheets", ()))
            language = "en" if state.get("language") == "en" else "zh_TW"
            self.output = Output(formats, sheets, str(state.get("folder") or ""), language)
            self._name_output()


def _read(edit: DayEdit) -> date | None:
    try:
        return edit.read()
    except BadInput:
        return None
