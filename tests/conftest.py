"""What all tests share: a cheap key cost, a made-up office with a fixed day, and the demo workspace made once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from auditdesk.store.keys import Cost

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for name in ("AUDITDESK_HOME", "AUDITDESK_PASSPHRASE", "AUDITDESK_LOGIN"):
    os.environ.pop(name, None)

CHEAP = Cost(memory_kib=8 * 1024, iterations=1, lanes=1)
PASSPHRASE = "correct horse battery staple"
DAY = date(2019, 11, 1)


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
    """The demo, made once for the whole run; never changed: take ``demo_home`` for a copy."""
    from auditdesk import demo

    folder = tmp_path_factory.mktemp("demo") / "demo"
    return demo.build(folder)


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
