"""The place of tips, and samples and interviews of a visit, in the real window with real keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from auditdesk.desk import Desk, fixed_clock
from auditdesk.model.commands import OpenVisit
from auditdesk.model.samples import KeepSample
from auditdesk.model.tips import AddTip
from tests.conftest import CHEAP, PASSPHRASE
from tests.ui.conftest import standing_shell
from ui.places.fieldwork_samples import SampleForm
from ui.places.fieldwork_samples_sheet import RecordsSheet
from ui.places.fieldwork_sheets import ReasonSheet
from ui.places.tips import TipsPlace
from ui.places.tips_import import TipImportSheet
from ui.places.tips_sheets import TipSheet
from ui.shell import BUILT

DAY = date(2019, 11, 1)
Key, CONTROL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def office(tmp_path: Path):
    path = tmp_path / "register.csv"
    path.write_text("代號,名稱,資本額,網路下單\nZX01,示範甲證券,312億,是\n", encoding="utf-8")
    desk, _ = Desk.create(
        tmp_path / "home", "wang", "王主管", PASSPHRASE, ("supervisor", "inspector"), cost=CHEAP, clock=fixed_clock(DAY)
    )
    desk.firm_lists.apply(desk.firm_lists.preview(path, date(2018, 1, 1)))
    desk.visits.open(OpenVisit("ZX01", DAY))
    yield desk
    desk.close()


@pytest.fixture
def shell(qtbot, office, tmp_path):
    built = tuple(each for each in BUILT if each.key in ("tips", "visits"))
    with standing_shell(qtbot, office, tmp_path, built, (1366, 738)) as made:
        yield made


def tips_place(qtbot, shell) -> TipsPlace:
    shell.go("tips")
    place = shell.place
    assert isinstance(place, TipsPlace)
    qtbot.waitUntil(lambda: place._read)
    return place


def test_a_tip_is_registered_and_taken_into_a_visit_by_keys(qtbot, shell, office):
    place = tips_place(qtbot, shell)
    assert place._stack.currentWidget() is place.nothing_yet
    qtbot.keyClick(place.nothing_yet.button, Key.Key_N, CONTROL)
    qtbot.waitUntil(lambda: shell.window().findChild(TipSheet) is not None)
    sheet = shell.window().findChild(TipSheet)
    qtbot.keyClicks(sheet.lines_by_name["subject"], "weak certificate")
    sheet.choices["firm"].choose("ZX01")
    qtbot.keyClick(sheet.lines_by_name["subject"], Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: len(place.table.rows) == 1 and place.detail is not None)
    assert place.table.rows[0].state == "linked" and not place.acts.buttons(place.detail.tip)[1][3]
    assert place.acts.buttons(place.detail.tip)[3][3], "who reported is for administrators"
    place.view.setFocus()
    place.acts.take_in()
    qtbot.waitUntil(lambda: any("visit" in one.choices for one in shell.window().findChildren(TipSheet)))
    sheet = next(one for one in shell.window().findChildren(TipSheet) if "visit" in one.choices)
    qtbot.keyClicks(sheet.lines_by_name["items"], "17010-1")
    qtbot.keyClick(sheet.lines_by_name["items"], Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: place.table.rows[0].state == "in_visit")
    assert office.tips.list()[0].visits == (office.visits.list()[0].number,)


def test_the_register_is_filtered_by_words_and_state(qtbot, shell, office):
    office.tips.add(AddTip("官網憑證", date(2019, 5, 2), firm="ZX01"))
    office.tips.add(AddTip("釣魚信件", date(2019, 5, 3)))
    place = tips_place(qtbot, shell)
    place.field.set_text("憑證")
    assert [tip.subject for tip in place.table.shown] == ["官網憑證"]
    place.field.set_text("")
    place.states.button("received").click()
    assert [tip.subject for tip in place.table.shown] == ["釣魚信件"]
    place.states.button("closed").click()
    assert place._stack.currentWidget() is place.no_hits
    place.clear_filter()
    assert len(place.table.shown) == 2


def test_a_sample_is_kept_while_it_is_typed_and_drawn_by_key(qtbot, shell, office):
    visit = office.visits.list()[0].number
    shell.go("visits")
    place = shell.place
    place.open_object(f"{visit}/CC-17010-01")
    pane = place.fieldwork
    qtbot.waitUntil(lambda: pane.item == "CC-17010-01" and pane.head is not None)
    pane.open_records()
    sheet = shell.window().findChild(RecordsSheet)
    qtbot.keyClick(sheet.list, Key.Key_1, ALT)
    qtbot.waitUntil(lambda: sheet.sample.uid != "")
    sheet.sample.listed.setPlainText("\n".join(f"A{number}" for number in range(40)))
    qtbot.waitUntil(lambda: office.samples.list(visit) != () and len(office.samples.list(visit)[0].listed) == 40)
    sheet.sample.count.setText("7")
    qtbot.keyClick(sheet.sample.count, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: len(office.samples.list(visit)[0].chosen) == 7)
    (drawn,) = office.samples.list(visit)
    again = SampleForm()
    qtbot.addWidget(again)
    again.show_sample(drawn)
    with qtbot.waitSignal(again.draw_wanted) as wanted:
        again.press_draw()
    assert wanted.args == [7, drawn.seed, drawn.method], "opened later, it is drawn again as it was"
    qtbot.keyClick(sheet.list, Key.Key_2, ALT)
    qtbot.waitUntil(lambda: sheet.talk.uid != "" and bool(office.interviews.list(visit)))
    sheet.talk.subject.setPlainText("帳號停用")
    qtbot.waitUntil(lambda: office.interviews.list(visit)[0].subject == "帳號停用")
    qtbot.keyClick(sheet, Key.Key_Escape)
    assert office.interviews.list(visit)[0].items == ("CC-17010-01",)


def test_tips_come_from_a_list_by_keys_and_files_are_dropped_on_a_tip(qtbot, shell, office, tmp_path):
    path = tmp_path / "tips.csv"
    path.write_text("主旨,收件日,代號\n舊版加密協定,108/5/2,ZX01\n日期不明,五月初,ZX01\n", encoding="utf-8")
    place = tips_place(qtbot, shell)
    place.acts.preview_list(path)
    qtbot.waitUntil(lambda: shell.window().findChild(TipImportSheet) is not None)
    sheet = shell.window().findChild(TipImportSheet)
    assert [line.refused for line in sheet.table.rows] == [True, False] and sheet.primary.isEnabled()
    qtbot.keyClick(sheet.view, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: len(place.table.rows) == 1 and place.detail is not None)
    (material := tmp_path / "grade.txt").write_text("B", encoding="utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(material))])
    everything = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    place.pane.dropEvent(QDropEvent(QPointF(5, 5), *everything))
    qtbot.waitUntil(lambda: [file.file_name for file in place.detail.files] == ["grade.txt"])


def test_what_was_typed_about_a_sample_and_not_kept_is_back_after_a_kill(qtbot, shell, office):
    visit = office.visits.list()[0].number
    sample = office.samples.keep(KeepSample(visit, "CC-17010-02", population="accounts"))
    shell.go("visits")
    shell.place.open_object(f"{visit}/CC-17010-01")
    pane = shell.place.fieldwork
    qtbot.waitUntil(lambda: pane.item == "CC-17010-01" and pane.head is not None)
    form = f"fieldwork.records/{visit}/SampleForm"
    # As a kill leaves it: typed, on disk as a draft, and not yet the record's.
    office.drafts.keep(form, f"{sample.uid}:result", "7 of 20 without approval", 24)
    shell.place.reopen(form)
    sheet = next(one for one in shell.window().findChildren(RecordsSheet) if one.isVisible())
    qtbot.waitUntil(lambda: sheet.sample.result.text() == "7 of 20 without approval")
    qtbot.waitUntil(lambda: office.samples.list(visit)[0].result == "7 of 20 without approval")
    qtbot.waitUntil(lambda: shell.settle() and office.drafts.all(form) == ())
    assert sheet.sample.uid == sample.uid


def sheet_shown(qtbot, shell) -> TipSheet:
    def found():
        return next((one for one in shell.window().findChildren(TipSheet) if one.isVisible()), None)

    qtbot.waitUntil(lambda: found() is not None)
    return found()


def test_a_tip_that_was_being_registered_is_back_after_a_kill_but_who_reported_it_lies_nowhere(qtbot, shell, office):
    place = tips_place(qtbot, shell)
    place.acts.add()
    sheet = sheet_shown(qtbot, shell)
    sheet.lines_by_name["subject"].setText("舊版加密協定")
    sheet.material.setPlainText("附掃描結果頁")
    sheet.choices["firm"].choose("ZX01")
    sheet.lines_by_name["reporter"].setText("周堃")
    qtbot.waitUntil(lambda: len(office.drafts.all("tips.add")) == 3)
    assert "周堃" not in str(office.drafts.all("tips.add"))
    sheet.close_and_return()
    qtbot.waitUntil(lambda: not any(one.isVisible() for one in shell.window().findChildren(TipSheet)))
    place.reopen("tips.add")
    sheet = sheet_shown(qtbot, shell)
    qtbot.waitUntil(lambda: sheet.material.toPlainText() == "附掃描結果頁")
    assert sheet.text("subject") == "舊版加密協定" and sheet.chosen("firm") == "ZX01" and sheet.text("reporter") == ""
    qtbot.keyClick(sheet.lines_by_name["subject"], Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: len(office.tips.list()) == 1 and not office.drafts.all("tips.add"))
    assert office.tips.list()[0].material == "附掃描結果頁"


def test_the_reason_for_handing_in_is_back_after_a_kill_and_forgotten_once_it_was_given(qtbot, shell, office):
    visit = office.visits.list()[0].number
    shell.go("visits")
    place = shell.place
    place.open_object(visit)
    qtbot.waitUntil(lambda: place.fieldwork.head is not None)

    def asked():
        return next((one for one in shell.window().findChildren(ReasonSheet) if one.isVisible()), None)

    place.fieldwork.submit()
    qtbot.waitUntil(lambda: asked() is not None)
    asked().edit.setPlainText("時間已到，其餘下次補查")
    form = f"fieldwork.submit/{visit}"
    qtbot.waitUntil(lambda: len(office.drafts.all(form)) == 1)
    asked().close_and_return()
    qtbot.waitUntil(lambda: asked() is None)
    place.reopen(form)
    qtbot.waitUntil(lambda: asked() is not None and asked().edit.toPlainText() == "時間已到，其餘下次補查")
    qtbot.keyClick(asked().edit, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: place.fieldwork.head.standing == "submitted" and not office.drafts.all(form))
