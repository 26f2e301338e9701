"""The first page in the window: one list by the arrows, Enter goes where the work is, figures open the list behind them."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from auditdesk.model.commands import DecideFinding, OpenVisit, RecordFinding
from tests.services.conftest import add_firm
from tests.ui.conftest import standing_shell
from ui.built_places import BUILT
from ui.places.today import TodayPlace

PLACES = tuple(each for each in BUILT if each.key in ("today", "firms", "findings"))


@pytest.fixture
def shell(qtbot, desk, tmp_path):
    add_firm(desk, "ZX01", 12_840_000_000)
    visit = desk.visits.open(OpenVisit("ZX01", date(2019, 6, 3)))
    row = desk.findings.record(RecordFinding(visit.number, "CC-17010-P03", "一"))
    desk.findings.submit(DecideFinding(row.number))
    with standing_shell(qtbot, desk, tmp_path, PLACES) as standing:
        yield standing


@pytest.fixture
def place(qtbot, shell) -> TodayPlace:
    shown = shell.place
    assert isinstance(shown, TodayPlace)
    qtbot.waitUntil(lambda: shown.page is not None and shown.list.hasFocus())
    return shown


def test_the_first_place_of_the_rail_is_today_and_says_how_many_days_are_left(shell, place):
    assert shell.rail.buttons["today"].isChecked()
    assert place.chips()[0].accessibleName() == "年度公告倒數 61 天"


def test_the_arrows_pass_over_headings_and_enter_goes_where_the_work_is(qtbot, shell, place):
    stops = [row for row in place.list.rows if row.opens]
    assert place.list.current() == stops[0]
    QTest.keyClick(place.list, Qt.Key.Key_End)
    assert place.list.current() == stops[-1]
    QTest.keyClick(place.list, Qt.Key.Key_Home)
    QTest.keyClick(place.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shell.current == stops[0].place)


def test_whole_office_shows_what_somebody_else_has_to_do(qtbot, place):
    own = [row.text for row in place.list.rows if row.kind == "task"]
    place.whose.button("office").click()
    qtbot.waitUntil(lambda: len([row for row in place.list.rows if row.kind == "task"]) > len(own))
    others = [row for row in place.list.rows if row.trail == "由他人處理"]
    assert any("覆核缺失" in row.text for row in others), "who recorded a finding does not accept it"


def test_each_figure_is_read_aloud_and_enter_opens_its_list(qtbot, shell, place):
    assert len(place.grid.cards) == 6
    assert all(card.accessibleName() and card.accessibleDescription() for card in place.grid.cards)
    queue = place.grid.cards[2]
    queue.setFocus()
    QTest.keyClick(queue, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shell.current == "findings")


def test_the_page_is_read_again_when_something_has_changed(qtbot, desk, place):
    before = len([row for row in place.list.rows if row.kind == "out"])
    add_firm(desk, "ZX02", 3_000_000_000)
    desk.visits.open(OpenVisit("ZX02", date(2019, 6, 4)))
    place.refresh(frozenset({"visit"}))
    qtbot.waitUntil(lambda: len([row for row in place.list.rows if row.kind == "out"]) == before + 1)
