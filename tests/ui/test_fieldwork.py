"""The fieldwork screen over a real workspace, with real keys: judging, writing, going back, notes, problems, handing in."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextLayout
from PySide6.QtWidgets import QApplication, QWidget

from auditdesk.desk import Desk, fixed_clock
from auditdesk.model.commands import AnswerItem, OpenVisit
from auditdesk.model.fieldwork_rows import EditFinding, JudgeItem
from auditdesk.model.records import Finding
from auditdesk.model.terms import Judgement
from tests.conftest import CHEAP, PASSPHRASE
from tests.ui.conftest import standing_shell
from tests.yardstick import slowness
from ui.parts.pattern_field import PatternSearch
from ui.parts.why_popover import WhyPopover
from ui.places.fieldwork import FieldworkPane
from ui.places.fieldwork_book import UNBOUND, unbound_key
from ui.places.fieldwork_capture import CaptureSheet
from ui.places.fieldwork_sheets import ListSheet, ReasonSheet, SignOffSheet, SortSheet
from ui.places.visits import VisitsPlace
from ui.shell import BUILT, Shell

DAY = date(2019, 11, 1)
REGISTER = """代號,名稱,資本額,網路下單
ZX01,示範甲證券,312億,是
ZX02,示範乙證券,39億,否
"""
Key = Qt.Key
CONTROL, ALT, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
RARE = "堃喆峯彣綉犇"


@pytest.fixture(scope="session")
def field_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a visit of this year and the one of the year before; made once, never changed."""
    folder = tmp_path_factory.mktemp("field")
    path = folder / "register.csv"
    path.write_text(REGISTER, encoding="utf-8")
    desk, _ = Desk.create(
        folder / "home", "wang", "王主管", PASSPHRASE, ("supervisor", "inspector"), cost=CHEAP, clock=fixed_clock(DAY)
    )
    desk.firm_lists.apply(desk.firm_lists.preview(path, date(2018, 1, 1)))
    before = desk.visits.open(OpenVisit("ZX01", date(2018, 12, 3)))
    _, items = desk.visits.show(before.number)
    desk.visits.answer_all([AnswerItem(before.number, items[1].key, Judgement.CONFORM, "去年看過")])
    desk.visits.open(OpenVisit("ZX01", DAY))
    desk.close()
    return folder / "home"


@pytest.fixture
def field_desk(field_home: Path, tmp_path: Path) -> Iterator[Desk]:
    home = tmp_path / "field"
    shutil.copytree(field_home, home)
    desk = Desk.open(home, "wang", PASSPHRASE, clock=fixed_clock(DAY))
    yield desk
    desk.close()


def open_shell(qtbot, desk: Desk, tmp_path: Path, size: tuple[int, int] = (1366, 738)) -> Iterator[Shell]:
    built = tuple(each for each in BUILT if each.key == "visits")
    with standing_shell(qtbot, desk, tmp_path, built, size) as shell:
        yield shell


def opened(qtbot, shell: Shell) -> FieldworkPane:
    place = shell.place
    assert isinstance(place, VisitsPlace)
    place.open_object("108-V001")
    pane = place.fieldwork
    qtbot.waitUntil(lambda: pane.head is not None and pane.items.list.hasFocus())
    return pane


@pytest.fixture
def pane(qtbot, field_desk: Desk, tmp_path: Path) -> Iterator[FieldworkPane]:
    for shell in open_shell(qtbot, field_desk, tmp_path):
        yield opened(qtbot, shell)


def press(qtbot, key: Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key, where the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, modifier)


def settled(qtbot, pane: FieldworkPane) -> None:
    """Everything is written and read again."""
    qtbot.waitUntil(lambda: pane.book.settled and not pane.runner.reading)


def on_disk(pane: FieldworkPane, key: str):
    row = pane.desk.fieldwork.screen(pane.visit)
    return next(item for item in row.items if item.key == key)


def with_pattern(pane: FieldworkPane) -> str:
    """An item that a pattern of this authority belongs to."""
    edition = pane.desk.rulebook.edition(pane.head.edition)
    keys = {key for pattern in edition.patterns if pattern.group != "feb" for key in pattern.items}
    return next(item.key for item in pane.book.items() if item.key in keys)


def sheet(pane: QWidget, kind: type[QWidget]) -> QWidget:
    return next(found for found in pane.window().findChildren(kind) if found.isVisible())


def test_a_standard_finding_takes_four_keys_and_its_words(qtbot, pane, tmp_path):
    key = with_pattern(pane)
    pane.choose(key)
    pane.items.to_list()
    photo = tmp_path / "photo.txt"
    photo.write_text("seen")
    keys = 0
    press(qtbot, "2")
    keys += 1
    press(qtbot, Key.Key_Return)
    keys += 1
    qtbot.keyClicks(QApplication.focusWidget(), "logs kept 180 days")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(photo))])
    QGuiApplication.clipboard().setMimeData(mime)
    pane.paste()  # what Ctrl+V in the list, or the tray, does
    keys += 1
    press(qtbot, Key.Key_Return, CONTROL)
    keys += 1
    assert keys <= 6
    settled(qtbot, pane)
    item = on_disk(pane, key)
    assert item.judgement == "deficient" and item.finding.pattern and item.finding.due_date is not None
    assert item.finding.facts == "logs kept 180 days" and item.finding.severity and item.evidence == 1
    assert pane.item != key and pane.items.list.hasFocus()


def test_keys_pressed_faster_than_the_disk_are_all_taken(qtbot, pane):
    key = with_pattern(pane)
    pane.choose(key)
    pane.items.to_list()
    for each in ("2", Key.Key_Return):
        press(qtbot, each)
    qtbot.keyClicks(QApplication.focusWidget(), "typed before the finding had a number")
    press(qtbot, Key.Key_Escape)
    settled(qtbot, pane)
    assert on_disk(pane, key).finding.facts == "typed before the finding had a number"


def test_every_key_is_answered_by_the_window_within_a_tenth_of_a_second(qtbot, pane):
    pane.choose(with_pattern(pane))
    pane.items.to_list()
    settled(qtbot, pane)
    keys = ["2", Key.Key_Down, "1", Key.Key_Down, "4", Key.Key_Up, "f", "0", Key.Key_Down, "3"]
    slowest = 0.0
    for each in keys * 2:
        began = time.thread_time()
        press(qtbot, each)
        QApplication.processEvents()
        slowest = max(slowest, time.thread_time() - began)
    settled(qtbot, pane)
    assert slowest < 0.1 * slowness()


def test_judging_leaves_the_focus_in_the_list_so_that_digits_always_mean_the_same(qtbot, pane):
    key = pane.item
    for digit, judgement in (("2", "deficient"), ("3", "observation"), ("1", "conform"), ("4", "not-applicable")):
        press(qtbot, digit)
        assert pane.items.list.hasFocus() and pane.book.item(key).judgement == judgement
    press(qtbot, "0")
    settled(qtbot, pane)
    assert on_disk(pane, key).judgement is None


def test_changing_back_keeps_the_draft_among_what_was_deleted_and_undo_brings_it_back(qtbot, pane):
    key = with_pattern(pane)
    pane.choose(key)
    pane.items.to_list()
    press(qtbot, "2")
    press(qtbot, Key.Key_Return)
    qtbot.keyClicks(QApplication.focusWidget(), "facts")
    press(qtbot, Key.Key_Escape)
    press(qtbot, "1")
    settled(qtbot, pane)
    assert on_disk(pane, key).findings == () and len(pane.desk.fieldwork.deleted(pane.visit)) == 1
    assert pane.step_back() is not None
    press(qtbot, Key.Key_Z, CONTROL)
    settled(qtbot, pane)
    item = on_disk(pane, key)
    assert item.judgement == "deficient" and item.finding.facts == "facts"
    press(qtbot, Key.Key_Z, CONTROL | SHIFT)
    settled(qtbot, pane)
    assert on_disk(pane, key).judgement == "conform"


def test_alt_and_a_digit_choose_the_severity_and_ask_for_a_reason_where_it_is_not_the_patterns(qtbot, pane):
    pane.choose(with_pattern(pane))
    pane.items.to_list()
    press(qtbot, "2")
    settled(qtbot, pane)
    default = pane.finding().default_severity
    order = ["critical", "high", "medium", "low"]
    other = next(at for at, each in enumerate(order) if each != default)
    press(qtbot, Key.Key_Return)
    press(qtbot, Key(int(Key.Key_1) + other), ALT)
    settled(qtbot, pane)
    assert on_disk(pane, pane.item).finding.severity == order[other]
    assert pane.editor.form.severity_reason.isVisible()


def test_a_pattern_is_found_by_two_characters_with_f4_and_alt_digit(qtbot, pane):
    key = pane.item
    press(qtbot, "2")
    settled(qtbot, pane)
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_F4)
    search = sheet(pane, PatternSearch)
    done = QInputMethodEvent()
    done.setCommitString("牆防")
    QApplication.sendEvent(search.field.edit, done)
    qtbot.waitUntil(lambda: any("防火牆" in offer.text for offer in search.list.offers))
    wanted = search.list.offers[0].key
    press(qtbot, Key.Key_1, ALT)
    settled(qtbot, pane)
    assert on_disk(pane, key).finding.pattern == wanted
    assert pane.editor.form.pattern.hasFocus()


def test_what_is_composed_is_kept_when_the_focus_leaves(qtbot, pane):
    key = pane.item
    press(qtbot, "2")
    press(qtbot, Key.Key_Return)
    facts = pane.editor.form.facts
    QApplication.sendEvent(facts, QInputMethodEvent(RARE, []))
    press(qtbot, Key.Key_Return, CONTROL)
    assert facts.hasFocus(), "Ctrl+Enter belongs to the input method"
    done = QInputMethodEvent()
    done.setCommitString(RARE)
    QApplication.sendEvent(facts, done)
    press(qtbot, Key.Key_Escape)
    settled(qtbot, pane)
    assert on_disk(pane, key).finding.facts == RARE


def test_typing_is_kept_before_the_finding_has_it_and_taken_into_it_at_the_next_start(qtbot, pane):
    press(qtbot, "2")
    settled(qtbot, pane)
    press(qtbot, Key.Key_Return)
    qtbot.keyClicks(QApplication.focusWidget(), "kept")
    uid = pane.finding().uid
    qtbot.waitUntil(lambda: any(row.content == "kept" for row in pane.desk.drafts.all("fieldwork")))
    assert pane.desk.fieldwork.editor(uid).facts == ""
    pane.editor.form.blockSignals(True)
    pane.editor.form.facts.setPlainText("")
    pane.editor.form.forget()
    pane.editor.form.blockSignals(False)
    pane.take_back_typing()
    settled(qtbot, pane)
    assert pane.desk.fieldwork.editor(uid).facts == "kept"


def test_last_times_answer_stands_at_the_item_without_a_click(qtbot, pane):
    lines = pane.items.list.lines.lines
    assert any("去年看過" in line.guide for line in lines)


def test_the_filter_shows_what_is_open_and_judging_does_not_take_the_line_away_under_the_fingers(qtbot, pane):
    press(qtbot, "1")
    press(qtbot, Key.Key_Down)
    pane.items.choose_filter("pending")
    here = pane.item
    shown = [line.key for line in pane.items.list.lines.lines]
    assert here in shown and all(pane.book.item(key).judgement is None for key in shown)
    press(qtbot, "1")
    assert pane.item == here
    press(qtbot, Key.Key_Escape)
    assert pane.items.filter == "all"


def test_ctrl_g_goes_to_the_next_item_not_checked(qtbot, pane):
    first = pane.item
    press(qtbot, "1")
    press(qtbot, Key.Key_G, CONTROL)
    assert pane.item != first and pane.book.item(pane.item).judgement is None


def test_a_note_is_captured_with_three_keys_and_sorted_with_a_digit(qtbot, pane):
    press(qtbot, Key.Key_N, CONTROL)
    capture = sheet(pane, CaptureSheet)
    qtbot.keyClicks(capture.edit, "server room door open")
    press(qtbot, Key.Key_Return)
    settled(qtbot, pane)
    assert [note.text for note in pane.head.notes] == ["server room door open"]
    assert pane.items.list.hasFocus()
    press(qtbot, Key.Key_I, CONTROL)
    sorting = sheet(pane, SortSheet)
    assert sorting.notes.hasFocus()
    sorting.items.show_offers([])
    press(qtbot, "m")
    settled(qtbot, pane)
    assert pane.head.notes == ()


def test_a_hash_links_an_item_and_the_note_is_put_there_at_once(qtbot, pane):
    key = pane.book.items()[3].key
    press(qtbot, Key.Key_N, CONTROL)
    capture = sheet(pane, CaptureSheet)
    qtbot.keyClicks(capture.edit, f"open port #{key[-5:]}")
    assert capture.edit.choosing and capture.list.offers
    press(qtbot, Key.Key_Return)
    linked = capture.item()
    assert f"#{linked}" in capture.edit.toPlainText()
    press(qtbot, Key.Key_Return)
    settled(qtbot, pane)
    assert [note.item for note in pane.desk.fieldwork.notes(pane.visit)] == [linked]


def test_escape_folds_the_capture_and_keeps_its_draft(qtbot, pane):
    press(qtbot, Key.Key_N, CONTROL)
    qtbot.keyClicks(sheet(pane, CaptureSheet).edit, "half a thought")
    press(qtbot, Key.Key_Escape)
    qtbot.waitUntil(lambda: not any(each.isVisible() for each in pane.window().findChildren(CaptureSheet)))
    press(qtbot, Key.Key_N, CONTROL)
    again = sheet(pane, CaptureSheet)
    qtbot.waitUntil(lambda: again.edit.toPlainText() == "half a thought")


def test_the_xray_lists_what_is_missing_and_each_line_is_a_jump(qtbot, pane):
    press(qtbot, "2")
    settled(qtbot, pane)
    qtbot.waitUntil(lambda: len(pane.problems) > 1)
    press(qtbot, Key.Key_F8, CONTROL)
    listed = sheet(pane, ListSheet)
    assert len(listed.list.offers) == len(pane.problems)
    assert not any(offer.text.startswith("xray.") for offer in listed.list.offers)
    wanted = next(at for at, line in enumerate(pane.problems) if line.item and line.item != pane.item)
    listed.list.pick(wanted)
    assert pane.item == pane.problems[wanted].item
    press(qtbot, Key.Key_F8)
    assert pane.item in {line.item for line in pane.problems}


def test_a_question_mark_tells_why_an_item_is_here(qtbot, pane):
    qtbot.keyClicks(pane.items.list, "?")
    note = sheet(pane, WhyPopover)
    assert note.why.lines


def test_an_empty_section_says_that_it_does_not_apply(qtbot, pane):
    empty = next((section.code for section in pane.head.sections if not section.total), None)
    if empty is None:
        pytest.skip("every section applies to this firm")
    pane.show_section(empty)
    assert pane.items.pages.currentWidget() is pane.items.not_here
    pane.items.not_here.button.click()
    assert sheet(pane, WhyPopover)


def test_handing_in_asks_for_a_reason_where_something_is_missing(qtbot, pane):
    qtbot.waitUntil(lambda: bool(pane.problems))
    pane.submit()
    qtbot.waitUntil(lambda: any(found.isVisible() for found in pane.window().findChildren(ReasonSheet)))
    asked = sheet(pane, ReasonSheet)
    asked.edit.setPlainText("time is over")
    press(qtbot, Key.Key_Return, CONTROL)
    settled(qtbot, pane)
    assert pane.head.standing == "submitted" and pane.sign_off.isVisible()
    assert not next(iter(pane.sign_off.buttons.values())).isEnabled(), "who handed it in does not sign it off"


def test_with_one_pane_at_a_time_enter_goes_in_and_escape_comes_back(qtbot, field_desk, tmp_path):
    for shell in open_shell(qtbot, field_desk, tmp_path, (700, 400)):
        pane = opened(qtbot, shell)
        assert pane.items.isVisible() and not pane.editor.isVisible() and not pane.sections.isVisible()
        press(qtbot, "2")
        settled(qtbot, pane)
        press(qtbot, Key.Key_Return)
        assert pane.editor.isVisible() and not pane.items.isVisible() and pane.editor.form.facts.hasFocus()
        press(qtbot, Key.Key_Escape)
        assert pane.items.isVisible() and pane.items.list.hasFocus()


def test_the_place_remembers_visit_and_item(qtbot, pane):
    pane.choose(pane.book.items()[4].key)
    state = pane.place.state()
    assert state["fieldwork"]["visit"] == "108-V001" and state["fieldwork"]["item"] == pane.book.items()[4].key


def test_an_inspector_who_may_not_write_reads_and_is_told_why(qtbot, pane, monkeypatch):
    from auditdesk.errors import Refused

    refused = Refused("act.forbidden", act="visits.answer", login="wang", roles=("inspector",))
    monkeypatch.setattr(pane.desk, "refusal", lambda act: refused if act == "visits.answer" else None, raising=False)
    pane._show()
    press(qtbot, "2")
    assert pane.book.item(pane.item).judgement is None and pane.items.list.refused


def as_lin(desk: Desk) -> Desk:
    home = desk.store.workspace.home
    desk.close()
    return Desk.open(home, "lin", "seven grey pebbles in rain", cost=CHEAP, clock=fixed_clock(DAY))


def test_taking_over_a_colleagues_item_asks_nothing_and_is_said(qtbot, field_desk, tmp_path):
    field_desk.people.add("lin", "林查核", "seven grey pebbles in rain", ["inspector"])
    visit = "108-V001"
    key = field_desk.fieldwork.screen(visit).items[0].key
    second = as_lin(field_desk)
    second.fieldwork.claim(visit, key)
    second.close()
    desk = Desk.open(second.store.workspace.home, "wang", PASSPHRASE, clock=fixed_clock(DAY))
    try:
        for shell in open_shell(qtbot, desk, tmp_path):
            pane = opened(qtbot, shell)
            pane.choose(key)
            lines = pane.items.list
            qtbot.waitUntil(lambda: lines.current_line().initial == "林")  # noqa: B023 — waited for at once
            said = []
            pane.place.said.connect(said.append)
            pane.items.to_list()
            press(qtbot, "1")
            settled(qtbot, pane)
            assert on_disk(pane, key).claimed_by == "wang" and any("林查核" in line for line in said)
            assert pane.items.list.current_line().initial == "" and pane.items.list.current_line().mine
    finally:
        desk.close()


def test_a_section_is_assigned_with_a_and_a_digit_and_back_to_nobody(qtbot, pane):
    press(qtbot, "a")
    press(qtbot, "1")
    settled(qtbot, pane)
    assert next(one.assigned for one in pane.head.sections if one.code == pane.section) == "wang"
    assert all(line.mine for line in pane.items.list.lines.lines)
    press(qtbot, "a")
    press(qtbot, "2")
    settled(qtbot, pane)
    assert all(one.assigned is None for one in pane.head.sections)


def test_the_last_step_of_an_earlier_sitting_is_taken_back_by_its_name(qtbot, field_desk, tmp_path):
    for shell in open_shell(qtbot, field_desk, tmp_path):
        first = opened(qtbot, shell)
        key = first.item
        press(qtbot, "2")
        settled(qtbot, first)
    home = field_desk.store.workspace.home
    field_desk.close()
    again = Desk.open(home, "wang", PASSPHRASE, clock=fixed_clock(DAY))
    try:
        for shell in open_shell(qtbot, again, tmp_path):
            pane = opened(qtbot, shell)
            number = pane.book.item(key).number
            assert number in pane.step_back().text and "不符" in pane.step_back().text
            press(qtbot, Key.Key_Z, CONTROL)
            settled(qtbot, pane)
            assert on_disk(pane, key).judgement is None
            press(qtbot, Key.Key_Z, CONTROL | SHIFT)
            settled(qtbot, pane)
            assert on_disk(pane, key).judgement == "deficient"
    finally:
        again.close()


def test_signing_off_asks_for_the_passphrase_and_says_what_is_wrong_with_it(qtbot, field_desk, tmp_path):
    field_desk.people.add("lin", "林查核", "seven grey pebbles in rain", ["supervisor"])
    reasons = {line.key: "later" for line in field_desk.fieldwork.xray("108-V001")}
    field_desk.fieldwork.submit("108-V001", reasons)
    desk = as_lin(field_desk)
    try:
        for shell in open_shell(qtbot, desk, tmp_path):
            pane = opened(qtbot, shell)
            pane.sign_papers_off()
            asked = sheet(pane, SignOffSheet)
            qtbot.keyClicks(asked.confirm.field.edit, "wrong")
            press(qtbot, Key.Key_Return)
            qtbot.waitUntil(lambda: bool(asked.confirm.field.edit.accessibleDescription()))  # noqa: B023 — waited for at once
            assert pane.head.standing == "submitted" and asked.isVisible()
            qtbot.keyClicks(asked.confirm.field.edit, "seven grey pebbles in rain")
            press(qtbot, Key.Key_Return)
            qtbot.waitUntil(lambda: pane.head.standing == "signed_off")  # noqa: B023 — waited for at once
            assert pane.refused
            pane.items.to_list()
            with qtbot.waitSignal(pane.place.said) as told:
                press(qtbot, Key.Key_Z, CONTROL)
            assert told.args == [pane.refused], "what was signed off is not taken back, and it is said why"
    finally:
        desk.close()


def test_rare_characters_have_glyphs_in_the_windows_fonts(pane):
    layout = QTextLayout(RARE, pane.editor.form.facts.font())
    layout.beginLayout()
    layout.createLine().setLineWidth(10_000)
    layout.endLayout()
    glyphs = [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]
    assert len(glyphs) == len(RARE) and all(glyphs), "a box stands where a glyph is missing"


def test_rare_characters_are_found_by_any_two_of_them(field_desk):
    key = next(item.key for item in field_desk.fieldwork.screen("108-V001").items)
    finding = field_desk.fieldwork.judge(JudgeItem("108-V001", key, Judgement.DEFICIENT)).finding
    field_desk.fieldwork.write(EditFinding(finding.uid, facts=f"承辦人{RARE}在場"))
    assert {tuple(field_desk.findings.search(RARE[at : at + 2])) for at in range(5)} == {(finding.uid,)}


def test_a_finding_without_an_item_is_reached_from_the_sections_and_put_to_one(qtbot, field_desk, tmp_path):
    key = field_desk.fieldwork.screen("108-V001").items[2].key
    uid = field_desk.fieldwork.judge(JudgeItem("108-V001", key, Judgement.DEFICIENT)).finding.uid
    with field_desk.store.work("wang", "test") as work:
        work.find(Finding, uid=uid).item_key = None
        work.commit()
    for shell in open_shell(qtbot, field_desk, tmp_path):
        pane = opened(qtbot, shell)
        pane.show_section(UNBOUND)
        assert pane.item == unbound_key(uid) and pane.editor.has_finding
        pane.items.to_list()
        press(qtbot, "1")
        assert pane.current().judgement == "deficient", "what stands under no item takes no judgement"
        press(qtbot, Key.Key_M, CONTROL)
        press(qtbot, "1")
        settled(qtbot, pane)
        assert pane.head.unbound == () and not pane.book.items(UNBOUND) and pane.current().finding.uid == uid
