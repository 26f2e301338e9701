"""The lists inside the overview: check items with whether they apply, and the dated facts."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from auditdesk.model.facts import DatedFact, ItemInScope
from ui.parts.painting import draw_icon
from ui.places import firms_words as say
from ui.places.rules_words import CERTAINTY_ICONS
from ui.tables import Column, RowTable
from ui.words import day, tr, words


def facts_table() -> RowTable:
    """The dated history of a firm, the newest day first."""
    return RowTable(
        (
            Column(
                "from",
                tr("Valid from"),
                lambda fact: day(fact.valid_from),
                lambda fact: fact.valid_from,
                width=86,
                colour="text.muted",
            ),
            Column(
                "fact",
                tr("Fact"),
                lambda fact: say.fact_name(fact.kind),
                width=say.wide(98, 132),
                tip=lambda fact: say.fact_name(fact.kind),
            ),
            Column("value", tr("Value"), _value, width=92, weight=500),
            Column(
                "source",
                tr("Source"),
                lambda fact: fact.source,
                width=100,
                stretch=True,
                colour="text.secondary",
                tip=_fact_tip,
            ),
            Column(
                "recorded",
                tr("Recorded"),
                lambda fact: f"{day(fact.recorded_on)} {fact.recorded_by}",
                lambda fact: fact.recorded_on,
                width=134,
                colour="text.muted",
            ),
        ),
        identity=lambda fact: (fact.kind, fact.valid_from, fact.recorded_on, fact.value),
        sentence=_fact_sentence,
    )


def items_table() -> RowTable:
    """Every item of the edition with whether it applies."""
    return RowTable(
        (
            Column("applies", "", lambda item: _verdict(item), lambda item: item.applies is not True, _draw_applies, width=32),
            Column("item", tr("Item"), lambda item: item.item.key, width=104, colour="text.muted"),
            Column(
                "summary",
                tr("Requirement"),
                lambda item: say.two(item.item.summary),
                width=200,
                stretch=True,
                tip=lambda item: say.two(item.item.summary),
            ),
            Column(
                "frequency",
                tr("Self-audit"),
                lambda item: say.term("frequency", item.item.frequency),
                width=70,
                colour="text.secondary",
            ),
            Column(
                "certainty",
                tr("Sure"),
                lambda item: say.term("certainty", item.item.certainty),
                paint=_draw_certainty,
                width=44,
                tip=_certainty_tip,
            ),
        ),
        identity=lambda item: item.item.key,
        sentence=lambda item: f"{item.item.key} {say.two(item.item.summary)}, {_verdict(item)}, {_certainty_tip(item)}",
    )


def _draw_certainty(painter: QPainter, rect: QRect, item: ItemInScope, _current: bool) -> None:
    draw_icon(painter, rect.left(), rect.center().y(), CERTAINTY_ICONS[item.item.certainty], "text.secondary", 14)


def _certainty_tip(item: ItemInScope) -> str:
    return tr(
        "{certainty}; source: {source}",
        certainty=say.term("certainty", item.item.certainty),
        source=words().show("source", item.item.source),
    )


def _verdict(item: ItemInScope) -> str:
    return tr("applies") if item.applies else tr("does not apply") if item.applies is False else tr("not known")


def _draw_applies(painter: QPainter, rect: QRect, item: ItemInScope, _current: bool) -> None:
    icon, ink = {
        True: ("j-conform", "judge.conform.mark"),
        False: ("j-na", "judge.na.mark"),
        None: ("help", "severity.medium.mark"),
    }[item.applies]
    draw_icon(painter, rect.left(), rect.center().y() + 1, icon, ink, 14)


def _value(fact: DatedFact) -> str:
    told = say.fact_value(fact.kind, fact.value) or tr("none")
    return tr("{value} (taken back)", value=told) if fact.retraction else told


def _fact_tip(fact: DatedFact) -> str:
    told = f"{fact.source}\n{day(fact.recorded_on)} {fact.recorded_by}"
    back = fact.retraction
    if back is None:
        return told
    return told + "\n" + tr("Taken back {day} by {who}: {reason}", day=day(back.on), who=back.by, reason=back.reason)


def _fact_sentence(fact: DatedFact) -> str:
    return tr(
        "{fact}: {value} from {day}, source {source}",
        fact=say.fact_name(fact.kind),
        value=say.fact_value(fact.kind, fact.value),
        day=day(fact.valid_from),
        source=fact.source,
    )
