from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from ui import words


def test_days_are_roc_in_chinese_and_iso_in_english(qapp):
    assert words.day(date(2019, 10, 25)) == "108/10/25"
    words.use("en")
    assert words.day(date(2019, 10, 25)) == "2019-10-25"


def test_no_date_is_a_dash(qapp):
    assert words.day(None) == words.number(None) == words.hundred_millions(None) == "–"


def test_an_audit_year_is_called_by_the_calendar_of_the_language(qapp):
    assert words.year_name(2019) == "108"
    words.use("en")
    assert words.year_name(2019) == "2019"


def test_texts_are_translated_and_filled_afterwards(qapp):
    assert words.tr("Saved {time}", time=words.clock(datetime(2019, 1, 1, 14, 32, 7))) == "已存 14:32:07"
    words.use("en")
    assert words.tr("Saved {time}", time="14:32:07") == "Saved 14:32:07"


def test_a_count_takes_the_form_that_fits_it(qapp):
    words.use("en")
    assert words.plural(1, "{count} firm", "{count} firms") == "1 firm"
    assert words.plural(2, "{count} firm", "{count} firms") == "2 firms"
    words.use("zh_TW")
    assert words.plural(1, "{count} firm", "{count} firms") == "1 家"


def test_qt_s_own_words_follow_the_language(qapp):
    from PySide6.QtCore import QCoreApplication

    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    words.use("en")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_a_folder_below_the_person_s_own_is_shown_short(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert words.folder_name(tmp_path / "AuditDesk" / "workspace") == "~/AuditDesk/workspace"
    assert words.folder_name(tmp_path) == str(tmp_path)
    assert words.folder_name(tmp_path.parent / "other") == str(tmp_path.parent / "other")


def test_qt_s_own_file_dialog_speaks_the_language_of_the_window(qtbot):
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    shown = [label.text() for label in dialog.findChildren(QLabel)] + [
        button.text() for button in dialog.findChildren(QPushButton)
    ]
    assert "尋找於(&L)：" in shown
    assert not [text for text in shown if not any(letter >= "一" for letter in text)]


def test_asking_for_a_file_begins_in_a_folder_of_the_person():
    assert Path(words.documents()).is_dir()
    assert Path(words.documents()).is_relative_to(Path.home())


def test_english_has_straight_quotes_on_screen_as_in_every_other_paper(qapp):
    words.use("en")
    assert words.tr("Undo “Import {file}”", file="list.csv") == 'Undo "Import list.csv"'
    words.use("zh_TW")
    assert "「" in words.tr("Undo “Import {file}”", file="list.csv")
