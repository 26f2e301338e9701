"""保存年限: how long visit papers stay, what is due, legal holds, and the removal of what is over."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QWidget

from auditdesk.errors import AuditDeskError
from ui.parts.buttons import Button, SegmentedControl
from ui.parts.labels import Label
from ui.parts.layouts import FlowLayout, boxed, column
from ui.parts.states import EmptyState, labelled
from ui.places.base import Place
from ui.places.firms_sheets import Sheet
from ui.places.settings_lines import Line, control_line
from ui.table_view import RowView
from ui.tables import Column, RowTable
from ui.theme import theme
from ui.words import day, tr, words, year_name

if TYPE_CHECKING:
    from auditdesk.services.retention import Removal, RetentionRow

_YEARS = (3, 5, 7, 10)
_RANK = {"due": 0, "held": 1, "kept": 2, "removed": 3}


def _columns() -> tuple[Column, ...]:
    return (
        Column("visit", tr("Visit"), lambda row: row.visit.number, width=84, weight=500),
        Column("firm", tr("Firm"), lambda row: f"{row.visit.firm_code}  {row.visit.firm_name}", width=140, stretch=True),
        Column("year", tr("Year"), lambda row: year_name(row.visit.year), lambda row: row.visit.year, width=52),
        Column("until", tr("Kept until"), lambda row: day(row.kept_until), lambda row: row.kept_until, width=88),
        Column(
            "standing",
            tr("State"),
            lambda row: words().say(f"retention.standing.{row.standing}"),
            lambda row: _RANK[row.standing],
            width=84,
            tip=lambda row: row.reason,
        ),
    )


class TypedSheet(Sheet):
    """A question answered by typing: a reason, or the name of what goes. The button waits until ``fits`` says yes."""

    def __init__(
        self,
        window: QWidget,
        title: str,
        told: tuple[str, ...],
        label: str,
        do: str,
        fits: Callable[[str], bool],
        act: Callable[[str], None],
        *,
        danger: bool = False,
    ) -> None:
        super().__init__(window, title, 480)
        for line in told:
            self.content.addWidget(Label(line, "table", "primary", wrap=True))
        self.edit = QLineEdit()
        self._fits, self._act = fits, act
        self.content.addWidget(labelled(label, self.edit))
        button = self.add_buttons(do, self._take, kind="danger" if danger else "primary")
        button.setEnabled(False)
        self.edit.textChanged.connect(lambda text: button.setEnabled(fits(text.strip())))

    def open(self) -> None:
        super().open()
        self.edit.setFocus()

    def _take(self) -> None:
        text = self.edit.text().strip()
        self.close_and_return()
        self._act(text)


class RetentionSection(QObject):
    """The group of the settings for what is kept and what may go."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.name = tr("Retention")
        self._place = place
        self.years = self._years_control(_YEARS, 5)
        self._years_known = set(_YEARS)
        self.table = RowTable(
            _columns(),
            identity=lambda row: row.visit.uid,
            sentence=lambda row: tr(", ").join((row.visit.number, words().say(f"retention.standing.{row.standing}"))),
        )
        self.table.setParent(self)
        self.view = RowView(self.table, tr("Visit papers"))
        self.view.setFixedHeight(theme().px(196))
        self.view.row_changed.connect(lambda _row: self._enable())
        self.empty = EmptyState("clock", tr("No visits yet"), tr("The papers of each visit are listed here with their time."))
        self.empty.setFixedHeight(theme().px(150))
        self.hold = Button(tr("Place a legal hold"), icon="lock", kind="quiet")
        self.lift = Button(tr("Lift the hold"), icon="unlock", kind="quiet")
        self.remove = Button(tr("Remove papers"), icon="x", kind="quiet")
        self.hold.clicked.connect(self._ask_hold)
        self.lift.clicked.connect(self._ask_lift)
        self.remove.clicked.connect(self._ask_remove)
        self._enable()

    def _years_control(self, years: tuple[int, ...], now: int) -> SegmentedControl:
        choices = tuple((str(count), str(count)) for count in years)
        control = SegmentedControl(choices, str(now), name=tr("Years visit papers are kept"))
        control.chosen.connect(self._set_years)
        return control

    def lines(self) -> tuple[Line, ...]:
        lists = column(
            Label(tr("Visit papers"), "table", "primary", 500),
            Label(
                tr("Nothing is removed before its time or under a legal hold. The visit and its figures stay."),
                "caption",
                "muted",
                wrap=True,
            ),
            self.view,
            self.empty,
            boxed(FlowLayout(self.hold, self.lift, self.remove, gap=8)),
            gap=6,
            margins=(0, 10, 0, 12),
        )
        found = " ".join((self.name, tr("Visit papers"), tr("Place a legal hold"), tr("Remove papers")))
        self._read()
        detail = tr("Counted from the end of the visit's year.")
        return (
            control_line(self.name, tr("Years visit papers are kept"), detail, self.years),
            Line(self.name, boxed(lists), found),
        )

    def refresh(self, changed: frozenset[str]) -> None:
        if "person" in changed:
            self._enable()
        if changed & {"office_setting", "visit", "legal_hold", "firm"}:
            self._read()

    # reading

    def _read(self) -> None:
        desk = self._place.desk
        self._place.runner.read(
            lambda: (int(desk.settings.all()["retention.years"]), desk.retention.list()),
            self._show,
            self._failed,
            latest="settings.retention",
        )

    def _show(self, read: tuple[int, tuple[RetentionRow, ...]]) -> None:
        years, rows = read
        if years in self._years_known:
            self.years.choose(str(years))
        self.table.set_rows(sorted(rows, key=lambda row: (_RANK[row.standing], row.visit.year, row.visit.number)))
        self.view.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self._enable()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, AuditDeskError):
            self._place.failed.emit(error)

    def _current(self) -> RetentionRow | None:
        row: RetentionRow | None = self.view.current_row()
        return row

    def _enable(self) -> None:
        row = self._current()
        none = tr("Choose a visit in the list first.")
        over = row is not None and row.standing == "removed"
        reasons = {
            self.hold: none
            if row is None
            else tr("Its papers were removed already.")
            if over
            else tr("There is a legal hold already.")
            if row.standing == "held"
            else "",
            self.lift: none if row is None else "" if row.standing == "held" else tr("There is no legal hold on it."),
            self.remove: none
            if row is None
            else tr("Its papers were removed already.")
            if over
            else tr("It is under a legal hold.")
            if row.standing == "held"
            else tr("Its papers are kept until {day}.", day=day(row.kept_until))
            if row.standing == "kept"
            else "",
        }
        for button, act in ((self.hold, "holds.place"), (self.lift, "holds.lift"), (self.remove, "visits.remove")):
            button.refuse(self._place.why_not(act) or reasons[button])
        refused = self._place.why_not("settings.change")
        self.years.setEnabled(not refused)
        self.years.setToolTip(refused)

    # acts

    def _set_years(self, chosen: str) -> None:
        settings = self._place.desk.settings
        self._place.runner.write(
            lambda: settings.change("retention.years", int(chosen)), lambda _kept: self._read(), self._failed
        )

    def _ask_hold(self) -> None:
        row = self._current()
        if row is not None:
            number = row.visit.number
            told = (tr("Nothing of the visit {visit} is removed while the hold stands, however old.", visit=number),)
            self._ask(tr("Place a legal hold"), told, tr("Reason"), tr("Place"), lambda reason: self._hold(number, reason))

    def _ask_lift(self) -> None:
        row = self._current()
        if row is not None:
            number = row.visit.number
            told = (tr("Reason of the hold: {reason}", reason=row.reason),)
            self._ask(tr("Lift the hold"), told, tr("Reason"), tr("Lift"), lambda reason: self._lift(number, reason))

    def _ask(self, title: str, told: tuple[str, ...], label: str, do: str, act: Callable[[str], None]) -> None:
        TypedSheet(self._place.window(), title, told, label, do, bool, act).open()

    def _hold(self, number: str, reason: str) -> None:
        retention = self._place.desk.retention
        self._place.runner.write(lambda: retention.place_hold(number, reason), self._held, self._failed)

    def _held(self, _hold: object) -> None:
        self._place.said.emit(tr("The legal hold stands."))
        self._read()

    def _lift(self, number: str, reason: str) -> None:
        row = self._current()
        retention = self._place.desk.retention
        firm = row.visit.firm_code if row is not None else ""

        def lift() -> object:
            subjects = {hold.subject for hold in retention.holds()}
            return retention.lift_hold(number if number in subjects else firm, reason)

        self._place.runner.write(lift, self._lifted, self._failed)

    def _lifted(self, _hold: object) -> None:
        self._place.said.emit(tr("The legal hold was lifted."))
        self._read()

    def _ask_remove(self) -> None:
        row = self._current()
        if row is None:
            return
        number = row.visit.number
        told = (
            tr("Answers, notes, the facts of findings and their evidence are removed for good, in the journal too."),
            tr(
                "Pattern, severity and state stay, so that figures and notices still add up. Earlier backups still hold the papers."
            ),
        )
        label = tr("Type {visit} to confirm", visit=number)
        sheet = TypedSheet(
            self._place.window(),
            tr("Remove the papers of {visit}", visit=number),
            told,
            label,
            tr("Remove"),
            lambda text: text == number,
            lambda typed: self._remove(number, typed),
            danger=True,
        )
        sheet.open()

    def _remove(self, number: str, typed: str) -> None:
        retention = self._place.desk.retention
        name = tr("Remove the papers of {visit}", visit=number)
        job = self._place.runner.start(name, lambda progress: retention.remove(number, typed, progress))
        job.succeeded.connect(self._removed)
        job.failed.connect(self._failed)

    def _removed(self, done: Removal) -> None:
        told = words().say(
            "retention.removed_now",
            visit=done.visit,
            answers=done.answers,
            findings=done.findings,
            files=done.evidence_files,
        )
        if done.files_left:
            told = f"{told} {words().say('retention.files_left', count=len(done.files_left))}"
        self._place.said.emit(told)
        self._read()
