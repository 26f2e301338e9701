"""The six pages of the Rules place: made when one first looks at them, filled again when edition or proposals are others."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtWidgets import QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.office_rules import ExceptionRow, KeyItemRow
from ui.parts.buttons import Button
from ui.parts.states import EmptyState
from ui.places.firms_sheets import DayEdit
from ui.places.rules_acts import RuleActs
from ui.places.rules_compare import CompareTab, TrialTab
from ui.places.rules_decisions import DecisionsTab, exception_columns, key_item_columns
from ui.places.rules_items import ItemsTab
from ui.places.rules_pane import EditionPane
from ui.places.rules_tables import TablesTab
from ui.places.rules_words import EditionEntry
from ui.tables import RowTable
from ui.words import tr

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.jobs import Runner

Page = TypeVar("Page", bound=QWidget)


@dataclass(frozen=True, slots=True)
class RulesRead:
    """One reading of what the place shows."""

    entries: tuple[EditionEntry, ...] = ()
    exceptions: tuple[ExceptionRow, ...] = ()
    key_items: tuple[KeyItemRow, ...] = ()
    firms: tuple[tuple[str, str], ...] = ()


class RulePages(RuleActs):
    """Which page shows what; where the place stands, ``RulesPlace`` decides."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__(desk, runner)
        self.known = RulesRead()
        self._now: object = None
        """Stands for the edition and the reading shown; a page filled for another is filled again."""
        self._filled: dict[str, object] = {}
        self._tried = ""
        self.edit = Button(tr("Edit"), icon="edit", kind="quiet", keys=("Enter",))
        self.new = Button(tr("New item"), icon="plus", kind="quiet", keys=("Ctrl", "N"))
        self.remove = Button(tr("Take out"), icon="x", kind="quiet", keys=("Del",))
        self.pane = EditionPane(
            {
                "items": self._make_items,
                "tables": self._make_tables,
                "compare": self._make_compare,
                "trial": self._make_trial,
                "key_items": self._make_key_items,
                "exceptions": self._make_exceptions,
            }
        )
        self.tabs, self.bar, self.copy = self.pane.tabs, self.pane.bar, self.pane.copy
        self.new.clicked.connect(lambda: self.edit_item(None))
        self.edit.clicked.connect(self.edit_current)
        self.remove.clicked.connect(self.remove_current)

    # the pages by name

    @property
    def items(self) -> ItemsTab:
        return self._page("items", ItemsTab)

    @property
    def tables(self) -> TablesTab:
        return self._page("tables", TablesTab)

    @property
    def compare(self) -> CompareTab:
        return self._page("compare", CompareTab)

    @property
    def trial(self) -> TrialTab:
        return self._page("trial", TrialTab)

    @property
    def key_items(self) -> DecisionsTab:
        return self._page("key_items", DecisionsTab)

    @property
    def exceptions(self) -> DecisionsTab:
        return self._page("exceptions", DecisionsTab)

    def _page(self, name: str, kind: type[Page]) -> Page:
        """The page of a tab, with what it has to show now."""
        page = self.pane.page(name)
        assert isinstance(page, kind)
        if self._now is not None and self._filled.get(name) is not self._now:
            self._filled[name] = self._now
            self._fill(page)
        return page

    def show_page(self) -> None:
        """Bring the page of the current tab to the front, filled."""
        getattr(self, self.pane.current)
        self.pane.show_page(self.pane.current)

    def shown_otherwise(self) -> None:
        """Edition or proposals are others: the page on screen follows now, the others when they are looked at."""
        self._now = object()
        self.show_page()

    def list_on_screen(self) -> tuple[RowTable, str] | None:
        """The list of the page on screen and its name, for an export."""
        page, edition = self.pane.page(self.pane.current), self.entry.id if self.entry else ""
        if isinstance(page, DecisionsTab):
            return page.table, page.view.accessibleName()
        if isinstance(page, ItemsTab | CompareTab | TrialTab):
            return page.table, f"{page.view.accessibleName()} {edition}"
        return None

    # made

    def _make_items(self) -> ItemsTab:
        page = ItemsTab((self.edit, self.remove, self.new))
        page.view.opened.connect(lambda _item: self.edit_current())
        page.view.row_changed.connect(lambda item: self._refuse_buttons(item is not None))
        return page

    def _make_tables(self) -> TablesTab:
        page = TablesTab()
        page.edit_wanted.connect(self.edit_table)
        return page

    def _make_compare(self) -> CompareTab:
        page = CompareTab()
        page.wanted.connect(self._compare)
        return page

    def _make_trial(self) -> TrialTab:
        page = TrialTab(DayEdit(self.desk.today()))
        page.wanted.connect(self._try)
        return page

    def _make_key_items(self) -> DecisionsTab:
        empty = EmptyState(
            "flag", tr("No key items yet"), tr("Items that a year looks at in particular, with the incidents behind them.")
        )
        page = DecisionsTab(key_item_columns(), tr("Key items of the year"), tr("Propose a key item"), empty)
        page.add_wanted.connect(self.propose_key_item)
        return self._decided_here(page)

    def _make_exceptions(self) -> DecisionsTab:
        empty = EmptyState(
            "shield", tr("No exceptions"), tr("A firm exempt from an item, or checked for one besides, stands here for good.")
        )
        page = DecisionsTab(exception_columns(), tr("Exceptions"), tr("Propose an exception"), empty)
        page.add_wanted.connect(self.propose_exception)
        return self._decided_here(page)

    def _decided_here(self, page: DecisionsTab) -> DecisionsTab:
        page.refusals = self.refusals
        page.decided.connect(self.decide)
        return page

    # filled

    def _fill(self, page: QWidget) -> None:
        entry, known = self.entry, self.known
        match page:
            case ItemsTab():
                page.show_edition(entry.edition if entry else None)
                self._refuse_buttons(page.view.current_row() is not None)
            case TablesTab():
                page.show_edition(entry.edition if entry else None, self.editing_refused())
            case CompareTab() if entry is not None:
                readable = [(one.id, one.id) for one in reversed(known.entries) if one.edition is not None]
                page.set_editions(readable, entry.id, entry.row.based_on if entry.row else "")
                page.ask()
            case TrialTab():
                if entry is not None and entry.id != self._tried:
                    self._tried = entry.id
                    page.clear()
                page.set_firms(known.firms)
            case DecisionsTab():
                exceptions = page is self.pane.page("exceptions")
                page.add.refuse(self.refused("exceptions.propose" if exceptions else "key_items.add"))
                page.show_rows(known.exceptions if exceptions else known.key_items)

    def editing_refused(self) -> str:
        """Why the edition on screen can't be edited; empty = it can."""
        draft = self.entry is not None and self.entry.state == "draft"
        frozen = "" if draft else tr("Only a draft can be edited: copy this edition first.")
        return self.refused("office_editions.edit") or frozen

    def _refuse_buttons(self, chosen: bool) -> None:
        refused = self.editing_refused()
        for button in (self.edit, self.remove):
            button.refuse(refused or ("" if chosen else tr("Choose an item first.")))
        self.new.refuse(refused)

    # what the pages ask for

    def edit_current(self) -> None:
        """Open the form of the item chosen, where it can be edited."""
        if self.edit.isEnabled():
            self.edit_item(self.items.view.current_row())

    def remove_current(self) -> None:
        """Ask whether the item chosen is to be taken out of the draft."""
        if self.pane.current == "items" and self.remove.isEnabled():
            self.remove_item(self.items.view.current_row())

    def _compare(self, first: str, second: str) -> None:
        from auditdesk.rules.rulebook_diff import diff

        known = {one.id: one.edition for one in self.known.entries}
        before, after = known.get(first), known.get(second)
        if before is not None and after is not None:
            work = partial(diff, before, after)
            self.runner.read(work, self.compare.show_difference, self.not_read, latest="rules.compare")

    def compare_superseded(self) -> None:
        """Side by side: the own edition on screen and the shipped one that takes its place."""
        one = self.entry.superseded if self.entry is not None else None
        if one is not None:
            self.tabs.setCurrentIndex(self.pane.position("compare"))
            self.compare.compare(one.edition, one.by)

    def note_superseded(self) -> None:
        """The office knows that a shipped edition takes the place of the one on screen."""
        one = self.entry.superseded if self.entry is not None else None
        if one is not None and self.pane.superseded.noted.isEnabled():
            editions = self.desk.office_editions
            self._write(tr("Take note of {edition}", edition=one.by), lambda: editions.acknowledge(one.edition))

    def _try(self, firm: str, when: Any) -> None:
        if self.entry is not None:
            work = partial(self.desk.office_editions.try_out, self.entry.id, firm, when)
            self.runner.read(work, self.trial.show_trial, self.not_read, latest="rules.trial")

    def not_read(self, error: Exception) -> None:
        """An expected failure is shown above the place."""
        if isinstance(error, AuditDeskError):
            self.failed.emit(error)
