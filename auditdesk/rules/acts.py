"""Who may do what: one table of acts and the roles that may do them. Services ask it; screens show why an act is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from auditdesk.errors import Refused
from auditdesk.model.terms import Role

_I, _S, _C, _A = Role.INSPECTOR, Role.SUPERVISOR, Role.CLERK, Role.ADMINISTRATOR

ACTS: Mapping[str, frozenset[Role]] = {
    "people.add": frozenset({_A, _S}),
    "people.role": frozenset({_A}),
    "people.disable": frozenset({_A}),
    "people.enable": frozenset({_A}),
    "people.passphrase": frozenset({_I, _S, _C, _A}),
    "people.recovery": frozenset({_A}),
    "people.rekey": frozenset({_A}),
    "settings.change": frozenset({_A, _S}),
    # The journal holds the words of every finding in the clear.
    "journal.export": frozenset({_A, _S}),
    "firms.apply": frozenset({_S, _C}),
    "firms.record_fact": frozenset({_S, _C}),
    "firms.add": frozenset({_S, _C}),
    "firms.describe": frozenset({_S, _C}),
    "firms.rename": frozenset({_S, _C}),
    "firms.merge": frozenset({_S, _C}),
    "firms.licence": frozenset({_S, _C}),
    "firms.retract": frozenset({_S, _C}),
    "firms.keep_mapping": frozenset({_S, _C}),
    "firms.forget_mapping": frozenset({_S, _C}),
    "firms.undo_list": frozenset({_S, _C}),
    "contacts.add": frozenset({_S, _C}),
    "contacts.end": frozenset({_S, _C}),
    "contacts.erase": frozenset({_S, _A}),
    "plan.write": frozenset({_S}),
    "plan.submit": frozenset({_S}),
    "plan.decide": frozenset({_S}),
    "absences.keep": frozenset({_I, _S}),
    "visits.open": frozenset({_S, _I}),
    "visits.answer": frozenset({_S, _I}),
    "visits.flag": frozenset({_S, _I}),
    "visits.assign": frozenset({_S, _I}),
    "visits.note": frozenset({_S, _I}),
    "visits.undo": frozenset({_S, _I}),
    "visits.submit": frozenset({_S, _I}),
    "visits.sign_off": frozenset({_S}),
    "findings.edit": frozenset({_S, _I}),
    "findings.delete": frozenset({_S, _I}),
    "findings.restore": frozenset({_S, _I}),
    "findings.record": frozenset({_S, _I}),
    "findings.submit": frozenset({_S, _I}),
    "findings.accept": frozenset({_S}),
    "findings.return": frozenset({_S}),
    "findings.withdraw": frozenset({_S, _I}),
    "findings.void": frozenset({_S}),
    "findings.reopen": frozenset({_S}),
    "findings.comment": frozenset({_S, _I}),
    "findings.settle": frozenset({_S, _I}),
    "findings.severity": frozenset({_S}),
    "findings.reply": frozenset({_S, _I, _C}),
    "findings.take_back_reply": frozenset({_S, _C}),
    "findings.take_sheet": frozenset({_S, _C}),
    "findings.undo_sheet": frozenset({_S, _C}),
    "findings.recheck": frozenset({_S, _I}),
    "findings.close": frozenset({_S}),
    "findings.extend": frozenset({_S, _I, _C}),
    "findings.decide_extension": frozenset({_S}),
    "measures.record": frozenset({_S, _C}),
    "measures.comply": frozenset({_S, _C}),
    "measures.take_back": frozenset({_S}),
    "views.keep": frozenset({_I, _S, _C, _A}),
    "views.forget": frozenset({_I, _S, _C, _A}),
    "visits.sample": frozenset({_S, _I}),
    "visits.interview": frozenset({_S, _I}),
    "visits.paper": frozenset({_S, _I}),
    "visits.reopen": frozenset({_S}),
    "tips.add": frozenset({_S, _C, _A}),
    "tips.edit": frozenset({_S, _C}),
    "tips.link": frozenset({_S, _I}),
    "tips.close": frozenset({_S}),
    # Who reported is kept from everybody else.
    "tips.reporter": frozenset({_A}),
    "tips.erase": frozenset({_A}),
    "evidence.add": frozenset({_S, _I}),
    "evidence.remove_place": frozenset({_S, _I}),
    "evidence.annotate": frozenset({_S, _I}),
    "evidence.redact": frozenset({_S, _I}),
    "evidence.delete": frozenset({_S, _I}),
    "evidence.restore": frozenset({_S, _I}),
    "evidence.export": frozenset({_S, _I}),
    "letters.write": frozenset({_S, _C}),
    "notice.write": frozenset({_S}),
    "backups.make": frozenset({_I, _S, _C, _A}),
    "backups.thin": frozenset({_S, _A}),
    "holds.place": frozenset({_S, _A}),
    "holds.lift": frozenset({_S, _A}),
    "visits.remove": frozenset({_A}),
    "workspace.remove": frozenset({_I, _S, _C, _A}),
    "workspace.remove_held": frozenset({_A}),
    "exceptions.propose": frozenset({_S}),
    "exceptions.approve": frozenset({_S}),
    "exceptions.refuse": frozenset({_S}),
    "exceptions.end": frozenset({_S}),
    "key_items.add": frozenset({_S}),
    "key_items.approve": frozenset({_S}),
    "key_items.refuse": frozenset({_S}),
    "office_editions.copy": frozenset({_S}),
    "office_editions.edit": frozenset({_S}),
    "office_editions.submit": frozenset({_S}),
    "office_editions.approve": frozenset({_S}),
    "office_editions.return": frozenset({_S}),
    "office_editions.withdraw": frozenset({_S}),
    "office_editions.acknowledge": frozenset({_S}),
}


def may(act: str, roles: Iterable[str]) -> bool:
    """Whether one of ``roles`` may do ``act``."""
    return any(Role(role) in ACTS[act] for role in roles)


def demand(act: str, login: str, roles: Iterable[str]) -> None:
    """Raises Refused ``act.forbidden`` naming who may."""
    if not may(act, roles):
        raise Refused("act.forbidden", act=act, login=login, roles=tuple(sorted(role.value for role in ACTS[act])))
