"""The documents of an edition that an office writes itself: begun on another edition, changed item by item, written out as YAML."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from auditdesk.errors import Problem, Refused
from auditdesk.exchange.edition_whole import condition_document, scope_document, staffing_document
from auditdesk.exchange.outgoing import written_whole
from auditdesk.exchange.rule_conditions import condition_of
from auditdesk.exchange.rule_documents import plain, read_text
from auditdesk.exchange.rulebook_files import MAIN
from auditdesk.files import refusal
from auditdesk.model.office_rules import BandStated, ItemChange, TableChange
from auditdesk.model.rulebook import Band, Bilingual, Condition, Edition

Documents = dict[str, dict[str, Any]]
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAYS = frozenset({"effective_from", "effective_until", "stated_on", "due"})
_NAME = re.compile(r"[\w][\w.-]*\.ya?ml", re.ASCII)


def begun_on(base: Edition, edition: str, effective_from: date, stated_on: date) -> Documents:
    """The documents of a draft that differs from ``base`` in nothing but its name and days yet. Days are inclusive."""
    main = {
        "id": edition,
        "based_on": base.id,
        "name": {"zh": f"本單位規則版本 {edition}", "en": f"Own rule edition {edition}"},
        "effective_from": effective_from.isoformat(),
        "effective_until": None,
        "stated_on": stated_on.isoformat(),
        "citation": {"zh": base.citation.zh, "en": base.citation.en},
    }
    return {MAIN: main}


def with_item(documents: Mapping[str, Mapping[str, Any]], base: Edition, change: ItemChange) -> Documents:
    """The documents with one item as a form states it: added when ``base`` does not have it, else changed where it differs.

    An item that is stated as the base has it is no change any more.
    """
    found = copy.deepcopy({name: dict(content) for name, content in documents.items()})
    items = _items_of(found)
    stated: dict[str, Any] = {
        "paragraph": change.paragraph or None,
        "summary": {"zh": change.summary_zh.strip(), "en": change.summary_en.strip()},
        "frequency": change.frequency,
        "condition": _plain_condition(change.condition),
    }
    before = next((item for item in base.items if item.key == change.key), None)
    for part in ("add", "change"):
        items[part] = [entry for entry in items.get(part, []) if entry.get("key") != change.key]
    items["remove"] = [key for key in items.get("remove", []) if key != change.key]
    if before is None:
        stated |= {"effective_from": _iso(change.effective_from), "effective_until": _iso(change.effective_until)}
        kept = {name: value for name, value in stated.items() if value not in (None, "")}
        items["add"].append({"section": change.section, "key": change.key, **kept, "source": change.source or "office edition"})
    else:
        as_before = {
            "paragraph": before.paragraph,
            "summary": {"zh": before.summary.zh, "en": before.summary.en},
            "frequency": before.frequency.value,
            "condition": condition_document(before.condition),
        }
        kept = {name: value for name, value in stated.items() if value != as_before[name]}
        if change.effective_from not in (None, before.effective_from):
            kept["effective_from"] = _iso(change.effective_from)
        if change.effective_until != before.effective_until:
            kept["effective_until"] = _iso(change.effective_until)
        if change.source and change.source != before.source:
            kept["source"] = change.source
        if kept:
            items["change"].append({"key": change.key, **kept})
    return _tidied(found)


def without_item(documents: Mapping[str, Mapping[str, Any]], base: Edition, key: str) -> Documents:
    """The documents with an item taken out: a new one is dropped, one of the base is removed from the edition."""
    found = copy.deepcopy({name: dict(content) for name, content in documents.items()})
    items = _items_of(found)
    for part in ("add", "change"):
        items[part] = [entry for entry in items.get(part, []) if entry.get("key") != key]
    if any(item.key == key for item in base.items) and key not in items.get("remove", []):
        items["remove"] = [*items.get("remove", []), key]
    return _tidied(found)


def with_table(documents: Mapping[str, Mapping[str, Any]], base: Edition, change: TableChange) -> Documents:
    """The documents with one table by capital as a form states it; bands with the bounds they had keep their names.

    A table that is stated as the base has it, or without bands, is no change any more.
    """
    found = copy.deepcopy({name: dict(content) for name, content in documents.items()})
    holder = next((content for content in found.values() if change.kind in content), found[MAIN])
    staffing = change.kind == "staffing_table"
    before = base.staffing_table if staffing else base.scope_table
    stated = staffing_document(base.staffing_table) if staffing else scope_document(base.scope_table)
    bands = [_band(one, before.bands, staffing) for one in change.bands]
    clause = {name: value for name, value in stated["clause"].items() if name in ("id", "title")}
    citation = {"zh": change.citation_zh.strip(), "en": change.citation_en.strip()}
    same = (bands, citation, change.certainty) == (stated["bands"], stated["clause"]["citation"], stated["clause"]["certainty"])
    if not bands or same:
        holder.pop(change.kind, None)
    else:
        holder[change.kind] = {"clause": {**clause, "citation": citation, "certainty": change.certainty}, "bands": bands}
    return found


def _band(stated: BandStated, before: Sequence[Band], staffing: bool) -> dict[str, Any]:
    known = next((one for one in before if (one.minimum, one.below) == (stated.minimum, stated.below)), None)
    kept: dict[str, Any] = {
        "id": f"from_{stated.minimum}" if known is None else known.id,
        "min": stated.minimum,
        "below": stated.below,
        "name": _range_name(stated.minimum, stated.below) if known is None else {"zh": known.name.zh, "en": known.name.en},
    }
    if staffing:
        return {**kept, "unit": stated.unit, "chief": stated.chief, "staff": stated.staff}
    return {**kept, "parts": list(stated.parts)}


def _range_name(minimum: int, below: int | None) -> dict[str, str]:
    """A band in words, its bounds exactly."""
    zh = [f"{_in_units(minimum, 8)} 億元以上"] if minimum or below is None else []
    en = [f"NT${_in_units(minimum, 9)} billion"] if minimum or below is None else []
    if below is None:
        return {"zh": zh[0], "en": f"{en[0]} and above"}
    zh.append(f"未達 {_in_units(below, 8)} 億元")
    en.append(f"below NT${_in_units(below, 9)} billion")
    return {"zh": "、".join(zh), "en": " to ".join(en)}


def _in_units(ntd: int, places: int) -> str:
    """NT$ in 10 to the ``places`` NT$, no digit lost."""
    whole, rest = divmod(ntd, 10**places)
    return f"{whole:,}.{rest:0{places}d}".rstrip("0").rstrip(".")


def with_part_names(documents: Mapping[str, Mapping[str, Any]], base: Edition, names: Mapping[str, Bilingual]) -> Documents:
    """The documents with other names for parts, by their ids; a name that is the base's is no change any more."""
    found = copy.deepcopy({name: dict(content) for name, content in documents.items()})
    holder = next((content for content in found.values() if "parts" in content), found[MAIN])
    parts = holder.setdefault("parts", {})
    known = {part.id: part.name for part in base.parts}
    changes = {entry["id"]: entry for entry in parts.get("change", [])}
    for name, words in names.items():
        entry = changes.setdefault(name, {"id": name})
        entry["name"] = {"zh": words.zh.strip(), "en": words.en.strip()}
        if known.get(name) == Bilingual(**entry["name"]):
            del entry["name"]
    parts["change"] = [entry for entry in changes.values() if len(entry) > 1]
    holder["parts"] = {part: entries for part, entries in parts.items() if entries}
    if not holder["parts"]:
        del holder["parts"]
    return found


def read_condition(text: str) -> Condition:
    """A condition as a rule file writes it. Raises Refused ``condition.unreadable`` with the first ``problem`` and its ``place``."""
    return _condition(text)[0]


def _plain_condition(text: str) -> Any:
    return _condition(text)[1]


def _condition(text: str) -> tuple[Condition, Any]:
    # Under a key of its own: that is where a rule file has it, and where its mistakes are told.
    node, mistakes = read_text(f"condition: {text.strip()}", "")
    found = list(mistakes)
    if node is not None and isinstance(node.content, dict) and "condition" in node.content and not found:
        inner = node.content["condition"]
        condition = condition_of(inner, found)
        if not found:
            return condition, plain(inner)
    first = found[0] if found else Problem("rulebook.not_condition")
    raise Refused("condition.unreadable", problem=first.code, place=first.column or "", text=text)


def _items_of(documents: Documents) -> dict[str, Any]:
    holder = next((content for content in documents.values() if "items" in content), documents[MAIN])
    items = holder.setdefault("items", {})
    return items if isinstance(items, dict) else {}


def _tidied(documents: Documents) -> Documents:
    for content in documents.values():
        if isinstance(content.get("items"), dict):
            content["items"] = {part: entries for part, entries in content["items"].items() if entries}
            if not content["items"]:
                del content["items"]
    return documents


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def write_documents(documents: Mapping[str, Mapping[str, Any]], folder: Path) -> tuple[Path, ...]:
    """Each document as a YAML file in ``folder``, which is made when it is missing. Raises Unavailable for the disk."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise refusal(problem, folder) from problem
    paths = []
    for name, content in documents.items():
        path = folder / (name if _NAME.fullmatch(name) else MAIN)
        text = yaml.safe_dump(_with_days(content), allow_unicode=True, sort_keys=False, width=120)
        with written_whole(path) as place:
            place.write_text(text, encoding="utf-8")
        paths.append(path)
    return tuple(paths)


def _with_days(content: Any, key: str = "") -> Any:
    """ISO text under the keys of days as days, which YAML writes unquoted; only those are read as days again."""
    if isinstance(content, Mapping):
        return {name: _with_days(value, name) for name, value in content.items()}
    if isinstance(content, list | tuple):
        return [_with_days(entry) for entry in content]
    return date.fromisoformat(content) if key in _DAYS and isinstance(content, str) and _DAY.fullmatch(content) else content
