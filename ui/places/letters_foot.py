"""The foot of a batch: what could be written, how far it is, what came of it, and the ways on from there."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar

from ui.jobs import Job
from ui.parts.buttons import Button
from ui.parts.labels import Frame, IconLabel, Label
from ui.parts.layouts import FlowLayout, boxed, column, row
from ui.words import number, plural, tr


class BatchFoot(Frame):
    """``wanted`` tells the name of the one of ``buttons`` that was pressed."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("footer")
        self._what = Label("", "strong", "primary")
        self._more = Label("", "table", "secondary")
        self._blocked, self._hinted = Label("", "table", "danger"), Label("", "table", "caution")
        marks = [
            boxed(row(IconLabel(icon, ink, 14), label, gap=5))
            for icon, ink, label in (("warn", "danger.text", self._blocked), ("info", "severity.medium.text", self._hinted))
        ]
        self._marks = tuple(marks)
        self.buttons = {
            "write": Button("", icon="letters", kind="primary", keys=("Ctrl", "↵")),
            "stop": Button(tr("Stop here"), icon="pause", kind="default"),
            "cancel": Button(tr("Cancel and undo"), icon="x", kind="default"),
            "resume": Button(tr("Go on with the batch"), icon="sync", kind="primary", keys=("Ctrl", "↵")),
            "elsewhere": Button(tr("Go on in another folder ..."), icon="folder", kind="default"),
            "undo": Button(tr("Cancel and undo"), icon="undo", kind="default"),
            "folder": Button(tr("Open the folder"), icon="folder", kind="default"),
            "remake": Button(tr("Make the missing files again"), icon="sync", kind="default"),
            "approve": Button(tr("To the approval"), icon="stamp", kind="default"),
            "new": Button(tr("A new batch"), icon="plus", kind="primary", keys=("Ctrl", "N")),
        }
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, name=name: self.wanted.emit(name))
        self.wrong = Label("", "table", "danger", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Letters written"))
        told = FlowLayout(self._what, self._more, *marks, gap=12, line_gap=2)
        line = row(boxed(told), gap=12)
        line.setStretch(0, 1)
        acts = FlowLayout(*self.buttons.values(), gap=8, line_gap=6)
        self.setLayout(column(line, self.wrong, boxed(acts), self.bar, gap=8, margins=(14, 10, 14, 10)))
        self._show((), "")

    def _show(
        self, buttons: tuple[str, ...], what: str, more: str = "", *, blocked: int = 0, hinted: int = 0, wrong: str = ""
    ) -> None:
        self._what.setText(what)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self._blocked.setText(plural(blocked, "{count} blocked", "{count} blocked"))
        self._hinted.setText(plural(hinted, "{count} worth a look", "{count} worth a look"))
        for mark, count in zip(self._marks, (blocked, hinted), strict=True):
            mark.setVisible(bool(count))
        for name, button in self.buttons.items():
            button.setVisible(name in buttons)
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))
        self.bar.setVisible("stop" in buttons)

    def show_ready(self, ticked: int, due: int, blocked: int, hinted: int, others: int, refused: str) -> None:
        """Nothing is written yet."""
        what = plural(due, "{count} letter can be written", "{count} letters can be written")
        told = [plural(ticked, "{count} of them ticked", "{count} of them ticked")]
        if others:
            told.append(plural(others, "{count} firm needs none", "{count} firms need none"))
        self._show(("write",), what, tr(", ").join(told), blocked=blocked, hinted=hinted)
        write = self.buttons["write"]
        write.setText(plural(ticked, "Write {count} letter", "Write {count} letters") if ticked else tr("Write letters"))
        write.updateGeometry()
        write.refuse(refused)

    def show_running(self, job: Job, total: int, blocked: int, hinted: int) -> None:
        """How far it is. One letter is as long as the next, so the time left follows from the pace."""
        left = job.seconds_left()
        more = "" if left is None else plural(max(1, round(left)), "about {count} second left", "about {count} seconds left")
        if job.stopping:
            more = tr("Stopping; what is finished stays") if job.keeping else tr("Stopping; what it has made is taken back")
        what = tr("Writing {done} / {total}", done=number(job.done), total=number(total))
        self._show(("stop", "cancel"), what, more or tr("you can do something else"), blocked=blocked, hinted=hinted)
        for name in ("stop", "cancel"):
            self.buttons[name].setEnabled(not job.stopping)
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(job.done)

    def show_stopped(self, batch: str, written: int, total: int, failed: int, wrong: str, refused: str, undo: str) -> None:
        """Part of it is written."""
        what = tr("{batch} stopped at {done} / {total}", batch=batch, done=number(written), total=number(total))
        more = plural(failed, "{count} could not be written", "{count} could not be written") if failed else ""
        self._show(("resume", "elsewhere", "undo", "folder"), what, more, wrong=wrong)
        for name in ("resume", "elsewhere"):
            self.buttons[name].refuse(refused)
        self.buttons["undo"].refuse(undo)
        self.buttons["resume"].setText(plural(total - written, "Go on with {count} letter", "Go on with {count} letters"))
        self.buttons["resume"].updateGeometry()

    def show_done(self, batch: str, written: int, state: str, undo: str, gone: int, refused: str) -> None:
        """All of it is written; ``gone`` files no longer lie where they were."""
        what = plural(written, "{batch}: {count} letter written", "{batch}: {count} letters written", batch=batch)
        lost = plural(gone, "{count} file is no longer in the folder", "{count} files are no longer in the folder")
        more = tr("{first}; {second}", first=state, second=lost) if gone else state
        self._show(("folder", *(("remake",) if gone else ()), "approve", "undo", "new"), what, more)
        self.buttons["undo"].refuse(undo)
        self.buttons["remake"].refuse(refused)
