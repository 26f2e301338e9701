"""How the Firms place prints amounts and tiers, and what its painted parts say."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from auditdesk.model.facts import Reason, StaffingCheck
from auditdesk.model.rows import JournalRow
from auditdesk.model.rulebook import Bilingual, StaffingBand
from ui.parts.capital_scale import CapitalScale, band_at, place_in_band
from ui.parts.diff_table import DiffLine, DiffTable
from ui.parts.staffing_gauge import StaffingGauge, marks, staffing_word
from ui.parts.tab_strip import TabStrip
from ui.parts.why_popover import Why, WhyLine, WhyPopover, why_line
from ui.places import firms_words as say
from ui.places.firms_journal import changes

YI = 100_000_000


def band(name: str, minimum: int, below: int | None) -> StaffingBand:
    return StaffingBand(name, minimum, below, Bilingual(name, name), below is None, 1, 2)


BANDS = (
    band("small", 0, 40 * YI),
    band("middle", 40 * YI, 100 * YI),
    band("large", 100 * YI, 200 * YI),
    band("largest", 200 * YI, None),
)


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(say, "language", lambda: "en")


def check(*, unit: tuple[bool, bool | None], chief: tuple[int, int | None], staff: tuple[int, int | None]) -> StaffingCheck:
    """A check from (required, actual) of each kind."""
    short = [max(0, need - have) if have is not None else 0 for need, have in (chief, staff)]
    unit_short = unit[0] and unit[1] is False
    known = None not in (chief[1], staff[1]) and not (unit[0] and unit[1] is None)
    met = None if not known else not (sum(short) or unit_short)
    return StaffingCheck(unit[0], chief[0], staff[0], unit[1], chief[1], staff[1], short[0], short[1], unit_short, met)


@pytest.mark.parametrize(
    ("ntd", "shown"),
    [
        (12_840_000_000, "128.4"),
        (4_000_000_000, "40.0"),
        (3_999_999_999, "39.99999999"),
        (9_999_999_999, "99.99999999"),
        (3_990_000_000, "39.9"),
        (500_000_000, "5.0"),
        (0, "0.0"),
        (None, "–"),
    ],
)
def test_an_amount_never_reads_as_a_threshold_it_has_not_reached(ntd: int | None, shown: str) -> None:
    assert say.amount(ntd) == shown


@pytest.mark.parametrize(("ntd", "shown"), [(12_840_000_000, "12.84"), (3_999_999_999, "3.999999999"), (20_000_000_000, "20.00")])
def test_english_counts_in_billions(english: None, ntd: int, shown: str) -> None:
    assert say.amount(ntd) == shown


def test_a_tier_is_written_as_its_range() -> None:
    assert [say.band_range(each) for each in BANDS] == ["< 40", "40–100", "100–200", "≥ 200"]


def test_the_lower_bound_belongs_to_its_band_on_the_scale() -> None:
    assert [band_at(BANDS, amount) for amount in (4_000_000_000 - 1, 4_000_000_000, 20_000_000_000 - 1, 20_000_000_000)] == [
        0,
        1,
        2,
        3,
    ]
    assert band_at(BANDS, None) is None


def test_the_pointer_stays_within_its_band() -> None:
    for each, amount in ((BANDS[0], 0), (BANDS[1], 10_000_000_000 - 1), (BANDS[3], 900 * YI)):
        assert 0 <= place_in_band(each, amount) < 1


def test_the_scale_names_the_band_it_marks(qtbot) -> None:
    scale = CapitalScale(BANDS, ["a", "b", "c", "d"], 128 * YI)
    qtbot.addWidget(scale)
    assert scale.accessibleName() == "a, b, (c), d"


def test_the_gauge_shows_one_mark_for_each_thing_asked_for() -> None:
    shown = marks(check(unit=(True, True), chief=(1, 1), staff=(2, 1)))
    assert shown == (("unit", "there"), ("chief", "there"), ("staff", "there"), ("staff", "missing"))


def test_more_people_than_asked_for_draw_no_more_marks() -> None:
    assert marks(check(unit=(False, True), chief=(0, 1), staff=(1, 5))) == (("staff", "there"),)


def test_an_unknown_number_is_neither_there_nor_missing() -> None:
    unknown = check(unit=(False, None), chief=(1, None), staff=(1, 1))
    assert marks(unknown) == (("chief", "unknown"), ("staff", "there"))
    assert staffing_word(unknown) == staffing_word(None)


def test_the_word_counts_the_missing_people_and_names_a_missing_unit(qapp) -> None:
    met = staffing_word(check(unit=(False, None), chief=(1, 1), staff=(2, 2)))
    short = staffing_word(check(unit=(False, None), chief=(1, 0), staff=(2, 1)))
    no_unit = staffing_word(check(unit=(True, False), chief=(1, 1), staff=(2, 2)))
    both = staffing_word(check(unit=(True, False), chief=(1, 1), staff=(2, 1)))
    assert len({met, short, no_unit, both}) == 4
    assert "2" in short and "1" in both


def test_a_large_gauge_reads_have_and_need(qtbot) -> None:
    gauge = StaffingGauge("staff", 2, 1, at_least=True)
    qtbot.addWidget(gauge)
    assert gauge.accessibleName().startswith("1") and "2" in gauge.accessibleName()
    gauge.grab()


def test_a_value_of_a_reason_cannot_bring_markup_into_the_note(qapp) -> None:
    line = why_line(Reason("no.such.reason", True, {"source": "<b>x</b>"}))
    assert line.plain == "reason.no.such.reason"
    marked = WhyLine(True, "a \x02<b>1 & 2</b>\x03")
    assert marked.markup == 'a <span style="font-weight:500">&lt;b&gt;1 &amp; 2&lt;/b&gt;</span>'
    assert marked.plain == "a <b>1 & 2</b>"


@pytest.fixture
def anchored(qtbot):
    """A window with a button, and a note opened at it."""
    window = QWidget()
    button = QPushButton("why", window)
    layout = QVBoxLayout(window)
    layout.addWidget(button)
    qtbot.addWidget(window)
    window.resize(700, 500)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    button.setFocus()
    why = Why("Why?", (WhyLine(True, "one", "below"), WhyLine(False, "two"), WhyLine(None, "three")), "what would change it")
    note = WhyPopover(why)
    note.open_at(button)
    yield button, note


def test_the_note_is_read_as_a_numbered_list_and_walked_with_the_arrows(qtbot, anchored) -> None:
    _, note = anchored
    assert [line.accessibleName().split(":")[1].strip()[:3] for line in note.lines] == ["one", "two", "thr"]
    assert "one" in note.accessibleDescription() and "what would change it" in note.accessibleDescription()
    qtbot.keyClick(note, Qt.Key.Key_Down)
    assert note.lines[0].hasFocus()
    qtbot.keyClick(note.lines[0], Qt.Key.Key_Down)
    assert note.lines[1].hasFocus()
    note.grab()


def test_escape_closes_the_note_and_gives_the_focus_back(qtbot, anchored) -> None:
    button, note = anchored
    qtbot.keyClick(note, Qt.Key.Key_Down)
    qtbot.keyClick(note.lines[0], Qt.Key.Key_Escape)
    assert not note.isVisible()
    assert button.hasFocus()


def test_a_difference_reads_before_and_after_and_tier_moves_come_first(qtbot) -> None:
    table = DiffTable("Differences")
    qtbot.addWidget(table)
    move = DiffLine(0, "Tier move", "move", "Z2", "b", "Tier", "< 40", "40–100")
    change = DiffLine(2, "Changed", "changed", "Z1", "a", "Telephone", "", "02")
    table.show_lines((change, move))
    table.table().sort(0)
    assert [line.code for line in table.table().shown] == ["Z2", "Z1"]
    spoken = table.table().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "< 40" in spoken and "40–100" in spoken
    table.resize(800, 200)
    table.grab()


def journal(kind: str, before: dict[str, object], after: dict[str, object], sequence: int = 1) -> JournalRow:
    return JournalRow(sequence, datetime(2019, 7, 8, tzinfo=UTC), "lee", "pc", "firms.record_fact", kind, "u", before, after, "h")


def test_a_recorded_fact_shows_what_stood_on_its_day_before() -> None:
    older = {
        "fact": "paid_in_capital",
        "value": "9000000000",
        "valid_from": "2019-01-01",
        "source": "a",
        "firm_uid": "x",
        "version": 1,
    }
    newer = {**older, "value": "12840000000", "valid_from": "2019-07-01"}
    earlier_day = {**older, "value": "1000000000", "valid_from": "2018-01-01"}
    rows = (journal("firm_fact", {}, earlier_day, 3), journal("firm_fact", {}, newer, 2), journal("firm_fact", {}, older, 1))
    last, middle, first = changes(rows)
    assert first.before == "" and "108/01/01" in first.after
    assert middle.before == say.money(9_000_000_000) and say.money(12_840_000_000) in middle.after
    assert last.before == "", "what is valid later did not stand on the earlier day"


def test_a_changed_field_has_a_name_and_the_fields_of_the_database_stay_unsaid() -> None:
    (change,) = changes((journal("firm", {"telephone": "1", "version": 1}, {"telephone": "2", "version": 2}),))
    assert (change.field, change.before, change.after) == (say.fact_name("telephone"), "1", "2")


def test_a_new_firm_is_one_line_without_blank_fields() -> None:
    (change,) = changes(
        (journal("firm", {}, {"code": "ZX01", "name": "示範", "telephone": "", "former_names": "[]", "uid": "u"}),)
    )
    assert "ZX01" in change.after and "[]" not in change.after and say.fact_name("telephone") not in change.after


def test_a_tab_keeps_its_place_when_its_count_changes(qtbot) -> None:
    tabs = TabStrip(("Overview", "Visits"), "Firm")
    qtbot.addWidget(tabs)
    tabs.set_count(1, "Visits", 6)
    assert tabs.tabText(1) == "Visits 6"
    tabs.setFocus()
    qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert tabs.currentIndex() == 1
    tabs.grab()


def test_a_date_before_the_republic_is_printed_in_iso() -> None:
    (change,) = changes((journal("branch", {"opened_on": None}, {"opened_on": "1900-01-01"}),))
    assert change.after == "1900-01-01"


def test_amounts_that_differ_never_read_alike_in_a_difference() -> None:
    told = [say.fact_value("paid_in_capital", each) for each in (3_650_000_000, 3_650_000_001, 900_000, 0)]
    assert told == ["36.5 億元", "36.50000001 億元", "0.009 億元", "0.0 億元"]
