"""Views of a list that are kept under a name: chosen, kept, renamed, deleted, and the one that a list begins with."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from auditdesk.errors import AuditDeskError
from auditdesk.model.findings_list import ViewRow
from ui.parts.buttons import Button
from ui.parts.check_box import CheckBox
from ui.places.base import Command
from ui.places.firms_records import RecordSheet
from ui.words import tr

if TYPE_CHECKING:
    from ui.places.findings_page import FindingsPage

_FIRST = "first"
"""In a view's content: the list begins with it."""


class ViewActs(QObject):
    """The button with its menu, and what it does."""

    def __init__(self, page: FindingsPage) -> None:
        super().__init__(page)
        self._page = page
        self.rows: tuple[ViewRow, ...] = ()
        self.current: ViewRow | None = None
        self.restored = False
        """The list stands as it was left, so that the view it begins with is not put over it."""
        self.button = Button(tr("View"), icon="eye", kind="quiet", keys=("V",))
        self.button.clicked.connect(self.open_menu)
        for keys, act in (("V", self.open_menu), ("G", lambda: page.filters.group.showPopup())):
            shortcut = QShortcut(QKeySequence(keys), page.view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    @property
    def _place(self) -> str:
        return f"findings.{self._page.preset.tab}"

    # what a view is

    def content(self) -> dict[str, Any]:
        """Filter, order, group and columns of the list as it stands."""
        page = self._page
        order, falls = page.table.order
        hidden = [column.key for at, column in enumerate(page.table.columns) if page.view.isColumnHidden(at)]
        return {"filter": page.filters.content(), "order": order, "falls": falls, "group": page.group, "hidden": hidden}

    def take(self, content: dict[str, Any], *, read: bool = True) -> None:
        """Show the list as it was kept; tolerates what it does not know."""
        page = self._page
        chosen = content.get("filter")
        page.filters.take(chosen if isinstance(chosen, dict) else {})
        page.table.set_order(str(content.get("order", "")), descending=content.get("falls") is True)
        hidden = content.get("hidden")
        if isinstance(hidden, list):
            for at, column in enumerate(page.table.columns):
                page.view.setColumnHidden(at, column.key in hidden)
        by = content.get("group")
        page.group = str(by) if isinstance(by, str) else ""
        page.filters.show_group(page.group)
        page.groups.setVisible(bool(page.group))
        if read:
            page.group_by(page.group)

    # reading

    def read(self) -> None:
        """Read which views there are."""
        views, place = self._page.desk.views, self._place
        self._page.runner.read(lambda: views.list(place), self._show, self._page.failed, latest=place)

    def _show(self, rows: tuple[ViewRow, ...]) -> None:
        self.rows = rows
        first = next((row for row in rows if row.mine and row.content.get(_FIRST) is True), None)
        if first is not None and not self.restored and self.current is None:
            self.choose(first)
        self.restored = True

    def choose(self, row: ViewRow) -> None:
        """Show a kept view."""
        self.current = row
        self.button.setText(row.name)
        self.button.updateGeometry()
        self.take(dict(row.content))

    # acts

    def open_menu(self) -> None:
        menu = self.menu()
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def menu(self) -> QMenu:
        """Every view, and what may be done with the one that is shown."""
        menu = QMenu(self.button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for row in self.rows:
            told = row.name if row.mine else tr("{name} (of {owner})", name=row.name, owner=row.owner)
            if row.content.get(_FIRST) is True and row.mine:
                told = tr("{name} (shown first)", name=told)
            menu.addAction(told, partial(self.choose, row))
        if self.rows:
            menu.addSeparator()
        for command in self.commands():
            action = menu.addAction(command.text, command.run)
            action.setEnabled(not command.refused)
            action.setToolTip(command.refused)
        return menu

    def commands(self) -> tuple[Command, ...]:
        keep, forget = self._page.place.why_not("views.keep"), self._page.place.why_not("views.forget")
        mine = "" if self.current is not None and self.current.mine else tr("Choose a view of your own first.")
        return (
            Command(tr("Keep this view ..."), "plus", self.keep, refused=keep),
            Command(tr("Rename the view ..."), "edit", self.rename, refused=keep or mine),
            Command(tr("Begin with this view"), "flag", self.begin_with, refused=keep or mine),
            Command(tr("Delete the view"), "x", self.forget, refused=forget or mine),
        )

    def keep(self) -> None:
        """Keep the list as it stands under a name."""
        shared = CheckBox(tr("Everybody sees it"))

        def send(sheet: RecordSheet) -> None:
            name, content, share = sheet.text("name"), self.content(), shared.isChecked()
            views, place = self._page.desk.views, self._place
            self._write(lambda: views.keep(place, name, content, shared=share), self._kept, sheet)

        sheet = RecordSheet(self._page.window(), tr("Keep this view"), tr("Keep"), send)
        sheet.line("name", tr("Name"), hint=tr("Filter, order, group and columns are kept. One of the same name is replaced."))
        sheet.content.addWidget(shared)
        sheet.open()

    def _kept(self, row: ViewRow) -> None:
        self.current = row
        self.button.setText(row.name)
        self.button.updateGeometry()
        self._page.place.said.emit(tr("The view “{name}” is kept", name=row.name))
        self.read()

    def rename(self) -> None:
        """Another name for the view that is shown."""
        old = self.current
        if old is None or not old.mine:
            return
        views, place = self._page.desk.views, self._place

        def send(sheet: RecordSheet) -> None:
            name = sheet.text("name")

            def work() -> ViewRow:
                kept = views.keep(place, name, old.content, shared=old.shared)
                if kept.uid != old.uid:
                    views.forget(old.uid)
                return kept

            self._write(work, self._kept, sheet)

        sheet = RecordSheet(self._page.window(), tr("Rename the view"), tr("Rename"), send)
        sheet.line("name", tr("Name"), old.name)
        sheet.open()

    def begin_with(self) -> None:
        """The list begins with the view that is shown, from the next time on."""
        chosen = self.current
        if chosen is None or not chosen.mine:
            return
        views, place, rows = self._page.desk.views, self._place, self.rows

        def work() -> ViewRow:
            for row in rows:
                if row.mine and row.uid != chosen.uid and row.content.get(_FIRST) is True:
                    views.keep(place, row.name, {**row.content, _FIRST: False}, shared=row.shared)
            return views.keep(place, chosen.name, {**chosen.content, _FIRST: True}, shared=chosen.shared)

        self._write(work, self._kept, None)

    def forget(self) -> None:
        """Delete the view that is shown."""
        chosen = self.current
        if chosen is None or not chosen.mine:
            return

        def gone(_none: object) -> None:
            self.current = None
            self.button.setText(tr("View"))
            self.button.updateGeometry()
            self._page.place.said.emit(tr("The view “{name}” is deleted", name=chosen.name))
            self.read()

        views = self._page.desk.views
        self._write(lambda: views.forget(chosen.uid), gone, None)

    def _write(self, work: Callable[[], Any], then: Callable[[Any], None], sheet: RecordSheet | None) -> None:
        def kept(result: Any) -> None:
            if sheet is not None:
                sheet.close_and_return()
            then(result)

        def failed(error: Exception) -> None:
            if isinstance(error, AuditDeskError):
                sheet.refuse(error) if sheet is not None else self._page.failed(error)

        self._page.runner.write(work, kept, failed)
