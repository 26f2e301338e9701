"""What is kept of an unexpected failure: kinds of errors and places in the program, never messages, names or texts."""

from __future__ import annotations

import platform
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from auditdesk import __version__

LARGEST = 512 * 1024


def describe(problem: BaseException) -> str:
    """The chain of errors with file, line and function of each frame; messages are left out, for they may quote findings."""
    lines = [
        f"{datetime.now(UTC).isoformat(timespec='seconds')} AuditDesk {__version__} Python {platform.python_version()} {sys.platform}"
    ]
    seen: BaseException | None = problem
    while seen is not None:
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        for frame in traceback.extract_tb(seen.__traceback__):
            place = Path(frame.filename)
            lines.append(f"  {place.parent.name}/{place.name}:{frame.lineno} {frame.name}")
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "\n".join(lines) + "\n"


def keep(problem: BaseException, folder: Path) -> Path | None:
    """Add the description to ``crash.log`` in ``folder``; the file starts anew when it has grown large. None when it can't be kept."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        log = folder / "crash.log"
        fresh = not log.exists() or log.stat().st_size > LARGEST
        with open(log, "w" if fresh else "a", encoding="utf-8") as handle:
            handle.write(describe(problem))
    except OSError:
        return None
    return log
