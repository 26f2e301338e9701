"""An office whose firms are due letters, made once a module; every test takes a copy."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from auditdesk.desk import Desk, fixed_clock
from auditdesk.model.commands import AnswerItem, DecideFinding, OpenVisit, RecordFinding, WriteLetters
from auditdesk.model.terms import Judgement
from tests.conftest import CHEAP, PASSPHRASE
from tests.ui.conftest import standing_shell
from ui.built_places import BUILT
from ui.places.letters import LettersPlace

PLACES = tuple(each for each in BUILT if each.key in ("trail", "letters"))
YEAR = 2019
VISITED, DAY = date(2019, 6, 3), date(2020, 1, 6)
PATTERNS = ("CC-17010-P03", "CC-17010-P02", "CC-18000-P01")
SENDER = {
    "sender.address": "100000 臺北市示範路 1 號",
    "sender.contact": "李示範",
    "sender.telephone": "(02)0000-1234",
}
_NAMES = "金木水火土風林山海春夏秋冬東西南北天地玄黃宇宙洪荒日月盈昃辰宿列張寒來暑往"


def firm_name(number: int) -> str:
    """An invented name that is part of no other."""
    return f"示範{_NAMES[number % len(_NAMES)]}{'' if number < len(_NAMES) else _NAMES[number // len(_NAMES)]}證券"


def build(folder: Path, firms: int = 12) -> Path:
    """``firms`` firms, each visited, with one to three accepted findings; the last but one has no address, the last an open finding."""
    home = folder / "workspace"
    desk, _ = Desk.create(
        home, "wang", "王主管", PASSPHRASE, ("supervisor", "administrator"), cost=CHEAP, clock=fixed_clock(VISITED)
    )
    for login, name, role in (("lin", "林查核", "inspector"), ("lee", "李承辦", "clerk"), ("chou", "周主管", "supervisor")):
        desk.people.add(login, name, PASSPHRASE, (role,))
    for name, value in SENDER.items():
        desk.settings.change(name, value)
    lines = ["代號,名稱,資本額,網路下單,地址"]
    for number in range(firms):
        address = "" if number == firms - 2 else f"臺北市示範路{number + 1}號"
        lines.append(f"ZX{number + 1:02d},{firm_name(number)},10億,是,{address}")
    path = folder / "register.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    desk.firm_lists.apply(desk.firm_lists.preview(path, date(2019, 1, 1)))
    desk.close()
    found = []
    desk = opened(home, "lin", VISITED)
    for number in range(firms):
        visit = desk.visits.open(OpenVisit(f"ZX{number + 1:02d}", VISITED))
        _, items = desk.visits.show(visit.number)
        desk.visits.answer_all(AnswerItem(visit.number, item.key, Judgement.CONFORM) for item in items)
        for pattern in PATTERNS[: 1 + number % 3]:
            row = desk.findings.record(RecordFinding(visit.number, pattern, f"抽查 {number + 3} 台，其中 3 台未更新。"))
            found.append(desk.findings.submit(DecideFinding(row.number)).number)
    desk.close()
    desk = opened(home, "wang")
    for number in found[:-1]:
        desk.findings.accept(DecideFinding(number))
    desk.close()
    return home


def with_letters(folder: Path) -> Path:
    """An office of six firms whose four letters the clerk has written, of which nobody has read any."""
    home = build(folder, 6)
    desk = opened(home, "lee")
    desk.letters.write(WriteLetters(YEAR, str(folder / "written"), DAY))
    desk.close()
    shutil.copytree(folder / "written", folder / "as written")
    return home


def as_written(home: Path) -> None:
    """Put the letters of such an office back: their paths stand in every copy of it, and a test may have signed them."""
    shutil.rmtree(home.parent / "written")
    shutil.copytree(home.parent / "as written", home.parent / "written")


def opened(home: Path, login: str, day: date = DAY) -> Desk:
    """The workspace opened by one of its people."""
    return Desk.open(home, login, PASSPHRASE, cost=CHEAP, clock=fixed_clock(day))


@contextmanager
def letters_window(qtbot, home: Path, tmp_path: Path, login: str, day: date = DAY) -> Iterator[LettersPlace]:
    """The window of one person with two places, gone to the letters by their key."""
    desk = opened(home, login, day)
    try:
        with standing_shell(qtbot, desk, tmp_path, PLACES) as shell:
            qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
            press("Ctrl+6")
            assert isinstance(shell.place, LettersPlace)
            shell.place._idle.timeout.disconnect()  # a test goes to one page; the others need not be made
            yield shell.place
    finally:
        desk.close()


def press(keys: str) -> None:
    """These keys where the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keySequence(focus, keys)


def copied(home: Path, target: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copytree(home, target, ignore=shutil.ignore_patterns("*.lock")))
