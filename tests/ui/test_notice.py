from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from auditdesk.errors import Refused
from ui import words
from ui.places.notice import NoticePlace


@pytest.fixture
def place(fake_desk, runner, qtbot) -> NoticePlace:
    made = NoticePlace(fake_desk, runner)
    qtbot.addWidget(made)
    made.resize(1290, 660)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.activate()
    qtbot.waitUntil(lambda: made.notice is not None)
    return made


def press(keys: str) -> None:
    QTest.keySequence(QApplication.focusWidget(), keys)


def two_pages() -> bytes:
    import io

    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    document.new_page(595, 842)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_the_newest_year_is_shown_with_its_sections_and_counts(place: NoticePlace):
    sections = [place.outline.model().index(row, 0).data() for row in range(place.outline.model().rowCount())]
    assert sections[0] == "風險評鑑與管理, CC-11000, 2 則，來自 6 件"
    assert len(sections) == 9
    assert place._outline_count.text() == "30 則"
    assert place.note() == "108 年度缺失"


def test_the_sheet_holds_every_wording_and_nothing_of_a_firm(place: NoticePlace):
    text = place.sheet.toPlainText()
    for section in place.notice.sections:
        assert section.code in text or section.name.zh in text
        for entry in section.entries:
            assert entry.wording.zh in text
    assert "示範" not in text


def test_moving_in_the_outline_scrolls_the_sheet_there(place: NoticePlace, qtbot):
    assert place.outline.hasFocus()
    place.sheet.verticalScrollBar().setValue(0)
    for _ in range(5):
        press("Down")
    assert place.outline.currentIndex().row() == 5
    assert place.sheet.verticalScrollBar().value() > 0


def test_enter_goes_into_the_text_and_esc_back_to_the_outline(place: NoticePlace):
    press("Return")
    assert place.sheet.hasFocus()
    press("Esc")
    assert place.outline.hasFocus()


def test_the_keys_shown_follow_the_focus(place: NoticePlace):
    assert place.keys()[0].text == "選擇章節"
    place.sheet.setFocus()
    assert place.keys()[0].text == "捲動"


def test_what_was_left_out_is_listed_with_its_reason(place: NoticePlace):
    assert [row.why for row in place.sources.table.shown] == ["other_authority", "not_accepted", "withdrawn", "other_authority"]
    assert place.sources._left_out.text() == "未列入 4 件"
    assert place.sources._by_reason.text() == "其他機關查核 2 · 尚未核可 1 · 已撤回 1"


def test_the_pdf_is_drawn_off_the_gui_thread_page_by_page(place: NoticePlace, fake_desk, qtbot):
    fake_desk.notice.pdf = two_pages()
    press("Alt+2")
    qtbot.waitUntil(lambda: place.pdf.pages() == 2)
    qtbot.waitUntil(lambda: place.pdf._pages[0].image is not None)
    assert place.pdf._pages[0].image.width() == place.pdf._pages[0].width()
    assert place._length.text() == "第 1 頁／共 2 頁"
    press("Alt+1")
    assert place.look.current() == "text"


def test_a_notice_without_accepted_findings_says_so_and_offers_no_files(fake_desk, runner, qtbot):
    import dataclasses

    only = fake_desk.notice.compiled[2019]
    fake_desk.notice.compiled = {2019: dataclasses.replace(only, sections=())}
    place = NoticePlace(fake_desk, runner)
    qtbot.addWidget(place)
    place.show()
    place.activate()
    qtbot.waitUntil(lambda: place.notice is not None)
    assert place._pages.currentWidget() is place._empty
    assert place.action().refused == "本年度尚無已核可的缺失"


def test_an_office_without_findings_is_told_what_belongs_here(fake_desk, runner, qtbot):
    fake_desk.notice.compiled = {}
    place = NoticePlace(fake_desk, runner)
    qtbot.addWidget(place)
    place.show()
    place.activate()
    qtbot.waitUntil(lambda: not place._stale and place._pages.currentWidget() is place._empty)
    assert place.note() == ""


def test_writing_runs_as_a_job_and_offers_the_folder(place: NoticePlace, fake_desk, runner, tmp_path: Path, qtbot):
    place.choose_folder = lambda: str(tmp_path)
    with qtbot.waitSignal(place.offered) as told:
        place.write()
    assert told.args[:2] == ["已輸出 3 個檔案", "開啟資料夾"]
    assert sorted(path.suffix for path in tmp_path.glob("notice-2019.*")) == [".html", ".ods", ".pdf"]
    assert [job.name for job in runner.jobs] == ["輸出 108 年度公告"]


def test_no_folder_chosen_writes_nothing(place: NoticePlace, runner):
    place.choose_folder = lambda: ""
    place.write()
    assert runner.jobs == []


def test_a_refusal_while_writing_is_told(place: NoticePlace, fake_desk, tmp_path: Path, qtbot):
    def refuse(*_):
        raise Refused("notice.nothing_accepted", year=2019)

    fake_desk.notice.write = refuse
    place.choose_folder = lambda: str(tmp_path)
    with qtbot.waitSignal(place.failed) as told:
        place.write()
    assert told.args[0].code == "notice.nothing_accepted"


def test_a_changed_finding_compiles_anew(place: NoticePlace, fake_desk, qtbot):
    import dataclasses

    before = place.notice
    fake_desk.notice.compiled[2019] = dataclasses.replace(before, findings=91)
    place.refresh(frozenset({"firm"}))
    assert not place._stale
    place.refresh(frozenset({"finding"}))
    qtbot.waitUntil(lambda: place.notice.findings == 91)


def test_the_stages_go_on_once_the_files_are_written(place: NoticePlace, fake_desk, qtbot):
    assert place.chips()[0].accessibleName() == "階段：輸出"
    fake_desk.notice.written.append({"year": 2019})
    place.refresh(frozenset({"notice"}))
    qtbot.waitUntil(lambda: place._written == {2019})
    assert place.chips()[0].accessibleName() == "階段：完成"


def test_panes_fold_as_the_window_gets_narrow_and_a_drop_down_takes_over(place: NoticePlace, qtbot):
    for width, side, outline in ((1290, True, True), (900, False, True), (660, False, False)):
        place.resize(width, 600)
        qtbot.waitUntil(lambda width=width: place.width() == width)
        assert (place._side.isVisible(), place._left.isVisible()) == (side, outline)
    assert place.section_choice.isVisible()
    place.section_choice.chosen.emit("CC-18000")
    assert place.sheet.verticalScrollBar().value() > 0


def test_f9_shows_the_side_pane_where_it_was_folded(place: NoticePlace, qtbot):
    place.resize(900, 600)
    qtbot.waitUntil(lambda: not place._side.isVisible())
    press("F9")
    assert place._side.isVisible()


def test_year_view_and_widths_are_remembered(place: NoticePlace, fake_desk, runner, qtbot):
    place.choose_look("pdf")
    kept = place.state()
    again = NoticePlace(fake_desk, runner)
    qtbot.addWidget(again)
    again.restore(kept)
    assert again.look.current() == "pdf"
    assert again._year == 2019
    again.restore({"year": "x", "look": 3, "sizes": ["a"], "side": 1})


def test_the_palette_finds_sections_by_name_and_code(place: NoticePlace):
    assert [found.detail[:8] for found in place.search("網路", 10)] == ["CC-17010"]
    assert [found.text for found in place.search("cc-18000", 10)] == ["存取控制"]


def test_the_notice_is_read_in_the_language_of_the_window(fake_desk, runner, qtbot):
    words.use("en")
    place = NoticePlace(fake_desk, runner)
    qtbot.addWidget(place)
    place.show()
    place.activate()
    qtbot.waitUntil(lambda: place.notice is not None)
    assert "Risk assessment" in place.sheet.toPlainText()
    assert place.notice.sections[0].entries[0].wording.en in place.sheet.toPlainText()


def test_outline_keys_reach_the_list_in_chinese_mode_too(place: NoticePlace):
    assert not place.outline.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_the_outline_model_keeps_the_rules_of_models(place: NoticePlace, qtmodeltester):
    qtmodeltester.check(place.outline.model())
