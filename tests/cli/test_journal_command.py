"""``journal --to`` and ``verify``: the journal leaves as a file of proof, and every break is named with its keys."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from auditdesk.cli.app import app
from auditdesk.store import schema
from tests.conftest import PASSPHRASE


@pytest.fixture
def run(desk, home, monkeypatch):
    desk.close()
    monkeypatch.setenv("AUDITDESK_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("AUDITDESK_HOME", str(home))

    def runs(*arguments: str) -> tuple[int, dict]:
        ended = CliRunner().invoke(app, ["--json", *arguments])
        return ended.exit_code, json.loads(ended.stdout) if ended.stdout.startswith("{") else {}

    return runs


def test_the_journal_leaves_as_a_file_of_proof_with_its_verifier(run, tmp_path):
    code, told = run("journal", "--to", str(tmp_path / "journal.jsonl"), "--with-verifier")
    assert code == 0 and told["lines"] >= 1 and told["checkpoints"] == 1
    assert (tmp_path / "verify_journal.py").is_file()


def test_a_file_of_proof_is_never_a_part_of_the_journal(run, tmp_path):
    code, _ = run("journal", "--to", str(tmp_path / "journal.jsonl"), "--since", "2019-01-01")
    assert code == 2 and not (tmp_path / "journal.jsonl").exists()


def test_readers_get_a_table(run, tmp_path):
    code, told = run("journal", "--to", str(tmp_path / "journal.csv"))
    assert code == 0 and told["rows"] >= 1


def test_verify_keeps_its_keys_and_names_each_break(run, home):
    code, told = run("verify")
    assert code == 0 and told["journal"]["ok"] and told["journal"]["breaks"] == []
    assert {"entries", "ok", "head", "breaks", "checkpoints"} <= set(told["journal"])
    from auditdesk.desk import Desk

    opened = Desk.open(home, None, PASSPHRASE)
    with opened.store._engine.execution_options(writes=True).begin() as connection:
        for guard in schema.GUARDS:
            connection.exec_driver_sql(f"DROP TRIGGER {guard}")
        connection.exec_driver_sql("UPDATE journal SET login = 'mallory' WHERE sequence = 1")
    opened.close()
    code, told = run("verify")
    assert code == 1 and not told["journal"]["ok"]
    first = told["journal"]["breaks"][0]
    assert (first["sequence"], first["last"], first["kind"]) == (1, 1, "changed")
