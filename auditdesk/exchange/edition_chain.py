"""Editions that are based on each other: each is read after the one it rests on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from auditdesk.errors import Problem
from auditdesk.exchange.edition_reading import edition_of
from auditdesk.exchange.rule_documents import Node, plain
from auditdesk.model.rulebook import Edition, TierTables


@dataclass(frozen=True, slots=True)
class Written:
    """One edition as it is written: the roots of its documents, the main one first, and its files' bytes by name where it has files.

    ``graded`` are the roots of tables that belong to it alone; those that several editions share are none of its own.
    """

    named: str
    roots: Sequence[Node]
    contents: Sequence[tuple[str, bytes]]
    graded: Sequence[Node] = ()

    @property
    def id(self) -> str:
        node = self._top("id")
        return "" if node is None else node.raw.strip()

    @property
    def based_on(self) -> str:
        node = self._top("based_on")
        return "" if node is None else node.raw.strip()

    def _top(self, key: str) -> Node | None:
        for root in self.roots:
            if isinstance(root.content, dict) and key in root.content:
                return root.content[key]
        return None

    def place(self, key: str) -> Node:
        return self._top(key) or self.roots[0]

    def digest(self, base: Edition | None) -> str:
        """SHA-256 of the documents and of the edition they are based on."""
        digest = hashlib.sha256()
        contents = self.contents or [
            (root.file, json.dumps(plain(root), ensure_ascii=False, sort_keys=True).encode())
            for root in (*self.roots, *self.graded)
        ]
        for name, content in contents:
            # The length keeps two sets of files whose bytes only meet elsewhere apart.
            digest.update(f"{name}\0{len(content)}\0".encode() if name else b"")
            digest.update(content)
        digest.update(b"" if base is None else f"\0{base.digest}".encode())
        return digest.hexdigest()


def editions_of(
    wanted: Sequence[Written],
    at_hand: Sequence[Written],
    known: Sequence[Edition],
    tables: TierTables,
    shown: str,
    problems: list[Problem],
) -> list[Edition]:
    """The editions of ``wanted``. They may be based on each other, on others ``at_hand`` (whose own mistakes are not told) or ``known``.

    ``shown`` names the whole to people. Mistakes are added to ``problems``.
    """
    return _Chain(at_hand, known, tables).read(wanted, shown, problems)


class _Chain:
    def __init__(self, at_hand: Sequence[Written], known: Sequence[Edition], tables: TierTables) -> None:
        self._written = {one.id: one for one in reversed(at_hand) if one.id}
        self._known = {edition.id: edition for edition in known}
        self._tables = tables
        self._read: dict[int, Edition | None] = {}
        self._noted: dict[int, list[Problem]] = {}
        self._wanted: set[int] = set()

    def read(self, wanted: Sequence[Written], shown: str, problems: list[Problem]) -> list[Edition]:
        self._wanted = {id(one) for one in wanted}
        editions: list[Edition] = []
        places: dict[str, str] = {}
        for one in wanted:
            edition = self._edition(one, ())
            if edition is None:
                continue
            if edition.id and edition.id in places:
                values = {"file": shown, "first": places[edition.id], "second": one.named}
                twice = Problem("rulebook.edition_twice", file=one.named, column="id", value=edition.id, values=values)
                self._noted[id(one)].append(twice)
            places.setdefault(edition.id, one.named)
            editions.append(edition)
        for one in wanted:
            problems += self._noted[id(one)]
        return editions

    def _edition(self, one: Written, above: tuple[int, ...]) -> Edition | None:
        """The edition, read once; None where it stands on nothing or on itself. ``above`` are those that are based on it."""
        if id(one) not in self._read:
            noted = self._noted.setdefault(id(one), [])
            self._read[id(one)] = self._on_its_base(one, noted, (*above, id(one)))
        return self._read[id(one)]

    def _on_its_base(self, one: Written, noted: list[Problem], above: tuple[int, ...]) -> Edition | None:
        wanted, place = one.based_on, one.place("based_on")
        base = self._known.get(wanted)
        under = self._written.get(wanted) if wanted else None
        if under is not None:
            if id(under) in above:
                noted.append(place.problem("rulebook.based_on_itself"))
                return None
            base = self._edition(under, above)
            if id(under) not in self._wanted and (base is None or self._noted[id(under)]):
                noted.append(place.problem("rulebook.base_faulty"))
                return None
        elif wanted and base is None:
            known = tuple(sorted({*self._written, *self._known} - {one.id}))
            noted.append(place.problem("rulebook.unknown_base", known=known))
        if wanted and base is None:
            return None
        return edition_of(_joined(one.roots, noted), one.digest(base), noted, base, self._tables)


def _joined(roots: Sequence[Node], problems: list[Problem]) -> Node:
    """One tree of the top-level keys of all documents; a key belongs to one document only."""
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
    return replace(main, content=keys)
