"""Quick capture (記一筆): a line jotted down anywhere in a visit, with a link to an item by ``#``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRegularExpression, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from ui.parts.autosave import Autosave
from ui.parts.buttons import Button, SegmentedControl
from ui.parts.choice_list import ChoiceList, Offer
from ui.parts.composition import composition_of, watch
from ui.parts.evidence_capture import CaptureFiles
from ui.parts.evidence_tray import is_evidence
from ui.parts.labels import ElidedLabel, Frame, IconLabel, KeyCaps, Label, Tag
from ui.parts.layouts import FlowLayout, boxed, column, row
from ui.parts.overlay import Overlay
from ui.theme import theme
from ui.words import tr

LINK = re.compile(r"#([\w-]*)$")
"""What stands before the caret while an item is being named."""
LINKED = re.compile(r"#([\w-]+)")
FOLLOW, REMARK, DEFICIENT = "follow", "remark", "deficient"

FindItems = Callable[[str], Sequence[Offer]]
"""Items whose code or words hold what was typed, from memory."""


class _LinkMarks(QSyntaxHighlighter):
    """Draws the links to items; the text itself is never altered by it."""

    def highlightBlock(self, text: str) -> None:
        look = theme()
        told = QTextCharFormat()
        told.setForeground(look.q("accent.text"))
        told.setBackground(look.q("accent.subtle"))
        found = QRegularExpression(r"#[\w-]+").globalMatch(text)
        while found.hasNext():
            match = found.next()
            self.setFormat(match.capturedStart(), match.capturedLength(), told)


class CaptureEdit(QPlainTextEdit):
    """The line. Enter keeps, Shift+Enter breaks the line, Ctrl+Enter makes a finding; ``named(text)`` tells what follows a ``#``."""

    kept = Signal()
    made = Signal()
    named = Signal(object)
    moved = Signal(int)
    picked = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choosing = False
        self.setAccessibleName(tr("Note"))
        self.setFont(theme().font("subtitle", 400))
        self.setTabChangesFocus(True)
        self.setPlaceholderText(tr("What did you see? # links an item"))
        self.setFixedHeight(theme().px(88))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._look_for_link)
        self.cursorPositionChanged.connect(self._look_for_link)
        document: QTextDocument = self.document()
        self._marks = _LinkMarks(document)
        watch(self)

    def _look_for_link(self) -> None:
        before = self.toPlainText()[: self.textCursor().position()]
        found = LINK.search(before)
        self.named.emit(found.group(1) if found else None)

    def put_link(self, key: str) -> None:
        """Write the item in place of what was being typed after the ``#``."""
        cursor = self.textCursor()
        found = LINK.search(self.toPlainText()[: cursor.position()])
        if found:
            cursor.setPosition(found.start())
            cursor.setPosition(found.end(), cursor.MoveMode.KeepAnchor)
        cursor.insertText(f"#{key} ")
        self.setTextCursor(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.choosing and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif self.choosing and (entered or event.key() == Qt.Key.Key_Tab) and not event.modifiers():
            self.picked.emit()
        elif entered and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.made.emit()
        elif entered and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class CaptureSheet(Overlay):
    """``kept(text, item, kind)`` and ``made(text, item)`` tell what was decided; Esc folds it and keeps the draft.

    ``item`` is the key of the item linked first; empty = none.
    """

    kept = Signal(str, str, str)
    made = Signal(str, str)
    attach_wanted = Signal()
    dropped = Signal(object)
    """Files or a picture were pasted or dropped: their ``QMimeData``."""
    folded = Signal(str)

    def __init__(self, window: QWidget, tags: Sequence[str], find: FindItems, refused: str) -> None:
        super().__init__(window, 680)
        self.setAccessibleName(tr("Quick capture"))
        self._find = find
        self._known: dict[str, str] = {}
        self.autosave: Autosave | None = None
        self.edit = CaptureEdit()
        self.list = ChoiceList(tr("Items"), digits=False, rows=5)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setVisible(False)
        self.files = CaptureFiles()
        self.files.newest_wanted.connect(self.attach_wanted)
        self.files.grown.connect(self._grow)
        self.files.newest.refuse(refused)
        self.setAcceptDrops(not refused)
        self.kinds = SegmentedControl(
            ((DEFICIENT, tr("Maybe deficient")), (FOLLOW, tr("Follow up")), (REMARK, tr("Mere remark"))), FOLLOW, name=tr("Kind")
        )
        self.keep = Button(tr("Keep"), kind="primary", keys=("Enter",))
        self.make = Button(tr("Write as finding"), kind="default", keys=("Ctrl", "↵"))
        for button in (self.keep, self.make):
            button.refuse(refused)
        self._refused = refused
        self._build(tags)
        self.edit.kept.connect(self._keep)
        self.edit.made.connect(self._make)
        self.edit.named.connect(self._offer)
        self.edit.moved.connect(self.list.step)
        self.edit.picked.connect(lambda: self.list.pick())
        self.edit.left.connect(self._leave)
        self.edit.installEventFilter(self)
        self.list.picked.connect(self._link)
        self.keep.clicked.connect(self._keep)
        self.make.clicked.connect(self._make)

    def _build(self, tags: Sequence[str]) -> None:
        head = row(IconLabel("bolt", "accent.text", 18), Label(tr("Quick capture"), "subtitle"), gap=8, margins=(16, 12, 16, 4))
        head.addWidget(ElidedLabel(tr("jot it down now, sort it later"), "caption", "muted"), 1)
        for text in tags:
            head.addWidget(Tag(text))
        self.lines.addLayout(head)
        self.lines.addLayout(column(self.edit, self.list, margins=(16, 4, 16, 8), gap=4))
        beside = row(gap=8, margins=(16, 4, 16, 12))
        beside.addWidget(self.files, 1)
        beside.addWidget(self.kinds, 0, Qt.AlignmentFlag.AlignVCenter)
        self.lines.addLayout(beside)
        hints = boxed(
            FlowLayout(
                *(
                    boxed(row(KeyCaps(*keys), Label(text, "caption", "secondary"), gap=5))
                    for keys, text in (
                        (("#",), tr("item")),
                        (("Shift", "Enter"), tr("new line")),
                        (("Esc",), tr("fold, the draft stays")),
                    )
                ),
                gap=12,
            )
        )
        foot = Frame("footer")
        line = row(gap=8, margins=(16, 10, 16, 10))
        line.addWidget(hints, 1)
        line.addWidget(self.make)
        line.addWidget(self.keep)
        foot.setLayout(line)
        self.lines.addWidget(foot)

    def _grow(self) -> None:
        self.lines.activate()
        self.place()

    def open(self) -> None:
        super().open()
        self.edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def item(self) -> str:
        """The key of the first item that is linked; empty = none."""
        for found in LINKED.findall(self.edit.toPlainText()):
            if found in self._known:
                return self._known[found]
            exact = [offer.key for offer in self._find(found) if offer.key == found]
            if exact:
                return exact[0]
        return ""

    def _offer(self, text: str | None) -> None:
        offers = () if text is None or text in self._known else self._find(text)
        self.edit.choosing = bool(offers)
        if offers:
            self.list.show_offers(offers)
        if self.list.isVisibleTo(self) != bool(offers):
            self.list.setVisible(bool(offers))
            self.lines.activate()
        self.place()

    def _link(self, key: str) -> None:
        self._known[key] = key
        self.edit.put_link(key)
        self._offer(None)

    def _keep(self) -> None:
        text = self.edit.toPlainText().strip()
        if self._refused or not text:
            return
        item, kind = self.item(), self.kinds.current()
        self._finish()
        self.kept.emit(text, item, kind)

    def _make(self) -> None:
        text = self.edit.toPlainText().strip()
        if self._refused or not text:
            return
        item = self.item()
        self._finish()
        self.made.emit(text, item)

    def _finish(self) -> None:
        if self.autosave is not None:
            self.autosave.done()
        self.close_and_return()

    def _leave(self) -> None:
        if self.edit.choosing:
            self._offer(None)
        else:
            self.folded.emit(self.edit.toPlainText())
            self.close_and_return()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if is_evidence(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            composition = composition_of(self.edit)
            wanted = event.key() == Qt.Key.Key_E and event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if wanted and not (composition is not None and composition.open):
                event.accept()
                self.attach_wanted.emit()
                return True
            mime = QGuiApplication.clipboard().mimeData()
            if event.matches(QKeySequence.StandardKey.Paste) and is_evidence(mime):
                event.accept()
                self.dropped.emit(mime)
                return True
        return super().eventFilter(watched, event)
