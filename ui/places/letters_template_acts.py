"""What can be done with a template: a new version, what is typed kept, handing in, approving, taking out of use; Word forms in and out."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from auditdesk.errors import AuditDeskError
from auditdesk.files import write_atomically
from auditdesk.model.letter_rows import TemplateRow
from ui.places import letters_words as say
from ui.places.letters_page import open_path
from ui.places.rules_sheets import ApproveSheet, FormSheet, ReasonSheet
from ui.words import documents, tr

if TYPE_CHECKING:
    from ui.places.letters_templates import TemplatesPage

_WORD = "Word (*.docx)"


class TemplateActs:
    """The acts of ``TemplatesPage``; one write of what is typed is under way at a time, the newest text follows."""

    def __init__(self, page: TemplatesPage) -> None:
        self._page = page
        self._row: TemplateRow | None = None
        self._next: str | None = None
        self._writing = False

    def take(self, row: TemplateRow | None) -> None:
        """The version that is open now."""
        self._row, self._next = row, None

    # what is typed

    def typed(self, content: str) -> None:
        """Keep it, look what is wrong with it, and draw it."""
        self._page.check(content)
        self._page.draw()
        self._next = content
        self._keep()

    def _keep(self) -> None:
        row, content = self._row, self._next
        if self._writing or row is None or content is None or row.state != "draft":
            return
        self._writing, self._next = True, None
        templates, uid, seen = self._page.desk.letter_templates, row.uid, row.version
        self._page.runner.write(
            lambda: templates.write(row.template_kind, row.name, content, uid, seen), self._kept, self._not_kept
        )

    def _kept(self, row: TemplateRow) -> None:
        self._writing = False
        if self._row is not None and self._row.uid == row.uid:
            self._row = row
            self._keep()

    def _not_kept(self, error: Exception) -> None:
        self._writing = False
        self._page.failed(error)

    # versions

    def new(self) -> None:
        """Ctrl+N: a draft that begins as a copy of the wording in view."""
        page = self._page
        refused = page.place.why_not("letter_templates.write")
        if refused or page.reading is None:
            page.place.said.emit(refused)
            return
        templates, kind = page.desk.letter_templates, page.reading.kind
        page.settle()
        shown = page.opened is not None and page.opened.version.layer == "wording"
        content = page.editor.content if shown else ""
        name = say.kind_name(kind)
        self._write(lambda: templates.write(kind, name, content or templates.in_force(kind)[0]), self._show_new)

    def _show_new(self, row: TemplateRow) -> None:
        self._page.open(row.uid)
        self._page.place.said.emit(tr("Version {number} is a draft; what you type is kept.", number=row.version_number))

    def submit(self) -> None:
        """Hand the draft in for approval."""
        row, page = self._row, self._page
        if row is not None:
            page.settle()
            templates = page.desk.letter_templates
            self._write(lambda: templates.submit(row.uid), self._say(tr("The template waits for approval")))

    def approve(self) -> None:
        """Put it in force, with the passphrase once more."""
        row, page = self._row, self._page
        if row is None:
            return
        desk = page.desk
        told = [
            tr("Letters of this kind are written with it from now on."),
            tr("Letters that were written before stay as they are."),
        ]
        title = tr("Put version {number} in force", number=row.version_number)
        sheet = ApproveSheet(page.window(), title, told, tr("Put in force"), desk.actor.login)

        def failed(error: Exception) -> None:
            if isinstance(error, AuditDeskError):
                sheet.refuse(error)

        def confirmed(_none: object) -> None:
            said = self._say(tr("The template is in force"))
            self._write(lambda: desk.letter_templates.approve(row.uid), said, sheet)

        def send() -> None:
            passphrase = sheet.confirm.take()
            page.runner.read(lambda: desk.confirm(passphrase), confirmed, failed)

        sheet.send = send
        sheet.open()

    def withdraw(self) -> None:
        """Take it out of use, with the reason."""
        row, page = self._row, self._page
        if row is None:
            return
        told = tr("The version before it holds again. Letters that were written with it stay as they are.")
        sheet = ReasonSheet(
            page.window(), tr("Take version {number} out of use", number=row.version_number), tr("Take out of use"), told
        )
        templates = page.desk.letter_templates
        sheet.send = lambda: self._write(
            lambda: templates.withdraw(row.uid, sheet.reason.toPlainText()), self._say(tr("The template is out of use")), sheet
        )
        sheet.open()

    # Word forms

    def take_form(self) -> None:
        """Take in a Word form as a draft."""
        page = self._page
        if page.reading is None or page.place.why_not("letter_templates.write"):
            return
        chosen, _kind = QFileDialog.getOpenFileName(page, tr("Take in a Word form"), documents(), _WORD)
        if chosen:
            templates, kind, path = page.desk.letter_templates, page.reading.kind, Path(chosen)
            self._write(lambda: templates.add_form(kind, path), self._show_new)

    def starter(self) -> None:
        """Write a Word form to begin with."""
        path = self._ask(tr("Letter form"))
        if path is not None:
            templates = self._page.desk.letter_templates
            self._write(lambda: templates.starter_form(path), self._opened_file)

    def save_form(self) -> None:
        """The Word form as it was taken in."""
        row = self._row
        path = self._ask(row.name) if row is not None else None
        if row is not None and path is not None:
            templates = self._page.desk.letter_templates
            self._write(lambda: write_to(path, base64.b64decode(templates.content(row.uid))), self._opened_file)

    def try_form(self) -> None:
        """The Word form filled with sample data, in Word."""
        row = self._row
        path = self._ask(tr("{name} with sample data", name=row.name)) if row is not None else None
        if row is not None and path is not None:
            templates = self._page.desk.letter_templates
            self._write(lambda: write_to(path, templates.try_form(row.uid)), self._opened_file)

    def _ask(self, name: str) -> Path | None:
        start = str(Path(documents(), f"{name}.docx"))
        chosen, _kind = QFileDialog.getSaveFileName(self._page, tr("Save as"), start, _WORD)
        return Path(chosen).with_suffix(".docx") if chosen else None

    def _opened_file(self, path: Path) -> None:
        self._page.place.offered.emit(tr("Written: {file}", file=path.name), tr("Open it"), lambda: open_path(path))

    # writing

    def _say(self, text: str) -> Callable[[Any], None]:
        def told(_result: Any) -> None:
            self._page.place.said.emit(text)
            self._page.read()

        return told

    def _write(self, work: Callable[[], Any], then: Callable[[Any], None], sheet: FormSheet | None = None) -> None:
        def done(result: Any) -> None:
            if sheet is not None:
                sheet.close_and_return()
            then(result)

        def failed(error: Exception) -> None:
            if sheet is not None and isinstance(error, AuditDeskError):
                sheet.refuse(error)
            else:
                self._page.failed(error)

        self._page.runner.write(work, done, failed)


def write_to(path: Path, content: bytes) -> Path:
    """Write a whole file."""
    write_atomically(path, content)
    return path
