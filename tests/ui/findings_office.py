"""An office with findings in every state of the review, made once; every test takes a copy."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

from PIL import Image

from auditdesk.desk import Desk, fixed_clock
from auditdesk.model.commands import DecideFinding, OpenVisit, RecordFinding
from auditdesk.model.evidence_rows import Incoming
from auditdesk.model.fieldwork_rows import EditFinding
from tests.conftest import CHEAP, PASSPHRASE

DAY = date(2019, 11, 1)
REGISTER = "代號,名稱,資本額,網路下單\nZX01,示範甲證券,312億,是\nZX02,示範乙證券,100億,是\n"
FACTS = "防火牆規則共 214 條，其中多條允許任意服務。"
MENDED = "防火牆規則共 214 條，其中 17 條允許任意服務，最近一次檢視為 107 年 5 月。"


def picture() -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (320, 200), (220, 230, 240)).save(out, "PNG")
    return out.getvalue()


def opened(home: Path, login: str) -> Desk:
    """The workspace for one of its people: wang and lee review, lin inspects, root administers and keeps letters."""
    return Desk.open(home, login, PASSPHRASE, clock=fixed_clock(DAY))


def build(folder: Path) -> Path:
    """Two firms; lin's findings: one submitted again after a return, two submitted, a draft; one of wang's own."""
    path = folder / "register.csv"
    path.write_text(REGISTER, encoding="utf-8")
    home = folder / "home"
    desk, _ = Desk.create(home, "wang", "王主管", PASSPHRASE, ("supervisor", "inspector"), cost=CHEAP, clock=fixed_clock(DAY))
    desk.people.add("lee", "李主管", PASSPHRASE, ["supervisor"])
    desk.people.add("lin", "林示範", PASSPHRASE, ["inspector"])
    desk.people.add("chou", "周假名", PASSPHRASE, ["clerk"])
    desk.firm_lists.apply(desk.firm_lists.preview(path, date(2018, 1, 1)))
    visits = [desk.visits.open(OpenVisit(code, DAY)).number for code in ("ZX01", "ZX02")]
    patterns = [one.id for one in desk.patterns.on(DAY) if one.group == "twse_tpex"]
    own = desk.findings.record(RecordFinding(visits[1], patterns[5], "自行撰寫之缺失。"))
    desk.findings.submit(DecideFinding(own.number))
    desk.close()
    desk = opened(home, "lin")
    rows = [
        desk.findings.record(RecordFinding(visits[at % 2], patterns[at], FACTS if not at else f"查得事實 {at}。"))
        for at in range(4)
    ]
    desk.evidence.attach(
        [Incoming("規則清單.png", picture()), Incoming("畫面.png", picture()[:-1] + b"x")], finding=rows[0].number
    )
    for row in rows[:3]:
        desk.findings.submit(DecideFinding(row.number))
    desk.close()
    desk = opened(home, "wang")
    desk.findings.send_back(DecideFinding(rows[0].number, "請補規則總數與最近一次檢視日期。"))
    desk.close()
    desk = opened(home, "lin")
    desk.fieldwork.write(EditFinding(rows[0].number, facts=MENDED))
    desk.findings.submit(DecideFinding(rows[0].number))
    desk.close()
    (home / "auditdesk.lock").unlink(missing_ok=True)
    return home
