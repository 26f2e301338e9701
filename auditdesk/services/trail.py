"""The audit trail: lines to read, the chain to check, the signatures under it, and the journal as a file that proves itself."""

from __future__ import annotations

import os
import shutil
from array import array
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from auditdesk import places
from auditdesk.errors import AuditDeskError, Refused
from auditdesk.files import refusal
from auditdesk.model.cautions import Caution
from auditdesk.model.trail import TrailChoices, TrailFilter, TrailRow
from auditdesk.progress import Progress, silent
from auditdesk.services.office import Office
from auditdesk.services.written import paper_record
from auditdesk.store import checkpoints, journal_export
from auditdesk.store.checkpoints import Signed
from auditdesk.store.journal_chain import Break
from auditdesk.store.journal_check import ChainState, check
from auditdesk.store.keys import DataKey
from auditdesk.store.queries import trail as trail_queries
from auditdesk.store.queries import trail_ways

EVERY = 200
"""So many lines stand unsigned at most, while the program runs."""
SIGNED_AT_ONCE = frozenset({"letter", "notice", "paper"})
"""What has left the house is signed for when it is written."""
VERIFIER = "verify_journal.py"


@dataclass(frozen=True, slots=True)
class JournalExport:
    """A journal written as a file of proof. ``verifier`` is the script laid beside it, where that was asked for."""

    file: Path
    lines: int
    checkpoints: int
    verifier: Path | None


class TrailService:
    """Everyone of the workspace may read the trail; nobody can change it."""

    def __init__(self, office: Office, key: DataKey) -> None:
        self._office = office
        self._key = key
        self._added = False
        self._signed_to: int | None = None
        office.store.subscribe(self._heard)

    # signing

    def sign(self) -> Signed | None:
        """Sign the journal as it stands, in the database and beside it; None when nothing came since the last checkpoint.

        Raises Unavailable ``workspace.asleep`` while locked, or for the disk.
        """
        office = self._office
        key = self._key.signing_key()
        with office.store.unjournaled() as connection:
            workspace = checkpoints.workspace_of(connection)
            signed = checkpoints.add(connection, key, office.actor.login, office.store.clock())
            self._signed_to = signed.sequence if signed else self._signed_to
            beside = checkpoints.outside(office.store.workspace.checkpoint, connection)
            at_odds = beside is not None and checkpoints.contradiction(connection, beside) is not None
        # What tells of a cut or exchanged journal is never written over.
        if signed is not None and not at_odds:
            checkpoints.keep_outside(office.store.workspace.checkpoint, workspace, signed)
        self._added = False
        return signed

    def sign_off(self) -> None:
        """Sign before an act that must not fail for it (closing, locking, an export); the next checkpoint covers what stays unsigned."""
        with suppress(AuditDeskError):
            self.sign()

    def close(self) -> None:
        """Sign what this person added."""
        if self._added:
            self.sign_off()

    def _heard(self, kinds: frozenset[str]) -> None:
        if not kinds:
            return
        self._added = True
        with suppress(AuditDeskError):
            if self._signed_to is None:
                with self._office.store.read() as connection:
                    earlier = checkpoints.last(connection)
                self._signed_to = earlier.sequence if earlier else 0
            if kinds & SIGNED_AT_ONCE or self._office.store.journal_end - self._signed_to >= EVERY:
                self.sign()

    # checking

    def contradiction(self) -> Break | None:
        """What the checkpoint kept beside the database says against the journal, without walking it; None = nothing."""
        store = self._office.store
        with store.read() as connection:
            beside = checkpoints.outside(store.workspace.checkpoint, connection)
            return None if beside is None else checkpoints.contradiction(connection, beside)

    def cautions(self) -> tuple[Caution, ...]:
        """What is to be told at sign-in: a journal that was cut, or exchanged for another."""
        store = self._office.store
        with store.read() as connection:
            altered = checkpoints.is_altered(store.workspace.checkpoint, connection)
        if altered:
            return (Caution("journal.checkpoint_altered", {"file": store.workspace.checkpoint.name}),)
        found = self.contradiction()
        if found is None:
            return ()
        values = {"login": found.login, "at": datetime.fromisoformat(found.at), "first": found.sequence, "last": found.last}
        return (Caution(f"journal.{found.kind}", values),)

    def check(self, progress: Progress = silent) -> ChainState:
        """Walk the whole journal. Raises Unavailable for a damaged database and what ``progress`` raises."""
        store = self._office.store
        with store.read() as connection:
            beside = checkpoints.outside(store.workspace.checkpoint, connection)
            return check(connection, beside, progress)

    # reading

    def find(self, wanted: TrailFilter, order: str = "sequence", falling: bool = True) -> array[int]:
        """The numbers of the lines wanted, as they are shown. Raises Refused ``record.unknown`` for an object there is not."""
        with self._office.store.read() as connection:
            if wanted.object and not trail_queries.is_known(connection, wanted.object):
                raise Refused("record.unknown", id=wanted.object)
            return trail_queries.find(connection, wanted, order, falling)

    def page(self, sequences: Sequence[int]) -> tuple[TrailRow, ...]:
        """The lines of these numbers."""
        with self._office.store.read() as connection:
            return trail_queries.page(connection, sequences)

    def pages(self, sequences: Sequence[int], size: int = 500) -> Iterator[TrailRow]:
        """All these lines one after the other, read a page at a time."""
        for start in range(0, len(sequences), size):
            yield from self.page(sequences[start : start + size])

    def visit_of(self, kind: str, uid: str) -> tuple[str, str] | None:
        """The visit and the item that a line's object belongs to (uid, key or empty); None when it is gone or belongs to none."""
        with self._office.store.read() as connection:
            return trail_ways.visit_of(connection, kind, uid)

    def choices(self) -> TrailChoices:
        """What occurs in the journal, to filter by."""
        with self._office.store.read() as connection:
            return trail_queries.choices(connection)

    # out

    def export(self, target: Path, *, with_verifier: bool = False, progress: Progress = silent) -> JournalExport:
        """Write the whole journal as a file of proof, signed at its end, readable for its owner alone; one of that name is replaced.

        The trail itself keeps that it left, with the file's hash. Raises Refused ``act.forbidden``, Unavailable for the disk or
        ``workspace.asleep``, and what ``progress`` raises; then nothing is left behind.
        """
        from auditdesk.exchange.outgoing import written_whole

        office = self._office
        office.demand("journal.export")
        self.sign()
        target = target.absolute()
        lines = signed = 0
        key, at = self._key.signing_key(), office.store.clock()
        with written_whole(target) as place, open(place, "wb", opener=_private) as file, office.store.read() as connection:
            for line in journal_export.exported(connection, key, office.actor.login, at, progress):
                lines += line.startswith(b'{"line"')
                signed += line.startswith(b'{"checkpoint"')
                file.write(line)
        verifier = None
        if with_verifier:
            verifier = target.with_name(VERIFIER)
            try:
                shutil.copyfile(places.resources() / "verifier" / VERIFIER, verifier)
            except OSError as problem:
                raise refusal(problem, verifier) from problem
        with office.work("journal.export") as work:
            work.add(paper_record(work, "journal", work.new_uid(), "", target.name, target))
            work.commit()
        return JournalExport(target, lines, signed, verifier)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
