"""The one writer of what is being typed: a thread of its own, so that neither the window nor a long job holds a word up."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import shiboken6
from PySide6.QtCore import QObject, Signal, SignalInstance

from auditdesk.errors import AuditDeskError, Unavailable
from auditdesk.model.drafts import SESSION, Typed

_RETRY = 2.0
"""Seconds between two tries while the disk does not take anything."""
_Key = tuple[str, str]


class Drafts(Protocol):
    """What the keeper asks of the drafts service."""

    def keep_all(self, typed: Iterable[Typed]) -> datetime:
        """Keep several fields in one synced write."""

    def drop(self, place: str, field: str | None = None) -> None:
        """Forget a field or a place."""


@dataclass(frozen=True, slots=True)
class _Batch:
    drops: tuple[tuple[str, str | None], ...]
    typed: dict[_Key, Typed]


class DraftKeeper(QObject):
    """Keeps the newest of each field, in the order it came; what could not be written stays in memory and is tried again.

    Signals come on the GUI thread. Where the person is (place ``session``) is kept silently.
    """

    saving = Signal()
    kept = Signal(object)
    """Everything typed is on the disk; with the moment (aware, UTC)."""
    failed = Signal(object)
    """An AuditDeskError: nothing is lost, all of it is in memory."""

    def __init__(self, drafts: Drafts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._labels: dict[_Key, str] = {}
        self._typed: dict[_Key, Typed] = {}
        self._drops: list[tuple[str, str | None]] = []
        self._writing: _Batch | None = None
        self._trouble: AuditDeskError | None = None
        self._closing = False
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def put(self, place: str, field: str, content: str, caret: int = 0, label: str = "") -> None:
        """Have a field written; ``label`` is what people call it."""
        with self._changed:
            if self._closing:
                return  # the window is gone: what comes now is the focus leaving what is taken down
            self._labels[place, field] = label or field
            self._typed[place, field] = Typed(place, field, content, caret)
            self._wake()

    def drop(self, place: str, field: str | None = None) -> None:
        """Have a field forgotten, or all of a place: the act they were typed for is done."""
        with self._changed:
            for key in [key for key in self._typed if key[0] == place and field in (None, key[1])]:
                del self._typed[key]
            self._drops.append((place, field))
            self._wake()

    def retry(self) -> None:
        """Try now what could not be written."""
        with self._changed:
            self._trouble = None
            self._wake()

    def unsaved(self) -> tuple[tuple[str, str], ...]:
        """What was typed and is not on the disk: the name of each field and its text."""
        with self._changed:
            waiting = {**(self._writing.typed if self._writing else {}), **self._typed}
            return tuple((self._labels.get(key, key[1]), each.content) for key, each in waiting.items() if key[0] != SESSION)

    def settle(self, seconds: float) -> bool:
        """Wait until everything is on the disk. False when it is not: the disk refuses, or the time is over.

        Once closed there is nobody left to wait for.
        """
        with self._changed:
            if self._closing or not self._waiting():
                return not self._waiting()
            self._trouble = None
            self._wake()
            self._changed.wait_for(lambda: self._trouble is not None or not self._waiting(), seconds)
            return not self._waiting()

    def close(self, seconds: float = 5.0) -> None:
        """Write what waits, at most so long, and end the thread."""
        self.settle(seconds)
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    # the thread

    def _waiting(self) -> bool:
        return bool(self._typed or self._drops or self._writing)

    def _wake(self) -> None:
        if self._closing:
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="drafts", daemon=True)
            self._thread.start()
        self._changed.notify_all()

    def _run(self) -> None:
        while (batch := self._next()) is not None:
            if any(key[0] != SESSION for key in batch.typed):
                self._tell(self.saving)
            try:
                for place, field in batch.drops:
                    self._drafts.drop(place, field)
                at = self._drafts.keep_all(batch.typed.values()) if batch.typed else None
            except AuditDeskError as error:
                self._take_back(batch, error)
            except Exception as problem:
                self._take_back(batch, Unavailable("bug"))
                # The thread lives on, and what went wrong is kept like any other failure that nobody foresaw.
                trace = (type(problem), problem, problem.__traceback__, threading.current_thread())
                threading.excepthook(threading.ExceptHookArgs(trace))
            else:
                with self._changed:
                    self._writing = None
                    self._changed.notify_all()
                if at is not None and any(key[0] != SESSION for key in batch.typed):
                    self._tell(self.kept, at)

    def _next(self) -> _Batch | None:
        with self._changed:
            while True:
                if self._trouble is not None and not self._closing:
                    # A new key makes no new try by itself: on a slow dying disk each try costs seconds.
                    self._changed.wait_for(lambda: self._trouble is None or self._closing, _RETRY)
                    self._trouble = None
                if self._closing:
                    return None
                if self._typed or self._drops:
                    break
                self._changed.wait()
            self._writing = _Batch(tuple(self._drops), dict(self._typed))
            self._typed.clear()
            self._drops.clear()
            return self._writing

    def _take_back(self, batch: _Batch, error: AuditDeskError) -> None:
        """Put what was not written before what has come since."""
        with self._changed:
            dropped = set(self._drops)
            older = {key: each for key, each in batch.typed.items() if key not in dropped and (key[0], None) not in dropped}
            self._typed = {**older, **self._typed}
            self._drops = [*batch.drops, *self._drops]
            self._writing, self._trouble = None, error
            lost = any(key[0] != SESSION for key in self._typed)
            self._changed.notify_all()
        if lost:
            self._tell(self.failed, error)

    def _tell(self, signal: SignalInstance, *values: object) -> None:
        if shiboken6.isValid(self):
            signal.emit(*values)
