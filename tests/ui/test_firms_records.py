"""What becomes of a firm, on sheets: entered, renamed, merged, its licence, its contacts, and what is taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel

from auditdesk.model.commands import RecordFact
from tests.ui.firms_steps import (
    DAY,
    YI,
    codes,
    give,
    record_sheet,
    sheet_of,
    show,
)
from ui.parts.buttons import Button
from ui.places.firms import FirmsPlace
from ui.places.firms_facts import FactSheet
from ui.places.firms_records import ListSheet
from ui.places.firms_status_sheets import ContactsSheet
from ui.words import tr


def test_particulars_are_changed_on_a_sheet(qtbot, place: FirmsPlace) -> None:
    from ui.places.firms_records import ParticularsSheet

    place.register.view.choose("ZX01")
    qtbot.waitUntil(lambda: place.detail.shown is not None and place.detail.shown.row.code == "ZX01")
    place.records.particulars()
    sheet = sheet_of(place, ParticularsSheet)
    sheet.lines_by_name["letter_address"].setText("臺北市範例路 9 號")
    qtbot.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: place.detail.shown is not None and place.detail.shown.letter_address == "臺北市範例路 9 號")


def test_a_capital_taken_back_announces_no_new_tier(qtbot, place: FirmsPlace) -> None:
    fact = place.desk.firms.record_fact(RecordFact("ZX02", "paid_in_capital", 39 * YI, date(2019, 12, 1), "slip"))
    place.desk.firm_records.retract(fact.uid, "typed into the wrong firm")
    show(qtbot, place, "ZX02")
    place.read_register()
    qtbot.waitUntil(lambda: any(one.retraction for one in place.detail.shown.facts))
    assert not any("108/12/01" in label.text() for label in place.detail.overview.findChildren(QLabel) if label.isVisible())


# what becomes of a firm


def test_a_firm_is_entered_by_hand_and_a_wrong_code_is_told_beside_its_line(qtbot, place: FirmsPlace) -> None:
    place.status.add_firm()
    sheet = record_sheet(place)
    sheet.lines_by_name["code"].setText("ZX01")
    sheet.lines_by_name["name"].setText("示範新證券")
    give(qtbot, sheet)
    qtbot.waitUntil(lambda: sheet._faults["code"].isVisible())
    assert sheet.lines_by_name["code"].hasFocus() and not sheet._faults["name"].isVisible()
    sheet.lines_by_name["code"].setText("ZX88")
    give(qtbot, sheet)
    qtbot.waitUntil(lambda: place.detail.firm is not None and place.detail.firm.code == "ZX88")


def test_a_firm_is_renamed_merged_and_loses_its_licence_on_sheets(qtbot, place: FirmsPlace) -> None:
    place.status.rename()
    sheet = record_sheet(place)
    sheet.lines_by_name["name"].setText("示範新名證券")
    sheet.lines_by_name["source"].setText("核准函")
    give(qtbot, sheet)
    qtbot.waitUntil(lambda: place.detail.firm is not None and place.detail.firm.name == "示範新名證券")
    show(qtbot, place, "ZX02")
    place.status.merge()
    sheet = record_sheet(place)
    give(qtbot, sheet)
    qtbot.waitUntil(lambda: sheet._faults["into"].isVisible())
    sheet.choices["into"].setCurrentIndex(sheet.choices["into"].findData("ZX01"))
    give(qtbot, sheet)
    qtbot.waitUntil(lambda: sheet._faults["source"].isVisible())
    assert not sheet._faults["into"].isVisible()
    sheet.lines_by_name["source"].setText("核准函")
    give(qtbot, sheet)
    qtbot.waitUntil(lambda: "ZX02" not in codes(place))
    show(qtbot, place, "ZX03")
    place.status.licence()
    sheet = record_sheet(place)
    assert sheet.chosen("state") == "withdrawn" and sheet.choices["state"].findData("active") < 0
    sheet.lines_by_name["source"].setText("廢止函")
    give(qtbot, sheet)
    qtbot.waitUntil(lambda: "ZX03" not in codes(place))


def test_a_contact_is_ended_and_erased_with_a_question_that_names_him(qtbot, place: FirmsPlace) -> None:
    place.desk.contacts.add("ZX01", "資安主管", date(2019, 3, 1), "示範人")
    place.read_register()
    qtbot.waitUntil(lambda: bool(place.detail.shown.contacts))
    place.status.contacts()
    listed = sheet_of(place, ContactsSheet)
    assert listed.end.isEnabled() and listed.erase.isEnabled()
    listed.end.click()
    give(qtbot, record_sheet(place))
    qtbot.waitUntil(lambda: place.detail.shown.contacts[0].valid_until == DAY)
    place.status.contacts()
    sheet_of(place, ContactsSheet).erase.click()
    question = record_sheet(place)
    assert "示範人" in " ".join(label.text() for label in question.findChildren(QLabel))
    give(qtbot, question)
    qtbot.waitUntil(lambda: question._faults["reason"].isVisible())
    question.lines_by_name["reason"].setText("當事人請求")
    give(qtbot, question)
    qtbot.waitUntil(lambda: place.detail.shown.contacts == ())


def test_the_change_log_tells_what_was_taken_back_and_leads_to_the_audit_trail(qtbot, place: FirmsPlace) -> None:
    fact = place.desk.firms.record_fact(RecordFact("ZX01", "paid_in_capital", 39 * YI, date(2019, 7, 8), "slip"))
    place.desk.firm_records.retract(fact.uid, "打錯")
    place.detail.choose_tab(4)
    qtbot.waitUntil(lambda: any("打錯" in change.after for change in place.detail.list_tab(4).table.rows))
    button = next(one for one in place.detail.list_tab(4).findChildren(Button) if one.text() == tr("Show in the audit trail"))
    place.go_to.disconnect()  # this shell has no other place to go to
    with qtbot.waitSignal(place.go_to) as went:
        button.click()
    assert went.args == ["trail", "ZX01"]


def test_a_doubtful_amount_is_asked_about_once_and_kept_when_it_is_ordered_again(qtbot, place: FirmsPlace) -> None:
    place.record_fact()
    qtbot.waitUntil(lambda: any(sheet.isVisible() for sheet in place.window().findChildren(FactSheet)))
    sheet = sheet_of(place, FactSheet)
    sheet.typed.setText("31200000")  # thousands of NT$ taken for NT$
    sheet.source.setText("申報")
    before = sheet.primary.text()
    give(qtbot, sheet)
    qtbot.waitUntil(lambda: sheet.asked is not None)
    assert sheet.doubt.isVisible() and sheet.primary.text() != before
    assert place.desk.firms.detail("ZX01", DAY).row.paid_in_capital == 312 * YI, "nothing is kept yet"
    sheet.typed.setText("31200001")
    assert sheet.asked is None and sheet.primary.text() == before, "another amount is asked about anew"
    give(qtbot, sheet)
    qtbot.waitUntil(lambda: sheet.asked is not None)
    give(qtbot, sheet)
    qtbot.waitUntil(lambda: place.desk.firms.detail("ZX01", DAY).row.paid_in_capital == 31_200_001)


def test_a_remembered_matching_is_forgotten_from_its_list_and_only_by_who_may(qtbot, place: FirmsPlace) -> None:
    place.desk.firm_lists.keep_mapping(("會員號", "戶名"), {"code": "會員號", "name": "戶名"})

    def opened() -> ListSheet:
        place.records.mappings()
        qtbot.waitUntil(lambda: any(sheet.isVisible() for sheet in place.window().findChildren(ListSheet)))
        return sheet_of(place, ListSheet)

    def forget(sheet: ListSheet) -> Button:
        return next(button for button in sheet.findChildren(Button) if button.text() == tr("Forget this matching"))

    actor = place.desk.actor
    place.desk.office.actor = replace(actor, roles=("inspector",))
    sheet = opened()
    assert not forget(sheet).isEnabled() and forget(sheet).toolTip()
    sheet.close_and_return()
    place.desk.office.actor = actor
    sheet = opened()
    forget(sheet).click()
    qtbot.waitUntil(lambda: not place.desk.firm_lists.mappings())


class _OwnWindows(QObject):
    """Buttons that were shown as windows of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, Button) and watched.isWindow():
            self.shown.append(watched.accessibleName())
        return False


def test_a_sheet_with_a_list_keeps_the_focus_and_shows_no_button_outside_it(qtbot, place: FirmsPlace) -> None:
    """A button shown before it has its place is a window for a moment, and takes the focus from the one that was active."""
    watch = _OwnWindows()
    QApplication.instance().installEventFilter(watch)
    show(qtbot, place, "ZX01")
    for opens in (place.records.imports, place.records.mappings, place.records.moves, place.records.branches):
        opens()
        qtbot.waitUntil(lambda: any(sheet.isVisible() for sheet in place.window().findChildren(ListSheet)))
        sheet = sheet_of(place, ListSheet)
        assert sheet.isAncestorOf(place.window().focusWidget())
        sheet.close_and_return()
    assert watch.shown == []
