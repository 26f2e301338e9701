"""What can be done to a year's plan as a whole: begin it, propose it, submit, approve, send back, write it out; days away; coverage."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from auditdesk.errors import Refused
from auditdesk.model.plan_commands import KeepAbsence
from auditdesk.model.plan_rows import PlanState, PlanView
from ui.parts.sign_off_bar import SignOffAction, SignOffStep
from ui.places.list_export import ListExport
from ui.places.plan_acts import PlanActs
from ui.places.plan_reading import open_state
from ui.places.plan_sheets import AbsenceSheet, ApproveSheet, BlockedSheet, CoverageSheet
from ui.places.rules_sheets import ReasonSheet
from ui.words import documents, plural, tr, words, year_name

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.jobs import Runner


class PlanYearActs(PlanActs):
    """Acts on the year on screen. ``choose_file`` asks where to write; None = nowhere."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__(desk, runner)
        self.choose_file = self._ask_where

    # beginning

    def draft_year(self) -> int:
        """The year that 試排 proposes: the one on screen while it is not yet submitted, else the one after the latest."""
        read = self.reading
        if read is None:
            return self.desk.today().year + 1
        if read.plan is None or open_state(read.plan):
            return read.year
        latest = max(read.states)
        return latest if read.states[latest] in (PlanState.DRAFT, PlanState.RETURNED) else latest + 1

    def draft(self) -> None:
        """試排: propose dates and teams for every firm of a year, as a job."""
        if self.why_not("plan.write"):
            return
        year, plan = self.draft_year(), self.desk.plan
        job = self.runner.start(tr("Draft the plan of {year}", year=year_name(year)), lambda _progress: plan.propose(year))
        job.succeeded.connect(partial(self._drafted, year))
        job.failed.connect(self.failed_to_read)

    def _drafted(self, year: int, plan: PlanView) -> None:
        self.year = year
        placed = sum(1 for row in plan.visits if row.starts_on is not None)
        told = plural(placed, "{count} visit proposed", "{count} visits proposed")
        if plan.unplaced:
            told = tr(", ").join((told, plural(len(plan.unplaced), "{count} without a date", "{count} without a date")))
        self.offered.emit(told, tr("Undo"), self.undo)
        self.read(plan)

    def copy_year(self) -> None:
        """The plan of the year before, its days a year later."""
        read = self.reading
        if read is not None and read.copy_from is not None:
            self._write(
                partial(self.desk.plan.start, read.year, read.copy_from), tr("Plan of {year} copied", year=year_name(read.year))
            )

    def blank_year(self) -> None:
        """A plan without visits."""
        read = self.reading
        if read is not None:
            self._write(partial(self.desk.plan.start, read.year), tr("Plan of {year} begun", year=year_name(read.year)))

    # four eyes

    def sign_off_steps(self) -> tuple[SignOffStep, ...]:
        plan = None if self.reading is None else self.reading.plan
        if plan is None:
            return ()
        assert self.reading is not None
        names = self.reading.names
        submitted = () if plan.submitted_by is None else (names.get(plan.submitted_by, plan.submitted_by),)
        decided = plan.decided_by if plan.state == PlanState.APPROVED else None
        approved = () if decided is None else (names.get(decided, decided),)
        return (
            SignOffStep(tr("Author"), tuple(names.get(login, login) for login in plan.authors)),
            SignOffStep(tr("Submitted"), submitted, plan.submitted_at),
            SignOffStep(tr("Approved"), approved, plan.decided_at if approved else None),
        )

    def sign_off_note(self) -> str:
        """Why it was sent back; or that the year's holidays are not known."""
        plan = None if self.reading is None else self.reading.plan
        if plan is None:
            return ""
        unknown = "" if plan.holidays_known or not open_state(plan) else words().say("plan.no_holidays", year=plan.year)
        return plan.decision_reason if plan.state == PlanState.RETURNED else unknown

    def sign_off_actions(self) -> tuple[SignOffAction, ...]:
        """What may be decided now; forbidden ones are there with the reason."""
        plan = None if self.reading is None else self.reading.plan
        if plan is None:
            return ()
        if open_state(plan):
            return (SignOffAction(tr("Submit"), "arrow-right", self.submit, self.why_not("plan.submit"), "primary"),)
        if plan.state == PlanState.SUBMITTED:
            mine = words().error(Refused("four_eyes.author", login="")) if self.desk.actor.login in plan.authors else ""
            return (
                SignOffAction(tr("Approve..."), "stamp", self.approve, self.why_not("plan.decide") or mine, "primary"),
                SignOffAction(tr("Send back..."), "undo", self.send_back, self.why_not("plan.decide") or mine),
            )
        return ()

    def submit(self) -> None:
        plan, read = self.desk.plan, self.reading
        if read is not None and read.plan is not None:
            self._write(
                partial(plan.submit, read.year, read.plan.version), then=lambda _row: self.said.emit(tr("Plan submitted"))
            )

    def approve(self) -> None:
        """Another supervisor approves, with the passphrase once more."""
        read, desk = self.reading, self.desk
        if read is None or read.plan is None:
            return
        version = read.plan.version
        sheet = ApproveSheet(self.window(), year_name(read.year), desk.actor.login, read.counts, read.clashing)

        def send() -> None:
            passphrase = sheet.confirm.take()

            def work() -> Any:
                desk.confirm(passphrase)
                return desk.plan.approve(read.year, version)

            self._write(work, sheet=sheet, then=lambda _row: self.said.emit(tr("Plan approved")))

        sheet.send = send
        sheet.open()

    def send_back(self) -> None:
        read, plan = self.reading, self.desk.plan
        if read is None or read.plan is None:
            return
        version = read.plan.version
        sheet = ReasonSheet(self.window(), tr("Send the plan of {year} back", year=year_name(read.year)), tr("Send back"))

        def send() -> None:
            work = partial(plan.send_back, read.year, sheet.reason.toPlainText(), version)
            self._write(work, sheet=sheet, then=lambda _row: self.said.emit(tr("Plan sent back")), typed=typed)

        sheet.send = send
        typed = self.keep_typing(sheet, f"plan.back/{read.year}", {"reason": sheet.reason})
        sheet.open()

    def reopen(self, form: str) -> None:
        name, _, which = form.partition("/")
        here, read = self.board.current(), self.reading
        if read is None or read.plan is None:
            return
        if name in ("plan.visit", "plan.add") and here is not None and here.identity == which:
            self.open_details()
        elif name == "plan.back" and which == str(read.year) and read.plan.state == PlanState.SUBMITTED:
            self.send_back()
        elif name == "plan.away":
            self.show_absences()

    # days away, coverage, firms without a date

    def show_absences(self) -> None:
        """V: who is away when."""
        read = self.reading
        if read is None:
            return
        absences = self.desk.absences
        refused = self.why_not("absences.keep")
        sheet = AbsenceSheet(self.window(), read.people, self.desk.actor.login, self.desk.today(), refused)
        sheet.show_absences(read.plan.absences if read.plan is not None else ())

        fields = {"person": sheet.person, "first": sheet.first, "last": sheet.last, "reason": sheet.reason}
        typed = self.keep_typing(sheet, "plan.away", fields)

        def changed(_row: object) -> None:
            sheet.accept()
            for name in fields:
                typed.taken(name)
            self.read()

        def send() -> None:
            order = KeepAbsence(sheet.person.current() or "", sheet.first.read(), sheet.last.read(), sheet.reason.text().strip())
            self.runner.write(partial(absences.keep, order), changed, sheet.refuse_any)

        def remove(uid: str) -> None:
            self.runner.write(partial(absences.remove, uid), changed, sheet.refuse_any)

        sheet.send = send
        sheet.remove_wanted.connect(remove)
        self.absences = sheet
        sheet.destroyed.connect(self._absences_gone)
        sheet.open()

    def _absences_gone(self) -> None:
        self.absences = None

    def show_coverage(self) -> None:
        """C: firms that were not visited in n years."""
        read = self.reading
        if read is None:
            return
        year = read.year

        def ask(years: int) -> None:
            self.runner.read(
                partial(self.desk.plan.coverage, year, years), sheet.show_firms, self.failed_to_read, latest="plan.coverage"
            )

        sheet = CoverageSheet(self.window(), 3, ask)
        sheet.chosen.connect(self.open_object)
        name = tr("Firms not visited, {year}", year=year_name(year))
        sheet.export.clicked.connect(lambda: ListExport(self).write(sheet.table, name))
        sheet.open()

    def show_blocked_firms(self) -> None:
        """Each firm without a date, and what stands in its way."""
        read = self.reading
        blocked = [] if read is None else [(one.identity, one.firm, one.blocked) for one in read.rows if one.blocked]
        if blocked:
            sheet = BlockedSheet(self.window(), blocked)
            sheet.chosen.connect(self.open_object)
            sheet.open()

    # out

    def export(self) -> None:
        read = self.reading
        if read is None or read.plan is None:
            return
        path = self.choose_file()
        if path is None:
            return
        year, sentences, plan = read.year, words(), self.desk.plan
        job = self.runner.start(
            tr("Export {file}", file=path.name), lambda progress: plan.export(year, path, sentences, progress)
        )
        said = tr("Plan of {year} written to {file}", year=year_name(year), file=path.name)
        job.succeeded.connect(lambda _count: self.said.emit(said))
        job.failed.connect(self.failed_to_read)

    def _ask_where(self) -> Path | None:
        assert self.reading is not None
        kinds = ";;".join(("Excel (*.xlsx)", "OpenDocument (*.ods)", "iCalendar (*.ics)"))
        name = tr("Plan of {year}", year=year_name(self.reading.year))
        chosen, kind = QFileDialog.getSaveFileName(self, tr("Export the plan"), str(Path(documents(), f"{name}.xlsx")), kinds)
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix else path.with_suffix(kind[kind.index("*") + 1 : kind.index(")")] if "*" in kind else ".xlsx")
