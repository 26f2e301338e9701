"""年度公告: the year's notice on its way from compiling to the register, with the words that could tell a firm in sight."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from auditdesk.model.notice_draft_rows import IssuePage, NoticeStage
from ui.parts.labels import Chip
from ui.parts.shortcuts import bind
from ui.parts.stages import Stages
from ui.places.base import Command, Found, KeyHint, PlaceAction
from ui.places.notice_editing import NoticeEditing
from ui.places.notice_frame import ALONE, LOOKS
from ui.places.notice_reading import Reading, gather
from ui.places.notice_words import (
    due_text,
    obstacles,
    outline_detail,
    outline_name,
    source_text,
    stage_names,
    stage_position,
)
from ui.tables import folded
from ui.theme import theme
from ui.words import language, number, plural, tr, words, year_name

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.jobs import Runner

_KINDS = frozenset(
    {
        "finding",
        "visit",
        "notice",
        "notice_draft",
        "notice_paragraph",
        "notice_flag",
        "notice_issue",
        "firm",
        "firm_fact",
        "setting",
    }
)


class NoticePlace(NoticeEditing):
    """The place itself: what the shell asks, what is read, which view is shown."""

    key = "notice"
    icon = "notice"
    shortcut = "Ctrl+7"

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__(desk, runner)
        self._connect()
        self._make_views()

    def _connect(self) -> None:
        for years in (self.years, self.years_beside):
            years.chosen.connect(lambda year: self.open_object(year))
        for looks in (self.look, self.look_choice):
            looks.chosen.connect(self.choose_look)
        self.section_choice.chosen.connect(self.go_to_section)
        self.outline.section_chosen.connect(self.go_to_section)
        self.outline.entered_section.connect(lambda: self._middle().setFocus(Qt.FocusReason.OtherFocusReason))
        self.outline.ticked.connect(self._tick_section)
        self.words_button.clicked.connect(self.other_words)
        cards, ticks = self.side.cards, self.side.ticks
        cards.flag_changed.connect(self._show_flag)
        cards.settled.connect(self.settle)
        cards.edit_wanted.connect(self._edit_flag)
        ticks.ticked.connect(self.tick)
        ticks.line_changed.connect(self._show_line)
        self.sheet.flag_chosen.connect(self._choose_flag)
        self.sheet.edit_wanted.connect(self.edit_paragraph)
        self.sheet.editor.left.connect(self._left_words)
        self.sheet.editor.checked.connect(self._check_words)
        self.readiness.wanted.connect(self._to_obstacle)
        for position, name in enumerate(LOOKS, 1):
            bind(self, f"Alt+{position}", partial(self.choose_look, name))
        for keys, act in (
            ("Alt+0", self.other_words),
            ("F9", self.toggle_side),
            ("F8", partial(self._step, 1)),
            ("Shift+F8", partial(self._step, -1)),
            ("Ctrl+Return", partial(self.side.foot.press, ("Ctrl", "↵"))),
            ("Ctrl+R", self.read),
        ):
            bind(self, keys, act)
        bind(self, "Ctrl+Z", self.undo)
        bind(self, "Ctrl+Shift+Z", self.redo)

    def title(self) -> str:
        return tr("Notice")

    def note(self) -> str:
        return "" if self._year is None else tr("findings of {year}", year=year_name(self._year))

    def subject(self) -> str:
        return "" if self._year is None else tr("Notice of {year}", year=year_name(self._year))

    def chips(self) -> tuple[QWidget, ...]:
        read = self.reading
        if read is None or read.readiness is None:
            return ()
        late = read.readiness.days_left < 0 and not read.readiness.locked_number
        look = "overdue" if late else "approved" if read.stage is NoticeStage.LOCKED else "review"
        due = Chip(due_text(read.readiness), f"status.{look}.text", f"status.{look}.bg", icon="clock")
        return (Stages(stage_names(), stage_position(read.stage)), due)

    def action(self) -> PlaceAction | None:
        """Where the pane that has it is folded away, the decision of the stage stands in the top bar."""
        narrow = self.width() / theme().scale < 880
        if not narrow or self._side.isVisibleTo(self) or self.reading is None or self.reading.draft is None:
            return None
        first = next(iter(self.sign_actions()), None)
        return None if first is None else PlaceAction(first.text, first.icon, first.run, first.keys, first.refused)

    def keys(self) -> tuple[KeyHint, ...]:
        cards, ticks = self.side.cards, self.side.ticks
        pages = (KeyHint(("Alt", "1–6"), tr("views")), KeyHint(("F6",), tr("next pane")))
        if self.sheet.editor.key:
            return (
                KeyHint(("Enter",), tr("keep, next flag")),
                KeyHint(("Esc",), tr("keep, back")),
                KeyHint(("Ctrl", "Z"), tr("undo")),
            )
        if cards.hasFocus():
            digits = KeyHint(("1", "–", "4"), tr("settle"))
            hints = (KeyHint(("F8",), tr("next flag")), KeyHint(("Shift", "F8"), tr("previous flag")), digits)
            return (*hints, KeyHint(("Enter",), tr("rewrite")), KeyHint(("Ctrl", "Z"), tr("undo")), *pages)
        if self._page == "register":
            enter = KeyHint(("Enter",), tr("files and hashes"))
            return (KeyHint(("↑", "↓"), tr("notice")), enter, KeyHint(("/",), tr("search")), *pages)
        if ticks.hasFocus():
            return (KeyHint(("Space",), tr("tick, next")), KeyHint(("Ctrl", "↵"), tr("sign")), *pages)
        if self._page == "start" and self.views.isVisible():
            return (KeyHint(("Enter",), tr("begin to compile")), *pages)
        moves = KeyHint(("↑", "↓"), tr("section") if self.outline.hasFocus() else tr("scroll"))
        return (
            moves,
            KeyHint(("Enter",), tr("into the text")),
            KeyHint(("F8",), tr("next flag")),
            KeyHint(("F9",), tr("side pane")),
            *pages,
        )

    def commands(self) -> tuple[Command, ...]:
        read = self.reading
        none = tr("Nothing is accepted in this year yet") if read is None or read.year is None else ""
        shown = [Command(tr("Show the PDF preview"), "file", partial(self.choose_look, "pdf"), ("Alt", "3"), refused=none)]
        shown.append(Command(tr("Register of notices"), "notice", partial(self.choose_look, "register"), ("Alt", "6")))
        shown.append(Command(tr("Verify a file ..."), "shield-check", self.verify))
        again = self.why_not("notice.compile") or none
        if read is not None and read.draft is not None and read.stage is not NoticeStage.LOCKED:
            shown.append(Command(tr("Compile again"), "sync", self.compile_again, refused=again))
        else:
            shown.append(Command(tr("Begin to compile"), "notice", self.begin, refused=again))
        shown += [Command(one.text, one.icon, one.run, one.keys, refused=one.refused) for one in self.sign_actions()]
        return tuple(shown)

    def search(self, text: str, limit: int) -> tuple[Found, ...]:
        found = [one for one in self._sections.rows if text in folded(f"{one.code} {one.zh} {one.en}")]
        group = tr("Sections of the notice")
        return tuple(
            Found(outline_name(one), "notice", partial(self.outline.choose, one.key), f"{one.code}  {outline_detail(one)}", group)
            for one in found[:limit]
        )

    def step_back(self) -> Command | None:
        draft = None if self.reading is None else self.reading.draft
        if draft is None or not draft.undo:
            return None
        told = words().say(draft.undo)
        return Command(tr("Undo “{step}”", step=told), "undo", self.undo, ("Ctrl", "Z"), detail=tr("Undo “{step}”", step=told))

    def activate(self) -> None:
        if self._stale:
            self._entering = True
            self.read()
        elif not self._entering:
            self._focus_stage()

    def open_object(self, name: str) -> None:
        if name.isdecimal():
            self._year = int(name)
            self._entering = True
            if self.look.current() in ALONE:
                self.choose_look("text")
            self.read()

    def refresh(self, changed: frozenset[str]) -> None:
        if "person" in changed:
            self.head_changed.emit()
        if changed & _KINDS:
            self._stale = True
            if self.isVisible():
                self.read()

    def export(self) -> None:
        """The table in view: register, figures, comparison or what was left out."""
        tables = {"register": self.register.table, "compare": self.compare.table, "left": self.left.table}
        chosen = self.look.current()
        self.exports.write(
            tables.get(chosen, self.figures.table), f"{self.subject() or self.title()} {dict(self._look_names())[chosen]}"
        )

    def focus_filter(self) -> bool:
        if self._page == "register":
            self.register.search.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return self._page == "register"

    def read(self) -> None:
        self._stale = False
        self.runner.read(partial(gather, self.desk, self._year), self._take, self.refused_reading, latest="notice")

    def _take(self, read: Reading) -> None:
        if self.settling:
            left = tuple(flag for flag in read.flags if flag.id not in self.settling)
            read = Reading(**{**{name: getattr(read, name) for name in Reading.__slots__}, "flags": left})
        before, self.reading, self._year = self.reading, read, read.year
        focus = QApplication.focusWidget()
        mine = focus is not None and self.isAncestorOf(focus)
        years = tuple((str(year), year_name(year)) for year in read.years)
        for choice in (self.years, self.years_beside):
            choice.set_choices(years, str(read.year))
        self._filled = set()
        draft = read.draft
        self._sections.show(read.outline, () if draft is None else draft.ticks, ticking=read.stage is NoticeStage.REVIEW)
        self.section_choice.set_choices(tuple((one.key, outline_name(one)) for one in read.outline))
        if draft is not None:
            self._show_words()
            self.side.show_reading(read, self.sign_actions(), self.settle_refused(), self.tick_refused())
            entries = sum(one.entries for one in read.outline)
            self._outline_count.setText(plural(entries, "{count} entry", "{count} entries"))
            self._compiled.setText(source_text(draft, read.compared))
        elif read.fresh is not None:
            self.start.show_reading(read, self.why_not("notice.compile"))
        told = () if read.readiness is None or read.stage is NoticeStage.LOCKED else obstacles(read.readiness)
        others = tuple(one for one in told if one[0] != "flags" or draft is None)
        self.readiness.setVisible(bool(others))
        if others:
            self.readiness.show_state("", others, "")
        self._whole.setCurrentWidget(self.splitter if read.year is not None or self.look.current() in ALONE else self._empty)
        self._show_look()
        self._fold()
        self.head_changed.emit()
        self.keys_changed.emit()
        stage_changed = before is not None and before.stage is not read.stage
        now = QApplication.focusWidget()
        if self.isVisible() and (self._entering or (mine and (stage_changed or now is None or not now.isVisible()))):
            self._entering = False
            self._focus_stage()

    def _focus_stage(self) -> None:
        """Where work goes on at this stage."""
        read = self.reading
        if read is None or read.year is None:
            return
        if read.draft is None and self.look.current() == "text":
            self.start.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.look.current() != "text" or not self._side.isVisibleTo(self):
            self._middle().setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.side.list is not self.side.foot:
            self.side.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.outline.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_look(self, key: str) -> None:
        """One of the six views."""
        for choice in (self.look, self.look_choice):
            choice.choose(key)
        if self.reading is not None:
            self._whole.setCurrentWidget(self.splitter if self.reading.year is not None or key in ALONE else self._empty)
        self._show_look()
        self._fold()
        if self.isVisible():
            self._focus_stage()
        self.keys_changed.emit()

    def _show_look(self) -> None:
        key, read = self.look.current(), self.reading
        draft = None if read is None else read.draft
        page = key if draft is not None or key in ("left", "register") else "start"
        self._page = page
        self.views.setCurrentWidget(self._view(page))
        self.words_button.setVisible(page == "text")
        self._length.setText(tr("{count} characters", count=number(self.sheet.characters())) if page == "text" else "")
        if read is None or page in self._filled:
            return
        self._filled.add(page)
        if page == "figures" and draft is not None:
            self.figures.show_draft(draft, self.settle_refused())
        elif page == "compare" and draft is not None:
            self.compare.show_draft(draft)
        elif page == "left":
            self.left.show_notice(draft.compiled if draft is not None else read.fresh)
        elif page == "register":
            self.register.ask(1 if self.register.page is None else self.register.page.page)
        elif page == "pdf" and draft is not None:
            self._draw_pdf()

    def _draw_pdf(self) -> None:
        read = self.reading
        assert read is not None and read.draft is not None
        wanted = (read.draft.uid, read.draft.version, language(), hash(read.draft.paragraphs))
        if self._pdf_of != wanted:
            self._pdf_of = wanted
            self._length.setText(tr("Drawing the pages..."))
            self.pdf.clear()
            self.runner.read(
                partial(_pdf, read.draft.paper, language()), self.pdf.show_pdf, self.refused_reading, latest="notice.pdf"
            )

    def show_page_of_pdf(self, page: int, pages: int) -> None:
        if self.look.current() == "pdf" and pages:
            self._length.setText(tr("Page {number} of {total}", number=page, total=pages))

    def show_register(self, page: object) -> None:
        assert isinstance(page, IssuePage)
        self.register.show_page(page)

    def _to_obstacle(self, key: str) -> None:
        if key == "flags":
            self._focus_stage()
        elif key == "findings" and self.reading is not None and self.reading.waiting:
            self.go_to_finding(self.reading.waiting[0])
        else:
            self.go_to.emit("firms" if key == "roster" else "visits", "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._focus_stage() if self.outline.hasFocus() or self._middle().hasFocus() else self.outline.setFocus()
            event.accept()
        else:
            super().keyPressEvent(event)


def _pdf(paper: Any, written_in: str) -> bytes:
    """Drawn off the GUI thread from what would be printed."""
    from auditdesk.documents import notice_files

    return notice_files.notice_pdf(paper, written_in)
