"""A batch of letters in a process of its own that dies at once in the middle of it: ``HOME OUT DIE_AT``."""

from __future__ import annotations

import os
import sys
from datetime import date


def main() -> None:
    """Start a batch of reminders and die when so many letters are done, without a word."""
    from auditdesk import demo
    from auditdesk.desk import Desk, fixed_clock
    from auditdesk.model.commands import WriteLetters

    home, out, die_at = sys.argv[1], sys.argv[2], int(sys.argv[3])
    from pathlib import Path

    desk = Desk.open(Path(home), demo.CLERK, demo.PASSPHRASE, clock=fixed_clock(date(2020, 4, 1)))

    def die(done: int, total: int = 0, step: str = "") -> None:
        if done == die_at:
            os._exit(9)

    order = WriteLetters(demo.YEAR, out, date(2020, 4, 1), kind="reminder")
    desk.letters.run(desk.letters.start(order).batch.uid, die)


if __name__ == "__main__":
    main()
