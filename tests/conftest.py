"""What all tests share: a cheap key cost, a made-up office with a fixed day, the demo workspace made once, and what spares them waiting."""

from __future__ import annotations

import functools
import gc
import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock

from auditdesk.store.keys import Cost

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for name in ("AUDITDESK_HOME", "AUDITDESK_PASSPHRASE", "AUDITDESK_LOGIN"):
    os.environ.pop(name, None)

SLOWEST_FIRST = (
    "test_power_cuts", "test_wheel", "test_parcel_rounds", "test_kills", "test_hostile_backups", "test_bad_luck", "test_killed_acts",
    "test_notice_commands",
)  # fmt: skip
"""Files whose tests take many seconds each: begun last, one process would work on while the other has nothing left."""
CHEAP = Cost(memory_kib=8 * 1024, iterations=1, lanes=1)
PASSPHRASE = "correct horse battery staple"
DAY = date(2019, 11, 1)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slowest files first, in whatever order chance gave; all others as they are."""
    items.sort(key=lambda item: item.path.stem not in SLOWEST_FIRST)


@pytest.fixture(scope="module", autouse=True)
def old_objects_left_alone() -> Iterator[None]:
    """What earlier modules left, libraries and caches above all, is not looked through again by every collection of garbage."""
    gc.set_threshold(20_000, 20, 20)
    gc.collect()
    gc.freeze()
    yield


@pytest.fixture(scope="session", autouse=True)
def nothing_twice() -> Iterator[None]:
    """In this process the steps of the schema are run once and their outcome laid into each later workspace; the shipped rules are
    read once; what asks this computer how dear a passphrase may be gets a cheap answer."""
    from auditdesk.services import shipped_rules
    from auditdesk.store import schema

    bring_up, made = schema.bring_up, []

    def laid(engine, backup_to: Path | None = None) -> int:
        with engine.connect() as connection:
            number = schema.found(connection)
        if number or not made:
            found = bring_up(engine, backup_to)
            if not number:
                made.extend(_statements(engine))
            return found
        with engine.execution_options(writes=True).connect() as connection, connection.begin():
            raw = connection.connection.driver_connection
            for statement in made:
                raw.execute(statement)
        return 0

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "bring_up", laid)
        patch.setattr("auditdesk.desk.read_shipped_rules", functools.cache(shipped_rules.read_shipped_rules))
        patch.setattr("auditdesk.desk.calibrated", lambda: CHEAP)
        patch.setattr("auditdesk.demo._COST", CHEAP)
        yield


def _statements(engine) -> list[str]:
    """What makes an empty database the one that the steps made."""
    with engine.connect() as connection:
        ask = connection.exec_driver_sql
        # A full-text table makes its own tables of the same beginning.
        kept = ask(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT IN (SELECT own.name FROM sqlite_master own JOIN"
            " sqlite_master text ON text.sql LIKE 'CREATE VIRTUAL%' AND own.name LIKE text.name || '\\_%' ESCAPE '\\') ORDER BY rowid"
        )
        statements = [str(row[0]) for row in kept]
        step = ask("SELECT version_num FROM alembic_version").scalar_one()
        number = ask("PRAGMA user_version").scalar_one()
    return [*statements, f"INSERT INTO alembic_version VALUES ('{step}')", f"PRAGMA user_version = {number}"]


@pytest.fixture(scope="session", autouse=True)
def disk_not_awaited() -> Iterator[pytest.MonkeyPatch]:
    """Nothing waits until the disk has it: these tests end with their process. What a power cut does is tried in processes of their own."""
    from auditdesk.store import engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            engine, "_PRAGMAS", tuple(one.replace("synchronous = FULL", "synchronous = OFF") for one in engine._PRAGMAS)
        )
        patch.setattr(os, "fsync", lambda _number: None)
        yield patch


@pytest.fixture
def disk_awaited(disk_not_awaited: pytest.MonkeyPatch, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database as it is opened outside the tests."""
    from auditdesk.store import engine

    monkeypatch.setattr(
        engine, "_PRAGMAS", tuple(one.replace("synchronous = OFF", "synchronous = FULL") for one in engine._PRAGMAS)
    )


@pytest.fixture
def passphrase() -> str:
    return PASSPHRASE


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "workspace"


@pytest.fixture
def desk(home: Path):
    """A fresh workspace of one supervisor, on a fixed day."""
    from auditdesk.desk import Desk, fixed_clock

    opened, _ = Desk.create(home, "wang", "王主管", PASSPHRASE, ("supervisor",), cost=CHEAP, clock=fixed_clock(DAY))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def made_demo(tmp_path_factory: pytest.TempPathFactory):
    """The demo, made once for all processes of the run; never changed: take ``demo_home`` for a copy."""
    from auditdesk import demo

    whole_run = (
        tmp_path_factory.getbasetemp() if "PYTEST_XDIST_WORKER" not in os.environ else tmp_path_factory.getbasetemp().parent
    )
    with FileLock(whole_run / "demo.lock"):
        return demo.build(whole_run / "demo")


@pytest.fixture
def demo_home(made_demo, tmp_path: Path) -> Iterator[Path]:
    """A copy of the demo workspace that a test may change."""
    target = tmp_path / "demo-workspace"
    shutil.copytree(made_demo.home, target)
    (target / "auditdesk.lock").unlink(missing_ok=True)
    yield target


@pytest.fixture
def demo_desk(demo_home: Path):
    """The demo workspace opened as its supervisor, on the day of the notice."""
    from auditdesk import demo
    from auditdesk.desk import Desk, fixed_clock

    opened = Desk.open(demo_home, demo.SUPERVISOR, demo.PASSPHRASE, clock=fixed_clock(date(2020, 1, 1)))
    yield opened
    opened.close()


def as_a_kill_leaves_it(home: Path, target: Path) -> Path:
    """A copy of a workspace that is open: what a kill at this moment leaves. A file that goes meanwhile is as if it had gone before."""

    def copy(source: str, to: str) -> str:
        try:
            return shutil.copy2(source, to)
        except FileNotFoundError:
            return to

    return Path(shutil.copytree(home, target, ignore=shutil.ignore_patterns("*.lock"), copy_function=copy))
