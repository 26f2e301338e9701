"""What the shell asks of every place of the rail."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.parts.autosave import Autosave
from ui.words import words

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.draft_keeper import DraftKeeper
    from ui.jobs import Runner


@dataclass(frozen=True, slots=True)
class KeyHint:
    """Keys that work right now and what they do, for the status bar and the F1 sheet."""

    keys: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class PlaceAction:
    """The one action of a place in the top bar. ``refused`` says why it can't be done now; empty = it can."""

    text: str
    icon: str
    run: Callable[[], None]
    keys: tuple[str, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Command:
    """Something the palette can do. ``refused`` as above: listed, with its reason."""

    text: str
    icon: str
    run: Callable[[], None]
    keys: tuple[str, ...] = ()
    detail: str = ""
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Something the palette can go to."""

    text: str
    icon: str
    go: Callable[[], None]
    detail: str = ""
    group: str = ""


class Place(QWidget):
    """A place of the rail. It shows what services give it and tells the shell when its head has changed.

    Long work goes through ``runner``: ``read`` for short reads, ``start`` for what writes or takes more than a second.
    """

    head_changed = Signal()
    """The title, chips, action or badge are to be asked again."""
    keys_changed = Signal()
    """The keys that work right now are others than before."""
    said = Signal(str)
    """One line for the status bar: something is done."""
    offered = Signal(str, str, object)
    """The same with an action: its words and a callable (``開啟資料夾``)."""
    failed = Signal(object)
    """An AuditDeskError that belongs to no field of the place: the shell shows it above the place."""
    go_to = Signal(str, str)
    """Go to another place (its ``key``) and open an object there, by its code or uid."""

    key = ""
    """Short name, remembered as the last place: ``firms``."""
    icon = ""
    shortcut = ""
    """``Ctrl+2``; empty for the utilities below."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self.desk = desk
        self.runner = runner
        self.keeper: DraftKeeper | None = None
        """Where what is typed is kept; the shell gives it before the place is shown."""

    def why_not(self, act: str) -> str:
        """Why the person may not do ``act`` of the table of acts, with the roles he has now; empty = he may."""
        refused = self.desk.refusal(act)
        return words().error(refused) if refused else ""

    @abstractmethod
    def title(self) -> str:
        """Name of the place, as on the rail and in the top bar."""

    def subject(self) -> str:
        """What is open in it, for the window's title; empty = the place itself."""
        return ""

    def note(self) -> str:
        """Short words beside the title: a count, a year."""
        return ""

    def chips(self) -> tuple[QWidget, ...]:
        """New widgets for the top bar: the object's defining facts or its stages."""
        return ()

    def badge(self) -> int:
        """The number on the rail; 0 = none."""
        return 0

    def action(self) -> PlaceAction | None:
        """The one action in the top bar."""
        return None

    def keys(self) -> tuple[KeyHint, ...]:
        """The six to eight keys that work right now; they follow the focus inside the place."""
        return ()

    def more_keys(self) -> tuple[KeyHint, ...]:
        """Keys of this place for which the status bar has no room; those of its commands need no line here."""
        return ()

    def commands(self) -> tuple[Command, ...]:
        """What the palette offers while this place is open."""
        return ()

    def search(self, text: str, limit: int) -> tuple[Found, ...]:
        """What the palette finds in this place for ``text`` (Chinese substrings, codes); from memory, in under 20 ms."""
        return ()

    def activate(self) -> None:
        """Shown: read what is not yet read and put the focus where work begins."""

    def open_object(self, name: str) -> None:
        """Show one object of this place, by code or uid."""

    def refresh(self, changed: frozenset[str]) -> None:
        """Kinds of records have changed (``{"firm", "finding"}``): read again what shows them."""

    def state(self) -> dict[str, Any]:
        """What to remember between runs and across a change of language or size, in JSON values: selection, splitters."""
        return {}

    def restore(self, state: dict[str, Any]) -> None:
        """Take ``state()`` of an earlier run; tolerates what it does not know."""

    def keep_typing(self, form: QWidget, name: str, fields: Mapping[str, QWidget]) -> Autosave:
        """Keep what is typed into the fields of a form, and give back what was typed there before.

        ``name`` is the form and its object (``firms.fact/ZX01``), by which ``reopen`` opens it again. Call ``done`` on what this
        returns once the act has succeeded; listen to its ``restored`` to say that earlier text is back.
        """
        autosave = Autosave(form, self.keeper, name)
        for each, widget in fields.items():
            autosave.watch(each, widget)
        if self.keeper is not None:
            self.runner.read(partial(self.desk.drafts.all, name), autosave.restore)
        return autosave

    def reopen(self, form: str) -> None:
        """Open a form again by the name it was given to ``keep_typing``; tolerates what it does not know."""

    def step_back(self) -> Command | None:
        """What Ctrl+Z would take back in the object that is open, by name; ``detail`` tells how many steps there are."""
        return None

    def panes(self) -> tuple[QWidget, ...]:
        """The panes that F6 walks through, left to right; each is a widget that takes focus."""
        return ()

    def reset_panes(self) -> None:
        """Ctrl+0: widths as they were at first."""

    def export(self) -> None:
        """Ctrl+Shift+E: write the list on screen to a file."""

    def focus_filter(self) -> bool:
        """``/``: put the focus into the filter; False when the place has none."""
        return False
