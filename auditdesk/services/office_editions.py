"""Editions that the office writes itself: copied, edited as documents, tried out, submitted, put in force by another supervisor."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from auditdesk.errors import BadInput, Problem, Refused
from auditdesk.model.facts import FactsOnDay, Scope
from auditdesk.model.office_rule_records import OfficeEdition
from auditdesk.model.office_rules import EditionState, ItemChange, OfficeEditionRow, SupersededEdition, TableChange
from auditdesk.model.rulebook import Bilingual, Condition, Edition
from auditdesk.rules.office_edition_states import demand_own_day, next_edition_state
from auditdesk.rules.office_superseded import superseded_editions
from auditdesk.rules.scope_exceptions import carried_key
from auditdesk.services.firm_scope import full_scope
from auditdesk.services.office import Office
from auditdesk.services.shipped_rules import base_of, read_own_edition, shipped_files, whole_of
from auditdesk.store.journal import canonical
from auditdesk.store.queries import register, rules
from auditdesk.store.work import Work

Documents = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class ItemDifference:
    """How an item comes out under the edition in force and under the one tried; None = the edition does not have it.

    Else ``applies``, ``does_not_apply`` or ``not_known``.
    """

    item: str
    now: str | None
    tried: str | None


@dataclass(frozen=True, slots=True)
class Trial:
    """A firm's scope on a day under one edition against the one in force then (None when there is none)."""

    tried: Scope
    now: Scope | None
    differences: tuple[ItemDifference, ...]


class OfficeEditionService:
    """Acts on editions of the office's own."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def list(self) -> tuple[OfficeEditionRow, ...]:
        """Own editions in whatever state."""
        with self._office.store.read() as connection:
            return rules.office_editions(connection)

    def show(self, edition: str) -> OfficeEditionRow:
        """Raises Refused ``office_edition.unknown``."""
        for row in self.list():
            if row.edition == edition:
                return row
        raise Refused("office_edition.unknown", edition=edition)

    def documents(self, edition: str) -> Documents:
        """The documents as they are kept. Raises Refused ``office_edition.unknown``."""
        with self._office.store.read() as connection:
            found = rules.edition_documents(connection, edition=edition)
        if edition not in found:
            raise Refused("office_edition.unknown", edition=edition)
        return found[edition].documents

    def superseded(self) -> tuple[SupersededEdition, ...]:
        """Own editions in force that a shipped edition replaces, the settled ones too, in the order in which they begin."""
        with self._office.store.read() as connection:
            own = rules.edition_documents(connection, state=EditionState.IN_FORCE)
        if not own:
            return ()
        return superseded_editions(self._office.rulebook, own.keys(), {name: kept.seen for name, kept in own.items()})

    def acknowledge(self, edition: str) -> SupersededEdition:
        """The office knows that a shipped edition takes the place of this one: it is told no more at sign-in.

        Raises Refused ``office_edition.unknown``, ``office_edition.not_superseded``.
        """
        with self._office.work("office_editions.acknowledge") as work:
            record = work.find(OfficeEdition, edition=edition)
            if record is None:
                raise Refused("office_edition.unknown", edition=edition)
            told = next((one for one in self.superseded() if one.edition == edition), None)
            if told is None:
                raise Refused("office_edition.not_superseded", edition=edition)
            content = json.loads(record.content)
            seen = content.get("seen", [])
            if told.by not in seen:
                record.content = canonical({**content, "seen": [*seen, told.by]})
                work.commit()
        return next(one for one in self.superseded() if one.edition == edition)

    def read(self, edition: str) -> Edition:
        """Any edition: shipped, in force, or as a draft stands. Raises Refused ``edition.unknown``, BadInput ``rulebook.faulty``."""
        rulebook = self._office.rulebook
        for known in rulebook.editions:
            if known.id == edition:
                return known
        try:
            return read_own_edition(edition, self.documents(edition), rulebook)
        except Refused as refused:
            raise Refused("edition.unknown", edition=edition) from refused

    def check(self, edition: str) -> tuple[Problem, ...]:
        """Every mistake of an own edition by file and key. Raises Refused ``office_edition.unknown``."""
        try:
            read_own_edition(edition, self.documents(edition), self._office.rulebook)
        except BadInput as faulty:
            return faulty.problems
        return ()

    def copy(self, base: str, edition: str, effective_from: date) -> OfficeEditionRow:
        """Begin a draft on a shipped edition or on one in force, from a day (inclusive).

        Raises Refused ``edition.unknown``, ``office_edition.exists``, ``office_edition.bad_id``.
        """
        from auditdesk.exchange.office_documents import begun_on

        on = self._office.rulebook.edition(base)
        documents = begun_on(on, _checked_id(edition), effective_from, self._office.today())
        with self._office.work("office_editions.copy") as work:
            self._add(work, edition, documents)
            work.commit()
        return self.show(edition)

    def take(self, path: Path, seen: int | None = None) -> OfficeEditionRow:
        """Take the documents at ``path`` for the draft they name; a draft of that name is begun where there is none.

        Raises BadInput ``rulebook.faulty`` with every mistake by file and key; Refused ``office_edition.wrong_state``,
        ``office_edition.needs_base``, ``edition.unknown``, ``office_edition.exists``; Conflict. Nothing is taken then.
        """
        from auditdesk.exchange.rulebook_files import read_documents

        documents: Documents = read_documents(path)
        name = next((str(content["id"]) for content in documents.values() if content.get("id")), "")
        read_own_edition(_checked_id(name), documents, self._office.rulebook)
        with self._office.work("office_editions.edit") as work:
            if work.find(OfficeEdition, edition=name) is None:
                self._add(work, name, documents)
            else:
                self._keep(work, name, lambda _: documents, seen)
            work.commit()
        return self.show(name)

    def change_item(self, edition: str, change: ItemChange, seen: int | None = None) -> OfficeEditionRow:
        """State one item of a draft: words, paragraph, frequency, condition, days; an unknown key adds it.

        Raises BadInput ``rulebook.faulty``; Refused ``condition.unreadable``, ``office_edition.wrong_state``; Conflict.
        """
        from auditdesk.exchange.office_documents import with_item

        return self._edit(edition, lambda documents: with_item(documents, self._base(documents), change), seen)

    def remove_item(self, edition: str, key: str, seen: int | None = None) -> OfficeEditionRow:
        """Take an item out of a draft. Raises BadInput ``rulebook.faulty``, Refused ``office_edition.wrong_state``, Conflict."""
        self._office.demand("office_editions.edit")
        from auditdesk.exchange.office_documents import without_item

        self.read(edition).item(key)
        return self._edit(edition, lambda documents: without_item(documents, self._base(documents), key), seen)

    def change_table(self, edition: str, change: TableChange, seen: int | None = None) -> OfficeEditionRow:
        """State a table by capital of a draft anew; it holds from the first day of the edition.

        Raises BadInput ``rulebook.faulty`` (gaps and overlaps among them), Refused ``office_edition.wrong_state``; Conflict.
        """
        from auditdesk.exchange.office_documents import with_table

        return self._edit(edition, lambda documents: with_table(documents, self._base(documents), change), seen)

    def name_parts(self, edition: str, names: Mapping[str, Bilingual], seen: int | None = None) -> OfficeEditionRow:
        """Name parts of a draft, by their ids. Raises BadInput ``rulebook.faulty``, Refused ``office_edition.wrong_state``; Conflict."""
        from auditdesk.exchange.office_documents import with_part_names

        return self._edit(edition, lambda documents: with_part_names(documents, self._base(documents), names), seen)

    def read_condition(self, text: str) -> Condition:
        """A condition as a rule file writes it. Raises Refused ``condition.unreadable``."""
        from auditdesk.exchange.office_documents import read_condition

        return read_condition(text)

    def submit(self, edition: str, seen: int | None = None) -> OfficeEditionRow:
        """Ask another supervisor to put a draft in force.

        Raises BadInput ``rulebook.faulty``; Refused ``office_edition.wrong_state``, ``office_edition.same_day``; Conflict.
        """
        with self._office.work("office_editions.submit") as work:
            record = self._step(work, edition, "submit", seen)
            self._demand_sound(record)
            record.submitted_by, record.submitted_at = work.login, work.now()
            record.decided_by, record.decided_at, record.decision_reason = None, None, ""
            record.authors = _authors(record, work.login)
            work.commit()
        return self.show(edition)

    def approve(self, edition: str, seen: int | None = None) -> OfficeEditionRow:
        """Put a submitted edition in force, as somebody who is none of its authors. It is kept whole and never changes from then on,
        whatever comes of the edition it is based on; visits that are open keep the edition they have.

        Raises as ``submit``, and Refused ``four_eyes.author``.
        """
        with self._office.work("office_editions.approve") as work:
            record = self._step(work, edition, "approve", seen)
            whole, record.digest = whole_of(self._demand_sound(record))
            record.content = canonical({**json.loads(record.content), "whole": whole})
            record.decided_by, record.decided_at = work.login, work.now()
            work.commit()
        return self.show(edition)

    def send_back(self, edition: str, reason: str, seen: int | None = None) -> OfficeEditionRow:
        """Back to its authors. Raises Refused ``office_edition.wrong_state``, ``four_eyes.author``, ``reason.needed``; Conflict."""
        return self._decide(edition, "return", reason, seen)

    def withdraw(self, edition: str, reason: str, seen: int | None = None) -> OfficeEditionRow:
        """Give a draft up. Raises Refused ``office_edition.wrong_state``, ``reason.needed``; Conflict."""
        return self._decide(edition, "withdraw", reason, seen)

    def try_out(self, edition: str, firm_code: str, day: date) -> Trial:
        """The firm's scope on ``day`` under ``edition`` against the edition in force then, exceptions and key items included.

        Raises Refused ``edition.unknown``, ``firm.unknown``; BadInput ``rulebook.faulty``.
        """
        tried = self.read(edition)
        rulebook = self._office.rulebook
        try:
            now = rulebook.in_force(day)
        except Refused:
            now = None
        with self._office.store.read() as connection:
            firm = register.firm(connection, firm_code)
            if firm is None:
                raise Refused("firm.unknown", firm=firm_code)
            facts = FactsOnDay(firm_code, day, register.facts_on(connection, day, firm.uid).get(firm.uid, {}))
            scopes = [None if one is None else full_scope(connection, rulebook, one, facts, firm.uid) for one in (tried, now)]
        assert scopes[0] is not None
        return Trial(scopes[0], scopes[1], _differences(tried, scopes[0], now, scopes[1]))

    def export(self, edition: str, folder: Path) -> tuple[Path, ...]:
        """The documents of any edition as YAML files in ``folder``. Raises Refused ``edition.unknown``, Unavailable for the disk."""
        from auditdesk.exchange.office_documents import write_documents
        from auditdesk.exchange.rulebook_files import read_documents

        try:
            documents = self.documents(edition)
        except Refused:
            documents = read_documents(shipped_files(edition))
        return write_documents(documents, folder)

    # inside

    def _base(self, documents: Documents) -> Edition:
        return base_of(documents, self._office.rulebook)

    def _add(self, work: Work, edition: str, documents: Documents) -> None:
        if work.find(OfficeEdition, edition=edition) is not None or edition in {one.id for one in self._office.rulebook.editions}:
            raise Refused("office_edition.exists", edition=edition)
        read = read_own_edition(edition, documents, self._office.rulebook)
        work.add(
            OfficeEdition(
                uid=work.new_uid(),
                edition=edition,
                based_on=read.based_on or "",
                state=EditionState.DRAFT.value,
                content=canonical({"documents": documents}),
                digest=read.digest,
                authors=json.dumps([work.login]),
                written_at=work.now(),
            )
        )

    def _edit(self, edition: str, change: Callable[[Documents], Documents], seen: int | None) -> OfficeEditionRow:
        with self._office.work("office_editions.edit") as work:
            self._keep(work, edition, change, seen)
            work.commit()
        return self.show(edition)

    def _keep(self, work: Work, edition: str, change: Callable[[Documents], Documents], seen: int | None) -> None:
        record = self._step(work, edition, "edit", seen)
        documents = change(json.loads(record.content)["documents"])
        read = read_own_edition(edition, documents, self._office.rulebook)
        if read.id != edition:
            raise Refused("office_edition.other_id", edition=edition, other=read.id)
        content = canonical({"documents": documents})
        if content != record.content:
            record.content, record.digest, record.based_on = content, read.digest, read.based_on or ""
            record.written_at, record.authors = work.now(), _authors(record, work.login)

    def _step(self, work: Work, edition: str, step: str, seen: int | None, reason: str = "") -> OfficeEdition:
        found = work.find(OfficeEdition, edition=edition)
        if found is None:
            raise Refused("office_edition.unknown", edition=edition)
        record = work.get(OfficeEdition, found.uid, seen=seen)
        authors = json.loads(record.authors)
        record.state = next_edition_state(step, record.state, authors=authors, actor=work.login, reason=reason).value
        return record

    def _demand_sound(self, record: OfficeEdition) -> Edition:
        rulebook = self._office.rulebook
        read = read_own_edition(record.edition, json.loads(record.content)["documents"], rulebook)
        demand_own_day(read, rulebook.editions)
        return read

    def _decide(self, edition: str, step: str, reason: str, seen: int | None) -> OfficeEditionRow:
        with self._office.work(f"office_editions.{step}") as work:
            record = self._step(work, edition, step, seen, reason)
            record.decided_by, record.decided_at, record.decision_reason = work.login, work.now(), reason.strip()
            work.commit()
        return self.show(edition)


def _authors(record: OfficeEdition, login: str) -> str:
    return json.dumps(sorted({*json.loads(record.authors), login}))


def _checked_id(edition: str) -> str:
    """Names a file and is typed in commands. Raises Refused ``office_edition.bad_id``."""
    if not (
        1 <= len(edition) <= 60 and edition.isprintable() and not set(edition) & set('/\\:*?"<>| ') and edition[0] not in ".-"
    ):
        raise Refused("office_edition.bad_id", edition=edition)
    return edition


def _differences(tried: Edition, under_tried: Scope, now: Edition | None, under_now: Scope | None) -> tuple[ItemDifference, ...]:
    verdict = {True: "applies", False: "does_not_apply", None: "not_known"}
    after = {judged.item.key: verdict[judged.applies] for judged in under_tried.items}
    if now is None or under_now is None:
        return tuple(ItemDifference(key, None, told) for key, told in after.items())
    found, met = [], set()
    for judged in under_now.items:
        key = carried_key(now, judged.item.key, tried)
        met.add(key)
        before, told = verdict[judged.applies], None if key is None else after[key]
        if before != told:
            found.append(ItemDifference(key or judged.item.key, before, told))
    found += [ItemDifference(key, None, told) for key, told in after.items() if key not in met]
    return tuple(found)
