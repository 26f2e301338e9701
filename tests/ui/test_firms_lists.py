"""Lists into the Firms place and out of it: preview, matching, leaving out, undo, export."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel

from auditdesk.model.commands import RecordFact
from auditdesk.model.terms import FindingState, Severity
from tests.ui.firms_steps import (
    DAY,
    HEAD,
    codes,
    read_list,
    sheet_of,
    written,
)
from ui import words
from ui.parts.buttons import Button
from ui.parts.painting import chip_width
from ui.places import firms_words as say
from ui.places.firms import FirmsPlace
from ui.places.firms_lists import finding_columns
from ui.places.firms_records import ListSheet
from ui.places.firms_sheets import ConfirmSheet
from ui.table_view import PADDING
from ui.theme import theme
from ui.words import plural, tr

# lists in


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


def test_what_an_older_list_says_is_shown_and_left(qtbot, place: FirmsPlace, tmp_path: Path) -> None:
    newer = written(tmp_path / "newer.csv", "ZX02,示範乙證券,120億,是,07-222", head=f"{HEAD},電話")
    lists = place.desk.firm_lists
    lists.apply(lists.preview(newer, date(2019, 6, 1)))
    older = written(tmp_path / "older.csv", "ZX02,示範乙證券,120億,是,02-111", head=f"{HEAD},電話")
    place.importing  # noqa: B018 — made before the list comes
    place.pages.setCurrentWidget(place.importing)
    place.importing.read(older, (), date(2019, 3, 1))
    qtbot.waitUntil(lambda: place.importing._job is None)
    left = [line for line in place.importing.changes.table().rows if line.tone == "older"]
    assert [line.code for line in left] == ["ZX02"] and "07-222" in left[0].before and "02-111" in left[0].after
    place.importing.kind.choose("older")
    place.importing._choose_kind("older")
    assert place.importing.changes.table().shown == tuple(left)
    assert not place.importing._can_leave(left[0]), "nothing is taken, so nothing is left out"


def test_a_doubtful_amount_is_named_before_a_list_is_applied(qtbot, place: FirmsPlace, tmp_path: Path) -> None:
    read_list(qtbot, place, written(tmp_path / "slip.csv", "ZX01,示範甲證券,31200000,是"))
    place.importing._confirm()
    question = sheet_of(place, ConfirmSheet)
    assert any("有疑義" in label.text() for label in question.findChildren(QLabel))


def test_the_branches_of_a_firm_are_shown_and_written(qtbot, place: FirmsPlace, tmp_path: Path, monkeypatch) -> None:
    head = "出表日期,證券商代號,證券商名稱,開業日,地址,電話"
    path = written(tmp_path / "branches.csv", "1080102,ZX0C,示範甲-北區,0811120,臺北市,", head=head)
    place.desk.firm_lists.apply(place.desk.firm_lists.preview(path, DAY))
    qtbot.waitUntil(lambda: place.detail.shown is not None and len(place.detail.shown.branches) == 1)
    overview = place.detail.overview
    shown = next(
        each for each in overview.findChildren(Button) if each.text() == plural(1, "Show {count} branch", "Show {count} branches")
    )
    shown.click()
    sheet = sheet_of(place, ListSheet)
    assert [one.name for one in sheet.view.model().rows] == ["示範甲-北區"]
    out = tmp_path / "branches-out.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), "CSV (*.csv)"))
    next(each for each in sheet.findChildren(Button) if each.text() == tr("Export ...")).click()
    qtbot.waitUntil(out.exists)
    qtbot.waitUntil(lambda: not place.runner.active())
    assert "示範甲-北區" in out.read_text("utf-8-sig")


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_severity_and_state_of_a_finding_have_room_for_their_longest_word(qapp, language):
    words.use(language)
    widths = {column.key: column.width for column in finding_columns(lambda: None)}
    for column, names in (("severity", Severity), ("state", FindingState)):
        for name in names:
            needed = chip_width(say.term(column, name), "sev-high" if column == "severity" else None) / theme().scale
            assert widths[column] >= needed + 2 * PADDING - 1, (column, name)
