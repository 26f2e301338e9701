"""The panes of the Notice place and how they fold: outline, the view chosen above it, what is to be done at the stage."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ui.parts.buttons import Button, SegmentedControl
from ui.parts.combo import Choice
from ui.parts.labels import Frame, Label
from ui.parts.layouts import column, row
from ui.parts.pdf_view import PdfView
from ui.parts.readiness_bar import ReadinessBar
from ui.parts.slices import Slices
from ui.parts.states import EmptyState
from ui.places.list_export import ListExport
from ui.places.notice_acts import NoticeActs
from ui.places.notice_figures import ComparePane, FiguresPane
from ui.places.notice_outline import Outline, SectionList
from ui.places.notice_reading import Reading
from ui.places.notice_register import RegisterPane
from ui.places.notice_sheet import FlagSheet
from ui.places.notice_side import SidePane
from ui.places.notice_sources import SourcesPane
from ui.places.notice_start import StartPage
from ui.theme import theme
from ui.words import documents, tr

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.jobs import Runner

_WIDTHS = (252, 660, 372)
LOOKS = ("text", "figures", "pdf", "compare", "left", "register")
ALONE = ("register",)
"""Views that take the whole width."""
WIDE = ("figures", "compare", "left")
"""Tables that need the room of the side pane, unless F9 asked for it."""


class NoticeFrame(NoticeActs):
    """What the place is made of. ``choose_folder`` asks where files shall go; "" = nowhere."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__(desk, runner)
        self.reading: Reading | None = None
        self.choose_folder, self.choose_certificate = self._ask_folder, self._ask_certificate
        self.settling: set[str] = set()
        self._year: int | None = None
        self._stale, self._entering = True, False
        self._pdf_of: object = None
        self._page = "start"
        self._filled: set[str] = set()
        self._side_wanted: bool | None = None
        self._sections = SectionList()
        self.outline = Outline(self._sections)
        self.sheet, self.side, self.readiness = FlagSheet(), SidePane(), ReadinessBar()
        self.exports = ListExport(self)
        self.years, self.years_beside = Choice(tr("Audit year")), Choice(tr("Audit year"))
        self.section_choice = Choice(tr("Section"))
        names = self._look_names()
        self.look, self.look_choice = SegmentedControl(names, name=tr("View")), Choice(tr("View"), names)
        self.words_button = Button("", kind="ghost", small=True, name=tr("The words in the other language"))
        self._length = Label("", "table", "secondary")
        self._outline_count = Label("", "table", "secondary")
        self._compiled = Label("", "caption", "secondary", wrap=True)
        self._build()

    def _look_names(self) -> tuple[tuple[str, str], ...]:
        texts = (tr("Edit"), tr("Figures"), tr("PDF"), tr("Against last year"), tr("Not included"), tr("Public register"))
        return tuple(zip(LOOKS, texts, strict=True))

    def _build(self) -> None:
        """From the outside in: whatever gets another parent is styled anew with all it holds."""
        look = theme()
        self._empty = EmptyState("notice", tr("Nothing to publish yet"), tr("Accepted findings of a year are compiled here."))
        self._whole = QStackedWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.readiness)
        whole.addWidget(self._whole, 1)
        self.readiness.hide()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self._whole.addWidget(self.splitter)
        self._whole.addWidget(self._empty)
        self._left, middle, self._side = Frame("pane"), Frame("inset"), Frame("pane")
        for pane, stretch, least in ((self._left, 0, 180), (middle, 1, 300), (self._side, 0, 250)):
            self.splitter.addWidget(pane)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
            pane.setMinimumWidth(look.px(least))
        head, foot, bar = Frame("header"), Frame("footer"), Frame("bar")
        self.views = QStackedWidget()
        left, centre = column(head, gap=0), column(bar, gap=0)
        self._left.setLayout(left)
        head.setLayout(
            row(Label(tr("Outline"), "strong", "primary"), self.years, None, self._outline_count, margins=(14, 0, 14, 0))
        )
        left.addWidget(self.outline)
        left.addWidget(foot)
        foot.setLayout(column(Label(tr("Source"), "caption", "secondary", 500), self._compiled, gap=2, margins=(14, 10, 14, 10)))
        middle.setLayout(centre)
        bar.setLayout(
            row(
                *(self.years_beside, self.section_choice, self.look, self.look_choice, self.words_button, None, self._length),
                gap=10,
                margins=(14, 0, 14, 0),
            )
        )
        centre.addWidget(self.views)
        self.views.addWidget(self.sheet)
        self._side.setLayout(column(self.side, gap=0))
        for low in (head, bar):
            low.setFixedHeight(look.px(40))
        self.setMinimumSize(look.px(240), look.px(120))  # narrower than its panes, so that they can fold
        self.reset_panes()

    def panes(self) -> tuple[QWidget, ...]:
        return (self.outline, self._middle(), self.side.list)

    def reset_panes(self) -> None:
        self._side_wanted = None
        self.splitter.setSizes([theme().px(width) for width in _WIDTHS])
        self._fold()

    def state(self) -> dict[str, Any]:
        return {
            "year": self._year,
            "look": self.look.current(),
            "sizes": [round(size / theme().scale) for size in self.splitter.sizes()],
            "side": self._side_wanted,
        }

    def restore(self, state: dict[str, Any]) -> None:
        if isinstance(state.get("year"), int):
            self._year = state["year"]
        if state.get("look") in LOOKS:
            self.choose_look(state["look"])
        sizes = state.get("sizes")
        if isinstance(sizes, list) and len(sizes) == 3 and all(isinstance(size, int) for size in sizes) and all(sizes):
            self.splitter.setSizes([theme().px(size) for size in sizes])
        if isinstance(state.get("side"), bool):
            self._side_wanted = state["side"]
        self._fold()

    def _middle(self) -> QWidget:
        return self._view(self._page)

    # The views that are not seen at first are made when they are asked for, or in the pauses after the place has opened.

    def _view(self, key: str) -> QWidget:
        views: dict[str, Callable[[], QWidget]] = {
            "start": lambda: self.start,
            "text": lambda: self.sheet,
            "figures": lambda: self.figures,
            "pdf": lambda: self.pdf,
            "compare": lambda: self.compare,
            "left": lambda: self.left,
            "register": lambda: self.register,
        }
        return views[key]()

    def _make_views(self) -> None:
        Slices(self).begin(*(partial(self._view, key) for key in ("start", "figures", "register", "pdf", "compare", "left")))

    @cached_property
    def start(self) -> StartPage:
        page = StartPage()
        self.views.addWidget(page)
        page.begun.connect(self.begin)
        page.finding_wanted.connect(self.go_to_finding)
        return page

    @cached_property
    def figures(self) -> FiguresPane:
        page = FiguresPane()
        self.views.addWidget(page)
        page.behind.connect(self.show_behind)
        page.decided.connect(self.decide)
        page.proof_wanted.connect(self.prove)
        return page

    @cached_property
    def pdf(self) -> PdfView:
        page = PdfView(self.runner)
        self.views.addWidget(page)
        page.page_changed.connect(self.show_page_of_pdf)
        return page

    @cached_property
    def compare(self) -> ComparePane:
        page = ComparePane()
        self.views.addWidget(page)
        return page

    @cached_property
    def left(self) -> SourcesPane:
        page = SourcesPane()
        self.views.addWidget(page)
        page.view.opened.connect(lambda one: self.go_to.emit("findings", one.finding) if one is not None else None)
        return page

    @cached_property
    def register(self) -> RegisterPane:
        page = RegisterPane()
        self.views.addWidget(page)
        page.asked.connect(self.ask_register)
        page.file_given.connect(self.verify)
        page.correct_wanted.connect(self.correct)
        page.export_wanted.connect(self.export)
        page.files_wanted.connect(self.show_files)
        page.why_not_correct = lambda _row: self.why_not("notice.correct")
        return page

    @abstractmethod
    def prove(self) -> None:
        """Search for what could be computed from what is printed."""

    @abstractmethod
    def show_page_of_pdf(self, page: int, pages: int) -> None:
        """Which page of the PDF is seen."""

    def toggle_side(self) -> None:
        """F9: what is to be done at the stage."""
        self._side_wanted = not self._side.isVisibleTo(self)
        self._fold()
        if self._side_wanted:
            self.side.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fold(self) -> None:
        """Panes go one after the other as the window gets narrow; a drop-down takes the outline's work."""
        effective = self.width() / theme().scale
        alone = self.look.current() in ALONE or self.reading is None or self.reading.draft is None
        was = self._side.isVisibleTo(self)
        room_for_side = effective >= 880 and self.look.current() not in WIDE
        self._side.setVisible(not alone and (room_for_side if self._side_wanted is None else self._side_wanted))
        moves = self.outline.hasFocus() and effective < 1000
        self._left.setVisible(not alone and effective >= 1000)
        if moves:
            self._middle().setFocus(Qt.FocusReason.OtherFocusReason)
        self.years_beside.setVisible(not self._left.isVisibleTo(self) and self.years_beside.count() > 0)
        self.section_choice.setVisible(not alone and effective < 1000 and self.look.current() in ("text", "pdf"))
        room = self.width() - sum(
            theme().px(each) for each, pane in ((252, self._left), (372, self._side)) if pane.isVisibleTo(self)
        )
        if room < theme().px(420):
            # where both panes share a low window at 200 %, the cards lead through the sections
            self.section_choice.hide()
            self.years_beside.hide()
        beside = sum(
            each.sizeHint().width() + theme().px(10)
            for each in (self.years_beside, self.section_choice)
            if each.isVisibleTo(self)
        )
        fits = room - beside - theme().px(60) >= self.look.sizeHint().width()
        self.look.setVisible(fits)
        self.look_choice.setVisible(not fits)
        self._length.setVisible(room - beside - self.look.sizeHint().width() > theme().px(170))
        if was != self._side.isVisibleTo(self):
            self.head_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fold()
        super().resizeEvent(event)

    def _ask_folder(self) -> str:
        return QFileDialog.getExistingDirectory(self, tr("Folder for the notice"), documents())

    def _ask_certificate(self) -> str:
        kinds = f"{tr('Certificates')} (*.p12 *.pfx)"
        return QFileDialog.getOpenFileName(self, tr("Certificate of the office"), documents(), kinds)[0]
