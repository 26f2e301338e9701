"""A drop-down of named choices, with the theme's arrow."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy

from ui.parts.painting import draw_icon
from ui.theme import theme


class Choice(QComboBox):
    """Keys and their words; ``chosen`` only when a person chooses."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: tuple[tuple[str, str], ...] = (), current: str | None = None) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.set_choices(choices, current)
        self.activated.connect(lambda index: self.chosen.emit(str(self.itemData(index))))

    def set_choices(self, choices: tuple[tuple[str, str], ...], current: str | None = None) -> None:
        """Other choices; ``current`` stays chosen where it is among them."""
        wanted = current if current is not None else self.current()
        self.blockSignals(True)
        self.clear()
        for key, text in choices:
            self.addItem(text, key)
        index = self.findData(wanted)
        self.setCurrentIndex(index if index >= 0 else (0 if choices else -1))
        self.blockSignals(False)

    def current(self) -> str | None:
        key = self.currentData()
        return None if key is None else str(key)

    def choose(self, key: str) -> None:
        """Show ``key`` as chosen, without telling anybody."""
        self.blockSignals(True)
        self.setCurrentIndex(self.findData(key))
        self.blockSignals(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        ink = "text.muted" if self.isEnabled() else "text.disabled"
        draw_icon(painter, self.width() - theme().px(22), self.height() // 2, "chev-down", ink, 14)
        painter.end()
