import functools
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from auditdesk.desk import Desk, fixed_clock
from auditdesk.model.commands import OpenVisit, RecordFact
from auditdesk.model.records import Firm
from auditdesk.services.shipped_rules import read_shipped_rules
from tests.conftest import CHEAP, DAY, PASSPHRASE
from tests.services.two_supervisors import FIRM, OFFLINE, People


def add_firm(desk: Desk, code: str, capital: int | None, *, internet: bool | None = True, since: date = date(2019, 1, 1)) -> None:
    """A firm with its capital and online ordering as dated facts."""
    with desk.store.work(desk.actor.login, "test") as work:
        work.add(Firm(uid=work.new_uid(), code=code, name=f"示範{code}證券", address="臺北市示範路1號"))
        work.commit()
    if capital is not None:
        desk.firms.record_fact(RecordFact(code, "paid_in_capital", capital, since, "test"))
    if internet is not None:
        desk.firms.record_fact(RecordFact(code, "internet_ordering", internet, since, "test"))


@pytest.fixture
def firm(desk):
    add_firm(desk, "ZX01", 12_840_000_000)
    return "ZX01"


@pytest.fixture
def visit(desk, firm):
    return desk.visits.open(OpenVisit(firm, date(2019, 6, 3)))


@pytest.fixture
def reviewer(desk):
    """Adds a second supervisor; call it to act as her (the first desk must be closed before)."""
    desk.people.add("lee", "李主管", PASSPHRASE + "!", ["supervisor"])
    opened: list[Desk] = []

    def act() -> Desk:
        desk.close()
        second = Desk.open(desk.store.workspace.home, "lee", PASSPHRASE + "!", cost=CHEAP, clock=fixed_clock(date(2019, 11, 1)))
        opened.append(second)
        return second

    yield act
    for one in opened:
        one.close()


@pytest.fixture(scope="module")
def shipped():
    """The shipped rules, read once: they are frozen and no test writes to them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("auditdesk.desk.read_shipped_rules", functools.cache(read_shipped_rules))
        yield


@pytest.fixture(scope="module")
def made(tmp_path_factory, shipped):
    """A workspace of two supervisors and two firms, made once; each test takes a copy."""
    home = tmp_path_factory.mktemp("office") / "workspace"
    desk, _ = Desk.create(home, "wang", "王主管", PASSPHRASE, ("supervisor",), cost=CHEAP, clock=fixed_clock(DAY))
    desk.people.add("lee", "李主管", PASSPHRASE + "!", ["supervisor", "administrator", "inspector"])
    add_firm(desk, FIRM, 12_840_000_000)
    add_firm(desk, OFFLINE, 500_000_000, internet=False)
    desk.close()
    return home


@pytest.fixture
def people(made, tmp_path):
    shutil.copytree(made, tmp_path / "workspace", ignore=shutil.ignore_patterns("*.lock"))
    desk = Desk.open(tmp_path / "workspace", "wang", PASSPHRASE, cost=CHEAP, clock=fixed_clock(DAY))
    yield People(desk)
    desk.close()


class Clock:
    """A clock that goes where the test sets it."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2019, 11, 1, 8, 30, tzinfo=UTC))


@pytest.fixture
def new_office(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """A new workspace whose time is ``clock``, opened by a supervisor who administers it too."""
    made, _ = Desk.create(
        tmp_path / "workspace", "wang", "王主管", PASSPHRASE, ("supervisor", "administrator"), cost=CHEAP, clock=clock
    )
    yield made
    made.close()
