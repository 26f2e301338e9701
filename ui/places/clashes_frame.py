"""How the conflicts are laid out: the list of cases, the case with its fields, and what can be done below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ui.parts.buttons import Button
from ui.parts.labels import ElidedLabel, Frame, IconLabel, Label
from ui.parts.layouts import boxed, column, row
from ui.parts.states import EmptyState
from ui.places.clashes_list import CaseList
from ui.theme import theme
from ui.words import tr

_ROOMY, _BESIDE = 1000, 760
"""Design pixels from which there is room for what is only good to know; from which list and case stand side by side; below, the list is
one line."""


class ClashesFrame(QWidget):
    """Widgets and sizes only."""

    def __init__(self) -> None:
        super().__init__()
        self.list = CaseList()
        self._count = Label("", "table", "secondary")
        self.title = ElidedLabel("", "subtitle", "primary", 500)
        self.number = Label("", "table", "secondary")
        self._tags = row(gap=6)
        self._tag_box = boxed(self._tags)
        self._position = Label("", "table", "secondary")
        self.previous_button = Button(icon="chev-up", kind="quiet", name=tr("Conflict before"))
        self.next_button = Button(icon="chev-down", kind="quiet", name=tr("Next conflict"))
        self.base_button = Button(tr("Show the original"), icon="eye", kind="quiet", keys=("B",))
        self.base_button.setCheckable(True)
        self._body = column(gap=18, margins=(16, 14, 16, 16))
        self._scroll = QScrollArea()
        self.banners = column(gap=6, margins=(0, 0, 0, 0))
        self.again_button = Button(tr("Ask again"), icon="undo", kind="default", keys=("R",))
        self.office_button = Button(tr("All central"), kind="quiet", keys=("Shift", "1"))
        self.laptop_button = Button(tr("All laptop"), kind="quiet", keys=("Shift", "2"))
        self.confirm_button = Button(tr("Confirm, next"), kind="primary", keys=("Ctrl", "↵"))
        self.finished = EmptyState(
            "check", tr("Everything is merged"), tr("No place waits for a decision."), tr("To the list of visits"), ("Esc",)
        )
        self._build()

    def _build(self) -> None:
        side = Frame("pane")
        head = self._head = Frame("header")
        head.setLayout(row(Label(tr("Yours to decide"), "table", "primary", 500), None, self._count, margins=(12, 9, 12, 9)))
        told = tr("Only what both sides changed is listed. Evidence, notes and remarks of both are kept.")
        foot = self._foot = Frame("footer")
        foot.setLayout(column(Label(told, "caption", "secondary", wrap=True), margins=(12, 9, 12, 9)))
        for button in (self.previous_button, self.next_button):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stepping = boxed(row(self._position, self.previous_button, self.next_button, gap=4, margins=(10, 0, 10, 0)))
        middle = row(gap=0)
        middle.addWidget(self.list, 1)
        middle.addWidget(self._stepping)
        lines = QVBoxLayout(side)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(head)
        lines.addLayout(middle, 1)
        lines.addWidget(foot)
        main = Frame("pane")
        upper = self._upper = Frame("header")
        line = row(self.title, self.number, self._tag_box, self.base_button, gap=10, margins=(16, 7, 16, 7))
        line.setStretch(0, 1)
        upper.setLayout(line)
        page = boxed(self._body)
        page.setProperty("role", "page")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(page)
        lower = Frame("footer")
        kept = boxed(
            row(
                IconLabel("trail", "text.muted", 14),
                Label(tr("Both versions stay in the audit trail"), "caption", "secondary"),
                gap=6,
            )
        )
        self._kept = kept
        buttons = row(self.again_button, self.office_button, self.laptop_button, self.confirm_button, gap=8)
        lower.setLayout(row(kept, None, buttons, margins=(16, 9, 16, 9)))
        right = QVBoxLayout(main)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        for widget in (upper, boxed(self.banners)):
            right.addWidget(widget)
        right.addWidget(self._scroll, 1)
        right.addWidget(lower)
        self._main = QStackedWidget()
        self._main.addWidget(main)
        self._main.addWidget(self.finished)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(side)
        self.splitter.addWidget(self._main)
        self.splitter.setStretchFactor(1, 1)
        self._side = side
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def show_position(self) -> None:
        """``2 / 5``, for the line that stands for the list where there is no room for one."""
        at, total = self.list.currentIndex().row() + 1, len(self.list.cases)
        self._position.setText(tr("{number} / {total}", number=at, total=total))
        self.previous_button.setEnabled(at > 1)
        self.next_button.setEnabled(at < total)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        look = theme()
        wide = self.width() / look.scale
        for aside in (self._kept, self._tag_box):
            aside.setVisible(wide >= _ROOMY)
        folded = wide < _BESIDE
        self.splitter.setOrientation(Qt.Orientation.Vertical if folded else Qt.Orientation.Horizontal)
        for part in (self._head, self._foot, self._upper):
            part.setVisible(not folded)
        self._stepping.setVisible(folded)
        self.list.fold(folded)
        if folded:
            line = self.list.maximumHeight()
            self.splitter.setSizes([line, max(1, self.height() - line)])
        else:
            side = look.px(290 if wide >= _ROOMY else 250)
            self.splitter.setSizes([side, max(1, self.width() - side)])
        for button in (self.office_button, self.laptop_button):
            button.show_keys(*(("Shift", "1" if button is self.office_button else "2") if wide >= 900 else ()))
