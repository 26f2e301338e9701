"""What can be done to a plan: move, assign, add, drop, take back; propose, submit, approve, return; write it out."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QTimer
from PySide6.QtWidgets import QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.plan_commands import AddPlanned, AssignPlanned, ChangePlanned, DropPlanned, MovePlanned
from auditdesk.model.plan_rows import PlannedVisitRow, PlanState, PlanView, Remedies, Replacement, StepBack
from auditdesk.model.terms import Authority, VisitKind, VisitMode
from ui.parts.why_popover import Why, WhyPopover
from ui.places import plan_words as say
from ui.places.base import Place
from ui.places.plan_board import PlanBoard
from ui.places.plan_people import Candidate, TeamPicker
from ui.places.plan_reading import Planned, Reading, plan_why, why_scope
from ui.places.plan_sheets import AbsenceSheet, DetailsSheet, VisitDetails
from ui.places.plan_side import PlanSide, Shown, Told
from ui.places.rules_sheets import FormSheet
from ui.words import plural, tr, words

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.jobs import Runner
    from ui.parts.autosave import Autosave

_REST = 250
"""Milliseconds that Alt+arrow must rest before the move is kept, so that a week of single days is one step back."""


class PlanActs(Place):
    """Board and side pane, and the acts on the visit under the cursor."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__(desk, runner)
        self.year: int | None = None
        self.reading: Reading | None = None
        self.board = PlanBoard(desk.today())
        self.side = PlanSide()
        self.absences: AbsenceSheet | None = None
        self._remedies: Remedies | None = None
        self._unsent: dict[str, int] = {}
        self._moving = False
        self.writing = 0
        """Acts of this place on their way: each reads again when it is done."""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self.flush)

    @abstractmethod
    def read(self, known: PlanView | None = None) -> None:
        """Read the year again; ``known`` is what an act gave back."""

    def failed_to_read(self, error: Exception) -> None:
        if isinstance(error, AuditDeskError):
            self.failed.emit(error)

    def _write(
        self,
        work: Callable[[], Any],
        said: str = "",
        sheet: FormSheet | None = None,
        then: Callable[[Any], None] | None = None,
        typed: Autosave | None = None,
    ) -> None:
        """A short act in the write lane: say that it is done and read again, or say beside the field why not.

        ``typed`` is what was kept while it was typed; it is forgotten once the act is done.
        """

        def done(result: Any) -> None:
            if typed is not None:
                typed.done()
            if sheet is not None:
                sheet.close_and_return()
            if said:
                self._say(said)
            if then is not None:
                then(result)
            self.writing -= 1
            self.read(result if isinstance(result, PlanView) else None)

        def refused(error: Exception) -> None:
            self.writing -= 1
            if isinstance(error, AuditDeskError):
                if sheet is not None:
                    sheet.refuse(error)
                else:
                    self.failed.emit(error)
            self.forget_pulled()
            self.read()

        self.writing += 1
        self.runner.write(work, done, refused)

    def _say(self, text: str) -> None:
        if self.reading is not None:
            self.offered.emit(text, tr("Undo"), self.undo)
        else:
            self.said.emit(text)

    def change_refused(self) -> str:
        """Why nothing in this plan can be changed now: the role, or that it waits for approval."""
        read = self.reading
        if read is not None and read.plan is not None and read.plan.state == PlanState.SUBMITTED:
            return tr("The plan waits for approval")
        return self.why_not("plan.write")

    # moving

    def move_by(self, days: int) -> None:
        """Alt+arrow: the bar goes at once, what it comes to is kept after a short rest."""
        one = self.board.current()
        if one is None or one.starts_on is None:
            return
        if refused := self.change_refused():
            self.said.emit(refused)
        elif one.movable:
            self.board.pull(one.identity, days)
            self._unsent[one.identity] = self._unsent.get(one.identity, 0) + days
            self._rest.start()

    def pull(self, identity: str, days: int) -> None:
        """A bar was pulled with the mouse."""
        self.board.choose(identity)
        self.move_by(days)
        self.flush()

    def flush(self) -> None:
        """Keep the moves that are drawn and not yet kept; those made meanwhile follow when the plan was read again."""
        self._rest.stop()
        rows = {one.identity: one for one in self.board.rows}
        if self._moving:
            return
        unsent, self._unsent = self._unsent, {}
        for identity, days in unsent.items():
            if days and identity in rows:
                self._moving = True
                one = rows[identity]
                said = tr("{firm} moved by {days}", firm=one.firm, days=_by_days(days))
                self._write(partial(self.desk.plan.move, MovePlanned(one.row.uid, days, one.row.version)), said)

    def forget_pulled(self) -> None:
        """Draw the bars where they are kept, and those pulled since then where they were pulled."""
        self._moving = False
        self.board.pulled = dict(self._unsent)
        if self._unsent:
            self._rest.start()

    # one visit

    def open_details(self) -> None:
        """Enter: everything about one planned visit; of a firm without one, a new one."""
        one = self.board.current()
        if one is None:
            return
        if not one.row.uid:
            self.add_visit()
            return
        refused = self.change_refused() or begun(one)
        title, row = tr("Planned visit: {firm}", firm=one.firm), one.row
        details = VisitDetails(row.kind, row.mode, row.authority, row.starts_on, row.ends_on, row.inspectors)
        sheet = DetailsSheet(self.window(), title, tr("Keep"), details, self._people(one), refused)

        def send() -> None:
            order = change_of(row, sheet.details())
            self._write(partial(self.desk.plan.change, order), tr("{firm} changed", firm=one.firm), sheet, typed=typed)

        sheet.send = send
        typed = self.keep_typing(sheet, f"plan.visit/{row.uid}", sheet.kept_fields())
        sheet.open()

    def add_visit(self) -> None:
        """A visit for the firm under the cursor."""
        one, read = self.board.current(), self.reading
        if one is None or read is None:
            return
        title = tr("Plan a visit: {firm}", firm=one.firm)
        details = VisitDetails("routine", "onsite", "twse", None, None, ())
        sheet = DetailsSheet(self.window(), title, tr("Plan it"), details, self._people(one), self.change_refused())

        def send() -> None:
            order = new_visit_of(read.year, one.row.firm_code, sheet.details())
            self._write(partial(self.desk.plan.add, order), tr("{firm} planned", firm=one.firm), sheet, typed=typed)

        sheet.send = send
        typed = self.keep_typing(sheet, f"plan.add/firm:{one.row.firm_code}", sheet.kept_fields())
        sheet.open()

    def drop(self) -> None:
        """Delete: take a visit off the plan; one step back brings it again."""
        one = self.board.current()
        if one is None or not one.row.uid:
            return
        if refused := self.change_refused() or begun(one):
            self.said.emit(refused)
            return
        self._write(
            partial(self.desk.plan.drop, DropPlanned(one.row.uid, one.row.version)),
            tr("{firm} taken off the plan", firm=one.firm),
        )

    def _people(self, one: Planned) -> tuple[Candidate, ...]:
        return () if self.reading is None else self.reading.people

    def assign(self) -> None:
        """A: who visits, by keyboard."""
        one = self.board.current()
        if one is None:
            return
        if refused := self.change_refused() or begun(one):
            self.said.emit(refused)
            return
        if not one.row.uid:
            self.add_visit()
            return
        picker = TeamPicker(tr("Inspectors of {firm}", firm=one.firm), self._people(one), one.row.inspectors)
        picker.taken.connect(partial(self._assign, one))
        view = self.board.rows_view()
        picker.open_at(view, self.board.spot(one))

    def _assign(self, one: Planned, team: tuple[str, ...]) -> None:
        if team != one.row.inspectors:
            said = tr("Inspectors of {firm} changed", firm=one.firm)
            self._write(partial(self.desk.plan.assign, AssignPlanned(one.row.uid, team, one.row.version)), said)

    def replace_by(self, login: str) -> None:
        """1–9: somebody free comes in for whoever clashes."""
        one = self.board.current()
        if one is None or not one.row.uid:
            return
        out = None if self._remedies is None else self._remedies.replaces
        self._assign(one, say.replaced(one, out, login))

    def put_on(self, starts_on: date, ends_on: date) -> None:
        """Other days, both inclusive; what is wrong with them is said beside the field."""
        one = self.board.current()
        if one is None:
            return
        row = one.row
        details = VisitDetails(row.kind, row.mode, row.authority, starts_on, ends_on, row.inspectors)
        order = change_of(row, details)
        said = tr("{firm} put on {days}", firm=one.firm, days=say.days(starts_on, ends_on))

        def kept(view: PlanView) -> None:
            self._say(said)
            self.board.to_rows()
            self.read(view)

        def refused(error: Exception) -> None:
            if isinstance(error, AuditDeskError):
                self.side.refuse(words().error(error))

        self.runner.write(partial(self.desk.plan.change, order), kept, refused)

    # back and forth

    def undo(self) -> None:
        """Ctrl+Z: the last step of this plan, by its name."""
        step = None if self.reading is None or self.reading.plan is None else self.reading.plan.undo
        self._step(self.desk.plan.undo, step, tr("Undone: {step}"))

    def redo(self) -> None:
        """Ctrl+Shift+Z."""
        step = None if self.reading is None or self.reading.plan is None else self.reading.plan.redo
        self._step(self.desk.plan.redo, step, tr("Done again: {step}"))

    def _step(self, act: Callable[[int], object], step: StepBack | None, told: str) -> None:
        if self.reading is None or step is None:
            self.said.emit(tr("There is nothing to undo"))
            return
        self.flush()
        said = told.format(step=words().say(step.code, **step.values))
        self._write(partial(act, self.reading.year), then=lambda _view: self.said.emit(said))

    # why

    def tell(self, one: Planned | None) -> None:
        """The side pane says what there is to say of a row; ways out of a clash follow when they are found."""
        if one is None:
            self.side.show_visit(None)
            return
        uid = one.row.uid
        if self._remedies is not None and self._remedies.planned_uid != uid:
            self._remedies = None
        self.side.show_visit(self._told_of(one, self._remedies))
        if one.clashes and one.movable:
            work = partial(self.desk.plan.replacements, uid)
            self.runner.read(work, self._show_remedies, self.failed_to_read, latest="plan.remedies")

    def _show_remedies(self, remedies: Remedies) -> None:
        one = self.board.current()
        if one is not None and one.row.uid == remedies.planned_uid:
            self._remedies = remedies
            self.side.show_visit(self._told_of(one, remedies))
            self.keys_changed.emit()

    def _told_of(self, one: Planned, remedies: Remedies | None) -> Shown:
        row, refused = one.row, self.change_refused() or begun(one)
        told = []
        if row.why:
            told.append(Told(tr("Why these days"), tuple(plan_why(each).plain for each in row.why[:3]), self._explain_at))
        scope = say.items(row.items)
        heading = tr("Scope {items}", items=scope) if scope else tr("Scope")
        told.append(Told(heading, (), self._explain_scope_at))
        told.append(Told(tr("Last visit"), (say.last_visit(one),)))
        title, first, last = tr("Replace by"), row.starts_on, row.ends_on
        people: tuple[Candidate, ...] = ()
        if remedies is not None and one.clashes:
            people = tuple(map(_candidate, remedies.people))
            out = None if self.reading is None or remedies.replaces is None else self.reading.names.get(remedies.replaces)
            title = tr("Instead of {names}", names=out) if out else title
            if remedies.dates:
                first, last = remedies.dates[0].starts_on, remedies.dates[0].ends_on
        return Shown(
            one.marked,
            one.tier,
            tuple(text for text in (say.kind(one), say.mode(one), say.authority(one)) if text),
            row.changed_after_approval,
            one.clashes or ((one.blocked,) if one.blocked else ()),
            title,
            people,
            tr("Or other days") if one.clashes else tr("Days"),
            first,
            last,
            bool(row.uid) and not begun(one),
            tuple(told),
            refused,
            not row.uid,
        )

    def explain(self) -> None:
        """``?``: why these days; where there is no proposal, why this scope."""
        if self.side.isVisible() and self.side.why_buttons:
            self.side.why_buttons[0].click()
        elif self.board.current() is not None:
            view, one = self.board.rows_view(), self.board.current()
            assert one is not None
            self._explain_at(view, self.board.spot(one))

    def _explain_at(self, anchor: QWidget, spot: QRect | None = None) -> None:
        one = self.board.current()
        if one is not None and one.row.why:
            why = Why(tr("Why is {firm} visited then?", firm=one.firm), tuple(plan_why(reason) for reason in one.row.why))
            WhyPopover(why).open_at(anchor, spot)
        elif one is not None:
            self._explain_scope_at(anchor)

    def _explain_scope_at(self, anchor: QWidget) -> None:
        one = self.board.current()
        if one is not None:
            on = one.starts_on or self.desk.today()
            self.runner.read(
                partial(why_scope, self.desk, one.row.firm_code, on),
                lambda why: WhyPopover(why).open_at(anchor),
                self.failed_to_read,
                latest="plan.why",
            )


def begun(one: Planned) -> str:
    """Why a visit can't be changed in the plan any more; empty = it can."""
    return {"under_way": tr("The visit has begun"), "done": tr("The visit is done")}.get(one.row.state, "") if one.row.uid else ""


def _candidate(who: Replacement) -> Candidate:
    note = tr("free then") if who.fits else plural(who.free, "{count} day free", "{count} days free")
    return Candidate(who.login, who.name, note, not who.fits)


def change_of(row: PlannedVisitRow, details: VisitDetails) -> ChangePlanned:
    """The order that states a visit anew."""
    return ChangePlanned(
        row.uid,
        VisitKind(details.kind),
        VisitMode(details.mode),
        Authority(details.authority),
        details.starts_on,
        details.ends_on,
        details.inspectors,
        row.version,
    )


def new_visit_of(year: int, code: str, details: VisitDetails) -> AddPlanned:
    """The order that plans another visit."""
    return AddPlanned(
        year,
        code,
        VisitKind(details.kind),
        VisitMode(details.mode),
        Authority(details.authority),
        details.starts_on,
        details.ends_on,
        details.inspectors,
    )


def _by_days(days: int) -> str:
    return plural(days, "{count} day", "{count} days") if days > 0 else tr("{count} days earlier", count=-days)
