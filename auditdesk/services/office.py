"""What every service stands on: the open store, the rulebook, who acts, what day it is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from auditdesk.errors import Refused
from auditdesk.model.cautions import Caution
from auditdesk.model.rows import PersonRow
from auditdesk.model.rulebook import Rulebook
from auditdesk.rules import acts
from auditdesk.services.pattern_overlay import with_office_patterns
from auditdesk.services.shipped_rules import with_own_editions
from auditdesk.settings import Settings
from auditdesk.store.queries import office as office_queries
from auditdesk.store.queries import register
from auditdesk.store.store import Clock, Store, utc_now
from auditdesk.store.work import Work


def day_of(clock: Clock) -> date:
    """The office's day by a clock: the computer's own zone, for the exchange works in one; a clock given in code is taken as it is."""
    moment = clock()
    return moment.astimezone().date() if clock is utc_now else moment.date()


@dataclass
class Office:
    """One person at one open workspace. ``read_rules`` is called once, when a rule is first needed.

    ``today`` is the day that is worked on, which a run may be told; what is stamped, kept or removed goes by the store's clock.
    """

    store: Store
    actor: PersonRow
    today: Callable[[], date]
    read_rules: Callable[[], Rulebook]
    sign: Callable[[], None] = lambda: None
    """Signs the journal as it stands: before a backup, at an export. Never fails."""
    clock_doubt: Caution | None = None
    """What was told about the clock at sign-in."""
    open_clashes: Callable[[Any, str], int] = lambda connection, visit_uid: 0
    """How many merge clashes of a visit (its uid) are not settled: none of its findings goes out before."""
    _shipped: Rulebook | None = None
    _rulebook: Rulebook | None = None
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.store.subscribe(self._follow)

    def _follow(self, changed: frozenset[str]) -> None:
        """What a person's roles allow is shown as soon as they are others; a pattern or an edition put in force is there for everybody,
        before a screen that hears of the same commit reads again."""
        if changed & {"office_pattern", "office_edition"}:
            self.forget_own_editions()
        if "person" in changed:
            with self.store.read() as connection:
                self.actor = register.person(connection, self.actor.login) or self.actor

    @property
    def rulebook(self) -> Rulebook:
        """All editions, each with the office's own patterns; read when first asked for. Raises BadInput ``rulebook.faulty``."""
        with self._guard:
            if self._shipped is None:
                self._shipped = self.read_rules()
            if self._rulebook is None:
                self._rulebook = with_office_patterns(with_own_editions(self._shipped, self.store), self.store)
            return self._rulebook

    def clock_day(self) -> date:
        """The day by the store's clock, whatever day this run was told to work on."""
        return day_of(self.store.clock)

    def forget_own_editions(self) -> None:
        """An edition or a pattern of the office's own came into force: the rulebook is put together anew when it is next asked for."""
        with self._guard:
            self._rulebook = None

    def work(self, act: str) -> Work:
        """A unit of work for ``act``; on entering it, the person's roles are read anew in its transaction.

        Raises Refused ``act.forbidden`` then when they don't allow it, ``login.disabled`` when he was disabled meanwhile.
        """
        return self.store.work(self.actor.login, act, check=partial(self._demand, act))

    def demand(self, act: str) -> None:
        """The same question for an act that keeps nothing by itself. Raises as a work does on entering."""
        with self.store.read() as connection:
            self._demand(act, connection)

    def _demand(self, act: str, connection: Any) -> None:
        actor = register.person(connection, self.actor.login)
        if actor is None or not actor.active:
            raise Refused("login.disabled", login=self.actor.login)
        self.actor = actor
        acts.demand(act, actor.login, actor.roles)

    def settings(self) -> Settings:
        """The office's settings as they stand now."""
        with self.store.read() as connection:
            return Settings(office_queries.settings(connection))
