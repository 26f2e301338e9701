"""How a file becomes evidence: read, hashed, encrypted, and given its row in the caller's unit of work."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from auditdesk.errors import BadInput, Refused
from auditdesk.exchange import pictures
from auditdesk.files import cut_name
from auditdesk.model.evidence_rows import Incoming
from auditdesk.model.fieldwork_records import EvidenceLayer
from auditdesk.model.records import Evidence, Finding, Record, Visit
from auditdesk.model.terms import FindingState
from auditdesk.rules.visit_states import demand_unreviewed
from auditdesk.services.fieldwork_work import put_hand_to, writable
from auditdesk.services.undo import Change
from auditdesk.store.evidence import EvidenceFiles
from auditdesk.store.work import Work

LARGEST_EVIDENCE = 500 * 1024 * 1024
_OPEN = (FindingState.DRAFT, FindingState.RETURNED, FindingState.SUBMITTED)


def open_finding(work: Work, finding: str) -> tuple[Visit, Finding]:
    """The finding (number or uid) with its visit, to have evidence put to it or taken from it: who does so puts a hand to it.

    Raises Refused ``finding.unknown``, ``evidence.finding_decided``, ``visit.signed_off``, ``visit.removed``.
    """
    found = work.find(Finding, number=finding) or work.find(Finding, uid=finding)
    if found is None:
        raise Refused("finding.unknown", finding=finding)
    visit = writable(work, found.visit_uid)
    if FindingState(found.state) not in _OPEN:
        raise Refused("evidence.finding_decided", finding=found.number, state=found.state)
    put_hand_to(work, found)
    return visit, found


def demand_open(work: Work, record: Record) -> None:
    """A step back may not change what was handed in or decided: a finding's words, its files, what was drawn over them.

    Raises Refused ``finding.wrong_state``, ``evidence.finding_decided``.
    """
    if isinstance(record, EvidenceLayer):
        record = work.get(Evidence, record.evidence_uid)
    if isinstance(record, Finding):
        demand_unreviewed(work.act, record.state)
    elif isinstance(record, Evidence) and record.finding_uid is not None:
        finding = work.get(Finding, record.finding_uid)
        if FindingState(finding.state) not in _OPEN:
            raise Refused("evidence.finding_decided", finding=finding.number, state=finding.state)


def read_file(path: Path) -> tuple[str, bytes]:
    """Name and content. Raises BadInput ``evidence.too_large`` or ``evidence.unreadable``."""
    return path.name, read_incoming(Incoming(path.name, path=str(path)))


def read_incoming(file: Incoming) -> bytes:
    """The content of a file that is to be kept.

    Raises BadInput ``evidence.too_large``, ``evidence.unreadable``, ``evidence.still_written`` for one that has another size than told.
    """
    if not file.path:
        return file.content
    path = Path(file.path)
    try:
        if path.stat().st_size > LARGEST_EVIDENCE:
            raise BadInput("evidence.too_large", file=str(path), mebibytes=LARGEST_EVIDENCE // 1024 // 1024)
        content = path.read_bytes()
    except OSError as problem:
        raise BadInput("evidence.unreadable", file=str(path), reason=problem.strerror or "") from problem
    if file.size is not None and len(content) != file.size:
        raise BadInput("evidence.still_written", file=path.name)
    return content


def keep_with(work: Work, files: EvidenceFiles, finding_uid: str, name: str, content: bytes) -> Evidence:
    """The stored file and its row of a finding, in the caller's unit of work."""
    return keep(work, files, name, content, finding_uid=finding_uid)


def keep(work: Work, files: EvidenceFiles, name: str, content: bytes, **belongs_to: Any) -> Evidence:
    """The stored file and its row. ``belongs_to``: ``finding_uid``, ``visit_uid``, ``note_uid``, ``derived_from``."""
    facts = pictures.file_facts(content)
    return work.add(
        Evidence(
            uid=work.new_uid(),
            file_name=name,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            blob=files.keep(content),
            added_by=work.login,
            added_at=work.now(),
            media_type=facts.media_type,
            taken_at=facts.taken_at,
            place=facts.place,
            **belongs_to,
        )
    )


def added(work: Work, records: Iterable[Evidence]) -> tuple[Change, ...]:
    """What a step back does to files that were just kept: they go among what was deleted last, their bytes stay."""
    moment = work.now().isoformat()
    return tuple(Change(Evidence.kind, one.uid, {"deleted_at": moment}, {"deleted_at": None}) for one in records)


def safe_name(name: str) -> str:
    """A file name without any folder or control characters in it, cut where it is longer than file systems take."""
    kept = "".join(letter if letter.isprintable() and letter not in '/\\:*?"<>|' else "_" for letter in name).strip(" .")
    return cut_name(kept) or "evidence"
