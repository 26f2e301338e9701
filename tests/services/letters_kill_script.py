"""A batch of letters in a process of its own, to be killed in the middle of it: ``HOME OUT``."""

from __future__ import annotations

import signal
import sys
from pathlib import Path


def main() -> None:
    """Write the results of the year until somebody ends this, four of them at the most."""
    from auditdesk.model.commands import WriteLetters
    from tests.services.letters_office import CLERK, DAY, YEAR, open_as

    def stand_still(done: int, _total: int = 0, _step: str = "") -> None:
        """However late the kill comes, the batch is not done by then."""
        if done > 3:
            signal.pause()

    desk = open_as(Path(sys.argv[1]), CLERK)
    batch = desk.letters.start(WriteLetters(YEAR, sys.argv[2], DAY, formats=("pdf", "docx"))).batch.uid
    desk.letters.run(batch, stand_still)


if __name__ == "__main__":
    main()
