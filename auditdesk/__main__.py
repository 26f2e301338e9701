"""The door without windows. With no command it starts the other door, ``ui``, as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys

_WITH_VALUE = frozenset({"--home", "--as", "--passphrase-file", "--lang", "--today"})
_ANSWERED_HERE = frozenset({"--help", "--version"})


def wants_window(arguments: list[str]) -> bool:
    """True when there are only options of the window and no command."""
    rest = iter(arguments)
    for argument in rest:
        if argument in _ANSWERED_HERE or not argument.startswith("--") or argument == "--json":
            return False
        if argument in _WITH_VALUE:
            next(rest, None)
    return True


def main() -> None:
    """Entry point of ``auditdesk`` and ``python -m auditdesk``."""
    arguments = sys.argv[1:]
    if wants_window(arguments):
        command = [sys.executable, "-m", "ui", *arguments]
        if os.name == "posix":
            os.execv(sys.executable, command)  # noqa: S606 — this program once more
        sys.exit(subprocess.call(command))  # noqa: S603 — this program once more
    try:
        from auditdesk.cli.app import run

        code = run(arguments)
    except KeyboardInterrupt:
        code = 6
    sys.exit(code)


if __name__ == "__main__":
    main()
