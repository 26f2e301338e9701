"""Keeps every kind of secret through the services, fails once, sorts more than memory likes to hold, and waits.

Run as ``python -m tests.durability.secrets_script FOLDER PHOTO [spill]``. ``spill`` breaks the product on purpose: temporary tables go to
files. Says ``kept`` and waits for a line; closes, says ``closed`` and waits;
opens again, types a draft, says ``again`` and waits to be killed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from auditdesk.desk import Desk
from auditdesk.model.commands import AnswerItem, OpenVisit, RecordFact, RecordFinding
from auditdesk.model.records import Firm
from auditdesk.model.terms import Judgement
from auditdesk.store import engine
from tests.durability import office
from tests.durability.plain_text import LOGIN, SECRETS


def keep(home: Path, photo: Path) -> Desk:
    """Everything once, through the acts that people use."""
    roles = ("supervisor", "administrator")
    desk, _ = Desk.create(home, LOGIN, SECRETS["person"], office.PASSPHRASE, roles, cost=office.CHEAP, clock=office.CLOCK)
    with desk.store.work(LOGIN, "firms.apply") as work:
        work.add(Firm(uid=work.new_uid(), code="ZX00", name=SECRETS["firm"]))
        work.commit()
    desk.settings.change("sender.contact", SECRETS["setting"])
    desk.firms.record_fact(RecordFact("ZX00", "paid_in_capital", 1_000_000, office.DAY, SECRETS["source"]))
    visit = desk.visits.open(OpenVisit("ZX00", office.DAY)).number
    item = desk.visits.show(visit)[1][0]
    desk.visits.answer(AnswerItem(visit, item.key, Judgement.CONFORM, SECRETS["note"]))
    pattern = next(pattern.id for pattern in desk.rulebook.in_force(office.DAY).patterns if pattern.group != "feb")
    finding = desk.findings.record(RecordFinding(visit, pattern, SECRETS["finding"]), [photo])
    for row in desk.evidence.list(finding.uid):
        assert desk.evidence.thumbnail(row.uid) is not None
    desk.findings.list(text=SECRETS["search"])
    desk.drafts.keep("firms.fact/ZX00", "source", SECRETS["draft"])
    return desk


def fail(desk: Desk) -> None:
    """A listener that fails with a secret in its message: the crash log is written by the service that was told."""

    def listener(kinds: frozenset[str]) -> None:
        raise RuntimeError(f"{SECRETS['finding']} {SECRETS['firm']} {sorted(kinds)}")

    desk.subscribe(listener)
    desk.settings.change("sender.address", SECRETS["setting"])


def sort_much(desk: Desk) -> None:
    """A sort far beyond the cache: the database library would spill it into temporary files."""
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)"
    rows = f"{numbers} SELECT f.facts || hex(randomblob(600)) AS each FROM n CROSS JOIN finding f ORDER BY each"
    with desk.store.read() as connection:
        connection.exec_driver_sql(rows).fetchmany(10)


def say(word: str) -> None:
    """Tell how far it has come, and wait for a line."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()
    sys.stdin.readline()


def main() -> None:
    """Keep, say so, wait, close."""
    folder, photo = Path(sys.argv[1]), Path(sys.argv[2])
    if sys.argv[3:] == ["spill"]:
        engine._PRAGMAS = tuple(pragma.replace("temp_store = MEMORY", "temp_store = FILE") for pragma in engine._PRAGMAS)
        assert "PRAGMA temp_store = FILE" in engine._PRAGMAS
    desk = keep(folder / "workspace", photo)
    desk.backups.make()
    desk.backups.write(folder / "office.adbackup")
    fail(desk)
    sort_much(desk)
    say("kept")
    desk.close()
    say("closed")
    desk = office.reopen(folder / "workspace", login=LOGIN)
    desk.drafts.keep("firms.fact/ZX00", "source", f"{SECRETS['draft']} {SECRETS['note']}")
    say("again")


if __name__ == "__main__":
    main()
