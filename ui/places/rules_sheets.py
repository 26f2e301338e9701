"""Small sheets of the Rules place: a copy, a reason, a proposal, one item of a draft. Each says beside the field what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.office_rules import ExceptionKind, ItemChange, ProposeException
from auditdesk.model.rulebook import CheckItem, Condition, Section
from auditdesk.model.terms import Frequency
from auditdesk.rules.calendar import parse_date
from auditdesk.rules.rulebook_diff import written
from ui.parts.buttons import Button, SegmentedControl
from ui.parts.combo import Choice
from ui.parts.labels import Label
from ui.parts.layouts import FlowLayout, boxed
from ui.parts.states import labelled, spread
from ui.places import rules_words as say
from ui.places.firms_sheets import DayEdit, Sheet
from ui.places.firms_words import two
from ui.theme import theme
from ui.words import day, mark, tr, words


def _day_or_none(text: str) -> date | None:
    return parse_date(text) if text.strip() else None


class FormSheet(Sheet):
    """A sheet whose first button calls ``give``; an AuditDeskError raised on reading the fields is shown beside them."""

    def __init__(self, window: QWidget, title: str, do: str, width: int = 520) -> None:
        super().__init__(window, title, width)
        self._do = do
        self.wrong = Label("", "caption", "danger", wrap=True)
        self.wrong.setVisible(False)
        self.send: Callable[[], None] = lambda: None
        """Reads the fields and gives them on; set by whoever opens the sheet."""

    def finish(self) -> None:
        """Put the place for mistakes and the buttons below the fields."""
        self.content.addWidget(self.wrong)
        self.add_buttons(self._do, self._give)

    def _give(self) -> None:
        try:
            self.send()
        except AuditDeskError as error:
            self.refuse(error)

    def refuse(self, error: AuditDeskError) -> None:
        """Say what is wrong and leave everything as it was typed."""
        told = [words().error(error), *(f"{one.column}: {words().problem(one)}" for one in error.problems[:4])]
        self.wrong.setText("\n".join(told))
        self.wrong.setVisible(True)
        if self.primary is not None:
            self.primary.setEnabled(True)
        self.place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._give()
            return
        super().keyPressEvent(event)


def _text_box(name: str, text: str = "", lines: int = 3) -> QPlainTextEdit:
    box = QPlainTextEdit(text)
    box.setAccessibleName(name)
    box.setTabChangesFocus(True)
    box.setFixedHeight(theme().px(12 + 21 * lines))
    return box


class CopySheet(FormSheet):
    """Name and first day of a new edition."""

    def __init__(self, window: QWidget, base: str, today: date) -> None:
        super().__init__(window, tr("Copy “{edition}” as a new edition", edition=base), tr("Begin the draft"))
        self.name = QLineEdit()
        self.day = DayEdit(today)
        told = tr("The draft holds only what it changes. It comes into force when another supervisor approves it.")
        self.content.addWidget(Label(told, "table", "secondary", wrap=True))
        self.content.addWidget(labelled(tr("Name of the edition"), self.name))
        self.content.addWidget(labelled(tr("First day"), self.day))
        self.finish()

    def open(self) -> None:
        super().open()
        self.name.setFocus(Qt.FocusReason.PopupFocusReason)


class ReasonSheet(FormSheet):
    """A decision that needs words, and for an end its last day. ``reason`` and ``day`` are read when it is given."""

    def __init__(self, window: QWidget, title: str, do: str, told: str = "", last_day: date | None = None) -> None:
        super().__init__(window, title, do)
        if told:
            self.content.addWidget(Label(told, "table", "secondary", wrap=True))
        self.day = None if last_day is None else DayEdit(last_day)
        if self.day is not None:
            self.content.addWidget(labelled(tr("Last day"), self.day))
        self.reason = _text_box(tr("Reason"))
        self.content.addWidget(labelled(tr("Reason"), self.reason))
        self.finish()

    def open(self) -> None:
        super().open()
        self.reason.setFocus(Qt.FocusReason.PopupFocusReason)


class ExceptionSheet(FormSheet):
    """One item exempt or added for one firm, from a day to a day."""

    def __init__(
        self,
        window: QWidget,
        firms: Sequence[tuple[str, str]],
        items: Sequence[CheckItem],
        today: date,
        firm: str | None = None,
        item: str | None = None,
    ) -> None:
        super().__init__(window, tr("Propose an exception"), tr("Propose"), 560)
        self.firm = Choice(tr("Firm"), tuple(firms), firm)
        self.item = Choice(tr("Item"), tuple((one.key, f"{one.key}　{two(one.summary)}") for one in items), item)
        for choice in (self.firm, self.item):
            choice.setMinimumContentsLength(12)
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        kinds = tuple((kind.value, words().say(f"exception_kind.{kind}")) for kind in ExceptionKind)
        self.kind = SegmentedControl(kinds, name=tr("Kind"))
        self.first, self.last = DayEdit(today), QLineEdit()
        self.last.setPlaceholderText(tr("open"))
        self.reason = _text_box(tr("Reason"))
        told = tr("It counts from when another supervisor approves it, and shows as an exception ever after.")
        self.content.addWidget(Label(told, "table", "secondary", wrap=True))
        self.content.addWidget(labelled(tr("Firm"), self.firm))
        self.content.addWidget(labelled(tr("Item"), self.item))
        self.content.addWidget(self.kind)
        self.content.addWidget(spread(labelled(tr("First day"), self.first), labelled(tr("Last day"), self.last)))
        self.content.addWidget(labelled(tr("Reason"), self.reason))
        self.finish()

    def order(self) -> ProposeException:
        """What is proposed. Raises BadInput ``date.unreadable``."""
        return ProposeException(
            self.firm.current() or "",
            self.item.current() or "",
            ExceptionKind(self.kind.current()),
            self.reason.toPlainText(),
            self.first.read(),
            _day_or_none(self.last.text()),
        )


class KeyItemSheet(FormSheet):
    """One item for one audit year, with the incidents that call for it."""

    def __init__(self, window: QWidget, items: Sequence[CheckItem], year: int) -> None:
        super().__init__(window, tr("Propose a key item of the year"), tr("Propose"), 560)
        self.year = QLineEdit(str(year))
        self.item = Choice(tr("Item"), tuple((one.key, f"{one.key}　{two(one.summary)}") for one in items))
        self.item.setMinimumContentsLength(12)
        self.item.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.reason = _text_box(tr("Reason"))
        self.content.addWidget(labelled(tr("Audit year (Gregorian)"), self.year))
        self.content.addWidget(labelled(tr("Item"), self.item))
        self.content.addWidget(labelled(tr("Reason"), self.reason, tr("Name the recent incidents that call for a closer look.")))
        self.finish()


_TEMPLATES = (
    ("always", mark("every firm")),
    ("{fact: internet_ordering, is: true}", mark("takes internet orders")),
    ("{fact: co_location, is: true}", mark("co-location")),
    ("{capital: {min: 4000000000, below: null}}", mark("capital from 4 billion")),
    ("{capital: {min: 10000000000, below: null}}", mark("capital from 10 billion")),
)


class ItemSheet(FormSheet):
    """One item of a draft. ``check`` reads a condition while it is typed."""

    def __init__(
        self,
        window: QWidget,
        item: CheckItem | None,
        sections: Sequence[Section],
        check: Callable[[str], Condition],
        title: str,
    ) -> None:
        super().__init__(window, title, tr("Keep in the draft"), 680)
        self._item, self._check = item, check
        self.section = Choice(tr("Section"), tuple((one.code, f"{one.code}　{two(one.name)}") for one in sections))
        self.section.setMinimumContentsLength(12)
        self.section.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.key = QLineEdit()
        self.paragraph = QLineEdit((item.paragraph or "") if item else "")
        self.zh = _text_box(tr("Requirement in Chinese"), item.summary.zh if item else "", 2)
        self.en = _text_box(tr("Requirement in English"), item.summary.en if item else "", 2)
        frequencies = tuple((one.value, say.frequency(one.value)) for one in Frequency)
        self.frequency = Choice(tr("Frequency"), frequencies, item.frequency.value if item else None)
        self.condition = QLineEdit(written(item.condition) if item else "always")
        self.first = QLineEdit(day(item.effective_from) if item else "")
        self.last = QLineEdit(day(item.effective_until) if item and item.effective_until else "")
        for edit in (self.first, self.last):
            edit.setPlaceholderText(tr("as the edition"))
        self._read = Label("", "caption", "secondary", wrap=True)
        if item is None:
            self.content.addWidget(spread(labelled(tr("Section"), self.section), labelled(tr("Key"), self.key)))
        self.content.addWidget(spread(labelled(tr("Paragraph"), self.paragraph), labelled(tr("Frequency"), self.frequency)))
        self.content.addWidget(labelled(tr("Requirement in Chinese"), self.zh))
        self.content.addWidget(labelled(tr("Requirement in English"), self.en))
        self.content.addWidget(labelled(tr("Binds"), self.condition))
        chips = []
        for text, name in _TEMPLATES:
            chip = Button(tr(name), kind="quiet", small=True)
            chip.clicked.connect(lambda _checked=False, text=text: self.condition.setText(text))
            chips.append(chip)
        self.content.addWidget(boxed(FlowLayout(*chips, gap=6)))
        self.content.addWidget(self._read)
        self.content.addWidget(spread(labelled(tr("First day"), self.first), labelled(tr("Last day"), self.last)))
        self.finish()
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(200)
        self._due.timeout.connect(self._read_condition)
        self.condition.textChanged.connect(self._due.start)
        self._read_condition()

    def _read_condition(self) -> None:
        try:
            self._read.setText(tr("binds: {whom}", whom=say.condition(self._check(self.condition.text()))))
            self._read.set_tone("secondary")
        except AuditDeskError as error:
            self._read.setText(words().error(error))
            self._read.set_tone("danger")

    def change(self) -> ItemChange:
        """What the form says. Raises BadInput ``date.unreadable``."""
        item = self._item
        return ItemChange(
            key=item.key if item else self.key.text().strip(),
            section=item.code if item else self.section.current() or "",
            paragraph=self.paragraph.text().strip(),
            summary_zh=self.zh.toPlainText(),
            summary_en=self.en.toPlainText(),
            frequency=self.frequency.current() or Frequency.UNKNOWN.value,
            condition=self.condition.text(),
            effective_from=_day_or_none(self.first.text()),
            effective_until=_day_or_none(self.last.text()),
        )
