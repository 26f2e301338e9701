"""The modules of the places, loaded before one goes there: their import alone would hold the window up for a blink."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module


def load(keys: Iterable[str]) -> None:
    """Load the modules of these places. Off the GUI thread; nothing is made."""
    for key in keys:
        import_module(f"ui.places.{key}")
