"""What a firm's last visit of an earlier audit year said to the items of a visit.

Which visit that is and what was judged there are frozen when the visit is opened; notes, findings and replies are read from where they
are kept, so that papers that were removed leave only the result.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from auditdesk.model.fieldwork_rows import EarlierFinding, EarlierItem
from auditdesk.model.rulebook import Rulebook
from auditdesk.rules.earlier_answers import ChecklistLine, EarlierAnswers
from auditdesk.store.journal import canonical
from auditdesk.store.queries import fieldwork_screen as queries
from auditdesk.store.queries import rules


@dataclass(frozen=True, slots=True)
class Identity:
    """What an item is known again by."""

    key: str
    text_hash: str


@dataclass(frozen=True, slots=True)
class EarlierVisit:
    """The visit before; ``items`` by the key of the item now, only those that say something."""

    uid: str
    number: str
    year: int
    items: Mapping[str, EarlierItem]
    deficient_texts: frozenset[str]
    """Hashes of the words under which it has findings."""


def frozen_for(connection: Any, firm_uid: str, year: int, items: Sequence[ChecklistLine]) -> dict[str, str]:
    """For each item by key what its line keeps of the visit before, as JSON: its uid, and key, judgement and ``same`` of the match."""
    before = rules.visit_before(connection, firm_uid, year)
    if before is None:
        return {item.key: "{}" for item in items}
    answered = EarlierAnswers(queries.answered_lines(connection, before[0]))
    kept = {}
    for item in items:
        told: dict[str, Any] = {"visit": before[0]}
        matched = answered.of(item)
        if matched is not None:
            told |= {"item": matched[0].key, "judgement": matched[0].judgement, "same": matched[1]}
        kept[item.key] = canonical(told)
    return kept


def read_earlier_visit(connection: Any, rulebook: Rulebook, visit: Any, lines: Sequence[Any]) -> EarlierVisit | None:
    """The visit before with what it said to ``lines``; None = there was none when the visit was opened.

    A visit opened before this was frozen is compared with what stands today.
    """
    frozen = {line["item_key"]: line["earlier"] for line in lines}
    if not frozen or "" in frozen.values():
        live = [Identity(line["item_key"], line["text_hash"]) for line in lines]
        frozen = frozen_for(connection, visit["firm_uid"], visit["year"], live)
    told = {key: json.loads(text) for key, text in frozen.items()}
    uid = next((each["visit"] for each in told.values() if "visit" in each), None)
    head = None if uid is None else queries.head(connection, uid)
    if head is None:
        return None
    answered = {line.key: line for line in queries.answered_lines(connection, head["uid"])}
    stored = queries.findings(connection, head["uid"])
    replies = queries.replies(connection, [row["uid"] for row in stored])
    by_item: dict[str | None, list[Any]] = {}
    for row in stored:
        by_item.setdefault(row["item_key"], []).append(row)
    items = {}
    for line in lines:
        each = told[line["item_key"]]
        key = each.get("item")
        own = by_item.get(key, []) if key else [row for row in stored if row["item_text_hash"] == line["text_hash"]]
        if key is None and not own:
            continue
        old = answered.get(key) if key else None
        items[line["item_key"]] = EarlierItem(
            visit=head["number"],
            year=head["year"],
            item=key or line["item_key"],
            judgement=each.get("judgement"),
            note=old.note if old is not None else "",
            same_text=each.get("same", True),
            summary_zh=old.summary_zh if old is not None else line["summary_zh"],
            summary_en=old.summary_en if old is not None else line["summary_en"],
            findings=tuple(_finding(row, rulebook, head["year"], replies.get(row["uid"], "")) for row in own),
        )
    hashes = frozenset(row["item_text_hash"] for row in stored if row["item_text_hash"])
    return EarlierVisit(head["uid"], head["number"], head["year"], items, hashes)


def _finding(row: Any, rulebook: Rulebook, year: int, reply: str) -> EarlierFinding:
    pattern = next((one for one in rulebook.edition(row["edition"]).patterns if one.id == row["pattern"]), None)
    wording = (pattern.wording.zh, pattern.wording.en) if pattern else ("", "")
    return EarlierFinding(
        row["uid"], row["number"], year, row["severity"], row["state"], *wording, row["facts"], row["firm_remark"], reply
    )
