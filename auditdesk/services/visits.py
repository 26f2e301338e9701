"""Visits: opening one freezes edition, scope and facts; then its items are answered one by one."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from datetime import date

from auditdesk.errors import Refused
from auditdesk.model.commands import AnswerItem, OpenVisit
from auditdesk.model.facts import FactsOnDay, Reason
from auditdesk.model.office_rules import EarlierAnswer
from auditdesk.model.records import Answer, Person, Visit, VisitInspector, VisitItem, uid_for
from auditdesk.model.rows import VisitItemRow, VisitRow
from auditdesk.rules.calendar import roc_year
from auditdesk.rules.firm_register import demand_still_there
from auditdesk.services.earlier_visit import frozen_for, read_earlier_visit
from auditdesk.services.fieldwork_reading import visit_named
from auditdesk.services.fieldwork_work import claim, writable
from auditdesk.services.firm_records import known_firm
from auditdesk.services.firm_scope import full_scope
from auditdesk.services.holding import demand_no_laptop
from auditdesk.services.office import Office
from auditdesk.services.plan_links import link_opened
from auditdesk.store.journal import canonical
from auditdesk.store.queries import fieldwork, fieldwork_screen, register
from auditdesk.store.work import Work


class VisitService:
    """Acts on visits."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def list(self, year: int | None = None) -> tuple[VisitRow, ...]:
        """Visits, the newest first."""
        with self._office.store.read() as connection:
            return fieldwork.visits(connection, year=year)

    def years(self) -> tuple[int, ...]:
        """Audit years that have visits, the newest first."""
        with self._office.store.read() as connection:
            return fieldwork.visit_years(connection)

    def show(self, visit: str) -> tuple[VisitRow, tuple[VisitItemRow, ...]]:
        """One visit, by number or uid, with its checklist. Raises Refused ``visit.unknown``."""
        with self._office.store.read() as connection:
            found = fieldwork.visits(connection, name=visit)
            if not found:
                raise Refused("visit.unknown", visit=visit)
            return found[0], fieldwork.checklist(connection, found[0].uid)

    def open(self, order: OpenVisit) -> VisitRow:
        """Open a visit with its frozen checklist: every item that applies on the reference date or might (a fact is missing).

        Raises Refused: ``firm.unknown``, ``edition.none_in_force``, ``visit.exists`` (same firm and day), ``person.unknown``,
        ``firm.merged_on_day``, ``firm.withdrawn_on_day``.
        """
        office = self._office
        edition = office.rulebook.in_force(order.reference_date)
        with office.work("visits.open") as work:
            demand_no_laptop(work)
            firm = known_firm(work, order.firm_code)
            if work.find(Visit, firm_uid=firm.uid, reference_date=order.reference_date) is not None:
                raise Refused("visit.exists", firm=order.firm_code, day=order.reference_date)
            holding = register.facts_on(work.session.connection(), order.reference_date, firm.uid)
            facts = FactsOnDay(firm.code, order.reference_date, holding.get(firm.uid, {}))
            demand_still_there(facts)
            scope = full_scope(work.session.connection(), office.rulebook, edition, facts, firm.uid)
            year = order.reference_date.year
            visit = work.add(
                Visit(
                    uid=work.new_uid(),
                    number=f"{roc_year(year)}-V{work.next_number(f'visit/{year}'):03d}",
                    firm_uid=firm.uid,
                    year=year,
                    reference_date=order.reference_date,
                    visit_kind=order.kind.value,
                    mode=order.mode.value,
                    authority=order.authority.value,
                    edition=edition.id,
                    edition_digest=edition.digest,
                    scope_band=scope.scope_band.id if scope.scope_band else None,
                    staffing_band=scope.staffing.band.id if scope.staffing.band else None,
                    facts=canonical({kind: dataclasses.asdict(fact) for kind, fact in facts.facts.items()}),
                    opened_by=work.login,
                    opened_at=work.now(),
                )
            )
            work.flush()
            for login in dict.fromkeys(order.inspectors or (office.actor.login,)):
                person = work.find(Person, login=login)
                if person is None:
                    raise Refused("person.unknown", login=login)
                work.add(VisitInspector(uid=work.new_uid(), visit_uid=visit.uid, person_uid=person.uid))
            included = [judged for judged in scope.items if judged.applies is not False]
            earlier = frozen_for(work.session.connection(), firm.uid, year, [judged.item for judged in included])
            for position, judged in enumerate(included, start=1):
                item = judged.item
                work.add(
                    VisitItem(
                        uid=work.new_uid(),
                        visit_uid=visit.uid,
                        item_key=item.key,
                        code=item.code,
                        part=item.part,
                        position=position,
                        summary_zh=item.summary.zh,
                        summary_en=item.summary.en,
                        frequency=item.frequency.value,
                        text_hash=item.text_hash,
                        applies=judged.applies,
                        reasons=canonical([_frozen(reason) for reason in judged.reasons]),
                        earlier=earlier[item.key],
                    )
                )
            uid = visit.uid
            link_opened(work, visit)
            work.commit()
        return self.show(uid)[0]

    def earlier_answers(self, visit: str) -> tuple[EarlierAnswer, ...]:
        """For each item of the visit what the firm's last visit of an earlier year answered to it, where it did.

        The same words count whatever their number; where only the number is the same the answer is shown, not taken over.
        Raises Refused ``visit.unknown``.
        """
        with self._office.store.read() as connection:
            row = visit_named(connection, visit)
            lines = fieldwork_screen.lines(connection, row["uid"])
            before = read_earlier_visit(connection, self._office.rulebook, row, lines)
        if before is None:
            return ()
        found = []
        for line in lines:
            old = before.items.get(line["item_key"])
            if old is not None and old.judgement is not None:
                told = (old.judgement, old.note, old.visit, old.year, old.same_text, old.summary_zh, old.summary_en)
                found.append(EarlierAnswer(line["item_key"], old.item, *told))
        return tuple(found)

    def answer(self, order: AnswerItem) -> VisitItemRow:
        """Judge one item of a visit; the same answer again changes nothing.

        Raises Refused ``visit.unknown``, ``visit.signed_off``, ``item.not_in_visit``; Conflict ``record.changed`` when someone
        answered since ``seen``.
        """
        self._answer((order,), claiming=True)
        _, items = self.show(order.visit)
        return next(item for item in items if item.key == order.item)

    def answer_all(self, orders: Iterable[AnswerItem]) -> None:
        """Judge several items in one act: all or none. Nobody is shown as looking after them."""
        self._answer(orders, claiming=False)

    def _answer(self, orders: Iterable[AnswerItem], *, claiming: bool) -> None:
        with self._office.work("visits.answer") as work:
            checklists: dict[str, _Checklist] = {}
            for order in orders:
                if order.visit not in checklists:
                    checklists[order.visit] = _Checklist(work, order.visit)
                checklists[order.visit].judge(order, claiming=claiming)
            work.commit()


class _Checklist:
    """One visit's items and answers, read once for an act that judges many of them."""

    def __init__(self, work: Work, visit: str) -> None:
        found = writable(work, visit)
        self._work = work
        self._visit = found
        self._items = {item.item_key: item for item in work.all(VisitItem, visit_uid=found.uid)}
        self._answers = {answer.visit_item_uid: answer for answer in work.answers_of(found.uid)}

    def judge(self, order: AnswerItem, *, claiming: bool) -> None:
        """Keep one answer. Raises Refused ``item.not_in_visit``, Conflict ``record.changed``."""
        work = self._work
        item = self._items.get(order.item)
        if item is None:
            raise Refused("item.not_in_visit", item=order.item, visit=self._visit.number)
        if claiming:
            claim(work, item)
        judgement = order.judgement.value if order.judgement is not None else None
        answer = self._answers.get(item.uid)
        if answer is None:
            answer = self._answers[item.uid] = new_answer(work, item)
        else:
            work.get(Answer, answer.uid, seen=order.seen)
        keep_answer(work, answer, judgement, order.note)


def new_answer(work: Work, item: VisitItem) -> Answer:
    """An empty answer to an item."""
    return work.add(
        Answer(uid=uid_for("answer", item.uid), visit_item_uid=item.uid, answered_by=work.login, answered_at=work.now())
    )


def keep_answer(work: Work, answer: Answer, judgement: str | None, note: str) -> None:
    """Judge an item; the same answer again changes nothing."""
    if (answer.judgement, answer.note) != (judgement, note):
        answer.judgement, answer.note = judgement, note
        answer.answered_by, answer.answered_at = work.login, work.now()


def _frozen(reason: Reason) -> dict[str, object]:
    """A reason as JSON: bilingual words as both, days as ISO."""
    values: dict[str, object] = {}
    for name, value in reason.values.items():
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            values[name] = dataclasses.asdict(value)
        else:
            values[name] = value.isoformat() if isinstance(value, date) else value
    return {"code": reason.code, "holds": reason.holds, "values": values}
