import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from auditdesk.desk import Desk, fixed_clock
from auditdesk.errors import Conflict, Refused
from auditdesk.exchange.calendar_out import CalendarEvent, write_calendar
from auditdesk.model.commands import OpenVisit, RecordFact
from auditdesk.model.fieldwork_records import PlannedVisit
from auditdesk.model.plan_commands import AddPlanned, AssignPlanned, DropPlanned, KeepAbsence, MovePlanned
from auditdesk.store.store import utc_now
from auditdesk.words import Words, catalogue
from tests.conftest import DAY, PASSPHRASE
from tests.services.conftest import add_firm

YEAR = 2020
PEBBLES = "seven grey pebbles in rain"


@pytest.fixture
def team(desk):
    for login, name in (("lin", "林示範"), ("chen", "陳示範")):
        desk.people.add(login, name, PEBBLES, ["inspector"])
    for number in range(1, 4):
        add_firm(desk, f"ZX0{number}", number * 4_000_000_000)
    return desk


def row(view, code):
    return next(one for one in (*view.visits, *view.unplaced) if one.firm_code == code)


def refused(act, *given):
    with pytest.raises(Refused) as told:
        act(*given)
    return told.value.code


def test_a_draft_holds_every_firm_with_days_team_and_reasons_that_have_words(team):
    team.firms.record_fact(RecordFact("ZX03", "lead_authority", "tpex", date(2020, 1, 1), "letter"))
    view = team.plan.propose(YEAR)
    assert [len(view.visits), len(view.unplaced), view.clashes] == [3, 0, ()]
    assert row(view, "ZX03").led_elsewhere and row(view, "ZX03").starts_on is None
    assert all(reason.code in catalogue() for one in view.visits for reason in one.why)
    assert set(row(view, "ZX01").inspectors) == {"lin", "chen"} and view.holidays_known


def test_steps_are_taken_back_by_name_after_a_restart_and_done_again(team, home):
    before = row(team.plan.propose(YEAR), "ZX01")
    team.plan.move(MovePlanned(before.uid, 7, before.version))
    team.close()
    again = Desk.open(home, "wang", PASSPHRASE, clock=fixed_clock(DAY))
    try:
        view = again.plan.view(YEAR)
        assert (view.undo.code, view.undo.count) == ("plan.step.move", 2)
        assert row(again.plan.undo(YEAR), "ZX01").starts_on == before.starts_on
        assert row(again.plan.redo(YEAR), "ZX01").starts_on == before.starts_on + timedelta(days=7)
        dropped = again.plan.drop(DropPlanned(before.uid))
        assert row(dropped, "ZX01").uid == ""
        assert row(again.plan.undo(YEAR), "ZX01").starts_on == before.starts_on + timedelta(days=7)
    finally:
        again.close()


def test_a_step_is_not_taken_back_over_what_another_changed(team):
    one = row(team.plan.propose(YEAR), "ZX01")
    team.plan.move(MovePlanned(one.uid, 7))
    with team.store.work("lee", "plan.write") as work:
        work.get(PlannedVisit, one.uid).starts_on = date(2020, 5, 4)
        work.commit()
    assert refused(team.plan.undo, YEAR) == "undo.changed_since"


def test_a_stale_screen_changes_nothing(team):
    one = row(team.plan.propose(YEAR), "ZX01")
    team.plan.move(MovePlanned(one.uid, 1, one.version))
    with pytest.raises(Conflict):
        team.plan.move(MovePlanned(one.uid, 1, one.version))


def test_no_author_approves_and_later_changes_are_marked(team, home):
    team.people.add("lee", "李主管", PASSPHRASE + "!", ["supervisor"])
    one = row(team.plan.propose(YEAR), "ZX01")
    team.plan.submit(YEAR)
    assert refused(team.plan.approve, YEAR) == "four_eyes.author"
    assert refused(team.plan.move, MovePlanned(one.uid, 1)) == "plan.waiting"
    team.close()
    second = Desk.open(home, "lee", PASSPHRASE + "!", clock=fixed_clock(DAY))
    try:
        assert second.plan.approve(YEAR).decided_by == "lee"
        view = second.plan.assign(AssignPlanned(one.uid, ("lin",)))
        changed = row(view, "ZX01")
        assert (view.state, changed.changed_after_approval, row(view, "ZX02").changed_after_approval) == ("approved", True, False)
        assert [clash.code for clash in changed.clashes] == ["plan.clash.too_few"]
        kept = {each.firm_code: (each.starts_on, each.inspectors) for each in view.visits}
        assert {each.firm_code: (each.starts_on, each.inspectors) for each in second.plan.propose(YEAR).visits} == kept
    finally:
        second.close()


def test_an_opened_visit_joins_its_line_and_is_not_moved(team):
    one = row(team.plan.propose(YEAR), "ZX01")
    visit = team.visits.open(OpenVisit("ZX01", one.starts_on, inspectors=one.inspectors))
    opened = row(team.plan.view(YEAR), "ZX01")
    assert (opened.visit_uid, opened.visit_number, opened.state) == (visit.uid, visit.number, "under_way")
    for act, order in ((team.plan.move, MovePlanned(one.uid, 1)), (team.plan.drop, DropPlanned(one.uid))):
        assert refused(act, order) == "plan.visit_opened"
    assert row(team.plan.propose(YEAR), "ZX01") == opened


def test_a_copy_takes_firms_and_teams_without_days(team):
    team.plan.propose(YEAR)
    view = team.plan.start(YEAR + 1, YEAR)
    assert len(view.unplaced) == 3 and all(one.inspectors and one.starts_on is None for one in view.unplaced)
    assert refused(team.plan.start, YEAR) == "plan.exists"


def test_inspectors_keep_their_own_days_away_and_supervisors_those_of_all(team, home):
    kept = team.absences.keep(KeepAbsence("lin", date(2020, 3, 2), date(2020, 3, 6), "休假"))
    view = team.plan.start(YEAR)
    view = team.plan.add(
        AddPlanned(YEAR, "ZX01", starts_on=date(2020, 3, 5), ends_on=date(2020, 3, 6), inspectors=("lin", "chen"))
    )
    assert [clash.code for clash in view.clashes] == ["plan.clash.absent"]
    assert Words().say(view.clashes[0].code, **view.clashes[0].values) == "林示範 109/03/02 至 109/03/06 不在勤。"
    team.close()
    lin = Desk.open(home, "lin", PEBBLES, clock=fixed_clock(DAY))
    try:
        assert refused(lin.absences.keep, KeepAbsence("chen", DAY, DAY)) == "absence.others"
        lin.absences.remove(kept.uid)
        assert lin.absences.list() == ()
    finally:
        lin.close()


def unfolded(path: Path) -> list[tuple[str, str]]:
    """A strict reading of RFC 5545's lines: CRLF only, 75 octets at most, whole characters, names before a colon."""
    content = path.read_bytes()
    assert content.endswith(b"\r\n") and b"\n" not in content.replace(b"\r\n", b"")
    physical = content.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= 75 for line in physical)
    lines: list[str] = []
    for text in (line.decode("utf-8") for line in physical):
        if text.startswith(" "):
            lines[-1] += text[1:]
        else:
            lines.append(text)
    pairs = [re.fullmatch(r"([A-Z-]+(?:;VALUE=DATE)?):(.*)", line) for line in lines]
    assert all(pairs)
    return [(pair[1], pair[2]) for pair in pairs if pair]


def test_the_calendar_reads_back_strictly_with_days_after_the_last_one(tmp_path):
    text = "示範甲；A,B;C\\D\n" + "堃喆峯彣綉犇" * 20
    events = [CalendarEvent("u-1", date(2020, 12, 31), date(2020, 12, 31), text, "詳\x07情")]
    assert write_calendar(tmp_path / "plan.ics", "計畫", events, utc_now()) == 1
    lines = unfolded(tmp_path / "plan.ics")
    told = dict(lines)
    assert lines[0] == ("BEGIN", "VCALENDAR") and lines[-1] == ("END", "VCALENDAR")
    assert (told["DTSTART;VALUE=DATE"], told["DTEND;VALUE=DATE"], told["UID"]) == ("20201231", "20210101", "u-1@auditdesk")
    plain = re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], told["SUMMARY"])
    assert plain == text and not re.search(r"(?<!\\)[,;]", told["SUMMARY"].replace("\\\\", "")) and told["DESCRIPTION"] == "詳情"


def test_the_plan_is_written_as_table_and_as_one_event_a_visit(team, tmp_path):
    view = team.plan.propose(YEAR)
    for suffix in ("xlsx", "ods", "csv", "json"):
        assert team.plan.export(YEAR, tmp_path / f"plan.{suffix}", Words()) == 3
    assert len(json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))) == 3
    assert team.plan.export(YEAR, tmp_path / "plan.ics", Words("en")) == 3
    uids = {value.removesuffix("@auditdesk") for name, value in unfolded(tmp_path / "plan.ics") if name == "UID"}
    assert uids == {one.uid for one in view.visits}
    assert refused(team.plan.export, YEAR, tmp_path / "plan.doc", Words()) == "export.unknown_format"


@pytest.mark.parametrize("year", range(2019, 2027))
def test_the_shipped_holidays_are_weekdays_of_their_year(year):
    from auditdesk import places
    from auditdesk.exchange.holiday_files import read_holidays

    folder = places.shipped_data() / "holidays"
    days = read_holidays(folder, year)
    assert days and all(day.year == year and day.weekday() < 5 for day in days)
    made_up = yaml.safe_load((folder / f"{year}.yaml").read_text(encoding="utf-8")).get("workdays", [])
    assert all(day.year == year and day.weekday() == 5 for day in made_up)


@pytest.mark.parametrize("workdays", ["2019-01-19", "[2020-01-18]", "[2019-01-01]", "[soon]"])
def test_a_file_of_holidays_with_wrong_days_is_refused(tmp_path, workdays):
    from auditdesk.errors import BadInput
    from auditdesk.exchange.holiday_files import read_holidays

    (tmp_path / "2019.yaml").write_text(f"year: 2019\nsource: test\nworkdays: {workdays}\ndays:\n  2019-01-01: 元旦\n", "utf-8")
    with pytest.raises(BadInput):
        read_holidays(tmp_path, 2019)


def test_a_year_without_shipped_holidays_says_so(tmp_path, team, monkeypatch):
    assert team.rulebook.editions
    monkeypatch.setattr("auditdesk.places.shipped_data", lambda: tmp_path)
    from auditdesk.services import plan_reading

    with team.store.read() as connection:
        assert not plan_reading.read_year(team.office, connection, YEAR).holidays_known
