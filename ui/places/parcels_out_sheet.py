"""攜出: which visits leave, who takes them, what opens the parcel, and where it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit, QScrollArea, QSizePolicy, QWidget

from auditdesk.errors import AuditDeskError, BadInput, Refused
from auditdesk.exchange.parcel_files import is_recipient
from auditdesk.model.parcel_rows import PARCEL_SUFFIX, CheckOutVisits
from auditdesk.model.rows import VisitRow
from auditdesk.rules.calendar import parse_date
from ui.jobs import Job
from ui.parts.buttons import Button, SegmentedControl
from ui.parts.check_box import CheckBox
from ui.parts.combo import Choice
from ui.parts.labels import Label
from ui.parts.layouts import boxed, column, row
from ui.parts.passphrase import PassphraseField
from ui.parts.states import labelled, spread
from ui.places import parcels_words as say
from ui.places.firms_sheets import Sheet
from ui.places.parcels_progress import JobLine
from ui.tables import folded
from ui.theme import theme
from ui.words import day, documents, plural, tr, words

_LONG, _STRONG = 12, 20
_SHOWN = 6
"""Visits that are shown without a scroll bar."""
_ABOUT = {
    "parcel.nothing": "visits",
    "visit.signed_off": "visits",
    "visit.removed": "visits",
    "parcel.not_in_team": "holder",
    "parcel.sealing": "sealing",
    "paper.exists": "file",
    "date.unreadable": "due",
}


@dataclass(frozen=True, slots=True)
class Sizes:
    """Bytes of the visit's own evidence, and of what lies with earlier years' findings."""

    own: int
    old: int


class OutSheet(Sheet):
    """``ordered`` brings the order once it is whole; ``sized`` asks for the sizes of the visits that are chosen."""

    ordered = Signal(object)
    sized = Signal(object)

    def __init__(
        self,
        window: QWidget,
        visits: Sequence[VisitRow],
        chosen: Sequence[str],
        names: Mapping[str, str],
        taken: Mapping[str, str],
    ) -> None:
        super().__init__(window, tr("Check audits out"), 620)
        self.let_scroll()
        self._visits = {visit.number: visit for visit in visits}
        self._names = names
        self._sizes: Sizes | None = None
        self.boxes: dict[str, CheckBox] = {}
        # What is to go stands first: with many visits the others are looked for.
        for visit in sorted(visits, key=lambda one: one.number not in chosen):
            told = (visit.number, visit.firm_name, taken.get(visit.uid, ""))
            box = self.boxes[visit.number] = CheckBox("  ".join(part for part in told if part))
            box.setChecked(visit.number in chosen)
            # Who holds it already can be long: the line ends in dots, and the sheet stays as wide as it is.
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.setToolTip(box.text())
            box.toggled.connect(lambda _on: self._follow())
        self.holder = Choice(tr("Who takes them along"))
        self.device = QLineEdit()
        self.device.setPlaceholderText(tr("As you call it, for example Lin's laptop"))
        self.due = QLineEdit()
        self.due.setPlaceholderText(tr("2019-12-31 or 108/12/31"))
        self.sealing = SegmentedControl((("passphrase", tr("Passphrase")), ("key", tr("Public key"))), name=tr("What opens it"))
        self.sealing.chosen.connect(lambda _key: self._follow())
        self.first, self.again = PassphraseField(tr("Passphrase of the package")), PassphraseField(tr("The same once more"))
        self.key = QLineEdit()
        self.key.setPlaceholderText("age1...")
        self.key.setAccessibleName(tr("Public key of the receiver"))
        self._hint = Label("", "caption", "muted", wrap=True)
        for each in (self.first.edit, self.again.edit, self.key):
            each.textChanged.connect(lambda _text: self._strength())
        self._words = spread(
            labelled(tr("Passphrase of the package"), self.first), labelled(tr("The same once more"), self.again)
        )
        self.old = CheckBox(tr("Take the evidence of earlier years along"))
        self.old.toggled.connect(lambda _on: self._tell_size())
        self._size = Label("", "table", "secondary", wrap=True)
        self.file = QLineEdit()
        self.file.setAccessibleName(tr("File"))
        self._named = False
        self.file.textEdited.connect(lambda _text: setattr(self, "_named", True))
        choose = Button(tr("Choose ..."), icon="folder", kind="quiet")
        choose.clicked.connect(self._choose)
        self._faults: dict[str, Label] = {}
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Filter by firm or number"))
        self.search.setAccessibleName(tr("Filter by firm or number"))
        self.search.textChanged.connect(self._find)
        self.search.setVisible(len(visits) > _SHOWN)
        self._add(
            "visits",
            labelled(tr("Audits"), boxed(column(self.search, self._listed(), gap=4)))
            if visits
            else Label(tr("No audit can be checked out."), "table", "muted"),
        )
        self._add("holder", spread(labelled(tr("Who takes them along"), self.holder), labelled(tr("Computer"), self.device)))
        self._add("due", labelled(tr("Due back"), self.due, tr("May stay empty.")))
        self._add(
            "sealing",
            boxed(
                column(labelled(tr("What opens it"), boxed(row(self.sealing, None))), self._words, self.key, self._hint, gap=6)
            ),
        )
        self._add("old", boxed(column(self.old, self._size, gap=2)))
        line = row(self.file, choose, gap=8)
        line.setStretch(0, 1)
        self._add("file", labelled(tr("File"), boxed(line)))
        self.job_line = JobLine()
        self._wrong = Label("", "caption", "danger", wrap=True)
        self._wrong.setVisible(False)
        self.content.addWidget(self._wrong)
        self.content.addWidget(self.job_line)
        self.add_buttons(tr("Check out"), self._order)
        self._follow()

    def _listed(self) -> QWidget:
        """The boxes; more than a few scroll by themselves."""
        lines = boxed(column(*self.boxes.values(), gap=2))
        lines.setProperty("role", "page")
        if len(self.boxes) <= _SHOWN:
            return lines
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(lines)
        area.setFixedHeight(theme().px(28 * _SHOWN))
        return area

    def _find(self, text: str) -> None:
        """Show the visits that are ticked and those whose line has the words."""
        for box in self.boxes.values():
            box.setVisible(box.isChecked() or folded(text.strip()) in folded(box.text()))

    def _add(self, name: str, field: QWidget) -> None:
        fault = self._faults[name] = Label("", "caption", "danger", wrap=True)
        fault.setVisible(False)
        self.content.addWidget(boxed(column(field, fault, gap=2)))

    def open(self) -> None:
        super().open()
        first = next((box for box in self.boxes.values() if box.isChecked()), next(iter(self.boxes.values()), None))
        (first or self.holder).setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The numbers of the visits that are ticked."""
        return tuple(number for number, box in self.boxes.items() if box.isChecked())

    def _follow(self) -> None:
        teams = [self._visits[number].inspectors for number in self.chosen]
        common = [login for login in (teams[0] if teams else ()) if all(login in team for team in teams)]
        self.holder.set_choices(tuple((login, self._names.get(login, login)) for login in common))
        by_key = self.sealing.current() == "key"
        self._words.setVisible(not by_key)
        self.key.setVisible(by_key)
        self._strength()
        if not self._named:
            name = self.chosen[0] if len(self.chosen) == 1 else tr("audits")
            self.file.setText(
                str(Path(documents(), f"{name}-{self.holder.current() or ''}{PARCEL_SUFFIX}")) if self.chosen else ""
            )
        self._sizes = None
        self._tell_size()
        self.sized.emit(self.chosen)
        if self.isVisible():
            self.place()

    def _strength(self) -> None:
        if self.sealing.current() == "key":
            good = is_recipient(self.key.text().strip()) if self.key.text().strip() else False
            told = (
                tr("Only the holder of the secret key can open it.") if good else tr("The receiver makes one with “parcels key”.")
            )
            self._hint.setText(told)
            self._hint.set_tone("ok" if good else "muted")
            return
        length, same = len(self.first.text()), self.first.text() == self.again.text()
        if length < _LONG:
            told, tone = tr("At least {minimum} characters; several words are easiest to remember.", minimum=_LONG), "muted"
        elif self.again.text() and not same:
            told, tone = tr("The two are not the same"), "danger"
        elif length < _STRONG:
            told, tone = tr("Long enough. Tell it by another way than the file."), "ok"
        else:
            told, tone = tr("Strong. Tell it by another way than the file."), "ok"
        self._hint.setText(told)
        self._hint.set_tone(tone)

    def show_sizes(self, chosen: tuple[str, ...], sizes: Sizes) -> None:
        """How much evidence the visits have; an answer for others is left aside."""
        if chosen == self.chosen:
            self._sizes = sizes
            self._tell_size()

    def _tell_size(self) -> None:
        if self._sizes is None or not self.chosen:
            self._size.setText("")
            return
        total = self._sizes.own + (self._sizes.old if self.old.isChecked() else 0)
        taken = tr("yes") if self.old.isChecked() else tr("no")
        self._size.setText(tr("Check out {size}, with earlier evidence: {taken}", size=say.size(total), taken=taken))

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, tr("Check audits out"), self.file.text(), f"{tr('Package')} (*{PARCEL_SUFFIX})"
        )
        if chosen:
            self._named = True
            self.file.setText(chosen if chosen.endswith(PARCEL_SUFFIX) else chosen + PARCEL_SUFFIX)

    def _order(self) -> None:
        self.clear_faults()
        try:
            order = self.order()
        except AuditDeskError as error:
            self.refuse(error)
            return
        self.ordered.emit(order)

    def order(self) -> CheckOutVisits:
        """What is to be done. Raises Refused ``parcel.nothing``, ``parcel.sealing``, BadInput ``date.unreadable``."""
        if not self.chosen:
            raise Refused("parcel.nothing")
        by_key = self.sealing.current() == "key"
        passphrase, key = self.first.text(), self.key.text().strip()
        if (by_key and not is_recipient(key)) or (not by_key and (len(passphrase) < _LONG or passphrase != self.again.text())):
            raise Refused("parcel.sealing")
        due: date | None = parse_date(self.due.text()) if self.due.text().strip() else None
        if not self.file.text().strip():
            raise BadInput("paper.exists", path="")
        return CheckOutVisits(
            self.chosen,
            self.holder.current() or "",
            Path(self.file.text().strip()).expanduser(),
            "" if by_key else passphrase,
            (key,) if by_key else (),
            self.device.text().strip(),
            due,
            self.old.isChecked(),
        )

    def follow(self, job: Job) -> None:
        """Show how far the job is; the sheet stays until it is over."""
        assert self.primary is not None
        self.primary.setEnabled(False)
        self.job_line.follow(job)
        job.settled.connect(lambda: self.primary.setEnabled(True) if self.primary is not None else None)
        self.let_see(self.job_line)

    def clear_faults(self) -> None:
        for label in (self._wrong, *self._faults.values()):
            label.setVisible(False)

    def refuse(self, error: AuditDeskError) -> None:
        """Say why it can't be done, beside what it is about; what was typed stays."""
        told = words().error(error)
        if error.code == "parcel.sealing" and self.sealing.current() == "passphrase" and self.first.text() != self.again.text():
            told = tr("The two are not the same")
        label = self._faults.get(_ABOUT.get(error.code, ""), self._wrong)
        label.setText(told)
        label.setVisible(True)
        self.let_see(label)


def extend_text(due: date | None) -> str:
    """What a sheet for another day says first."""
    return tr("It is due back on {day}.", day=day(due)) if due else tr("No day was set.")


def written_text(count: int, size: int) -> str:
    """What a parcel came to, for the status bar."""
    return plural(count, "{count} audit checked out, {size}", "{count} audits checked out, {size}", size=say.size(size))
