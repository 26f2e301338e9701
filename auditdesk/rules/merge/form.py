"""What a record that comes home can say: values there are, lists of what they are lists of, and on a new record nothing that only the
office gives."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from typing import Any

from auditdesk.model.fieldwork_rows import NoteState
from auditdesk.model.samples import SamplingMethod
from auditdesk.model.terms import Authority, FindingClass, Judgement, Severity

Plain = Mapping[str, Any]
_LARGEST = 2**63
_TERMS: Mapping[str, Mapping[str, type[StrEnum]]] = {
    "answer": {"judgement": Judgement},
    "field_note": {"state": NoteState},
    "finding": {"authority": Authority, "finding_class": FindingClass, "severity": Severity},
    "sample": {"method": SamplingMethod},
}
_MAY_BE_EMPTY = frozenset({("answer", "judgement"), ("sample", "method")})
_OF_THE_OFFICE = ("reviewer", "letter_uid", "closed_by", "closed_at")
_OF_THE_VISIT = ("firm_uid", "year", "edition")
_EDGE_OF_TIME = re.compile(r"(0000|0001|9999)-\d\d-\d\dT")
_UID = re.compile(r"[0-9A-Za-z_-]{1,64}")


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _is_pairs(value: Any) -> bool:
    return isinstance(value, dict) and _is_texts(list(value.values()))


def _is_chosen(value: Any) -> bool:
    names = {"name", "result", "note"}
    return isinstance(value, list) and all(_is_pairs(one) and "name" in one and set(one) <= names for one in value)


def _is_marks(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) and _is_mark(one) for one in value)


def _is_mark(one: Mapping[str, Any]) -> bool:
    places = [one.get(name) for name in ("x", "y", "to_x", "to_y")]
    return (
        set(one) <= {"kind", "x", "y", "to_x", "to_y", "text"}
        and one.get("kind") in ("box", "arrow", "text")
        and isinstance(one.get("text", ""), str)
        and all(isinstance(each, (int, float)) and math.isfinite(each) and 0 <= each <= 1 for each in places)
    )


_LISTS: Mapping[tuple[str, str], Callable[[Any], bool]] = {
    ("evidence_layer", "shapes"): _is_marks,
    ("finding", "co_authors"): _is_texts,
    ("finding", "locations"): _is_texts,
    ("interview", "items"): _is_texts,
    ("sample", "chosen"): _is_chosen,
    ("sample", "listed"): _is_texts,
    ("visit", "submit_reasons"): _is_pairs,
}


def is_writable(one: Plain) -> bool:
    """Whether a record of a parcel is plain values by field that a database and a calendar can hold."""
    return all(_is_value(name, value) for name, value in one.items()) and _UID.fullmatch(one["uid"]) is not None


def _is_value(name: str, value: Any) -> bool:
    if isinstance(value, str):
        # The first and the last year there is have moments that are none in another zone of time.
        return not (name.endswith("_at") and _EDGE_OF_TIME.match(value))
    return value is None or isinstance(value, bool) or (isinstance(value, int) and -_LARGEST <= value < _LARGEST)


def misfit(one: Plain, base: Plain | None, lines: Collection[str]) -> str | None:
    """The field of a record that says what there is not, None when all of them fit. What it said when it left is not asked about.

    ``lines``: the keys of the items of its visit.
    """
    kind = one["kind"]

    def is_new(name: str) -> bool:
        return base is None or one[name] != base.get(name)

    for name, terms in _TERMS.get(kind, {}).items():
        if is_new(name) and one[name] not in {*terms, *((None, "") if (kind, name) in _MAY_BE_EMPTY else ())}:
            return name
    for (of, name), fits in _LISTS.items():
        if of == kind and is_new(name) and not fits(_read(one[name])):
            return name
    if kind in ("finding", "field_note", "sample") and is_new("item_key") and one["item_key"] not in {*lines, None}:
        return "item_key"
    if kind == "interview" and is_new("items") and not set(_read(one["items"])) <= set(lines):
        return "items"
    return None


def presumed(one: Plain, visit: Plain, parcels: Collection[str]) -> str | None:
    """The field of a new finding that only the office gives, or that is another visit's; None when there is none.

    ``visit``: its visit as it left; ``parcels``: the numbers of the check-outs of that visit, with which the numbers of findings that
    are made outside begin.
    """
    if one["kind"] != "finding":
        return None
    for name in _OF_THE_OFFICE:
        if one[name] is not None:
            return name
    for name in _OF_THE_VISIT:
        if one[name] != visit[name]:
            return name
    begins, _, rest = one["number"].rpartition("-")
    return None if begins in parcels and rest.isascii() and rest.isdigit() else "number"


def _read(text: Any) -> Any:
    """What a text of JSON says; None for what says nothing."""
    try:
        return json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        return None
