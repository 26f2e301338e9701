"""The fields of one finding: pattern, facts, severity, due date, locations, evidence, the firm's remark."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QScrollArea, QSizePolicy, QWidget

from auditdesk.errors import BadInput
from auditdesk.rules.calendar import parse_date
from ui.parts.composition import composition_of, watch
from ui.parts.evidence_tray import is_evidence
from ui.parts.fields import FramedField
from ui.parts.labels import ElidedLabel, Frame, KeyCaps, Label
from ui.parts.layouts import FlowLayout, boxed, column, row
from ui.parts.pattern_field import PatternField
from ui.parts.severity import SeverityControl
from ui.parts.token_field import TokenField
from ui.places import fieldwork_words as say
from ui.theme import theme
from ui.words import day, tr, words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout

_FACTS_LEAST = 92


class FactsEdit(QPlainTextEdit):
    """What was seen. Ctrl+Z is text undo as long as there is some; then it belongs to the visit."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Facts found"))
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(1)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme().px(_FACTS_LEAST))
        self.setProperty("type", "body")
        self.setFont(theme().font("body"))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """A text; files and pictures dropped here are evidence."""
        return not is_evidence(source) and super().canInsertFromMimeData(source)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not _has_step(self, event):
            event.ignore()
            return False
        return super().event(event)


class _Line(QLineEdit):
    """A line whose Ctrl+Z belongs to the visit once its own steps are used up."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not _has_step(self, event):
            event.ignore()
            return False
        return super().event(event)


def _has_step(widget: QPlainTextEdit | QLineEdit, event: QKeyEvent) -> bool:
    """Whether a key is the field's own: Ctrl+Z only where it has something to take back, Ctrl+V not for files and pictures."""
    if event.key() in (Qt.Key.Key_E, Qt.Key.Key_D) and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
        return False  # some desktops move the caret by them; here they attach and copy
    if event.matches(QKeySequence.StandardKey.Paste):
        return not is_evidence(QGuiApplication.clipboard().mimeData())
    steps = widget if isinstance(widget, QLineEdit) else widget.document()
    if event.matches(QKeySequence.StandardKey.Undo):
        return steps.isUndoAvailable()
    if event.matches(QKeySequence.StandardKey.Redo):
        return steps.isRedoAvailable()
    return True


def _block(head: QLayout, *below: QWidget) -> QWidget:
    lines = column(head, *below, gap=3)
    return boxed(lines)


class FindingForm(QScrollArea):
    """The fields of one finding. ``edited(name)`` tells that a choice was made or a text field was left with other text in it.

    Names: ``pattern``, ``facts``, ``severity``, ``severity_reason``, ``due``, ``locations``, ``remark``.
    """

    edited = Signal(str)
    pattern_wanted = Signal()

    def __init__(self, evidence: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.evidence = evidence
        self.pattern = PatternField(tr("Deficiency pattern"))
        self.pattern.search_wanted.connect(self.pattern_wanted)
        self.facts = FactsEdit()
        self.severity = SeverityControl()
        self.severity_hint = Label("", "caption", "muted", wrap=True)
        self.severity_reason = _Line()
        self.severity_reason.setAccessibleName(tr("Why this severity"))
        self.severity_reason.setPlaceholderText(tr("Why this severity and not the pattern's?"))
        self.due = FramedField("calendar", tr("2019-12-31 or 108/12/31"), name=tr("Due date"))
        self.due_left = Label("", "caption", "muted")
        self.due.line.addWidget(self.due_left)
        self.due_wrong = Label("", "caption", "danger", wrap=True)
        self.locations = TokenField(tr("Systems and locations"), tr("Type to add..."))
        self.remark = _Line()
        self.remark.setAccessibleName(tr("Firm's statement"))
        self.remark.setPlaceholderText(tr("What the firm said to it"))
        self._reference: date | None = None
        self._first: dict[str, object] = {}
        self._build()
        self.severity.chosen.connect(lambda _severity: self.edited.emit("severity"))
        self.locations.changed.connect(lambda: self._left("locations"))
        self.due.entered.connect(lambda: self._left("due"))
        for name, widget in self._fields().items():
            watch(widget)
            widget.setProperty("finding_field", name)
            widget.installEventFilter(self)

    def _fields(self) -> dict[str, QWidget]:
        return {
            "facts": self.facts,
            "severity_reason": self.severity_reason,
            "due": self.due.edit,
            "remark": self.remark,
        }

    def kept_fields(self) -> dict[str, QWidget]:
        """The text fields whose typing is kept, by name."""
        return self._fields()

    def _build(self) -> None:
        caption, muted = ("caption", "secondary", 500), ("caption", "muted")
        pattern_told = ElidedLabel(tr("the notice will use this wording"), *muted)
        head = row(Label(tr("Deficiency pattern"), *caption), gap=6)
        head.addWidget(pattern_told, 1)
        head.addWidget(KeyCaps("F4"))
        pattern = _block(head, self.pattern)
        facts_told = ElidedLabel(tr("internal: may name hosts and people, and is checked before the notice"), *muted)
        facts_head = row(Label(tr("Facts found"), *caption), gap=6)
        facts_head.addWidget(facts_told, 1)
        facts_lines = column(facts_head, self.facts, gap=3)
        facts_lines.setStretch(1, 1)
        facts = boxed(facts_lines)
        facts.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        facts.setMaximumHeight(theme().px(230))
        severity_head = boxed(row(Label(tr("Severity"), *caption), KeyCaps("Alt", "1–4"), None, gap=6))
        due_head = boxed(row(Label(tr("Due date"), *caption), None))
        for head_line in (severity_head, due_head):
            head_line.setFixedHeight(theme().px(20))
        severity = boxed(column(severity_head, self.severity, gap=3))
        due = boxed(column(due_head, self.due, gap=3))
        due.setFixedWidth(theme().px(250))
        pair = FlowLayout(severity, due, gap=16, line_gap=8)
        self.severity_reason.setVisible(False)
        self.due_wrong.setVisible(False)
        locations = _block(row(Label(tr("Systems and locations"), *caption), None), self.locations)
        said = row(gap=10)
        said.addWidget(Label(tr("Firm's statement"), *caption))
        said.addWidget(self.remark, 1)
        form = Frame("base")
        lines = column(
            pattern,
            facts,
            boxed(column(boxed(pair), self.due_wrong, self.severity_hint, self.severity_reason, gap=4)),
            locations,
            self.evidence,
            boxed(said),
            gap=9,
            margins=(14, 9, 14, 10),
        )
        lines.setStretch(1, 1)
        lines.addStretch(1)
        form.setLayout(lines)
        self.setWidget(form)

    # what is shown

    def show_values(
        self,
        *,
        facts: str,
        severity: str,
        severity_reason: str,
        due: date | None,
        locations: tuple[str, ...],
        remark: str,
        reference: date,
    ) -> None:
        """Fill every field that nobody is typing in with other text; ``reference`` is the day from which the period counts."""
        self._reference = reference
        self._fill(self.facts, "facts", facts)
        self._fill(self.severity_reason, "severity_reason", severity_reason)
        self._fill(self.due.edit, "due", day(due) if due else "")
        self._fill(self.remark, "remark", remark)
        self.severity.choose(severity)
        if self._first.get("locations") != locations or not self.locations.edit.hasFocus():
            self._first["locations"] = locations
            self.locations.show_tokens(locations)
        self._tell_due()

    def _fill(self, widget: QPlainTextEdit | QLineEdit, name: str, text: str) -> None:
        """Text of the object into its field. What was typed meanwhile and not yet taken stays."""
        typed = _text(widget)
        if self._first.get(name) == text and typed != text:
            return
        self._first[name] = text
        if typed != text:
            if isinstance(widget, QLineEdit):
                widget.setText(text)
            else:
                widget.setPlainText(text)

    def forget(self) -> None:
        """Another finding comes: nothing of the one before stays."""
        self._first.clear()
        composition = composition_of(self.focusWidget())
        if composition is not None:
            composition.commit()

    def changed(self) -> tuple[str, ...]:
        """Fields that hold other text than the object."""
        fields = {name: _text(widget) for name, widget in self._fields().items()}
        names = [name for name, text in fields.items() if name in self._first and text != self._first[name]]
        if "locations" in self._first and self.locations.tokens() != self._first["locations"]:
            names.append("locations")
        return tuple(names)

    def taken(self, name: str) -> None:
        """An act has taken what stands in a field."""
        widget = self._fields().get(name)
        self._first[name] = self.locations.tokens() if widget is None else _text(widget)

    def value(self, name: str) -> str | tuple[str, ...]:
        """What stands in a field now."""
        if name == "locations":
            return self.locations.tokens()
        if name == "severity":
            return self.severity.current()
        return _text(self._fields()[name])

    def due_date(self) -> date | None:
        """The date written; None where the field is empty. Raises BadInput ``date.unreadable``."""
        text = self.due.text().strip()
        return parse_date(text) if text else None

    def _tell_due(self) -> None:
        wrong, left = "", ""
        try:
            due = self.due_date()
        except BadInput as error:
            wrong = words().error(error)
        else:
            if due is not None and self._reference is not None:
                left = say.days_left((due - self._reference).days)
        self.due_left.setText(left)
        self.due_wrong.setText(wrong)
        self.due_wrong.setVisible(bool(wrong))

    def tell_severity(self, hint: str, needs_reason: bool) -> None:
        """The hint below the severities; ``needs_reason`` shows the field for it."""
        self.severity_hint.setText(hint)
        self.severity_hint.setVisible(bool(hint))
        self.severity_reason.setVisible(needs_reason or bool(self.severity_reason.text()))

    def refuse(self, refused: bool) -> None:
        """Only to be read."""
        for widget in (self.facts, self.severity_reason, self.remark, self.due.edit):
            widget.setReadOnly(refused)
        self.pattern.setEnabled(not refused)
        self.severity.setEnabled(not refused)
        for button in self.severity.buttons.values():
            button.setEnabled(not refused)
        self.locations.refuse(refused)

    def _left(self, name: str) -> None:
        if name == "due":
            self._tell_due()
            if self.due_wrong.text():
                return
        if name in self.changed():
            self.edited.emit(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and isinstance(watched, QWidget):
            name = watched.property("finding_field")
            if name:
                # the composition of the field commits in this same event
                QTimer.singleShot(0, self, lambda: self._left(str(name)))
        elif event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.ensureWidgetVisible(watched, 0, theme().px(12))
        return super().eventFilter(watched, event)


def _text(widget: QWidget) -> str:
    return widget.toPlainText() if isinstance(widget, QPlainTextEdit) else widget.text() if isinstance(widget, QLineEdit) else ""
