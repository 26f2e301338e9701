"""What may be done with the catalogue: propose a wording, decide on one, merge, split, take a step back; findings kept elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from auditdesk.errors import AuditDeskError, BadInput, Refused
from auditdesk.model.finding_rows import FileDefaults, FindingPreview, OutsideCount, OutsideFindingRow
from auditdesk.model.firm_list import ColumnMatching
from auditdesk.model.pattern_rows import ProposePattern, SuccessionRow
from auditdesk.model.rulebook import Bilingual
from auditdesk.model.terms import Severity
from auditdesk.progress import Progress
from ui.parts.labels import Label
from ui.places.base import Command
from ui.places.finding_import_sheets import ImportSheet, ImportsSheet, outside_sheet
from ui.places.finding_matching import MatchingSheet
from ui.places.findings_sheets import RemedySheet
from ui.places.rules_sheets import ApproveSheet
from ui.words import day, documents, language, mark, plural, tr, words

if TYPE_CHECKING:
    from ui.places.patterns_page import PatternDetail, PatternsPage

Act = tuple[str, str, Callable[[], None], str]


class PatternActs(QObject):
    """Acts on the chosen pattern, and on files of findings."""

    def __init__(self, page: PatternsPage) -> None:
        super().__init__(page)
        self._page = page
        self._desk = page.desk

    def buttons(self, detail: PatternDetail) -> Sequence[Act]:
        """What may be done with a pattern, each with why not."""
        why_not, own = self._page.place.why_not, detail.line.own
        acts: list[Act] = []
        if own is not None and own.state == "proposed":
            mine = self._mine(own.proposed_by)
            acts.append((tr("Put in force ..."), "stamp", self.approve, why_not("patterns.approve") or mine))
            acts.append((tr("Refuse ..."), "x", self.refuse, why_not("patterns.refuse") or mine))
        waiting = next((one for one in detail.steps if one.state == "proposed"), None)
        if waiting is not None:
            mine = self._mine(waiting.proposed_by)
            acts.append((tr("Decide on the step ..."), "stamp", self.decide_step, why_not("patterns.approve") or mine))
        elif detail.line.state != "proposed":
            acts.append((tr("Merge into ..."), "merge", self.merge, why_not("patterns.merge")))
            acts.append((tr("Split into ..."), "arrow-up-right", self.split, why_not("patterns.split")))
        if waiting is None and any(one.state == "in_force" and not one.undone and one.step != "undo" for one in detail.steps):
            acts.append((tr("Take the step back ..."), "undo", self.undo, why_not("patterns.undo")))
        return acts

    def _mine(self, login: str) -> str:
        return words().error(Refused("four_eyes.author", login=login)) if login == self._desk.actor.login else ""

    def commands(self) -> tuple[Command, ...]:
        why_not = self._page.place.why_not
        none = "" if self._page.detail is not None else tr("Choose a pattern first.")
        return (
            Command(tr("Propose a wording"), "plus", self.propose, ("Ctrl", "N"), refused=why_not("patterns.propose")),
            Command(tr("Merge the pattern"), "merge", self.merge, refused=why_not("patterns.merge") or none),
            Command(tr("Split the pattern"), "arrow-up-right", self.split, refused=why_not("patterns.split") or none),
            Command(tr("Import findings kept elsewhere"), "upload", self.import_file, refused=why_not("findings.import")),
            Command(tr("Template for findings kept elsewhere"), "download", self.write_template),
            Command(tr("Findings of other authorities"), "globe", self.show_outside),
            Command(tr("Files of findings taken in"), "inbox", self.show_imports),
        )

    # wordings

    def propose(self, wording: str = "", origin: str = "", code: str = "") -> None:
        """A wording for the catalogue; another person puts it in force."""
        if self._page.place.why_not("patterns.propose"):
            return
        line = self._page.detail.line if self._page.detail is not None else None

        def send(sheet: RemedySheet) -> None:
            order = ProposePattern(
                sheet.text("code"),
                Bilingual(sheet.box("zh"), sheet.text("en")),
                Bilingual(sheet.box("expected"), sheet.text("expected_en")),
                Severity(sheet.chosen("severity")),
                sheet.day("since"),
                tuple(sheet.text("items").replace("、", " ").replace(",", " ").split()),
                origin=sheet.text("origin"),
            )
            told = tr("The wording is proposed; somebody else puts it in force")
            self._write(lambda: self._desk.office_patterns.propose(order), told, sheet)

        sheet = RemedySheet(self._page.window(), tr("Propose a wording"), tr("Propose"), send)
        sheet.line("code", tr("Section"), code or (line.code if line is not None else ""))
        sheet.text_field("zh", tr("Standard wording in Chinese"), 2)
        sheet.boxes["zh"].setPlainText(wording)
        sheet.line("en", tr("Standard wording in English"))
        sheet.text_field("expected", tr("What is expected, in Chinese"), 2)
        sheet.line("expected_en", tr("What is expected, in English"))
        sheet.choice("severity", tr("Severity"), tuple((one.value, words().say(f"severity.{one.value}")) for one in Severity))
        sheet.choices["severity"].choose(Severity.MEDIUM.value)
        sheet.line("items", tr("Check items"), hint=tr("For example CC-17010-03; may stay empty."))
        sheet.line("origin", tr("Taken from the finding"), origin)
        sheet.day_line("since", tr("Valid from"), self._desk.today())
        sheet.open()

    def approve(self) -> None:
        """Put a proposed wording in force, with the passphrase once more."""
        own = self._page.detail.line.own if self._page.detail is not None else None
        if own is None:
            return
        told = [own.wording.zh, tr("From {day} on it is offered for findings.", day=day(own.valid_from))]
        self._confirm(
            tr("Put {pattern} in force", pattern=own.pattern),
            told,
            tr("Put in force"),
            lambda: self._desk.office_patterns.approve(own.pattern, own.version),
        )

    def refuse(self) -> None:
        """Turn a proposed wording down, with the reason."""
        own = self._page.detail.line.own if self._page.detail is not None else None
        if own is None:
            return

        def send(sheet: RemedySheet) -> None:
            reason = sheet.text("reason")
            self._write(lambda: self._desk.office_patterns.refuse(own.pattern, reason, own.version), tr("It is refused"), sheet)

        sheet = RemedySheet(self._page.window(), tr("Refuse {pattern}", pattern=own.pattern), tr("Refuse"), send, "danger")
        sheet.line("reason", tr("Reason"))
        sheet.open()

    # what becomes of patterns

    def merge(self) -> None:
        """Propose that the pattern goes into another."""
        self._step(mark("Merge {pattern}"), tr("Into the pattern"), many=False)

    def split(self) -> None:
        """Propose that the pattern is parted into several."""
        self._step(mark("Split {pattern}"), tr("Into the patterns"), many=True)

    def _step(self, title: str, field: str, *, many: bool) -> None:
        detail = self._page.detail
        act = "patterns.split" if many else "patterns.merge"
        if detail is None or self._page.place.why_not(act):
            return
        pattern, service = detail.line.id, self._desk.office_patterns

        def send(sheet: RemedySheet) -> None:
            into = tuple(sheet.text("into").replace("、", " ").replace(",", " ").split())
            since, reason = sheet.day("since"), sheet.text("reason")

            def work() -> SuccessionRow:
                return (
                    service.split(pattern, into, since, reason) if many else service.merge(pattern, " ".join(into), since, reason)
                )

            self._write(work, tr("The step is proposed; somebody else decides"), sheet)

        sheet = RemedySheet(self._page.window(), tr(title, pattern=pattern), tr("Propose"), send)
        touched = plural(len(detail.findings), "It touches {count} finding.", "It touches {count} findings.")
        kept = tr("They keep the pattern they were recorded under; lists and figures count them under the new one.")
        sheet.content.addWidget(Label(f"{touched} {kept}", "table", "primary", wrap=True))
        numbers = tr(", ").join(one.number for one in detail.findings[:10])
        if numbers:
            sheet.content.addWidget(
                Label(numbers + ("…" if len(detail.findings) > 10 else ""), "caption", "secondary", wrap=True)
            )
        sheet.line("into", field, hint=tr("Numbers of the catalogue, parted by blanks."))
        sheet.day_line("since", tr("Valid from"), self._desk.today())
        sheet.line("reason", tr("Reason"))
        sheet.open()

    def decide_step(self) -> None:
        """Decide on a merging or splitting that waits."""
        detail = self._page.detail
        waiting = next((one for one in detail.steps if one.state == "proposed"), None) if detail is not None else None
        if waiting is None or detail is None:
            return
        step, service = waiting, self._desk.office_patterns

        def send(sheet: RemedySheet) -> None:
            approve, reason = sheet.chosen("decision") == "in_force", sheet.text("reason")
            self._write(
                lambda: service.decide_step(step.uid, approve=approve, reason=reason, seen=step.version),
                tr("The decision is kept"),
                sheet,
            )

        sheet = RemedySheet(self._page.window(), tr("Decide on the step"), tr("Decide"), send)
        told = f"{words().say(f'succession.{step.step}')}　{step.pattern} → {tr(', ').join(step.into)}"
        touched = plural(len(detail.findings), "It touches {count} finding.", "It touches {count} findings.")
        sheet.content.addWidget(Label(told, "table", "primary", 500, wrap=True))
        sheet.content.addWidget(Label(f"{step.reason}\n{touched}", "table", "secondary", wrap=True))
        sheet.choice("decision", tr("Decision"), (("in_force", tr("Put in force")), ("refused", tr("Refuse"))))
        sheet.line("reason", tr("Reason"), hint=tr("Needed for a refusal."))
        sheet.open()

    def undo(self) -> None:
        """Propose to take the last step back."""
        detail = self._page.detail
        steps = (
            [one for one in detail.steps if one.state == "in_force" and not one.undone and one.step != "undo"] if detail else []
        )
        if not steps:
            return
        step = steps[-1]

        def send(sheet: RemedySheet) -> None:
            reason = sheet.text("reason")
            told = tr("The step is proposed; somebody else decides")
            self._write(lambda: self._desk.office_patterns.undo(step.uid, reason), told, sheet)

        sheet = RemedySheet(self._page.window(), tr("Take the step back"), tr("Propose"), send)
        sheet.line("reason", tr("Reason"))
        sheet.open()

    # findings kept elsewhere

    def import_file(self) -> None:
        """Take in findings kept elsewhere, with a preview of every row."""
        if self._page.place.why_not("findings.import"):
            return
        kinds = tr("Files of findings (*.xlsx *.ods *.csv *.json *.ckl)")
        chosen, _kind = QFileDialog.getOpenFileName(self._page, tr("Import findings"), documents(), kinds)
        if chosen:
            self.preview_file(Path(chosen))

    def preview_file(
        self, path: Path, defaults: FileDefaults | None = None, mapping: Mapping[str, str] | None = None, *, match: bool = False
    ) -> None:
        """Read a file and show what it would bring, asking first which column is what where that is not known, or with ``match``.
        ``defaults`` hold for rows that do not say it; ``mapping``: our field → their heading.
        """
        imports, patterns, tongue = self._desk.finding_imports, self._desk.patterns, language()

        def read(progress: Progress) -> tuple[FindingPreview, Mapping[str, str]] | ColumnMatching:
            asked = imports.matching(path, again=True) if match else None
            if asked is not None:
                return asked if mapping is None else replace(asked, proposed=mapping)
            try:
                return imports.preview(path, mapping, defaults, progress=progress), patterns.wordings(tongue)
            except BadInput as unknown:
                asked = imports.matching(path) if unknown.code == "finding_file.unrecognised" else None
                if asked is None:
                    raise
                return asked

        job = self._page.runner.start(tr("Read {file}", file=path.name), read)
        job.succeeded.connect(partial(self._show_read, path, defaults, mapping))
        job.failed.connect(self._page.failed)

    def _show_read(
        self,
        path: Path,
        defaults: FileDefaults | None,
        mapping: Mapping[str, str] | None,
        read: tuple[FindingPreview, Mapping[str, str]] | ColumnMatching,
    ) -> None:
        if not isinstance(read, ColumnMatching):
            self._show_preview(path, defaults, mapping, *read)
            return
        sheet = MatchingSheet(self._page.window(), path.name, read, self._desk.finding_imports.check_mapping)
        sheet.matched = lambda chosen: self.preview_file(path, defaults, chosen)
        sheet.open()

    def _show_preview(
        self,
        path: Path,
        defaults: FileDefaults | None,
        mapping: Mapping[str, str] | None,
        preview: FindingPreview,
        wordings: Mapping[str, str],
    ) -> None:
        page, imports = self._page, self._desk.finding_imports

        def take() -> None:
            sheet.close_and_return()
            wanted = imports.confirm(preview, sheet.chosen)

            def keep(progress: Progress) -> None:
                imports.apply(wanted, progress)
                if mapping is not None:
                    imports.keep_mapping(path, mapping)

            job = page.runner.start(tr("Import {file}", file=preview.file), keep)
            count = len(preview.taken)
            told = plural(count, "{count} finding taken in", "{count} findings taken in")
            job.succeeded.connect(lambda _done: page.place.said.emit(told))
            job.failed.connect(page.failed)

        sheet = ImportSheet(page.window(), preview, wordings, take)
        sheet.again = lambda told: self.preview_file(path, told, mapping)
        sheet.match = lambda: self.preview_file(path, defaults, mapping, match=True)
        sheet.open()

    def show_imports(self) -> None:
        """Files taken in; one may be taken back as a whole."""
        page, imports = self._page, self._desk.finding_imports

        def show(rows: Any) -> None:
            sheet = ImportsSheet(page.window(), rows, page.place.why_not("findings.undo_import"))
            sheet.undo = lambda uid: self._write(lambda: imports.undo(uid), tr("The file is taken back"), sheet)
            sheet.open()

        page.runner.read(imports.imports, show, page.failed)

    def show_outside(self) -> None:
        """What other authorities found, each with its source; never counted among the exchange's own."""
        page = self._page
        outside = self._desk.outside_findings

        def read() -> tuple[Sequence[OutsideFindingRow], Sequence[OutsideCount]]:
            rows = outside.list()
            return rows, outside.counts(max(one.year for one in rows)) if rows else ()

        page.runner.read(read, lambda read: outside_sheet(page.window(), *read).open(), page.failed)

    def write_template(self) -> None:
        """The office's own spreadsheet for findings, explained."""
        page, imports = self._page, self._desk.finding_imports
        start = str(Path(documents()) / f"{tr('findings')}.xlsx")
        chosen, _kind = QFileDialog.getSaveFileName(page, tr("Save the template"), start, tr("Spreadsheets (*.xlsx *.ods)"))
        if chosen:
            path = Path(chosen)
            job = page.runner.start(tr("Write {file}", file=path.name), lambda _progress: imports.template(path, words()))
            job.succeeded.connect(lambda _done: page.place.said.emit(tr("{file} is written", file=path.name)))
            job.failed.connect(page.failed)

    # keeping

    def _confirm(self, title: str, told: Sequence[str], do: str, work: Callable[[], Any]) -> None:
        desk, page = self._desk, self._page
        sheet = ApproveSheet(page.window(), title, told, do, desk.actor.login)

        def refused(error: Exception) -> None:
            if isinstance(error, AuditDeskError):
                sheet.refuse(error)

        def send() -> None:
            passphrase = sheet.confirm.take()
            page.runner.read(
                lambda: desk.confirm(passphrase), lambda _none: self._write(work, tr("It is in force"), sheet), refused
            )

        sheet.send = send
        sheet.open()

    def _write(self, work: Callable[[], Any], told: str, sheet: Any) -> None:
        page = self._page

        def kept(_result: Any) -> None:
            sheet.close_and_return()
            page.place.said.emit(told)
            page.read_list()

        def failed(error: Exception) -> None:
            if isinstance(error, AuditDeskError):
                sheet.refuse(error)

        page.runner.write(work, kept, failed)
