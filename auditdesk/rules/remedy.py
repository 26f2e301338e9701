"""Who owes the next step of a finding that is in a letter, by when, and how late it is. Days are inclusive."""

from __future__ import annotations

from datetime import date

from auditdesk.errors import Refused
from auditdesk.model.terms import FindingClass, FindingState


def owes(state: FindingState, claim: str | None, result: str | None, *, answers: bool = True) -> str:
    """``firm``, ``office`` or empty. ``claim``: of the newest reply; ``result``: of the newest follow-up check.

    ``answers`` False: an observation that nobody has to answer.
    """
    if state is FindingState.LETTERED:
        return "firm" if answers else "office"
    if state is FindingState.ANSWERED:
        # What is only planned is still to be done; what is disputed or done is for the office to look at.
        return "firm" if answers and claim in ("under_way", "planned") else "office"
    if state is FindingState.RECHECKED:
        return "office" if result == "remedied" or not answers else "firm"
    return ""


def has_to_answer(finding_class: str, *, observations_answered: bool) -> bool:
    """Whether a firm has to answer to it by a day."""
    return observations_answered or finding_class == FindingClass.FINDING


def days_late(due: date | None, today: date, owing: str) -> int | None:
    """Days after the due date, None where the firm owes nothing or still has time; the due date itself is in time."""
    if due is None or owing != "firm" or today <= due:
        return None
    return (today - due).days


def demand_later(until: date, due: date | None) -> None:
    """Raises Refused ``extension.not_later``: an extension ends after the day that holds now."""
    if due is not None and until <= due:
        raise Refused("extension.not_later", until=until, due=due)


def demand_not_before(day: date, earliest: date | None, today: date) -> None:
    """Raises Refused ``remedy.day_before_letter`` or ``remedy.day_in_future``."""
    if earliest is not None and day < earliest:
        raise Refused("remedy.day_before_letter", day=day, letter=earliest)
    if day > today:
        raise Refused("remedy.day_in_future", day=day, today=today)
