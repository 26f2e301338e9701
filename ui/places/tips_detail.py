"""One tip beside the list: what came, from whom it is kept, where it went, and what may be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from auditdesk.model.tips import TipDetail, TipFileRow, TipLinkRow
from auditdesk.model.trail import TrailRow
from auditdesk.rules.item_numbers import shown
from auditdesk.services.trail_words import difference_text
from ui.parts.buttons import Button
from ui.parts.labels import Frame, Label, Separator, StatusChip
from ui.parts.layouts import FlowLayout, boxed, clear, column, row
from ui.places import tips_words as say
from ui.words import clock, day, tr, words

Act = tuple[str, str, Callable[[], None], str]
"""Words, icon, what it does, and why it can't be done (empty = it can)."""


class TipPane(Frame):
    """Filled anew for each tip. ``jump(kind, name)``, ``save(file)`` and ``unlink(link)`` are set by the place."""

    def __init__(self) -> None:
        super().__init__("pane")
        self.setAccessibleName(tr("Details of the tip"))
        self.jump: Callable[[str, str], None] = lambda _kind, _name: None
        self.save: Callable[[TipFileRow], None] = lambda _file: None
        self.unlink: Callable[[TipLinkRow], None] = lambda _link: None
        self.dropped: Callable[[tuple[Path, ...]], None] = lambda _paths: None
        self.setAcceptDrops(True)
        self.buttons: tuple[Button, ...] = ()
        self._lines = column(gap=10, margins=(16, 14, 16, 14))
        page = QWidget()
        page.setProperty("role", "page")
        page.setLayout(self._lines)
        self._area = QScrollArea()
        self._area.setAccessibleName(tr("Details of the tip"))
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
        self.setFocusProxy(self._area)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.buttons and _files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.dropped(_files_in(event.mimeData()))

    def show_nothing(self) -> None:
        """No tip is chosen."""
        clear(self._lines)
        self.buttons = ()

    def show_tip(
        self, detail: TipDetail, history: Sequence[TrailRow], tier: str, acts: Sequence[Act], why_not_save: str, why_not_link: str
    ) -> None:
        """Everything of one tip; ``acts`` become its buttons."""
        clear(self._lines)
        tip = detail.tip
        status, icon = say.STATES[tip.state]
        self._lines.addWidget(boxed(row(Label(tip.number, "caption", "muted"), None, StatusChip(say.state(tip), status, icon))))
        self._lines.addWidget(Label(tip.subject, "subtitle", "primary", 500, wrap=True))
        made = []
        for text, name, run, refused in acts:
            button = Button(text, icon=name, kind="quiet", small=True)
            button.clicked.connect(run)
            button.refuse(refused)
            made.append(button)
        self.buttons = tuple(made)
        self._lines.addWidget(boxed(FlowLayout(*made, gap=6)))
        self._lines.addWidget(Separator())
        firm = tr(", ").join(part for part in (f"{tip.firm_code} {tip.firm_name}".strip(), tier) if part)
        self._pair(tr("Received on"), f"{day(tip.received_on)}  {say.source(tip)}")
        jump = partial(self.jump, "firms", tip.firm_code) if tip.firm_code else None
        self._pair(tr("Named firm"), firm or tr("No firm named yet"), tr("To the firm") if jump else "", jump)
        self._pair(tr("Reporter"), words().say("tip.sealed") if tip.sealed else tr("Nobody is kept"))
        self._pair(tr("What was sent in"), tip.material or tr("Nothing was written down"))
        if tip.result or tip.closing:
            self._pair(tr("Result"), "\n".join(part for part in (say.result(tip), tip.closing) if part))
        self._links(detail, why_not_link)
        self._files(detail, why_not_save)
        self._history(history)
        self._lines.addStretch(1)

    def _pair(self, name: str, text: str, action: str = "", run: Callable[[], None] | None = None) -> None:
        told = Label(text, "table", "primary", wrap=True)
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        lines = column(Label(name, "caption", "secondary", 500), told, gap=2)
        line = row(gap=8)
        line.addLayout(lines, 1)
        if run is not None:
            button = Button(action, kind="link", small=True)
            button.clicked.connect(run)
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        self._lines.addWidget(boxed(line))

    def _links(self, detail: TipDetail, why_not: str) -> None:
        self._lines.addWidget(Label(tr("Where it went"), "caption", "secondary", 500))
        if not detail.links:
            self._lines.addWidget(Label(tr("Not in a visit yet."), "table", "muted", wrap=True))
        for link in detail.links:
            name = " ".join(part for part in (link.name, shown(link.item) if link.item else "") if part)
            jump = Button(name, icon="visits" if link.kind == "visit" else "findings", kind="link", small=True)
            at = f"{link.name}/{link.item}" if link.item else link.name
            jump.clicked.connect(partial(self.jump, link.kind, at))
            told = tr("added to the checklist for the tip") if link.added else ""
            away = Button(icon="x", kind="ghost", name=tr("Take the link away"), small=True)
            away.clicked.connect(partial(self.unlink, link))
            away.refuse(why_not)
            self._lines.addWidget(boxed(row(jump, Label(told, "caption", "muted"), None, away, gap=6)))

    def _files(self, detail: TipDetail, why_not: str) -> None:
        if detail.files:
            self._lines.addWidget(Label(tr("Files"), "caption", "secondary", 500))
        for file in detail.files:
            save = Button(tr("Save as ..."), icon="download", kind="ghost", small=True)
            save.clicked.connect(partial(self.save, file))
            save.refuse(why_not)
            self._lines.addWidget(boxed(row(Label(file.file_name, "table"), None, save, gap=6)))

    def _history(self, history: Sequence[TrailRow]) -> None:
        self._lines.addWidget(Label(tr("History"), "caption", "secondary", 500))
        for line in reversed(history):
            local = line.at.astimezone()
            head = f"{day(local.date())} {clock(local)[:5]}  {line.person}  {words().show('act', line.act)}"
            self._lines.addWidget(Label(head, "caption", "primary", wrap=True))
            told = difference_text(line, words())
            if told:
                self._lines.addWidget(Label(told, "caption", "muted", wrap=True))


def _files_in(mime: QMimeData) -> tuple[Path, ...]:
    """The files of this computer that are pulled over the pane."""
    return tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
