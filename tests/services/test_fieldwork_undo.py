"""Any sequence of acts, undone step by step, gives back each state there was; done again, the states after."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditdesk.errors import Refused
from auditdesk.model.fieldwork_rows import EditFinding, JudgeItem, KeepNote
from auditdesk.model.terms import Judgement, Severity

KEYS = ("CC-17010-03", "CC-17010-04", "CC-11000-01")
TEXTS = st.sampled_from(["", "甲", "機櫃 #17010-3", "堃喆"])
ACTS = st.one_of(
    st.tuples(st.just("judge"), st.sampled_from(KEYS), st.sampled_from([None, *Judgement])),
    st.tuples(st.just("flag"), st.sampled_from(KEYS), st.booleans()),
    st.tuples(st.just("facts"), st.sampled_from(KEYS), TEXTS),
    st.tuples(st.just("remark"), st.sampled_from(KEYS), TEXTS),
    st.tuples(st.just("severity"), st.sampled_from(KEYS), st.sampled_from(list(Severity))),
    st.tuples(st.just("pattern"), st.sampled_from(KEYS), st.sampled_from(["CC-17010-P02", "CC-17010-P03", "CC-11000-P01"])),
    st.tuples(st.just("delete"), st.sampled_from(KEYS), st.none()),
    st.tuples(st.just("note"), st.none(), st.sampled_from(["一", "二 #17010-4"])),
    st.tuples(st.just("sort"), st.sampled_from(KEYS), st.integers(0, 3)),
    st.tuples(st.just("turn"), st.sampled_from(KEYS), st.integers(0, 3)),
    st.tuples(st.just("drop"), st.none(), st.integers(0, 3)),
    st.tuples(st.just("assign"), st.sampled_from(["CC-17010", "CC-11000"]), st.sampled_from([None, "wang"])),
)


def act(desk, visit, kind, where, what):
    work = desk.fieldwork
    if kind == "judge":
        work.judge(JudgeItem(visit, where, what))
    elif kind == "flag":
        work.flag(visit, where, what)
    elif kind == "assign":
        work.assign_section(visit, where, what)
    elif kind == "note":
        work.note(KeepNote(visit, what))
    elif kind in ("sort", "turn", "drop"):
        notes = work.notes(visit)
        if notes:
            note = notes[what % len(notes)].uid
            {"sort": lambda: work.sort_note(note, where), "turn": lambda: work.note_to_finding(note, where)}.get(
                kind, lambda: work.delete_note(note)
            )()
    else:
        finding = next(item.finding for item in work.screen(visit).items if item.key == where)
        if finding is not None:
            fields = {"facts": "facts", "remark": "firm_remark", "severity": "severity", "pattern": "pattern"}
            if kind == "delete":
                work.delete(finding.uid)
            else:
                work.write(EditFinding(finding.uid, **{fields[kind]: what}))


def state(desk, visit):
    """Everything a person sees of the visit but the versions and the steps themselves."""
    screen = desk.fieldwork.screen(visit)

    def plain(finding):
        return replace(finding, version=0)

    items = tuple(replace(item, version=0, findings=tuple(map(plain, item.findings))) for item in screen.items)
    notes = tuple(replace(note, version=0) for note in desk.fieldwork.notes(visit))
    return replace(screen, items=items, notes=notes, undo=None, redo=None, undo_depth=0, version=0), desk.fieldwork.deleted(visit)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(acts=st.lists(ACTS, min_size=1, max_size=9))
def test_undone_step_by_step_each_earlier_state_comes_back_and_done_again_each_later_one(desk, visit, acts):
    number = visit.number
    while True:
        try:
            desk.fieldwork.undo(number)
        except Refused:
            break
    states = [state(desk, number)]
    start = desk.fieldwork.screen(number).undo_depth
    for one in acts:
        before = desk.fieldwork.screen(number).undo_depth
        act(desk, number, *one)
        grown = desk.fieldwork.screen(number).undo_depth - before
        if grown:
            states.append(state(desk, number))
        else:
            states[-1] = state(desk, number)
    assert desk.fieldwork.screen(number).undo_depth - start == len(states) - 1
    for expected in reversed(states[:-1]):
        desk.fieldwork.undo(number)
        assert state(desk, number) == expected
    for expected in states[1:]:
        desk.fieldwork.redo(number)
        assert state(desk, number) == expected
