"""Beside the finding under review: who signs, what the program checked, the remarks with their words, and a field to write one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPlainTextEdit, QPushButton, QSizePolicy, QWidget

from auditdesk.model.review_rows import CommentRow, PointResult, ReviewRow
from ui.parts.buttons import Button
from ui.parts.composition import watch
from ui.parts.labels import Frame, IconLabel, KeyCaps, Label, Separator
from ui.parts.layouts import boxed, clear, column, row
from ui.theme import theme
from ui.words import clock, day, tr, words, year_name

COMMENT, RETURN, ANSWER = "comment", "return", "answer"
_STANDINGS = {
    "met": ("check", "judge.conform.mark"),
    "look": ("warn", "severity.medium.mark"),
    "open": ("x", "danger.text"),
}


def point_text(point: PointResult) -> str:
    """A point in words."""
    values = dict(point.values)
    if "default" in values:
        values["default"] = words().say(f"severity.{values['default']}")
    if "years" in values:
        values["years"] = tr(", ").join(year_name(int(year)) for year in values["years"])
    return words().say(f"point.{point.code}.{point.standing}", **values)


class _PointLine(QPushButton):
    """A point that leads to what it is about."""

    def __init__(self, point: PointResult) -> None:
        super().__init__()
        told, (icon, ink) = point_text(point), _STANDINGS[point.standing]
        self.setProperty("role", "line")
        self.setAccessibleName(f"{words().say(f'point_standing.{point.standing}')}: {told}")
        label = Label(told, "table", "primary" if point.standing != "open" else "danger", wrap=True)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        line = row(gap=9, margins=(12, 7, 10, 7))
        line.addLayout(column(IconLabel(icon, ink, 14), None, gap=0, margins=(0, 3, 0, 0)))
        line.addWidget(label, 1)
        self.setLayout(line)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else super().heightForWidth(width)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(60), self.sizeHint().height())


class _Quote(Label):
    """The words that a remark is about; a click leads there."""

    clicked = Signal()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()


class Composer(Frame):
    """One field for remarks, returns and answers; what it will do is told above it, and Ctrl+Enter does it."""

    sent = Signal(str, str)
    """What it is (``COMMENT``, ``RETURN``, ``ANSWER``) and the text."""
    left = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__("plain")
        self.mode, self.answers = COMMENT, ""
        self.edit = QPlainTextEdit()
        self.edit.setPlaceholderText(tr("Write a comment; needed for a return"))
        self.edit.setAccessibleName(tr("Comment"))
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(theme().px(64))
        self.edit.installEventFilter(self)
        watch(self.edit)
        self.quote = Label("", "caption", "caution", wrap=True)
        self.fault = Label("", "caption", "danger", wrap=True)
        self.send = Button(tr("Write comment"), kind="quiet", small=True, keys=("Ctrl", "Enter"))
        self.send.clicked.connect(self.give)
        self.key = KeyCaps("C")
        self.setLayout(
            column(
                row(Label(tr("Comment"), "caption", "secondary", 500), self.key, None, self.send),
                self.quote,
                self.edit,
                self.fault,
                gap=4,
            )
        )
        self.setFocusProxy(self.edit)
        self.refuse("")
        self.quote.setVisible(False)

    @property
    def text(self) -> str:
        return self.edit.toPlainText().strip()

    def begin(self, mode: str, quoted: str = "", answers: str = "") -> None:
        """Take the focus for a remark (on these words), an answer to one, or a return; what stands there stays."""
        self.mode, self.answers = mode, answers
        told = {
            COMMENT: tr("On “{words}”", words=_short(quoted)) if quoted else "",
            ANSWER: tr("Answer to “{words}”", words=_short(quoted)),
            RETURN: tr("What is to be mended? The author reads it."),
        }[mode]
        self.quote.setText(told)
        self.quote.setVisible(bool(told))
        self.send.setText({COMMENT: tr("Write comment"), ANSWER: tr("Answer"), RETURN: tr("Return")}[mode])
        self.send.updateGeometry()
        self.refuse("")
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def reset(self) -> None:
        """Empty, ready for a remark on the whole."""
        self.edit.clear()
        self.mode, self.answers = COMMENT, ""
        self.quote.setVisible(False)
        self.send.setText(tr("Write comment"))
        self.refuse("")

    def refuse(self, told: str) -> None:
        """Why it can't be sent, below the field."""
        self.fault.setText(told)
        self.fault.setVisible(bool(told))

    def give(self) -> None:
        self.sent.emit(self.mode, self.text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                # Here Ctrl+Enter sends what is written and decides nothing.
                if event.type() == QEvent.Type.KeyPress:
                    self.give()
                event.accept()
                return True
            if event.key() == Qt.Key.Key_Escape and event.type() == QEvent.Type.KeyPress:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)


class ReviewSide(Frame):
    """``show_row`` shows a finding's signers, points and thread."""

    point_chosen = Signal(str)
    words_wanted = Signal(object)
    """A remark whose words are to be shown."""
    answer_wanted = Signal(object)
    settle_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("pane")
        self._signs = row(gap=8, margins=(14, 10, 12, 10))
        signs = Frame("card")
        signs.setLayout(self._signs)
        self._points = column(gap=0, margins=(0, 2, 0, 2))
        points = Frame("card")
        points.setLayout(self._points)
        self._thread = column(gap=10)
        self.point_lines: list[_PointLine] = []
        self.composer = Composer()
        self.settle_buttons: dict[str, Button] = {}
        self.answer_buttons: dict[str, Button] = {}
        self._none = Label(tr("No comments yet."), "caption", "muted")
        self.setLayout(
            column(
                signs,
                Label(tr("Points of review"), "caption", "secondary", 500),
                points,
                Label(tr("Comments"), "caption", "secondary", 500),
                self._none,
                boxed(self._thread),
                self.composer,
                None,
                gap=8,
                margins=(16, 12, 16, 12),
            )
        )

    def show_row(self, found: ReviewRow, reviewer: str, held: str) -> None:
        """``reviewer`` = the name of who looks at it, empty = it takes another; ``held`` = why he can't accept it, empty = he can."""
        clear(self._signs)
        names = found.author_name + (f" +{len(found.co_authors)}" if found.co_authors else "")
        self._signs.addWidget(_who(names, tr("written by")))
        self._signs.addStretch(1)
        self._signs.addWidget(IconLabel("arrow-right", "text.muted", 14))
        self._signs.addStretch(1)
        decided = found.reviewer_name if found.state not in ("submitted", "draft") else ""
        self._signs.addWidget(
            _who(decided or (tr("{name} (you)", name=reviewer) if reviewer else tr("another person")), tr("reviewed by"))
        )
        shield = IconLabel("lock" if held else "shield-check", "danger.text" if held else "judge.conform.mark", 16)
        self._signs.addWidget(shield)
        clear(self._points)
        self.point_lines = []
        for number, point in enumerate(found.points):
            if number:
                self._points.addWidget(Separator(subtle=True))
            line = _PointLine(point)
            line.clicked.connect(lambda _checked=False, code=point.code: self.point_chosen.emit(code))
            self.point_lines.append(line)
            self._points.addWidget(line)
        self._show_thread(found)

    def _show_thread(self, found: ReviewRow) -> None:
        clear(self._thread)
        self.settle_buttons, self.answer_buttons = {}, {}
        told = [
            (one.made_at, _said(one.made_by_name, one.made_at, one.reason, words().say(f"version_act.{one.act}")))
            for one in found.versions
            if one.reason
        ]
        told += [(one.written_at, self._remark(one)) for one in found.comments]
        for _at, widget in sorted(told, key=lambda pair: pair[0]):
            self._thread.addWidget(widget)
        self._none.setVisible(not told)

    def _remark(self, one: CommentRow) -> QWidget:
        parts: list[QWidget] = []
        if one.quoted:
            quote = _Quote(f"「{_short(one.quoted)}」", "caption", "caution" if one.open else "muted", wrap=True)
            quote.setCursor(Qt.CursorShape.PointingHandCursor)
            quote.clicked.connect(lambda: self.words_wanted.emit(one))
            parts.append(quote)
            if one.standing == "changed":
                parts.append(Label(tr("These words have been changed since."), "caption", "secondary", wrap=True))
        whole = _said(one.author_name, one.written_at, one.text, "" if one.open else tr("settled"), parts)
        lines = whole.layout()
        assert lines is not None
        for answer in one.answers:
            lines.addWidget(_indented(_said(answer.author_name, answer.written_at, answer.text, "")))
        if one.open:
            buttons = row(gap=6)
            answering = Button(tr("Answer"), kind="link", small=True)
            answering.clicked.connect(lambda: self.answer_wanted.emit(one))
            self.answer_buttons[one.uid] = answering
            buttons.addWidget(answering)
            settle = Button(tr("Settled"), icon="check", kind="link", small=True)
            settle.refuse("" if one.may_settle else tr("Its author, or a reviewer who has not written the finding, settles it."))
            settle.clicked.connect(lambda: self.settle_wanted.emit(one))
            self.settle_buttons[one.uid] = settle
            buttons.addWidget(settle)
            buttons.addStretch(1)
            lines.addWidget(_indented(boxed(buttons)))
        return whole


def _short(text: str) -> str:
    told = " ".join(text.split())
    return told if len(told) <= 40 else f"{told[:39]}…"


def _indented(widget: QWidget) -> QWidget:
    return boxed(row(widget, gap=0, margins=(28, 0, 0, 0)))


def _who(name: str, what: str) -> QWidget:
    return boxed(row(_Initial(name), column(Label(name, "table", "primary", 500), Label(what, "caption", "muted"), gap=0), gap=8))


def _said(name: str, at: datetime, text: str, act: str, before: Sequence[QWidget] = ()) -> QWidget:
    local = at.astimezone()
    told = "　".join(part for part in (name, f"{day(local.date())} {clock(local)[:5]}", act) if part)
    body = column(Label(told, "caption", "secondary", wrap=True), *before, Label(text, "table", "primary", wrap=True), gap=2)
    line = row(gap=8)
    line.addLayout(column(_Initial(name), None, gap=0))
    line.addLayout(body, 1)
    whole = boxed(column(boxed(line), gap=4))
    whole.setAccessibleName(f"{told}: {text}")
    return whole


class _Initial(QFrame):
    """The first letter of a name in a circle; decoration."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._letter = name[:1]
        side = theme().px(22)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.q("accent.subtle"))
        painter.drawEllipse(self.rect())
        painter.setFont(look.font("caption", 500))
        painter.setPen(look.q("accent.text"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._letter)
        painter.end()


Decide = Callable[[], None]


class DecisionBar(Frame):
    """Accept and go on, return, another severity; each disabled with its reason, the first of which is printed."""

    def __init__(self, accept: Decide, send_back: Decide, severity: Decide) -> None:
        super().__init__("footer")
        self.why = Label("", "caption", "danger", wrap=True)
        self.accept = Button(tr("Accept, next"), icon="check", kind="primary", keys=("Ctrl", "Enter"), large=True)
        self.send_back = Button(tr("Return"), icon="undo", keys=("2",))
        self.severity = Button(tr("Severity"), icon="findings", keys=("3",))
        for button, act in ((self.accept, accept), (self.send_back, send_back), (self.severity, severity)):
            button.clicked.connect(act)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        below = row(gap=8)
        below.addWidget(self.send_back, 1)
        below.addWidget(self.severity, 1)
        self._lines = column(self.accept, below, gap=8)
        self.setLayout(column(self.why, self._lines, gap=8, margins=(16, 10, 16, 10)))

    def set_flat(self, flat: bool) -> None:
        """In one line where there is little height."""
        self._lines.setDirection(QBoxLayout.Direction.LeftToRight if flat else QBoxLayout.Direction.TopToBottom)

    def show_refusals(self, accept: str, send_back: str, severity: str) -> None:
        """Why each can't be done; empty = it can."""
        for button, reason in ((self.accept, accept), (self.send_back, send_back), (self.severity, severity)):
            button.refuse(reason)
        told = accept or send_back
        self.why.setText(told)
        self.why.setVisible(bool(told))
