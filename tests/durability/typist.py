"""A person at the services: types sentences letter by letter, lets drafts be kept meanwhile, and gives each sentence to an act.

Runs in a process of its own, which is killed. Everything is told through a pipe: each letter when it is typed, each act when its
commit has returned.
"""

from __future__ import annotations

import contextlib
import random
import threading
import time
from multiprocessing.connection import Connection
from pathlib import Path

from auditdesk.errors import Unavailable
from tests.durability import office

PLACE, FIELD = "typing", "facts"
LETTER_SECONDS = 0.02
AUTOSAVE_SECONDS = 0.4
"""The window keeps what is typed within half a second."""
_SENTENCE = "抽核時發現防火牆進出紀錄僅保存一百八十日，未達三年；內部網段間亦無存取控制。Kept “180 days” only. "


class _Autosave:
    """What the window does beside its person: keeps the field a moment after it was changed."""

    def __init__(self, drafts: object) -> None:
        self._drafts = drafts
        self._text = self._kept = ""
        self._lane = threading.Lock()
        self._due = threading.Event()
        threading.Thread(target=self._run, daemon=True).start()

    def typed(self, text: str) -> None:
        self._text = text
        self._due.set()

    def given(self) -> None:
        """The act has taken the text."""
        with self._lane:
            self._text = self._kept = ""
            self._drafts.drop(PLACE)

    def _run(self) -> None:
        while self._due.wait():
            time.sleep(AUTOSAVE_SECONDS)
            self._due.clear()
            with self._lane:
                if self._text != self._kept:
                    kept = self._text
                    with contextlib.suppress(Unavailable):
                        self._drafts.keep(PLACE, FIELD, kept, len(kept))
                        self._kept = kept


def work(home: str, photos: str, seed: int, pipe: Connection) -> None:
    """Type until killed."""
    desk = office.reopen(Path(home))
    pipe.send(("open", time.monotonic()))
    chance = random.Random(seed)
    acts = office.Acts(desk, chance, Path(photos))
    autosave = _Autosave(desk.drafts)
    number = 0
    while True:
        number += 1
        length = chance.choice((3, 8, 15, 60))
        sentence = f"{seed}-{number} " + "".join(chance.choice(_SENTENCE) for _ in range(length)) + "。"
        for end in range(1, len(sentence) + 1):
            time.sleep(LETTER_SECONDS)
            autosave.typed(sentence[:end])
            pipe.send(("typed", time.monotonic(), sentence[:end]))
        pipe.send(("acting", time.monotonic(), sentence))
        pipe.send(("kept", acts.do(sentence)))
        autosave.given()


def type_on(home: str, photos: str, seed: int, pipe: Connection) -> None:
    """The target of the process; an ended pipe means that the parent has gone."""
    with contextlib.suppress(BrokenPipeError):
        work(home, photos, seed, pipe)
