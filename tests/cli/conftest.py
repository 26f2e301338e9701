import json
from dataclasses import dataclass
from typing import Any

import pytest

from auditdesk import demo
from auditdesk.cli.app import run


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
