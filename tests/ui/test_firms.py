"""The register in the shell over a real workspace: list, filters, keys, room, and what is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from auditdesk.desk import Desk
from tests.ui.conftest import firms_place
from tests.ui.firms_steps import (
    YI,
    codes,
    show,
    written,
)
from ui.places.firms import FirmsPlace

# the list


def test_the_register_opens_with_the_largest_firm_first_and_the_focus_in_the_list(place: FirmsPlace) -> None:
    assert codes(place) == ["ZX01", "ZX02", "ZX03", "ZX04", "ZX05"]
    assert place.register.view.hasFocus()


@pytest.mark.parametrize("typed", ["台銀", "臺銀", "ｚｘ０４", "zx04", "銀 示範"])
def test_a_name_is_found_over_width_case_and_spelling(qtbot, place: FirmsPlace, typed: str) -> None:
    place.register.field.set_text(typed)
    assert codes(place) == ["ZX04"]


def test_a_firm_is_found_by_its_unified_number_and_the_column_can_be_chosen(place: FirmsPlace) -> None:
    section = place.register.table.column_index("unified_number")
    assert place.register.view.isColumnHidden(section)
    place.register.field.set_text("00000037")
    assert codes(place) == ["ZX03"]


def test_the_tier_filter_knows_which_side_of_a_threshold_a_firm_stands(place: FirmsPlace) -> None:
    held = {}
    for band in place.edition.staffing_table.bands:
        place.register.segments.button(band.id).click()
        held[band.minimum] = codes(place)
    assert held == {0: ["ZX05"], 40 * YI: ["ZX03", "ZX04"], 100 * YI: ["ZX02"], 200 * YI: ["ZX01"]}


def test_the_firms_short_of_people_can_be_had_alone_with_their_number_on_the_button(place: FirmsPlace) -> None:
    assert place.register.short.text().endswith("2")
    place.register.short.click()
    assert codes(place) == ["ZX02", "ZX04"]


def test_a_filter_without_a_hit_says_so_and_is_cleared_with_one_key(qtbot, place: FirmsPlace) -> None:
    place.register.field.edit.setFocus()
    qtbot.keyClicks(place.register.field.edit, "no such firm")
    assert codes(place) == []
    assert place.register.no_hits.isVisible()
    assert "no such firm" in " ".join(label.text() for label in place.register.no_hits.findChildren(QLabel))
    qtbot.keyClick(place.register.field.edit, Qt.Key.Key_Escape)
    assert len(codes(place)) == 5
    qtbot.keyClick(place.register.field.edit, Qt.Key.Key_Escape)
    assert place.register.view.hasFocus()


def test_an_empty_register_offers_the_import(qtbot, empty_place: FirmsPlace, monkeypatch: pytest.MonkeyPatch) -> None:
    assert empty_place.register.nothing_yet.isVisible()
    asked = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: asked.append(1) or ("", ""))
    qtbot.keyClick(empty_place.register.nothing_yet.button, Qt.Key.Key_Space)
    assert asked == [1]


def test_the_slash_goes_to_the_filter_and_the_arrow_back_to_the_list(qtbot, place: FirmsPlace) -> None:
    qtbot.keyClick(place.register.view, Qt.Key.Key_Slash)
    assert place.register.field.edit.hasFocus()
    qtbot.keyClick(place.register.field.edit, Qt.Key.Key_Down)
    assert place.register.view.hasFocus()


def test_a_row_is_read_aloud_as_one_sentence_that_begins_with_the_code(place: FirmsPlace) -> None:
    spoken = place.register.table.index(1, 3).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("ZX02 示範乙證券") and "100" in spoken


# room


def test_a_narrow_window_shows_one_pane_at_a_time(qtbot, narrow_place: FirmsPlace) -> None:
    assert narrow_place.register.isVisible() and not narrow_place.detail.isVisible()
    qtbot.keyClick(narrow_place.register.view, Qt.Key.Key_Return)
    qtbot.waitUntil(narrow_place.detail.isVisible)
    assert not narrow_place.register.isVisible()
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, Qt.Key.Key_Escape)
    assert narrow_place.register.isVisible() and not narrow_place.detail.isVisible()
    assert narrow_place.register.view.hasFocus()


def test_what_was_chosen_is_found_again_in_the_next_run(qtbot, place: FirmsPlace) -> None:
    show(qtbot, place, "ZX03")
    place.register.table.sort(0, Qt.SortOrder.DescendingOrder)
    place.register.view.setColumnHidden(place.register.table.column_index("last_visit"), False)
    kept = place.state()
    again = FirmsPlace(place.desk, place.runner)
    qtbot.addWidget(again)
    again.restore(kept)
    again.activate()
    qtbot.waitUntil(lambda: again.on is not None)
    assert again.register.view.current_row().code == "ZX03"
    assert codes(again) == ["ZX05", "ZX04", "ZX03", "ZX02", "ZX01"]
    assert not again.register.view.isColumnHidden(again.register.table.column_index("last_visit"))


def test_a_memory_from_another_version_breaks_nothing(qtbot, place: FirmsPlace) -> None:
    again = FirmsPlace(place.desk, place.runner)
    qtbot.addWidget(again)
    again.restore({"firm": 3, "split": "x", "tab": 99, "columns": 7, "sort": ["gone", True]})
    again.activate()
    qtbot.waitUntil(lambda: again.on is not None)


def test_every_widget_that_takes_the_focus_has_a_name(place: FirmsPlace) -> None:
    nameless = [
        widget
        for widget in place.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and not widget.accessibleName()
    ]
    assert nameless == []


def test_an_inspector_may_look_but_not_take_in_a_list(qtbot, filled: Desk, tmp_path: Path) -> None:
    filled.people.add("lin", "林查核", "another good passphrase", ["inspector"])
    home = filled.store.workspace.home
    filled.close()
    desk = Desk.open(home, "lin", "another good passphrase")
    try:
        with firms_place(qtbot, desk, tmp_path) as place:
            assert place.action().refused
            place.preview_list(written(tmp_path / "list.csv", "ZX09,示範壬證券,5億,否"))
            assert not place.is_importing and place.register.isVisible()
            assert place.detail.open_visit.isEnabled()
    finally:
        desk.close()
