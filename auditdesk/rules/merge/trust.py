"""What of a parcel's records can't be: another visit's, another's hand, a decision that is not made outside."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from auditdesk.rules.merge.groups import AUTHORS, GROUPS, LAPTOP_STATES

Plain = Mapping[str, Any]
BELONGS = {
    "answer": (("visit_item_uid", "visit_item"),),
    "evidence": (("finding_uid", "finding"), ("note_uid", "field_note"), ("visit_uid", "visit")),
    "evidence_layer": (("evidence_uid", "evidence"),),
}
"""Kind → (field, kind of the record that it names); every other kind belongs to its visit."""
_NEVER_NEW = frozenset({"visit", "visit_item"})


def objection(one: Plain, base: Plain | None, homes: dict[str, str], team: Collection[str]) -> tuple[str, str] | None:
    """(why, field) a record can't be taken from this parcel; None = it can, and ``homes`` then knows its visit.

    ``base``: the record as it left, None for a new one. ``homes``: uid of every record looked at so far → uid of its visit, the
    visits of the check-out among them; records come in the order of writing. ``team``: the logins of the visits' people.
    Why: ``other_visit``, ``forged``.
    """
    kind = one["kind"]
    if base is None and kind in _NEVER_NEW:
        return "other_visit", "uid"
    home = _home(one, homes)
    if home is None:
        return "other_visit", "visit_uid"
    if base is not None and set(one) != set(base):
        return "forged", next(iter(set(one) ^ set(base)))
    for name in AUTHORS.get(kind, ()):
        writer = one.get(name)
        if writer is not None and writer not in team and (base is None or writer != base.get(name)):
            return "forged", name
    if kind == "finding" and one.get("state") not in LAPTOP_STATES and (base is None or one.get("state") != base.get("state")):
        return "forged", "state"
    if base is not None:
        free = {name for group in GROUPS[kind] for name in (*group.fields, *group.along)} | {"co_authors", "deleted_at"}
        for name in one:
            if name not in free and one[name] != base.get(name):
                return "forged", name
    homes[one["uid"]] = home
    return None


def _home(one: Plain, homes: Mapping[str, str]) -> str | None:
    """The visit the record belongs to; None when what it names is not of these visits, or of two of them."""
    if one["kind"] == "visit":
        return homes.get(one["uid"])
    named = [one.get(name) for name, _ in BELONGS.get(one["kind"], (("visit_uid", "visit"),)) if one.get(name) is not None]
    found = {homes.get(uid) if isinstance(uid, str) else None for uid in named}
    return found.pop() if len(found) == 1 else None
