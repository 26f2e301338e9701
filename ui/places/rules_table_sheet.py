"""The forms of a draft's tables by capital and of the names of its parts; gaps and overlaps are told while one types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.office_rules import BandStated, TableChange
from auditdesk.model.rulebook import Bilingual, Part, ScopeTable, StaffingTable
from auditdesk.model.terms import Certainty
from auditdesk.rules.bands import faults_of
from ui.parts.buttons import Button
from ui.parts.check_box import CheckBox
from ui.parts.combo import Choice
from ui.parts.labels import Label
from ui.parts.layouts import FlowLayout, boxed, column, row
from ui.parts.states import labelled, spread
from ui.places import rules_words as say
from ui.places.firms_words import two
from ui.places.rules_sheets import FormSheet
from ui.theme import theme
from ui.words import mark, tr, words

_MOST_PEOPLE = 99
_FAULTS = {
    "rulebook.bands_missing": mark("the table has no band."),
    "rulebook.bands_start": mark("the first one must begin at 0."),
    "rulebook.bands_end": mark("the last one must be open: leave its second amount empty."),
    "rulebook.bands_gap": mark("leaves a gap, it must begin at {expected}."),
    "rulebook.bands_overlap": mark("overlaps the one before, which goes up to {expected}."),
    "rulebook.bands_unsorted": mark("begins below the one before."),
    "rulebook.band_holds_nothing": mark("holds nothing: the second amount must be the larger one."),
    "open": mark("the one before is open; give it a second amount."),
}


class _Band(QWidget):
    """One band: from, below, and what it asks for."""

    changed = Signal()
    removed = Signal(object)

    def __init__(self, stated: BandStated, parts: Sequence[Part] | None, number: int) -> None:
        super().__init__()
        look = theme()
        self.least = QLineEdit(say.amount_text(stated.minimum))
        self.below = QLineEdit("" if stated.below is None else say.amount_text(stated.below))
        self.below.setPlaceholderText(tr("no upper bound"))
        self.least.setAccessibleName(tr("Band {number} from", number=number))
        self.below.setAccessibleName(tr("Band {number} below", number=number))
        for edit in (self.least, self.below):
            edit.setFixedWidth(look.px(96))
            edit.textEdited.connect(lambda _text: self.changed.emit())
        widgets: list[QWidget] = [
            self.least,
            Label("–", "table", "muted"),
            self.below,
            Label(say.amount_unit(), "table", "secondary"),
        ]
        self.parts: dict[str, CheckBox] = {}
        self.unit, self.chief, self.staff = CheckBox(tr("Dedicated unit")), QLineEdit(), QLineEdit()
        if parts is None:
            self.unit.setChecked(stated.unit)
            for box, count, name in (
                (self.chief, stated.chief, tr("Security head")),
                (self.staff, stated.staff, tr("Security staff")),
            ):
                box.setValidator(QIntValidator(0, _MOST_PEOPLE, box))
                box.setText(str(count))
                box.setFixedWidth(look.px(44))
                box.setAccessibleName(tr("{what} in band {number}", what=name, number=number))
                box.textEdited.connect(lambda _text: self.changed.emit())
            widgets += [self.unit, Label(tr("Security head"), "table", "secondary"), self.chief]
            widgets += [Label(tr("Security staff"), "table", "secondary"), self.staff]
        else:
            for part in parts:
                checked = self.parts[part.id] = CheckBox(part.id)
                checked.setToolTip(two(part.name))
                checked.setAccessibleName(tr("{what} in band {number}", what=two(part.name), number=number))
                checked.setChecked(part.id in stated.parts)
                widgets.append(checked)
        drop = Button(icon="x", kind="ghost", small=True, name=tr("Take band {number} away", number=number))
        drop.clicked.connect(lambda: self.removed.emit(self))
        self.setLayout(FlowLayout(*widgets, drop, gap=8, line_gap=4))

    def stated(self) -> BandStated:
        """What it says. Raises BadInput ``amount.*``."""
        below = say.read_amount(self.below.text()) if self.below.text().strip() else None
        chosen = tuple(part for part, box in self.parts.items() if box.isChecked())
        least = say.read_amount(self.least.text())
        chief, staff = (int(box.text() or 0) for box in (self.chief, self.staff))
        return BandStated(least, below, self.unit.isChecked(), chief, staff, chosen)


class TableSheet(FormSheet):
    """A table by capital. ``parts`` = the table of audit scope, whose bands name parts; None = the table of staffing duty."""

    def __init__(self, window: QWidget, table: StaffingTable | ScopeTable, parts: Sequence[Part] | None) -> None:
        title = tr("Staffing duty by capital") if parts is None else tr("Audit scope by capital")
        super().__init__(window, title, tr("Keep in the draft"), 832)
        self.kind = "staffing_table" if parts is None else "scope_table"
        self._parts = parts
        self.bands: list[_Band] = []
        clause = table.clause
        self.zh, self.en = QLineEdit(clause.citation.zh), QLineEdit(clause.citation.en)
        for edit in (self.zh, self.en):
            edit.setCursorPosition(0)
        choices = tuple((one.value, say.certainty(one.value)) for one in Certainty)
        self.certainty = Choice(tr("Certainty"), choices, clause.certainty.value)
        told = tr("The table holds from the first day of the edition on. A band holds its first amount, not its second.")
        self.content.addWidget(Label(told, "table", "secondary", wrap=True))
        self._holder = column(gap=8)
        self.content.addWidget(boxed(self._holder))
        for band in _stated(table):
            self._add(band)
        self.add = Button(tr("Add a band"), icon="plus", kind="quiet", small=True)
        self.add.clicked.connect(self._split)
        self.faults = Label("", "caption", "danger", wrap=True)
        self.content.addLayout(row(self.add, None))
        self.content.addWidget(self.faults)
        self.content.addWidget(spread(labelled(tr("Source in Chinese"), self.zh), labelled(tr("Source in English"), self.en)))
        self.content.addWidget(labelled(tr("Certainty"), self.certainty))
        if parts is not None:
            names = "　".join(f"{part.id}: {two(part.name)}" for part in parts)
            self.content.addWidget(Label(names, "caption", "muted", wrap=True))
        self.finish()
        self.check()

    def _add(self, stated: BandStated, at: int | None = None) -> _Band:
        band = _Band(stated, self._parts, len(self.bands) + 1)
        band.changed.connect(self.check)
        band.removed.connect(self._remove)
        place = len(self.bands) if at is None else at
        self.bands.insert(place, band)
        self._holder.insertWidget(place, band)
        return band

    def _split(self) -> None:
        """A new last band; where the one before was open, it is to be bounded."""
        try:
            before = self.bands[-1].stated() if self.bands else BandStated(0, None)
        except AuditDeskError:
            before = BandStated(0, None)
        band = self._add(replace(before, minimum=before.below or 0, below=None))
        self.check()
        (self.bands[-2].below if len(self.bands) > 1 and before.below is None else band.least).setFocus()

    def _remove(self, band: _Band) -> None:
        self.bands.remove(band)
        self._holder.removeWidget(band)
        band.deleteLater()
        self.add.setFocus()
        self.check()

    def check(self) -> None:
        """Tell gaps, overlaps and what can't be read; nothing is kept before they are gone."""
        told = []
        try:
            stated = [band.stated() for band in self.bands]
            for fault in faults_of(stated):
                code = fault.code if fault.expected is not None or fault.code != "rulebook.bands_overlap" else "open"
                what = tr(_FAULTS[code], expected=say.money(fault.expected))
                told.append(tr("Band {number}: {what}", number=fault.index + 1, what=what))
        except AuditDeskError as error:
            told.append(words().error(error))
        self.faults.setText("\n".join(told))
        self.faults.setVisible(bool(told))
        if self.primary is not None:
            self.primary.setEnabled(not told)

    def change(self) -> TableChange:
        """What the form says. Raises BadInput ``amount.*``."""
        return TableChange(
            kind=self.kind,
            bands=tuple(band.stated() for band in self.bands),
            certainty=self.certainty.current() or Certainty.INFERRED.value,
            citation_zh=self.zh.text(),
            citation_en=self.en.text(),
        )


class PartsSheet(FormSheet):
    """The names of the parts of a draft."""

    def __init__(self, window: QWidget, parts: Sequence[Part]) -> None:
        super().__init__(window, tr("Names of the parts"), tr("Keep in the draft"), 620)
        self._names: dict[str, tuple[QLineEdit, QLineEdit]] = {}
        for part in parts:
            zh, en = QLineEdit(part.name.zh), QLineEdit(part.name.en)
            for edit in (zh, en):
                edit.setCursorPosition(0)  # a long name is read from its beginning
            self._names[part.id] = zh, en
            first = labelled(tr("{part} in Chinese", part=part.id), zh)
            self.content.addWidget(spread(first, labelled(tr("{part} in English", part=part.id), en)))
            self.fields |= {f"{part.id}.zh": zh, f"{part.id}.en": en}
        self.finish()

    def names(self) -> dict[str, Bilingual]:
        """The names by the ids of the parts."""
        return {part: Bilingual(zh.text().strip(), en.text().strip()) for part, (zh, en) in self._names.items()}


def _stated(table: StaffingTable | ScopeTable) -> list[BandStated]:
    if isinstance(table, ScopeTable):
        return [BandStated(band.minimum, band.below, parts=band.parts) for band in table.bands]
    return [BandStated(one.minimum, one.below, one.unit, one.chief, one.staff_minimum) for one in table.bands]
