"""How the fieldwork screen says things, and how its rows become lines of its lists."""

from __future__ import annotations

from ui.words import tr


def initial(name: str) -> str:
    """The first letter of a person's name, as on the avatar."""
    return name[:1]


def days_left(days: int) -> str:
    """How far a due date is away."""
    return tr("{count} days", count=days) if days >= 0 else tr("{count} days ago", count=-days)
