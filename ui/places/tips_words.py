"""How the place of tips says things."""

from __future__ import annotations

from auditdesk.model.tips import TipRow, TipState
from ui.words import day, tr, words

STATES = {
    TipState.RECEIVED.value: ("returned", "inbox"),
    TipState.LINKED.value: ("review", "firms"),
    TipState.IN_VISIT.value: ("review", "visits"),
    TipState.CLOSED.value: ("approved", "check"),
    TipState.WITHDRAWN.value: ("draft", "x"),
}
"""Where a tip stands → status colours and icon, in the order of its life."""


def state(tip: TipRow) -> str:
    """Where it stands, in words."""
    return words().say(f"state.{tip.state}")


def state_order(tip: TipRow) -> int:
    return tuple(STATES).index(tip.state)


def source(tip: TipRow) -> str:
    """How it came."""
    return words().say(f"tip_source.{tip.source}")


def result(tip: TipRow) -> str:
    """What came of it; empty while it is open."""
    return words().say(f"tip_result.{tip.result}") if tip.result else ""


def links(tip: TipRow) -> str:
    """The numbers of the visits and findings it is joined to."""
    return tr(", ").join((*tip.visits, *tip.findings))


def sentence(tip: TipRow) -> str:
    """A tip read aloud."""
    parts = (tip.number, day(tip.received_on), tip.firm_name or tr("no firm named"), tip.subject, state(tip), result(tip))
    return tr(", ").join(part for part in parts if part)
