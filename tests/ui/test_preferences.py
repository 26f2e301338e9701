from __future__ import annotations

import json
from pathlib import Path

import pytest

from ui.preferences import Preferences


def test_what_was_chosen_is_there_at_the_next_start(tmp_path: Path):
    path = tmp_path / "settings" / "preferences.json"
    first = Preferences(path)
    first.set("language", "en")
    first.set("scale", 1.5)
    again = Preferences(path).choices
    assert (again.language, again.scale) == ("en", 1.5)


def test_what_an_earlier_version_kept_of_firms_is_taken_out_of_the_plain_file(tmp_path: Path):
    path = tmp_path / "preferences.json"
    kept = {"language": "en", "places": {"firms": {"filter": "示範甲證券"}}, "recent_commands": ["x"]}
    path.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    assert Preferences(path).choices.language == "en"
    assert set(json.loads(path.read_text(encoding="utf-8"))) == {
        "language",
        "look",
        "scale",
        "density",
        "home",
        "geometry",
        "tray",
        "parcels",
    }


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"scale": "big", "language": "de", "home": 3, "look": "pink"}'])
def test_a_file_that_makes_no_sense_gives_the_first_values(tmp_path: Path, text: str):
    path = tmp_path / "preferences.json"
    path.write_text(text, encoding="utf-8")
    choices = Preferences(path).choices
    assert (choices.language, choices.scale, choices.home, choices.look) == ("zh_TW", 1.0, "", "system")


@pytest.mark.parametrize(("kept", "taken"), [(0.2, 1.0), (9, 2.0), (1.3, 1.25), (2, 2.0)])
def test_a_text_size_is_one_of_those_offered(tmp_path: Path, kept: float, taken: float):
    path = tmp_path / "preferences.json"
    path.write_text(json.dumps({"scale": kept}), encoding="utf-8")
    assert Preferences(path).choices.scale == taken


def test_the_same_choice_again_writes_and_tells_nothing(tmp_path: Path, qtbot):
    kept = Preferences(tmp_path / "preferences.json")
    with qtbot.assertNotEmitted(kept.changed):
        kept.set("language", "zh_TW")
    assert not (tmp_path / "preferences.json").exists()


def test_a_folder_that_cannot_be_written_only_means_nothing_is_remembered(tmp_path: Path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    kept = Preferences(blocked / "preferences.json")
    kept.set("language", "en")
    assert kept.choices.language == "en"


def test_the_look_that_the_choices_ask_for(tmp_path: Path, qapp):
    kept = Preferences(tmp_path / "preferences.json")
    kept.choices.look, kept.choices.scale, kept.choices.density = "dark", 2.0, "compact"
    look = kept.theme()
    assert (look.mode, look.scale, look.density) == ("dark", 2.0, "compact")


def test_a_language_for_one_run_does_not_replace_the_one_chosen(tmp_path: Path):
    path = tmp_path / "preferences.json"
    kept = Preferences(path)
    kept.set("language", "en")
    kept.for_this_run("language", "zh_TW")
    kept.set("scale", 1.5)
    assert kept.choices.language == "zh_TW"
    assert Preferences(path).choices.language == "en"
    kept.set("language", "zh_TW")
    assert Preferences(path).choices.language == "zh_TW"
