"""The strip of a finding's evidence over a real workspace: states, keys, preview, the place removed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from auditdesk.model.commands import OpenVisit, RecordFinding
from tests.conftest import DAY
from tests.exchange.test_pictures import photo
from tests.services.conftest import add_firm
from ui.parts.evidence_strip import EvidenceStrip
from ui.parts.layouts import column
from ui.parts.picture_viewer import PictureViewer
from ui.words import tr


@pytest.fixture
def finding(desk, tmp_path):
    add_firm(desk, "ZX01", 12_840_000_000)
    visit = desk.visits.open(OpenVisit("ZX01", DAY))
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / name).write_bytes(photo(comment=name.encode()))
    (tmp_path / "c.txt").write_text("規則表", encoding="utf-8")
    files = [tmp_path / name for name in ("a.jpg", "b.jpg", "c.txt")]
    return desk.findings.record(RecordFinding(visit.number, "CC-17010-P03", "x"), files)


@pytest.fixture
def strip(desk, runner, qtbot) -> Iterator[EvidenceStrip]:
    window = QWidget()
    made = EvidenceStrip(desk, runner)
    window.setLayout(column(made, None))
    window.resize(700, 500)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield made


def shown(qtbot, strip: EvidenceStrip, finding, count: int = 3) -> dict:
    strip.show_finding(finding.number)
    qtbot.waitUntil(lambda: len(strip.tiles) == count)
    return {tile.row.file_name: tile for tile in strip.tiles}


def test_missing_and_altered_files_are_named_and_the_others_shown(desk, strip, finding, qtbot):
    rows = {row.file_name: row for row in desk.evidence.list(finding.number)}
    desk.store.evidence.path_of(rows["a.jpg"].blob).unlink()
    path = desk.store.evidence.path_of(rows["b.jpg"].blob)
    path.write_bytes(path.read_bytes()[:-1] + b"\x00" if path.read_bytes()[-1:] != b"\x00" else path.read_bytes()[:-1] + b"\x01")
    tiles = shown(qtbot, strip, finding)
    wanted = {"a.jpg": "missing", "b.jpg": "altered", "c.txt": "whole"}
    qtbot.waitUntil(lambda: {name: tile.row.state for name, tile in tiles.items()} == wanted)
    tiles["a.jpg"].setFocus()
    qtbot.waitUntil(lambda: strip.current is tiles["a.jpg"])
    assert not strip.export.isEnabled() and strip.export.toolTip() == tr("The file is missing or altered.")


def test_arrows_move_space_shows_it_large_and_space_closes_it(strip, finding, qtbot):
    shown(qtbot, strip, finding)
    strip.tiles[0].setFocus()
    qtbot.keyClick(strip.tiles[0], Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: strip.current is strip.tiles[1])
    qtbot.keyClick(strip.tiles[1], Qt.Key.Key_Space)
    (viewer,) = strip.window().findChildren(PictureViewer)
    qtbot.waitUntil(lambda: viewer.canvas.image is not None)
    qtbot.keyClick(viewer.canvas, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: strip.tiles[1].hasFocus())


def test_the_place_is_shown_and_removed(desk, strip, finding, qtbot):
    tiles = shown(qtbot, strip, finding)
    tiles["a.jpg"].setFocus()
    qtbot.waitUntil(lambda: strip.current is tiles["a.jpg"])
    assert "25.041700,121.565000" in strip._told.text()
    with qtbot.waitSignal(strip.said):
        qtbot.mouseClick(strip.remove_place, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(tile.row.place_removed for tile in strip.tiles))
    assert [row.file_name for row in desk.evidence.list(finding.number) if row.place_removed] == ["a.jpg"]


def test_a_text_file_has_no_place_to_remove_and_nothing_chosen_says_so(strip, finding, qtbot):
    assert not strip.add.isEnabled() and strip.add.toolTip() == tr("Choose a finding first.")
    tiles = shown(qtbot, strip, finding)
    tiles["c.txt"].setFocus()
    qtbot.waitUntil(lambda: strip.current is tiles["c.txt"])
    assert strip.remove_place.toolTip() == tr("Only a picture can be freed of its place.")
    strip.show_finding("")
    assert strip.tiles == [] and strip._note.isVisible()


def test_delete_puts_it_among_the_deleted_with_an_offer_to_undo_and_the_focus_stays(desk, strip, finding, qtbot):
    shown(qtbot, strip, finding)
    strip.tiles[1].setFocus()
    with qtbot.waitSignal(strip.offered) as offered:
        qtbot.keyClick(strip.tiles[1], Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(strip.tiles) == 2)
    assert strip.tiles[1].hasFocus() and len(desk.evidence.list(finding.number)) == 2
    offered.args[2]()
    qtbot.waitUntil(lambda: len(strip.tiles) == 3)


def test_only_what_is_in_view_is_read(desk, strip, finding, qtbot, tmp_path):
    files = []
    for number in range(60):
        files.append(tmp_path / f"{number:02}.txt")
        files[-1].write_text(f"note {number}")
    desk.evidence.add(finding.number, files)
    shown(qtbot, strip, finding, 63)
    qtbot.waitUntil(lambda: strip.tiles[0].row.state == "whole")
    assert strip.tiles[-1].row.state == "unchecked"
    strip.tiles[0].setFocus()
    qtbot.keyClick(strip.tiles[0], Qt.Key.Key_End)
    qtbot.waitUntil(lambda: strip.tiles[-1].row.state == "whole")


def test_tab_goes_from_the_tray_to_one_tile_and_on_to_what_is_done_with_it(strip, finding, qtbot):
    tiles = list(shown(qtbot, strip, finding).values())
    reached = []
    strip.add.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(4):
        qtbot.keyClick(strip.window().focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
        reached.append(strip.window().focusWidget())
    assert tiles[0] in reached and tiles[1] not in reached
    tiles[0].setFocus()
    qtbot.keyClick(tiles[0], Qt.Key.Key_Right)
    assert strip.window().focusWidget() is tiles[1] and strip.current is tiles[1]
    qtbot.keyClick(tiles[1], Qt.Key.Key_Tab)
    assert strip.window().focusWidget() not in tiles
