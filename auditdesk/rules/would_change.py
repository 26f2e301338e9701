"""The last line of every explanation: what would turn the outcome, told from the reasons that brought it about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from auditdesk.model.facts import Reason

Turn = Literal["starts", "stops", "changes"]
_UNKNOWN = Reason("would_change.known", None)
_NOT_PUBLISHED = Reason("would_change.published", None)


def would_change(reasons: Sequence[Reason], applies: bool | None) -> Reason:
    """What would make it apply, or no longer apply, from the next visit on. ``applies`` None: the missing fact would tell, or
    what is not published."""
    if applies is None:
        missing = [reason.code for reason in reasons if reason.holds is None]
        return _NOT_PUBLISHED if missing and set(missing) == {"not_published"} else _UNKNOWN
    turn: Turn = "stops" if applies else "starts"
    decisive = [reason for reason in reasons if reason.holds is applies]
    turned = [found for reason in decisive if (found := _turned(reason, turn)) is not None]
    if not turned or (not applies and len(turned) < len(decisive)):
        return Reason("would_change.nothing" if applies else "would_change.never", applies)
    # One condition lost is enough to stop it; all that are missing are needed to start it.
    return turned[0] if applies or len(turned) == 1 else Reason("would_change.all", False)


def band_would_change(reasons: Sequence[Reason]) -> Reason:
    """What would move the firm into another band of a table."""
    if any(reason.holds is None for reason in reasons):
        return _UNKNOWN
    found = (_turned(reason, "changes") for reason in reasons)
    return next((reason for reason in found if reason is not None), Reason("would_change.nothing", True))


def _turned(reason: Reason, turn: Turn) -> Reason | None:
    minimum, below = reason.values.get("minimum_ntd"), reason.values.get("below_ntd")
    match reason.code:
        case "capital_below":
            return Reason(f"would_change.reaches.{turn}", reason.holds, {"bound_ntd": minimum})
        case "capital_under":
            return Reason(f"would_change.reaches.{turn}", reason.holds, {"bound_ntd": below})
        case "capital_reaches":
            return Reason(f"would_change.falls.{turn}", reason.holds, {"bound_ntd": minimum})
        case "capital_beyond":
            return Reason(f"would_change.falls.{turn}", reason.holds, {"bound_ntd": below})
        case "capital_within":
            return Reason(f"would_change.leaves.{turn}", reason.holds, {"minimum_ntd": minimum, "below_ntd": below})
        case "item_not_yet" | "rule_not_yet":
            return Reason("would_change.begins", False, {"effective_from": reason.values["effective_from"]})
    return Reason(f"would_change.fact.{turn}", reason.holds) if reason.code.startswith("fact.") else None
