"""The part of the Visits place about parcels: its two pages, its keys, and the packages that arrive in the watched folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.parcel_rows import PARCEL_SUFFIX, CheckInRow, CheckOutRow, HeldRow
from ui.parts.buttons import Button
from ui.parts.labels import StatusChip
from ui.parts.layouts import clear
from ui.parts.shortcuts import bind
from ui.parts.states import Banner
from ui.places import parcels_words as say
from ui.places.base import Command, KeyHint, PlaceAction
from ui.places.clashes_cases import DRAFT
from ui.places.clashes_keys import key_hints, palette_commands
from ui.places.parcels_acts import ParcelActs
from ui.places.parcels_list import Parcels, ParcelsPane
from ui.words import plural, tr

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.places.base import Place
    from ui.places.clashes import ClashesPane
    from ui.preferences import Preferences

SHOWN = frozenset({"check_out", "check_in", "clash", "held_visit"})
_LOOK_EVERY = 20_000
"""Milliseconds between two looks into the watched folder: it may lie on a share."""


@dataclass(frozen=True, slots=True)
class ParcelsRead:
    """What the list of visits reads beside the visits."""

    parcels: Parcels
    clashes: Mapping[str, int]


def read_parcels(desk: Desk) -> ParcelsRead:
    """Off the window's thread."""
    service = desk.parcels
    return ParcelsRead(Parcels(service.outs(), service.ins(), service.held()), service.open_counts())


class ParcelWork(QObject):
    """``page`` is the page of it that is shown, None while the visits are."""

    def __init__(self, place: Place, pages: QStackedWidget, visits: QWidget, preferences: Preferences | None) -> None:
        super().__init__(place)
        self._place, self._pages, self._visits, self._preferences = place, pages, visits, preferences
        self.acts = ParcelActs(place)
        self.acts.conflicts.connect(self.show_clashes)
        self.clashes_by_visit: Mapping[str, int] = {}
        self.pane = ParcelsPane(self.acts.row_acts, lambda login: self.acts.names.get(login, login))
        self.pane.opened.connect(self._open_row)
        pages.addWidget(self.pane)
        self._clashes: ClashesPane | None = None
        self.bar = QWidget()
        lines = QVBoxLayout(self.bar)
        lines.setContentsMargins(0, 0, 0, 0)
        self.bar.setVisible(False)
        self._seen: dict[Path, tuple[float, int]] = {}
        self.offered: list[Path] = []
        """Packages that lie in the watched folder and were not taken in."""
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_EVERY)
        self._look.timeout.connect(self.look_into_folder)
        bind(place, "Ctrl+Shift+O", self.acts.out)
        bind(place, "Ctrl+Shift+I", lambda: self.acts.into())
        place.setAcceptDrops(True)
        place.installEventFilter(self)
        if preferences is not None:
            preferences.changed.connect(lambda name: self.look_into_folder() if name == "parcels" else None)

    @property
    def clashes(self) -> ClashesPane:
        """The conflicts, made when they are first looked at."""
        if self._clashes is None:
            from ui.places.clashes import ClashesPane

            pane = self._clashes = ClashesPane(self._place)
            pane.left.connect(self.leave)
            pane.changed.connect(self._tell)
            self._pages.addWidget(pane)
        return self._clashes

    @property
    def page(self) -> QWidget | None:
        shown = self._pages.currentWidget()
        return shown if shown is self.pane or (self._clashes is not None and shown is self._clashes) else None

    @property
    def deciding(self) -> ClashesPane | None:
        """The conflicts, while they are shown."""
        return self._clashes if self._clashes is not None and self._pages.currentWidget() is self._clashes else None

    # what was read

    def take(self, read: ParcelsRead) -> dict[str, say.Elsewhere]:
        """Show it; visit uid → where it is."""
        first = not self._look.isActive()
        self.acts.parcels, self.clashes_by_visit = read.parcels, read.clashes
        self.pane.show_parcels(read.parcels)
        if first:
            self.pane.kinds.choose("held" if self.acts.laptop else "outs")
            self.pane.show_parcels(read.parcels)
            self._look.start()
            self.look_into_folder()
        return say.elsewhere(read.parcels.outs, read.clashes, read.parcels.held)

    def refresh(self, changed: frozenset[str]) -> None:
        if self._clashes is not None and "clash" in changed and not self._clashes.busy:
            self._clashes.read()
        if "person" in changed:
            self.pane.show_parcels(self.acts.parcels)

    # pages

    def show_parcels(self) -> None:
        """攜出與攜回: the lists."""
        self._pages.setCurrentWidget(self.pane)
        self.pane.to_list()
        self._tell()

    def show_clashes(self, visit: str = "") -> None:
        """The conflicts of a visit (its uid), or of all."""
        if self._place.why_not("clashes.read"):
            return
        pane = self.clashes
        self._pages.setCurrentWidget(pane)
        pane.open(visit)
        pane.to_list()
        self._tell()

    def leave(self) -> None:
        """Back to the visits."""
        self._pages.setCurrentWidget(self._visits)
        self._tell()
        self._place.activate()

    def state(self) -> dict[str, Any]:
        """Which conflicts are shown, to come back to them."""
        return {"visit": self.deciding.visit} if self.deciding is not None else {}

    def restore(self, state: dict[str, Any]) -> None:
        if isinstance(state.get("visit"), str):
            self.show_clashes(state["visit"])

    def reopen(self, form: str) -> None:
        """A joined text that was being typed."""
        name, _, clash = form.partition("/")
        if name == DRAFT and not self._place.why_not("clashes.read"):
            if self.deciding is None:
                self.show_clashes()
            self.clashes.open_draft(clash)

    def step_out(self) -> bool:
        """Esc on the lists. False where the visits are shown already."""
        if self.page is self.pane:
            self.leave()
            return True
        return False

    def _tell(self) -> None:
        self._place.head_changed.emit()
        self._place.keys_changed.emit()

    def _open_row(self, row: object) -> None:
        if isinstance(row, HeldRow):
            self._place.open_object(row.visit)
        elif isinstance(row, CheckInRow) and row.open_clashes:
            self.show_clashes()
        elif isinstance(row, CheckOutRow) and row.visits:
            self._place.open_object(row.visits[0])

    # what the place says while a page of it is shown

    def title(self) -> str:
        if self.deciding is None:
            return tr("Check-out and check-in")
        return "  ".join(part for part in (self.deciding.one_firm(), tr("Merge conflicts")) if part)

    def note(self) -> str:
        return self.deciding.told_counts() if self.deciding else ""

    def subject(self) -> str:
        return f"{self.deciding.subject()} {tr('Merge conflicts')}" if self.deciding else ""

    def chips(self) -> tuple[QWidget, ...]:
        deciding = self.deciding
        if deciding is None or not deciding.list.cases:
            return ()
        ready = not deciding.open_count
        return (StatusChip(say.standing("merged" if ready else "clashing"), *say.STANDINGS["merged" if ready else "clashing"]),)

    def action(self) -> PlaceAction:
        if self.deciding:
            return PlaceAction(tr("Later"), "arrow-left", self.leave, ("Esc",))
        return PlaceAction(
            self.acts.in_words(), "download", lambda: self.acts.into(), ("Ctrl", "Shift", "I"), self.acts.in_refused()
        )

    def keys(self) -> tuple[KeyHint, ...]:
        if self.deciding:
            return key_hints()
        return (
            KeyHint(("↑", "↓"), tr("move")),
            KeyHint(("Enter",), tr("open")),
            KeyHint(("Ctrl", "Shift", "O"), tr("hand in") if self.acts.laptop else tr("check out")),
            KeyHint(("Ctrl", "Shift", "I"), tr("take in") if self.acts.laptop else tr("check in")),
            KeyHint(("Esc",), tr("to the visits")),
        )

    def commands(self) -> tuple[Command, ...]:
        """What the palette offers about parcels, wherever one is in the visits."""
        acts, count = self.acts, sum(self.clashes_by_visit.values())
        nothing = "" if count else tr("No conflict waits for a decision.")
        found: tuple[Command, ...] = palette_commands(self.deciding) if self.deciding else ()
        return (
            *found,
            Command(acts.out_words(), "upload", acts.out, ("Ctrl", "Shift", "O"), refused=acts.out_refused()),
            Command(acts.in_words(), "download", lambda: acts.into(), ("Ctrl", "Shift", "I"), refused=acts.in_refused()),
            Command(tr("Who holds which audits"), "laptop", self.show_parcels),
            Command(
                tr("Decide merge conflicts"),
                "merge",
                partial(self.show_clashes, ""),
                detail=plural(count, "{count} conflict", "{count} conflicts") if count else "",
                refused=self._place.why_not("clashes.settle") or nothing,
            ),
        )

    def panes(self) -> tuple[QWidget, ...]:
        return self.deciding.panes() if self.deciding else (self.pane.view,)

    # the watched folder, and files dropped

    def look_into_folder(self) -> None:
        """Look for packages that have arrived; each is looked into once, off the window's thread."""
        folder = "" if self._preferences is None else self._preferences.choices.parcels
        if not folder or self.acts.laptop or self._place.why_not("parcels.check_in"):
            self._offer([])
            return
        desk, seen, known = self._place.desk, dict(self._seen), frozenset(self.offered)

        def look() -> tuple[dict[Path, tuple[float, int]], list[Path]]:
            return _arrived(desk, Path(folder), seen, known)

        self._place.runner.read(look, self._looked, lambda _error: None, latest="parcels.folder")

    def _looked(self, found: tuple[dict[Path, tuple[float, int]], list[Path]]) -> None:
        self._seen, waiting = found
        self._offer(waiting)

    def _offer(self, files: list[Path]) -> None:
        if files == self.offered:
            return
        self.offered = files
        layout = self.bar.layout()
        assert layout is not None
        clear(layout)
        if files:
            take = Button(tr("Check in"), icon="download", kind="default", small=True)
            take.clicked.connect(lambda: self.acts.check_in(files[0]))
            told = plural(
                len(files),
                "{count} package has arrived in the watched folder: {name}",
                "{count} packages have arrived in the watched folder; the first: {name}",
                name=files[0].name,
            )
            layout.addWidget(Banner("info", told, actions=(take,)))
        self.bar.setVisible(bool(files))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and event.type() == QEvent.Type.DragEnter and _dropped(event):
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop and (file := _dropped(event)):
            event.acceptProposedAction()
            self.acts.into(file)
            return True
        return super().eventFilter(watched, event)


def _dropped(event: QDropEvent) -> Path | None:
    """The parcel that is dragged; None for anything else."""
    found = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return next((file for file in found if file.suffix == PARCEL_SUFFIX), None)


def _arrived(
    desk: Desk, folder: Path, seen: Mapping[Path, tuple[float, int]], known: frozenset[Path]
) -> tuple[dict[Path, tuple[float, int]], list[Path]]:
    """Every parcel of the folder with its time and size, and those that wait. What is seen unchanged is not opened again."""
    now: dict[Path, tuple[float, int]] = {}
    waiting: list[Path] = []
    taken = {row.sha256 for row in desk.parcels.ins() if row.undone_at is None}
    try:
        files = sorted(folder.glob(f"*{PARCEL_SUFFIX}"))
    except OSError:
        return now, waiting
    for file in files:
        try:
            stat = file.stat()
        except OSError:
            continue
        now[file] = (stat.st_mtime, stat.st_size)
        if seen.get(file) == now[file] and file not in known:
            continue
        try:
            told = desk.parcels.preview(file)
        except AuditDeskError:
            continue
        if not told.taken and told.sha256 not in taken:
            waiting.append(file)
    return now, waiting
