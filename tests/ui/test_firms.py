"""The Firms place in the shell over a real workspace: list, firm, why, filters, keys, visits, lists in and out."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from auditdesk.desk import Desk, fixed_clock
from auditdesk.model.commands import OpenVisit, RecordFact
from tests.conftest import CHEAP, PASSPHRASE
from ui.jobs import Runner
from ui.parts.buttons import Button
from ui.parts.why_popover import WhyPopover
from ui.places.firms import FirmsPlace, first_day
from ui.places.firms_facts import FactSheet
from ui.places.firms_records import RecordSheet
from ui.places.firms_sheets import ConfirmSheet, DayPopover, RuleSheet, VisitSheet
from ui.places.firms_status_sheets import ContactsSheet
from ui.preferences import Preferences
from ui.shell import BUILT, Shell
from ui.words import tr

YI = 100_000_000
DAY = date(2019, 11, 1)
HEAD = "代號,名稱,資本額,網路下單"
REGISTER = """代號,名稱,資本額,網路下單,資安專責單位,資安主管,資安人員,統一編號,地址
ZX01,示範甲證券,312億,是,有,1,2,00000016,臺北市示範路1號
ZX02,示範乙證券,100億,是,,1,1,00000022,臺北市示範路1號
ZX03,示範丙證券,9999999999,是,,1,1,00000037,臺北市示範路1號
ZX04,示範臺銀證券,40億,是,,0,1,00000043,臺北市示範路1號
ZX05,示範戊證券,3999999999,是,,,1,00000058,臺北市示範路1號
"""


@pytest.fixture(scope="session")
def register_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with five firms on both sides of every threshold, made once; never changed."""
    folder = tmp_path_factory.mktemp("register")
    path = folder / "register.csv"
    path.write_text(REGISTER, encoding="utf-8")
    desk, _ = Desk.create(folder / "home", "wang", "王主管", PASSPHRASE, ("supervisor",), cost=CHEAP, clock=fixed_clock(DAY))
    desk.firm_lists.apply(desk.firm_lists.preview(path, date(2019, 1, 1)))
    desk.close()
    return folder / "home"


@pytest.fixture
def filled(register_home: Path, tmp_path: Path) -> Iterator[Desk]:
    """A copy of it that a test may change."""
    home = tmp_path / "register"
    shutil.copytree(register_home, home)
    desk = Desk.open(home, "wang", PASSPHRASE, clock=fixed_clock(DAY))
    yield desk
    desk.close()


def open_shell(qtbot, desk: Desk, tmp_path: Path, size: tuple[int, int] = (1366, 738)) -> Iterator[FirmsPlace]:
    runner = Runner()
    shell = Shell(desk, runner, Preferences(tmp_path / "preferences.json"), tuple(each for each in BUILT if each.key == "firms"))
    qtbot.addWidget(shell)
    shell.resize(*size)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    shell.start()
    place = shell.place
    assert isinstance(place, FirmsPlace)
    qtbot.waitUntil(lambda: place.on is not None)
    yield place
    runner.close()


@pytest.fixture
def place(qtbot, filled: Desk, tmp_path: Path) -> Iterator[FirmsPlace]:
    for place in open_shell(qtbot, filled, tmp_path):
        show(qtbot, place, "ZX01")
        yield place


@pytest.fixture
def empty_place(qtbot, desk: Desk, tmp_path: Path) -> Iterator[FirmsPlace]:
    yield from open_shell(qtbot, desk, tmp_path)


@pytest.fixture
def narrow_place(qtbot, filled: Desk, tmp_path: Path) -> Iterator[FirmsPlace]:
    for place in open_shell(qtbot, filled, tmp_path, (700, 400)):
        place.register.view.choose("ZX01")
        yield place


def show(qtbot, place: FirmsPlace, code: str) -> None:
    assert place.register.view.choose(code)
    qtbot.waitUntil(lambda: place.detail.firm is not None and place.detail.firm.code == code)


def codes(place: FirmsPlace) -> list[str]:
    return [firm.code for firm in place.register.table.shown]


def note_of(place: FirmsPlace) -> WhyPopover | None:
    return next((note for note in place.window().findChildren(WhyPopover) if note.isVisible()), None)


def sheet_of(place: FirmsPlace, kind: type[QWidget]) -> QWidget:
    return next(sheet for sheet in place.window().findChildren(kind) if sheet.isVisible())


def written(path: Path, *rows: str, head: str = HEAD) -> Path:
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return path


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


# lists in


def read_list(qtbot, place: FirmsPlace, path: Path) -> None:
    place.preview_list(path)
    qtbot.waitUntil(lambda: place.importing._job is None)


def test_a_list_is_previewed_with_tier_moves_first_and_applied_after_one_question(
    qtbot, place: FirmsPlace, tmp_path: Path
) -> None:
    path = written(tmp_path / "list.csv", "ZX05,示範戊證券,40億,是", "ZX09,示範壬證券,5億,否")
    read_list(qtbot, place, path)
    lines = place.importing.changes.table().shown
    assert [line.code for line in lines if line.tone == "move"] == ["ZX05"] and lines[0].tone == "move"
    assert {line.code for line in lines if line.tone == "missing"} == {"ZX01", "ZX02", "ZX03", "ZX04"}
    assert len(place.register.table.rows) == 5, "nothing is kept yet"
    qtbot.keyClick(place.importing.changes, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    question = sheet_of(place, ConfirmSheet)
    assert "list.csv" in " ".join(label.text() for label in question.findChildren(QLabel))
    with qtbot.waitSignal(place.offered) as told:
        qtbot.keyClick(question, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "list.csv" in told.args[0]
    qtbot.waitUntil(lambda: len(place.register.table.rows) == 6)


def test_a_list_with_a_bad_amount_names_row_column_and_value_and_cannot_be_applied(
    qtbot, place: FirmsPlace, tmp_path: Path
) -> None:
    read_list(qtbot, place, written(tmp_path / "bad.csv", "ZX01,示範甲證券,40億,是", "ZX02,示範乙證券,很多,否"))
    problem = place.importing.problems.table().row_at(0)
    assert (problem.row, problem.column, problem.value) == (3, "資本額", "很多")
    assert place.importing.problems.isVisible()
    assert not place.importing.apply.isEnabled() and place.importing.apply.accessibleDescription()
    qtbot.keyClick(place.importing.problems, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not any(sheet.isVisible() for sheet in place.window().findChildren(ConfirmSheet))
    qtbot.keyClick(place.importing.problems, Qt.Key.Key_Escape)
    assert place.register.view.hasFocus()


def test_a_file_that_is_no_list_is_explained_in_the_table_and_not_in_a_box(qtbot, place: FirmsPlace, tmp_path: Path) -> None:
    path = tmp_path / "picture.xlsx"
    path.write_bytes(b"PK\x03\x04 this is no workbook")
    read_list(qtbot, place, path)
    table = place.importing.problems.table()
    assert table.rowCount() >= 1
    message = table.index(0, table.column_index("message")).data()
    assert "picture.xlsx" in message and len(message) > 20, "a sentence, not a code"
    assert not place.importing.apply.isEnabled()


def test_the_problems_can_be_written_to_a_file(qtbot, place: FirmsPlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_list(qtbot, place, written(tmp_path / "bad.csv", "ZX02,示範乙證券,很多,否"))
    target = tmp_path / "problems.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "CSV (*.csv)"))
    with qtbot.waitSignal(place.said):
        place.importing.export_button.click()
    rows = list(csv.reader(target.read_text(encoding="utf-8-sig").splitlines()))
    assert "很多" in rows[1] and len(rows) == 2


def test_a_register_that_moved_on_is_read_again_instead_of_overwritten(qtbot, place: FirmsPlace, tmp_path: Path) -> None:
    read_list(qtbot, place, written(tmp_path / "list.csv", "ZX09,示範壬證券,5億,否"))
    place.desk.firms.record_fact(RecordFact("ZX01", "co_location", True, date(2019, 2, 1), "訪談"))
    place.importing._apply()
    qtbot.waitUntil(lambda: place.importing._job is None)
    assert not place.importing.apply.isEnabled()
    assert "ZX09" not in [firm.code for firm in place.desk.firms.list(DAY)]


def test_a_file_dropped_on_the_place_is_previewed(qtbot, place: FirmsPlace, tmp_path: Path) -> None:
    path = written(tmp_path / "list.csv", "ZX09,示範壬證券,5億,否")
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, dragged, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    place.dropEvent(event)
    qtbot.waitUntil(lambda: place.importing.preview is not None)
    assert place.importing.preview.list.file == "list.csv"


# lists out


@pytest.mark.parametrize("suffix", [".csv", ".json", ".xlsx", ".ods"])
def test_the_list_on_screen_is_exported_in_its_order(
    qtbot, place: FirmsPlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    target = tmp_path / f"firms{suffix}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    place.register.field.set_text("示範")
    with qtbot.waitSignal(place.said):
        qtbot.keyClick(place.register.view, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert target.stat().st_size > 0
    if suffix == ".csv":
        rows = list(csv.reader(target.read_text(encoding="utf-8-sig").splitlines()))
        assert [row[0] for row in rows[1:]] == codes(place)


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
        for place in open_shell(qtbot, desk, tmp_path):
            assert place.action().refused
            place.preview_list(written(tmp_path / "list.csv", "ZX09,示範壬證券,5億,否"))
            assert not place.is_importing and place.register.isVisible()
            assert place.detail.open_visit.isEnabled()
    finally:
        desk.close()


def test_an_applied_list_is_undone_from_the_status_bar(qtbot, place: FirmsPlace, tmp_path: Path) -> None:
    read_list(qtbot, place, written(tmp_path / "list.csv", "ZX09,示範壬證券,40億,是"))
    qtbot.keyClick(place.importing.changes, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    question = sheet_of(place, ConfirmSheet)
    with qtbot.waitSignal(place.offered) as offer:
        qtbot.keyClick(question, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(place.register.table.rows) == 6)
    assert "list.csv" in offer.args[1]
    offer.args[2]()
    qtbot.waitUntil(lambda: len(place.register.table.rows) == 5)


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


# columns matched, firms left out


def test_unknown_columns_are_matched_by_keyboard_once_and_remembered(qtbot, place: FirmsPlace, tmp_path: Path) -> None:
    path = written(tmp_path / "own.csv", "ZX09,示範壬證券,5億,x", head="券代,券商名,股本,備註甲")
    read_list(qtbot, place, path)
    page = place.importing.matching
    assert page.isVisible() and page.choices["code"].hasFocus()
    qtbot.keyClick(page.choices["code"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page._faults["code"].isVisible() and page.choices["code"].hasFocus()
    for field, heading in (("code", "券代"), ("name", "券商名"), ("paid_in_capital", "股本")):
        while page.choices[field].current() != heading:
            qtbot.keyClick(page.choices[field], Qt.Key.Key_Down)
    assert page._samples["code"].text() == "ZX09" and "備註甲" in page._unused.text()
    qtbot.keyClick(page.choices["name"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: place.importing.preview is not None)
    assert [line.code for line in place.importing.changes.table().rows if line.tone == "added"] == ["ZX09"]
    qtbot.keyClick(place.importing.changes, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(place.offered):
        qtbot.keyClick(sheet_of(place, ConfirmSheet), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    read_list(qtbot, place, written(tmp_path / "next.csv", "ZX10,示範癸證券,6億,x", head="券代,券商名,股本,備註甲"))
    assert place.importing.preview is not None and place.importing.preview.added == 1
    place.importing.match.click()
    qtbot.waitUntil(lambda: place.importing.matching.isVisible())
    assert place.importing.matching.mapping() == {"code": "券代", "name": "券商名", "paid_in_capital": "股本"}


def test_the_space_bar_leaves_a_firm_out_and_the_rest_is_applied_as_one_act(qtbot, place: FirmsPlace, tmp_path: Path) -> None:
    read_list(qtbot, place, written(tmp_path / "list.csv", "ZX05,示範戊證券,40億,是", "ZX09,示範壬證券,5億,否"))
    changes = place.importing.changes
    changes.setCurrentIndex(changes.table().index(0, 0))
    assert "39.9" in changes.current_row().before and "40" in changes.current_row().after
    qtbot.keyClick(changes, Qt.Key.Key_Space)
    assert {line.code for line in changes.table().rows if line.left} == {"ZX05"}
    assert place.importing.preview.tier_moves == () and tr("Take in again") == place.importing.leave_button.text()
    qtbot.keyClick(changes, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(place.offered):
        qtbot.keyClick(sheet_of(place, ConfirmSheet), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(place.register.table.rows) == 6)
    assert next(row for row in place.register.table.rows if row.code == "ZX05").paid_in_capital == 3_999_999_999


def test_the_differences_are_filtered_by_kind(qtbot, place: FirmsPlace, tmp_path: Path) -> None:
    read_list(qtbot, place, written(tmp_path / "list.csv", "ZX05,示範戊證券,40億,是", "ZX04,示範臺銀證券,40億,是"))
    table, kind = place.importing.changes.table(), place.importing.kind
    seen = {}
    for tone in ("move", "changed", "missing", "stayed", "added"):
        kind.setCurrentIndex(kind.findData(tone))
        kind.chosen.emit(tone)
        seen[tone] = {line.code for line in table.shown}
    assert seen["move"] == seen["changed"] == {"ZX05"} and seen["stayed"] == {"ZX04"}
    assert (len(seen["missing"]), seen["added"]) == (3, set())


# what becomes of a firm


def record_sheet(place: FirmsPlace) -> RecordSheet:
    return next(sheet for sheet in place.window().findChildren(RecordSheet) if sheet.isVisible())


def give(qtbot, sheet: QWidget) -> None:
    qtbot.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


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
