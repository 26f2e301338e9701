"""已發 and 回覆追蹤: every letter with its dispatch, receipt and reply, and who owes an answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from auditdesk.model.letter_rows import TrackedLetter
from auditdesk.model.rows import PaperRow
from ui.parts.buttons import Button
from ui.parts.combo import Choice
from ui.parts.labels import Frame, Label
from ui.parts.layouts import FlowLayout, boxed, clear, column, row
from ui.parts.shortcuts import bind
from ui.parts.states import EmptyState
from ui.places import letters_words as say
from ui.places.base import Command, KeyHint
from ui.places.letters_page import LettersPage, ruled
from ui.places.letters_tracked_acts import TrackedActs
from ui.places.letters_tracked_table import SHOWN, TrackedTable, dispatched, received, remedied, replied, years_of
from ui.tick_view import TickView
from ui.words import day, plural, tr, year_name

if TYPE_CHECKING:
    from auditdesk.services.letters import LetterService
    from ui.places.base import Place

EVERY = "all"


@dataclass(frozen=True, slots=True)
class Preset:
    """One of the two lists: which columns it leaves out, and whether only letters with something left to do are in it."""

    tab: str
    hidden: tuple[str, ...]
    only_open: bool


REGISTER = Preset("register", ("way", "kind", "year", "issued", "reply_by", "left", "remedied", "reminders"), only_open=False)
TRACKING = Preset("tracking", ("way", "code", "kind", "year", "issued", "dispatched", "received", "reminders"), only_open=True)


class LetterFacts(Frame):
    """What is known of the chosen letter, below its pages."""

    def __init__(self) -> None:
        super().__init__("footer")
        self._lines = column(gap=6, margins=(14, 8, 14, 8))
        self.setLayout(self._lines)

    def show_letter(self, one: TrackedLetter | None, buttons: tuple[Button, ...] = ()) -> None:
        """The facts with a day, and where to go from here."""
        clear(self._lines)
        self.setVisible(one is not None)
        if one is None:
            return
        facts = [
            (tr("Kind of letter"), say.kind_name(one.letter_kind)),
            (tr("Date of issue"), day(one.issued_on)),
            (tr("Sent"), dispatched(one) or tr("not yet")),
            (tr("Received"), received(one) or tr("not yet")),
            (tr("Reply by"), day(one.reply_by)),
            (tr("Reply"), replied(one) or tr("none yet")),
        ]
        if one.findings:
            facts.append((tr("Remedied"), remedied(one)))
        if one.reminders:
            facts.append((tr("Reminders"), str(one.reminders)))
        cells = [
            boxed(row(Label(name, "caption", "secondary"), Label(value, "caption", "primary", 500), gap=5))
            for name, value in facts
        ]
        self._lines.addWidget(boxed(FlowLayout(*cells, gap=14, line_gap=2)))
        self._lines.addWidget(boxed(FlowLayout(*buttons, gap=6, line_gap=4)))


class TrackedPage(LettersPage):
    """Alt+3 and Alt+4."""

    shows = frozenset({"letter", "letter_batch", "letter_reply", "finding", "firm"})

    def __init__(self, place: Place, preset: Preset) -> None:
        self.tab, self.preset = preset.tab, preset
        super().__init__(place)
        self.table = TrackedTable(preset.hidden)
        name = tr("Letters that have gone out") if preset is REGISTER else tr("Letters that wait for an answer")
        view = TickView(self.table, name)
        how = tr("Letters come here once they are written.")
        if preset is TRACKING:
            how = tr("Letters come here once they have gone out and an answer is due.")
        empty = EmptyState("letters", tr("No letter was written yet") if preset is REGISTER else tr("No answer is owed"), how)
        self.acts = TrackedActs(self)
        self.kind = Choice(tr("Kind of letter"), ((EVERY, tr("Every kind")), *say.kinds()), EVERY)
        self.year = Choice(tr("Audit year"), ((EVERY, tr("Every year")),), EVERY)
        self.narrowed = Choice(tr("Show"), _narrowings(), EVERY)
        self._count = Label("", "caption", "muted")
        self.foot = Frame("footer")
        field = self.search_line(tr("Firm, number"), lambda _text: self._filter())
        self._search = field
        field.setFixedWidth(field.sizeHint().width())
        bar = Frame("pane")
        bar.setLayout(
            column(boxed(FlowLayout(field, self.year, self.kind, self.narrowed, self._count, gap=8)), margins=(14, 8, 14, 8))
        )
        self._buttons = self.acts.buttons()
        self._ticked = Label("", "table", "primary", 500)
        self.foot.setLayout(column(boxed(FlowLayout(self._ticked, *self._buttons.values(), gap=8)), margins=(14, 8, 14, 8)))
        self.build(view, empty, ruled(bar), self.foot)
        self.no_hits = EmptyState("filter", tr("No letter fits the filter"), "", tr("Clear filter"), ("Esc",))
        self.no_hits.acted.connect(self.clear_filter)
        self.stack.addWidget(self.no_hits)
        self.facts = LetterFacts()
        self.facts.setVisible(False)
        self.preview.add_below(self.facts)
        self.preview.open_wanted.connect(self.acts.open_file)
        for choice in (self.year, self.kind, self.narrowed):
            choice.chosen.connect(lambda _key: self._filter())
        view.ticked.connect(self._tell)
        self.table.ticks_changed.connect(self._tell)
        self.papers: tuple[PaperRow, ...] = ()
        self._wanted = ""
        for keys, act in self.acts.bindings():
            bind(view, keys, act)

    # reading

    def read(self) -> None:
        letters, only_open = self.desk.letters, self.preset.only_open
        self.runner.read(partial(tracked, letters, only_open=only_open), self._show, self.failed, latest=f"letters.{self.tab}")

    def _show(self, rows: tuple[TrackedLetter, ...]) -> None:
        first, self.read_once = not self.read_once, True
        years = tuple((str(year), year_name(year)) for year in years_of(rows))
        self.year.set_choices(((EVERY, tr("Every year")), *years), self.year.current())
        self.table.set_rows(rows)
        self._filter()
        if self._wanted:
            wanted, self._wanted = self._wanted, ""
            self.open(wanted)
        elif first and rows:
            self.view.choose(rows[0].uid)
        self.preview.forget()
        self._rest.start()
        self.place.head_changed.emit()

    def _filter(self) -> None:
        year, kind, narrowed = self.year.current(), self.kind.current(), SHOWN[self.narrowed.current() or EVERY]

        def keep(one: TrackedLetter) -> bool:
            return year in (EVERY, str(one.year)) and kind in (EVERY, one.letter_kind) and narrowed(one)

        self.table.set_filter(self._search.text(), keep)
        self.table.ticked.intersection_update(self.table.uids)
        page = self.view if self.table.shown else self.no_hits if self.table.rows else self.empty
        self.stack.setCurrentWidget(page)
        self._count.setText(plural(len(self.table.shown), "{count} letter", "{count} letters"))
        self._tell()

    def clear_filter(self) -> None:
        """Every letter again."""
        for choice in (self.year, self.kind, self.narrowed):
            choice.choose(EVERY)
        self._search.set_text("")
        self._filter()
        self.to_list()

    def _tell(self) -> None:
        count = len(self.table.ticked)
        self._ticked.setText(plural(count, "{count} letter ticked", "{count} letters ticked"))
        self._ticked.setVisible(bool(count))
        for name, button in self._buttons.items():
            button.refuse(self.acts.refused(name))
        self.place.keys_changed.emit()

    @property
    def chosen(self) -> tuple[TrackedLetter, ...]:
        """What an act is for: the ticked letters, else the current one."""
        ticked = tuple(one for one in self.table.rows if one.uid in self.table.ticked)
        current = self.view.current_row()
        return ticked or ((current,) if isinstance(current, TrackedLetter) else ())

    # the letter beside

    def show_letter(self, one: Any) -> None:
        self._tell()
        if not isinstance(one, TrackedLetter):
            self.preview.show_words("", tr("Choose a letter to see it"))
            self.facts.show_letter(None)
            return
        letters, uid = self.desk.letters, one.uid
        self.preview.ask(uid, one.firm_name, one.number, lambda: letters.remake(uid))
        self.facts.show_letter(one, self.acts.links(one))
        self.preview.open_file.setVisible(False)
        self.runner.read(lambda: (uid, letters.papers(uid)), self._show_papers, self.failed, latest=f"letters.{self.tab}.papers")

    def _show_papers(self, found: tuple[str, tuple[PaperRow, ...]]) -> None:
        uid, self.papers = found
        current = self.view.current_row()
        self.preview.open_file.setVisible(bool(self.papers) and isinstance(current, TrackedLetter) and current.uid == uid)

    def open(self, name: str) -> None:
        """Show one letter, by uid or number."""
        if not self.read_once:
            self._wanted = name
            return
        uid = next((one.uid for one in self.table.rows if name in (one.uid, one.number)), "")
        if uid and not self.view.choose(uid):
            self.clear_filter()
            self.view.choose(uid)
        self.to_list()

    def narrow(self, to: str) -> None:
        """Show only some: a key of ``SHOWN``."""
        self.narrowed.choose(to)
        if self.read_once:
            self._filter()

    def enter(self, _row: Any = None) -> None:
        """Enter: what is to be done next with the letter; in the register, the letter itself."""
        if self.preset is REGISTER or not self.acts.next_step():
            self.to_letter()

    # what the place asks

    def to_list(self) -> None:
        super().to_list()
        if self.stack.currentWidget() is self.no_hits:
            self.no_hits.button.setFocus()

    def subject(self) -> str:
        current = self.view.current_row()
        return current.number if isinstance(current, TrackedLetter) else ""

    def keys(self) -> tuple[KeyHint, ...]:
        enter = tr("into the letter") if self.preset is REGISTER else tr("next step")
        return (
            KeyHint(("↑", "↓"), tr("other letter")),
            KeyHint(("Enter",), enter),
            KeyHint(("Space",), tr("tick")),
            *self.acts.hints(),
            KeyHint(("/",), tr("search")),
        )

    def commands(self) -> tuple[Command, ...]:
        return self.acts.commands()

    def list_name(self) -> str:
        return tr("Letters") if self.preset is REGISTER else tr("Reply tracking")

    def state(self) -> dict[str, Any]:
        return {**super().state(), "shown": self.narrowed.current(), "kind": self.kind.current()}

    def restore(self, state: dict[str, Any]) -> None:
        super().restore(state)
        if state.get("shown") in SHOWN:
            self.narrowed.choose(str(state["shown"]))
        if any(state.get("kind") == key for key, _name in say.kinds()):
            self.kind.choose(str(state["kind"]))


def tracked(letters: LetterService, *, only_open: bool) -> tuple[TrackedLetter, ...]:
    """Every letter; ``only_open``: those that were sent and with which something is left to do."""
    rows = letters.track(only_open=only_open)
    return tuple(one for one in rows if not only_open or one.next_step not in ("approve", "dispatch"))


def _narrowings() -> tuple[tuple[str, str], ...]:
    return (
        (EVERY, tr("All letters")),
        ("not_sent", tr("Not sent yet")),
        ("no_receipt", tr("Sent, no receipt")),
        ("waits", tr("Waiting for a reply")),
        ("overdue", tr("Reply overdue")),
        ("answered", tr("Answered")),
    )
