"""The evidence of a finding under review: one file large, the others beside it, each with what its hash says now."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from auditdesk.model.evidence_rows import EvidenceRow
from ui.parts.evidence_tile import EvidenceTile, decoded, kind_text, size_text
from ui.parts.labels import ElidedLabel, IconLabel, KeyCaps, Label
from ui.parts.layouts import FlowLayout, boxed, clear, column, row
from ui.parts.painting import draw_focus_ring, draw_icon, draw_text
from ui.parts.picture_marks import paint_marks
from ui.parts.picture_viewer import PictureViewer
from ui.theme import theme
from ui.words import clock, day, plural, tr, words

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.jobs import Runner

_SIDE = 1200


class LargePicture(QWidget):
    """The file that is looked at, cut at its lower end where it is higher than its room."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.row: EvidenceRow | None = None
        self._picture: QImage | None = None
        self._reading = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.setMinimumWidth(theme().px(160))
        self.setFixedHeight(theme().px(176))

    def show_file(self, row: EvidenceRow) -> None:
        """Another file; its picture comes later."""
        self.row, self._picture, self._reading = row, None, row.has_preview and row.state == "whole"
        self.setAccessibleName(f"{row.file_name}, {words().say(f'evidence_state.{row.state}')}")
        self.update()

    def show_picture(self, uid: str, picture: QImage | None) -> None:
        """The picture of a file, unless another is looked at by now."""
        if self.row is not None and self.row.uid == uid:
            self._picture, self._reading = picture, False
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(312), theme().px(176))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.wanted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, row = theme(), QPainter(self), self.row
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(room, look.radius("control"), look.radius("control"))
        painter.fillPath(path, look.q("surface.inset"))
        if self._picture is not None and row is not None:
            size = QSize(self._picture.size())
            size.scale(self.width(), 10**6, Qt.AspectRatioMode.KeepAspectRatio)
            if size.height() > 2 * self.height():
                size.scale(self.width(), 2 * self.height(), Qt.AspectRatioMode.KeepAspectRatio)
            whole = QRectF((self.width() - size.width()) / 2, 0, size.width(), size.height())
            painter.save()
            painter.setClipPath(path)
            painter.drawImage(whole, self._picture)
            if row.marks:
                paint_marks(painter, whole, row.marks, width=max(2.0, look.px(2)))
            painter.restore()
        elif row is not None:
            self._paint_word(painter, row)
        bad = row is not None and row.state not in ("whole", "unchecked")
        painter.setPen(QPen(look.q("danger.text" if bad else "border.default"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        if self.hasFocus():
            draw_focus_ring(painter, self.rect())
        painter.end()

    def _paint_word(self, painter: QPainter, row: EvidenceRow) -> None:
        """What stands where no picture is: the kind of file, or what is wrong with it."""
        look = theme()
        bad = row.state not in ("whole", "unchecked")
        told = words().say(f"evidence_state.{row.state}") if bad else kind_text(row.file_name, row.media_type)
        told = tr("Reading the evidence.") if self._reading else told
        middle = self.height() // 2
        draw_icon(
            painter,
            self.width() // 2 - look.px(14),
            middle - look.px(16),
            "warn" if bad else "file",
            "danger.text" if bad else "text.muted",
            28,
        )
        box = QRectF(0, middle + look.px(4), self.width(), look.px(22))
        ink = "danger.text" if bad else "text.muted"
        draw_text(painter, box, told, ink, look.font("table"), Qt.AlignmentFlag.AlignHCenter)


class EvidencePanel(QWidget):
    """``show_rows`` shows a finding's files; Space opens the viewer on the one that is large."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        super().__init__()
        self._desk, self._runner = desk, runner
        self.rows: tuple[EvidenceRow, ...] = ()
        self.at = 0
        self.locked = ""
        self.viewer: PictureViewer | None = None
        self.tiles: list[EvidenceTile] = []
        self._title = Label(tr("Evidence"), "caption", "secondary", 500)
        self._state = Label("", "caption", "secondary")
        self._shield = IconLabel("shield-check", "judge.conform.mark", 14)
        self._hint = boxed(row(Label(tr("large"), "caption", "secondary"), KeyCaps("Space"), gap=6))
        self.large = LargePicture()
        self.large.wanted.connect(self.open_viewer)
        self._name = ElidedLabel("", "caption", "primary", 500)
        self._lines = Label("", "caption", "secondary", wrap=True)
        self._note = Label("", "caption", "caution", wrap=True)
        self._tiles = FlowLayout(gap=6)
        head = row(self._title, self._state, self._shield, None, self._hint, gap=7)
        beside = column(boxed(self._tiles), self._name, self._lines, self._note, None, gap=4)
        pictures = row(gap=12)
        pictures.addWidget(self.large, 3, Qt.AlignmentFlag.AlignTop)
        pictures.addLayout(beside, 3)
        self._body = boxed(pictures)
        self._none = Label(tr("No evidence is kept with this finding."), "table", "muted", wrap=True)
        self.setLayout(column(head, self._body, self._none, gap=6))
        self.setFocusProxy(self.large)

    def show_rows(self, rows: Sequence[EvidenceRow]) -> None:
        """The files of a finding, each with the state of its hash; the first one is large."""
        same = tuple(rows) == self.rows
        self.rows = tuple(rows)
        self._body.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._hint.setVisible(bool(rows))
        broken = sum(one.state != "whole" for one in rows)
        self._shield.setVisible(bool(rows))
        self._shield.set("warn" if broken else "shield-check", "danger.text" if broken else "judge.conform.mark")
        told = plural(broken, "{count} file missing or altered", "{count} files missing or altered")
        self._state.setText(told if broken else tr("hashes agree") if rows else "")
        self._state.set_tone("danger" if broken else "secondary")
        if not same:
            self.at = 0
            clear(self._tiles)
            self.tiles = []
            for number, one in enumerate(rows[:12], 1):
                tile = EvidenceTile(one, number)
                tile.setCheckable(True)
                tile.setFixedSize(theme().px(104), tile.height())
                tile.clicked.connect(partial(self.turn_to, number - 1))
                tile.preview_wanted.connect(self.open_viewer)
                tile.moved.connect(self.turn)
                self.tiles.append(tile)
                self._tiles.addWidget(tile)
                tile.setVisible(len(rows) > 1)
                if len(rows) > 1 and one.state == "whole":
                    self._runner.read(partial(self._small, one.uid), partial(self._take_small, tile))
        if rows:
            self.turn_to(min(self.at, len(rows) - 1))

    def _small(self, uid: str) -> QImage | None:
        glance = self._desk.evidence.glance(uid)
        return decoded(glance.picture) if glance.picture else None

    def _take_small(self, tile: EvidenceTile, picture: QImage | None) -> None:
        if shiboken6.isValid(self) and tile in self.tiles:
            tile.show_picture(picture)

    def turn_to(self, at: int) -> None:
        """Look at another file."""
        self.at = at
        chosen = self.rows[at]
        for number, tile in enumerate(self.tiles):
            tile.setChecked(number == at)
        self.large.show_file(chosen)
        self._name.setText(chosen.file_name)
        added = chosen.added_at.astimezone()
        lines = [
            tr("kept {day} {time}", day=day(added.date()), time=clock(added)[:5]),
            size_text(chosen.size),
            f"SHA-256 {chosen.sha256[:4]}…{chosen.sha256[-4:]}",
        ]
        self._lines.setText("\n".join(lines))
        notes = []
        if chosen.redaction:
            notes.append(tr("A redacted copy goes into papers."))
        if chosen.place and not chosen.place_removed:
            notes.append(tr("Holds the place where it was taken."))
        self._note.setText("\n".join(notes))
        self._note.setVisible(bool(notes))
        if chosen.has_preview and chosen.state == "whole":
            uid, evidence = chosen.uid, self._desk.evidence

            def read() -> QImage | None:
                content = evidence.preview(uid, _SIDE)
                return decoded(content) if content else None

            self._runner.read(
                read,
                partial(self._take_large, uid),
                lambda _error: self._take_large(uid, None),
                latest="review.picture",
            )

    def _take_large(self, uid: str, picture: QImage | None) -> None:
        if shiboken6.isValid(self):
            self.large.show_picture(uid, picture)

    def turn(self, step: int) -> None:
        """The next file, or the one before; the first follows the last."""
        if self.rows:
            self.turn_to((self.at + step) % len(self.rows))

    def open_viewer(self) -> None:
        """Large over the window."""
        if not self.rows:
            return
        viewer = self.viewer = PictureViewer(self.window(), self._desk, self._runner, self.rows, self.at)
        viewer.locked = self.locked
        viewer.turned.connect(self._follow)
        viewer.destroyed.connect(self._closed)
        viewer.open()

    def _closed(self) -> None:
        self.viewer = None

    def _follow(self, uid: str) -> None:
        at = next((at for at, one in enumerate(self.rows) if one.uid == uid), None)
        if at is not None:
            self.turn_to(at)
