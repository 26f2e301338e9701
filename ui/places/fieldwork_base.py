"""The panes of a visit and what they show; what is done with it, the acts beside it do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.rules.item_numbers import named
from ui.parts.evidence_strip import EvidenceStrip
from ui.parts.labels import Chip, StatusChip
from ui.parts.sign_off_bar import SignOffBar
from ui.places import fieldwork_lines as lines_of
from ui.places import fieldwork_words as say
from ui.places.base import Found
from ui.places.fieldwork_book import FieldworkBook
from ui.places.fieldwork_context import ContextPane
from ui.places.fieldwork_editor import EditorPane
from ui.places.fieldwork_items import ItemsPane, SectionsPane
from ui.tables import folded
from ui.words import tr

if TYPE_CHECKING:
    from auditdesk.model.fieldwork_rows import FieldItem, FieldworkRow
    from ui.places.base import Place

_SETTLED = 60
"""Milliseconds that the arrow keys must rest before what stands beside the item is read."""


class FieldworkBase(QWidget):
    """``visit`` is the number of the visit that is open, ``section`` and ``item`` where one stands in it."""

    left = Signal()

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.desk, self.runner = place.desk, place.runner
        self.visit, self.section, self.item = "", "", ""
        self.names: dict[str, str] = {}
        """Login → name of everybody."""
        self._guides: dict[str, str] = {}
        self._guided = ""
        self._arriving = False
        self._told: tuple[object, ...] = ()
        """What the top bar and the status bar were told last."""
        self._wanted_item = ""
        self._waiting: list[Callable[[], None]] = []
        self.book = FieldworkBook(place)
        self.strip = EvidenceStrip(self.desk, self.runner, tray=True)
        self.strip.said.connect(place.said)
        self.strip.failed.connect(place.failed)
        self.sections = SectionsPane()
        self.items = ItemsPane()
        self.editor = EditorPane(self.strip)
        self.context = ContextPane()
        self.sign_off = SignOffBar()
        self.sign_off.setVisible(False)
        self.book.changed.connect(self._show)
        self.book.failed.connect(self._failed)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED)
        self._settled.timeout.connect(self._read_beside)
        self.sections.list.section_changed.connect(self.show_section)
        self.items.section_changed.connect(self.show_section)
        self.items.list.line_changed.connect(self._line_changed)

    # what is open

    @property
    def head(self) -> FieldworkRow | None:
        """The visit as it was last read; None until then."""
        return self.book.row

    @property
    def refused(self) -> str:
        """Why nothing can be changed; empty = it can."""
        return self.book.refused

    def open(self, visit: str, item: str = "") -> None:
        """Show a visit, by number or uid, on an item where one is named."""
        self._wanted_item = item
        if visit == self.visit and self.head is not None:
            self.choose(item)
            return
        self.finish_typing()
        self._arriving = True
        self.visit, self.section, self.item = visit, "", ""
        self.book.open(visit)
        people = self.desk.people
        self.runner.read(lambda: {one.login: one.name for one in people.list()}, self._name, latest="fieldwork.people")

    def _name(self, names: dict[str, str]) -> None:
        if names != self.names:
            self.names = names
            self._show()

    def finish_typing(self) -> None:
        """Take what is typed into the object; the acts know how."""

    def take_back_typing(self) -> None:
        """What was typed when the program ended; the acts know how."""

    def once_shown(self, act: Callable[[], None]) -> None:
        """Do something as soon as the visit is read."""
        if self.head is not None:
            act()
        else:
            self._waiting.append(act)

    def refresh(self, changed: frozenset[str]) -> None:
        """Something was committed."""
        if self.visit:
            self.book.read()
        self.strip.refresh(changed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, AuditDeskError):
            self.place.failed.emit(error)

    # showing

    def _show(self) -> None:
        row = self.book.row
        if row is None:
            return
        self.visit = row.number
        if self._guided != row.number:
            self._guided, self._guides = row.number, lines_of.guides_of(self.desk, row.reference_date)
        wanted, self._wanted_item = self._wanted_item, ""
        if wanted and self.book.item(wanted) is not None:
            self.item, self.section = wanted, self.book.section_of(wanted)
        elif not self.section or self.section not in self.book.codes():
            first = self.book.first_open()
            self.section = self.book.section_of(first) if first else next(iter(self.book.codes()), "")
            self.item = self.item or first
        self.sections.list.show_sections(lines_of.sections(self.book, self.names), self.section)
        self.sections.show_progress(*self.book.progress())
        self._tell_sections()
        self.items.show_team(len(row.inspectors))
        self.items.list.refuse(self.refused)
        self._show_items(self.item)
        self.show_finding()
        self.show_beside()
        told = (row.number, row.standing, row.undo, row.undo_depth, self.refused)
        if told != self._told:
            self._told = told
            self.place.head_changed.emit()
        if self._arriving:
            self._arriving = False
            if self.isVisible():
                self.items.to_list()
            self.take_back_typing()
            QTimer.singleShot(0, self, self.editor.prepare)
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()

    def _tell_sections(self) -> None:
        """The drop-down of a narrow window; where the pane of sections stands nobody sees it."""
        if not self.sections.isVisible():
            self.items.show_sections(lines_of.sections(self.book, self.names), self.section)

    def _show_items(self, item: str = "") -> None:
        checks = lines_of.checks(self.book, self.section, self._guides, self.desk.actor.login, self.names)
        self.items.show_section(self.section, lines_of.section_name(self.book, self.section), checks)
        if item:
            self.items.list.choose(item)

    def show_beside(self) -> None:
        """Notes, problems, sign-off: what surrounds the items."""

    def show_section(self, code: str) -> None:
        """Go to a section, on its first item that is not checked."""
        if code == self.section or not code:
            return
        self.finish_typing()
        self.section = code
        self.item = self.book.first_open(code) or self.book.first(code)
        self.sections.list.show_sections(lines_of.sections(self.book, self.names), code)
        self.items.sections.choose(code)
        self._show_items(self.item)

    def choose(self, item: str) -> None:
        """Go to an item of the visit, whatever section and filter it takes."""
        found = self.book.item(item)
        if found is None:
            return
        self.finish_typing()
        self.section, self.item = self.book.section_of(item), item
        self.sections.list.show_sections(lines_of.sections(self.book, self.names), self.section)
        self.items.sections.choose(self.section)
        self._show_items(item)
        if not self.items.list.choose(item):
            self.items.choose_filter("all")
            self.items.list.choose(item)

    def _line_changed(self, line: object) -> None:
        key = getattr(line, "key", "")
        if key != self.item:
            self.finish_typing()
            self.item = key
        self.show_finding()
        self._settled.start()

    def current(self) -> FieldItem | None:
        """The item one stands on."""
        return self.book.item(self.item) if self.item else None

    def show_finding(self) -> None:
        """The finding of the current item into the editor."""

    def _read_beside(self) -> None:
        self.read_context()

    def read_context(self) -> None:
        """What is known beside the item."""

    def _go_to(self, key: str) -> None:
        self.choose(key)
        self.items.to_list()

    # the top bar and the palette

    def tags(self) -> Sequence[str]:
        """The visit's defining facts."""
        return () if self.head is None else lines_of.tags(self.desk, self.head)

    def state_chips(self) -> tuple[Chip, ...]:
        """Where the visit stands."""
        if self.head is None:
            return ()
        status, icon = say.STANDINGS[say.standing_name(self.head)]
        return (StatusChip(say.standing(self.head), status, icon),)

    def search(self, text: str, limit: int) -> tuple[Found, ...]:
        """Items by code or words, for the palette."""
        wanted = folded(text).lstrip("#")
        items = self.book.items()
        exact = named(wanted, [item.key for item in items])
        found = [item for item in items if item.key == exact]
        found += [
            item for item in items if item.key != exact and wanted in folded(f"{item.number} {item.key} {lines_of.text_of(item)}")
        ]
        return tuple(
            Found(f"{item.number}  {lines_of.text_of(item)}", "visits", partial(self._go_to, item.key), group=tr("Check items"))
            for item in found[:limit]
        )
