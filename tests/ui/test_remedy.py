"""What follows a letter, in the real window with real keys: reply, more time, check, closing by a second person; measures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt

from auditdesk.desk import Desk
from auditdesk.model.commands import DecideFinding
from auditdesk.model.records import Finding, Letter, Visit
from auditdesk.services.findings_moving import move
from tests.conftest import PASSPHRASE
from tests.ui.conftest import standing_shell
from tests.ui.findings_office import DAY
from ui.built_places import BUILT
from ui.places.findings import FindingsPlace
from ui.places.findings_page import FindingsPage
from ui.places.findings_sheets import RemedySheet
from ui.places.measures_sheet import MeasuresSheet
from ui.places.rules_sheets import ApproveSheet

Key, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def lettered(desk: Desk) -> str:
    """A finding that wang has accepted and that stands in a letter; its uid."""
    uid = next(row.uid for row in desk.review.queue() if row.locked is None)
    desk.findings.accept(DecideFinding(uid))
    with desk.office.work("letters.write") as work:
        finding = work.get(Finding, uid)
        visit = work.get(Visit, finding.visit_uid)
        letter = work.add(
            Letter(
                uid=work.new_uid(),
                number="試字第1號",
                firm_uid=finding.firm_uid,
                year=visit.year,
                issued_on=DAY,
                reply_by=finding.due_date,
                state="written",
                content="{}",
            )
        )
        work.flush()
        finding.letter_uid = letter.uid
        move(desk.office, work, finding, "letter")
        work.commit()
    return uid


@contextmanager
def remedy(qtbot, desk: Desk, tmp_path) -> Iterator[FindingsPage]:
    built = tuple(each for each in BUILT if each.key in ("findings", "visits"))
    with standing_shell(qtbot, desk, tmp_path, built) as shell:
        shell.go("findings")
        place = shell.place
        assert isinstance(place, FindingsPlace)
        place.show_tab("remedy")
        page = place.list_of("remedy")
        qtbot.waitUntil(lambda: page.read_once and page.whole is not None)
        yield page


def sheet_of(page: FindingsPage, kind: type = RemedySheet):
    return next(one for one in page.window().findChildren(kind) if one.isVisible())


def test_a_reply_is_recorded_checked_and_closed_by_a_second_person(qtbot, as_person: Callable[[str], Desk], tmp_path):
    uid = lettered(as_person("wang"))
    with remedy(qtbot, as_person("lin"), tmp_path) as page:
        qtbot.keyClick(page.view, Key.Key_R)
        sheet = sheet_of(page)
        qtbot.keyClick(sheet.boxes["text"], Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: bool(sheet._faults["text"].text()))
        qtbot.keyClicks(sheet.boxes["text"], "all rules reviewed")
        qtbot.keyClick(sheet.boxes["text"], Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: page.whole is not None and len(page.whole.remedy.replies) == 1)
        assert page.whole.review.state == "answered"
        qtbot.keyClick(page.view, Key.Key_K)
        sheet = sheet_of(page)
        qtbot.keyClick(sheet.boxes["text"], Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: page.whole is not None and page.whole.review.state == "rechecked")
        qtbot.keyClick(page.view, Key.Key_C)
        assert not page.window().findChildren(ApproveSheet), "who wrote and checked it can't close it"
        close = next(button for text, button in page.detail.buttons.items() if "結案" in text)
        assert not close.isEnabled() and close.toolTip()
    with remedy(qtbot, as_person("lee"), tmp_path) as page:
        qtbot.keyClick(page.view, Key.Key_C)
        sheet = sheet_of(page, ApproveSheet)
        qtbot.keyClicks(sheet.confirm.field.edit, "wrong passphrase")
        qtbot.keyClick(sheet.confirm.field.edit, Key.Key_Return)
        qtbot.waitUntil(lambda: bool(sheet.confirm._told.text()))
        assert page.desk.findings.show(uid).state == "rechecked"
        qtbot.keyClicks(sheet.confirm.field.edit, PASSPHRASE)
        qtbot.keyClick(sheet.confirm.field.edit, Key.Key_Return)
        qtbot.waitUntil(lambda: page.desk.findings.show(uid).state == "closed")


def test_more_time_is_asked_by_one_and_decided_by_another(qtbot, as_person, tmp_path):
    uid = lettered(as_person("wang"))
    with remedy(qtbot, as_person("lin"), tmp_path) as page:
        qtbot.keyClick(page.view, Key.Key_E)
        sheet = sheet_of(page)
        sheet.lines_by_name["until"].setText("2020-12-31")
        qtbot.keyClicks(sheet.lines_by_name["reason"], "new system")
        qtbot.keyClick(sheet.lines_by_name["reason"], Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: page.whole is not None and len(page.whole.remedy.extensions) == 1)
    with remedy(qtbot, as_person("wang"), tmp_path) as page:
        qtbot.keyClick(page.view, Key.Key_E)
        sheet = sheet_of(page)
        qtbot.keyClick(sheet.lines_by_name["reason"], Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: str(page.desk.remedy.show(uid).due_date) == "2020-12-31")


def test_a_day_that_cannot_be_read_is_told_beside_it(qtbot, as_person, tmp_path):
    lettered(as_person("wang"))
    with remedy(qtbot, as_person("lin"), tmp_path) as page:
        qtbot.keyClick(page.view, Key.Key_R)
        sheet = sheet_of(page)
        sheet.lines_by_name["received"].setText("sometime")
        qtbot.keyClick(sheet.boxes["text"], Key.Key_Return, CONTROL)
        assert sheet._faults["received"].text() and sheet.isVisible()


def test_a_measure_is_recorded_from_the_list_and_counted_for_its_firm(qtbot, as_person, tmp_path):
    lettered(as_person("wang"))
    with remedy(qtbot, as_person("wang"), tmp_path) as page:
        page.acts.show_measures()
        qtbot.waitUntil(lambda: bool(page.window().findChildren(MeasuresSheet)))
        measures = page.window().findChild(MeasuresSheet)
        next(iter(measures.buttons.values())).click()
        sheet = sheet_of(page)
        sheet.lines_by_name["article"].setText("第142條")
        sheet.lines_by_name["letter"].setText("試字第9號")
        sheet.lines_by_name["amount"].setText("many")
        qtbot.keyClick(sheet.lines_by_name["amount"], Key.Key_Return, CONTROL)
        assert sheet.isVisible() and sheet.wrong.text()
        sheet.lines_by_name["amount"].setText("50,000")
        qtbot.keyClick(sheet.lines_by_name["amount"], Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: [one.amount for one in page.desk.measures.list()] == [50_000])
