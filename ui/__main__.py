"""The door with windows: ``python -m ui``. What the command line says is read before Qt is imported."""

from __future__ import annotations

import argparse
import gc
import sys
from datetime import date
from pathlib import Path


def _day(text: str) -> date:
    from auditdesk.errors import BadInput
    from auditdesk.rules.calendar import parse_date

    try:
        return parse_date(text)
    except BadInput as problem:
        raise argparse.ArgumentTypeError(text) from problem


def read_arguments(arguments: list[str]) -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="python -m ui", description="AuditDesk's window.")
    parser.add_argument("--home", type=Path, help="workspace folder (AUDITDESK_HOME, else the platform's data folder)")
    parser.add_argument(
        "--as", "--login", dest="login", help="who opens it; needed when several people can (else AUDITDESK_LOGIN)"
    )
    parser.add_argument(
        "--passphrase-file", type=Path, help="file whose first line opens the workspace (else AUDITDESK_PASSPHRASE)"
    )
    parser.add_argument("--lang", choices=("zh_TW", "en"), help="language of this run")
    parser.add_argument("--today", type=_day, help="the day it shall be, for demonstrations")
    parser.add_argument(
        "--quit-after",
        choices=("window", "store", "ready"),
        help="end at the first window, the store at hand, the work shown (to measure)",
    )
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Run the window until it is closed; gives the exit code."""
    options = read_arguments(sys.argv[1:] if arguments is None else arguments)
    gc.disable()  # what is imported for the first window stays for good: looking for garbage in it costs a tenth of the start
    from ui.application import run

    return run(options)


if __name__ == "__main__":
    sys.exit(main())
