"""How the Rules place says things: conditions, certainty, states and days, in the language of the window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from auditdesk.errors import AuditDeskError
from auditdesk.model.office_rules import OfficeEditionRow, SupersededEdition
from auditdesk.model.rulebook import AllOf, Always, AnyOf, CapitalWithin, CheckItem, Condition, Edition, FactIs, Not, NotKnown
from auditdesk.rules.amounts import parse_amount
from ui.places import firms_words
from ui.words import day, language, mark, tr, words

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
    "superseded": ("returned", "clock"),
}
"""State → status colours and icon."""


_FIELDS = {
    "key": mark("Key"),
    "code": mark("Code"),
    "part": mark("Part"),
    "paragraph": mark("Paragraph"),
    "frequency": mark("Frequency"),
    "condition": mark("Binds"),
    "certainty": mark("Certainty"),
    "source": mark("Source"),
    "effective_from": mark("First day"),
    "effective_until": mark("Last day"),
    "scheme": mark("Code scheme"),
}


@dataclass(frozen=True, slots=True)
class EditionEntry:
    """One line of the list: an edition, the office's record of it (None = shipped), or why it can't be read."""

    id: str
    edition: Edition | None
    row: OfficeEditionRow | None
    wrong: AuditDeskError | None = None
    superseded: SupersededEdition | None = None
    """What takes the place of an own edition, if a shipped one does."""

    @property
    def state(self) -> str:
        return "shipped" if self.row is None else self.row.state

    @property
    def standing(self) -> str:
        """The state as the list tells it: an own edition whose place a shipped one takes says so."""
        return self.state if self.superseded is None else "superseded"

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
    if entry_state == "superseded":
        return tr("Superseded")
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


def amount_unit() -> str:
    """The unit in which amounts are typed into a form."""
    return tr("NT$ bn")


def _unit() -> int:
    return 100_000_000 if language() == "zh_TW" else 1_000_000_000


def amount_text(ntd: int) -> str:
    """NT$ in the unit of the form, no digit lost: ``40``, ``39.99999999``."""
    whole, rest = divmod(ntd, _unit())
    return f"{whole}.{rest:0{len(str(_unit())) - 1}d}".rstrip("0").rstrip(".")


def read_amount(text: str) -> int:
    """NT$ as typed, a bare number in the unit of the form. Raises BadInput ``amount.*``."""
    return parse_amount(text, unit=_unit())


def source(text: str) -> str:
    """Where a rule was seen, in the language of the window."""
    return words().show("source", text)


def money(ntd: int | None) -> str:
    """NT$ with its unit, no digit lost."""
    return "–" if ntd is None else f"{amount_text(ntd)} {amount_unit()}"


def field(name: str) -> str:
    """A field of a piece as the comparison names it."""
    return tr(_FIELDS[name]) if name in _FIELDS else name


def field_value(name: str, item: CheckItem | None) -> str:
    """What an item says there."""
    if item is None:
        return "–"
    match name:
        case "condition":
            return condition(item.condition)
        case "frequency":
            return frequency(item.frequency)
        case "certainty":
            return certainty(item.certainty)
        case "source":
            return source(item.source)
        case "effective_from" | "effective_until":
            when = getattr(item, name)
            return tr("open-ended") if when is None else day(when)
    return str(getattr(item, name, None) or "–")


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
