"""The evidence of one finding as a strip of tiles: only those in view are read; large ones are looked at in the viewer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QScrollArea, QSizePolicy

from auditdesk.errors import AuditDeskError
from auditdesk.model.evidence_rows import EvidenceRow
from ui.parts.buttons import Button
from ui.parts.evidence_tile import HIGH, AttachTile, EvidenceTile, decoded, details
from ui.parts.labels import ElidedLabel, Frame, Label
from ui.parts.layouts import FlowLayout, boxed, column, row
from ui.parts.picture_viewer import PictureViewer
from ui.theme import theme
from ui.words import documents, plural, tr, words

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.jobs import Runner

_AT_ONCE = 16
"""Tiles that are made before the window is asked again whether somebody wants something."""
_REST = 30
_KEPT_PICTURES = 400


class EvidenceStrip(Frame):
    """``show_finding`` reads one finding's evidence; the tile with the focus tells its details and takes the acts below."""

    said = Signal(str)
    failed = Signal(object)
    offered = Signal(str, str, object)
    """A line with an action: its words and a callable."""
    newest_wanted = Signal()
    tray_wanted = Signal()

    def __init__(self, desk: Desk, runner: Runner, *, tray: bool = False) -> None:
        super().__init__("base")
        self._desk, self._runner = desk, runner
        self._finding = ""
        self._seen: dict[str, tuple[str, QImage | None]] = {}
        """Uid → state and small picture, as read once it came into view; nothing of it is written anywhere."""
        self._rows: tuple[EvidenceRow, ...] = ()
        self._keeping = 0
        self._locked = ""
        self._viewer: PictureViewer | None = None
        self.tiles: list[EvidenceTile] = []
        self._current: EvidenceTile | None = None
        self._title = Label(tr("Evidence"), "caption", "secondary", 500)
        self._told = ElidedLabel("", "caption", "muted")
        self.tray = Button(tr("Evidence tray"), kind="link", small=True)
        self._with_tray = tray
        self.tray.clicked.connect(self.tray_wanted)
        self.newest = AttachTile(tr("Newest photo"))
        self.newest.clicked.connect(self.newest_wanted)
        if not tray:
            # Only hidden, never shown here: what has no parent yet would become a window of its own.
            self.tray.hide()
            self.newest.hide()
        self.add = Button(tr("Add evidence"), icon="plus", kind="quiet", small=True)
        self.open_it = Button(tr("Look and mark"), icon="eye", kind="quiet", small=True, keys=("Space",))
        self.remove_place = Button(tr("Remove the place"), icon="globe", kind="quiet", small=True)
        self.export = Button(tr("Export"), icon="download", kind="quiet", small=True)
        self.delete = Button(tr("Delete evidence"), icon="x", kind="quiet", small=True)
        acts = (
            (self.add, self._add),
            (self.open_it, self.open_viewer),
            (self.remove_place, self._remove_place),
            (self.export, self._export),
            (self.delete, self.delete_current),
        )
        for button, act in acts:
            button.clicked.connect(act)
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(_REST)
        self._look.timeout.connect(self._read_visible)
        self._line = row(gap=8)
        ground = Frame("base")
        ground.setLayout(row(self._line, None, gap=8))
        self._scroll = QScrollArea()
        self._scroll.setWidget(ground)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._scroll.horizontalScrollBar().rangeChanged.connect(lambda *_: self._fit_height())
        self._scroll.horizontalScrollBar().valueChanged.connect(lambda _value: self._look.start())
        self._note = Label("", "caption", "muted", wrap=True)
        self._acts = boxed(FlowLayout(*(button for button, _ in acts), gap=6, line_gap=4))
        self._acts.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        head = row(self._title, gap=8)
        head.addWidget(self._told, 1)
        head.addWidget(self.tray)
        tiles = row(gap=6)
        tiles.addWidget(self._scroll, 1)
        tiles.addWidget(self.newest, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setLayout(column(head, self._note, tiles, self._acts, gap=3))
        self._more = QTimer(self)
        self._more.setInterval(0)
        self._more.timeout.connect(self._make_some)
        self._say(tr("Choose a finding to see its evidence."))
        self._fit_height()
        self._enable()

    @property
    def current(self) -> EvidenceTile | None:
        """The tile that takes the acts below; the only one that Tab stops at, arrows go to the others."""
        return self._current

    @current.setter
    def current(self, tile: EvidenceTile | None) -> None:
        if self._current in self.tiles:
            self._current.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._current = tile
        if tile is not None:
            tile.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # what is shown

    def show_finding(self, finding: str, locked: str = "") -> None:
        """Read the evidence of a finding (its number); empty = none is chosen. ``locked`` is why nothing may be added or taken."""
        self._locked = locked
        if finding == self._finding:
            self._enable()
            return
        self._finding = finding
        self._seen.clear()
        self._fill(())
        if not finding:
            self._say(tr("Choose a finding to see its evidence."))
            return
        self._say(tr("Reading the evidence."))
        self._read()

    def refresh(self, changed: frozenset[str]) -> None:
        """Evidence was added, drawn upon or deleted elsewhere."""
        if self._finding and changed & {"evidence", "evidence_layer"}:
            self._read()

    def show_tray(self, waiting: int, problem: str = "") -> None:
        """What the tray still holds, or why it can't be looked into."""
        self.tray.setText(
            tr("Evidence tray: no folder")
            if problem
            else tr("{count} waiting in the tray", count=waiting)
            if waiting
            else tr("Evidence tray")
        )
        self.tray.setAccessibleName(self.tray.text())
        self.tray.setToolTip(problem)
        self.tray.updateGeometry()

    def keeping(self, count: int) -> None:
        """So many files are on their way into the strip; each has its tile once it is committed."""
        self._keeping = max(0, self._keeping + count)
        self._say_how_many()

    def _read(self) -> None:
        finding, evidence = self._finding, self._desk.evidence
        self._runner.read(lambda: (finding, evidence.list(finding)), self._show, self._fail, latest=f"evidence.{id(self)}")

    def _show(self, read: tuple[str, tuple[EvidenceRow, ...]]) -> None:
        finding, rows = read
        if finding == self._finding:
            self._fill(rows)

    def _fill(self, rows: Sequence[EvidenceRow]) -> None:
        self._rows = tuple(rows)
        wanted = {one.uid for one in rows}
        for tile in [tile for tile in self.tiles if tile.row.uid not in wanted]:
            self._drop_tile(tile)
        if [tile.row.uid for tile in self.tiles] != [one.uid for one in rows[: len(self.tiles)]]:
            for tile in list(self.tiles):
                self._drop_tile(tile)
        for at, (tile, one) in enumerate(zip(self.tiles, rows, strict=False)):
            if one.blob != tile.row.blob or one.clean_blob != tile.row.clean_blob:
                self._seen.pop(one.uid, None)
                tile.asked = False
            tile.show_row(replace(one, state=tile.row.state), at + 1)
        self._make_some()
        self._say_how_many()
        if self._viewer is not None and rows:
            self._viewer.show_rows(rows)

    def _make_some(self) -> None:
        """Some more tiles; with very many files the window stays quick while they come."""
        begin = len(self.tiles)
        for at in range(begin, min(begin + _AT_ONCE, len(self._rows))):
            tile = EvidenceTile(self._rows[at], at + 1)
            tile.focused.connect(self._turn)
            tile.delete_wanted.connect(self.delete_current)
            tile.moved.connect(self._move)
            tile.preview_wanted.connect(self.open_viewer)
            tile.clicked.connect(partial(tile.setFocus, Qt.FocusReason.MouseFocusReason))
            tile.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self._line.addWidget(tile)
            # Where it is seen: after the tray, before what is done with it.
            self.setTabOrder(self.tiles[-1] if self.tiles else self.tray, tile)
            self.tiles.append(tile)
        if len(self.tiles) < len(self._rows):
            self._more.start()
        else:
            self._more.stop()
        if self.current is None and self.tiles:
            self.current = self.tiles[0]
        self._enable()
        self._look.start()

    def _drop_tile(self, tile: EvidenceTile) -> None:
        at = self.tiles.index(tile)
        self.tiles.remove(tile)
        if self.current is tile:
            near = self.tiles[min(at, len(self.tiles) - 1)] if self.tiles else None
            if tile.hasFocus() and near is not None:
                near.setFocus(Qt.FocusReason.OtherFocusReason)
            self.current = near
        self._line.removeWidget(tile)
        tile.hide()
        tile.deleteLater()

    def _say_how_many(self) -> None:
        count = len(self._rows)
        self._title.setText(tr("Evidence"))
        self._scroll.setVisible(bool(count))
        self.newest.setVisible(self._with_tray and bool(self._finding))
        if self._keeping:
            self._say(plural(self._keeping, "Keeping {count} file", "Keeping {count} files"))
        elif self._finding:
            self._say("" if count else tr("No evidence yet. Add photos, screenshots or files."))

    def _say(self, text: str) -> None:
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def _fail(self, error: Exception) -> None:
        if isinstance(error, AuditDeskError):
            self.failed.emit(error)

    def _fit_height(self) -> None:
        bar = self._scroll.horizontalScrollBar()
        self._scroll.setFixedHeight(theme().px(HIGH) + 2 + (bar.sizeHint().height() if bar.maximum() > 0 else 0))

    # only what is in view is read

    def _read_visible(self) -> None:
        bar, wide = self._scroll.horizontalScrollBar().value(), self._scroll.viewport().width()
        if not self.isVisible():
            return
        for tile in self.tiles:
            if tile.asked or tile.x() > bar + wide * 1.5 or tile.x() + tile.width() < bar - wide * 0.5:
                continue
            tile.asked = True
            uid = tile.row.uid
            if uid in self._seen:
                self._take(uid, self._seen[uid])
            else:
                self._runner.read(partial(self.glance, uid), partial(self._take, uid), self._fail)

    def glance(self, uid: str) -> tuple[str, QImage | None]:
        """State and small picture of one file; to be called off the GUI thread."""
        glance = self._desk.evidence.glance(uid)
        return glance.state, None if glance.picture is None else decoded(glance.picture)

    def _take(self, uid: str, seen: tuple[str, QImage | None]) -> None:
        while len(self._seen) >= _KEPT_PICTURES:
            self._seen.pop(next(iter(self._seen)))
        self._seen[uid] = seen
        for tile in self.tiles:
            if tile.row.uid == uid:
                tile.show_row(replace(tile.row, state=seen[0]), tile.number)
                tile.show_picture(seen[1])
        self._enable()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look.start()

    # the current tile

    def _turn(self) -> None:
        tile = next((tile for tile in self.tiles if tile.hasFocus()), None)
        if tile is not None:
            self.current = tile
            self._scroll.ensureWidgetVisible(tile)
            self._enable()

    def _move(self, step: int) -> None:
        if self.current in self.tiles:
            at = self.tiles.index(self.current) + step
            self.tiles[max(0, min(at, len(self.tiles) - 1))].setFocus(Qt.FocusReason.TabFocusReason)

    def _enable(self) -> None:
        tile = self.current.row if self.current is not None else None
        none = tr("Choose a file first.")
        broken = "" if tile is None or tile.state in ("whole", "unchecked") else tr("The file is missing or altered.")
        count = len(self._rows)
        told = plural(count, "{count} file, hashed as it came in", "{count} files, hashed as they came in") if count else ""
        self._told.setText(f"{told} · {details(tile)}" if tile is not None and self.current_has_focus() else told)
        place = none if tile is None else broken or self._locked
        if tile is not None and not place:
            if tile.place_removed:
                place = tr("Its place was removed already.")
            elif not tile.is_picture:
                place = tr("Only a picture can be freed of its place.")
        reasons = {
            self.add: ("evidence.add", self._locked if self._finding else tr("Choose a finding first.")),
            self.remove_place: ("evidence.remove_place", place),
            self.export: ("evidence.export", none if tile is None else broken),
            self.delete: ("evidence.delete", none if tile is None else self._locked),
        }
        for button, (act, reason) in reasons.items():
            refused = self._desk.refusal(act)
            button.refuse(words().error(refused) if refused else reason)
        self.open_it.refuse(none if tile is None else broken)
        self.newest.refuse(reasons[self.add][1])
        for button in (self.open_it, self.remove_place, self.export, self.delete):
            button.setVisible(bool(self._rows))
        self._acts.setVisible(bool(self._finding) or not self._with_tray)

    def current_has_focus(self) -> bool:
        """Whether the keys go to a tile or to what is done with it."""
        focus = self.focusWidget()
        return focus is not None and focus.hasFocus() and self.isAncestorOf(focus)

    # acts

    def _add(self) -> None:
        names, _kind = QFileDialog.getOpenFileNames(self.window(), tr("Add evidence"), documents())
        if names:
            finding, evidence = self._finding, self._desk.evidence
            paths = [Path(name) for name in names]
            job = self._runner.start(tr("Add evidence"), lambda progress: evidence.add(finding, paths, progress))
            job.succeeded.connect(self._done)
            job.failed.connect(self._fail)

    def _remove_place(self) -> None:
        if self.current is not None:
            uid, evidence = self.current.row.uid, self._desk.evidence
            job = self._runner.start(tr("Remove the place"), lambda _progress: evidence.remove_place(uid))
            job.succeeded.connect(self._cleaned)
            job.failed.connect(self._fail)

    def _cleaned(self, row: EvidenceRow) -> None:
        self.said.emit(words().say("evidence.place_removed", file=row.file_name))
        self._read()

    def _done(self, _result: object) -> None:
        self._read()

    def _export(self) -> None:
        if self.current is None:
            return
        uid, evidence = self.current.row.uid, self._desk.evidence
        folder = QFileDialog.getExistingDirectory(self.window(), tr("Export into the folder"), documents())
        if folder:
            job = self._runner.start(tr("Export"), lambda _progress: evidence.export(uid, Path(folder)))
            job.succeeded.connect(lambda path: self.said.emit(words().say("evidence.exported", path=str(path))))
            job.failed.connect(self._fail)

    def delete_current(self) -> None:
        """Without a question: it lies among what was deleted last, and can be brought back."""
        if self.current is not None and self.delete.isEnabled():
            chosen, evidence = self.current.row, self._desk.evidence
            self._runner.write(lambda: evidence.delete(chosen.uid), partial(self._deleted, chosen), self._fail)

    def _deleted(self, chosen: EvidenceRow, _none: object) -> None:
        told = words().say("evidence.deleted_now", file=chosen.file_name)
        self.offered.emit(told, tr("Undo"), partial(self.restore, chosen.uid))
        self._read()

    def restore(self, uid: str) -> None:
        """Bring deleted evidence back."""
        evidence = self._desk.evidence
        self._runner.write(lambda: evidence.restore(uid), self._done, self._fail)

    def open_viewer(self) -> None:
        """Space: the current file large, with the others to turn to."""
        if self.current is None or not self._rows:
            return
        at = next((at for at, one in enumerate(self._rows) if one.uid == self.current.row.uid), 0)
        viewer = self._viewer = PictureViewer(self.window(), self._desk, self._runner, self._rows, at)
        viewer.locked = self._locked
        viewer.said.connect(self.said)
        viewer.failed.connect(self._fail)
        viewer.turned.connect(self._follow)
        viewer.kept.connect(self._read)
        viewer.destroyed.connect(self._viewer_gone)
        viewer.open()

    def _viewer_gone(self) -> None:
        self._viewer = None

    def _follow(self, uid: str) -> None:
        """The tile of what the viewer shows is the current one, and gets the focus back."""
        for tile in self.tiles:
            if tile.row.uid == uid:
                self.current = tile
                if self._viewer is not None:
                    self._viewer.return_to(tile)
                self._scroll.ensureWidgetVisible(tile)
