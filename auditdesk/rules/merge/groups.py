"""Which records of a visit travel, and which of their fields are decided together when they were changed in several places.

Severity and its reason are one decision, and so are judgement and who judged; taking one half from each side would say what nobody
said. What is not named here is fixed when the record is made and never differs between two places.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Agreement(StrEnum):
    """What becomes of different values: people ``choose``; the ``first`` origin's holds, since nothing is lost by it; one yes is yes
    (``either``); every element of all lists is taken (``union``)."""

    CHOOSE = "choose"
    FIRST = "first"
    EITHER = "either"
    UNION = "union"


@dataclass(frozen=True, slots=True)
class Group:
    """``fields`` are compared and decided as one; ``along`` go with the side that is taken and are never compared."""

    name: str
    fields: tuple[str, ...]
    agreement: Agreement = Agreement.CHOOSE
    along: tuple[str, ...] = ()
    text: bool = False
    """One field of running text: a joined text can be proposed."""


_FIRST, _EITHER, _UNION = Agreement.FIRST, Agreement.EITHER, Agreement.UNION
_DELETED = Group("deleted", ("deleted_at",))

GROUPS: Mapping[str, tuple[Group, ...]] = {
    # Who handed it in first did so; another's handing in says no more than that.
    "visit": (Group("submitted", ("submitted_by", "submitted_at", "submit_reasons"), _FIRST),),
    "visit_item": (Group("claimed", ("claimed_by",), _FIRST), Group("flagged", ("flagged",), _EITHER)),
    "answer": (
        Group("judgement", ("judgement",), along=("answered_by", "answered_at")),
        Group("note", ("note",), text=True),
    ),
    "finding": (
        Group("pattern", ("item_key", "item_text_hash", "pattern", "pattern_code"), along=("repeat_of",)),
        Group("class", ("finding_class",)),
        Group("severity", ("severity", "severity_reason")),
        Group("due_date", ("due_date",)),
        Group("facts", ("facts",), text=True),
        Group("locations", ("locations",), _UNION),
        Group("firm_remark", ("firm_remark",), text=True),
        Group("state", ("state",), along=("submitted_by", "decided_at", "reason")),
        Group("co_authors", ("co_authors",), _UNION),
        _DELETED,
    ),
    "evidence": (Group("belongs", ("finding_uid", "note_uid", "visit_uid")), _DELETED),
    "evidence_layer": (Group("shapes", ("shapes",), _UNION),),
    "field_note": (
        Group("text", ("text",), text=True),
        Group("sorting", ("state", "item_key", "finding_uid")),
        _DELETED,
    ),
    "sample": (
        Group("sample", ("population", "population_size", "chosen", "method", "listed", "seed")),
        Group("result", ("result",), text=True),
        _DELETED,
    ),
    "interview": (
        Group("interview", ("role", "name", "held_at", "items")),
        Group("subject", ("subject",), text=True),
        _DELETED,
    ),
    "section_assignment": (Group("login", ("login",), _FIRST),),
}
"""Kind of record → its groups. The records of these kinds come home; all others only leave, to be read."""

LAPTOP_STATES = frozenset({"draft", "submitted", "returned", "withdrawn"})
"""States of a finding that can come about outside the office: the others need a second person there."""

AUTHORS: Mapping[str, tuple[str, ...]] = {
    "visit": ("submitted_by",),
    "answer": ("answered_by",),
    "finding": ("author", "submitted_by"),
    "evidence": ("added_by",),
    "field_note": ("author",),
    "sample": ("kept_by",),
    "interview": ("kept_by",),
}
"""The fields that say whose hand it is: only people of the visit may stand there in what comes home."""

HANGS_ON: Mapping[str, tuple[tuple[str, str], ...]] = {
    "evidence": (("finding_uid", "finding"), ("note_uid", "field_note")),
    "evidence_layer": (("evidence_uid", "evidence"),),
}
"""Kind → (field, kind it names): who deletes the one must have known what hangs on it."""


def group_of(kind: str, name: str) -> Group:
    """The group of that name. Raises KeyError."""
    return next(group for group in GROUPS[kind] if group.name == name)


def value_of(group: Group, record: Mapping[str, Any] | None) -> tuple[Any, ...] | None:
    """What a record (plain values by field) says in this group; None for a record that is not there. When something was put away is
    told as whether it was."""
    if record is None:
        return None
    if group.name == _DELETED.name:
        return (record.get("deleted_at") is not None,)
    return tuple(record.get(name) for name in group.fields)
