"""The review in the real window with real keys: decide on what is shown, never on one's own, never on what has changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from auditdesk.desk import Desk
from auditdesk.model.fieldwork_rows import EditFinding
from auditdesk.model.records import Finding
from auditdesk.model.review_rows import QueuePlace
from tests.ui.conftest import standing_shell
from tests.ui.findings_office import MENDED
from ui.built_places import BUILT
from ui.parts.picture_viewer import PictureViewer
from ui.places.findings import FindingsPlace
from ui.places.review import ReviewPage
from ui.places.review_queue_model import AGE, PAGE, QueueModel
from ui.places.review_sheets import SeveritySheet

Key, CONTROL, ALT, SHIFT = (
    Qt.Key,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@contextmanager
def reviewing(qtbot, desk: Desk, tmp_path, size: tuple[int, int] = (1366, 738)) -> Iterator[ReviewPage]:
    """The review of one person, read, with the first finding on screen."""
    built = tuple(each for each in BUILT if each.key in ("findings", "visits"))
    with standing_shell(qtbot, desk, tmp_path, built, size) as shell:
        shell.go("findings")
        place = shell.place
        assert isinstance(place, FindingsPlace)
        qtbot.waitUntil(lambda: place.review.read_once and place.review.row is not None)
        yield place.review


@pytest.fixture
def page(qtbot, as_person: Callable[[str], Desk], tmp_path) -> Iterator[ReviewPage]:
    with reviewing(qtbot, as_person("wang"), tmp_path) as page:
        yield page


def show(qtbot, page: ReviewPage, wanted: Callable[[object], bool]) -> None:
    """Choose the first finding of the queue that is wanted, and wait until it is on screen."""
    row = next(row for row in page.queue.model_.rows if wanted(row))
    page.queue.choose(row.uid)
    page.queue.setFocus()
    qtbot.waitUntil(lambda: page.row is not None and page.row.uid == row.uid)


def focus() -> object:
    return QApplication.focusWidget()


def test_ctrl_enter_accepts_what_is_shown_and_goes_on_to_the_next(qtbot, page):
    show(qtbot, page, lambda row: row.locked is None and row.times_submitted == 1)
    first, count = page.row, len(page.queue.model_.rows)
    qtbot.keyClick(page.queue, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: len(page.queue.model_.rows) == count - 1 and page.row is not None and page.row.uid != first.uid)
    assert page.desk.findings.show(first.uid).state == "accepted"
    assert focus() is page.queue
    qtbot.waitUntil(lambda: page.left.decided_today == 2)  # one was returned when the office was made


def test_the_next_finding_was_read_ahead_and_what_changed_since_holds_the_decision(qtbot, page):
    show(qtbot, page, lambda row: row.locked is None and row.times_submitted == 1)
    first, following = page.row, page.queue.model_.places[page.queue.currentIndex().row() + 1]
    qtbot.waitUntil(lambda: page._ahead is not None and page._ahead.uid == following.uid and not page.runner.reading)
    page.acts.busy = True  # as if the message came while something else was kept
    with page.desk.store.work("lin", "findings.edit") as work:
        work.get(Finding, following.uid).facts = "另一事實。"
        work.commit()
    qtbot.waitUntil(lambda: not page.runner.reading)
    page.acts.busy = False
    qtbot.keyClick(page.queue, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: page.row is not None and page.row.uid == following.uid and page.held is not None)
    assert page.desk.findings.show(first.uid).state == "accepted"


def test_a_finding_of_ones_own_is_locked_with_its_reason_and_stays(qtbot, page):
    show(qtbot, page, lambda row: row.author == "wang")
    assert not page.decision.accept.isEnabled() and page.decision.why.text()
    qtbot.keyClick(page.queue, Key.Key_Return, CONTROL)
    qtbot.keyClick(page.queue, Key.Key_2)
    assert page.desk.findings.show(page.row.uid).state == "submitted"
    assert not page.side.composer.edit.hasFocus()


def test_two_without_a_comment_asks_for_one_and_returns_with_it(qtbot, page):
    show(qtbot, page, lambda row: row.locked is None and row.times_submitted == 1)
    uid = page.row.uid
    qtbot.keyClick(page.queue, Key.Key_2)
    edit = page.side.composer.edit
    assert edit.hasFocus()
    qtbot.keyClick(edit, Key.Key_Return, CONTROL)
    assert page.side.composer.fault.text() and page.desk.findings.show(uid).state == "submitted"
    qtbot.keyClicks(edit, "rules missing 2 3 c")
    assert edit.toPlainText() == "rules missing 2 3 c", "no key of the review acts while one writes"
    qtbot.keyClick(edit, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: page.desk.findings.show(uid).state == "returned")
    assert page.desk.review.show(uid).reason == "rules missing 2 3 c"


def test_what_was_mended_is_shown_against_the_returned_version(qtbot, page):
    show(qtbot, page, lambda row: row.times_submitted == 2)
    centre = page.centre
    assert centre.look.isVisible() and centre.look.current() == "compared"
    assert centre.facts.text == MENDED, "without what was removed it is the text as it stands"
    assert centre.facts.toPlainText() != MENDED
    centre.look.button("original").click()
    assert centre.facts.toPlainText() == MENDED


def test_a_remark_is_bound_to_the_words_chosen_and_blocks_acceptance_until_it_is_settled(qtbot, page):
    show(qtbot, page, lambda row: row.times_submitted == 2)
    centre, start = page.centre, MENDED.index("17 條")
    qtbot.keyClick(page.queue, Key.Key_Return)
    assert centre.facts.hasFocus()
    centre.facts.choose(start, start + 4)
    qtbot.keyClick(centre.facts, Key.Key_C)
    edit = page.side.composer.edit
    assert edit.hasFocus() and "17 條" in page.side.composer.quote.text()
    qtbot.keyClicks(edit, "which ones")
    qtbot.keyClick(edit, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: len(page.row.comments) == 1)
    remark = page.row.comments[0]
    assert (remark.quoted, remark.field, remark.text) == ("17 條", "facts", "which ones")
    assert not page.decision.accept.isEnabled()
    assert len(centre.facts.extraSelections()) == 1
    page.side.settle_buttons[remark.uid].click()
    qtbot.waitUntil(lambda: not page.row.comments[0].open)
    assert page.decision.accept.isEnabled() and not centre.facts.extraSelections()


def test_words_of_the_second_plane_and_removed_ones_do_not_shift_what_is_chosen(qtbot):
    from auditdesk.model.review_rows import WordRun
    from ui.parts.marked_text import MarkedText

    text = MarkedText("facts")
    qtbot.addWidget(text)
    text.show_runs((WordRun("甲", "same"), WordRun("去掉", "removed"), WordRun("𠀋乙丙", "added"), WordRun("丁", "same")))
    for start, end in ((0, 1), (1, 2), (2, 4), (3, 5)):
        text.choose(start, end)
        assert text.chosen() == (start, end)
    assert text.text == "甲𠀋乙丙丁"


def test_a_finding_changed_while_open_holds_the_decision_until_the_difference_was_looked_at(qtbot, page):
    show(qtbot, page, lambda row: row.locked is None and row.times_submitted == 1)
    uid, seen = page.row.uid, page.row.facts
    with page.desk.store.work("lin", "findings.edit") as work:
        work.get(Finding, uid).facts = seen + "又查得一事。"
        work.commit()
    qtbot.waitUntil(lambda: page.held is not None)
    assert not page.decision.accept.isEnabled()
    qtbot.keyClick(page.queue, Key.Key_Return, CONTROL)
    qtbot.keyClick(page.queue, Key.Key_2)
    assert page.desk.findings.show(uid).state == "submitted"
    qtbot.keyClick(page.queue, Key.Key_D)
    assert page.held is None and page.decision.accept.isEnabled()
    assert page.centre.look.current() == "compared" and page.centre.facts.text == seen + "又查得一事。"
    qtbot.keyClick(page.queue, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: page.desk.findings.show(uid).state == "accepted")


def test_a_change_that_no_message_told_of_is_found_when_deciding(qtbot, page):
    show(qtbot, page, lambda row: row.locked is None and row.times_submitted == 1)
    page.acts.busy = True  # as if the message came while something else was kept
    with page.desk.store.work("lin", "findings.edit") as work:
        work.get(Finding, page.row.uid).facts = "另一事實。"
        work.commit()
    qtbot.waitUntil(lambda: not page.runner.reading)
    page.acts.busy = False
    qtbot.keyClick(page.queue, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: page.held is not None)
    assert page.desk.findings.show(page.row.uid).state == "submitted"


def test_three_changes_the_severity_with_a_reason_and_says_first_that_one_cannot_accept_it_then(qtbot, page):
    show(qtbot, page, lambda row: row.locked is None and row.times_submitted == 1)
    uid, before = page.row.uid, page.row.severity
    qtbot.keyClick(page.queue, Key.Key_3)
    sheet = page.window().findChild(SeveritySheet)
    assert sheet is not None
    told = " ".join(label.accessibleName() for label in sheet.findChildren(type(sheet.panel)) if label.accessibleName())
    assert "不能核可" in told
    digit = Key.Key_1 if before != "critical" else Key.Key_2
    qtbot.keyClick(focus(), digit)
    sheet.reason.setFocus()
    qtbot.keyClick(sheet.reason, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: bool(sheet.wrong.text()))
    qtbot.keyClicks(sheet.reason, "all orders stop")
    qtbot.keyClick(sheet.reason, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: page.desk.findings.show(uid).severity != before)
    qtbot.waitUntil(lambda: page.row.severity != before)
    assert not page.decision.accept.isEnabled(), "who changed it has written it too"


def test_space_shows_the_evidence_large_and_shift_space_turns_to_the_next(qtbot, page):
    show(qtbot, page, lambda row: row.evidence == 2)
    panel = page.centre.evidence
    assert [one.state for one in panel.rows] == ["whole", "whole"]
    qtbot.keyClick(page.queue, Key.Key_Space, SHIFT)
    assert panel.at == 1
    qtbot.keyClick(page.queue, Key.Key_Space)
    viewer = page.window().findChild(PictureViewer)
    assert viewer is not None and viewer.at == 1 and viewer.locked
    qtbot.keyClick(viewer.canvas, Key.Key_Escape)
    qtbot.waitUntil(lambda: page.window().findChild(PictureViewer) is None)


def test_the_queue_is_filtered_and_ordered_by_keys(qtbot, page):
    page.focus_filter()
    qtbot.keyClicks(page.field.edit, "ZX02")
    model = page.queue.model_
    qtbot.waitUntil(lambda: model.fits is not None and {row.firm_code for row in model.rows} == {"ZX02"})
    assert len(model.rows) == len(model.places) < len(model.all)
    qtbot.keyClick(page.field.edit, Key.Key_Escape)
    qtbot.waitUntil(lambda: len(model.rows) == len(model.all))
    page.left.turn_order()
    moments = [row.submitted_at for row in page.queue.model_.rows]
    assert moments == sorted(moments)


def test_of_a_long_queue_only_the_rows_that_are_looked_at_are_read(qtbot, page):
    read = {row.uid: row for row in page.queue.model_.rows}
    known = next(iter(read.values()))
    model = QueueModel("wang")
    places = [QueuePlace(f"f{at}", f"108-{at:04d}", f"2019-10-{at % 28 + 1:02d}", True) for at in range(10 * PAGE)]
    model.set_places(places, (), None)
    asked: list[str] = []
    model.rows_wanted.connect(asked.extend)
    assert model.data(model.index(3 * PAGE + 1)) == "108-0151", "until it is read only its number is known"
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [place.uid for place in places[3 * PAGE : 4 * PAGE]]
    model.take_rows([replace(known, uid=uid) for uid in asked])
    assert model.data(model.index(3 * PAGE + 1)) == known.wording.zh
    assert model.mine == len(places)
    model.drop("f3")
    assert (model.mine, model.position_of("f4")) == (len(places) - 1, 3)
    model.set_order(AGE)
    moments = [place.submitted_at for place in model.places]
    assert moments == sorted(moments)
    model.set_places(model.all, (), frozenset({"f7"}))
    assert [place.uid for place in model.places] == ["f7"]


def test_what_an_inspector_may_not_do_is_there_disabled_with_its_reason(qtbot, as_person, tmp_path):
    with reviewing(qtbot, as_person("lin"), tmp_path) as page:
        for button in (page.decision.accept, page.decision.send_back, page.decision.severity):
            assert button.isVisible() and not button.isEnabled() and button.toolTip()
        assert all(command.refused for command in page.commands()[:3])


@pytest.mark.parametrize("size", [(1366, 738), (1000, 700), (683, 350)])
def test_a_finding_is_reviewed_at_every_width(qtbot, as_person, tmp_path, size):
    with reviewing(qtbot, as_person("wang"), tmp_path, size) as page:
        show(qtbot, page, lambda row: row.locked is None)
        qtbot.keyClick(page.queue, Key.Key_Return)
        qtbot.waitUntil(page.centre.facts.hasFocus)
        assert page.decision.accept.isVisible() and page.side.composer.isVisibleTo(page)
        qtbot.keyClick(page.centre.facts, Key.Key_Escape)
        assert page.queue.hasFocus() and page.queue.isVisible()


def test_where_only_the_queue_has_room_no_finding_is_decided_unseen(qtbot, as_person, tmp_path):
    with reviewing(qtbot, as_person("wang"), tmp_path, (683, 350)) as page:
        show(qtbot, page, lambda row: row.locked is None)
        uid = page.row.uid
        qtbot.keyClick(page.queue, Key.Key_Return, CONTROL)
        assert page.centre.facts.isVisible() and page.centre.facts.hasFocus()
        assert not page.acts.busy and page.desk.findings.show(uid).state == "submitted"
        qtbot.keyClick(page.centre.facts, Key.Key_Escape)
        qtbot.keyClick(page.queue, Key.Key_2)
        edit = page.side.composer.edit
        assert edit.isVisible() and edit.hasFocus(), "what is typed is seen"
        qtbot.keyClick(edit, Key.Key_Escape)
        qtbot.keyClick(page.queue, Key.Key_C)
        assert edit.isVisible() and edit.hasFocus()
        qtbot.waitUntil(lambda: not edit.visibleRegion().isEmpty())


def test_the_author_sees_what_came_back_in_the_returned_tab(qtbot, as_person, tmp_path):
    desk = as_person("wang")
    uid = next(row.uid for row in desk.review.queue() if row.locked is None)
    desk.review.send_back(_order(uid))
    desk = as_person("lin")
    desk.fieldwork.write(EditFinding(uid, facts="補正後事實。"))
    with reviewing(qtbot, desk, tmp_path) as page:
        place = page.place
        place.show_tab("returned")
        listed = place.list_of("returned")
        qtbot.waitUntil(lambda: listed.table.uids == (uid,) and listed.whole is not None)
        listed.acts.submit()
        qtbot.waitUntil(lambda: desk.findings.show(uid).state == "submitted")


def _order(uid: str):
    from auditdesk.model.review_rows import DecideReview

    return DecideReview(uid, None, "請補正")
