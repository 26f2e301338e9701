"""The notice's outline as a list of two-line rows: name, code, entries and findings; open flags or the reviewer's tick at the right."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from auditdesk.model.notice_draft_rows import OutlineRow
from ui.parts.painting import draw_focus_ring, draw_icon, draw_row_ground, draw_text, text_width
from ui.places.notice_words import outline_detail, outline_name
from ui.theme import theme
from ui.words import plural, tr

Index = QModelIndex | QPersistentModelIndex
_ROW = int(Qt.ItemDataRole.UserRole)
_NOWHERE = QModelIndex()


class SectionList(QAbstractListModel):
    """Read-only, so that the input method stays off in its view. ``ticking``: the reviewer's ticks are what counts."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[OutlineRow, ...] = ()
        self.ticked: Collection[str] = ()
        self.ticking = False

    def show(self, rows: tuple[OutlineRow, ...], ticked: Collection[str] = (), *, ticking: bool = False) -> None:
        """Other rows; where they are the same sections, what one had chosen stays chosen."""
        same = [row.key for row in rows] == [row.key for row in self.rows]
        self.ticked, self.ticking = frozenset(ticked), ticking
        if same and rows:
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (outline_name(row), row.code, outline_detail(row), self.standing(row)) if part)
        return None

    def standing(self, row: OutlineRow) -> str:
        """In words what the mark at the right says."""
        if self.ticking:
            return tr("read") if row.key in self.ticked else tr("not read yet")
        return plural(row.open_flags, "{count} flag is open", "{count} flags are open") if row.open_flags else tr("nothing open")


class _SectionDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, theme().px(46))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, SectionList)
        look, section, rect = theme(), model.rows[index.row()], QRect(option.rect)
        state = option.state
        selected, active = bool(state & QStyle.StateFlag.State_Selected), bool(state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        draw_row_ground(painter, rect, selected=selected, hovered=bool(state & QStyle.StateFlag.State_MouseOver))
        left, right = rect.left() + look.px(14), rect.right() - look.px(12)
        right = self._mark(painter, model, section, right, rect.center().y())
        top_line = QRect(left, rect.top() + look.px(4), right - left, look.px(20))
        name = look.font("table", 500 if selected else 400)
        draw_text(painter, top_line, outline_name(section), "text.primary", name)
        caption = look.font("caption")
        low_line = QRect(left, rect.top() + look.px(24), right - left, QFontMetrics(caption).height())
        draw_text(painter, low_line, section.code, "text.secondary", caption)
        code = text_width(caption, section.code) + look.px(10) if section.code else 0
        draw_text(painter, low_line.adjusted(code, 0, 0, 0), outline_detail(section), "text.muted", caption)
        if active:
            draw_focus_ring(painter, rect, 0)
        painter.restore()

    def _mark(self, painter: QPainter, model: SectionList, section: OutlineRow, right: int, middle: int) -> int:
        """Open flags with their number, a tick where all is done, an empty circle where the reviewer has not read."""
        look = theme()
        if model.ticking:
            done = section.key in model.ticked
            draw_icon(painter, right - look.px(16), middle, "check" if done else "minus", _ink(done), 16)
            return right - look.px(22)
        if not section.open_flags:
            draw_icon(painter, right - look.px(16), middle, "check", "judge.conform.mark", 16)
            return right - look.px(22)
        font, told = look.font("table", 500), str(section.open_flags)
        wide = text_width(font, told)
        draw_text(painter, QRect(right - wide, middle - look.px(10), wide + 1, look.px(20)), told, "danger.text", font)
        draw_icon(painter, right - wide - look.px(20), middle, "shield", "danger.text", 14)
        return right - wide - look.px(26)


def _ink(done: bool) -> str:
    return "judge.conform.mark" if done else "text.muted"


class Outline(QListView):
    """``section_chosen`` tells the key of the row one moves to; Enter (``entered_section``) goes into the document; Space ticks."""

    section_chosen = Signal(str)
    entered_section = Signal()
    ticked = Signal(str)

    def __init__(self, model: SectionList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_SectionDelegate(self))
        self.setAccessibleName(tr("Outline of the notice"))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.activated.connect(lambda _index: self.entered_section.emit())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        row = current.data(_ROW)
        if row is not None:
            self.section_chosen.emit(row.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().data(_ROW)
        if event.key() == Qt.Key.Key_Space and row is not None:
            self.ticked.emit(row.key)
            return
        super().keyPressEvent(event)

    def choose(self, key: str) -> None:
        """Make the row of that key current."""
        model = self.model()
        assert isinstance(model, SectionList)
        for position, row in enumerate(model.rows):
            if row.key == key:
                self.setCurrentIndex(model.index(position))
