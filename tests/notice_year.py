"""A small audit year for tests of the notice: eight firms visited, thirty patterns accepted at one to six of them, nothing compiled.

Made once a run and copied; whoever needs a later stage makes it from here and keeps it the same way.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from auditdesk.desk import Desk, fixed_clock
from auditdesk.model.commands import DecideFinding, OpenVisit, RecordFinding
from auditdesk.model.notice_draft_rows import RARE_PATTERN
from auditdesk.model.records import Finding
from auditdesk.model.rows import VisitRow
from auditdesk.model.rulebook import DeficiencyPattern
from auditdesk.model.signing import CertificateFile
from tests.conftest import CHEAP, PASSPHRASE

YEAR = 2019
DAY = date(2019, 12, 20)
COMPILER, REVIEWER, APPROVER, INSPECTOR = "wang", "chou", "hsu", "lin"
PEOPLE = ((REVIEWER, "周覆核", "supervisor"), (APPROVER, "許核定", "supervisor"), (INSPECTOR, "林示範", "inspector"))
REGISTER = """代號,名稱,資本額,網路下單,資安專責單位,資安主管,資安人員
ZX01,示範甲證券,312億,是,有,1,2
ZX02,示範乙證券,150億,是,,1,2
ZX03,示範丙證券,120億,是,,1,2
ZX04,示範丁證券,80億,是,,1,1
ZX05,示範戊證券,60億,是,,1,1
ZX06,示範己證券,35億,是,,,1
ZX07,示範庚證券,20億,是,,,1
ZX08,示範辛證券,12億,是,,,1
"""
SPREAD = (4, 1, 5, 3, 2, 6, 3, 1, 4, 5)
"""At how many firms each pattern was found, in turn."""
PATTERNS = 30
_MADE: dict[str, Path] = {}


def copied(home: Path, target: Path) -> Path:
    """A copy of a workspace that a test may change."""
    return Path(shutil.copytree(home, target, ignore=shutil.ignore_patterns("*.lock")))


def made_once(name: str, folders: pytest.TempPathFactory, make: Callable[[Path], None], base: Path | None = None) -> Path:
    """The workspace of that name, made once a run by ``make`` in a copy of ``base``; never to be changed."""
    if name not in _MADE:
        home = folders.mktemp(name) / "workspace"
        if base is not None:
            copied(base, home)
        make(home)
        _MADE[name] = home
    return _MADE[name]


@contextmanager
def opened(home: Path, login: str) -> Iterator[Desk]:
    """The workspace for one of its people, on the day of the tests."""
    desk = Desk.open(home, login, PASSPHRASE, cost=CHEAP, clock=fixed_clock(DAY))
    yield desk
    desk.close()


def year(folders: pytest.TempPathFactory) -> Path:
    """The year as it is before anybody compiles it."""
    return made_once("notice-year", folders, _build)


def submitted(folders: pytest.TempPathFactory) -> Path:
    """Compiled, every rare pattern rolled up, handed in."""
    return made_once("notice-submitted", folders, submit, year(folders))


def approved(folders: pytest.TempPathFactory) -> Path:
    """Reviewed and approved by two others."""
    return made_once("notice-approved", folders, sign, submitted(folders))


def locked(folders: pytest.TempPathFactory) -> Path:
    """In the register; its files lie in ``out`` beside the workspace."""

    def lock(home: Path) -> None:
        with opened(home, APPROVER) as desk:
            desk.notice_register.lock(YEAR, home.parent / "out", formats=("txt", "json"))

    return made_once("notice-locked", folders, lock, approved(folders))


def submit(home: Path) -> None:
    with opened(home, COMPILER) as desk:
        desk.notice_life.start(YEAR)
        roll_up(desk)
        desk.notice_life.submit(YEAR)


def roll_up(desk: Desk) -> None:
    """Every rare pattern into its section."""
    for flag in desk.notice_life.flags(YEAR):
        if flag.open and flag.kind == RARE_PATTERN:
            desk.notice_life.settle(YEAR, flag.id, "suggestion")


def sign(home: Path) -> None:
    """Review with every line ticked, and approve."""
    with opened(home, REVIEWER) as desk:
        row = desk.notice_life.draft(YEAR)
        assert row is not None
        desk.notice_life.review(YEAR, [*row.categories, *(flag.id for flag in desk.notice_life.flags(YEAR))])
    with opened(home, APPROVER) as desk:
        desk.notice_life.approve(YEAR)


def certificate(path: Path, since: int, until: int) -> CertificateFile:
    """A certificate of the office, good from one year to another."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Office")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(3)
    made = made.not_valid_before(datetime(since, 1, 1, tzinfo=UTC)).not_valid_after(datetime(until, 1, 1, tzinfo=UTC))
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    signed = made.add_extension(usage, critical=True).sign(key, hashes.SHA256())
    lock = serialization.BestAvailableEncryption(b"pass")
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"office", key, signed, None, lock))
    return CertificateFile(path, "pass")


def _build(home: Path) -> None:
    register = home.parent / "register.csv"
    register.write_text(REGISTER, encoding="utf-8")
    desk, _ = Desk.create(home, COMPILER, "王主管", PASSPHRASE, ("supervisor",), cost=CHEAP, clock=fixed_clock(DAY))
    for login, name, role in PEOPLE:
        desk.people.add(login, name, PASSPHRASE, [role])
    desk.firm_lists.apply(desk.firm_lists.preview(register, date(YEAR, 1, 1)))
    visits = [desk.visits.open(OpenVisit(f"ZX{at + 1:02d}", date(YEAR, 3 + at, 4), inspectors=(INSPECTOR,))) for at in range(8)]
    patterns = [one for one in desk.rulebook.in_force(date(YEAR, 12, 31)).patterns if one.group != "feb"]
    step = len(patterns) // PATTERNS
    chosen = patterns[: step * PATTERNS : step]
    with desk.store.work(INSPECTOR, "findings.record") as work:
        number = 0
        for place, pattern in enumerate(chosen):
            for at in range(SPREAD[place % len(SPREAD)]):
                number += 1
                work.add(_finding(work.new_uid(), number, visits[(place * 3 + at) % len(visits)], pattern))
        work.commit()
    desk.close()
    with opened(home, INSPECTOR) as desk:
        waits, goes = (desk.findings.record(RecordFinding(visits[at].number, chosen[0].id, "尚未覆核。")) for at in (6, 7))
        for row in (waits, goes):
            desk.findings.submit(DecideFinding(row.number))
    with opened(home, COMPILER) as desk:
        desk.findings.withdraw(DecideFinding(goes.number, "受查方補件後確認符合。"))


def _finding(uid: str, number: int, visit: VisitRow, pattern: DeficiencyPattern) -> Finding:
    return Finding(
        uid=uid,
        number=f"108-T{number:04d}",
        visit_uid=visit.uid,
        firm_uid=visit.firm_uid,
        year=YEAR,
        item_key=next(iter(pattern.items), None),
        pattern=pattern.id,
        pattern_code=pattern.code,
        edition=visit.edition,
        authority="twse",
        finding_class="finding",
        severity=pattern.default_severity.value,
        state="accepted",
        facts=f"抽查第 {number} 台主機未依規定辦理。",
        author=INSPECTOR,
        submitted_by=INSPECTOR,
        reviewer=COMPILER,
        recorded_at=datetime(YEAR, 11, 1, tzinfo=UTC),
        decided_at=datetime(YEAR, 11, 20, tzinfo=UTC),
    )
