from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ui.parts.buttons import Button, SegmentedControl
from ui.parts.check_box import CheckBox
from ui.parts.combo import Choice
from ui.parts.fields import SearchField
from ui.parts.labels import Label, StatusChip
from ui.parts.layouts import FlowLayout, boxed, column, row
from ui.parts.overlay import Overlay
from ui.parts.passphrase import PassphraseField
from ui.parts.popover import Popover
from ui.parts.states import Banner, EmptyState
from ui.theme import theme


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 600)
    return made


def shown(window: QWidget, *widgets: QWidget) -> None:
    window.setLayout(column(*widgets, None))
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)


def test_a_flow_wraps_instead_of_growing_wide():
    boxes = [QWidget() for _ in range(4)]
    for box in boxes:
        box.setFixedSize(100, 30)
    flow = FlowLayout(*boxes, gap=10)
    holder = boxed(flow)
    assert flow.heightForWidth(430) == 30
    assert flow.heightForWidth(429) == 70
    assert flow.heightForWidth(100) == 150
    holder.resize(215, 200)
    flow.setGeometry(QRect(0, 0, 215, 200))
    assert [box.geometry().topLeft().toTuple() for box in boxes] == [(0, 0), (110, 0), (0, 40), (110, 40)]


def test_things_of_one_line_stand_on_one_middle():
    low, high = QWidget(), QWidget()
    low.setFixedSize(50, 20)
    high.setFixedSize(50, 40)
    flow = FlowLayout(low, high)
    holder = boxed(flow)
    flow.setGeometry(QRect(0, 0, 300, 40))
    assert low.geometry().center().y() == high.geometry().center().y()
    del holder


def test_a_popover_is_a_child_and_esc_returns_the_focus(window: QWidget):
    anchor = Button("為何？")
    shown(window, row(anchor, None))
    anchor.setFocus()
    note = Popover()
    note.body.addWidget(Label("資本額 128.4 億 ≥ 100 億"))
    note.open_at(anchor)
    assert note.parent() is window
    assert not note.isWindow()
    assert note.hasFocus()
    QTest.keyClick(note, Qt.Key.Key_Escape)
    assert not note.isVisible()
    assert anchor.hasFocus()


def test_a_popover_stays_inside_the_window_and_points_at_its_anchor(window: QWidget):
    anchor = Button("為何？")
    window.setLayout(column(None, row(None, anchor)))
    window.show()
    note = Popover()
    note.body.addWidget(Label("資本額 128.4 億 ≥ 100 億 " * 20, wrap=True))
    note.open_at(anchor)
    assert window.rect().contains(note.geometry())
    assert anchor.geometry().left() <= note.arrow_tip().x() <= anchor.geometry().right()


def test_a_click_elsewhere_closes_a_popover(window: QWidget, qtbot):
    anchor, other = Button("為何？"), Button("別處")
    window.setLayout(column(row(anchor, None), None, row(other, None)))
    window.show()
    note = Popover()
    note.body.addWidget(Label("理由"))
    note.open_at(anchor)
    qtbot.mouseClick(other, Qt.MouseButton.LeftButton)
    assert not note.isVisible()


def test_one_popover_is_open_at_a_time(window: QWidget):
    anchor = Button("為何？")
    shown(window, row(anchor, None))
    notes = [Popover(), Popover()]
    for note in notes:
        note.body.addWidget(Label("理由"))
        note.open_at(anchor)
    assert [note.isVisible() for note in notes] == [False, True]


def test_tab_stays_inside_an_open_overlay(window: QWidget):
    outside, first, second = Button("外"), Button("甲"), Button("乙")
    shown(window, row(outside, None))
    overlay = Overlay(window, 300)
    overlay.lines.addLayout(column(first, second))
    overlay.open()
    first.setFocus()
    seen = []
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen == [second, first, second]


def test_esc_empties_a_search_first_and_steps_out_second(window: QWidget, qtbot):
    field = SearchField("篩選")
    shown(window, field)
    field.setFocus()
    event = QInputMethodEvent()
    event.setCommitString("示範")
    QApplication.sendEvent(field.edit, event)
    assert field.text() == "示範"
    with qtbot.assertNotEmitted(field.escaped):
        QTest.keyClick(field.edit, Qt.Key.Key_Escape)
    assert field.text() == ""
    with qtbot.waitSignal(field.escaped):
        QTest.keyClick(field.edit, Qt.Key.Key_Escape)


def test_the_frame_of_a_field_shows_the_ring_and_nothing_moves(window: QWidget):
    field = SearchField("篩選")
    other = Button("別處")
    shown(window, field, other)
    other.setFocus()
    before, plain = field.edit.geometry(), field.grab().toImage()
    field.setFocus()
    assert field.grab().toImage().pixelColor(1, 15) == theme().q("border.focus") != plain.pixelColor(1, 15)
    assert field.edit.hasFocus()
    assert field.geometry().height() == theme().px(30)
    assert abs(field.edit.geometry().left() - before.left()) <= 1


def test_segments_choose_exactly_one_by_mouse_and_by_arrows(window: QWidget, qtbot):
    control = SegmentedControl((("all", "全部"), ("short", "人力不足"), ("none", "未排程")), "all", name="篩選")
    shown(window, row(control, None))
    with qtbot.waitSignal(control.chosen) as told:
        qtbot.mouseClick(control.button("short"), Qt.MouseButton.LeftButton)
    assert told.args == ["short"]
    QTest.keyClick(control.button("short"), Qt.Key.Key_Right)
    assert control.current() == "none"
    assert control.button("none").accessibleName() == "篩選 未排程"


def test_arrows_in_segments_tell_the_choice(window: QWidget, qtbot):
    control = SegmentedControl((("a", "甲"), ("b", "乙")), "a")
    shown(window, row(control, None))
    control.button("a").setFocus()
    with qtbot.waitSignal(control.chosen) as told:
        QTest.keyClick(control.button("a"), Qt.Key.Key_Right)
    assert told.args == ["b"]


def test_choosing_from_outside_tells_nobody(qtbot):
    control = SegmentedControl((("a", "甲"), ("b", "乙")), "a")
    qtbot.addWidget(control)
    with qtbot.assertNotEmitted(control.chosen):
        control.choose("b")
    assert control.current() == "b"


def test_a_refused_button_says_why(qtbot):
    button = Button("核可")
    qtbot.addWidget(button)
    button.refuse("您是撰寫人，須由他人覆核")
    assert not button.isEnabled()
    assert button.toolTip() == button.accessibleDescription() == "您是撰寫人，須由他人覆核"
    button.refuse("")
    assert button.isEnabled()


def test_an_icon_alone_is_named_by_its_action(qtbot):
    button = Button(icon="columns", name="選擇欄位")
    qtbot.addWidget(button)
    assert button.accessibleName() == button.toolTip() == "選擇欄位"


@pytest.mark.parametrize(
    "make", [lambda: Button("確定"), lambda: Button(icon="x", name="關閉", small=True), lambda: CheckBox("是")]
)
def test_targets_are_at_least_24_pixels(make, qtbot):
    widget = make()
    qtbot.addWidget(widget)
    assert min(widget.sizeHint().toTuple()) >= theme().tokens["control"]["minTarget"]


def test_a_drop_down_tells_only_what_a_person_chooses(qtbot):
    choice = Choice("年度", (("2019", "108"), ("2018", "107")), "2018")
    qtbot.addWidget(choice)
    with qtbot.assertNotEmitted(choice.chosen):
        choice.set_choices((("2020", "109"), ("2018", "107")))
    assert choice.current() == "2018"
    with qtbot.waitSignal(choice.chosen):
        choice.activated.emit(0)


def test_caps_lock_is_noticed_while_a_passphrase_is_typed(window: QWidget):
    field = PassphraseField("密碼")
    shown(window, field)
    told: list[bool] = []
    field.caps_lock.connect(told.append)
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    for letter, modifier in (("A", Qt.KeyboardModifier.NoModifier), ("a", Qt.KeyboardModifier.NoModifier)):
        QApplication.sendEvent(field.edit, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, modifier, letter))
    assert told == [True, False]


def test_a_passphrase_is_gone_from_the_field_once_taken(qtbot):
    field = PassphraseField("密碼")
    qtbot.addWidget(field)
    field.set_text("correct horse")
    assert field.take() == "correct horse"
    assert field.text() == ""


def test_tab_goes_from_one_passphrase_to_the_next_and_a_key_shows_it(window: QWidget):
    first, second = PassphraseField("密碼"), PassphraseField("再輸入一次")
    shown(window, first, second)
    first.edit.setFocus()
    QTest.keySequence(first.edit, "Alt+E")
    assert first.edit.echoMode() is QLineEdit.EchoMode.Normal
    assert second.edit.echoMode() is QLineEdit.EchoMode.Password
    QTest.keyClick(first.edit, Qt.Key.Key_Tab)
    assert second.edit.hasFocus()
    QTest.keyClick(second.edit, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert first.edit.hasFocus()


def test_markup_in_a_text_is_shown_as_it_stands(qtbot):
    label = Label("<b>示範</b> & 甲")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_an_empty_state_names_what_belongs_here_and_how_to_get_it(window: QWidget, qtbot):
    state = EmptyState("firms", "尚無名冊", "匯入後顯示", "匯入基本資料")
    shown(window, state)
    with qtbot.waitSignal(state.acted):
        qtbot.mouseClick(state.button, Qt.MouseButton.LeftButton)


def test_a_banner_can_be_put_away(window: QWidget, qtbot):
    banner = Banner("danger", "磁碟已滿", "內容仍在記憶體", code="disk.full")
    shown(window, banner)
    assert banner.accessibleName() == "磁碟已滿 內容仍在記憶體"
    with qtbot.waitSignal(banner.dismissed):
        banner.findChild(Button).click()
    assert not banner.isVisible()


def test_a_chip_carries_its_word_for_readers(qtbot):
    chip = StatusChip("已結案", "approved", "check")
    qtbot.addWidget(chip)
    assert chip.accessibleName() == "已結案"


def test_a_chosen_text_that_has_no_room_ends_in_an_ellipsis(qtbot):
    whole = "CC-11000　風險評鑑與管理，範圍內之資訊資產均已清查並確認擁有者"
    choice = Choice("項目", (("one", whole), ("two", "短")), "one")
    qtbot.addWidget(choice)
    choice.resize(160, 32)
    assert choice.text_shown().endswith("…") and whole.startswith(choice.text_shown()[:-1])
    choice.choose("two")
    assert choice.text_shown() == "短"


@pytest.mark.parametrize("texts", [("所有狀態", "草稿"), ("Findings and observations", "Finding")])
def test_a_drop_down_shows_the_widest_of_its_choices_whole(window: QWidget, texts: tuple[str, str]) -> None:
    choice = Choice("狀態", tuple((text, text) for text in texts), texts[0])
    shown(window, boxed(FlowLayout(choice)))
    assert choice.text_shown() == texts[0]


def test_a_focused_button_acts_on_enter_and_space_once_and_a_disabled_one_never(qtbot):
    button, pressed = Button("做"), []
    button.clicked.connect(lambda: pressed.append(button.text()))
    qtbot.addWidget(button)
    button.show()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        qtbot.keyClick(button, key)
    assert len(pressed) == 3
    plain, control = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier

    def enter(modifier: Qt.KeyboardModifier = plain, *, held: bool = False) -> None:
        QApplication.sendEvent(button, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, modifier, "\r", held))

    enter(held=True)
    enter(control)
    button.refuse("不可以")
    enter()
    assert len(pressed) == 3
