"""``--today`` is the day that is worked on; it forges no stamp and opens no papers to removal."""

from datetime import UTC, date, datetime

from auditdesk.desk import Desk
from auditdesk.model.commands import OpenVisit
from auditdesk.model.records import Firm
from tests.conftest import CHEAP, PASSPHRASE


def test_a_day_named_on_the_command_line_stamps_nothing_and_removes_nothing(auditdesk, home):
    desk, _ = Desk.create(home, "wang", "王主管", PASSPHRASE, ("supervisor", "administrator"), cost=CHEAP)
    with desk.store.work("wang", "test") as work:
        work.add(Firm(uid="f", code="ZX01", name="示範甲證券"))
        work.commit()
    number = desk.visits.open(OpenVisit("ZX01", date(2019, 6, 3))).number
    desk.close()
    before, where = datetime.now(UTC), {"home": home, "passphrase": PASSPHRASE}
    fixed = ("--today", "2099-05-05")
    assert auditdesk(*fixed, "settings", "set", "letters.reply_days", "45", **where).code == 0
    line = auditdesk("journal", "--limit", "1", **where).json["entries"][0]
    assert before <= datetime.fromisoformat(line["at"]) <= datetime.now(UTC)
    refused = auditdesk(*fixed, "retention", "remove", number, "--confirm", number, **where)
    assert (refused.code, refused.json["error"]["code"]) == (1, "retention.clock_fixed")
