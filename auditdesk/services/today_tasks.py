"""What waits for somebody: one line a kind of work, counted by the service whose place it leads to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from auditdesk.errors import Refused
from auditdesk.model.findings_list import FindingFilter
from auditdesk.model.notice_draft_rows import NoticeStage, Readiness
from auditdesk.model.terms import FindingState, Severity
from auditdesk.model.today import Task, TaskLook
from auditdesk.rules import acts
from auditdesk.rules.tips import WAITING
from auditdesk.services.exceptions import ExceptionService
from auditdesk.services.findings_list import FindingListService
from auditdesk.services.firms import FirmService
from auditdesk.services.key_items import KeyItemService
from auditdesk.services.letters import LetterService
from auditdesk.services.letters_templates import LetterTemplateService
from auditdesk.services.notice_life import NoticeLifeService
from auditdesk.services.notice_register import NoticeRegisterService
from auditdesk.services.office import Office
from auditdesk.services.office_editions import OfficeEditionService
from auditdesk.services.office_patterns import OfficePatternService
from auditdesk.services.parcels import ParcelService
from auditdesk.services.plan import PlanService
from auditdesk.services.remedy import RemedyService
from auditdesk.services.review import ReviewService
from auditdesk.services.tips import TipService
from auditdesk.services.visits import VisitService
from auditdesk.store.queries.review import names as names_of

NEAR = 31
"""Days before a notice is due from which its steps are told apart."""
_LATE_QUEUE = 5
"""Working days after which a waiting finding is late."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The services whose lists are counted."""

    office: Office
    firms: FirmService
    visits: VisitService
    plan: PlanService
    review: ReviewService
    finding_list: FindingListService
    remedy: RemedyService
    letters: LetterService
    letter_templates: LetterTemplateService
    parcels: ParcelService
    tips: TipService
    notice_life: NoticeLifeService
    notice_register: NoticeRegisterService
    exceptions: ExceptionService
    key_items: KeyItemService
    office_editions: OfficeEditionService
    office_patterns: OfficePatternService


def tasks_of(counted: Counted, readiness: Readiness, ages: Sequence[int]) -> Iterator[Task]:
    """Every kind of work that waits for anybody, each marked whether the person may do it.

    ``ages``: working days that findings have waited for review. ``readiness`` is that of the next notice.
    """
    for task in _Tasks(counted, ages).all(readiness):
        yield replace(task, mine=task.mine and _may(counted.office, task.act))


def _may(office: Office, act: str) -> bool:
    try:
        acts.demand(act, office.actor.login, office.actor.roles)
    except Refused:
        return False
    return True


class _Tasks:
    def __init__(self, counted: Counted, ages: Sequence[int]) -> None:
        self._desk, self._ages = counted, ages
        self._me = counted.office.actor.login

    def all(self, readiness: Readiness) -> Iterator[Task]:
        yield from self._of_notice(readiness)
        yield from self._of_letters()
        yield from self._of_review()
        yield from self._of_visits()
        yield from self._of_proposals()
        yield from self._of_register(readiness)

    def _of_review(self) -> Iterator[Task]:
        desk, me = self._desk, self._me
        waiting = desk.review.waiting()
        if waiting:
            mine = [place for place in waiting if place.mine]
            first = desk.review.queue_rows([place.uid for place in (mine or list(waiting))[:1]])
            oldest = max(self._ages, default=0)
            grave = len(
                desk.finding_list.ids(
                    FindingFilter(states=(FindingState.SUBMITTED.value,), severities=(Severity.CRITICAL.value,))
                )
            )
            yield Task(
                "review",
                len(mine) or len(waiting),
                "findings.accept",
                "findings",
                look=TaskLook.LATE if oldest > _LATE_QUEUE else TaskLook.PLAIN,
                mine=bool(mine),
                values={"days": oldest, "firm": first[0].firm_name if first else "", "grave": grave},
            )
        returned = desk.finding_list.ids(FindingFilter(states=(FindingState.RETURNED.value,), authors=(me,)))
        if returned:
            row = desk.finding_list.rows(returned[:1])[0]
            yield Task(
                "returned",
                len(returned),
                "findings.submit",
                "findings",
                row.number,
                TaskLook.LATE,
                values={"firm": row.firm_name},
            )
        late = desk.remedy.overdue()
        if late:
            yield Task(
                "remedy",
                len(late),
                "findings.recheck",
                "findings",
                late[0].number,
                TaskLook.LATE,
                values={"firm": late[0].firm_name, "days": late[0].days_late},
            )
        rechecked = desk.finding_list.ids(FindingFilter(states=(FindingState.RECHECKED.value,)))
        if rechecked:
            row = desk.finding_list.rows(rechecked[:1])[0]
            yield Task("close", len(rechecked), "findings.close", "findings", row.number, values={"firm": row.firm_name})

    def _of_visits(self) -> Iterator[Task]:
        desk = self._desk
        clashes = desk.parcels.open_counts()
        if clashes:
            visits = {visit.uid: visit for visit in desk.visits.list()}
            first = next((visits[uid] for uid in clashes if uid in visits), None)
            yield Task(
                "clashes",
                sum(clashes.values()),
                "clashes.settle",
                "visits",
                first.number if first else "",
                TaskLook.BLOCKS,
                values={"firm": first.firm_name if first else ""},
            )
        overdue = [row for row in desk.parcels.outs() if row.overdue]
        if overdue:
            yield Task(
                "parcels",
                len(overdue),
                "parcels.recall",
                "visits",
                look=TaskLook.LATE,
                values={"name": overdue[0].holder_name, "day": overdue[0].due_back},
            )
        done = [visit for visit in desk.visits.list() if visit.standing == "submitted"]
        if done:
            yield Task(
                "sign_off",
                len(done),
                "visits.sign_off",
                "visits",
                done[0].number if len(done) == 1 else "",
                values={"firm": done[0].firm_name},
            )
        tips = [tip for tip in desk.tips.list() if tip.state in WAITING]
        if tips:
            yield Task("tips", len(tips), "tips.link", "tips", tips[-1].uid, values={"subject": tips[-1].subject})

    def _of_letters(self) -> Iterator[Task]:
        desk, me = self._desk, self._me
        unfinished = desk.letters.unfinished()
        if unfinished is not None:
            yield Task(
                "batch_unfinished",
                unfinished.letters - unfinished.written,
                "letters.write",
                "letters",
                unfinished.uid,
                TaskLook.BLOCKS,
                values={"number": unfinished.number, "written": unfinished.written, "letters": unfinished.letters},
            )
        written = [batch for batch in desk.letters.batches() if batch.state == "written"]
        if written:
            mine = [batch for batch in written if batch.started_by != me]
            first = (mine or written)[0]
            yield Task(
                "batch_approve",
                len(mine or written),
                "letters.approve",
                "letters",
                first.uid,
                mine=bool(mine),
                values={"number": first.number, "letters": first.letters},
            )
        silent = [letter for letter in desk.letters.track(only_open=True) if letter.next_step == "remind"]
        if silent:
            last = min(silent, key=lambda letter: letter.days_left)
            yield Task(
                "remind",
                len(silent),
                "letters.write",
                "letters",
                "tracking",
                look=TaskLook.LATE,
                values={"firm": last.firm_name, "days": -last.days_left},
            )

    def _of_notice(self, readiness: Readiness) -> Iterator[Task]:
        me, year = self._me, str(readiness.year)
        soon = TaskLook.LATE if readiness.days_left < 0 else TaskLook.SOON if readiness.days_left <= NEAR else TaskLook.PLAIN
        values = {"year": readiness.year, "days": max(0, readiness.days_left)}
        waits = readiness.open_flags + readiness.small_undecided
        if readiness.stage is NoticeStage.CHECK:
            if waits:
                yield Task("notice_flags", waits, "notice.settle", "notice", year, TaskLook.BLOCKS, values=values)
            else:
                yield Task("notice_submit", 1, "notice.submit", "notice", year, soon, values=values)
            return
        if readiness.stage not in (NoticeStage.REVIEW, NoticeStage.APPROVE, NoticeStage.LOCK):
            return
        draft = self._desk.notice_life.draft(readiness.year)
        signed = () if draft is None else draft.authors
        act = {NoticeStage.REVIEW: "review", NoticeStage.APPROVE: "approve", NoticeStage.LOCK: "lock"}[readiness.stage]
        mine = act == "lock" or me not in signed
        yield Task(f"notice_{act}", 1, f"notice.{act}", "notice", year, soon, mine, values)

    def _of_proposals(self) -> Iterator[Task]:
        """What somebody proposed and a second person has to decide."""
        desk, me = self._desk, self._me
        for year, state in desk.plan.years().items():
            if state == "submitted":
                authors = desk.plan.view(year).authors
                yield Task("plan", 1, "plan.decide", "plan", str(year), mine=me not in authors, values={"year": year})
        editions = [row for row in desk.office_editions.list() if row.state == "submitted"]
        waiting = {
            ("exceptions", "exceptions.approve", "rules"): [
                row.proposed_by for row in desk.exceptions.list() if row.state == "proposed"
            ],
            ("key_items", "key_items.approve", "rules"): [
                row.proposed_by for row in desk.key_items.list() if row.state == "proposed"
            ],
            ("editions", "office_editions.approve", "rules"): [me if me in row.authors else row.authors[0] for row in editions],
            ("patterns", "patterns.approve", "findings"): [
                *(row.proposed_by for row in desk.office_patterns.list() if row.state == "proposed"),
                *(row.proposed_by for row in desk.office_patterns.steps() if row.state == "proposed"),
            ],
            ("templates", "letter_templates.approve", "letters"): [
                me if me in row.authors else row.made_by for row in desk.letter_templates.list() if row.state == "submitted"
            ],
        }
        with desk.office.store.read() as connection:
            names = names_of(connection)
        for (code, act, place), people in waiting.items():
            mine = [who for who in people if who != me]
            if people:
                who = (mine or people)[0]
                yield Task(code, len(mine or people), act, place, mine=bool(mine), values={"name": names.get(who, who)})

    def _of_register(self, readiness: Readiness) -> Iterator[Task]:
        desk = self._desk
        short = [
            firm for firm in desk.firms.list(desk.office.today()) if firm.staffing is not None and firm.staffing.met is False
        ]
        if short:
            yield Task(
                "staffing",
                len(short),
                "firms.record_fact",
                "firms",
                short[0].code,
                values={"firm": short[0].name, "short": max(1, short[0].staffing.short if short[0].staffing else 1)},
            )
        if readiness.roster_stale:
            age = readiness.roster_age
            look = TaskLook.BLOCKS if readiness.stage is NoticeStage.CHECK else TaskLook.PLAIN
            yield Task(
                "roster" if age is not None else "roster_none", 1, "firms.apply", "firms", look=look, values={"days": age or 0}
            )
