"""The forms of a sample and of an interview: what is typed tells ``edited`` after a pause, what is chosen at once."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from datetime import datetime, time
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from auditdesk.errors import AuditDeskError, BadInput
from auditdesk.model.samples import Chosen, InterviewRow, KeepInterview, KeepSample, SampleRow, SamplingMethod
from auditdesk.rules import sampling
from auditdesk.rules.item_numbers import named, shown
from ui.parts.buttons import Button
from ui.parts.combo import Choice
from ui.parts.composition import watch
from ui.parts.labels import Label
from ui.parts.layouts import boxed, column, row
from ui.parts.states import labelled, spread
from ui.places.firms_sheets import DayEdit
from ui.theme import theme
from ui.words import plural, tr, words

PAUSE = 400
"""Milliseconds of rest after which what is typed is kept."""
_USUAL_COUNT = "10"
_BAR = "｜"


class _Form(QWidget):
    """``edited`` is told after a pause or when a field is left; ``filling`` while it is filled from outside."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.uid = ""
        self._filling = False
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(PAUSE)
        self._settled.timeout.connect(self.edited)
        self.wrong = Label("", "caption", "danger", wrap=True)
        self.wrong.setVisible(False)

    def _line(self, name: str) -> QLineEdit:
        edit = QLineEdit()
        edit.setAccessibleName(name)
        edit.textChanged.connect(self._typed)
        edit.editingFinished.connect(self.flush)
        return edit

    def _area(self, name: str, height: int) -> QPlainTextEdit:
        edit = QPlainTextEdit()
        edit.setAccessibleName(name)
        edit.setTabChangesFocus(True)
        edit.setFixedHeight(theme().px(height))
        edit.textChanged.connect(self._typed)
        watch(edit)
        return edit

    def _typed(self) -> None:
        if not self._filling and self.uid:
            self._settled.start()

    @abstractmethod
    def kept_fields(self) -> dict[str, QLineEdit | QPlainTextEdit]:
        """The fields whose typing is kept as a draft until the record has it."""

    def flush(self) -> None:
        """Keep at once what still waits for the pause."""
        if self._settled.isActive():
            self._settled.stop()
            self.edited.emit()

    def tell(self, problem: str) -> None:
        """Beside the fields, what is wrong; empty takes it away."""
        self.wrong.setText(problem)
        self.wrong.setVisible(bool(problem))

    def refuse(self, reason: str) -> None:
        """Read-only, with the reason above the fields."""
        for edit in self.findChildren(QLineEdit):
            edit.setReadOnly(bool(reason))
        for area in self.findChildren(QPlainTextEdit):
            area.setReadOnly(bool(reason))
        for choice in self.findChildren(Choice):
            choice.setEnabled(not reason)

    def _inside(self, *items: QWidget) -> None:
        page = QWidget()
        page.setProperty("role", "page")
        page.setLayout(column(self.wrong, *items, None, gap=9, margins=(14, 10, 14, 10)))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)


class SampleForm(_Form):
    """Population, how it was chosen, the chosen ones with their results."""

    draw_wanted = Signal(int, str, str)

    def __init__(self) -> None:
        super().__init__()
        methods = tuple((one.value, words().say(f"sampling.{one.value}")) for one in SamplingMethod)
        self.population = self._line(tr("Population"))
        self.whole_size = self._line(tr("Population size"))
        self.method = Choice(tr("Method"), methods)
        self.method.chosen.connect(lambda _key: self.edited.emit())
        self.listed = self._area(tr("List of the population"), 76)
        self.count, self.seed = QLineEdit(_USUAL_COUNT), QLineEdit()
        self.seed.setPlaceholderText(tr("made up and kept"))
        self.draw = Button(tr("Draw"), icon="bolt", kind="default", keys=("Ctrl", "↵"))
        self.draw.clicked.connect(self.press_draw)
        self.chosen = self._area(tr("Chosen ones"), 118)
        self.result = self._line(tr("Result as a whole"))
        self.told = Label("", "caption", "secondary")
        drawing = row(labelled(tr("How many"), self.count), gap=8)
        drawing.addWidget(labelled(tr("Seed"), self.seed), 1)
        drawing.addWidget(self.draw, 0, Qt.AlignmentFlag.AlignBottom)
        self.count.setFixedWidth(theme().px(72))
        self._inside(
            labelled(tr("Population"), self.population),
            spread(labelled(tr("Population size"), self.whole_size), labelled(tr("Method"), self.method)),
            labelled(tr("List of the population"), self.listed, tr("Paste a column of a spreadsheet; one piece a line.")),
            boxed(drawing),
            labelled(tr("Chosen ones"), self.chosen, tr("Name{bar}result{bar}note on each line, or pasted columns.", bar=_BAR)),
            self.told,
            labelled(tr("Result as a whole"), self.result),
        )

    def kept_fields(self) -> dict[str, QLineEdit | QPlainTextEdit]:
        return {
            "population": self.population,
            "size": self.whole_size,
            "listed": self.listed,
            "chosen": self.chosen,
            "result": self.result,
        }

    def press_draw(self) -> None:
        """Draw by what stands in the fields; what was typed before is kept first."""
        self.flush()
        method = self.method.current() or ""
        if method == SamplingMethod.JUDGEMENT:
            method = SamplingMethod.RANDOM.value
        text = self.count.text().strip()
        self.draw_wanted.emit(int(text) if text.isdecimal() else 0, self.seed.text(), method)

    def show_sample(self, sample: SampleRow) -> None:
        """Fill the fields, but for the one that is being typed in."""
        same, self.uid = self.uid == sample.uid, sample.uid
        self._filling = True
        if not same:
            # With its seed beside it: drawn again, the same pieces come.
            self.count.setText(str(len(sample.chosen) or _USUAL_COUNT))
        texts = (
            (self.population, sample.population),
            (self.whole_size, "" if sample.population_size is None else str(sample.population_size)),
            (self.seed, sample.seed),
            (self.result, sample.result),
        )
        for edit, text in texts:
            if not (same and edit.hasFocus()) and edit.text() != text:
                edit.setText(text)
        for area, text in ((self.listed, "\n".join(sample.listed)), (self.chosen, _chosen_text(sample.chosen))):
            if not (same and area.hasFocus()) and area.toPlainText() != text:
                area.setPlainText(text)
        self.method.choose(sample.method)
        told = [plural(len(sample.chosen), "{count} chosen", "{count} chosen")]
        if sample.deviations:
            told.append(plural(sample.deviations, "{count} deviates", "{count} deviate"))
        if sample.pending:
            told.append(plural(sample.pending, "{count} without result", "{count} without result"))
        twins = sampling.twins(sample.listed)
        if twins:
            told.append(tr("{count} stand more than once in the list", count=len(twins)))
        self.told.setText(tr(", ").join(told))
        self._filling = False

    def order(self) -> KeepSample:
        """What stands in the fields. Raises Refused ``sample.too_many``."""
        size = self.whole_size.text().strip()
        listed = sampling.listed_of(self.listed.toPlainText())
        return KeepSample(
            sample=self.uid,
            population=self.population.text(),
            population_size=None if listed or not size.isdecimal() else int(size),
            listed=listed,
            chosen=sampling.chosen_of(self.chosen.toPlainText()),
            method=SamplingMethod(self.method.current() or SamplingMethod.JUDGEMENT.value),
            result=self.result.text(),
        )


def _chosen_text(chosen: tuple[Chosen, ...]) -> str:
    lines = []
    for one in chosen:
        result = words().say(f"sample_result.{one.result}") if one.result else ""
        lines.append(_BAR.join((one.name, result, one.note)).rstrip(_BAR))
    return "\n".join(lines)


class InterviewForm(_Form):
    """Who was asked by role, when, about what."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: tuple[str, ...] = ()
        """The items of the visit, to know them by the numbers that are typed."""
        self.role, self.name = self._line(tr("Role")), self._line(tr("Name"))
        self.day = DayEdit(datetime.now().astimezone().date())
        self.day.textChanged.connect(self._typed)
        self.time = self._line(tr("Time"))
        self.subject = self._area(tr("Subject"), 130)
        self.items = self._line(tr("Items"))
        self._inside(
            labelled(tr("Role"), self.role),
            labelled(tr("Name"), self.name, tr("Only where an audit needs it.")),
            spread(labelled(tr("Day"), self.day), labelled(tr("Time"), self.time)),
            labelled(tr("Subject"), self.subject),
            labelled(tr("Items"), self.items, tr("For example 17010-3, 18000-2.")),
        )

    def kept_fields(self) -> dict[str, QLineEdit | QPlainTextEdit]:
        return {
            "role": self.role,
            "name": self.name,
            "day": self.day,
            "time": self.time,
            "subject": self.subject,
            "items": self.items,
        }

    def show_interview(self, held: InterviewRow) -> None:
        """Fill the fields, but for the one that is being typed in."""
        same, self.uid = self.uid == held.uid, held.uid
        self._filling = True
        local = held.held_at.astimezone()
        fresh = DayEdit(local.date()).text()
        for edit, text in (
            (self.role, held.role),
            (self.name, held.name),
            (self.day, fresh),
            (self.time, f"{local:%H:%M}"),
            (self.items, tr(", ").join(map(shown, held.items))),
        ):
            if not (same and edit.hasFocus()) and edit.text() != text:
                edit.setText(text)
        if not (same and self.subject.hasFocus()) and self.subject.toPlainText() != held.subject:
            self.subject.setPlainText(held.subject)
        self._filling = False

    def order(self) -> KeepInterview:
        """What stands in the fields. Raises BadInput for a day or time that can't be read."""
        try:
            at = time.fromisoformat(self.time.text().strip().replace("：", ":") or "09:00")
        except ValueError as wrong:
            raise BadInput("interview.time", value=self.time.text()) from wrong
        typed = self.items.text().replace("、", " ").replace("，", " ").replace(",", " ").split()
        return KeepInterview(
            interview=self.uid,
            role=self.role.text() or None,
            name=self.name.text(),
            held_at=datetime.combine(self.day.read(), at).astimezone(),
            subject=self.subject.toPlainText(),
            items=tuple(named(one, self.keys) or one for one in typed),
        )


Order = TypeVar("Order")


def asked(form: SampleForm | InterviewForm, order: Callable[[], Order]) -> Order | None:
    """The order of a form; None where a field can't be read, which is told beside the fields."""
    try:
        made = order()
    except AuditDeskError as error:
        form.tell(words().error(error))
        return None
    form.tell("")
    return made
