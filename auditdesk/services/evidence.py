"""Evidence: files kept with a finding, looked at, taken out, and freed of the place a camera wrote into them."""

from __future__ import annotations

import builtins
import hashlib
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from auditdesk.errors import BadInput, Refused, Unavailable
from auditdesk.exchange import pictures
from auditdesk.files import refusal, write_atomically
from auditdesk.model.evidence_rows import Attached, EvidenceRow, Glance, Incoming
from auditdesk.model.fieldwork_rows import UndoName
from auditdesk.model.records import Evidence, Finding
from auditdesk.progress import Progress, silent
from auditdesk.rules.visit_states import demand_writable
from auditdesk.services.evidence_acts import EvidenceActs
from auditdesk.services.evidence_keeping import added, keep, open_finding, read_file, read_incoming, safe_name
from auditdesk.services.fieldwork_reading import visit_named
from auditdesk.services.fieldwork_work import keep_step, visit_of, writable
from auditdesk.services.office import Office
from auditdesk.store.evidence import EvidenceFiles
from auditdesk.store.queries import evidence as queries


class EvidenceService(EvidenceActs):
    """Acts on evidence. A missing or altered file is a state of its row; it never keeps the others from being shown."""

    def __init__(self, office: Office) -> None:
        self._office = office

    # keeping

    def add(self, finding: str, files: Iterable[Path], progress: Progress = silent) -> tuple[EvidenceRow, ...]:
        """Keep files with a finding (number or uid) that is not decided yet; the rows that hold them. Raises as ``attach``."""
        return self.attach([Incoming(path.name, path=str(path)) for path in files], finding=finding, progress=progress).rows

    def attach(self, files: Iterable[Incoming], *, finding: str = "", visit: str = "", progress: Progress = silent) -> Attached:
        """Keep files with a finding, or in a visit until a note takes them. Once this returns they are encrypted and committed.

        What lies there already by its content is told and not kept twice. Raises Refused ``finding.unknown``, ``visit.unknown``,
        ``evidence.finding_decided``, ``visit.signed_off``, ``visit.removed``; BadInput ``evidence.unreadable``,
        ``evidence.still_written`` or ``evidence.too_large`` before anything is kept; Unavailable for the disk.
        """
        office = self._office
        office.demand("evidence.add")
        named, contents = tuple(files), []
        for done, file in enumerate(named):
            progress(done, len(named), "evidence")
            contents.append((file.name, read_incoming(file)))
        with office.work("evidence.add") as work:
            belongs_to: dict[str, str | None]
            if finding:
                where, found = open_finding(work, finding)
                belongs_to = {"finding_uid": found.uid}
            else:
                where = writable(work, visit)
                belongs_to = {"visit_uid": where.uid, "finding_uid": None, "note_uid": None}
            standing = {row.sha256: row for row in work.all(Evidence, **belongs_to) if row.deleted_at is None}
            order: builtins.list[str] = []
            made: builtins.list[Evidence] = []
            duplicates: builtins.list[str] = []
            for name, content in contents:
                digest = hashlib.sha256(content).hexdigest()
                if digest in standing:
                    duplicates.append(name)
                else:
                    standing[digest] = keep(work, office.store.evidence, name, content, **belongs_to)
                    # One after the other, as they were given: what is added in one act keeps its order.
                    standing[digest].added_at += timedelta(microseconds=len(made))
                    made.append(standing[digest])
                order.append(standing[digest].uid)
            work.flush()
            if made:
                step = UndoName("undo.evidence_add", {"file": made[0].file_name, "count": len(made)})
                keep_step(work, where, step, added(work, made))
            uid = where.uid
            work.commit()
        with office.store.read() as connection:
            rows = {row.uid: row for row in queries.evidence(connection, visit=uid, deleted=False)}
        return Attached(tuple(rows[one] for one in order if one in rows), tuple(duplicates))

    # looking

    def waiting(self, visit: str) -> tuple[EvidenceRow, ...]:
        """What one has put into a visit (number or uid) and what no note or finding has taken yet. Raises Refused ``visit.unknown``."""
        with self._office.store.read() as connection:
            uid = visit_named(connection, visit)["uid"]
            return queries.evidence(connection, visit=uid, waiting_for=self._office.actor.login, deleted=False)

    def known(self, sizes: Collection[int]) -> frozenset[tuple[int, str]]:
        """Size and SHA-256 of the standing evidence of those sizes in bytes: what the tray need not offer again."""
        with self._office.store.read() as connection:
            return queries.fingerprints(connection, sizes)

    def list(self, finding: str, *, check: bool = False, deleted: bool = False) -> tuple[EvidenceRow, ...]:
        """The evidence of a finding (number or uid), in the order it was added; with ``check`` each file is read and has a state.

        ``deleted``: what lies among what was deleted last.
        """
        with self._office.store.read() as connection:
            rows = queries.evidence(connection, finding=finding, deleted=deleted)
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

    def preview(self, evidence: str, side: int = pictures.SCREEN_SIDE) -> bytes | None:
        """The picture for the screen: a JPEG of at most ``side`` pixels a side, made anew, so that no decoder of the window ever sees
        what came from outside. None when it is no picture that can be decoded. Raises as ``read`` does.
        """
        row = self._named(evidence)
        return pictures.thumbnail(self.read(row.uid), min(side, pictures.MOST_SIDE))

    def glance(self, evidence: str) -> Glance:
        """State and small picture of one file, for a tile that has come into view. Raises Refused ``evidence.unknown``."""
        row = self._named(evidence)
        state = state_of(self._office.store.evidence, row)
        if state != "whole":
            return Glance(state, None)
        try:
            return Glance(state, self._small(row))
        except Unavailable:
            return Glance("altered", None)

    def glance_outside(self, path: Path) -> bytes | None:
        """A small picture of a file that is not evidence yet; None for what can't be read or shown."""
        try:
            return pictures.thumbnail(read_file(path)[1])
        except BadInput:
            return None

    def thumbnail(self, evidence: str) -> bytes | None:
        """A small JPEG for the screen, never written to disk unencrypted; None when the file is no picture that can be decoded.

        Made anew when it is missing or altered. Raises Unavailable ``evidence.missing`` or ``evidence.altered`` of the original.
        """
        row = self._named(evidence)
        self._office.store.evidence.check(row.blob)
        return self._small(row)

    def _small(self, row: EvidenceRow) -> bytes | None:
        files = self._office.store.evidence
        kept = files.read_thumbnail(row.blob)
        if kept is not None or (row.media_type and not row.has_preview):
            return kept
        made = pictures.thumbnail(files.read(row.blob))
        if made is not None:
            # What lies in its place, or a full disk, is no reason not to show it.
            with suppress(Unavailable):
                files.keep_thumbnail(row.blob, made)
        return made

    # leaving

    def export(self, evidence: str, target: Path, *, original: bool = False) -> Path:
        """Write a file out: the copy with parts made unreadable where there is one, else the copy without a place, else the original;
        with ``original`` always that. Never over another file.

        Raises Refused ``evidence.target_exists``, ``evidence.withheld`` where the only copy made unreadable is deleted; Unavailable
        ``evidence.missing``, ``evidence.altered`` or for the disk.
        """
        self._office.demand("evidence.export")
        row = self._named(evidence)
        if row.withheld and not original:
            raise Refused("evidence.withheld", file=row.file_name)
        if row.redaction is not None and not original:
            row = self._named(row.redaction)
        clean = None if original else row.clean_blob
        content = self._office.store.evidence.read(clean) if clean else self.read(row.uid)
        if target.is_dir():
            name = Path(safe_name(row.file_name))
            again = clean and row.media_type == "image/heic"
            target = target / (name.with_suffix(".jpg") if again else name)
        if target.exists():
            raise Refused("evidence.target_exists", path=str(target))
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise refusal(problem, target.parent) from problem
        write_atomically(target, content)
        return target

    def remove_place(self, evidence: str) -> EvidenceRow:
        """Make the copy without anything the camera wrote, the only one that leaves from then on; the original stays.

        Raises Refused ``evidence.not_cleanable``, ``evidence.already_clean``, ``visit.signed_off``; Unavailable as ``read`` does.
        """
        office = self._office
        office.demand("evidence.remove_place")
        row = self._named(evidence)
        if row.clean_blob is not None:
            raise Refused("evidence.already_clean", file=row.file_name)
        clean = pictures.without_metadata(self.read(row.uid))
        with office.work("evidence.remove_place") as work:
            record = work.get(Evidence, row.uid)
            place = work.get(Finding, record.finding_uid).visit_uid if record.finding_uid else record.visit_uid
            visit = visit_of(work, place or "")
            demand_writable(visit.number, visit.signed_off_at, visit.removed_on)
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
