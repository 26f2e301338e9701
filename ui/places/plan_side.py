"""The pane beside the year: what clashes and how to mend it, the reasons, last year; for the visit under the cursor."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from auditdesk.errors import BadInput
from auditdesk.rules.calendar import parse_date
from ui.parts.buttons import Button
from ui.parts.fields import FramedField
from ui.parts.labels import ElidedLabel, Frame, Label, Separator, StatusChip, Tag
from ui.parts.layouts import FlowLayout, boxed, clear, column, row
from ui.parts.states import Banner
from ui.places.plan_people import Candidate, PersonLine
from ui.words import day, tr, words

_MOST_CANDIDATES = 9


@dataclass(frozen=True, slots=True)
class Told:
    """A heading and what stands below it; ``explain`` opens the longer why of it where there is one."""

    heading: str
    lines: tuple[str, ...]
    explain: Callable[[QWidget], None] | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What the pane says of one planned visit or of a firm without one.

    ``start`` and ``end`` fill the field of new dates (both inclusive); ``refused`` says why nothing can be changed here.
    """

    firm: str
    tier: str
    tags: tuple[str, ...] = ()
    changed: bool = False
    problems: tuple[str, ...] = ()
    candidates_title: str = ""
    candidates: tuple[Candidate, ...] = ()
    dates_title: str = ""
    start: date | None = None
    end: date | None = None
    dates_wanted: bool = False
    told: tuple[Told, ...] = ()
    refused: str = ""
    add: bool = False


class PlanSide(Frame):
    """Shows a ``Shown``; tells which person is to come in, which days are to be kept, which act is wanted."""

    person_wanted = Signal(str)
    days_wanted = Signal(object, object)
    details_wanted = Signal()
    add_wanted = Signal()
    drop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("pane")
        self.candidates: tuple[PersonLine, ...] = ()
        self.field: FramedField | None = None
        self.apply: Button | None = None
        self.why_buttons: tuple[Button, ...] = ()
        self._wrong: Label | None = None
        self._shown: Shown | None = None
        self.setAccessibleName(tr("Details of the planned visit"))
        self._lines = column(gap=10, margins=(16, 14, 16, 14))
        page = QWidget()
        page.setProperty("role", "page")
        page.setLayout(self._lines)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)

    @property
    def shown(self) -> Shown | None:
        return self._shown

    def show_visit(self, shown: Shown | None) -> None:
        """Show another; nothing is rebuilt where nothing differs, so that keys and focus stay where they are."""
        if shown is not None and shown == self._shown:
            return
        self._shown = shown
        clear(self._lines)
        self.candidates, self.field, self.apply, self.why_buttons, self._wrong = (), None, None, (), None
        if shown is None:
            return
        self._head(shown)
        for problem in shown.problems:
            self._lines.addWidget(Banner("danger", problem, closable=False))
        if shown.candidates:
            self._people(shown)
        if shown.dates_wanted:
            self._dates(shown)
        for told in shown.told:
            self._lines.addWidget(Separator())
            self._told(told)
        self._acts(shown)
        self._lines.addStretch(1)

    def _head(self, shown: Shown) -> None:
        title = ElidedLabel(shown.firm, "subtitle", "primary", 500)
        title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        line = row(gap=8)
        line.addWidget(title, 1)
        line.addWidget(Tag(shown.tier))
        self._lines.addLayout(line)
        chips: list[QWidget] = [Tag(text) for text in shown.tags]
        if shown.changed:
            chips.append(StatusChip(tr("Changed after approval"), "offline", "edit"))
        if chips:
            self._lines.addWidget(boxed(FlowLayout(*chips, gap=6, line_gap=4)))

    def _people(self, shown: Shown) -> None:
        self._lines.addWidget(Label(shown.candidates_title, "caption", "secondary", 500))
        card, lines = Frame("card"), column(gap=0, margins=(1, 1, 1, 1))
        made = []
        for number, who in enumerate(shown.candidates[:_MOST_CANDIDATES], 1):
            line = PersonLine(who, str(number))
            line.setEnabled(not shown.refused)
            line.setToolTip(shown.refused)
            line.clicked.connect(lambda _checked=False, login=who.login: self.person_wanted.emit(login))
            lines.addWidget(line)
            made.append(line)
        card.setLayout(lines)
        self.candidates = tuple(made)
        self._lines.addWidget(card)

    def _dates(self, shown: Shown) -> None:
        self._lines.addWidget(Label(shown.dates_title, "caption", "secondary", 500))
        self.field = FramedField("calendar", tr("first day – last day"), name=shown.dates_title)
        if shown.start is not None and shown.end is not None:
            self.field.set_text(short_days(shown.start, shown.end))
        self.apply = Button(tr("Apply"), kind="primary")
        self.apply.refuse(shown.refused)
        self.field.edit.setReadOnly(bool(shown.refused))
        self.apply.clicked.connect(self.take_days)
        self.field.entered.connect(self.take_days)
        line = row(gap=8)
        line.addWidget(self.field, 1)
        line.addWidget(self.apply)
        self._lines.addLayout(line)
        self._wrong = Label("", "caption", "danger", wrap=True)
        self._wrong.setVisible(False)
        self._lines.addWidget(self._wrong)

    def _told(self, told: Told) -> None:
        line = row(Label(told.heading, "caption", "secondary", 500), gap=6)
        if told.explain is not None:
            explain = told.explain
            button = Button("?", kind="quiet", small=True, name=tr("Why: {what}", what=told.heading))
            button.clicked.connect(lambda: explain(button))
            line.addWidget(button)
            self.why_buttons = (*self.why_buttons, button)
        line.addStretch(1)
        self._lines.addLayout(line)
        for text in told.lines:
            self._lines.addWidget(Label(text, "caption", "secondary", wrap=True))

    def _acts(self, shown: Shown) -> None:
        self._lines.addWidget(Separator())
        buttons: list[QWidget] = []
        if shown.add:
            add = Button(tr("Plan a visit"), icon="plus", kind="quiet", small=True, keys=("Ctrl", "N"))
            add.refuse(shown.refused)
            add.clicked.connect(self.add_wanted)
            buttons.append(add)
        else:
            edit = Button(tr("Details"), icon="edit", kind="quiet", small=True, keys=("Enter",))
            edit.clicked.connect(self.details_wanted)
            drop = Button(tr("Take off the plan"), icon="x", kind="quiet", small=True, keys=("Del",))
            drop.refuse(shown.refused)
            drop.clicked.connect(self.drop_wanted)
            buttons = [edit, drop]
        self._lines.addWidget(boxed(FlowLayout(*buttons, gap=8)))
        if shown.refused:
            self._lines.addWidget(Label(shown.refused, "caption", "secondary", wrap=True))

    def take_days(self) -> None:
        """Read the two days in the field; says beside it when they can't be read."""
        if self.field is None or self._shown is None or self._shown.refused:
            return
        try:
            start, end = read_days(self.field.text(), self._shown.start)
        except BadInput as error:
            self.refuse(words().error(error))
            return
        self.days_wanted.emit(start, end)

    def refuse(self, why: str) -> None:
        """Say beside the days why they can't be."""
        if self._wrong is not None:
            self._wrong.setText(why)
            self._wrong.setVisible(bool(why))


def read_days(text: str, near: date | None) -> tuple[date, date]:
    """``115/12/17 – 115/12/18``, ``12/17-12/18`` (of the year of ``near``), or one day. Raises BadInput ``date.unreadable``."""
    text = unicodedata.normalize("NFKC", text)
    parts = [part.strip() for part in text.replace("～", "–").replace("~", "–").replace("—", "–").split("–") if part.strip()]
    if len(parts) == 1 and text.count("-") in (1, 3, 5):
        halves = text.split("-")
        middle = len(halves) // 2
        parts = ["-".join(halves[:middle]).strip(), "-".join(halves[middle:]).strip()]
    days = [_one_day(part, near) for part in parts[:2]]
    if not days:
        raise BadInput("date.unreadable", text=text)
    return days[0], days[-1]


def short_days(first: date, last: date) -> str:
    """Two days without their year, as ``read_days`` reads them back; with it where the years differ."""
    if first.year != last.year:
        return f"{day(first)} – {day(last)}"
    return f"{first:%m/%d}–{last:%m/%d}"


def read_day(text: str) -> date | None:
    """A day as it was typed; None for an empty field. Raises BadInput ``date.unreadable``."""
    return parse_date(text) if text.strip() else None


def _one_day(text: str, near: date | None) -> date:
    if near is not None and text.count("/") == 1:
        month, _, number = text.partition("/")
        if month.isdecimal() and number.isdecimal():
            return parse_date(f"{near.year}-{int(month):02d}-{int(number):02d}")
    return parse_date(text)
