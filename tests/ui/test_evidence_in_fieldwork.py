"""Evidence in the fieldwork screen with real keys: the tray, the clipboard, dropping, notes, and big photos with the window live."""

from __future__ import annotations

import io
import os
import random
import time
from datetime import timedelta

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from auditdesk.model.evidence_rows import Incoming
from auditdesk.model.records import Evidence
from tests.exchange.test_pictures import photo
from tests.ui.test_fieldwork import field_desk, field_home, on_disk, open_shell, opened, press, settled, sheet, with_pattern
from tests.yardstick import slowness
from ui.places.evidence_tray_sheet import TraySheet
from ui.places.fieldwork_capture import CaptureSheet
from ui.places.fieldwork_sheets import ListSheet
from ui.places.settings_tray import TraySection
from ui.preferences import Preferences

__all__ = ["field_desk", "field_home"]
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def tray(tmp_path):
    folder = tmp_path / "tray"
    folder.mkdir()
    for number in range(3):
        path = folder / f"IMG_{number}.jpg"
        path.write_bytes(photo(comment=str(number).encode()))
        os.utime(path, (1_000 + number, 1_000 + number))
    return folder


@pytest.fixture
def pane(qtbot, field_desk, tmp_path, tray):
    QGuiApplication.clipboard().clear()
    Preferences(tmp_path / "preferences.json").set("tray", str(tray))
    for shell in open_shell(qtbot, field_desk, tmp_path):
        found = opened(qtbot, shell)
        found.choose(with_pattern(found))
        found.items.to_list()
        qtbot.waitUntil(lambda tray=found.tray: len(tray.files) == 3)
        yield found


def kept(pane):
    finding = pane.finding()
    return [row.file_name for row in pane.desk.evidence.list(finding.uid)] if finding is not None and finding.uid else []


def copied_picture(colour="#1e5fa0"):
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def test_a_standard_finding_with_the_newest_photo_takes_four_keys_and_again_takes_the_one_before(qtbot, pane):
    key = pane.item
    press(qtbot, "2")
    press(qtbot, Key.Key_Return)
    qtbot.keyClicks(QApplication.focusWidget(), "logs kept 180 days")
    press(qtbot, Key.Key_E, CONTROL)
    press(qtbot, Key.Key_E, CONTROL)
    settled(qtbot, pane)
    assert kept(pane) == ["IMG_2.jpg", "IMG_1.jpg"]
    press(qtbot, Key.Key_Return, CONTROL)
    settled(qtbot, pane)
    item = on_disk(pane, key)
    assert item.finding.facts == "logs kept 180 days" and item.evidence == 2 and pane.item != key
    qtbot.waitUntil(lambda: [file.name for file in pane.tray.files] == ["IMG_0.jpg"])


def test_ctrl_e_works_from_the_list_and_says_so_when_there_is_no_finding(qtbot, pane):
    with qtbot.waitSignal(pane.place.said):
        press(qtbot, Key.Key_E, CONTROL)
    press(qtbot, "2")
    press(qtbot, Key.Key_E, CONTROL)
    settled(qtbot, pane)
    assert kept(pane) == ["IMG_2.jpg"] and pane.items.list.hasFocus()
    press(qtbot, Key.Key_Z, CONTROL)
    settled(qtbot, pane)
    assert kept(pane) == []
    qtbot.waitUntil(lambda: len(pane.tray.files) == 3)


def test_ctrl_e_then_escape_then_typing_loses_neither_photo_nor_letter(qtbot, pane):
    key = pane.item
    for each in ("2", Key.Key_Return):
        press(qtbot, each)
    qtbot.keyClicks(QApplication.focusWidget(), "abc")
    press(qtbot, Key.Key_E, CONTROL)
    qtbot.keyClicks(QApplication.focusWidget(), "def")
    press(qtbot, Key.Key_Escape)
    assert pane.items.list.hasFocus()
    press(qtbot, Key.Key_Return)
    qtbot.keyClicks(QApplication.focusWidget(), "ghi")
    settled(qtbot, pane)
    assert on_disk(pane, key).finding.facts == "abcdefghi" and kept(pane) == ["IMG_2.jpg"]
    press(qtbot, Key.Key_N, CONTROL)
    qtbot.keyClicks(QApplication.focusWidget(), "abc")
    press(qtbot, Key.Key_E, CONTROL)
    qtbot.keyClicks(QApplication.focusWidget(), "def")
    press(qtbot, Key.Key_Escape)
    assert pane.isAncestorOf(QApplication.focusWidget())
    settled(qtbot, pane)
    press(qtbot, Key.Key_N, CONTROL)
    qtbot.keyClicks(QApplication.focusWidget(), "ghi")
    note = sheet(pane, CaptureSheet)
    qtbot.waitUntil(lambda: len(note.files.uids) == 1)
    assert note.edit.toPlainText() == "abcdefghi"


def test_a_picture_copied_after_the_newest_photo_counts_as_newest_and_is_given_once(qtbot, pane):
    press(qtbot, "2")
    QGuiApplication.clipboard().setImage(copied_picture())
    press(qtbot, Key.Key_E, CONTROL)
    settled(qtbot, pane)
    (name,) = kept(pane)
    assert name.endswith(".png")
    press(qtbot, Key.Key_E, CONTROL)
    settled(qtbot, pane)
    assert kept(pane)[1] == "IMG_2.jpg"


def test_pasting_in_a_text_field_takes_pictures_as_evidence_and_texts_as_texts(qtbot, pane):
    press(qtbot, "2")
    press(qtbot, Key.Key_Return)
    QGuiApplication.clipboard().setImage(copied_picture())
    press(qtbot, Key.Key_V, CONTROL)
    settled(qtbot, pane)
    assert len(kept(pane)) == 1 and pane.editor.form.facts.toPlainText() == ""
    QGuiApplication.clipboard().setText("防火牆紀錄")
    press(qtbot, Key.Key_V, CONTROL)
    assert pane.editor.form.facts.toPlainText() == "防火牆紀錄"
    settled(qtbot, pane)
    assert len(kept(pane)) == 1


def test_files_dropped_on_the_facts_are_evidence_and_the_same_again_is_told(qtbot, pane, tmp_path):
    press(qtbot, "2")
    settled(qtbot, pane)
    path = tmp_path / "表.txt"
    path.write_text("x")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    assert not pane.editor.form.facts.canInsertFromMimeData(mime)

    def drop():
        event = QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        pane.editor.dropEvent(event)

    drop()
    settled(qtbot, pane)
    assert kept(pane) == ["表.txt"]
    with qtbot.waitSignal(pane.place.said) as said:
        drop()
    assert "表.txt" in said.args[0] and kept(pane) == ["表.txt"]


def test_ctrl_shift_e_chooses_files_wherever_the_focus_is(qtbot, pane, tmp_path, monkeypatch):
    path = tmp_path / "chosen.txt"
    path.write_text("chosen")
    monkeypatch.setattr("ui.places.evidence_acts.QFileDialog.getOpenFileNames", lambda *_: ([str(path)], ""))
    press(qtbot, "2")
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_E, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    settled(qtbot, pane)
    assert kept(pane) == ["chosen.txt"]


def test_deleted_evidence_is_brought_back_from_the_deleted_of_the_visit(qtbot, pane):
    press(qtbot, "2")
    press(qtbot, Key.Key_E, CONTROL)
    settled(qtbot, pane)
    qtbot.waitUntil(lambda: len(pane.strip.tiles) == 1)
    pane.strip.tiles[0].setFocus()
    press(qtbot, Key.Key_Delete)
    qtbot.waitUntil(lambda: not pane.strip.tiles)
    settled(qtbot, pane)
    pane.show_deleted()
    qtbot.waitUntil(lambda: any(found.isVisible() for found in pane.window().findChildren(ListSheet)))
    press(qtbot, "1")
    settled(qtbot, pane)
    assert kept(pane) == ["IMG_2.jpg"]


def test_a_note_takes_photos_and_they_go_with_it_into_the_finding(qtbot, pane):
    press(qtbot, Key.Key_N, CONTROL)
    capture = sheet(pane, CaptureSheet)
    qtbot.keyClicks(capture.edit, "unlabelled machine")
    press(qtbot, Key.Key_E, CONTROL)
    press(qtbot, Key.Key_Return)
    settled(qtbot, pane)
    (note,) = pane.desk.fieldwork.notes(pane.visit)
    assert len(note.evidence) == 1
    pane.desk.fieldwork.note_to_finding(note.uid, pane.item)
    pane.book.read()
    settled(qtbot, pane)
    assert kept(pane) == ["IMG_2.jpg"]


def test_photos_of_a_folded_note_are_there_when_it_is_opened_again(qtbot, pane):
    press(qtbot, Key.Key_N, CONTROL)
    press(qtbot, Key.Key_E, CONTROL)
    settled(qtbot, pane)
    press(qtbot, Key.Key_Escape)
    press(qtbot, Key.Key_N, CONTROL)
    again = sheet(pane, CaptureSheet)
    qtbot.waitUntil(lambda: len(again.files.tiles) == 1)
    qtbot.keyClicks(again.edit, "rack")
    press(qtbot, Key.Key_Return)
    settled(qtbot, pane)
    assert len(pane.desk.fieldwork.notes(pane.visit)[0].evidence) == 1


def test_the_tray_shows_what_is_not_attached_and_attaches_what_is_ticked(qtbot, pane):
    press(qtbot, "2")
    settled(qtbot, pane)
    pane.open_tray()
    shown = sheet(pane, TraySheet)
    qtbot.waitUntil(lambda: shown.tiles[0].hasFocus())
    press(qtbot, Key.Key_Space)
    press(qtbot, Key.Key_Right)
    press(qtbot, Key.Key_Space)
    press(qtbot, Key.Key_Return)
    settled(qtbot, pane)
    assert kept(pane) == ["IMG_2.jpg", "IMG_1.jpg"]


def test_a_new_photo_arrives_by_itself_and_a_lost_folder_is_told_while_pasting_still_works(qtbot, pane, tray):
    (tray / "IMG_9.jpg").write_bytes(photo(comment=b"9"))
    qtbot.waitUntil(lambda: pane.tray.files[:1] and pane.tray.files[0].name == "IMG_9.jpg")
    for path in tray.iterdir():
        path.unlink()
    tray.rmdir()
    pane.tray.look()
    qtbot.waitUntil(lambda: pane.tray.problem is not None)
    assert pane.tray.problem.code == "tray.folder_gone"
    press(qtbot, "2")
    with qtbot.waitSignal(pane.place.offered) as offered:
        press(qtbot, Key.Key_E, CONTROL)
    assert str(tray) in offered.args[0]
    QGuiApplication.clipboard().setImage(copied_picture("#a01e1e"))
    press(qtbot, Key.Key_E, CONTROL)
    settled(qtbot, pane)
    assert len(kept(pane)) == 1


def test_the_folder_is_chosen_and_let_go_in_the_settings(qtbot, tmp_path, monkeypatch):
    class _Place:
        def window(self):
            return None

    preferences = Preferences(tmp_path / "other.json")
    section = TraySection(_Place(), preferences)
    widgets = [line.widget for line in section.lines()]
    for widget in widgets:
        qtbot.addWidget(widget)
    monkeypatch.setattr("ui.places.settings_watched.QFileDialog.getExistingDirectory", lambda *_: str(tmp_path))
    assert not section.stop.isEnabled()
    section.choose.click()
    assert Preferences(tmp_path / "other.json").choices.tray == str(tmp_path)
    section.stop.click()
    assert Preferences(tmp_path / "other.json").choices.tray == ""


class _Heart:
    """The longest time in seconds that the GUI thread was busy, whoever else has the processor."""

    def __init__(self) -> None:
        self.busiest, self._spent = 0.0, time.thread_time()
        self.timer = QTimer()
        self.timer.setInterval(5)
        self.timer.timeout.connect(self._beat)
        self.timer.start()

    def _beat(self) -> None:
        spent = time.thread_time()
        self.busiest, self._spent = max(self.busiest, spent - self._spent), spent


def big_photo() -> bytes:
    """More than 10 MB of JPEG, 24 million pixels."""
    noise = Image.frombytes("L", (1500, 1000), random.Random(5).randbytes(1_500_000)).resize(
        (6000, 4000), Image.Resampling.BILINEAR
    )
    written = io.BytesIO()
    Image.merge("RGB", (noise, noise.rotate(180), noise)).save(written, "JPEG", quality=97)
    return written.getvalue()


def test_a_photo_of_ten_megabytes_is_kept_within_two_seconds_and_the_window_lives(qtbot, pane, tmp_path):
    path = tmp_path / "big.jpg"
    path.write_bytes(big_photo())
    assert path.stat().st_size > 10_000_000
    press(qtbot, "2")
    settled(qtbot, pane)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    heart, began = _Heart(), time.process_time()
    pane.take_mime(mime)
    qtbot.waitUntil(lambda: [tile.row.state for tile in pane.strip.tiles] == ["whole"])
    took = time.process_time() - began
    assert pane.strip.tiles[0].picture is not None
    slow = slowness()
    assert took < 2.0 * slow and heart.busiest < 0.05 * slow, (took, heart.busiest, slow)


def test_a_finding_with_five_hundred_photos_is_shown_within_two_seconds_and_the_window_lives(qtbot, pane):
    press(qtbot, "2")
    settled(qtbot, pane)
    pane.desk.evidence.attach([Incoming("000.jpg", photo(size=(320, 240)))], finding=pane.finding().uid)
    with pane.desk.store.work("wang", "test") as work:
        (first,) = work.all(Evidence, finding_uid=pane.finding().uid)
        for number in range(1, 500):
            added = {"uid": f"{first.uid}-{number:03}", "file_name": f"{number:03}.jpg"}
            work.add(Evidence(**{**first.model_dump(), **added, "added_at": first.added_at + timedelta(microseconds=number)}))
        work.commit()
    pane.strip.show_finding("")
    number = pane.finding().number
    heart, began = _Heart(), time.process_time()
    pane.strip.show_finding(number)
    qtbot.waitUntil(lambda: bool(pane.strip.tiles) and pane.strip.tiles[0].picture is not None)
    took = time.process_time() - began
    qtbot.waitUntil(lambda: len(pane.strip.tiles) == 500)
    read = sum(tile.asked for tile in pane.strip.tiles)
    slow = slowness()
    assert took < 2.0 * slow and heart.busiest < 0.05 * slow and read < 40, (took, heart.busiest, slow, read)
