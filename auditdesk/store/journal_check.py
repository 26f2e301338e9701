"""The whole check of a journal: its chain, its checkpoints, and the checkpoint kept beside the database."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from auditdesk.progress import Progress, silent
from auditdesk.store import checkpoints
from auditdesk.store.checkpoints import Signed
from auditdesk.store.journal_chain import Break, walk


@dataclass(frozen=True, slots=True)
class ChainState:
    """The journal as checked: everything that does not hold, in the order of the lines."""

    entries: int
    head: str
    breaks: tuple[Break, ...] = ()
    checkpoints: int = 0
    last_checkpoint: Signed | None = None
    unsigned: int = 0
    """Lines after the last checkpoint: chained, but not yet signed."""

    @property
    def ok(self) -> bool:
        return not self.breaks

    @property
    def broken_at(self) -> int | None:
        """The first line that does not hold."""
        return self.breaks[0].sequence if self.breaks else None


def check(connection: Connection, beside: Signed | None = None, progress: Progress = silent) -> ChainState:
    """Walk the journal and hold its checkpoints against it. ``beside`` is the checkpoint kept outside the database.

    Without one a journal cut behind its last checkpoint can't be told from a shorter one. Raises what ``progress`` raises.
    """
    found = walk(connection, progress)
    wrong = [*found.breaks, *checkpoints.faults(connection, found.hashes, found.last, beside)]
    signed = checkpoints.kept(connection)
    return ChainState(
        entries=found.entries,
        head=found.head,
        breaks=tuple(sorted(wrong, key=lambda one: (one.sequence, one.kind))),
        checkpoints=len(signed),
        last_checkpoint=signed[-1] if signed else None,
        unsigned=max(0, found.last - (signed[-1].sequence if signed else 0)),
    )
