"""The six figures of the first page, each a card that opens the list behind it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from auditdesk.model.today import Figures
from ui.parts.charts import Bar, Bars, Chart, Column, Columns, Matrix, MatrixRow, Part, ProgressLines, StackedBar
from ui.parts.labels import Frame, Label
from ui.parts.layouts import clear, column, row
from ui.parts.painting import draw_focus_ring
from ui.places import firms_words
from ui.places import today_words as say
from ui.theme import theme
from ui.words import tr

_NARROW = 620
"""Design pixels below which the cards stand in one column."""
_AGES = ("chart.primary", "chart.primary", "chart.warn", "chart.bad")


class FigureCard(Frame):
    """One figure: its name, what it says, the picture. Enter or a click opens ``target`` (place and object)."""

    opened = Signal(str, str)

    def __init__(self, title: str, unit: str, told: str, chart: Chart, target: tuple[str, str], below: str = "") -> None:
        super().__init__("card")
        self.title, self.told, self.target = title, told, target
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(title)
        self.setAccessibleDescription(tr(". ").join(part for part in (told, chart.accessibleDescription(), below) if part))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        inside = column(
            row(Label(title, "strong"), None, Label(unit, "caption", "muted"), gap=8),
            Label(told, "table", "secondary", wrap=True),
            gap=4,
            margins=(14, 12, 14, 12),
        )
        inside.addSpacing(theme().px(6))
        inside.addWidget(chart, 1)
        if below:
            inside.addWidget(Label(below, "caption", "muted", wrap=True))
        self.setLayout(inside)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(*self.target)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit(*self.target)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            draw_focus_ring(painter, self.rect(), theme().radius("card"))
            painter.end()


class FigureGrid(QWidget):
    """Two columns of three cards, one column where there is no room."""

    opened = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.cards: tuple[FigureCard, ...] = ()
        self._grid = QGridLayout(self)
        margin = theme().px(14)
        self._grid.setContentsMargins(margin, theme().px(12), margin, margin)
        self._grid.setSpacing(theme().px(12))
        self._columns = 0

    def show_figures(self, figures: Figures) -> None:
        focused = next((number for number, card in enumerate(self.cards) if card.hasFocus()), None)
        clear(self._grid)
        self.cards = cards(figures)
        self._columns = 0
        self._lay()
        for card in self.cards:
            card.opened.connect(self.opened)
        if focused is not None:
            self.cards[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        wanted = 1 if self.width() / theme().scale < _NARROW else 2
        if wanted == self._columns or not self.cards:
            return
        self._columns = wanted
        for number, card in enumerate(self.cards):
            self._grid.addWidget(card, number // wanted, number % wanted)
        for at in range(2):
            self._grid.setColumnStretch(at, 1 if at < wanted else 0)


def cards(figures: Figures) -> tuple[FigureCard, ...]:
    """The six cards in their order."""
    return (
        _progress(figures),
        _sections(figures),
        _queue(figures),
        _replies(figures),
        _open(figures),
        _staffing(figures),
    )


def _progress(figures: Figures) -> FigureCard:
    done = tr("done {count}", count=figures.progress.reached)
    chart = ProgressLines(figures.progress.planned, figures.progress.done, done, tr("dashed = plan"), "")
    return FigureCard(
        tr("Progress of the year"), tr("firms, cumulative"), say.progress_told(figures), chart, ("plan", str(figures.year))
    )


def _sections(figures: Figures) -> FigureCard:
    bars = [
        Bar(f"{section.code} {firms_words.two(section.name)}", section.findings, section.before, trail=str(section.findings))
        for section in figures.sections
    ]
    told = tr("; ").join(tr("{name}: {count}", name=bar.name, count=bar.value) for bar in bars)
    chart = Bars(bars, told)
    return FigureCard(
        tr("Findings by section"), tr("line = last year"), say.sections_told(figures), chart, ("findings", "group:section")
    )


def _queue(figures: Figures) -> FigureCard:
    names = (tr("up to 2 days"), tr("3–5 days"), tr("6–10 days"), tr("over 10 days"))
    icons = ("", "", "clock", "warn")
    inks = ("text.primary", "text.primary", "severity.medium.text", "danger.text")
    columns = [
        Column(name, value, fill, icon, ink)
        for name, value, fill, icon, ink in zip(names, figures.queue.ages, _AGES, icons, inks, strict=True)
    ]
    told = tr("; ").join(tr("{name}: {count}", name=each.name, count=each.value) for each in columns)
    return FigureCard(
        tr("Age of the review queue"),
        tr("working days"),
        say.queue_told(figures),
        Columns(columns, told),
        ("findings", "tab:waiting"),
    )


def _replies(figures: Figures) -> FigureCard:
    replies = figures.replies
    parts = (
        Part(tr("Closed"), replies.closed, "chart.good"),
        Part(tr("Answered, with us"), replies.answered, "chart.secondary"),
        Part(tr("Waiting"), replies.waiting, "chart.prior"),
        Part(tr("Overdue"), replies.overdue, "chart.bad"),
    )
    told = tr("; ").join(tr("{name}: {count}", name=part.name, count=part.value) for part in parts)
    return FigureCard(
        tr("Answers to letters"),
        tr("letters"),
        say.replies_told(figures),
        StackedBar(parts, told),
        ("letters", ""),
        say.replies_below(figures),
    )


def _open(figures: Figures) -> FigureCard:
    heads = (tr("30 days"), tr("31–60"), tr("61–90"), tr("over 90"))
    rows = [MatrixRow(firms_words.tier(each.tier), each.ages) for each in figures.open_ages]
    told = tr("; ").join(tr("{name}: {count}", name=each.name, count=sum(each.values)) for each in rows)
    chart = Matrix(heads, rows, tr("Sum"), told)
    return FigureCard(tr("Age of open findings"), tr("by tier"), say.ages_told(figures), chart, ("findings", "tab:accepted"))


def _staffing(figures: Figures) -> FigureCard:
    bars = []
    for each in figures.staffing:
        unknown = each.firms - each.met - each.short
        whole = bool(each.firms) and each.met == each.firms
        note = (
            tr("met")
            if whole
            else tr("short: {count}", count=each.short)
            if each.short
            else tr("unknown: {count}", count=unknown)
        )
        bars.append(
            Bar(
                firms_words.tier(each.tier),
                each.met,
                of=each.firms or 1,
                trail=f"{each.met} / {each.firms}",
                note=note if each.firms else "",
                icon="check" if whole else "",
                ink="text.secondary" if not each.short else "danger.text",
                fill="chart.good" if whole else "chart.primary",
            )
        )
    told = tr("; ").join(tr("{name}: {count}", name=bar.name, count=bar.trail) for bar in bars)
    return FigureCard(tr("Security staff"), tr("firms by tier"), say.staffing_told(figures), Bars(bars, told), ("firms", ""))
