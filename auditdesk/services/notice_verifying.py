"""Whether a file is one that was written when a notice was locked, and what it is: notice, list of hashes, bulletin."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditdesk.errors import AuditDeskError
from auditdesk.files import refusal
from auditdesk.model.notice_draft_rows import IssueRow, ListedFile, Verified
from auditdesk.services.notice_standing import computed
from auditdesk.store.queries import notice as queries

if TYPE_CHECKING:
    from sqlalchemy import Connection

HASHES_END, BULLETIN_ENDS = "-SHA256SUMS", ("-bulletin.json", "-bulletin.txt")
LARGEST_LIST = 1_000_000
"""Bytes; a list of hashes or a bulletin is never nearly so long."""
_SAME, _CHANGED, _MISSING, _NOT_LOCKED = "same", "changed", "missing", "not_locked"


def verified(connection: Connection, path: Path) -> Verified:
    """What the file is. Raises Unavailable or BadInput for one that can't be read."""
    digest = _digest_of(path)
    issues = queries.issues(connection)
    holds = [one for one in issues if any(file.sha256 == digest for file in one.files)]
    # A correction may leave one format as it was, byte for byte: then the name tells which notice is meant.
    issue = next((one for one in holds if any(file.name == path.name for file in one.files)), holds[0] if holds else None)
    if issue is not None:
        return replace(_recomputed(connection, issue), genuine=True, file=path.name, kind="notice")
    return _beside(connection, path, digest, issues)


def _beside(connection: Connection, path: Path, digest: str, issues: tuple[IssueRow, ...]) -> Verified:
    """A file that is no notice itself."""
    written = queries.notices_with_paper(connection, digest)
    issue = next((one for one in issues if one.number in written), None)
    kind, named = _listed_in(path)
    if issue is None and not kind:
        number, title = next(iter(written.items()), ("", ""))
        return Verified(False, False, number, title, path.name, kind="unsigned" if written else "")
    known = {file.sha256: one for one in issues for file in one.files}
    meant = issue or next((known[sha256] for _, sha256 in named if sha256 in known), None)
    found = Verified(False, False) if meant is None else _recomputed(connection, meant)
    listed = tuple(ListedFile(name, sha256, _state(path.with_name(name), sha256, known)) for name, sha256 in named)
    return replace(found, genuine=issue is not None, file=path.name, kind=kind or "bulletin", listed=listed)


def _recomputed(connection: Connection, issue: IssueRow) -> Verified:
    """The figures of a notice, computed again from its frozen records and held against those that were kept."""
    draft = queries.draft(connection, queries.draft_of_issue(connection, issue.number) or "")
    assert draft is not None
    again = dict(computed(json.loads(draft["content"]), json.loads(draft["decisions"]))[1].figures())
    kept = json.loads(queries.notice_content(connection, issue.uid))["figures"]
    different = tuple(sorted(key for key in {*again, *kept} if again.get(key, "") != kept.get(key, "")))
    return Verified(
        False,
        not different,
        issue.number,
        issue.title,
        differences=different,
        superseded_by=issue.superseded_by,
        latest=issue.latest,
        title_en=issue.title_en,
    )


def _listed_in(path: Path) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What kind of list a file is by its content, with the names and hashes in it; nothing for what is none."""
    if path.stat().st_size > LARGEST_LIST:
        return "", ()
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return "", ()
    lines = [line.split(None, 1) for line in text.splitlines() if line.strip()]
    if lines and all(len(line) == 2 and _is_hash(line[0]) for line in lines):
        return "hashes", tuple((Path(name.strip().lstrip("*")).name, sha256.lower()) for sha256, name in lines)
    try:
        content = json.loads(text)
    except ValueError:
        bulletin = text.startswith("編號：") and path.name.endswith(BULLETIN_ENDS)
        return ("bulletin", ()) if bulletin else ("", ())
    files = (
        content.get("files") if isinstance(content, Mapping) and {"number", "updated_on", "publisher"} <= set(content) else None
    )
    if not isinstance(files, list) or not all(_names_a_file(one) for one in files):
        return "", ()
    return "bulletin", tuple((Path(one["name"]).name, one["sha256"]) for one in files)


def _names_a_file(one: Any) -> bool:
    return isinstance(one, Mapping) and isinstance(one.get("name"), str) and _is_hash(one.get("sha256"))


def _is_hash(text: Any) -> bool:
    return isinstance(text, str) and len(text) == 64 and all(sign in "0123456789abcdefABCDEF" for sign in text)


def _state(beside: Path, sha256: str, known: Mapping[str, IssueRow]) -> str:
    if sha256 not in known:
        return _NOT_LOCKED
    if not beside.is_file():
        return _MISSING
    try:
        return _SAME if _digest_of(beside) == sha256 else _CHANGED
    except AuditDeskError:
        return _CHANGED


def _digest_of(path: Path) -> str:
    try:
        with path.open("rb") as source:
            return hashlib.file_digest(source, "sha256").hexdigest()
    except OSError as problem:
        raise refusal(problem, path) from problem
