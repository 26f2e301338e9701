"""The Letters place over eighty firms: the longest the window is away, opening, moving, writing and stopping, in ms.

Bars: never away for longer than 50 ms by our doing; the first letter drawn within 1 s; a cancel heard within 1 s.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from unittest.mock import patch

from auditdesk.desk import Desk
from tests.bench.window import Watch, window
from tests.ui.letters_office import PLACES, build, opened, press
from ui.places.letters import LettersPlace
from ui.places.letters_batch import BatchPage

FIRMS = 80


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, patch("ui.places.letters_form.documents", lambda: folder):
        desk = opened(build(Path(folder), FIRMS), "lee")
        try:
            _window(desk)
        finally:
            desk.close()


def _window(desk: Desk) -> None:
    with window(desk, PLACES[::-1]) as shell:
        runner, watch = shell.runner, Watch()
        until = watch.until
        shell.go("trail")
        until("settle down", lambda: not runner.reading, lambda: None)
        until("open the place", lambda: getattr(shell.place, "standing", None) is not None, lambda: press("Ctrl+6"))
        place = shell.place
        assert isinstance(place, LettersPlace)
        until("the batch, its preflight read", lambda: place.page.read_once, lambda: press("Alt+2"))
        page = place.page
        assert isinstance(page, BatchPage)
        until("the first letter drawn", lambda: page.preview.pdf.pages() > 0 and not runner.reading, lambda: None)
        for turn in range(5):
            until(f"next letter {turn + 1}", lambda: not page._rest.isActive() and not runner.reading, lambda: press("Down"))
        press("Ctrl+A")
        until("what would be written", lambda: watch.beats > 20, lambda: press("Ctrl+Return"))
        acts = page.acts
        until("write ten letters", lambda: acts.run.job is not None and acts.run.job.done >= 10, lambda: press("Return"))
        until("stop here", lambda: acts.run.job is not None and acts.run.job.over, acts.stop)
        until("settle down", lambda: not runner.reading and not page._again.isActive(), lambda: None)
        until("go on, ten more", lambda: acts.run.job is not None and acts.run.job.done >= 20, lambda: press("Ctrl+Return"))
        until("cancel and undo twenty", lambda: acts.run.job is not None and acts.run.job.over, acts.cancel)
        until(
            "the other pages, made while nothing is done",
            lambda: len(place.made) == 5 and not runner.reading,
            lambda: place._idle.start(),
        )
        for key, name in (("1", "approval"), ("3", "register"), ("4", "tracking"), ("5", "templates")):
            until(
                f"first look at {name}", lambda: place.page.read_once and not runner.reading, lambda key=key: press(f"Alt+{key}")
            )


if __name__ == "__main__":
    main()
