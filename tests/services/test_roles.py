"""Who may do what, through the real services: every act, every set of roles one person can have.

A new act gets one line in ``CASES``: how it is asked for. What it is asked about need not exist: who may not do an act is refused
before anything else is looked at, who may do it is refused for another reason or does it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import combinations
from pathlib import Path

import pytest

from auditdesk.desk import Desk, fixed_clock
from auditdesk.documents.letter_wording import shipped_text
from auditdesk.errors import AuditDeskError, Refused
from auditdesk.exchange.parcel_files import Opening
from auditdesk.model.commands import AnswerItem, DecideFinding, OpenVisit, RecordFact, RecordFinding, WriteLetters
from auditdesk.model.fieldwork_rows import EditFinding, KeepNote
from auditdesk.model.finding_rows import FindingPreview
from auditdesk.model.letter_rows import DispatchLetters, KeepLetterReply
from auditdesk.model.office_rules import ProposeException
from auditdesk.model.parcel_rows import CheckOutVisits
from auditdesk.model.pattern_rows import ProposePattern
from auditdesk.model.plan_commands import MovePlanned
from auditdesk.model.records import Person
from auditdesk.model.remedy_rows import (
    AskExtension,
    DecideExtension,
    FollowUpMode,
    FollowUpResult,
    MeasureKind,
    RecordFollowUp,
    RecordMeasure,
    RecordReply,
    SheetPreview,
)
from auditdesk.model.review_rows import ReviewSeverity, WriteComment
from auditdesk.model.rulebook import Bilingual
from auditdesk.model.samples import KeepInterview, KeepSample
from auditdesk.model.signing import CertificateFile
from auditdesk.model.terms import Judgement, Role, Severity
from auditdesk.model.tips import AddTip, EditTip, TipResult
from auditdesk.rules.acts import ACTS
from auditdesk.rules.letters import LetterKind
from auditdesk.services.letters_batches import mark_opened
from tests.conftest import CHEAP, DAY, PASSPHRASE

ITEM = "CC-12000-01"
PATTERN = "CC-17010-P03"
EDITION = "2019-10-25"
NEW = "a newcomer types this"

Ask = Callable[[Desk, Path], object]


def _list(desk: Desk, folder: Path) -> object:
    path = folder / "list.csv"
    path.write_text("代號,名稱,資本額\nZX01,示範甲證券,40億\n", encoding="utf-8")
    return desk.firm_lists.apply(desk.firm_lists.preview(path, DAY))


CASES: dict[str, Ask] = {
    "people.add": lambda desk, _: desk.people.add("newcomer", "新人", NEW, ["inspector"]),
    "people.role": lambda desk, _: desk.people.set_roles("lin", ["inspector", "clerk"]),
    "people.disable": lambda desk, _: desk.people.disable("lin"),
    "people.enable": lambda desk, _: desk.people.enable("lin", NEW),
    "people.passphrase": lambda desk, _: desk.people.change_passphrase("nobody", NEW),
    "people.recovery": lambda desk, _: desk.people.new_recovery_code(),
    "people.rekey": lambda desk, _: desk.people.rekey(),
    "settings.change": lambda desk, _: desk.settings.change("lock.idle_minutes", 20),
    "journal.export": lambda desk, folder: desk.trail.export(folder / "journal.jsonl"),
    "firms.apply": _list,
    "firms.record_fact": lambda desk, _: desk.firms.record_fact(RecordFact("ZX01", "paid_in_capital", 1, DAY, "test")),
    "firms.add": lambda desk, _: desk.firm_records.add("ZX90", "示範新證券"),
    "firms.describe": lambda desk, _: desk.firm_records.describe("ZX01", {"telephone": "02-1"}),
    "firms.rename": lambda desk, _: desk.firm_records.rename("ZX01", "示範新名證券", DAY, "letter"),
    "firms.merge": lambda desk, _: desk.firm_records.merge("ZX01", "ZX90", DAY, "letter"),
    "firms.licence": lambda desk, _: desk.firm_records.licence("ZX01", "suspended", DAY, "order"),
    "firms.forget_mapping": lambda desk, _: desk.firm_lists.forget_mapping("none"),
    "firms.retract": lambda desk, _: desk.firm_records.retract("none", "reason"),
    "firms.keep_mapping": lambda desk, _: desk.firm_lists.keep_mapping(("代", "名"), {"code": "代", "name": "名"}),
    "firms.undo_list": lambda desk, _: desk.firm_lists.undo("none"),
    "contacts.add": lambda desk, _: desk.contacts.add("ZX01", "資安主管", DAY),
    "contacts.end": lambda desk, _: desk.contacts.end("none", DAY),
    "contacts.erase": lambda desk, _: desk.contacts.erase("none", "reason"),
    "plan.write": lambda desk, _: desk.plan.move(MovePlanned("none", 1)),
    "plan.submit": lambda desk, _: desk.plan.submit(2019),
    "plan.decide": lambda desk, _: desk.plan.approve(2019),
    "absences.keep": lambda desk, _: desk.absences.remove("none"),
    "visits.open": lambda desk, _: desk.visits.open(OpenVisit("ZX01", DAY)),
    "visits.answer": lambda desk, _: desk.visits.answer(AnswerItem("108-001", ITEM, Judgement.CONFORM)),
    "visits.flag": lambda desk, _: desk.fieldwork.flag("108-001", ITEM),
    "visits.assign": lambda desk, _: desk.fieldwork.assign_section("108-001", "CC-12000", "lin"),
    "visits.note": lambda desk, _: desk.fieldwork.note(KeepNote("108-001", "text")),
    "visits.undo": lambda desk, _: desk.fieldwork.undo("108-001"),
    "visits.submit": lambda desk, _: desk.fieldwork.submit("108-001"),
    "visits.sign_off": lambda desk, _: desk.fieldwork.sign_off("108-001"),
    "findings.import": lambda desk, folder: desk.finding_imports.apply(FindingPreview("none.csv", "", "csv", 0, (), (), ())),
    "findings.undo_import": lambda desk, _: desk.finding_imports.undo("none"),
    "patterns.propose": lambda desk, _: desk.office_patterns.propose(
        ProposePattern("CC-17010", Bilingual("試", "t"), Bilingual("試", "t"), Severity.LOW, DAY)
    ),
    "patterns.approve": lambda desk, _: desk.office_patterns.approve("OWN-001"),
    "patterns.refuse": lambda desk, _: desk.office_patterns.refuse("OWN-001", "reason"),
    "patterns.merge": lambda desk, _: desk.office_patterns.merge(PATTERN, "CC-17010-P02", DAY, "reason"),
    "patterns.split": lambda desk, _: desk.office_patterns.split(PATTERN, ("CC-17010-P01", "CC-17010-P02"), DAY, "reason"),
    "patterns.undo": lambda desk, _: desk.office_patterns.undo("none", "reason"),
    "findings.edit": lambda desk, _: desk.fieldwork.write(EditFinding("108-F0001", facts="facts")),
    "findings.delete": lambda desk, _: desk.fieldwork.delete("108-F0001"),
    "findings.restore": lambda desk, _: desk.fieldwork.restore("108-F0001"),
    "findings.record": lambda desk, _: desk.findings.record(RecordFinding("108-001", "none", "facts")),
    "findings.submit": lambda desk, _: desk.findings.submit(DecideFinding("108-F0001")),
    "findings.accept": lambda desk, _: desk.findings.accept(DecideFinding("108-F0001")),
    "findings.return": lambda desk, _: desk.findings.send_back(DecideFinding("108-F0001", "reason")),
    "findings.withdraw": lambda desk, _: desk.findings.withdraw(DecideFinding("108-F0001", "reason")),
    "visits.sample": lambda desk, _: desk.samples.keep(KeepSample("108-001", ITEM)),
    "visits.interview": lambda desk, _: desk.interviews.keep(KeepInterview("108-001", role="資訊主管")),
    "visits.paper": lambda desk, folder: desk.working_papers.write_paper("108-001", folder / "paper.pdf"),
    "visits.reopen": lambda desk, _: desk.reopening.reopen("108-001", "reason"),
    "tips.add": lambda desk, _: desk.tips.add(AddTip("subject", DAY)),
    "tips.edit": lambda desk, _: desk.tips.edit(EditTip("108-T001", subject="subject")),
    "tips.link": lambda desk, _: desk.tips.link_visit("108-T001", "108-001"),
    "tips.close": lambda desk, _: desk.tips.close("108-T001", TipResult.CONFIRMED),
    "tips.reporter": lambda desk, _: desk.tips.reporter("108-T001", "reason"),
    "tips.erase": lambda desk, _: desk.tips.erase_reporter("108-T001", "reason"),
    "findings.void": lambda desk, _: desk.findings.void(DecideFinding("108-F0001", "reason")),
    "findings.reopen": lambda desk, _: desk.findings.reopen(DecideFinding("108-F0001", "reason")),
    "findings.comment": lambda desk, _: desk.review.comment(WriteComment("108-F0001", "text")),
    "findings.settle": lambda desk, _: desk.review.settle("none"),
    "findings.severity": lambda desk, _: desk.review.set_severity(ReviewSeverity("108-F0001", Severity.LOW, "reason")),
    "findings.reply": lambda desk, _: desk.remedy.reply(RecordReply("108-F0001", "text", DAY)),
    "findings.take_back_reply": lambda desk, _: desk.remedy.take_back_reply("none", "reason"),
    "findings.take_sheet": lambda desk, folder: desk.remedy.take_sheet(SheetPreview(folder / "none.xlsx", "", DAY, ())),
    "findings.undo_sheet": lambda desk, _: desk.remedy.undo_sheet("none"),
    "findings.recheck": lambda desk, _: desk.remedy.recheck(
        RecordFollowUp("108-F0001", FollowUpResult.REMEDIED, FollowUpMode.PAPER, DAY)
    ),
    "findings.close": lambda desk, _: desk.remedy.close(DecideFinding("108-F0001")),
    "findings.extend": lambda desk, _: desk.remedy.ask_extension(AskExtension("108-F0001", DAY, "reason", DAY)),
    "findings.decide_extension": lambda desk, _: desk.remedy.decide_extension(DecideExtension("none", True)),
    "measures.record": lambda desk, _: desk.measures.record(RecordMeasure("ZX01", MeasureKind.WARNING, "136", "1", DAY)),
    "measures.comply": lambda desk, _: desk.measures.comply("none", DAY),
    "measures.take_back": lambda desk, _: desk.measures.take_back("none", "reason"),
    "views.keep": lambda desk, _: desk.views.keep("findings", "mine", {}),
    "views.forget": lambda desk, _: desk.views.forget("none"),
    "evidence.add": lambda desk, folder: desk.evidence.add("108-F0001", [folder / "none.jpg"]),
    "evidence.remove_place": lambda desk, _: desk.evidence.remove_place("none"),
    "evidence.annotate": lambda desk, _: desk.evidence.annotate("none", ()),
    "evidence.redact": lambda desk, _: desk.evidence.redact("none", ()),
    "evidence.delete": lambda desk, _: desk.evidence.delete("none"),
    "evidence.restore": lambda desk, _: desk.evidence.restore("none"),
    "evidence.export": lambda desk, folder: desk.evidence.export("none", folder / "photo.jpg"),
    "parcels.out": lambda desk, folder: desk.parcels.out(CheckOutVisits(("none",), "lin", folder / "out", NEW)),
    "parcels.recall": lambda desk, _: desk.parcels.recall("none", "reason"),
    "parcels.extend": lambda desk, _: desk.parcels.extend("none", DAY, "reason"),
    "parcels.check_in": lambda desk, folder: desk.parcels.check_in(folder / "none"),
    "parcels.undo": lambda desk, _: desk.parcels.undo("none"),
    "parcels.receive": lambda desk, folder: desk.parcels.receive(folder / "none", Opening(passphrase=NEW)),
    "parcels.hand_in": lambda desk, folder: desk.parcels.hand_in("none", folder / "home"),
    "parcels.resume": lambda desk, _: desk.parcels.resume("none"),
    "parcels.receipt": lambda desk, folder: desk.parcels.take_receipt(folder / "none"),
    "clashes.read": lambda desk, _: desk.parcels.clashes(),
    "clashes.settle": lambda desk, _: desk.parcels.settle("none", "office"),
    "letters.undo": lambda desk, _: desk.letters.undo("108-L001"),
    "letters.open": lambda desk, _: mark_opened(desk.office, "none"),
    "letters.approve": lambda desk, _: desk.letters.approve("108-L001"),
    "letters.sign": lambda desk, folder: desk.letters.sign("108-L001", CertificateFile(folder / "none.p12", "")),
    "letters.mail": lambda desk, folder: desk.letters.addresses("108-L001", folder / "addresses.xlsx"),
    "letters.dispatch": lambda desk, _: desk.letters.dispatch(DispatchLetters(("none",), DAY)),
    "letters.receive": lambda desk, _: desk.letters.receive(("none",), DAY),
    "letters.reply": lambda desk, _: desk.letters.reply(KeepLetterReply("none", DAY)),
    "letter_templates.write": lambda desk, _: desk.letter_templates.write("result", "own", shipped_text(LetterKind.RESULT)),
    "letter_templates.submit": lambda desk, _: desk.letter_templates.submit("none"),
    "letter_templates.approve": lambda desk, _: desk.letter_templates.approve("none"),
    "letter_templates.withdraw": lambda desk, _: desk.letter_templates.withdraw("none", "reason"),
    "letters.write": lambda desk, folder: desk.letters.write(WriteLetters(2019, str(folder / "letters"), DAY)),
    "notice.write": lambda desk, folder: desk.notice.write(2019, folder / "notice"),
    "notice.compile": lambda desk, _: desk.notice_life.start(2019),
    "notice.edit": lambda desk, _: desk.notice_life.edit(2019, "title", zh="標題"),
    "notice.settle": lambda desk, _: desk.notice_life.settle(2019, "none", "suggestion"),
    "notice.submit": lambda desk, _: desk.notice_life.submit(2019),
    "notice.review": lambda desk, _: desk.notice_life.review(2019),
    "notice.approve": lambda desk, _: desk.notice_life.approve(2019),
    "notice.return": lambda desk, _: desk.notice_life.send_back(2019, "reason"),
    "notice.lock": lambda desk, folder: desk.notice_register.lock(2019, folder / "locked"),
    "notice.correct": lambda desk, _: desk.notice_life.correct(2019, "reason"),
    "backups.make": lambda desk, folder: desk.backups.write(folder / "one.adbk"),
    "backups.thin": lambda desk, _: desk.backups.remove_older_than(datetime(2019, 1, 1, tzinfo=UTC)),
    "holds.place": lambda desk, _: desk.retention.place_hold("108-001", "reason"),
    "holds.lift": lambda desk, _: desk.retention.lift_hold("108-001", "reason"),
    "outside.remove": lambda desk, _: desk.outside_retention.remove(2019, "2019"),
    "visits.remove": lambda desk, _: desk.retention.remove("108-001", "108-001"),
    "workspace.remove": lambda desk, _: desk.retention.remove_workspace("not its name"),
    "workspace.remove_held": lambda desk, _: desk.retention.remove_held_workspace("not its name", "reason"),
    "exceptions.propose": lambda desk, _: desk.exceptions.propose(ProposeException("ZX01", ITEM, "exempt", "reason", DAY)),
    "exceptions.approve": lambda desk, _: desk.exceptions.approve("none"),
    "exceptions.refuse": lambda desk, _: desk.exceptions.refuse("none", "reason"),
    "exceptions.end": lambda desk, _: desk.exceptions.end("none", DAY, "reason"),
    "key_items.add": lambda desk, _: desk.key_items.add(2019, ITEM, "reason"),
    "key_items.approve": lambda desk, _: desk.key_items.approve(2019, ITEM),
    "key_items.refuse": lambda desk, _: desk.key_items.refuse(2019, ITEM, "reason"),
    "office_editions.copy": lambda desk, _: desk.office_editions.copy(EDITION, "own-2", date(2030, 1, 1)),
    "office_editions.edit": lambda desk, _: desk.office_editions.remove_item("own", ITEM),
    "office_editions.submit": lambda desk, _: desk.office_editions.submit("own"),
    "office_editions.approve": lambda desk, _: desk.office_editions.approve("own"),
    "office_editions.return": lambda desk, _: desk.office_editions.send_back("own", "reason"),
    "office_editions.acknowledge": lambda desk, _: desk.office_editions.acknowledge("own"),
    "office_editions.withdraw": lambda desk, _: desk.office_editions.withdraw("own", "reason"),
}
ROLE_SETS = [tuple(role.value for role in chosen) for size in range(1, 5) for chosen in combinations(Role, size)]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory):
    """One open desk whose person's roles the tests change from outside, beside an administrator who always stays."""
    home = tmp_path_factory.mktemp("roles") / "workspace"
    desk, _ = Desk.create(home, "wang", "王主管", PASSPHRASE, ("supervisor", "administrator"), cost=CHEAP, clock=fixed_clock(DAY))
    desk.people.add("root", "根管理", "the root of the office", ["administrator"])
    desk.people.add("lin", "林查核", "an inspector types this", ["inspector"])
    desk.office_editions.copy(EDITION, "own", date(2029, 1, 1))
    yield desk
    desk.close()


def give(desk: Desk, roles: tuple[str, ...]) -> None:
    """Past the services, as if another door had done it."""
    with desk.store.work("root", "people.role") as work:
        person = work.find(Person, login="wang")
        assert person is not None
        person.roles = json.dumps(list(roles))
        work.commit()


def standing(desk: Desk) -> tuple[object, ...]:
    """What an act could change: the journal's head, the key file, the files of the workspace."""
    with desk.store.read() as connection:
        head = connection.exec_driver_sql("SELECT count(*), max(sequence) FROM journal").fetchone()
    home = desk.store.workspace.home
    files = tuple(sorted(str(path) for path in home.rglob("*") if not path.name.endswith(("-wal", "-shm"))))
    return head, hashlib.sha256(desk.store.workspace.keys.read_bytes()).hexdigest(), files


def outcome(desk: Desk, act: str, folder: Path) -> str:
    """``done``, or the code of the refusal."""
    try:
        CASES[act](desk, folder)
    except AuditDeskError as error:
        return error.code
    return "done"


def test_every_act_of_the_table_has_a_case():
    assert set(CASES) == set(ACTS)


@pytest.mark.parametrize("roles", ROLE_SETS, ids="+".join)
def test_each_act_is_done_by_who_may_and_refused_untouched_to_who_may_not(office, tmp_path, roles):
    for number, act in enumerate(CASES):
        give(office, roles)
        folder = tmp_path / str(number)
        folder.mkdir()
        before = standing(office)
        may = bool(set(roles) & {role.value for role in ACTS[act]})
        refusal = office.refusal(act)
        told = outcome(office, act, folder)
        if may:
            assert told != "act.forbidden", act
            assert refusal is None, act
        else:
            assert told == "act.forbidden", act
            assert standing(office) == before, act
            assert not list(folder.glob("*.adbk")), act
            assert refusal is not None and refusal.code == "act.forbidden", act


def test_who_was_disabled_meanwhile_does_nothing_more(desk):
    with desk.store.work("root", "people.disable") as work:
        work.find(Person, login="wang").active = False
        work.commit()
    with pytest.raises(Refused) as refused:
        desk.settings.change("lock.idle_minutes", 20)
    assert refused.value.code == "login.disabled"


def test_a_person_with_all_roles_never_signs_off_what_he_wrote(desk, visit):
    give(desk, tuple(role.value for role in Role))
    finding = desk.findings.record(RecordFinding(visit.number, PATTERN, "防火牆開放任意服務。"))
    desk.findings.submit(DecideFinding(finding.number))
    for decide in (desk.findings.accept, desk.findings.send_back):
        with pytest.raises(Refused) as refused:
            decide(DecideFinding(finding.number, "reason"))
        assert refused.value.code == "four_eyes.author"
