"""The frozen records behind a notice: who was visited, what applied, which findings counted. Inside only; holds uids, never facts.

Every figure of a notice is computed from its basis and from nothing else, so it can be computed again at any time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from auditdesk.model.rulebook import Bilingual


@dataclass(frozen=True, slots=True)
class BasisBand:
    """One band of paid-in capital in NT$; ``minimum`` in, ``below`` out (None = open). ``members``: ids of the bands of the rule that it
    takes together; empty = the one of its own id."""

    id: str
    name: Bilingual
    minimum: int
    below: int | None
    members: tuple[str, ...] = ()

    @property
    def held(self) -> tuple[str, ...]:
        """Ids of the bands whose firms it counts."""
        return self.members or (self.id,)


@dataclass(frozen=True, slots=True)
class BasisFirm:
    """One visited firm: its band on the reference date of its last visit, and the check items that applied or could not be told, sorted."""

    uid: str
    band: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BasisFinding:
    """One counted finding or observation as it stood at the query: ``repeat`` = the firm had it in an earlier year, ``remedied`` = a
    re-check had confirmed the remedy by the reference date."""

    uid: str
    number: str
    version: int
    firm: str
    pattern: str
    repeat: bool
    remedied: bool


@dataclass(frozen=True, slots=True)
class BasisPattern:
    """The words of a pattern as they stood, and how it stands to last year's notice (see ``notice_paper``)."""

    id: str
    code: str
    items: tuple[str, ...]
    wording: Bilingual
    expected_standard: Bilingual
    compared: str


@dataclass(frozen=True, slots=True)
class BasisSection:
    """One section in the order of printing, with all its check items."""

    code: str
    name: Bilingual
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoticeBasis:
    """Everything a notice of ``year`` counts. ``queried_on``: the day it was asked; ``reference_date``: the day for remedies.

    ``editions``: id and digest of each rule edition; ``left_out``: number of each finding left out, with its reason.
    """

    year: int
    queried_on: date
    reference_date: date
    editions: tuple[tuple[str, str], ...]
    rule_names: tuple[Bilingual, ...]
    bands: tuple[BasisBand, ...]
    firms: tuple[BasisFirm, ...]
    visits: int
    sections: tuple[BasisSection, ...]
    patterns: tuple[BasisPattern, ...]
    findings: tuple[BasisFinding, ...]
    observations: tuple[BasisFinding, ...]
    left_out: tuple[tuple[str, str, str], ...]
    """(uid, number, why)."""
