"""The files of taxonomies: one YAML an authority's list, each mistake told by file and key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from auditdesk.errors import BadInput, Problem
from auditdesk.model.rulebook import Bilingual
from auditdesk.model.terms import Authority, Certainty
from auditdesk.rules.taxonomies import Heading, Taxonomies, Taxonomy

_CERTAINTIES = {each.value for each in Certainty}
_AUTHORITIES = {each.value for each in Authority} | {"association"}
_LIST_KEYS = {"id", "name", "authority", "source", "headings"}
_HEADING_KEYS = {"id", "name", "source", "certainty", "patterns"}


def read_taxonomies(folder: Path) -> Taxonomies:
    """Every list in ``folder``. Raises BadInput ``taxonomies.faulty`` with each mistake by file and key (``headings[2].name.zh``)."""
    problems: list[Problem] = []
    lists: list[Taxonomy] = []
    for path in sorted(folder.glob("*.yaml")):
        found = _content(path)
        faults = [Problem("taxonomies.entry", file=path.name, column=key) for key in _faults(found)]
        problems += faults
        if not faults:
            one = _taxonomy(found)
            if any(other.id == one.id for other in lists):
                problems.append(Problem("taxonomies.twice", file=path.name, column="id", value=one.id))
            lists.append(one)
    if problems:
        raise BadInput("taxonomies.faulty", problems=tuple(problems), file=problems[0].file)
    return Taxonomies(tuple(lists))


def _content(path: Path) -> Any:
    import yaml

    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError):
        return None


def _faults(found: Any) -> Iterator[str]:
    if not isinstance(found, dict):
        yield "id"
        return
    yield from (str(key) for key in found.keys() - _LIST_KEYS)
    yield from (key for key in ("id", "source") if not _is_text(found.get(key)))
    yield from _name_faults(found.get("name"), "name")
    if found.get("authority") not in _AUTHORITIES:
        yield "authority"
    headings = found.get("headings")
    if not isinstance(headings, list) or not headings:
        yield "headings"
        return
    known: set[str] = set()
    for number, heading in enumerate(headings, 1):
        place = f"headings[{number}]"
        if not isinstance(heading, dict):
            yield place
            continue
        yield from (f"{place}.{key}" for key in heading.keys() - _HEADING_KEYS)
        if not _is_text(heading.get("id")) or heading["id"] in known:
            yield f"{place}.id"
        else:
            known.add(heading["id"])
        yield from _name_faults(heading.get("name"), f"{place}.name")
        if not _is_text(heading.get("source", "as the list")):
            yield f"{place}.source"
        if heading.get("certainty") not in _CERTAINTIES:
            yield f"{place}.certainty"
        patterns = heading.get("patterns", [])
        texts = isinstance(patterns, list) and all(_is_text(pattern) for pattern in patterns)
        if not texts or len(set(patterns)) != len(patterns):
            yield f"{place}.patterns"


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _name_faults(value: Any, place: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield place
        return
    yield from (f"{place}.{key}" for key in ("zh", "en") if not _is_text(value.get(key)))


def _taxonomy(found: dict[str, Any]) -> Taxonomy:
    return Taxonomy(
        found["id"],
        Bilingual(found["name"]["zh"], found["name"]["en"]),
        found["authority"],
        found["source"],
        tuple(
            Heading(
                found["id"],
                heading["id"],
                Bilingual(heading["name"]["zh"], heading["name"]["en"]),
                heading.get("source", found["source"]),
                Certainty(heading["certainty"]),
                tuple(heading.get("patterns", ())),
            )
            for heading in found["headings"]
        ),
    )
