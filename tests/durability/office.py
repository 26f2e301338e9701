"""A made-up office for these tests: its workspace, acts that are told when they are kept, and the look at what is left of them."""

from __future__ import annotations

import hashlib
import os
import random
from datetime import date
from pathlib import Path
from typing import Any

from auditdesk.desk import Desk, fixed_clock
from auditdesk.errors import AuditDeskError
from auditdesk.model.commands import AnswerItem, DecideFinding, OpenVisit, RecordFinding
from auditdesk.model.records import Firm
from auditdesk.model.terms import Judgement
from auditdesk.store.keys import Cost
from auditdesk.store.queries import evidence

CHEAP = Cost(memory_kib=8 * 1024, iterations=1, lanes=1)
PASSPHRASE = "correct horse battery staple"
DAY = date(2019, 11, 1)
OLD = Path(__file__).parents[1] / "store" / "released" / "schema-1"
"""A real workspace of schema 1."""
OLD_CONTENT = {
    "people": ["lin", "wang"],
    "firms": [("9901", "晨曦示範證券"), ("9902", "遠山示範證券")],
    "visits": ["108-V001"],
    "notes": ["已調閱紀錄"],
    "findings": [
        (
            "108-F0001",
            "抽核時發現防火牆留有全開放之規則。",
            "accepted",
            ["5ae294ef3a899dcd7f17dd07ef2a3218ffa4d4266f2b7f58bafc90067ec55167"],
        )
    ],
}
CLOCK = fixed_clock(DAY)

Told = dict[str, Any]
"""One act that was kept, as it was told after its commit had returned."""


def create(home: Path, visits: int = 4) -> Desk:
    """A new workspace of one person, with firms and open visits."""
    roles = ("supervisor", "administrator")
    desk, _ = Desk.create(home, "wang", "王主管", PASSPHRASE, roles, cost=CHEAP, clock=CLOCK)
    with desk.store.work("wang", "firms.apply") as work:
        for number in range(visits):
            work.add(Firm(uid=work.new_uid(), code=f"ZX{number:02d}", name=f"示範{number}證券"))
        work.commit()
    for number in range(visits):
        desk.visits.open(OpenVisit(f"ZX{number:02d}", DAY))
    return desk


def reopen(home: Path, passphrase: str = PASSPHRASE, login: str | None = "wang") -> Desk:
    """The workspace as the next start opens it."""
    return Desk.open(home, login, passphrase, cost=CHEAP, clock=CLOCK)


class Acts:
    """Acts one after the other at one desk; each is told only after its commit has returned."""

    def __init__(self, desk: Desk, chance: random.Random, photos: Path) -> None:
        self._desk = desk
        self._chance = chance
        self._photos = photos
        self._patterns = [pattern.id for pattern in desk.rulebook.in_force(DAY).patterns if pattern.group != "feb"]
        self._drafts = [finding.number for finding in desk.findings.list(state="draft")]
        self._visits = [visit.number for visit in desk.visits.list()]
        self._open_items = [
            (visit, item.key, item.version) for visit in self._visits for item in desk.visits.show(visit)[1] if not item.note
        ]
        chance.shuffle(self._open_items)

    def do(self, text: str) -> Told:
        """One act that keeps ``text``."""
        kind = self._chance.choice(("answer", "finding", "finding", "submit"))
        if kind == "submit" and self._drafts:
            return self._submit(self._drafts.pop(0))
        if kind == "answer" and self._open_items:
            return self._answer(text)
        return self._record(text)

    def _answer(self, note: str) -> Told:
        visit, item, seen = self._open_items.pop()
        self._desk.visits.answer(AnswerItem(visit, item, Judgement.CONFORM, note, seen or None))
        return {"is": "answer", "visit": visit, "item": item, "note": note}

    def _record(self, facts: str) -> Told:
        photos = []
        for number in range(self._chance.randint(0, 2)):
            photo = self._photos / f"photo-{number}.jpg"
            photo.write_bytes(b"\xff\xd8" + os.urandom(self._chance.randint(200, 40_000)))
            photos.append(photo)
        pattern = self._chance.choice(self._patterns)
        row = self._desk.findings.record(RecordFinding(self._chance.choice(self._visits), pattern, facts), photos)
        self._drafts.append(row.number)
        kept = sorted(hashlib.sha256(photo.read_bytes()).hexdigest() for photo in photos)
        return {"is": "finding", "number": row.number, "facts": facts, "photos": kept}

    def _submit(self, number: str) -> Told:
        self._desk.findings.submit(DecideFinding(number))
        return {"is": "submitted", "number": number}


def lost(desk: Desk, told: list[Told]) -> list[Told]:
    """Those of the acts told that are not in the workspace exactly as they were told."""
    findings = {row.number: row for row in desk.findings.list()}
    notes = {(visit.number, item.key): item.note for visit in desk.visits.list() for item in desk.visits.show(visit.number)[1]}
    kept = photos(desk)
    gone = []
    for act in told:
        if act["is"] == "answer":
            whole = notes.get((act["visit"], act["item"])) == act["note"]
        else:
            finding = findings.get(act["number"])
            whole = finding is not None
            if finding is not None and act["is"] == "finding":
                whole = finding.facts == act["facts"] and sorted(kept.get(finding.uid, [])) == act["photos"]
            elif finding is not None:
                whole = finding.state == "submitted"
        if not whole:
            gone.append(act)
    return gone


def content(desk: Desk) -> Told:
    """Everything that must be the same before and after an act that only moves a workspace."""
    files = photos(desk)
    return {
        "people": sorted(person.login for person in desk.people.list()),
        "firms": [(firm.code, firm.name) for firm in desk.firms.list(DAY)],
        "visits": [visit.number for visit in desk.visits.list()],
        "notes": [item.note for visit in desk.visits.list() for item in desk.visits.show(visit.number)[1] if item.note],
        "findings": [(row.number, row.facts, row.state, files.get(row.uid, [])) for row in desk.findings.list()],
    }


def photos(desk: Desk) -> dict[str, list[str]]:
    """The hashes of what is really stored as evidence, by finding; a file that can't be read is told by its failure."""
    with desk.store.read() as connection:
        rows = evidence.evidence(connection)
    found: dict[str, list[str]] = {}
    for row in rows:
        try:
            told = hashlib.sha256(desk.store.evidence.read(row.blob)).hexdigest()
        except AuditDeskError as problem:
            told = problem.code
        found.setdefault(row.finding_uid, []).append(told)
    return found


def faults(desk: Desk) -> list[str]:
    """What is not whole in the workspace: database, journal, evidence; half-written files left lying."""
    found = []
    state = desk.care.verify()
    if state.database != "ok":
        found.append(f"database: {state.database}")
    if not state.journal.ok:
        found.append("journal")
    found += [f"missing {blob}" for blob in state.evidence_missing] + [f"altered {blob}" for blob in state.evidence_altered]
    home = desk.store.workspace.home
    found += [str(path.relative_to(home)) for path in (home / "evidence").rglob("*.tmp")]
    return found
