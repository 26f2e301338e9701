"""Rounds of chance: one visit on several laptops, everybody does something else, and all come home in any order."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from auditdesk.errors import Refused
from auditdesk.model.evidence_rows import Incoming
from auditdesk.model.fieldwork_rows import EditFinding, JudgeItem, KeepNote
from auditdesk.model.parcel_records import CheckIn
from auditdesk.model.records import Record
from auditdesk.model.samples import KeepInterview, KeepSample
from auditdesk.model.terms import Judgement, Severity
from tests.conftest import DAY
from tests.services import parcel_steps as steps

ITEMS = ("CC-17010-03", "CC-17010-04", "CC-17010-05")
BOOKKEEPING = frozenset({"check_in", "check_out", "number_series", "refused_parcel", "merge_side", "clash"})
"""Who came home when, and what stands against what: compared by what it comes to, not by its rows."""


_SAID = ("facts", "remark", "new", "note", "note again", "sample", "interview", "severity")
"""What somebody types."""
_DONE = ("delete", "judge", "photo", "clear", "pattern", "put to", "sort", "unsay", "back")
"""What is done without a word; ``unsay`` deletes a note, ``back`` is a step back."""
PATTERNS = ("CC-17010-P01", "CC-17010-P02", "CC-17010-P03")


@dataclass(frozen=True)
class Edit:
    """One thing somebody does: to a finding there was (``target`` counts them) or with an item."""

    what: str
    target: int
    text: str


EDITS = st.builds(
    Edit,
    st.sampled_from([*_SAID, *_DONE]),
    st.integers(0, 2),
    st.text(alphabet="甲乙丙丁 ab", min_size=1, max_size=6).map(str.strip).filter(bool),
)
ROUNDS = st.tuples(
    st.lists(st.lists(EDITS, max_size=5), min_size=2, max_size=5),
    st.lists(EDITS, max_size=3),
    st.lists(st.integers(-3, 3), min_size=5, max_size=5),
)
"""What each laptop does, what the office does meanwhile, and by how many days each clock is wrong."""


@dataclass
class Typed:
    """Every text that was typed, with who typed it."""

    texts: set[str] = field(default_factory=set)


def do(desk, visit, edit: Edit, typed: Typed, who: str) -> None:
    """Do it where it can be done; a text that was refused was not taken from anybody."""
    text = f"{edit.text}〈{who}〉"
    known = sorted((row for row in desk.findings.list() if row.visit_number == visit.number), key=lambda row: row.number)
    target = known[edit.target % len(known)] if known else None
    try:
        if edit.what in _DONE:
            _done(desk, visit, edit, target, text)
            return
        _said_so(desk, visit, edit, target, text)
    except Refused:
        return
    typed.texts.add(text)


def _done(desk, visit, edit: Edit, target: Any, text: str) -> None:
    item, notes = ITEMS[edit.target % len(ITEMS)], desk.fieldwork.notes(visit.number)
    note = notes[edit.target % len(notes)].uid if notes else None
    if edit.what == "delete" and target:
        desk.fieldwork.delete(target.number)
    elif edit.what == "judge":
        desk.fieldwork.judge(JudgeItem(visit.number, item, Judgement.CONFORM))
    elif edit.what == "clear":
        desk.fieldwork.judge(JudgeItem(visit.number, item, None))
    elif edit.what == "photo" and target:
        desk.evidence.attach([Incoming("photo.bin", text.encode())], finding=target.number)
    elif edit.what == "pattern" and target:
        desk.fieldwork.write(EditFinding(target.number, pattern=PATTERNS[edit.target]))
    elif edit.what == "put to" and target:
        desk.fieldwork.put_to_item(target.number, item)
    elif edit.what == "sort" and note:
        desk.fieldwork.note_to_finding(note, item) if edit.target else desk.fieldwork.sort_note(note, item)
    elif edit.what == "unsay" and note:
        desk.fieldwork.delete_note(note)
    elif edit.what == "back":
        desk.fieldwork.undo(visit.number)


def _said_so(desk, visit, edit: Edit, target: Any, text: str) -> None:
    item = ITEMS[edit.target % len(ITEMS)]
    if edit.what == "facts" and target:
        desk.fieldwork.write(EditFinding(target.number, facts=text))
    elif edit.what == "remark" and target:
        desk.fieldwork.write(EditFinding(target.number, firm_remark=text))
    elif edit.what == "severity" and target:
        severity = tuple(Severity)[edit.target]
        desk.fieldwork.write(EditFinding(target.number, severity=severity, severity_reason=text))
    elif edit.what == "new":
        made = desk.fieldwork.judge(JudgeItem(visit.number, item, Judgement.DEFICIENT)).finding
        desk.fieldwork.write(EditFinding(made.number, facts=text))
    elif edit.what == "note again" and (notes := desk.fieldwork.notes(visit.number)):
        desk.fieldwork.edit_note(notes[edit.target % len(notes)].uid, text)
    elif edit.what == "sample":
        standing = desk.samples.list(visit.number, item)
        if standing and edit.target:
            desk.samples.keep(KeepSample(sample=standing[0].uid, result=text))
        else:
            desk.samples.keep(KeepSample(visit.number, item, population=text))
    elif edit.what == "interview":
        standing = desk.interviews.list(visit.number)
        if standing and edit.target:
            desk.interviews.keep(KeepInterview(interview=standing[0].uid, subject=text))
        else:
            desk.interviews.keep(KeepInterview(visit.number, role=text))
    else:
        desk.fieldwork.note(KeepNote(visit.number, text))


def state(desk) -> dict[str, Any]:
    """Every record but the bookkeeping, and every clash by what stands against what."""
    found: dict[str, Any] = {}
    with desk.store.work(desk.actor.login, "test") as work:
        for mapper in Record._sa_registry.mappers:
            kind = mapper.class_
            if getattr(kind, "kind", "") and kind.kind not in BOOKKEEPING:
                for one in work.all(kind):
                    # The name of a stored file is another each time it is stored.
                    found[f"{kind.kind} {one.uid}"] = one.model_dump(exclude={"version", "blob", "clean_blob"})
    for one in desk.parcels.clashes():
        found[f"clash {one.object_uid} {one.group}"] = (
            [(origin, dict(value)) for origin, _, value in one.sides],
            dict(one.carried),
        )
    return found


def play(folder: Path, laptops: list[list[Edit]], office_edits: list[Edit], skews: list[int], orders: int = 3) -> None:
    """One round, with everything that must hold asserted."""
    office = steps.new_office(folder / "office")
    typed = Typed()
    try:
        visit = steps.new_visit(office)
        for number, item in enumerate(ITEMS[:2]):
            steps.finding_on(office, visit, f"原文{number}", item)
            office.fieldwork.note(KeepNote(visit.number, f"記{number}"))
        office.samples.keep(KeepSample(visit.number, ITEMS[0], population="母體"))
        office.interviews.keep(KeepInterview(visit.number, role="資安主管"))
        outs = [steps.check_out(office, folder, visit, ("lin", "chen")[number % 2]) for number in range(len(laptops))]
        homes = []
        for number, (written, edits) in enumerate(zip(outs, laptops, strict=True)):
            own = steps.laptop(folder, written, f"laptop-{number}", day=DAY + timedelta(days=skews[number]))
            for edit in edits:
                do(own, visit, edit, typed, f"{number}")
            homes.append(steps.hand_in(own, visit, folder))
            own.close()
        for edit in office_edits:
            do(office, visit, edit, typed, "office")
        before = state(office)
        office_journal = str([(line.before, line.after) for line in office.care.journal(limit=100_000)])
        results = []
        for order in itertools.islice(itertools.permutations(homes), 0, None, max(1, _factorial(len(homes)) // orders)):
            rows = [office.parcels.check_in(home) for home in order]
            results.append(state(office))
            office.parcels.check_in(order[0])
            assert state(office) == results[-1], "the same parcel twice changes nothing"
            said = _said(office) + office_journal
            assert {text for text in typed.texts if text not in said} == set(), "every text is in records, clashes or the journal"
            for row in reversed(rows):
                office.parcels.undo(row.uid)
            assert _differing(before, state(office)) == {}, "undo gives back the exact state before"
        for result in results[1:]:
            assert _differing(results[0], result) == {}, "the order of coming home never matters"
        assert office.care.verify().ok
    finally:
        office.close()


def _differing(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """What is not the same in two states, with both."""
    return {key: (one.get(key), other.get(key)) for key in {*one, *other} if one.get(key) != other.get(key)}


def _said(office) -> str:
    """All words of records, clashes and refusals that stand now, and of what was written outside and replaced there."""
    clashes = [str(one.sides) for one in office.parcels.clashes()]
    refused = [str(row.refused) for row in office.parcels.ins() if row.undone_at is None]
    with office.store.work("wang", "test") as work:
        outside = [one.history for one in work.all(CheckIn, undone_at=None)]
    return str(state(office)) + "".join((*clashes, *refused, *outside))


def _factorial(number: int) -> int:
    return 1 if number < 2 else number * _factorial(number - 1)
