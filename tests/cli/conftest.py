import json
from dataclasses import dataclass
from typing import Any

import pytest

from auditdesk import demo
from auditdesk.cli.app import run
from auditdesk.desk import Desk
from tests.conftest import CHEAP


@dataclass
class Ended:
    """How a command ended: exit code, the JSON on stdout (None when there is none), text on both streams."""

    code: int
    json: Any
    out: str
    err: str


@pytest.fixture
def auditdesk(capsys, monkeypatch):
    """Run one command in this process against a workspace; JSON is asked for unless ``text`` is set."""

    def call(*arguments: str, home=None, login=None, passphrase=demo.PASSPHRASE, text=False) -> Ended:
        monkeypatch.setenv("AUDITDESK_PASSPHRASE", passphrase)
        before = [*(["--home", str(home)] if home else []), *(["--as", login] if login else []), *([] if text else ["--json"])]
        capsys.readouterr()
        code = run([*before, *arguments])
        out, err = capsys.readouterr()
        return Ended(code, None if text else json.loads(out), out, err)

    return call


@pytest.fixture
def second(auditdesk, demo_home):
    """A second supervisor beside the demo's."""
    desk = Desk.open(demo_home, demo.ADMINISTRATOR, demo.PASSPHRASE, cost=CHEAP)
    desk.people.add("second", "李主管", demo.PASSPHRASE + "!", ["supervisor"])
    desk.close()

    def call(*arguments: str):
        return auditdesk(*arguments, home=demo_home, login="second", passphrase=demo.PASSPHRASE + "!")

    return call
