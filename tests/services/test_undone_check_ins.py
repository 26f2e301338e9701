"""One of several check-ins is taken back: exactly what it brought goes, or nothing does and the reason is told."""

from __future__ import annotations

import pytest

from auditdesk.errors import Refused
from auditdesk.model.commands import OpenVisit
from auditdesk.model.fieldwork_records import FieldNote
from auditdesk.model.fieldwork_rows import EditFinding, KeepNote
from tests.conftest import DAY
from tests.services.parcel_steps import OTHER, check_out, finding_on, hand_in, laptop, new_office, records


@pytest.fixture
def office(home):
    desk = new_office(home)
    desk.people.add("zhao", "趙查核", "yet another inspector", ["inspector"])
    yield desk
    desk.close()


def test_the_middle_one_of_three_is_undone_where_the_later_does_not_speak_of_the_same(office, tmp_path):
    visit = office.visits.open(OpenVisit("9901", DAY, inspectors=("lin", "chen", "zhao")))
    first, second = finding_on(office, visit, "原文"), finding_on(office, visit, "原文二", OTHER)
    office.fieldwork.note(KeepNote(visit.number, "原記"))
    (note,) = office.fieldwork.notes(visit.number)

    def note_of(desk, text):
        with desk.store.work(desk.actor.login, "fieldwork.note") as work:
            work.session.get(FieldNote, note.uid).text = text
            work.commit()

    homes = {}
    for name, does in {
        "lin": lambda own: (own.fieldwork.write(EditFinding(first.number, facts="林")), note_of(own, "同一改寫")),
        "chen": lambda own: (own.fieldwork.write(EditFinding(second.number, facts="陳")), note_of(own, "同一改寫")),
        "zhao": lambda own: own.fieldwork.write(EditFinding(first.number, facts="趙")),
    }.items():
        own = laptop(tmp_path, check_out(office, tmp_path, visit, name), name)
        does(own)
        homes[name] = hand_in(own, visit, tmp_path)
        own.close()
    rows = {"lin": office.parcels.check_in(homes["lin"])}
    without = records(office)
    rows["chen"] = office.parcels.check_in(homes["chen"])
    both = records(office)
    rows["zhao"] = office.parcels.check_in(homes["zhao"])
    everything = records(office)
    # Chen agreed with Lin on the note: without Lin's it would no longer say what Chen brought. Zhao stands against Lin's words.
    with pytest.raises(Refused) as refused:
        office.parcels.undo(rows["lin"].uid)
    assert refused.value.code == "check_in.later" and refused.value.values["parcel"] in {rows["chen"].parcel, rows["zhao"].parcel}
    assert records(office) == everything
    office.parcels.undo(rows["chen"].uid)
    assert [row.facts for row in office.findings.list() if row.number == second.number] == ["原文二"]
    assert [one.text for one in office.fieldwork.notes(visit.number)] == ["同一改寫"]
    again = office.parcels.check_in(homes["chen"])
    assert records(office) == everything
    office.parcels.undo(again.uid)
    office.parcels.undo(rows["zhao"].uid)
    assert records(office) == without
    office.parcels.check_in(homes["chen"])
    assert records(office) == both and office.care.verify().ok
