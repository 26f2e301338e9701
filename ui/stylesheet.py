"""The application's stylesheet, written from tokens. Widgets choose among its looks by property, never by a sheet of their own.

Labels: ``type`` = caption | table | body | strong | subtitle | title | display, ``tone`` = primary | secondary | muted |
accent | danger | ok | caution | disabled. Frames: ``role`` = card | pane | base | header | footer | inset | field | segments …
"""

from __future__ import annotations

from collections.abc import Callable

Colour = Callable[[str], str]
Pixels = Callable[[float], int]

_TYPES = {
    "caption": (12, 400),
    "table": (13, 400),
    "body": (14, 400),
    "strong": (14, 500),
    "subtitle": (16, 500),
    "title": (20, 700),
    "display": (26, 500),
}
_TONES = {
    "primary": "text.primary",
    "secondary": "text.secondary",
    "muted": "text.muted",
    "accent": "accent.text",
    "danger": "danger.text",
    "ok": "judge.conform.text",
    "caution": "severity.medium.text",
    "disabled": "text.disabled",
}


def stylesheet(c: Colour, x: Pixels) -> str:
    return "\n".join((_labels(c, x), _frames(c, x), _fields(c, x), _segments(c, x), _lists(c, x), _qt_own(c, x)))


def _labels(c: Colour, x: Pixels) -> str:
    types = "\n".join(
        f'QLabel[type="{name}"] {{ font-size: {x(size)}px; font-weight: {weight}; }}' for name, (size, weight) in _TYPES.items()
    )
    tones = "\n".join(f'QLabel[tone="{name}"] {{ color: {c(token)}; }}' for name, token in _TONES.items())
    return f"""
* {{ outline: 0; }}
QLabel {{ background: transparent; border: 0; color: {c("text.primary")}; }}
{types}
{tones}
QLabel[weight="regular"] {{ font-weight: 400; }}
QLabel[weight="medium"] {{ font-weight: 500; }}
QLabel[weight="bold"] {{ font-weight: 700; }}
QLabel:disabled {{ color: {c("text.disabled")}; }}
"""


def _frames(c: Colour, x: Pixels) -> str:
    return f"""
QMainWindow, QDialog, QWidget#window {{ background: {c("surface.window")}; }}
QFrame[role="rail"] {{ background: {c("surface.rail")}; border: 0; border-right: 1px solid {c("border.default")}; }}
QFrame[role="status"] {{ background: {c("surface.rail")}; border: 0; border-top: 1px solid {c("border.default")}; }}
QFrame[role="top"] {{ background: {c("surface.window")}; border: 0; border-bottom: 1px solid {c("border.default")}; }}
QFrame[role="pane"] {{ background: {c("surface.pane")}; border: 0; }}
QFrame[role="base"] {{ background: {c("surface.base")}; border: 0; }}
QFrame[role="inset"] {{ background: {c("surface.inset")}; border: 0; }}
QFrame[role="header"] {{ background: transparent; border: 0; border-bottom: 1px solid {c("border.default")}; }}
QFrame[role="bar"] {{ background: {c("surface.pane")}; border: 0; border-bottom: 1px solid {c("border.default")}; }}
QFrame[role="footer"] {{ background: {c("surface.pane")}; border: 0; border-top: 1px solid {c("border.default")}; }}
QFrame[role="card"] {{ background: {c("surface.base")}; border: 1px solid {c("border.default")}; border-radius: {x(6)}px; }}
QFrame[role="card-chosen"] {{ background: {c("surface.base")}; border: 2px solid {c("accent.solid")}; border-radius: {x(6)}px; }}
QFrame[role="header-chosen"] {{ background: {c("accent.subtle")}; border: 0; border-bottom: 1px solid {c("accent.border")}; }}
QFrame[role="dialog"] {{ background: {c("surface.raised")}; border: 1px solid {c("border.default")}; border-radius: {x(8)}px; }}
QFrame[role="dialog-side"] {{ background: {c("surface.rail")}; border: 0; border-right: 1px solid {c("border.default")};
  border-top-left-radius: {x(7)}px; border-bottom-left-radius: {x(7)}px; }}
QFrame[role="dialog-foot"] {{ background: {c("surface.pane")}; border: 0; border-top: 1px solid {c("border.default")};
  border-bottom-right-radius: {x(7)}px; }}
QFrame[role="palette-foot"] {{ background: {c("surface.pane")}; border: 0; border-top: 1px solid {c("border.default")};
  border-bottom-left-radius: {x(7)}px; border-bottom-right-radius: {x(7)}px; }}
QFrame[role="rule"] {{ background: {c("border.default")}; border: 0; }}
QFrame[role="rule-subtle"] {{ background: {c("border.subtle")}; border: 0; }}
QFrame[role="banner-danger"] {{ background: {c("danger.subtle")}; border: 1px solid {c("danger.border")};
  border-radius: {x(4)}px; }}
QFrame[role="banner-info"] {{ background: {c("accent.subtle")}; border: 1px solid {c("accent.border")};
  border-radius: {x(4)}px; }}
QFrame[role="banner-caution"] {{ background: {c("severity.medium.bg")}; border: 1px solid {c("severity.medium.mark")};
  border-radius: {x(4)}px; }}
QSplitter {{ background: {c("border.default")}; }}
QSplitter::handle {{ background: {c("border.default")}; }}
QSplitter::handle:hover {{ background: {c("accent.border")}; }}
QScrollArea, QScrollArea > QWidget > QWidget[role="page"] {{ background: transparent; border: 0; }}
"""


def _fields(c: Colour, x: Pixels) -> str:
    return f"""
QPlainTextEdit, QTextEdit, QLineEdit, QComboBox, QSpinBox {{ background: {c("surface.base")}; color: {c("text.primary")};
  border: 1px solid {c("border.control")}; border-radius: {x(4)}px; padding: {x(4)}px {x(8)}px;
  selection-background-color: {c("accent.solid")}; selection-color: {c("text.onAccent")}; }}
QPushButton[role="line"] {{ background: transparent; border: 2px solid transparent; border-radius: {x(4)}px; padding: 0; }}
QPushButton[role="line"]:hover {{ background: {c("surface.hover")}; }}
QPushButton[role="line"]:focus {{ border: 2px solid {c("border.focus")}; }}
QTextEdit[role="reading"] {{ background: transparent; border: 2px solid transparent; border-radius: {x(4)}px; padding: 0; }}
QScrollArea[role="reading"] {{ border: 2px solid transparent; }}
QScrollArea[role="reading"]:focus {{ border: 2px solid {c("border.focus")}; }}
QTextEdit[role="reading"]:focus {{ border: 2px solid {c("border.focus")}; padding: 0; }}
QTextEdit[role="sheet"], QTextEdit[role="sheet"]:focus {{ background: transparent; border: 0; border-radius: 0; padding: 0; }}
QLineEdit, QSpinBox {{ padding: 0 {x(8)}px; min-height: {x(28)}px; }}
QComboBox {{ padding: 0 {x(26)}px 0 {x(8)}px; min-height: {x(28)}px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {c("border.focus")}; padding: {x(4) - 1}px {x(8) - 1}px; }}
QLineEdit:focus, QSpinBox:focus {{ border: 2px solid {c("border.focus")}; padding: 0 {x(8) - 1}px; min-height: {x(28) - 2}px; }}
QComboBox:focus, QComboBox:on {{ border: 2px solid {c("border.focus")}; padding: 0 {x(26) - 1}px 0 {x(8) - 1}px;
  min-height: {x(28) - 2}px; }}
QLineEdit:disabled, QComboBox:disabled, QTextEdit:disabled {{ color: {c("text.disabled")}; border-color: {c("border.default")};
  background: {c("surface.window")}; }}
QLineEdit[error="true"], QLineEdit[error="true"]:focus {{ border-color: {c("danger.solid")}; }}
QComboBox::drop-down {{ border: 0; width: {x(26)}px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ background: {c("surface.raised")}; color: {c("text.primary")};
  border: 1px solid {c("border.default")}; selection-background-color: {c("surface.selected")};
  selection-color: {c("text.primary")}; padding: {x(4)}px; }}
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus {{ border: 0; background: transparent; padding: 0; min-height: 0; }}
QLineEdit[bare="true"][large="true"] {{ font-size: {x(16)}px; }}
QCheckBox, QRadioButton {{ color: {c("text.primary")}; spacing: {x(8)}px; background: transparent;
  border: 2px solid transparent; border-radius: {x(4)}px; padding: {x(1)}px; min-height: {x(20)}px; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {c("border.focus")}; }}
"""


def _segments(c: Colour, x: Pixels) -> str:
    return f"""
QFrame[role="segments"] {{ background: {c("surface.base")}; border: 1px solid {c("border.control")}; border-radius: {x(4)}px; }}
QFrame[role="segments"] QToolButton {{ border: 0; border-left: 1px solid {c("border.default")}; border-radius: 0;
  padding: 0 {x(10)}px; color: {c("text.secondary")}; font-weight: 400; background: transparent; }}
QFrame[role="segments"] QToolButton[first="true"] {{ border-left: 0; border-top-left-radius: {x(3)}px;
  border-bottom-left-radius: {x(3)}px; }}
QFrame[role="segments"] QToolButton[last="true"] {{ border-top-right-radius: {x(3)}px; border-bottom-right-radius: {x(3)}px; }}
QFrame[role="segments"] QToolButton:hover {{ background: {c("surface.hover")}; }}
QFrame[role="segments"] QToolButton:checked {{ background: {c("accent.subtle")}; color: {c("accent.text")}; font-weight: 500; }}
QFrame[role="segments"] QToolButton:disabled {{ color: {c("text.disabled")}; }}
QFrame[role="segments"] QToolButton:focus {{ border: 2px solid {c("border.focus")}; padding: 0 {x(10) - 2}px; }}
QFrame[role="segments"] QToolButton[first="true"]:focus {{ padding: 0 {x(10) - 2}px; }}
"""


def _lists(c: Colour, x: Pixels) -> str:
    return f"""
QListView, QTreeView, QTableView {{ background: {c("surface.base")}; color: {c("text.primary")}; border: 0;
  gridline-color: transparent; selection-background-color: {c("surface.selected")}; selection-color: {c("text.primary")}; }}
QListView[transparent="true"] {{ background: transparent; }}
QHeaderView {{ background: {c("surface.header")}; border: 0; }}
QHeaderView::section {{ background: {c("surface.header")}; color: {c("text.secondary")}; border: 0;
  border-bottom: 1px solid {c("border.default")}; padding: 0 {x(8)}px; font-size: {x(12)}px; font-weight: 500;
  height: {x(30)}px; }}
QTableCornerButton::section {{ background: {c("surface.header")}; border: 0; }}
QScrollBar:vertical {{ background: transparent; width: {x(10)}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {x(10)}px; margin: 0; }}
QScrollBar::handle {{ background: {c("border.control")}; border-radius: {x(3)}px; }}
QScrollBar::handle:vertical {{ min-height: {x(32)}px; margin: 1px {x(2)}px; }}
QScrollBar::handle:horizontal {{ min-width: {x(32)}px; margin: {x(2)}px 1px; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none; border: 0;
  width: 0; height: 0; }}
"""


def _qt_own(c: Colour, x: Pixels) -> str:
    """Widgets that Qt itself brings: message boxes, menus, tool tips. ``.QPushButton`` leaves our own buttons alone."""
    return f"""
.QPushButton {{ background: {c("surface.base")}; color: {c("text.primary")}; border: 1px solid {c("border.control")};
  border-radius: {x(4)}px; padding: 0 {x(12)}px; min-height: {x(28)}px; min-width: {x(56)}px; font-weight: 500; }}
.QPushButton:hover {{ background: {c("surface.hover")}; }}
.QPushButton:focus {{ border: 2px solid {c("border.focus")}; padding: 0 {x(12) - 1}px; min-height: {x(28) - 2}px; }}
.QPushButton:default {{ background: {c("accent.solid")}; color: {c("text.onAccent")}; border-color: {c("accent.solid")}; }}
.QPushButton:disabled {{ color: {c("text.disabled")}; border-color: {c("border.default")}; }}
QMenu {{ background: {c("surface.raised")}; color: {c("text.primary")}; border: 1px solid {c("border.default")};
  padding: {x(4)}px; }}
QMenu::item {{ padding: {x(5)}px {x(24)}px {x(5)}px {x(12)}px; border-radius: {x(4)}px; }}
QMenu::item:selected {{ background: {c("surface.selected")}; }}
QMenu::item:disabled {{ color: {c("text.disabled")}; }}
QMenu::separator {{ height: 1px; background: {c("border.default")}; margin: {x(4)}px {x(8)}px; }}
QToolTip {{ background: {c("surface.tooltip")}; color: {c("text.onTooltip")}; border: 0; padding: {x(4)}px {x(8)}px; }}
QProgressBar {{ background: {c("border.default")}; border: 0; border-radius: {x(3)}px; max-height: {x(6)}px;
  min-height: {x(6)}px; }}
QProgressBar::chunk {{ background: {c("chart.good")}; border-radius: {x(3)}px; }}
"""
