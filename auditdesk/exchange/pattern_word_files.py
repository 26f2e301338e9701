"""The file of what speaks for a pattern: sayings of the field by pattern, with the reason that tells it from its neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from auditdesk.errors import BadInput, Problem
from auditdesk.rules.pattern_words import PatternWords, Saying

_KEYS = {"why", "says", "unless"}


def read_pattern_words(path: Path) -> dict[str, PatternWords]:
    """Pattern id → what speaks for it. In ``says`` a ``+`` joins parts that must all stand in the text, a ``|`` alternatives.

    Raises BadInput ``pattern_words.faulty`` with a problem for each key that is not of that form.
    """
    import yaml

    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as problem:
        raise BadInput("pattern_words.faulty", file=path.name) from problem
    if not isinstance(found, dict):
        raise BadInput("pattern_words.faulty", file=path.name)
    wrong = [
        Problem("pattern_words.entry", file=path.name, column=key)
        for name, entry in found.items()
        for key in _faults(name, entry)
    ]
    if wrong:
        raise BadInput("pattern_words.faulty", problems=tuple(wrong), file=path.name)
    return {
        name: PatternWords(entry["why"], tuple(_saying(one) for one in entry["says"]), tuple(entry.get("unless", ())))
        for name, entry in found.items()
    }


def _faults(name: object, entry: Any) -> Iterator[str]:
    if not isinstance(name, str) or not isinstance(entry, dict):
        yield str(name)
        return
    yield from (f"{name}.{key}" for key in entry.keys() - _KEYS)
    if not (isinstance(entry.get("why"), str) and entry["why"].strip()):
        yield f"{name}.why"
    for key, least in (("says", 1), ("unless", 0)):
        lines = entry.get(key, [])
        if not isinstance(lines, list) or len(lines) < least:
            yield f"{name}.{key}"
            continue
        yield from (
            f"{name}.{key}[{number}]"
            for number, line in enumerate(lines, 1)
            if not isinstance(line, str) or not all(way for part in _saying(line) for way in part)
        )


def _saying(line: str) -> Saying:
    return tuple(tuple(way.strip() for way in part.split("|")) for part in line.split("+"))
