"""Tab 級距與職責 of the Rules place: both tables by capital and the duties beside them, each with its days; what is unknown says so."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from auditdesk.model.rulebook import Clause, Duty, Edition
from ui.parts.buttons import Button
from ui.parts.labels import Frame, IconLabel, Label, Separator
from ui.parts.layouts import boxed, clear, column, row
from ui.places import firms_words
from ui.places import rules_words as say
from ui.places.firms_sheets import grid
from ui.theme import theme
from ui.words import day, tr


class TablesTab(QScrollArea):
    """The tables of one edition, the newest last. ``edit_wanted`` names a form: a table by capital, or the parts."""

    edit_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._refused = ""
        self._shown: tuple[Edition | None, str] | None = None
        self._duties: dict[Duty, QWidget] = {}
        self._due: list[Duty] = []
        self._step = QTimer(self)
        self._step.setSingleShot(True)
        self._step.setInterval(0)
        self._step.timeout.connect(self._next_duty)
        self.edits: dict[str, Button] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setProperty("role", "reading")  # it has the focus itself, so that arrows scroll it: the ring says so
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Tiers and duties"))
        self._lines = column(gap=12, margins=(16, 12, 16, 16))
        page = boxed(self._lines)
        page.setProperty("role", "page")
        self.setWidget(page)

    def show_edition(self, edition: Edition | None, refused: str = "") -> None:
        """The tables of an edition; ``refused`` says why they can't be edited, empty = they can."""
        if (edition, refused) == self._shown:
            return
        self._shown = (edition, refused)
        kept = {duty: card for duty, card in self._duties.items() if edition is not None and duty in edition.tables.duties}
        for card in kept.values():
            self._lines.removeWidget(card)
        clear(self._lines)
        self._duties, self._due, self.edits = kept, [], {}
        if edition is None:
            return
        self._refused = refused
        yes, no = tr("Yes"), tr("No")
        for staffing in edition.tables.staffing:
            rows = [
                (
                    firms_words.tier(band),
                    yes if band.unit else no,
                    str(band.chief),
                    tr("at least {count}", count=band.staff_minimum),
                )
                for band in staffing.bands
            ]
            titles = (tr("Capital"), tr("Dedicated unit"), tr("Security head"), tr("Security staff"))
            kind = "staffing_table" if staffing is edition.staffing_table else ""
            self._lines.addWidget(self._card(staffing.clause, grid(titles, rows), kind))
        names = {part.id: firms_words.two(part.name) for part in edition.parts}
        for scope in edition.tables.scope:
            parts = [(firms_words.tier(band), "\n".join(names.get(part, part) for part in band.parts)) for band in scope.bands]
            kind = "scope_table" if scope is edition.scope_table else ""
            self._lines.addWidget(self._card(scope.clause, grid((tr("Capital"), tr("Parts checked")), parts), kind))
        self._lines.addWidget(self._parts_card(edition))
        for duty in edition.tables.duties:
            if duty in kept:
                self._lines.addWidget(kept[duty])
        self._lines.addStretch(1)
        self._due = [duty for duty in edition.tables.duties if duty not in kept]
        self._next_duty()

    def _next_duty(self) -> None:
        """One card at a time, so that the window answers between them; each goes where its duty stands in the edition."""
        edition = self._shown[0] if self._shown is not None else None
        if edition is None or not self._due:
            return
        duty = self._due.pop(0)
        card = self._duties[duty] = self._card(duty.clause, _duty(duty))
        order = [one for one in edition.tables.duties if one in self._duties]
        self._lines.insertWidget(self._lines.count() - 1 - (len(order) - 1 - order.index(duty)), card)
        if self._due:
            self._step.start()

    def _edit(self, kind: str) -> Button:
        """The button that opens the form of ``kind``."""
        names = {"staffing_table": tr("Edit the staffing duty"), "scope_table": tr("Edit the audit scope")}
        button = Button(
            tr("Edit"), icon="edit", kind="quiet", small=True, name=names.get(kind, tr("Edit the names of the parts"))
        )
        button.refuse(self._refused)
        button.clicked.connect(lambda: self.edit_wanted.emit(kind))
        self.edits[kind] = button
        return button

    def _parts_card(self, edition: Edition) -> QWidget:
        lines = column(row(Label(tr("Parts of the audit scope"), "table", "primary", 500), None, self._edit("parts")), gap=4)
        for part in edition.parts:
            lines.addWidget(Label(f"{part.id}　{firms_words.two(part.name)}", "table", "primary", wrap=True))
            lines.addWidget(Label(firms_words.two(part.clause.citation), "caption", "muted", wrap=True))
        card = Frame("card")
        card.setLayout(column(boxed(lines), margins=(12, 10, 12, 10)))
        return card

    def _card(self, clause: Clause, content: QWidget, kind: str = "") -> Frame:
        title = row(Label(f"{clause.id}　{firms_words.two(clause.title)}", "table", "primary", 500, wrap=True), gap=8)
        title.setStretch(0, 1)
        if kind:
            title.addWidget(self._edit(kind), 0, Qt.AlignmentFlag.AlignTop)
        head = column(gap=2)
        head.addLayout(title)
        sure = row(IconLabel(say.CERTAINTY_ICONS[clause.certainty], "text.secondary", 14), gap=5)
        days = say.period(clause.effective_from, clause.effective_until)
        sure.addWidget(Label(f"{say.certainty(clause.certainty)}　・　{days}", "caption", "secondary"))
        sure.addStretch(1)
        head.addLayout(sure)
        head.addWidget(Label(firms_words.two(clause.citation), "caption", "muted", wrap=True))
        if clause.note is not None:
            head.addWidget(Label(firms_words.two(clause.note), "caption", "secondary", wrap=True))
        head.addSpacing(theme().px(4))
        head.addWidget(Separator(subtle=True))
        head.addWidget(content)
        card = Frame("card")
        card.setLayout(column(boxed(head), margins=(12, 10, 12, 10)))
        return card


def _duty(duty: Duty) -> QWidget:
    lines = column(Label(firms_words.two(duty.name), "table", "primary", wrap=True), gap=2)
    lines.addWidget(Label(tr("binds: {whom}", whom=say.condition(duty.condition)), "caption", "secondary", wrap=True))
    if duty.due is not None:
        lines.addWidget(Label(tr("to be met by {day}", day=day(duty.due)), "caption", "secondary"))
    lines.addWidget(Label(tr("source: {source}", source=say.source(duty.source)), "caption", "muted", wrap=True))
    return boxed(lines)
