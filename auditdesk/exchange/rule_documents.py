"""One YAML file → a tree whose every value knows its file, line and key path. Hostile until parsed.

Only the plain part of YAML is taken: mappings, lists and scalars. No anchors, tags or second documents; of unquoted scalars only
``null``, ``true``, ``false``, whole numbers (``4_000_000_000``) and days (``2019-10-25``) mean something else than their text, so that
neither ``no`` nor ``12:30`` becomes what nobody wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from auditdesk.errors import BadInput, Problem
from auditdesk.exchange.incoming import read_incoming

LARGEST: Final = 5 * 1024 * 1024
"""Bytes. The largest edition is under 100 kB."""
DEEPEST: Final = 24
_SHOWN: Final = 120

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9_]{0,30})")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLAIN: Final = {"": None, "~": None, "null": None, "true": True, "false": False}

Scalar = str | int | bool | date | None


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a rule file. ``path`` counts list places from 1, as people do: ``sections[3].items[2].summary.zh``; so does ``line``,
    None in a document that is no file."""

    content: Scalar | dict[str, Node] | tuple[Node, ...]
    file: str
    line: int | None
    path: str
    raw: str = ""

    def problem(self, code: str, key: str = "", **values: Any) -> Problem:
        """A problem of this value, or of ``key`` inside it."""
        return _problem(code, self.file, self.line, ".".join(part for part in (self.path, key) if part), self.raw, **values)


def _problem(code: str, file: str, line: int | None, column: str = "", value: str | None = None, **values: Any) -> Problem:
    short = value if value is None or len(value) <= _SHOWN else f"{value[:_SHOWN]}…"
    return Problem(code, file=file, row=line, column=column[-_SHOWN:] or None, value=short or None, values=values)


def read_document(path: Path, shown: str) -> tuple[bytes, Node | None, tuple[Problem, ...]]:
    """The bytes of a file, its tree (None where it does not parse) and what is wrong with its form. ``shown`` names it to people."""
    try:
        content = read_incoming(path, limit=LARGEST)
        text = content.decode("utf-8-sig")
    except BadInput as refused:
        code = "rulebook.too_large" if refused.code == "file.too_large" else refused.code
        return b"", None, (Problem(code, file=shown, values={**refused.values, "file": shown}),)
    except UnicodeDecodeError as mistake:
        line = content[: mistake.start].count(b"\n") + 1
        return content, None, (Problem("rulebook.not_utf8", file=shown, row=line),)
    tree, mistakes = read_text(text, shown)
    return content, tree, mistakes


def read_text(text: str, shown: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """The tree of YAML that a person typed (None where it does not parse) and what is wrong with its form."""
    builder = _Builder(text, shown)
    return builder.tree(), tuple(builder.problems)


def tree_of(content: Any, shown: str) -> tuple[Node, tuple[Problem, ...]]:
    """The tree of a document that was parsed before (JSON out of the database), as if it stood in a file called ``shown``.

    Days are ISO text there. Only what a rule file may hold is taken: mappings with text keys, lists, text, whole numbers, yes and no.
    """
    problems: list[Problem] = []
    return _grown(content, shown, "", 0, problems), tuple(problems)


def _grown(content: Any, shown: str, path: str, depth: int, problems: list[Problem]) -> Node:
    grown: Scalar | dict[str, Node] | tuple[Node, ...] = None
    raw = ""
    if depth > DEEPEST:
        problems.append(Problem("rulebook.too_deep", file=shown, column=path[-_SHOWN:] or None))
    elif isinstance(content, Mapping):
        grown = {}
        for key, value in content.items():
            if isinstance(key, str):
                grown[key] = _grown(value, shown, f"{path}.{key}" if path else key, depth + 1, problems)
            else:
                problems.append(_problem("rulebook.key_not_text", shown, None, path))
    elif isinstance(content, list | tuple):
        grown = tuple(_grown(value, shown, f"{path}[{at}]", depth + 1, problems) for at, value in enumerate(content, start=1))
    elif isinstance(content, str):
        grown, raw = (_scalar(content) if _DAY.fullmatch(content) else content), content
    elif content is None or isinstance(content, bool | int | date):
        grown = content
        raw = "" if content is None else str(content).lower() if isinstance(content, bool) else str(content)
    else:
        problems.append(_problem("rulebook.not_text", shown, None, path, str(content)))
    return Node(grown, shown, None, path, raw)


def plain(node: Node) -> Any:
    """The content of a tree as mappings, lists and JSON scalars; days become ISO text. ``tree_of`` takes it back."""
    match node.content:
        case dict() as fields:
            return {key: plain(value) for key, value in fields.items()}
        case tuple() as entries:
            return [plain(entry) for entry in entries]
        case date() as day:
            return day.isoformat()
        case scalar:
            return scalar


class _UnreadableError(Exception):
    """The file can't be followed any further; the problem is noted already."""


class _Builder:
    """Follows the parser's events, not its objects: no recursion in C, and nothing is made of what the file names."""

    def __init__(self, text: str, file: str) -> None:
        self.problems: list[Problem] = []
        self._text = text
        self._file = file

    def tree(self) -> Node | None:
        try:
            return self._document(self._events())
        except _UnreadableError:
            return None

    def _events(self) -> Iterator[Any]:
        # The reader refuses control characters as soon as it is made.
        try:
            loader = _Loader(self._text)
        except yaml.YAMLError as mistake:
            raise self._stop(mistake) from mistake
        try:
            while loader.check_event():
                yield loader.get_event()
        except yaml.YAMLError as mistake:
            raise self._stop(mistake) from mistake
        finally:
            loader.dispose()

    def _stop(self, mistake: yaml.YAMLError) -> _UnreadableError:
        mark = getattr(mistake, "problem_mark", None)
        position = getattr(mistake, "position", None)
        if mark is not None:
            line = mark.line + 1
        elif isinstance(position, int):
            line = self._text.count("\n", 0, position) + 1
        else:
            line = None
        told = getattr(mistake, "problem", None) or getattr(mistake, "reason", None)
        return self._unreadable("rulebook.not_yaml", line, detail=str(told or mistake))

    def _unreadable(self, code: str, line: int | None, **values: Any) -> _UnreadableError:
        self.problems.append(Problem(code, file=self._file, row=line, values=values))
        return _UnreadableError()

    def _document(self, events: Iterator[Any]) -> Node:
        tree = None
        for event in events:
            line = event.start_mark.line + 1
            if isinstance(event, yaml.DocumentStartEvent):
                if tree is not None:
                    raise self._unreadable("rulebook.several_documents", line)
                tree = self._node(next(events), events, "", 0)
        if tree is None:
            raise self._unreadable("rulebook.nothing_in_it", None)
        return tree

    def _node(self, event: Any, events: Iterator[Any], path: str, depth: int) -> Node:
        line = event.start_mark.line + 1
        if depth > DEEPEST:
            raise self._unreadable("rulebook.too_deep", line)
        if isinstance(event, yaml.AliasEvent):
            self._note("rulebook.alias", line, path, event.anchor)
            return Node(None, self._file, line, path)
        if event.tag is not None:
            self._note("rulebook.tag", line, path, event.tag)
        if isinstance(event, yaml.MappingStartEvent):
            return Node(self._mapping(events, path, depth), self._file, line, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(self._list(events, path, depth), self._file, line, path)
        plain = event.style is None or event.style == ""
        content = _scalar(event.value) if plain else event.value
        return Node(content, self._file, line, path, event.value)

    def _mapping(self, events: Iterator[Any], path: str, depth: int) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            line = event.start_mark.line + 1
            key = event.value if isinstance(event, yaml.ScalarEvent) else None
            if key is None:
                self._note("rulebook.key_not_text", line, path, None)
                self._node(event, events, path, depth + 1)
            inner = ".".join(part for part in (path, key) if part)
            node = self._node(next(events), events, inner, depth + 1)
            if key is None:
                continue
            if key in found:
                self._note("rulebook.key_twice", line, inner, key)
            else:
                found[key] = node
        return found

    def _list(self, events: Iterator[Any], path: str, depth: int) -> tuple[Node, ...]:
        found: list[Node] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            found.append(self._node(event, events, f"{path}[{len(found) + 1}]", depth + 1))
        return tuple(found)

    def _note(self, code: str, line: int, path: str, value: str | None) -> None:
        self.problems.append(_problem(code, self._file, line, path, value))


def _scalar(text: str) -> Scalar:
    if text in _PLAIN:
        return _PLAIN[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text
