"""Nothing goes before its time or under a hold; what goes leaves the figures and no text behind."""

from datetime import UTC, date, datetime, timedelta

import pytest

from auditdesk.desk import Desk
from auditdesk.errors import Refused
from auditdesk.model.commands import AnswerItem, DecideFinding, OpenVisit, RecordFinding
from auditdesk.model.fieldwork_records import EvidenceLayer, FieldNote, Interview, Sample, UndoStep
from auditdesk.model.fieldwork_rows import EditFinding, JudgeItem, KeepNote
from auditdesk.model.records import Evidence, Finding, Visit
from auditdesk.model.terms import Judgement
from auditdesk.store.backup import restore_backup
from tests.conftest import CHEAP, PASSPHRASE
from tests.exchange.test_pictures import photo
from tests.services.conftest import Clock, add_firm

SECRET = "防火牆規則過鬆且紀錄只留一百八十天"


@pytest.fixture
def clock():
    return Clock(datetime(2019, 6, 3, 8, 30, tzinfo=UTC))


@pytest.fixture
def office(tmp_path, clock, new_office):
    """One visit of 2019 with an answer, a finding and a photo of it; the day is 2025-01-01: its time is just over."""
    made = new_office
    add_firm(made, "ZX01", 12_840_000_000)
    visit = made.visits.open(OpenVisit("ZX01", date(2019, 6, 3)))
    item = made.visits.show(visit.number)[1][0]
    made.visits.answer(AnswerItem(visit.number, item.key, Judgement.DEFICIENT, SECRET))
    path = tmp_path / "photo.jpg"
    path.write_bytes(photo())
    finding = made.findings.record(RecordFinding(visit.number, "CC-17010-P03", SECRET), [path])
    evidence = made.evidence.list(finding.number)[0]
    made.evidence.thumbnail(evidence.uid)
    made.evidence.remove_place(evidence.uid)
    clock.now = datetime(2025, 1, 1, 8, 30, tzinfo=UTC)
    return made


def number_of(office: Desk) -> str:
    return office.retention.list()[0].visit.number


def test_nothing_is_removed_before_its_time(office, clock):
    clock.now = datetime(2024, 12, 31, 8, 30, tzinfo=UTC)
    assert office.retention.list(due=True) == ()
    with pytest.raises(Refused) as refused:
        office.retention.remove(number_of(office), number_of(office))
    assert (refused.value.code, refused.value.values["until"]) == ("retention.not_yet", date(2024, 12, 31))


@pytest.mark.parametrize("subject", ["visit", "ZX01"])
def test_nothing_is_removed_under_a_hold_until_it_is_lifted(office, subject):
    number = number_of(office)
    subject = number if subject == "visit" else subject
    office.retention.place_hold(subject, "訴訟")
    assert [(row.standing, row.reason) for row in office.retention.list()] == [("held", "訴訟")]
    with pytest.raises(Refused) as refused:
        office.retention.remove(number, number)
    assert refused.value.code == "retention.held"
    office.retention.lift_hold(subject, "結案")
    assert office.retention.holds() == () and len(office.retention.holds(standing=False)) == 1
    assert office.retention.remove(number, number).answers == 1


def test_a_hold_needs_a_reason_a_subject_and_is_placed_once(office):
    office.retention.place_hold("ZX01", "訴訟")
    for act, code in (
        (lambda: office.retention.place_hold("ZX01", "again"), "hold.exists"),
        (lambda: office.retention.place_hold("ZX01", " "), "hold.no_reason"),
        (lambda: office.retention.place_hold("none", "x"), "hold.subject_unknown"),
        (lambda: office.retention.lift_hold(number_of(office), "x"), "hold.unknown"),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == code


def test_a_removal_takes_every_text_and_file_and_leaves_the_figures(office):
    number = number_of(office)
    before = office.findings.list()[0]
    done = office.retention.remove(number, number)
    assert (done.answers, done.findings, done.evidence_files, done.fixed_lines) == (1, 1, 1, 0) and done.journal_lines >= 3
    after = office.findings.list()[0]
    assert (after.pattern, after.severity, after.state, after.facts) == (before.pattern, before.severity, before.state, "")
    assert office.visits.list()[0].done == 0 and office.retention.list()[0].standing == "removed"
    assert list(office.store.evidence.blobs()) == [] and not list(office.store.workspace.evidence.rglob("*.ad?"))
    texts = str([(line.before, line.after) for line in office.care.journal(limit=10_000)])
    assert SECRET not in texts and "photo.jpg" not in texts
    assert office.care.verify().ok


def test_no_text_stays_in_any_page_of_the_database_under_the_key(office, tmp_path):
    number = number_of(office)
    office.retention.remove(number, number)
    plain, log = tmp_path / "plain.db", office.store.workspace.database.with_name("auditdesk.db-wal")
    assert not log.exists() or not log.stat().st_size
    with office.store._engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw.execute("PRAGMA freelist_count").fetchone() == (0,)
        raw.execute(f"ATTACH DATABASE '{plain}' AS plain KEY ''")
        raw.execute("SELECT sqlcipher_export('plain')").fetchall()
    office.store._engine.dispose()
    assert b"SQLite format 3" in plain.read_bytes() and SECRET.encode() not in plain.read_bytes()
    assert b"photo.jpg" not in plain.read_bytes()


def test_what_was_typed_must_be_the_number_and_a_removed_visit_is_not_removed_again(office):
    number = number_of(office)
    with pytest.raises(Refused) as refused:
        office.retention.remove(number, "108")
    assert refused.value.code == "retention.not_confirmed"
    office.retention.remove(number, number)
    with pytest.raises(Refused) as refused:
        office.retention.remove(number, number)
    assert refused.value.code == "retention.removed"


def test_earlier_backups_are_named_and_thinned_on_demand(office, clock):
    number = number_of(office)
    old = office.backups.make(reason="daily")
    clock.now = datetime(2025, 1, 2, 8, 30, tzinfo=UTC)
    done = office.retention.remove(number, number)
    assert done.backups == (old.file,)
    clock.now = datetime(2025, 1, 2, 8, 31, tzinfo=UTC)
    new = office.backups.make(reason="daily")
    assert office.backups.remove_older_than(office.retention.last_removal()) == (old.file,)
    assert [row.file for row in office.backups.list()] == [new.file]


def test_a_backup_after_a_removal_is_whole(office, tmp_path):
    number = number_of(office)
    office.retention.remove(number, number)
    report = office.backups.write(tmp_path / "after.adbackup")
    assert (report.evidence_files, report.missing) == (0, ())
    assert restore_backup(report.file, tmp_path / "again", None, PASSPHRASE).records == report.records


def test_removing_the_workspace_destroys_the_keys_also_those_in_its_own_backups(office, tmp_path):
    elsewhere = tmp_path / "disk"
    office.backups.make()
    office.settings.change("backups.folder", str(elsewhere))
    kept = office.backups.make()
    home = office.store.workspace.home
    with pytest.raises(Refused):
        office.retention.remove_workspace("other")
    done = office.retention.remove_workspace("workspace")
    assert not home.exists() and done.files > 4 and done.backups_elsewhere == (kept.file,)


# the day that removal goes by


@pytest.fixture
def resting(tmp_path):
    """Closed papers of a visit that was a year ago by the real clock, whose workspace was made then; returns folder and number."""
    then = datetime.now(UTC) - timedelta(days=365)
    home = tmp_path / "workspace"
    made, _ = Desk.create(home, "wang", "王主管", PASSPHRASE, ("supervisor", "administrator"), cost=CHEAP, clock=lambda: then)
    add_firm(made, "ZX01", 12_840_000_000)
    number = made.visits.open(OpenVisit("ZX01", date(2019, 6, 3))).number
    kept = made.visits.open(OpenVisit("ZX01", then.date())).number
    made.close()
    return home, number, kept


def test_a_run_told_another_day_stamps_the_real_time_and_removes_nothing_early(resting):
    home, number, kept = resting
    later = date(date.today().year + 30, 1, 1)
    desk = Desk.open(home, "wang", PASSPHRASE, today=later)
    assert desk.today() == later
    assert {row.standing for row in desk.retention.list() if row.visit.number == kept} == {"kept"}
    for visit in (number, kept):
        with pytest.raises(Refused) as refused:
            desk.retention.remove(visit, visit)
        assert refused.value.code == "retention.clock_fixed"
    before = datetime.now(UTC)
    desk.retention.place_hold("ZX01", "訴訟")
    (hold,) = desk.retention.holds()
    assert before <= hold.placed_at <= datetime.now(UTC)
    assert before <= desk.care.journal(limit=1)[0].at <= datetime.now(UTC)
    desk.close()


def test_papers_removed_on_an_earlier_working_day_carry_the_real_day(resting):
    home, number, _ = resting
    desk = Desk.open(home, "wang", PASSPHRASE, today=date(2019, 6, 3))
    desk.retention.remove(number, number)
    (row,) = (row for row in desk.retention.list() if row.visit.number == number)
    assert row.visit.removed_on == date.today()
    desk.close()


def test_nothing_is_removed_while_the_clock_is_in_doubt(resting):
    home, number, _ = resting
    ahead = datetime.now(UTC) + timedelta(days=2)
    desk = Desk.open(home, "wang", PASSPHRASE, clock=lambda: ahead)
    desk.settings.change("letters.reply_days", 45)
    desk.close()
    desk = Desk.open(home, "wang", PASSPHRASE)
    desk.settings.change("letters.reply_days", 46)
    with pytest.raises(Refused) as refused:
        desk.retention.remove(number, number)
    assert refused.value.code == "clock.doubted"
    desk.close()


# what is in the way


def test_a_file_that_another_program_holds_stays_planned_through_the_next_removal(office, clock):
    """A folder in the file's place stands for one that can't be deleted."""
    add_firm(office, "ZX02", 500_000_000)
    second = office.visits.open(OpenVisit("ZX02", date(2019, 6, 4)))
    finding = office.findings.record(RecordFinding(second.number, "CC-17010-P03", SECRET))
    first = next(row.visit.number for row in office.retention.list() if row.visit.firm_code == "ZX01")
    blob = office.evidence.list(office.findings.list(firm="ZX01")[0].number)[0].blob
    path = office.store.evidence.path_of(blob)
    content = path.read_bytes()
    path.unlink()
    path.mkdir()
    assert office.retention.remove(first, first).files_left == (path,)
    assert finding.number in {row.number for row in office.findings.list()}
    path.rmdir()
    path.write_bytes(content)
    assert office.retention.remove(second.number, second.number).files_left == ()
    assert not path.exists()
    assert not (path.parents[1] / "removing.json").exists()


def test_a_removal_takes_notes_samples_and_steps_back_with_it(office):
    number = number_of(office)
    with office.store.work("wang", "test") as work:
        visit = work.find(Visit, number=number)
        work.add(FieldNote(uid="note", visit_uid=visit.uid, text=SECRET, state="waiting", author="wang", written_at=work.now()))
        kept = {"population": "x", "result": SECRET, "kept_by": "wang", "kept_at": work.now()}
        work.add(Sample(uid="sample", visit_uid=visit.uid, item_key="k", **kept))
        work.add(Interview(uid="talk", visit_uid=visit.uid, role="x", held_at=work.now(), subject=SECRET, kept_by="wang"))
        evidence = work.all(Evidence)[0]
        work.add(EvidenceLayer(uid="layer", evidence_uid=evidence.uid, shapes=f'["{SECRET}"]'))
        tray = {"file_name": SECRET, "size": 5, "sha256": "", "added_by": "wang", "added_at": work.now()}
        work.add(Evidence(uid="tray", visit_uid=visit.uid, blob=office.store.evidence.keep(b"waits"), **tray))
        work.add(Evidence(uid="noted", note_uid="note", blob=office.store.evidence.keep(b"noted"), **tray))
        finding = work.all(Finding)[0]
        finding.severity_reason = finding.firm_remark = SECRET
        finding.locations = f'["{SECRET}"]'
        work.session.add(UndoStep(number=1, object_uid=visit.uid, login="wang", name="x", change=SECRET, done_at=work.now()))
        work.commit()
    assert office.retention.remove(number, number).evidence_files == 3
    assert list(office.store.evidence.blobs()) == []
    assert SECRET not in str([(line.before, line.after) for line in office.care.journal(limit=10_000)])
    with office.store.read() as connection:
        for table in ("field_note", "sample", "interview", "evidence_layer", "undo_step", "evidence"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0, table
        assert SECRET not in str(connection.exec_driver_sql("SELECT * FROM finding").fetchall())
    assert office.care.verify().ok


def test_drafts_of_a_visit_whose_number_begins_alike_stay(office):
    number = number_of(office)
    office.drafts.keep(f"fieldwork/{number}", "note", SECRET)
    office.drafts.keep(f"fieldwork/{number}0", "note", "stays")
    office.drafts.keep("capture", f"{number}0", "stays")
    assert office.retention.remove(number, number).drafts == 1
    assert len((*office.drafts.all(f"fieldwork/{number}0"), *office.drafts.all("capture"))) == 2


def test_a_workspace_under_a_hold_goes_only_by_an_administrator_with_a_reason(office):
    office.retention.place_hold("ZX01", "訴訟")
    home = office.store.workspace.home
    for act, code in (
        (lambda: office.retention.remove_workspace(home.name), "workspace.held"),
        (lambda: office.retention.remove_held_workspace(home.name, " "), "hold.no_reason"),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == code
    assert office.care.verify().ok
    done = office.retention.remove_held_workspace(home.name, "法院移交後銷毀")
    assert done.reason and not home.exists()


def test_links_in_a_workspace_are_deleted_and_what_they_lead_to_stays(office, tmp_path):
    home = office.store.workspace.home
    outside = tmp_path / "outside"
    outside.mkdir()
    made = office.backups.make().file
    kept = made.replace(outside / made.name)
    made.symlink_to(kept)
    content = kept.read_bytes()
    (outside / "folder").mkdir()
    (outside / "folder" / "mine.txt").write_text("mine")
    (home / "logs" / "linked").symlink_to(outside / "folder", target_is_directory=True)
    done = office.retention.remove_workspace(home.name)
    assert not home.exists()
    assert kept.read_bytes() == content and (outside / "folder" / "mine.txt").read_text() == "mine"
    assert done.backups_elsewhere == (kept,)


# nothing new on what was removed


def test_a_removed_visit_takes_no_new_text_by_any_door(office, tmp_path):
    number = number_of(office)
    finding = office.findings.list()[0].number
    item = office.visits.show(number)[1][0].key
    office.retention.remove(number, number)
    before = office.store.journal_end
    picture = tmp_path / "photo.jpg"
    doors = (
        lambda: office.findings.record(RecordFinding(number, "CC-17010-P03", SECRET)),
        lambda: office.findings.submit(DecideFinding(finding)),
        lambda: office.findings.accept(DecideFinding(finding, SECRET)),
        lambda: office.findings.send_back(DecideFinding(finding, SECRET)),
        lambda: office.findings.withdraw(DecideFinding(finding, SECRET)),
        lambda: office.visits.answer(AnswerItem(number, item, Judgement.CONFORM, SECRET)),
        lambda: office.evidence.add(finding, [picture]),
        lambda: office.fieldwork.judge(JudgeItem(number, item, Judgement.CONFORM, SECRET)),
        lambda: office.fieldwork.note(KeepNote(number, SECRET)),
        lambda: office.fieldwork.undo(number),
        lambda: office.fieldwork.write(EditFinding(finding, facts=SECRET)),
        lambda: office.fieldwork.delete(finding),
        lambda: office.fieldwork.sign_off(number),
    )
    picture.write_bytes(photo())
    for door in doors:
        with pytest.raises(Refused) as refused:
            door()
        assert refused.value.code == "visit.removed"
    assert office.store.journal_end == before
