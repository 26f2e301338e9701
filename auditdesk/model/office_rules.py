"""What an office decides about the rules itself: exceptions, key items of a year, editions of its own. Frozen rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from auditdesk.model.rulebook import Bilingual


class ExceptionKind(StrEnum):
    """豁免 of an item that would bind, or 加查 of one that would not."""

    EXEMPT = "exempt"
    ADDED = "added"


class ProposalState(StrEnum):
    """Where a proposal stands that a second person decides. ``ended``: was approved and no longer goes on."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"
    ENDED = "ended"


class EditionState(StrEnum):
    """Where an edition of the office's own stands. ``shipped`` are those that came with the program."""

    SHIPPED = "shipped"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    IN_FORCE = "in_force"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """One exception of one firm; it holds from ``valid_from`` to ``valid_until`` (both inclusive; None = open) once approved."""

    uid: str
    firm_uid: str
    firm_code: str
    firm_name: str
    item: str
    kind: str
    reason: str
    valid_from: date
    valid_until: date | None
    state: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    decision_reason: str
    ended_by: str | None
    ended_at: datetime | None
    end_reason: str
    version: int
    text_hash: str = ""
    """The words for which it was decided; empty = those of the edition in force on its first day."""
    lapsed_on: date | None = None
    """The first of its days on which the item has other words: from then on it holds no more and must be decided anew."""


@dataclass(frozen=True, slots=True)
class KeyItemRow:
    """One key item of an audit year (Gregorian)."""

    uid: str
    year: int
    item: str
    reason: str
    state: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    decision_reason: str
    version: int


@dataclass(frozen=True, slots=True)
class OfficeEditionRow:
    """One edition of the office's own, without its content. ``problems`` is how many mistakes its documents hold."""

    uid: str
    edition: str
    based_on: str
    state: str
    digest: str
    authors: tuple[str, ...]
    written_at: datetime
    submitted_by: str | None
    submitted_at: datetime | None
    decided_by: str | None
    decided_at: datetime | None
    decision_reason: str
    version: int


@dataclass(frozen=True, slots=True)
class SupersededEdition:
    """An edition of the office's own that holds only until ``last_day`` (inclusive) because the shipped edition ``by`` ``begins``.

    ``last_day`` lies before ``effective_from`` where both begin on one day. ``settled``: the office has an edition of its own again
    from then on, or said that it knows; it is told no more at sign-in.
    """

    edition: str
    effective_from: date
    by: str
    by_name: Bilingual
    begins: date
    last_day: date
    settled: bool


@dataclass(frozen=True, slots=True)
class EditionContent:
    """What is kept of an own edition: ``documents`` as its authors wrote them, naming what differs from ``based_on``, and, from when it
    is in force, ``whole``: documents that rest on no other edition, with the ``digest`` they had on that day."""

    documents: dict[str, dict[str, Any]]
    whole: dict[str, dict[str, Any]]
    digest: str
    based_on: str
    seen: tuple[str, ...] = ()
    """Shipped editions that take its place, about which the office said that it knows."""


@dataclass(frozen=True, slots=True)
class EarlierAnswer:
    """What was answered to an item at the firm's visit before. ``same_text``: the words are the same, so it may be taken over."""

    item: str
    earlier_item: str
    judgement: str | None
    note: str
    visit: str
    year: int
    same_text: bool
    summary_zh: str
    summary_en: str


@dataclass(frozen=True, slots=True)
class ProposeException:
    """``valid_from`` to ``valid_until``, both inclusive; None = open."""

    firm_code: str
    item: str
    kind: ExceptionKind
    reason: str
    valid_from: date
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What a form says of one item of a draft. ``condition`` is written as in a rule file; empty texts leave the base's.

    Days are inclusive; ``section`` is only read for an item that the base does not have.
    """

    key: str
    section: str
    paragraph: str
    summary_zh: str
    summary_en: str
    frequency: str
    condition: str
    effective_from: date | None
    effective_until: date | None
    source: str = ""


@dataclass(frozen=True, slots=True)
class BandStated:
    """One band of a table as a form states it: [minimum, below) in NT$, ``below`` None = open; ``unit`` to ``staff`` for the table of
    staffing duty, ``parts`` for the table of audit scope."""

    minimum: int
    below: int | None
    unit: bool = False
    chief: int = 0
    staff: int = 0
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableChange:
    """A whole table of a draft, from the first day of the edition on; ``kind`` is ``staffing_table`` or ``scope_table``.

    Without bands the draft has the table of the edition it is based on again.
    """

    kind: str
    bands: tuple[BandStated, ...]
    certainty: str
    citation_zh: str
    citation_en: str
