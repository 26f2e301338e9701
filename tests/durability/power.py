"""Power cuts: what the disk may hold when the power goes at a given moment, rebuilt from a trace of what a process did to its files.

What a file held at its last fsync is there. Of what was written later each sector is kept, dropped or torn, each by itself. A name —
made, moved, removed — is sure only once its folder was synced; until then it is kept or dropped as well. That is what POSIX promises
and no more: real disks mostly do better.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def built_tracer(folder: Path) -> Path | None:
    """The tracing library, compiled into ``folder``; None where it can't be (no gcc, no Linux)."""
    compiler = shutil.which("gcc")
    if compiler is None or not sys.platform.startswith("linux"):
        return None
    library = folder / "file_trace.so"
    command = [compiler, "-O1", "-shared", "-fPIC", "-o", str(library), str(HERE / "file_trace.c"), "-lpthread"]
    subprocess.run(command, check=True)
    return library


def recorded(tracer: Path, folder: Path, module: str, *arguments: str) -> list[Step]:
    """Run ``python -m module folder arguments…`` and give every step it took in ``folder``."""
    trace = folder.with_name(f"{folder.name}.trace")
    environment = {
        **os.environ,
        "LD_PRELOAD": str(tracer),
        "TRACE_FOLDER": str(folder),
        "TRACE_FILE": str(trace),
        "PYTHONPATH": str(ROOT),
    }
    subprocess.run([sys.executable, "-m", module, str(folder), *arguments], check=True, env=environment, cwd=ROOT)
    return list(_steps(trace.read_bytes(), str(folder)))


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done to a file: its letter (see ``file_trace.c``), handle or flags, place, names below the folder, bytes."""

    what: str
    first: int
    second: int
    name: str = ""
    other: str = ""
    content: bytes = b""


def _steps(trace: bytes, folder: str) -> Iterator[Step]:
    place = 0
    while place < len(trace):
        line_end = trace.index(b"\n", place)
        what, first, second, one_length, two_length = trace[place:line_end].split()
        one_end = line_end + 1 + int(one_length)
        one, place = trace[line_end + 1 : one_end], one_end + int(two_length)
        letter = what.decode()
        if letter in "wts":
            yield Step(letter, int(first), int(second), content=one)
        else:
            names = [os.path.relpath(name.decode(), folder) if name else "" for name in (one, trace[one_end:place])]
            yield Step(letter, int(first), int(second), *names)


@dataclass(eq=False, slots=True)
class File:
    """A file: what it held at its last sync, and what was done to it since (``None`` = cut to a length)."""

    durable: bytearray = field(default_factory=bytearray)
    since: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        for place, content in self.since:
            _apply(self.durable, place, content)
        self.since = []


@dataclass(eq=False, slots=True)
class Folder:
    """A folder: the names that are sure, and all names as the process sees them."""

    durable: dict[str, File | Folder] = field(default_factory=dict)
    seen: dict[str, File | Folder] = field(default_factory=dict)


@dataclass(eq=False, slots=True)
class Naming:
    """One step on names that is not sure yet; a move takes a name away and gives one, both or neither."""

    gone: tuple[Folder, str] | None
    given: tuple[Folder, str, File | Folder] | None

    def touches(self, folder: Folder) -> bool:
        return (self.gone is not None and self.gone[0] is folder) or (self.given is not None and self.given[0] is folder)


def _apply(held: bytearray, place: int, content: bytes | None) -> None:
    if content is None:
        if len(held) > place:
            del held[place:]
        else:
            held.extend(bytes(place - len(held)))
    else:
        if len(held) < place:
            held.extend(bytes(place - len(held)))
        held[place : place + len(content)] = content


class Disk:
    """What the steps so far have done to the watched folder."""

    def __init__(self) -> None:
        self.top = Folder()
        self._handles: dict[int, File | Folder] = {}
        self._unsure: list[Naming] = []

    def take(self, step: Step) -> None:
        """Do one step."""
        if step.what == "o":
            self._open(step)
        elif step.what in "wt":
            file = self._handles[step.first]
            assert isinstance(file, File)
            file.since.append((step.second, step.content if step.what == "w" else None))
        elif step.what == "s":
            self._sync(self._handles[step.first])
        elif step.what == "m":
            self._name(None, step.name, Folder())
        elif step.what in "ud":
            self._name(step.name, None, None)
        elif step.what == "r":
            folder, name = self._place(step.name)
            self._name(step.name, step.other, folder.seen[name])

    def holds(self, name: str) -> bytes:
        """What a file of the top folder holds as the process sees it, with all that is not synced; nothing when there is none."""
        file = self.top.seen.get(name, File())
        assert isinstance(file, File)
        held = bytearray(file.durable)
        for place, content in file.since:
            _apply(held, place, content)
        return bytes(held)

    def _place(self, path: str) -> tuple[Folder, str]:
        folder = self.top
        *above, name = path.split("/")
        for part in above:
            below = folder.seen[part]
            assert isinstance(below, Folder)
            folder = below
        return folder, name

    def _open(self, step: Step) -> None:
        if step.name == ".":
            self._handles[step.first] = self.top
            return
        folder, name = self._place(step.name)
        if step.second & 1:
            self._name(None, step.name, File())
        found = self._handles[step.first] = folder.seen[name]
        if step.second & 2 and isinstance(found, File):
            found.since.append((0, None))

    def _name(self, gone: str | None, given: str | None, what: File | Folder | None) -> None:
        lost = self._place(gone) if gone is not None else None
        made = (*self._place(given), what) if given is not None and what is not None else None
        if lost:
            del lost[0].seen[lost[1]]
        if made:
            made[0].seen[made[1]] = made[2]
        self._unsure.append(Naming(lost, made))

    def _sync(self, what: File | Folder) -> None:
        if isinstance(what, File):
            what.sync()
            return
        for naming in [naming for naming in self._unsure if naming.touches(what)]:
            _rename(naming, lambda folder: folder.durable)
            self._unsure.remove(naming)

    def after_a_cut(self, target: Path, chance: random.Random) -> None:
        """Lay down in ``target`` one of the many states in which the disk may be found."""
        likely = chance.choice((0.0, 0.1, 0.5, 0.5, 0.9, 1.0))
        sector = chance.choice((512, 4096))
        names: dict[Folder, dict[str, File | Folder]] = {}

        def held(folder: Folder) -> dict[str, File | Folder]:
            return names.setdefault(folder, dict(folder.durable))

        # Half the time names reach the disk in the order in which they were given, as with a journaling file system.
        in_order = chance.random() < 0.5
        upto = chance.randint(0, len(self._unsure))
        for number, naming in enumerate(self._unsure):
            if number < upto if in_order else chance.random() < likely:
                _rename(naming, held)

        def lay(folder: Folder, place: Path) -> None:
            place.mkdir(exist_ok=True)
            for name, entry in held(folder).items():
                if isinstance(entry, Folder):
                    lay(entry, place / name)
                elif not name.endswith("-shm"):  # the first opener after a start makes it anew
                    (place / name).write_bytes(_after_a_cut(entry, likely, sector, chance))

        lay(self.top, target)


def _rename(naming: Naming, names: Callable[[Folder], dict[str, File | Folder]]) -> None:
    if naming.gone is not None:
        names(naming.gone[0]).pop(naming.gone[1], None)
    if naming.given is not None:
        names(naming.given[0])[naming.given[1]] = naming.given[2]


def _after_a_cut(file: File, likely: float, sector: int, chance: random.Random) -> bytes:
    held = bytearray(file.durable)
    for place, content in file.since:
        if content is None:
            if chance.random() < likely:
                _apply(held, place, None)
            continue
        start = 0
        while start < len(content):
            end = min(len(content), (place + start) // sector * sector + sector - place)
            fate = chance.random()
            if fate < likely:
                _apply(held, place + start, content[start:end])
            elif chance.random() < 0.3:
                _apply(held, place + start, content[start : chance.randint(start, end)])
            start = end
    return bytes(held)
