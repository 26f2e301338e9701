"""The chain of the journal walked from its first line to its last: what does not follow, by number and by how."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, select

from auditdesk.model.records import JournalEntry
from auditdesk.progress import Progress, silent
from auditdesk.store.journal import GENESIS, LEAVES_BLANKS, REMOVAL, REMOVED_OBJECTS, line_hash, text_hash

_TABLE: Any = JournalEntry.__table__
_NAMES = tuple(column.name for column in _TABLE.columns)
_LARGEST_CUT = 50
"""How many removed lines are looked for when those after them were given other numbers."""
_TOLD_EVERY = 2000


@dataclass(frozen=True, slots=True)
class Break:
    """Lines ``sequence`` to ``last`` (inclusive) and what became of them.

    ``changed``: content and hash don't fit. ``removed``: numbers that are not there. ``inserted``: lines that never were.
    ``reordered``: lines under other numbers than they were written with. ``blanked``: texts taken away without a removal that names
    them. ``rechained``: lines written anew, hashes and all, under a checkpoint. ``cut``: the end of the journal is gone.
    ``checkpoint_signature``, ``checkpoint_signer``, ``checkpoint_removed``: a checkpoint that proves nothing or is not there.
    ``login`` and ``at`` are those of the checkpoint that tells.
    """

    sequence: int
    kind: str
    last: int
    login: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class _Link:
    sequence: int
    previous: str
    hash: str
    sound: bool


@dataclass(slots=True)
class Walk:
    """What one walk found. ``hashes``: the hash of each line by the number it was written with."""

    entries: int = 0
    head: str = GENESIS
    last: int = 0
    breaks: list[Break] = field(default_factory=list)
    hashes: dict[int, str] = field(default_factory=dict)


def walk(connection: Connection, progress: Progress = silent) -> Walk:
    """Check each line's content, hash and place. Raises what ``progress`` raises."""
    total = int(connection.execute(select(func.count()).select_from(_TABLE)).scalar_one())
    links: list[_Link] = []
    blanked: list[tuple[int, str]] = []
    removals: dict[str, int] = {}
    for done, line in enumerate(_lines(connection)):
        if done % _TOLD_EVERY == 0:
            progress(done, total, "journal")
        sound = _is_sound(line)
        links.append(_Link(line["sequence"], line["previous_hash"], line["hash"], sound))
        if sound and line["salt"] == "" and line["form"] != 1:
            blanked.append((line["sequence"], line["object_uid"]))
        elif sound and LEAVES_BLANKS.get(line["act"]) == line["object_kind"]:
            removals |= dict.fromkeys(_named(line), line["sequence"])
    progress(total, total, "journal")
    found = Walk(len(links))
    if links:
        found.head, found.last = links[-1].hash, links[-1].sequence
    found.breaks = [Break(number, "blanked", number) for number, uid in blanked if removals.get(uid, 0) <= number]
    if _follows(links):
        found.hashes = {link.sequence: link.hash for link in links}
    else:
        found.hashes = _diagnosed(links, _moved(connection, links), found.breaks)
    found.breaks = _in_runs(found.breaks)
    return found


def _lines(connection: Connection) -> Iterator[dict[str, Any]]:
    for row in connection.execute(select(_TABLE).order_by(_TABLE.c.sequence)):
        yield dict(zip(_NAMES, row, strict=True))


def _named(line: Mapping[str, Any]) -> list[str]:
    """The objects that the line of a removal names; any other line excuses nothing but the loss of its own texts."""
    try:
        named = json.loads(line["after"]).get(REMOVED_OBJECTS, [])
    except (ValueError, AttributeError):
        return []
    texts = [uid for uid in named if isinstance(uid, str)] if isinstance(named, list) else []
    return [uid for uid in texts if line["act"] == REMOVAL or uid == line["object_uid"]]


def _is_sound(line: Mapping[str, Any]) -> bool:
    """Whether a line's texts fit their hashes and its content fits its hash; a line may have lost all its texts, never some."""
    try:
        if line_hash(line) != line["hash"]:
            return False
        if line["form"] == 1:
            return all(line[name] == "" for name in ("salt", "before_hash", "after_hash"))
        if line["salt"] == line["before"] == line["after"] == "":
            return True
        kept = (text_hash(line["salt"], line["before"]), text_hash(line["salt"], line["after"]))
        return len(line["salt"]) == 32 and kept == (line["before_hash"], line["after_hash"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return False


def _follows(links: list[_Link]) -> bool:
    previous = GENESIS
    for number, link in enumerate(links, start=1):
        if link.sequence != number or not link.sound or link.previous != previous:
            return False
        previous = link.hash
    return True


def _moved(connection: Connection, links: list[_Link]) -> dict[int, int]:
    """For lines that don't fit under their number but do under another: stored number → the number they were written with."""
    wrong = {link.sequence for link in links if not link.sound}
    if not wrong:
        return {}
    # A forged line may carry another's hash: what fits is asked first.
    stored = {link.hash: link.sequence for link in sorted(links, key=lambda link: link.sound)}
    taken = {link.hash for link in links if link.sound}
    after = _successors([link for link in links if link.sound or link.hash not in taken])
    chained: dict[str, int] = {}
    number, at = 1, after.get(GENESIS)
    while at is not None and at.hash not in chained:
        chained[at.hash] = number
        number, at = number + 1, after.get(at.hash)
    known: dict[int, int] = {}
    offset = 0
    for line in _lines(connection):
        here = line["sequence"]
        if here not in wrong:
            continue
        pred = 0 if line["previous_hash"] == GENESIS else stored.get(line["previous_hash"])
        candidates = [here + offset, here - 1, here + 1, chained.get(line["hash"])]
        if pred is None:
            candidates += range(here + 1, here + _LARGEST_CUT + 1)
        else:
            candidates += [pred + 1, known.get(pred, pred) + 1]
        following = after.get(line["hash"])
        candidates.append(following.sequence - 1 if following else None)
        for candidate in candidates:
            if candidate is not None and candidate != here and _is_sound({**line, "sequence": candidate}):
                known[here], offset = candidate, candidate - here
                break
    return known


def _successors(links: list[_Link]) -> dict[str, _Link]:
    """By hash, the line that goes on from it; of two, the one that is gone on from itself."""
    previous = {link.previous for link in links}
    found: dict[str, _Link] = {}
    for link in links:
        if link.previous not in found or (link.hash in previous and found[link.previous].hash not in previous):
            found[link.previous] = link
    return found


def _diagnosed(links: list[_Link], moved: Mapping[int, int], breaks: list[Break]) -> dict[int, str]:
    """Add what is wrong to ``breaks``; returns the hash of each line by the number it was written with."""
    claims: dict[int, list[_Link]] = {}
    unknown: list[_Link] = []
    for link in links:
        number = link.sequence if link.sound else moved.get(link.sequence)
        if link.sequence < 1 and number in (None, link.sequence):
            breaks.append(Break(link.sequence, "inserted", link.sequence))
        elif number is None:
            unknown.append(link)
        else:
            claims.setdefault(number, []).append(link)
    told: set[int] = set()
    for link in unknown:
        if link.sequence in claims:
            breaks.append(Break(link.sequence, "inserted", link.sequence))
        else:
            breaks.append(Break(link.sequence, "changed", link.sequence))
            claims[link.sequence] = [link]
            told.add(link.sequence)
    following = {link.previous for link in links}
    kept: dict[int, _Link] = {}
    for number, several in sorted(claims.items()):
        several.sort(key=lambda link: (link.hash not in following, link.sequence != number))
        kept[number] = several[0]
        breaks.extend(Break(link.sequence, "inserted", link.sequence) for link in several[1:])
        if several[0].sequence != number:
            breaks.append(Break(several[0].sequence, "reordered", several[0].sequence))
    breaks.extend(_gaps(kept))
    breaks.extend(_loose_links(kept, told))
    return {number: link.hash for number, link in kept.items()}


def _gaps(numbers: Iterable[int]) -> Iterator[Break]:
    expected = 1
    for number in numbers:
        if number > expected:
            yield Break(expected, "removed", number - 1)
        expected = number + 1


def _loose_links(kept: Mapping[int, _Link], told: set[int]) -> Iterator[Break]:
    """Lines that fit in themselves and yet are not what the line after them was written upon."""
    blamed = 0
    for number, link in kept.items():
        before = kept.get(number - 1)
        standing = GENESIS if number == 1 else before.hash if before else None
        if standing is None or link.previous == standing or {number, number - 1} & told or blamed == number - 1 > 0:
            continue
        after = kept.get(number + 1)
        # A line at odds with both its neighbours is the one that was rewritten; else the one whose successor disowns it.
        blamed = number if number == 1 or (after is not None and after.previous != link.hash) else number - 1
        yield Break(kept[blamed].sequence, "changed", kept[blamed].sequence)


def _in_runs(breaks: list[Break]) -> list[Break]:
    """Neighbours of one kind told as one, in the order of their numbers."""
    found: list[Break] = []
    for each in sorted(set(breaks), key=lambda one: (one.kind, one.sequence)):
        if found and found[-1].kind == each.kind and found[-1].last + 1 == each.sequence:
            found[-1] = Break(found[-1].sequence, each.kind, each.last)
        else:
            found.append(each)
    return sorted(found, key=lambda one: (one.sequence, one.kind))
