"""A hand-labelled set of freely worded findings: YAML, each with its text and the patterns of which any one is right."""

from __future__ import annotations

from pathlib import Path

from auditdesk.errors import BadInput, Problem
from auditdesk.exchange.incoming import read_incoming
from auditdesk.model.pattern_rows import LabelledFinding


def read_labels(path: Path) -> tuple[LabelledFinding, ...]:
    """The set, in its order. Raises BadInput ``file.*``, ``labels.faulty`` (a problem for each entry that is not of the form)."""
    import yaml

    try:
        found = yaml.safe_load(read_incoming(path).decode("utf-8-sig"))
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError) as problem:
        raise BadInput("labels.faulty", file=path.name) from problem
    entries = found.get("findings") if isinstance(found, dict) else None
    if not isinstance(entries, list) or not entries:
        raise BadInput("labels.faulty", file=path.name)
    wrong = [
        Problem("labels.entry", file=path.name, row=number)
        for number, entry in enumerate(entries, 1)
        if not isinstance(entry, dict)
        or not (isinstance(entry.get("text"), str) and entry["text"].strip())
        or not (isinstance(entry.get("patterns"), list) and entry["patterns"])
        or not all(isinstance(pattern, str) for pattern in entry["patterns"])
    ]
    if wrong:
        raise BadInput("labels.faulty", problems=tuple(wrong), file=path.name)
    return tuple(LabelledFinding(entry["text"], tuple(entry["patterns"]), str(entry.get("half") or "")) for entry in entries)
