"""The script whose power is cut: makes a workspace, works in it, closes and opens it, backs it up, adds people.

Run as ``python -m tests.durability.cut_script FOLDER ROUNDS [FAULT]`` under the file trace. What is kept is told in ``FOLDER/told``
after the act has returned. FAULT breaks the product on purpose: ``normal`` lowers the database's synchronous setting, ``evidence``
writes evidence without syncing it. The simulator has to see either. ``migration`` opens a workspace of the old
schema instead, ``rekey`` changes the data key of a new one.
"""

from __future__ import annotations

import json
import os
import random
import sys
from pathlib import Path

from auditdesk.files import make_folder, write_atomically
from auditdesk.store import engine, evidence
from auditdesk.store.backup import restore_backup
from tests.durability import office


def unsynced(path: Path, content: bytes) -> None:
    """Writes a file as a program would that has never heard of power cuts."""
    beside = path.with_name(f".{path.name}.tmp")
    beside.write_bytes(content)
    beside.replace(path)


def break_on_purpose(fault: str) -> None:
    """Take away one of the things that make the product outlast a power cut."""
    if fault == "normal":
        engine._PRAGMAS = tuple(pragma.replace("synchronous = FULL", "synchronous = NORMAL") for pragma in engine._PRAGMAS)
        assert "PRAGMA synchronous = NORMAL" in engine._PRAGMAS
    elif fault == "evidence":
        evidence.write_atomically = unsynced


def old_workspace(home: Path) -> None:
    """Lay down a workspace of schema 1, synced to the last name, as it would have been for years."""
    for source in [office.OLD, *sorted(office.OLD.rglob("*"))]:
        target = home / source.relative_to(office.OLD)
        if source.is_dir():
            make_folder(target)
        else:
            write_atomically(target, source.read_bytes())


def main() -> None:
    """Work and tell."""
    folder, rounds, fault = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else ""
    break_on_purpose(fault)
    told = os.open(folder / "told", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def tell(act: office.Told) -> None:
        os.write(told, json.dumps(act).encode() + b"\n")

    chance = random.Random(f"{rounds}{fault}")
    photos = folder.parent / "photos"
    photos.mkdir()
    home = folder / "workspace"
    if fault == "migration":
        old_workspace(home)
        tell({"is": "created"})
        tell({"is": "old"})
        office.reopen(home).close()
        tell({"is": "migrated"})
        return
    desk = office.create(home, visits=2)
    tell({"is": "created"})
    if fault == "rekey":
        acts = office.Acts(desk, chance, photos)
        for each in range(rounds):
            tell(acts.do(f"第 {each} 則"))
        desk.people.rekey()
        tell({"is": "rekeyed"})
        desk.close()
        return
    for number in range(3):
        acts = office.Acts(desk, chance, photos)
        for each in range(rounds):
            tell(acts.do(f"第 {number}-{each} 則「防火牆紀錄只留 180 天」" + "，附件如後" * chance.randint(0, 60)))
        if number == 0:
            report = desk.backups.write(folder / "office.adbackup")
            tell({"is": "backup", "records": report.records, "evidence": report.evidence_files})
            restore_backup(folder / "office.adbackup", folder / "restored", None, office.PASSPHRASE)
            tell({"is": "restored"})
            desk.people.add("lin", "林示範", "an inspector types this", ("inspector",))
            tell({"is": "person", "login": "lin", "passphrase": "an inspector types this"})
        if number == 1:
            desk.people.change_passphrase("wang", "another passphrase for wang")
            tell({"is": "person", "login": "wang", "passphrase": "another passphrase for wang"})
        desk.close()
        tell({"is": "closed"})
        if number < 2:
            desk = office.reopen(home, office.PASSPHRASE if number == 0 else "another passphrase for wang")


if __name__ == "__main__":
    main()
