"""A drop-down of named choices, with the theme's arrow."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QStylePainter

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

    def sizeHint(self) -> QSize:
        return self._with_room(super().sizeHint())

    def minimumSizeHint(self) -> QSize:
        return self._with_room(super().minimumSizeHint())

    def _with_room(self, hint: QSize) -> QSize:
        """Wide enough to show the widest choice whole: the style's own hint leaves no room beside its arrow."""
        if self.sizeAdjustPolicy() is not QComboBox.SizeAdjustPolicy.AdjustToContents:
            return hint
        widest = max((self.fontMetrics().horizontalAdvance(self.itemText(at)) for at in range(self.count())), default=0)
        option = self._option()
        option.rect = QRect(QPoint(0, 0), hint)
        return QSize(hint.width() + max(0, widest + theme().px(2) - self._room(option)), hint.height())

    def _room(self, option: QStyleOptionComboBox) -> int:
        part = QStyle.SubControl.SC_ComboBoxEditField
        return self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width() - theme().px(4)

    def _option(self) -> QStyleOptionComboBox:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return option

    def text_shown(self) -> str:
        """What is chosen, with an ellipsis where there is no room for all of it; the style would cut it within a letter."""
        room = self._room(self._option())
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = self._option()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        option.currentText = self.text_shown()
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        ink = "text.muted" if self.isEnabled() else "text.disabled"
        draw_icon(painter, self.width() - theme().px(22), self.height() // 2, "chev-down", ink, 14)
        painter.end()
