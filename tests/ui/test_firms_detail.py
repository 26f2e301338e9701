"""One firm in the Firms place: why, tabs, the day, visits opened and facts recorded from it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QScrollArea

from auditdesk.model.commands import OpenVisit, RecordFact
from tests.ui.firms_steps import (
    DAY,
    YI,
    note_of,
    sheet_of,
    show,
)
from ui.keys_sheet import everywhere, keys_of
from ui.parts.buttons import Button
from ui.places.firms import FirmsPlace
from ui.places.firms_facts import FactSheet
from ui.places.firms_sheets import DayPopover, RuleSheet, VisitSheet
from ui.places.firms_words import first_day
from ui.shell import BUILT
from ui.words import tr

# the firm


def test_the_detail_follows_the_list_and_never_mixes_two_firms(qtbot, place: FirmsPlace) -> None:
    qtbot.keyClick(place.register.view, Qt.Key.Key_Down)
    assert place.register.view.current_row().code == "ZX02"
    assert place.detail.firm.code == "ZX01", "the name does not run ahead of the facts"
    qtbot.waitUntil(lambda: place.detail.firm.code == "ZX02")
    assert place.subject() == "示範乙證券"


def test_the_question_mark_explains_the_last_part_and_escape_returns_to_its_button(qtbot, place: FirmsPlace) -> None:
    qtbot.keyClick(place.register.view, Qt.Key.Key_Question)
    note = note_of(place)
    assert note is not None and len(note.lines) >= 2
    last = list(place.detail.overview.whys.values())[-1]
    qtbot.keyClick(note, Qt.Key.Key_Escape)
    assert note_of(place) is None
    assert last.hasFocus()


@pytest.mark.parametrize(("code", "holds"), [("ZX02", True), ("ZX03", False)])
def test_the_reasons_of_the_third_part_print_the_comparison_that_was_made(
    qtbot, place: FirmsPlace, code: str, holds: bool
) -> None:
    show(qtbot, place, code)
    list(place.detail.overview.whys.values())[-1].click()
    note = note_of(place)
    assert note is not None
    assert not any(line.plain.startswith("reason.") for line in note.why.lines), "every reason has its sentence"
    assert all(line.holds for line in note.why.lines) is holds
    assert note.why.would_change


def test_a_question_asked_before_the_firm_is_read_is_answered_for_that_firm(qtbot, place: FirmsPlace) -> None:
    qtbot.keyClick(place.register.view, Qt.Key.Key_End)
    qtbot.keyClick(place.register.view, Qt.Key.Key_Question)
    qtbot.waitUntil(lambda: note_of(place) is not None)
    assert place.detail.firm.code == "ZX05"


def test_tabs_answer_to_alt_and_digit_and_escape_returns_to_the_list(qtbot, place: FirmsPlace) -> None:
    qtbot.keyClick(place.register.view, Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    assert place.detail.tabs.currentIndex() == 4
    history = place.detail.list_tab(4).view
    qtbot.waitUntil(lambda: history.table().rowCount() > 0)
    focus = QApplication.focusWidget()
    assert focus is not None and place.detail.isAncestorOf(focus)
    qtbot.keyClick(focus, Qt.Key.Key_Escape)
    assert place.register.view.hasFocus()


def test_every_item_of_the_edition_can_be_listed_and_explained(qtbot, place: FirmsPlace) -> None:
    overview = place.detail.overview
    more = next(
        button for button in overview.findChildren(type(place.detail.back)) if str(len(place.edition.items)) in button.text()
    )
    more.click()
    items = overview._items
    assert items is not None and items.table().rowCount() == len(place.edition.items)
    assert items.hasFocus()
    qtbot.keyClick(items, Qt.Key.Key_Return)
    note = note_of(place)
    assert note is not None and items.current_row().item.key in note.why.title


def test_a_capital_change_says_from_which_day_the_new_tier_applies(qtbot, place: FirmsPlace) -> None:
    place.desk.firms.record_fact(RecordFact("ZX05", "paid_in_capital", 150 * YI, date(2019, 7, 8), "增資"))
    place.refresh(frozenset({"firm_fact"}))
    show(qtbot, place, "ZX05")
    texts = [label.text() for label in place.detail.overview.findChildren(QLabel)]
    assert any("108/07/08" in text and "40" in text for text in texts)


def test_the_register_of_another_day_shows_the_tier_of_that_day(qtbot, place: FirmsPlace) -> None:
    place.desk.firms.record_fact(RecordFact("ZX05", "paid_in_capital", 150 * YI, date(2019, 7, 8), "增資"))
    place.show_day(date(2019, 7, 7))
    qtbot.waitUntil(lambda: "108/07/07" in place.register.day_button.text())
    assert next(firm for firm in place.register.table.rows if firm.code == "ZX05").staffing_band.minimum == 0
    place.show_day(date(2019, 7, 8))
    qtbot.waitUntil(lambda: "108/07/08" in place.register.day_button.text())
    assert next(firm for firm in place.register.table.rows if firm.code == "ZX05").staffing_band.minimum == 100 * YI


def test_the_day_is_asked_for_and_an_unreadable_one_is_named(qtbot, place: FirmsPlace) -> None:
    qtbot.keyClick(place.register.view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    asked = sheet_of(place, DayPopover)
    assert isinstance(asked, DayPopover)
    asked.edit.setText("108/13/01")
    qtbot.keyClick(asked.edit, Qt.Key.Key_Return)
    assert asked.isVisible()
    assert any("108/13/01" in label.text() for label in asked.findChildren(QLabel))
    asked.edit.setText("１０８／０６／３０")
    qtbot.keyClick(asked.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: place.on == date(2019, 6, 30))


def test_a_day_before_the_first_edition_tells_no_tier_and_breaks_nothing(qtbot, place: FirmsPlace) -> None:
    place.show_day(date(2001, 1, 1))
    qtbot.waitUntil(lambda: place.on == date(2001, 1, 1) and place.edition is None)
    qtbot.waitUntil(lambda: not place.detail.overview.whys)
    qtbot.keyClick(place.register.view, Qt.Key.Key_Question)
    assert note_of(place) is None


def test_a_workspace_whose_last_year_is_long_over_opens_at_the_end_of_that_year() -> None:
    assert first_day(date(2026, 3, 1), (2019, 2018)) == date(2019, 12, 31)
    assert first_day(date(2020, 1, 1), (2019,)) == date(2020, 1, 1)
    assert first_day(date(2020, 1, 1), ()) == date(2020, 1, 1)


def test_the_rule_edition_can_be_read_from_the_scope(qtbot, place: FirmsPlace) -> None:
    place.detail.overview.rule_wanted.emit()
    sheet = sheet_of(place, RuleSheet)
    texts = " ".join(label.text() for label in sheet.findChildren(QLabel))
    assert place.edition.staffing_table.clause.id in texts
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


# visits


def test_a_visit_is_opened_from_the_sheet_and_listed(qtbot, place: FirmsPlace) -> None:
    place.detail.open_visit.click()
    qtbot.waitUntil(lambda: any(sheet.isVisible() for sheet in place.window().findChildren(VisitSheet)))
    sheet = sheet_of(place, VisitSheet)
    assert isinstance(sheet, VisitSheet)
    sheet.edit.setText("108/06/03")
    with qtbot.waitSignal(place.said) as told:
        qtbot.keyClick(sheet.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "108" in told.args[0]
    visits = place.detail.list_tab(1).table
    qtbot.waitUntil(lambda: visits.rowCount() == 1)
    assert visits.row_at(0).reference_date == date(2019, 6, 3)
    assert place.detail.tabs.currentIndex() == 1


def test_a_second_visit_on_the_same_day_is_refused_beside_the_field(qtbot, place: FirmsPlace) -> None:
    place.desk.visits.open(OpenVisit("ZX01", date(2019, 6, 3)))
    place.detail.open_visit.click()
    qtbot.waitUntil(lambda: any(sheet.isVisible() for sheet in place.window().findChildren(VisitSheet)))
    sheet = sheet_of(place, VisitSheet)
    assert isinstance(sheet, VisitSheet)
    sheet.edit.setText("2019-06-03")
    sheet.primary.click()
    qtbot.waitUntil(lambda: sheet.wrong.isVisible())
    assert sheet.isVisible() and sheet.primary.isEnabled()


# facts


def test_a_fact_is_recorded_from_the_sheet_and_moves_the_tier(qtbot, place: FirmsPlace) -> None:
    show(qtbot, place, "ZX05")
    place.record_fact()
    sheet = sheet_of(place, FactSheet)
    assert isinstance(sheet, FactSheet)
    sheet.typed.setText("１５０億")
    sheet.since.setText("108/07/08")
    sheet.source.setText("增資")
    with qtbot.waitSignal(place.said):
        qtbot.keyClick(sheet.source, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert next(firm for firm in place.desk.firms.list(DAY) if firm.code == "ZX05").paid_in_capital == 150 * YI


def test_a_sheet_closes_quietly_when_what_opened_it_is_gone(qtbot, place: FirmsPlace) -> None:
    record = next(
        button for button in place.detail.overview.findChildren(Button) if button.accessibleName() == tr("Record a fact")
    )
    record.setFocus()
    place.record_fact()
    sheet = sheet_of(place, FactSheet)
    place.detail.overview._shown = None
    place._read_detail()
    qtbot.waitUntil(lambda: not shiboken6.isValid(record))
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


@pytest.mark.parametrize(
    ("kind", "text"), [("paid_in_capital", "很多"), ("security_staff", "兩人"), ("capital_for_tier", "40億")]
)
def test_a_fact_that_cannot_be_kept_says_why_and_stays_on_screen(qtbot, place: FirmsPlace, kind: str, text: str) -> None:
    place.record_fact()
    sheet = sheet_of(place, FactSheet)
    assert isinstance(sheet, FactSheet)
    sheet.kind.setCurrentIndex(sheet.kind.findData(kind))
    sheet.typed.setText(text)
    sheet.primary.click()
    qtbot.waitUntil(sheet.wrong.isVisible)
    assert sheet.typed.text() == text and "fact." not in sheet.wrong.text()


def test_p_leads_to_the_firm_in_the_plan_and_the_key_sheet_names_every_key_of_the_place(qtbot, place: FirmsPlace) -> None:
    place.go_to.disconnect()  # the plan stands in another shell
    with qtbot.waitSignal(place.go_to) as gone:
        qtbot.keyClick(place.register.view, Qt.Key.Key_P)
    assert gone.args == ["plan", "firm:ZX01"]
    keys = {hint.keys for hint in keys_of(place)}
    assert {("P",), ("Ctrl", "D"), ("Ctrl", "N"), ("Ctrl", "O"), ("Ctrl", "Shift", "M")} <= keys
    built = [(each.shortcut, each.name) for each in BUILT]
    general = {hint.keys for hint in everywhere(built)}
    assert {tuple(keys.split("+")) for keys, _ in built if keys} <= general


def test_the_list_in_focus_is_the_one_exported(qtbot, place: FirmsPlace, tmp_path: Path, monkeypatch) -> None:
    target = tmp_path / "log.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    qtbot.keyClick(place.register.view, Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: place.detail.list_tab(4).table.rowCount() > 0)
    place.detail.focus_page()
    place.export()
    qtbot.waitUntil(lambda: target.exists() and not place.runner.active())
    assert len(target.read_text(encoding="utf-8-sig").splitlines()) >= 1 + place.detail.list_tab(4).table.rowCount()


def test_a_page_that_scrolls_by_itself_shows_that_it_has_the_focus(qtbot, place: FirmsPlace) -> None:
    show(qtbot, place, "ZX01")
    qtbot.waitUntil(lambda: place.edition is not None)
    place._show_rule()
    sheet = sheet_of(place, RuleSheet)
    page = place.window().focusWidget()
    assert sheet.isAncestorOf(page) and isinstance(page, QScrollArea)
    edge = page.grab().toImage().pixelColor(page.width() // 2, 0)
    sheet.closing.setFocus()
    assert page.grab().toImage().pixelColor(page.width() // 2, 0) != edge
