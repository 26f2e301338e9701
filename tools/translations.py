"""Widget texts → resources/translations: finds every tr, plural and mark in ui/, keeps what is translated, compiles the .qm.

    python tools/translations.py            write the .ts anew (new texts come in as unfinished) and compile it
    python tools/translations.py --check    change nothing; end with 1 when a text is missing, left over or unfinished

A text that is not a plain string (an f-string, a sum) is an error: it could never be looked up.
"""

from __future__ import annotations

import argparse
import ast
import string
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "ui"
TS = ROOT / "resources" / "translations" / "auditdesk_zh_TW.ts"
QM = TS.with_suffix(".qm")
DIALOGS = TS.with_name("dialogs_zh_TW.ts")
"""What Qt's own translation of its file dialog lacks; written by hand."""
CONTEXT = "AuditDesk"
_TEXTS_AT = {"tr": (0,), "mark": (0,), "plural": (1, 2)}


class UntranslatableError(Exception):
    """A text that no translator can ever see."""


def texts_in(path: Path) -> set[str]:
    """The source strings of one module. Raises UntranslatableError for one that is no plain string."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        for position in _TEXTS_AT.get(name, ()):
            if position >= len(node.args):
                continue
            text = node.args[position]
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                found.add(text.value)
            elif not _comes_from_a_table(name, text):
                raise UntranslatableError(f"{path.name}:{node.lineno}: {name} needs a plain string")
    return found


def _comes_from_a_table(name: str, text: ast.expr) -> bool:
    """``tr(row.title)``: a text marked elsewhere; f-strings, sums and calls are not."""
    return name == "tr" and isinstance(text, (ast.Name, ast.Attribute, ast.Subscript, ast.IfExp))


def texts(sources: Path = SOURCES) -> list[str]:
    """Every source string, in order. ``ui/words.py`` defines the functions and is left out."""
    found: set[str] = set()
    for path in sorted(sources.rglob("*.py")):
        if path != sources / "words.py":
            found |= texts_in(path)
    return sorted(found)


def translated(ts: Path = TS) -> dict[str, str]:
    """What the .ts says; an unfinished text is an empty one."""
    if not ts.is_file():
        return {}
    messages = ElementTree.parse(ts).getroot().iter("message")  # noqa: S314 — our own file
    pairs = {}
    for message in messages:
        translation = message.find("translation")
        done = translation is not None and translation.get("type") != "unfinished"
        pairs[message.findtext("source", "")] = (translation.text or "") if done and translation is not None else ""
    return pairs


def write(pairs: dict[str, str], ts: Path = TS) -> None:
    """The .ts, in the order of the source strings."""
    root = ElementTree.Element("TS", version="2.1", language="zh_TW", sourcelanguage="en")
    context = ElementTree.SubElement(root, "context")
    ElementTree.SubElement(context, "name").text = CONTEXT
    for source, target in sorted(pairs.items()):
        message = ElementTree.SubElement(context, "message")
        ElementTree.SubElement(message, "source").text = source
        translation = ElementTree.SubElement(message, "translation")
        if target:
            translation.text = target
        else:
            translation.set("type", "unfinished")
    ElementTree.indent(root, " ")
    body = ElementTree.tostring(root, encoding="unicode")
    ts.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def fields(text: str) -> set[str]:
    """The names between braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def faults(wanted: list[str], pairs: dict[str, str]) -> list[str]:
    """What is not in order, a line each."""
    found = [f"missing: {text}" for text in wanted if text not in pairs]
    found += [f"left over: {text}" for text in pairs if text not in wanted]
    found += [f"unfinished: {text}" for text, target in pairs.items() if not target]
    found += [f"fields differ: {text}" for text, target in pairs.items() if target and fields(target) - fields(text)]
    return found


def compile_qm(ts: Path = TS, qm: Path = QM) -> None:
    """The .qm by Qt's own lrelease; put in place in one step, for a running window reads it from the disk."""
    name = "lrelease.exe" if sys.platform == "win32" else "lrelease"
    import PySide6

    folder = Path(PySide6.__file__).parent
    tool = next(path for path in (folder / name, folder / "Qt" / "libexec" / name) if path.is_file())
    beside = qm.with_suffix(".new")
    subprocess.run([tool, "-silent", ts, "-qm", beside], check=True)
    beside.replace(qm)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing, only tell")
    options = parser.parse_args()
    wanted, known = texts(), translated()
    if options.check:
        problems = faults(wanted, known)
        print("\n".join(problems) or f"{len(wanted)} texts, all translated")
        return 1 if problems else 0
    pairs = {text: known.get(text, "") for text in wanted}
    write(pairs)
    compile_qm()
    compile_qm(DIALOGS, DIALOGS.with_suffix(".qm"))
    for problem in faults(wanted, pairs):
        print(problem)
    print(f"{len(wanted)} texts, {sum(map(bool, pairs.values()))} translated")
    return 0


if __name__ == "__main__":
    sys.exit(main())
