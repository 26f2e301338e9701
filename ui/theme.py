"""Tokens → palette, stylesheet, fonts and icons. The one place that knows colours and sizes; widgets ask ``theme()``."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Literal

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QImage, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from auditdesk import places
from ui.stylesheet import stylesheet

Mode = Literal["light", "dark"]
Density = Literal["compact", "default", "comfortable"]

FUSION = ("-style", "fusion")
"""Arguments for QApplication. Asking for the style by name would have PySide build QStyle with all its enums before the first window."""

SCALES = (1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
FONT_FILES = ("NotoSansTC-Regular.ttf", "NotoSansTC-Medium.ttf", "NotoSansTC-Bold.ttf")

_PALETTE_ROLES = (
    (QPalette.ColorRole.Window, "surface.window"),
    (QPalette.ColorRole.Base, "surface.base"),
    (QPalette.ColorRole.AlternateBase, "surface.pane"),
    (QPalette.ColorRole.Button, "surface.base"),
    (QPalette.ColorRole.WindowText, "text.primary"),
    (QPalette.ColorRole.Text, "text.primary"),
    (QPalette.ColorRole.ButtonText, "text.primary"),
    (QPalette.ColorRole.BrightText, "text.onAccent"),
    (QPalette.ColorRole.PlaceholderText, "text.muted"),
    (QPalette.ColorRole.Highlight, "accent.solid"),
    (QPalette.ColorRole.HighlightedText, "text.onAccent"),
    (QPalette.ColorRole.Link, "text.link"),
    (QPalette.ColorRole.LinkVisited, "text.link"),
    (QPalette.ColorRole.ToolTipBase, "surface.tooltip"),
    (QPalette.ColorRole.ToolTipText, "text.onTooltip"),
    (QPalette.ColorRole.Light, "surface.raised"),
    (QPalette.ColorRole.Midlight, "surface.hover"),
    (QPalette.ColorRole.Mid, "border.default"),
    (QPalette.ColorRole.Dark, "border.control"),
    (QPalette.ColorRole.Shadow, "border.control"),
    (QPalette.ColorRole.Accent, "accent.solid"),
)


@cache
def tokens() -> dict[str, Any]:
    """The shipped ``tokens.json``, read once."""
    loaded: dict[str, Any] = json.loads((places.resources() / "tokens.json").read_text(encoding="utf-8"))
    return loaded


class Theme:
    """One look: light or dark, a scale from 1.0 to 2.0 that multiplies type, rows, icons and spacing, and a row density."""

    def __init__(self, mode: Mode = "light", scale: float = 1.0, density: Density = "default") -> None:
        self.tokens = tokens()
        self.mode: Mode = mode
        self.scale = min(2.0, max(1.0, scale))
        self.density: Density = density
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._colours: dict[str, str] = {}
        self._fonts: dict[tuple[str, int | None], QFont] = {}

    def c(self, token: str) -> str:
        """``text.primary`` → ``#1E2126``; KeyError for a name that is not among the tokens."""
        if token not in self._colours:
            value: Any = self.tokens["color"][self.mode]
            for part in token.split("."):
                value = value[part]
            self._colours[token] = value
        return self._colours[token]

    def q(self, token: str) -> QColor:
        """The colour of a token; the last two digits of an eight-digit one are its opacity."""
        value = self.c(token)
        colour = QColor(value[:7])
        if len(value) == 9:
            colour.setAlpha(int(value[7:], 16))
        return colour

    def px(self, n: float) -> int:
        """Design pixels → pixels at this scale; never 0 for something that is to be seen."""
        return max(1, round(n * self.scale)) if n > 0 else round(n * self.scale)

    def radius(self, name: str) -> int:
        """Corner radius of ``key``, ``control``, ``card``, ``dialog`` or ``pill``, scaled."""
        return self.px(self.tokens["radius"][name])

    def row_height(self, kind: str | None = None) -> int:
        """Height of a list row: of this density, or of a named kind (``header``, ``twoLine``, ``checklist``)."""
        return self.px(self.tokens["row"][kind or self.density])

    def layout(self, name: str) -> int:
        """A measure of the shell (``rail``, ``topbar``, ``statusbar`` …), scaled."""
        return self.px(self.tokens["layout"][name])

    def font(self, style: str = "table", weight: int | None = None) -> QFont:
        """The font of a type style (``caption`` … ``display``), at this scale."""
        if (style, weight) not in self._fonts:
            spec = self.tokens["type"]["styles"][style]
            font = QFont()
            font.setFamilies(self.tokens["type"]["family"])
            font.setPixelSize(self.px(spec["size"]))
            font.setWeight(QFont.Weight(weight or spec["weight"]))
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            self._fonts[style, weight] = font
        return QFont(self._fonts[style, weight])

    def line(self, style: str) -> int:
        """Line height of a type style, scaled."""
        return self.px(self.tokens["type"]["styles"][style]["line"])

    def pix(self, name: str, ink: str = "text.secondary", size: int | None = None, dpr: float | None = None) -> QPixmap:
        """One icon in one colour. ``size`` is in pixels already scaled (``theme.px(16)``); drawn once and kept."""
        size = size or self.px(16)
        dpr = dpr or device_pixel_ratio()
        key = (name, ink, size, dpr)
        if key not in self._pixmaps:
            self._pixmaps[key] = _draw_icon(name, self.q(ink), size, dpr)
        return self._pixmaps[key]

    def icon(self, name: str, ink: str = "text.secondary", size: int = 16) -> QIcon:
        """An icon for Qt's own widgets; ``size`` in design pixels. Its disabled state is grey."""
        icon = QIcon(self.pix(name, ink, self.px(size)))
        icon.addPixmap(self.pix(name, "text.disabled", self.px(size)), QIcon.Mode.Disabled)
        return icon

    def palette(self) -> QPalette:
        """Qt's palette filled from tokens, so that what no stylesheet names is in tune too."""
        palette = QPalette()
        for role, token in _PALETTE_ROLES:
            palette.setColor(role, self.q(token))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.q("text.disabled"))
        return palette

    def stylesheet(self) -> str:
        """The application's one stylesheet, written from tokens at this scale."""
        return stylesheet(self.c, self.px)


def _draw_icon(name: str, colour: QColor, size: int, dpr: float) -> QPixmap:
    """The SVG as an alpha mask, filled with one colour."""
    side = max(1, round(size * dpr))
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(places.resources() / "icons" / f"{name}.svg")).render(painter, QRectF(0, 0, side, side))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(image.rect(), colour)
    painter.end()
    image.setDevicePixelRatio(dpr)
    return QPixmap.fromImage(image)


def device_pixel_ratio() -> float:
    """Of the sharpest screen, so that an icon drawn once is crisp on each."""
    application = QGuiApplication.instance()
    return application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0


class ThemeHub(QObject):
    """Tells that the look has changed. Widgets that keep pixmaps or fixed sizes listen; those that only paint need not."""

    theme_changed = Signal()


hub = ThemeHub()
_current: list[Theme] = []


def theme() -> Theme:
    """The look in force; a light one at 100 % before any was applied."""
    if not _current:
        _current.append(Theme())
    return _current[0]


@cache
def load_fonts() -> tuple[str, ...]:
    """Register the shipped fonts once for this process and give their families."""
    numbers = [QFontDatabase.addApplicationFont(str(places.resources() / "fonts" / name)) for name in FONT_FILES]
    families = (family for number in numbers if number >= 0 for family in QFontDatabase.applicationFontFamilies(number))
    return tuple(dict.fromkeys(families))


def system_mode() -> Mode:
    """Light or dark as the system asks; light where it does not say."""
    hints = QGuiApplication.styleHints()
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def apply(application: QApplication, look: Theme) -> None:
    """Put a look in force: palette first, then the stylesheet, then word to the widgets that keep pictures.

    The application is of the Fusion style: it was made with ``FUSION`` among its arguments.
    """
    load_fonts()
    _current[:] = [look]
    application.setPalette(look.palette())
    application.setFont(look.font("table"))
    application.setStyleSheet(look.stylesheet())
    hub.theme_changed.emit()
