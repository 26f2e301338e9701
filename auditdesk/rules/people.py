"""What no role may do with people: leave the office without an administrator, shut oneself out, raise oneself above all others."""

from __future__ import annotations

from collections.abc import Iterable

from auditdesk.errors import Refused
from auditdesk.model.rows import PersonRow
from auditdesk.model.terms import Role

_DECIDING = frozenset({Role.ADMINISTRATOR, Role.SUPERVISOR})


def administrators(people: Iterable[PersonRow]) -> frozenset[str]:
    """Logins of those who are active and have the role."""
    return frozenset(person.login for person in people if person.active and Role.ADMINISTRATOR in person.roles)


def refuse_disabling(login: str, actor: str, people: Iterable[PersonRow]) -> None:
    """Raises Refused ``person.self`` or ``person.last_administrator``."""
    if login == actor:
        raise Refused("person.self", login=login)
    if administrators(people) == {login}:
        raise Refused("person.last_administrator", login=login)


def refuse_roles(login: str, roles: Iterable[str], actor: str, people: Iterable[PersonRow]) -> None:
    """Whether ``actor`` may give ``login`` these roles instead of those he has.

    Raises Refused ``person.last_administrator`` for taking the role from the last one who has it, ``role.administrator_only`` when
    one who is none gives a role that decides (supervisor, administrator), as long as there is an administrator: else a supervisor
    could make himself the second pair of eyes.
    """
    everybody = tuple(people)
    known, wanted = administrators(everybody), {Role(role) for role in roles}
    if known == {login} and Role.ADMINISTRATOR not in wanted:
        raise Refused("person.last_administrator", login=login)
    had = {Role(role) for person in everybody if person.login == login and person.active for role in person.roles}
    if wanted & _DECIDING - had and known and actor not in known:
        raise Refused("role.administrator_only", login=login)
