"""The first start: language and look, where the work lies, who you are, passphrase, recovery code. Back never loses what was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.progress import Progress
from ui.first_run_parcel import ParcelStep
from ui.first_run_steps import Answers, IdentityStep, LookStep, PassphraseStep, RecoveryStep, Step, WhereStep
from ui.jobs import Job, Runner
from ui.parts.buttons import Button
from ui.parts.labels import IconLabel, Label
from ui.parts.layouts import boxed, column, row
from ui.parts.painting import draw_icon, draw_text
from ui.preferences import Preferences
from ui.theme import theme
from ui.words import tr, words

if TYPE_CHECKING:
    from auditdesk.desk import Desk


_WAY = (0, 1, 2, 3, 4)
_WAY_OF_A_PARCEL = (0, 1, 5, 3)
_SIDE_FROM = 840
"""Design pixels of the window from which the list of steps stands beside the step."""


@dataclass(frozen=True, slots=True)
class Makers:
    """How a workspace comes to be; each runs off the GUI thread."""

    create: Callable[[Answers], tuple[Desk, str]]
    demo: Callable[[Path, Progress], Desk]
    start: Callable[[Answers, Progress], Desk]
    """A laptop's, from nothing but a package."""


class StepMark(QWidget):
    """One line of the list of steps: its number in a circle, or a tick once it is done."""

    def __init__(self, number: int, title: str) -> None:
        super().__init__()
        self._number, self._title = number, title
        self._state, self._detail = "later", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_state(self, state: str, detail: str = "") -> None:
        """``done``, ``now`` or ``later``; ``detail`` is what was answered."""
        self._state, self._detail = state, detail
        self.setAccessibleName(", ".join(part for part in (self._title, detail) if part))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(220), theme().px(52))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, middle = look.px(24), self.height() // 2
        circle = QRectF(0.5, middle - side / 2 + 0.5, side - 1, side - 1)
        ground = {"done": "judge.conform.bg", "now": "accent.solid"}.get(self._state)
        painter.setPen(QPen(look.q("border.control"), 1) if ground is None else Qt.PenStyle.NoPen)
        painter.setBrush(look.q(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(circle)
        if self._state == "done":
            draw_icon(painter, look.px(5), middle, "check", "judge.conform.mark", 14)
        else:
            painter.setFont(look.font("table", 500))
            painter.setPen(look.q("text.onAccent" if self._state == "now" else "text.muted"))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._number))
        left = side + look.px(12)
        width, ink = self.width() - left, "text.muted" if self._state == "later" else "text.primary"
        font = look.font("table", 500 if self._state == "now" else 400)
        if self._detail:
            draw_text(painter, QRectF(left, middle - look.px(20), width, look.px(20)), self._title, ink, font)
            draw_text(painter, QRectF(left, middle, width, look.px(18)), self._detail, "text.secondary", look.font("caption"))
        else:
            draw_text(painter, QRectF(left, 0, width, self.height()), self._title, ink, font)
        painter.end()


class FirstRunPage(QWidget):
    """Five short steps in one panel. ``entered`` brings the open desk; ``sign_in_wanted`` the folder of an existing workspace."""

    entered = Signal(object)
    sign_in_wanted = Signal(Path)
    left = Signal()

    def __init__(
        self, preferences: Preferences, runner: Runner, makers: Makers, answers: Answers, *, can_leave: bool = False
    ) -> None:
        super().__init__()
        self._runner, self._makers, self.answers = runner, makers, answers
        self._can_leave = can_leave
        self._desk: Desk | None = None
        self._job: Job | None = None
        self.steps: tuple[Step, ...] = (
            LookStep(answers, preferences),
            WhereStep(answers, runner),
            IdentityStep(answers),
            PassphraseStep(answers),
            RecoveryStep(answers),
            ParcelStep(answers, runner),
        )
        self._marks = [StepMark(number, step.title) for number, step in zip((1, 2, 3, 4, 5, 3), self.steps, strict=True)]
        self._stack = QStackedWidget()
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setVisible(False)
        self._message = Label("", "table", "danger", wrap=True)
        self._back = Button(tr("Back"), icon="arrow-left", kind="quiet", keys=("Alt", "←"), large=True)
        self._next = Button(tr("Next"), kind="primary", keys=("Enter",), large=True)
        self._count = Label("", "caption", "secondary")
        self._build()
        self._back.clicked.connect(self.back)
        self._next.clicked.connect(self.forward)
        for step in self.steps:
            step.changed.connect(self._step_changed)
        for keys, act in (("Alt+Left", self.back), ("Return", self.forward), ("Enter", self.forward)):
            QShortcut(QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.show_step(answers.step)

    def _build(self) -> None:
        look = theme()
        side = QFrame()
        side.setProperty("role", "dialog-side")
        side.setFixedWidth(look.px(272))
        brand = column(
            Label("AuditDesk", "subtitle", "primary", 700),
            Label(tr("Information-security audits"), "caption", "secondary"),
            gap=0,
        )
        offline = row(
            IconLabel("offline", "text.muted", 14),
            Label(tr("Everything here works offline"), "caption", "secondary"),
            None,
            gap=6,
        )
        side.setLayout(
            column(
                row(IconLabel("logo", "accent.solid", 36), brand, None, gap=12),
                20,
                *(self._marks[place] for place in (0, 1, 2, 5, 3, 4)),
                None,
                offline,
                gap=0,
                margins=(26, 28, 16, 22),
            )
        )
        for step in self.steps:
            scroll = QScrollArea()
            scroll.setWidgetResizable(True)
            scroll.setFrameShape(QFrame.Shape.NoFrame)
            scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            page = boxed(
                column(
                    Label(step.heading, "title"),
                    Label(step.lead, "body", "secondary", wrap=True),
                    10,
                    step,
                    None,
                    gap=6,
                    margins=(42, 32, 42, 16),
                )
            )
            page.setProperty("role", "page")
            scroll.setWidget(page)
            self._stack.addWidget(scroll)
        foot = QFrame()
        foot.setProperty("role", "dialog-foot")
        foot.setLayout(row(self._back, None, self._count, self._next, gap=10, margins=(42, 13, 42, 13)))
        below = boxed(column(self._message, self._progress, gap=6, margins=(42, 0, 42, 10)))
        main = column(self._stack, below, foot, gap=0)
        main.setStretch(0, 1)
        panel = QFrame()
        panel.setProperty("role", "dialog")
        inside = QHBoxLayout(panel)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(side)
        inside.addLayout(main, 1)
        self._side = side
        panel.setMaximumSize(look.px(980), look.px(620))
        panel.setMinimumSize(look.px(420), look.px(320))
        whole = QVBoxLayout(self)
        margin = look.px(16)
        whole.setContentsMargins(margin, margin, margin, margin)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(panel, 1000)
        line.addStretch(1)
        whole.addStretch(1)
        whole.addLayout(line, 1000)
        whole.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = self.width() / theme().scale >= _SIDE_FROM
        self._side.setVisible(wide)
        self._count.setMaximumWidth(16777215 if wide else 0)
        super().resizeEvent(event)

    @property
    def step(self) -> Step:
        return self.steps[self.answers.step]

    @property
    def way(self) -> tuple[int, ...]:
        """The steps in their order: a package says who one is, and what it brings can be had from the office again."""
        return _WAY_OF_A_PARCEL if self.answers.where == "parcel" else _WAY

    def show_step(self, number: int) -> None:
        """Show a step by its place in the list, 0 to 5."""
        self.answers.step = number
        self._stack.setCurrentIndex(number)
        way = self.way
        for place, mark in enumerate(self._marks):
            mark.setVisible(place in way)
            before = place in way and way.index(place) < way.index(number)
            state = "done" if before else ("now" if place == number else "later")
            mark.set_state(state, self.steps[place].summary() if state == "done" else "")
        self._say("")
        self._step_changed()
        self.step.begin()

    def _step_changed(self) -> None:
        number, way = self.answers.step, self.way
        if self.answers.where == "parcel" and number == 1:
            for place, mark in enumerate(self._marks):
                mark.setVisible(place in way)
        short = number == 1 and self.answers.where in ("existing", "demo")
        self._count.setText("" if short else tr("Step {number} of {total}", number=way.index(number) + 1, total=len(way)))
        self._next.setText(self.step.next_words() or tr("Next"))
        self._next.updateGeometry()
        self._next.setEnabled(self._job is None and not self.step.missing())
        self._next.setToolTip(self.step.missing())
        self._back.setVisible((number > 0 and self._desk is None) or (number == 0 and self._can_leave))
        self._back.setEnabled(self._job is None or not self._job.stopping)
        self._back.setText(tr("Cancel") if self._job is not None else tr("Back"))
        self._back.updateGeometry()

    def back(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._step_changed()
        elif self.answers.step == 0 and self._can_leave:
            self.left.emit()
        elif self._desk is None and self.answers.step:
            self.show_step(self.way[self.way.index(self.answers.step) - 1])

    def forward(self) -> None:
        """Next: to the following step, or do what the answers ask for."""
        if self._job is not None or self.step.missing():
            return
        if not self.step.check():
            return
        if isinstance(self.step, WhereStep) and self.answers.where == "existing":
            self.sign_in_wanted.emit(self.answers.home)
        elif isinstance(self.step, WhereStep) and self.answers.where == "demo":
            home = self.answers.home
            self._start(tr("Make the demo workspace"), lambda progress: self._makers.demo(home, progress), self.entered.emit)
        elif isinstance(self.step, PassphraseStep) and self.answers.where == "parcel":
            self._start(tr("Make the workspace"), lambda progress: self._makers.start(self.answers, progress), self._entered)
        elif isinstance(self.step, PassphraseStep):
            self._start(tr("Make the workspace"), lambda _progress: self._makers.create(self.answers), self._created)
        elif isinstance(self.step, RecoveryStep):
            self.answers.forget_secrets()
            self.entered.emit(self._desk)
        else:
            self.show_step(self.way[self.way.index(self.answers.step) + 1])

    def _entered(self, desk: Desk) -> None:
        self.answers.forget_secrets()
        self.entered.emit(desk)

    def _created(self, made: tuple[Desk, str]) -> None:
        self._desk, self.answers.recovery = made
        self.answers.passphrase = ""
        self.show_step(self.answers.step + 1)

    def _start(self, name: str, work: Callable[[Progress], Any], then: Callable[[Any], None]) -> None:
        self._say("")
        job = self._job = self._runner.start(name, work)
        self._progress.setRange(0, 0)
        self._progress.setVisible(True)
        job.progressed.connect(self._show_progress)
        job.settled.connect(self._job_over)
        job.succeeded.connect(then)
        job.failed.connect(self._failed)
        self._step_changed()

    def _show_progress(self, done: int, total: int, _step: str) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def _job_over(self) -> None:
        self._job = None
        self._progress.setVisible(False)
        self._step_changed()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, AuditDeskError):
            self._say(words().error(error))

    def _say(self, text: str) -> None:
        self._message.setText(text)
        self._message.setVisible(bool(text))
