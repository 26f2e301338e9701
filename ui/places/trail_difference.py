"""What one line of the trail changed, field by field: what stood there struck through, what stands there underlined."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from auditdesk.model.trail import TrailRow
from auditdesk.services.trail_words import Difference, differences
from ui.parts.buttons import Button
from ui.parts.labels import ElidedLabel, Frame, Label, Separator
from ui.parts.layouts import FlowLayout, boxed, column
from ui.places.trail_table import moment, what
from ui.theme import theme
from ui.words import tr, words


class DifferencePane(Frame):
    """The chosen line in full. One stop of the keyboard; the arrows scroll it."""

    def __init__(self) -> None:
        super().__init__("pane")
        self.title = ElidedLabel("", "strong")
        self._line = Label("", "caption", "secondary", wrap=True)
        self.body = QScrollArea()
        self.body.setWidgetResizable(True)
        self.body.setFrameShape(QFrame.Shape.NoFrame)
        self.body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body.setAccessibleName(tr("What changed"))
        self.go = Button(tr("Go to it"), icon="arrow-right", kind="link", small=True, name=tr("Go to the object of the line"))
        head = Frame("header")
        head.setLayout(column(self.title, self._line, boxed(FlowLayout(self.go)), gap=4, margins=(14, 10, 14, 8)))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(Separator())
        whole.addWidget(self.body, 1)
        self.setMinimumWidth(theme().px(240))
        self.show_line(None)

    def show_line(self, row: TrailRow | None) -> None:
        """Show one line; None = none is chosen."""
        content = column(gap=14, margins=(14, 12, 14, 16))
        if row is None:
            self.title.setText(tr("No line chosen"))
            self._line.setText("")
        else:
            self.title.setText(what(row))
            told = (words().show("act", row.act), row.person, moment(row), row.computer, tr("line {number}", number=row.sequence))
            self._line.setText("  · ".join(part.replace(" ", "\N{NO-BREAK SPACE}") for part in told))
            found = differences(row, words())
            if row.blanked:
                content.addWidget(Label(words().say("trail.blanked"), "table", "muted", wrap=True))
            elif not found:
                content.addWidget(Label(tr("Only internal references changed."), "table", "muted", wrap=True))
            for each in found:
                content.addWidget(_field(each))
            content.addWidget(Separator(subtle=True))
            mark = Label(_broken(row.hash), "caption", "muted", wrap=True)
            mark.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            mark.setAccessibleName(tr("Hash of the line"))
            content.addWidget(boxed(column(Label(words().say("column.hash"), "caption", "secondary", 500), mark, gap=3)))
        content.addStretch(1)
        page = boxed(content)
        page.setProperty("role", "page")
        self.body.setWidget(page)
        self.body.setAccessibleDescription(self.title.text())


def _field(each: Difference) -> QWidget:
    lines = column(Label(each.field, "caption", "secondary", 500), gap=3)
    if each.before:
        lines.addWidget(
            _value(each.before, "diff.delBg", "diff.delText", struck=True, name=tr("before {value}", value=each.before))
        )
    if each.after:
        lines.addWidget(_value(each.after, "diff.addBg", "diff.addText", struck=False, name=tr("now {value}", value=each.after)))
    return boxed(lines)


def _value(text: str, ground: str, ink: str, *, struck: bool, name: str) -> Label:
    look = theme()
    label = Label(text, "table", "primary", wrap=True)
    font = look.font("table")
    font.setStrikeOut(struck)
    font.setUnderline(not struck)
    label.setFont(font)
    line = "line-through" if struck else "underline"
    label.setStyleSheet(
        f"background: {look.q(ground).name()}; color: {look.q(ink).name()}; text-decoration: {line};"
        f" padding: {look.px(3)}px {look.px(6)}px; border-radius: {look.px(3)}px;"
    )
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setAccessibleName(name)
    return label


def _broken(hash_: str) -> str:
    """A hash in groups, so that it can be read out and wraps."""
    return " ".join(hash_[start : start + 8] for start in range(0, len(hash_), 8))
