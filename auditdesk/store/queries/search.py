"""Full-text search: findings by substrings of their own text, of their firm's names and of their pattern's wording."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, select, text

from auditdesk.rules.search_text import folded, gram_query
from auditdesk.store.queries.tables import FINDING, FIRM


def finding_uids(connection: Connection, wanted: Sequence[tuple[str, Collection[str]]]) -> set[str]:
    """Findings that hold every word; each word comes with the patterns whose wording holds it. Empty for no words."""
    found: set[str] | None = None
    for word, patterns in wanted:
        hits = _with_text(connection, word) | _of_firms(connection, word) | _of_patterns(connection, patterns)
        found = hits if found is None else found & hits
        if not found:
            return set()
    return found or set()


def _with_text(connection: Connection, word: str) -> set[str]:
    chosen = "SELECT object_uid FROM search_entry WHERE number IN (SELECT rowid FROM search_gram WHERE search_gram MATCH :query)"
    return set(connection.execute(text(chosen), {"query": gram_query(word)}).scalars())


def _of_firms(connection: Connection, word: str) -> set[str]:
    called = ("uid", "code", "name", "kept_name", "short_name", "english_name", "former_names", "spellings")
    names = (FIRM.c[field] for field in called)
    firms = [row[0] for row in connection.execute(select(*names)) if word in folded(" ".join(row[1:]))]
    return set(connection.execute(select(FINDING.c.uid).where(FINDING.c.firm_uid.in_(firms))).scalars()) if firms else set()


def _of_patterns(connection: Connection, patterns: Collection[str]) -> set[str]:
    if not patterns:
        return set()
    return set(connection.execute(select(FINDING.c.uid).where(FINDING.c.pattern.in_(patterns))).scalars())
