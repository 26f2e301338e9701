"""How far the audit of one firm has come in a year, told from its visits, findings and letters."""

from __future__ import annotations

from collections.abc import Collection

STANDINGS = ("none", "open", "submitted", "accepted", "lettered")


def standing(visits: int, finding_states: Collection[str], lettered: bool) -> str:
    """One of STANDINGS: no visit, under way, findings wait for review, all settled, letter written."""
    if lettered:
        return "lettered"
    if not visits:
        return "none"
    settled = [state for state in finding_states if state != "withdrawn"]
    if any(state in ("draft", "returned") for state in settled) or not settled:
        return "open"
    return "submitted" if "submitted" in settled else "accepted"
