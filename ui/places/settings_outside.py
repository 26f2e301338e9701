"""其他機關之缺失: other authorities' findings of each year, how long they are kept, and the removal of their words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from auditdesk.errors import AuditDeskError
from ui.parts.buttons import Button
from ui.parts.labels import Label
from ui.parts.layouts import boxed, clear, column, row
from ui.places.base import Place
from ui.places.settings_lines import Line
from ui.places.settings_retention import TypedSheet
from ui.theme import theme
from ui.words import day, plural, tr, words, year_name

if TYPE_CHECKING:
    from auditdesk.services.outside_retention import OutsideRemoval, OutsideYear


class OutsideRetentionSection(QObject):
    """A line a year, with the button that removes what is over."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.name = tr("Findings of other authorities")
        self._place = place
        self._years = column(gap=4)
        self._none = Label(tr("No findings of other authorities are kept."), "caption", "muted")
        self.buttons: dict[int, Button] = {}

    def lines(self) -> tuple[Line, ...]:
        detail = tr("Kept as long as visit papers. Authority, firm, heading and severity stay when the words go.")
        lists = column(
            Label(detail, "caption", "muted", wrap=True),
            self._none,
            boxed(self._years),
            gap=6,
            margins=(0, 10, 0, 12),
        )
        self._read()
        return (Line(self.name, boxed(lists), f"{self.name} {detail}"),)

    def refresh(self, changed: frozenset[str]) -> None:
        if changed & {"office_setting", "outside_finding", "finding_import", "legal_hold", "person"}:
            self._read()

    def _read(self) -> None:
        desk = self._place.desk
        self._place.runner.read(desk.outside_retention.list, self._show, self._failed, latest="settings.outside")

    def _failed(self, error: Exception) -> None:
        if isinstance(error, AuditDeskError):
            self._place.failed.emit(error)

    def _show(self, years: tuple[OutsideYear, ...]) -> None:
        clear(self._years)
        self.buttons = {}
        self._none.setVisible(not years)
        for each in years:
            self._years.addWidget(self._year(each))

    def _year(self, told: OutsideYear) -> QWidget:
        name = Label(year_name(told.year), "table", "primary", 500)
        name.setFixedWidth(theme().px(64))
        count = Label(plural(told.findings, "{count} finding", "{count} findings"), "table", "secondary")
        count.setFixedWidth(theme().px(96))
        standing = words().say(f"retention.standing.{told.standing}")
        until = Label(tr("kept until {day}, {standing}", day=day(told.kept_until), standing=standing), "table", "secondary")
        button = Button(tr("Remove their words"), icon="x", kind="quiet", small=True)
        button.refuse(self._place.why_not("outside.remove") or self._why_not(told))
        button.clicked.connect(partial(self._ask, told))
        self.buttons[told.year] = button
        return boxed(row(name, count, until, None, button, gap=12))

    def _why_not(self, told: OutsideYear) -> str:
        if told.standing == "removed":
            return tr("Their words were removed already.")
        if told.standing == "held":
            return tr("All of them are under a legal hold.")
        return tr("They are kept until {day}.", day=day(told.kept_until)) if told.standing == "kept" else ""

    def _ask(self, told: OutsideYear) -> None:
        lines = [
            tr("The words of the findings are removed for good, in the journal too. Earlier backups still hold them."),
            tr("Authority, firm, heading, pattern and severity stay, so that the yearly picture still adds up."),
        ]
        if told.held:
            kept = plural(
                told.held, "{count} under a legal hold keeps its words.", "{count} under a legal hold keep their words."
            )
            lines.append(kept)
        number = str(told.year)
        TypedSheet(
            self._place.window(),
            tr("Remove other authorities' findings of {year}", year=year_name(told.year)),
            tuple(lines),
            tr("Type {year} to confirm", year=number),
            tr("Remove"),
            lambda text: text == number,
            partial(self._remove, told.year),
            danger=True,
        ).open()

    def _remove(self, year: int, typed: str) -> None:
        retention = self._place.desk.outside_retention
        name = tr("Remove other authorities' findings of {year}", year=year_name(year))
        job = self._place.runner.start(name, lambda progress: retention.remove(year, typed, progress))
        job.succeeded.connect(self._removed)
        job.failed.connect(self._failed)

    def _removed(self, done: OutsideRemoval) -> None:
        self._place.said.emit(
            words().say("retention.outside_removed_now", year=year_name(done.year), findings=done.findings, held=done.held)
        )
        self._read()
