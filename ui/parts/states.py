"""What a place shows instead of its content: nothing yet, nothing found, or something went wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.parts.buttons import Button
from ui.parts.labels import IconLabel, Label
from ui.parts.layouts import boxed, column, row
from ui.theme import theme
from ui.words import tr


class EmptyState(QWidget):
    """Icon, one line what belongs here, one line how to get it, at most one button with its key."""

    acted = Signal()

    def __init__(self, icon: str, what: str, how: str = "", action: str = "", keys: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._what = Label(what, "subtitle", "primary", wrap=True)
        self._how = Label(how, "table", "muted", wrap=True)
        for label in (self._what, self._how):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setMaximumWidth(theme().px(420))
        self.button = Button(action, kind="default", keys=keys)
        self.button.clicked.connect(self.acted)
        middle = column(gap=8)
        middle.addWidget(IconLabel(icon, "text.muted", 40), 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addSpacing(theme().px(4))
        for label in (self._what, self._how):  # an alignment would measure wrapped lines at the pane's width
            line = row(None, label, None, gap=0)
            line.setStretch(1, 1000)
            middle.addLayout(line)
        middle.addSpacing(theme().px(8))
        middle.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addLayout(middle)
        whole.addStretch(3)
        # only now, with a parent: made visible before, each would open as a window of its own
        self._how.setVisible(bool(how))
        self.button.setVisible(bool(action))

    def say(self, what: str, how: str = "") -> None:
        self._what.setText(what)
        self._how.setText(how)
        self._how.setVisible(bool(how))


class Banner(QFrame):
    """What happened, what is safe, what to do; a code for support in grey. ``kind`` = danger | caution | info."""

    dismissed = Signal()

    def __init__(
        self, kind: str, what: str, more: str = "", *, code: str = "", actions: tuple[Button, ...] = (), closable: bool = True
    ) -> None:
        super().__init__()
        self.setProperty("role", f"banner-{kind}")
        icon, ink = {
            "danger": ("warn", "danger.text"),
            "caution": ("info", "severity.medium.text"),
            "info": ("info", "accent.text"),
        }[kind]
        texts = column(Label(what, "table", "primary", 500, wrap=True), gap=2)
        if more:
            texts.addWidget(Label(more, "table", "primary", wrap=True))
        if code:
            grey = Label(code, "caption", "secondary")
            grey.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            texts.addWidget(grey)
        line = row(gap=10, margins=(12, 8, 8, 8))
        line.addWidget(IconLabel(icon, ink, 16), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(texts, 1)
        for action in actions:
            line.addWidget(action, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(line)
        self.setAccessibleName(" ".join(part for part in (what, more) if part))
        if closable:
            close = Button(icon="x", kind="ghost", name=tr("Dismiss"), small=True)
            close.clicked.connect(self._dismiss)
            line.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()
        self.deleteLater()


def labelled(text: str, field: QWidget, hint: str = "") -> QWidget:
    """A field with its label above and, where given, a hint below."""
    name = Label(text, "caption", "secondary", 500)
    name.setBuddy(field)
    if not field.accessibleName():
        field.setAccessibleName(text)
    lines = column(name, field, gap=4)
    if hint:
        lines.addWidget(Label(hint, "caption", "muted", wrap=True))
    return boxed(lines)


def spread(*items: QWidget) -> QWidget:
    """Widgets in a row that share the width."""
    line = row(gap=12)
    for item in items:
        line.addWidget(item, 1)
    return boxed(line)
