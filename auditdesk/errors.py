"""The five ways an act can end badly. The core raises codes and values; words for people are looked up by the doors."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in an input file, found by place.

    ``row`` counts from 1 as a person sees it in the file (title rows included); None where the whole file or sheet is meant.
    ``column`` is the heading (or the key path in a rule file); ``value`` is the text as it stood there.
    """

    code: str
    file: str = ""
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    values: dict[str, Any] = field(default_factory=dict)
    blocking: bool = True


class AuditDeskError(Exception):
    """Base of every expected failure. ``code`` names the sentence in ``resources/words``; ``values`` fill it."""

    kind: ClassVar[str] = "bug"
    exit_code: ClassVar[int] = 70

    def __init__(self, code: str, /, *, problems: tuple[Problem, ...] = (), **values: Any) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values
        self.problems = problems


class Refused(AuditDeskError):
    """A rule says no: shown beside the field."""

    kind = "refused"
    exit_code = 1


class BadInput(AuditDeskError):
    """What came in cannot be read or trusted: shown as a table of problems by file, row and column."""

    kind = "bad_input"
    exit_code = 3


class Conflict(AuditDeskError):
    """Someone else was first: shown as a choice."""

    kind = "conflict"
    exit_code = 4


class Unavailable(AuditDeskError):
    """Disk full, locked, wrong passphrase, newer file: shown with what to do."""

    kind = "unavailable"
    exit_code = 5


class Cancelled(AuditDeskError):
    """The person stopped the work. Nothing is said."""

    kind = "cancelled"
    exit_code = 6

    def __init__(self) -> None:
        super().__init__("cancelled")
