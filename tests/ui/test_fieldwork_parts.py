"""The parts of the fieldwork screen by themselves: checklist, severities, words of a field, patterns to pick from."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.yardstick import slowness
from ui.parts.check_list import CheckLine, CheckList
from ui.parts.choice_list import Offer
from ui.parts.judgement import word
from ui.parts.pattern_field import PatternField, PatternSearch
from ui.parts.section_list import SectionLine, SectionList
from ui.parts.severity import SeverityControl
from ui.parts.token_field import TokenField

RARE = "堃喆峯彣綉犇"


def lines(count: int) -> list[CheckLine]:
    judgements = ("conform", "deficient", "observation", "not-applicable", None)
    return [
        CheckLine(
            f"CC-17010-{at:03d}",
            f"{at % 100:02d}",
            f"防火牆進出紀錄及其備份至少保存三年，並留存評估紀錄 {at} {RARE}",
            judgements[at % 5],
            guide="抽查外網防火牆一台：線上紀錄起日、離線備份目錄、還原測試紀錄。",
            basis="CC-17010",
            flagged=at % 4 == 0,
            repeated=at % 3 == 0,
            evidence=at % 6,
        )
        for at in range(count)
    ]


def shown(qtbot, widget: QWidget, size: tuple[int, int] = (452, 620)) -> None:
    qtbot.addWidget(widget)
    widget.resize(*size)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    widget.setFocus()


def checklist(qtbot, count: int = 8) -> CheckList:
    view = CheckList("items")
    view.lines.set_lines(lines(count))
    shown(qtbot, view)
    return view


def test_the_checklist_takes_digits_while_chinese_is_typed_elsewhere_because_it_leaves_the_input_method_off(qtbot):
    view = checklist(qtbot)
    view.choose("CC-17010-002")
    assert not view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    judged: list[tuple[str, object]] = []
    view.judged.connect(lambda key, judgement: judged.append((key, str(judgement))))
    for digit in "1234":
        qtbot.keyClick(view, digit)
    assert [judgement for _, judgement in judged] == ["conform", "deficient", "observation", "not-applicable"]
    assert {key for key, _ in judged} == {"CC-17010-002"}


def test_letters_of_the_checklist_are_commands_and_all_others_go_on_to_the_place(qtbot):
    view = checklist(qtbot)
    acts: list[str] = []
    view.acted.connect(lambda _key, act: acts.append(act))
    for key in ("0", "f", "?"):
        qtbot.keyClicks(view, key)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert acts == ["clear", "flag", "why", "open"]
    before = view.currentIndex().row()
    qtbot.keyClicks(view, "x")
    assert view.currentIndex().row() == before


def test_only_the_current_line_is_unfolded_and_a_click_on_its_buttons_leaves_the_focus_in_the_list(qtbot):
    view = checklist(qtbot)
    view.choose("CC-17010-001")
    heights = [view.visualRect(view.lines.index(at)).height() for at in range(4)]
    assert heights[1] > heights[0] == heights[2] == heights[3]
    judged: list[str] = []
    view.judged.connect(lambda _key, judgement: judged.append(str(judgement)))
    qtbot.mouseClick(view._bar.buttons[1], Qt.MouseButton.LeftButton)
    assert judged == ["deficient"] and view.hasFocus()


def test_a_refused_checklist_judges_nothing_and_says_why(qtbot):
    view = checklist(qtbot)
    view.refuse("signed off")
    judged: list[str] = []
    view.judged.connect(lambda _key, judgement: judged.append(str(judgement)))
    qtbot.keyClick(view, "2")
    assert judged == [] and view._bar.buttons[0].toolTip() == "signed off" and not view._bar.buttons[0].isEnabled()


def test_a_line_is_read_aloud_with_its_judgement(qtbot):
    view = checklist(qtbot)
    told = view.lines.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert word("deficient") in told and RARE in told


def test_a_frame_of_two_hundred_items_is_painted_within_sixteen_milliseconds(qtbot):
    view = checklist(qtbot, 200)
    view.choose("CC-17010-003")
    image = QImage(view.viewport().size(), QImage.Format.Format_ARGB32_Premultiplied)

    def frame() -> float:
        began = time.thread_time()
        view.viewport().render(image)
        return time.thread_time() - began

    frame()
    taken = []
    for at in range(40):
        view.verticalScrollBar().setValue(at * 37)
        taken.append(frame())
    assert sorted(taken)[len(taken) // 2] < 0.016 * slowness()


def test_moving_down_a_list_of_two_hundred_items_is_answered_at_once(qtbot):
    view = checklist(qtbot, 200)
    began = time.thread_time()
    for _ in range(20):
        qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.currentIndex().row() == 20
    assert (time.thread_time() - began) / 20 < 0.1 * slowness()


def test_sections_skip_the_headings_of_parts(qtbot):
    view = SectionList()
    view.show_sections(
        [
            SectionLine("P1", "part one", is_part=True),
            SectionLine("A", "a", 1, 2),
            SectionLine("P2", "part two", is_part=True),
            SectionLine("B", "b", 2, 2, 1),
        ],
        "A",
    )
    shown(qtbot, view, (192, 400))
    chosen: list[str] = []
    view.section_changed.connect(chosen.append)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert chosen == ["B", "A"]


def test_severities_are_one_tab_stop_and_digits_choose(qtbot):
    control = SeverityControl()
    shown(qtbot, control, (400, 40))
    chosen: list[str] = []
    control.chosen.connect(chosen.append)
    control.press(2)
    control.press(4)
    assert chosen == ["high", "low"] and control.current() == "low"
    stops = [button for button in control.buttons.values() if button.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [control.buttons["low"]]
    qtbot.keyClick(control.buttons["low"], Qt.Key.Key_Left)
    assert control.current() == "medium"


def test_words_come_with_enter_or_a_comma_and_go_with_backspace(qtbot):
    field = TokenField("Places", "Type")
    shown(qtbot, field, (400, 40))
    qtbot.keyClicks(field.edit, "DMZ")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    field.edit.setText("B2 機房、")
    assert field.tokens() == ("DMZ", "B2 機房")
    qtbot.keyClick(field.edit, Qt.Key.Key_Backspace)
    assert field.tokens() == ("DMZ",)
    field.edit.setText("DMZ，")
    assert field.tokens() == ("DMZ",)


def test_enter_belongs_to_the_input_method_while_a_word_is_composed(qtbot):
    field = TokenField("Places", "Type")
    shown(qtbot, field, (400, 40))
    QApplication.sendEvent(field.edit, QInputMethodEvent("ㄈㄤˊ", []))
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.tokens() == ()
    done = QInputMethodEvent()
    done.setCommitString("機房")
    QApplication.sendEvent(field.edit, done)
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.tokens() == ("機房",)


def test_a_pattern_is_found_while_one_types_and_picked_by_alt_and_its_digit(qtbot):
    window = QWidget()
    field = PatternField("Pattern")
    field.setParent(window)
    field.setGeometry(10, 10, 500, 34)
    shown(qtbot, window, (700, 600))
    field.setFocus()
    asked: list[str] = []

    def ask(text, answer):
        asked.append(text)
        answer([Offer(f"p{at}", f"{text}{at}") for at in range(3)])

    search = PatternSearch(ask, 500)
    picked: list[str] = []
    search.picked.connect(picked.append)
    search.open_at(field)
    qtbot.keyClicks(search.field.edit, "ab")
    assert asked == ["", "a", "ab"]
    qtbot.keyClick(search.field.edit, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert picked == ["p1"] and field.hasFocus()


def test_digits_in_the_search_for_a_pattern_are_text(qtbot):
    window = QWidget()
    shown(qtbot, window, (700, 600))
    search = PatternSearch(lambda text, answer: answer([Offer("p", text)]), 500)
    search.open_at(window)
    qtbot.keyClicks(search.field.edit, "17010")
    assert search.field.text() == "17010"
    qtbot.keyClick(search.field.edit, Qt.Key.Key_Escape)
    assert not search.isVisible()


def test_leaving_the_checklist_draws_no_ring(qtbot):
    view = checklist(qtbot)
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert view.hovered == -1


def test_a_note_is_offered_first_the_item_that_it_names_in_whatever_way():
    from types import SimpleNamespace

    from ui.places.fieldwork_lines import items_like

    def item(key: str, text: str) -> SimpleNamespace:
        number = key.removeprefix("CC-")
        return SimpleNamespace(
            key=key, number=number, code=key.rpartition("-")[0], summary_zh=text, summary_en=text, judgement=None, finding=None
        )

    items = (item("CC-17020-02", "定期辦理壓力測試"), item("CC-18000-02", "帳號"))
    book = SimpleNamespace(items=lambda: items, row=SimpleNamespace(sections=()))
    for named in ("#18000-2", "#18000-02", "#CC-18000-02", "＃18000-2"):
        assert items_like(book, f"壓力測試機 {named}")[0].key == "CC-18000-02", named
