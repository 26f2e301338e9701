"""攜回: what a parcel would do, then what it did; each list of records can be looked through before anything is changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.parcel_rows import CheckInPreview, CheckInRow, RecordTurn, Turn
from ui.jobs import Job
from ui.parts.buttons import Button, SegmentedControl
from ui.parts.check_box import CheckBox
from ui.parts.choice_list import ChoiceList, Offer
from ui.parts.labels import IconLabel, Label
from ui.parts.layouts import boxed, column, row
from ui.places.firms_sheets import Sheet
from ui.places.parcels_progress import JobLine
from ui.theme import theme
from ui.words import plural, tr, words

_FIRST_SHOWN = (Turn.REFUSED, Turn.CLASHING, Turn.CHANGED, Turn.NEW, Turn.SAME)
"""What is shown first where there is any: what one has to think about."""
_FIELDS = 3
_ICONS = {
    Turn.NEW: ("plus", "judge.conform.mark"),
    Turn.CHANGED: ("edit", "accent.text"),
    Turn.SAME: ("check", "text.muted"),
    Turn.CLASHING: ("merge", "severity.medium.mark"),
    Turn.REFUSED: ("x", "danger.text"),
}


def turn_offer(one: RecordTurn) -> Offer:
    """One record of the parcel as a line of its list."""
    icon, ink = _ICONS[one.turn]
    # Of what is new every field is; more than a few are not read in a line.
    groups = () if one.turn is Turn.NEW else one.groups
    named = [words().say(f"merge_group.{group}") for group in groups[:_FIELDS]]
    fields = tr(", ").join(named) + ("…" if len(groups) > _FIELDS else "")
    trail = words().say(f"refused_why.{one.why}") if one.why else fields
    return Offer(one.uid, one.name or one.uid[:8], words().say(f"object_kind.{one.kind}"), trail, icon, ink)


class CheckInSheet(Sheet):
    """Open it, ``follow`` the job that looks, ``show_preview``; ``confirmed`` starts; ``show_result`` ends it.

    ``receipt_wanted`` asks for the receipt, ``go_on`` for the conflicts that are left.
    """

    confirmed = Signal()
    receipt_wanted = Signal()
    go_on = Signal()

    def __init__(self, window: QWidget, file: Path, names: Mapping[str, str]) -> None:
        super().__init__(window, tr("Check a package in"), 680)
        self.let_scroll()
        self._names = names
        self.file = file
        self._turns: tuple[RecordTurn, ...] = ()
        self.open_clashes = 0
        self.head = Label(file.name, "strong", wrap=True)
        self.told = Label(
            tr("Its signature and every byte of it are being checked. Nothing is changed."), "table", "secondary", wrap=True
        )
        self.turns = SegmentedControl(
            tuple((turn.value, words().say(f"turn.{turn.value}")) for turn in Turn), name=tr("What it would do")
        )
        self.turns.chosen.connect(self._show_turn)
        self.list = ChoiceList(tr("Records of the package"), digits=False, rows=9)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.list.setMinimumHeight(theme().px(60))
        self._nothing = Label(tr("None."), "table", "muted")
        self._signed = boxed(
            row(
                IconLabel("shield-check", "judge.conform.mark", 14),
                Label(
                    tr("Signature, count and hashes agree. A backup is made before anything is merged."),
                    "caption",
                    "secondary",
                    wrap=True,
                ),
                gap=6,
            )
        )
        self.receipt = CheckBox(tr("Write the receipt for the laptop beside the package"))
        self.receipt.setChecked(True)
        self.wrong = Label("", "table", "danger", wrap=True)
        self.job_line = JobLine()
        self._parts = (self.turns, self.list, self._nothing, self._signed, self.receipt, self.wrong)
        for part in (self.head, self.told, *self._parts, self.job_line):
            self.content.addWidget(part)
        for part in self._parts:
            part.setVisible(False)
        do = self.add_buttons(tr("Check in"), self._press)
        do.setEnabled(False)
        self._state = "looking"

    @property
    def state(self) -> str:
        """``looking``, ``preview``, ``merging``, ``refused`` or ``done``."""
        return self._state

    def open(self) -> None:
        super().open()
        self.panel.setFocus(Qt.FocusReason.PopupFocusReason)

    def follow(self, job: Job, state: str) -> None:
        """Show how far the job is."""
        assert self.primary is not None
        self._state = state
        self.primary.setEnabled(False)
        for part in self._parts:
            part.setVisible(False)
        self.cancel.setVisible(state == "looking")
        self.job_line.follow(job)
        job.cancelled.connect(self.close_and_return)
        self._settle()

    def show_preview(self, told: CheckInPreview) -> None:
        """What taking the parcel in would do."""
        assert self.primary is not None
        self._state = "preview"
        self.head.setText(
            tr(
                "{parcel}, handed in by {holder}: {audits}",
                parcel=told.parcel,
                holder=self._names.get(told.holder, told.holder),
                audits=tr(", ").join(told.visits),
            )
        )
        self._turns = told.turns
        if told.taken:
            self.told.setText(tr("This very file was checked in before. Nothing would change."))
            self._state = "done"
            self._end(tr("Close"))
        else:
            self.told.setText(plural(told.evidence, "{count} new file of evidence", "{count} new files of evidence"))
            self._count(told.count)
            for part in (self.turns, self._signed, self.receipt, self.cancel):
                part.setVisible(True)
            first = next((turn for turn in _FIRST_SHOWN if told.count(turn)), Turn.NEW)
            self.turns.choose(first.value)
            self._show_turn(first.value)
        self.primary.setEnabled(True)
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
        self._settle()

    def _count(self, count: Callable[[Turn], int]) -> None:
        for turn in Turn:
            self.turns.set_text(turn.value, f"{words().say(f'turn.{turn.value}')} {count(turn)}")

    def _show_turn(self, name: str) -> None:
        offers = [turn_offer(one) for one in self._turns if one.turn.value == name]
        self.list.show_offers(offers)
        self.list.setVisible(bool(offers))
        self._nothing.setVisible(not offers)
        self._settle()

    def show_result(self, row_: CheckInRow, refused: tuple[Mapping[str, Any], ...]) -> None:
        """What it did, and what is to be done next."""
        assert self.primary is not None
        self._state, self.open_clashes = "done", row_.open_clashes
        taken = row_.counts.get("new", 0) + row_.counts.get("changed", 0)
        self._signed.setVisible(False)
        self.told.setText(
            plural(
                row_.open_clashes,
                "Merged {merged} records. {count} conflict waits for a decision.",
                "Merged {merged} records. {count} conflicts wait for a decision.",
                merged=taken,
            )
            if row_.open_clashes
            else tr("Merged {merged} records. Everything is merged.", merged=taken)
        )
        self.turns.setVisible(True)
        self._show_turn(self.turns.current())
        if refused:
            self.turns.choose(Turn.REFUSED.value)
            self._show_turn(Turn.REFUSED.value)
        if row_.open_clashes:
            self.cancel.setVisible(True)
            self.cancel.setText(tr("Later"))
            self.cancel.updateGeometry()
            self.primary.setText(tr("Decide the conflicts"))
            self.primary.updateGeometry()
        else:
            self._end(tr("Done"))
        self.primary.setEnabled(True)
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.receipt.isChecked():
            self.receipt_wanted.emit()
        self.receipt.setVisible(False)
        self._settle()

    def show_receipt(self, file: Path) -> None:
        """The receipt lies there now."""
        self.told.setText("\n".join((self.told.text(), tr("The receipt for the laptop: {file}", file=file.name))))
        self._settle()

    def refuse(self, error: AuditDeskError) -> None:
        """Why it was not taken in; nothing was changed."""
        assert self.primary is not None
        self._state = "refused"
        for part in self._parts:
            part.setVisible(False)
        self.told.setText("")
        self.wrong.setText(words().error(error))
        self.wrong.setVisible(True)
        self._end(tr("Close"))
        self.primary.setEnabled(True)
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
        self._settle()

    def _settle(self) -> None:
        """Take the place that is needed, again once the layout knows what is shown."""
        self.place()
        QTimer.singleShot(0, self, self.place)

    def _end(self, told: str) -> None:
        """Nothing is left to be done or to be left undone: one button."""
        assert self.primary is not None
        self.cancel.setVisible(False)
        self.primary.setText(told)
        self.primary.updateGeometry()

    def _press(self) -> None:
        if self._state == "preview":
            self.confirmed.emit()
            return
        go_on = self._state == "done" and self.open_clashes
        self.close_and_return()
        if go_on:
            self.go_on.emit()


class OpenSheet(Sheet):
    """收受: the passphrase or the key file that opens a parcel of the office. ``given`` brings (passphrase, key file)."""

    given = Signal(str, str)

    def __init__(self, window: QWidget, file: Path) -> None:
        from ui.parts.opening_field import OpeningField

        super().__init__(window, tr("Take a package in"))
        self.let_scroll()
        self.opening = OpeningField()
        self.wrong = Label("", "caption", "danger", wrap=True)
        self.wrong.setVisible(False)
        self.job_line = JobLine()
        self.content.addLayout(column(Label(file.name, "strong", wrap=True), self.opening, self.wrong, self.job_line, gap=10))
        do: Button = self.add_buttons(tr("Take in"), lambda: self.given.emit(*self.opening.given()))
        do.setEnabled(False)
        self.opening.changed.connect(lambda: do.setEnabled(self.opening.is_ready))
        self.trusted = ""
        """The fingerprint that was shown and that the next press says was compared."""

    def open(self) -> None:
        super().open()
        self.opening.setFocus(Qt.FocusReason.PopupFocusReason)

    def follow(self, job: Job) -> None:
        assert self.primary is not None
        do = self.primary
        do.setEnabled(False)
        self.wrong.setVisible(False)
        self.job_line.follow(job)
        job.settled.connect(lambda: do.setEnabled(True))
        self.place()

    def refuse(self, error: AuditDeskError) -> None:
        assert self.primary is not None
        self.wrong.setText(words().error(error))
        self.wrong.setVisible(True)
        unknown = error.code == "parcel.unknown_signer"
        self.trusted = str(error.values["fingerprint"]) if unknown else ""
        self.primary.setText(tr("The fingerprint agrees: take in") if unknown else tr("Take in"))
        self.primary.updateGeometry()
        self.opening.setFocus()
        self.let_see(self.wrong)
