"""The pages of a PDF below each other, each drawn off the GUI thread when it comes into view."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.jobs import Runner
from ui.pdf import PdfOutline, outline_of, page_image
from ui.theme import device_pixel_ratio, theme
from ui.words import tr

_WIDEST = 780
_GAP = 16


class _Page(QWidget):
    """A white sheet; the picture follows."""

    def __init__(self, number: int, of: int) -> None:
        super().__init__()
        self.image: QImage | None = None
        self.asked = 0
        self.setAccessibleName(tr("Page {number} of {total}", number=number + 1, total=of))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self.image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.rect(), self.image)
        painter.setPen(QPen(theme().q("border.default"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class PdfView(QScrollArea):
    """``show_pdf`` takes the file's bytes; ``page_changed`` tells which page is at the top (1 = first) and how many there are."""

    page_changed = Signal(int, int)

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner = runner
        self._content = b""
        self._edition = 0
        self._outline = PdfOutline((), ())
        self._pages: list[_Page] = []
        self._holder = QWidget()
        self._lines = QVBoxLayout(self._holder)
        self._holder.setProperty("role", "page")
        self.setWidget(self._holder)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # a bar that comes later changes the width
        self.setAccessibleName(tr("PDF preview"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show_pdf(self, content: bytes) -> None:
        """Show another file from its first page."""
        self._content, self._edition = content, self._edition + 1
        self._runner.read(partial(outline_of, content), self._take_outline, latest="pdf.outline")

    def clear(self) -> None:
        self._content = b""
        self._take_outline(PdfOutline((), ()))

    def pages(self) -> int:
        return len(self._pages)

    def turn(self, step: int) -> None:
        """The next page, or the one before."""
        top = self.verticalScrollBar().value() + theme().px(_GAP)
        at = max((number for number, page in enumerate(self._pages) if page.y() <= top), default=0)
        if 0 <= at + step < len(self._pages):
            self.verticalScrollBar().setValue(self._pages[at + step].y() - theme().px(_GAP))

    def go_to_heading(self, wanted: str) -> bool:
        """Scroll to the page of the first outline heading that holds ``wanted``."""
        for title, number in self._outline.headings:
            if wanted in title and number < len(self._pages):
                self.verticalScrollBar().setValue(self._pages[number].y() - theme().px(_GAP))
                return True
        return False

    def _take_outline(self, outline: PdfOutline) -> None:
        self._outline = outline
        for page in self._pages:
            page.hide()
            page.deleteLater()
        while self._lines.takeAt(0) is not None:
            pass
        look = theme()
        self._lines.setContentsMargins(look.px(16), look.px(_GAP), look.px(16), look.px(_GAP))
        self._lines.setSpacing(look.px(_GAP))
        self._pages = [_Page(number, len(outline.sizes)) for number in range(len(outline.sizes))]
        for page in self._pages:
            self._lines.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        self._lines.addStretch(1)
        self._fit()
        self.verticalScrollBar().setValue(0)
        self._scrolled()

    def _width(self) -> int:
        return min(theme().px(_WIDEST), self.viewport().width() - theme().px(32))

    def _fit(self) -> None:
        width = self._width()
        for page, (points_wide, points_high) in zip(self._pages, self._outline.sizes, strict=True):
            page.setFixedSize(width, round(width * points_high / points_wide))
        self._lines.activate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._scrolled()

    def _scrolled(self, _value: int = 0) -> None:
        top = self.verticalScrollBar().value()
        sight = QRect(0, top - self.viewport().height() // 2, 1, self.viewport().height() * 2)
        wanted = round(self._width() * device_pixel_ratio())
        for number, page in enumerate(self._pages):
            if page.y() < sight.bottom() and page.y() + page.height() > sight.top() and page.asked != wanted:
                page.asked = wanted
                work = partial(page_image, self._content, number, wanted)
                self._runner.read(work, partial(self._take_image, self._edition, number))
        middle = top + self.viewport().height() // 2
        at = next((number for number, page in enumerate(self._pages, 1) if page.y() + page.height() >= middle), len(self._pages))
        self.page_changed.emit(at, len(self._pages))

    def _take_image(self, edition: int, number: int, image: QImage) -> None:
        if edition == self._edition and number < len(self._pages):
            self._pages[number].image = image
            self._pages[number].update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme().q("surface.inset"))
        painter.end()
