"""Evidence large over the window: the next and the one before, zoom, what is drawn above it, and parts made unreadable in a copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from auditdesk.model.evidence_rows import EvidenceRow, Mark
from ui.parts.buttons import Button
from ui.parts.composition import watch
from ui.parts.evidence_tile import decoded, details
from ui.parts.labels import ElidedLabel, Frame, Label, StatusChip
from ui.parts.layouts import FlowLayout, row
from ui.parts.overlay import Overlay
from ui.parts.picture_canvas import PictureCanvas
from ui.theme import theme
from ui.words import tr, words

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.jobs import Runner

_FINE_SIDE = 6000
_REST = 400
"""Milliseconds that the hands must rest before what is drawn is kept."""
_STEP, _LARGE_STEP = 0.01, 0.05
Key = Qt.Key


class PictureViewer(Overlay):
    """``rows`` of which ``at`` is shown first. Space or Esc closes it; everything works by keys alone."""

    said = Signal(str)
    failed = Signal(object)
    turned = Signal(str)
    """The uid of the file that is shown now."""
    kept = Signal()
    """Marks were kept, or a redacted copy made."""

    def __init__(self, window: QWidget, desk: Desk, runner: Runner, rows: Sequence[EvidenceRow], at: int) -> None:
        super().__init__(window, 4000)
        self._desk, self._runner = desk, runner
        self.rows, self.at = list(rows), at
        self.locked = ""
        """Why nothing may be drawn or redacted; empty = it may."""
        self._fine = False
        self._unkept = False
        self._text_at = (0.5, 0.5)
        self.canvas = PictureCanvas()
        self._name = ElidedLabel("", "subtitle")
        self._count = Label("", "table", "secondary")
        self._told = ElidedLabel("", "caption", "muted")
        self._chip = StatusChip("", "draft")
        self.nothing = Label(tr("No preview of this kind of file."), "table", "muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text = QLineEdit()
        self.text.setAccessibleName(tr("Text on the picture"))
        self.text.setPlaceholderText(tr("Text on the picture, then Enter"))
        self.text.setMaxLength(200)
        self.text.setFixedWidth(theme().px(240))
        self.text.setVisible(False)
        watch(self.text)
        self.text.installEventFilter(self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self.keep_marks)
        self._build()
        self.canvas.changed.connect(self._changed)
        self.canvas.zoomed.connect(self._zoomed)
        self.canvas.text_wanted.connect(self._ask_text)

    def _build(self) -> None:
        def button(text: str, act: Callable[[], object], *keys: str, icon: str = "", kind: str = "quiet") -> Button:
            made = Button(text, icon=icon or None, kind=kind, keys=keys, small=kind == "quiet")
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.clicked.connect(act)
            return made

        self.before = button("", partial(self.turn, -1), "PgUp", icon="chev-left")
        self.after = button("", partial(self.turn, 1), "PgDn", icon="chev-right")
        self.before.setAccessibleName(tr("The picture before"))
        self.after.setAccessibleName(tr("The next picture"))
        self.fit = button(tr("Fit"), partial(self.canvas.zoom_to, 0), "0")
        self.whole = button(tr("Full size"), partial(self.canvas.zoom_to, 1), "1")
        self.veil = button(tr("Hide marks"), self.toggle_marks, "H", icon="eye-off")
        self.tools = {
            "box": button(tr("Box"), partial(self.use, "box"), "B"),
            "arrow": button(tr("Arrow"), partial(self.use, "arrow"), "A"),
            "text": button(tr("Write"), partial(self.use, "text"), "T"),
            "cover": button(tr("Redact"), partial(self.use, "cover"), "R", icon="eye-off"),
        }
        for tool in self.tools.values():
            tool.setCheckable(True)
        self.drop = button(tr("Take the mark away"), self._drop, "Del")
        self.make = button(tr("Make the redacted picture"), self.redact, "Enter", kind="primary")
        self.close_it = button(tr("Close"), self.close_and_return, "Space", icon="x")
        head = Frame("header")
        line = row(gap=10, margins=(16, 8, 12, 8))
        line.addWidget(self._name, 2)
        line.addWidget(self._chip)
        line.addWidget(self._told, 3)
        line.addWidget(self._count)
        for each in (self.before, self.after, self.close_it):
            line.addWidget(each)
        head.setLayout(line)
        foot = Frame("footer")
        flow = FlowLayout(
            *self.tools.values(), self.text, self.drop, self.veil, self.fit, self.whole, self.make, gap=6, line_gap=6
        )
        flow.setContentsMargins(theme().px(14), theme().px(8), theme().px(14), theme().px(8))
        foot.setLayout(flow)
        self.lines.addWidget(head)
        self.lines.addWidget(self.canvas, 1)
        self.lines.addWidget(self.nothing, 1)
        self.lines.addWidget(foot)

    # what is shown

    @property
    def row(self) -> EvidenceRow:
        """The file that is shown."""
        return self.rows[self.at]

    def open(self) -> None:
        super().open()
        self.canvas.setFocus(Qt.FocusReason.PopupFocusReason)
        self._show()

    def place(self) -> None:
        """As large as the window allows."""
        side = theme().px(24)
        self.setGeometry(self._window.rect())
        self.panel.setGeometry(self.rect().adjusted(side, side, -side, -side))

    def turn(self, step: int) -> None:
        """The next picture, or the one before; the first follows the last."""
        if len(self.rows) > 1:
            self.keep_marks()
            self.at = (self.at + step) % len(self.rows)
            self._show()
            self.turned.emit(self.row.uid)

    def return_to(self, widget: QWidget) -> None:
        """What gets the focus when the viewer closes."""
        self._back_to = widget

    def show_rows(self, rows: Sequence[EvidenceRow]) -> None:
        """What stands after something was kept; the file shown stays where it is still there."""
        uid = self.row.uid
        if rows:
            self.rows = list(rows)
            self.at = next((at for at, one in enumerate(rows) if one.uid == uid), 0)
            self._tell()

    def _show(self) -> None:
        chosen = self.row
        self.setAccessibleName(chosen.file_name)
        self.canvas.setAccessibleName(details(chosen))
        self._fine = not chosen.has_preview
        self.canvas.show_picture(None)
        self.canvas.marks, self.canvas.covers = list(chosen.marks), []
        self._leave_tool()
        self._say(tr("Reading the evidence.") if chosen.has_preview else "")
        self._tell()
        if chosen.has_preview:
            self._read(chosen.uid, keep_place=False)
        else:
            self._take(None, chosen.uid, False)

    def _read(self, uid: str, *, keep_place: bool) -> None:
        evidence, side = self._desk.evidence, _FINE_SIDE if keep_place else 0

        def read() -> QImage | None:
            content = evidence.preview(uid, side) if side else evidence.preview(uid)
            return None if content is None else decoded(content)

        self._runner.read(
            read, lambda image: self._take(image, uid, keep_place), self._not_read, latest=f"evidence.preview.{id(self)}"
        )

    def _not_read(self, error: Exception) -> None:
        self._take(None, self.row.uid, False)
        self.failed.emit(error)

    def _take(self, image: QImage | None, uid: str, keep_place: bool) -> None:
        if not shiboken6.isValid(self) or uid != self.row.uid or (keep_place and image is None):
            return  # closed meanwhile, or turned on
        self.canvas.show_picture(image, keep_place=keep_place)
        self._say("" if image is not None else tr("No preview of this kind of file."))
        self._tell()

    def _say(self, text: str) -> None:
        self.nothing.setText(text)
        had = self.canvas.hasFocus() or self.panel.hasFocus()
        self.nothing.setVisible(bool(text))
        self.canvas.setVisible(not text)
        if had and text:
            self.panel.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.panel.setFocus(Qt.FocusReason.OtherFocusReason)
        elif had or self.panel.hasFocus():
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        chosen, canvas = self.row, self.canvas
        self._name.setText(chosen.file_name)
        self._told.setText(details(chosen, name=False))
        self._count.setText(f"{self.at + 1} / {len(self.rows)}")
        self._chip.setVisible(chosen.is_redaction or chosen.redaction is not None)
        if chosen.is_redaction:
            self._chip.set_status(tr("Redacted, for papers"), "approved", "eye-off")
        elif chosen.redaction is not None:
            self._chip.set_status(tr("Original, a redacted copy goes out"), "draft", "lock")
        nothing = tr("This file has no picture to draw on.") if canvas.image is None else ""
        for name, tool in self.tools.items():
            refused = self._desk.refusal("evidence.redact" if name == "cover" else "evidence.annotate")
            tool.refuse(words().error(refused) if refused else self.locked or nothing)
            tool.setChecked(canvas.tool == name)
        covering = canvas.tool == "cover"
        self.make.setVisible(covering)
        self.make.refuse("" if canvas.covers else tr("Draw a box over what nobody may read first."))
        self.drop.setVisible(0 <= canvas.chosen < len(canvas.shapes()))
        self.veil.setVisible(bool(canvas.marks) and not covering)
        self.veil.setText(tr("Show marks") if canvas.hidden else tr("Hide marks"))
        self.veil.set_icon("eye" if canvas.hidden else "eye-off")
        for turner in (self.before, self.after):
            turner.refuse("" if len(self.rows) > 1 else tr("There is only this one."))
        self.lines.activate()

    def _zoomed(self) -> None:
        """Near enough that the small copy would be coarse: fetch a finer one, once."""
        if self.canvas.scale() > 1.05 and not self._fine:
            self._fine = True
            self._read(self.row.uid, keep_place=True)

    # tools

    def use(self, tool: str) -> None:
        """Take a tool, or put it down again."""
        if self.tools[tool].isEnabled():
            if self.canvas.tool == tool:
                self._leave_tool()
            else:
                self.canvas.tool, self.canvas.chosen = tool, -1
                self.canvas.setCursor(Qt.CursorShape.CrossCursor)
                self.text.setVisible(False)
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
            self._tell()
            self.canvas.update()

    def _leave_tool(self) -> None:
        self.canvas.tool, self.canvas.chosen, self.canvas.covers = "", -1, []
        self.canvas.unsetCursor()
        self.text.setVisible(False)
        self.canvas.update()

    def _by_key(self, tool: str) -> None:
        """By keyboard a tool puts its shape into the middle, where the arrow keys take it."""
        if not self.tools[tool].isEnabled():
            return
        if self.canvas.tool != tool:
            self.use(tool)
        if tool == "text":
            self._ask_text(0.4, 0.4)
        else:
            self.canvas.add_in_the_middle("arrow" if tool == "arrow" else "box")

    def _ask_text(self, x: float, y: float) -> None:
        self._text_at = (x, y)
        self.text.clear()
        self.text.setVisible(True)
        self.lines.activate()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_text(self) -> None:
        told = self.text.text().strip()
        if told:
            self.canvas.add(Mark("text", *self._text_at, *self._text_at, told))
        self.text.setVisible(False)
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self) -> None:
        self.canvas.drop_chosen()
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_marks(self) -> None:
        """Show the picture without what is drawn above it, and with it again."""
        self.canvas.hidden = not self.canvas.hidden
        self.canvas.update()
        self._tell()

    # keeping

    def _changed(self) -> None:
        if self.canvas.tool != "cover":
            self._unkept = True
            self._rest.start()
        self._tell()

    def keep_marks(self) -> None:
        """What is drawn is written now."""
        self._rest.stop()
        if not self._unkept:
            return
        self._unkept = False
        evidence, uid, marks = self._desk.evidence, self.row.uid, tuple(self.canvas.marks)
        self._runner.write(lambda: evidence.annotate(uid, marks), self._marks_kept, self.failed.emit)

    def _marks_kept(self, row: EvidenceRow) -> None:
        self.rows = [row if one.uid == row.uid else one for one in self.rows]
        self.kept.emit()

    def redact(self) -> None:
        """Make the copy in which the boxes can't be read."""
        boxes = tuple(self.canvas.covers)
        if boxes and self.make.isEnabled():
            evidence, uid = self._desk.evidence, self.row.uid
            self.make.refuse(tr("The redacted picture is being made."))
            job = self._runner.start(tr("Make the redacted picture"), lambda _progress: evidence.redact(uid, boxes))
            job.succeeded.connect(self._redacted)
            job.failed.connect(self._not_redacted)

    def _redacted(self, made: EvidenceRow) -> None:
        self._leave_tool()
        self.rows.append(made)
        self.at = len(self.rows) - 1
        self._show()
        self.said.emit(words().say("evidence.redacted", file=made.file_name))
        self.kept.emit()

    def _not_redacted(self, error: Exception) -> None:
        self._tell()
        self.failed.emit(error)

    def close_and_return(self) -> None:
        if self.isVisibleTo(self._window):
            self.keep_marks()
        super().close_and_return()

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(event):
            super().keyPressEvent(event)
        event.accept()

    def _key(self, event: QKeyEvent) -> bool:
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        letters = {Key.Key_B: "box", Key.Key_A: "arrow", Key.Key_T: "text", Key.Key_R: "cover"}
        arrows = {Key.Key_Left: (-1, 0), Key.Key_Right: (1, 0), Key.Key_Up: (0, -1), Key.Key_Down: (0, 1)}
        if key in letters:
            self._by_key(letters[Key(key)])
        elif key in arrows:
            self._arrow(*arrows[Key(key)], event)
        elif key == Key.Key_Space and not shift:
            self.close_and_return()
        elif key in (Key.Key_PageDown, Key.Key_Space):
            self.turn(1)
        elif key == Key.Key_PageUp:
            self.turn(-1)
        elif key == Key.Key_Escape and self.canvas.tool:
            self._leave_tool()
            self._tell()
        elif key in (Key.Key_Return, Key.Key_Enter) and self.canvas.tool == "cover":
            self.redact()
        elif key in (Key.Key_Plus, Key.Key_Equal, Key.Key_Minus):
            self.canvas.zoom_by(-1 if key == Key.Key_Minus else 1)
        elif key in (Key.Key_0, Key.Key_1):
            self.canvas.zoom_to(1 if key == Key.Key_1 else 0)
        elif key == Key.Key_H:
            self.toggle_marks()
        elif key in (Key.Key_Delete, Key.Key_Backspace):
            return self.canvas.drop_chosen()
        elif key == Key.Key_N and self.canvas.shapes():
            self.canvas.choose_next(-1 if shift else 1)
            self._tell()
        else:
            return False
        return True

    def _arrow(self, across: int, down: int, event: QKeyEvent) -> None:
        """Move or size the chosen shape; else move a zoomed picture; else turn to the next one."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        step = _LARGE_STEP if event.modifiers() & Qt.KeyboardModifier.ControlModifier else _STEP
        if 0 <= self.canvas.chosen < len(self.canvas.shapes()):
            self.canvas.move_chosen(across * step, down * step, size=shift)
        elif self.canvas.zoom:
            self.canvas.pan(across * 0.2, down * 0.2)
        elif across:
            self.turn(across)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.text and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Key.Key_Return, Key.Key_Enter):
                self._take_text()
                return True
            if event.key() == Key.Key_Escape:
                self.text.setVisible(False)
                self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)
