"""Small sheets of the Rules place: a copy, a reason, a proposal, an approval. Each says beside the field what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.office_rules import ExceptionKind, ProposeException
from auditdesk.model.rulebook import CheckItem
from auditdesk.rules.calendar import parse_date
from ui.parts.buttons import SegmentedControl
from ui.parts.combo import Choice
from ui.parts.labels import Label
from ui.parts.passphrase_confirm import CODES, PassphraseConfirm
from ui.parts.states import labelled, spread
from ui.places.firms_sheets import DayEdit, Sheet
from ui.places.firms_words import two
from ui.theme import theme
from ui.words import tr, words


def day_or_none(text: str) -> date | None:
    return parse_date(text) if text.strip() else None


class FormSheet(Sheet):
    """A sheet whose first button calls ``give``; an AuditDeskError raised on reading the fields is shown beside them.

    ``fields`` are what is kept while it is typed, by name.
    """

    def __init__(self, window: QWidget, title: str, do: str, width: int = 520) -> None:
        super().__init__(window, title, width)
        self._do = do
        self.fields: dict[str, QWidget] = {}
        self.wrong = Label("", "caption", "danger", wrap=True)
        self.wrong.setVisible(False)
        self.send: Callable[[], None] = lambda: None
        """Reads the fields and gives them on; set by whoever opens the sheet."""
        self.let_scroll()

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
        self.let_see(self.wrong)


class ApproveSheet(FormSheet):
    """An approval: what it means, and the passphrase once more. ``confirm.take`` gives it."""

    def __init__(self, window: QWidget, title: str, told: Sequence[str], do: str, login: str) -> None:
        super().__init__(window, title, do, 460)
        for line in told:
            self.content.addWidget(Label(line, "table", "primary", wrap=True))
        self.confirm = PassphraseConfirm(login)
        self.content.addWidget(self.confirm)
        self.finish()
        assert self.primary is not None
        self.primary.setEnabled(False)
        self.confirm.ready.connect(self.primary.setEnabled)
        self.confirm.field.entered.connect(self._give)
        self.confirm.field.escaped.connect(self.close_and_return)

    def open(self) -> None:
        super().open()
        self.confirm.field.edit.setFocus(Qt.FocusReason.PopupFocusReason)
        self.let_see(self.confirm)

    def _give(self) -> None:
        if self.confirm.is_ready:
            super()._give()

    def refuse(self, error: AuditDeskError) -> None:
        if error.code not in CODES:
            super().refuse(error)
            return
        self.confirm.refuse(error)
        self.place()


def text_box(name: str, text: str = "", lines: int = 3) -> QPlainTextEdit:
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
        self.fields = {"name": self.name, "day": self.day}
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
        self.reason = text_box(tr("Reason"))
        self.content.addWidget(labelled(tr("Reason"), self.reason))
        self.fields = {"reason": self.reason} if self.day is None else {"day": self.day, "reason": self.reason}
        self.finish()

    def open(self) -> None:
        super().open()
        self.reason.setFocus(Qt.FocusReason.PopupFocusReason)
        self.let_see(self.reason)


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
        self.last.setPlaceholderText(tr("open-ended"))
        self.reason = text_box(tr("Reason"))
        told = tr("It counts from when another supervisor approves it, and shows as an exception ever after.")
        self.content.addWidget(Label(told, "table", "secondary", wrap=True))
        self.content.addWidget(labelled(tr("Firm"), self.firm))
        self.content.addWidget(labelled(tr("Item"), self.item))
        self.content.addWidget(self.kind)
        self.content.addWidget(spread(labelled(tr("First day"), self.first), labelled(tr("Last day"), self.last)))
        self.content.addWidget(labelled(tr("Reason"), self.reason))
        self.fields = {"firm": self.firm, "item": self.item, "kind": self.kind}
        self.fields |= {"first": self.first, "last": self.last, "reason": self.reason}
        self.finish()

    def order(self) -> ProposeException:
        """What is proposed. Raises BadInput ``date.unreadable``."""
        return ProposeException(
            self.firm.current() or "",
            self.item.current() or "",
            ExceptionKind(self.kind.current()),
            self.reason.toPlainText(),
            self.first.read(),
            day_or_none(self.last.text()),
        )


class KeyItemSheet(FormSheet):
    """One item for one audit year, with the incidents that call for it."""

    def __init__(self, window: QWidget, items: Sequence[CheckItem], year: int) -> None:
        super().__init__(window, tr("Propose a key item of the year"), tr("Propose"), 560)
        self.year = QLineEdit(str(year))
        self.item = Choice(tr("Item"), tuple((one.key, f"{one.key}　{two(one.summary)}") for one in items))
        self.item.setMinimumContentsLength(12)
        self.item.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.reason = text_box(tr("Reason"))
        self.content.addWidget(labelled(tr("Audit year (Gregorian)"), self.year))
        self.content.addWidget(labelled(tr("Item"), self.item))
        self.content.addWidget(labelled(tr("Reason"), self.reason, tr("Name the recent incidents that call for a closer look.")))
        self.fields = {"year": self.year, "item": self.item, "reason": self.reason}
        self.finish()
