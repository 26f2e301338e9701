"""The lists of findings in the real window: read by windows, filtered, grouped, kept as views, acted on many at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from auditdesk.desk import Desk
from auditdesk.model.findings_list import BulkAct
from tests.ui.conftest import standing_shell
from ui.built_places import BUILT
from ui.places.findings import FindingsPlace
from ui.places.findings_bulk import BulkSheet
from ui.places.findings_page import FindingsPage
from ui.places.findings_presets import PRESETS, WAITING
from ui.places.findings_sheets import RemedySheet
from ui.places.firms_records import RecordSheet

Key, CONTROL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def place(qtbot, as_person: Callable[[str], Desk], tmp_path) -> Iterator[FindingsPlace]:
    built = tuple(each for each in BUILT if each.key in ("findings", "visits"))
    with standing_shell(qtbot, as_person("wang"), tmp_path, built) as shell:
        shell.go("findings")
        place = shell.place
        assert isinstance(place, FindingsPlace)
        qtbot.waitUntil(lambda: place.review.read_once)
        yield place


@pytest.fixture
def all_of_them(qtbot, place) -> FindingsPage:
    qtbot.keyClick(place.review.queue, Key.Key_4, ALT)
    page = place.list_of("all")
    qtbot.waitUntil(lambda: page.read_once and page.whole is not None)
    assert page.view.hasFocus()
    return page


def rows(qtbot, page: FindingsPage):
    """The lines of a list, once they are read."""
    qtbot.waitUntil(lambda: all(page.table.row_at(at).line is not None for at in range(page.table.rowCount())))
    return [page.table.row_at(at).line for at in range(page.table.rowCount())]


def test_alt_and_a_digit_turn_the_tabs_and_the_badge_counts_what_waits_for_me(qtbot, place):
    assert place.badge() == 3, "the fourth is one's own"
    for digit, tab in enumerate(("waiting", "returned", "accepted", "all", "remedy", "patterns"), 1):
        qtbot.keyClick(place.page if digit > 1 else place.review.queue, getattr(Key, f"Key_{digit}"), ALT)
        assert place.tab == tab


def test_the_list_reads_only_what_is_seen_and_orders_by_any_column_in_the_database(qtbot, all_of_them):
    page = all_of_them
    found = rows(qtbot, page)
    assert len(found) == 5 and [row.number for row in found] == sorted(row.number for row in found)
    page.view.horizontalHeader().sectionClicked.emit(page.table.column_index("severity"))
    qtbot.waitUntil(lambda: page.table.order[0] == "severity" and not page.runner.reading)
    order = ("critical", "high", "medium", "low")
    ranks = [order.index(row.severity) for row in rows(qtbot, page)]
    assert ranks == sorted(ranks)


def test_words_are_searched_in_the_facts_and_esc_clears_them(qtbot, all_of_them):
    page = all_of_them
    qtbot.keyClick(page.view, Key.Key_Slash)
    page.focus_filter()
    page.field = page.filters.field
    page.field.set_text("防火牆規則")
    qtbot.waitUntil(lambda: page.table.rowCount() == 1)
    page.field.set_text("沒有這些字")
    qtbot.waitUntil(lambda: page._stack.currentWidget() is page.no_hits)
    page.no_hits.button.click()
    qtbot.waitUntil(lambda: page.table.rowCount() == 5)


def test_a_group_narrows_the_list_to_itself(qtbot, all_of_them):
    page = all_of_them
    page.group_by("state")
    qtbot.waitUntil(lambda: page.groups.table.rowCount() > 1)
    assert page.groups.isVisible()
    drafts = next(at for at, line in enumerate(page.groups.table.rows) if line.group and line.group.key == "draft")
    page.groups.view.setFocus()
    for _ in range(drafts):
        qtbot.keyClick(page.groups.view, Key.Key_Down)
    qtbot.waitUntil(lambda: page.table.rowCount() == 1)
    assert rows(qtbot, page)[0].state == "draft"
    qtbot.keyClick(page.groups.view, Key.Key_Home)
    qtbot.waitUntil(lambda: page.table.rowCount() == 5)


def test_a_view_is_kept_renamed_shown_first_and_deleted(qtbot, all_of_them, place):
    page, desk = all_of_them, place.desk
    page.filters.overdue.setChecked(True)
    page.views.keep()
    sheet = page.window().findChild(RecordSheet)
    qtbot.keyClicks(sheet.lines_by_name["name"], "late ones")
    qtbot.keyClick(sheet.lines_by_name["name"], Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: page.views.current is not None and bool(page.views.rows))
    page.views.rename()
    sheet = next(one for one in page.window().findChildren(RecordSheet) if one.isVisible())
    sheet.lines_by_name["name"].setText("overdue")
    qtbot.keyClick(sheet.lines_by_name["name"], Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: [row.name for row in page.views.rows] == ["overdue"])
    page.views.begin_with()
    qtbot.waitUntil(lambda: page.views.rows[0].content.get("first") is True)
    fresh = FindingsPage(place, page.preset)
    qtbot.addWidget(fresh)
    fresh.read_list()
    qtbot.waitUntil(lambda: fresh.views.current is not None)
    assert fresh.filters.overdue.isChecked()
    page.views.forget()
    qtbot.waitUntil(lambda: not desk.views.list("findings.all"))


def test_many_are_done_at_once_after_a_preview_that_says_why_not(qtbot, all_of_them):
    page = all_of_them
    rows(qtbot, page)
    page.view.setFocus()
    qtbot.keyClick(page.view, Key.Key_A, CONTROL)
    assert len(page.table.ticked) == 5 and page.bulk.isVisible()
    qtbot.keyClick(page.view, Key.Key_A)
    qtbot.waitUntil(lambda: page.bulk.sheet is not None)
    sheet = page.bulk.sheet
    assert isinstance(sheet, BulkSheet)
    taken = [line for line in sheet.table.rows if line.refused is None]
    refused = [line.refused.code for line in sheet.table.rows if line.refused is not None]
    assert len(taken) == 3 and sorted(refused) == ["finding.wrong_state", "four_eyes.author"]
    assert "3" in sheet.primary.text(), "the button names how many"
    qtbot.keyClick(sheet.view, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: {page.desk.findings.show(line.uid).state for line in taken} == {"accepted"})
    qtbot.waitUntil(lambda: len(page.table.ticked) == 2)


def test_a_finding_that_changed_since_the_preview_is_left_alone(as_person):
    from auditdesk.model.records import Finding

    desk = as_person("wang")
    uids = [row.uid for row in desk.review.queue() if row.locked is None]
    preview = desk.bulk.preview(BulkAct.ACCEPT, uids)
    with desk.store.work("lin", "findings.edit") as work:
        work.get(Finding, uids[0]).facts = "已改寫。"
        work.commit()
    result = desk.bulk.apply(preview)
    assert [line.uid for line in result.lines if line.refused is not None] == [uids[0]]
    assert [desk.findings.show(uid).state for uid in uids] == ["submitted", "accepted", "accepted"]


def test_a_due_date_is_set_only_where_nobody_has_decided_yet(as_person):
    from datetime import date

    desk = as_person("lin")
    uids = desk.finding_list.ids()
    preview = desk.bulk.preview(BulkAct.DUE_DATE, uids, due_date=date(2020, 6, 30))
    assert [line.state for line in preview.taken] == ["draft"]
    desk.bulk.apply(preview)
    assert desk.findings.show(preview.taken[0].uid).due_date == date(2020, 6, 30)


def test_a_withdrawal_of_many_asks_for_its_reason_first(qtbot, all_of_them):
    page = all_of_them
    rows(qtbot, page)
    qtbot.keyClick(page.view, Key.Key_Space)
    assert len(page.table.ticked) == 1
    qtbot.keyClick(page.view, Key.Key_W)
    sheet = page.window().findChild(RecordSheet)
    qtbot.keyClick(sheet.lines_by_name["reason"], Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: any(label.text() for label in sheet._faults.values()) or bool(sheet.wrong.text()))
    qtbot.keyClicks(sheet.lines_by_name["reason"], "recorded twice")
    qtbot.keyClick(sheet.lines_by_name["reason"], Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: page.bulk.sheet is not None)
    uid = page.bulk.sheet.table.rows[0].uid
    qtbot.keyClick(page.bulk.sheet.view, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: page.desk.findings.show(uid).state == "withdrawn")


def test_enter_goes_to_the_item_of_the_visit(qtbot, all_of_them, place):
    gone: list[tuple[str, str]] = []
    place.go_to.connect(lambda key, name: gone.append((key, name)))
    whole = all_of_them.whole
    all_of_them.acts._page.place.blockSignals(False)
    qtbot.keyClick(all_of_them.view, Key.Key_Return)
    assert gone and gone[0][0] == "visits" and gone[0][1].startswith(whole.review.visit_number)


def test_the_list_is_exported_as_it_stands(qtbot, all_of_them, tmp_path, monkeypatch):
    path = tmp_path / "findings.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_kw: (str(path), "CSV (*.csv)"))
    qtbot.keyClick(all_of_them.view, Key.Key_E, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    all_of_them.export()
    qtbot.waitUntil(path.exists)
    qtbot.waitUntil(lambda: not all_of_them.runner.active())
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 6 and "證券商" in lines[0]


def test_a_withdrawal_says_its_reason_beside_the_line(qtbot, all_of_them):
    page = all_of_them
    page.acts.withdraw()
    sheet = page.window().findChild(RemedySheet)
    qtbot.keyClick(sheet.lines_by_name["reason"], Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: bool(sheet._faults["reason"].text()))
    assert sheet.isVisible()


def test_the_lists_that_nobody_has_gone_to_are_made_while_nothing_is_done(qtbot, place):
    qtbot.waitUntil(lambda: set(place.lists) == set(PRESETS))
    assert place.tab == WAITING and not any(page.read_once for page in place.lists.values())
