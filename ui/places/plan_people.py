"""Choosing people by keyboard: a line for each with the key that takes it, and the note in which a visit's team is put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QSizePolicy, QWidget

from ui.parts.buttons import Button
from ui.parts.labels import KeyCaps, Label
from ui.parts.layouts import boxed, column, row
from ui.parts.painting import draw_focus_ring, draw_icon, draw_keys, draw_text, keys_width, text_width
from ui.parts.popover import Popover
from ui.theme import theme
from ui.words import tr


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be chosen: the words behind the name say why they fit or don't. ``busy`` draws them in the colour of caution."""

    login: str
    name: str
    note: str = ""
    busy: bool = False


class PersonLine(QAbstractButton):
    """One person: initial, name, note, and the digit that takes them. Checkable lines show a tick, the first one taken is the lead."""

    def __init__(self, who: Candidate, key: str = "", *, checkable: bool = False) -> None:
        super().__init__()
        self.who, self._key = who, key
        self._lead = False
        self.setText(who.name)
        self.setCheckable(checkable)
        self.setAccessibleName(tr("{name}, {note}", name=who.name, note=who.note) if who.note else who.name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_lead(self, lead: bool) -> None:
        """Say that this one leads the visit."""
        self._lead = lead
        self.setAccessibleDescription(tr("lead") if lead else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().px(34))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # Qt would walk through every widget of the window
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, middle = theme(), self.height() // 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isEnabled() and self.underMouse():
            painter.fillRect(self.rect(), look.q("surface.hover"))
        left = look.px(10)
        if self.isCheckable():
            box = QRectF(left + 0.5, middle - look.px(8) + 0.5, look.px(16) - 1, look.px(16) - 1)
            painter.setPen(look.q("accent.solid" if self.isChecked() else "border.control"))
            painter.setBrush(look.q("accent.solid" if self.isChecked() else "surface.base"))
            painter.drawRoundedRect(box, look.px(3), look.px(3))
            if self.isChecked():
                draw_icon(painter, left + look.px(2), middle, "check", "text.onAccent", 12)
            left += look.px(24)
        circle = QRect(left, middle - look.px(10), look.px(20), look.px(20))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.q("accent.subtle"))
        painter.drawEllipse(circle)
        painter.setFont(look.font("caption", 500))
        painter.setPen(look.q("accent.text"))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, self.who.name[:1])
        left += look.px(28)
        right = self.width() - look.px(10)
        if self._key:
            right -= keys_width((self._key,))
            draw_keys(painter, right, middle, (self._key,), enabled=self.isEnabled())
            right -= look.px(8)
        ink = "text.primary" if self.isEnabled() else "text.disabled"
        font, small = look.font("table"), look.font("caption")
        wanted = text_width(font, self.who.name) + 2
        draw_text(painter, QRectF(left, 0, min(wanted, right - left), self.height()), self.who.name, ink, font)
        left += wanted + look.px(8)
        note = tr("lead") if self._lead else self.who.note
        tone = "accent.text" if self._lead else "severity.medium.text" if self.who.busy else "text.muted"
        if right - left > look.px(20):
            draw_text(painter, QRectF(left, 0, right - left, self.height()), note, tone, small, Qt.AlignmentFlag.AlignRight)
        if self.hasFocus():
            draw_focus_ring(painter, self.rect())
        painter.end()


class TeamPicker(Popover):
    """Who visits: digits or Space tick, ↑ ↓ move, Enter takes the team. The first one ticked leads."""

    taken = Signal(object)
    """The logins, the lead first."""

    def __init__(self, title: str, people: Sequence[Candidate], team: Sequence[str]) -> None:
        super().__init__(340)
        self.setAccessibleName(title)
        known = {who.login for who in people}
        self.team = [login for login in team if login in known]
        self.lines = tuple(
            PersonLine(who, str(number) if number < 10 else "", checkable=True) for number, who in enumerate(people, 1)
        )
        for line in self.lines:
            line.setChecked(line.who.login in self.team)
            line.clicked.connect(lambda _checked=False, line=line: self._ticked(line))
        head = row(Label(title, "strong", "primary", 500, wrap=True), KeyCaps("Esc"))
        head.setStretch(0, 1)
        self.body.addLayout(head)
        self.body.addSpacing(theme().px(6))
        lines = boxed(column(*self.lines, gap=0))
        if len(self.lines) > 9:
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setWidget(lines)
            area.setFixedHeight(theme().px(34 * 9))
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.area: QScrollArea | None = area
            self.body.addWidget(area)
        else:
            self.area = None
            self.body.addWidget(lines)
        self.body.addSpacing(theme().px(8))
        self.take = Button(tr("Assign"), kind="primary", keys=("Enter",))
        self.take.clicked.connect(self._take)
        self.body.addLayout(row(Label(tr("The first one ticked leads"), "caption", "muted", wrap=True), self.take))
        self._tell_lead()

    def open_at(self, anchor: QWidget, spot: QRect | None = None) -> None:
        super().open_at(anchor, spot)
        first = next((line for line in self.lines if line.isChecked()), self.lines[0] if self.lines else None)
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def _ticked(self, line: PersonLine) -> None:
        login = line.who.login
        if line.isChecked() and login not in self.team:
            self.team.append(login)
        elif not line.isChecked() and login in self.team:
            self.team.remove(login)
        self._tell_lead()

    def _tell_lead(self) -> None:
        for line in self.lines:
            line.set_lead(self.team[:1] == [line.who.login])

    def _take(self) -> None:
        team = tuple(self.team)
        self.close_and_return()
        self.taken.emit(team)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        at = next((at for at, line in enumerate(self.lines) if line.hasFocus()), -1)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.lines:
            line = self.lines[(at + (1 if key == Qt.Key.Key_Down else -1)) % len(self.lines)]
            line.setFocus(Qt.FocusReason.TabFocusReason)
            if self.area is not None:
                self.area.ensureWidgetVisible(line)
        elif event.text() in tuple("123456789") and int(event.text()) <= len(self.lines):
            line = self.lines[int(event.text()) - 1]
            line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            line.click()
        else:
            super().keyPressEvent(event)
