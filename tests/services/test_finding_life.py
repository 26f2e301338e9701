"""The life of a finding, cell by cell, through the services, as six different people; the table below is written by hand."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from auditdesk.desk import Desk, fixed_clock
from auditdesk.errors import AuditDeskError, Refused
from auditdesk.model.commands import AnswerItem, DecideFinding, OpenVisit, RecordFinding, WriteLetters
from auditdesk.model.fieldwork_rows import EditFinding
from auditdesk.model.records import Finding
from auditdesk.model.remedy_rows import Claim, FollowUpMode, FollowUpResult, RecordFollowUp, RecordReply
from auditdesk.model.review_rows import WriteComment
from auditdesk.model.terms import FindingClass, FindingState, Judgement
from auditdesk.services.findings_moving import move
from auditdesk.store.work import Work
from tests.conftest import CHEAP, PASSPHRASE
from tests.services.conftest import add_firm

VISITED, LETTER, TODAY = date(2019, 6, 3), date(2019, 10, 1), date(2019, 11, 1)
FINDING, OBSERVATION = FindingClass.FINDING, FindingClass.OBSERVATION
STATES = [state.value for state in FindingState]
PATTERN = "CC-17010-P03"
# lin wrote it, kao changed it, may is another inspector, wang accepted and re-checked it, lee is another supervisor, ko a clerk.
PEOPLE = {
    "lin": ("inspector", "supervisor"),
    "kao": ("inspector", "supervisor"),
    "may": ("inspector",),
    "wang": ("supervisor",),
    "lee": ("supervisor",),
    "ko": ("clerk",),
}
# Where an act leads, from: draft submitted returned accepted lettered answered rechecked closed withdrawn. A dot = not from there.
TABLE = {
    FINDING: {
        "submit": "submitted . submitted . . . . . .",
        "accept": ". accepted . . . . . . .",
        "return": ". returned . . . . . . .",
        "withdraw": "withdrawn withdrawn withdrawn withdrawn withdrawn withdrawn withdrawn . .",
        "reopen": ". . . returned returned returned returned returned .",
        "letter": ". . . lettered . . . . .",
        "reply": ". . . . answered answered answered . .",
        "recheck": ". . . . . rechecked rechecked . .",
        "close": ". . . . . . closed . .",
    },
    OBSERVATION: {
        "submit": "submitted . submitted . . . . . .",
        "accept": ". accepted . . . . . . .",
        "return": ". returned . . . . . . .",
        "withdraw": "withdrawn withdrawn withdrawn withdrawn withdrawn withdrawn withdrawn . .",
        "reopen": ". . . returned returned returned returned returned .",
        "letter": ". . . lettered . . . . .",
        "reply": ". . . . answered answered answered . .",
        "recheck": ". . . . rechecked rechecked rechecked . .",
        "close": ". . . . closed closed closed . .",
    },
}
ORDER = ["draft", "submitted", "returned", "accepted", "lettered", "answered", "rechecked", "closed", "withdrawn"]
# Who may not, whatever the state, and who may not because it is his own work.
FORBIDDEN = {
    "submit": {"ko"},
    "accept": {"may", "ko"},
    "return": {"may", "ko"},
    "withdraw": {"ko"},
    "reopen": {"may", "ko"},
    "letter": {"may"},
    "reply": set(),
    "recheck": {"ko"},
    "close": {"may", "ko"},
}
OWN_WORK = {"accept", "return", "close"}
LATE = {"accepted", "lettered", "answered", "rechecked", "closed"}


def expected(finding_class: FindingClass, act: str, state: str, login: str) -> str:
    """A new state, or the code of the refusal."""
    leads = TABLE[finding_class][act].split()[ORDER.index(state)]
    if login in FORBIDDEN[act] or (act == "withdraw" and state in LATE and login == "may"):
        return "act.forbidden"
    if leads == ".":
        return "finding.wrong_state"
    own = act in OWN_WORK or (act == "withdraw" and state in LATE)
    if own and login in ("lin", "kao"):
        return "four_eyes.author"
    if act == "close" and state == "rechecked" and login == "wang":
        return "four_eyes.rechecker"
    return leads


class Office:
    """One workspace, acted in by each of the people through a desk of his own."""

    def __init__(self, home) -> None:
        self.first = Desk.open(home, "wang", PASSPHRASE, cost=CHEAP, clock=fixed_clock(TODAY))
        self.people = {person.login: person for person in self.first.people.list()}

    def as_(self, login: str) -> Desk:
        desk = Desk(self.first.store, self.first.people._key, self.people[login], CHEAP, lambda: TODAY)
        desk.office._shipped = self.first.office.rulebook
        return desk


def do(desk: Desk, act: str, finding: str, reason: str = "理由"):
    """The act as a door asks for it."""
    order = DecideFinding(finding, reason)
    if act == "letter":
        with desk.office.work("letters.write") as work:
            record = work.find(Finding, number=finding)
            assert record is not None
            move(desk.office, work, record, "letter")
            work.commit()
        return None
    return {
        "submit": lambda: desk.findings.submit(order),
        "accept": lambda: desk.findings.accept(order),
        "return": lambda: desk.findings.send_back(order),
        "withdraw": lambda: desk.findings.withdraw(order),
        "reopen": lambda: desk.findings.reopen(order),
        "reply": lambda: desk.remedy.reply(RecordReply(finding, "已完成改善", TODAY, Claim.DONE)),
        "recheck": lambda: desk.remedy.recheck(RecordFollowUp(finding, FollowUpResult.REMEDIED, FollowUpMode.PAPER, TODAY)),
        "close": lambda: desk.remedy.close(order),
    }[act]()


@pytest.fixture(scope="module")
def made(tmp_path_factory, shipped):
    """A finding and an observation in every state, brought there by the people themselves; (class, state) → number."""
    home = tmp_path_factory.mktemp("life") / "workspace"
    desk, _ = Desk.create(home, "wang", "王", PASSPHRASE, PEOPLE["wang"], cost=CHEAP, clock=fixed_clock(TODAY))
    for login, roles in PEOPLE.items():
        if login != "wang":
            desk.people.add(login, login, PASSPHRASE + login, list(roles))
    add_firm(desk, "ZX01", 12_840_000_000)
    desk.settings.change("sender.address", "臺北市")
    for name in ("contact", "telephone"):
        desk.settings.change(f"sender.{name}", "02")
    visit = desk.visits.open(OpenVisit("ZX01", VISITED, inspectors=("lin",)))
    _, items = desk.visits.show(visit.number)
    desk.visits.answer_all(AnswerItem(visit.number, item.key, Judgement.CONFORM) for item in items)
    desk.close()
    office = Office(home)
    numbers: dict[tuple[FindingClass, str], str] = {}

    def written(finding_class: FindingClass, state: str) -> str:
        lin, kao = office.as_("lin"), office.as_("kao")
        row = lin.findings.record(RecordFinding(visit.number, PATTERN, "查得事實", finding_class=finding_class))
        kao.fieldwork.write(EditFinding(row.number, facts="查得事實，經補充"))
        if state != "draft":
            lin.findings.submit(DecideFinding(row.number))
        numbers[finding_class, state] = row.number
        return row.number

    told = ("lettered", "answered", "rechecked", "closed")
    for finding_class in (FINDING, OBSERVATION):
        for state in told:
            do(office.as_("wang"), "accept", written(finding_class, state))
    office.as_("ko").letters.write(WriteLetters(2019, str(home.parent / "letters"), LETTER))
    for finding_class in (FINDING, OBSERVATION):
        for state in ("answered", "rechecked", "closed"):
            do(office.as_("ko"), "reply", numbers[finding_class, state])
        for state in ("rechecked", "closed"):
            do(office.as_("wang"), "recheck", numbers[finding_class, state])
        do(office.as_("lee"), "close", numbers[finding_class, "closed"])
        for state in ("draft", "submitted", "returned", "accepted", "withdrawn"):
            number = written(finding_class, state)
            act = {"returned": "return", "accepted": "accept", "withdrawn": "withdraw"}.get(state)
            if act:
                do(office.as_("wang"), act, number)
    office.first.close()
    return home, numbers


@pytest.fixture
def life(made, tmp_path):
    """A copy of the workspace and its numbers."""
    home, numbers = made
    shutil.copytree(home, tmp_path / "workspace", ignore=shutil.ignore_patterns("*.lock"))
    office = Office(tmp_path / "workspace")
    yield office, numbers
    office.first.close()


def code_of(act) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def test_everything_is_where_its_acts_have_brought_it(life):
    office, numbers = life
    assert {key: office.first.findings.show(number).state for key, number in numbers.items()} == {key: key[1] for key in numbers}
    assert len(numbers) == 2 * len(STATES)


@pytest.mark.parametrize("finding_class", [FINDING, OBSERVATION])
@pytest.mark.parametrize("act", TABLE[FINDING])
def test_each_cell_of_the_table_is_as_written_for_each_of_the_people(life, monkeypatch, finding_class, act):
    office, numbers = life

    class Reached(Exception):
        """The act went through; what it did is rolled back, so that every cell begins alike."""

    def stop(work: Work):
        work.flush()
        found = next(one for one in work.session.identity_map.values() if isinstance(one, Finding))
        raise Reached(found.state)

    desks = {login: office.as_(login) for login in PEOPLE}
    monkeypatch.setattr(Work, "commit", stop)
    met, wanted = {}, {}
    for state in STATES:
        for login, desk in desks.items():
            wanted[state, login] = expected(finding_class, act, state, login)
            try:
                do(desk, act, numbers[finding_class, state])
            except Reached as reached:
                met[state, login] = reached.args[0]
            except AuditDeskError as error:
                met[state, login] = error.code
    assert met == wanted


@pytest.mark.parametrize("act", ["accept", "return", "withdraw", "reopen", "close", "reply", "recheck", "submit"])
def test_what_the_screens_say_of_an_act_is_what_the_act_says(life, act):
    office, numbers = life
    for (finding_class, state), number in numbers.items():
        for login in PEOPLE:
            told = office.as_(login).review.show(number).acts[act]
            wanted = expected(finding_class, act, state, login)
            assert (told.code if told else "done") == (wanted if "." in wanted else "done"), (finding_class, state, login)


@pytest.mark.parametrize(
    ("act", "state", "login"),
    [("return", "submitted", "lee"), ("withdraw", "draft", "lin"), ("withdraw", "closed", "lee"), ("reopen", "accepted", "lee")],
)
def test_without_a_reason_nothing_is_returned_withdrawn_or_reopened(life, act, state, login):
    office, numbers = life
    code = code_of(lambda: do(office.as_(login), act, numbers[FINDING, state], " "))
    assert code == ("finding.wrong_state" if state == "closed" else "reason.needed")


def test_an_open_remark_keeps_a_finding_from_being_accepted_until_it_is_settled(life):
    office, numbers = life
    number = numbers[FINDING, "submitted"]
    row = office.as_("lee").review.comment(WriteComment(number, "何時檢視？", "facts", 0, 2))
    assert code_of(lambda: do(office.as_("lee"), "accept", number)) == "finding.notes_open"
    assert code_of(lambda: office.as_("may").review.settle(row.comments[0].uid)) == "comment.not_yours"
    office.as_("lin").review.comment(WriteComment(number, "每半年", answers=row.comments[0].uid))
    office.as_("wang").review.settle(row.comments[0].uid)
    assert office.as_("lee").findings.accept(DecideFinding(number)).state == "accepted"


def test_an_open_merge_clash_keeps_a_finding_from_being_accepted_and_from_a_letter(life):
    office, numbers = life
    desk = office.as_("lee")
    desk.office.open_clashes = lambda connection, visit_uid: 2
    assert code_of(lambda: do(desk, "accept", numbers[FINDING, "submitted"])) == "finding.merge_clash"
    assert code_of(lambda: do(desk, "letter", numbers[FINDING, "accepted"])) == "finding.merge_clash"


def test_what_is_in_a_letter_leaves_a_letter_to_correct_when_it_is_reopened_or_withdrawn(life):
    office, numbers = life
    do(office.as_("wang"), "reopen", numbers[FINDING, "answered"], "態樣引用有誤")
    do(office.as_("lee"), "withdraw", numbers[FINDING, "rechecked"], "重新認定")
    do(office.as_("wang"), "reopen", numbers[FINDING, "accepted"])
    due = {row.finding: (row.act, row.reason) for row in office.first.remedy.corrections()}
    assert due == {
        numbers[FINDING, "answered"]: ("reopen", "態樣引用有誤"),
        numbers[FINDING, "rechecked"]: ("withdraw", "重新認定"),
    }
    office.as_("lin").findings.submit(DecideFinding(numbers[FINDING, "answered"]))
    assert office.as_("wang").findings.accept(DecideFinding(numbers[FINDING, "answered"])).state == "accepted"


def test_only_what_was_found_remedied_is_closed(life):
    office, numbers = life
    number = numbers[FINDING, "rechecked"]
    order = RecordFollowUp(number, FollowUpResult.PARTLY, FollowUpMode.ONSITE, TODAY, "仍有 2 台")
    assert office.as_("wang").remedy.recheck(order).owes == "firm"
    assert code_of(lambda: do(office.as_("lee"), "close", number)) == "finding.not_remedied"
    do(office.as_("ko"), "reply", number)
    do(office.as_("may"), "recheck", number)
    assert do(office.as_("wang"), "close", number).closed_by == "wang"


def test_an_office_that_asks_for_answers_to_observations_takes_them_through_the_same_steps(life):
    office, numbers = life
    office.first.settings.change("observations.reply_needed", True)
    number = numbers[OBSERVATION, "lettered"]
    assert code_of(lambda: do(office.as_("lee"), "close", number)) == "finding.wrong_state"
    assert office.first.remedy.show(number).owes == "firm"


def test_accepted_work_is_changed_only_after_it_was_reopened(life):
    office, numbers = life
    number = numbers[FINDING, "accepted"]
    assert code_of(lambda: office.as_("lin").fieldwork.write(EditFinding(number, facts="別的"))) == "finding.wrong_state"
    do(office.as_("wang"), "reopen", number)
    assert office.as_("lin").fieldwork.write(EditFinding(number, facts="別的")).facts == "別的"
