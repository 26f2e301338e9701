"""The fields that templates of letters may use: the one catalogue that the editor lists, the linter knows and the filling obeys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from auditdesk.rules.letters import LetterKind

_EVERY: Final = frozenset(LetterKind)
_EARLIER: Final = frozenset({LetterKind.REMINDER, LetterKind.CLOSING, LetterKind.CORRECTION, LetterKind.EXTENSION})

FIELDS: Final[Mapping[str, frozenset[LetterKind]]] = {
    "audit_year": _EVERY,
    "firm_code": _EVERY,
    "firm_name": _EVERY,
    "recipient": _EVERY,
    "issued_on": _EVERY,
    "number": _EVERY,
    "reply_by": _EVERY,
    "sender": _EVERY,
    "visit_dates": _EVERY,
    "findings_count": _EVERY,
    "findings": _EVERY,
    "sheets": _EVERY,
    "earlier_number": _EARLIER,
    "earlier_date": _EARLIER,
    "earlier_reply_by": _EARLIER,
    "days_late": frozenset({LetterKind.REMINDER}),
}
"""Field → kinds of letters that have it. ``findings`` is a list, everything else text, but ``…count`` and ``days_late`` are numbers."""

FINDING_FIELDS: Final = (
    "number",
    "code",
    "wording",
    "criterion",
    "facts",
    "due_date",
    "severity",
    "state",
    "reason",
    "standing",
    "repeats",
    "repeat_years",
)
"""Of each finding in ``{% for finding in findings %}``. ``standing``: how it stands in letters about an earlier one, else its facts.
``repeats``: the remark that it repeats earlier years', ``repeat_years`` those years; both empty where it does not."""

FORM_FIELDS: Final = (
    "file_number",
    "retention",
    "title",
    "address",
    "contact",
    "telephone",
    "fax",
    "email",
    "postal_address",
    "addressee",
    "priority",
    "classification",
    "attachment",
    "subject",
    "paragraphs",
    "action",
    "original",
    "copies",
    "signature",
    "annex_title",
    "issued_on_long",
)
"""What a Word form has besides: the parts of the letter. ``paragraphs`` and ``action`` are lists."""
PARAGRAPH_FIELDS: Final = ("label", "text", "level")
LISTS: Final[Mapping[str, tuple[str, ...]]] = {
    "findings": FINDING_FIELDS,
    "paragraphs": PARAGRAPH_FIELDS,
    "action": PARAGRAPH_FIELDS,
}
FILTERS: Final = ("length", "join", "default", "upper", "lower", "trim", "first", "last")


def fields_of(kind: LetterKind, *, form: bool = False) -> tuple[str, ...]:
    """The fields of a kind of letter, in the order in which they are listed."""
    return (*(name for name, kinds in FIELDS.items() if kind in kinds), *(FORM_FIELDS if form else ()))


def nearest(written: str, known: Iterable[str]) -> str:
    """The known name that ``written`` was likely meant for; empty when none comes near."""
    from rapidfuzz import fuzz, process, utils

    found = process.extractOne(written, list(known), scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=70)
    return str(found[0]) if found else ""
