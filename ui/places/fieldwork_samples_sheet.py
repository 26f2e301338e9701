"""F7 in a visit: the samples of the item one stands on, the interviews of the visit, and all of both."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.samples import InterviewRow, KeepInterview, KeepSample, SampleRow, SamplingMethod
from auditdesk.rules.item_numbers import shown
from ui.parts.buttons import Button, SegmentedControl
from ui.parts.choice_list import ChoiceList, Offer
from ui.parts.labels import ElidedLabel, Frame, IconLabel, KeyCaps, Label
from ui.parts.layouts import boxed, column, row
from ui.parts.overlay import Overlay
from ui.places.fieldwork_samples import InterviewForm, SampleForm, asked
from ui.places.fieldwork_samples_drafts import RecordDrafts
from ui.places.fieldwork_words import moment
from ui.theme import theme
from ui.words import tr, words

if TYPE_CHECKING:
    from ui.places.fieldwork import FieldworkPane

HERE, TALKS, EVERYTHING = "here", "talks", "everything"
Read = tuple[tuple[SampleRow, ...], tuple[InterviewRow, ...]]


class RecordsSheet(Overlay):
    """The list on the left, the chosen one on the right. Everything typed is kept by itself; a signed-off visit only shows."""

    def __init__(self, pane: FieldworkPane) -> None:
        super().__init__(pane.window(), 980)
        self._pane, self._desk, self._runner = pane, pane.desk, pane.runner
        self._visit, self._item, self._refused = pane.visit, pane.item, pane.refused
        self._samples: tuple[SampleRow, ...] = ()
        self._talks: tuple[InterviewRow, ...] = ()
        self._wanted, self._listing = "", False
        self.setAccessibleName(tr("Samples and interviews"))
        item = pane.book.item(self._item) if self._item else None
        note = item.number if item is not None else ""
        head = Frame("header")
        line = row(IconLabel("users", "accent.text", 18), Label(tr("Samples and interviews"), "subtitle"), gap=8)
        line.setContentsMargins(theme().px(16), theme().px(10), theme().px(12), theme().px(10))
        line.addWidget(ElidedLabel(note, "caption", "muted"), 1)
        line.addWidget(KeyCaps("Esc"))
        head.setLayout(line)
        self.tabs = SegmentedControl(
            ((HERE, tr("This item")), (TALKS, tr("Interviews")), (EVERYTHING, tr("Whole visit"))), name=tr("What is listed")
        )
        self.tabs.chosen.connect(lambda _key: self._list())
        self.list = ChoiceList(tr("Samples and interviews"), digits=False, rows=9)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._turn())
        self.empty = Label("", "table", "muted", wrap=True)
        self.empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.new_sample = Button(tr("New sample"), icon="plus", kind="quiet", keys=("Alt", "1"))
        self.new_sample.clicked.connect(self.add_sample)
        self.new_talk = Button(tr("New interview"), icon="plus", kind="quiet", keys=("Alt", "2"))
        self.new_talk.clicked.connect(self.add_interview)
        self.drop = Button(icon="x", kind="ghost", name=tr("Delete"))
        self.drop.clicked.connect(self.delete)
        for button in (self.new_sample, self.new_talk, self.drop):
            button.refuse(self._refused)
        self.sample, self.talk, self.nothing = SampleForm(), InterviewForm(), QWidget()
        self.talk.keys = tuple(one.key for one in pane.book.items())
        self.sample.edited.connect(self._keep_sample)
        self.sample.draw_wanted.connect(self._draw)
        self.talk.edited.connect(self._keep_talk)
        for form in (self.sample, self.talk):
            form.refuse(self._refused)
        self.sample.draw.refuse(self._refused)
        self._drafts = RecordDrafts(pane.place, self._visit, (self.sample, self.talk))
        self.forms = QStackedWidget()
        for page in (self.nothing, self.sample, self.talk):
            self.forms.addWidget(page)
        left = column(self.tabs, gap=8)
        left.addWidget(self.list, 1)
        left.addWidget(self.empty, 1)
        left.addLayout(row(self.new_sample, None, gap=6))
        left.addLayout(row(self.new_talk, None, self.drop, gap=6))
        left.setContentsMargins(theme().px(14), theme().px(10), theme().px(6), theme().px(10))
        beside = boxed(left)
        beside.setFixedWidth(theme().px(320))
        self.forms.setMinimumHeight(theme().px(470))
        body = row(beside, gap=0)
        body.addWidget(self.forms, 1)
        self.lines.addWidget(head)
        if self._refused:
            self.lines.addLayout(column(Label(self._refused, "caption", "secondary", wrap=True), margins=(16, 8, 16, 0)))
        self.lines.addLayout(body, 1)
        self._looked_for_drafts = False
        self.read()

    def open(self) -> None:
        super().open()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    # reading

    def read(self) -> None:
        """Everything of the visit anew."""
        desk, visit = self._desk, self._visit

        def read() -> Read:
            return desk.samples.list(visit), desk.interviews.list(visit)

        self._runner.read(read, self._show, self._failed, latest="fieldwork.records")

    def _show(self, read: Read) -> None:
        self._samples, self._talks = read
        here = sum(one.item == self._item for one in self._samples)
        self.tabs.set_text(HERE, tr("This item {count}", count=here))
        self.tabs.set_text(TALKS, tr("Interviews {count}", count=len(self._talks)))
        self._list()
        if not self._looked_for_drafts and not self._refused:
            self._looked_for_drafts = True
            self._drafts.find(self.go_to)

    def go_to(self, uid: str) -> None:
        """Show that record, whichever list it stands in; ``read`` has shown them before."""
        if uid in {*(one.uid for one in self._samples), *(one.uid for one in self._talks)}:
            self._wanted = uid
            self.tabs.choose(EVERYTHING)
            self._list()

    def _list(self) -> None:
        tab = self.tabs.current()
        current = self._wanted or self.current()
        self._wanted = ""
        samples = () if tab == TALKS else tuple(one for one in self._samples if tab == EVERYTHING or one.item == self._item)
        talks = () if tab == HERE else self._talks
        offers = (*map(_sample_offer, samples), *map(_talk_offer, talks))
        self._listing = True  # while it is filled the first line is current, which nobody chose
        self.list.show_offers(offers)
        self.list.setVisible(bool(offers))
        self.empty.setVisible(not offers)
        self.empty.setText(tr("Nothing is kept here yet.") if not self._refused else tr("Nothing was kept here."))
        keys = [offer.key for offer in offers]
        if keys:
            self.list.step(keys.index(current) if current in keys else 0)
        self._listing = False
        self._turn()

    def current(self) -> str:
        """The uid of the one on the right."""
        at = self.list.currentIndex().row()
        return self.list.offers[at].key if 0 <= at < len(self.list.offers) else ""

    def _turn(self) -> None:
        if self._listing:
            return
        uid = self.current()
        for form in (self.sample, self.talk):
            if form.uid != uid:
                form.flush()
        sample = next((one for one in self._samples if one.uid == uid), None)
        talk = next((one for one in self._talks if one.uid == uid), None)
        if sample is not None:
            self.sample.show_sample(sample)
        if talk is not None:
            self.talk.show_interview(talk)
        if not self._refused and (sample is not None or talk is not None):
            self._drafts.shown(self.sample if sample is not None else self.talk)
        self.forms.setCurrentWidget(self.sample if sample else self.talk if talk else self.nothing)
        self.drop.setEnabled(bool(uid) and not self._refused)
        self.drop.setVisible(bool(uid))

    # keeping

    def _write(self, work: Callable[[], Any], then: Callable[[Any], None] | None = None) -> None:
        def done(result: Any) -> None:
            if then is not None:
                then(result)
            self.read()

        self._pane.book.write(work, done)

    def add_sample(self) -> None:
        """A new sample of the item one stands on."""
        if not self._refused and self._item:
            self.tabs.choose(HERE)
            order = KeepSample(self._visit, self._item)
            self._write(partial(self._desk.samples.keep, order), partial(self._made, self.sample.population))

    def add_interview(self) -> None:
        """A new interview that is held now."""
        if not self._refused:
            self.tabs.choose(TALKS)
            items = (self._item,) if self._item else ()
            order = KeepInterview(self._visit, role=tr("Head of information technology"), items=items)
            self._write(partial(self._desk.interviews.keep, order), partial(self._made, self.talk.role))

    def _made(self, field: Any, row_made: Any) -> None:
        self._wanted = row_made.uid
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()

    def delete(self) -> None:
        """Put the chosen one among what was deleted; undo brings it back."""
        uid = self.current()
        if not uid or self._refused:
            return
        samples = any(one.uid == uid for one in self._samples)
        act = self._desk.samples.delete if samples else self._desk.interviews.delete
        self._write(partial(act, uid))

    def _keep_sample(self) -> None:
        order = asked(self.sample, self.sample.order)
        if order is not None and self.sample.uid and not self._refused:
            self._write(partial(self._desk.samples.keep, order), self._drafts.taken(self.sample))

    def _keep_talk(self) -> None:
        order = asked(self.talk, self.talk.order)
        if order is not None and self.talk.uid and not self._refused:
            self._write(partial(self._desk.interviews.keep, order), self._drafts.taken(self.talk))

    def _draw(self, count: int, seed: str, method: str) -> None:
        uid = self.sample.uid
        if uid and not self._refused:
            work = partial(self._desk.samples.draw, uid, count, seed, SamplingMethod(method))
            self._runner.write(work, lambda _row: self._drawn(), self._failed)

    def _drawn(self) -> None:
        self.sample.tell("")
        self.read()
        self._pane.book.read()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, AuditDeskError):
            form = self.talk if self.forms.currentWidget() is self.talk else self.sample
            form.tell(words().error(error))

    # keys

    def close_and_return(self) -> None:
        for form in (self.sample, self.talk):
            form.flush()
        super().close_and_return()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if alt and event.key() == Qt.Key.Key_1:
            self.add_sample()
        elif alt and event.key() == Qt.Key.Key_2:
            self.add_interview()
        elif control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.forms.currentWidget() is self.sample:
            self.sample.press_draw()
        elif event.key() == Qt.Key.Key_Delete and self.list.hasFocus():
            self.delete()
        elif event.key() == Qt.Key.Key_F7:
            self.close_and_return()
        else:
            super().keyPressEvent(event)


def _sample_offer(sample: SampleRow) -> Offer:
    told = f"{len(sample.chosen)} / {sample.population_size or '–'}"
    icon, ink = ("j-deficient", "judge.deficient.mark") if sample.deviations else ("", "text.secondary")
    return Offer(sample.uid, sample.population or tr("Population not named"), sample.number, told, icon, ink)


def _talk_offer(talk: InterviewRow) -> Offer:
    return Offer(talk.uid, talk.role, moment(talk.held_at)[-5:], tr(", ").join(map(shown, talk.items[:1])))
