"""Rules of the house that no linter knows."""

from __future__ import annotations

import ast
import json
import re
import string
from pathlib import Path

from auditdesk.model.records import Record
from auditdesk.rules.acts import ACTS
from auditdesk.settings import SETTINGS
from auditdesk.words import LANGUAGES, Words, catalogue

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted([*(ROOT / "auditdesk").rglob("*.py"), *(ROOT / "ui").rglob("*.py")])
RAISING = {"Refused", "BadInput", "Conflict", "Unavailable", "Problem"}


def codes_in(path: Path) -> set[str]:
    """Literal codes given to errors and problems, and to ``say``."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if name in RAISING | {"say", "show_line"} and node.args and isinstance(node.args[0], ast.Constant):
            found.add(node.args[0].value)
        if name in RAISING:
            found |= {key.value.value for key in node.keywords if key.arg == "code" and isinstance(key.value, ast.Constant)}
    return {code for code in found if isinstance(code, str)}


def test_every_code_that_the_program_raises_or_says_has_a_sentence():
    missing = {f"{path.relative_to(ROOT)}: {code}" for path in SOURCES for code in codes_in(path) if code not in catalogue()}
    assert missing == set()


def test_every_sentence_is_there_in_both_languages_with_the_same_fields():
    for code, sentences in catalogue().items():
        assert set(sentences) == set(LANGUAGES), code
        assert all(sentence.strip() for sentence in sentences.values()), code
        fields = [{name for _, name, _, _ in string.Formatter().parse(sentence) if name} for sentence in sentences.values()]
        assert fields[0] == fields[1], code


def test_chinese_sentences_use_full_width_punctuation_and_no_simplified_characters():
    for code, sentences in catalogue().items():
        text = sentences["zh_TW"]
        assert not re.search(r"[\u4e00-\u9fff][,;!?]", text), code
        assert not re.search(r"[这个为东车们说时会对没据网国规请产设检]", text.replace("個", "")), code


def test_english_sentences_use_straight_quotes_because_the_typeface_draws_the_others_full_width():
    assert not [code for code, sentences in catalogue().items() if re.search("[’‘“”…]", sentences["en"])]


def test_every_act_of_the_table_has_a_name():
    words = Words()
    assert all(words.say(f"act.{act}") != f"act.{act}" for act in ACTS)


def test_every_setting_and_every_kind_of_record_has_a_name():
    words = Words()
    kinds = {mapper.class_.kind for mapper in Record._sa_registry.mappers if hasattr(mapper.class_, "kind")}
    codes = {f"setting.{name}" for name in SETTINGS} | {f"object_kind.{kind}" for kind in kinds if kind}
    assert len(kinds) > 10 and all(words.say(code) != code for code in codes)


def test_codes_of_closed_vocabularies_never_reach_a_person():
    words = Words()
    told = words.say("act.forbidden", act="findings.accept", login="lin", roles=("supervisor",))
    assert "findings.accept" not in told and "supervisor" not in told
    assert words.show("edition", "2019-10-25") == "108/10/25"
    assert words.show("year", 2019) == "108"


def test_no_file_names_this_machine_or_the_address_of_a_package_index():
    forbidden = re.compile(
        "|".join([*(rf"{re.escape(str(one))}/" for one in {ROOT, Path.home()}), r"https?://[^\s\"')]*(/simple\b|registry)"])
    )
    texts = {".py", ".md", ".toml", ".lock", ".json", ".yaml", ".ts", ".svg", ".txt", ""}
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        if parts[0] in {".git", ".venv", "build", "dist"} or "__pycache__" in parts or not path.is_file():
            continue
        if path.suffix in texts and not any(part.startswith(".") and part != ".ci" for part in parts[:-1]):
            assert not forbidden.search(path.read_text(encoding="utf-8", errors="ignore")), path


def test_no_module_has_grown_beyond_one_reason_to_change():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in SOURCES
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 450
    }
    assert long == {}


def test_the_lock_files_pin_with_hashes_and_name_no_address():
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text and "--index" not in text
        pins = re.findall(r"^[a-zA-Z0-9._-]+==", text, re.MULTILINE)
        assert len(pins) > 20 and text.count("--hash=sha256:") >= len(pins)


def test_both_lock_files_agree_on_what_they_share():
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^([a-zA-Z0-9._-]+==[^ \\]+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))

    assert pins("requirements.lock") <= pins("requirements-dev.lock")


def test_demo_lists_name_no_real_market():
    for path in (ROOT / "data" / "demo").glob("*.json"):
        json.loads(path.read_text(encoding="utf-8"))
    text = (ROOT / "data" / "demo" / "office-list.csv").read_text(encoding="utf-8-sig")
    names = [line.split(",")[1] for line in text.splitlines() if re.match(r"^ZX\d\d,", line)]
    assert len(names) == 60 and all("示範" in name for name in names)
