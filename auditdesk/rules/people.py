"""What no role may do with people: leave the office without an administrator, shut oneself out, raise oneself above all others."""

from __future__ import annotations

from collections.abc import Iterable

from auditdesk.errors import Refused
from auditdesk.model.rows import PersonRow
from auditdesk.model.terms import Role


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
    one who is none makes another one, as long as there are any.
    """
    known, wanted = administrators(people), Role.ADMINISTRATOR in tuple(roles)
    if known == {login} and not wanted:
        raise Refused("person.last_administrator", login=login)
    if wanted and login not in known and known and actor not in known:
        raise Refused("role.administrator_only", login=login)
