"""The rulebook's files → the rulebook, or every mistake in them by file, line and key path.

An edition is a folder with an ``edition.yaml`` and further ``*.yaml`` files that share its top-level keys out among them, so that an
office edits the tables, the items and the patterns apart; or it is one file that holds them all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from auditdesk.errors import BadInput, Problem
from auditdesk.exchange.edition_reading import edition_of
from auditdesk.exchange.rule_documents import Node, read_document
from auditdesk.model.rulebook import Edition, Rulebook

MAIN: Final = "edition.yaml"
_SUFFIXES: Final = (".yaml", ".yml")
_MOST_FILES: Final = 50


def read_rulebook(folder: Path) -> Rulebook:
    """All editions in ``folder``, oldest first.

    Raises BadInput ``rulebook.faulty`` (file, count, problems) with every mistake of every edition, or ``rulebook.none`` (file).
    """
    editions, problems = _read(_editions_in(folder), folder.name)
    if problems:
        raise _faulty(folder, problems)
    if not editions:
        raise BadInput("rulebook.none", problems=(Problem("rulebook.none", file=folder.name),), file=folder.name)
    return Rulebook(tuple(sorted(editions, key=lambda edition: (edition.effective_from, edition.stated_on, edition.id))))


def read_edition(path: Path) -> Edition:
    """The edition in a folder or in one file. Raises BadInput ``rulebook.faulty`` (file, count, problems)."""
    editions, problems = _read([path], path.name)
    if problems:
        raise _faulty(path, problems)
    return editions[0]


def check_rule_files(paths: Iterable[Path]) -> tuple[Problem, ...]:
    """Every mistake in the rulebooks, editions or files named; empty when there is none.

    Of a file that is one of several of its edition the whole edition is checked, for its pieces name each other.
    """
    problems: list[Problem] = []
    for path in paths:
        if path.is_dir() and not (path / MAIN).is_file():
            editions = _editions_in(path)
            found = _read(editions, path.name)[1] if editions else (Problem("rulebook.none", file=path.name),)
        else:
            found = _read([path.parent if path.is_file() and (path.parent / MAIN).is_file() else path], path.name)[1]
        problems += [problem for problem in found if problem not in problems]
    return tuple(problems)


def _faulty(path: Path, problems: Sequence[Problem]) -> BadInput:
    return BadInput("rulebook.faulty", problems=tuple(problems), file=path.name, count=len(problems))


def _editions_in(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if (path / MAIN).is_file() or (path.is_file() and path.suffix in _SUFFIXES))


def _read(paths: Sequence[Path], shown: str) -> tuple[list[Edition], Sequence[Problem]]:
    problems: list[Problem] = []
    editions: list[Edition] = []
    places: dict[str, str] = {}
    for path in paths:
        edition = _read_one(path, problems)
        if edition is None:
            continue
        if edition.id and edition.id in places:
            values = {"file": shown, "first": places[edition.id], "second": path.name}
            problems.append(Problem("rulebook.edition_twice", file=path.name, column="id", value=edition.id, values=values))
        places.setdefault(edition.id, path.name)
        editions.append(edition)
    return editions, problems


def _read_one(path: Path, problems: list[Problem]) -> Edition | None:
    """The edition at ``path``; None when a file of it could not be followed at all. Problems are added as they are met."""
    files = [path]
    if path.is_dir():
        files = sorted(
            (file for file in path.iterdir() if file.suffix in _SUFFIXES), key=lambda file: (file.name != MAIN, file.name)
        )
    if len(files) > _MOST_FILES:
        problems.append(Problem("rulebook.too_many_files", file=path.name, values={"limit": _MOST_FILES}))
        return None
    digest = hashlib.sha256()
    roots: list[Node] = []
    for file in files:
        shown = f"{path.name}/{file.name}" if path.is_dir() else file.name
        content, root, mistakes = read_document(file, shown)
        # The length keeps two sets of files whose bytes only meet elsewhere apart.
        digest.update(f"{file.name}\0{len(content)}\0".encode() if path.is_dir() else b"")
        digest.update(content)
        problems += mistakes
        if root is not None:
            roots.append(root)
    if len(roots) < len(files) or not roots:
        return None
    return edition_of(_joined(roots, problems), digest.hexdigest(), problems)


def _joined(roots: Sequence[Node], problems: list[Problem]) -> Node:
    """One tree of the top-level keys of all files; a key belongs to one file only."""
    main = roots[0]
    if not isinstance(main.content, dict):
        return main
    keys = dict(main.content)
    for root in roots[1:]:
        if not isinstance(root.content, dict):
            problems.append(root.problem("rulebook.not_mapping", known=("sections", "headings")))
            continue
        for key, node in root.content.items():
            if key in keys:
                problems.append(node.problem("rulebook.key_twice"))
            else:
                keys[key] = node
    return Node(keys, main.file, main.line, main.path)
