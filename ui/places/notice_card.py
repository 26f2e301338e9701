"""The unfolded card of one flag: its words in their sentence, what to say instead, and the four ways out."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QSizePolicy,
    QWidget,
)

from auditdesk.model.notice_draft_rows import RARE_PATTERN, FlagRow, SmallEntry
from ui.parts.buttons import Button
from ui.parts.composition import watch
from ui.parts.labels import IconLabel, Label
from ui.parts.layouts import FlowLayout, boxed, column, row
from ui.parts.painting import draw_focus_ring
from ui.places.notice_words import kind_icon, kind_name
from ui.theme import hub, theme
from ui.words import plural, tr

_AROUND = 14
"""Characters of the sentence shown on either side of the words."""


def around(flag: FlagRow, text: str) -> tuple[str, str, str]:
    """The words of a flag with what stands before and after, shortened."""
    if flag.end <= flag.start:
        return ("", flag.text, "")
    before, after = text[: flag.start], text[flag.end :]
    lead = before if len(before) <= _AROUND else f"…{before[-_AROUND:]}"
    tail = after if len(after) <= _AROUND else f"{after[:_AROUND]}…"
    return (lead, flag.text, tail)


class _Reason(QLineEdit):
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)
            event.accept()  # Enter here is not the list's


class FlagCard(QWidget):
    """The unfolded card. Its buttons take no focus: the list keeps the keyboard, but for the line of the reason."""

    settled = Signal(int)
    reasoned = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "base")
        self._number = QLabel()
        self._number.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._icon = IconLabel("shield", "text.primary", 14)
        self._kind = Label("", "table", "primary", 500)
        self._where = Label("", "caption", "secondary")
        self._sentence = QLabel()
        self._sentence.setTextFormat(Qt.TextFormat.RichText)
        self._sentence.setWordWrap(True)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._asked = Label(tr("Say instead"), "caption", "secondary")
        self._instead = Label("", "table", "primary", wrap=True)
        self.buttons: dict[int, Button] = {}
        for digit, text, kind in (
            (1, tr("Take the suggestion"), "primary"),
            (2, "", "default"),
            (3, tr("Rewrite"), "default"),
            (4, tr("Not a leak ..."), "quiet"),
        ):
            button = Button(text, kind=kind, keys=(str(digit),))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, digit=digit: self.settled.emit(digit))
            self.buttons[digit] = button
        self.buttons[1].setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.buttons[4].setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.reason = _Reason()
        self.reason.setAccessibleName(tr("Why it is no leak"))
        self.reason.setPlaceholderText(tr("Why it is no leak; the reviewer confirms it"))
        watch(self.reason)
        self.reason.returnPressed.connect(self._give)
        self.fault = Label("", "caption", "danger", wrap=True)
        head = row(self._number, self._icon, self._kind, None, self._where, gap=7)
        self.lines = column(
            head,
            self._sentence,
            self._asked,
            self._instead,
            self.buttons[1],
            boxed(FlowLayout(self.buttons[2], self.buttons[3], gap=6, line_gap=6)),
            self.buttons[4],
            self.reason,
            self.fault,
            None,
            gap=6,
            margins=(14, 10, 14, 12),
        )
        self.setLayout(self.lines)
        for widget in (self.reason, self.fault):
            widget.hide()
        hub.theme_changed.connect(self._retheme)
        self._last: tuple[FlagRow, str, int, SmallEntry | None, str] | None = None

    def _retheme(self) -> None:
        if self._last is not None:
            self.show_flag(*self._last)

    def show_flag(self, flag: FlagRow, text: str, number: int, small: SmallEntry | None, refused: str) -> None:
        look = theme()
        self._last = (flag, text, number, small, refused)
        rare = flag.kind == RARE_PATTERN
        self._number.setText(f" {number} ")
        self._number.setFont(look.font("caption", 700))
        self._number.setStyleSheet(
            f"background: {look.q('leak.underline').name()}; color: {look.q('surface.base').name()}; border-radius: 3px;"
        )
        self._icon.set(kind_icon(flag.kind), "text.primary")
        self._kind.setText(kind_name(flag.kind))
        self._where.setText(flag.heading if flag.language == "zh" or rare else f"{flag.heading} EN")
        lead, words, tail = (escape(part) for part in around(flag, text))
        self._sentence.setFont(look.font("table"))
        ink, ground = look.q("leak.text").name(), look.q("leak.bg").name()
        plain = look.q("text.primary").name()
        marked = words if rare else f'<span style="color:{ink}; background-color:{ground};">{words}</span>'
        self._sentence.setText(f'<span style="color:{plain};">{lead}{marked}{tail}</span>')
        self._sentence.setAccessibleName(f"{lead}{flag.text}{tail}")
        self._asked.setText(tr("Found at too few firms") if rare else tr("Say instead"))
        self._instead.setText(_instead(flag, text, small))
        self.buttons[1].setText(tr("Roll up to the section") if rare else tr("Take the suggestion"))
        self.buttons[2].setText(tr("Say “{words}”", words=flag.general))
        self.buttons[4].setText(tr("Keep it without figures ...") if rare else tr("Not a leak ..."))
        must = small is not None and small.must_roll_up
        no_words = tr("Words do not help here: roll it up or keep it without figures")
        self.buttons[2].setVisible(not rare)
        self.buttons[3].setVisible(not rare)
        parent = self.buttons[2].parentWidget()
        if parent is not None and parent is not self:
            parent.setVisible(not rare)
        for digit, button in self.buttons.items():
            why = refused or (no_words if rare and digit in (2, 3) else "")
            if digit == 4 and must:
                why = why or tr("It applied to so few firms that listing it would tell who")
            button.refuse(why)
        self.fold_reason()

    def ask_reason(self) -> None:
        """4: a line for the reason."""
        self.reason.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def fold_reason(self) -> None:
        self.reason.clear()
        self.reason.hide()
        self.fault.hide()

    def refuse(self, told: str) -> None:
        self.fault.setText(told)
        self.fault.setVisible(bool(told))

    def _give(self) -> None:
        if self.reason.text().strip():
            self.reasoned.emit(self.reason.text().strip())
        else:
            self.refuse(tr("A reason is needed; the reviewer reads it"))
            self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        viewport = self.parentWidget()
        view = None if viewport is None else viewport.parentWidget()
        painter.fillRect(self.rect(), theme().q("surface.base"))
        if view is not None and view.hasFocus():
            draw_focus_ring(painter, self.rect(), 0)
        painter.end()

    def height_for(self, width: int) -> int:
        self.lines.invalidate()
        self.lines.activate()
        return self.lines.totalHeightForWidth(width) if self.lines.hasHeightForWidth() else self.lines.totalSizeHint().height()


def _instead(flag: FlagRow, text: str, small: SmallEntry | None) -> str:
    if flag.kind == RARE_PATTERN:
        firms = small.firms if small is not None else 0
        applied = small.applied_firms if small is not None else 0
        return plural(
            firms,
            "{count} firm of {applied} to which it applied",
            "{count} firms of {applied} to which it applied",
            applied=applied,
        )
    sentence = flag.sentence
    if len(sentence) > 60:
        start = max(0, min(flag.start, len(sentence)) - 20)
        sentence = ("…" if start else "") + sentence[start : start + 56] + ("…" if start + 56 < len(sentence) else "")
    cut = not flag.suggestion and len(flag.sentence) < len(text)
    return tr("{sentence} (the example is cut)", sentence=sentence) if cut else sentence
