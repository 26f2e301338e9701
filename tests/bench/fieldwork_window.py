"""The keys of one finding in the real window over 100,000 findings, and a list of 100,000 rows, in milliseconds.

Bars: every key answered within 100 ms; a frame of scrolling within 16 ms; a filter or another order within 200 ms.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from auditdesk.desk import Desk, fixed_clock
from auditdesk.model.rows import VisitRow
from tests.bench.fieldwork import CHEAP, DAY, FINDINGS, _fill
from ui import words
from ui.jobs import Runner
from ui.places.fieldwork import FieldworkPane
from ui.places.visits_list import VisitsPane
from ui.preferences import Preferences
from ui.shell import BUILT, Shell
from ui.theme import FUSION, Theme, apply

ROWS, ROUNDS = 100_000, 12
FACTS = "firewall logs are kept for 90 days"
Key, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def main(findings: int = FINDINGS) -> None:
    application = QApplication.instance() or QApplication(["bench", *FUSION])
    assert isinstance(application, QApplication)
    words.use("zh_TW")
    apply(application, Theme())
    _list()
    with tempfile.TemporaryDirectory() as folder:
        clock = fixed_clock(DAY)
        desk, _ = Desk.create(Path(folder, "w"), "wang", "王", "correct horse battery staple", cost=CHEAP, clock=clock)
        visit = _fill(desk, findings)
        runner = Runner()
        built = tuple(each for each in BUILT if each.key == "visits")
        shell = Shell(desk, runner, Preferences(Path(folder, "preferences.json")), built)
        try:
            desk.subscribe(lambda changed: runner._post(lambda: shell.refresh(changed)))
            shell.resize(1366, 738)
            shell.show()
            shell.activateWindow()
            shell.start()
            print(f"{findings} findings, the window's thread for each key")
            _keys(shell, visit)
        finally:
            shell.leave(for_good=True)
            runner.close()
            desk.close()


def _keys(shell: Shell, visit: str) -> None:
    place = shell.place
    place.open_object(visit)
    pane = place.fieldwork
    _until(lambda: pane.head is not None and pane.items.list.hasFocus())
    _until(lambda: not pane.runner.reading)
    taken: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        for name, key, modifier in (("2", "2", None), ("Enter", Key.Key_Return, None)):
            taken.setdefault(name, []).append(_press(key, modifier))
        for letter in FACTS:
            taken.setdefault("a letter", []).append(_press(letter, None))
        taken.setdefault("Ctrl+Enter", []).append(_press(Key.Key_Return, CONTROL))
        # The backup of the day may hold the lane of writes: what is typed meanwhile is a draft on disk, and settles after it.
        _until(lambda: pane.book.settled and not pane.runner.reading, 300)
    # Without a tray it asks for one, so it comes last.
    taken["Ctrl+E"] = [_press(Key.Key_E, CONTROL)]
    for name, times in taken.items():
        print(f"{name:<12}{statistics.median(times):7.1f} ms   worst {max(times):7.1f}   (bar 100)")
    _written(pane)


def _written(pane: FieldworkPane) -> None:
    stored = [item.finding for item in pane.desk.fieldwork.screen(pane.visit).items]
    written = sum(finding is not None and finding.facts == FACTS for finding in stored)
    if written != ROUNDS:
        raise SystemExit(f"{written} findings of {ROUNDS} hold what was typed")


def _press(key: Key | str, modifier: Qt.KeyboardModifier | None) -> float:
    focus = QApplication.focusWidget()
    assert focus is not None
    start = time.thread_time()
    QTest.keyClick(focus, key, modifier or Qt.KeyboardModifier.NoModifier)
    QApplication.processEvents()
    return (time.thread_time() - start) * 1000


def _until(holds: object, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not holds():
        QApplication.processEvents()
        time.sleep(0.002)
        if time.monotonic() > end:
            raise SystemExit("the window does not get there")


def _list() -> None:
    pane = VisitsPane()
    pane.resize(1200, 640)
    pane.show()
    rows = tuple(_row(at) for at in range(ROWS))
    pane.show_visits(rows)
    view, table = pane.view, pane.table
    print(f"{ROWS} rows: filtered at first in {_spent(lambda: table.set_filter('示範7')):.0f} ms (bar 200)")
    print(f"{ROWS} rows: ordered at first by team in {_spent(lambda: table.sort(table.column_index('team'))):.0f} ms (bar 200)")
    _until(lambda: not table.waiting)
    table.set_filter("")
    _until(lambda: len(table._keys) == len(table.columns) and all(len(keys) == ROWS for keys in table._keys.values()))
    image = QImage(view.viewport().size(), QImage.Format.Format_ARGB32_Premultiplied)
    taken = []
    for at in range(60):
        view.verticalScrollBar().setValue(at * 41_003)
        start = time.thread_time()
        view.viewport().render(image)
        taken.append((time.thread_time() - start) * 1000)
    print(f"{ROWS} rows: a frame {statistics.median(taken):.1f} ms, worst {max(taken):.1f} (bar 16)")
    for at in range(len(table.columns)):
        spent = _spent(lambda at=at: table.sort(at, Qt.SortOrder.DescendingOrder))
        print(f"{ROWS} rows: ordered by column {at} in {spent:.0f} ms (bar 200)")
    for text in ("示範", "示範7", "ZX4"):
        print(f"{ROWS} rows: filtered by {text} in {_spent(lambda text=text: table.set_filter(text)):.0f} ms (bar 200)")
    pane.hide()


def _spent(act: Callable[[], object]) -> float:
    """Milliseconds of the window's thread."""
    start = time.thread_time()
    act()
    return (time.thread_time() - start) * 1000


def _row(at: int) -> VisitRow:
    return VisitRow(
        uid=f"v{at}",
        number=f"108-V{at:06}",
        firm_uid=f"f{at % 66}",
        firm_code=f"ZX{at % 66:02}",
        firm_name=f"示範{at % 66}證券",
        reference_date=date.fromordinal(date(2010, 1, 1).toordinal() + at % 5000),
        kind="routine",
        mode="onsite",
        authority="twse",
        edition="2019-10-25",
        inspectors=("lin", "chen"),
        done=at % 97,
        total=97,
        deficient=at % 7,
        findings=at % 7,
        version=1,
        standing="open",
    )


if __name__ == "__main__":
    main()
