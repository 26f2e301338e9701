"""The rulebook as values: editions with their tier tables, parts, sections, check items and deficiency patterns.

All frozen: an edition in use never changes; an office that wants another rule writes another edition.
Amounts are integer NT$. A band includes its ``minimum`` (以上) and excludes ``below`` (未達).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from auditdesk.errors import Refused
from auditdesk.model.terms import Certainty, Frequency, Severity


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same words in Traditional Chinese and English."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The English words for ``en`` and its variants, else the Chinese ones."""
        return self.en if language.startswith("en") else self.zh


@dataclass(frozen=True, slots=True)
class Always:
    """Binds every firm."""


@dataclass(frozen=True, slots=True)
class FactIs:
    """Holds when the firm's dated fact has this value on the day."""

    fact: str
    value: bool | int | str


@dataclass(frozen=True, slots=True)
class CapitalWithin:
    """Holds when capital lies in [minimum, below); ``below`` None = no upper bound. NT$."""

    minimum: int = 0
    below: int | None = None


@dataclass(frozen=True, slots=True)
class AllOf:
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    condition: Condition


@dataclass(frozen=True, slots=True)
class NotKnown:
    """Can't be told from what is published; ``what`` says what is not known (a threshold, a definition)."""

    what: Bilingual


Condition = Always | FactIs | CapitalWithin | AllOf | AnyOf | Not | NotKnown


@dataclass(frozen=True, slots=True)
class Clause:
    """Where a rule is written: a short number for people (``S-3``), title, citation, and the days it is in force (both inclusive)."""

    id: str
    title: Bilingual
    citation: Bilingual
    effective_from: date
    effective_until: date | None
    certainty: Certainty
    note: Bilingual | None = None
    confirmed_until: date | None = None
    """The last day up to which it is known to hold; after it the rule is used on, and that is said. None = no doubt."""

    def in_force_on(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_until is None or day <= self.effective_until)


@dataclass(frozen=True, slots=True)
class ScopeBand:
    """One of the three bands of audit scope by capital, naming the parts that are checked."""

    id: str
    minimum: int
    below: int | None
    name: Bilingual
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StaffingBand:
    """One of the four bands of staffing duty by capital. ``chief`` and ``staff_minimum`` are numbers of persons."""

    id: str
    minimum: int
    below: int | None
    name: Bilingual
    unit: bool
    chief: int
    staff_minimum: int


Band = ScopeBand | StaffingBand


@dataclass(frozen=True, slots=True)
class ScopeTable:
    clause: Clause
    bands: tuple[ScopeBand, ...]


@dataclass(frozen=True, slots=True)
class StaffingTable:
    clause: Clause
    bands: tuple[StaffingBand, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty that the authorities grade by tier beside the two tables; in force on its clause's days.

    ``due`` is the last day by which a firm that it binds must first have met it. What decides it may be ``NotKnown``.
    """

    id: str
    name: Bilingual
    condition: Condition
    clause: Clause
    source: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class TierTables:
    """What is graded by tier, with days of its own: it changes on other days than the text of the mechanism. Oldest first."""

    staffing: tuple[StaffingTable, ...] = ()
    scope: tuple[ScopeTable, ...] = ()
    duties: tuple[Duty, ...] = ()

    def staffing_on(self, day: date) -> StaffingTable:
        """The table of staffing duty begun last by ``day``; before the first one that one, whose clause tells that it is not yet."""
        return [self.staffing[0], *(table for table in self.staffing if table.clause.effective_from <= day)][-1]

    def scope_on(self, day: date) -> ScopeTable:
        """The table of audit scope begun last by ``day``; before the first one that one, whose clause tells that it is not yet."""
        return [self.scope[0], *(table for table in self.scope if table.clause.effective_from <= day)][-1]

    def duties_on(self, day: date) -> tuple[Duty, ...]:
        """The duties in force on ``day``."""
        return tuple(duty for duty in self.duties if duty.clause.in_force_on(day))


@dataclass(frozen=True, slots=True)
class Part:
    """One of the three parts of the audit scope (第一／二／三部分)."""

    id: str
    ordinal: int
    name: Bilingual
    clause: Clause


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the inspection mechanism (CC-17010) or a heading of another part."""

    code: str
    part: str
    name: Bilingual
    frequency: Frequency
    condition: Condition
    certainty: Certainty
    source: str


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One thing to check. ``key`` is unique within the edition (``CC-17010-03``); ``paragraph`` is the rule's own number where known."""

    key: str
    code: str
    part: str
    paragraph: str | None
    summary: Bilingual
    frequency: Frequency
    condition: Condition
    certainty: Certainty
    source: str
    effective_from: date
    effective_until: date | None = None
    scheme: str = ""

    @property
    def text_hash(self) -> str:
        """SHA-256 of the requirement's words, so that a renumbered item is known again and a re-used number is not.

        The scheme of an older code scheme is part of it, so that nothing joins across schemes.
        """
        words = f"{self.summary.zh}\n{self.summary.en}"
        return hashlib.sha256((f"{self.scheme}\n{words}" if self.scheme else words).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class DeficiencyPattern:
    """A deficiency in standard wording (缺失態樣). The notice prints ``wording``; never the facts of a firm.

    ``group`` is ``twse_tpex`` or ``feb`` (whose taxonomy it belongs to); ``code`` is the CC code, ``SR-ET`` for the association's
    self-discipline rule, or the bureau's own heading id; ``items`` are the check items that the failing touches.
    """

    id: str
    group: str
    code: str
    heading: Bilingual
    items: tuple[str, ...]
    wording: Bilingual
    expected_standard: Bilingual
    default_severity: Severity
    certainty: Certainty
    source: str
    valid_from: date | None = None
    """The first day of a pattern that the office added itself; None for one of the edition, which holds as long as that."""


@dataclass(frozen=True)
class Edition:
    """One edition of the rules. In force from ``effective_from`` to ``effective_until``, both inclusive (None = open)."""

    id: str
    name: Bilingual
    effective_from: date
    effective_until: date | None
    stated_on: date
    citation: Bilingual
    note: Bilingual | None
    tables: TierTables
    parts: tuple[Part, ...]
    sections: tuple[Section, ...]
    items: tuple[CheckItem, ...]
    patterns: tuple[DeficiencyPattern, ...]
    digest: str
    """SHA-256 of the documents the edition was read from, the edition it is based on included."""
    scheme: str = ""
    """Names the meaning of the codes: between two schemes the same code is another requirement. Empty = the present one."""
    based_on: str | None = None

    @property
    def staffing_table(self) -> StaffingTable:
        """The table of staffing duty at the end of the edition's days; for another day ask ``tables.staffing_on``."""
        return self.tables.staffing_on(self.effective_until or date.max)

    @property
    def scope_table(self) -> ScopeTable:
        """The table of audit scope at the end of the edition's days; for another day ask ``tables.scope_on``."""
        return self.tables.scope_on(self.effective_until or date.max)

    @cached_property
    def _items(self) -> dict[str, CheckItem]:
        return {item.key: item for item in self.items}

    @cached_property
    def _sections(self) -> dict[str, Section]:
        return {section.code: section for section in self.sections}

    @cached_property
    def _patterns(self) -> dict[str, DeficiencyPattern]:
        return {pattern.id: pattern for pattern in self.patterns}

    @cached_property
    def _by_text(self) -> dict[str, tuple[CheckItem, ...]]:
        found: dict[str, tuple[CheckItem, ...]] = {}
        for item in self.items:
            found[item.text_hash] = (*found.get(item.text_hash, ()), item)
        return found

    def item_or_none(self, key: str) -> CheckItem | None:
        """The check item of that key."""
        return self._items.get(key)

    def items_with_text(self, text_hash: str) -> tuple[CheckItem, ...]:
        """The check items with these words."""
        return self._by_text.get(text_hash, ())

    def item(self, key: str) -> CheckItem:
        """The check item of that key. Raises Refused ``item.unknown``."""
        if key not in self._items:
            raise Refused("item.unknown", item=key, edition=self.id)
        return self._items[key]

    def section(self, code: str) -> Section:
        """The section of that code. Raises Refused ``section.unknown``."""
        if code not in self._sections:
            raise Refused("section.unknown", code=code, edition=self.id)
        return self._sections[code]

    def pattern(self, pattern_id: str) -> DeficiencyPattern:
        """The deficiency pattern of that id. Raises Refused ``pattern.unknown``."""
        if pattern_id not in self._patterns:
            raise Refused("pattern.unknown", pattern=pattern_id, edition=self.id)
        return self._patterns[pattern_id]

    def in_force_on(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_until is None or day <= self.effective_until)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All editions at hand, oldest first."""

    editions: tuple[Edition, ...]

    def with_editions(self, more: Iterable[Edition]) -> Rulebook:
        """The rulebook with further editions; where two are in force on a day, the one that begins later holds."""
        return Rulebook(tuple(sorted((*self.editions, *more), key=lambda one: (one.effective_from, one.stated_on, one.id))))

    def in_force(self, day: date) -> Edition:
        """The newest edition in force on ``day``. Raises Refused ``edition.none_in_force``."""
        for edition in reversed(self.editions):
            if edition.in_force_on(day):
                return edition
        first = min((edition.effective_from for edition in self.editions), default=None)
        raise Refused("edition.none_in_force", day=day, first=first)

    def edition(self, edition_id: str) -> Edition:
        """The edition of that id. Raises Refused ``edition.unknown``."""
        for edition in self.editions:
            if edition.id == edition_id:
                return edition
        raise Refused("edition.unknown", edition=edition_id)
