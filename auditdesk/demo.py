"""A workspace of invented firms with a whole audit year, its letters and its notice; the same every time.

Built through the same services as real work, by invented people, so that what it shows is what the program does.
"""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from pathlib import Path

from filelock import FileLock, Timeout

from auditdesk import demo_ahead, places
from auditdesk.desk import Desk
from auditdesk.errors import Refused, Unavailable
from auditdesk.files import refusal, write_atomically
from auditdesk.model.commands import AnswerItem, DecideFinding, OpenVisit, RecordFact, RecordFinding, WriteLetters
from auditdesk.model.letter_rows import WrittenBatch
from auditdesk.model.remedy_rows import Claim, FollowUpMode, FollowUpResult, RecordFollowUp, RecordReply
from auditdesk.model.rows import FirmRow, PaperRow, VisitItemRow
from auditdesk.model.rulebook import DeficiencyPattern
from auditdesk.model.terms import Authority, FindingState, Judgement, VisitKind, VisitMode
from auditdesk.places import Workspace
from auditdesk.progress import Progress, silent
from auditdesk.rules.notice import ROLL_UP
from auditdesk.store.keys import Cost

YEAR = 2019
COMPILED, REVIEWED, APPROVED = date(YEAR, 12, 16), date(YEAR, 12, 20), date(YEAR, 12, 27)
PUBLISHED = date(YEAR + 1, 1, 1)
LETTERS_ISSUED = date(YEAR + 1, 1, 6)
ANSWERED = date(YEAR + 1, 2, 10)
RECHECKED = date(YEAR + 1, 2, 24)
PLANNED = date(YEAR, 12, 9)
PASSPHRASE = "open-the-demo-desk"  # noqa: S105 — everything it opens is invented
SUPERVISOR, FIRST_INSPECTOR, SECOND_INSPECTOR, CLERK = "wang", "lin", "chen", "lee"
REVIEWER, APPROVER = "ho", "tsai"
ADMINISTRATOR = "su"
MARK = "demo.json"
BUILDING = ".demo-building"
LOCK = ".demo.lock"
# A cheaper derivation than a real workspace's: the passphrase is public.
_COST = Cost(memory_kib=64 * 1024, iterations=1, lanes=1)
_PEOPLE = (
    (FIRST_INSPECTOR, "林示範", ("inspector",)),
    (SECOND_INSPECTOR, "陳示範", ("inspector",)),
    (CLERK, "李示範", ("clerk",)),
    (REVIEWER, "何示範", ("supervisor",)),
    (APPROVER, "蔡示範", ("supervisor",)),
)
_SENDER = {
    "sender.address": "100000 臺北市示範路 1 號",
    "sender.contact": "李示範",
    "sender.telephone": "(02)0000-1234",
    "sender.fax": "(02)0000-5678",
    "sender.email": "audit@example.com",
    "letters.retention": "5 年",
}
_REPLIES = (
    (Claim.DONE, "已完成改善，並修訂作業程序，檢附紀錄。"),
    (Claim.DONE, "已完成調整，並納入例行檢視。"),
    (Claim.UNDER_WAY, "已編列預算並完成採購，預計下一季上線。"),
    (Claim.PLANNED, "已提報資訊委員會，規劃辦理中。"),
)
_PUBLISHED_AS = ("pdf", "html", "docx", "txt", "ods")
_NAMESPACE = uuid.UUID("6b0f7f38-1f0c-5f5b-9d5e-2d8f3a1c0108")


@dataclass(frozen=True, slots=True)
class Demo:
    """What was made, and where."""

    folder: Path
    home: Path
    firms: int
    visits: int
    findings: int
    notice: tuple[str, ...]
    letters: tuple[str, ...]


class _Calendar:
    """The demo's clock: goes on by a second with each look, and is set to the day of each act."""

    def __init__(self) -> None:
        self._moment = datetime(YEAR, 1, 2, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        self._moment += timedelta(seconds=1)
        return self._moment

    def set(self, day: date) -> None:
        """Nine o'clock of ``day``, but never back in time."""
        self._moment = max(self._moment, datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


def _uids() -> Callable[[], str]:
    counter = iter(range(1, 10**9))
    return lambda: str(uuid.uuid5(_NAMESPACE, str(next(counter))))


def build(folder: Path, progress: Progress = silent) -> Demo:
    """Make the demo in ``folder``: ``workspace/``, ``letters/``, ``notice/``. A whole one already there is kept as it is.

    What an interrupted run left is made anew. Raises Refused ``demo.folder_not_empty`` for a folder with other files in it.
    """
    folder = folder.absolute()
    mark, building = folder / MARK, folder / BUILDING
    with _held(folder):
        if mark.is_file() and Workspace(folder / "workspace").exists():
            return _read_mark(folder)
        ours = mark.is_file() or building.is_file()
        if any(path.name != LOCK for path in folder.iterdir()) and not ours:
            raise Refused("demo.folder_not_empty", folder=str(folder))
        try:
            _clear(folder)
            building.write_text("", encoding="utf-8")
            made = _make(folder, progress)
            write_atomically(mark, json.dumps(_content(made), ensure_ascii=False, indent=1).encode())
            building.unlink()
        except OSError as problem:
            _clear(folder)
            raise refusal(problem, folder) from problem
        except BaseException:
            _clear(folder)
            raise
        return made


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Nobody else makes or clears a demo in this folder meanwhile. Raises Unavailable ``workspace.locked`` or for the disk."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / LOCK, timeout=0):
            yield
    except Timeout as problem:
        raise Unavailable("workspace.locked", folder=str(folder)) from problem
    except OSError as problem:
        raise refusal(problem, folder) from problem


def _clear(folder: Path) -> None:
    """Remove what a demo makes; only ever called in a folder that carries a demo's mark, or that was empty."""
    for name in ("workspace", "letters", "notice"):
        shutil.rmtree(folder / name, ignore_errors=True)
    for half in folder.glob(".workspace.*.new"):
        shutil.rmtree(half, ignore_errors=True)
    for name in (MARK, BUILDING):
        (folder / name).unlink(missing_ok=True)


def _make(folder: Path, progress: Progress) -> Demo:
    calendar, new_uid = _Calendar(), _uids()
    home = folder / "workspace"

    def opened(login: str) -> Desk:
        return Desk.open(home, login, PASSPHRASE, cost=_COST, clock=calendar, new_uid=new_uid)

    desk, _ = Desk.create(
        home, SUPERVISOR, "王示範", PASSPHRASE, ("supervisor",), cost=_COST, clock=calendar, new_uid=new_uid, allow_synced=True
    )
    try:
        for login, name, roles in _PEOPLE:
            desk.people.add(login, name, PASSPHRASE, roles)
        for setting, value in _SENDER.items():
            desk.settings.change(setting, value)
        _import_firms(desk, progress)
        firms = desk.firms.list(date(YEAR, 12, 31))
        plan = _plan(firms)
        assigned = _assignments(desk, plan)
    finally:
        desk.close()

    recorded: list[str] = []
    for login in (FIRST_INSPECTOR, SECOND_INSPECTOR):
        progress(len(recorded), 0, "visits")
        desk = opened(login)
        try:
            recorded += _fieldwork(desk, calendar, [stop for stop in plan if stop.lead == login], assigned)
        finally:
            desk.close()

    calendar.set(date(YEAR, 11, 25))
    desk = opened(SUPERVISOR)
    try:
        _review(desk, recorded)
        visits, findings = len(desk.visits.list(YEAR)), len(desk.findings.list(YEAR))
        calendar.set(PLANNED)
        demo_ahead.draft_plan(desk, YEAR + 1, (FIRST_INSPECTOR, SECOND_INSPECTOR), RECHECKED)
        calendar.set(COMPILED)
        _compile(desk)
    finally:
        desk.close()
    notice = _publish(opened, calendar, folder / "notice", progress)
    desk = opened(CLERK)
    try:
        calendar.set(LETTERS_ISSUED)
        batch = desk.letters.write(WriteLetters(YEAR, str(folder / "letters"), LETTERS_ISSUED), progress)
        calendar.set(ANSWERED)
        answered = _answers(desk)
    finally:
        desk.close()
    calendar.set(RECHECKED)
    desk = opened(FIRST_INSPECTOR)
    try:
        rechecked = _rechecks(desk, answered)
    finally:
        desk.close()
    desk = opened(SUPERVISOR)
    try:
        for number in rechecked[: len(rechecked) // 2]:
            desk.remedy.close(DecideFinding(number))
        begun = demo_ahead.change_approved(desk, YEAR + 1, RECHECKED)
        desk.people.add(ADMINISTRATOR, "蘇示範", PASSPHRASE, ("administrator",))
    finally:
        desk.close()
    demo_ahead.begin(opened, calendar.set, FIRST_INSPECTOR, begun)
    return _made(folder, home, len(firms), visits, findings, notice, batch)


def _compile(desk: Desk) -> None:
    """The draft of the notice, patterns at too few firms rolled up to their sections, handed in."""
    row = desk.notice_life.start(YEAR)
    for small in row.small:
        desk.notice_life.decide(YEAR, small.pattern, ROLL_UP, "家數過少")
    desk.notice_life.submit(YEAR)


def _publish(opened: Callable[[str], Desk], calendar: _Calendar, folder: Path, progress: Progress) -> tuple[PaperRow, ...]:
    """Reviewed and approved by two others than the author, and locked on the day it is published; its files."""
    desk = opened(REVIEWER)
    try:
        calendar.set(REVIEWED)
        row = desk.notice_life.draft(YEAR)
        desk.notice_life.review(YEAR, () if row is None else row.categories)
        desk.plan.approve(YEAR + 1)
    finally:
        desk.close()
    desk = opened(APPROVER)
    try:
        calendar.set(APPROVED)
        desk.notice_life.approve(YEAR)
        calendar.set(PUBLISHED)
        _, papers = desk.notice_register.lock(YEAR, folder, progress, formats=_PUBLISHED_AS)
    finally:
        desk.close()
    return papers


def _answers(desk: Desk) -> list[str]:
    """The first firms answer: most have mended it, some are at it, some only plan; the numbers of what they say is done."""
    lettered = [row for row in desk.findings.list(YEAR) if row.state == FindingState.LETTERED and row.finding_class == "finding"]
    done = []
    for turn, row in enumerate(lettered[: len(lettered) // 3]):
        claim, text = _REPLIES[turn % len(_REPLIES)]
        on = ANSWERED if claim is Claim.DONE else None
        desk.remedy.reply(RecordReply(row.number, text, ANSWERED, claim, done_on=on))
        if claim is Claim.DONE:
            done.append(row.number)
    return done


def _rechecks(desk: Desk, answered: list[str]) -> list[str]:
    """Half of what is said to be done is re-checked on paper, and one of it found half done; the numbers of what was mended."""
    mended = []
    for turn, number in enumerate(answered[: len(answered) // 2]):
        result = FollowUpResult.PARTLY if turn == 1 else FollowUpResult.REMEDIED
        desk.remedy.recheck(RecordFollowUp(number, result, FollowUpMode.PAPER, RECHECKED, "已檢視所附改善紀錄。"))
        if result is FollowUpResult.REMEDIED:
            mended.append(number)
    return mended


def _made(
    folder: Path, home: Path, firms: int, visits: int, findings: int, notice: tuple[PaperRow, ...], batch: WrittenBatch
) -> Demo:
    letters = tuple(paper.path for _, papers in batch.letters for paper in papers)
    return Demo(folder, home, firms, visits, findings, tuple(paper.path for paper in notice), letters)


def _content(made: Demo) -> dict[str, object]:
    relative = [str(Path(path).relative_to(made.folder)) for path in made.notice]
    letters = [str(Path(path).relative_to(made.folder)) for path in made.letters]
    counts = {"firms": made.firms, "visits": made.visits, "findings": made.findings}
    return {"year": YEAR, **counts, "notice": relative, "letters": letters}


def _read_mark(folder: Path) -> Demo:
    try:
        content = json.loads((folder / MARK).read_text(encoding="utf-8"))
        return Demo(
            folder,
            folder / "workspace",
            content["firms"],
            content["visits"],
            content["findings"],
            tuple(str(folder / path) for path in content["notice"]),
            tuple(str(folder / path) for path in content["letters"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise Unavailable("demo.damaged", folder=str(folder)) from problem


def _import_firms(desk: Desk, progress: Progress) -> None:
    lists = places.shipped_data() / "demo"
    for name in ("t187ap18.json", "office-list.csv", "OpenData_BRK02.csv"):
        desk.firm_lists.apply(desk.firm_lists.preview(lists / name, date(YEAR, 1, 1)), progress)
    for change in json.loads((lists / "changes.json").read_text(encoding="utf-8")):
        order = RecordFact(change["firm"], change["fact"], change["value"], date.fromisoformat(change["from"]), change["source"])
        desk.firms.record_fact(order)


@dataclass(frozen=True, slots=True)
class _Stop:
    """One visit of the plan. The last few firms are visited, but their review is not done yet."""

    firm: str
    day: date
    lead: str
    other: str
    mode: VisitMode
    authority: Authority


def _plan(firms: tuple[FirmRow, ...]) -> list[_Stop]:
    """Every firm but the last two is visited once, by working days from March on; each tenth by paper; three by TPEx."""
    teams = cycle(((FIRST_INSPECTOR, SECOND_INSPECTOR), (SECOND_INSPECTOR, FIRST_INSPECTOR)))
    stops = []
    day = date(YEAR, 3, 4)
    for index, (firm, (lead, other)) in enumerate(zip(firms[:-2], teams, strict=False)):
        while day.weekday() >= 5:
            day += timedelta(days=1)
        mode = VisitMode.PAPER if index % 10 == 9 else VisitMode.ONSITE
        authority = Authority.TPEX if index % 20 == 13 else Authority.TWSE
        stops.append(_Stop(firm.code, day, lead, other, mode, authority))
        day += timedelta(days=4)
    return stops


def _assignments(desk: Desk, stops: list[_Stop]) -> dict[str, list[tuple[DeficiencyPattern, str | None]]]:
    """Firm code → the patterns found there, each with the check item it stands under.

    Every pattern is found at one firm at least, the more common ones at up to six.
    """
    edition = desk.rulebook.in_force(date(YEAR, 12, 31))
    in_scope = {
        stop.firm: {judged.item.key for judged in desk.firms.scope(stop.firm, stop.day).items if judged.applies is not False}
        for stop in stops
    }
    twse = [stop.firm for stop in stops if stop.authority is Authority.TWSE]
    other = [stop.firm for stop in stops if stop.authority is not Authority.TWSE]
    found: dict[str, list[tuple[DeficiencyPattern, str | None]]] = {stop.firm: [] for stop in stops}
    share = {firm: (1, 2, 1, 3, 2)[place % 5] for place, firm in enumerate(twse)}
    for index, pattern in enumerate(edition.patterns):
        bureau = pattern.group == "feb"
        wanted = 1 + index % 2 if bureau else 1 + (index * 5 + 3) % 6
        eligible = [firm for firm in twse if bureau or in_scope[firm].intersection(pattern.items)] or twse
        # Those with the fewest findings for their share first, so that hardly any firm goes without, and some have several.
        places_of = {firm: (place + index * 11) % len(eligible) for place, firm in enumerate(eligible)}
        firms = sorted(eligible, key=lambda firm: (len(found[firm]) / share[firm], places_of[firm]))[:wanted]
        if not bureau and index % 8 == 0:
            firms += [firm for firm in other if in_scope[firm].intersection(pattern.items)][:1]
        for firm in firms:
            item = next((key for key in pattern.items if key in in_scope[firm]), None)
            found[firm].append((pattern, item))
    return found


def _facts() -> Iterator[tuple[str, Iterator[str]]]:
    """Pattern id and an endless row of facts seen somewhere, with invented hosts, addresses and persons."""
    templates = json.loads((places.shipped_data() / "demo" / "finding-facts.json").read_text(encoding="utf-8"))
    for index, (pattern, texts) in enumerate(templates.items()):
        yield pattern, _filled(texts, index)


def _filled(texts: list[str], seed: int) -> Iterator[str]:
    hosts = ("SRV-ORD", "SRV-WEB", "FW-EXT", "SRV-ACC", "SW-CORE", "SRV-DB")
    persons = ("資訊部張樣本經理", "資安人員李樣本", "網管林樣本")
    for turn, text in enumerate(cycle(texts)):
        number = seed * 7 + turn * 3
        yield text.format(
            host=f"{hosts[number % len(hosts)]}-{number % 40 + 1:02d}",
            ip=f"192.0.2.{number % 250 + 1}",
            person=persons[number % len(persons)],
            n=number % 9 + 2,
            days=30 + number * 13 % 300,
            month=number % 9 + 1,
        )


def _fieldwork(
    desk: Desk, calendar: _Calendar, stops: list[_Stop], assigned: dict[str, list[tuple[DeficiencyPattern, str | None]]]
) -> list[str]:
    """Open each visit, judge its items, record and submit its findings; returns the numbers in order."""
    facts = dict(_facts())
    settings = desk.office.settings()
    numbers: list[str] = []
    for done, stop in enumerate(stops):
        calendar.set(stop.day)
        kind = VisitKind.SELECTED if done % 9 == 4 else VisitKind.ROUTINE
        visit = desk.visits.open(OpenVisit(stop.firm, stop.day, kind, stop.mode, stop.authority, (stop.lead, stop.other)))
        found = assigned[stop.firm]
        failed = {item for pattern, item in found if pattern.group != "feb"}
        _, items = desk.visits.show(visit.number)
        desk.visits.answer_all(AnswerItem(visit.number, item.key, _judgement(item, item.key in failed)) for item in items)
        for pattern, item in found:
            authority = Authority.FEB if pattern.group == "feb" else stop.authority
            # Periods count from the letters, which this office writes once the year is over.
            due = LETTERS_ISSUED + timedelta(days=settings.number(f"due_days.{pattern.default_severity.value}"))
            order = RecordFinding(visit.number, pattern.id, next(facts[pattern.id]), item=item, authority=authority, due_date=due)
            row = desk.findings.record(order)
            desk.findings.submit(DecideFinding(row.number))
            numbers.append(row.number)
    return numbers


def _judgement(item: VisitItemRow, failed: bool) -> Judgement:
    if failed:
        return Judgement.DEFICIENT
    return Judgement.NOT_APPLICABLE if item.applies is None else Judgement.CONFORM


def _review(desk: Desk, recorded: list[str]) -> None:
    """Accept what was submitted, but leave a few common ones waiting, returned or withdrawn, as a real year would."""
    rows = {row.number: row for row in desk.findings.list(YEAR)}
    left: dict[str, int] = {}
    for row in rows.values():
        left[row.pattern] = left.get(row.pattern, 0) + (row.authority == Authority.TWSE)
    undecided = ["wait", "return", "withdraw", "wait"]
    for position, number in enumerate(recorded):
        row = rows[number]
        # One in about thirty, and only where the pattern is found elsewhere too.
        due = position >= 30 * (5 - len(undecided)) - 15
        if not (undecided and due and row.authority == Authority.TWSE and left[row.pattern] > 2):
            desk.findings.accept(DecideFinding(number))
            continue
        left[row.pattern] -= 1
        fate = undecided.pop()
        if fate == "return":
            desk.findings.send_back(DecideFinding(number, "請補充抽查範圍與日期。"))
        elif fate == "withdraw":
            desk.findings.withdraw(DecideFinding(number, "受查方補件後確認符合。"))
