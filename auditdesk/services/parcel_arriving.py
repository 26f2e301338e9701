"""A parcel of the office as it arrives at a laptop: found whole, found well-formed, and kept away from other work held there."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from auditdesk.errors import Refused
from auditdesk.exchange.parcel_files import Opening, Parcel, is_recipient, open_parcel
from auditdesk.model.parcel_records import HeldVisit
from auditdesk.model.parcel_rows import HeldState
from auditdesk.progress import Progress, silent
from auditdesk.services.parcel_content import ORDER
from auditdesk.services.parcel_taking import visit_of_record
from auditdesk.services.parcel_versions import records_of
from auditdesk.services.parcels_out import SIGNED_OUT
from auditdesk.services.plain_records import kinds
from auditdesk.store.checkpoints import is_signature
from auditdesk.store.work import Work

Plain = Mapping[str, Any]
_HANGS_BY = ("visit_uid", "visit_item_uid", "finding_uid", "note_uid", "evidence_uid")


def open_from_office(file: Path, opening: Opening, progress: Progress = silent) -> Parcel:
    """A parcel of an office, every byte of it checked, its records counted and brought up.

    Raises as ``open_parcel``, Refused ``parcel.stranger``, ``parcel.newer_records``, ``parcel.older_records``, ``parcel.counts``,
    ``parcel.odd_record``.
    """

    def signed(public_key: str, signature: str, content: bytes) -> bool:
        return is_signature(public_key, signature, SIGNED_OUT + content)

    parcel = open_parcel(file, opening, signed, progress)
    if parcel.manifest.get("direction") != "out" or not isinstance(parcel.manifest.get("holder"), str):
        raise Refused("parcel.stranger", file=file.name)
    parcel.records = records_of(parcel)
    _demand_form(parcel)
    return parcel


def _demand_form(parcel: Parcel) -> None:
    """A signature says who, not that the program was sound. Raises Refused ``parcel.odd_record``."""
    manifest = parcel.manifest
    visits, editions = manifest.get("visits"), manifest.get("editions")
    for one in parcel.records:
        if one.get("kind") not in ORDER or not isinstance(one.get("uid"), str):
            raise Refused("parcel.odd_record", kind=str(one.get("kind"))[:40], id=str(one.get("uid"))[:40])
    known = {one["uid"] for one in parcel.records if one["kind"] == "visit"}
    sound = (
        isinstance(visits, list)
        and bool(visits)
        and all(isinstance(uid, str) and uid in known for uid in visits)
        and isinstance(editions, dict)
        and all(_is_edition(editions.get(uid)) for uid in visits)
        and all(isinstance(manifest.get(name), str) for name in ("check_out", "number", "office", "return_to", "return_with"))
        and is_recipient(manifest["return_to"])
        and _is_key(manifest["return_with"])
        and _is_day(manifest.get("due_back"))
    )
    if not sound:
        raise Refused("parcel.odd_record", kind="", id=str(manifest.get("number"))[:40])


def _is_edition(told: object) -> bool:
    return isinstance(told, list) and len(told) == 2 and all(isinstance(one, str) for one in told)


def _is_key(text: str) -> bool:
    try:
        return len(base64.b64decode(text, validate=True)) == 32
    except ValueError:
        return False


def _is_day(told: object) -> bool:
    try:
        return told is None or (isinstance(told, str) and bool(date.fromisoformat(told)))
    except ValueError:
        return False


def holder_of(parcel: Parcel) -> tuple[str, str, tuple[str, ...]]:
    """(login, name, roles) of the person for whom a parcel is. Raises Refused ``parcel.odd_record``."""
    for one in parcel.records:
        if one.get("kind") == "person" and one.get("login") == parcel.manifest["holder"]:
            try:
                roles = json.loads(one["roles"])
                return str(one["login"]), str(one["name"]), tuple(map(str, roles))
            except (KeyError, TypeError, ValueError, RecursionError):
                break
    raise Refused("parcel.odd_record", kind="person", id=str(parcel.manifest["holder"])[:40])


def apart_from_held(work: Work, records: Sequence[Plain], visits: Sequence[str]) -> list[Plain]:
    """The records of a parcel with ``visits`` without those of other visits that are worked on here, or whose receipt is not here yet.

    An earlier visit of the same firm comes along to be read, as it is at the office; what is written here goes before that.
    """
    busy = {one.visit_uid for one in work.all(HeldVisit) if one.state != HeldState.RECEIVED} - set(visits)
    if not busy:
        return list(records)
    left, kept = set(busy), []
    for one in records:
        standing = work.session.get(kinds()[one["kind"]], one["uid"])
        own = standing is not None and visit_of_record(work, standing) in busy
        if own or one["uid"] in left or any(isinstance(one.get(name), str) and one[name] in left for name in _HANGS_BY):
            left.add(one["uid"])
        else:
            kept.append(one)
    return kept
