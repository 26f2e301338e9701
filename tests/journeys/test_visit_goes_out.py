"""By real keys in real windows under an X display: a visit leaves the office, is worked on outside, comes home, and the office decides."""

from __future__ import annotations

from auditdesk.desk import Desk, fixed_clock
from auditdesk.model.fieldwork_rows import EditFinding
from tests.conftest import DAY, PASSPHRASE
from tests.journeys.driving import REAL_KEYS, drive
from tests.journeys.parcel_script import OUTSIDE, OWN
from tests.services.parcel_steps import finding_on, new_office, new_visit

pytestmark = REAL_KEYS
FACTS, MEANWHILE = "防火牆紀錄保存 90 天。", "防火牆紀錄保存 60 天。"


def test_a_visit_goes_out_and_comes_home_by_keys_alone(tmp_path, display):
    home, folder = tmp_path / "office", tmp_path / "laptop"
    desk = new_office(home)
    shared = finding_on(desk, new_visit(desk), FACTS)
    desk.close()

    def at(where, act, passphrase="", login=""):
        drive("parcel_script", where, display, act, passphrase, login)

    def carried(name: str) -> None:
        """The one new file goes to the other computer under a name of small Latin letters."""
        (found,) = {file for file in tmp_path.glob("*.adparcel") if file.stem not in ("out", "home", "receipt")}
        found.rename(tmp_path / name)

    at(home, "out", PASSPHRASE, "wang")
    desk = Desk.open(home, "wang", PASSPHRASE, clock=fixed_clock(DAY))
    desk.fieldwork.write(EditFinding(shared.number, facts=MEANWHILE))
    desk.close()
    at(folder, "laptop")
    carried("home.adparcel")
    at(home, "home", PASSPHRASE, "wang")
    carried("receipt.adparcel")
    at(folder, "receipt", OWN, "lin")
    for where, login, passphrase in ((home, "wang", PASSPHRASE), (folder, "lin", OWN)):
        desk = Desk.open(where, login, passphrase, clock=fixed_clock(DAY))
        assert desk.findings.show(shared.number).facts == FACTS + OUTSIDE and desk.care.verify().ok
        if where == home:
            assert desk.parcels.clashes() == () and len(desk.parcels.clashes(settled=True)) == 1
            assert [(row.state, row.holder) for row in desk.parcels.outs()] == [("home", "lin")]
        else:
            assert [row.state for row in desk.parcels.held()] == ["received"]
        desk.close()
