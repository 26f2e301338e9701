from __future__ import annotations

import importlib.util
import string
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QTranslator

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations", ROOT / "tools" / "translations.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_text_of_the_windows_is_translated(tool: ModuleType):
    assert tool.faults(tool.texts(), tool.translated()) == []


def test_the_compiled_file_says_what_the_source_says(tool: ModuleType):
    translator = QTranslator()
    assert translator.load(str(tool.QM))
    stale = [text for text, target in tool.translated().items() if translator.translate("AuditDesk", text) != target]
    assert stale == [], "run tools/translations.py"


def test_a_translation_uses_only_the_fields_of_its_source(tool: ModuleType):
    for text, target in tool.translated().items():
        names = {name for _, name, _, _ in string.Formatter().parse(target) if name}
        assert names <= {name for _, name, _, _ in string.Formatter().parse(text) if name}, text


def test_a_text_that_is_no_plain_string_is_refused(tool: ModuleType, tmp_path: Path):
    source = tmp_path / "place.py"
    source.write_text('tr(f"{count} firms")', encoding="utf-8")
    with pytest.raises(tool.UntranslatableError):
        tool.texts_in(source)


def test_both_forms_of_a_plural_are_found(tool: ModuleType, tmp_path: Path):
    source = tmp_path / "place.py"
    source.write_text('plural(n, "{count} firm", "{count} firms")\nmark("Firms")', encoding="utf-8")
    assert tool.texts_in(source) == {"{count} firm", "{count} firms", "Firms"}


def test_writing_the_file_keeps_what_is_translated(tool: ModuleType, tmp_path: Path):
    ts = tmp_path / "words.ts"
    tool.write({"Firms": "證券商", "Lock": "", "a < b & c": "甲 < 乙 & 丙"}, ts)
    assert tool.translated(ts) == {"Firms": "證券商", "Lock": "", "a < b & c": "甲 < 乙 & 丙"}
