"""A whole visit by real keys in a real window under an X display: from the list of visits to papers that another person signed off."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from auditdesk.desk import Desk, fixed_clock
from auditdesk.model.commands import OpenVisit
from tests.conftest import CHEAP
from tests.journeys.driving import REAL_KEYS, drive
from tests.journeys.visit_script import ADVICE, FACTS, ITEM, NOTE, PASSPHRASES, REASON

DAY = date(2019, 11, 1)
REGISTER = "代號,名稱,資本額,網路下單\nZX01,示範甲證券,312億,是\n"
pytestmark = REAL_KEYS


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An inspector with an open visit, a supervisor, and a photo in the tray."""
    path = tmp_path / "register.csv"
    path.write_text(REGISTER, encoding="utf-8")
    home = tmp_path / "home"
    clock = fixed_clock(DAY)
    desk, _ = Desk.create(home, "wang", "王主管", PASSPHRASES["write"], ("supervisor", "inspector"), cost=CHEAP, clock=clock)
    desk.firm_lists.apply(desk.firm_lists.preview(path, date(2018, 1, 1)))
    desk.people.add("lee", "李主管", PASSPHRASES["sign"], ["supervisor"])
    desk.visits.open(OpenVisit("ZX01", DAY))
    desk.close()
    tray = tmp_path / "tray"
    tray.mkdir()
    Image.new("RGB", (1600, 1200), (90, 110, 140)).save(tray / "IMG_0001.jpg")
    return home


def test_a_whole_visit_by_real_keys_stands_in_the_database(office, display, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(office.parent / "config"))
    from auditdesk import places

    preferences = places.preferences_file()
    preferences.parent.mkdir(parents=True, exist_ok=True)
    preferences.write_text(json.dumps({"tray": str(office.parent / "tray")}), encoding="utf-8")
    for act, login in (("write", "wang"), ("sign", "lee")):
        drive("visit_script", office, display, act, PASSPHRASES[act], login)
    desk = Desk.open(office, "lee", PASSPHRASES["sign"], clock=fixed_clock(DAY))
    try:
        row = desk.fieldwork.screen("108-V001")
        items = {item.key: item for item in row.items}
        first, finding = row.items[0], items[ITEM].finding
        assert first.judgement == "conform" and items[ITEM].judgement == "deficient" and finding is not None
        assert finding.facts == FACTS and finding.state == "submitted" and finding.evidence == 1
        observed = next(item for item in row.items if item.judgement == "observation")
        assert (
            observed.finding is not None and observed.finding.facts == ADVICE and observed.finding.finding_class == "observation"
        )
        assert row.not_applicable == 1 and row.total - row.done == 2 and items[ITEM].claimed_by == "wang"
        assert (row.submitted_by, row.signed_off_by, row.standing) == ("wang", "lee", "signed_off")
        assert set(desk.findings.search("堃喆")) == {finding.uid}
        with desk.store.read() as connection:
            from auditdesk.store.queries import fieldwork_screen as queries

            notes = queries.notes(connection, row.uid)
            reasons = json.loads(queries.head(connection, row.uid)["submit_reasons"])
        assert [(note.text, note.state, note.author) for note in notes] == [(NOTE, "remark", "wang")]
        assert set(reasons.values()) == {REASON} and len(reasons) >= 2
        assert desk.trail.contradiction() is None
    finally:
        desk.close()
