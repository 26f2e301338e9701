"""Words, icons, key caps, chips and lines: parts that are only looked at."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.parts.painting import CHIP_HEIGHT, KEY_HEIGHT, chip_width, draw_chip, draw_keys, keys_width
from ui.theme import theme

_WEIGHTS = {400: "regular", 500: "medium", 700: "bold"}


class Label(QLabel):
    """Plain text in one of the type styles and tones of the stylesheet; never reads its text as markup.

    ``type`` = caption | table | body | strong | subtitle | title | display; ``tone`` = primary | secondary | muted |
    accent | danger | ok | caution. ``wrap`` lets it take several lines.
    """

    def __init__(
        self, text: str = "", type: str = "table", tone: str = "primary", weight: int | None = None, *, wrap: bool = False
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setProperty("type", type)
        self.setProperty("tone", tone)
        if weight is not None:
            self.setProperty("weight", _WEIGHTS[weight])
        if wrap:
            self.setWordWrap(True)
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            self.setMinimumWidth(theme().px(40))

    def sizeHint(self) -> QSize:
        """A wrapping text asks for one line only: how many it takes is decided by the width it gets."""
        hint = super().sizeHint()
        return QSize(hint.width(), min(hint.height(), self.fontMetrics().lineSpacing())) if self.wordWrap() else hint

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(theme().px(40), min(hint.height(), self.fontMetrics().lineSpacing())) if self.wordWrap() else hint

    def set_tone(self, tone: str) -> None:
        """Another tone, for instance danger when what it says went wrong."""
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)


class ElidedLabel(Label):
    """One line that gives way: elided at the right, whole in its tool tip."""

    def __init__(self, text: str = "", type: str = "table", tone: str = "primary", weight: int | None = None) -> None:
        super().__init__(text, type, tone, weight)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(theme().px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(24), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | self.alignment()), shown)
        painter.end()


class IconLabel(QWidget):
    """One icon that takes its colour from the theme in force each time it is painted. Decoration: not read aloud."""

    def __init__(self, name: str, tone: str = "text.secondary", size: int = 16) -> None:
        super().__init__()
        self._name, self._tone, self._size = name, tone, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set(self, name: str, tone: str) -> None:
        self._name, self._tone = name, tone
        self.update()

    def sizeHint(self) -> QSize:
        side = theme().px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = theme().px(self._size)
        painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, theme().pix(self._name, self._tone, side))
        painter.end()


class KeyCaps(QWidget):
    """The keys of one chord, as caps: ``KeyCaps("Ctrl", "K")``."""

    def __init__(self, *keys: str) -> None:
        super().__init__()
        self._keys = keys
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("+".join(keys))

    @property
    def keys(self) -> tuple[str, ...]:
        return self._keys

    def sizeHint(self) -> QSize:
        return QSize(keys_width(self._keys), theme().px(KEY_HEIGHT + 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_keys(painter, 0, self.height() // 2, self._keys)
        painter.end()


class Chip(QWidget):
    """A small filled label: an icon and a word in the colours of two tokens."""

    def __init__(
        self,
        text: str,
        ink: str = "text.secondary",
        ground: str | None = None,
        *,
        border: str | None = None,
        icon: str | None = None,
    ) -> None:
        super().__init__()
        self._text, self._ink, self._ground, self._border, self._icon = text, ink, ground, border, icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def text(self) -> str:
        return self._text

    def set_text(self, text: str, icon: str | None = None) -> None:
        self._text, self._icon = text, icon or self._icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._text, self._icon), theme().px(CHIP_HEIGHT + 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_chip(
            painter,
            self.rect(),
            self._text,
            ink=self._ink,
            ground=self._ground,
            border=self._border,
            icon=self._icon,
        )
        painter.end()


class StatusChip(Chip):
    """Where something stands, in the colours of a ``status.*`` token: ``draft``, ``review``, ``approved``, ``overdue`` …"""

    def __init__(self, text: str, status: str, icon: str | None = None) -> None:
        super().__init__(text, f"status.{status}.text", f"status.{status}.bg", icon=icon)

    def set_status(self, text: str, status: str, icon: str | None = None) -> None:
        """Another standing, with its own colours."""
        self._ink, self._ground = f"status.{status}.text", f"status.{status}.bg"
        self.set_text(text, icon)


class Tag(Chip):
    """A bordered word, as for a capital tier."""

    def __init__(self, text: str, icon: str | None = None) -> None:
        super().__init__(text, "text.secondary", "surface.base", border="border.default", icon=icon)


class Separator(QFrame):
    """A hairline, lying unless ``upright``; ``subtle`` for lines inside a card."""

    def __init__(self, *, upright: bool = False, subtle: bool = False) -> None:
        super().__init__()
        self.setProperty("role", "rule-subtle" if subtle else "rule")
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class Frame(QFrame):
    """A ground of the stylesheet: ``card``, ``pane``, ``base``, ``header``, ``footer``, ``inset``, ``top``, ``status`` …"""

    def __init__(self, role: str) -> None:
        super().__init__()
        self.setProperty("role", role)
