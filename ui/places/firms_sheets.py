"""Small sheets of the Firms place: another day, open a visit, confirm a list, read the rule edition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QScrollArea, QWidget

from auditdesk.errors import BadInput
from auditdesk.model.commands import OpenVisit
from auditdesk.model.rows import FirmRow, PersonRow
from auditdesk.model.rulebook import Clause, Edition
from auditdesk.model.terms import Role, VisitKind, VisitMode
from auditdesk.rules.calendar import parse_date
from ui.parts.buttons import Button, SegmentedControl
from ui.parts.check_box import CheckBox
from ui.parts.fields import repolish
from ui.parts.growing_scroll import GrowingScroll
from ui.parts.labels import KeyCaps, Label, Separator
from ui.parts.layouts import FlowLayout, boxed, column, row
from ui.parts.overlay import Overlay
from ui.parts.popover import Popover
from ui.parts.states import labelled
from ui.places import firms_words as say
from ui.theme import theme
from ui.words import day, tr, words, year_name


class DayEdit(QLineEdit):
    """A day in ROC or Gregorian writing, full-width digits too."""

    def __init__(self, on: date) -> None:
        super().__init__(day(on))
        self.setPlaceholderText(tr("2019-12-31 or 108/12/31"))

    def read(self) -> date:
        """The day written. Raises BadInput ``date.unreadable``."""
        return parse_date(self.text())


class DayPopover(Popover):
    """Which day the register is shown for."""

    chosen = Signal(object)

    def __init__(self, on: date, today: date, years: Sequence[int]) -> None:
        super().__init__(300)
        self.setAccessibleName(tr("Register as of a day"))
        self.edit = DayEdit(on)
        self.edit.setAccessibleName(tr("Day"))
        self.edit.returnPressed.connect(self._take)
        self._wrong = Label("", "caption", "danger", wrap=True)
        self._wrong.setVisible(False)
        use = Button(tr("Show"), kind="primary")
        use.clicked.connect(self._take)
        shortcuts = [(tr("Today"), today)]
        shortcuts += [(tr("End of {year}", year=year_name(year)), date(year, 12, 31)) for year in years[:3]]
        buttons = []
        for text, when in shortcuts:
            button = Button(text, kind="quiet", small=True)
            button.clicked.connect(lambda _checked=False, when=when: self._choose(when))
            buttons.append(button)
        self.body.addLayout(
            column(Label(tr("Register as of a day"), "table", "primary", 500), row(self.edit, use), self._wrong, gap=8)
        )
        self.body.addSpacing(theme().px(8))
        self.body.addWidget(boxed(FlowLayout(*buttons, gap=6)))

    def open_at(self, anchor: QWidget, spot: object = None) -> None:
        super().open_at(anchor)
        self.edit.setFocus(Qt.FocusReason.PopupFocusReason)
        self.edit.selectAll()

    def _take(self) -> None:
        try:
            when = self.edit.read()
        except BadInput as error:
            self._wrong.setText(words().error(error))
            self._wrong.setVisible(True)
            self.edit.setProperty("error", True)
            repolish(self.edit)
            return
        self._choose(when)

    def _choose(self, when: date) -> None:
        self.close_and_return()
        self.chosen.emit(when)


class Sheet(Overlay):
    """A panel with a title, content and buttons at its foot; Ctrl+Enter does what the first button says."""

    cancel: Button
    """Made by ``add_buttons``, like the one that acts."""

    def __init__(self, window: QWidget, title: str, width: int = 520) -> None:
        super().__init__(window, width)
        self.setAccessibleName(title)
        head = QFrame()
        head.setProperty("role", "header")
        head.setLayout(row(Label(title, "subtitle", "primary", 500, wrap=True), KeyCaps("Esc"), margins=(20, 12, 16, 12)))
        self.content = column(gap=12, margins=(20, 14, 20, 16))
        self.foot = row(None, gap=8, margins=(20, 10, 20, 10))
        foot = QFrame()
        foot.setProperty("role", "palette-foot")
        foot.setLayout(self.foot)
        self.lines.addWidget(head)
        self.lines.addLayout(self.content, 1)
        self.lines.addWidget(foot)
        self.primary: Button | None = None
        self._scroll_area: GrowingScroll | None = None

    def let_see(self, widget: QWidget) -> None:
        """Take room for what has just been shown, and bring it into view where the sheet scrolls."""
        self.place()
        if self._scroll_area is not None:
            area = self._scroll_area
            QTimer.singleShot(0, area, lambda: area.ensureWidgetVisible(widget, 0, theme().px(40)))

    def let_scroll(self) -> None:
        """What is added from now on scrolls where the window is low, so that no field is pressed flat."""
        inner = column(gap=12, margins=(0, 0, 4, 0))
        scroll = self._scroll_area = GrowingScroll(boxed(inner))
        fit = QTimer(self)
        fit.setSingleShot(True)
        fit.setInterval(0)
        fit.timeout.connect(self.place)
        scroll.grown.connect(fit.start)
        self.content.addWidget(scroll)
        self.content = inner

    def add_buttons(self, do: str, act: Callable[[], None], *, kind: str = "primary") -> Button:
        """Cancel, and the one that acts."""
        self.cancel = Button(tr("Cancel"), kind="quiet")
        self.cancel.clicked.connect(self.close_and_return)
        self.primary = Button(do, kind=kind, keys=("Ctrl", "Enter"))
        self.primary.clicked.connect(act)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.primary)
        return self.primary

    def note(self, note: QWidget) -> None:
        """Show a note above the content."""
        self.content.insertWidget(0, note)
        note.show()
        QTimer.singleShot(0, self, self.place)  # once the layout knows the note

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if (
            enter
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and self.primary is not None
            and self.primary.isEnabled()
        ):
            self.primary.click()
        else:
            super().keyPressEvent(event)


class VisitSheet(Sheet):
    """Reference date, kind, mode and team of a new visit."""

    ordered = Signal(object)
    """An OpenVisit."""

    def __init__(self, window: QWidget, firm: FirmRow, on: date, people: Sequence[PersonRow], me: str) -> None:
        super().__init__(window, tr("Open visit: {code} {name}", code=firm.code, name=firm.name))
        self.let_scroll()
        self._firm = firm
        self.edit = DayEdit(on)
        self.wrong = Label("", "caption", "danger", wrap=True)
        self.wrong.setVisible(False)
        hint = tr("Edition, scope and facts are frozen as they stand on this day.")
        self.kind = SegmentedControl(
            tuple((kind.value, say.term("visit_kind", kind.value)) for kind in VisitKind), name=tr("Kind")
        )
        self.mode = SegmentedControl(
            tuple((mode.value, say.term("visit_mode", mode.value)) for mode in VisitMode), name=tr("Mode")
        )
        able = [person for person in people if person.active and set(person.roles) & {Role.INSPECTOR, Role.SUPERVISOR}]
        self.team = {person.login: CheckBox(person.name) for person in able}
        for login, box in self.team.items():
            box.setChecked(login == me)
            box.setAccessibleName(tr("Inspector {name}", name=box.text()))
        self.content.addWidget(labelled(tr("Reference date"), self.edit, hint))
        self.content.addWidget(self.wrong)
        self.content.addLayout(row(labelled(tr("Kind"), self.kind), labelled(tr("Mode"), self.mode), None, gap=16))
        self.content.addWidget(labelled(tr("Inspectors"), boxed(FlowLayout(*self.team.values(), gap=14, line_gap=4))))
        self.add_buttons(tr("Open visit"), self._order)

    def open(self) -> None:
        super().open()
        self.edit.setFocus(Qt.FocusReason.PopupFocusReason)
        self.edit.selectAll()

    def _order(self) -> None:
        try:
            when = self.edit.read()
        except BadInput as error:
            self.refuse(words().error(error))
            return
        self.wrong.setVisible(False)
        self.ordered.emit(
            OpenVisit(
                firm_code=self._firm.code,
                reference_date=when,
                kind=VisitKind(self.kind.current()),
                mode=VisitMode(self.mode.current()),
                inspectors=tuple(login for login, box in self.team.items() if box.isChecked()),
            )
        )

    def refuse(self, why: str) -> None:
        """Say beside the field why it can't be."""
        self.wrong.setText(why)
        self.wrong.setVisible(True)
        self.edit.setProperty("error", True)
        repolish(self.edit)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.let_see(self.wrong)


class ConfirmSheet(Sheet):
    """One question that names its object, and two ways out."""

    def __init__(self, window: QWidget, title: str, told: Sequence[str], do: str, act: Callable[[], None]) -> None:
        super().__init__(window, title, 460)
        for line in told:
            self.content.addWidget(Label(line, "table", "primary", wrap=True))
        self._act = act
        self.add_buttons(do, self._confirm)

    def open(self) -> None:
        super().open()
        if self.primary is not None:
            self.primary.setFocus(Qt.FocusReason.PopupFocusReason)

    def _confirm(self) -> None:
        self.close_and_return()
        self._act()


class RuleSheet(Sheet):
    """An edition of the rules as it is in force: its dates, its clauses, and both tables by capital."""

    def __init__(self, window: QWidget, edition: Edition) -> None:
        super().__init__(window, tr("Rule edition {edition}", edition=say.edition(edition)), 720)
        page = column(gap=10, margins=(8, 4, 8, 4))
        page.addWidget(Label(say.two(edition.name), "strong", "primary", 500, wrap=True))
        page.addWidget(Label(_in_force(edition.effective_from, edition.effective_until), "table", "secondary", wrap=True))
        page.addWidget(Label(say.two(edition.citation), "caption", "muted", wrap=True))
        if edition.note is not None:
            page.addWidget(Label(say.two(edition.note), "caption", "secondary", wrap=True))
        page.addWidget(Separator())
        page.addWidget(_clause(edition.staffing_table.clause))
        yes, no = tr("Yes"), tr("No")
        page.addWidget(
            grid(
                (tr("Capital"), tr("Dedicated unit"), tr("Security head"), tr("Security staff")),
                [
                    (say.tier(band), yes if band.unit else no, str(band.chief), tr("at least {count}", count=band.staff_minimum))
                    for band in edition.staffing_table.bands
                ],
            )
        )
        page.addWidget(Separator())
        page.addWidget(_clause(edition.scope_table.clause))
        names = {part.id: say.two(part.name) for part in edition.parts}
        page.addWidget(
            grid(
                (tr("Capital"), tr("Parts checked")),
                [(say.tier(band), "\n".join(names.get(part, part) for part in band.parts)) for band in edition.scope_table.bands],
            )
        )
        for part in edition.parts:
            page.addWidget(Separator(subtle=True))
            page.addWidget(_clause(part.clause))
        page.addStretch(1)
        inside = boxed(page)
        inside.setProperty("role", "page")
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.StyledPanel)
        scroll.setProperty("role", "reading")  # it has the focus itself, so that arrows scroll it: the ring says so
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName(tr("Rule edition {edition}", edition=say.edition(edition)))
        scroll.setWidget(inside)
        self._scroll, self._inside = scroll, inside
        self.content.addWidget(scroll, 1)
        self.closing = Button(tr("Close"), kind="default")
        self.closing.clicked.connect(self.close_and_return)
        self.foot.addWidget(self.closing)

    def panel_height(self) -> int:
        return self._inside.heightForWidth(self.panel.width() - theme().px(56)) + theme().px(130)

    def open(self) -> None:
        super().open()
        self._scroll.setFocus(Qt.FocusReason.PopupFocusReason)


def _in_force(first: date, last: date | None) -> str:
    return (
        tr("In force from {day}", day=day(first))
        if last is None
        else tr("In force {first} – {last}", first=day(first), last=day(last))
    )


def _clause(clause: Clause) -> QWidget:
    lines = column(Label(f"{clause.id}　{say.two(clause.title)}", "table", "primary", 500, wrap=True), gap=2)
    told = tr(", ").join((say.two(clause.citation), _in_force(clause.effective_from, clause.effective_until)))
    lines.addWidget(Label(told, "caption", "muted", wrap=True))
    if clause.note is not None:
        lines.addWidget(Label(say.two(clause.note), "caption", "secondary", wrap=True))
    return boxed(lines)


def grid(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> QWidget:
    """A small table in a page: titles above, cells of plain text below."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme().px(20))
    grid.setVerticalSpacing(theme().px(4))
    for at, title in enumerate(titles):
        grid.addWidget(Label(title, "caption", "secondary", 500), 0, at)
    for line, cells in enumerate(rows, 1):
        for at, cell in enumerate(cells):
            grid.addWidget(Label(cell, "table"), line, at, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(len(titles), 1)
    return boxed(grid)
