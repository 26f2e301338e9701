"""What is done to evidence that is kept: drawn upon, parts made unreadable in a copy, deleted and brought back."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import PurePath
from typing import Any

from auditdesk.errors import Refused
from auditdesk.exchange.pictures_redaction import redacted
from auditdesk.model.evidence_rows import EvidenceRow, Mark
from auditdesk.model.fieldwork_records import EvidenceLayer
from auditdesk.model.fieldwork_rows import UndoName
from auditdesk.model.records import Evidence, Visit, uid_for
from auditdesk.services.evidence_keeping import added, keep, open_finding
from auditdesk.services.fieldwork_work import keep_step, writable
from auditdesk.services.office import Office
from auditdesk.services.undo import Recording
from auditdesk.store.journal import canonical
from auditdesk.store.work import Work

MOST_MARKS = 200
LONGEST_TEXT = 200
_REDACTED = "-redacted"


class EvidenceActs(ABC):
    """Acts that leave the original as it is."""

    _office: Office

    @abstractmethod
    def show(self, evidence: str) -> EvidenceRow:
        """One piece of evidence with its state."""

    @abstractmethod
    def read(self, evidence: str) -> bytes:
        """The original bytes."""

    @abstractmethod
    def _named(self, evidence: str) -> EvidenceRow:
        """One piece of evidence by uid, or by a beginning of it that no other has. Raises Refused ``evidence.unknown``."""

    def annotate(self, evidence: str, marks: Sequence[Mark]) -> EvidenceRow:
        """What is drawn above a picture is exactly ``marks`` from now on; the picture stays as it is.

        Raises Refused ``evidence.unknown``, ``evidence.no_picture``, ``evidence.marks_wrong`` for a place outside the picture, too many
        marks or too long a text, ``evidence.finding_decided``, ``visit.signed_off``, ``evidence.deleted``.
        """
        self._office.demand("evidence.annotate")
        row = self._named(evidence)
        if not row.has_preview:
            raise Refused("evidence.no_picture", file=row.file_name)
        _demand_marks(marks)
        with self._office.work("evidence.annotate") as work:
            visit, record = self._begun(work, row)
            recording = Recording()
            layer = work.find(EvidenceLayer, evidence_uid=record.uid)
            if layer is None:
                layer = work.add(EvidenceLayer(uid=uid_for("evidence_layer", record.uid), evidence_uid=record.uid))
                work.flush()
            recording.watch(layer)
            layer.shapes = canonical([asdict(mark) for mark in marks])
            work.flush()
            step = UndoName("undo.evidence_annotate", {"file": record.file_name})
            keep_step(work, visit, step, recording.changes(), goes_on=True)
            work.commit()
        return self.show(row.uid)

    def redact(self, evidence: str, boxes: Sequence[Mark]) -> EvidenceRow:
        """A new picture with the boxes made unreadable, kept beside the original and taken for papers instead of it; its row.

        Raises Refused ``evidence.not_redactable``, ``evidence.no_boxes``, ``evidence.marks_wrong`` and as ``annotate``; Unavailable
        as ``read``.
        """
        office = self._office
        office.demand("evidence.redact")
        row = self._named(evidence)
        _demand_marks(boxes)
        content, suffix = redacted(self.read(row.uid), boxes)
        with office.work("evidence.redact") as work:
            visit, record = self._begun(work, row)
            stem = PurePath(record.file_name).stem.removesuffix(_REDACTED)
            # A copy of a copy stands for the original too.
            source = record.derived_from or record.uid
            belongs_to = {"finding_uid": record.finding_uid, "visit_uid": record.visit_uid, "note_uid": record.note_uid}
            made = keep(work, office.store.evidence, f"{stem}{_REDACTED}{suffix}", content, derived_from=source, **belongs_to)
            made.taken_at = work.get(Evidence, source).taken_at
            work.flush()
            keep_step(work, visit, UndoName("undo.evidence_redact", {"file": record.file_name}), added(work, [made]))
            uid = made.uid
            work.commit()
        return self.show(uid)

    def delete(self, evidence: str) -> None:
        """Put evidence among what was deleted last; nothing of it is lost. Raises as ``annotate``."""
        self._office.demand("evidence.delete")
        row = self._named(evidence)
        with self._office.work("evidence.delete") as work:
            visit, record = self._begun(work, row)
            recording = Recording()
            recording.watch(record)
            record.deleted_at = work.now()
            work.flush()
            keep_step(work, visit, UndoName("undo.evidence_delete", {"file": record.file_name}), recording.changes())
            work.commit()

    def restore(self, evidence: str) -> EvidenceRow:
        """Bring deleted evidence back. Raises Refused ``evidence.not_deleted``, ``evidence.duplicate`` where the same file has been
        added again meanwhile, and as ``annotate``."""
        self._office.demand("evidence.restore")
        row = self._named(evidence)
        with self._office.work("evidence.restore") as work:
            visit, record = self._begun(work, row, deleted=True)
            same: dict[str, Any] = {"sha256": record.sha256, "finding_uid": record.finding_uid, "note_uid": record.note_uid}
            if any(one.deleted_at is None and one.visit_uid == record.visit_uid for one in work.all(Evidence, **same)):
                raise Refused("evidence.duplicate", file=record.file_name)
            recording = Recording()
            recording.watch(record)
            record.deleted_at = None
            work.flush()
            keep_step(work, visit, UndoName("undo.evidence_restore", {"file": record.file_name}), recording.changes())
            work.commit()
        return self.show(row.uid)

    def _begun(self, work: Work, row: EvidenceRow, *, deleted: bool = False) -> tuple[Visit, Evidence]:
        """The record, to be changed, with its visit."""
        record = work.get(Evidence, row.uid)
        if record.finding_uid is not None:
            visit, _ = open_finding(work, record.finding_uid)
        else:
            visit = writable(work, record.visit_uid or "")
        if record.deleted_at is not None and not deleted:
            raise Refused("evidence.deleted", file=record.file_name)
        if record.deleted_at is None and deleted:
            raise Refused("evidence.not_deleted", file=record.file_name)
        return visit, record


def _demand_marks(marks: Sequence[Mark]) -> None:
    for mark in marks:
        places = (mark.x, mark.y, mark.to_x, mark.to_y)
        inside = all(math.isfinite(each) and 0 <= each <= 1 for each in places)
        if not inside or mark.kind not in ("box", "arrow", "text") or len(mark.text) > LONGEST_TEXT:
            raise Refused("evidence.marks_wrong")
    if len(marks) > MOST_MARKS:
        raise Refused("evidence.marks_wrong")
