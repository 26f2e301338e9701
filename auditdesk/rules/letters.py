"""What is decided about letters: kinds, who reads which before approval, what state leads where, and the next step with a letter."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from auditdesk.errors import Refused


class LetterKind(StrEnum):
    """查核結果, 限期改善, 稽催, 結案, 同意展期, 更正."""

    RESULT = "result"
    REQUEST = "request"
    REMINDER = "reminder"
    CLOSING = "closing"
    EXTENSION = "extension"
    CORRECTION = "correction"


CARRYING: Final = frozenset({LetterKind.RESULT, LetterKind.REQUEST, LetterKind.CORRECTION})
"""Kinds by which a firm is told of a finding: the finding becomes *lettered*, and the firm's time counts from the letter."""
ASKING: Final = frozenset({*CARRYING, LetterKind.REMINDER, LetterKind.EXTENSION})
"""Kinds that a firm has to answer."""
FORMATS: Final = ("pdf", "docx", "odt", "di")
SHEETS: Final = (".xlsx", ".ods")
MANY_FINDINGS: Final = 20
"""From so many on the annex has several pages, and the letter is hinted."""
SAMPLE: Final = 3
"""Letters that an approver has to read at least, besides every hinted one."""

_POSTAL_CODE: Final = re.compile(
    r"\s*[(（\[［〔]?\s*[0-9０-９]{3}(?:[-－ ]?[0-9０-９]{2,3})?\s*[)）\]］〕]?(?![0-9０-９號巷弄樓之])\s*"
)

BLOCKS: Final = (
    "no_findings",
    "already_lettered",
    "visit_unfinished",
    "not_reviewed",
    "no_address",
    "merge_clash",
    "other_firm",
    "not_answered_yet",
    "not_due",
    "reminded",
    "issued_early",
    "not_chosen",
)
"""Why a firm gets no letter now."""


def kind_of(text: str) -> LetterKind:
    """Raises Refused ``letters.unknown_template``."""
    try:
        return LetterKind(text)
    except ValueError:
        raise Refused("letters.unknown_template", template=text, known=tuple(LetterKind)) from None


def demand_formats(formats: Collection[str], sheets: Collection[str]) -> None:
    """Raises Refused ``letters.unknown_format`` for a format there is none of, or for none at all."""
    for given, known in ((formats, FORMATS), (sheets, SHEETS)):
        for one in given:
            if one not in known:
                raise Refused("letters.unknown_format", format=one, known=known)
    if not formats:
        raise Refused("letters.unknown_format", format="–", known=FORMATS)


def demand_days(issued_on: date, reply_by: date) -> None:
    """Raises Refused ``letters.reply_before_issue`` (reply, issued)."""
    if reply_by < issued_on:
        raise Refused("letters.reply_before_issue", reply=reply_by, issued=issued_on)


def sample(batch: str, lines: Sequence[str], hinted: Collection[str]) -> frozenset[str]:
    """The lines (uids) that must be read before approval: every hinted one and three others, spread by the batch's uid.

    Nobody can tell beforehand which they are, and everybody who asks afterwards gets the same ones.
    """
    others = sorted(
        (line for line in lines if line not in hinted), key=lambda line: hashlib.sha256(f"{batch}/{line}".encode()).digest()
    )
    return frozenset({*(line for line in lines if line in hinted), *others[:SAMPLE]})


def demand_approval(state: str, started_by: str, actor: str, unread: Collection[str]) -> None:
    """Whether a batch can be approved. Raises Refused ``letters.wrong_state``, ``four_eyes.author``, ``letters.unread`` (numbers)."""
    if state != "written":
        raise Refused("letters.wrong_state", batch_state=state)
    if started_by == actor:
        raise Refused("four_eyes.author", login=actor)
    if unread:
        raise Refused("letters.unread", count=len(unread), numbers=tuple(unread))


def receivers(text: str) -> tuple[str, ...]:
    """Who gets a copy, from one line of a setting: parted by 、 ； ; or line ends."""
    return tuple(one.strip() for one in re.split(r"[、；;\n]", text) if one.strip())


def postal_parts(address: str) -> tuple[str, str]:
    """(postal code of 3 to 6 digits or nothing, the address without it), as addresses begin: ``100``, ``10044``, ``100-044``."""
    found = _POSTAL_CODE.match(address)
    if found is None:
        return "", address.strip()
    code = "".join(sign for sign in unicodedata.normalize("NFKC", found[0]) if sign.isdigit())
    return code, address[found.end() :].strip()


def demand_undo(state: str, sent: Collection[str]) -> None:
    """Whether a batch can be taken back. Raises Refused ``letters.wrong_state``, ``letters.already_sent`` (numbers)."""
    if state not in ("running", "stopped", "written"):
        raise Refused("letters.wrong_state", batch_state=state)
    if sent:
        raise Refused("letters.already_sent", numbers=tuple(sent))


def released_last(last: int, taken: Collection[int]) -> int:
    """The last number of a series once ``taken`` are given back: they are free again only when no later number was given out."""
    while last in taken:
        last -= 1
    return last


def next_step(
    kind: str,
    *,
    approved: bool,
    dispatched: bool,
    replied: bool,
    findings: int,
    answered: int,
    remedied: int,
    closed: int,
    reply_by: date,
    today: date,
) -> str:
    """What is to be done next with a letter.

    ``approve``, ``dispatch``, ``wait``, ``remind``, ``take_answers``, ``recheck``, ``close``, ``closing``, ``none``.
    """
    if not approved:
        return "approve"
    if not dispatched:
        return "dispatch"
    if LetterKind(kind) not in CARRYING or not findings:
        return "none"
    if closed == findings:
        return "closing"
    if remedied == findings:
        return "close"
    if answered == findings:
        return "recheck"
    if replied:
        return "take_answers"
    return "remind" if today > reply_by else "wait"
