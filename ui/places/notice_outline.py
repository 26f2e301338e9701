"""The notice's sections as a list of two-line rows: name, code, entries and findings."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from auditdesk.model.notice import CompiledNotice, NoticeSection
from ui.parts.painting import draw_focus_ring, draw_row_ground, draw_text, text_width
from ui.theme import theme
from ui.words import language, plural, tr

Index = QModelIndex | QPersistentModelIndex
_SECTION = int(Qt.ItemDataRole.UserRole)
_NOWHERE = QModelIndex()


def findings_in(section: NoticeSection) -> int:
    return sum(len(entry.findings) for entry in section.entries)


def detail_of(section: NoticeSection) -> str:
    """``6 則，來自 33 件``."""
    entries = plural(len(section.entries), "{count} entry", "{count} entries")
    findings = plural(findings_in(section), "{count} finding", "{count} findings")
    return tr("{entries} from {findings}", entries=entries, findings=findings)


class SectionList(QAbstractListModel):
    """Read-only, so that the input method stays off in its view."""

    def __init__(self) -> None:
        super().__init__()
        self.sections: tuple[NoticeSection, ...] = ()

    def show(self, notice: CompiledNotice | None) -> None:
        self.beginResetModel()
        self.sections = notice.sections if notice is not None else ()
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.sections)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.sections):
            return None
        section = self.sections[index.row()]
        if role == _SECTION:
            return section
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{section.name.in_language(language())}, {section.code}, {detail_of(section)}"
        return None


class _SectionDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().px(160), theme().px(46))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, section, rect = theme(), index.data(_SECTION), QRect(option.rect)
        state = option.state
        selected, active = bool(state & QStyle.StateFlag.State_Selected), bool(state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        draw_row_ground(painter, rect, selected=selected, hovered=hovered)
        left, right = rect.left() + look.px(14), rect.right() - look.px(12)
        top_line = QRect(left, rect.top() + look.px(4), right - left, look.px(20))
        name = look.font("table", 500 if selected else 400)
        draw_text(painter, top_line, section.name.in_language(language()), "text.primary", name)
        caption = look.font("caption")
        low_line = QRect(left, rect.top() + look.px(24), right - left, QFontMetrics(caption).height())
        draw_text(painter, low_line, section.code, "text.secondary", caption)
        code = text_width(caption, section.code) + look.px(10)
        draw_text(painter, low_line.adjusted(code, 0, 0, 0), detail_of(section), "text.muted", caption)
        if active:
            draw_focus_ring(painter, rect, 0)
        painter.restore()


class Outline(QListView):
    """``section_chosen`` tells the code of the section one moves to; Enter (``entered_section``) goes into the document."""

    section_chosen = Signal(str)
    entered_section = Signal()

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
        section = current.data(_SECTION)
        if section is not None:
            self.section_chosen.emit(section.code)

    def choose(self, code: str) -> None:
        """Make the section of that code current."""
        model = self.model()
        assert isinstance(model, SectionList)
        for number, section in enumerate(model.sections):
            if section.code == code:
                self.setCurrentIndex(model.index(number))
