"""The small figures of the first page: lines, bars, columns, a stacked bar, a matrix. Numbers are always printed; no colour alone."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.parts.painting import draw_icon, draw_text, text_width
from ui.theme import theme

_RIGHT, _CENTRE = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter


class Chart(QWidget):
    """``told`` is the figure in a sentence for those who don't see it. Takes no focus: its card does."""

    def __init__(self, height: int, told: str = "") -> None:
        super().__init__()
        self._height = height
        self.setAccessibleDescription(told)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(280), theme().px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter)
        painter.end()

    @abstractmethod
    def draw(self, painter: QPainter) -> None:
        """Paint the figure within the widget."""


class ProgressLines(Chart):
    """What was done against what was planned, by month, cumulative. ``here``: month of today, 1 to 12."""

    def __init__(self, planned: Sequence[int], done: Sequence[int], done_word: str, planned_word: str, told: str) -> None:
        super().__init__(116, told)
        self._planned, self._done, self._words = tuple(planned), tuple(done), (done_word, planned_word)

    def draw(self, painter: QPainter) -> None:
        look, font = theme(), theme().font("caption")
        top = max((*self._planned, *self._done, 1))
        step = next(each for each in (1, 2, 5, 10, 20, 40, 50, 100, 200, 500, 1000) if top / each <= 4)
        left, right = look.px(24), self.width() - look.px(12)
        upper, lower = look.px(14), self.height() - look.px(20)
        highest = max(step, -(-top // step) * step)

        def at(month: int, count: float) -> QPointF:
            return QPointF(left + (right - left) * (month - 1) / 11, lower - (lower - upper) * count / highest)

        for count in range(0, highest + 1, step):
            line = at(1, count).y()
            painter.fillRect(QRectF(left, line, right - left, 1), look.q("chart.grid"))
            draw_text(
                painter, QRectF(0, line - look.px(9), left - look.px(6), look.px(18)), str(count), "text.muted", font, _RIGHT
            )
        for month in range(1, 13):
            middle = at(month, 0).x()
            box = QRectF(middle - look.px(14), lower + look.px(3), look.px(28), look.px(17))
            draw_text(painter, box, str(month), "text.muted", font, _CENTRE)
        if self._planned:
            painter.setPen(QPen(look.q("chart.prior"), look.px(1.5), Qt.PenStyle.DashLine))
            painter.drawPath(_path([at(month, count) for month, count in enumerate(self._planned, 1)]))
        if not self._done:
            return
        points = [at(month, count) for month, count in enumerate(self._done, 1)]
        here = points[-1]
        painter.setPen(QPen(look.q("chart.prior"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(here.x(), upper), QPointF(here.x(), lower))
        painter.setPen(QPen(look.q("chart.primary"), look.px(2)))
        painter.drawPath(_path(points))
        painter.setBrush(look.q("chart.primary"))
        painter.drawEllipse(here, look.px(3.5), look.px(3.5))
        bold = look.font("caption", 500)
        wide = text_width(bold, self._words[0]) + 2
        over = max(left, min(here.x() - look.px(6) - wide, right - wide))
        box = QRectF(over, max(0.0, here.y() - look.px(22)), wide, look.px(18))
        draw_text(painter, box, self._words[0], "accent.text", bold)
        if self._planned:
            wide = text_width(font, self._words[1]) + 2
            draw_text(painter, QRectF(right - wide, lower - look.px(20), wide, look.px(18)), self._words[1], "text.muted", font)


def _path(points: Sequence[QPointF]) -> QPainterPath:
    path = QPainterPath(points[0])
    for point in points[1:]:
        path.lineTo(point)
    return path


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of bars: ``value`` of the longest, a tick at ``before``; ``trail`` is printed at the right with its ink and icon."""

    name: str
    value: int
    before: int | None = None
    of: int | None = None
    trail: str = ""
    note: str = ""
    icon: str = ""
    ink: str = "text.primary"
    fill: str = "chart.primary"


class Bars(Chart):
    """Lying bars, longest = the widest; with ``of`` each bar is a share of its own whole on a faint ground."""

    def __init__(self, bars: Sequence[Bar], told: str) -> None:
        super().__init__(max(1, len(bars)) * 20 + 4, told)
        self._bars = tuple(bars)

    def draw(self, painter: QPainter) -> None:
        look, font = theme(), theme().font("caption")
        names = min(max((text_width(font, bar.name) for bar in self._bars), default=0) + look.px(8), round(self.width() * 0.46))
        trails = max((text_width(font, bar.trail) for bar in self._bars), default=0) + look.px(6)
        notes = max((text_width(font, bar.note) + (look.px(18) if bar.icon else 0) for bar in self._bars if bar.note), default=0)
        notes += look.px(10) if notes else 0
        room = max(look.px(20), self.width() - names - trails - notes - look.px(8))
        most = max((max(bar.value, bar.before or 0) for bar in self._bars), default=0) or 1
        tall = min(self.height() / max(1, len(self._bars)), look.px(26))
        for number, bar in enumerate(self._bars):
            line = QRectF(0, number * tall, self.width(), tall)
            middle = line.center().y()
            draw_text(painter, QRectF(0, line.top(), names - look.px(6), tall), bar.name, "text.secondary", font)
            whole = bar.of if bar.of is not None else most
            track = QRectF(names, middle - look.px(5), room, look.px(10))
            if bar.of is not None:
                painter.fillRect(track, look.q("chart.grid"))
            painter.fillRect(
                QRectF(track.left(), track.top(), room * bar.value / whole if whole else 0, track.height()), look.q(bar.fill)
            )
            if bar.before:
                tick = track.left() + room * bar.before / most
                painter.fillRect(QRectF(tick - look.px(1), middle - look.px(8), look.px(2), look.px(16)), look.q("text.primary"))
            right = self.width() - notes
            draw_text(painter, QRectF(right - trails, line.top(), trails, tall), bar.trail, "text.primary", font, _RIGHT)
            if bar.note:
                wide = text_width(font, bar.note)
                draw_text(painter, QRectF(self.width() - wide - 1, line.top(), wide + 1, tall), bar.note, bar.ink, font, _RIGHT)
                if bar.icon:
                    draw_icon(painter, round(self.width() - wide - look.px(18)), round(middle), bar.icon, bar.ink, 13)


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    value: int
    fill: str = "chart.primary"
    icon: str = ""
    ink: str = "text.primary"


class Columns(Chart):
    """Standing columns with their number above and their name below."""

    def __init__(self, columns: Sequence[Column], told: str) -> None:
        super().__init__(116, told)
        self._columns = tuple(columns)

    def draw(self, painter: QPainter) -> None:
        look, font, bold = theme(), theme().font("caption"), theme().font("caption", 500)
        most = max((each.value for each in self._columns), default=0) or 1
        slot = self.width() / max(1, len(self._columns))
        lower, upper = self.height() - look.px(22), look.px(22)
        painter.fillRect(QRectF(0, lower, self.width(), 1), look.q("chart.grid"))
        for number, each in enumerate(self._columns):
            middle, wide = slot * (number + 0.5), min(slot - look.px(14), look.px(72))
            tall = (lower - upper) * each.value / most
            painter.fillRect(QRectF(middle - wide / 2, lower - tall, wide, tall), look.q(each.fill))
            text = str(each.value)
            icon = look.px(16) if each.icon and each.value else 0
            left = middle - (text_width(bold, text) + icon) / 2
            line = lower - tall - look.px(20)
            if icon:
                draw_icon(painter, round(left), round(line + look.px(9)), each.icon, each.ink, 13)
            draw_text(painter, QRectF(left + icon, line, slot, look.px(18)), text, "text.primary", bold)
            draw_text(
                painter, QRectF(slot * number, lower + look.px(3), slot, look.px(18)), each.name, "text.secondary", font, _CENTRE
            )


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    value: int
    fill: str


class StackedBar(Chart):
    """Parts of a whole side by side, each explained below with its number."""

    def __init__(self, parts: Sequence[Part], told: str) -> None:
        super().__init__(74, told)
        self._parts = tuple(parts)

    def draw(self, painter: QPainter) -> None:
        look, font = theme(), theme().font("caption")
        whole = sum(part.value for part in self._parts)
        left = 0.0
        bar = QRectF(0, 0, self.width(), look.px(18))
        painter.fillRect(bar, look.q("chart.grid"))
        for part in self._parts:
            wide = self.width() * part.value / whole if whole else 0
            if wide:
                painter.fillRect(QRectF(left, 0, max(1.0, wide - look.px(2)), bar.height()), look.q(part.fill))
            left += wide
        half = self.width() / 2
        for number, part in enumerate(self._parts):
            box = QRectF(half * (number % 2), look.px(26) + look.px(22) * (number // 2), half - look.px(12), look.px(20))
            painter.fillRect(QRectF(box.left(), box.center().y() - look.px(5), look.px(10), look.px(10)), look.q(part.fill))
            draw_text(painter, box.adjusted(look.px(16), 0, -look.px(30), 0), part.name, "text.secondary", font)
            draw_text(painter, box, str(part.value), "text.primary", theme().font("caption", 500), _RIGHT)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    name: str
    values: tuple[int, ...]


class Matrix(Chart):
    """Numbers by row and column with sums at the right; the last column is the late one and carries a mark beside its numbers."""

    def __init__(self, columns: Sequence[str], rows: Sequence[MatrixRow], whole: str, told: str) -> None:
        super().__init__((len(rows) + 1) * 24 + 2, told)
        self._columns, self._rows, self._whole = tuple(columns), tuple(rows), whole

    def draw(self, painter: QPainter) -> None:
        look, font, bold = theme(), theme().font("caption"), theme().font("caption", 500)
        names = max((text_width(font, each.name) for each in self._rows), default=0) + look.px(10)
        sums = max(text_width(font, self._whole), look.px(30)) + look.px(8)
        slot = max(look.px(26), (self.width() - names - sums) / max(1, len(self._columns)))
        tall = min(self.height() / (len(self._rows) + 1), look.px(26))
        for number, name in enumerate(self._columns):
            draw_text(painter, QRectF(names + slot * number, 0, slot, tall), name, "text.muted", font, _CENTRE)
        draw_text(painter, QRectF(self.width() - sums, 0, sums, tall), self._whole, "text.muted", font, _RIGHT)
        for line, each in enumerate(self._rows, 1):
            top = tall * line
            draw_text(painter, QRectF(0, top, names, tall), each.name, "text.secondary", font)
            for number, value in enumerate(each.values):
                late = number == len(each.values) - 1 and value > 0
                cell = QRectF(names + slot * number + 1, top + 1, slot - 2, tall - 2)
                painter.fillRect(cell, look.q("danger.subtle" if late else "accent.subtle" if value else "surface.inset"))
                ink = "danger.text" if late else "accent.text" if value else "text.muted"
                text = str(value)
                if late:
                    left = cell.center().x() - (text_width(bold, text) + look.px(16)) / 2
                    draw_icon(painter, round(left), round(cell.center().y()), "warn", "danger.text", 12)
                    draw_text(painter, QRectF(left + look.px(16), cell.top(), slot, cell.height()), text, ink, bold)
                else:
                    draw_text(painter, cell, text, ink, font, _CENTRE)
            box = QRect(round(self.width() - sums), round(top), round(sums), round(tall))
            draw_text(painter, box, str(sum(each.values)), "text.primary", bold, _RIGHT)
