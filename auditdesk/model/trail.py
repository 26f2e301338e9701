"""What the audit trail is asked and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

ORDERS = ("sequence", "login", "act", "object_kind", "computer")
"""What lines may be ordered by; ``sequence`` is the order of time."""


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """Which lines are wanted; empty fields ask nothing. Days are inclusive, on this computer's clock.

    ``object`` is a uid, code, number or login: its own lines and those of what belongs to it. Each word of ``text`` must stand in what
    was changed, or in the name of the object.
    """

    login: str = ""
    act: str = ""
    kind: str = ""
    object: str = ""
    since: date | None = None
    until: date | None = None
    text: str = ""

    @property
    def asks(self) -> bool:
        return self != TrailFilter()


@dataclass(frozen=True, slots=True)
class TrailObject:
    """What a line is about, as a person calls it: ``name`` (number, code and name), what it is ``of``, and a fact or setting by code."""

    name: str = ""
    of: str = ""
    term: str = ""


@dataclass(frozen=True, slots=True)
class TrailRow:
    """One line of the trail. ``before`` and ``after`` hold the fields that changed; both are empty when ``blanked`` by a removal."""

    sequence: int
    at: datetime
    login: str
    person: str
    computer: str
    act: str
    kind: str
    uid: str
    object: TrailObject
    before: dict[str, Any]
    after: dict[str, Any]
    blanked: bool
    hash: str
    people: Mapping[str, str] = field(default_factory=dict)
    """What everybody is called, by login."""


@dataclass(frozen=True, slots=True)
class TrailChoices:
    """What occurs in the journal, to filter by: (login, name) of people, acts, kinds of records."""

    people: tuple[tuple[str, str], ...] = ()
    acts: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
