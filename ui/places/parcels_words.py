"""How parcels, check-ins and what a clash stands between are said in the window."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from auditdesk.errors import AuditDeskError
from auditdesk.model.parcel_rows import CheckInRow, CheckOutRow, CheckOutState, ClashView, HeldRow, HeldState
from ui.parts.labels import StatusChip
from ui.words import day, tr, words

STANDINGS = {
    "clashing": ("returned", "merge"),
    "overdue": ("overdue", "clock"),
    "out": ("offline", "laptop"),
    "held": ("offline", "laptop"),
    "handed_in": ("review", "upload"),
    "received": ("approved", "check"),
    "home": ("approved", "check"),
    "recalled": ("closed", "x"),
    "undone": ("closed", "undo"),
    "merged": ("approved", "check"),
}
"""Where a visit or a parcel is → status colours and icon."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where a visit is besides here: its standing, and who holds it on which computer."""

    standing: str
    holders: str = ""


def standing(name: str) -> str:
    """Where a visit or parcel is, in words."""
    return {
        "clashing": tr("To be merged"),
        "overdue": tr("Not back in time"),
        "out": tr("Checked out"),
        "held": tr("Held here"),
        "handed_in": tr("Handed in, no receipt yet"),
        "received": tr("Received by the office"),
        "home": tr("Home again"),
        "recalled": tr("Recalled"),
        "undone": tr("Undone"),
        "merged": tr("Merged"),
    }[name]


def elsewhere(outs: Iterable[CheckOutRow], clashes: Mapping[str, int], held: Iterable[HeldRow]) -> dict[str, Elsewhere]:
    """Visit uid → where it is, for those of which there is something to say."""
    found: dict[str, Elsewhere] = {}
    away: dict[str, list[CheckOutRow]] = {}
    for out in outs:
        if out.state == CheckOutState.OUT:
            for uid in out.visit_uids:
                away.setdefault(uid, []).append(out)
    for uid, rows in away.items():
        late = any(row.overdue for row in rows)
        found[uid] = Elsewhere("overdue" if late else "out", tr(", ").join(map(holder, rows)))
    for uid, count in clashes.items():
        if count:
            found[uid] = Elsewhere("clashing", found[uid].holders if uid in found else "")
    for row in held:
        found[row.visit_uid] = Elsewhere(row.state, tr("This computer") if row.state == HeldState.HELD else "")
    return found


def chip(where: Elsewhere) -> StatusChip:
    """Where a visit is, with who holds it, for the top bar."""
    told = standing(where.standing)
    if where.holders and where.standing in ("out", "overdue"):
        told = tr("{name}: {device}", name=told, device=where.holders)
    return StatusChip(told, *STANDINGS[where.standing])


def holder(row: CheckOutRow) -> str:
    """Who holds a parcel, and on which computer."""
    return tr("{name}: {device}", name=row.holder_name, device=row.device) if row.device else row.holder_name


def out_standing(row: CheckOutRow) -> str:
    """The key in ``STANDINGS`` of a check-out."""
    return "overdue" if row.overdue and row.state == CheckOutState.OUT else row.state


def in_standing(row: CheckInRow) -> str:
    """The key in ``STANDINGS`` of a check-in."""
    if row.undone_at is not None:
        return "undone"
    return "clashing" if row.open_clashes else "merged"


def field_name(clash: ClashView) -> str:
    """What is decided in one clash."""
    return words().say(f"merge_group.{clash.group}")


def is_text(clash: ClashView) -> bool:
    """Whether the sides are running text, so that a joined one can be written."""
    return clash.proposal is not None


def value(clash: ClashView, told: Mapping[str, Any]) -> str:
    """What one side says in a field that is no running text, in words."""
    if clash.group == "deleted":
        return tr("Deleted") if told.get("deleted_at") else tr("Not deleted")
    parts = [part for name in clash.fields if (part := _part(name, told.get(name)))]
    return "  ".join(parts) or tr("Nothing")


def _part(name: str, told: Any) -> str:
    if told is None or told == "":
        return ""
    if name in ("judgement", "severity", "state", "finding_class"):
        try:
            return words().say(f"{name}.{told}")
        except (AuditDeskError, KeyError):
            return str(told)
    if name == "severity_reason":
        return tr("Reason: {reason}", reason=told)
    if name == "due_date":
        return day(date.fromisoformat(str(told)))
    if name.endswith(("_uid", "_hash")):
        return ""
    if isinstance(told, str) and told[:1] == "[":
        try:
            return tr(", ").join(map(str, json.loads(told)))
        except ValueError:
            return told
    return str(told)


def text(clash: ClashView, told: Mapping[str, Any]) -> str:
    """What one side says in a field of running text."""
    return str(told.get(clash.fields[0]) or "")


def choice(name: str) -> str:
    """A decision that was taken, in words."""
    return words().say(f"clash_choice.{name}") if name else ""


def size(count: int) -> str:
    """Bytes as people read them."""
    return f"{max(1, count // 1024):,} KB" if count < 1024 * 1024 else f"{count / 1024 / 1024:,.1f} MB"
