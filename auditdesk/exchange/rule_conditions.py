"""What a rule file writes as a condition → the condition, with every mistake noted."""

from __future__ import annotations

from auditdesk.errors import Problem
from auditdesk.exchange.rule_documents import Node
from auditdesk.exchange.rule_records import Record
from auditdesk.model.rulebook import AllOf, Always, AnyOf, CapitalWithin, Condition, FactIs, Not, NotKnown
from auditdesk.model.terms import Authority, FactKind

_KINDS = ("fact", "capital", "all", "any", "not", "unknown")


def condition_of(node: Node, problems: list[Problem]) -> Condition:
    """``always`` · ``{fact: …, is: …}`` · ``{capital: {min: …, below: …}}`` · ``{all: […]}`` · ``{any: […]}`` · ``{not: …}`` ·
    ``{unknown: {zh: …, en: …}}``."""
    if node.content == "always":
        return Always()
    if not isinstance(node.content, dict) or not node.content:
        problems.append(node.problem("rulebook.not_condition"))
        return Always()
    kind = next((key for key in _KINDS if key in node.content), None)
    if kind is None:
        problems.append(node.problem("rulebook.not_condition"))
        return Always()
    written = Record(node, problems, "fact is" if kind == "fact" else kind)
    if kind == "fact":
        return _fact_condition(written)
    if kind == "unknown":
        return NotKnown(written.words("unknown"))
    if kind == "capital":
        bounds = written.record("capital", "", "min below")
        minimum, below = bounds.whole("min"), bounds.whole_or_open("below")
        if below is not None and below <= minimum:
            bounds.note(bounds.at("below"), "rulebook.band_holds_nothing")
        return CapitalWithin(minimum, below)
    if kind == "not":
        return Not(condition_of(written.at("not"), problems))
    if written.has(kind) and written.at(kind).content == ():
        written.note(written.at(kind), "rulebook.empty_list")
    inner = tuple(condition_of(part, problems) for part in written.list(kind))
    return AllOf(inner) if kind == "all" else AnyOf(inner)


def _fact_condition(written: Record) -> Condition:
    known = tuple(member.value for member in FactKind)
    name = written.label("fact")
    if name and name not in known:
        written.note(written.at("fact"), "rulebook.unknown_fact", known=known)
        return Always()
    if not name or not written.has("is"):
        return Always()
    kind = FactKind(name)
    if kind.is_flag:
        return FactIs(name, written.flag("is"))
    if kind.is_amount or kind.is_count:
        return FactIs(name, written.whole("is"))
    authorities = (Authority.TWSE.value, Authority.TPEX.value)
    wanted = written.label("is")
    if wanted and wanted not in authorities:
        written.note(written.at("is"), "rulebook.not_one_of", known=authorities)
    return FactIs(name, wanted)
