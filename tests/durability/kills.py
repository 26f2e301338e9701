"""Kills: a process is ended by the system's hardest signal at a random moment, and the workspace is opened as at the next start."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from auditdesk.desk import Desk
from tests.durability import acts, office, plain_text, typist

ROOT = Path(__file__).parents[2]
PRELOADED = ["tests.durability.typist", "tests.durability.acts"]
TYPING_SECONDS = 2.0
START_SECONDS = 0.3


@dataclass
class KillReport:
    """What was found after all kills together."""

    kills: int = 0
    during_start: int = 0
    told: int = 0
    lost: int = 0
    worst_typing: float = 0.0
    """Seconds of typing, counted back from the kill, that were neither in rows nor in drafts, in the worst case."""
    faults: Counter[str] = field(default_factory=Counter)


def _context() -> Any:
    """Processes that begin in a moment: forked from a server that has the product imported and nothing else done."""
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload(PRELOADED)
    return context


def killed(target: Callable[..., None], arguments: tuple[Any, ...], begun: str | None, seconds: float) -> tuple[list[Any], float]:
    """Run ``target(*arguments, pipe)`` and kill it ``seconds`` after it told ``begun`` (None: after its start).

    Gives what it told and the moment of the kill, by the monotonic clock.
    """
    context = _context()
    reading, writing = context.Pipe(duplex=False)
    process = context.Process(target=target, args=(*arguments, writing), daemon=True)
    process.start()
    writing.close()
    told: list[Any] = []

    def hear(until: float, word: str | None) -> None:
        with contextlib.suppress(EOFError):
            while reading.poll(max(0.0, until - time.monotonic())):
                told.append(reading.recv())
                if told[-1][0] == word or time.monotonic() >= until:
                    return

    if begun is not None:
        hear(time.monotonic() + 60, begun)
        assert told and told[-1][0] == begun, f"the process ended before it began: {told}"
    hear(time.monotonic() + seconds, None)
    process.kill()
    moment = time.monotonic()
    process.join()
    hear(0, "")
    with contextlib.suppress(EOFError):
        while reading.poll(0):
            told.append(reading.recv())
    reading.close()
    process.close()
    return told, moment


def kill_typists(count: int, folder: Path, seed: int, typing_seconds: float = TYPING_SECONDS) -> KillReport:
    """Kill a person at work ``count`` times, always in the same workspace, and look each time for everything told so far."""
    chance = random.Random(seed)
    home, photos = folder / "workspace", folder / "photos"
    photos.mkdir()
    office.create(home, visits=4 + count // 10).close()
    report = KillReport()
    kept: list[office.Told] = []
    for number in range(count):
        # One in five dies while it starts: unlocking, opening, sweeping; the others while they type.
        begun, latest = (None, START_SECONDS) if number % 5 == 0 else ("open", typing_seconds)
        wait = chance.uniform(0, latest)
        told, moment = killed(typist.type_on, (str(home), str(photos), seed * 1000 + number), begun, wait)
        report.kills += 1
        report.during_start += not any(word[0] == "open" for word in told)
        kept += [word[1] for word in told if word[0] == "kept"]
        desk = office.reopen(home)
        try:
            report.lost += len(office.lost(desk, kept))
            report.faults.update(fault.split(" ")[0] for fault in office.faults(desk))
            report.worst_typing = max(report.worst_typing, _typing_lost(desk, told, moment))
        finally:
            desk.close()
    report.told = len(kept)
    return report


def _typing_lost(desk: Desk, told: list[Any], moment: float) -> float:
    """Seconds from the first letter that is nowhere to the kill."""
    given = max((number for number, word in enumerate(told) if word[0] == "kept"), default=-1)
    typing = [word for word in told[given + 1 :] if word[0] == "typed"]
    if not typing:
        return 0.0
    newest = typing[-1][2]
    rows = {row.facts for row in desk.findings.list()} | {
        item.note for visit in desk.visits.list() for item in desk.visits.show(visit.number)[1]
    }
    if newest in rows:
        return 0.0
    kept = max(
        (len(draft.content) for draft in desk.drafts.all(typist.PLACE) if newest.startswith(draft.content)),
        default=0,
    )
    return max((moment - when for _, when, text in typing if len(text) > kept), default=0.0)


def kill_act(name: str, count: int, made: Path, folder: Path, seed: int) -> KillReport:
    """Kill one act (a key of ``acts.ACTS``) ``count`` times, evenly over its time, each time on a fresh copy of ``made``."""
    report = KillReport()
    chance = random.Random(f"{name}{seed}")
    calm = folder / f"{name}-calm"
    acts.lay_down(name, made, calm)
    told, _ = killed(acts.run, (name, str(calm)), "done", 0)
    length = 1.1 * (told[-1][1] - told[0][1])
    shutil.rmtree(calm)
    for number in range(count):
        place = folder / f"{name}-{number}"
        acts.lay_down(name, made, place)
        # Spread evenly, each at a random moment of its own part of the act.
        told, _ = killed(acts.run, (name, str(place)), "begun", length * (number + chance.random()) / count)
        report.kills += 1
        done = told[-1][0] == "done"
        report.told += done
        report.faults.update(acts.ACTS[name].wrong(place, done))
        shutil.rmtree(place)
    return report


def kill_windows(count: int, folder: Path, seed: int, typing_seconds: float = TYPING_SECONDS) -> KillReport:
    """Kill the real window ``count`` times while somebody types into a form; the draft must follow within a second."""
    chance = random.Random(seed)
    home = folder / "workspace"
    office.create(home, visits=1).close()
    own = {
        "QT_QPA_PLATFORM": "offscreen",
        "AUDITDESK_PASSPHRASE": office.PASSPHRASE,
        "AUDITDESK_LOGIN": "wang",
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
        "PYTHONPATH": str(ROOT),
    }
    report = KillReport()
    for _ in range(count):
        command = [sys.executable, "-m", "tests.durability.window_script", str(home)]
        told: list[Any] = []
        with subprocess.Popen(command, cwd=ROOT, env={**os.environ, **own}, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            for line in child.stdout:
                told.append(json.loads(line))
                if told[-1][0] == "letter":
                    break
            ended = threading.Timer(chance.uniform(0, typing_seconds), child.kill)
            ended.start()
            told += [json.loads(line) for line in child.stdout if line.endswith("\n")]
            # The pipe ends when the process does.
            moment = time.monotonic()
        letters = [(when, text) for word, when, text in (each for each in told if each[0] == "letter")]
        assert letters, told
        report.kills += 1
        report.told += len(letters)
        desk = office.reopen(home)
        try:
            report.faults.update(fault.split(" ")[0] for fault in office.faults(desk))
            drafts = [draft.content for draft in desk.drafts.all("firms.fact/ZX00") if draft.field == "source"]
        finally:
            desk.close()
        typed = [letters[-1][1][:24].encode()] if len(letters) >= 24 else []
        report.faults.update(f"plain text in {place}" for place in plain_text.found(folder, {"typed": typed}))
        kept = max((len(draft) for draft in drafts if letters[-1][1].startswith(draft)), default=0)
        lost = [when for when, text in letters if len(text) > kept]
        report.worst_typing = max([report.worst_typing, *(moment - when for when in lost[:1])])
    return report
