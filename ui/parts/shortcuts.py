"""Keys of a widget."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def bind(widget: QWidget, keys: str, act: Callable[[], object]) -> None:
    """``keys`` do ``act`` while the focus is in the widget or inside it, and nowhere else."""
    shortcut = QShortcut(QKeySequence(keys), widget)
    # said afterwards: as an argument of the constructor it is not heard
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(act)
