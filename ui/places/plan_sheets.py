"""Small sheets of the Plan place: one visit's details, days away, who was not visited, who found no date."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.plan_rows import AbsenceRow, CoverageRow
from auditdesk.model.terms import Authority, VisitKind, VisitMode
from ui.parts.buttons import Button, SegmentedControl
from ui.parts.check_box import CheckBox
from ui.parts.combo import Choice
from ui.parts.labels import Label
from ui.parts.layouts import FlowLayout, boxed, row
from ui.parts.passphrase_confirm import CODES, PassphraseConfirm
from ui.parts.states import labelled
from ui.places import firms_words as say
from ui.places.firms_sheets import DayEdit, Sheet
from ui.places.plan_people import Candidate
from ui.places.plan_side import read_day
from ui.places.rules_sheets import FormSheet
from ui.table_view import RowView
from ui.tables import Column, RowTable
from ui.theme import theme
from ui.words import day, plural, tr, year_name


@dataclass(frozen=True, slots=True)
class VisitDetails:
    """What the sheet asks of one planned visit; days inclusive, the lead first among the logins."""

    kind: str
    mode: str
    authority: str
    starts_on: date | None
    ends_on: date | None
    inspectors: tuple[str, ...]


class DetailsSheet(FormSheet):
    """Kind, mode, authority, days and team of one visit."""

    def __init__(
        self,
        window: QWidget,
        title: str,
        do: str,
        details: VisitDetails,
        people: Sequence[Candidate],
        refused: str = "",
    ) -> None:
        super().__init__(window, title, do)
        kinds = tuple((kind.value, say.term("visit_kind", kind.value)) for kind in VisitKind)
        self.kind = SegmentedControl(kinds, details.kind, name=tr("Kind"))
        modes = tuple((mode.value, say.term("visit_mode", mode.value)) for mode in VisitMode)
        self.mode = SegmentedControl(modes, details.mode, name=tr("Mode"))
        authorities = tuple((each.value, say.term("authority", each.value)) for each in Authority)
        self.authority = SegmentedControl(authorities, details.authority, name=tr("Lead authority"))
        self.first, self.last = QLineEdit(), QLineEdit()
        for edit, on in ((self.first, details.starts_on), (self.last, details.ends_on)):
            edit.setText("" if on is None else day(on))
            edit.setPlaceholderText(tr("2019-12-31 or 108/12/31"))
        self._order = list(details.inspectors)
        self.team = {who.login: CheckBox(who.name) for who in people}
        for login, box in self.team.items():
            box.setChecked(login in self._order)
            box.setAccessibleName(tr("Inspector {name}", name=box.text()))
            box.toggled.connect(lambda on, login=login: self._order.append(login) if on else self._order.remove(login))
        choices = boxed(FlowLayout(labelled(tr("Kind"), self.kind), labelled(tr("Mode"), self.mode), gap=16))
        self.content.addWidget(choices)
        self.content.addWidget(labelled(tr("Lead authority"), self.authority))
        self.content.addLayout(row(labelled(tr("First day"), self.first), labelled(tr("Last day"), self.last), gap=16))
        hint = tr("The first one ticked leads")
        self.content.addWidget(labelled(tr("Inspectors"), boxed(FlowLayout(*self.team.values(), gap=14, line_gap=4)), hint))
        self.finish()
        if self.primary is not None:
            self.primary.refuse(refused)

    def open(self) -> None:
        super().open()
        self.first.setFocus(Qt.FocusReason.PopupFocusReason)
        self.first.selectAll()
        QTimer.singleShot(0, self, self.place)  # once the flow of names knows its width

    def kept_fields(self) -> dict[str, QWidget]:
        """Fields that are kept while they are filled in."""
        choices: dict[str, QWidget] = {"kind": self.kind, "mode": self.mode, "authority": self.authority}
        return {**choices, "first": self.first, "last": self.last, **{f"team.{who}": box for who, box in self.team.items()}}

    def details(self) -> VisitDetails:
        """What is in the fields. Raises BadInput ``date.unreadable``."""
        first = read_day(self.first.text())
        last = read_day(self.last.text()) or first
        return VisitDetails(
            self.kind.current(),
            self.mode.current(),
            self.authority.current(),
            first,
            last,
            tuple(self._order),
        )


class AbsenceSheet(FormSheet):
    """The days away of everybody, and a line to add one; Delete takes the current one out."""

    remove_wanted = Signal(str)

    def __init__(self, window: QWidget, people: Sequence[Candidate], me: str, today: date, refused: str = "") -> None:
        super().__init__(window, tr("Days away"), tr("Add"), 560)
        self.table = RowTable(
            (
                Column("name", tr("Name"), lambda one: one.name, width=112, weight=500),
                Column("from", tr("First day"), lambda one: day(one.starts_on), lambda one: one.starts_on, width=92),
                Column("to", tr("Last day"), lambda one: day(one.ends_on), lambda one: one.ends_on, width=92),
                Column("reason", tr("Reason"), lambda one: one.reason, width=96, stretch=True),
            ),
            identity=lambda one: one.uid,
            sentence=_away_sentence,
            parent=self,
        )
        self.view = RowView(self.table, tr("Days away"))
        self.view.setFixedHeight(theme().px(30 + 34 * 4))
        self.remove = Button(tr("Remove"), icon="x", kind="quiet", small=True, keys=("Del",))
        self.remove.clicked.connect(self._remove)
        self._refused = refused
        self.remove.refuse(refused)
        self.person = Choice(tr("Inspector"), tuple((who.login, who.name) for who in people), me)
        self.first, self.last, self.reason = DayEdit(today), DayEdit(today), QLineEdit()
        self.content.addWidget(self.view)
        self.content.addLayout(row(None, self.remove))
        self.content.addLayout(
            row(
                labelled(tr("Inspector"), self.person),
                labelled(tr("First day"), self.first),
                labelled(tr("Last day"), self.last),
                gap=12,
            )
        )
        self.content.addWidget(labelled(tr("Reason"), self.reason))
        self.finish()
        if self.primary is not None:
            self.primary.refuse(refused)

    def open(self) -> None:
        super().open()
        self.person.setFocus(Qt.FocusReason.PopupFocusReason)
        QTimer.singleShot(0, self, self.place)

    def show_absences(self, absences: Sequence[AbsenceRow]) -> None:
        """Show what is kept now."""
        self.table.set_rows(absences)
        self.remove.refuse(self._refused or ("" if absences else tr("Nobody is away")))

    def accept(self) -> None:
        """What was typed is kept: ready for the next."""
        self.wrong.setVisible(False)
        self.reason.clear()
        self.person.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse_any(self, error: Exception) -> None:
        """Say what is wrong with the days typed."""
        if isinstance(error, AuditDeskError):
            self.refuse(error)

    def _remove(self) -> None:
        one = self.view.current_row()
        if one is not None and not self._refused:
            self.remove_wanted.emit(one.uid)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.view.hasFocus():
            self._remove()
            return
        super().keyPressEvent(event)


def _away_sentence(one: AbsenceRow) -> str:
    told = tr("{name} is away {first} – {last}", name=one.name, first=day(one.starts_on), last=day(one.ends_on))
    return f"{told}. {one.reason}".strip()


class ApproveSheet(FormSheet):
    """Approval: what is approved, and the passphrase once more."""

    def __init__(self, window: QWidget, year: str, login: str, counts: Mapping[str, int], clashes: int) -> None:
        super().__init__(window, tr("Approve the plan of {year}", year=year), tr("Approve"))
        visits = sum(counts.get(key, 0) for key in ("done", "under_way", "planned"))
        told = [plural(visits, "{count} visit is planned.", "{count} visits are planned.")]
        if missing := counts.get("missing", 0):
            told.append(plural(missing, "{count} firm has no date.", "{count} firms have no date."))
        if clashes:
            told.append(plural(clashes, "{count} visit clashes.", "{count} visits clash."))
        told.append(tr("What is changed from then on is marked as changed after approval."))
        for line in told:
            self.content.addWidget(Label(line, "table", "primary", wrap=True))
        self.confirm = PassphraseConfirm(login)
        self.content.addWidget(self.confirm)
        self.finish()
        if self.primary is not None:
            self.primary.setEnabled(False)
            self.confirm.ready.connect(self.primary.setEnabled)
        self.confirm.field.entered.connect(self._enter)

    def open(self) -> None:
        super().open()
        self.confirm.setFocus(Qt.FocusReason.PopupFocusReason)

    def _enter(self) -> None:
        if self.confirm.is_ready:
            self._give()

    def refuse(self, error: AuditDeskError) -> None:
        if error.code in CODES:
            self.confirm.refuse(error)
            self.place()
        else:
            super().refuse(error)


class CoverageSheet(Sheet):
    """Firms that were not visited in n years. Enter goes to the firm in the plan."""

    chosen = Signal(str)

    def __init__(self, window: QWidget, years: int, ask: Callable[[int], None]) -> None:
        super().__init__(window, tr("Not visited in n years"), 620)
        self._ask = ask
        self.years = QSpinBox()
        self.years.setRange(1, 20)
        self.years.setValue(years)
        self.years.setAccessibleName(tr("Years"))
        self.years.setFixedWidth(theme().px(80))
        self.years.valueChanged.connect(self._ask)
        self.count = Label("", "table", "secondary", wrap=True)
        self.table = RowTable(
            (
                Column("code", tr("Code"), lambda one: one.firm_code, width=72),
                Column("name", tr("Firm"), lambda one: one.firm_name, width=140, weight=500, stretch=True),
                Column("last", tr("Last visit"), _last_year, lambda one: one.last_year or 0, width=96),
                Column("planned", tr("In this plan"), _in_plan, width=120),
            ),
            identity=lambda one: one.firm_code,
            sentence=lambda one: tr(", ").join((one.firm_name, one.firm_code, _last_year(one), _in_plan(one))),
            parent=self,
        )
        self.view = RowView(self.table, tr("Firms not visited"))
        self.view.setFixedHeight(theme().px(30 + 34 * 8))
        self.view.opened.connect(lambda one: self._choose(one.firm_code))
        line = row(Label(tr("Years"), "table", "secondary"), self.years, gap=10)
        line.addWidget(self.count, 1)
        self.content.addLayout(line)
        self.content.addWidget(self.view)
        self.export = Button(tr("Export list"), icon="download", kind="quiet", keys=("Ctrl", "Shift", "E"))
        self.foot.addWidget(self.export)
        close = Button(tr("Close"), kind="default")
        close.clicked.connect(self.close_and_return)
        self.foot.addWidget(close)

    def open(self) -> None:
        super().open()
        self.years.setFocus(Qt.FocusReason.PopupFocusReason)
        self._ask(self.years.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_E and event.modifiers() == held:
            self.export.click()
        else:
            super().keyPressEvent(event)

    def show_firms(self, firms: Sequence[CoverageRow]) -> None:
        """The firms for the years asked."""
        self.table.set_rows(firms)
        missing = sum(1 for one in firms if not one.planned)
        told = tr("{count} firms, {missing} of them not in this plan", count=len(firms), missing=missing)
        self.count.setText(told if firms else tr("Every firm was visited"))

    def _choose(self, code: str) -> None:
        self.close_and_return()
        self.chosen.emit(code)


def _last_year(one: CoverageRow) -> str:
    return tr("never") if one.last_year is None else year_name(one.last_year)


def _in_plan(one: CoverageRow) -> str:
    return tr("planned") if one.planned else tr("not planned yet")


class BlockedSheet(Sheet):
    """Firms without a date, each with what stands in the way."""

    chosen = Signal(str)

    def __init__(self, window: QWidget, blocked: Sequence[tuple[str, str, str]]) -> None:
        super().__init__(window, tr("Firms without a possible date"), 620)
        self.table = RowTable(
            (
                Column("firm", tr("Firm"), lambda one: one[1], width=140, weight=500),
                Column("why", tr("What stands in the way"), lambda one: one[2], width=240, stretch=True),
            ),
            identity=lambda one: one[0],
            sentence=lambda one: f"{one[1]}: {one[2]}",
            parent=self,
        )
        self.view = RowView(self.table, tr("Firms without a possible date"))
        self.view.setFixedHeight(theme().px(30 + 34 * min(8, max(3, len(blocked)))))
        self.table.set_rows(blocked)
        self.view.opened.connect(lambda one: self._choose(one[0]))
        self.content.addWidget(self.view)
        close = Button(tr("Close"), kind="default")
        close.clicked.connect(self.close_and_return)
        self.foot.addWidget(close)

    def open(self) -> None:
        super().open()
        self.view.setFocus(Qt.FocusReason.PopupFocusReason)

    def _choose(self, identity: str) -> None:
        self.close_and_return()
        self.chosen.emit(identity)
