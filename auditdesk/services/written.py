"""The record of a paper that was written: where, how large, with which hash."""

from __future__ import annotations

import hashlib
from pathlib import Path

from auditdesk.model.records import Paper
from auditdesk.store.work import Work


def paper_record(work: Work, kind: str, subject_uid: str, number: str, title: str, path: Path) -> Paper:
    """What is kept of the file at ``path``, read back from the disk as it stands there."""
    content = path.read_bytes()
    return Paper(
        uid=work.new_uid(),
        paper_kind=kind,
        subject_uid=subject_uid,
        number=number,
        title=title,
        path=str(path.resolve()),
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        written_by=work.login,
        written_at=work.now(),
    )
