"""An office and its laptops, for the tests of parcels."""

from __future__ import annotations

from pathlib import Path

from auditdesk.desk import Desk, fixed_clock
from auditdesk.exchange.parcel_files import Opening, new_identity
from auditdesk.model.commands import OpenVisit
from auditdesk.model.fieldwork_rows import EditFinding, JudgeItem, KeepNote
from auditdesk.model.parcel_rows import CheckOutVisits
from auditdesk.model.terms import Judgement
from tests.conftest import CHEAP, DAY, PASSPHRASE

SECRET, PUBLIC = new_identity()
"""A key, for a passphrase costs seconds each time."""
KEY = Opening(identities=(SECRET,))
LIN, CHEN = "an inspector types this", "another inspector types"
ITEM, OTHER = "CC-17010-03", "CC-17010-04"
PHOTO = b"\xff\xd8 not really a photo"


def new_office(home: Path, clock=None) -> Desk:
    desk, _ = Desk.create(
        home, "wang", "王主管", PASSPHRASE, ("supervisor", "administrator"), cost=CHEAP, clock=clock or fixed_clock(DAY)
    )
    desk.people.add("lin", "林查核", LIN, ["inspector"])
    desk.people.add("chen", "陳查核", CHEN, ["inspector"])
    desk.people.add("ma", "馬主管", "the second supervisor", ["supervisor"])
    desk.firm_records.add("9901", "示範甲證券")
    desk.firm_records.add("9902", "示範乙證券")
    return desk


def new_visit(office: Desk):
    return office.visits.open(OpenVisit("9901", DAY, inspectors=("lin", "chen")))


def check_out(office, folder: Path, visit, holder="lin", **more):
    file = folder / f"{holder}-{len(list(folder.iterdir()))}.adparcel"
    return office.parcels.out(CheckOutVisits((visit.number,), holder, file, recipients=(PUBLIC,), **more))


def laptop(folder: Path, written, name: str, *, day=DAY) -> Desk:
    return Desk.start_from_parcel(folder / name, written.file, KEY, "a laptop of my own", cost=CHEAP, clock=fixed_clock(day))


def hand_in(desk, visit, folder: Path) -> Path:
    file = folder / f"home-{desk.store.workspace.home.name}-{len(list(folder.iterdir()))}.adparcel"
    desk.parcels.hand_in(visit.number, file)
    return file


def records(desk):
    """Everything of the visits as the screens see it, and the clashes."""
    found = [(row.number, row.facts, row.severity, row.state, row.author) for row in desk.findings.list()]
    clashes = [(one.name, one.group, tuple(str(side[2]) for side in one.sides)) for one in desk.parcels.clashes()]
    notes = [(note.text, note.author) for row in desk.visits.list() for note in desk.fieldwork.notes(row.number)]
    return sorted(found), sorted(clashes), sorted(notes)


def finding_on(desk, visit, facts, item=ITEM):
    made = desk.fieldwork.judge(JudgeItem(visit.number, item, Judgement.DEFICIENT)).finding
    desk.fieldwork.write(EditFinding(made.number, facts=facts))
    return made


def two_laptops(office, visit, tmp_path):
    """A finding that both take along and change; each also makes one of its own."""
    shared = finding_on(office, visit, "原文")
    outs = {name: check_out(office, tmp_path, visit, name) for name in ("lin", "chen")}
    homes = {}
    for name, written in outs.items():
        own = laptop(tmp_path, written, name)
        own.fieldwork.write(EditFinding(shared.number, facts=f"{name} 改寫"))
        finding_on(own, visit, f"{name} 另見", OTHER)
        own.fieldwork.note(KeepNote(visit.number, f"{name} 記"))
        homes[name] = hand_in(own, visit, tmp_path)
        own.close()
    return shared, homes
