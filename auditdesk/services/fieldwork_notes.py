"""Quick capture: notes jotted down during a visit, and where each of them goes."""

from __future__ import annotations

from auditdesk.errors import Refused
from auditdesk.model.fieldwork_records import FieldNote
from auditdesk.model.fieldwork_rows import KeepNote, NoteRow, NoteState, UndoName
from auditdesk.model.records import Answer, Evidence, Visit, VisitItem
from auditdesk.model.terms import FindingClass, Judgement
from auditdesk.rules.item_numbers import linked
from auditdesk.services.fieldwork_reading import patterns_of, visit_named
from auditdesk.services.fieldwork_work import item_of, keep_step, new_finding, writable
from auditdesk.services.office import Office
from auditdesk.services.pattern_overlay import offered_on
from auditdesk.services.undo import Recording
from auditdesk.services.visits import keep_answer, new_answer
from auditdesk.store.queries import fieldwork_screen as queries
from auditdesk.store.work import Work

_SHOWN = 24
"""So many characters of a note name its step back."""


class NoteActs:
    """Acts on the notes of a visit."""

    _office: Office

    def notes(self, visit: str, state: NoteState | None = None) -> tuple[NoteRow, ...]:
        """The notes of a visit, the oldest first. Raises Refused ``visit.unknown``."""
        with self._office.store.read() as connection:
            uid = visit_named(connection, visit)["uid"]
            return queries.notes(connection, uid, state=state.value if state else None)

    def note(self, order: KeepNote) -> NoteRow:
        """Keep a note; an item it names by ``#`` is linked at once, sorting stays to be done unless a state is given.

        Raises Refused ``note.empty``, ``visit.unknown``, ``visit.signed_off``, ``item.not_in_visit``, ``evidence.unknown``.
        """
        if not order.text.strip():
            raise Refused("note.empty")
        with self._office.work("visits.note") as work:
            visit = writable(work, order.visit)
            keys = [item.item_key for item in work.all(VisitItem, visit_uid=visit.uid)]
            if order.item is not None and order.item not in keys:
                raise Refused("item.not_in_visit", item=order.item, visit=visit.number)
            recording = Recording()
            note = work.add(
                FieldNote(
                    uid=work.new_uid(),
                    visit_uid=visit.uid,
                    text=order.text.strip(),
                    state=order.state.value,
                    item_key=order.item or linked(order.text, keys),
                    author=work.login,
                    written_at=work.now(),
                )
            )
            recording.made(note)
            for uid in order.evidence:
                file = work.find(Evidence, uid=uid, visit_uid=visit.uid, finding_uid=None)
                if file is None:
                    raise Refused("evidence.unknown", evidence=uid)
                recording.watch(file)
                file.note_uid = note.uid
            uid = note.uid
            _kept(work, visit, "undo.note", note, recording)
        return self._row(visit.uid, uid)

    def edit_note(self, note: str, text: str, seen: int | None = None) -> NoteRow:
        """Other words. Raises Refused ``note.empty``, ``note.unknown``, ``visit.signed_off``; Conflict ``record.changed``."""
        if not text.strip():
            raise Refused("note.empty")
        with self._office.work("visits.note") as work:
            visit, found, recording = _begun(work, note, seen)
            found.text = text.strip()
            if found.item_key is None:
                found.item_key = linked(text, [item.item_key for item in work.all(VisitItem, visit_uid=visit.uid)])
            _kept(work, visit, "undo.note_edit", found, recording)
        return self._row(visit.uid, note)

    def sort_note(self, note: str, item: str) -> NoteRow:
        """Put a note to an item. Raises Refused ``note.unknown``, ``visit.signed_off``, ``item.not_in_visit``."""
        with self._office.work("visits.note") as work:
            visit, found, recording = _begun(work, note)
            found.item_key = item_of(work, visit, item).item_key
            found.state = NoteState.SORTED.value
            _kept(work, visit, "undo.note_sort", found, recording)
        return self._row(visit.uid, note)

    def remark(self, note: str) -> NoteRow:
        """A mere remark that belongs nowhere (純備註). Raises Refused ``note.unknown``, ``visit.signed_off``."""
        with self._office.work("visits.note") as work:
            visit, found, recording = _begun(work, note)
            found.state = NoteState.REMARK.value
            _kept(work, visit, "undo.note_sort", found, recording)
        return self._row(visit.uid, note)

    def note_to_finding(self, note: str, item: str | None = None) -> NoteRow:
        """Turn a note into a finding of its item: judged deficient, the text among its facts, its files with it.

        Raises Refused ``note.unknown``, ``note.item_needed``, ``item.not_in_visit``, ``visit.signed_off``.
        """
        settings = self._office.settings()
        with self._office.work("visits.note") as work:
            visit, found, recording = _begun(work, note)
            named = item or found.item_key
            if named is None:
                raise Refused("note.item_needed")
            line = item_of(work, visit, named)
            answer = work.find(Answer, visit_item_uid=line.uid)
            if answer is None:
                answer = new_answer(work, line)
                recording.made(answer)
            else:
                recording.watch(answer)
            keep_answer(work, answer, Judgement.DEFICIENT.value, answer.note)
            edition = self._office.rulebook.edition(visit.edition)
            offered = offered_on(work.session.connection(), edition, visit.reference_date)
            pattern = next(iter(patterns_of(offered, named, visit.authority)), None)
            finding = new_finding(
                self._office, work, visit, pattern, line, settings, finding_class=FindingClass.FINDING, facts=found.text
            )
            recording.made(finding)
            for file in work.all(Evidence, note_uid=found.uid):
                recording.watch(file)
                file.finding_uid = finding.uid
            found.item_key, found.finding_uid, found.state = named, finding.uid, NoteState.FINDING.value
            _kept(work, visit, "undo.note_finding", found, recording)
        return self._row(visit.uid, note)

    def delete_note(self, note: str) -> None:
        """Put a note among what was deleted last. Raises Refused ``note.unknown``, ``visit.signed_off``."""
        with self._office.work("visits.note") as work:
            visit, found, recording = _begun(work, note)
            found.deleted_at = work.now()
            _kept(work, visit, "undo.note_delete", found, recording)

    def restore_note(self, note: str) -> NoteRow:
        """Bring a deleted note back. Raises Refused ``note.unknown``, ``visit.signed_off``."""
        with self._office.work("visits.note") as work:
            visit, found, recording = _begun(work, note)
            found.deleted_at = None
            _kept(work, visit, "undo.note_restore", found, recording)
        return self._row(visit.uid, note)

    def _row(self, visit_uid: str, note: str) -> NoteRow:
        with self._office.store.read() as connection:
            return next(row for row in queries.notes(connection, visit_uid) if row.uid == note)


def _begun(work: Work, note: str, seen: int | None = None) -> tuple[Visit, FieldNote, Recording]:
    found = work.find(FieldNote, uid=note)
    if found is None:
        raise Refused("note.unknown", note=note)
    work.get(FieldNote, note, seen=seen)
    visit, recording = writable(work, found.visit_uid), Recording()
    recording.watch(found)
    return visit, found, recording


def _kept(work: Work, visit: Visit, code: str, note: FieldNote, recording: Recording) -> None:
    text = note.text.split("\n")[0]
    work.flush()
    keep_step(work, visit, UndoName(code, {"text": text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"}), recording.changes())
    work.commit()
