"""What lies in the evidence tray and is not attached yet, the newest first: look, tick, attach."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.parts.buttons import Button
from ui.parts.evidence_tile import PictureTile, decoded, size_text
from ui.parts.labels import ElidedLabel, Frame, IconLabel, KeyCaps, Label
from ui.parts.layouts import FlowLayout, clear, row
from ui.parts.overlay import Overlay
from ui.parts.painting import draw_focus_ring, draw_icon
from ui.parts.states import EmptyState
from ui.theme import theme
from ui.words import plural, tr, words

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from auditdesk.services.evidence_tray import TrayFile
    from ui.jobs import Runner
    from ui.parts.evidence_tray import EvidenceTray

_SHOWN = 200
_PICTURES = (".jpg", ".jpeg", ".png", ".heic", ".heif", ".webp", ".tif", ".tiff", ".bmp", ".gif", ".pdf")


class TrayTile(PictureTile):
    """One file of the tray; Space ticks it."""

    def __init__(self, file: TrayFile) -> None:
        super().__init__()
        self.file = file
        self.setCheckable(True)
        self._when = f"{datetime.fromtimestamp(file.changed_ns / 1e9).astimezone():%m/%d %H:%M}"
        self.setAccessibleName(tr(", ").join((file.name, self._when, size_text(file.size))))
        self.setToolTip(tr(", ").join((file.name, size_text(file.size))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.toggle()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        self.paint_ground(painter)
        if self.paint_picture(painter) is None:
            room = self.room()
            kind = "image" if self.file.name.lower().endswith(_PICTURES) else "file"
            draw_icon(painter, int(room.center().x()) - look.px(12), int(room.center().y()), kind, "text.muted", 24)
        if self.isChecked():
            plate = self.room().adjusted(look.px(5), look.px(5), 0, 0)
            painter.setPen(QPen(look.q("accent.border"), 1))
            painter.setBrush(look.q("accent.solid"))
            painter.drawRoundedRect(QRectF(plate.left(), plate.top(), look.px(18), look.px(18)), look.px(4), look.px(4))
            draw_icon(painter, int(plate.left()) + look.px(2), int(plate.top()) + look.px(9), "check", "text.onAccent", 14)
        self.paint_lines(painter, self.file.name, self._when, "clock", "text.muted")
        if self.hasFocus():
            draw_focus_ring(painter, self.rect(), look.radius("card"))
        painter.end()


class TraySheet(Overlay):
    """``chosen`` tells the files that were ticked, or the one with the focus."""

    chosen = Signal(object)

    def __init__(self, window: QWidget, desk: Desk, runner: Runner, tray: EvidenceTray, refused: str) -> None:
        super().__init__(window, 760)
        self.setAccessibleName(tr("Evidence tray"))
        self._desk, self._runner, self._tray = desk, runner, tray
        self._refused = refused
        self._pictures: dict[TrayFile, QImage | None] = {}
        self.tiles: list[TrayTile] = []
        self._where = ElidedLabel("", "caption", "muted")
        self.folder = Button(tr("Choose the folder"), icon="folder", kind="quiet", small=True)
        self.folder.clicked.connect(lambda: tray.choose_folder(self.window()))
        self._problem = Label("", "table", "danger", wrap=True)
        self.empty = EmptyState("camera", "")
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(30)
        self._look.timeout.connect(self._read_visible)
        self._flow = FlowLayout(gap=8, line_gap=8)
        self._ground = Frame("base")
        self._ground.setLayout(self._flow)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._ground)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.verticalScrollBar().valueChanged.connect(lambda _value: self._look.start())
        self.attach = Button(tr("Attach"), kind="primary", keys=("Enter",))
        self.attach.clicked.connect(self._attach)
        head = row(IconLabel("camera", "accent.text", 18), Label(tr("Evidence tray"), "subtitle"), gap=8, margins=(16, 12, 12, 8))
        head.addWidget(self._where, 1)
        head.addWidget(self.folder)
        foot = Frame("footer")
        line = row(KeyCaps("Space"), Label(tr("tick"), "caption", "secondary"), gap=6, margins=(16, 10, 16, 10))
        self._count = ElidedLabel("", "caption", "secondary")
        line.addWidget(self._count, 1)
        line.addWidget(self.attach)
        foot.setLayout(line)
        self.lines.addLayout(head)
        self.lines.addLayout(row(self._problem, margins=(16, 0, 16, 4)))
        self.lines.addWidget(self.empty, 1)
        self.lines.addLayout(row(self._scroll, margins=(16, 4, 8, 8)), 1)
        self.lines.addWidget(foot)
        tray.changed.connect(self._show)
        self._show()

    def panel_height(self) -> int:
        return max(theme().px(420), int(self.height() * 0.7))

    def open(self) -> None:
        self._tray.look()
        super().open()
        self._to_first()

    def _to_first(self) -> None:
        target = self.tiles[0] if self.tiles else self.folder
        target.setFocus(Qt.FocusReason.PopupFocusReason)
        self._look.start()

    def _show(self) -> None:
        tray = self._tray
        files = tray.files[:_SHOWN]
        ticked = {tile.file for tile in self.tiles if tile.isChecked()}
        had = any(tile.hasFocus() for tile in self.tiles) or self.panel.hasFocus()
        if tuple(tile.file for tile in self.tiles) != files:
            clear(self._flow)
            self.tiles = [TrayTile(file) for file in files]
            for tile in self.tiles:
                tile.setChecked(tile.file in ticked)
                tile.toggled.connect(lambda _on: self._enable())
                tile.moved.connect(partial(self._move, tile))
                tile.installEventFilter(self)
                self._flow.addWidget(tile)
        self._where.setText(tray.folder or tr("no folder is chosen"))
        self._problem.setText(words().error(tray.problem) if tray.problem is not None else "")
        self._problem.setVisible(tray.problem is not None)
        self.folder.setText(tr("Choose again") if tray.problem is not None else tr("Choose the folder"))
        self.folder.updateGeometry()
        self.empty.setVisible(not files)
        self._scroll.setVisible(bool(files))
        if not tray.folder:
            self.empty.say(
                tr("No folder is chosen for the evidence tray."), tr("Choose the one where photos and screenshots arrive.")
            )
        else:
            self.empty.say(tr("No new photo lies in the tray."), tr("What is attached already is not shown again."))
        self._enable()
        if had and self.isVisible():
            self._to_first()
        self._look.start()

    def _enable(self) -> None:
        ticked = sum(tile.isChecked() for tile in self.tiles)
        self._count.setText(plural(ticked, "{count} file ticked", "{count} files ticked") if ticked else "")
        self.attach.refuse(self._refused or ("" if self.tiles else tr("The tray is empty.")))

    def _attach(self) -> None:
        ticked = tuple(tile.file for tile in self.tiles if tile.isChecked())
        focused = tuple(tile.file for tile in self.tiles if tile.hasFocus())
        files = ticked or focused or tuple(tile.file for tile in self.tiles[:1])
        if files and self.attach.isEnabled():
            self.close_and_return()
            self.chosen.emit(files)

    def _move(self, tile: TrayTile, step: int) -> None:
        at = self.tiles.index(tile) + step
        self.tiles[max(0, min(at, len(self.tiles) - 1))].setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, TrayTile) and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._attach()
                return True
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                columns = max(1, self._ground.width() // (watched.width() + theme().px(8)))
                self._move(watched, columns if event.key() == Qt.Key.Key_Down else -columns)
                return True
        if isinstance(watched, TrayTile) and event.type() == QEvent.Type.FocusIn:
            self._scroll.ensureWidgetVisible(watched)
        return super().eventFilter(watched, event)

    # only what is in view is read

    def _read_visible(self) -> None:
        top, high = self._scroll.verticalScrollBar().value(), self._scroll.viewport().height()
        for tile in self.tiles:
            if tile.asked or tile.y() > top + high * 1.5 or tile.y() + tile.height() < top - high * 0.5:
                continue
            tile.asked = True
            if tile.file in self._pictures:
                tile.show_picture(self._pictures[tile.file])
            elif tile.file.name.lower().endswith(_PICTURES):
                self._runner.read(partial(self._glance, tile.file), partial(self._take, tile.file))

    def _glance(self, file: TrayFile) -> QImage | None:
        content = self._desk.evidence.glance_outside(Path(file.path))
        return None if content is None else decoded(content)

    def _take(self, file: TrayFile, image: QImage | None) -> None:
        self._pictures[file] = image
        for tile in self.tiles:
            if tile.file == file:
                tile.show_picture(image)
