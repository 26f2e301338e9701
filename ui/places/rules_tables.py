"""Tab 級距與職責 of the Rules place: both tables by capital and the duties beside them, each with its days; what is unknown says so."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
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
        self.edits: dict[str, Button] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
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
        clear(self._lines)
        self.edits = {}
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
            self._card(staffing.clause, grid(titles, rows), "staffing_table" if staffing is edition.staffing_table else "")
        names = {part.id: firms_words.two(part.name) for part in edition.parts}
        for scope in edition.tables.scope:
            parts = [(firms_words.tier(band), "\n".join(names.get(part, part) for part in band.parts)) for band in scope.bands]
            self._card(
                scope.clause,
                grid((tr("Capital"), tr("Parts checked")), parts),
                "scope_table" if scope is edition.scope_table else "",
            )
        self._lines.addWidget(self._parts_card(edition))
        for duty in edition.tables.duties:
            self._card(duty.clause, _duty(duty))
        self._lines.addStretch(1)

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

    def _card(self, clause: Clause, content: QWidget, kind: str = "") -> None:
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
        self._lines.addWidget(card)


def _duty(duty: Duty) -> QWidget:
    lines = column(Label(firms_words.two(duty.name), "table", "primary", wrap=True), gap=2)
    lines.addWidget(Label(tr("binds: {whom}", whom=say.condition(duty.condition)), "caption", "secondary", wrap=True))
    if duty.due is not None:
        lines.addWidget(Label(tr("to be met by {day}", day=day(duty.due)), "caption", "secondary"))
    lines.addWidget(Label(tr("source: {source}", source=duty.source), "caption", "muted", wrap=True))
    return boxed(lines)
