"""Right of the notice: what is to be done at its stage. Flags, the reviewer's list, signatures, or the files that were locked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QProgressBar,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from auditdesk.model.notice_draft_rows import IssueRow, NoticeStage, SmallEntry
from ui.parts.labels import Frame, IconLabel, Label
from ui.parts.layouts import clear, column, row
from ui.parts.painting import draw_focus_ring, draw_icon, draw_row_ground, draw_text
from ui.parts.sign_off_bar import SignOffAction, SignOffBar, SignOffStep
from ui.places.notice_cards import FlagCards
from ui.places.notice_reading import Reading
from ui.places.notice_words import kind_name, outline_detail, outline_name
from ui.theme import theme
from ui.words import day, plural, tr, words

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class TickLine:
    """Something the reviewer reads: a category or a flag that is said to be no leak."""

    key: str
    name: str
    detail: str
    flag: bool = False


class _TickModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[TickLine, ...] = ()
        self.ticked: frozenset[str] = frozenset()

    def show(self, lines: Sequence[TickLine], ticked: Collection[str]) -> None:
        same = [line.key for line in lines] == [line.key for line in self.lines]
        if not same:
            self.beginResetModel()
        self.lines, self.ticked = tuple(lines), frozenset(ticked)
        if same and lines:
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
        if not same:
            self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        line = self.lines[index.row()]
        said = tr("ticked") if line.key in self.ticked else tr("not ticked")
        return tr(", ").join((line.name, line.detail, said))


class _TickDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(10, theme().px(52))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, _TickModel)
        look, rect, line = theme(), QRect(option.rect), model.lines[index.row()]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        draw_row_ground(painter, rect, selected=selected)
        box = QRect(rect.left() + look.px(14), rect.center().y() - look.px(8), look.px(16), look.px(16))
        ticked = line.key in model.ticked
        painter.setPen(look.q("border.control"))
        painter.setBrush(look.q("accent.solid" if ticked else "surface.base"))
        painter.drawRoundedRect(box, look.px(3), look.px(3))
        if ticked:
            draw_icon(painter, box.left() + look.px(2), box.center().y() + 1, "check", "text.onAccent", 12)
        left, width = box.right() + look.px(10), rect.right() - box.right() - look.px(22)
        name = QRect(left, rect.top() + look.px(6), width, look.px(20))
        draw_text(painter, name, line.name, "text.primary", look.font("table", 500 if selected else 400))
        low = QRect(left, rect.top() + look.px(27), width, look.px(18))
        draw_text(painter, low, line.detail, "text.secondary", look.font("caption"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_focus_ring(painter, rect, 0)
        painter.restore()


class TickList(QListView):
    """Space ticks and goes on to the next that is not ticked. ``ticked(key, on)``, ``line_changed(key)``."""

    ticked = Signal(str, bool)
    line_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.ticks = _TickModel()
        self.refused = ""
        self.setModel(self.ticks)
        self.setItemDelegate(_TickDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("To be read by the reviewer"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(lambda index: self.toggle(index.row()))

    def show_lines(self, lines: Sequence[TickLine], ticked: Collection[str], refused: str) -> None:
        self.refused = refused
        self.ticks.show(lines, ticked)
        if lines and not self.currentIndex().isValid():
            self._go(next((at for at, line in enumerate(lines) if line.key not in ticked), 0))

    def _go(self, at: int) -> None:
        self.setCurrentIndex(self.ticks.index(at))
        self.scrollTo(self.currentIndex())

    def toggle(self, at: int) -> None:
        if self.refused or not 0 <= at < len(self.ticks.lines):
            return
        key = self.ticks.lines[at].key
        on = key not in self.ticks.ticked
        now = self.ticks.ticked | {key} if on else self.ticks.ticked - {key}
        self.ticks.show(self.ticks.lines, now)
        self.ticked.emit(key, on)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.line_changed.emit(self.ticks.lines[current.row()].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Space and at >= 0:
            self.toggle(at)
            lines, done = self.ticks.lines, self.ticks.ticked
            if at < len(lines) and lines[at].key in done:
                order = (*range(at + 1, len(lines)), *range(at))
                self._go(next((one for one in order if lines[one].key not in done), at))
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class SidePane(QWidget):
    """Head with counts and progress, the list of the stage, and at the foot who signed and what may be decided."""

    def __init__(self) -> None:
        super().__init__()
        look = theme()
        self.cards, self.ticks, self.foot = FlagCards(), TickList(), SignOffBar()
        self._icon = IconLabel("shield", "text.secondary", 16)
        self._title = Label("", "strong", "primary")
        self._count = Label("", "table", "secondary")
        head = Frame("header")
        head.setLayout(row(self._icon, self._title, None, self._count, margins=(14, 0, 14, 0)))
        head.setFixedHeight(look.px(40))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(look.px(6))
        self._done = Label("", "table", "secondary")
        self._progress = Frame("pane")
        self._progress.setLayout(row(self._bar, self._done, gap=10, margins=(14, 8, 14, 8)))
        self._told = Label("", "table", "secondary", wrap=True)
        self._files = column(gap=6, margins=(14, 12, 14, 12))
        told = QWidget()
        told.setLayout(self._files)
        plain = QScrollArea()  # a locked notice has more files than a low window has room for
        plain.setWidget(told)
        plain.setWidgetResizable(True)
        plain.setFrameShape(QFrame.Shape.NoFrame)
        plain.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        plain.setAccessibleName(tr("Files and hashes"))
        clean = QWidget()
        clean.setLayout(column(self._told, None, margins=(14, 16, 14, 14)))
        self.pages = QStackedWidget()
        for page in (self.cards, self.ticks, clean, plain):
            self.pages.addWidget(page)
        self._clean, self._plain = clean, plain
        self.pages.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for widget in (head, self._progress):
            whole.addWidget(widget)
        whole.addWidget(self.pages, 1)
        whole.addWidget(self.foot)

    @property
    def list(self) -> QWidget:
        """What has the keyboard at this stage."""
        shown = self.pages.currentWidget()
        return shown if shown in (self.cards, self.ticks) else self.foot

    def show_reading(self, read: Reading, actions: Sequence[SignOffAction], settle_refused: str, tick_refused: str) -> None:
        """What there is to do now."""
        draft = read.draft
        if draft is None:
            return
        stage, still, said = read.stage, len(read.open_flags), len(read.not_leaks)
        self._progress.setVisible(stage in (NoticeStage.CHECK, NoticeStage.REVIEW))
        if stage is NoticeStage.CHECK:
            self._head("shield", tr("Leak check"), tr("{open} to do, {done} done", open=still, done=read.settled))
            self._share(read.settled, read.settled + still)
            texts = {(one.key, language): text for one in draft.paragraphs for language, text in (("zh", one.zh), ("en", one.en))}
            small: Mapping[str, SmallEntry] = {one.pattern: one for one in draft.small}
            self.cards.show_flags(read.open_flags, texts, read.numbers, small, settle_refused)
            told = plural(
                said, "{count} said to be no leak waits for the reviewer.", "{count} said to be no leaks wait for the reviewer."
            )
            self._told.setText(tr("Nothing is open.") + (f" {told}" if said else ""))
            self.pages.setCurrentWidget(self.cards if still else self._clean)
        elif stage is NoticeStage.REVIEW:
            done = len([key for key in read.to_tick() if key in draft.ticks])
            self._head("shield-check", tr("Review"), tr("{done} of {total} read", done=done, total=len(read.to_tick())))
            self._share(done, len(read.to_tick()))
            self.ticks.show_lines(self._lines(read), draft.ticks, tick_refused)
            self.pages.setCurrentWidget(self.ticks)
        else:
            name = words().say(f"notice_stage.{stage}")
            self._head("lock" if stage is NoticeStage.LOCKED else "stamp", name, "")
            self._show_facts(read)
            self.pages.setCurrentWidget(self._plain)
        self._show_foot(read, actions)

    def _show_foot(self, read: Reading, actions: Sequence[SignOffAction]) -> None:
        assert read.draft is not None
        names = {"author": tr("Author"), "reviewer": tr("Reviewer"), "approver": tr("Approver")}
        signed = any(step.at is not None for step in read.draft.signed)
        steps = tuple(
            SignOffStep(
                names[step.step], tuple(read.names.get(login, login) for login in step.logins if step.at is not None), step.at
            )
            for step in read.draft.signed
        )
        voided = ""
        if read.draft.voided is not None:
            code, values = read.draft.voided
            shown = {key: read.names.get(value, value) if key == "login" else value for key, value in values.items()}
            voided = words().say(code, **shown)
        self.foot.show_steps(steps if signed or read.stage is not NoticeStage.CHECK else (), actions, voided)

    def _lines(self, read: Reading) -> tuple[TickLine, ...]:
        assert read.draft is not None
        lines = [TickLine(row.key, outline_name(row), f"{row.code}  {outline_detail(row)}".strip()) for row in read.outline]
        for flag in read.not_leaks:
            who = read.names.get(flag.settled_by or "", flag.settled_by or "")
            told = tr("no leak, says {name}: {reason}", name=who, reason=flag.reason)
            lines.append(TickLine(flag.id, f"{kind_name(flag.kind)}  {flag.text}", told, flag=True))
        return tuple(lines)

    def _show_facts(self, read: Reading) -> None:
        """The certificate of the last clean run; of a locked notice its files and their hashes."""
        clear(self._files)
        assert read.draft is not None
        if read.issue is not None:
            self._show_issue(read.issue)
        certificate = read.draft.certificate
        if certificate is not None:
            who = read.names.get(certificate.made_by, certificate.made_by)
            when = day(certificate.made_at.astimezone().date())
            tone = "danger" if certificate.stale else "secondary"
            told = (
                tr("The leak check no longer holds: words, figures or the register have changed since.")
                if certificate.stale
                else tr("Leak check without anything open, {name}, {day}", name=who, day=when)
            )
            self._files.addWidget(Label(told, "table", tone, wrap=True))
            self._hash(tr("Hash of the words"), certificate.text_hash)
            self._hash(tr("Hash of the dictionary"), certificate.dictionary_hash)
        self._files.addStretch(1)

    def _show_issue(self, issue: IssueRow) -> None:
        self._files.addWidget(Label(issue.number, "subtitle", "primary", 700))
        self._files.addWidget(Label(issue.title, "table", "primary", wrap=True))
        for file in issue.files:
            self._hash(file.name, file.sha256)

    def _hash(self, name: str, digest: str) -> None:
        self._files.addWidget(Label(name, "caption", "secondary", 500))
        shown = Label(f"{digest[:16]}…{digest[-8:]}" if len(digest) > 30 else digest, "caption", "muted")
        shown.setToolTip(digest)
        shown.setAccessibleName(digest)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._files.addWidget(shown)

    def _head(self, icon: str, title: str, count: str) -> None:
        self._icon.set(icon, "danger.text" if icon == "shield" else "text.secondary")
        self._title.setText(title)
        self._count.setText(count)

    def _share(self, done: int, total: int) -> None:
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done if total else 1)
        self._bar.setAccessibleName(f"{done} / {total}")
        self._done.setText(f"{done} / {total}")
