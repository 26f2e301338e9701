"""Many power cuts of one script: what the product makes of each state of the disk."""

from __future__ import annotations

import json
import random
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from auditdesk.errors import AuditDeskError
from auditdesk.store.backup import restore_backup
from tests.durability import office, power

SCRIPT = "tests.durability.cut_script"


@dataclass
class CutReport:
    """What was found after all cuts together."""

    cuts: int = 0
    told: int = 0
    """Acts told before the cuts, that is: rows that must be there."""
    lost: int = 0
    unopened: list[str] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)

    @property
    def clean(self) -> bool:
        return not (self.lost or self.unopened or self.faults)


def created_at(steps: list[power.Step]) -> int:
    """The step that told that the workspace was there."""
    return next(number for number, step in enumerate(steps) if step.content.startswith(b'{"is": "created"'))


def cut(
    steps: list[power.Step],
    count: int,
    folder: Path,
    seed: object,
    *,
    from_step: int = 0,
    until: Callable[[CutReport], bool] = lambda report: False,
) -> CutReport:
    """Cut the power ``count`` times at random steps and open what is left of the workspace each time.

    ``until``: stop once the report shows this.
    """
    chance = random.Random(str(seed))
    report = CutReport()
    moments = sorted(chance.randint(from_step, len(steps)) for _ in range(count))
    disk = power.Disk()
    done = 0
    for number, moment in enumerate(moments):
        for step in steps[done:moment]:
            disk.take(step)
        done = moment
        state = folder / f"cut-{number}"
        disk.after_a_cut(state, chance)
        told = [json.loads(line) for line in disk.holds("told").splitlines()]
        _look(state, told, report)
        shutil.rmtree(state)
        if until(report):
            break
    return report


def _look(state: Path, told: list[office.Told], report: CutReport) -> None:
    report.cuts += 1
    home = state / "workspace"
    kinds = {act["is"] for act in told}
    acts = [act for act in told if act["is"] in ("answer", "finding", "submitted")]
    report.told += len(acts)
    if not home.exists() and "created" not in kinds:
        return
    passphrases = [(act["login"], act["passphrase"]) for act in told if act["is"] == "person"]
    wang = [phrase for login, phrase in passphrases if login == "wang"] or [office.PASSPHRASE, "another passphrase for wang"]
    desk = None
    for phrase in wang:
        try:
            desk = office.reopen(home, phrase)
            break
        except AuditDeskError as problem:
            refusal = problem.code
    if desk is None:
        report.unopened.append(refusal)
        report.lost += len(acts)
        return
    try:
        if "old" in kinds and office.content(desk) != office.OLD_CONTENT:
            report.faults["content"] += 1
        report.lost += len(office.lost(desk, acts))
        report.faults.update(fault.partition(" ")[0] if ":" not in fault else fault for fault in office.faults(desk))
    except AuditDeskError as problem:
        report.faults[problem.code] += 1
    finally:
        desk.close()
    if "restored" in kinds:
        restored = office.reopen(state / "restored")
        report.faults.update(f"restored {fault}" for fault in office.faults(restored))
        restored.close()
    for login, phrase in passphrases:
        office.reopen(home, phrase, login).close()
    for backup in (act for act in told if act["is"] == "backup"):
        again = restore_backup(state / "office.adbackup", state / "again", None, office.PASSPHRASE)
        if (again.records, again.evidence_files) != (backup["records"], backup["evidence"]):
            report.faults["backup"] += 1
