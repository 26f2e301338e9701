"""The viewer over a real workspace: turning, zoom, drawing and redacting with keys and with the mouse."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from auditdesk.model.commands import OpenVisit, RecordFinding
from auditdesk.model.evidence_rows import Mark
from tests.conftest import DAY
from tests.exchange.test_pictures import photo
from tests.services.conftest import add_firm
from ui.parts.picture_viewer import PictureViewer

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def finding(desk, tmp_path):
    add_firm(desk, "ZX01", 12_840_000_000)
    visit = desk.visits.open(OpenVisit("ZX01", DAY))
    (tmp_path / "wide.jpg").write_bytes(photo())
    (tmp_path / "upright.jpg").write_bytes(photo(orientation=6))
    (tmp_path / "note.txt").write_text("規則表", encoding="utf-8")
    files = [tmp_path / name for name in ("wide.jpg", "upright.jpg", "note.txt")]
    return desk.findings.record(RecordFinding(visit.number, "CC-17010-P03", "x"), files)


@pytest.fixture
def viewer(desk, runner, finding, qtbot) -> Iterator[PictureViewer]:
    window = QWidget()
    window.resize(1200, 800)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    rows = sorted(desk.evidence.list(finding.number), key=lambda row: row.file_name, reverse=True)
    made = PictureViewer(window, desk, runner, rows, 0)
    made.open()
    qtbot.waitUntil(lambda: made.canvas.image is not None)
    qtbot.waitUntil(lambda: made.canvas.hasFocus())
    yield made


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def test_shift_space_turns_to_the_next_an_upright_picture_is_upright_and_a_text_has_no_preview(viewer, qtbot):
    assert viewer.canvas.image.width() > viewer.canvas.image.height()
    press(qtbot, Key.Key_Space, SHIFT)
    qtbot.waitUntil(lambda: viewer.canvas.image is not None)
    assert viewer.row.file_name == "upright.jpg" and viewer.canvas.image.width() < viewer.canvas.image.height()
    press(qtbot, Key.Key_PageDown)
    assert viewer.row.file_name == "note.txt" and viewer.nothing.isVisible() and not viewer.tools["box"].isEnabled()
    press(qtbot, Key.Key_PageUp)
    qtbot.waitUntil(lambda: viewer.canvas.image is not None and viewer.canvas.hasFocus())


def test_plus_and_minus_zoom_arrows_move_about_and_zero_fits(viewer, qtbot):
    fitted = viewer.canvas.room()
    for _ in range(4):
        press(qtbot, Key.Key_Plus)
    near = viewer.canvas.room()
    assert near.width() > fitted.width() * 2
    press(qtbot, Key.Key_Right)
    assert viewer.canvas.room().left() < near.left() and viewer.row.file_name == "wide.jpg"
    press(qtbot, Key.Key_0)
    assert viewer.canvas.room() == fitted


def test_a_box_is_drawn_moved_and_kept_by_keys_alone_and_the_original_stays(desk, viewer, qtbot):
    before = desk.evidence.read(viewer.row.uid)
    press(qtbot, Key.Key_B)
    first = viewer.canvas.marks[0]
    press(qtbot, Key.Key_Right)
    press(qtbot, Key.Key_Down, SHIFT)
    moved = viewer.canvas.marks[0]
    assert moved.x == pytest.approx(first.x + 0.01) and moved.to_y == pytest.approx(first.to_y + 0.01) and moved.y == first.y
    qtbot.waitUntil(lambda: desk.evidence.show(viewer.row.uid).marks == (moved,))
    assert desk.evidence.read(viewer.row.uid) == before
    press(qtbot, Key.Key_H)
    assert viewer.canvas.hidden
    press(qtbot, Key.Key_Delete)
    qtbot.waitUntil(lambda: desk.evidence.show(viewer.row.uid).marks == ())


def test_a_text_is_typed_onto_the_picture(desk, viewer, qtbot):
    press(qtbot, Key.Key_T)
    assert viewer.text.hasFocus()
    qtbot.keyClicks(viewer.text, "B2 rack")
    press(qtbot, Key.Key_Return)
    assert viewer.canvas.hasFocus() and viewer.canvas.marks[0].text == "B2 rack"
    press(qtbot, Key.Key_Space)
    qtbot.waitUntil(lambda: [mark.text for mark in desk.evidence.show(viewer.row.uid).marks] == ["B2 rack"])


def test_the_mouse_draws_an_arrow(viewer, qtbot):
    qtbot.mouseClick(viewer.tools["arrow"], Qt.MouseButton.LeftButton)
    room = viewer.canvas.room().toRect()
    start, end = room.center(), room.center() + QPoint(80, 40)
    qtbot.mousePress(viewer.canvas, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(viewer.canvas, end)
    qtbot.mouseRelease(viewer.canvas, Qt.MouseButton.LeftButton, pos=end)
    (mark,) = viewer.canvas.marks
    assert mark.kind == "arrow" and mark.to_x > mark.x and mark.to_y > mark.y


def test_redacting_makes_a_new_picture_and_shows_it_and_escape_drops_the_boxes(desk, viewer, finding, qtbot):
    uid = viewer.row.uid
    press(qtbot, Key.Key_R)
    assert len(viewer.canvas.covers) == 1
    press(qtbot, Key.Key_Escape)
    assert viewer.canvas.covers == [] and viewer.isVisible()
    press(qtbot, Key.Key_R)
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: viewer.row.derived_from == uid)
    assert desk.evidence.show(uid).redaction == viewer.row.uid


def test_a_signed_off_visit_shows_its_marks_and_takes_none(viewer, qtbot):
    viewer.locked = "signed off"
    viewer.canvas.marks = [Mark("box", 0.1, 0.1, 0.2, 0.2)]
    viewer._tell()
    press(qtbot, Key.Key_B)
    press(qtbot, Key.Key_R)
    assert len(viewer.canvas.marks) == 1 and viewer.canvas.covers == [] and viewer.tools["box"].toolTip() == "signed off"
