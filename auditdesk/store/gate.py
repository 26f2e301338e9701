"""Who is inside the database now, so that it can be closed for a while without cutting anybody off."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from auditdesk.errors import Unavailable


class Gate:
    """Many go in and out; one closes it, waits until all are out, and has the house for himself.

    A thread that is inside may go in again while others already wait. Closed for good (asleep), nobody gets in until it is opened.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside = 0
        self._depth = threading.local()
        self._emptying = False
        self._asleep = False

    @property
    def asleep(self) -> bool:
        return self._asleep

    def enter(self) -> None:
        """Waits while somebody has the house for himself. Raises Unavailable ``workspace.asleep``."""
        with self._changed:
            depth = getattr(self._depth, "value", 0)
            while not depth and self._emptying:
                self._changed.wait()
            if self._asleep:
                raise Unavailable("workspace.asleep")
            self._depth.value = depth + 1
            self._inside += 1

    def leave(self) -> None:
        with self._changed:
            self._depth.value = getattr(self._depth, "value", 1) - 1
            self._inside -= 1
            self._changed.notify_all()

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Inside for the length of the block."""
        self.enter()
        try:
            yield
        finally:
            self.leave()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else is inside. The thread itself must not be."""
        if getattr(self._depth, "value", 0):
            raise RuntimeError("a thread that is inside can't wait until all are out")
        with self._changed:
            while self._emptying:
                self._changed.wait()
            self._emptying = True
            while self._inside:
                self._changed.wait()
        try:
            yield
        finally:
            with self._changed:
                self._emptying = False
                self._changed.notify_all()

    def sleep(self, then: Callable[[], None]) -> None:
        """When all are out: do ``then``, and let nobody in any more."""
        with self.alone():
            self._asleep = True
            then()

    def wake(self, first: Callable[[], None]) -> None:
        """Do ``first``, and let people in again."""
        with self.alone():
            first()
            self._asleep = False
