"""The evidence of one finding as a strip of small pictures: what it is, whether it is whole, where it was taken."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QFrame, QScrollArea, QSizePolicy, QWidget

from auditdesk.errors import AuditDeskError, Unavailable
from auditdesk.model.evidence_rows import EvidenceRow
from ui.parts.buttons import Button
from ui.parts.labels import ElidedLabel, Frame, Label
from ui.parts.layouts import FlowLayout, boxed, clear, column, row
from ui.parts.overlay import Overlay
from ui.parts.painting import draw_focus_ring, draw_icon, draw_text
from ui.theme import theme
from ui.words import documents, tr, words

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.jobs import Runner

_WIDE, _HIGH, _PICTURE = 132, 132, 84


@dataclass(frozen=True, slots=True)
class _Seen:
    """One file as read off the GUI thread: its row with its state, and its small picture where it has one."""

    row: EvidenceRow
    picture: QImage | None


def size_text(size: int) -> str:
    """Bytes as people read them."""
    return f"{max(1, size // 1024):,} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:,.1f} MB"


class EvidenceTile(QAbstractButton):
    """One file: picture or icon, name, size, and a lock while it is whole. Space shows it large, arrows go to the next."""

    moved = Signal(int)
    preview_wanted = Signal()

    def __init__(self, seen: _Seen) -> None:
        super().__init__()
        self.row = seen.row
        self._picture = seen.picture
        self.setFixedSize(theme().px(_WIDE), theme().px(_HIGH))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        parts = [self.row.file_name, size_text(self.row.size), words().say(f"evidence_state.{self.row.state}")]
        if self.row.place:
            parts.append(tr("without its place") if self.row.place_removed else tr("with its place"))
        self.setAccessibleName(tr(", ").join(parts))
        self.setToolTip(self.row.file_name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -9999, Qt.Key.Key_End: 9999}
        if event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.preview_wanted.emit()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        whole = self.row.state in ("whole", "unchecked")
        painter.setPen(QPen(look.q("border.default" if whole else "danger.text"), 1))
        painter.setBrush(look.q("surface.hover" if self.underMouse() else "surface.base"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.radius("card"), look.radius("card"))
        room = QRectF(look.px(6), look.px(6), self.width() - look.px(12), look.px(_PICTURE))
        if self._picture is not None and whole:
            fitted = QSize(self._picture.size()).scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            left = room.left() + (room.width() - fitted.width()) / 2
            top = room.top() + (room.height() - fitted.height()) / 2
            painter.drawImage(QRectF(left, top, fitted.width(), fitted.height()), self._picture)
        else:
            name, ink = ("file", "text.muted") if whole else ("warn", "danger.text")
            draw_icon(painter, self.width() // 2 - look.px(16), int(room.center().y()), name, ink, 32)
        self._paint_words(painter, whole)
        if self.hasFocus():
            draw_focus_ring(painter, self.rect(), look.radius("card"))
        painter.end()

    def _paint_words(self, painter: QPainter, whole: bool) -> None:
        look = theme()
        left, wide = look.px(8), self.width() - look.px(16)
        font = look.font("caption")
        draw_text(painter, QRectF(left, look.px(92), wide, look.px(18)), self.row.file_name, "text.primary", font)
        middle = look.px(118)
        draw_icon(painter, left, middle, "lock" if whole else "warn", "text.muted" if whole else "danger.text", 12)
        told = size_text(self.row.size) if whole else words().say(f"evidence_state.{self.row.state}")
        box = QRectF(left + look.px(17), middle - look.px(9), wide - look.px(36), look.px(18))
        draw_text(painter, box, told, "text.muted" if whole else "danger.text", font)
        if self.row.place and whole:
            ink = "text.muted" if self.row.place_removed else "severity.medium.text"
            draw_icon(painter, self.width() - look.px(8 + 14), middle, "eye-off" if self.row.place_removed else "globe", ink, 14)


class EvidenceStrip(Frame):
    """``show_finding`` reads one finding's evidence; the tile with the focus tells its details and takes the acts below."""

    said = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__("base")
        self._desk, self._runner = desk, runner
        self._finding = ""
        self.tiles: list[EvidenceTile] = []
        self.current: EvidenceTile | None = None
        self._title = Label(tr("Evidence"), "table", "primary", 500)
        self._told = ElidedLabel("", "caption", "secondary")
        self.add = Button(tr("Add evidence"), icon="plus", kind="quiet", small=True)
        self.remove_place = Button(tr("Remove the place"), icon="eye-off", kind="quiet", small=True)
        self.export = Button(tr("Export"), icon="download", kind="quiet", small=True)
        for button, act in ((self.add, self._add), (self.remove_place, self._remove_place), (self.export, self._export)):
            button.clicked.connect(act)
        self._line = row(gap=8, margins=(12, 4, 12, 4))
        scroll = QScrollArea()
        ground = Frame("base")
        ground.setLayout(self._line)
        scroll.setWidget(ground)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFixedHeight(theme().px(_HIGH + 8 + 14))
        self._scroll = scroll
        self._note = Label("", "table", "muted", wrap=True)
        acts = boxed(FlowLayout(self.add, self.remove_place, self.export, gap=6))
        acts.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        whole = column(
            row(self._title, self._told, None, gap=10, margins=(12, 8, 12, 0)),
            row(self._note, margins=(12, 4, 12, 4)),
            scroll,
            row(acts, margins=(12, 0, 12, 8)),
            gap=2,
        )
        self.setLayout(whole)
        self._say(tr("Choose a finding to see its evidence."))
        self._enable()

    # what is shown

    def show_finding(self, finding: str) -> None:
        """Read the evidence of a finding (its number); empty = none is chosen."""
        if finding == self._finding:
            return
        self._finding = finding
        self._fill(())
        if not finding:
            self._say(tr("Choose a finding to see its evidence."))
            return
        self._say(tr("Reading the evidence."))
        self._read()

    def refresh(self, changed: frozenset[str]) -> None:
        """Evidence was added or cleaned elsewhere."""
        if self._finding and "evidence" in changed:
            self._read()

    def _read(self) -> None:
        finding, evidence = self._finding, self._desk.evidence

        def read() -> tuple[str, list[_Seen]]:
            return finding, [_Seen(each, _small(evidence, each)) for each in evidence.list(finding, check=True)]

        self._runner.read(read, self._show, self._fail, latest=f"evidence.{id(self)}")

    def _show(self, read: tuple[str, list[_Seen]]) -> None:
        finding, seen = read
        if finding == self._finding:
            self._fill(seen)
            self._say("" if seen else tr("No evidence yet. Add photos, screenshots or files."))

    def _fill(self, seen: list[_Seen] | tuple[()]) -> None:
        focused = self.current.row.uid if self.current is not None and self.current.hasFocus() else ""
        chosen = self.current.row.uid if self.current is not None else ""
        clear(self._line)
        self.current = None
        self.tiles = [EvidenceTile(each) for each in seen]
        for tile in self.tiles:
            tile.installEventFilter(self)
            tile.moved.connect(self._move)
            tile.preview_wanted.connect(self._preview)
            tile.clicked.connect(lambda _checked=False, tile=tile: tile.setFocus(Qt.FocusReason.MouseFocusReason))
            self._line.addWidget(tile)
            if tile.row.uid == chosen:
                self.current = tile
        self._line.addStretch(1)
        self._title.setText(tr("Evidence {count}", count=len(seen)) if seen else tr("Evidence"))
        self._scroll.setVisible(bool(seen))
        if self.current is None and self.tiles:
            self.current = self.tiles[0]
        if self.current is not None and focused == self.current.row.uid:
            self.current.setFocus(Qt.FocusReason.OtherFocusReason)
        self._enable()

    def _say(self, text: str) -> None:
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def _fail(self, error: Exception) -> None:
        if isinstance(error, AuditDeskError):
            self.failed.emit(error)

    # the current tile

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, EvidenceTile):
            self.current = watched
            self._scroll.ensureWidgetVisible(watched)
            self._enable()
        return super().eventFilter(watched, event)

    def _move(self, step: int) -> None:
        if self.current in self.tiles:
            at = self.tiles.index(self.current) + step
            self.tiles[max(0, min(at, len(self.tiles) - 1))].setFocus(Qt.FocusReason.TabFocusReason)

    def _enable(self) -> None:
        tile = self.current.row if self.current is not None else None
        none = tr("Choose a file first.")
        broken = "" if tile is None or tile.state == "whole" else tr("The file is missing or altered.")
        self._told.setText(_details(tile) if tile is not None else "")
        place = none if tile is None else broken
        if tile is not None and not place:
            if tile.place_removed:
                place = tr("Its place was removed already.")
            elif not tile.is_picture:
                place = tr("Only a picture can be freed of its place.")
        reasons = {
            self.add: "" if self._finding else tr("Choose a finding first."),
            self.remove_place: place,
            self.export: none if tile is None else broken,
        }
        acts = ((self.add, "evidence.add"), (self.remove_place, "evidence.remove_place"), (self.export, "evidence.export"))
        for button, act in acts:
            refused = self._desk.refusal(act)
            button.refuse(words().error(refused) if refused else reasons[button])

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

    def _done(self, _rows: object) -> None:
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

    def _preview(self) -> None:
        if self.current is None:
            return
        chosen, evidence = self.current.row, self._desk.evidence

        def read() -> tuple[EvidenceRow, QImage | None]:
            content = evidence.preview(chosen.uid)
            image = None if content is None else _decoded(content)
            return chosen, image

        self._runner.read(read, self._show_large, self._fail, latest="evidence.preview")

    def _show_large(self, read: tuple[EvidenceRow, QImage | None]) -> None:
        chosen, image = read
        EvidencePreview(self.window(), chosen, image).open()


class EvidencePreview(Overlay):
    """One file large over the window; Space or Esc closes it."""

    def __init__(self, window: QWidget, chosen: EvidenceRow, image: QImage | None) -> None:
        super().__init__(window, 1100)
        self.setAccessibleName(chosen.file_name)
        head = Frame("header")
        head.setLayout(
            row(Label(chosen.file_name, "subtitle"), None, Label(_details(chosen), "caption", "muted"), margins=(16, 10, 16, 10))
        )
        self.lines.addWidget(head)
        if image is None:
            self.lines.addWidget(
                boxed(column(Label(tr("No preview of this kind of file."), "table", "muted"), margins=(24, 48, 24, 48)))
            )
        else:
            self.lines.addWidget(_Picture(image), 1)

    def panel_height(self) -> int:
        return max(super().panel_height(), int(self.height() * 0.8))

    def open(self) -> None:
        super().open()
        self.panel.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.panel.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.close_and_return()
            event.accept()
        else:
            super().keyPressEvent(event)


class _Picture(QWidget):
    """An image fitted into the room there is."""

    def __init__(self, image: QImage) -> None:
        super().__init__()
        self._image = image
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = self.rect().adjusted(8, 8, -8, -8)
        fitted = self._image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = room.center().x() - fitted.width() // 2, room.center().y() - fitted.height() // 2
        painter.drawImage(QRectF(left, top, fitted.width(), fitted.height()), self._image)
        painter.end()


def _details(chosen: EvidenceRow) -> str:
    parts = [chosen.file_name, size_text(chosen.size)]
    if chosen.taken_at:
        parts.append(tr("taken {time}", time=chosen.taken_at))
    if chosen.place:
        parts.append(tr("place {place}", place=chosen.place))
    if chosen.place_removed:
        parts.append(tr("leaves without its place"))
    return " · ".join(parts)


def _small(evidence: Any, chosen: EvidenceRow) -> QImage | None:
    """The thumbnail, decoded where nobody waits for it."""
    if chosen.state != "whole":
        return None
    try:
        content = evidence.thumbnail(chosen.uid)
    except Unavailable:
        return None
    return None if content is None else _decoded(content)


def _decoded(content: bytes) -> QImage | None:
    image = QImage.fromData(content)
    return None if image.isNull() else image
