"""The people of a workspace: each with a key slot of his own."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterable, Iterator

from auditdesk.errors import Conflict, Refused, Unavailable
from auditdesk.files import write_atomically
from auditdesk.model.cautions import Caution
from auditdesk.model.records import OfficeSetting, Person
from auditdesk.model.rows import PersonRow
from auditdesk.model.terms import Role
from auditdesk.places import Workspace
from auditdesk.progress import Progress, silent
from auditdesk.rules import people
from auditdesk.services.backups import BackupService
from auditdesk.services.office import Office
from auditdesk.store.hold import take_lock
from auditdesk.store.keys import Cost, DataKey, KeySlots
from auditdesk.store.keys_unlock import recovered
from auditdesk.store.queries import office as office_queries
from auditdesk.store.queries import register
from auditdesk.store.store import Store
from auditdesk.store.work import Work

RECOVERY_MADE = "keys.recovery_made_at"
"""The setting that says when the recovery code was last made anew; nobody sets it by hand."""

KEY_FILE = "keys.number"
"""The setting that says which key file was written last, so that an older one put back is noticed; nobody sets it by hand."""

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


def _write_keys(work: Work, slots: KeySlots, key: DataKey) -> None:
    """Write the key file last of all, under the number that the work keeps."""
    record = work.find(OfficeSetting, uid=KEY_FILE)
    slots.number = max(slots.number, int(json.loads(record.value)) if record else 0)
    if record is None:
        work.add(OfficeSetting(uid=KEY_FILE, value=json.dumps(slots.number + 1)))
    else:
        record.value = json.dumps(slots.number + 1)
    work.flush()
    slots.write(key)


def key_file_cautions(store: Store, login: str) -> tuple[Caution, ...]:
    """What to tell of a key file that is an older one than was last written. A newer one, from the recovery code or from an act
    that was killed, is taken note of.
    """
    with store.read() as connection:
        kept = office_queries.settings(connection).get(KEY_FILE, 0)
    if store.key_file < kept:
        return (Caution("keys.rolled_back", {"found": store.key_file, "known": kept}),)
    # The first file of a workspace, and the ones from before they were counted, need no line.
    if store.key_file > max(kept, 1):
        with contextlib.suppress(Unavailable), store.work(login, "people.key_file") as work:
            record = work.find(OfficeSetting, uid=KEY_FILE)
            if record is None:
                work.add(OfficeSetting(uid=KEY_FILE, value=json.dumps(store.key_file)))
            else:
                record.value = json.dumps(store.key_file)
            work.commit()
    return ()


def keep_signing_key(store: Store, login: str) -> None:
    """Keep the public key with which the person who has unlocked signs, when it is another than the one known.

    A medium that can't be written leaves it as it is.
    """
    public = store.public_signing_key()
    if not public:
        return
    with contextlib.suppress(Unavailable):
        with store.read() as connection:
            known = register.signing_key(connection, login)
        if known != public:
            with store.work(login, "people.signing_key") as work:
                person = work.find(Person, login=login)
                if person is not None:
                    person.signing_key = public
                    work.commit()


class PeopleService:
    """Acts on people. ``cost`` is what new slots cost; None = as much as the dearest slot there is."""

    def __init__(self, office: Office, key: DataKey, cost: Cost | None) -> None:
        self._office = office
        self._key = key
        self._cost = cost

    def list(self) -> tuple[PersonRow, ...]:
        with self._office.store.read() as connection:
            return register.people(connection)

    def add(self, login: str, name: str, passphrase: str, roles: Iterable[str]) -> PersonRow:
        """One more person with a slot of his own; the database is not re-encrypted.

        Raises Refused for login, role or passphrase, ``role.administrator_only``; Conflict ``login.taken``.
        """
        login, roles = checked_login(login), checked_roles(roles)
        with self._office.work("people.add") as work, _key_file_kept(self._workspace):
            if work.find(Person, login=login) is not None:
                raise Conflict("login.taken", login=login)
            people.refuse_roles(login, roles, self._office.actor.login, _rows(work))
            slots = KeySlots.read_under(self._workspace, self._key)
            # A crash between the two writes below can leave a slot whose person was never kept.
            slots.remove(login)
            slots.add(self._key, login, passphrase, self._cost_of(slots), name=name)
            work.add(Person(uid=work.new_uid(), login=login, name=name.strip() or login, roles=json.dumps(list(roles))))
            _write_keys(work, slots, self._key)
            work.commit()
        return self._person(login)

    def set_roles(self, login: str, roles: Iterable[str]) -> PersonRow:
        """Give a person these roles instead of those he has; in force at the next act.

        Raises Refused ``person.unknown``, ``person.last_administrator``, ``role.*``.
        """
        roles = checked_roles(roles)
        with self._office.work("people.role") as work:
            person = _found(work, login)
            people.refuse_roles(login, roles, self._office.actor.login, _rows(work))
            person.roles = json.dumps(list(roles))
            work.commit()
        return self._person(login)

    def disable(self, login: str) -> PersonRow:
        """The person no longer opens the workspace: his slot is gone, what he did stays.

        Killed in between, the slot is gone and the person still stands as active: doing it again makes it whole.
        Raises Refused ``person.unknown``, ``person.self``, ``person.last_administrator``.
        """
        with self._office.work("people.disable") as work, _key_file_kept(self._workspace):
            person = _found(work, login)
            people.refuse_disabling(login, self._office.actor.login, _rows(work))
            person.active = False
            slots = KeySlots.read_under(self._workspace, self._key)
            slots.remove(login)
            _write_keys(work, slots, self._key)
            work.commit()
        return self._person(login)

    def enable(self, login: str, passphrase: str) -> PersonRow:
        """A disabled person opens the workspace again, with a new passphrase.

        Raises Refused ``person.unknown``, ``person.active`` or for the passphrase.
        """
        with self._office.work("people.enable") as work, _key_file_kept(self._workspace):
            person = _found(work, login)
            slots = KeySlots.read_under(self._workspace, self._key)
            if person.active and login in slots.logins():
                raise Refused("person.active", login=login)
            slots.change(self._key, login, passphrase, self._cost_of(slots), name=person.name)
            person.active = True
            _write_keys(work, slots, self._key)
            work.commit()
        return self._person(login)

    def change_passphrase(self, login: str, passphrase: str) -> None:
        """A new passphrase for one's own login; the slot is wrapped anew, and the journal says that it was changed.

        Raises Refused ``passphrase.*`` or ``passphrase.others`` for the login of somebody else.
        """
        actor = self._office.actor
        if login != actor.login:
            raise Refused("passphrase.others", login=login)
        with self._office.work("people.passphrase") as work, _key_file_kept(self._workspace):
            slots = KeySlots.read_under(self._workspace, self._key)
            slots.change(self._key, login, passphrase, self._cost_of(slots), person=self._key.person, name=actor.name)
            _write_keys(work, slots, self._key)
            work.commit()
        keep_signing_key(self._office.store, login)

    def new_recovery_code(self) -> str:
        """A new recovery code, returned this once; the one before no longer opens."""
        with self._office.work("people.recovery") as work, _key_file_kept(self._workspace):
            slots = KeySlots.read_under(self._workspace, self._key)
            code = slots.add_recovery(self._key, self._cost_of(slots))
            moment = json.dumps(work.now().isoformat(timespec="seconds"))
            record = work.find(OfficeSetting, uid=RECOVERY_MADE)
            if record is None:
                work.add(OfficeSetting(uid=RECOVERY_MADE, value=moment))
            else:
                record.value = moment
            _write_keys(work, slots, self._key)
            work.commit()
        return code

    def rekey(self, progress: Progress = silent) -> str | None:
        """Everything under a new data key; only active people keep their slots, each with his passphrase of before.

        A whole backup under the old key is made first; it opens with the passphrases of then. Returns a new recovery code where the
        one before could not be kept. Raises as ``Store.rekey``.
        """
        self._office.demand("people.rekey")
        BackupService(self._office, self._key).before("rekey", progress)
        return self._office.store.rekey(self._office.actor.login, progress)

    @property
    def _workspace(self) -> Workspace:
        return self._office.store.workspace

    def _cost_of(self, slots: KeySlots) -> Cost:
        return self._cost or slots.cost()

    def _person(self, login: str) -> PersonRow:
        with self._office.store.read() as connection:
            found = register.person(connection, login)
        assert found is not None
        return found


def _found(work: Work, login: str) -> Person:
    person = work.find(Person, login=login)
    if person is None:
        raise Refused("person.unknown", login=login)
    return person


def _rows(work: Work) -> tuple[PersonRow, ...]:
    return register.people(work.session.connection())


def recover_passphrase(workspace: Workspace, login: str, recovery_code: str, passphrase: str, cost: Cost | None = None) -> None:
    """Open the workspace's key with the printed recovery code and give ``login`` a new passphrase.

    The person's secret can't be had without his passphrase: he gets a new one, and signs with another key from then on.
    Raises Unavailable ``recovery.wrong``, ``passphrase.wait``, ``workspace.locked``, Refused ``login.unknown`` or a passphrase
    refusal. Nothing is changed by a refusal.
    """
    lock = take_lock(workspace)
    try:
        slots = KeySlots.read(workspace)
        key = recovered(workspace, slots, recovery_code)
        if login not in slots.logins():
            raise Refused("login.unknown", login=login)
        slots.change(key, login, passphrase, cost or slots.cost())
        slots.write(key)
    finally:
        lock.release()
