"""Full-text search: findings by substrings of their own text, of their firm's names and of their pattern's wording."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, select, text

from auditdesk.rules.search_text import folded, gram_query
from auditdesk.store.queries.tables import FIRM

_WITH_TEXT = "SELECT json_group_array(rowid) FROM search_gram WHERE search_gram MATCH :told"
_OF_FIRMS = """
    SELECT json_group_array(entry.number) FROM finding JOIN search_entry AS entry ON entry.object_uid = finding.uid
    WHERE finding.firm_uid IN (SELECT value FROM json_each(:told))
"""
_OF_PATTERNS = """
    SELECT json_group_array(entry.number) FROM finding JOIN search_entry AS entry ON entry.object_uid = finding.uid
    WHERE finding.pattern IN (SELECT value FROM json_each(:told))
"""
_UIDS = "SELECT json_group_array(object_uid) FROM search_entry WHERE number IN (SELECT value FROM json_each(:told))"
_UIDS_OF_MANY = _UIDS.replace("number IN", "+number IN")
"""Goes through the index of the uids, which is small, and not to each row, which holds a text."""
_MANY = 500


def finding_uids(connection: Connection, wanted: Sequence[tuple[str, Collection[str]]]) -> set[str]:
    """Findings that hold every word; each word comes with the patterns whose wording holds it. Empty for no words."""
    found: set[int] | None = None
    for word, patterns in wanted:
        hits = _all(connection, _WITH_TEXT, gram_query(word))
        if firms := _firms(connection, word):
            hits |= _all(connection, _OF_FIRMS, json.dumps(firms))
        if patterns:
            hits |= _all(connection, _OF_PATTERNS, json.dumps(sorted(patterns)))
        found = hits if found is None else found & hits
        if not found:
            return set()
    return _all(connection, _UIDS_OF_MANY if len(found or ()) > _MANY else _UIDS, json.dumps(sorted(found or ())))


def _all(connection: Connection, query: str, told: str) -> set[Any]:
    """The one column of a query, handed over in one piece: ten thousands of rows cost more than finding them."""
    return set(json.loads(connection.execute(text(query), {"told": told}).scalar_one()))


def _firms(connection: Connection, word: str) -> list[str]:
    called = ("uid", "code", "name", "kept_name", "short_name", "english_name", "former_names", "spellings")
    names = (FIRM.c[field] for field in called)
    return [row[0] for row in connection.execute(select(*names)) if word in folded(" ".join(row[1:]))]
