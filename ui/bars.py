"""The top bar and the status bar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from ui.jobs import Job, Runner
from ui.parts.buttons import Button, SegmentedControl
from ui.parts.labels import ElidedLabel, IconLabel, Label
from ui.parts.layouts import boxed, clear, row
from ui.parts.painting import draw_focus_ring, draw_icon, draw_keys, draw_text, keys_width, text_width
from ui.parts.speech import speak
from ui.places.base import Command, KeyHint, Place
from ui.theme import theme
from ui.words import clock, plural, tr

_SAID_FOR = 15_000
"""Milliseconds that a line about something finished stays in the status bar."""


class PaletteField(QPushButton):
    """Looks like the field it opens: the palette itself lies over the window."""

    def __init__(self) -> None:
        super().__init__(tr("Search or command"))
        self.setAccessibleName(self.text())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setToolTip(f"{self.text()}  Ctrl+K")

    def sizeHint(self) -> QSize:
        return QSize(theme().px(232), theme().px(30))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(34), theme().px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.q("border.control"), 1))
        painter.setBrush(look.q("surface.hover" if self.underMouse() else "surface.base"))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.radius("control"), look.radius("control")
        )
        middle = self.height() // 2
        draw_icon(painter, look.px(10), middle, "search", "text.muted", 14)
        keys, right = ("Ctrl", "K"), self.width() - look.px(7)
        if self.width() > look.px(90):
            draw_keys(painter, right - keys_width(keys), middle, keys)
            right -= keys_width(keys) + look.px(6)
        if self.width() > look.px(120):
            draw_text(painter, QRectF(look.px(31), 0, right - look.px(31), self.height()), self.text(), "text.muted", look.font())
        if self.hasFocus():
            draw_focus_ring(painter, self.rect())
        painter.end()


class Avatar(QPushButton):
    """Who is signed in: the first letter of the name."""

    def __init__(self, name: str) -> None:
        super().__init__(name[:1])
        self.setAccessibleName(tr("Signed in: {name}", name=name))
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(26), theme().px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.q("accent.subtle"))
        painter.drawEllipse(self.rect())
        painter.setFont(look.font("table", 500))
        painter.setPen(look.q("accent.text"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            draw_focus_ring(painter, self.rect(), self.width() // 2)
        painter.end()


class TopBar(QFrame):
    """Place, its defining chips, the palette field, one action of the place, who is signed in."""

    palette_wanted = Signal()
    person_wanted = Signal(QWidget)

    def __init__(self, person: str) -> None:
        super().__init__()
        self.setProperty("role", "top")
        look = theme()
        self.setFixedHeight(look.layout("topbar"))
        self.setMinimumWidth(look.px(240))
        self._title = Label("", "subtitle", "primary", 700)
        self._note = ElidedLabel("", "table", "secondary")
        self._chips = row(gap=8)
        self._shown_chips: tuple[QWidget, ...] = ()
        self._action: Button | None = None
        self._palette = PaletteField()
        self._palette.clicked.connect(self.palette_wanted)
        self._avatar = Avatar(person)
        self._avatar.clicked.connect(lambda: self.person_wanted.emit(self._avatar))
        self._line = row(
            self._title, self._note, boxed(self._chips), None, self._palette, self._avatar, gap=10, margins=(14, 0, 14, 0)
        )
        self.setLayout(self._line)

    def show_head(self, place: Place) -> None:
        """Title, note, chips and action of a place as they are now."""
        self._title.setText(place.title())
        self._note.setText(place.note())
        self._note.setVisible(bool(place.note()))
        clear(self._chips)
        self._shown_chips = place.chips()
        for chip in self._shown_chips:
            self._chips.addWidget(chip)
        if self._action is not None:
            self._line.removeWidget(self._action)
            self._action.hide()
            self._action.deleteLater()
            self._action = None
        action = place.action()
        if action is not None:
            self._action = Button(action.text, icon=action.icon, kind="default", keys=action.keys)
            self._action.refuse(action.refused)
            self._action.clicked.connect(lambda _checked=False, run=action.run: run())
            self._line.insertWidget(self._line.count() - 1, self._action)
        self._fit()

    def _fit(self) -> None:
        """Give room back, the least needed first: the field's words, the note, then the widest chip; a choice last of all."""
        look = theme()
        effective = self.width() / look.scale
        self._palette.setFixedWidth(look.px(232 if effective >= 1000 else (160 if effective >= 800 else 34)))
        yielding: list[QWidget] = [self._note] if self._note.text() else []
        # What something is chosen with goes last: nothing else on screen would tell it.
        yielding += sorted(self._shown_chips, key=lambda chip: (not isinstance(chip, SegmentedControl), chip.sizeHint().width()))
        for widget in yielding:
            widget.setVisible(True)
        room = self.width() - look.px(28 + 60) - self._title.sizeHint().width() - self._palette.width()
        room -= self._avatar.sizeHint().width() + (self._action.sizeHint().width() + look.px(10) if self._action else 0)
        wanted = [widget.sizeHint().width() + look.px(10) for widget in yielding]
        if yielding and yielding[0] is self._note and sum(wanted) > room:
            self._note.setVisible(False)
            del yielding[0], wanted[0]
        while yielding and sum(wanted) > room:
            yielding.pop().setVisible(False)
            wanted.pop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class KeyHints(QWidget):
    """The keys that work right now; as many as there is room for, the last being F1."""

    def __init__(self) -> None:
        super().__init__()
        self._hints: tuple[KeyHint, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_hints(self, hints: tuple[KeyHint, ...]) -> None:
        if hints != self._hints:
            self._hints = hints
            self.setAccessibleName(", ".join(f"{'+'.join(hint.keys)} {hint.text}" for hint in hints))
            self.update()

    def hints(self) -> tuple[KeyHint, ...]:
        return self._hints

    def _width(self, hint: KeyHint) -> int:
        look = theme()
        return keys_width(hint.keys) + look.px(6) + text_width(look.font("caption"), hint.text) + look.px(16)

    def _shown(self) -> list[KeyHint]:
        *others, last = self._hints
        room = self.width() - self._width(last)
        shown = []
        for hint in others:
            room -= self._width(hint)
            if room < 0:
                break
            shown.append(hint)
        return [*shown, last]

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._hints:
            return
        look, left, middle = theme(), 0, self.height() // 2
        painter = QPainter(self)
        for hint in self._shown():
            left += draw_keys(painter, left, middle, hint.keys) + look.px(6)
            width = text_width(look.font("caption"), hint.text) + 2
            draw_text(painter, QRectF(left, 0, width, self.height()), hint.text, "text.secondary", look.font("caption"))
            left += width + look.px(14)
        painter.end()


class StatusBar(QFrame):
    """Left the keys, right what was said last, when something was kept, encryption, running jobs."""

    jobs_wanted = Signal(QWidget)

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self.setProperty("role", "status")
        look = theme()
        self.setFixedHeight(look.layout("statusbar"))
        self.setMinimumWidth(look.px(240))
        self._runner = runner
        self.hints = KeyHints()
        self._said = ElidedLabel("", "caption", "primary")
        self._said.setVisible(False)
        self._offered = Button("", kind="link", small=True)
        self._offered.setVisible(False)
        self._offered.clicked.connect(self._take_offer)
        self._run: Callable[[], None] | None = None
        self.jobs = Button("", icon="sync", kind="ghost", small=True)
        self.jobs.setVisible(False)
        self.jobs.clicked.connect(lambda: self.jobs_wanted.emit(self.jobs))
        self.back = Button("", icon="undo", kind="ghost", small=True)
        self.back.setVisible(False)
        self.back.clicked.connect(self._go_back)
        self._back: Command | None = None
        self._saved_icon = IconLabel("check", "judge.conform.mark", 13)
        self._saved = Label("", "caption", "secondary")
        self._saved_icon.setVisible(False)
        self._line = row(
            self.hints,
            self._said,
            self._offered,
            self.jobs,
            row(self._saved_icon, self._saved, gap=5),
            self.back,
            row(IconLabel("lock", "text.secondary", 13), Label(tr("Encrypted"), "caption", "secondary"), gap=5),
            gap=12,
            margins=(12, 0, 12, 0),
        )
        self._line.setStretchFactor(self.hints, 1)
        self.setLayout(self._line)
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.setInterval(_SAID_FOR)
        self._forget.timeout.connect(self._be_silent)
        self.speak = partial(speak, self)
        self._spoken: dict[int, int] = {}
        runner.started.connect(self._count)
        runner.moved.connect(self._count)
        runner.moved.connect(self._tell_quarters)
        self._count()

    def kept(self, when: datetime) -> None:
        """Something was written to the database just now."""
        self._tell_saved("check", "judge.conform.mark", tr("Saved {time}", time=clock(when)), "secondary")

    def saving(self) -> None:
        """What was typed is on its way to the disk."""
        self._tell_saved("sync", "text.secondary", tr("Saving"), "secondary")

    def not_kept(self) -> None:
        """The disk does not take what was typed."""
        self._tell_saved("warn", "danger.text", tr("Can't save"), "danger")
        self.speak(self._saved.text())

    def _tell_saved(self, icon: str, ink: str, text: str, tone: str) -> None:
        self._saved_icon.set(icon, ink)
        self._saved.setText(text)
        self._saved.set_tone(tone)
        self._saved_icon.setVisible(True)

    def show_step_back(self, step: Command | None) -> None:
        """What can be taken back in the open object; None = nothing there can."""
        self._back = step
        self.back.setVisible(step is not None)
        if step is not None:
            self.back.setText(step.detail)
            self.back.setAccessibleName(f"{step.detail}: {step.text}")
            self.back.refuse(step.refused)
            self.back.setToolTip(step.refused or f"{step.text}  Ctrl+Z")
            self.back.updateGeometry()

    def _go_back(self) -> None:
        if self._back is not None:
            self._back.run()

    def say(self, text: str, action: str = "", run: Callable[[], None] | None = None) -> None:
        """One line about something finished, with an optional action; it goes by itself."""
        self._run = run
        self.speak(text)
        self._said.setText(text)
        self._said.setVisible(bool(text))
        self._offered.setVisible(bool(action))
        if action:
            self._offered.setText(action)
            self._offered.setAccessibleName(action)
            self._offered.updateGeometry()
        self._forget.start()

    def right_end(self) -> QRect:
        """Where the jobs stand, for a note that points at them."""
        return QRect(self.width() - theme().px(120), 0, theme().px(60), self.height())

    def _take_offer(self) -> None:
        if self._run is not None:
            self._run()

    def _be_silent(self) -> None:
        self._said.setVisible(False)
        self._offered.setVisible(False)

    def _tell_quarters(self, job: Job) -> None:
        """Progress is read aloud at each quarter, not at each step."""
        quarter = 4 * job.done // job.total if job.total else 0
        if quarter > self._spoken.get(id(job), 0) and not job.over:
            self._spoken[id(job)] = quarter
            self.speak(tr("{job}: {percent} %", job=job.name, percent=25 * quarter))

    def _count(self, _job: object = None) -> None:
        running = self._runner.active()
        self.jobs.setVisible(bool(self._runner.jobs))
        first = running[0] if running else None
        if first is not None and first.total:
            self.jobs.setText(f"{first.name} {first.done} / {first.total}")
        else:
            self.jobs.setText(plural(len(running), "{count} job running", "{count} jobs running") if running else tr("Jobs"))
        self.jobs.setAccessibleName(self.jobs.text())
        self.jobs.updateGeometry()
