"""The register on a day: firms, their dated facts, branches, and the people of the workspace."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select

from auditdesk.model.facts import DatedFact, Retraction
from auditdesk.model.firm_list import AppliedListRow, KeptMapping
from auditdesk.model.rows import BranchRow, ContactRow, PersonRow
from auditdesk.model.terms import FactKind
from auditdesk.store.queries.tables import BRANCH, CONTACT, EXCEPTION, FACT, FIRM, LIST, MAPPING, PERSON


@dataclass(frozen=True, slots=True)
class FirmIdentity:
    """What does not depend on a day."""

    uid: str
    code: str
    name: str
    short_name: str
    english_name: str
    unified_number: str
    kind: str
    address: str
    telephone: str
    former_names: tuple[str, ...]
    version: int
    spellings: tuple[str, ...] = ()
    letter_address: str = ""
    letter_recipient: str = ""
    licence: str = "active"
    """On the day that is worked on."""


def _firm(row: RowMapping) -> FirmIdentity:
    return FirmIdentity(
        uid=row["uid"],
        code=row["code"],
        name=row["name"],
        short_name=row["short_name"],
        english_name=row["english_name"],
        unified_number=row["unified_number"],
        kind=row["firm_kind"],
        address=row["address"],
        telephone=row["telephone"],
        former_names=_former_names(row),
        version=row["version"],
        spellings=tuple(json.loads(row["spellings"])),
        letter_address=row["letter_address"],
        letter_recipient=row["letter_recipient"],
        licence=row["licence"],
    )


def _former_names(row: RowMapping) -> tuple[str, ...]:
    """Those kept, and the name in the table where the day of another one has come since."""
    names = dict.fromkeys((*json.loads(row["former_names"]), row["kept_name"]))
    names.pop(row["name"], None)
    return tuple(names)


def every_firm(connection: Connection) -> tuple[FirmIdentity, ...]:
    """Every firm there ever was in the order of codes, those of lists that were taken back too."""
    return tuple(_firm(row) for row in connection.execute(select(FIRM).order_by(FIRM.c.code)).mappings())


def firms(connection: Connection) -> tuple[FirmIdentity, ...]:
    """The whole register in the order of codes."""
    return tuple(_firm(row) for row in connection.execute(select(FIRM).where(FIRM.c.listed).order_by(FIRM.c.code)).mappings())


def firm(connection: Connection, code: str) -> FirmIdentity | None:
    """The firm of that code; case matters."""
    row = connection.execute(select(FIRM).where(FIRM.c.code == code, FIRM.c.listed)).mappings().first()
    return None if row is None else _firm(row)


def _fact(row: RowMapping) -> DatedFact:
    return DatedFact(
        kind=row["fact"],
        value=json.loads(row["value"]),
        valid_from=row["valid_from"],
        source=row["source"],
        recorded_on=row["recorded_at"].astimezone().date(),
        recorded_by=row["recorded_by"],
        uid=row["uid"],
    )


def facts_on(connection: Connection, day: date, firm_uid: str | None = None) -> dict[str, dict[str, DatedFact]]:
    """Firm uid → kind → the fact that holds on ``day``: the latest ``valid_from``, of equal ones the latest recorded.

    What was taken back is not counted.
    """
    chosen = _standing_facts().where(FACT.c.valid_from <= day)
    if firm_uid is not None:
        chosen = chosen.where(FACT.c.firm_uid == firm_uid)
    holding: dict[str, dict[str, DatedFact]] = {}
    for row in connection.execute(chosen.order_by(FACT.c.valid_from, FACT.c.sequence)).mappings():
        holding.setdefault(row["firm_uid"], {})[row["fact"]] = _fact(row)
    return holding


def _standing_facts() -> Select[Any]:
    """Every fact but those taken back and the lines that take them back."""
    taken_back = select(FACT.c.retracts).where(FACT.c.retracts.is_not(None))
    return select(FACT).where(FACT.c.retracts.is_(None), FACT.c.uid.not_in(taken_back))


def merged_into(connection: Connection, code: str, on: date) -> dict[str, str]:
    """Uid → code of the firms that have become part of the firm ``code`` by ``on`` (inclusive)."""
    standing = facts_of_kind(connection, (FactKind.MERGED_INTO,))
    holding = {uid: [fact for fact in facts if fact.valid_from <= on][-1:] for uid, facts in standing.items()}
    gone = [uid for uid, facts in holding.items() if facts and facts[0].value == code]
    return dict(connection.execute(select(FIRM.c.uid, FIRM.c.code).where(FIRM.c.uid.in_(gone))).all()) if gone else {}


def facts_of_kind(connection: Connection, kinds: Iterable[str]) -> dict[str, tuple[DatedFact, ...]]:
    """Firm uid → its standing facts of these kinds, in the order in which they come to hold."""
    chosen = _standing_facts().where(FACT.c.fact.in_(list(kinds))).order_by(FACT.c.valid_from, FACT.c.sequence)
    found: dict[str, list[DatedFact]] = {}
    for row in connection.execute(chosen).mappings():
        found.setdefault(row["firm_uid"], []).append(_fact(row))
    return {firm_uid: tuple(facts) for firm_uid, facts in found.items()}


def kinds_after(connection: Connection, day: date) -> dict[str, frozenset[str]]:
    """Firm uid → the kinds of its standing facts that begin after ``day``."""
    later: dict[str, set[str]] = {}
    for row in connection.execute(_standing_facts().where(FACT.c.valid_from > day)).mappings():
        later.setdefault(row["firm_uid"], set()).add(row["fact"])
    return {uid: frozenset(kinds) for uid, kinds in later.items()}


def fact_history(connection: Connection, firm_uid: str) -> tuple[DatedFact, ...]:
    """Every dated fact of one firm, the newest day first; what was taken back says by whom and why."""
    chosen = select(FACT).where(FACT.c.firm_uid == firm_uid).order_by(FACT.c.valid_from.desc(), FACT.c.sequence.desc())
    rows = tuple(connection.execute(chosen).mappings())
    taken_back = {
        row["retracts"]: Retraction(row["recorded_at"].astimezone().date(), row["recorded_by"], row["source"])
        for row in rows
        if row["retracts"] is not None
    }
    return tuple(replace(_fact(row), retraction=taken_back.get(row["uid"])) for row in rows if row["retracts"] is None)


def contacts(connection: Connection, firm_uid: str | None = None) -> tuple[ContactRow, ...]:
    """Contacts of one firm, or of all, the newest first."""
    chosen = select(CONTACT, FIRM.c.code.label("firm_code")).join(FIRM, FIRM.c.uid == CONTACT.c.firm_uid)
    if firm_uid is not None:
        chosen = chosen.where(CONTACT.c.firm_uid == firm_uid)
    names = ("uid", "firm_code", "role", "name", "telephone", "email", "valid_from", "valid_until", "version")
    order = (CONTACT.c.valid_from.desc(), CONTACT.c.uid)
    return tuple(
        ContactRow(**{name: row[name] for name in names}) for row in connection.execute(chosen.order_by(*order)).mappings()
    )


def lists_applied(connection: Connection) -> tuple[AppliedListRow, ...]:
    """Every list taken into the register, the newest first."""
    names = ("uid", "file_name", "sha256", "as_of", "applied_by", "applied_at", "undone_by", "undone_at")
    chosen = select(LIST).order_by(LIST.c.applied_at.desc(), LIST.c.uid)
    return tuple(
        AppliedListRow(**{name: row[name] for name in names}, made=json.loads(row["made"]))
        for row in connection.execute(chosen).mappings()
    )


def column_mappings(connection: Connection) -> dict[str, KeptMapping]:
    """Remembered column matchings of lists of firms by the hash of their headings, the newest first."""
    chosen = select(MAPPING).where(~MAPPING.c.uid.startswith("findings/")).order_by(MAPPING.c.kept_at.desc(), MAPPING.c.uid)
    return {
        row["uid"]: KeptMapping(row["uid"], json.loads(row["columns"]), row["kept_by"], row["kept_at"])
        for row in connection.execute(chosen).mappings()
    }


def register_version(connection: Connection) -> str:
    """Stands for the register as it is: changes with every firm, branch or dated fact that is kept."""
    digest = hashlib.sha256()
    for table in (FIRM, BRANCH, FACT):
        for uid, version in connection.execute(select(table.c.uid, table.c.version).order_by(table.c.uid)):
            digest.update(f"{uid} {version}\n".encode())
        digest.update(b"/")
    return digest.hexdigest()


def branches(connection: Connection, firm_uid: str) -> tuple[BranchRow, ...]:
    chosen = select(BRANCH).where(BRANCH.c.firm_uid == firm_uid).order_by(BRANCH.c.code)
    return tuple(
        BranchRow(row["code"], row["name"], row["address"] or None, row["telephone"] or None, row["opened_on"])
        for row in connection.execute(chosen).mappings()
    )


def all_branches(connection: Connection) -> tuple[tuple[str, BranchRow], ...]:
    """(code of the parent firm, branch) for every branch."""
    chosen = select(FIRM.c.code.label("parent"), BRANCH).join(FIRM, FIRM.c.uid == BRANCH.c.firm_uid).order_by(BRANCH.c.code)
    return tuple(
        (row["parent"], BranchRow(row["code"], row["name"], row["address"] or None, row["telephone"] or None, row["opened_on"]))
        for row in connection.execute(chosen).mappings()
    )


def objects_of_firm(connection: Connection, firm_uid: str) -> tuple[str, ...]:
    """Uids of the firm and of what belongs to its register entry: dated facts, branches, contacts and exceptions."""
    facts = connection.execute(select(FACT.c.uid).where(FACT.c.firm_uid == firm_uid)).scalars()
    offices = connection.execute(select(BRANCH.c.uid).where(BRANCH.c.firm_uid == firm_uid)).scalars()
    persons = connection.execute(select(CONTACT.c.uid).where(CONTACT.c.firm_uid == firm_uid)).scalars()
    exceptions = connection.execute(select(EXCEPTION.c.uid).where(EXCEPTION.c.firm_uid == firm_uid)).scalars()
    return (firm_uid, *facts, *offices, *persons, *exceptions)


def people(connection: Connection) -> tuple[PersonRow, ...]:
    return tuple(_person(row) for row in connection.execute(select(PERSON).order_by(PERSON.c.login)).mappings())


def person(connection: Connection, login: str) -> PersonRow | None:
    row = connection.execute(select(PERSON).where(PERSON.c.login == login)).mappings().first()
    return None if row is None else _person(row)


def _person(row: RowMapping) -> PersonRow:
    return PersonRow(row["uid"], row["login"], row["name"], tuple(json.loads(row["roles"])), row["active"])


def signing_key(connection: Connection, login: str) -> str:
    """Base64 of the public key known of that person; empty when none is."""
    return str(connection.execute(select(PERSON.c.signing_key).where(PERSON.c.login == login)).scalar() or "")
