"""What one does in the Firms place beside looking: open a visit, read the rule, take a list in, write one out."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.commands import OpenVisit, RecordFact
from auditdesk.model.firm_list import ListPreview
from auditdesk.model.rows import PersonRow, VisitRow
from auditdesk.model.rulebook import Edition
from auditdesk.rules.minimum_capital import AmountDoubt
from ui.parts.autosave import Autosave, RestoredNote
from ui.parts.evidence_strip import EvidenceStrip
from ui.places import firms_words as say
from ui.places.base import Command, Place, PlaceAction
from ui.places.firms_detail import DetailPane
from ui.places.firms_difference import counts
from ui.places.firms_facts import FactSheet
from ui.places.firms_import import SUFFIXES, ImportPane
from ui.places.firms_out import ListsOut
from ui.places.firms_record_acts import RecordActs
from ui.places.firms_register import RegisterPane
from ui.places.firms_sheets import RuleSheet, VisitSheet
from ui.places.firms_status_acts import StatusActs
from ui.places.rules_sheets import ExceptionSheet
from ui.words import documents, tr, words

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.jobs import Runner


class FirmActs(Place):
    """The acts; what is shown and when it is read, ``FirmsPlace`` decides."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__(desk, runner)
        self.on: date | None = None
        """The day the register is shown for; None until it was first read."""
        self.edition: Edition | None = None
        self.register = RegisterPane(desk.today())
        self.made_detail: DetailPane | None = None
        self._import_pane: ImportPane | None = None
        self.pages = QStackedWidget()
        self.records = RecordActs(self, lambda: self.detail.shown, self.read_register)
        self.lists_out = ListsOut(self)
        self.records.export_moves, self.records.export_branches = self.lists_out.moves, self.lists_out.branches
        self.status = StatusActs(self, self.records, lambda: self.detail.shown, lambda: self.register.table.rows, self.expect)
        self.register.entries = lambda: [
            ("\t".join((one.text, "+".join(one.keys))), one.refused, one.run) for one in self.register_acts()
        ]
        self.register.import_wanted.connect(self.choose_list)
        self.setAcceptDrops(True)

    @property
    def detail(self) -> DetailPane:
        """The pane of one firm, made when it is first asked for: the list stands before."""
        if self.made_detail is None:
            self.made_detail = DetailPane(lambda: self.desk.rulebook)
            self.connect_detail(self.made_detail)
            self.follow_roles()
        return self.made_detail

    def connect_detail(self, detail: DetailPane) -> None:
        """Have the acts follow what the pane asks for."""
        detail.make_strip = self._evidence_strip
        detail.visit_wanted.connect(self.open_visit)
        detail.plan_wanted.connect(self.plan_visit)
        detail.rule_wanted.connect(self._show_rule)
        detail.fact_wanted.connect(self.record_fact)
        overview = detail.overview
        overview.exception_wanted.connect(self.propose_exception)
        overview.status_entries = self.status.entries
        overview.why_not = self.records.why_not
        overview.particulars_wanted.connect(self.records.particulars)
        overview.contact_wanted.connect(self.records.contact)
        overview.branches_wanted.connect(self.records.branches)
        overview.fact_opened.connect(self.records.retract)

    def follow_roles(self) -> None:
        """What this person may do, and why not; asked anew when roles have changed."""
        if self.made_detail is None:
            return
        overview = self.made_detail.overview
        self.made_detail.open_visit.refuse(self.why_not("visits.open"))
        overview.exception_refused = self.why_not("exceptions.propose")
        overview.recording_refused = self.why_not("firms.record_fact")
        overview.particulars_refused = self.why_not("firms.describe")

    def act_keys(self) -> dict[str, Callable[[], object]]:
        """The keys of the acts that the register and its firm share."""
        return {
            "Ctrl+N": self.status.add_firm,
            "Ctrl+O": self.choose_list,
            "Ctrl+Shift+F": self.record_fact,
            "Ctrl+Shift+L": self.records.imports,
            "Ctrl+Shift+M": self.records.moves,
            "Ctrl+Shift+S": self.register.short.toggle,
            "Ctrl+Shift+U": self.register.unscheduled.toggle,
            "Ctrl+Shift+G": self.register.gone.toggle,
            "Ctrl+Shift+C": self.register.columns.click,
            "F10": self.register.more.click,
        }

    def register_acts(self) -> tuple[Command, ...]:
        """What the menu beside the filter offers."""
        refused = self.why_not("firms.add")
        return (
            Command(tr("Enter a firm by hand"), "plus", self.status.add_firm, ("Ctrl", "N"), refused=refused),
            Command(tr("Imported lists"), "clock", self.records.imports, ("Ctrl", "Shift", "L")),
            Command(tr("Remembered column matchings"), "columns", self.records.mappings),
            Command(tr("Tier moves of the year"), "flag", self.records.moves, ("Ctrl", "Shift", "M")),
            Command(tr("Spreadsheet with the register ..."), "download", self.lists_out.filled_template),
            Command(tr("Empty spreadsheet ..."), "download", self.lists_out.empty_template),
        )

    def _evidence_strip(self) -> EvidenceStrip:
        strip = EvidenceStrip(self.desk, self.runner)
        strip.said.connect(self.said)
        strip.failed.connect(self.failed)
        return strip

    @property
    def importing(self) -> ImportPane:
        """The pane of a list on its way in, made when the first one comes."""
        if self._import_pane is None:
            pane = self._import_pane = ImportPane(self.desk, self.runner)
            pane.closed.connect(self._import_closed)
            pane.turned.connect(self.keys_changed)
            pane.applied.connect(self._import_applied)
            pane.other_wanted.connect(self.choose_list)
            pane.export_wanted.connect(self.lists_out.problems)
            self.pages.addWidget(pane)
        return self._import_pane

    @property
    def is_importing(self) -> bool:
        """A list on its way in takes the place of the register."""
        return self._import_pane is not None and self.pages.currentWidget() is self._import_pane

    @abstractmethod
    def expect(self, code: str) -> None:
        """Choose that firm once the register is read again."""

    @abstractmethod
    def read_register(self) -> None:
        """Read the register of the day again."""

    def action(self) -> PlaceAction:
        return PlaceAction(tr("Import firm list"), "upload", self.choose_list, ("Ctrl", "O"), refused=self.why_not("firms.apply"))

    def failed_to_read(self, error: Exception) -> None:
        """An expected failure is shown above the place."""
        if isinstance(error, AuditDeskError):
            self.failed.emit(error)

    # exceptions

    def propose_exception(self, item: str) -> None:
        """Ask why one item shall be exempt or added for the firm on screen; another supervisor decides."""
        firm, edition = self.detail.firm, self.edition
        if firm is None or edition is None:
            return
        firms = ((firm.code, f"{firm.code}　{firm.name}"),)
        sheet = ExceptionSheet(self.window(), firms, edition.items, self.on or self.desk.today(), firm.code, item)
        exceptions = self.desk.exceptions

        def send() -> None:
            order = sheet.order()
            job = self.runner.start(tr("Propose an exception"), lambda _progress: exceptions.propose(order))
            job.succeeded.connect(lambda _row: sheet.close_and_return())
            job.succeeded.connect(lambda _row: self.said.emit(tr("Proposed. Another supervisor decides under Rules.")))
            job.failed.connect(lambda error: sheet.refuse(error) if isinstance(error, AuditDeskError) else None)

        sheet.send = send
        sheet.open()

    # visits and rules

    def plan_visit(self) -> None:
        """P: to the firm in the plan of the year."""
        firm = self.detail.firm
        if firm is not None:
            self.go_to.emit("plan", f"firm:{firm.code}")

    def open_visit(self) -> None:
        """Ask for date, kind and team, then open the visit."""
        if self.detail.firm is None or not self.detail.open_visit.isEnabled():
            return
        self.runner.read(self.desk.people.list, self._show_visit_sheet, self.failed_to_read, latest="firms.people")

    def _show_visit_sheet(self, people: tuple[PersonRow, ...]) -> None:
        firm = self.detail.firm
        if firm is None or self.on is None:
            return
        sheet = VisitSheet(self.window(), firm, self.on, people, self.desk.actor.login)
        fields = {"date": sheet.edit, "kind": sheet.kind, "mode": sheet.mode}
        fields |= {f"inspector.{login}": box for login, box in sheet.team.items()}
        autosave = self.keep_typing(sheet, f"firms.visit/{firm.code}", fields)
        autosave.restored.connect(lambda: sheet.note(RestoredNote(autosave)))
        sheet.ordered.connect(lambda order: self._order_visit(sheet, order, autosave))
        sheet.open()

    def _order_visit(self, sheet: VisitSheet, order: OpenVisit, autosave: Autosave) -> None:
        visits = self.desk.visits
        job = self.runner.start(tr("Open visit of {firm}", firm=order.firm_code), lambda _progress: visits.open(order))
        if sheet.primary is not None:
            sheet.primary.setEnabled(False)

        def opened(visit: VisitRow) -> None:
            autosave.done()
            sheet.close_and_return()
            self._visit_opened(visit)

        def refused(error: Exception) -> None:
            if sheet.primary is not None:
                sheet.primary.setEnabled(True)
            if isinstance(error, AuditDeskError):
                sheet.refuse(words().error(error))

        job.succeeded.connect(opened)
        job.failed.connect(refused)

    def _visit_opened(self, visit: VisitRow) -> None:
        self.said.emit(tr("Visit {number} opened with {count} items", number=visit.number, count=visit.total))
        self.detail.tabs.setCurrentIndex(1)
        self.read_register()

    def record_fact(self) -> None:
        """Ask for a dated fact and keep it."""
        firm = self.detail.firm
        if firm is None or self.on is None or self.detail.overview.recording_refused:
            return
        sheet = FactSheet(self.window(), firm, self.on)
        fields = {"kind": sheet.kind, "value": sheet.typed, "flag": sheet.flag, "market": sheet.market}
        autosave = self.keep_typing(sheet, f"firms.fact/{firm.code}", {**fields, "since": sheet.since, "source": sheet.source})
        autosave.restored.connect(lambda: sheet.note(RestoredNote(autosave)))
        sheet.ordered.connect(lambda order: self._order_fact(sheet, order, autosave))
        sheet.open()

    def _order_fact(self, sheet: FactSheet, order: RecordFact, autosave: Autosave) -> None:
        """Keep it, asking first about an amount that looks like a slip of the unit."""
        if order == sheet.asked:
            self._keep_fact(sheet, order, autosave)
            return

        def asked(doubt: AmountDoubt | None) -> None:
            if doubt is None:
                self._keep_fact(sheet, order, autosave)
            else:
                told = {"amount_ntd": order.value, "likely_ntd": doubt.likely, "before_ntd": doubt.before}
                sheet.question(order, words().say(doubt.code, **told))

        def refused(error: Exception) -> None:
            if isinstance(error, AuditDeskError):
                sheet.refuse(error)

        self.runner.read(lambda: self.desk.firms.doubt_about(order), asked, refused, latest="firms.doubt")

    def _keep_fact(self, sheet: FactSheet, order: RecordFact, autosave: Autosave) -> None:
        firms = self.desk.firms

        def work(_progress: object) -> tuple[str, ...]:
            firms.record_fact(order)
            return firms.visits_that_keep(order.firm_code, order.kind)

        job = self.runner.start(tr("Record a fact of {firm}", firm=order.firm_code), work)

        def kept(visits: tuple[str, ...]) -> None:
            autosave.done()
            sheet.close_and_return()
            told = tr("{fact} of {firm} recorded", fact=say.fact_name(order.kind), firm=order.firm_code)
            keeping = words().say("firms.visits_keep", visits=visits, fact=order.kind) if visits else ""
            self.said.emit(f"{told}　{keeping}".rstrip())
            self.read_register()

        def refused(error: Exception) -> None:
            if isinstance(error, AuditDeskError):
                sheet.refuse(error)

        job.succeeded.connect(kept)
        job.failed.connect(refused)

    def _show_rule(self) -> None:
        if self.edition is not None:
            RuleSheet(self.window(), self.edition).open()

    # lists in and out

    def choose_list(self) -> None:
        """Ask for a file and preview it."""
        kinds = tr("Firm lists ({patterns})", patterns=" ".join(f"*{suffix}" for suffix in SUFFIXES))
        name, _kind = QFileDialog.getOpenFileName(self, tr("Import firm list"), documents(), f"{kinds};;{tr('All files (*)')}")
        if name:
            self.preview_list(Path(name))

    def preview_list(self, path: Path) -> None:
        """Read a list and show what it would change."""
        if self.action().refused:
            return
        self.pages.setCurrentWidget(self.importing)
        self.importing.read(path, self.edition.staffing_table.bands if self.edition else ())
        self.keys_changed.emit()

    def _import_closed(self) -> None:
        self.pages.setCurrentIndex(0)
        self.activate()
        self.keys_changed.emit()

    def _import_applied(self, preview: ListPreview) -> None:
        self._import_closed()
        told = tr("{file} applied: {counts}", file=preview.list.file, counts=counts(preview))
        self.records.offer_undo(told, Path(preview.list.file).name)
        self.read_register()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.preview_list(path)

    def export(self) -> None:
        """Write the list that has the focus to a file: one of the firm's lists, else the firms in view."""
        if self.on is None:
            return
        inside = self.detail.list_with_focus()
        if inside is None:
            self.lists_out.register(self.register.table.shown, self.on)
        else:
            firm = self.detail.firm
            self.lists_out.write(inside.table(), f"{inside.accessibleName()} {firm.code if firm else ''}")


def _dropped(event: QDropEvent) -> Path | None:
    """The one local file that is being dropped, if it can be a list."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in SUFFIXES else None
