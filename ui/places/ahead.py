"""The modules of the places, loaded before one goes there: their import alone would hold the window up for a blink."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module


def load(keys: Iterable[str]) -> None:
    """Load the modules of these places. Off the GUI thread; nothing is made."""
    for key in keys:
        import_module(f"ui.places.{key}")


def load_classes() -> None:
    """Make the Python classes of Qt's widgets. Off the GUI thread; no widget is made.

    PySide makes them all, with their enumerations, at the first widget of a list: a blink, just when the first place is to open.
    """
    widgets = import_module("PySide6.QtWidgets")
    for name in dir(widgets):
        getattr(widgets, name)
