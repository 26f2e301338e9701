"""The Letters place with real keys over a real workspace: journey J3, what blocks, both ways out, and going on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from auditdesk.errors import Unavailable
from tests.ui import letters_office
from tests.ui.letters_office import YEAR, copied, letters_window, press
from ui.jobs_panel import JobsPanel
from ui.parts.buttons import Button
from ui.parts.states import Banner
from ui.places import letters_run
from ui.places.letters import LettersPlace
from ui.places.letters_batch import BatchPage
from ui.places.letters_form import Output, OutputNote
from ui.places.letters_sheets import PreflightSheet
from ui.words import tr


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    return letters_office.build(tmp_path_factory.mktemp("letters-ui"), 12)


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return copied(made, tmp_path / "workspace")


@pytest.fixture(autouse=True)
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Letters go into a folder of the test."""
    folder = tmp_path / "Documents"
    folder.mkdir()
    monkeypatch.setattr("ui.places.letters_form.documents", lambda: str(folder))
    return folder


@pytest.fixture
def place(qtbot, home: Path, tmp_path: Path) -> Iterator[LettersPlace]:
    with letters_window(qtbot, home, tmp_path, "lee") as place:
        yield place


def batch_page(qtbot, place: LettersPlace) -> BatchPage:
    """The tab of the batch, read."""
    press("Alt+2")
    page = place.page
    assert isinstance(page, BatchPage)
    qtbot.waitUntil(lambda: page.read_once and not place.runner.reading)
    return page


def written(qtbot, place: LettersPlace) -> None:
    page = place.page
    assert isinstance(page, BatchPage)
    qtbot.waitUntil(lambda: page.acts.run.job is not None and page.acts.run.job.over, timeout=60_000)
    qtbot.waitUntil(lambda: not place.runner.reading)


def test_the_letters_of_a_year_take_five_keys_and_their_folder_two_more(qtbot, place, documents, monkeypatch):
    folders: list[Path] = []
    monkeypatch.setattr(letters_run, "open_path", lambda path: folders.append(path) or True)
    keys: list[str] = ["Ctrl+6"]

    def counted(key: str) -> None:
        press(key)
        keys.append(key)

    counted("Alt+2")
    page = place.page
    assert isinstance(page, BatchPage)
    counted("Ctrl+A")
    qtbot.waitUntil(lambda: len(page.ticked) == 10)
    counted("Ctrl+Return")
    sheet = place.window().findChild(PreflightSheet)
    assert sheet is not None and sheet.isVisible()
    counted("Return")
    written(qtbot, place)
    assert keys == ["Ctrl+6", "Alt+2", "Ctrl+A", "Ctrl+Return", "Return"]
    rows = page.table.rows
    assert [one.state for one in rows].count("written") == 10 and [one.state for one in rows].count("blocked") == 2
    folder = Path(page.reading.written.batch.folder)
    assert folder.parent == documents and len(list(folder.glob("*.pdf"))) == len(list(folder.glob("*.docx"))) == 10
    press("Ctrl+J")
    panel = place.window().findChild(JobsPanel)
    assert panel is not None and panel.isAncestorOf(QApplication.focusWidget())
    press("Return")
    assert folders == [folder]


def test_what_blocks_a_letter_cannot_be_ticked_and_leads_to_where_it_is_mended(qtbot, place):
    page = batch_page(qtbot, place)
    blocked = {one.code: one for one in page.table.rows if one.state == "blocked"}
    assert {code: one.why for code, one in blocked.items()} == {"ZX11": "no_address", "ZX12": "not_reviewed"}
    press("Ctrl+A")
    assert len(page.ticked) == 10 and not page.table.ticked & {one.uid for one in blocked.values()}
    gone: list[tuple[str, str]] = []
    place.go_to.disconnect()
    place.go_to.connect(lambda key, name: gone.append((key, name)))
    for code in ("ZX11", "ZX12"):
        page.view.choose(blocked[code].uid)
        press("Space")
        assert blocked[code].uid not in page.table.ticked
        press("Return")
        qtbot.waitUntil(lambda code=code: [key for key, _ in gone] == ["firms", "findings"][: 1 + (code == "ZX12")])
    waiting = next(one for one in place.desk.findings.list(YEAR) if one.state == "submitted")
    assert gone == [("firms", "ZX11"), ("findings", waiting.uid)]


def test_the_letter_of_the_row_is_drawn_beside_the_list(qtbot, place):
    page = batch_page(qtbot, place)
    page.view.setFocus()
    qtbot.waitUntil(lambda: page.preview.shown is not None and page.preview.pdf.pages() > 0)
    first = page.preview.shown
    press("Down")
    qtbot.waitUntil(lambda: page.preview.shown not in (None, first))
    page.view.choose(next(one.uid for one in page.table.rows if one.state == "blocked"))
    qtbot.waitUntil(lambda: page.preview.nothing.isVisible())


def begin(qtbot, place: LettersPlace, count: int, way: str) -> BatchPage:
    """Write, and take one way out after ``count`` letters."""
    page = batch_page(qtbot, place)
    page.form.take_output(Output(("pdf",), ()))
    press("Ctrl+A")
    inner = page.desk.letters.run

    def run(batch, progress, folder=None):
        def telling(done: int, total: int = 0, step: str = "") -> None:
            if done == count:
                getattr(page.acts.run.job, way)()
            progress(done, total, step)

        return inner(batch, telling, folder)

    page.desk.letters.run = run
    press("Ctrl+Return")
    press("Return")
    written(qtbot, place)
    page.desk.letters.run = inner
    return page


def test_stopped_here_what_is_written_stays_and_the_same_key_goes_on(qtbot, place, documents):
    page = begin(qtbot, place, 3, "stop_here")
    assert [one.state for one in page.table.rows if one.line is not None] == ["written"] * 3 + ["waiting"] * 7
    assert page.foot.buttons["resume"].isVisible() and page.foot.buttons["undo"].isVisible()
    assert page.acts.run.job.state == "cancelled" and len(list(documents.rglob("*.pdf"))) == 3
    press("Ctrl+Return")
    written(qtbot, place)
    numbers = [one.number for one in page.table.rows if one.state == "written"]
    assert len(numbers) == len(set(numbers)) == 10 and page.foot.buttons["new"].isVisible()


def test_cancelled_and_undone_nothing_is_left_and_the_numbers_are_free(qtbot, place, documents):
    page = begin(qtbot, place, 3, "cancel")
    assert not list(documents.rglob("*.*")) and place.desk.letters.list(YEAR) == ()
    qtbot.waitUntil(lambda: len(page.due) == 10)
    assert page.batch == "" and place.desk.letters.unfinished() is None


def test_the_next_start_offers_to_go_on_where_the_last_one_ended(qtbot, home, tmp_path):
    with letters_window(qtbot, home, tmp_path, "lee") as place:
        begin(qtbot, place, 2, "stop_here")
    with letters_window(qtbot, home, tmp_path, "lee") as place:
        qtbot.waitUntil(lambda: bool(place.window().findChildren(Banner)))
        button = place.window().findChild(Banner).findChild(Button)
        button.click()
        page = place.page_of("batch")
        qtbot.waitUntil(lambda: place.page is page and bool(page.batch) and not place.runner.reading)
        assert page.foot.buttons["resume"].isVisible() and page.view.hasFocus()
        press("Ctrl+Return")
        written(qtbot, place)
        assert [one.state for one in page.table.rows].count("written") == 10


def test_a_batch_is_taken_back_after_it_was_said_what_that_means(qtbot, place, documents):
    page = begin(qtbot, place, 2, "stop_here")
    page.foot.buttons["undo"].click()
    press("Return")
    qtbot.waitUntil(lambda: len(page.due) == 10)
    assert not list(documents.rglob("*.pdf"))


def test_a_day_that_cannot_be_read_is_said_below_it_and_asks_nothing(qtbot, place):
    page = batch_page(qtbot, place)
    page.form.issued.setFocus()
    page.form.issued.selectAll()
    qtbot.keyClicks(page.form.issued, "109/13/40")
    qtbot.waitUntil(lambda: page.form.wrong.isVisible())
    assert page.form.issued.property("error") and not page.form.reply.property("error")
    page.form.issued.selectAll()
    qtbot.keyClicks(page.form.issued, "109/02/03")
    qtbot.waitUntil(lambda: page.form.wrong.isHidden())
    assert page.form.reply.text() == "109/04/03", "the days to reply are counted from it"


def test_a_letter_older_than_its_visit_is_blocked_and_leads_to_the_day(qtbot, place):
    page = batch_page(qtbot, place)
    page.form.issued.setFocus()
    page.form.issued.selectAll()
    qtbot.keyClicks(page.form.issued, "108/06/02")
    qtbot.waitUntil(lambda: bool(page.table.rows) and page.due == ())
    early = [one for one in page.table.rows if one.why == "issued_early"]
    assert len(early) == 10 and all(one.fixable for one in early)
    page.view.setFocus()
    page.enter(early[0])
    assert QApplication.focusWidget() is page.form.issued
    qtbot.keyClicks(page.form.issued, "109/01/06")
    qtbot.waitUntil(lambda: len(page.due) == 10)


def test_files_that_are_gone_are_told_and_made_again_by_a_button(qtbot, place, documents):
    page = batch_page(qtbot, place)
    page.form.take_output(Output(("pdf",), ()))
    press("Ctrl+A")
    press("Ctrl+Return")
    press("Return")
    written(qtbot, place)
    files = sorted(documents.rglob("*.pdf"))
    assert len(files) == 10 and not page.foot.buttons["remake"].isVisible()
    for path in files[:3]:
        path.unlink()
    page.read()
    qtbot.waitUntil(lambda: page.foot.buttons["remake"].isVisible())
    page.foot.buttons["remake"].click()
    qtbot.waitUntil(lambda: sorted(documents.rglob("*.pdf")) == files)
    qtbot.waitUntil(lambda: not page.foot.buttons["remake"].isVisible())


def test_who_may_not_write_sees_everything_and_the_reason(qtbot, home, tmp_path):
    with letters_window(qtbot, home, tmp_path, "lin") as place:
        page = batch_page(qtbot, place)
        press("Ctrl+A")
        write = page.foot.buttons["write"]
        assert not write.isEnabled() and write.toolTip()
        said: list[str] = []
        place.said.connect(said.append)
        press("Ctrl+Return")
        assert said == [write.toolTip()] and not place.window().findChildren(PreflightSheet)
        assert {each.text: each.refused for each in place.commands()}[tr("Write letters")]


def test_a_click_on_the_box_in_the_title_line_ticks_all(qtbot, place):
    page = batch_page(qtbot, place)
    header = page.view.horizontalHeader()
    at = header.sectionViewportPosition(0) + 8
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at, 10))
    assert len(page.ticked) == 10


def test_a_kind_that_nobody_is_due_says_so(qtbot, place):
    page = batch_page(qtbot, place)
    page.form.kind.choose("closing")
    page.form.kind.chosen.emit("closing")
    qtbot.waitUntil(lambda: page.empty.isVisible())
    assert page.acts.write_refused() and not page.foot.buttons["write"].isEnabled()


def test_a_full_disk_keeps_what_is_written_and_offers_another_folder(qtbot, place, documents, tmp_path, monkeypatch):
    page = batch_page(qtbot, place)
    page.form.take_output(Output(("pdf",), ()))
    press("Ctrl+A")
    inner = page.desk.letters.run

    def run(batch, progress, folder=None):
        def telling(done: int, total: int = 0, step: str = "") -> None:
            if done == 2:
                raise Unavailable("disk.full", path=str(documents))
            progress(done, total, step)

        return inner(batch, telling, folder)

    page.desk.letters.run = run
    press("Ctrl+Return")
    press("Return")
    written(qtbot, place)
    assert page.foot.wrong.text() and page.foot.buttons["elsewhere"].isVisible()
    assert [one.state for one in page.table.rows].count("written") == 2
    page.desk.letters.run = inner
    other = tmp_path / "other"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(other))
    page.foot.buttons["elsewhere"].click()
    written(qtbot, place)
    assert len(list(other.glob("*.pdf"))) == 8 and page.reading.written.batch.state == "written"


def test_the_output_has_a_format_at_least_and_stays_for_the_next_time(qtbot, place):
    page = batch_page(qtbot, place)
    page.form.show_outputs()
    note = place.window().findChild(OutputNote)
    for box in note.boxes.values():
        box.setChecked(False)
    assert note.wrong.isVisible() and page.form.output.formats, "without any the last one stays"
    note.boxes["odt"].setChecked(True)
    note.sheets[".xlsx"].setChecked(False)
    assert (page.form.output.formats, page.form.output.sheets) == (("odt",), ())
    kept = place.state()
    page.form.take_output(Output())
    page.restore(kept["batch"])
    assert page.form.output.formats == ("odt",)
