"""How many planted leaks the guard misses, how often it cries wolf, and how long it takes. ``--seed N`` for another set."""

from __future__ import annotations

import sys
import time
from collections import Counter

from auditdesk.model.leaks import Leak
from auditdesk.rules.leak_guard.guard import LeakGuard
from tests.leaks.corpus import Document, Planted, clean, documents, market


def missed(guard: LeakGuard, document: Document) -> tuple[Planted, ...]:
    """Planted leaks that no flag overlaps."""
    leaks = guard.check(document.text)
    return tuple(one for one in document.planted if not _hit(one, leaks))


def _hit(one: Planted, leaks: tuple[Leak, ...]) -> bool:
    return any(leak.start < one.end and one.start < leak.end for leak in leaks)


def main() -> None:
    """Measure and print; ends with 1 when anything is missed."""
    seed = int(sys.argv[sys.argv.index("--seed") + 1]) if "--seed" in sys.argv else 1
    made = market(seed)
    start = time.perf_counter()
    guard = LeakGuard(made.secrets)
    built = time.perf_counter() - start
    papers = documents(made, seed)
    planted = sum(len(paper.planted) for paper in papers)
    lost = [(one.kind, one.disguise, paper.text[one.start : one.end]) for paper in papers for one in missed(guard, paper)]
    kinds = {one.kind for paper in papers for one in paper.planted}
    print(f"{planted} leaks of {len(kinds)} kinds in {len(papers)} documents: {len(lost)} missed")
    for line in lost:
        print("  missed", line)
    notices = clean(made, seed)
    alarms = [(leak.kind.value, leak.text) for notice in notices for leak in guard.check(notice)]
    signs = sum(len(notice) for notice in notices)
    print(f"{len(alarms)} false alarms in {signs} characters: {len(alarms) / signs * 1000:.2f} per 1,000")
    print("  ", Counter(alarms).most_common(12))
    whole = max(notices, key=len)
    start = time.perf_counter()
    guard.check(whole)
    took = time.perf_counter() - start
    paragraph = max(whole.splitlines(), key=len)
    start = time.perf_counter()
    guard.check(paragraph + "。")
    edit = time.perf_counter() - start
    print(
        f"dictionary {built * 1000:.0f} ms, whole notice of {len(whole)} characters {took * 1000:.0f} ms, "
        f"after an edit {edit * 1000:.1f} ms"
    )
    if lost and __name__ == "__main__":
        raise SystemExit(1)


if __name__ == "__main__":
    main()
