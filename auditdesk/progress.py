"""How long work tells how far it is, and how it hears that it should stop."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called between steps with ``done`` of ``total`` (total 0 = not known yet) and a short code of the step.

    Raises ``auditdesk.errors.Cancelled`` when the person has cancelled: the work then rolls back by leaving its unit of work.
    """

    def __call__(self, done: int, total: int = 0, step: str = "") -> None: ...


def silent(done: int, total: int = 0, step: str = "") -> None:
    """Progress nobody looks at."""
