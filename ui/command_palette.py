"""Ctrl+K: go, find, do. A child widget over the window, never a popup, so that Chinese can be typed into it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.parts.labels import IconLabel, KeyCaps, Label, Tag
from ui.parts.layouts import row
from ui.parts.overlay import Overlay
from ui.parts.painting import draw_icon, draw_keys, draw_text, keys_width, text_width
from ui.places.base import Command, Found
from ui.tables import folded
from ui.theme import theme
from ui.words import tr

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MOST = 40
_ENTRY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a heading (no ``run``) or something to go to or do."""

    text: str
    icon: str = ""
    detail: str = ""
    keys: tuple[str, ...] = ()
    run: Callable[[], None] | None = None
    refused: str = ""
    command: str = ""
    """The name under which a command is remembered; empty for results."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where entries come from. ``find`` searches by text; commands are listed anew at each opening."""

    find: Callable[[str, int], Sequence[Found]]
    commands: Callable[[], Sequence[Command]]
    recent: Callable[[], Sequence[str]]


def entries_for(text: str, sources: Sources) -> list[Entry]:
    """The lines for what was typed. ``>`` looks among commands only, ``@`` among firms only."""
    prefix, wanted = (text[0], folded(text[1:])) if text[:1] in (">", "＞", "@", "＠") else ("", folded(text).strip())
    prefix = unicodedata.normalize("NFKC", prefix)
    found = sources.find(wanted, _MOST) if prefix != ">" and (wanted or prefix == "@") else ()
    commands = [] if prefix == "@" else list(sources.commands())
    lines: list[Entry] = []
    group = None
    for each in found:
        if each.group != group:
            group = each.group
            lines.append(Entry(each.group))
        lines.append(Entry(each.text, each.icon, each.detail, run=each.go))
    if not text:
        recent = [command for name in sources.recent() for command in commands if command.text == name]
        if recent:
            lines.append(Entry(tr("Used last")))
            lines.extend(map(_command_entry, recent))
        commands = [command for command in commands if command not in recent]
    else:
        commands = [command for command in commands if wanted in folded(command.text)]
    if commands:
        lines.append(Entry(tr("Commands")))
        lines.extend(map(_command_entry, commands))
    return lines


def _command_entry(command: Command) -> Entry:
    return Entry(command.text, command.icon, command.detail, command.keys, command.run, command.refused, command.text)


class _Lines(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []

    def show(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == _ENTRY:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (entry.text, entry.detail, entry.refused) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        entry = self.entries[index.row()]
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if entry.run else Qt.ItemFlag.NoItemFlags


class _LineDelegate(QStyledItemDelegate):
    def __init__(self, palette: CommandPalette) -> None:
        super().__init__(palette)
        self._palette = palette

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: Entry = index.data(_ENTRY)
        return QSize(100, theme().px(38 if entry.run else 30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, entry, rect = theme(), index.data(_ENTRY), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.run is None:
            area = QRectF(rect.adjusted(look.px(18), look.px(6), 0, 0))
            draw_text(painter, area, entry.text, "text.secondary", look.font("caption"))
            painter.restore()
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        box = QRectF(rect).adjusted(look.px(6), 0, -look.px(6), 0)
        if selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.q("surface.selected"))
            painter.drawRoundedRect(box, look.radius("control"), look.radius("control"))
        ink = "text.muted" if entry.refused else "text.primary"
        draw_icon(painter, look.px(18), rect.center().y() + 1, entry.icon, "accent.text" if selected else "text.secondary", 16)
        right = int(box.right()) - look.px(10)
        if entry.keys:
            right -= keys_width(entry.keys)
            draw_keys(painter, right, rect.center().y() + 1, entry.keys)
            right -= look.px(10)
        left = look.px(45)
        left += self._draw_matched(painter, QRectF(left, rect.top(), right - left, rect.height()), entry.text, ink) + look.px(11)
        detail = entry.refused or entry.detail
        if detail and right - left > look.px(30):
            area = QRectF(left, rect.top(), right - left, rect.height())
            draw_text(painter, area, detail, "text.muted", look.font("caption"))
        painter.restore()

    def _draw_matched(self, painter: QPainter, area: QRectF, text: str, ink: str) -> int:
        """The text with the typed part in the accent; gives its width."""
        look, wanted = theme(), self._palette.wanted()
        font = look.font("table", 500)
        start = folded(text).find(wanted) if wanted else -1
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
        if start < 0 or shown != text or len(folded(text)) != len(text):
            draw_text(painter, area, text, ink, font)
            return text_width(font, shown)
        left = area.left()
        for part, token in (
            (text[:start], ink),
            (text[start : start + len(wanted)], "accent.text"),
            (text[start + len(wanted) :], ink),
        ):
            width = text_width(font, part)
            draw_text(painter, QRectF(left, area.top(), width + 2, area.height()), part, token, font)
            left += width
        return int(left - area.left())


class CommandPalette(Overlay):
    """One line to type into and the list of what it finds."""

    used = Signal(str)
    """A command has been run, by its name."""

    def __init__(self, window: QWidget, sources: Sources, context: str = "") -> None:
        super().__init__(window, 638)
        self._sources = sources
        self._model = _Lines()
        self._edit = QLineEdit()
        self._edit.setProperty("bare", True)
        self._edit.setProperty("large", True)
        self._edit.setPlaceholderText(tr("Go, find, do"))
        self._edit.setAccessibleName(tr("Search or command"))
        self._edit.textChanged.connect(self._look_up)
        self._edit.installEventFilter(self)
        head = QFrame()
        head.setProperty("role", "header")
        line = row(IconLabel("search", "text.secondary", 20), self._edit, gap=12, margins=(16, 0, 16, 0))
        if context:
            line.addWidget(Tag(context))
        line.addWidget(KeyCaps("Esc"))
        head.setLayout(line)
        head.setFixedHeight(theme().px(50))
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(_LineDelegate(self))
        self._list.setProperty("transparent", True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMouseTracking(True)
        self._list.setAccessibleName(tr("Results"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.clicked.connect(lambda index: self._run(index))
        self._nothing = Label(tr("Nothing found"), "table", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setFixedHeight(theme().px(80))
        foot = QFrame()
        foot.setProperty("role", "palette-foot")
        foot.setLayout(
            row(
                KeyCaps("↑", "↓"),
                Label(tr("choose"), "caption", "secondary"),
                KeyCaps("Enter"),
                Label(tr("run"), "caption", "secondary"),
                None,
                Label(tr("Start with > for commands, @ for firms"), "caption", "secondary"),
                gap=8,
                margins=(14, 6, 14, 6),
            )
        )
        for part in (head, self._nothing, self._list, foot):
            self.lines.addWidget(part, 1 if part is self._list else 0)

    def wanted(self) -> str:
        """What is looked for, without the prefix, as it is compared."""
        text = self._edit.text()
        return folded(text[1:] if text[:1] in (">", "＞", "@", "＠") else text).strip()

    def open_with(self, text: str = "") -> None:
        """Show it over the window with ``text`` typed in."""
        self._edit.setText(text)
        self._look_up(text)
        self.open()
        self._edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def entries(self) -> list[Entry]:
        """What is listed now."""
        return self._model.entries

    def _look_up(self, text: str) -> None:
        entries = entries_for(text, self._sources)
        self._model.show(entries)
        first = next((n for n, entry in enumerate(entries) if entry.run), None)
        if first is not None:
            self._list.setCurrentIndex(self._model.index(first))
            self._list.scrollToTop()
        self._nothing.setVisible(not entries)
        self._list.setVisible(bool(entries))
        self.place()

    def panel_height(self) -> int:
        look = theme()
        lines = sum(look.px(38 if entry.run else 30) for entry in self._model.entries) or look.px(80)
        return look.px(50) + lines + look.px(12) + look.px(34)

    def _run(self, index: QModelIndex) -> None:
        entry: Entry | None = index.data(_ENTRY) if index.isValid() else None
        if entry is None or entry.run is None or entry.refused:
            return
        self.close_and_return()
        if entry.command:
            self.used.emit(entry.command)
        entry.run()

    def _move(self, step: int) -> None:
        runnable = [n for n, entry in enumerate(self._model.entries) if entry.run]
        if not runnable:
            return
        now = self._list.currentIndex().row()
        position = runnable.index(now) if now in runnable else 0
        target = (position + step) % len(runnable) if abs(step) == 1 else max(0, min(len(runnable) - 1, position + step))
        self._list.setCurrentIndex(self._model.index(runnable[target]))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._edit and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
            if event.key() in steps:
                self._move(steps[Qt.Key(event.key())])
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self._list.currentIndex())
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_and_return()
                return True
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                return True
        return super().eventFilter(watched, event)
