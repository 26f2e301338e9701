"""The people of a workspace: each with a key slot of his own."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterable, Iterator

from auditdesk.errors import Conflict, Refused
from auditdesk.files import write_atomically
from auditdesk.model.records import Person
from auditdesk.model.rows import PersonRow
from auditdesk.model.terms import Role
from auditdesk.places import Workspace
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
    named = tuple(dict.fromkeys(roles))
    for role in named:
        if role not in set(Role):
            raise Refused("role.unknown", role=role, roles=tuple(Role))
    if not named:
        raise Refused("role.none")
    return named


@contextlib.contextmanager
def _key_file_kept(workspace: Workspace) -> Iterator[None]:
    """Put the key file back as it was when what belongs to its change could not be kept."""
    before = workspace.keys.read_bytes()
    try:
        yield
    except BaseException:
        if workspace.keys.read_bytes() != before:
            write_atomically(workspace.keys, before)
        raise


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
        with self._office.work("people.add") as work, _key_file_kept(workspace):
            if work.find(Person, login=login) is not None:
                raise Conflict("login.taken", login=login)
            slots = KeySlots.read(workspace)
            # A crash between the two writes below can leave a slot whose person was never kept.
            slots.remove(login)
            slots.add(self._key, login, passphrase, self._cost)
            work.add(Person(uid=work.new_uid(), login=login, name=name.strip() or login, roles=json.dumps(list(roles))))
            work.flush()
            slots.write(self._key)
            work.commit()
        with self._office.store.read() as connection:
            added = register.person(connection, login)
        assert added is not None
        return added

    def change_passphrase(self, login: str, passphrase: str) -> None:
        """A new passphrase for one's own login; the slot is wrapped anew, the database stays as it is.

        Raises Refused ``passphrase.*`` or ``passphrase.others`` for the login of somebody else.
        """
        if login != self._office.actor.login:
            raise Refused("passphrase.others", login=login)
        workspace = self._office.store.workspace
        slots = KeySlots.read(workspace)
        slots.remove(login)
        slots.add(self._key, login, passphrase, self._cost)
        slots.write(self._key)


def recover_passphrase(workspace: Workspace, login: str, recovery_code: str, passphrase: str, cost: Cost) -> None:
    """Open the workspace's key with the printed recovery code and give ``login`` a new passphrase.

    Raises Unavailable ``recovery.wrong``, Refused ``login.unknown`` or a passphrase refusal. Nothing is changed by a refusal.
    """
    slots = KeySlots.read(workspace)
    key = slots.recover(recovery_code)
    if login not in slots.logins():
        raise Refused("login.unknown", login=login)
    slots.remove(login)
    slots.add(key, login, passphrase, cost)
    slots.write(key)
