"""The unit of work: everything one act keeps, in one transaction, with its journal lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import sqlcipher3
from sqlalchemy import Connection, Engine, event, func, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import ORMExecuteState, Session
from sqlmodel import col

from auditdesk.errors import Conflict, Refused
from auditdesk.model.records import Answer, FirmFact, NumberSeries, Record, VisitItem
from auditdesk.store import journal, search_index
from auditdesk.store.engine import meaning
from auditdesk.store.gate import Gate
from auditdesk.store.queries.firm_names import names_of

AnyRecord = TypeVar("AnyRecord", bound=Record)


class Work:
    """One act by one person. Leaving without ``commit`` rolls everything back.

    Made by ``Store.work``; ``check`` sees the transaction before anything is done in it, and refuses by raising.
    Holds the database's one write lock from the first statement on, so what was read stays true.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        login: str,
        computer: str,
        act: str,
        now: Callable[[], datetime],
        new_uid: Callable[[], str],
        committed: Callable[[frozenset[str]], None],
        path: Path,
        gate: Gate | None = None,
        check: Callable[[Connection], None] = lambda connection: None,
        appended: Callable[[int], None] = lambda number: None,
        today: Callable[[], date] | None = None,
    ) -> None:
        self.login = login
        self.act = act
        self.now = now
        self.new_uid = new_uid
        self.computer = computer
        self._committed = committed
        self._path = path
        self._gate = gate or Gate()
        self._check = check
        self._appended = appended
        self._today = today
        self._held = ExitStack()
        self._touches: dict[str, journal.Touch] = {}
        self.session = Session(engine.execution_options(writes=True), autoflush=False, expire_on_commit=False)
        event.listen(self.session, "before_flush", self._before_flush)
        event.listen(self.session, "do_orm_execute", _refuse_bulk)

    def __enter__(self) -> Work:
        self._gate.enter()
        try:
            if self._today is not None:
                self._held.enter_context(names_of(self._today()))
            self._check(self._guarded(self.session.connection))
        except BaseException:
            self._leave()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None) -> None:
        self._leave()

    def _leave(self) -> None:
        try:
            self.session.rollback()
            self.session.close()
        finally:
            self._held.close()
            self._gate.leave()

    def _before_flush(self, session: Session, context: Any, instances: Any) -> None:
        journal.gather(session, self._touches)

    def _guarded(self, step: Callable[[], Any]) -> Any:
        try:
            return step()
        except (DBAPIError, sqlcipher3.Error) as problem:
            known = meaning(problem, self._path)
            if known is None:
                raise
            raise known from problem

    def flush(self) -> None:
        """Send what is pending to the database, inside the transaction."""
        self._guarded(self.session.flush)

    @contextmanager
    def from_outside(self) -> Iterator[None]:
        """Records that came from elsewhere are written inside; all of them are sent to the database at the end.

        Raises Refused ``record.stands_already`` (object_kind, field) for one that bears the code or number of another that stands here,
        ``record.names_none`` for one that names a record that is not here.
        """
        try:
            yield
            self.session.flush()
        except IntegrityError as problem:
            named = re.findall(r"(\w+)\.(\w+)", str(problem.orig))
            if not named:
                raise Refused("record.names_none") from problem
            raise Refused("record.stands_already", object_kind=named[-1][0], field=named[-1][1]) from problem

    def commit(self) -> frozenset[str]:
        """Keep everything, with its journal lines; returns the kinds of records that changed and tells who listens."""

        def keep() -> int:
            self.session.flush()
            search_index.follow(self.session.connection(), self._touches.values())
            newest = journal.append(
                self.session, self._touches.values(), at=self.now(), login=self.login, computer=self.computer, act=self.act
            )
            self.session.commit()
            return newest

        self._appended(self._guarded(keep))
        kinds = frozenset(touch.object_kind for touch in self._touches.values())
        self._touches = {}
        self._committed(kinds)
        return kinds

    def add(self, record: AnyRecord) -> AnyRecord:
        self.session.add(record)
        return record

    def add_many(self, kind: type[Record], rows: Sequence[Mapping[str, Any]]) -> None:
        """Add thousands of new records at once, as their fields; those that are not named have their defaults.

        They are in the database and have their journal lines like any other, but no object of this work stands for them.
        """
        self.flush()
        fields = kind.model_fields.items()
        defaults = {name: field.get_default(call_default_factory=True) for name, field in fields if not field.is_required()}
        whole = [{**defaults, **row} for row in rows]
        if whole:
            self._guarded(lambda: self.session.connection().execute(insert(kind.__table__), whole))
        for row in whole:
            touch = journal.Touch(kind.kind, row["uid"], {}, row)
            self._touches[touch.key] = touch

    def get(self, kind: type[AnyRecord], uid: str, seen: int | None = None) -> AnyRecord:
        """The record of that uid. Raises Refused ``record.unknown``, Conflict ``record.changed`` when ``seen`` is not its version."""
        record = self.session.get(kind, uid)
        if record is None:
            raise Refused("record.unknown", kind=kind.kind, id=uid)
        if seen is not None and record.version != seen:
            raise Conflict("record.changed", kind=kind.kind, id=uid, seen=seen, stored=record.version)
        return record

    def find(self, kind: type[AnyRecord], **fields: Any) -> AnyRecord | None:
        """The one record whose fields have these values, or None."""
        self.flush()
        return self.session.scalars(select(kind).filter_by(**fields)).first()

    def all(self, kind: type[AnyRecord], **fields: Any) -> list[AnyRecord]:
        """Every record whose fields have these values, in the order of uid."""
        self.flush()
        return list(self.session.scalars(select(kind).filter_by(**fields).order_by(kind.__table__.c.uid)))

    def answers_of(self, visit_uid: str) -> list[Answer]:
        """Every answer of one visit."""
        self.flush()
        items = select(col(VisitItem.uid)).where(col(VisitItem.visit_uid) == visit_uid)
        return list(self.session.scalars(select(Answer).where(col(Answer.visit_item_uid).in_(items))))

    def next_number(self, series: str) -> int:
        """Reserve the next number of a series inside this transaction; given back when the work is rolled back."""
        return self.next_numbers(series, 1)[0]

    def next_numbers(self, series: str, count: int) -> range:
        """The same for so many numbers at once."""
        record = self.session.get(NumberSeries, series)
        if record is None:
            record = self.add(NumberSeries(uid=series, last=0))
            # A pending record is not found by `get`: the next number of this work would begin again.
            self.flush()
        record.last += count
        return range(record.last - count + 1, record.last + 1)

    def next_fact_sequence(self) -> int:
        """The place of the next dated fact in the order of recording."""
        self.flush()
        return int(self.session.scalar(select(func.coalesce(func.max(col(FirmFact.sequence)), 0))) or 0) + 1


def _refuse_bulk(state: ORMExecuteState) -> None:
    if state.is_update or state.is_delete:
        raise RuntimeError("bulk changes would pass the journal by")
