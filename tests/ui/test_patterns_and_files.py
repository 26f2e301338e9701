"""The catalogue of patterns and what comes in as files, with real keys: wordings, merging, findings kept elsewhere, reply sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from auditdesk.desk import Desk
from auditdesk.exchange.tables_out import ListTable, write_table
from auditdesk.words import Words
from tests.conftest import PASSPHRASE
from tests.ui.conftest import follow
from tests.ui.findings_office import DAY
from tests.ui.test_remedy import lettered
from ui.jobs import Runner
from ui.parts.labels import Label
from ui.places.finding_import_sheets import ImportSheet, ImportsSheet
from ui.places.finding_matching import MatchingSheet
from ui.places.findings import FindingsPlace
from ui.places.findings_sheets import RemedySheet
from ui.places.firms_records import ListSheet
from ui.places.patterns_page import PatternsPage
from ui.places.reply_sheets_sheet import PreviewSheet, SheetsSheet
from ui.places.rules_sheets import ApproveSheet

Key, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@contextmanager
def standing(qtbot, desk: Desk) -> Iterator[FindingsPlace]:
    """The place alone, following what is kept."""
    runner = Runner()
    place = FindingsPlace(desk, runner)
    qtbot.addWidget(place)
    follow(desk, runner, place)
    place.resize(1280, 690)
    with qtbot.waitActive(place):
        place.show()
        place.activateWindow()
    yield place
    qtbot.waitUntil(lambda: not runner.reading)
    runner.close()


@contextmanager
def catalogue(qtbot, desk: Desk) -> Iterator[PatternsPage]:
    with standing(qtbot, desk) as place:
        place.show_tab("patterns")
        page = place.patterns
        qtbot.waitUntil(lambda: page.read_once and page.detail is not None)
        yield page


def sheet_of(place, kind: type):
    return next((one for one in place.window().findChildren(kind) if one.isVisible()), None)


def type_over(qtbot, sheet: RemedySheet, **texts: str) -> None:
    for name, text in texts.items():
        if name in sheet.boxes:
            sheet.boxes[name].setPlainText(text)
        else:
            sheet.lines_by_name[name].setText(text)


def confirmed(qtbot, sheet: ApproveSheet) -> None:
    qtbot.keyClicks(sheet.confirm.field.edit, PASSPHRASE)
    qtbot.keyClick(sheet.confirm.field.edit, Key.Key_Return)


def test_a_wording_is_proposed_by_one_and_put_in_force_by_another(qtbot, as_person: Callable[[str], Desk]):
    with catalogue(qtbot, as_person("wang")) as page:
        qtbot.keyClick(page.view, Key.Key_N, CONTROL)
        sheet = sheet_of(page, RemedySheet)
        qtbot.keyClick(sheet.boxes["zh"], Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: bool(sheet.wrong.text()) or any(each.text() for each in sheet._faults.values()))
        type_over(
            qtbot,
            sheet,
            code="CC-17010",
            zh="遠端連線未採雙因子驗證。",
            en="Remote access did without a second factor.",
            expected="遠端連線應採雙因子驗證。",
            expected_en="Remote access needs a second factor.",
        )
        qtbot.keyClick(sheet.boxes["zh"], Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: page.table.rows and page.table.rows[0].state == "proposed")
        page.view.choose("OWN-001")
        qtbot.waitUntil(lambda: page.detail is not None and page.detail.line.id == "OWN-001")
        assert [button.isEnabled() for text, button in page.buttons.items() if "生效" in text] == [False], "never one's own"
    with catalogue(qtbot, as_person("lee")) as page:
        page.view.choose("OWN-001")
        qtbot.waitUntil(lambda: page.detail is not None and page.detail.line.id == "OWN-001")
        button = next(button for text, button in page.buttons.items() if "生效" in text)
        button.setFocus()
        qtbot.keyClick(button, Key.Key_Space)
        confirmed(qtbot, sheet_of(page, ApproveSheet))
        qtbot.waitUntil(lambda: [one.state for one in page.desk.office_patterns.list()] == ["in_force"])
        assert "OWN-001" in {one.id for one in page.desk.patterns.on(DAY)}


def test_the_button_opens_an_empty_proposal_and_the_filter_finds_by_words(qtbot, as_person):
    with catalogue(qtbot, as_person("wang")) as page:
        next(button for button in page.findChildren(type(next(iter(page.buttons.values())))) if "提議" in button.text()).click()
        sheet = sheet_of(page, RemedySheet)
        assert sheet.boxes["zh"].toPlainText() == ""
        qtbot.keyClick(sheet, Key.Key_Escape)
        whole = page.table.rowCount()
        page.focus_filter()
        qtbot.keyClicks(page.field.edit, "CC-17010-P03")
        qtbot.waitUntil(lambda: page.table.rowCount() == 1)
        qtbot.keyClick(page.field.edit, Key.Key_Escape)
        page.field.set_text("")
        qtbot.waitUntil(lambda: page.table.rowCount() == whole)


@pytest.fixture
def kept_elsewhere(tmp_path: Path) -> Path:
    path = tmp_path / "kept.csv"
    path.write_text(
        "機關,證券商代號,年度,查得事實\n"
        "證交所,ZX01,108,防火牆規則兩年沒檢視過\n"
        "檢查局,ZX02,108,內網沒有防火牆\n"
        "證交所,ZX99,108,沒有這家\n",
        encoding="utf-8",
    )
    return path


def test_a_file_is_previewed_a_suggestion_taken_by_its_digit_and_the_file_taken_in_and_back(qtbot, as_person, kept_elsewhere):
    desk = as_person("wang")
    before = {one.number for one in desk.findings.list()}
    with catalogue(qtbot, desk) as page:
        page.acts.preview_file(kept_elsewhere)
        qtbot.waitUntil(lambda: sheet_of(page, ImportSheet) is not None)
        sheet = sheet_of(page, ImportSheet)
        rows = {line.number: line for line in sheet.table.rows}
        assert [line.refused for line in sheet.table.rows] == [True, False, False] and "ZX99" in rows[4].what
        assert not rows[2].chosen and "CC-17010-P02" in rows[2].pattern
        sheet.view.choose((False, 2))
        qtbot.keyClick(sheet.view, Key.Key_1)
        assert next(line for line in sheet.table.rows if line.number == 2).chosen
        qtbot.keyClick(sheet.view, Key.Key_0)
        assert not sheet.chosen
        qtbot.keyClick(sheet.view, Key.Key_1)
        qtbot.keyClick(sheet.view, Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: len(desk.finding_imports.imports()) == 1)
        (draft,) = (one for one in desk.findings.list() if one.number not in before)
        assert (draft.pattern, draft.state) == ("CC-17010-P02", "draft")
        assert [one.pattern for one in desk.outside_findings.list()] == [""], "what nobody chose stays open"
        page.acts.show_imports()
        qtbot.waitUntil(lambda: sheet_of(page, ImportsSheet) is not None)
        sheet = sheet_of(page, ImportsSheet)
        back = next(
            button for button in sheet.findChildren(type(next(iter(page.buttons.values())))) if "取消匯入" in button.text()
        )
        back.setFocus()
        qtbot.keyClick(back, Key.Key_Space)
        qtbot.waitUntil(lambda: desk.finding_imports.imports()[0].undone_at is not None)
        assert {one.number for one in desk.findings.list()} == before


def test_unknown_columns_are_matched_by_hand_and_remembered(qtbot, as_person, tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("誰查的,哪一家,哪一年,怎麼了\n檢查局,ZX01,108,內網沒有防火牆\n", encoding="utf-8")
    desk = as_person("wang")
    with catalogue(qtbot, desk) as page:
        page.acts.preview_file(path)
        qtbot.waitUntil(lambda: sheet_of(page, MatchingSheet) is not None)
        sheet = sheet_of(page, MatchingSheet)
        assert QApplication.focusWidget() in sheet.page.choices.values()
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_Return, CONTROL)
        assert sheet.isVisible() and QApplication.focusWidget() is sheet.page.choices["facts"], "what is needed is said there"
        for field, heading in (("authority", "誰查的"), ("firm", "哪一家"), ("year", "哪一年"), ("facts", "怎麼了")):
            sheet.page.choices[field].choose(heading)
        qtbot.keyClick(sheet.page.choices["facts"], Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: sheet_of(page, ImportSheet) is not None)
        first = sheet_of(page, ImportSheet)
        assert [line.refused for line in first.table.rows] == [False]
        first.match_button.click()
        qtbot.waitUntil(lambda: sheet_of(page, MatchingSheet) is not None)
        qtbot.keyClick(sheet_of(page, MatchingSheet).page.choices["facts"], Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: sheet_of(page, ImportSheet) is not None)
        qtbot.keyClick(sheet_of(page, ImportSheet).view, Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: len(desk.outside_findings.list(2019)) == 1 and page.runner.jobs[-1].over)
        assert desk.finding_imports.matching(path) is None


def test_a_checklist_is_read_again_with_what_it_does_not_say(qtbot, as_person, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("查得事實,嚴重度\n內網沒有防火牆,高\n", encoding="utf-8")
    desk = as_person("wang")
    with catalogue(qtbot, desk) as page:
        page.acts.preview_file(path)
        qtbot.waitUntil(lambda: sheet_of(page, ImportSheet) is not None)
        first = sheet_of(page, ImportSheet)
        assert [line.refused for line in first.table.rows] == [True] and not first.primary.isEnabled()
        for name, text in (("authority", "TPEx"), ("firm", "ZX01"), ("year", "108")):
            qtbot.keyClicks(first.defaults[name], text)
        qtbot.keyClick(first.defaults["year"], Key.Key_Return)
        qtbot.waitUntil(lambda: sheet_of(page, ImportSheet) not in (None, first))
        again = sheet_of(page, ImportSheet)
        assert [line.refused for line in again.table.rows] == [False] and not again.defaults
        qtbot.keyClick(again.view, Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: len(desk.outside_findings.list(2019)) == 1)
        page.acts.show_outside()
        qtbot.waitUntil(lambda: sheet_of(page, ListSheet) is not None)
        told = " ".join(label.text() for label in sheet_of(page, ListSheet).findChildren(Label))
        assert "108" in told and "1" in told


def test_the_template_is_written_where_it_is_wanted(qtbot, as_person, tmp_path, monkeypatch):
    target = tmp_path / "template.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    with catalogue(qtbot, as_person("wang")) as page:
        page.acts.write_template()
        qtbot.waitUntil(lambda: page.runner.jobs[-1].over)
        assert page.runner.jobs[-1].state == "succeeded" and target.stat().st_size > 1000


def test_a_cancelled_import_leaves_nothing(qtbot, as_person, tmp_path):
    path = tmp_path / "many.csv"
    rows = "".join(f"證交所,ZX01,108,第 {number} 件\n" for number in range(300))
    path.write_text(f"機關,證券商代號,年度,查得事實\n{rows}", encoding="utf-8")
    desk = as_person("wang")
    with catalogue(qtbot, desk) as page:
        page.acts.preview_file(path)
        qtbot.waitUntil(lambda: sheet_of(page, ImportSheet) is not None)
        page.runner.started.connect(lambda job: job.cancel())
        qtbot.keyClick(sheet_of(page, ImportSheet).view, Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: page.runner.jobs[-1].over)
        assert page.runner.jobs[-1].state == "cancelled"
        assert desk.finding_imports.imports() == () and len(desk.findings.list()) == 5


def test_a_reply_sheet_is_previewed_taken_in_and_taken_back(qtbot, as_person, tmp_path):
    desk = as_person("wang")
    uid = lettered(desk)
    with desk.office.work("letters.write") as work:
        (line,) = desk.remedy.sheet_rows(work, [uid])
        work.commit()
    path, say = tmp_path / "back.xlsx", Words().say
    headings = tuple(say(f"reply_sheet.{name}") for name in ("key", "number", "reply", "claim"))
    filled = [(line.key, line.number, "已全部檢視", "已改善"), ("ABC", "", "不明", "已改善")]
    write_table(path, ListTable("回覆", headings, filled))
    with standing(qtbot, as_person("chou")) as place:
        place.show_tab("remedy")
        page = place.list_of("remedy")
        qtbot.waitUntil(lambda: page.read_once and page.whole is not None)
        page.acts.preview_sheet(path)
        qtbot.waitUntil(lambda: sheet_of(page, PreviewSheet) is not None)
        sheet = sheet_of(page, PreviewSheet)
        assert [one.standing for one in sheet.table.rows] == ["refused", "new"]
        assert QApplication.focusWidget() is sheet.view
        qtbot.keyClick(sheet.view, Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: place.desk.findings.show(uid).state == "answered")
        page.acts.show_sheets()
        qtbot.waitUntil(lambda: sheet_of(page, SheetsSheet) is not None)
        back = sheet_of(page, SheetsSheet).back
        back.setFocus()
        qtbot.keyClick(back, Key.Key_Space)
        qtbot.waitUntil(lambda: place.desk.findings.show(uid).state == "lettered")
