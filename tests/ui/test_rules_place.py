"""The Rules place over a real workspace: editions, items, comparison, trial, and who may decide what."""

from __future__ import annotations

import csv
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from auditdesk.desk import Desk, fixed_clock
from auditdesk.model.office_rules import ExceptionKind, ItemChange, ProposeException
from auditdesk.rules.text_changes import marked
from tests.conftest import CHEAP, PASSPHRASE
from tests.services.conftest import add_firm
from tests.ui.conftest import follow
from ui.draft_keeper import DraftKeeper
from ui.parts.diff_text import DiffText
from ui.parts.sign_off_bar import SignOffAction, SignOffBar, SignOffStep
from ui.places.rules import RulesPlace
from ui.places.rules_item_sheet import ItemSheet
from ui.places.rules_pane import TABS
from ui.places.rules_sheets import ApproveSheet, CopySheet, ExceptionSheet, ReasonSheet
from ui.places.rules_table_sheet import PartsSheet, TableSheet

DAY = date(2019, 11, 1)
RISK = "CC-11000-01"


@pytest.fixture
def office(desk, home):
    """An own edition waits for approval, an exception and a key item are proposed by the first supervisor."""
    add_firm(desk, "ZX01", 12_840_000_000)
    add_firm(desk, "ZX02", 500_000_000, internet=False)
    desk.people.add("lee", "李主管", PASSPHRASE + "!", ["supervisor"])
    desk.office_editions.copy("2019-10-25", "own-1", date(2019, 10, 1))
    words = ("全部資訊資產均已清查。", "All assets are identified.")
    desk.office_editions.change_item("own-1", ItemChange(RISK, "", "(1)", *words, "annual", "always", None, None))
    desk.exceptions.propose(ProposeException("ZX02", RISK, ExceptionKind.ADDED, "試營運", date(2019, 6, 1)))
    desk.key_items.add(2019, RISK, "近期事件")
    return desk


@pytest.fixture
def shown(qtbot, runner):
    """Make the place over a desk and wait until it has read."""

    def build(desk: Desk) -> RulesPlace:
        place = RulesPlace(desk, runner)
        qtbot.addWidget(place)
        place.resize(1280, 700)
        follow(desk, runner, place)
        place.show()
        place.activate()
        qtbot.waitUntil(lambda: place.entry is not None and not runner.reading)
        return place

    return build


def choose(qtbot, place: RulesPlace, edition: str) -> None:
    assert place.editions.choose(edition)
    qtbot.waitUntil(lambda: place.entry is not None and place.entry.id == edition)


def test_it_opens_on_the_edition_in_force_and_lists_shipped_and_own_ones(office, shown, qtbot):
    place = shown(office)
    assert place.entry.id == "2019-10-25"
    states = {entry.id: entry.state for entry in place.table.rows}
    assert states["2019-10-25"] == "shipped" and states["own-1"] == "draft"
    assert place.items.table.rowCount() == len(place.entry.edition.items)
    assert not place.edit.isEnabled() and place.edit.toolTip()
    choose(qtbot, place, "own-1")
    assert place.edit.isEnabled() and place.bar.isVisible()


def test_items_are_found_by_their_words_and_every_tab_by_its_key(office, shown, qtbot):
    place = shown(office)
    place.items.field.set_text("資訊資產")
    assert 0 < place.items.table.rowCount() < len(place.entry.edition.items)
    place.items.field.set_text("沒有這種字眼")
    assert place.items.table.rowCount() == 0
    for number, name in enumerate(TABS, 1):
        place.tabs.setCurrentIndex((number + 1) % 6)
        QTest.keyClick(place, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda at=number - 1: place.tabs.currentIndex() == at)
        assert name in TABS


def test_two_editions_are_compared_with_their_words_side_by_side(office, shown, qtbot, runner):
    place = shown(office)
    choose(qtbot, place, "own-1")
    place.tabs.setCurrentIndex(TABS.index("compare"))
    place.compare.first.choose("2019-10-25")
    place.compare.ask()
    qtbot.waitUntil(lambda: place.compare.table.rowCount() == 1)
    (one,) = place.compare.table.rows
    assert one.turn == "text" and one.after.key == RISK


def test_a_trial_tells_what_comes_out_otherwise_and_a_wrong_day_beside_the_field(office, shown, qtbot):
    place = shown(office)
    choose(qtbot, place, "own-1")
    place.trial.firm.choose("ZX02")
    place.trial.day.setText("yesterday")
    QTest.keyClick(place.trial.day, Qt.Key.Key_Return)
    assert not place.trial._wrong.isHidden()
    place.trial.day.setText("108/11/01")
    QTest.keyClick(place.trial.day, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "ZX02" in place.trial.told.text())
    assert place.trial._wrong.isHidden()


def test_who_wrote_reads_why_another_must_decide(office, shown, qtbot):
    office.office_editions.submit("own-1")
    place = shown(office)
    choose(qtbot, place, "own-1")
    approve = place.bar.buttons["核定…"]
    assert not approve.isEnabled() and "須由另一人覆核" in approve.toolTip()
    assert place.badge() == 0
    place.tabs.setCurrentIndex(TABS.index("exceptions"))
    place.exceptions.view.setFocus()
    qtbot.waitUntil(lambda: "核可" in place.exceptions.bar.buttons)
    assert not place.exceptions.bar.buttons["核可"].isEnabled()


def test_the_second_supervisor_approves_with_the_passphrase_and_the_list_follows(office, home, shown, qtbot):
    office.close()
    desk = Desk.open(home, "lee", PASSPHRASE + "!", cost=CHEAP, clock=fixed_clock(DAY))
    try:
        place = shown(desk)
        assert place.badge() == 2
        place.tabs.setCurrentIndex(TABS.index("key_items"))
        place.key_items.view.setFocus()
        qtbot.mouseClick(place.key_items.bar.buttons["核可"], Qt.MouseButton.LeftButton)
        sheet = place.window().findChild(ApproveSheet)
        assert not sheet.primary.isEnabled()
        QTest.keyClicks(sheet.confirm.field.edit, "somebody else's")
        QTest.keyClick(sheet.confirm.field.edit, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "尚未核定" in sheet.confirm._told.text())
        assert [one.state for one in place.key_items.table.rows] == ["proposed"]
        QTest.keyClicks(sheet.confirm.field.edit, PASSPHRASE + "!")
        assert sheet.primary.isEnabled()
        QTest.keyClick(sheet.confirm.field.edit, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: [one.state for one in place.key_items.table.rows] == ["approved"])
        qtbot.waitUntil(lambda: place.badge() == 1)
    finally:
        place.runner.close()
        desk.close()


def test_an_item_is_edited_in_a_form_that_reads_its_condition_while_it_is_typed(office, shown, qtbot):
    place = shown(office)
    choose(qtbot, place, "own-1")
    place.items.view.choose(RISK)
    place.edit_current()
    sheet = place.window().findChild(ItemSheet)
    sheet.condition.text.setText("{fact: nothing, is: true}")
    qtbot.waitUntil(lambda: "無法讀取" in sheet.condition.told.text())
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not sheet.wrong.isHidden())
    sheet.condition.text.setText("{fact: internet_ordering, is: true}")
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: office.office_editions.show("own-1").version == 3)


def test_a_condition_is_put_together_from_lines_and_its_text_follows(office, shown, qtbot):
    place = shown(office)
    choose(qtbot, place, "own-1")
    place.edit_item(None)
    edit = place.window().findChild(ItemSheet).condition
    assert edit.text.text() == "always" and edit.lines == []
    edit.add.click()
    edit.lines[0].amount.setFocus()
    QTest.keyClicks(edit.lines[0].amount, "100")
    assert edit.text.text() == "{capital: {min: 10000000000, below: null}}"
    edit.add.click()
    second = edit.lines[1]
    second.kind.setCurrentIndex(second.kind.findData("internet_ordering"))
    second.kind.chosen.emit("internet_ordering")
    edit.join.choose("any")
    edit.join.chosen.emit("any")
    assert edit.text.text().startswith("{any: [") and "或" in edit.told.text()
    edit.text.setText("{not: {fact: co_location, is: true}}")
    qtbot.waitUntil(lambda: not edit.add.isEnabled() and edit.lines == [])
    edit.every.click()
    qtbot.waitUntil(lambda: edit.add.isEnabled())


def test_a_table_is_edited_and_a_gap_is_told_while_it_is_typed(office, shown, qtbot):
    place = shown(office)
    place.tabs.setCurrentIndex(TABS.index("tables"))
    assert not place.tables.edits["staffing_table"].isEnabled()
    choose(qtbot, place, "own-1")
    place.tables.edits["staffing_table"].click()
    sheet = place.window().findChild(TableSheet)
    first = sheet.bands[0]
    first.below.clear()
    QTest.keyClicks(first.below, "30")
    assert "40 億" not in sheet.faults.text() and "30 億" in sheet.faults.text() and not sheet.primary.isEnabled()
    sheet.bands[1].least.clear()
    QTest.keyClicks(sheet.bands[1].least, "30")
    assert sheet.primary.isEnabled()
    sheet.bands[1].staff.setText("4")
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: office.office_editions.show("own-1").version == 3)
    band = office.office_editions.read("own-1").staffing_table.bands[1]
    assert (band.minimum, band.staff_minimum, band.name.zh) == (3_000_000_000, 4, "30 億元以上、未達 100 億元")


def test_parts_are_named_and_the_scope_of_a_band_is_ticked(office, shown, qtbot):
    place = shown(office)
    choose(qtbot, place, "own-1")
    place.edit_table("parts")
    names = place.window().findChild(PartsSheet)
    names._names["P2"][0].setText("網路下單")
    names._give()
    qtbot.waitUntil(lambda: office.office_editions.show("own-1").version == 3)
    qtbot.waitUntil(lambda: place.entry.row.version == 3)
    place.edit_table("scope_table")
    sheet = place.window().findChild(TableSheet)
    sheet.bands[0].parts["P2"].setChecked(True)
    sheet._give()
    qtbot.waitUntil(lambda: office.office_editions.show("own-1").version == 4)
    assert office.office_editions.read("own-1").scope_table.bands[0].parts == ("P1", "P2")


def test_what_is_typed_into_a_form_is_back_when_it_is_opened_again(office, shown, qtbot):
    place = shown(office)
    place.keeper = DraftKeeper(office.drafts)
    place.propose_exception()
    sheet = place.window().findChild(ExceptionSheet)
    QTest.keyClicks(sheet.reason, "half a sentence")
    sheet.close_and_return()
    qtbot.waitUntil(lambda: [one.content for one in office.drafts.all("rules.exception/")] == ["half a sentence"])
    qtbot.waitUntil(lambda: place.window().findChild(ExceptionSheet) is None)
    place.reopen("rules.exception/")
    again = place.window().findChild(ExceptionSheet)
    qtbot.waitUntil(lambda: again.reason.toPlainText() == "half a sentence")
    place.keeper.close()


def test_the_comparison_names_fields_and_conditions_in_words(office, shown, qtbot):
    place = shown(office)
    choose(qtbot, place, "own-1")
    place.tabs.setCurrentIndex(TABS.index("compare"))
    qtbot.waitUntil(lambda: place.compare.table.rowCount() == 1)
    place.compare.view.choose(place.compare.table.rows[0].after.key)
    place.compare._show(place.compare.table.rows[0])
    told = place.compare._fields.text()
    assert "condition" not in told and told.startswith("適用對象：辦理網路下單業務 → 所有證券商")


def test_a_copy_needs_a_name_and_says_so_beside_the_field(office, shown, qtbot):
    place = shown(office)
    place.copy.click()
    sheet = place.window().findChild(CopySheet)
    sheet._give()
    qtbot.waitUntil(lambda: "規則版本的名稱" in sheet.wrong.text())
    sheet.name.setText("own-2")
    sheet._give()
    qtbot.waitUntil(lambda: "own-2" in {entry.id for entry in place.table.rows})


def test_an_exception_is_proposed_with_a_reason(office, shown, qtbot):
    place = shown(office)
    place.propose_exception()
    sheet = place.window().findChild(ExceptionSheet)
    sheet._give()
    qtbot.waitUntil(lambda: not sheet.wrong.isHidden())
    sheet.reason.setPlainText("已由他機關查核")
    sheet._give()
    qtbot.waitUntil(lambda: place.exceptions.table.rowCount() == 2)


def test_who_approves_an_exception_reads_of_which_firm_and_days_it_is(office, home, shown, qtbot):
    office.close()
    desk = Desk.open(home, "lee", PASSPHRASE + "!", cost=CHEAP, clock=fixed_clock(DAY))
    try:
        place = shown(desk)
        (one,) = desk.exceptions.list()
        for act, kind in (("approve", ApproveSheet), ("refuse", ReasonSheet)):
            place.decide(act, one)
            sheet = place.window().findChild(kind)
            told = "".join(label.text() for label in sheet.findChildren(QLabel))
            assert all(word in told for word in ("ZX02", one.firm_name, "加查", "108/06/01", "試營運"))
            sheet.close_and_return()
        place.resize(700, 330)
        qtbot.waitUntil(lambda: not place.window().findChildren(ApproveSheet))
        place.decide("approve", one)
        sheet = place.window().findChild(ApproveSheet)
        field = sheet.confirm.field.edit
        qtbot.waitUntil(lambda: field.visibleRegion().boundingRect().height() == field.height())
    finally:
        place.runner.close()
        desk.close()


def test_a_mistake_is_seen_where_the_form_has_to_scroll(office, shown, qtbot):
    place = shown(office)
    place.resize(700, 330)
    place.propose_exception()
    sheet = place.window().findChild(ExceptionSheet)
    sheet._give()
    qtbot.waitUntil(lambda: not sheet.wrong.isHidden() and not sheet.wrong.visibleRegion().isEmpty())


def test_each_tab_begins_at_its_top_with_the_focus_in_sight_where_the_page_has_to_scroll(office, shown, qtbot):
    place = shown(office)
    place.resize(700, 330)
    qtbot.keyClick(place.editions, Qt.Key.Key_Return)
    for number in (2, 3, 2, 1, 4):
        place.tabs.setCurrentIndex(number - 1)
        qtbot.waitUntil(lambda: not place.runner.reading)
        assert place.pane.area.verticalScrollBar().value() == 0
        place.pane.area.verticalScrollBar().setValue(place.pane.area.verticalScrollBar().maximum())


def test_a_person_without_the_role_sees_every_act_disabled_with_the_reason(office, home, shown):
    office.people.add("chen", "陳示範", PASSPHRASE + "?", ["inspector"])
    office.close()
    desk = Desk.open(home, "chen", PASSPHRASE + "?", cost=CHEAP, clock=fixed_clock(DAY))
    try:
        place = shown(desk)
        for button in (place.copy, place.edit, place.new, place.exceptions.add, place.key_items.add):
            assert not button.isEnabled() and button.toolTip()
        assert place.badge() == 0
    finally:
        place.runner.close()
        desk.close()


def test_only_the_page_looked_at_is_made_and_each_follows_when_it_is_looked_at(office, shown, qtbot):
    place = shown(office)
    assert set(place.pane._made) == {"items"}
    choose(qtbot, place, "own-1")
    place.tabs.setCurrentIndex(TABS.index("exceptions"))
    assert set(place.pane._made) == {"items", "exceptions"} and place.exceptions.table.rowCount() == 1
    place.exceptions.field.set_text("沒有這種字眼")
    assert place.exceptions.table.rowCount() == 0


def test_an_edition_that_a_shipped_one_replaces_says_so_leads_to_the_differences_and_is_noted_once(office, home, shown, qtbot):
    office.office_editions.submit("own-1")
    office.close()
    desk = Desk.open(home, "lee", PASSPHRASE + "!", cost=CHEAP, clock=fixed_clock(DAY))
    try:
        desk.office_editions.approve("own-1")
        place = shown(desk)
        choose(qtbot, place, "own-1")
        one = place.entry.superseded
        assert one is not None and place.entry.standing == "superseded" and place.pane.superseded.isVisible()
        QTest.keyClick(place, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        qtbot.waitUntil(lambda: place.pane.current == "compare" and place.compare.table.rowCount() > 0)
        assert (place.compare.first.current(), place.compare.second.current()) == ("own-1", one.by)
        place.pane.superseded.noted.click()
        qtbot.waitUntil(lambda: place.entry.superseded.settled)
        assert not place.pane.superseded.noted.isEnabled()
    finally:
        place.runner.close()
        desk.close()


def test_the_list_of_a_tab_is_written_as_it_stands_on_screen(office, shown, qtbot, tmp_path, monkeypatch):
    target = tmp_path / "items.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    place = shown(office)
    place.items.field.set_text("資訊資產")
    place.items.view.setFocus()
    place.export()
    qtbot.waitUntil(lambda: target.exists() and not place.runner.active())
    lines = list(csv.reader(target.read_text(encoding="utf-8-sig").splitlines()))
    assert len(lines) == 1 + place.items.table.rowCount() and lines[0][0] == "代號"


# parts


@pytest.mark.parametrize(("before", "after"), [("", ""), ("防毒軟體", "防毒軟體"), ("每年一次", "每半年一次"), ("a b", "a c b")])
def test_both_sides_of_a_difference_are_the_whole_texts(before, after):
    left, right = marked(before, after)
    assert "".join(text for text, _ in left) == before
    assert "".join(text for text, _ in right) == after
    assert any(differs for _, differs in (*left, *right)) != (before == after)


def test_a_difference_reads_text_as_text_and_not_as_markup(qtbot):
    shown = DiffText()
    qtbot.addWidget(shown)
    shown.show_texts("<b>舊</b>", "<i>新</i>")
    assert [side.accessibleName() for side in shown._sides] == ["<b>舊</b>", "<i>新</i>"]
    assert shown._sides[0].text().startswith("&lt;") and "<b>" not in shown._sides[0].text()


def test_a_sign_off_bar_prints_why_somebody_may_not_decide(qtbot):
    bar = SignOffBar()
    qtbot.addWidget(bar)
    acted = []
    actions = (SignOffAction("核可", "check", lambda: acted.append(1), "您是撰寫人，須由他人覆核。"),)
    bar.show_steps((SignOffStep("撰寫", ("wang",)), SignOffStep("核可")), actions)
    bar.buttons["核可"].click()
    assert acted == [] and not bar.buttons["核可"].isEnabled()
    bar.show_steps((), (SignOffAction("核可", "check", lambda: acted.append(1)),))
    bar.buttons["核可"].click()
    assert acted == [1]
