"""Letters once they are written: a second pair of eyes with real keys, dispatch, receipt, reply, reminders, and the register."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.conftest import PASSPHRASE
from tests.notice_year import certificate
from tests.ui import letters_office
from tests.ui.letters_office import YEAR, copied, letters_window, opened, press
from ui.places.findings_sheets import RemedySheet
from ui.places.letters import LettersPlace
from ui.places.letters_batch import BatchPage
from ui.places.letters_sheets import PreflightSheet
from ui.places.letters_signing import SignSheet
from ui.places.letters_tracked import TrackedPage
from ui.places.letters_waiting import WaitingPage
from ui.places.rules_sheets import ApproveSheet
from ui.words import tr

LATE = date(2020, 4, 1)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    return letters_office.with_letters(tmp_path_factory.mktemp("letters-after"))


@pytest.fixture(scope="module")
def made_approved(made: Path, tmp_path_factory) -> Path:
    """The same once another supervisor has read and approved them."""
    letters_office.as_written(made)
    home = copied(made, tmp_path_factory.mktemp("letters-approved") / "workspace")
    desk = opened(home, "chou")
    batch = desk.letters.batches()[0]
    for line in desk.letters.batch(batch.uid).lines:
        if line.sampled:
            desk.letters.open(line.number)
    desk.letters.approve(batch.uid)
    desk.close()
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    letters_office.as_written(made)
    return copied(made, tmp_path / "workspace")


@pytest.fixture
def approved(made: Path, made_approved: Path, tmp_path: Path) -> Path:
    letters_office.as_written(made)
    return copied(made_approved, tmp_path / "approved")


@pytest.fixture
def place(qtbot, approved: Path, tmp_path: Path) -> Iterator[LettersPlace]:
    with letters_window(qtbot, approved, tmp_path, "lee") as place:
        yield place


def waiting_page(qtbot, place: LettersPlace) -> WaitingPage:
    press("Alt+1")
    page = place.page
    assert isinstance(page, WaitingPage)
    qtbot.waitUntil(lambda: page.read_once and not place.runner.reading)
    return page


def test_an_approved_batch_is_signed_with_the_password_taken_out_of_the_job(qtbot, place, tmp_path):
    key = certificate(tmp_path / "office.p12", 2019, 2090)
    page = waiting_page(qtbot, place)
    page.toggle_every()
    qtbot.waitUntil(lambda: bool(page.reading.batches) and not place.runner.reading)
    assert page.bar.buttons[tr("Sign the letters ...")].isEnabled()
    page.signing.choose = lambda: str(key.path)
    page.sign()
    sheet = place.window().findChild(SignSheet)
    assert not sheet.primary.isEnabled() and QApplication.focusWidget() is sheet.signing.certificate
    sheet.signing.choose.click()
    qtbot.keyClicks(QApplication.focusWidget(), "wrong")
    press("Return")
    qtbot.waitUntil(lambda: sheet.wrong.isVisible())
    assert sheet.signing.password.edit.text() == "" and sheet.signing.password.isVisible()
    qtbot.keyClicks(QApplication.focusWidget(), "pass")
    press("Return")
    assert sheet.signing.password.edit.text() == ""
    qtbot.waitUntil(lambda: not place.window().findChildren(SignSheet) and not place.runner.reading)
    batch = place.desk.letters.batches()[0]
    written = place.desk.letters.batch(batch.uid).letters
    assert written and all(b"/ByteRange" in Path(papers[0].path).read_bytes() for _, papers in written)
    assert place.desk.care.verify().ok


def list_page(qtbot, place: LettersPlace, key: str) -> TrackedPage:
    press(key)
    page = place.page
    assert isinstance(page, TrackedPage)
    qtbot.waitUntil(lambda: page.read_once and not place.runner.reading)
    return page


def answer_sheet(qtbot, page: TrackedPage, **typed: str) -> None:
    """Fill in the sheet that is open and give it."""
    sheet = page.window().findChild(RemedySheet)
    for name, text in typed.items():
        sheet.lines_by_name[name].setText(text)
    press("Ctrl+Return")
    qtbot.waitUntil(lambda: not page.window().findChildren(RemedySheet))
    qtbot.waitUntil(lambda: not page.runner.reading)


def test_approval_takes_six_keys_and_the_passphrase(qtbot, home, tmp_path):
    with letters_window(qtbot, home, tmp_path, "chou") as place:
        page = waiting_page(qtbot, place)
        keys: list[str] = []

        def counted(key: str) -> None:
            press(key)
            keys.append(key)

        counted("Return")
        qtbot.waitUntil(lambda: len(page.unread) == 2)
        for left in (1, 0):
            assert page.approve_refused(), "what is not read yet holds the approval up"
            counted("Down")
            qtbot.waitUntil(lambda left=left: len(page.unread) == left)
        counted("Ctrl+Return")
        sheet = place.window().findChild(ApproveSheet)
        qtbot.keyClicks(QApplication.focusWidget(), PASSPHRASE)
        assert sheet.confirm.is_ready
        counted("Return")
        qtbot.waitUntil(lambda: place.desk.letters.batches()[0].state == "approved")
        assert len(keys) <= 6


def test_a_wrong_passphrase_is_told_beside_its_field_and_approves_nothing(qtbot, home, tmp_path):
    with letters_window(qtbot, home, tmp_path, "chou") as place:
        page = waiting_page(qtbot, place)
        press("Return")
        qtbot.waitUntil(lambda: len(page.unread) == 2)
        for left in (1, 0):
            press("Down")
            qtbot.waitUntil(lambda left=left: len(page.unread) == left)
        press("Ctrl+Return")
        qtbot.keyClicks(QApplication.focusWidget(), "not the one")
        press("Return")
        sheet = place.window().findChild(ApproveSheet)
        qtbot.waitUntil(lambda: bool(sheet.confirm.field.edit.accessibleDescription()))
        assert place.desk.letters.batches()[0].state == "written"


def test_who_wrote_the_letters_reads_why_somebody_else_approves_them(qtbot, home, tmp_path):
    desk = opened(home, "wang")
    desk.people.set_roles("lee", ("clerk", "supervisor"))
    desk.close()
    with letters_window(qtbot, home, tmp_path, "lee") as place:
        page = waiting_page(qtbot, place)
        button = page.bar.buttons[next(iter(page.bar.buttons))]
        assert not button.isEnabled() and button.toolTip() == page.approve_refused()
        press("Ctrl+Return")
        assert not place.window().findChildren(ApproveSheet) and place.desk.letters.batches()[0].state == "written"


def test_dispatch_receipt_and_reply_are_recorded_for_what_is_ticked(qtbot, place):
    page = list_page(qtbot, place, "Alt+3")
    assert [one.next_step for one in page.table.rows] == ["dispatch"] * 4
    press("Space")
    press("Down")
    press("Space")
    press("D")
    answer_sheet(qtbot, page, way="電子交換")
    qtbot.waitUntil(lambda: [one.dispatched_way for one in page.table.rows].count("電子交換") == 2)
    sent = [one for one in page.table.rows if one.dispatched_on]
    page.view.choose(sent[0].uid)
    press("T")
    answer_sheet(qtbot, page)
    qtbot.waitUntil(lambda: any(one.received_on for one in page.table.rows))
    page.view.choose(sent[0].uid)
    press("A")
    answer_sheet(qtbot, page, number="甲字第 1 號")
    qtbot.waitUntil(lambda: any(one.reply_number == "甲字第 1 號" for one in page.table.rows))


def test_a_day_that_cannot_be_is_told_beside_its_line(qtbot, place):
    page = list_page(qtbot, place, "Alt+3")
    press("D")
    sheet = page.window().findChild(RemedySheet)
    sheet.lines_by_name["sent"].setText("108/01/01")
    press("Ctrl+Return")
    qtbot.waitUntil(lambda: any(label.text() for label in (sheet.wrong, *sheet._faults.values())))
    assert sheet.isVisible() and not any(one.dispatched_on for one in place.desk.letters.track(YEAR))


def test_what_was_not_sent_has_no_receipt_and_says_so(qtbot, place):
    page = list_page(qtbot, place, "Alt+3")
    qtbot.waitUntil(lambda: page.view.current_row() is not None)
    said: list[str] = []
    place.said.connect(said.append)
    press("T")
    assert said and said == [page.acts.refused("receive")] and not page.window().findChildren(RemedySheet)


def test_the_register_is_searched_narrowed_and_exported(qtbot, place, tmp_path, monkeypatch):
    page = list_page(qtbot, place, "Alt+3")
    press("/")
    qtbot.keyClicks(QApplication.focusWidget(), "ZX03")
    assert [one.firm_code for one in page.table.shown] == ["ZX03"]
    page.narrow("overdue")
    assert page.no_hits.isVisible()
    page.no_hits.button.click()
    assert len(page.table.shown) == 4 and page.view.hasFocus()
    path = tmp_path / "letters.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_kw: (str(path), "CSV (*.csv)"))
    place.export()
    qtbot.waitUntil(lambda: path.exists() and not place.runner.active())
    assert len(path.read_text(encoding="utf-8-sig").splitlines()) == 5


def test_one_key_prepares_a_batch_of_reminders_for_every_answer_that_is_overdue(qtbot, approved, tmp_path):
    desk = opened(approved, "lee")
    numbers = tuple(one.number for one in desk.letters.track(YEAR))
    from auditdesk.model.letter_rows import DispatchLetters

    desk.letters.dispatch(DispatchLetters(numbers, letters_office.DAY, "郵寄"))
    desk.close()
    with letters_window(qtbot, approved, tmp_path, "lee", LATE) as place:
        qtbot.waitUntil(lambda: place.badge() == 4)
        page = list_page(qtbot, place, "Alt+4")
        assert {one.next_step for one in page.table.rows} == {"remind"} and all(one.days_left < 0 for one in page.table.rows)
        press("R")
        batch = place.page
        assert isinstance(batch, BatchPage)
        qtbot.waitUntil(lambda: bool(place.window().findChildren(PreflightSheet)))
        assert batch.form.kind.current() == "reminder" and len(batch.ticked) == 4


def test_a_batch_opened_from_elsewhere_shows_its_first_letter_to_be_read(qtbot, home, tmp_path):
    with letters_window(qtbot, home, tmp_path, "chou") as place:
        uid = place.desk.letters.batches()[0].uid
        place.open_object(uid)
        page = place.page_of("waiting")
        qtbot.waitUntil(lambda: page.lines.hasFocus() and len(page.unread) == 2)
        number = place.desk.letters.list(YEAR)[1].number
        place.open_object(number)
        register = place.page_of("register")
        qtbot.waitUntil(lambda: place.page is register and getattr(register.view.current_row(), "number", "") == number)


def test_envelopes_and_addresses_of_the_batch_are_written(qtbot, home, tmp_path, monkeypatch):
    with letters_window(qtbot, home, tmp_path, "chou") as place:
        page = waiting_page(qtbot, place)
        said: list[str] = []
        place.said.connect(said.append)
        for command, name in zip(
            page.mailing.commands(page.reading.chosen.batch), ("e.pdf", "l.pdf", "a.csv", "m.csv"), strict=True
        ):
            path = tmp_path / name
            monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, path=path, **_kw: (str(path), ""))
            command.run()
            qtbot.waitUntil(lambda path=path: path.exists() and not place.runner.active())
        assert len(said) == 4 and len((tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()) == 5


def test_the_pages_that_nobody_has_gone_to_are_made_while_nothing_is_done(qtbot, place):
    waiting_page(qtbot, place)
    for _ in range(2 * 5):
        qtbot.waitUntil(lambda: not place.runner.reading)
        place._prepare()
    assert len(place.made) == 5 and not place._coming
    assert place.page is place.made["waiting"]


def test_no_button_is_cut_off_in_a_low_window(qtbot, home, tmp_path):
    with letters_window(qtbot, home, tmp_path, "chou") as place:
        place.window().resize(683, 350)
        for tab, buttons in (
            ("waiting", lambda page: page.bar.buttons.values()),
            ("batch", lambda page: page.foot.buttons.values()),
            ("register", lambda page: page._buttons.values()),
        ):
            place.show_tab(tab)
            page = place.page
            qtbot.waitUntil(lambda page=page: page.read_once and not place.runner.reading)
            shown = [button for button in buttons(page) if button.isVisible()]
            qtbot.waitUntil(lambda shown=shown: all(one.visibleRegion().boundingRect() == one.rect() for one in shown))
            assert shown
