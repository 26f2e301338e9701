"""What the pages of the Letters place have in common: a list, what to do about it, and the chosen letter beside it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from auditdesk.errors import AuditDeskError
from ui.parts.fields import SearchField
from ui.parts.labels import Frame, Separator
from ui.parts.layouts import column
from ui.parts.shortcuts import bind
from ui.parts.states import EmptyState
from ui.places.base import Command, KeyHint, PlaceAction
from ui.places.letters_preview import LetterPreview
from ui.places.list_export import ListExport
from ui.table_view import RowView
from ui.theme import theme
from ui.words import tr

if TYPE_CHECKING:
    from auditdesk.model.rows import PaperRow
    from ui.places.base import Place

_BESIDE = 960
"""Design pixels from which the letter stands beside the list."""
_LOW = 440
"""Design pixels of height below which parts take turns."""
_LIST, _LETTER = 690, 470
_REST, _AGAIN = 70, 250
"""Milliseconds that a row rests before its letter is read, and after a commit before the list is."""


class ShownStack(QStackedWidget):
    """Pages of which only the one that is shown asks for room."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _at: self.updateGeometry())

    def sizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.sizeHint() if shown is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.minimumSizeHint().expandedTo(shown.minimumSize()) if shown is not None else super().minimumSizeHint()


class LettersPage(QWidget):
    """A tab. Subclasses make their list and ``build`` the page of it, and say what is read and shown."""

    tab = ""
    shows: frozenset[str] = frozenset()
    """Kinds of records that the list is made of."""

    view: RowView
    empty: EmptyState

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # where nothing else can have the focus
        self.place, self.desk, self.runner = place, place.desk, place.runner
        self.read_once = False
        self.field: SearchField | None = None
        self.preview = LetterPreview(place.runner, self.tab)
        self.preview.left.connect(self.to_list)
        self._inside = False
        self._rest, self._again = QTimer(self), QTimer(self)
        for timer, after, act in ((self._rest, _REST, self._show_current), (self._again, _AGAIN, self.read)):
            timer.setSingleShot(True)
            timer.setInterval(after)
            timer.timeout.connect(act)

    def build(self, view: RowView, empty: EmptyState, head: QWidget, foot: QWidget | None = None) -> None:
        """Lay the page out: ``head`` above the list, ``foot`` below it, the letter beside."""
        self.view, self.empty = view, empty
        self.stack = ShownStack()
        # In a low window the list gives way before a button is cut off.
        view.setMinimumHeight(theme().row_height("header") + theme().row_height())
        for each in (view, empty):
            self.stack.addWidget(each)
        self.list_pane = Frame("base")
        lines = column(head, self.stack, gap=0)
        if foot is not None:
            lines.addWidget(foot)
        lines.setStretch(1, 1)
        self._list_lines = lines
        self.list_pane.setLayout(lines)
        self.list_pane.setMinimumWidth(theme().px(240))
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for pane in (self.list_pane, self.preview):
            self.splitter.addWidget(pane)
        self.splitter.setStretchFactor(0, 1)
        self.above = column(gap=0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self.above)
        whole.addWidget(self.splitter, 1)
        view.row_changed.connect(self._row_changed)
        view.opened.connect(self.enter)
        bind(self, "F9", self.to_letter)
        self.reset()

    def give_room(self, foot: QWidget) -> None:
        """The foot takes the height, and the list keeps to its own."""
        self._list_lines.setStretch(1, 0)
        self._list_lines.setStretchFactor(foot, 1)

    # reading

    def read_if_new(self) -> None:
        if not self.read_once:
            self.read()

    @abstractmethod
    def read(self) -> None:
        """Read the list off the GUI thread."""

    @abstractmethod
    def show_letter(self, row: Any) -> None:
        """Show the letter of the current row beside the list."""

    def refresh(self, changed: frozenset[str]) -> None:
        if self.read_once and changed & self.shows:
            self._again.start()

    def failed(self, error: Exception) -> None:
        """An expected failure is shown above the place."""
        if isinstance(error, AuditDeskError):
            self.place.failed.emit(error)

    def _row_changed(self, _row: Any) -> None:
        self._rest.start()
        self.place.keys_changed.emit()

    def _show_current(self) -> None:
        if self.room_beside() or self._inside:
            self.show_letter(self.view.current_row())

    def tell_rows(self, *, some: bool) -> None:
        """The list, or what is said where it is empty."""
        self.stack.setCurrentWidget(self.view if some else self.empty)

    # panes

    @property
    def low(self) -> bool:
        """Whether the window has no height for everything below each other."""
        return self.height() / theme().scale < _LOW

    def room_beside(self) -> bool:
        """Whether list and letter stand side by side."""
        return self.width() / theme().scale >= _BESIDE

    def fold(self) -> None:
        beside = self.room_beside()
        self.preview.setVisible(beside or self._inside)
        self.list_pane.setVisible(beside or not self._inside)

    def reset(self) -> None:
        """Widths as at first."""
        look = theme()
        wide = max(self.width(), look.px(_LIST + _LETTER))
        letter = round(wide * _LETTER / (_LIST + _LETTER))
        self.splitter.setSizes([wide - letter, letter])
        self.fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fold()

    def to_list(self) -> None:
        self._inside = False
        self.fold()
        target = self.view if self.stack.currentWidget() is self.view else self.empty.button
        (target if target.isVisibleTo(self) else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def to_letter(self) -> None:
        """F9: into the letter; in a narrow window it takes the list's place. Again: back."""
        if self.preview.isAncestorOf(self.focusWidget() or self) or self._inside:
            self.to_list()
            return
        self._inside = True
        self.fold()
        self.show_letter(self.view.current_row())
        self.preview.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self, _row: Any = None) -> None:
        """Enter on a row."""
        self.to_letter()

    # what the place asks

    def subject(self) -> str:
        return ""

    def action(self) -> PlaceAction | None:
        return None

    def keys(self) -> tuple[KeyHint, ...]:
        return ()

    def more_keys(self) -> tuple[KeyHint, ...]:
        return (KeyHint(("F9",), tr("into the letter, and back")), KeyHint(("Ctrl", "Shift", "E"), tr("export list")))

    def commands(self) -> tuple[Command, ...]:
        return ()

    def panes(self) -> tuple[QWidget, ...]:
        return (self.view, self.preview)

    def focus_filter(self) -> bool:
        if self.field is None:
            return False
        self.field.edit.setFocus()
        self.field.edit.selectAll()
        return True

    def export(self) -> None:
        """The list as it stands on screen."""
        ListExport(self.place).write(self.view.table(), self.list_name())

    def list_name(self) -> str:
        """What the exported list is called."""
        return self.place.title()

    def state(self) -> dict[str, Any]:
        return {"sizes": [round(size / theme().scale) for size in self.splitter.sizes()]} if self.room_beside() else {}

    def restore(self, state: dict[str, Any]) -> None:
        sizes = state.get("sizes")
        if isinstance(sizes, list) and len(sizes) == 2 and all(isinstance(size, int) and size > 0 for size in sizes):
            self.splitter.setSizes([theme().px(size) for size in sizes])

    def search_line(self, hint: str, filtered: Callable[[str], None]) -> SearchField:
        """The field that filters the list."""
        self.field = SearchField(hint)
        self.field.changed.connect(filtered)
        self.field.entered.connect(self.to_list)
        self.field.escaped.connect(self.to_list)
        return self.field


def open_path(path: Path) -> bool:
    """Open a file or folder with what the system has for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def best_file(papers: Iterable[PaperRow]) -> Path | None:
    """The file of a letter that can be looked at best: as edited, else the PDF."""
    letters = [Path(one.path) for one in papers if one.kind == "letter"]
    return next((path for suffix in (".docx", ".odt", ".pdf") for path in letters if path.suffix == suffix), None)


def ruled(*parts: QWidget) -> QWidget:
    """Parts below each other with a hairline under the last."""
    whole = QWidget()
    whole.setLayout(column(*parts, Separator(), gap=0))
    return whole
