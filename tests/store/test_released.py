"""Workspaces that released versions wrote must open for ever."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from auditdesk.desk import Desk, fixed_clock

RELEASED = Path(__file__).parent / "released"
PASSPHRASE = "correct horse battery staple"


@pytest.mark.parametrize("made", sorted(path.name for path in RELEASED.iterdir()))
def test_a_workspace_of_every_released_schema_opens_whole_with_its_firms_findings_and_evidence(tmp_path, made):
    home = tmp_path / "workspace"
    shutil.copytree(RELEASED / made, home)
    desk = Desk.open(home, "wang", PASSPHRASE, clock=fixed_clock(date(2026, 11, 22)))
    try:
        assert desk.care.verify().ok
        assert {firm.code for firm in desk.firms.list(desk.today())} == {"9901", "9902"}
        (finding,) = desk.findings.list()
        (kept,) = desk.evidence.list(finding.number)
        assert desk.evidence.read(kept.uid)
    finally:
        desk.close()


def test_the_plan_the_notes_and_the_decision_of_schema_3_are_there_afterwards(tmp_path):
    home = tmp_path / "workspace"
    shutil.copytree(RELEASED / "schema-3", home)
    desk = Desk.open(home, "lin", "an inspector types this", clock=fixed_clock(date(2026, 11, 22)))
    try:
        (finding,) = desk.findings.list()
        assert (finding.state, finding.reviewer, finding.facts) == ("accepted", "chen", "線上紀錄僅存 180 天")
        assert [note.text for note in desk.fieldwork.notes(finding.visit_number)] == ["機房門未關"]
        plan = desk.plan.view(2026)
        assert {row.firm_code for row in (*plan.visits, *plan.unplaced)} == {"9901", "9902"}
    finally:
        desk.close()
