"""What the work needs is loaded while the person types the passphrase: the store by a thread, what knows Qt on the GUI thread in pieces.

PySide keeps its table of classes without a lock where Python is older than 3.12, and Qt looks into it without Python's own lock. A class of
a widget that a thread adds just then makes the GUI thread read nothing, and the process can end. So no thread ever imports a module of the
window, nor is the first to name a class of Qt, of which PySide makes each when it is first named.
"""

from __future__ import annotations

import importlib
import pkgutil
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ui.parts.slices import Slices

_AFTER = 30
"""Milliseconds from the first window to the start: it is painted by then."""
_CLASSES = 20
"""Classes of Qt a piece makes."""
_QT = ("PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets")


def modules() -> tuple[str, ...]:
    """Every module of the window, what is part of another before it: each is a short import then."""
    found = [each.name for each in pkgutil.walk_packages(importlib.import_module("ui").__path__, "ui.")]
    found.remove("ui.__main__")
    return tuple(sorted(found, key=lambda name: (-name.count("."), not name.startswith("ui.parts."), -name.count("_"), name)))


def load() -> None:
    """Everything of the window at once, on the GUI thread: for what measures a window that stands."""
    for piece in _pieces():
        piece()


class Ahead(QObject):
    """Loads everything, once."""

    store_imported = Signal()
    """A passphrase can be tried now; told from the thread that imported the store."""
    imported = Signal()
    """Everything is loaded; told on the GUI thread."""
    _thread_done = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._begun = self._over = False
        self._waiting: list[Callable[[], object]] = []
        self._slices = Slices(self)
        self._thread_done.connect(self._load_window, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Load from shortly after now; the window is painted first."""
        self._begun = True
        QTimer.singleShot(_AFTER, self, self._start)

    @property
    def ready(self) -> bool:
        """Everything is loaded, or nothing is to be."""
        return self._over or not self._begun

    def then(self, call: Callable[[], object]) -> None:
        """Call it on the GUI thread as soon as everything is loaded; at once where that is so, or where nothing loads."""
        if self.ready:
            call()
        else:
            self._waiting.append(call)

    def _start(self) -> None:
        threading.Thread(
            target=_import_store, args=(self.store_imported.emit, self._thread_done.emit), name="import", daemon=True
        ).start()

    def _load_window(self) -> None:
        self._slices.begin(*_pieces(), self._end)

    def _end(self) -> None:
        self._over = True
        self.imported.emit()
        waiting, self._waiting = self._waiting, []
        for call in waiting:
            call()


def _pieces() -> Iterator[Callable[[], object]]:
    for name in _QT:
        module = importlib.import_module(name)
        names = dir(module)
        for first in range(0, len(names), _CLASSES):
            yield partial(_name_all, module, names[first : first + _CLASSES])
    for name in modules():
        yield partial(importlib.import_module, name)


def _name_all(module: object, names: list[str]) -> None:
    for name in names:
        getattr(module, name)


def _import_store(store_done: Callable[[], None], done: Callable[[], None]) -> None:
    with suppress(RuntimeError):  # the window was closed meanwhile
        importlib.import_module("auditdesk.desk")
        store_done()
        done()
