"""What it takes to read and take in 10,000 findings kept elsewhere at 66 firms: half with a pattern, half freely worded. One run."""

from __future__ import annotations

import csv
import random
import tempfile
import time
from datetime import date
from pathlib import Path

import yaml

from auditdesk.desk import Desk, fixed_clock
from auditdesk.errors import Cancelled
from auditdesk.model.commands import OpenVisit
from tests.conftest import CHEAP
from tests.services.conftest import add_firm

ROWS, FIRMS = 10_000, 66
SET = Path(__file__).parents[1] / "wording" / "labelled_findings.yaml"
PLACES = ("台北總公司", "信義分公司", "異地備援機房", "網路下單系統", "主機代管中心")


def write_list(path: Path) -> None:
    """A list in the office's words, the same every time; every text is another."""
    chance = random.Random(11)
    entries = yaml.safe_load(SET.read_text("utf-8"))
    known = entries["findings"]
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["機關", "證券商代號", "年度", "缺失態樣", "查得事實", "嚴重度"])
        for number in range(ROWS):
            text = chance.choice(known)["text"]
            facts = f"{chance.choice(PLACES)}：{text}（第 {number} 件）"
            pattern = "CC-17010-P03" if number % 2 else ""
            lines.writerow(["證交所", f"ZX{number % FIRMS:02d}", "108", pattern, facts, chance.choice(("高", "中", "低"))])


def main() -> None:
    """Preview, apply, a cancelled apply."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        write_list(path)
        desk, _ = Desk.create(
            Path(folder) / "w",
            "wang",
            "王",
            "a passphrase for benches",
            ("supervisor",),
            cost=CHEAP,
            clock=fixed_clock(date(2019, 11, 1)),
        )
        for number in range(FIRMS):
            add_firm(desk, f"ZX{number:02d}", 12_840_000_000)
            desk.visits.open(OpenVisit(f"ZX{number:02d}", date(2019, 6, 3)))
        start, burned = time.perf_counter(), time.process_time()
        preview = desk.finding_imports.preview(path)
        previewed = time.perf_counter() - start
        work = time.process_time() - burned

        def stop(done: int, total: int, what: str) -> None:
            if done > total // 2:
                raise Cancelled

        start = time.perf_counter()
        try:
            desk.finding_imports.apply(preview, stop)
        except Cancelled:
            left = len(desk.findings.list()) + len(desk.finding_imports.imports())
            print(f"cancelled half-way after {time.perf_counter() - start:.1f} s, left behind: {left}")
        start, burned = time.perf_counter(), time.process_time()
        desk.finding_imports.apply(preview)
        applied = time.perf_counter() - start
        work += time.process_time() - burned
        print(f"{preview.rows} rows, {preview.drafts} taken: preview {previewed:.1f} s, apply {applied:.1f} s")
        print(
            f"both {previewed + applied:.1f} s ({work:.1f} s of work on one core); the bar is 10 s, ratio {(previewed + applied) / 10:.2f}"
        )
        desk.close()


if __name__ == "__main__":
    main()
