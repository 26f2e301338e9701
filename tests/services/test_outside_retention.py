"""Other authorities' findings go as our own papers do: by year, after their time, never under a hold, in the journal too."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from auditdesk.errors import Refused
from auditdesk.model.commands import OpenVisit
from auditdesk.store import journal
from tests.services.conftest import Clock, add_firm
from tests.services.test_finding_imports import listed, row

SECRET = "核心系統密碼寫在白板"
BEFORE, AFTER = datetime(2024, 12, 31, 8, 30, tzinfo=UTC), datetime(2025, 1, 1, 8, 30, tzinfo=UTC)


@pytest.fixture
def clock():
    return Clock(datetime(2019, 11, 1, 8, 30, tzinfo=UTC))


@pytest.fixture
def office(clock, new_office, tmp_path):
    """Two findings of the Examination Bureau about two firms in 2019, and one of the year before; a visit of 2019 to the first."""
    desk = new_office
    for code in ("ZX01", "ZX02"):
        add_firm(desk, code, 12_840_000_000)
    desk.visits.open(OpenVisit("ZX01", date(2019, 6, 3)))
    told = {"authority": "檢查局", "heading": "網路安全管理"}
    path = listed(
        tmp_path,
        row(SECRET, firm="ZX01", **told),
        row(f"{SECRET}乙", firm="ZX02", **told),
        row(f"{SECRET}丙", firm="ZX02", **{**told, "year": "107"}),
    )
    desk.finding_imports.apply(desk.finding_imports.preview(path))
    return desk


def code(office, year=2019, confirmed="2019"):
    with pytest.raises(Refused) as refused:
        office.outside_retention.remove(year, confirmed)
    return refused.value.code


def texts(office) -> str:
    found = [one.text for one in office.outside_findings.list()]
    return str(found) + str([(line.before, line.after) for line in office.care.journal(limit=10_000)])


def test_the_words_go_and_the_figures_stay(office, clock):
    clock.now = AFTER
    counts = office.outside_findings.counts(2019)
    done = office.outside_retention.remove(2019, "2019")
    assert (done.findings, done.held, done.journal_lines) == (2, 0, 2)
    assert office.outside_findings.counts(2019) == counts
    assert [one.text for one in office.outside_findings.list(2019)] == ["", ""]
    assert f"{SECRET}乙" not in texts(office) and f"{SECRET}丙" in texts(office), "another year's stay"
    assert office.care.verify().ok
    assert [(each.year, each.standing) for each in office.outside_retention.list()] == [(2018, "due"), (2019, "removed")]


def test_nothing_goes_before_its_time_unconfirmed_twice_or_where_there_is_nothing(office, clock):
    clock.now = BEFORE
    assert code(office) == "retention.outside_not_yet"
    clock.now = AFTER
    assert code(office, confirmed="2018") == "retention.not_confirmed"
    assert code(office, 2016, "2016") == "retention.outside_none"
    office.outside_retention.remove(2019, "2019")
    assert code(office) == "retention.outside_removed"


@pytest.mark.parametrize("by_visit", [False, True])
def test_what_is_about_a_firm_under_hold_keeps_its_words(office, clock, by_visit):
    clock.now = AFTER
    office.retention.place_hold(office.retention.list()[0].visit.number if by_visit else "ZX01", "訴訟")
    (row,) = (each for each in office.outside_retention.list() if each.year == 2019)
    assert (row.worded, row.held, row.standing) == (2, 1, "due")
    done = office.outside_retention.remove(2019, "2019")
    assert (done.findings, done.held) == (1, 1)
    assert [one.text for one in office.outside_findings.list(2019)] == [SECRET, ""]
    assert code(office) == "retention.outside_held"
    (row,) = (each for each in office.outside_retention.list() if each.year == 2019)
    assert row.standing == "held"
    assert office.care.verify().ok


def test_a_removal_excuses_nothing_but_the_loss_of_its_own_texts(office, clock):
    clock.now = AFTER
    one, other = office.outside_findings.list(2019)
    with pytest.raises(RuntimeError), office.store.work("wang", journal.OUTSIDE_REMOVAL) as work:
        from auditdesk.model.pattern_records import OutsideFinding

        work.get(OutsideFinding, one.uid).text = ""
        journal.blank(work.session, {one.uid, other.uid})
        work.commit()
    office.outside_retention.remove(2019, "2019")
    uid = office.outside_findings.list(2018)[0].uid
    with office.store._engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("UPDATE journal SET before = '', after = '', salt = '' WHERE object_uid = ?", (uid,))
    assert not office.care.verify().ok
