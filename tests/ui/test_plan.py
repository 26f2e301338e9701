"""The Plan place in the shell, by real keys and the mouse, over a plan in memory: schedule, staff, list, clashes, sign-off."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from auditdesk.desk import Desk, fixed_clock
from auditdesk.errors import Refused, Unavailable
from auditdesk.model.facts import Reason
from auditdesk.model.plan_commands import AddPlanned, AssignPlanned, ChangePlanned, DropPlanned, KeepAbsence, MovePlanned
from auditdesk.model.plan_rows import (
    AbsenceRow,
    Clash,
    CoverageRow,
    FreeDates,
    InspectorLoad,
    MonthLoad,
    PlannedVisitRow,
    PlanView,
    Remedies,
    Replacement,
    StepBack,
)
from auditdesk.model.rows import PersonRow
from tests.conftest import CHEAP, PASSPHRASE
from tests.ui.conftest import STAFFING, FakeDesk, standing_shell
from tests.yardstick import slowness
from ui.parts.timeline import Bar, Lane, YearScale
from ui.parts.why_popover import WhyPopover
from ui.places.list_export import ListExport
from ui.places.plan import PlanPlace
from ui.places.plan_people import TeamPicker
from ui.places.plan_sheets import AbsenceSheet, ApproveSheet, BlockedSheet, CoverageSheet, DetailsSheet
from ui.places.plan_side import read_days
from ui.places.rules_sheets import ReasonSheet
from ui.shell import Built
from ui.words import tr

TODAY = date(2026, 11, 17)
NAMES = {"lin": "林示範", "chen": "陳範例", "hsu": "許代稱", "cheng": "鄭範本"}
Key, Mod = Qt.Key, Qt.KeyboardModifier


def visit(number: int, state: str = "planned", start: date | None = date(2026, 12, 14), **others: object) -> PlannedVisitRow:
    row = PlannedVisitRow(
        uid="" if start is None else f"visit-{number}",
        firm_uid=f"firm-{number}",
        firm_code=f"ZX{number:02d}",
        firm_name=f"示範{number:02d}證券",
        short_name=f"示範{number:02d}",
        other_names=(),
        tier=STAFFING[3 - number % 4],
        items=73 - number % 4,
        kind="routine",
        mode="onsite",
        authority="twse",
        starts_on=start,
        ends_on=start and start + timedelta(2),
        inspectors=("hsu",) if start else (),
        inspector_names=(NAMES["hsu"],) if start else (),
        why=(Reason("plan.why.last_visit", True, {"day": date(2025, 3, 1), "due": date(2026, 3, 1)}),),
        state=state,
        changed_after_approval=False,
        visit_uid=None,
        visit_number="",
        last_visit=date(2025, 3, 1),
        open_findings=1,
        tips=0,
        clashes=(),
        version=1,
    )
    return replace(row, **others)


class FakePlan:
    """A plan service in memory. ``orders`` are the acts it was given."""

    def __init__(self, rows: list[PlannedVisitRow] | None) -> None:
        self.rows = rows
        self.orders: list[object] = []
        self.steps: list[tuple[str, list[PlannedVisitRow]]] = []
        self.state, self.decided_by, self.reason = "draft", None, ""
        self.away: list[AbsenceRow] = []
        self.delay = 0.0

    def years(self):
        return {2025: "approved"} if self.rows is None else {2026: self.state, 2025: "approved"}

    def view(self, year: int) -> PlanView:
        rows = self.rows if year == 2026 and self.rows is not None else []
        months = tuple(MonthLoad(21, number, number % 3, 1 if number == 11 else 0) for number in range(12))
        return PlanView(
            year=year,
            state=self.state,
            authors=("wang",),
            submitted_by="wang" if self.state != "draft" else None,
            submitted_at=datetime(2026, 1, 5, tzinfo=UTC),
            decided_by=self.decided_by,
            decided_at=datetime(2026, 1, 8, tzinfo=UTC),
            decision_reason=self.reason,
            visits=tuple(row for row in rows if row.starts_on or row.led_elsewhere),
            unplaced=tuple(row for row in rows if not row.starts_on and not row.led_elsewhere),
            people=tuple(InspectorLoad(login, name, 3, months) for login, name in NAMES.items()),
            absences=tuple(self.away),
            clashes=(),
            coverage=(),
            holidays=(),
            holidays_known=True,
            undo=StepBack(self.steps[-1][0], {"firm": "示範"}, len(self.steps)) if self.steps else None,
            redo=None,
            version=7,
        )

    def _keep(self, name: str, order: object, rows: list[PlannedVisitRow]) -> None:
        time.sleep(self.delay)
        self.orders.append(order)
        self.steps.append((name, list(self.rows or ())))
        self.rows = rows

    def _with(self, uid: str, seen: int | None, **others: object) -> list[PlannedVisitRow]:
        kept = next(row for row in self.rows or () if row.uid == uid)
        assert seen == kept.version
        fresh = replace(kept, version=kept.version + 1, clashes=(), **others)
        return [fresh if row.uid == uid else row for row in self.rows or ()]

    def move(self, order: MovePlanned) -> None:
        row = next(row for row in self.rows or () if row.uid == order.planned)
        by = timedelta(days=order.days)
        self._keep(
            "plan.step.move", order, self._with(order.planned, order.seen, starts_on=row.starts_on + by, ends_on=row.ends_on + by)
        )

    def assign(self, order: AssignPlanned) -> None:
        names = tuple(NAMES[login] for login in order.inspectors)
        rows = self._with(order.planned, order.seen, inspectors=order.inspectors, inspector_names=names)
        self._keep("plan.step.assign", order, rows)

    def change(self, order: ChangePlanned) -> None:
        if order.starts_on is not None and order.starts_on.weekday() > 4:
            raise Refused("date.unreadable", text=order.starts_on.isoformat())
        rows = self._with(order.planned, order.seen, kind=order.kind.value, starts_on=order.starts_on, ends_on=order.ends_on)
        self._keep("plan.step.change", order, rows)

    def add(self, order: AddPlanned) -> None:
        rows = [row for row in self.rows or () if row.firm_code != order.firm_code]
        fresh = visit(int(order.firm_code[2:]), start=order.starts_on, ends_on=order.ends_on)
        self._keep("plan.step.add", order, [*rows, fresh])

    def drop(self, order: DropPlanned) -> None:
        rows = [row for row in self.rows or () if row.uid != order.planned]
        number = int(order.planned.removeprefix("visit-"))
        self._keep("plan.step.drop", order, [*rows, visit(number, start=None)])

    def undo(self, year: int) -> None:
        _name, self.rows = self.steps.pop()

    def replacements(self, uid: str) -> Remedies:
        people = (Replacement("cheng", "鄭範本", 3, 3, 20), Replacement("chen", "陳範例", 2, 3, 22))
        return Remedies(uid, "hsu", people, (FreeDates(date(2026, 12, 17), date(2026, 12, 18)),))

    def coverage(self, year: int, years: int) -> tuple[CoverageRow, ...]:
        return (CoverageRow("ZX01", "示範01證券", 2022, True),) if years < 4 else ()

    def keep(self, order: KeepAbsence) -> None:
        self.away.append(AbsenceRow("a1", order.login, NAMES[order.login], order.starts_on, order.ends_on, order.reason, 1))

    def remove(self, uid: str) -> None:
        self.away = [one for one in self.away if one.uid != uid]

    def start(self, year: int, source: int | None = None) -> None:
        self.rows = [] if source is None else [visit(1)]

    def propose(self, year: int) -> PlanView:
        self.rows = [visit(1), visit(2)]
        return self.view(year)

    def submit(self, year: int, seen: int) -> None:
        self.state = "submitted"

    def approve(self, year: int, seen: int) -> None:
        self.state, self.decided_by = "approved", "chang"

    def send_back(self, year: int, reason: str, seen: int) -> None:
        self.state, self.reason = "returned", reason

    def export(self, year: int, path: Path, words, progress) -> int:
        path.write_text("plan", encoding="utf-8")
        return 1


def clash() -> Clash:
    values = {"name": "許代稱", "first": date(2026, 12, 14), "last": date(2026, 12, 16), "firm": "示範02"}
    return Clash("plan.clash.inspector_twice", "visit-3", values=values)


def some_rows() -> list[PlannedVisitRow]:
    return [
        visit(0, "done", date(2026, 3, 2)),
        visit(1, "under_way", date(2026, 11, 16)),
        visit(2, start=date(2026, 12, 14)),
        visit(3, start=date(2026, 12, 14), clashes=(clash(),)),
        visit(4, start=None, why=(Reason("plan.why.nobody_free", False, {"needed": 2, "days": 3}),)),
        visit(5, start=None, authority="tpex"),
    ]


def opened(qtbot, desk: FakeDesk, tmp_path: Path, size: tuple[int, int]) -> Iterator[PlanPlace]:
    built = (Built("plan", "plan", "Annual plan", "Ctrl+3", lambda desk, runner, _kept: PlanPlace(desk, runner)),)
    with standing_shell(qtbot, desk, tmp_path, built, size) as shell:
        place = shell.place
        assert isinstance(place, PlanPlace)
        qtbot.waitUntil(lambda: place.reading is not None)
        yield place


@pytest.fixture
def desk(fake_desk: FakeDesk) -> FakeDesk:
    fake_desk.plan = FakePlan(some_rows())
    fake_desk.absences = fake_desk.plan
    fake_desk.today = lambda: TODAY
    fake_desk.forbidden = {}
    fake_desk.refusal = lambda act: fake_desk.forbidden.get(act)
    others = tuple(PersonRow(login, login, name, ("inspector",), True) for login, name in NAMES.items())
    fake_desk.people = SimpleNamespace(list=lambda: (fake_desk.actor, *others))
    return fake_desk


@pytest.fixture
def place(qtbot, desk: FakeDesk, tmp_path: Path) -> Iterator[PlanPlace]:
    yield from opened(qtbot, desk, tmp_path, (1366, 738))


def press(place: PlanPlace, key: Qt.Key, modifiers: Qt.KeyboardModifier = Mod.NoModifier) -> None:
    QTest.keyClick(place.window().focusWidget() or place, key, modifiers)


def go(place: PlanPlace, number: int) -> None:
    identity = f"visit-{number}" if place.board.choose(f"visit-{number}") else f"firm:ZX{number:02d}"
    assert place.board.choose(identity)
    place.board.to_rows()


def sheet_of(place: PlanPlace, kind: type[QWidget]) -> QWidget:
    return next(sheet for sheet in place.window().findChildren(kind) if sheet.isVisible())


def bar_of(place: PlanPlace, number: int) -> Bar:
    lane = next(lane for lane in place.board.timeline.lanes if lane.identity == f"visit-{number}")
    assert lane.bar is not None
    return lane.bar


def test_the_year_shows_firms_under_their_tiers_with_a_bar_for_each_state(place):
    looks = {lane.identity: lane.bar.look if lane.bar else lane.missing or lane.aside for lane in place.board.timeline.lanes}
    assert looks == {
        "visit-0": "done",
        "visit-1": "under_way",
        "visit-2": "planned",
        "visit-3": "clash",
        "firm:ZX04": "尚未排程",
        "firm:ZX05": "由櫃買中心主辦",
    }
    assert place.board.timeline.rowCount() == len(looks) + 4
    assert place.board.counts.accessibleName() == "完成 1，進行 1，已排 2，未排 1"


def test_an_arrow_with_alt_moves_a_day_and_with_shift_a_week_and_a_rest_keeps_both_as_one_step(qtbot, place, desk):
    go(place, 2)
    press(place, Key.Key_Right, Mod.AltModifier)
    assert bar_of(place, 2).starts_on == date(2026, 12, 15)
    press(place, Key.Key_Right, Mod.AltModifier | Mod.ShiftModifier)
    press(place, Key.Key_Left, Mod.AltModifier)
    qtbot.waitUntil(lambda: desk.plan.orders == [MovePlanned("visit-2", 7, 1)])
    qtbot.waitUntil(lambda: place.reading.plan.undo is not None)
    assert bar_of(place, 2).starts_on == date(2026, 12, 21) and place.board.current().identity == "visit-2"


def test_a_move_made_while_the_one_before_is_written_follows_with_the_version_that_then_holds(qtbot, place, desk):
    desk.plan.delay = 0.4
    go(place, 2)
    press(place, Key.Key_Right, Mod.AltModifier)
    qtbot.waitUntil(lambda: place.runner.reading > 0)
    press(place, Key.Key_Right, Mod.AltModifier)
    assert bar_of(place, 2).starts_on == date(2026, 12, 16)
    qtbot.waitUntil(lambda: [order.seen for order in desk.plan.orders] == [1, 2])
    qtbot.waitUntil(lambda: not place.board.pulled and bar_of(place, 2).starts_on == date(2026, 12, 16))


def test_pulling_a_bar_with_the_mouse_is_the_same_as_the_arrows(qtbot, place, desk):
    lane = next(lane for lane in place.board.timeline.lanes if lane.identity == "visit-2")
    view = place.board.lanes
    start = view.bar_rect(lane).center()
    week = round(view.scale.width / 12 * 7 / 31)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, Mod.NoModifier, start)
    QTest.mouseMove(view.viewport(), start - QPoint(week, 0))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, Mod.NoModifier, start - QPoint(week, 0))
    qtbot.waitUntil(lambda: bool(desk.plan.orders))
    assert desk.plan.orders == [MovePlanned("visit-2", -7, 1)]


def test_what_has_begun_or_is_done_does_not_move(place, desk):
    for number in (0, 1):
        go(place, number)
        press(place, Key.Key_Right, Mod.AltModifier)
        press(place, Key.Key_Delete)
    assert not place.board.pulled and desk.plan.orders == []


def test_a_digit_takes_the_replacement_in_the_order_of_free_days(qtbot, place, desk):
    go(place, 3)
    qtbot.waitUntil(lambda: len(place.side.candidates) == 2)
    assert [line.who.note for line in place.side.candidates] == ["該段有空", "空 2 天"]
    press(place, Key.Key_2)
    qtbot.waitUntil(lambda: desk.plan.orders == [AssignPlanned("visit-3", ("chen",), 1)])
    qtbot.waitUntil(lambda: not place.side.candidates)


def test_other_days_are_offered_and_what_is_wrong_with_them_is_said_beside_the_field(qtbot, place, desk):
    go(place, 3)
    qtbot.waitUntil(lambda: place.side.field is not None and place.side.field.text() == "12/17–12/18")
    press(place, Key.Key_D)
    assert place.side.field.edit.hasFocus()
    QTest.keyClicks(place.side.field.edit, "13/40")
    press(place, Key.Key_Return)
    assert place.side._wrong.isVisibleTo(place) and desk.plan.orders == []
    place.side.field.edit.selectAll()
    QTest.keyClicks(place.side.field.edit, "12/21-12/22")
    press(place, Key.Key_Return)
    qtbot.waitUntil(lambda: len(desk.plan.orders) == 1)
    order = desk.plan.orders[0]
    assert (order.starts_on, order.ends_on, order.inspectors) == (date(2026, 12, 21), date(2026, 12, 22), ("hsu",))


def test_a_opens_the_team_and_digits_and_enter_put_it_together(qtbot, place, desk):
    go(place, 2)
    press(place, Key.Key_A)
    assert any(note.isVisible() for note in place.window().findChildren(TeamPicker))
    press(place, Key.Key_1)
    press(place, Key.Key_Down)
    press(place, Key.Key_Space)
    press(place, Key.Key_3)
    press(place, Key.Key_Return)
    qtbot.waitUntil(lambda: desk.plan.orders == [AssignPlanned("visit-2", ("lin", "chen"), 1)])
    assert place.board.lanes.hasFocus()


def test_delete_takes_a_visit_off_and_ctrl_z_brings_it_back_by_name(qtbot, place, desk):
    go(place, 2)
    press(place, Key.Key_Delete)
    qtbot.waitUntil(lambda: place.step_back() is not None and place.board.choose("firm:ZX02"))
    assert place.step_back().text == "復原「移除 示範」"
    press(place, Key.Key_Z, Mod.ControlModifier)
    qtbot.waitUntil(lambda: place.board.choose("visit-2"))
    assert place.step_back() is None


def test_enter_opens_the_details_and_ctrl_enter_keeps_them(qtbot, place, desk):
    go(place, 2)
    press(place, Key.Key_Return)
    sheet = sheet_of(place, DetailsSheet)
    sheet.kind.choose("project")
    press(place, Key.Key_Return, Mod.ControlModifier)
    qtbot.waitUntil(lambda: len(desk.plan.orders) == 1)
    assert desk.plan.orders[0].kind == "project" and desk.plan.orders[0].starts_on == date(2026, 12, 14)


def test_a_firm_without_days_is_planned_from_its_row(qtbot, place, desk):
    go(place, 4)
    press(place, Key.Key_Return)
    sheet = sheet_of(place, DetailsSheet)
    QTest.keyClicks(sheet.first, "115/12/21")
    press(place, Key.Key_Return, Mod.ControlModifier)
    qtbot.waitUntil(lambda: len(desk.plan.orders) == 1)
    order = desk.plan.orders[0]
    assert isinstance(order, AddPlanned) and (order.firm_code, order.starts_on) == ("ZX04", date(2026, 12, 21))


def test_the_question_mark_tells_why_and_escape_returns_to_the_row(qtbot, place):
    go(place, 2)
    press(place, Key.Key_Question)
    note = next(note for note in place.window().findChildren(WhyPopover) if note.isVisible())
    assert len(note.lines) == 1
    press(place, Key.Key_Escape)
    assert not note.isVisible()


def test_f8_goes_from_problem_to_problem(place):
    go(place, 0)
    found = []
    for _ in range(3):
        press(place, Key.Key_F8)
        found.append(place.board.current().identity)
    assert found[0] == found[2] and set(found) == {"visit-3", "firm:ZX04"}


def test_the_views_keep_the_row_and_the_staff_view_tells_days_planned_and_away(qtbot, place):
    go(place, 2)
    press(place, Key.Key_3, Mod.AltModifier)
    assert place.board.list.hasFocus() and place.board.list.current_row().identity == "visit-2"
    press(place, Key.Key_2, Mod.AltModifier)
    row = place.board.load.current_row()
    assert (row.planned, row.absent) == (66, 12) and not place.side.isVisible()
    index = place.board.load.table().index(0, place.board.load.table().column_index("month-12"))
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "12月：21 個工作天排了 11 天，不在 2 天，衝突 1 天"
    press(place, Key.Key_1, Mod.AltModifier)
    assert place.board.lanes.current_lane().identity == "visit-2"


def test_the_slash_filters_lanes_and_list_and_nothing_found_offers_a_way_back(qtbot, place):
    press(place, Key.Key_Slash)
    QTest.keyClicks(place.board.field.edit, "ZX0")
    assert len(place.board.timeline.lanes) == 6
    QTest.keyClicks(place.board.field.edit, "3")
    assert [lane.identity for lane in place.board.timeline.lanes] == ["visit-3"]
    QTest.keyClicks(place.board.field.edit, "9")
    assert place.board.nothing.isVisible()
    place.board.nothing.button.click()
    assert len(place.board.timeline.lanes) == 6 and place.board.lanes.hasFocus()


def test_the_filter_of_clashes_leaves_only_them(qtbot, place):
    qtbot.mouseClick(place.board.filters.button("clash"), Qt.MouseButton.LeftButton)
    assert [lane.identity for lane in place.board.timeline.lanes] == ["visit-3"]
    press(place, Key.Key_3, Mod.AltModifier)
    assert [one.identity for one in place.board.list.table().shown] == ["visit-3"]


def test_days_away_are_added_and_taken_out(qtbot, place, desk):
    press(place, Key.Key_V)
    sheet = sheet_of(place, AbsenceSheet)
    sheet.first.setText("115/12/1")
    sheet.last.setText("115/12/4")
    press(place, Key.Key_Return, Mod.ControlModifier)
    qtbot.waitUntil(lambda: len(sheet.table.rows) == 1)
    assert desk.plan.away[0].ends_on == date(2026, 12, 4)
    sheet.view.setFocus()
    press(place, Key.Key_Delete)
    qtbot.waitUntil(lambda: not sheet.table.rows)


def test_the_coverage_list_leads_to_the_firm(qtbot, place):
    press(place, Key.Key_C)
    sheet = sheet_of(place, CoverageSheet)
    qtbot.waitUntil(lambda: len(sheet.table.rows) == 1)
    sheet.view.setFocus()
    press(place, Key.Key_Return)
    assert place.board.current().row.firm_code == "ZX01"


def test_firms_without_a_date_are_told_with_their_blocker(qtbot, place):
    place.show_blocked_firms()
    sheet = sheet_of(place, BlockedSheet)
    assert [one[0] for one in sheet.table.rows] == ["firm:ZX04"] and sheet.table.rows[0][2]
    press(place, Key.Key_Return)
    assert place.board.current().identity == "firm:ZX04"


def test_submitting_closes_the_plan_to_changes_and_another_supervisor_approves_with_the_passphrase(qtbot, place, desk):
    def confirm(passphrase: str) -> None:
        if passphrase != "right":
            raise Unavailable("confirm.wrong", tries=1, seconds=0)

    desk.confirm = confirm
    qtbot.mouseClick(place.board.bar.buttons["送審"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: place.reading.plan.state == "submitted")
    go(place, 2)
    press(place, Key.Key_Right, Mod.AltModifier)
    assert not place.board.pulled
    qtbot.mouseClick(place.board.bar.buttons["核定…"], Qt.MouseButton.LeftButton)
    sheet = sheet_of(place, ApproveSheet)
    for typed in ("wrong", "right"):
        QTest.keyClicks(sheet.confirm.field.edit, typed)
        press(place, Key.Key_Return)
        qtbot.waitUntil(lambda: not place.runner.reading)
    qtbot.waitUntil(lambda: place.reading.plan.state == "approved")
    assert desk.plan.decided_by == "chang"


def test_the_author_sees_why_he_may_not_approve(qtbot, place, desk):
    desk.actor = replace(desk.actor, login="wang")
    desk.plan.state = "submitted"
    place.read()
    qtbot.waitUntil(lambda: "核定…" in place.board.bar.buttons)
    button = place.board.bar.buttons["核定…"]
    assert not button.isEnabled() and button.toolTip()


def test_a_return_needs_its_reason_and_shows_it(qtbot, place, desk):
    desk.plan.state = "submitted"
    place.read()
    qtbot.waitUntil(lambda: place.reading.plan.state == "submitted")
    place.send_back()
    sheet = sheet_of(place, ReasonSheet)
    sheet.reason.setPlainText("六月太滿")
    press(place, Key.Key_Return, Mod.ControlModifier)
    qtbot.waitUntil(lambda: place.reading.plan.state == "returned")
    assert desk.plan.reason == "六月太滿"


def test_what_changed_after_approval_is_marked_on_bar_side_and_aloud(qtbot, place, desk):
    desk.plan.state = "approved"
    desk.plan.rows = [replace(row, changed_after_approval=row.uid == "visit-2") for row in desk.plan.rows]
    place.read()
    qtbot.waitUntil(lambda: bar_of(place, 2).marked)
    go(place, 2)
    assert place.side.shown.changed and "核定後異動" in place.board.lanes.current_lane().sentence()


def test_whoever_may_not_change_the_plan_sees_it_and_the_reason(qtbot, place, desk):
    desk.forbidden["plan.write"] = Refused("act.forbidden", act="plan.write", login="x", roles=("supervisor",))
    place.read()
    qtbot.waitUntil(lambda: not bar_of(place, 2).movable)
    go(place, 2)
    assert place.side.shown.refused and not place.side.apply.isEnabled()
    for key in (Key.Key_A, Key.Key_Delete):
        press(place, key)
    press(place, Key.Key_Right, Mod.AltModifier)
    assert desk.plan.orders == [] and not place.board.pulled


def test_a_year_without_a_plan_offers_a_copy_an_empty_one_and_a_draft(qtbot, desk, tmp_path):
    desk.plan.rows = None
    for place in opened(qtbot, desk, tmp_path, (1366, 738)):
        begin_a_year(qtbot, place)


def begin_a_year(qtbot, place: PlanPlace) -> None:
    place.show_year(2026)
    qtbot.waitUntil(lambda: place.pages.currentWidget() is place.empty)
    assert place.copy_button.text() == "由 114 複製" and place.copy_button.hasFocus()
    place.draft()
    qtbot.waitUntil(lambda: place.reading.plan is not None)
    assert len(place.board.timeline.lanes) == 2


def test_ctrl_page_down_and_the_switch_turn_the_year(qtbot, place):
    press(place, Key.Key_PageDown, Mod.ControlModifier)
    qtbot.waitUntil(lambda: place.reading.year == 2027)
    press(place, Key.Key_PageUp, Mod.ControlModifier)
    qtbot.waitUntil(lambda: place.reading.year == 2026)


def test_the_plan_is_written_to_the_chosen_file(qtbot, place, tmp_path):
    place.choose_file = lambda: tmp_path / "plan.ics"
    press(place, Key.Key_E, Mod.ControlModifier | Mod.ShiftModifier)
    qtbot.waitUntil(lambda: (tmp_path / "plan.ics").is_file())


def test_where_one_was_is_remembered(place):
    go(place, 3)
    place.board.show_view("list")
    kept = place.state()
    assert (kept["year"], kept["view"], kept["row"]) == (2026, "list", "visit-3")


def test_a_low_narrow_window_shows_one_pane_and_f9_the_other(qtbot, desk, tmp_path):
    for place in opened(qtbot, desk, tmp_path, (700, 400)):
        assert not place.side.isVisible() and place.board.isVisible() and not place.board.bar.isVisible()
        press(place, Key.Key_F9)
        assert place.side.isVisible() and not place.board.isVisible()
        press(place, Key.Key_F9)
        assert place.board.lanes.isVisible()


@pytest.mark.parametrize("count", [66, 1000])
def test_nothing_on_the_gui_thread_takes_longer_than_fifty_milliseconds(qtbot, place, desk, count):
    states = ("done", "under_way", "planned", "planned")
    rows = [visit(n, states[n % 4], date(2026, 1 + n % 12, 1 + n % 25)) for n in range(count)]
    desk.plan.rows = rows
    place.read()
    qtbot.waitUntil(lambda: len(place.board.timeline.lanes) == count)
    go(place, 2)
    spent = []
    for _ in range(5):
        began = time.thread_time()
        press(place, Key.Key_Down)
        place.board.lanes.viewport().repaint()
        spent.append(time.thread_time() - began)
    go(place, 2)
    began = time.thread_time()
    press(place, Key.Key_Right, Mod.AltModifier)
    place.board.lanes.viewport().repaint()
    spent.append(time.thread_time() - began)
    assert sorted(spent)[len(spent) // 2] < 0.05 * slowness(), spent


@pytest.mark.parametrize(
    "text", ["12/17-12/18", "12/17–12/18", "１２／１７～１２／１８", "2026-12-17 - 2026-12-18", "115/12/17 – 115/12/18"]
)
def test_two_days_are_read_as_people_write_them(text):
    assert read_days(text, date(2026, 1, 5)) == (date(2026, 12, 17), date(2026, 12, 18))


def test_a_place_on_the_scale_gives_its_day_back_for_every_day_of_a_leap_year():
    scale = YearScale(2028, 268, 744)
    days = [date(2028, 1, 1) + timedelta(n) for n in range(366)]
    assert [scale.day_at(scale.at(each)) for each in days] == days


def test_a_short_bar_at_the_end_of_the_year_stays_inside():
    scale = YearScale(2026, 100, 240)
    left, width = scale.span(Bar(date(2026, 12, 31), date(2026, 12, 31), "planned"), 26)
    assert left + width == 340 and width == 26


def test_a_lane_is_read_aloud_as_one_sentence(place):
    lane = place.board.timeline.lanes[0]
    assert isinstance(lane, Lane)
    assert lane.sentence().startswith(f"{lane.name}，") and "完成" in lane.sentence()


def test_a_real_plan_is_drafted_moved_written_and_approved_by_another_and_says_what_changed_later(qtbot, tmp_path, monkeypatch):
    real, _ = Desk.create(tmp_path / "home", "wang", "王主管", PASSPHRASE, cost=CHEAP, clock=fixed_clock(date(2019, 11, 1)))
    for login, name in (("lin", "林示範"), ("chen", "陳範例")):
        real.people.add(login, name, PASSPHRASE, ("inspector",))
    real.people.add("lee", "李主管", PASSPHRASE, ("supervisor",))
    register = tmp_path / "register.csv"
    register.write_text("代號,名稱,資本額,網路下單\nZX01,示範甲證券,312億,是\nZX02,示範乙證券,30億,否\n", encoding="utf-8")
    real.firm_lists.apply(real.firm_lists.preview(register, date(2019, 1, 1)))
    for place in opened(qtbot, real, tmp_path, (1366, 738)):
        work_on_a_real_plan(qtbot, place, tmp_path)
        monkeypatch.setattr(ListExport, "ask", lambda *_: tmp_path / "coverage.xlsx")
        export_coverage_and_submit(qtbot, place, tmp_path)
    real.close()
    second = Desk.open(tmp_path / "home", "lee", PASSPHRASE, clock=fixed_clock(date(2019, 11, 1)))
    for place in opened(qtbot, second, tmp_path, (1366, 738)):
        approve_and_change(qtbot, place)
    second.close()


def export_coverage_and_submit(qtbot, place: PlanPlace, tmp_path: Path) -> None:
    press(place, Key.Key_C)
    sheet = sheet_of(place, CoverageSheet)
    qtbot.waitUntil(lambda: len(sheet.table.rows) == 2)
    press(place, Key.Key_E, Mod.ControlModifier | Mod.ShiftModifier)
    qtbot.waitUntil((tmp_path / "coverage.xlsx").is_file)
    press(place, Key.Key_Escape)
    qtbot.mouseClick(place.board.bar.buttons[tr("Submit")], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: place.reading.plan.state == "submitted" and not place.runner.active())


def approve_and_change(qtbot, place: PlanPlace) -> None:
    """Another supervisor approves by keys; what is moved afterwards says so."""
    place.show_year(2020)
    qtbot.waitUntil(lambda: place.reading.year == 2020 and place.reading.plan.state == "submitted")
    place.board.bar.buttons[tr("Approve ...")].setFocus()
    press(place, Key.Key_Space)
    QTest.keyClicks(sheet_of(place, ApproveSheet).confirm.field.edit, PASSPHRASE)
    press(place, Key.Key_Return)
    qtbot.waitUntil(lambda: place.reading.plan.state == "approved")
    place.board.lanes.setFocus()
    press(place, Key.Key_Right, Mod.AltModifier)
    qtbot.waitUntil(lambda: place.board.current().row.changed_after_approval)
    qtbot.waitUntil(lambda: not place.runner.active() and not place.runner.reading)


def work_on_a_real_plan(qtbot, place: PlanPlace, tmp_path: Path) -> None:
    place.show_year(2020)
    qtbot.waitUntil(lambda: place.reading.year == 2020)
    place.draft()
    qtbot.waitUntil(lambda: place.reading.plan is not None)
    assert [one.row.state for one in place.board.rows] == ["planned"] * 2 and place.board.lanes.hasFocus()
    before = place.board.current()
    press(place, Key.Key_Right, Mod.AltModifier | Mod.ShiftModifier)
    qtbot.waitUntil(lambda: place.board.current().row.version > before.row.version)
    assert place.board.current().starts_on > before.starts_on
    press(place, Key.Key_Z, Mod.ControlModifier)
    qtbot.waitUntil(lambda: place.board.current().starts_on == before.starts_on)
    for suffix in (".xlsx", ".ods", ".ics"):
        path = tmp_path / f"plan{suffix}"
        place.choose_file = lambda path=path: path
        place.export()
        qtbot.waitUntil(path.is_file)
    qtbot.waitUntil(lambda: not place.runner.active())
