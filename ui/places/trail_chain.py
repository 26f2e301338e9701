"""The head of the trail: whether the chain is whole, how far the check has come, and who signed it last."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar

from auditdesk.errors import AuditDeskError, Cancelled
from ui.jobs import Runner
from ui.parts.buttons import Button
from ui.parts.labels import ElidedLabel, Frame, IconLabel, Label
from ui.parts.layouts import boxed, column, row
from ui.theme import theme
from ui.words import clock, day, number, plural, tr, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditdesk.progress import Progress
    from auditdesk.store.journal_check import ChainState

_TOLD = 4
"""Breaks told one by one; the rest by their number."""


class ChainBar(Frame):
    """Checks the chain in the background when asked to, and says what came of it."""

    def __init__(self, runner: Runner, check: Callable[[Progress], ChainState]) -> None:
        super().__init__("header")
        self._runner, self._check = runner, check
        self.state: ChainState | None = None
        self._names: dict[str, str] = {}
        self._reached = (0, 0)
        self._checking = False
        self._icon = IconLabel("shield", "text.muted", 18)
        self.told = Label(tr("Not checked yet"), "strong")
        self.signed = ElidedLabel("", "table", "secondary")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(theme().px(120), theme().px(6))
        self.bar.setAccessibleName(tr("Check of the chain"))
        self.bar.setVisible(False)
        self.again = Button(tr("Check again"), icon="sync", kind="quiet", small=True)
        self.again.clicked.connect(self.check)
        self._faults = Label("", "table", "danger", wrap=True)
        self._faults.setVisible(False)
        line = row(self._icon, self.told, self.bar, self.signed, self.again, gap=10)
        line.setStretch(3, 1)
        self.setLayout(column(boxed(line), self._faults, gap=6, margins=(14, 8, 14, 8)))
        self._look = QTimer(self)
        self._look.setInterval(80)
        self._look.timeout.connect(self._show_progress)

    def name_people(self, names: dict[str, str]) -> None:
        """What people are called, by login."""
        self._names = names
        if self.state is not None:
            self.signed.setText(_signature(self.state, names))

    def check(self) -> None:
        """Walk the chain off the GUI thread; one check at a time."""
        if self._checking:
            return
        self._checking, self._reached = True, (0, 0)
        self.again.setEnabled(False)
        self.told.setText(tr("Checking the chain..."))
        self.told.set_tone("primary")
        self._icon.set("shield", "text.muted")
        self.bar.setRange(0, 0)
        self.bar.setVisible(True)
        self._look.start()
        self._runner.read(lambda: self._check(self._progress), self._take, self._failed)

    def _progress(self, done: int, total: int = 0, step: str = "") -> None:
        """On the reading thread."""
        if self._runner.closing:
            raise Cancelled
        self._reached = (done, total)

    def _show_progress(self) -> None:
        done, total = self._reached
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if total:
            self.told.setText(tr("Checking the chain: {done} of {total} lines", done=number(done), total=number(total)))

    def _over(self) -> None:
        self._checking = False
        self._look.stop()
        self.bar.setVisible(False)
        self.again.setEnabled(True)

    def _failed(self, error: Exception) -> None:
        self._over()
        self.told.setText(words().error(error) if isinstance(error, AuditDeskError) else tr("The check could not be finished"))
        self.told.set_tone("danger")
        self._icon.set("warn", "danger.text")

    def _take(self, state: ChainState) -> None:
        self._over()
        self.state = state
        if state.ok:
            self.told.setText(tr("Whole, {number} lines", number=number(state.entries)))
            self.told.set_tone("ok")
            self._icon.set("shield-check", "status.approved.text")
        else:
            self.told.setText(tr("Broken at line {number}", number=state.broken_at))
            self.told.set_tone("danger")
            self._icon.set("warn", "danger.text")
        self._faults.setText("\n".join(_sentences(state)))
        self._faults.setVisible(not state.ok)
        self.signed.setText(_signature(state, self._names))


def _signature(state: ChainState, names: dict[str, str]) -> str:
    signed = state.last_checkpoint
    if signed is None:
        return tr("No checkpoint yet")
    at = datetime.fromisoformat(signed.at).astimezone()
    return tr(
        "Last signed by {name} on {day} {time}, up to line {number}",
        name=names.get(signed.login, signed.login),
        day=day(at.date()),
        time=clock(at),
        number=number(signed.sequence),
    )


def _sentences(state: ChainState) -> list[str]:
    told = []
    for each in state.breaks[:_TOLD]:
        lines = str(each.sequence) if each.sequence == each.last else f"{each.sequence}–{each.last}"
        at = datetime.fromisoformat(each.at) if each.at else None
        told.append(words().say(f"verify.break.{each.kind}", lines=lines, login=each.login, at=at))
    rest = len(state.breaks) - len(told)
    if rest > 0:
        told.append(plural(rest, "and {count} more place", "and {count} more places"))
    return told
