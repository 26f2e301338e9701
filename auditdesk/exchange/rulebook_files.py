"""The rulebook's files → the rulebook, or every mistake in them by file, line and key path.

An edition is a folder with an ``edition.yaml`` and further ``*.yaml`` files that share its top-level keys out among them, so that an
office edits the tables, the items and the patterns apart; or it is one file that holds them all. An edition with ``based_on`` holds
only what differs from that edition. What is graded by tier lies beside the editions in ``tables/``, with days of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from auditdesk.errors import BadInput, Problem
from auditdesk.exchange.edition_chain import Written, editions_of
from auditdesk.exchange.rule_documents import Node, plain, read_document, tree_of
from auditdesk.exchange.tier_reading import tables_of
from auditdesk.model.rulebook import Edition, Rulebook, TierTables

MAIN: Final = "edition.yaml"
TABLES: Final = "tables"
_SUFFIXES: Final = (".yaml", ".yml")
_MOST_FILES: Final = 50


def read_rulebook(folder: Path) -> Rulebook:
    """All editions in ``folder``, oldest first.

    Raises BadInput ``rulebook.faulty`` (file, count, problems) with every mistake of every edition, or ``rulebook.none`` (file).
    """
    editions, problems = _read(_editions_in(folder), folder)
    if problems:
        raise _faulty(folder.name, problems)
    if not editions:
        raise BadInput("rulebook.none", problems=(Problem("rulebook.none", file=folder.name),), file=folder.name)
    return Rulebook(()).with_editions(editions)


def read_edition_at(path: Path, known: Sequence[Edition] = ()) -> Edition:
    """The edition in a folder or in one file, with the tables and editions beside it; it may be based on one of those or of ``known``.

    Raises BadInput ``rulebook.faulty`` (file, count, problems).
    """
    editions, problems = _read([path], path.parent, known)
    if problems:
        raise _faulty(path.name, problems)
    return editions[0]


def read_edition(documents: Mapping[str, Mapping[str, Any]], named: str, base: Edition | None = None) -> Edition:
    """The edition in ``documents`` (by file name; mappings as JSON holds them, days as ISO text), checked like files are.

    ``base`` is the edition that its ``based_on`` names; None when it is based on no other and holds tables of its own, in itself or as
    documents under ``tables/``. Raises BadInput ``rulebook.faulty`` (file, count, problems), the problems by file and key path.
    """
    problems: list[Problem] = []
    roots: list[Node] = []
    graded: list[Node] = []
    for name in sorted(documents, key=lambda name: (name != MAIN, name)):
        root, mistakes = tree_of(documents[name], name)
        problems += mistakes
        (graded if name.startswith(f"{TABLES}/") else roots).append(root)
    if not roots:
        raise BadInput("rulebook.none", problems=(Problem("rulebook.none", file=named),), file=named)
    written = Written(named, roots, (), graded)
    tables = tables_of(graded, problems)
    editions = editions_of([written], [written], () if base is None else (base,), tables, named, problems)
    if problems or not editions:
        raise _faulty(named, problems)
    return editions[0]


def read_documents(path: Path) -> dict[str, dict[str, Any]]:
    """The documents of the edition at ``path`` as ``read_edition`` takes them, whatever they say.

    Raises BadInput ``rulebook.faulty`` when a file can't be followed at all.
    """
    problems: list[Problem] = []
    found: dict[str, dict[str, Any]] = {}
    for file in _files_of(path):
        _, root, mistakes = read_document(file, file.name)
        problems += mistakes
        if root is not None and not isinstance(root.content, dict):
            problems.append(root.problem("rulebook.not_mapping", known=("id", "based_on", "name")))
        elif root is not None:
            found[file.name] = plain(root)
    if problems:
        raise _faulty(path.name, problems)
    return found


def check_rule_files(paths: Iterable[Path], known: Sequence[Edition] = ()) -> tuple[Problem, ...]:
    """Every mistake in the rulebooks, editions or files named; empty when there is none.

    Of a file that is one of several of its edition the whole edition is checked, for its pieces name each other. An edition may be
    based on one beside it or on one of ``known``.
    """
    problems: list[Problem] = []
    for path in paths:
        if path.is_dir() and not (path / MAIN).is_file():
            editions = _editions_in(path)
            found = _read(editions, path, known)[1] if editions else (Problem("rulebook.none", file=path.name),)
        elif path.parent.name == TABLES and path.is_file():
            found = _read(_editions_in(path.parent.parent), path.parent.parent, known)[1]
        else:
            one = path.parent if path.is_file() and (path.parent / MAIN).is_file() else path
            found = _read([one], one.parent, known)[1]
        problems += [problem for problem in found if problem not in problems]
    return tuple(problems)


def _faulty(named: str, problems: Sequence[Problem]) -> BadInput:
    return BadInput("rulebook.faulty", problems=tuple(problems), file=named, count=len(problems))


def _editions_in(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if (path / MAIN).is_file() or (path.is_file() and path.suffix in _SUFFIXES))


def _read(paths: Sequence[Path], folder: Path, known: Sequence[Edition] = ()) -> tuple[list[Edition], Sequence[Problem]]:
    """The editions at ``paths``, which lie in ``folder``, and every mistake of theirs and of the tables; what lies beside them is only
    read as what they may be based on."""
    problems: list[Problem] = []
    wanted = [_written(path, problems) for path in paths]
    beside: list[Written | None] = []
    if len(wanted) == 1 and (one := wanted[0]) and one.based_on and one.based_on not in {edition.id for edition in known}:
        beside = [_written(path, []) for path in _editions_in(folder) if path != paths[0]]
    tables = _tables(folder / TABLES, problems)
    sound = [one for one in wanted if one is not None]
    return editions_of(sound, [*sound, *(one for one in beside if one)], known, tables, folder.name, problems), problems


def _tables(folder: Path, problems: list[Problem]) -> TierTables:
    roots = []
    for file in _files_of(folder) if folder.is_dir() else ():
        _, root, mistakes = read_document(file, f"{TABLES}/{file.name}")
        problems += mistakes
        if root is not None:
            roots.append(root)
    return tables_of(roots, problems)


def _files_of(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted((file for file in path.iterdir() if file.suffix in _SUFFIXES), key=lambda file: (file.name != MAIN, file.name))


def _written(path: Path, problems: list[Problem]) -> Written | None:
    """What is written at ``path``; None when a file of it could not be followed at all. Problems are added as they are met."""
    files = _files_of(path)
    if len(files) > _MOST_FILES:
        problems.append(Problem("rulebook.too_many_files", file=path.name, values={"limit": _MOST_FILES}))
        return None
    roots: list[Node] = []
    contents: list[tuple[str, bytes]] = []
    for file in files:
        content, root, mistakes = read_document(file, f"{path.name}/{file.name}" if path.is_dir() else file.name)
        contents.append((file.name if path.is_dir() else "", content))
        problems += mistakes
        if root is not None:
            roots.append(root)
    return None if len(roots) < len(files) or not roots else Written(path.name, roots, contents)
