"""One file of evidence as a tile: its picture or icon, its number, name, and the lock with the time it was kept."""

from __future__ import annotations

from datetime import UTC

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from auditdesk.model.evidence_rows import EvidenceRow
from ui.parts.painting import draw_focus_ring, draw_icon, draw_keys, draw_text, keys_width, text_width
from ui.parts.picture_marks import paint_marks
from ui.theme import theme
from ui.words import tr, words

WIDE, HIGH, PICTURE = 124, 116, 72
_PAD = 4
_KINDS = {"application/pdf": "PDF", "application/zip": "", "text/plain": "TXT"}


def decoded(content: bytes) -> QImage | None:
    """An image of bytes that our own decoder has made; to be called off the GUI thread."""
    image = QImage.fromData(content)
    return None if image.isNull() else image


def size_text(size: int) -> str:
    """Bytes as people read them."""
    return f"{max(1, size // 1024):,} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:,.1f} MB"


def kind_text(name: str, media_type: str) -> str:
    """What sort of file it is, in a few capital letters."""
    suffix = name.rpartition(".")[2] if "." in name else ""
    return (_KINDS.get(media_type) or suffix[:5] or tr("File")).upper()


def details(chosen: EvidenceRow, *, name: bool = True) -> str:
    """Everything that is told of a file in one line."""
    parts = [chosen.file_name] if name else []
    parts.append(size_text(chosen.size))
    if chosen.taken_at:
        parts.append(tr("taken {time}", time=chosen.taken_at))
    if chosen.place:
        parts.append(tr("place {place}", place=chosen.place))
    if chosen.place_removed:
        parts.append(tr("leaves without its place"))
    parts.append(f"SHA-256 {chosen.sha256[:12]}")
    return " · ".join(parts)


class PictureTile(QAbstractButton):
    """A picture with two lines below. Arrows ask for the next one, Space and a double click to see it large."""

    moved = Signal(int)
    preview_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.picture: QImage | None = None
        self.asked = False
        self.setFixedSize(theme().px(WIDE), theme().px(HIGH))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_picture(self, picture: QImage | None) -> None:
        """The small picture, once it has been read."""
        self.picture = picture
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -9999, Qt.Key.Key_End: 9999}
        if event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.preview_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.preview_wanted.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def room(self) -> QRectF:
        """Where the picture stands."""
        look = theme()
        return QRectF(look.px(_PAD), look.px(_PAD), self.width() - 2 * look.px(_PAD), look.px(PICTURE))

    def paint_ground(self, painter: QPainter, *, alarm: bool = False) -> None:
        look = theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        ground = "surface.hover" if self.underMouse() else "surface.base"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.q("accent.subtle" if self.isChecked() else ground))
        painter.drawRoundedRect(QRectF(self.rect()), look.radius("card"), look.radius("card"))
        edge = "danger.text" if alarm else "accent.border" if self.isChecked() else "border.default"
        painter.setPen(QPen(look.q(edge), 1))
        painter.setBrush(look.q("surface.inset"))
        painter.drawRoundedRect(self.room().adjusted(0.5, 0.5, -0.5, -0.5), look.radius("control"), look.radius("control"))

    def paint_picture(self, painter: QPainter) -> QRectF | None:
        """The picture fills its room, cut where the proportions differ; where the whole of it lies."""
        if self.picture is None:
            return None
        room = self.room()
        filling = QSize(self.picture.size()).scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        middle = room.center()
        whole = QRectF(middle.x() - filling.width() / 2, middle.y() - filling.height() / 2, filling.width(), filling.height())
        painter.save()
        path = QPainterPath()
        path.addRoundedRect(room.adjusted(1, 1, -1, -1), theme().radius("control"), theme().radius("control"))
        painter.setClipPath(path)
        painter.drawImage(whole, self.picture)
        painter.restore()
        return whole

    def paint_lines(self, painter: QPainter, name: str, below: str, icon: str, ink: str) -> None:
        look = theme()
        left, wide, font = look.px(_PAD), self.width() - 2 * look.px(_PAD), look.font("caption")
        top = look.px(_PAD + PICTURE)
        draw_text(painter, QRectF(left, top, wide, look.px(20)), name, "text.primary", font)
        middle = top + look.px(20 + 9)
        draw_icon(painter, left, middle, icon, ink, 12)
        box = QRectF(left + look.px(16), middle - look.px(9), wide - look.px(16), look.px(18))
        draw_text(painter, box, below, ink, font)


class EvidenceTile(PictureTile):
    """One file that is kept. ``row.state`` is what its stored bytes were found to be, once it came into view.

    It tells by itself when it has the focus: a filter over hundreds of tiles would be asked about every event of each.
    """

    focused = Signal()
    delete_wanted = Signal()

    def __init__(self, row: EvidenceRow, number: int) -> None:
        super().__init__()
        self.row, self.number = row, number
        self._tell()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)

    def show_row(self, row: EvidenceRow, number: int) -> None:
        """The same file as it stands now."""
        self.row, self.number = row, number
        self._tell()
        self.update()

    def _tell(self) -> None:
        parts = [str(self.number), self.row.file_name, size_text(self.row.size)]
        parts.append(words().say(f"evidence_state.{self.row.state}"))
        if self.row.is_redaction:
            parts.append(tr("Redacted, for papers"))
        if self.row.marks:
            parts.append(tr("with marks"))
        if self.row.place:
            parts.append(tr("without its place") if self.row.place_removed else tr("with its place"))
        self.setAccessibleName(tr(", ").join(parts))
        self.setToolTip(details(self.row))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        whole = self.row.state in ("whole", "unchecked")
        self.paint_ground(painter, alarm=not whole)
        room = self.paint_picture(painter) if whole else None
        if room is not None and self.row.marks:
            painter.save()
            painter.setClipRect(self.room())
            paint_marks(painter, room, self.row.marks, width=max(1.5, look.px(1.5)))
            painter.restore()
        if room is None:
            self._paint_kind(painter, whole)
        self._paint_badges(painter)
        if whole:
            self.paint_lines(painter, self.row.file_name, self._kept(), "lock", "text.muted")
        else:
            told = words().say(f"evidence_state.{self.row.state}")
            self.paint_lines(painter, self.row.file_name, told, "warn", "danger.text")
        if self.hasFocus():
            draw_focus_ring(painter, self.rect(), look.radius("card"))
        painter.end()

    def _kept(self) -> str:
        added = self.row.added_at
        local = (added if added.tzinfo is not None else added.replace(tzinfo=UTC)).astimezone()
        return f"{local:%H:%M}  {size_text(self.row.size)}"

    def _paint_kind(self, painter: QPainter, whole: bool) -> None:
        """A file without a picture: an icon, and what sort it is."""
        look, room = theme(), self.room()
        waiting = whole and self.row.has_preview and self.row.state == "unchecked"
        icon, ink = ("image" if waiting else "file", "text.muted") if whole else ("warn", "danger.text")
        draw_icon(painter, int(room.center().x()) - look.px(12), int(room.center().y()) - look.px(8), icon, ink, 24)
        told = "" if waiting or not whole else kind_text(self.row.file_name, self.row.media_type)
        if whole and not waiting and self.row.has_preview:
            told = tr("No preview")
        box = QRectF(room.left(), room.center().y() + look.px(8), room.width(), look.px(18))
        draw_text(painter, box, told, "text.secondary", look.font("caption", 500), Qt.AlignmentFlag.AlignHCenter)

    def _paint_badges(self, painter: QPainter) -> None:
        look, room = theme(), self.room()
        font, told = look.font("caption", 500), str(self.number)
        side = look.px(17)
        box = QRectF(room.left() + look.px(5), room.top() + look.px(5), max(side, text_width(font, told) + look.px(8)), side)
        painter.setPen(QPen(look.q("border.default"), 1))
        painter.setBrush(look.q("surface.base"))
        painter.drawRoundedRect(box, look.px(3), look.px(3))
        draw_text(painter, box, told, "text.primary", font, Qt.AlignmentFlag.AlignHCenter)
        badges = [("eye-off", "accent.text")] if self.row.is_redaction else []
        if self.row.place:
            badges.append(("globe", "text.muted" if self.row.place_removed else "severity.medium.text"))
        right = room.right() - look.px(5)
        for icon, ink in badges:
            plate = QRectF(right - side, room.top() + look.px(5), side, side)
            painter.setPen(QPen(look.q("border.default"), 1))
            painter.setBrush(look.q("surface.base"))
            painter.drawRoundedRect(plate, look.px(3), look.px(3))
            draw_icon(painter, int(plate.left()) + look.px(2), int(plate.center().y()) + 1, icon, ink, 13)
            right -= side + look.px(3)


class AttachTile(QAbstractButton):
    """The dashed tile: attach what is newest in the tray."""

    def __init__(self, text: str, *, high: int = PICTURE + 2 * _PAD, wide: int = WIDE) -> None:
        super().__init__()
        self._told = text
        self.setAccessibleName(text or tr("Attach the newest photo"))
        self.setFixedSize(theme().px(wide), theme().px(high))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def refuse(self, reason: str) -> None:
        """Disabled, and says why."""
        self.setEnabled(not reason)
        self.setToolTip(reason)
        self.setAccessibleDescription(reason)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.q("border.control" if self.isEnabled() else "border.default"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(look.q("surface.hover" if self.underMouse() and self.isEnabled() else "surface.base"))
        area = QRectF(self.rect()).adjusted(look.px(_PAD), look.px(_PAD), -look.px(_PAD), -look.px(_PAD))
        painter.drawRoundedRect(area, look.radius("control"), look.radius("control"))
        font, keys = look.font("caption"), ("Ctrl", "E")
        ink = "text.secondary" if self.isEnabled() else "text.disabled"
        middle = int(area.center().y())
        caps = keys_width(keys)
        if self._told:
            wide = min(int(area.width()) - look.px(8), text_width(font, self._told) + look.px(20) + 2)
            left = int(area.center().x()) - wide // 2
            draw_icon(painter, left, middle - look.px(11), "camera", ink, 15)
            box = QRectF(left + look.px(20), middle - look.px(20), wide - look.px(20), look.px(18))
            draw_text(painter, box, self._told, ink, font)
            draw_keys(painter, int(area.center().x()) - caps // 2, middle + look.px(13), keys, enabled=self.isEnabled())
        else:
            left = int(area.center().x()) - (caps + look.px(20)) // 2
            draw_icon(painter, left, middle, "camera", ink, 15)
            draw_keys(painter, left + look.px(20), middle, keys, enabled=self.isEnabled())
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()), look.radius("control"))
        painter.end()
