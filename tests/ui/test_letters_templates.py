"""Templates of letters in the window: a wording edited beside its letter, its mistakes with their places, four eyes, Word forms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.conftest import PASSPHRASE
from tests.ui import letters_office
from tests.ui.letters_office import copied, letters_window, opened, press
from ui.places.letters import LettersPlace
from ui.places.letters_templates import TemplatesPage
from ui.places.letters_wording import content_of, parts_of
from ui.places.rules_sheets import ApproveSheet


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    return letters_office.build(tmp_path_factory.mktemp("letters-templates"), 2)


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return copied(made, tmp_path / "workspace")


@pytest.fixture
def place(qtbot, home: Path, tmp_path: Path) -> Iterator[LettersPlace]:
    with letters_window(qtbot, home, tmp_path, "lee") as place:
        yield place


def templates_page(qtbot, place: LettersPlace) -> TemplatesPage:
    press("Alt+5")
    page = place.page
    assert isinstance(page, TemplatesPage)
    qtbot.waitUntil(lambda: page.opened is not None and not place.runner.reading)
    return page


def new_version(qtbot, page: TemplatesPage) -> None:
    press("Ctrl+N")
    qtbot.waitUntil(lambda: page.opened is not None and page.opened.version.state == "draft" and not page.runner.reading)


def kept(page: TemplatesPage) -> str:
    """The draft as the workspace has it."""
    return page.desk.letter_templates.content(page.opened.version.uid)


def test_a_wording_keeps_every_part_of_both_languages_when_nothing_is_typed(qtbot, place):
    for kind in ("result", "reminder", "correction"):
        content = place.desk.letter_templates.shipped(kind)
        assert parts_of(content_of(content, parts_of(content))) == parts_of(content)


def test_what_is_typed_is_kept_checked_and_drawn_by_itself(qtbot, place):
    page = templates_page(qtbot, place)
    assert page.editor.boxes["subject"].isReadOnly(), "the shipped wording is copied, not changed"
    new_version(qtbot, page)
    qtbot.waitUntil(lambda: page.preview.shown is not None)
    before, box = page.preview.shown, page.editor.boxes["subject"]
    assert not box.isReadOnly()
    box.setFocus()
    box.insertPlainText("{{ firm_nam }}")
    qtbot.waitUntil(lambda: bool(page.opened.problems))
    (language, problem) = page.opened.problems[0]
    assert (language, problem.where, problem.suggestion) == ("zh_TW", "subject 1", "firm_name")
    assert not page.bar.buttons[next(iter(page.bar.buttons))].isEnabled() and page.preview.shown == before
    page.editor.go_to(language, problem.where)
    assert box.hasFocus() and "firm_nam" in box.textCursor().selectedText()
    box.setPlainText("檢送{{ firm_name }}缺失。")
    qtbot.waitUntil(lambda: not page.opened.problems and page.preview.shown != before)
    qtbot.waitUntil(lambda: "檢送{{ firm_name }}缺失。" in kept(page))


def test_a_field_is_put_where_the_caret_was(qtbot, place):
    page = templates_page(qtbot, place)
    new_version(qtbot, page)
    box = page.editor.boxes["attachment"]
    box.setFocus()
    box.setPlainText("附件")
    box.moveCursor(box.textCursor().MoveOperation.End)
    press("F4")
    page.editor.fields.choose("firm_code")
    press("Return")
    assert box.toPlainText() == "附件{{ firm_code }}" and box.hasFocus()


def test_a_template_is_put_in_force_by_somebody_else(qtbot, home, tmp_path):
    with letters_window(qtbot, home, tmp_path, "lee") as place:
        page = templates_page(qtbot, place)
        new_version(qtbot, page)
        uid = page.opened.version.uid
        press("Ctrl+Return")
        qtbot.waitUntil(lambda: page.opened.version.state == "submitted")
    desk = opened(home, "lee")
    assert [row.state for row in desk.letter_templates.list("result")] == ["submitted"]
    desk.close()
    with letters_window(qtbot, home, tmp_path, "chou") as place:
        page = templates_page(qtbot, place)
        assert page.opened.version.uid == uid and page.editor.boxes["subject"].isReadOnly()
        press("Ctrl+Return")
        assert place.window().findChild(ApproveSheet) is not None
        qtbot.keyClicks(QApplication.focusWidget(), PASSPHRASE)
        press("Return")
        qtbot.waitUntil(lambda: page.opened.version.state == "approved")


def test_a_word_form_is_taken_in_checked_and_tried(qtbot, place, tmp_path, monkeypatch):
    page = templates_page(qtbot, place)
    form, tried = tmp_path / "form.docx", tmp_path / "tried.docx"
    place.desk.letter_templates.starter_form(form)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_kw: (str(form), ""))
    page.take_form.click()
    qtbot.waitUntil(lambda: page.opened.version.layer == "form" and not page.runner.reading)
    assert not page.opened.problems and page.form.isVisible()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_kw: (str(tried), ""))
    page.form.try_out.click()
    qtbot.waitUntil(tried.exists)
    assert tried.read_bytes()[:2] == b"PK" and tried.read_bytes() != form.read_bytes()


def test_a_file_that_is_no_word_form_is_refused_with_its_name(qtbot, place, tmp_path, monkeypatch):
    page = templates_page(qtbot, place)
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"no document")
    failed: list[str] = []
    place.failed.connect(lambda error: failed.append(error.code))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_kw: (str(bad), ""))
    page.take_form.click()
    qtbot.waitUntil(lambda: bool(failed))
    assert len(failed) == 1 and len(page.table.rows) == 1
