"""Record one dated fact of a firm: what, its value, from which day, and where it comes from."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from auditdesk.errors import AuditDeskError, BadInput
from auditdesk.model.commands import RecordFact
from auditdesk.model.rows import FirmRow
from auditdesk.model.terms import Authority, FactKind
from auditdesk.rules.firm_facts import parse_fact
from ui.parts.buttons import SegmentedControl
from ui.parts.combo import Choice
from ui.parts.labels import Label
from ui.parts.layouts import boxed, row
from ui.parts.states import labelled
from ui.places import firms_words as say
from ui.places.firms_sheets import DayEdit, Sheet
from ui.words import tr, words


class FactSheet(Sheet):
    """Nothing is overwritten: what stood before stays, and counts until the day given."""

    ordered = Signal(object)
    """A RecordFact."""

    def __init__(self, window: QWidget, firm: FirmRow, on: date) -> None:
        super().__init__(window, tr("Record a fact: {code} {name}", code=firm.code, name=firm.name))
        self.let_scroll()
        self._code = firm.code
        self.kind = Choice(tr("Fact"), tuple((kind.value, say.fact_name(kind.value)) for kind in FactKind))
        self.kind.currentIndexChanged.connect(lambda _index: self._suit_value())
        self.typed = QLineEdit()
        self.typed.setAccessibleName(tr("Value"))
        self.flag = SegmentedControl((("yes", tr("Yes")), ("no", tr("No"))), name=tr("Value"))
        markets = tuple((name.value, say.term("authority", name.value)) for name in (Authority.TWSE, Authority.TPEX))
        self.market = SegmentedControl(markets, name=tr("Value"))
        self._values = QStackedWidget()
        for page in (self.typed, boxed(row(self.flag, None)), boxed(row(self.market, None))):
            self._values.addWidget(page)
        self._hint = Label("", "caption", "muted", wrap=True)
        self.since = DayEdit(on)
        self.source = QLineEdit()
        self.wrong = Label("", "caption", "danger", wrap=True)
        self.wrong.setVisible(False)
        self.content.addWidget(labelled(tr("Fact"), self.kind))
        self._value = labelled(tr("Value"), self._values)
        self.content.addWidget(self._value)
        self.doubt = Label("", "caption", "caution", wrap=True)
        self.doubt.setVisible(False)
        self.content.addWidget(self.doubt)
        self.content.addWidget(self._hint)
        self._since = labelled(tr("Valid from"), self.since)
        self._source = labelled(tr("Source"), self.source, tr("For example the filing, the interview or the letter."))
        self.content.addWidget(self._since)
        self.content.addWidget(self._source)
        self.content.addWidget(self.wrong)
        self.asked: RecordFact | None = None
        """The order of which it was asked whether it is meant so."""
        self.add_buttons(tr("Record"), self._order)
        self._suit_value()
        for field in (self.typed, self.since):
            field.textChanged.connect(lambda _text: self._drop_doubt())
        self.kind.currentIndexChanged.connect(lambda _index: self._drop_doubt())

    def open(self) -> None:
        super().open()
        self.kind.setFocus(Qt.FocusReason.PopupFocusReason)

    def _kind(self) -> FactKind:
        return FactKind(self.kind.current() or FactKind.PAID_IN_CAPITAL)

    def _suit_value(self) -> None:
        kind = self._kind()
        self._values.setCurrentIndex(1 if kind.is_flag else 2 if kind is FactKind.LEAD_AUTHORITY else 0)
        amount = tr("For example 40億, 1.5億 or 4,000,000,000.")
        self._hint.setText(amount if kind.is_amount else tr("A number of persons.") if kind.is_count else "")

    def _text(self) -> str:
        kind = self._kind()
        return (
            self.flag.current()
            if kind.is_flag
            else self.market.current()
            if kind is FactKind.LEAD_AUTHORITY
            else self.typed.text()
        )

    def _order(self) -> None:
        kind = self._kind()
        try:
            since = self.since.read()
        except BadInput as error:
            self.refuse(error, self.since)
            return
        try:
            value = parse_fact(kind, self._text())
        except AuditDeskError as error:
            self.refuse(error, self.typed)
            return
        self.wrong.setVisible(False)
        self.ordered.emit(RecordFact(self._code, kind.value, value, since, self.source.text().strip()))

    def question(self, order: RecordFact, doubt: str) -> None:
        """Ask whether what is ordered is meant so; ordered again unchanged, it is."""
        self.asked = order
        self.doubt.setText(doubt)
        self.doubt.setVisible(True)
        if self.primary is not None:
            self.primary.setText(tr("Record all the same"))
            self.primary.updateGeometry()
        self.typed.setFocus(Qt.FocusReason.OtherFocusReason)
        self.typed.selectAll()
        self.let_see(self.doubt)

    def _drop_doubt(self) -> None:
        if self.asked is None:
            return
        self.asked = None
        self.doubt.setVisible(False)
        if self.primary is not None:
            self.primary.setText(tr("Record"))
            self.primary.updateGeometry()

    def refuse(self, error: AuditDeskError, field: QWidget | None = None) -> None:
        """Say why it can't be kept, and go to the field it is about."""
        if "fact" in error.values:
            error.values["fact"] = say.fact_name(str(error.values["fact"]))
        self.wrong.setText(words().error(error))
        beside = self._since if field is self.since else self._value if field is self.typed else self._source
        self.content.removeWidget(self.wrong)
        self.content.insertWidget(self.content.indexOf(beside) + 1, self.wrong)
        self.wrong.setVisible(True)
        (field or self.source).setFocus(Qt.FocusReason.OtherFocusReason)
        self.let_see(self.wrong)
