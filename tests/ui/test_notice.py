"""The Notice place over a real workspace: flags and their ways out, views, figures, register, and what each stage lets one do."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from auditdesk.desk import Desk
from auditdesk.model.notice_draft_rows import RARE_PATTERN, FlagState, NoticeStage
from tests import notice_year
from tests.conftest import PASSPHRASE, as_a_kill_leaves_it
from tests.notice_year import APPROVER, COMPILER, DAY, REVIEWER, YEAR, certificate, opened
from tests.ui.conftest import standing_shell
from ui.built_places import BUILT
from ui.places.notice import NoticePlace
from ui.places.notice_lock_sheet import LockSheet
from ui.places.notice_sheets import BehindSheet, LockedSheet, VerdictSheet
from ui.places.today import TodayPlace

NAMED = "個人電腦證券"
"""A firm whose name has words of the standard wordings: each place is a flag that is no leak."""
ALONE = tuple(each for each in BUILT if each.key == "notice")
WITH_TODAY = tuple(each for each in BUILT if each.key in ("today", "notice"))


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    """The year with that firm; nothing is compiled."""
    return notice_year.copied(named(tmp_path_factory), tmp_path / "workspace")


def named(folders: pytest.TempPathFactory) -> Path:
    def make(home: Path) -> None:
        with opened(home, COMPILER) as desk:
            desk.firm_records.add("ZX91", NAMED)

    return notice_year.made_once("notice-named", folders, make, notice_year.year(folders))


@contextmanager
def shown(qtbot, home: Path, login: str, tmp_path: Path, size: tuple[int, int] = (1366, 738)) -> Iterator[NoticePlace]:
    """The window of one person, gone to the notice by its key."""
    with opened(home, login) as desk, standing_shell(qtbot, desk, tmp_path, ALONE, size) as shell:
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        press("Ctrl+7")
        place = shell.place
        assert isinstance(place, NoticePlace)
        settled(qtbot, place)
        yield place


@contextmanager
def entered_from_today(qtbot, home: Path, login: str, tmp_path: Path) -> Iterator[NoticePlace]:
    """The window of one person as he finds it, who presses Enter on the first line of Today."""
    with opened(home, login) as desk, standing_shell(qtbot, desk, tmp_path, WITH_TODAY) as shell:
        qtbot.waitUntil(lambda: isinstance(shell.place, TodayPlace) and shell.place.page is not None)
        qtbot.waitUntil(lambda: shell.place.list.hasFocus())
        press("Return")
        place = shell.place
        assert isinstance(place, NoticePlace)
        settled(qtbot, place)
        yield place


def press(keys: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keySequence(focus, keys)


def settled(qtbot, place: NoticePlace) -> None:
    qtbot.waitUntil(lambda: place.reading is not None and not place.runner.reading and not place._stale)


def panel(place: NoticePlace, kind: type) -> object:
    return next((each for each in place.window().findChildren(kind) if each.isVisible()), None)


def plant(desk: Desk) -> None:
    """A compiled draft with one leak of each way out."""
    life = desk.notice_life
    row = life.start(YEAR)
    texts = [one for one in row.paragraphs if one.key.endswith("/wording")]
    firm = desk.firms.list(DAY)[3].name
    for one, words in zip(
        texts[1:], (f"，如{firm}僅保存 180 日。", "（192.0.2.15）。", "，洽詢電話 (02)8101-3101。"), strict=False
    ):
        life.edit(YEAR, one.key, zh=one.zh.rstrip("。") + words)


# journey J2 of the design, with real keys


def test_a_notice_goes_from_nothing_to_locked_in_the_budgeted_keys(qtbot, home: Path, tmp_path: Path, monkeypatch):
    keys: dict[str, int] = {}

    def key(who: str, sequence: str) -> None:
        keys[who] = keys.get(who, 0) + 1
        press(sequence)

    monkeypatch.setattr("ui.places.notice_locking.documents", lambda: str(tmp_path))
    with shown(qtbot, home, COMPILER, tmp_path) as place:
        keys["compiler"] = 1
        qtbot.waitUntil(lambda: place.start.button.hasFocus())
        key("compiler", "Return")
        qtbot.waitUntil(lambda: place.reading.stage is NoticeStage.CHECK and place.side.cards.hasFocus())
        flags = len(place.reading.open_flags)
        not_leaks = 0
        while (flag := place.side.cards.current_flag()) is not None:
            if flag.kind != RARE_PATTERN and not_leaks < 2:
                not_leaks += 1
                key("compiler", "4")
                QTest.keyClicks(QApplication.focusWidget(), "reason")
                key("compiler", "Return")
            else:
                key("compiler", "1")
        settled(qtbot, place)
        qtbot.waitUntil(lambda: not place.reading.open_flags)
        key("compiler", "Ctrl+Return")
        key("compiler", "Return")
        qtbot.waitUntil(lambda: place.reading.stage is NoticeStage.REVIEW)
        assert (not_leaks, flags > 10) == (2, True)
        assert keys["compiler"] == 4 + flags + not_leaks <= 6 + flags + not_leaks

    with entered_from_today(qtbot, home, REVIEWER, tmp_path) as place:
        keys["reviewer"] = 1
        qtbot.waitUntil(lambda: place.side.ticks.hasFocus())
        categories = len(place.reading.draft.categories)
        for _ in range(categories + not_leaks):
            key("reviewer", "Space")
        settled(qtbot, place)
        qtbot.waitUntil(lambda: not place.review_refused())
        key("reviewer", "Ctrl+Return")
        key("reviewer", "Return")
        qtbot.waitUntil(lambda: place.reading.stage is NoticeStage.APPROVE)
        assert keys["reviewer"] == 1 + categories + not_leaks + 2

    with entered_from_today(qtbot, home, APPROVER, tmp_path) as place:
        keys["approver"] = 1
        key("approver", "Ctrl+Return")
        QTest.keyClicks(QApplication.focusWidget(), PASSPHRASE)
        key("approver", "Return")
        qtbot.waitUntil(lambda: place.reading.stage is NoticeStage.LOCK)
        key("lock", "Ctrl+Return")
        key("lock", "Return")
        qtbot.waitUntil(lambda: panel(place, LockedSheet) is not None, timeout=60_000)
        qtbot.waitUntil(lambda: place.reading.stage is NoticeStage.LOCKED)
        assert (keys["approver"], keys["lock"]) == (3, 2)
        written = [path for path in tmp_path.rglob("notice-*") if path.is_file()]
        assert {path.suffix for path in written} >= {".pdf", ".html", ".ods"}
        press("Esc")
        place.verify(str(next(path for path in written if path.suffix == ".ods")))
        qtbot.waitUntil(lambda: panel(place, VerdictSheet) is not None)
        assert "真確" in panel(place, VerdictSheet).accessibleDescription()
        press("Esc")
        qtbot.waitUntil(lambda: panel(place, VerdictSheet) is None)
        place.verify(str(next(path for path in written if path.name.endswith("SHA256SUMS"))))
        qtbot.waitUntil(lambda: panel(place, VerdictSheet) is not None)
        assert "雜湊清單" in panel(place, VerdictSheet).accessibleDescription()
        press("Esc")
        press("Alt+6")
        qtbot.waitUntil(lambda: bool(place.register.table.rows))
        assert [row.number for row in place.register.table.rows] == [place.reading.issue.number]


# flags


@pytest.fixture
def place(qtbot, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Iterator[NoticePlace]:
    def make(home: Path) -> None:
        with opened(home, COMPILER) as desk:
            plant(desk)

    planted = notice_year.made_once("notice-planted", tmp_path_factory, make, named(tmp_path_factory))
    home = notice_year.copied(planted, tmp_path / "workspace")
    with shown(qtbot, home, COMPILER, tmp_path) as place:
        qtbot.waitUntil(lambda: place.side.cards.hasFocus())
        yield place


def flag_of(place: NoticePlace, kind: str):
    return next(flag for flag in place.reading.open_flags if flag.kind == kind)


def text_of(place: NoticePlace, key: str) -> str:
    return next(one.zh for one in place.reading.draft.paragraphs if one.key == key)


def test_each_flag_has_a_card_and_a_numbered_mark_on_the_sheet(place: NoticePlace):
    marks = {mark.id: mark.number for mark in place.sheet.marks}
    shown_here = [flag for flag in place.reading.open_flags if flag.kind != RARE_PATTERN and flag.language == "zh"]
    assert {flag.id: place.reading.numbers[flag.id] for flag in shown_here} == marks
    for mark in place.sheet.marks:
        flag = next(one for one in shown_here if one.id == mark.id)
        document = place.sheet.toPlainText()
        assert document[mark.start : mark.end] == flag.text
    assert len(place.side.cards.list.flags_) == len(place.reading.open_flags)


def test_the_cards_are_read_in_chinese_mode_too(place: NoticePlace):
    assert not place.side.cards.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert not place.outline.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_f8_goes_round_and_the_sheet_follows(place: NoticePlace):
    first = place.side.cards.current_flag().id
    press("F8")
    second = place.side.cards.current_flag().id
    assert second != first == place.reading.open_flags[0].id
    assert place.sheet.current == second
    press("Shift+F8")
    assert place.side.cards.current_flag().id == first
    press("Shift+F8")
    assert place.side.cards.current_flag().id == place.reading.open_flags[-1].id


def test_a_taken_suggestion_changes_the_words_and_the_next_flag_is_current(place: NoticePlace, qtbot):
    flag = flag_of(place, "firm_name")
    at = [one.id for one in place.reading.open_flags].index(flag.id)
    after = place.reading.open_flags[at + 1].id
    place.side.cards.choose(flag.id)
    press("1")
    assert place.side.cards.current_flag().id == after
    qtbot.waitUntil(lambda: text_of(place, flag.paragraph) == flag.sentence)
    assert flag.id not in {one.id for one in place.reading.open_flags}


def test_words_are_made_general_and_tinted_as_mended(place: NoticePlace, qtbot):
    flag = flag_of(place, "ip_address")
    place.side.cards.choose(flag.id)
    press("2")
    qtbot.waitUntil(lambda: flag.general in text_of(place, flag.paragraph))
    assert place.reading.mended[flag.paragraph, "zh"]


def test_a_paragraph_is_rewritten_where_it_stands_and_esc_keeps_it(place: NoticePlace, qtbot):
    flag = flag_of(place, "phone")
    place.side.cards.choose(flag.id)
    press("3")
    editor = place.sheet.editor
    assert editor.hasFocus() and editor.textCursor().selectedText() == flag.text
    QTest.keyClicks(editor, "x")
    press("Esc")
    assert place.side.cards.hasFocus()
    qtbot.waitUntil(lambda: text_of(place, flag.paragraph).endswith("洽詢電話 x。"))
    press("Ctrl+Z")
    qtbot.waitUntil(lambda: flag.text in text_of(place, flag.paragraph))


def test_words_typed_before_a_kill_are_back_where_they_were_typed(qtbot, place: NoticePlace, tmp_path: Path):
    flag = flag_of(place, "phone")
    place.side.cards.choose(flag.id)
    press("3")
    form = f"notice.words/{YEAR}/zh/{flag.paragraph}"
    QTest.keyClicks(place.sheet.editor, "typed")
    typed = place.sheet.editor.toPlainText()
    qtbot.waitUntil(lambda: any(row.content == typed for row in place.desk.drafts.all(form)))
    killed = as_a_kill_leaves_it(tmp_path / "workspace", tmp_path / "killed")
    press("Esc")
    qtbot.waitUntil(lambda: text_of(place, flag.paragraph) == typed)
    qtbot.waitUntil(lambda: place.desk.drafts.all(form) == ())
    with opened(killed, COMPILER) as desk, standing_shell(qtbot, desk, tmp_path, ALONE) as shell:
        back = shell.place
        settled(qtbot, back)
        back.reopen(form)
        qtbot.waitUntil(lambda: back.sheet.editor.toPlainText() == typed)
        assert back.sheet.editor.key == flag.paragraph and text_of(back, flag.paragraph) != typed
        back.sheet.editor.setFocus()
        press("Esc")
        qtbot.waitUntil(lambda: text_of(back, flag.paragraph) == typed)


def test_words_are_checked_while_they_are_typed(place: NoticePlace, qtbot):
    flag = flag_of(place, "phone")
    place.side.cards.choose(flag.id)
    press("Return")
    place.sheet.editor.insertPlainText("192.0.2.99")
    qtbot.waitUntil(lambda: [leak.text for leak in place.sheet.editor.leaks] == ["192.0.2.99"])
    assert len(place.sheet.editor.extraSelections()) == 1
    press("Esc")


def test_no_leak_needs_a_reason_and_waits_for_the_reviewer(place: NoticePlace, qtbot):
    flag = flag_of(place, "phone")
    place.side.cards.choose(flag.id)
    press("4")
    press("Return")
    assert place.side.cards.card.fault.isVisible()
    QTest.keyClicks(place.side.cards.card.reason, "switchboard")
    press("Return")
    qtbot.waitUntil(lambda: any(one.id == flag.id and one.state is FlagState.NOT_A_LEAK for one in place.reading.flags))


def test_handing_in_is_there_but_refused_while_a_flag_is_open(place: NoticePlace):
    action = place.sign_actions()[0]
    count = len(place.reading.open_flags)
    assert action.refused == f"還有 {count} 處待處理，全部處理後才能送覆核"
    press("Ctrl+Return")
    assert place.reading.stage is NoticeStage.CHECK


def test_a_click_on_a_flag_of_the_sheet_opens_its_card(place: NoticePlace, qtbot):
    mark = place.sheet.marks[-1]
    place.sheet.choose_flag(next(flag for flag in place.reading.flags if flag.id == mark.id))
    spot = place.sheet._boxes(mark)[0].center().toPoint()
    QTest.mouseClick(place.sheet.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert place.side.cards.current_flag().id == mark.id


# views


def test_figures_say_what_is_printed_and_why_not_and_lead_to_their_findings(place: NoticePlace, qtbot):
    press("Alt+2")
    rows = place.figures.table.rows
    entries = {entry.pattern: entry for entry in place.reading.draft.paper.entries}
    for row in rows:
        if not row.section:
            assert row.shown == entries[row.line].firms
    assert {row.why for row in rows} == {"公布", "不揭露：未達 3 家", "不揭露：可由其推算"}
    row = next(one for one in rows if not one.section)
    place.figures.view.choose(row.line)
    press("Return")
    qtbot.waitUntil(lambda: panel(place, BehindSheet) is not None)
    wanted = next(entry for entry in place.reading.draft.compiled.entries if entry.pattern == row.line).findings
    assert {one.uid for one in panel(place, BehindSheet).table.rows} == set(wanted)
    press("Esc")
    place.figures.prove.click()
    qtbot.waitUntil(lambda: place.figures.proof.isVisible())
    assert "均無法" in place.figures.proof.text()


def test_a_decision_on_a_small_count_asks_why_and_ctrl_z_takes_it_back(place: NoticePlace, qtbot):
    press("Alt+2")
    pane, before = place.figures, place.reading.draft.small
    pane.small.choose(before[0].pattern)
    pane.keep.click()
    QTest.keyClicks(QApplication.focusWidget(), "matters by itself")
    with qtbot.waitSignal(place.offered) as told:
        press("Ctrl+Return")
    qtbot.waitUntil(lambda: place.reading.draft.small[0].decision == "keep")
    assert "保留" in told.args[0] and place.step_back() is not None
    told.args[2]()
    qtbot.waitUntil(lambda: place.reading.draft.small == before)
    press("Ctrl+Shift+Z")
    qtbot.waitUntil(lambda: place.reading.draft.small[0].decision == "keep")


def test_the_pdf_shows_the_draft_and_not_what_was_compiled(place: NoticePlace, qtbot):
    press("Alt+3")
    qtbot.waitUntil(lambda: place.pdf.pages() > 2)
    assert place._pdf_of is not None


def test_what_was_left_out_is_listed_with_its_reason(place: NoticePlace):
    press("Alt+5")
    assert len(place.left.table.rows) == len(place.reading.draft.compiled.excluded)
    press("Alt+4")
    assert "無從比較" in place.compare._told.text()


def test_the_other_language_is_a_key_away_and_its_flags_too(place: NoticePlace, qtbot):
    press("Alt+0")
    assert "Risk assessment" in place.sheet.toPlainText()
    assert {mark.id for mark in place.sheet.marks} <= {flag.id for flag in place.reading.flags if flag.language == "en"}


def test_panes_fold_as_the_window_gets_narrow(place: NoticePlace, qtbot):
    shell = place.window()
    for width, side, outline in ((1366, True, True), (1000, True, False), (820, False, False)):
        shell.resize(width, 700)
        qtbot.waitUntil(lambda width=width: shell.width() == width)
        assert (place._side.isVisible(), place._left.isVisible()) == (side, outline)
    assert place.section_choice.isVisible() and place.action() is not None
    press("F9")
    assert place._side.isVisible()


def test_year_view_and_widths_are_remembered(place: NoticePlace, qtbot):
    place.choose_look("figures")
    kept = place.state()
    assert (kept["year"], kept["look"]) == (YEAR, "figures")
    place.restore({"year": "x", "look": 3, "sizes": ["a"], "side": 1})
    assert place.look.current() == "figures"


def test_the_palette_finds_sections_by_name_and_code(place: NoticePlace):
    assert [found.detail[:8] for found in place.search("網路安全", 10)] == ["CC-17010"]
    assert [found.text for found in place.search("cc-18000", 10)] == ["存取控制"]


def test_the_models_keep_the_rules_of_models(place: NoticePlace, qtmodeltester):
    for model in (place.outline.model(), place.side.cards.list, place.side.ticks.ticks):
        qtmodeltester.check(model)


# stages


def test_before_compiling_unapproved_findings_are_named_and_lead_to_their_place(qtbot, home: Path, tmp_path: Path):
    with shown(qtbot, home, COMPILER, tmp_path) as place:
        assert place.start.isVisible() and place.start.table.rows
        assert all(row.state not in ("accepted", "withdrawn") for row in place.start.table.rows)
        assert set(place.readiness.buttons) >= {"findings", "roster"}
        place.go_to.disconnect()
        with qtbot.waitSignal(place.go_to) as told:
            place.start.view.opened.emit(place.start.table.rows[0])
        assert told.args[0] in ("findings", "visits")


def test_an_author_sees_the_review_refused_and_may_not_tick(qtbot, tmp_path_factory, tmp_path: Path):
    home = notice_year.copied(notice_year.submitted(tmp_path_factory), tmp_path / "workspace")
    with shown(qtbot, home, COMPILER, tmp_path) as place:
        qtbot.waitUntil(lambda: place.side.ticks.isVisible())
        assert "您的撰寫" in place.sign_actions()[0].refused
        place.side.ticks.setFocus()
        press("Space")
        assert place.side.ticks.ticks.ticked == frozenset()


@pytest.fixture
def approver(qtbot, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, monkeypatch) -> Iterator[NoticePlace]:
    """Whoever may lock, with the sheet asked for."""
    monkeypatch.setattr("ui.places.notice_locking.documents", lambda: str(tmp_path / "out"))
    home = notice_year.copied(notice_year.approved(tmp_path_factory), tmp_path / "workspace")
    with shown(qtbot, home, APPROVER, tmp_path) as place:
        press("Ctrl+Return")
        yield place


def test_what_is_written_is_chosen_and_a_wrong_password_is_told_beside_it(approver: NoticePlace, qtbot, tmp_path: Path):
    sheet = panel(approver, LockSheet)
    for box in sheet.formats.values():
        box.setChecked(False)
    assert not sheet.primary.isEnabled()
    sheet.formats["txt"].setChecked(True)
    sheet.languages["en"].setChecked(False)
    sheet.sign.setChecked(True)
    assert "PDF" in sheet.primary.toolTip()
    sheet.formats["pdf"].setChecked(True)
    office = certificate(tmp_path / "office.p12", 2015, 2090)
    approver.choose_certificate = lambda: str(office.path)
    sheet.signing.certificate.setText(str(office.path))
    sheet.signing.password.edit.setText("wrong-secret")
    press("Ctrl+Return")
    qtbot.waitUntil(sheet.wrong.isVisible)
    assert "office.p12" in sheet.wrong.text() and sheet.signing.password.edit.text() == "" and not sheet.primary.isEnabled()
    assert list((tmp_path / "out").rglob("notice-*")) == []
    sheet.signing.password.edit.setText("pass")
    press("Return")
    qtbot.waitUntil(lambda: panel(approver, LockedSheet) is not None, timeout=60_000)
    names = {Path(row.path).name: row.sha256 for row in panel(approver, LockedSheet).table.rows}
    assert {"notice-108-N01.pdf", "notice-108-N01.txt"} <= set(names) and not any("-en" in name for name in names)
    written = next((tmp_path / "out").rglob("*.pdf"))
    assert sha256(written.read_bytes()).hexdigest() == names[written.name] and b"ETSI.CAdES" in written.read_bytes()


def test_a_lock_that_is_stopped_leaves_nothing_and_can_be_asked_for_again(approver: NoticePlace, qtbot, tmp_path: Path):
    busy = threading.Event()
    approver.runner.write(lambda: busy.wait(15), lambda _: None)
    sheet = panel(approver, LockSheet)
    press("Return")
    assert sheet.bar.isVisible() and not sheet.formats["pdf"].isVisible() and sheet.cancel.hasFocus()
    press("Space")
    busy.set()
    qtbot.waitUntil(sheet.formats["pdf"].isVisible)
    assert "未鎖定" in sheet.wrong.text() and sheet.primary.isEnabled()
    assert list((tmp_path / "out").rglob("notice-*")) == []
    press("Esc")
    assert approver.reading.stage is NoticeStage.LOCK


def test_a_correction_begins_from_the_register_with_a_reason(qtbot, tmp_path_factory, tmp_path: Path):
    home = notice_year.copied(notice_year.locked(tmp_path_factory), tmp_path / "workspace")
    with shown(qtbot, home, COMPILER, tmp_path) as place:
        assert place.reading.stage is NoticeStage.LOCKED and place.settle_refused()
        press("Alt+6")
        qtbot.waitUntil(lambda: bool(place.register.table.rows))
        place.register.view.setFocus()
        press("Return")
        assert {row.name for row in panel(place, LockedSheet).table.rows} == {file.name for file in place.reading.issue.files}
        press("Esc")
        place.register.search.set_text("沒有的字")
        qtbot.waitUntil(lambda: not place.register.table.rows)
        place.register.search.set_text("資通")
        qtbot.waitUntil(lambda: bool(place.register.table.rows))
        place.register.fields["since"].setText("x")
        place.register.ask()
        assert place.register._fault.isVisible() and place.register._fault.text()
        place.register.fields["since"].setText("")
        place.register.ask()
        settled(qtbot, place)
        place.register.correct.click()
        QTest.keyClicks(QApplication.focusWidget(), "wrong word")
        press("Tab")
        QTest.keyClicks(QApplication.focusWidget(), "A word was wrong.")
        press("Ctrl+Return")
        qtbot.waitUntil(lambda: place.reading.draft.edition_number == 2)
        said = next(one for one in place.reading.draft.paragraphs if one.key == "correction")
        assert (said.zh, said.en) == ("wrong word", "A word was wrong.")
        assert place.reading.stage is NoticeStage.CHECK and place.look.current() == "text"
