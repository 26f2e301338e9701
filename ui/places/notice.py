"""年度公告: the year's accepted findings compiled, read as a document or as the PDF, and written into files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.notice import CompiledNotice
from auditdesk.model.rows import PaperRow
from ui.parts.buttons import SegmentedControl
from ui.parts.combo import Choice
from ui.parts.labels import Chip, Frame, Label
from ui.parts.layouts import column, row
from ui.parts.pdf_view import PdfView
from ui.parts.shortcuts import bind
from ui.parts.stages import Stages
from ui.parts.states import EmptyState
from ui.parts.story_sheet import StorySheet
from ui.places.base import Command, Found, KeyHint, Place, PlaceAction
from ui.places.notice_outline import Outline, SectionList, detail_of
from ui.places.notice_sources import SourcesPane
from ui.tables import folded
from ui.theme import theme
from ui.words import day, documents, language, number, plural, tr, words, year_name

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from auditdesk.documents.story import Story
    from ui.jobs import Runner

_WIDTHS = (252, 660, 320)
_KINDS = frozenset({"finding", "visit", "notice", "paper"})


@dataclass(frozen=True, slots=True)
class _Read:
    """One reading: audit years, those whose notice was written, and the notice of one year with its text."""

    years: tuple[int, ...]
    written: frozenset[int]
    notice: CompiledNotice | None = None
    story: Story | None = None


class NoticePlace(Place):
    """Three panes: outline, document or PDF, sources. ``choose_folder`` asks where files shall go; "" = nowhere."""

    key = "notice"
    icon = "notice"
    shortcut = "Ctrl+7"

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__(desk, runner)
        self.notice: CompiledNotice | None = None
        self.choose_folder = self._ask_folder
        self._year: int | None = None
        self._written: frozenset[int] = frozenset()
        self._stale = True
        self._pdf_of: tuple[int, str] | None = None
        self._side_wanted: bool | None = None
        self._sections = SectionList()
        self.outline = Outline(self._sections)
        self.sheet = StorySheet(tr("Text of the notice"))
        self.pdf = PdfView(runner)
        self.sources = SourcesPane()
        self.years = Choice(tr("Audit year"))
        self.section_choice = Choice(tr("Section"))
        self.look = SegmentedControl((("text", tr("Text")), ("pdf", tr("PDF preview"))), name=tr("View"))
        self._length = Label("", "table", "secondary")
        self._outline_count = Label("", "table", "secondary")
        self._compiled = Label("", "caption", "secondary", wrap=True)
        self._build()
        self.years.chosen.connect(lambda year: self._choose_year(int(year)))
        self.look.chosen.connect(self._show_look)
        self.section_choice.chosen.connect(self._go_to_section)
        self.outline.section_chosen.connect(self._go_to_section)
        self.outline.entered_section.connect(lambda: self._middle().setFocus(Qt.FocusReason.OtherFocusReason))
        self.pdf.page_changed.connect(self._show_page)
        for keys, act in (
            ("Alt+1", partial(self.choose_look, "text")),
            ("Alt+2", partial(self.choose_look, "pdf")),
            ("F9", self.toggle_side),
            ("Ctrl+Return", self.write),
            ("Escape", self._back_to_outline),
        ):
            bind(self, keys, act)

    # building

    def _build(self) -> None:
        look = theme()
        left = Frame("pane")
        head = Frame("header")
        head.setLayout(row(Label(tr("Outline"), "strong", "primary"), None, self._outline_count, margins=(14, 0, 14, 0)))
        head.setFixedHeight(look.px(40))
        foot = Frame("footer")
        foot.setLayout(column(Label(tr("Source"), "caption", "secondary", 500), self._compiled, gap=2, margins=(14, 10, 14, 10)))
        left.setLayout(column(head, self.outline, foot, gap=0))
        middle = Frame("inset")
        bar = Frame("bar")
        bar.setLayout(row(self.years, self.section_choice, self.look, None, self._length, gap=10, margins=(14, 0, 14, 0)))
        bar.setFixedHeight(look.px(40))
        self._views = QStackedWidget()
        self._views.addWidget(self.sheet)
        self._views.addWidget(self.pdf)
        middle.setLayout(column(bar, self._views, gap=0))
        side = Frame("pane")
        side.setLayout(column(self.sources, gap=0))
        self._left, self._side = left, side
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for pane, stretch, least in ((left, 0, 180), (middle, 1, 320), (side, 0, 240)):
            self.splitter.addWidget(pane)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
            pane.setMinimumWidth(look.px(least))
        self._empty = EmptyState("notice", tr("Nothing to publish yet"))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.splitter)
        self._pages.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self.setMinimumSize(look.px(240), look.px(120))  # narrower than its panes, so that they can fold
        self.reset_panes()
        self._fold()

    # what the shell asks

    def title(self) -> str:
        return tr("Notice")

    def note(self) -> str:
        return "" if self._year is None else tr("findings of {year}", year=year_name(self._year))

    def subject(self) -> str:
        return "" if self._year is None else tr("Notice of {year}", year=year_name(self._year))

    def chips(self) -> tuple[QWidget, ...]:
        if self.notice is None or not self.notice.sections:
            return ()
        now = 2 if self._year in self._written else 1
        stages = Stages((tr("Compile"), tr("Write the files")), now)
        days = (self.notice.publish_on - self.desk.today()).days
        due = day(self.notice.publish_on)
        if days < 0:
            return (stages, Chip(tr("was due on {day}", day=due), "text.secondary", "status.closed.bg", icon="clock"))
        text = plural(days, "due on {day}, {count} day left", "due on {day}, {count} days left", day=due)
        return (stages, Chip(text, "status.review.text", "status.review.bg", icon="clock"))

    def action(self) -> PlaceAction | None:
        ready = self.notice is not None and bool(self.notice.sections)
        forbidden = self.desk.refusal("notice.write")
        refused = words().error(forbidden) if forbidden else "" if ready else tr("Nothing is accepted in this year yet")
        return PlaceAction(tr("Write files..."), "download", self.write, ("Ctrl", "↵"), refused)

    def keys(self) -> tuple[KeyHint, ...]:
        outlined = self.outline.hasFocus() and self.outline.isVisible()
        moves = KeyHint(("↑", "↓"), tr("section") if outlined else tr("scroll"))
        into = KeyHint(("Enter",), tr("into the text")) if outlined else KeyHint(("Esc",), tr("outline"))
        return (
            moves,
            into,
            KeyHint(("Alt", "1"), tr("text")),
            KeyHint(("Alt", "2"), tr("PDF")),
            KeyHint(("Ctrl", "↵"), tr("write files")),
            KeyHint(("F9",), tr("side pane")),
            KeyHint(("F6",), tr("next pane")),
        )

    def commands(self) -> tuple[Command, ...]:
        action = self.action()
        assert action is not None
        return (
            Command(action.text, action.icon, action.run, action.keys, refused=action.refused),
            Command(tr("Show the PDF preview"), "file", partial(self.choose_look, "pdf"), ("Alt", "2")),
        )

    def search(self, text: str, limit: int) -> tuple[Found, ...]:
        found = [
            section
            for section in self._sections.sections
            if text in folded(f"{section.code} {section.name.zh} {section.name.en}")
        ]
        return tuple(
            Found(
                section.name.in_language(language()),
                "notice",
                partial(self.outline.choose, section.code),
                f"{section.code}  {detail_of(section)}",
                tr("Sections of the notice"),
            )
            for section in found[:limit]
        )

    def panes(self) -> tuple[QWidget, ...]:
        return (self.outline, self._middle(), self.sources.view)

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
        if state.get("look") in ("text", "pdf"):
            self.choose_look(state["look"])
        sizes = state.get("sizes")
        if isinstance(sizes, list) and len(sizes) == 3 and all(isinstance(size, int) for size in sizes) and all(sizes):
            self.splitter.setSizes([theme().px(size) for size in sizes])
        if isinstance(state.get("side"), bool):
            self._side_wanted = state["side"]
        self._fold()

    def activate(self) -> None:
        if self._stale:
            self._read()
        if self._pages.currentWidget() is self.splitter:
            (self.outline if self.outline.isVisibleTo(self) else self._middle()).setFocus(Qt.FocusReason.OtherFocusReason)

    def open_object(self, name: str) -> None:
        if name.isdecimal():
            self._choose_year(int(name))

    def refresh(self, changed: frozenset[str]) -> None:
        if "person" in changed:
            self.head_changed.emit()
        if changed & _KINDS:
            self._stale = True
            if self.isVisible():
                self._read()

    # reading

    def _read(self) -> None:
        self._stale = False
        self.runner.read(partial(self._gather, self._year, language()), self._take, self._refused, latest="notice")

    def _gather(self, year: int | None, language: str) -> _Read:
        """Off the GUI thread: the years, those already written, and the notice of one of them."""
        from auditdesk.documents.notice_story import notice_story

        years = self.desk.notice.years()
        written = frozenset(int(str(each["year"])) for each in self.desk.notice.list())
        if not years:
            return _Read(years, written)
        notice = self.desk.notice.compile(year if year in years else years[0])
        return _Read(years, written, notice, notice_story(self.desk.notice.paper(notice), language) if notice.sections else None)

    def _take(self, read: _Read) -> None:
        years, self._written, notice = read.years, read.written, read.notice
        self.notice = notice
        self._year = notice.year if notice is not None else None
        self.years.set_choices(tuple((str(year), tr("Year {year}", year=year_name(year))) for year in years), str(self._year))
        chosen = self.outline.currentIndex().row()
        self._sections.show(notice)
        self.sheet.show_story(read.story)
        self.sources.show_notice(notice)
        names = tuple((section.code, section.name.in_language(language())) for section in self._sections.sections)
        self.section_choice.set_choices(names)
        filled = notice is not None and bool(notice.sections)
        self._pages.setCurrentWidget(self.splitter if filled else self._empty)
        if notice is not None and filled:
            self._outline_count.setText(plural(len(notice.entries), "{count} entry", "{count} entries"))
            self._compiled.setText(
                tr(
                    "{findings} accepted findings of {year}, {firms} firms. As of {day}.",
                    findings=number(notice.findings),
                    year=year_name(notice.year),
                    firms=number(notice.firms_audited),
                    day=day(notice.compiled_on),
                )
            )
            if chosen < 0 and self.isVisible():
                self.outline.setFocus(Qt.FocusReason.OtherFocusReason)
            self.outline.setCurrentIndex(self._sections.index(min(max(chosen, 0), len(notice.sections) - 1)))
            self.sheet.verticalScrollBar().setValue(0)
        elif notice is not None:
            self._empty.say(
                tr("Nothing of {year} is accepted yet", year=year_name(notice.year)),
                tr("{count} findings wait for review or are left out.", count=number(len(notice.excluded))),
            )
        else:
            self._empty.say(tr("Nothing to publish yet"), tr("Accepted findings of a year are compiled here."))
        self._pdf_of = None
        self._show_look(self.look.current())
        self.head_changed.emit()
        self.keys_changed.emit()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, AuditDeskError):
            self.failed.emit(error)

    def _choose_year(self, year: int) -> None:
        self._year = year
        self._read()

    # looking

    def _middle(self) -> QWidget:
        return self.sheet if self.look.current() == "text" else self.pdf

    def choose_look(self, key: str) -> None:
        """Text or PDF preview."""
        self.look.choose(key)
        self._show_look(key)

    def _show_look(self, key: str) -> None:
        self._views.setCurrentWidget(self.sheet if key == "text" else self.pdf)
        if key == "text":
            self._length.setText(tr("{count} characters", count=number(self.sheet.characters())))
            return
        wanted = (self._year, language())
        if self.notice is not None and self.notice.sections and self._pdf_of != wanted:
            self._pdf_of = (self.notice.year, language())
            self._length.setText(tr("Drawing the pages..."))
            self.pdf.clear()
            work = partial(self.desk.notice.preview_pdf, self.notice.year, language())
            self.runner.read(work, self.pdf.show_pdf, self._refused, latest="notice.pdf")

    def _show_page(self, page: int, pages: int) -> None:
        if self.look.current() == "pdf" and pages:
            self._length.setText(tr("Page {number} of {total}", number=page, total=pages))

    def _go_to_section(self, code: str) -> None:
        self.section_choice.choose(code)
        self.sheet.go_to(f"section-{code.lower()}")
        self.pdf.go_to_heading(code)

    def _back_to_outline(self) -> None:
        self.outline.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_side(self) -> None:
        """F9: the pane of sources."""
        self._side_wanted = not self._side.isVisibleTo(self)
        self._fold()

    def _fold(self) -> None:
        """Panes go one after the other as the window gets narrow; a drop-down takes the outline's work."""
        effective = self.width() / theme().scale
        wide = effective >= 980 if self._side_wanted is None else self._side_wanted
        self._side.setVisible(wide)
        moves = self.outline.hasFocus() and effective < 700
        self._left.setVisible(effective >= 700)
        if moves:
            self._middle().setFocus(Qt.FocusReason.OtherFocusReason)
        self.section_choice.setVisible(effective < 700)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fold()
        super().resizeEvent(event)

    # writing

    def _ask_folder(self) -> str:
        return QFileDialog.getExistingDirectory(self, tr("Folder for the notice"), documents())

    def write(self) -> None:
        """Write PDF, HTML and ODS into a folder, as a job."""
        action = self.action()
        if action is None or action.refused or self.notice is None:
            return
        folder = self.choose_folder()
        if folder:
            year, written_in = self.notice.year, language()
            job = self.runner.start(
                tr("Write the notice of {year}", year=year_name(year)),
                lambda progress: self.desk.notice.write(year, Path(folder), progress, written_in),
            )
            job.succeeded.connect(partial(self._written_to, folder))
            job.failed.connect(self._refused)

    def _written_to(self, folder: str, papers: tuple[PaperRow, ...]) -> None:
        said = plural(len(papers), "{count} file written", "{count} files written")
        self.offered.emit(said, tr("Open the folder"), partial(_open_folder, folder))


def _open_folder(folder: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(folder))
