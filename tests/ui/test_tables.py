"""The one table model of every list, and the view over it."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem, QToolTip, QVBoxLayout, QWidget

from tests.yardstick import slowness
from ui.table_view import RowView
from ui.tables import Column, RowTable, folded
from ui.words import tr


@dataclass(frozen=True, slots=True)
class Broker:
    code: str
    name: str
    capital: int | None


BROKERS = (
    Broker("D003", "示範丙證券", 128),
    Broker("D001", "示範甲證券", 312),
    Broker("D002", "示範台銀證券", None),
    Broker("D004", "示範丁證券", 128),
)


def table() -> RowTable:
    columns = (
        Column("code", "Code", lambda row: row.code, width=60, colour="text.muted"),
        Column("name", "Name", lambda row: row.name, width=120, stretch=True),
        Column(
            "capital",
            "Capital",
            lambda row: "" if row.capital is None else str(row.capital),
            sort=lambda row: row.capital,
            right=True,
        ),
        Column("note", "Note", lambda row: "x", optional=True),
    )
    return RowTable(columns, identity=lambda row: row.code, sentence=lambda row: f"{row.code} {row.name}")


@pytest.fixture
def model() -> RowTable:
    model = table()
    model.set_rows(BROKERS)
    return model


@pytest.fixture
def view(qtbot, model: RowTable) -> Iterator[RowView]:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    view = RowView(model, "Brokers", holder)
    layout.addWidget(QLineEdit())
    layout.addWidget(view)
    qtbot.addWidget(holder)
    holder.resize(500, 300)
    with qtbot.waitActive(holder):
        holder.show()
        holder.activateWindow()
    view.setFocus()
    yield view


def codes(model: RowTable) -> str:
    return " ".join(row.code for row in model.shown)


def test_the_model_keeps_qts_contract_while_sorted_and_filtered(qtmodeltester, model: RowTable) -> None:
    qtmodeltester.check(model)
    model.sort(2, Qt.SortOrder.DescendingOrder)
    qtmodeltester.check(model)
    model.set_filter("示範")
    qtmodeltester.check(model)
    model.set_filter("nothing at all")
    qtmodeltester.check(model)


def test_an_unknown_value_stands_last_whichever_way_the_list_is_ordered(model: RowTable) -> None:
    model.sort(2, Qt.SortOrder.AscendingOrder)
    assert codes(model) == "D003 D004 D001 D002"
    model.sort(2, Qt.SortOrder.DescendingOrder)
    assert codes(model) == "D001 D003 D004 D002"


def test_equal_rows_keep_their_order_and_the_given_order_can_be_restored(model: RowTable) -> None:
    model.sort(3, Qt.SortOrder.DescendingOrder)
    assert codes(model) == "D003 D001 D002 D004"
    model.sort(0)
    assert codes(model) == "D001 D002 D003 D004"
    model.sort(-1)
    assert codes(model) == "D003 D001 D002 D004"


@pytest.mark.parametrize("typed", ["臺銀", "台銀", "ｄ００２", "d002", "銀 示範", "  台銀　"])
def test_the_filter_reads_over_width_case_word_order_and_the_two_characters_for_tai(model: RowTable, typed: str) -> None:
    model.set_filter(typed)
    assert codes(model) == "D002"


def test_a_filter_and_a_condition_must_both_hold(model: RowTable) -> None:
    model.set_filter("示範", keep=lambda row: row.capital == 128)
    assert codes(model) == "D003 D004"
    model.set_filter("丁", keep=lambda row: row.capital == 128)
    assert codes(model) == "D004"
    model.set_filter("")
    assert codes(model) == "D003 D001 D002 D004"


def test_every_cell_tells_the_sentence_of_its_row_and_none_is_editable(model: RowTable) -> None:
    for column in range(model.columnCount()):
        index = model.index(0, column)
        assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "D003 示範丙證券"
        assert not index.flags() & Qt.ItemFlag.ItemIsEditable


@given(st.lists(st.tuples(st.integers(0, 30), st.one_of(st.none(), st.integers(-3, 3))), max_size=30), st.booleans())
def test_sorting_loses_and_invents_no_row(pairs: list[tuple[int, int | None]], falling: bool) -> None:
    rows = [Broker(f"D{number:03d}", "x", capital) for number, capital in pairs]
    model = table()
    model.set_rows(rows)
    model.sort(2, Qt.SortOrder.DescendingOrder if falling else Qt.SortOrder.AscendingOrder)
    assert sorted(model.shown, key=repr) == sorted(rows, key=repr)
    known = [row.capital for row in model.shown if row.capital is not None]
    assert known == sorted(known, reverse=falling)


@given(st.text(max_size=20))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_ten_thousand_rows_sort_and_filter_within_a_fifth_of_a_second(model: RowTable) -> None:
    chance = random.Random(7)
    model.set_rows([Broker(f"D{number:05d}", f"示範{number}證券", chance.randrange(10**6)) for number in range(10_000)])
    started = time.thread_time()
    model.sort(2, Qt.SortOrder.DescendingOrder)
    model.set_filter("99")
    assert time.thread_time() - started < 0.2 * slowness()


def test_a_filter_over_a_long_list_shows_the_first_rows_at_once_and_then_every_row(qtbot, model: RowTable) -> None:
    brokers = [Broker(f"D{number:05d}", f"示範{number}證券", number % 7) for number in range(24_000)]
    model.sort(2)
    model.set_rows(brokers)
    with qtbot.waitSignal(model.shown_changed):
        model.set_filter("示範999 證券")
    found = sorted((each for each in brokers if each.name.startswith("示範999")), key=lambda each: each.capital)
    assert model.waiting and model.shown == tuple(each for each in found if each in brokers[:10_000])
    qtbot.waitUntil(lambda: not model.waiting)
    assert model.shown == tuple(found) and len(found) == 11
    model.set_filter("no such firm")
    assert not model.waiting and not model.shown


def test_a_list_says_that_it_is_still_looking_until_the_filter_has_seen_every_row(qtbot, view: RowView, model: RowTable) -> None:
    model.set_rows([Broker(f"D{number:05d}", "示範", number) for number in range(24_000)])
    model.set_filter("D2")
    assert view.still_looking() == view.accessibleDescription() == tr("Still looking: {count} so far", count="0")
    view.grab()
    qtbot.waitUntil(lambda: not model.waiting)
    assert view.still_looking() == view.accessibleDescription() == "" and len(model.shown) == 4_000


def test_a_filter_taken_away_before_it_has_seen_every_row_shows_them_all(model: RowTable) -> None:
    model.set_rows([Broker(f"D{number:05d}", "示範", number) for number in range(24_000)])
    model.set_filter("D23999")
    assert model.waiting and not model.shown
    model.set_filter("")
    assert not model.waiting and len(model.shown) == 24_000


def test_the_current_row_stays_current_when_the_list_is_ordered_filtered_or_read_again(view: RowView, model: RowTable) -> None:
    assert view.choose("D004")
    model.sort(0)
    assert view.current_row().code == "D004"
    model.set_filter("丁")
    assert view.current_row().code == "D004"
    model.set_filter("")
    model.set_rows((Broker("D000", "示範零證券", 1), *BROKERS))
    assert view.current_row().code == "D004"


def test_a_row_that_is_filtered_away_comes_back_as_current_with_the_filter_cleared(qtbot, view: RowView, model: RowTable) -> None:
    view.choose("D003")
    with qtbot.waitSignal(view.row_changed) as seen:
        model.set_filter("no such firm")
    assert seen.args == [None]
    model.set_filter("")
    assert view.current_row().code == "D003"


def test_arrows_home_and_end_move_and_enter_opens(qtbot, view: RowView) -> None:
    view.choose("D003")
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.current_row().code == "D001"
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.current_row().code == "D004"
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.current_row().code == "D003"
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args[0].code == "D003"


def test_typing_goes_to_the_row_whose_sentence_begins_so(qtbot, view: RowView) -> None:
    view.choose("D003")
    qtbot.keyClicks(view, "d002")
    assert view.current_row().code == "D002"


def test_a_text_that_does_not_fit_its_cell_is_whole_in_a_tool_tip(view: RowView, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _where, text, _view: told.append(text))
    for width in (200, 20):
        view.setColumnWidth(0, width)
        index = view.model().index(0, 0)
        option = QStyleOptionViewItem()
        option.rect = view.visualRect(index)
        event = QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), QPoint(5, 5))
        view.itemDelegate().helpEvent(event, view, option, index)
    assert told == ["", "D003"]


def test_the_input_method_stays_off_in_the_list(view: RowView) -> None:
    assert not view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_the_header_is_a_tab_stop_and_orders_by_key_and_by_click(qtbot, view: RowView, model: RowTable) -> None:
    header = view.horizontalHeader()
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert header.hasFocus()
    qtbot.keyClick(header, Qt.Key.Key_End)
    assert header.accessibleDescription() == "Capital", "the hidden column is not a stop"
    qtbot.keyClick(header, Qt.Key.Key_Return)
    assert model.sorted_by == (2, Qt.SortOrder.AscendingOrder)
    qtbot.keyClick(header, Qt.Key.Key_Space)
    assert model.sorted_by == (2, Qt.SortOrder.DescendingOrder)
    where = QPoint(header.sectionViewportPosition(0) + 10, 10)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert model.sorted_by == (0, Qt.SortOrder.AscendingOrder)
    qtbot.keyClick(header, Qt.Key.Key_Down)
    assert view.hasFocus()
