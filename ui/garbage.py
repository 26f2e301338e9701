"""Circles of references are looked for on the GUI thread only: Python looks on whichever thread allocates, and what it finds there
may be a widget, a model or a timer, whose end on another thread than its own stops the process or never comes back."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 1000
"""Milliseconds between two looks at whether enough was allocated."""


def collect_if_due() -> None:
    """What Python would do by itself at its thresholds; to be called on the GUI thread."""
    for generation, (made, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)):
        if made <= limit:
            return
        gc.collect(generation)


def collect_here(parent: QObject) -> None:
    """From now on circles are looked for by a timer of ``parent``, and no longer by the threads; what stands now stays for good."""
    gc.disable()
    gc.freeze()
    timer = QTimer(parent)
    timer.timeout.connect(collect_if_due)
    timer.start(_EVERY)
