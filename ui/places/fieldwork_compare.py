"""Last time's finding and this one's facts, side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from auditdesk.model.fieldwork_rows import EarlierItem
from ui.parts.labels import Frame, KeyCaps, Label
from ui.parts.layouts import boxed, column, row
from ui.parts.overlay import Overlay
from ui.parts.states import labelled, spread
from ui.places import fieldwork_words as say
from ui.theme import theme
from ui.words import tr, year_name


class CompareSheet(Overlay):
    """Two texts to be read; Esc closes."""

    def __init__(self, window: QWidget, earlier: EarlierItem, now: str) -> None:
        super().__init__(window, 980)
        self.setAccessibleName(tr("Side by side"))
        head = Frame("header")
        head.setLayout(row(Label(tr("Side by side"), "subtitle"), None, KeyCaps("Esc"), margins=(16, 10, 12, 10)))
        self.lines.addWidget(head)
        before = "\n\n".join(
            "\n".join(part for part in (say.two(one.wording_zh, one.wording_en), one.facts, one.firm_remark, one.reply) if part)
            for one in earlier.findings
        )
        self.before, self.now = _text(before), _text(now)
        both = spread(
            labelled(tr("{year}: finding, statement and answer", year=year_name(earlier.year)), self.before),
            labelled(tr("This time"), self.now),
        )
        self.lines.addWidget(boxed(column(both, margins=(16, 12, 16, 16))))

    def open(self) -> None:
        super().open()
        self.before.setFocus(Qt.FocusReason.PopupFocusReason)


def _text(content: str) -> QPlainTextEdit:
    edit = QPlainTextEdit(content)
    edit.setReadOnly(True)
    edit.setFrameShape(QFrame.Shape.NoFrame)
    edit.setFont(theme().font("body"))
    edit.setMinimumHeight(theme().px(260))
    edit.setTabChangesFocus(True)
    return edit
