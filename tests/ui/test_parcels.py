"""Packages in the window: out, in, recalled, extended, undone; a laptop from its first start to the receipt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from auditdesk.desk import Desk
from auditdesk.model.fieldwork_rows import EditFinding
from tests.conftest import CHEAP
from tests.services.parcel_steps import KEY, PUBLIC, check_out, finding_on, hand_in, laptop, new_office, new_visit
from tests.ui.conftest import standing_shell
from ui.first_run import FirstRunPage, Makers
from ui.first_run_steps import Answers
from ui.jobs import Runner
from ui.parts.overlay import Overlay
from ui.places.parcels_base import ActSheet
from ui.places.parcels_in_sheet import CheckInSheet, OpenSheet
from ui.places.parcels_out_sheet import OutSheet
from ui.places.visits import VisitsPlace
from ui.shell import BUILT, Shell

VISITS = tuple(each for each in BUILT if each.key == "visits")
SECRET = KEY.identities[0]


def sheet_of(qtbot, place, kind):
    qtbot.waitUntil(lambda: any(each.isVisible() for each in place.window().findChildren(kind)))
    found = [each for each in place.window().findChildren(kind) if each.isVisible()]
    return found[-1]


def gone(sheet) -> bool:
    """Closed; what was closed is taken down soon after."""
    return not shiboken6.isValid(sheet) or not sheet.isVisible()


def enter(qtbot, sheet) -> None:
    qtbot.keyClick(QApplication.focusWidget() or sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def chord(qtbot, place, key) -> None:
    qtbot.keyClick(
        QApplication.focusWidget() or place, key, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )


def standing(qtbot, desk: Desk, folder: Path):
    folder.mkdir(exist_ok=True)
    return standing_shell(qtbot, desk, folder, VISITS)


def read(qtbot, shell: Shell) -> VisitsPlace:
    place = shell.place
    assert isinstance(place, VisitsPlace)
    qtbot.waitUntil(lambda: len(place.list.table.rows) == 1 and place.list.view.hasFocus())
    return place


@pytest.fixture
def office(home) -> Iterator[Desk]:
    desk = new_office(home)
    yield desk
    desk.close()


@pytest.fixture
def place(qtbot, office, tmp_path) -> Iterator[VisitsPlace]:
    new_visit(office)
    with standing(qtbot, office, tmp_path / "window") as shell:
        yield read(qtbot, shell)


def test_a_visit_is_checked_out_with_two_keys_and_the_list_tells_who_holds_it(qtbot, place, office, tmp_path):
    chord(qtbot, place, Qt.Key.Key_O)
    sheet = sheet_of(qtbot, place, OutSheet)
    assert sheet.chosen == (place.list.table.rows[0].number,)
    qtbot.waitUntil(lambda: sheet._size.text() != "")
    assert "否" in sheet._size.text()
    sheet.holder.choose("lin")
    sheet.device.setText("林的筆電")
    sheet.due.setText("108/10/1")
    sheet.sealing.choose("key")
    sheet._follow()
    sheet.key.setText(PUBLIC)
    sheet.file.setText(str(tmp_path / "out.adparcel"))
    enter(qtbot, sheet)
    qtbot.waitUntil(lambda: gone(sheet) and (tmp_path / "out.adparcel").exists())
    (visit,) = place.list.table.rows
    qtbot.waitUntil(lambda: visit.uid in place.list.elsewhere)
    where = place.list.elsewhere[visit.uid]
    assert where.standing == "overdue" and "林的筆電" in where.holders
    assert office.parcels.outs()[0].holder == "lin"


def test_what_is_wrong_with_a_check_out_stands_beside_its_field(qtbot, place):
    chord(qtbot, place, Qt.Key.Key_O)
    sheet = sheet_of(qtbot, place, OutSheet)
    sheet.first.edit.setText("harbour lantern 42")
    sheet.again.edit.setText("harbour lantern 43")
    enter(qtbot, sheet)
    assert sheet._faults["sealing"].isVisible() and "不一致" in sheet._faults["sealing"].text()
    for box in sheet.boxes.values():
        box.setChecked(False)
    enter(qtbot, sheet)
    assert sheet._faults["visits"].isVisible()


def test_a_visit_with_many_holders_leaves_every_field_of_the_sheet_in_sight(qtbot, office, tmp_path):
    visit = new_visit(office)
    for number in range(3):
        check_out(office, tmp_path, visit, device=f"an old laptop out of the archive {number}")
    with standing(qtbot, office, tmp_path / "window") as shell:
        place = read(qtbot, shell)
        chord(qtbot, place, Qt.Key.Key_O)
        sheet = sheet_of(qtbot, place, OutSheet)
        (box,) = sheet.boxes.values()
        assert "archive 2" in box.toolTip()
        qtbot.waitUntil(lambda: box.width() > 100)
        for each in (box, sheet.again, sheet.file, sheet.device):
            right = each.mapTo(sheet.panel, each.rect().topRight()).x()
            assert right < sheet.panel.width(), each.accessibleName()
        sheet.close_and_return()


def test_in_a_passphrase_field_ctrl_enter_does_what_the_sheet_is_for_and_escape_closes_it(qtbot, place):
    chord(qtbot, place, Qt.Key.Key_O)
    sheet = sheet_of(qtbot, place, OutSheet)
    sheet.again.edit.setFocus()
    qtbot.keyClick(sheet.again.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sheet._faults["sealing"].isVisible()
    qtbot.keyClick(sheet.again.edit, Qt.Key.Key_Escape)
    assert gone(sheet)


def test_a_parcel_is_looked_into_first_then_merged_and_its_receipt_lies_beside(qtbot, office, tmp_path):
    visit = new_visit(office)
    own = laptop(tmp_path, check_out(office, tmp_path, visit), "lin")
    finding_on(own, visit, "一")
    file = hand_in(own, visit, tmp_path)
    with standing(qtbot, office, tmp_path / "window") as shell:
        place = read(qtbot, shell)
        dropped = QMimeData()
        dropped.setUrls([QUrl.fromLocalFile(str(file))])
        how = (Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(place, QDragEnterEvent(QPoint(5, 5), *how))
        QApplication.sendEvent(place, QDropEvent(QPointF(5, 5), *how))
        sheet = sheet_of(qtbot, place, CheckInSheet)
        qtbot.waitUntil(lambda: sheet.state == "preview")
        assert office.findings.list() == () and len(sheet.list.offers) > 0
        enter(qtbot, sheet)
        qtbot.waitUntil(lambda: sheet.state == "done")
        assert [row.facts for row in office.findings.list()] == ["一"]
        qtbot.waitUntil(
            lambda: len(list(tmp_path.glob("*收據*.adparcel"))) == 1 or len(list(tmp_path.glob("*receipt*.adparcel"))) == 1
        )
        enter(qtbot, sheet)
        place.parcels.show_parcels()
        place.parcels.pane.choose("ins")
        qtbot.waitUntil(lambda: len(place.parcels.pane.shown.ins) == 1)
        row = place.parcels.pane.shown.ins[0]
        place.parcels.acts.undo(row)
        question = sheet_of(qtbot, place, ActSheet)
        assert row.parcel in question.accessibleName()
        enter(qtbot, question)
        qtbot.waitUntil(lambda: office.findings.list() == ())
    own.close()


def test_a_strange_file_is_refused_with_its_reason(qtbot, place, tmp_path):
    strange = tmp_path / "strange.adparcel"
    strange.write_bytes(b"no parcel at all")
    place.parcels.acts.into(strange)
    sheet = sheet_of(qtbot, place, CheckInSheet)
    qtbot.waitUntil(lambda: sheet.state == "refused")
    assert sheet.wrong.isVisible() and sheet.wrong.text()


def test_a_check_out_is_extended_and_recalled_with_a_reason(qtbot, office, tmp_path):
    visit = new_visit(office)
    check_out(office, tmp_path, visit)
    with standing(qtbot, office, tmp_path / "window") as shell:
        place = read(qtbot, shell)
        place.parcels.show_parcels()
        (row,) = place.parcels.pane.shown.outs
        place.parcels.acts.extend(row)
        sheet = sheet_of(qtbot, place, ActSheet)
        sheet.lines_by_name["received"].setText("108/12/1")
        enter(qtbot, sheet)
        qtbot.waitUntil(lambda: sheet._faults["reason"].isVisible())
        sheet.lines_by_name["reason"].setText("廠商改期")
        enter(qtbot, sheet)
        qtbot.waitUntil(lambda: str(office.parcels.outs()[0].due_back) == "2019-12-01")
        qtbot.waitUntil(lambda: str(place.parcels.pane.shown.outs[0].due_back) == "2019-12-01")
        place.parcels.acts.recall(place.parcels.pane.shown.outs[0])
        sheet = sheet_of(qtbot, place, ActSheet)
        sheet.lines_by_name["reason"].setText("筆電遺失")
        enter(qtbot, sheet)
        qtbot.waitUntil(lambda: office.parcels.outs()[0].state == "recalled")
        qtbot.waitUntil(lambda: place.parcels.pane.shown.outs[0].state == "recalled")
        recall = next(button for text, button in place.parcels.pane.buttons().items() if button._icon_name == "x")
        assert not recall.isEnabled() and recall.toolTip()


def test_a_package_that_arrives_in_the_watched_folder_is_offered(qtbot, office, tmp_path):
    visit = new_visit(office)
    own = laptop(tmp_path, check_out(office, tmp_path, visit), "lin")
    share = tmp_path / "share"
    share.mkdir()
    with standing(qtbot, office, tmp_path / "window") as shell:
        place = read(qtbot, shell)
        assert not place.parcels.bar.isVisible()
        own.parcels.hand_in(visit.number, share / "home.adparcel")
        (share / "half.adparcel").write_bytes(b"AUDITDESK-PARCEL\nhalf")
        place.preferences.set("parcels", str(share))
        qtbot.waitUntil(lambda: place.parcels.offered == [share / "home.adparcel"])
        assert place.parcels.bar.isVisible()
    own.close()


def test_a_laptop_begins_with_a_package_and_shows_who_signed_it(qtbot, office, tmp_path, preferences):
    visit = new_visit(office)
    written = check_out(office, tmp_path, visit)
    key = tmp_path / "key.txt"
    key.write_text(SECRET, encoding="utf-8")
    runner, entered = Runner(), []

    def start(answers: Answers, progress) -> Desk:
        assert answers.parcel is not None
        return Desk.start_from_parcel(answers.home, answers.parcel, KEY, answers.passphrase, cost=CHEAP, progress=progress)

    answers = Answers(home=tmp_path / "laptop", step=1)
    page = FirstRunPage(preferences, runner, Makers(lambda _answers: None, lambda _home, _progress: None, start), answers)
    page.entered.connect(entered.append)
    qtbot.addWidget(page)
    page.show()
    page.steps[1].cards["parcel"].click()
    qtbot.waitUntil(lambda: not page.step.missing())
    page.forward()
    step = page.step
    step.file.set_text(str(written.file))
    step.opening.kinds.choose("key")
    step.opening._follow()
    step.opening.file.setText(str(key))
    page.forward()
    qtbot.waitUntil(lambda: step.seen is not None)
    assert step.seen.login == "lin" and step.seen.signed_by == "王主管" and step.card.isVisible()
    page.forward()
    page.step.first.edit.setText("a laptop of my own")
    page.step.again.edit.setText("a laptop of my own")
    page.forward()
    qtbot.waitUntil(lambda: len(entered) == 1)
    (desk,) = entered
    assert desk.actor.login == "lin" and [row.visit for row in desk.parcels.held()] == [visit.number]
    assert answers.parcel_opens == ("", "")
    runner.close()
    desk.close()


def test_once_through_the_real_window_from_the_office_to_a_laptop_and_home(qtbot, office, tmp_path, monkeypatch):
    visit = new_visit(office)
    shared = finding_on(office, visit, "防火牆紀錄保存 90 天。")
    out, home = tmp_path / "out.adparcel", tmp_path / "home.adparcel"
    with standing(qtbot, office, tmp_path / "window") as shell:
        place = read(qtbot, shell)
        chord(qtbot, place, Qt.Key.Key_O)
        sheet = sheet_of(qtbot, place, OutSheet)
        sheet.sealing.choose("key")
        sheet._follow()
        sheet.key.setText(PUBLIC)
        sheet.file.setText(str(out))
        enter(qtbot, sheet)
        qtbot.waitUntil(lambda: out.exists() and gone(sheet))
    office.fieldwork.write(EditFinding(shared.number, facts="防火牆紀錄保存 60 天。"))
    own = laptop(tmp_path, SimpleNamespace(file=out), "laptop")
    with standing(qtbot, own, tmp_path / "window of the laptop") as shell:
        place = read(qtbot, shell)
        assert place.list.elsewhere[visit.uid].standing == "held"
        own.fieldwork.write(EditFinding(shared.number, facts="防火牆紀錄保存 30 天。"))
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(home), ""))
        chord(qtbot, place, Qt.Key.Key_O)
        qtbot.waitUntil(lambda: place.list.elsewhere[visit.uid].standing == "handed_in")
        assert place.parcels.acts.out_refused()
    with standing(qtbot, office, tmp_path / "window") as shell:
        place = read(qtbot, shell)
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_more: (str(home), ""))
        chord(qtbot, place, Qt.Key.Key_I)
        sheet = sheet_of(qtbot, place, CheckInSheet)
        qtbot.waitUntil(lambda: sheet.state == "preview")
        enter(qtbot, sheet)
        qtbot.waitUntil(lambda: sheet.state == "done" and sheet.open_clashes == 1)
        qtbot.waitUntil(lambda: place.runner.active() == ())
        enter(qtbot, sheet)
        pane = place.parcels.clashes
        qtbot.waitUntil(lambda: pane.open_count == 1 and pane.list.hasFocus())
        qtbot.keyClick(pane.list, Qt.Key.Key_2)
        enter(qtbot, pane)
        qtbot.waitUntil(lambda: pane.finished.isVisible() and office.parcels.clashes() == ())
    assert office.findings.show(shared.number).facts == "防火牆紀錄保存 30 天。"
    with standing(qtbot, own, tmp_path / "window of the laptop") as shell:
        place = read(qtbot, shell)
        (receipt,) = [file for file in tmp_path.glob("*.adparcel") if file not in (out, home)]
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_more: (str(receipt), ""))
        chord(qtbot, place, Qt.Key.Key_I)
        qtbot.waitUntil(lambda: place.list.elsewhere[visit.uid].standing == "received")
    own.close()


def test_on_a_laptop_a_package_asks_for_what_opens_it_and_tells_who_signed(qtbot, office, tmp_path):
    visit = new_visit(office)
    written = check_out(office, tmp_path, visit)
    own = laptop(tmp_path, written, "lin")
    row = office.parcels.check_in(hand_in(own, visit, tmp_path))
    office.parcels.write_receipt(row.uid, tmp_path / "receipt.adparcel")
    own.parcels.take_receipt(tmp_path / "receipt.adparcel")
    again = check_out(office, tmp_path, visit)
    key = tmp_path / "key.txt"
    key.write_text(SECRET, encoding="utf-8")
    with standing(qtbot, own, tmp_path / "window") as shell:
        place = read(qtbot, shell)
        place.parcels.acts.into(again.file)
        sheet = sheet_of(qtbot, place, OpenSheet)
        sheet.opening.kinds.choose("key")
        sheet.opening._follow()
        sheet.opening.file.setText(str(key))
        enter(qtbot, sheet)
        qtbot.waitUntil(lambda: own.parcels.held()[0].state == "held" and gone(sheet))
        told = sheet_of(qtbot, place, Overlay)
        assert again.number in told.accessibleName()
    own.close()
