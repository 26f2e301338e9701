"""A batch of letters in a process of its own, to be killed in the middle of it: ``HOME OUT``."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> None:
    """Write the results of the year until somebody ends this."""
    from auditdesk.model.commands import WriteLetters
    from tests.services.letters_office import CLERK, DAY, YEAR, open_as

    desk = open_as(Path(sys.argv[1]), CLERK)
    desk.letters.run(desk.letters.start(WriteLetters(YEAR, sys.argv[2], DAY, formats=("pdf", "docx"))).batch.uid)


if __name__ == "__main__":
    main()
