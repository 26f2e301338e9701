"""Right pane of the Rules place: the edition chosen under six tabs. Each page is made and filled when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from auditdesk.model.office_rules import SupersededEdition
from ui.parts.buttons import Button
from ui.parts.labels import ElidedLabel, Frame, IconLabel, Label, Separator
from ui.parts.layouts import FlowLayout, boxed, column, row
from ui.parts.sign_off_bar import SignOffBar
from ui.parts.tab_strip import TabStrip
from ui.places.firms_words import two
from ui.theme import theme
from ui.words import day, tr

TABS = ("items", "tables", "compare", "trial", "key_items", "exceptions")


class SupersededNote(Frame):
    """Told of an own edition whose place a shipped one takes: until when it holds, the way to the differences, and 知悉."""

    def __init__(self) -> None:
        super().__init__("inset")
        self._told = Label("", "table", "primary", wrap=True)
        self.compare = Button(tr("Compare the two"), icon="merge", kind="quiet", keys=("Ctrl", "Shift", "D"))
        self.noted = Button(tr("Take note"), icon="check", kind="quiet", keys=("Ctrl", "Shift", "K"))
        line = row(gap=8)
        line.addWidget(IconLabel("clock", "severity.medium.text", 16), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._told, 1)
        self.setLayout(column(line, boxed(FlowLayout(self.compare, self.noted, gap=8)), gap=8, margins=(12, 8, 12, 8)))

    def show_edition(self, one: SupersededEdition | None, refused: str) -> None:
        """``refused`` says why the person may not take note; empty = may."""
        self.setVisible(one is not None)
        if one is None:
            return
        self._told.setText(
            tr(
                "Holds only until {last}: the shipped edition {by} begins on {begins}, and visits opened from then on follow it.",
                last=day(one.last_day),
                by=two(one.by_name),
                begins=day(one.begins),
            )
        )
        self.noted.refuse(tr("The office knows already, or has an edition of its own again.") if one.settled else refused)


class EditionPane(Frame):
    """Name and days, tabs, the page of the current tab and the sign-off bar. ``make`` builds the page of a tab by its name."""

    turned = Signal(str)
    """Another tab is looked at."""

    def __init__(self, make: Mapping[str, Callable[[], QWidget]]) -> None:
        super().__init__("pane")
        self._make = make
        self._made: dict[str, QWidget] = {}
        self.tabs = TabStrip(self.titles(), tr("Edition"))
        self.bar = SignOffBar()
        self.superseded = SupersededNote()
        self.name = ElidedLabel("", "title", "primary", 700)
        self.told = Label("", "caption", "secondary", wrap=True)
        self.back = Button(icon="chev-left", kind="ghost", name=tr("Back to the list"), keys=("Esc",))
        self.copy = Button(tr("Copy as a new edition"), icon="copy", keys=("Ctrl", "Shift", "C"))
        self._copy_text = self.copy.text()
        self.copy.setAccessibleName(self._copy_text)
        self._build()
        self.bar.setVisible(False)
        self.superseded.setVisible(False)
        self.tabs.currentChanged.connect(lambda at: self.turned.emit(TABS[at]))

    def titles(self) -> tuple[str, ...]:
        """The words on the tabs, in their order."""
        return (
            tr("Items"),
            tr("Tiers and duties"),
            tr("Compare"),
            tr("Try out"),
            tr("Key items"),
            tr("Exceptions"),
        )

    def _build(self) -> None:
        self.stack = QStackedWidget()
        head = column(row(self.back, self.name, self.copy, gap=10), self.told, self.superseded, gap=4, margins=(16, 10, 16, 6))
        lines = column(head, row(self.tabs, margins=(8, 0, 8, 0)), Separator(), gap=0)
        self.stack.setMinimumHeight(theme().px(320))
        inside = boxed(column(self.stack, self.bar, gap=0))
        inside.setProperty("role", "page")
        scroll = self.area = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        lines.addWidget(scroll, 1)
        self.setLayout(lines)
        self.setMinimumWidth(theme().px(300))

    def fit_head(self) -> None:
        """The name whole before keys and words: it tells the year. The button gives way first."""
        look = theme()
        needed = self.name.fontMetrics().horizontalAdvance(self.name.text()) + look.px(2 * 16 + 2 * 10 + 4)
        needed += self.back.sizeHint().width() if not self.back.isHidden() else 0
        for text, keys in ((self._copy_text, ("Ctrl", "Shift", "C")), (self._copy_text, ()), ("", ())):
            self.copy.setText(text)
            self.copy.show_keys(*keys)
            if needed + self.copy.sizeHint().width() <= self.width():
                break

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_head()

    @property
    def current(self) -> str:
        """The name of the tab on screen."""
        return TABS[self.tabs.currentIndex()]

    def position(self, name: str) -> int:
        """Which tab has that name, from 0."""
        return TABS.index(name)

    def page(self, name: str) -> QWidget:
        """The page of a tab, made when it is first asked for."""
        if name not in self._made:
            self._made[name] = self._make[name]()
            self.stack.addWidget(self._made[name])
        return self._made[name]

    def show_page(self, name: str) -> None:
        """Bring a page to the front."""
        self.stack.setCurrentWidget(self.page(name))
        self.area.verticalScrollBar().setValue(0)
