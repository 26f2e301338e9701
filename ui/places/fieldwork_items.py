"""Pane B: the items of one section with their filters, and the notes that wait below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from ui.parts.buttons import Button, SegmentedControl
from ui.parts.check_list import CheckLine, CheckList
from ui.parts.combo import Choice
from ui.parts.labels import Chip, ElidedLabel, Frame, IconLabel, KeyCaps, Label
from ui.parts.layouts import boxed, column, row
from ui.parts.section_list import SectionLine, SectionList
from ui.parts.segment_progress import SegmentProgress
from ui.parts.states import EmptyState
from ui.theme import theme
from ui.words import plural, tr

ALL, PENDING, DEFICIENT, FLAGGED, MINE = "all", "pending", "deficient", "flagged", "mine"


class ItemsPane(Frame):
    """Shows the lines of one section through a filter. The current line stays when the filter changes, where it fits."""

    section_changed = Signal(str)
    notes_wanted = Signal()
    back_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("base")
        look = theme()
        self.setMinimumWidth(look.px(260))
        self._every: tuple[CheckLine, ...] = ()
        self._filter = ALL
        self._kept_open = ""
        self._team = 1
        self.list = CheckList(tr("Check items"))
        self.back = Button(icon="arrow-left", kind="ghost", name=tr("To the visits"), small=True)
        self.back.clicked.connect(self.back_wanted)
        self._code = Chip("", "accent.text", "accent.subtle")
        self._name = ElidedLabel("", "subtitle")
        self.sections = Choice(tr("Section"))
        self.sections.chosen.connect(self.section_changed)
        self.filters = SegmentedControl(
            (
                (ALL, tr("All")),
                (PENDING, tr("Not checked")),
                (DEFICIENT, tr("Deficient")),
                (FLAGGED, tr("Marked")),
                (MINE, tr("Mine")),
            ),
            name=tr("Filter"),
        )
        self.filters.chosen.connect(self.choose_filter)
        self.progress = SegmentProgress()
        self._titles = row(self.back, self._code, gap=8)
        self._titles.addWidget(self._name, 1)
        self._titles.addWidget(self.sections, 1)
        second = row(self.filters, gap=8)
        second.addStretch(1)
        second.addWidget(self.progress)
        head = Frame("header")
        head.setLayout(column(self._titles, second, gap=7, margins=(12, 8, 12, 8)))
        self.not_here = EmptyState("check", tr("This section does not apply"), "", tr("Why?"), ("?",))
        self.no_hits = EmptyState("filter", tr("No item fits the filter"), "", tr("Clear filter"), ("Esc",))
        self.no_hits.acted.connect(lambda: self.choose_filter(ALL))
        self.pages = QStackedWidget()
        for page in (self.list, self.not_here, self.no_hits):
            self.pages.addWidget(page)
        self._notes = Label("", "table", "secondary")
        self.sort = Button(tr("Sort"), kind="link", keys=("Ctrl", "I"))
        self.sort.clicked.connect(self.notes_wanted)
        foot = Frame("footer")
        foot.setFixedHeight(look.px(34))
        foot.setLayout(row(IconLabel("inbox", "text.secondary", 14), self._notes, None, self.sort, gap=7, margins=(12, 0, 8, 0)))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(self.pages, 1)
        whole.addWidget(foot)
        self.setFocusProxy(self.list)
        self.show_notes(0)
        self.show_team(1)

    # what is shown

    def show_section(self, code: str, name: str, lines: Sequence[CheckLine]) -> None:
        """The lines of a section, through the filter that is set."""
        self._code.set_text(code)
        self._name.setText(name)
        self._every = tuple(lines)
        given = Counter(line.judgement for line in self._every if line.judgement)
        self.progress.show_counts(given, len(self._every))
        for key, text in (
            (ALL, tr("All {count}", count=len(self._every))),
            (PENDING, tr("Not checked {count}", count=sum(line.judgement is None for line in self._every))),
            (DEFICIENT, tr("Deficient {count}", count=given.get("deficient", 0))),
            (FLAGGED, tr("Marked {count}", count=sum(line.flagged for line in self._every))),
            (MINE, tr("Mine {count}", count=sum(line.mine for line in self._every))),
        ):
            self.filters.set_text(key, text)
        self._show()

    def _show(self) -> None:
        # The line one stands on stays in view until one leaves it: judging must not take it away under the fingers.
        current = self.list.current_line()
        stays = current.key if current is not None else ""
        shown = [line for line in self._every if fits(line, self._filter) or line.key == stays == self._kept_open]
        self._kept_open = stays
        self.list.lines.set_lines(shown)
        page = self.list if shown else self.no_hits if self._every else self.not_here
        self.pages.setCurrentWidget(page)
        for state in (self.not_here, self.no_hits):
            state.button.setVisible(page is state)

    def choose_filter(self, key: str) -> None:
        """All, not checked, deficient or marked."""
        self._filter = key
        self._kept_open = ""
        self.filters.choose(key)
        self._show()
        self.to_list()

    @property
    def filter(self) -> str:
        return self._filter

    def show_team(self, count: int) -> None:
        """With how many inspectors; alone everything is one's own, and there is nothing to filter by."""
        self._team = count
        self.filters.button(MINE).setVisible(count > 1)
        if count < 2 and self._filter == MINE:
            self.choose_filter(ALL)

    def show_sections(self, lines: Sequence[SectionLine], current: str) -> None:
        """For the drop-down of a narrow window."""
        choices = tuple((line.code, f"{line.code}  {line.name}  {line.done}/{line.total}") for line in lines if not line.is_part)
        self.sections.set_choices(choices, current)

    def show_notes(self, count: int) -> None:
        self._notes.setText(
            plural(count, "{count} note to be sorted", "{count} notes to be sorted") if count else tr("No notes to be sorted")
        )
        self.sort.setVisible(bool(count))

    def fold(self, *, sections_inside: bool, width: float) -> None:
        """Where the pane of sections has no room, its choice moves into the head."""
        self.sections.setVisible(sections_inside)
        self._code.setVisible(not sections_inside)
        self._name.setVisible(not sections_inside)
        self.back.setVisible(sections_inside)
        self.progress.setVisible(width >= (400 if self._team < 2 else 480))

    def to_list(self) -> None:
        """Focus where the work is."""
        page = self.pages.currentWidget()
        (page.button if isinstance(page, EmptyState) else self.list).setFocus(Qt.FocusReason.OtherFocusReason)


def fits(line: CheckLine, chosen: str) -> bool:
    """Whether a line is shown through a filter."""
    return {
        ALL: True,
        PENDING: line.judgement is None,
        DEFICIENT: line.judgement == "deficient",
        FLAGGED: line.flagged,
        MINE: line.mine,
    }[chosen]


class SectionsPane(Frame):
    """Pane A: the sections under their parts, and how far the whole visit is."""

    back_wanted = Signal()
    problems_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("pane")
        look = theme()
        self.setMinimumWidth(look.px(150))
        self.list = SectionList()
        self.back = Button(icon="arrow-left", kind="ghost", name=tr("To the visits"), small=True)
        self.back.clicked.connect(self.back_wanted)
        self._count = Label("", "caption", "secondary")
        head = Frame("header")
        head.setFixedHeight(look.px(41))
        head.setLayout(
            row(self.back, Label(tr("Sections"), "table", "primary", 500), None, self._count, gap=4, margins=(6, 0, 12, 0))
        )
        self.problems = Button("", icon="warn", kind="link", small=True)
        self.problems.clicked.connect(self.problems_wanted)
        self._foot = Frame("footer")
        self._foot.setFixedHeight(look.px(34))
        self._foot.setLayout(row(self.problems, None, KeyCaps("F8"), margins=(6, 0, 12, 0)))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(boxed(column(self.list, margins=(0, 4, 0, 4))), 1)
        whole.addWidget(self._foot)
        self.setFocusProxy(self.list)

    def show_progress(self, done: int, total: int) -> None:
        self._count.setText(f"{done} / {total}")
        self._count.setAccessibleName(tr("{done} of {total} checked", done=done, total=total))

    def show_problems(self, count: int) -> None:
        """How much is wrong or missing in the visit."""
        self.problems.set_icon("warn" if count else "check")
        self.problems.setText(plural(count, "{count} problem", "{count} problems") if count else tr("Nothing missing"))
        self.problems.setAccessibleName(self.problems.text())
        self.problems.updateGeometry()
