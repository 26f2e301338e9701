"""Fieldwork on a visit: what the screen shows of it, judging its items, writing its findings, going back."""

from __future__ import annotations

import json

from auditdesk.errors import Conflict, Refused
from auditdesk.model.fieldwork_records import SectionAssignment
from auditdesk.model.fieldwork_rows import (
    DeletedRow,
    FieldworkRow,
    ItemContext,
    Judged,
    JudgeItem,
    UndoName,
)
from auditdesk.model.records import Answer, Finding, Person, Visit, VisitItem, uid_for
from auditdesk.model.terms import FindingClass, FindingState, Judgement
from auditdesk.rules.item_numbers import shown
from auditdesk.rules.visit_states import WRITABLE
from auditdesk.services import undo
from auditdesk.services.earlier_visit import read_earlier_visit
from auditdesk.services.evidence_keeping import demand_open
from auditdesk.services.fieldwork_closing import ClosingActs
from auditdesk.services.fieldwork_findings import FindingActs
from auditdesk.services.fieldwork_notes import NoteActs
from auditdesk.services.fieldwork_reading import patterns_of, read_finding, read_screen, visit_named
from auditdesk.services.fieldwork_repeats import repeats_beside
from auditdesk.services.fieldwork_work import claim, item_of, keep_step, new_finding, put_hand_to, writable
from auditdesk.services.pattern_overlay import offered_on
from auditdesk.services.undo import Recording
from auditdesk.services.visits import keep_answer, new_answer
from auditdesk.settings import Settings
from auditdesk.store.queries import fieldwork_screen as queries
from auditdesk.store.queries.evidence import evidence
from auditdesk.store.work import Work

PEER_YEARS = 3
_WITH_FINDING = {Judgement.DEFICIENT: FindingClass.FINDING, Judgement.OBSERVATION: FindingClass.OBSERVATION}


class FieldworkService(FindingActs, NoteActs, ClosingActs):
    """Acts of fieldwork. Claims and assignments are hints, never locks; a signed-off visit refuses every change."""

    # reading

    def screen(self, visit: str) -> FieldworkRow:
        """The whole visit as the fieldwork screen shows it, by number or uid. Raises Refused ``visit.unknown``."""
        with self._office.store.read() as connection:
            return read_screen(connection, self._office.rulebook, visit, self._office.actor.login)

    def context(self, visit: str, item: str) -> ItemContext:
        """What is known beside an item: rule, last year, peers, notes, what happened.

        Raises Refused ``visit.unknown``, ``item.not_in_visit``.
        """
        rulebook = self._office.rulebook
        with self._office.store.read() as connection:
            row = visit_named(connection, visit)
            line = next((one for one in queries.lines(connection, row["uid"]) if one["item_key"] == item), None)
            if line is None:
                raise Refused("item.not_in_visit", item=item, visit=row["number"])
            edition = rulebook.edition(row["edition"])
            stored = [one for one in queries.findings(connection, row["uid"]) if one["item_key"] == item]
            known = edition.item_or_none(item)
            offered = offered_on(connection, edition, row["reference_date"])
            patterns = tuple(one.id for one in patterns_of(offered, item, row["authority"]))
            counted = tuple(one["pattern"] for one in stored[:1] if one["pattern"]) or patterns[:1]
            answers = queries.answer_uids(connection, line["uid"])
            before = read_earlier_visit(connection, rulebook, row, (line,))
            return ItemContext(
                item=item,
                paragraph=known.paragraph if known else None,
                source=known.source if known else "",
                citation_zh=edition.citation.zh,
                citation_en=edition.citation.en,
                reasons=tuple(json.loads(line["reasons"])),
                earlier=before.items.get(item) if before is not None else None,
                repeats=repeats_beside(self._office, connection, row, line, stored[0] if stored else None),
                peers=queries.peers(connection, counted, row["firm_uid"], (row["year"] - PEER_YEARS + 1, row["year"])),
                patterns=patterns,
                notes=tuple(note for note in queries.notes(connection, row["uid"]) if note.item == item),
                activity=queries.activity(connection, (line["uid"], *answers, *(one["uid"] for one in stored))),
            )

    def complete(self, visit: str, item: str) -> str | None:
        """The item to go on with: the next one in the list that is not answered, from the top again after the last; None when all are.

        Raises Refused ``visit.unknown``.
        """
        with self._office.store.read() as connection:
            lines = queries.lines(connection, visit_named(connection, visit)["uid"])
        keys = [line["item_key"] for line in lines]
        start = keys.index(item) + 1 if item in keys else 0
        open_lines = (line["item_key"] for line in (*lines[start:], *lines[:start]) if line["judgement"] is None)
        return next((key for key in open_lines if key != item), None)

    def deleted(self, visit: str) -> tuple[DeletedRow, ...]:
        """What was deleted last in a visit, the newest first: findings, notes and evidence. Raises Refused ``visit.unknown``."""
        with self._office.store.read() as connection:
            uid = visit_named(connection, visit)["uid"]
            rows = [
                DeletedRow("finding", row["uid"], row["number"], row["facts"], row["item_key"], queries.aware(row["deleted_at"]))
                for row in queries.findings(connection, uid, deleted=True)
            ]
            rows += [
                DeletedRow("field_note", note.uid, "", note.text, note.item, note.deleted_at)
                for note in queries.notes(connection, uid, deleted=True)
                if note.deleted_at is not None
            ]
            rows += [
                DeletedRow("evidence", file.uid, file.finding, file.file_name, None, queries.aware(file.deleted_at))
                for file in evidence(connection, visit=uid, deleted=True)
                if file.deleted_at is not None
            ]
        return tuple(sorted(rows, key=lambda row: row.deleted_at, reverse=True))

    # judging

    def judge(self, order: JudgeItem) -> Judged:
        """Judge an item. Deficient and observation bring a draft with the item's first pattern, or the one deleted before with its
        text; changing back puts the draft among what was deleted last.

        Raises Refused ``visit.unknown``, ``visit.signed_off``, ``item.not_in_visit``, ``fieldwork.finding_in_review``;
        Conflict ``record.changed``.
        """
        settings = self._office.settings()
        with self._office.work("visits.answer") as work:
            visit = writable(work, order.visit)
            item = item_of(work, visit, order.item)
            recording, dropped = Recording(), None
            claim(work, item, recording)
            answer = work.find(Answer, visit_item_uid=item.uid)
            if answer is not None:
                recording.watch(answer)
                work.get(Answer, answer.uid, seen=order.seen)
            elif order.seen:
                raise Conflict("record.changed", kind="answer", id=item.uid, seen=order.seen, stored=0)
            else:
                answer = new_answer(work, item)
                recording.made(answer)
            note = answer.note if order.note is None else order.note
            keep_answer(work, answer, order.judgement.value if order.judgement else None, note)
            standing = [one for one in work.all(Finding, visit_uid=visit.uid, item_key=item.item_key) if one.state != "withdrawn"]
            for one in standing:
                recording.watch(one)
            if order.judgement in _WITH_FINDING:
                finding: Finding | None = self._with_finding(
                    work, visit, item, standing, _WITH_FINDING[order.judgement], settings
                )
                if finding is not None and finding not in standing:
                    recording.made(finding)
            else:
                finding, dropped = None, _drop(work, standing)
            name = UndoName("undo.judge", {"item": shown(item.item_key), "judgement": answer.judgement or "pending"})
            uid, told = finding.uid if finding else None, (answer.judgement, answer.note)
            work.flush()
            keep_step(work, visit, name, recording.changes())
            version = answer.version
            work.commit()
        with self._office.store.read() as connection:
            row = read_finding(connection, self._office.rulebook, uid) if uid else None
        return Judged(order.item, *told, version, row, dropped)

    def _with_finding(
        self, work: Work, visit: Visit, item: VisitItem, standing: list[Finding], wanted: FindingClass, settings: Settings
    ) -> Finding:
        """The item's finding: the one there is, the one deleted last, or a new draft."""
        live = [one for one in standing if one.deleted_at is None]
        gone = sorted((one for one in standing if one.deleted_at is not None), key=lambda one: str(one.deleted_at))
        if live or gone:
            finding = max(live, key=lambda one: one.number) if live else gone[-1]
            finding.deleted_at = None
            if FindingState(finding.state) in WRITABLE and finding.finding_class != wanted.value:
                put_hand_to(work, finding)
                finding.finding_class = wanted.value
            return finding
        edition = self._office.rulebook.edition(visit.edition)
        offered = offered_on(work.session.connection(), edition, visit.reference_date)
        pattern = next(iter(patterns_of(offered, item.item_key, visit.authority)), None)
        return new_finding(self._office, work, visit, pattern, item, settings, finding_class=wanted)

    # hints

    def flag(self, visit: str, item: str, flagged: bool = True) -> None:
        """Mark an item to come back to (待追), or take the mark away. Raises as ``judge``."""
        with self._office.work("visits.flag") as work:
            found = writable(work, visit)
            line = item_of(work, found, item)
            recording = Recording()
            recording.watch(line)
            line.flagged = flagged
            name = UndoName("undo.flag" if flagged else "undo.unflag", {"item": shown(item)})
            work.flush()
            keep_step(work, found, name, recording.changes())
            work.commit()

    def claim(self, visit: str, item: str) -> None:
        """Show the others that one looks at an item; whoever claims it last is shown. Raises as ``judge``."""
        self._claim(visit, item, self._office.actor.login)

    def release(self, visit: str, item: str) -> None:
        """Nobody in particular looks at an item any more. Raises as ``judge``."""
        self._claim(visit, item, None)

    def _claim(self, visit: str, item: str, login: str | None) -> None:
        with self._office.work("visits.flag") as work:
            item_of(work, writable(work, visit), item).claimed_by = login
            work.commit()

    def assign_section(self, visit: str, code: str, login: str | None) -> None:
        """Say who looks after a section; None = nobody in particular.

        Raises Refused ``visit.unknown``, ``visit.signed_off``, ``section.unknown``, ``person.unknown``.
        """
        with self._office.work("visits.assign") as work:
            found = writable(work, visit)
            if work.find(VisitItem, visit_uid=found.uid, code=code) is None:
                self._office.rulebook.edition(found.edition).section(code)
            if login is not None and work.find(Person, login=login, active=True) is None:
                raise Refused("person.unknown", login=login)
            recording = Recording()
            kept = work.find(SectionAssignment, visit_uid=found.uid, code=code)
            if kept is None and login is not None:
                kept = work.add(
                    SectionAssignment(
                        uid=uid_for("section_assignment", found.uid, code), visit_uid=found.uid, code=code, login=login
                    )
                )
                recording.made(kept)
            elif kept is not None and login is None:
                recording.removed(kept)
                work.session.delete(kept)
            elif kept is not None and login is not None:
                recording.watch(kept)
                kept.login = login
            work.flush()
            keep_step(work, found, UndoName("undo.assign", {"section": code}), recording.changes())
            work.commit()

    # going back

    def undo(self, visit: str) -> UndoName:
        """Take one's last step in a visit back, also one of an earlier day; returns its name.

        Raises Refused ``visit.unknown``, ``visit.signed_off``, ``undo.nothing``, ``undo.changed_since``; ``finding.wrong_state`` or
        ``evidence.finding_decided`` for what was handed in or decided meanwhile.
        """
        return self._step(visit, back=True)

    def redo(self, visit: str) -> UndoName:
        """Do again what was undone last. Raises as ``undo``."""
        return self._step(visit, back=False)

    def _step(self, visit: str, *, back: bool) -> UndoName:
        with self._office.work("visits.undo") as work:
            found = writable(work, visit)
            step, records = undo.back(work, found.uid) if back else undo.forward(work, found.uid)
            for record in records:
                demand_open(work, record)
            code, values = json.loads(step.name)
            work.commit()
        return UndoName(code, values)


def _drop(work: Work, standing: list[Finding]) -> str | None:
    """Put an item's draft among what was deleted last. Raises Refused ``fieldwork.finding_in_review`` for one handed in or decided."""
    dropped = None
    for one in standing:
        if one.deleted_at is not None:
            continue
        if one.state != FindingState.DRAFT.value:
            raise Refused("fieldwork.finding_in_review", finding=one.number, state=one.state)
        one.deleted_at, dropped = work.now(), one.number
    return dropped
