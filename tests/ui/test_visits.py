"""The list of visits in the shell: what it shows, how it is filtered, opened and left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from auditdesk.desk import Desk, fixed_clock
from auditdesk.model.commands import OpenVisit
from auditdesk.model.rows import VisitRow
from tests.conftest import CHEAP, PASSPHRASE
from ui.jobs import Runner
from ui.places.visits import VisitsPlace
from ui.places.visits_list import VisitsPane
from ui.preferences import Preferences
from ui.shell import BUILT, Shell

DAY = date(2019, 11, 1)


@pytest.fixture
def place(qtbot, tmp_path: Path) -> Iterator[VisitsPlace]:
    desk, _ = Desk.create(tmp_path / "home", "wang", "王主管", PASSPHRASE, ("supervisor",), cost=CHEAP, clock=fixed_clock(DAY))
    path = tmp_path / "register.csv"
    path.write_text("代號,名稱,資本額\nZX01,示範甲證券,312億\nZX02,示範臺乙證券,39億\n", encoding="utf-8")
    desk.firm_lists.apply(desk.firm_lists.preview(path, date(2019, 1, 1)))
    for firm in ("ZX01", "ZX02"):
        desk.visits.open(OpenVisit(firm, DAY))
    runner = Runner()
    shell = Shell(desk, runner, Preferences(tmp_path / "preferences.json"), tuple(each for each in BUILT if each.key == "visits"))
    qtbot.addWidget(shell)
    shell.resize(1366, 738)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    shell.start()
    found = shell.place
    assert isinstance(found, VisitsPlace)
    qtbot.waitUntil(lambda: len(found.list.table.rows) == 2)
    yield found
    shell.leave(for_good=True)
    runner.close()
    desk.close()


def test_the_team_is_shown_by_name_and_a_visit_is_found_by_it(place):
    assert place.list.team(place.list.table.rows[0]) == "王主管"
    place.list.field.set_text("王主管")
    assert len(place.list.table.shown) == 2


def test_a_visit_is_found_by_either_writing_of_a_character(place):
    place.list.field.set_text("台乙")
    assert [visit.firm_code for visit in place.list.table.shown] == ["ZX02"]


def test_a_filter_without_hits_offers_to_clear_it(place):
    place.list.field.set_text("nowhere")
    assert place.list.no_hits.button.isVisible()
    place.list.no_hits.button.click()
    assert len(place.list.table.shown) == 2


def test_enter_opens_the_visit_and_escape_comes_back_to_it(qtbot, place):
    place.list.view.setFocus()
    wanted = place.list.view.current_row()
    qtbot.keyClick(place.list.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: place.working is not None and place.working.items.list.hasFocus())
    assert place.title() == wanted.firm_name
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert place.working is None and place.list.view.current_row().uid == wanted.uid


def rows(count: int) -> list[VisitRow]:
    return [
        VisitRow(
            uid=f"v{at}",
            number=f"108-V{at:05d}",
            firm_uid=f"f{at % 80}",
            firm_code=f"ZX{at % 80:02d}",
            firm_name=f"示範{at % 80}證券",
            reference_date=DAY,
            kind="routine",
            mode="onsite",
            authority="twse",
            edition="e",
            inspectors=("wang",),
            done=at % 90,
            total=90,
            deficient=at % 7,
            findings=0,
            version=1,
            standing=("open", "submitted", "signed_off")[at % 3],
        )
        for at in range(count)
    ]


def test_painting_a_hundred_thousand_visits_reads_only_those_in_view(qtbot):
    pane = VisitsPane()
    qtbot.addWidget(pane)
    pane.resize(1200, 640)
    pane.show()
    pane.show_visits(rows(100_000))
    view = pane.view
    image = QImage(view.viewport().size(), QImage.Format.Format_ARGB32_Premultiplied)
    asked = set()
    row_at = pane.table.row_at
    pane.table.row_at = lambda position: asked.add(position) or row_at(position)
    for at in (0, 70_001, 1_400_020, view.verticalScrollBar().maximum()):
        view.verticalScrollBar().setValue(at)
        asked.clear()
        view.viewport().render(image)
        first, last = view.rowAt(0), view.rowAt(view.viewport().height() - 1)
        assert asked <= {view.currentIndex().row(), *range(first, (last if last >= 0 else 99_999) + 1)}, at
        assert len(asked) > 5
