"""What every service stands on: the open store, the rulebook, who acts, what day it is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from auditdesk.model.rows import PersonRow
from auditdesk.model.rulebook import Rulebook
from auditdesk.rules import acts
from auditdesk.settings import Settings
from auditdesk.store.queries import office as office_queries
from auditdesk.store.store import Store
from auditdesk.store.work import Work


@dataclass
class Office:
    """One person at one open workspace. ``read_rules`` is called once, when a rule is first needed."""

    store: Store
    actor: PersonRow
    today: Callable[[], date]
    read_rules: Callable[[], Rulebook]
    _rulebook: Rulebook | None = None
    _guard: threading.Lock = field(default_factory=threading.Lock)

    @property
    def rulebook(self) -> Rulebook:
        """All editions, read when first asked for. Raises BadInput ``rulebook.faulty``."""
        with self._guard:
            if self._rulebook is None:
                self._rulebook = self.read_rules()
            return self._rulebook

    def work(self, act: str) -> Work:
        """A unit of work for ``act``. Raises Refused ``act.forbidden`` when the person's roles don't allow it."""
        acts.demand(act, self.actor.login, self.actor.roles)
        return self.store.work(self.actor.login, act)

    def settings(self) -> Settings:
        """The office's settings as they stand now."""
        with self.store.read() as connection:
            return Settings(office_queries.settings(connection))
