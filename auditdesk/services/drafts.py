"""What a person is typing and where he is, kept within moments so that a crash costs nothing; nobody's word until an act takes it."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from auditdesk.files import write_atomically
from auditdesk.model.drafts import Typed
from auditdesk.model.rows import DraftRow
from auditdesk.services.office import Office
from auditdesk.store.queries import drafts


class DraftService:
    """One person's drafts. No role is asked for: everybody may type; the act that takes the text asks."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._lane = threading.Lock()

    def keep(self, place: str, field: str, content: str, caret: int = 0) -> datetime:
        """Keep one field; see ``keep_all``."""
        return self.keep_all((Typed(place, field, content, caret),))

    def keep_all(self, typed: Iterable[Typed]) -> datetime:
        """Keep several fields in one synced transaction of their own; returns the moment they were kept.

        Waits up to five seconds for another writer. Raises Unavailable ``workspace.busy``, ``disk.full``, ``disk.read_only`` or
        ``disk.failed``; the caller still holds the text and tries again.
        """
        store = self._office.store
        saved_at = store.clock()
        rows = [(each.place, each.field, each.content, each.caret) for each in typed]
        with self._lane, store.unjournaled() as connection:
            drafts.put(connection, self._office.actor.login, rows, saved_at)
        return saved_at

    def all(self, place: str) -> tuple[DraftRow, ...]:
        """This person's drafts of a place. One person never sees another's."""
        with self._office.store.read() as connection:
            return drafts.of(connection, self._office.actor.login, place)

    def drop(self, place: str, field: str | None = None) -> None:
        """Forget a field or the whole place: the act they were typed for is done. Raises as ``keep_all`` does."""
        with self._lane, self._office.store.unjournaled() as connection:
            drafts.remove(connection, self._office.actor.login, place, field)

    def write_elsewhere(self, texts: Iterable[tuple[str, str]], path: Path) -> None:
        """Write named texts as one plain file that only this person's account can read, for when the workspace takes nothing.

        Raises Unavailable ``disk.full``, ``disk.read_only`` or ``disk.failed``.
        """
        content = "\n\n".join(f"{name}\n{text}" for name, text in texts) + "\n"
        write_atomically(path, content.encode(), private=True)
