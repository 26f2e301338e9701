"""Evidence: files kept with a finding, looked at, taken out, and freed of the place a camera wrote into them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from auditdesk.errors import BadInput, Refused, Unavailable
from auditdesk.exchange import pictures
from auditdesk.files import cut_name, refusal, write_atomically
from auditdesk.model.evidence_rows import EvidenceRow
from auditdesk.model.records import Evidence, Finding, Visit
from auditdesk.model.terms import FindingState
from auditdesk.progress import Progress, silent
from auditdesk.rules.visit_states import demand_writable
from auditdesk.services.office import Office
from auditdesk.store.evidence import EvidenceFiles
from auditdesk.store.queries import evidence as queries
from auditdesk.store.work import Work

LARGEST_EVIDENCE = 500 * 1024 * 1024
_OPEN = (FindingState.DRAFT, FindingState.RETURNED, FindingState.SUBMITTED)


class EvidenceService:
    """Acts on evidence. A missing or altered file is a state of its row; it never keeps the others from being shown."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def add(self, finding: str, files: Iterable[Path], progress: Progress = silent) -> tuple[EvidenceRow, ...]:
        """Keep files with a finding (number or uid) that is not decided yet.

        Raises Refused ``finding.unknown``, ``evidence.finding_decided``, ``retention.removed``; BadInput ``evidence.unreadable`` or
        ``evidence.too_large`` before anything is kept; Unavailable for the disk.
        """
        office = self._office
        office.demand("evidence.add")
        contents = []
        named = tuple(files)
        for done, path in enumerate(named):
            progress(done, len(named), "evidence")
            contents.append(read_file(path))
        with office.work("evidence.add") as work:
            found = work.find(Finding, number=finding) or work.find(Finding, uid=finding)
            if found is None:
                raise Refused("finding.unknown", finding=finding)
            visit = work.get(Visit, found.visit_uid)
            demand_writable(visit.number, visit.signed_off_at, visit.removed_on)
            if FindingState(found.state) not in _OPEN:
                raise Refused("evidence.finding_decided", finding=found.number, state=found.state)
            uids = {keep_with(work, office.store.evidence, found.uid, name, content).uid for name, content in contents}
            uid = found.uid
            work.commit()
        return tuple(row for row in self.list(uid) if row.uid in uids)

    def list(self, finding: str, *, check: bool = False) -> tuple[EvidenceRow, ...]:
        """The evidence of a finding (number or uid), in the order it was added; with ``check`` each file is read and has a state."""
        with self._office.store.read() as connection:
            rows = queries.evidence(connection, finding=finding)
        return tuple(self._checked(row) for row in rows) if check else rows

    def show(self, evidence: str) -> EvidenceRow:
        """One piece of evidence by uid, or by a beginning of it that no other has; its file is checked.

        Raises Refused ``evidence.unknown``.
        """
        return self._checked(self._named(evidence))

    def read(self, evidence: str) -> bytes:
        """The original bytes, compared with what was added. Raises Unavailable ``evidence.missing`` or ``evidence.altered``."""
        row = self._named(evidence)
        content = self._office.store.evidence.read(row.blob)
        if hashlib.sha256(content).hexdigest() != row.sha256:
            raise Unavailable("evidence.altered", blob=row.file_name)
        return content

    def preview(self, evidence: str) -> bytes | None:
        """The picture for the screen: a JPEG of at most 1600 pixels a side, made anew, so that no decoder of the window ever sees what
        came from outside. None when it is no picture that can be decoded. Raises as ``read`` does.
        """
        row = self._named(evidence)
        return pictures.thumbnail(self.read(row.uid), pictures.SCREEN_SIDE)

    def thumbnail(self, evidence: str) -> bytes | None:
        """A small JPEG for the screen, never written to disk unencrypted; None when the file is no picture that can be decoded.

        Made anew when it is missing or altered. Raises Unavailable ``evidence.missing`` or ``evidence.altered`` of the original.
        """
        row = self._named(evidence)
        files = self._office.store.evidence
        files.check(row.blob)
        kept = files.read_thumbnail(row.blob)
        if kept is not None or (row.media_type and not row.is_picture):
            return kept
        made = pictures.thumbnail(files.read(row.blob))
        if made is not None:
            # What lies in its place, or a full disk, is no reason not to show it.
            with suppress(Unavailable):
                files.keep_thumbnail(row.blob, made)
        return made

    def export(self, evidence: str, target: Path) -> Path:
        """Write a file out: the copy without a place when there is one, else the original. Never over another file.

        Raises Refused ``evidence.target_exists``; Unavailable ``evidence.missing``, ``evidence.altered`` or for the disk.
        """
        self._office.demand("evidence.export")
        row = self._named(evidence)
        if target.is_dir():
            target = target / safe_name(row.file_name)
        if target.exists():
            raise Refused("evidence.target_exists", path=str(target))
        content = self._office.store.evidence.read(row.clean_blob) if row.clean_blob else self.read(row.uid)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise refusal(problem, target.parent) from problem
        write_atomically(target, content)
        return target

    def remove_place(self, evidence: str) -> EvidenceRow:
        """Make the copy without anything the camera wrote, the only one that leaves from then on; the original stays.

        Raises Refused ``evidence.not_cleanable``, ``evidence.already_clean``; Unavailable as ``read`` does.
        """
        office = self._office
        office.demand("evidence.remove_place")
        row = self._named(evidence)
        if row.clean_blob is not None:
            raise Refused("evidence.already_clean", file=row.file_name)
        clean = pictures.without_metadata(self.read(row.uid))
        with office.work("evidence.remove_place") as work:
            record = work.get(Evidence, row.uid)
            if record.clean_blob is not None:
                raise Refused("evidence.already_clean", file=row.file_name)
            record.clean_blob = office.store.evidence.keep(clean)
            work.commit()
        return self.show(row.uid)

    def _named(self, evidence: str) -> EvidenceRow:
        with self._office.store.read() as connection:
            rows = queries.evidence(connection, name=evidence) if evidence else ()
        exact = [row for row in rows if row.uid == evidence]
        if len(exact or rows) != 1:
            raise Refused("evidence.unknown", evidence=evidence)
        return (exact or list(rows))[0]

    def _checked(self, row: EvidenceRow) -> EvidenceRow:
        return replace(row, state=state_of(self._office.store.evidence, row))


def state_of(files: EvidenceFiles, row: EvidenceRow) -> str:
    """``whole``, ``missing`` or ``altered``, by reading every stored byte of the original and of the clean copy."""
    for blob in (row.blob, row.clean_blob):
        if blob is None:
            continue
        try:
            files.check(blob)
        except Unavailable as problem:
            return "missing" if problem.code == "evidence.missing" else "altered"
    return "whole"


def keep_with(work: Work, files: EvidenceFiles, finding_uid: str, name: str, content: bytes) -> Evidence:
    """The stored file and its row, in the caller's unit of work."""
    facts = pictures.file_facts(content)
    return work.add(
        Evidence(
            uid=work.new_uid(),
            finding_uid=finding_uid,
            file_name=name,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            blob=files.keep(content),
            added_by=work.login,
            added_at=work.now(),
            media_type=facts.media_type,
            taken_at=facts.taken_at,
            place=facts.place,
        )
    )


def read_file(path: Path) -> tuple[str, bytes]:
    """Name and content. Raises BadInput ``evidence.too_large`` or ``evidence.unreadable``."""
    try:
        if path.stat().st_size > LARGEST_EVIDENCE:
            raise BadInput("evidence.too_large", file=str(path), mebibytes=LARGEST_EVIDENCE // 1024 // 1024)
        return path.name, path.read_bytes()
    except OSError as problem:
        raise BadInput("evidence.unreadable", file=str(path), reason=problem.strerror or "") from problem


def safe_name(name: str) -> str:
    """A file name without any folder or control characters in it, cut where it is longer than file systems take."""
    kept = "".join(letter if letter.isprintable() and letter not in '/\\:*?"<>|' else "_" for letter in name).strip(" .")
    return cut_name(kept) or "evidence"
