"""How long parcels take: a heavy one out and home, and ten that come home one after the other."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FINDINGS = 200
PHOTOS, MEGABYTES = 50, 10
PARCELS = 10


def _peak() -> float:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _timed(step):
    begun = time.perf_counter()
    done = step()
    return done, time.perf_counter() - begun


def _with_findings(desk, visit, count: int) -> list[str]:
    from auditdesk.model.commands import RecordFinding

    pattern = next(one.id for one in desk.rulebook.edition(visit.edition).patterns if one.group != "feb")
    return [desk.findings.record(RecordFinding(visit.number, pattern, f"查得事實 {number}")).number for number in range(count)]


def heavy(folder: Path) -> None:
    """200 findings and 500 MB of evidence out and home; prints seconds and the peak of memory over what was held before."""
    from auditdesk.model.evidence_rows import Incoming
    from tests.services import parcel_steps as steps

    office = steps.new_office(folder / "office")
    visit = steps.new_visit(office)
    numbers = _with_findings(office, visit, FINDINGS)
    for number in range(PHOTOS):
        office.evidence.attach([Incoming(f"{number}.bin", os.urandom(MEGABYTES << 20))], finding=numbers[number])
    before = _peak()
    written, out = _timed(lambda: steps.check_out(office, folder, visit))
    print(f"out: {out:.1f} s, {written.size >> 20} MB, memory +{_peak() - before:.0f} MB (bar 15 s)")
    before = _peak()
    own, started = _timed(lambda: steps.laptop(folder, written, "lin"))
    print(f"in on the laptop: {started:.1f} s, memory +{_peak() - before:.0f} MB (bar 30 s)")
    (made,) = _with_findings(own, visit, 1)
    for number in range(PHOTOS):
        own.evidence.attach([Incoming(f"new-{number}.bin", os.urandom(MEGABYTES << 20))], finding=made)
    before = _peak()
    home, handed = _timed(lambda: steps.hand_in(own, visit, folder))
    print(f"handed in: {handed:.1f} s, memory +{_peak() - before:.0f} MB")
    own.close()
    before = _peak()
    _, taken = _timed(lambda: office.parcels.check_in(home))
    print(f"home at the office, with a backup of 500 MB before it: {taken:.1f} s, memory +{_peak() - before:.0f} MB (bar 30 s)")
    print(f"peak of the whole run {_peak():.0f} MB")
    office.close()


def many(folder: Path) -> None:
    """Ten parcels of 200 findings each, each changed on its laptop, merged one after the other."""
    from auditdesk.model.fieldwork_rows import EditFinding
    from tests.services import parcel_steps as steps

    office = steps.new_office(folder / "office")
    visit = steps.new_visit(office)
    numbers = _with_findings(office, visit, FINDINGS)
    homes = []
    for each in range(PARCELS):
        written = steps.check_out(office, folder, visit, "lin" if each % 2 else "chen")
        own = steps.laptop(folder, written, f"laptop-{each}")
        for number in numbers:
            own.fieldwork.write(EditFinding(number, facts=f"筆電 {each} 改寫 {number}"))
        homes.append(steps.hand_in(own, visit, folder))
        own.close()
    _, spent = _timed(lambda: [office.parcels.check_in(home) for home in homes])
    found, read = _timed(office.parcels.clashes)
    print(f"{PARCELS} parcels of {FINDINGS} findings, every one changed in each: {spent:.1f} s (bar 20 s), {len(found)} clashes")
    print(f"clashes read: {read:.2f} s")
    office.close()


def main() -> None:
    """Each part in a process of its own, so that its memory is its own."""
    for part in ("heavy", "many"):
        print(f"parcels, {part}")
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, "-m", "tests.bench.parcels", part, folder], check=True)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        {"heavy": heavy, "many": many}[sys.argv[1]](Path(sys.argv[2]))
    else:
        main()
