"""The file of short forms: how people in the field say what the rules say in full."""

from __future__ import annotations

from pathlib import Path

from auditdesk.errors import BadInput, Problem


def read_short_forms(path: Path) -> dict[str, tuple[str, ...]]:
    """Short form → the words meant, from a YAML mapping of texts to lists of texts.

    Raises BadInput ``short_forms.faulty`` with a problem for each entry that is not of that form.
    """
    import yaml

    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        raise BadInput("short_forms.faulty", file=path.name) from problem
    entries = found.items() if isinstance(found, dict) else [(None, found)]
    wrong = [
        Problem("short_forms.entry", file=path.name, column=str(short), value=str(meant)[:60])
        for short, meant in entries
        if not (isinstance(short, str) and isinstance(meant, list) and meant and all(isinstance(word, str) for word in meant))
    ]
    if wrong:
        raise BadInput("short_forms.faulty", problems=tuple(wrong), file=path.name)
    return {str(short): tuple(meant) for short, meant in entries}
