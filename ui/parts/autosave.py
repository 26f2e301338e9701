"""Keeps what is typed into a form while it is typed, and gives it back when the form is opened again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from auditdesk.model.rows import DraftRow
from ui.draft_keeper import DraftKeeper
from ui.parts.buttons import Button, SegmentedControl
from ui.parts.composition import composition_of, watch
from ui.parts.states import Banner
from ui.words import tr

PAUSE = 400
"""Milliseconds of rest after which what was typed is written."""
LATEST = 450
"""Milliseconds after the first unwritten key at which it is written without a rest; the write itself has the rest of half a second."""
PLACE, FIELD = "draft_place", "draft_field"
"""Properties of a field that is kept."""


@dataclass(frozen=True, slots=True)
class _Field:
    """One field: how it is read, where its caret is, how it is filled."""

    widget: QWidget
    label: str
    read: Callable[[], str]
    caret: Callable[[], int]
    fill: Callable[[str, int], None]
    first: str


class Autosave(QObject):
    """The drafts of one form. ``place`` names form and object (``firms.fact/ZX01``); without a keeper nothing is kept."""

    restored = Signal()
    """Something of an earlier time was put back into the fields."""

    def __init__(self, form: QWidget, keeper: DraftKeeper | None, place: str) -> None:
        super().__init__(form)
        self.place = place
        self.form, self._keeper = form, keeper
        self._fields: dict[str, _Field] = {}
        self._written: dict[str, tuple[str, int]] = {}
        self._over = False
        self._pause, self._latest = QTimer(self), QTimer(self)
        for timer, after in ((self._pause, PAUSE), (self._latest, LATEST)):
            timer.setSingleShot(True)
            timer.setInterval(after)
            timer.setTimerType(Qt.TimerType.PreciseTimer)
            timer.timeout.connect(self.flush)
        form.installEventFilter(self)

    def watch(self, name: str, widget: QWidget) -> None:
        """Keep a field under ``name``: a line, a text, a drop-down, a row of choices or a tick."""
        self._fields[name] = _field(widget, name)
        if isinstance(widget, (QLineEdit, QPlainTextEdit, QTextEdit)):
            widget.textChanged.connect(self._typed)
        elif isinstance(widget, QComboBox):
            widget.currentIndexChanged.connect(self._chosen)
        elif isinstance(widget, SegmentedControl):
            widget.chosen.connect(self._chosen)
        elif isinstance(widget, QCheckBox):
            widget.toggled.connect(self._chosen)
        widget.setProperty(PLACE, self.place)
        widget.setProperty(FIELD, name)
        composition = watch(widget)
        if composition is not None:
            composition.changed.connect(self._typed)
        widget.installEventFilter(self)

    # while it is typed

    def _typed(self) -> None:
        if self._keeper is None or self._over:
            return
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()

    def _chosen(self, *_told: object) -> None:
        self.flush()

    def flush(self) -> None:
        """Hand on what has changed since it was last handed on. What is being composed stays open; its text goes along."""
        self._pause.stop()
        self._latest.stop()
        if self._keeper is None or self._over:
            return
        for name, field in self._fields.items():
            now, written = self._now(field), self._written.get(name)
            if now == written or (written is None and now[0] == field.first):
                continue
            if now[0] == field.first:
                del self._written[name]
                self._keeper.drop(self.place, name)
            else:
                self._written[name] = now
                self._keeper.put(self.place, name, *now, label=field.label)

    def _now(self, field: _Field) -> tuple[str, int]:
        """The text as a person sees it, with what is being composed, and the caret behind it."""
        text, caret = field.read(), field.caret()
        composition = composition_of(field.widget)
        if composition is None or not composition.open:
            return text, caret
        return text[:caret] + composition.text + text[caret:], caret + len(composition.text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        # The field's own composition was watched before, so it commits after this: look again once the event is over.
        if kind == QEvent.Type.FocusOut and watched is not self.form:
            QTimer.singleShot(0, self, self.flush)
        elif kind == QEvent.Type.Hide and watched is self.form:
            self.flush()
        return False

    # at the end

    def done(self) -> None:
        """The act is done: what was typed for it is forgotten."""
        self._over = True
        self._pause.stop()
        self._latest.stop()
        if self._keeper is not None:
            self._keeper.drop(self.place)

    def taken(self, name: str) -> None:
        """An act has taken what stands in a field: its draft is forgotten, and that is what it begins with from now on."""
        field = self._fields[name]
        self._fields[name] = replace(field, first=field.read())
        if self._written.pop(name, None) is not None and self._keeper is not None:
            self._keeper.drop(self.place, name)

    def turn_to(self, names: Mapping[str, QWidget]) -> None:
        """The form shows another object: its fields are kept under other names, and begin with what they hold now.

        Flush before the fields are filled anew.
        """
        self._pause.stop()
        self._latest.stop()
        self._written.clear()
        self._fields = {name: _field(widget, name) for name, widget in names.items()}
        for name, widget in names.items():
            widget.setProperty(FIELD, name)

    def discard(self) -> None:
        """Begin anew: every field as it was at first, and the drafts forgotten."""
        for field in self._fields.values():
            field.fill(field.first, len(field.first))
        self._written.clear()
        if self._keeper is not None:
            self._keeper.drop(self.place)

    def restore(self, drafts: Iterable[DraftRow]) -> None:
        """Put earlier drafts back into the fields that nobody has touched since the form was opened."""
        some = False
        for draft in drafts:
            field = self._fields.get(draft.field)
            if field is None or field.read() != field.first or draft.content == field.first:
                continue
            field.fill(draft.content, draft.caret)
            self._written[draft.field] = (draft.content, draft.caret)
            some = True
        if some:
            self.restored.emit()

    def focus(self, name: str) -> bool:
        """Put the focus into a field, its caret where it was kept; False when there is no such field."""
        field = self._fields.get(name)
        if field is None:
            return False
        text, caret = field.read(), self._written.get(name, ("", -1))[1]
        field.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        if caret >= 0 and isinstance(field.widget, (QLineEdit, QPlainTextEdit, QTextEdit)):
            field.fill(text, caret)
        return True


class RestoredNote(Banner):
    """Says once, in the form itself, that earlier text is back, and offers to begin anew."""

    def __init__(self, autosave: Autosave) -> None:
        anew = Button(tr("Discard it"), kind="link", small=True)
        super().__init__("info", tr("What you had typed and not saved is back."), actions=(anew,))
        anew.clicked.connect(autosave.discard)
        anew.clicked.connect(self._dismiss)


def autosave_of(widget: QWidget | None) -> Autosave | None:
    """The autosave of the form that a kept field belongs to."""
    place = None if widget is None else widget.property(PLACE)
    while place is not None and widget is not None:
        for found in widget.findChildren(Autosave, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if shiboken6.isValid(found) and found.place == place:
                return found
        widget = widget.parentWidget()
    return None


def _field(widget: QWidget, name: str) -> _Field:
    """How a widget is read and filled. Raises TypeError for a kind that nobody types or chooses in."""
    label = widget.accessibleName() or name
    if isinstance(widget, QLineEdit):
        return _Field(widget, label, widget.text, widget.cursorPosition, partial(_fill_line, widget), widget.text())
    if isinstance(widget, (QPlainTextEdit, QTextEdit)):
        text = widget.toPlainText
        return _Field(widget, label, text, partial(_caret, widget), partial(_fill_text, widget), text())
    if isinstance(widget, QComboBox):
        read = partial(_chosen_in, widget)
        return _Field(widget, label, read, int, lambda key, _caret: widget.setCurrentIndex(widget.findData(key)), read())
    if isinstance(widget, SegmentedControl):
        return _Field(widget, label, widget.current, int, lambda key, _caret: widget.choose(key), widget.current())
    if isinstance(widget, QCheckBox):
        read = partial(_ticked, widget)
        return _Field(widget, label, read, int, lambda key, _caret: widget.setChecked(bool(key)), read())
    raise TypeError(type(widget).__name__)


def _caret(widget: QPlainTextEdit | QTextEdit) -> int:
    return widget.textCursor().position()


def _chosen_in(widget: QComboBox) -> str:
    return str(widget.currentData())


def _ticked(widget: QCheckBox) -> str:
    return "yes" if widget.isChecked() else ""


def _fill_line(widget: QLineEdit, text: str, caret: int) -> None:
    if widget.text() != text:
        widget.setText(text)
    widget.setCursorPosition(min(caret, len(text)))


def _fill_text(widget: QPlainTextEdit | QTextEdit, text: str, caret: int) -> None:
    if widget.toPlainText() != text:
        widget.setPlainText(text)
    cursor = QTextCursor(widget.document())
    cursor.setPosition(min(caret, widget.document().characterCount() - 1))
    widget.setTextCursor(cursor)
