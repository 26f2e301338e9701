"""What the notice and the register cost: compiling, writing, listing, scope of all firms. Figures of one run."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path


def _timed(name: str, step: Callable[[], object]) -> None:
    start = time.perf_counter()
    step()
    print(f"{name} {(time.perf_counter() - start) * 1000:.0f} ms")


def main() -> None:
    """The demo year, step by step."""
    from auditdesk import demo
    from auditdesk.desk import Desk

    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder)
        _timed("demo built", lambda: demo.build(target / "demo"))
        desk = Desk.open(target / "demo" / "workspace", demo.SUPERVISOR, demo.PASSPHRASE)
        try:
            _timed("rulebook read", lambda: desk.rulebook)
            day = date(demo.YEAR, 12, 31)
            _timed("register of 60 firms", lambda: desk.firms.list(day))
            firms = desk.firms.list(day)
            _timed("scope of every firm", lambda: [desk.firms.scope(firm.code, day) for firm in firms])
            _timed("notice compiled", lambda: desk.notice.compile(demo.YEAR))
            _timed("notice written (PDF, HTML, ODS)", lambda: desk.notice.write(demo.YEAR, target / "out"))
        finally:
            desk.close()


if __name__ == "__main__":
    main()
