"""How the Rules place says things: conditions, certainty, states and days, in the language of the window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from auditdesk.errors import AuditDeskError
from auditdesk.model.office_rules import OfficeEditionRow
from auditdesk.model.rulebook import AllOf, Always, AnyOf, CapitalWithin, Condition, Edition, FactIs, Not, NotKnown
from ui.places import firms_words
from ui.words import day, tr, words

CERTAINTY_ICONS = {"seen": "shield-check", "partial": "eye", "deck": "file", "inferred": "help"}
STATE_STATUS = {
    "shipped": ("closed", "lock"),
    "draft": ("draft", "edit"),
    "submitted": ("review", "clock"),
    "in_force": ("approved", "stamp"),
    "withdrawn": ("closed", "x"),
    "proposed": ("review", "clock"),
    "approved": ("approved", "check"),
    "refused": ("returned", "x"),
    "ended": ("closed", "minus"),
}
"""State → status colours and icon."""


@dataclass(frozen=True, slots=True)
class EditionEntry:
    """One line of the list: an edition, the office's record of it (None = shipped), or why it can't be read."""

    id: str
    edition: Edition | None
    row: OfficeEditionRow | None
    wrong: AuditDeskError | None = None

    @property
    def state(self) -> str:
        return "shipped" if self.row is None else self.row.state

    @property
    def name(self) -> str:
        return self.id if self.edition is None else firms_words.two(self.edition.name)

    @property
    def seen(self) -> int | None:
        """How many of a hundred items were read whole in the rule's text."""
        if self.edition is None or not self.edition.items:
            return None
        return round(100 * sum(item.certainty == "seen" for item in self.edition.items) / len(self.edition.items))


def state(entry_state: str) -> str:
    """Where an edition stands."""
    return words().say(f"edition_state.{entry_state}")


def period(first: date, last: date | None) -> str:
    """``108/10/25–109/02/09``; open at the end without a last day."""
    return tr("from {day}", day=day(first)) if last is None else f"{day(first)}–{day(last)}"


def certainty(value: str) -> str:
    """How sure we are of a text."""
    return words().say(f"certainty.{value}")


def frequency(value: str) -> str:
    """How often."""
    return words().say(f"frequency.{value}")


def condition(found: Condition) -> str:
    """Whom something binds, in words."""
    match found:
        case Always():
            return tr("every firm")
        case FactIs(fact, value):
            name = firms_words.fact_name(fact)
            if isinstance(value, bool):
                return words().say(f"reason.fact.{fact}.{'yes' if value else 'no'}")
            return f"{name} = {firms_words.fact_value(fact, value)}"
        case CapitalWithin(minimum, below):
            if below is None:
                return tr("capital from {amount}", amount=firms_words.money(minimum))
            if not minimum:
                return tr("capital below {amount}", amount=firms_words.money(below))
            return tr("capital from {least} to below {most}", least=firms_words.money(minimum), most=firms_words.money(below))
        case AllOf(parts):
            return tr(" and ").join(condition(part) for part in parts)
        case AnyOf(parts):
            return tr(" or ").join(condition(part) for part in parts)
        case Not(inner):
            return tr("not: {what}", what=condition(inner))
        case NotKnown(what):
            return tr("not known: {what}", what=firms_words.two(what))
