"""A letter as its pages beside a list: read off the GUI thread, the ones looked at last kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from auditdesk.errors import AuditDeskError
from ui.jobs import Runner
from ui.parts.buttons import Button
from ui.parts.labels import ElidedLabel, Frame
from ui.parts.layouts import column, row
from ui.parts.pdf_view import PdfView
from ui.parts.shortcuts import bind
from ui.parts.states import EmptyState
from ui.theme import theme
from ui.words import tr, words

_KEPT = 12
"""Letters whose pages are kept, so that going back to one is immediate."""
Make = Callable[[], bytes]


class LetterPreview(Frame):
    """``ask`` shows what ``make`` gives; only the newest question is answered. ``arrived`` tells the key of what is shown now."""

    arrived = Signal(object)
    open_wanted = Signal()
    left = Signal()

    def __init__(self, runner: Runner, name: str) -> None:
        super().__init__("pane")
        self._runner, self._name = runner, name
        self._kept: dict[Hashable, bytes] = {}
        self.key: Hashable = None
        """What is shown, or asked for."""
        self.shown: Hashable = None
        self._title = ElidedLabel("", "strong", "primary")
        self._note = ElidedLabel("", "table", "secondary")
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.previous = Button(icon="chev-left", kind="ghost", name=tr("Previous page"), small=True)
        self.following = Button(icon="chev-right", kind="ghost", name=tr("Next page"), small=True)
        self.open_file = Button(tr("Open the file"), icon="external", kind="quiet", small=True)
        self.open_file.clicked.connect(self.open_wanted)
        self.open_file.setVisible(False)
        self.pdf = PdfView(runner)
        self.pdf.page_changed.connect(self._page)
        self.previous.clicked.connect(lambda: self.pdf.turn(-1))
        self.following.clicked.connect(lambda: self.pdf.turn(1))
        self.nothing = EmptyState("letters", tr("Choose a letter to see it"))
        self._stack = QStackedWidget()
        for each in (self.nothing, self.pdf):
            self._stack.addWidget(each)
        head = Frame("header")
        head.setFixedHeight(theme().px(40))
        line = row(self._title, self._note, self.previous, self.following, self.open_file, gap=8, margins=(14, 0, 12, 0))
        line.setStretch(1, 1)
        head.setLayout(line)
        self._lines = column(head, self._stack, gap=0)
        self._lines.setStretch(1, 1)
        self.setLayout(self._lines)
        self.setFocusProxy(self.pdf)
        self.setMinimumWidth(theme().px(240))
        self._pages = ""
        self._about = ""
        bind(self, "Escape", self.left.emit)

    def ask(self, key: Hashable, title: str, about: str, make: Make, *, write: bool = False) -> None:
        """Show the letter named ``key``. ``write``: making it also keeps something, so it waits for its turn in the write lane."""
        if key == self.key and self.shown == key:
            return
        self.key = key
        self._title.setText(title)
        self._about = about
        if key in self._kept and not write:
            self._show(key, self._kept[key])
            return
        self._tell(tr("Drawing the pages..."))
        if write:
            self._runner.write(lambda: (key, make()), self._take, self._failed)
        else:
            self._runner.read(lambda: (key, make()), self._take, self._failed, latest=f"letters.preview.{self._name}")

    def add_below(self, widget: QWidget) -> None:
        """What is known of the letter besides its pages."""
        self._lines.addWidget(widget)

    def draw(self, key: Hashable, title: str, about: str, make: Make) -> None:
        """Show what changes while it is typed: what was drawn last stays until there is something newer."""
        self._title.setText(title)
        self._about = about
        if key != self.key:
            self.key = key
            self._runner.read(lambda: (key, make()), self._take, self._keep_last, latest=f"letters.preview.{self._name}")

    def _keep_last(self, error: Exception) -> None:
        """What is wrong is told where it is written."""

    def show_words(self, title: str, what: str, how: str = "") -> None:
        """Say in its place why there is no letter to show."""
        self.key = self.shown = None
        self._title.setText(title)
        self._about = self._pages = ""
        self._tell("")
        self.nothing.say(what, how)
        self._stack.setCurrentWidget(self.nothing)
        self.open_file.setVisible(False)
        self._arm()

    def forget(self) -> None:
        """What was read may have changed."""
        self._kept.clear()
        self.shown = None

    def _take(self, made: tuple[Hashable, bytes]) -> None:
        key, content = made
        self._kept.pop(key, None)
        self._kept[key] = content
        while len(self._kept) > _KEPT:
            self._kept.pop(next(iter(self._kept)))
        if key == self.key:
            self._show(key, content)

    def _show(self, key: Hashable, content: bytes) -> None:
        self.shown = key
        self._stack.setCurrentWidget(self.pdf)
        self.pdf.show_pdf(content)
        self.arrived.emit(key)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, AuditDeskError):
            self.show_words(self._title.text(), words().error(error))

    def _page(self, at: int, total: int) -> None:
        self._pages = tr("page {at} of {total}", at=at, total=total) if total else ""
        self._tell(tr(", ").join(part for part in (self._about, self._pages) if part))
        self._arm(at, total)

    def _arm(self, at: int = 0, total: int = 0) -> None:
        self.previous.setEnabled(at > 1)
        self.following.setEnabled(at < total)

    def _tell(self, text: str) -> None:
        self._note.setText(text)
