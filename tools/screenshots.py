"""Pictures of every screen, light and dark, over the demo workspace, into docs/images: for the README and for looking at.

python tools/screenshots.py [--out FOLDER] [--only NAME …]
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QWidget

from auditdesk import demo
from auditdesk.desk import Desk, fixed_clock
from auditdesk.errors import Unavailable
from auditdesk.places import shipped_data
from tools.screenshot_visit import (
    in_fieldwork,
    look_at_evidence,
    plan_view,
)
from ui import theme, words
from ui.places.settings_backup import BackupSection
from ui.places.settings_lines import Section
from ui.places.settings_people import PeopleSection
from ui.places.settings_retention import RetentionSection
from ui.preferences import Preferences
from ui.shell import Shell
from ui.window import Start, Window

DAY, BUSY = date(demo.YEAR, 12, 14), date(demo.YEAR + 1, 3, 4)
DEFICIENT = "CC-17010-03"
REGULAR, WIDE, LOW = (1366, 738), (1920, 1050), (1366, 700)


@dataclass(frozen=True)
class Picture:
    """One picture: how the window stands, and what is done in it before it is taken."""

    name: str
    place: str = "firms"
    look: str = "light"
    language: str = "zh_TW"
    scale: float = 1.0
    size: tuple[int, int] = REGULAR
    act: Callable[[Shell], object] | None = None
    busy: bool = False
    """On the day on which a visit of the next year's plan is under way."""

    @property
    def day(self) -> date:
        return BUSY if self.busy else DAY


def _why(shell: Shell) -> None:
    shell.place.open_object("ZX03")
    wait(400)
    shell.place.detail.explain()


def _pdf(shell: Shell) -> None:
    shell.place.choose_look("pdf")
    wait(1500)


def _taken_in(lines: Callable[[str], str]) -> Callable[[Shell], object]:
    """Preview the office's list of the demo, rewritten by ``lines``."""

    def show(shell: Shell) -> None:
        listed = (shipped_data() / "demo" / "office-list.csv").read_text(encoding="utf-8-sig")
        path = Path(os.environ["HOME"]) / "名冊.csv"
        path.write_text(lines(listed), encoding="utf-8")
        shell.place.preview_list(path)

    return show


def _a_year_later(listed: str) -> str:
    """One firm has crossed a limit, one is new."""
    first = next(line for line in listed.splitlines() if line.startswith("ZX28,"))
    fields = first.split(",")
    crossed = ",".join([*fields[:6], "4500000000", *fields[7:]])
    new = ",".join(["ZX91", "示範新設證券", "示範新設", *fields[3:4], "", *fields[5:]])
    return listed.replace(first, f"{crossed}\n{new}")


def _unknown_headings(listed: str) -> str:
    return listed.replace("代號,名稱,", "會員號,戶名,").replace(",資本額,", ",股本（元）,")


def _fieldwork(shell: Shell) -> None:
    shell.place.open_object(next(visit.number for visit in shell.desk.visits.list() if visit.done < visit.total))
    wait(1500)
    shell.place.fieldwork.open(shell.place.fieldwork.visit, DEFICIENT)
    wait(800)


def _compare(shell: Shell) -> None:
    wait(600)
    shell.place.editions.choose("2021-11-18")
    wait(600)
    shell.place.tabs.setCurrentIndex(2)
    wait(600)


def _written_batch(shell: Shell) -> None:
    shell.place.show_tab("batch")
    wait(800)
    shell.place.page.open(shell.desk.letters.batches(demo.YEAR)[0].uid)
    wait(800)


def _of_one_finding(shell: Shell) -> None:
    shell.place.open_object(shell.desk.findings.list(demo.YEAR)[0].uid)
    wait(800)


def _group(section: type[Section]) -> Callable[[Shell], object]:
    """Show one group of the settings alone."""

    def show(shell: Shell) -> None:
        shell.place.search_field.set_text(next(each.name for each in shell.place.sections if isinstance(each, section)))

    return show


PICTURES = (
    Picture("today", place="today", busy=True, act=lambda shell: wait(1500)),
    Picture("firms-light"),
    Picture("firms-dark", look="dark"),
    Picture("firms-why", act=_why),
    Picture("firms-1920", look="dark", size=WIDE),
    Picture("firms-200", scale=2.0, size=LOW),
    Picture("firms-english", language="en"),
    Picture("notice-light", place="notice"),
    Picture("notice-dark", place="notice", look="dark"),
    Picture("notice-pdf", place="notice", act=_pdf),
    Picture("notice-english", place="notice", language="en"),
    Picture("palette", place="notice", act=lambda shell: shell.open_palette("丙")),
    Picture("keys", act=lambda shell: shell.open_keys()),
    Picture("import", act=_taken_in(_a_year_later)),
    Picture("matching", act=_taken_in(_unknown_headings)),
    Picture("rules", place="rules", act=lambda shell: wait(800)),
    Picture("rules-compare", place="rules", act=_compare),
    Picture("plan", place="plan", busy=True, act=lambda shell: shell.place.show_year(demo.YEAR + 1)),
    Picture("plan-people", place="plan", busy=True, act=plan_view(demo.YEAR + 1, "load")),
    Picture("plan-list", place="plan", busy=True, act=plan_view(demo.YEAR + 1, "list")),
    Picture("plan-dark-200", place="plan", look="dark", scale=2.0, size=LOW, busy=True, act=plan_view(demo.YEAR + 1, "timeline")),
    Picture("plan-english", place="plan", language="en", busy=True, act=plan_view(demo.YEAR + 1, "timeline")),
    Picture("visits", place="visits", busy=True),
    Picture("check-out", place="visits", busy=True, act=lambda shell: shell.place.parcels.acts.out()),
    Picture("check-outs", place="visits", busy=True, act=lambda shell: shell.place.parcels.show_parcels()),
    Picture("visits-200", place="visits", scale=2.0, size=LOW, busy=True),
    Picture("fieldwork-dark", place="visits", look="dark", busy=True, act=_fieldwork),
    Picture("fieldwork-150", place="visits", scale=1.5, busy=True, act=_fieldwork),
    Picture("fieldwork-200", place="visits", scale=2.0, size=LOW, busy=True, act=_fieldwork),
    Picture("fieldwork-english", place="visits", language="en", busy=True, act=_fieldwork),
    Picture("capture", place="visits", busy=True, act=in_fieldwork(_fieldwork, "capture")),
    Picture("notes", place="visits", busy=True, act=in_fieldwork(_fieldwork, "sort_notes")),
    Picture("xray", place="visits", busy=True, act=in_fieldwork(_fieldwork, "show_problems")),
    Picture("samples", place="visits", busy=True, act=in_fieldwork(_fieldwork, "open_records")),
    Picture("papers", place="visits", busy=True, act=in_fieldwork(_fieldwork, "open_papers")),
    Picture("tray", place="visits", busy=True, act=in_fieldwork(_fieldwork, "open_tray")),
    Picture("evidence", place="visits", busy=True, act=look_at_evidence(_fieldwork, lambda milliseconds: wait(milliseconds))),
    Picture("capture-200", place="visits", scale=2.0, size=LOW, busy=True, act=in_fieldwork(_fieldwork, "capture")),
    Picture("notes-english", place="visits", language="en", busy=True, act=in_fieldwork(_fieldwork, "sort_notes")),
    Picture("samples-dark", place="visits", look="dark", busy=True, act=in_fieldwork(_fieldwork, "open_records")),
    Picture("tips", place="tips", busy=True),
    Picture("tips-dark", place="tips", look="dark", busy=True),
    Picture("tips-150", place="tips", scale=1.5, busy=True),
    Picture("tips-english", place="tips", language="en", busy=True),
    Picture("fieldwork", place="visits", busy=True, size=WIDE, act=_fieldwork),
    Picture("review", place="findings", act=lambda shell: wait(600)),
    Picture("findings", place="findings", act=lambda shell: shell.place.show_tab("all")),
    Picture("remedy", place="findings", act=lambda shell: shell.place.show_tab("remedy")),
    Picture("patterns", place="findings", act=lambda shell: shell.place.show_tab("patterns")),
    Picture("letters-batch", place="letters", act=_written_batch),
    Picture("letters", place="letters", act=lambda shell: shell.place.show_tab("register")),
    Picture("letters-replies", place="letters", act=lambda shell: shell.place.show_tab("tracking")),
    Picture("letters-template", place="letters", act=lambda shell: shell.place.show_tab("templates")),
    Picture("letters-dark-200", place="letters", look="dark", scale=2.0, size=LOW, act=_written_batch),
    Picture("settings", place="settings"),
    Picture("people", place="settings", act=_group(PeopleSection)),
    Picture("backup", place="settings", act=_group(BackupSection)),
    Picture("retention", place="settings", act=_group(RetentionSection)),
    Picture("trail", place="trail", act=_of_one_finding),
    Picture("trail-dark", place="trail", look="dark", act=_of_one_finding),
    Picture("lock", act=lambda shell: shell.lock_wanted.emit()),
)


def wait(milliseconds: int) -> None:
    """Let the window live for a while; unlike QTest's waiting this leaves Python's other threads their turn."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until_quiet(window: Window) -> None:
    """Until nothing is being read or written any more."""
    for _ in range(400):
        wait(50)
        if not window.runner.reading and not window.runner.active():
            break
    wait(300)


def take(widget: QWidget, folder: Path, name: str) -> None:
    """Kept with 256 colours: a screen has few, and the repository stays small."""
    path = folder / f"{name}.png"
    widget.grab().save(str(path))
    with Image.open(path) as picture:
        picture.convert("RGB").quantize(256, kmeans=2, dither=Image.Dither.NONE).save(path, optimize=True)
    print(path.name)


def opened(application: QApplication, picture: Picture, kept: Path, start: Start) -> Window:
    """A window as the picture wants it."""
    preferences = Preferences(kept / f"{picture.name}.json")
    choices = preferences.choices
    choices.language, choices.look, choices.scale = picture.language, picture.look, picture.scale
    words.use(picture.language)
    theme.apply(application, preferences.theme())
    window = Window(preferences, start)
    window.resize(*picture.size)
    return window


def opened_when_free(home: Path, day: date) -> Desk:
    """The window of the picture before lets its workspace go once what it reads has ended."""
    for _ in range(200):
        try:
            return Desk.open(home, demo.SUPERVISOR, demo.PASSPHRASE, clock=fixed_clock(day))
        except Unavailable as held:
            if held.code != "workspace.locked":
                raise
            wait(100)
    raise TimeoutError(home.name)


def work(application: QApplication, picture: Picture, kept: Path, home: Path, out: Path) -> None:
    """A picture of the work itself."""
    window = opened(application, picture, kept, Start(home=home, today=picture.day))
    desk = opened_when_free(home, picture.day)
    desk.left_open = ()  # each picture begins anew, not where the one before ended
    window.enter(desk)
    window.show()
    assert window.shell is not None
    window.shell.go(picture.place)
    wait_until_quiet(window)
    if picture.act is not None:
        picture.act(window.shell)
        wait_until_quiet(window)
    take(window, out, picture.name)
    window.close()


def first_pages(application: QApplication, kept: Path, home: Path, out: Path) -> None:
    """The page of the first run that asks where the work lies, and the sign-in page."""
    window = opened(application, Picture("first-run"), kept, Start(home=kept / "none"))
    window.begin()
    window.show()
    page = window.pages.currentWidget()
    page.show_step(1)
    page.step.folder.set_text("/home/lin/AuditDesk")
    wait(200)
    take(window, out, "first-run")
    window.close()
    window = opened(application, Picture("sign-in", look="dark"), kept, Start(home=home))
    window.begin()
    window.show()
    wait_until_quiet(window)
    take(window, out, "sign-in")
    window.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images")
    parser.add_argument("--only", nargs="*", default=None)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    application = QApplication([sys.argv[0], *theme.FUSION])
    application.setCursorFlashTime(0)
    QCursor.setPos(9999, 9999)
    platform.node = lambda: "PC-01"  # the trail names the computer
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HOME"] = folder  # so that no folder of this computer is in a picture
        made = demo.build(Path(folder) / "AuditDesk")
        for picture in PICTURES:
            if options.only is None or picture.name in options.only:
                work(application, picture, Path(folder), made.home, options.out)
        if options.only is None:
            first_pages(application, Path(folder), made.home, options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
