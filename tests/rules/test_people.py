"""What no role may do with people, and the table of acts."""

import pytest

from auditdesk.errors import Refused
from auditdesk.model.rows import PersonRow
from auditdesk.model.terms import Role
from auditdesk.rules.acts import ACTS, demand, may
from auditdesk.rules.people import refuse_disabling, refuse_roles


def person(login: str, *roles: str, active: bool = True) -> PersonRow:
    return PersonRow(login, login, login, roles, active)


WANG, ROOT, LIN = person("wang", "supervisor"), person("root", "administrator"), person("lin", "inspector")
GONE = person("gone", "administrator", active=False)


def code(ask, *arguments) -> str:
    try:
        ask(*arguments)
    except Refused as refused:
        return refused.code
    return ""


@pytest.mark.parametrize(
    ("login", "actor", "people", "told"),
    [
        ("root", "root", (WANG, ROOT), "person.self"),
        ("root", "wang", (WANG, ROOT), "person.last_administrator"),
        ("root", "wang", (WANG, ROOT, GONE), "person.last_administrator"),
        ("root", "wang", (WANG, ROOT, person("two", "administrator")), ""),
        ("lin", "root", (WANG, ROOT, LIN), ""),
        ("gone", "root", (ROOT, GONE), ""),
    ],
)
def test_who_may_be_disabled(login, actor, people, told):
    assert code(refuse_disabling, login, actor, people) == told


@pytest.mark.parametrize(
    ("login", "roles", "actor", "people", "told"),
    [
        ("root", ("supervisor",), "root", (WANG, ROOT), "person.last_administrator"),
        ("root", ("supervisor", "administrator"), "root", (WANG, ROOT), ""),
        ("lin", ("administrator",), "wang", (WANG, ROOT, LIN), "role.administrator_only"),
        ("lin", ("administrator",), "root", (WANG, ROOT, LIN), ""),
        ("lin", ("administrator",), "wang", (WANG, LIN), ""),
        ("lin", ("clerk",), "wang", (WANG, ROOT, LIN), ""),
        ("lin", ("supervisor",), "wang", (WANG, ROOT, LIN), "role.administrator_only"),
        ("puppet", ("supervisor",), "wang", (WANG, ROOT), "role.administrator_only"),
        ("puppet", ("supervisor",), "root", (WANG, ROOT), ""),
        ("wang", ("supervisor", "clerk"), "wang", (WANG, ROOT), ""),
    ],
)
def test_which_roles_may_be_given(login, roles, actor, people, told):
    assert code(refuse_roles, login, roles, actor, people) == told


@pytest.mark.parametrize("act", sorted(ACTS))
def test_each_act_is_open_to_somebody_and_refused_by_name_to_the_rest(act):
    allowed = ACTS[act]
    assert allowed
    for role in Role:
        assert may(act, (role.value,)) == (role in allowed)
        if role not in allowed:
            with pytest.raises(Refused) as refused:
                demand(act, "lin", (role.value,))
            assert set(refused.value.values["roles"]) == {one.value for one in allowed}


def test_what_only_one_role_may_do():
    assert {act for act, roles in ACTS.items() if roles == {Role.ADMINISTRATOR}} >= {
        "people.role",
        "people.disable",
        "people.enable",
        "people.recovery",
        "people.rekey",
    }
    assert ACTS["findings.accept"] == ACTS["notice.write"] == {Role.SUPERVISOR}
