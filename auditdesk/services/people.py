"""The people of a workspace: each with a key slot of his own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from auditdesk.errors import Conflict, Refused
from auditdesk.model.records import Person
from auditdesk.model.rows import PersonRow
from auditdesk.model.terms import Role
from auditdesk.services.office import Office
from auditdesk.store.keys import Cost, DataKey, KeySlots
from auditdesk.store.queries import register

_LOGIN = re.compile(r"[a-z][a-z0-9._-]{1,31}")


def checked_login(login: str) -> str:
    """Raises Refused ``login.malformed``: small Latin letters, digits, dot, hyphen, underscore; 2 to 32 characters."""
    if not _LOGIN.fullmatch(login):
        raise Refused("login.malformed", login=login)
    return login


def checked_roles(roles: Iterable[str]) -> tuple[str, ...]:
    """Raises Refused ``role.unknown`` or ``role.none``."""
    named = tuple(roles)
    for role in named:
        if role not in set(Role):
            raise Refused("role.unknown", role=role, roles=tuple(Role))
    if not named:
        raise Refused("role.none")
    return named


class PeopleService:
    """Acts on people."""

    def __init__(self, office: Office, key: DataKey, cost: Cost) -> None:
        self._office = office
        self._key = key
        self._cost = cost

    def list(self) -> tuple[PersonRow, ...]:
        with self._office.store.read() as connection:
            return register.people(connection)

    def add(self, login: str, name: str, passphrase: str, roles: Iterable[str]) -> PersonRow:
        """One more person with a slot of his own; the database is not re-encrypted.

        Raises Refused for login, role or passphrase, Conflict ``login.taken``.
        """
        login, roles = checked_login(login), checked_roles(roles)
        workspace = self._office.store.workspace
        with self._office.work("people.add") as work:
            if work.find(Person, login=login) is not None:
                raise Conflict("login.taken", login=login)
            slots = KeySlots.read(workspace)
            # A crash between the two writes below can leave a slot whose person was never kept.
            slots.remove(login)
            slots.add(self._key, login, passphrase, self._cost)
            record = Person(uid=work.new_uid(), login=login, name=name.strip() or login, roles=json.dumps(list(roles)))
            work.add(record)
            work.flush()
            slots.write()
            work.commit()
        with self._office.store.read() as connection:
            added = register.person(connection, login)
        assert added is not None
        return added
