"""The bar above the trail: free text, person, act, kind of object, period, and the object one came from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSizePolicy

from auditdesk.errors import AuditDeskError
from auditdesk.model.trail import TrailChoices, TrailFilter
from auditdesk.rules.calendar import parse_date
from ui.parts.buttons import Button
from ui.parts.combo import Choice
from ui.parts.fields import FramedField, SearchField
from ui.parts.labels import Frame, Label
from ui.parts.layouts import FlowLayout, boxed, row
from ui.theme import theme
from ui.words import day, tr, words

_WAIT = 250
"""Milliseconds after the last key before the database is asked."""
_OWN = "own"


class TrailFilters(Frame):
    """Says which lines are wanted, each time that changes. ``today`` gives the day that periods count from."""

    changed = Signal()
    to_list = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__("bar")
        self._today = today
        self._object = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_WAIT)
        self._soon.timeout.connect(self.changed)
        self.text = SearchField(tr("Number, name or content"), name=tr("Filter the trail"))
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.text.setMinimumWidth(theme().px(200))
        self.person = Choice(tr("Person"))
        self.act = Choice(tr("Act"))
        self.kind = Choice(tr("Kind of object"))
        self.period = Choice(
            tr("Period"),
            (
                ("", tr("Any time")),
                ("0", tr("Today")),
                ("6", tr("Last 7 days")),
                ("29", tr("Last 30 days")),
                ("year", tr("This year")),
                (_OWN, tr("From ... to ...")),
            ),
        )
        self.since = FramedField("calendar", tr("From"), name=tr("From this day"))
        self.until = FramedField("calendar", tr("To"), name=tr("To this day"))
        self._wrong = Label("", "caption", "danger")
        self.object = Button("", icon="x", kind="quiet")
        self.object.clicked.connect(lambda: self.choose_object(""))
        days = row(self.since, self.until, self._wrong, gap=6)
        self._days = boxed(days)
        for field in (self.since, self.until):
            field.setFixedWidth(theme().px(118))
            field.changed.connect(lambda _text: self._soon.start())
            field.entered.connect(self.to_list)
            field.escaped.connect(self.to_list)
        self.setLayout(
            FlowLayout(self.text, self.object, self.person, self.act, self.kind, self.period, self._days, gap=8, line_gap=6)
        )
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(theme().px(12), theme().px(8), theme().px(12), theme().px(8))
        self._days.setVisible(False)
        self.object.setVisible(False)
        self.text.changed.connect(lambda _text: self._soon.start())
        self.text.entered.connect(self.to_list)
        self.text.escaped.connect(self.to_list)
        for choice in (self.person, self.act, self.kind):
            choice.chosen.connect(lambda _key: self.changed.emit())
        self.period.chosen.connect(self._choose_period)
        self.show_choices(TrailChoices())

    def show_choices(self, found: TrailChoices) -> None:
        """What occurs in the journal; what was chosen stays chosen."""
        self.person.set_choices((("", tr("All people")), *((login, f"{name} ({login})") for login, name in found.people)))
        say = words()
        self.act.set_choices((("", tr("All acts")), *((act, say.show("act", act)) for act in found.acts)))
        self.kind.set_choices((("", tr("All objects")), *((kind, say.show("object_kind", kind)) for kind in found.kinds)))

    def wanted(self) -> TrailFilter:
        """The filter as it stands; a day that can't be read asks nothing and is told beside its field."""
        since, until = self._period()
        return TrailFilter(
            login=self.person.current() or "",
            act=self.act.current() or "",
            kind=self.kind.current() or "",
            object=self._object,
            since=since,
            until=until,
            text=self.text.text(),
        )

    def clear(self) -> None:
        """Ask for all lines."""
        self._object = ""
        self.object.setVisible(False)
        for choice in (self.person, self.act, self.kind, self.period):
            choice.choose("")
        self._days.setVisible(False)
        self.text.set_text("")
        self._soon.stop()
        self.changed.emit()

    def choose_object(self, name: str, called: str = "") -> None:
        """Only lines of this object and of what belongs to it, by uid, code, number or login."""
        self._object = name
        self.name_object(called or name)
        self.object.setVisible(bool(name))
        self.changed.emit()

    def name_object(self, called: str) -> None:
        """Say on the button which object is chosen."""
        self.object.setText(called)
        self.object.setAccessibleName(tr("Only {object}: show all again", object=called))
        self.object.updateGeometry()

    @property
    def chosen_object(self) -> str:
        return self._object

    def _choose_period(self, key: str) -> None:
        self._days.setVisible(key == _OWN)
        if key == _OWN:
            self.since.setFocus()
        self.changed.emit()

    def _period(self) -> tuple[date | None, date | None]:
        key, today = self.period.current() or "", self._today()
        self._wrong.setText("")
        if key == _OWN:
            return self._day(self.since), self._day(self.until)
        if key == "year":
            return date(today.year, 1, 1), None
        return (today - timedelta(days=int(key)), None) if key else (None, None)

    def _day(self, field: FramedField) -> date | None:
        if not field.text().strip():
            return None
        try:
            return parse_date(field.text())
        except AuditDeskError:
            self._wrong.setText(tr("{typed} is no day; write {example}", typed=field.text(), example=day(self._today())))
            return None
