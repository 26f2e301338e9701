"""What is being typed and where, as the window hands it over."""

from __future__ import annotations

from dataclasses import dataclass

SESSION = "session"
"""The place under which the window keeps where its person is; forms have places of their own."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One field as it stands: what is in it and where the caret is, counted in characters from 0."""

    place: str
    field: str
    content: str
    caret: int = 0
