"""A small office to change the key of; run as a program it changes the key and ends itself at the nth file it writes or moves."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from auditdesk.desk import Desk
from tests.conftest import CHEAP, PASSPHRASE

CHEN = "chen has another phrase"


def make_office(home: Path) -> tuple[Desk, str]:
    """Two people and a finding with one photo; returns the desk of the first and the recovery code."""
    from tests.store.test_backup import keep_evidence

    desk, code = Desk.create(home, "wang", "王主管", PASSPHRASE, ("supervisor", "administrator"), cost=CHEAP)
    desk.people.add("chen", "陳查核", CHEN, ["inspector"])
    keep_evidence(desk, b"photo")
    return desk, code


def main(home: Path, moment: int) -> None:
    """Ends with code 9 at the ``moment``-th audited change of the file system, with 0 when it came to the end before."""
    seen = 0

    def look(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if event in ("os.rename", "os.remove", "os.mkdir", "shutil.rmtree", "sqlite3.connect") or (
            event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wx+")
        ):
            seen += 1
            if seen > moment:
                os._exit(9)

    desk = Desk.open(home, "wang", PASSPHRASE)
    sys.addaudithook(look)
    desk.people.rekey()
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
