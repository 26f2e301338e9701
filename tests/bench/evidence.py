"""Evidence: a photo of 10 MB kept and shown, five hundred photos opened, a redaction made, in milliseconds.

Bars: the photo and the five hundred under 2 s each, the window never away for longer than 50 ms by our doing.
"""

from __future__ import annotations

import io
import os
import random
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PIL import Image

from auditdesk.desk import Desk, fixed_clock
from auditdesk.exchange import pictures
from auditdesk.model.commands import OpenVisit, RecordFact, RecordFinding
from auditdesk.model.evidence_rows import Incoming, Mark
from auditdesk.model.records import Firm
from auditdesk.store.keys import Cost

CHEAP = Cost(memory_kib=8 * 1024, iterations=1, lanes=1)
DAY = date(2019, 6, 3)
PHOTOS = 500


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        desk, _ = Desk.create(Path(folder, "w"), "wang", "王", "correct horse battery staple", cost=CHEAP, clock=fixed_clock(DAY))
        try:
            first, many = _findings(desk)
            _core(desk, first)
            _window(desk, many)
        finally:
            desk.close()


def _findings(desk: Desk) -> tuple[str, str]:
    with desk.store.work("wang", "firms.apply") as work:
        work.add(Firm(uid="firm", code="ZX01", name="示範甲證券"))
        work.commit()
    desk.firms.record_fact(RecordFact("ZX01", "paid_in_capital", 12_840_000_000, date(2018, 1, 1), "bench"))
    visit = desk.visits.open(OpenVisit("ZX01", DAY)).number
    return tuple(desk.findings.record(RecordFinding(visit, "CC-17010-P03", "x")).number for _ in range(2))


def _photo() -> bytes:
    """More than 10 MB of JPEG, 24 million pixels."""
    noise = Image.frombytes("L", (1500, 1000), random.Random(5).randbytes(1_500_000)).resize(
        (6000, 4000), Image.Resampling.BILINEAR
    )
    written = io.BytesIO()
    Image.merge("RGB", (noise, noise.rotate(180), noise)).save(written, "JPEG", quality=97)
    return written.getvalue()


def _timed(name: str, act: Callable[[], Any]) -> Any:
    began = time.perf_counter()
    result = act()
    print(f"  {name:<46}{(time.perf_counter() - began) * 1000:9.0f} ms")
    return result


def _core(desk: Desk, finding: str) -> None:
    photo = _photo()
    print(f"  photo of {len(photo) / 1024 / 1024:.1f} MB")
    kept = _timed(
        "attach: hash, encrypt, sync, commit", lambda: desk.evidence.attach([Incoming("a.jpg", photo)], finding=finding)
    )
    uid = kept.rows[0].uid
    _timed("glance, first: check and small picture", lambda: desk.evidence.glance(uid))
    _timed("glance, again: check only", lambda: desk.evidence.glance(uid))
    _timed("small picture decoded at reduced size", lambda: pictures.thumbnail(photo))
    _timed("preview of 1600 pixels", lambda: desk.evidence.preview(uid))
    _timed("redacted picture", lambda: desk.evidence.redact(uid, [Mark("box", 0.1, 0.1, 0.5, 0.5)]))


def _window(desk: Desk, finding: str) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from ui.jobs import Runner
    from ui.parts.evidence_strip import EvidenceStrip
    from ui.theme import Theme, apply

    small = io.BytesIO()
    picture = Image.new("RGB", (1200, 900), (40, 90, 160))
    for number in range(PHOTOS):
        picture.putpixel((number, 0), (255, number % 256, 0))
    picture.save(small, "JPEG")
    content = small.getvalue()
    files = [Incoming(f"{number:03}.jpg", content + str(number).encode()) for number in range(PHOTOS)]
    _timed(f"attach {PHOTOS} photos", lambda: desk.evidence.attach(files, finding=finding))
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    apply(application, Theme())
    runner = Runner()
    strip = EvidenceStrip(desk, runner, tray=True)
    strip.resize(700, 240)
    strip.show()
    longest, last = 0.0, time.perf_counter()

    def beat() -> None:
        nonlocal longest, last
        now = time.perf_counter()
        longest, last = max(longest, now - last), now

    heart = QTimer()
    heart.setInterval(2)
    heart.timeout.connect(beat)
    application.processEvents()
    heart.start()
    began = last = time.perf_counter()
    strip.show_finding(finding)
    while not (len(strip.tiles) == PHOTOS and strip.tiles[0].picture is not None):
        application.processEvents()
        time.sleep(0.001)
    print(
        f"  {PHOTOS} photos in a finding shown {(time.perf_counter() - began) * 1000:26.0f} ms, window away {longest * 1000:.0f} ms"
    )
    print(f"  files read for it {sum(tile.asked for tile in strip.tiles):32}")
    heart.stop()
    runner.close()
    strip.close()


if __name__ == "__main__":
    main()
