"""The audit trail place over a real workspace: lines, filters, differences, the state of the chain, and what leaves it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from auditdesk.desk import Desk, fixed_clock
from auditdesk.model.commands import RecordFact
from auditdesk.model.records import Branch, Firm
from auditdesk.model.rows import PersonRow
from auditdesk.places import Workspace
from auditdesk.store import schema
from auditdesk.store.store import Store
from tests.conftest import CHEAP, DAY, PASSPHRASE
from ui import words
from ui.places.trail import TrailPlace
from ui.places.trail_table import PAGE

LINES = 3 * PAGE + 20


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory):
    """A workspace of some hundred lines, never changed: take ``many`` for a copy."""
    home = tmp_path_factory.mktemp("trail") / "home"
    desk, _ = Desk.create(home, "wang", "王主管", PASSPHRASE, ("supervisor",), cost=CHEAP, clock=fixed_clock(DAY))
    with desk.store.work("wang", "test") as work:
        owner = work.add(Firm(uid=work.new_uid(), code="ZX01", name="示範甲證券"))
        work.flush()
        for number in range(LINES - 4):
            work.add(Branch(uid=work.new_uid(), firm_uid=owner.uid, code=f"ZX01-{number:04d}", name=f"示範第{number}分公司"))
        work.commit()
    desk.firms.record_fact(RecordFact("ZX01", "paid_in_capital", 12_840_000_000, date(2019, 1, 1), "公開資訊"))
    with desk.store.work("wang", "firms.apply") as work:
        work.find(Firm, code="ZX01").name = "示範甲綜合證券"
        work.commit()
    desk.close()
    return home


@pytest.fixture
def many(made: Path, tmp_path: Path):
    home = tmp_path / "home"
    shutil.copytree(made, home)
    desk = Desk.open(home, "wang", PASSPHRASE, cost=CHEAP, clock=fixed_clock(DAY))
    yield desk
    desk.close()


@pytest.fixture
def place(many, runner, qtbot):
    made = TrailPlace(many, runner)
    qtbot.addWidget(made)
    made.resize(1280, 760)
    made.show()
    made.activate()
    settled(made, qtbot)
    return made


def settled(place: TrailPlace, qtbot) -> None:
    """Until everything asked for has come."""

    def quiet() -> bool:
        waiting = place._later.isActive() or place.table._soon.isActive() or place.filters._soon.isActive()
        return not place.runner.reading and not place.runner.active() and not waiting

    qtbot.waitUntil(quiet)
    qtbot.waitUntil(quiet)


def cells(place: TrailPlace, position: int) -> list[str]:
    return [place.table.index(position, column).data() for column in range(place.table.columnCount())]


def pane_texts(place: TrailPlace) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(label.text() for label in place.difference.findChildren(QLabel))


def test_the_newest_line_stands_first_with_its_words(place):
    at, who, act, what, change, _computer = cells(place, 0)
    assert at.startswith("108/11/01") and (who, act) == ("王主管", "套用名冊")
    assert what == "證券商 ZX01 示範甲綜合證券" and change == "名稱：示範甲證券 → 示範甲綜合證券"


def test_the_head_says_that_the_chain_is_whole_and_counts_it(place, many):
    assert place.chain.told.text() == f"完整，共 {len(place.table.sequences)} 筆"
    assert len(place.table.sequences) == many.trail.check().entries


def test_only_the_pages_in_view_are_read(place, qtbot):
    assert len(place.table._pages) < len(place.table.sequences) / PAGE
    qtbot.keyClick(place.view, Qt.Key.Key_End)
    settled(place, qtbot)
    assert cells(place, len(place.table.sequences) - 1)[3] == "人員 王主管 · wang"
    assert place.view.current_row().row.sequence == 1


def test_the_pane_tells_the_difference_of_the_chosen_line_in_words(place, qtbot):
    assert "示範甲證券" in pane_texts(place) and "示範甲綜合證券" in pane_texts(place)
    qtbot.keyClick(place.view, Qt.Key.Key_Down)
    settled(place, qtbot)
    told = pane_texts(place)
    assert "實收資本額 · ZX01 示範甲綜合證券" in told and "128.4 億元" in told and "生效日" in told and "{" not in told


def test_enter_goes_into_the_difference_and_escape_comes_back(place, qtbot):
    qtbot.keyClick(place.view, Qt.Key.Key_Return)
    assert place.difference.body.hasFocus()
    qtbot.keyClick(place.difference.body, Qt.Key.Key_Escape)
    assert place.view.hasFocus()


def test_typing_filters_by_name_and_content_and_escape_shows_all_again(place, qtbot):
    every = len(place.table.sequences)
    assert place.focus_filter()
    place.filters.text.edit.insert("公開資訊")
    qtbot.waitUntil(lambda: len(place.table.sequences) == 1)
    assert place.note() == "1 筆"
    qtbot.keyClick(place.filters.text.edit, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(place.table.sequences) == every)


def test_person_act_kind_and_period_narrow_the_list(place, qtbot):
    place.filters.kind.choose("firm_fact")
    place.filters.kind.chosen.emit("firm_fact")
    qtbot.waitUntil(lambda: len(place.table.sequences) == 1)
    place.filters.clear()
    settled(place, qtbot)
    place.filters.period.choose("own")
    place.filters.period.chosen.emit("own")
    qtbot.keyClicks(place.filters.since.edit, "108/11/02")
    settled(place, qtbot)
    assert not len(place.table.sequences) and place._pages.currentWidget() is place.no_hits
    place.filters.since.set_text("somewhen")
    settled(place, qtbot)
    assert "somewhen" in place.filters._wrong.text() and len(place.table.sequences)
    place.filters.clear()
    settled(place, qtbot)


def test_coming_from_an_object_shows_its_lines_by_its_name(place, many, qtbot):
    with many.store.read() as connection:
        uid = connection.exec_driver_sql("SELECT uid FROM branch WHERE code = 'ZX01-0007'").scalar()
    place.open_object(uid)
    qtbot.waitUntil(lambda: len(place.table.sequences) == 1)
    qtbot.waitUntil(lambda: place.filters.object.text() == "分公司 ZX01-0007 示範第7分公司 · ZX01 示範甲綜合證券")
    qtbot.mouseClick(place.filters.object, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(place.table.sequences) > PAGE)


def test_a_line_leads_to_its_object_where_that_has_a_place(place, many, qtbot):
    place.open_object("ZX01")
    settled(place, qtbot)
    row = place.view.current_row().row
    uid = row.uid if row.kind == "firm" else row.after["firm_uid"]
    with qtbot.waitSignal(place.go_to) as gone:
        place.difference.go.click()
    assert gone.args == ["firms", uid]


def test_an_object_that_is_not_known_is_an_empty_list_and_no_crash(place, qtbot):
    place.open_object("nobody")
    settled(place, qtbot)
    assert place._pages.currentWidget() is place.no_hits


def test_the_header_orders_the_lines(place, qtbot):
    place.table.sort(0, Qt.SortOrder.AscendingOrder)
    settled(place, qtbot)
    assert place.table.sequences[0] == 1
    place.table.sort(place.table.column_index("object"), Qt.SortOrder.AscendingOrder)
    settled(place, qtbot)
    kinds = [place.desk.trail.page([place.table.sequences[at]])[0].kind for at in (0, -1)]
    assert kinds == ["branch", "person"]
    before = place.table.sorted_by
    place.table.sort(place.table.column_index("change"), Qt.SortOrder.AscendingOrder)
    assert place.table.sorted_by == before


def test_readers_get_the_lines_on_screen_and_verifiers_the_whole_journal(place, qtbot, tmp_path: Path):
    place.filters.text.set_text("公開資訊")
    qtbot.waitUntil(lambda: len(place.table.sequences) == 1)
    place.choose_file = lambda: (tmp_path / "lines.csv", False)
    with qtbot.waitSignal(place.said) as said:
        place.export()
    assert said.args == ["已寫出 1 筆到 lines.csv"]
    assert len((tmp_path / "lines.csv").read_text("utf-8-sig").splitlines()) == 2
    place.choose_file = lambda: (tmp_path / "proof.jsonl", True)
    with qtbot.waitSignal(place.said):
        place.export()
    assert (tmp_path / "proof.jsonl").read_bytes().count(b'{"line"') > LINES - 2
    assert (tmp_path / "verify_journal.py").is_file()


def test_a_broken_chain_is_told_by_line_and_by_how(many, runner, qtbot, tmp_path: Path):
    many.backups.write(tmp_path / "copy.adbackup")
    many.backups.restore(tmp_path / "copy.adbackup", tmp_path / "copy")
    desk = Desk.open(tmp_path / "copy", "wang", PASSPHRASE, cost=CHEAP, clock=fixed_clock(DAY))
    try:
        with desk.store._engine.execution_options(writes=True).begin() as connection:
            for guard in schema.GUARDS:
                connection.exec_driver_sql(f"DROP TRIGGER {guard}")
            connection.exec_driver_sql("UPDATE journal SET login = 'mallory' WHERE sequence = 7")
        made = TrailPlace(desk, runner)
        qtbot.addWidget(made)
        made.show()
        made.activate()
        settled(made, qtbot)
        assert made.chain.told.text() == "中斷於第 7 筆"
        assert made.chain._faults.isVisible() and "第 7 筆被更改" in made.chain._faults.text()
    finally:
        runner.close()
        desk.close()


def test_before_anything_was_recorded_the_list_says_so(home: Path, runner, qtbot):
    store, key, _ = Store.create(Workspace(home), "wang", PASSPHRASE, cost=CHEAP)
    actor = PersonRow("p1", "wang", "王主管", ("supervisor",), True)
    desk = Desk(store, key, actor, CHEAP, lambda: DAY)
    try:
        made = TrailPlace(desk, runner)
        qtbot.addWidget(made)
        made.show()
        made.activate()
        settled(made, qtbot)
        assert made.nothing.isVisible() and not made.view.isVisible()
        assert made.chain.told.text() == "完整，共 0 筆" and made.chain.signed.text() == "尚無簽章"
    finally:
        runner.close()
        desk.close()


def test_in_a_narrow_window_the_list_keeps_its_room_and_enter_opens_the_pane(place, qtbot):
    place.resize(600, 700)
    assert not place.difference.isVisibleTo(place)
    qtbot.keyClick(place.view, Qt.Key.Key_Return)
    assert place.difference.isVisibleTo(place)
    place.toggle_side()
    assert not place.difference.isVisibleTo(place)


def test_the_place_speaks_english(many, runner, qtbot):
    words.use("en")
    made = TrailPlace(many, runner)
    qtbot.addWidget(made)
    made.show()
    made.activate()
    settled(made, qtbot)
    assert made.title() == "Audit trail" and made.chain.told.text().startswith("Whole, ")
    assert cells(made, 0)[4] == "Name: 示範甲證券 → 示範甲綜合證券"
