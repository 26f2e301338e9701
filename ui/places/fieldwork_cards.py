"""What is known beside an item, as cards: its rule, why it is in scope, last time's answer and finding, peers, what happened."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from auditdesk.model.facts import Reason
from auditdesk.model.fieldwork_rows import ActivityRow, EarlierItem, FieldItem, ItemContext, PeerCount
from auditdesk.model.rulebook import Bilingual
from ui.parts.judgement import token, word
from ui.parts.why_popover import Why, WhyLine, why_line
from ui.places import fieldwork_lines as lines_of
from ui.places import fieldwork_words as say
from ui.places.fieldwork_context import ACTIVITY, EARLIER, PEERS, RULE, Card, CardLine, ChipTold
from ui.words import plural, tr, words, year_name

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SEVERITIES = ("critical", "high", "medium", "low")
_ICONS = {True: ("check", "judge.conform.mark"), False: ("minus", "text.muted"), None: ("help", "severity.medium.mark")}


def why_lines(reasons: Sequence[Mapping[str, Any]]) -> tuple[WhyLine, ...]:
    """The reasons that were frozen with the item, as lines."""
    return tuple(
        why_line(Reason(each["code"], each["holds"], {name: _thawed(value) for name, value in each["values"].items()}))
        for each in reasons
    )


def _thawed(value: Any) -> Any:
    """A value as it was before it was frozen: words in both languages, a day."""
    if isinstance(value, dict) and set(value) == {"zh", "en"}:
        return Bilingual(value["zh"], value["en"])
    if isinstance(value, str) and _DAY.fullmatch(value):
        return date.fromisoformat(value)
    return value


def why(item: FieldItem) -> Why:
    """Why an item is on the checklist of this visit."""
    name = item.number
    title = (
        tr("Why is {item} in scope?", item=name) if item.applies else tr("Why is it not known whether {item} applies?", item=name)
    )
    return Why(title, why_lines(item.reasons))


def why_section_empty(code: str) -> Why:
    """Why nothing of a section is on the checklist."""
    line = WhyLine(False, tr("By this firm's capital and business on the reference date no item of {code} applies.", code=code))
    return Why(tr("Why does {code} not apply?", code=code), (line,))


def cards(
    item: FieldItem,
    context: ItemContext,
    year: int,
    compare: Callable[[], None],
    quote: Callable[[], None],
    names: Mapping[str, str],
) -> list[Card]:
    """The cards of an item of a visit of ``year``, in the order they are read. ``names``: login → name."""
    made = [_rule(item, context), _scope(item)]
    if context.earlier is not None:
        made.append(_earlier(context.earlier, year, compare, quote))
    if repeats := _repeats(context):
        made.append(repeats)
    made.append(_peers(context.peers))
    made.append(_activity(context.activity, names))
    return made


def _rule(item: FieldItem, context: ItemContext) -> Card:
    told = say.two(context.citation_zh, context.citation_en)
    under = tr("Numbered {number} there", number=f"{item.code} {context.paragraph}") if context.paragraph else ""
    lines = (CardLine(told or item.code, under), CardLine(lines_of.text_of(item), tone="secondary"))
    return Card(RULE, "rule", tr("Basis"), item.number, lines=lines)


def _scope(item: FieldItem) -> Card:
    lines = []
    for line in why_lines(item.reasons):
        icon, ink = _ICONS[line.holds]
        lines.append(CardLine(line.plain, line.under, icon, ink))
    return Card("scope", "help", tr("Why in scope?"), lines=tuple(lines))


def severity_chip(severity: str) -> ChipTold:
    return ChipTold(
        words().say(f"severity.{severity}"), f"severity.{severity}.text", f"severity.{severity}.bg", f"sev-{severity}"
    )


def judgement_chip(judgement: str | None) -> ChipTold:
    group = token(judgement)
    return ChipTold(word(judgement), f"judge.{group}.text", f"judge.{group}.bg", f"j-{group}")


def _earlier(earlier: EarlierItem, year: int, compare: Callable[[], None], quote: Callable[[], None]) -> Card:
    lines: list[CardLine] = []
    if not earlier.same_text:
        lines.append(
            CardLine(
                tr("The words were others: {words}", words=say.two(earlier.summary_zh, earlier.summary_en)), tone="secondary"
            )
        )
    if earlier.note:
        lines.append(CardLine(earlier.note, tone="secondary"))
    for finding in earlier.findings:
        lines.append(
            CardLine(say.two(finding.wording_zh, finding.wording_en), finding.number, chip=severity_chip(finding.severity))
        )
        lines.append(CardLine(finding.facts, tone="secondary"))
        if finding.firm_remark:
            lines.append(CardLine(tr("The firm said: {statement}", statement=finding.firm_remark), icon="chat"))
        lines.append(
            CardLine(tr("The firm answered: {answer}", answer=finding.reply), icon="letters")
            if finding.reply
            else CardLine(tr("No answer is recorded"), icon="letters", tone="muted")
        )
    acts = ((tr("Side by side"), "columns", compare), (tr("Quote last year's text"), "copy", quote)) if earlier.findings else ()
    title = tr("Same item last year") if earlier.year == year - 1 else tr("Same item last time")
    return Card(EARLIER, "repeat", title, year_name(earlier.year), (judgement_chip(earlier.judgement),), tuple(lines), acts)


def _repeats(context: ItemContext) -> Card | None:
    """Findings of the same requirement in earlier years; those of the visit before stand on the card of last time."""
    if not context.repeats:
        return None
    told = {one.uid for one in context.earlier.findings} if context.earlier is not None else set()
    lines = []
    for one in context.repeats:
        state = words().say(f"state.{one.state}")
        text = tr("{year}: {number}, {state}", year=year_name(one.year), number=one.number, state=state)
        lines.append(CardLine(text, _BY[one.by](), chip=severity_chip(one.severity)))
        if one.reply and one.uid not in told:
            lines.append(CardLine(tr("The firm answered: {answer}", answer=one.reply), icon="letters"))
    years = len({one.year for one in context.repeats})
    note = plural(years, "in {count} earlier year", "in {count} earlier years")
    return Card("repeats", "repeat", tr("Found before at this firm"), note, lines=tuple(lines))


_BY: dict[str, Callable[[], str]] = {
    "words": lambda: tr("The requirement has the same words"),
    "pattern": lambda: tr("The same pattern"),
    "both": lambda: tr("The same pattern and words"),
}


def peers_told(peers: Sequence[PeerCount]) -> str:
    """How often other firms had it, in a few words; empty = never."""
    found = sum(peer.findings for peer in peers)
    return plural(found, "{count} with peers", "{count} with peers") if found else ""


def _peers(peers: Sequence[PeerCount]) -> Card:
    lines = [
        CardLine(plural(peer.firms, "{count} firm", "{count} firms"), chip=severity_chip(peer.severity), count=str(peer.findings))
        for peer in sorted(peers, key=lambda each: _SEVERITIES.index(each.severity))
    ]
    if not lines:
        lines = [CardLine(tr("No other firm had this pattern in the last three years."), tone="muted")]
    return Card(PEERS, "chat", tr("Peers"), tr("accepted findings of three years"), lines=tuple(lines))


def _activity(activity: Sequence[ActivityRow], names: Mapping[str, str]) -> Card:
    lines = [
        CardLine(words().say(f"act.{each.act}"), f"{say.moment(each.at)}　{names.get(each.login, each.login)}")
        for each in activity[:12]
    ]
    return Card(ACTIVITY, "clock", tr("Activity"), lines=tuple(lines or [CardLine(tr("Nothing has happened yet"), tone="muted")]))
