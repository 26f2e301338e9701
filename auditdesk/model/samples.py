"""Samples and interviews of a visit: frozen rows and orders. ``seen`` is the version the screen showed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SamplingMethod(StrEnum):
    """Drawn by seed (隨機), every so-manieth from a drawn start (等距), chosen by judgement (判斷), or everything (全查)."""

    RANDOM = "random"
    SYSTEMATIC = "systematic"
    JUDGEMENT = "judgement"
    ALL = "all"


class SampleResult(StrEnum):
    """What one chosen piece showed; pending = not looked at yet."""

    PENDING = ""
    CONFORM = "conform"
    DEVIATES = "deviates"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Chosen:
    """One piece of a sample."""

    name: str
    result: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SampleRow:
    """One sample of an item. ``population`` says what it was drawn from, ``listed`` is that list where it was pasted."""

    uid: str
    visit_uid: str
    item: str
    number: str
    population: str
    population_size: int | None
    listed: tuple[str, ...]
    chosen: tuple[Chosen, ...]
    method: str
    seed: str
    result: str
    kept_by: str
    kept_at: datetime
    deleted_at: datetime | None
    version: int

    @property
    def deviations(self) -> int:
        return sum(one.result == SampleResult.DEVIATES for one in self.chosen)

    @property
    def pending(self) -> int:
        """Chosen ones without a result, where the sample has none as a whole."""
        return 0 if self.result.strip() else sum(not one.result for one in self.chosen)


@dataclass(frozen=True, slots=True)
class KeepSample:
    """A new sample of an item (``sample`` None) or other contents of one; fields that are None are left as they are."""

    visit: str = ""
    item: str = ""
    population: str | None = None
    sample: str | None = None
    seen: int | None = None
    population_size: int | None = None
    listed: tuple[str, ...] | None = None
    chosen: tuple[Chosen, ...] | None = None
    method: SamplingMethod | None = None
    seed: str | None = None
    result: str | None = None


@dataclass(frozen=True, slots=True)
class InterviewRow:
    """Whom the inspectors spoke with: the role, the name only where it is needed. ``items`` are keys of the checklist."""

    uid: str
    visit_uid: str
    role: str
    name: str
    held_at: datetime
    subject: str
    items: tuple[str, ...]
    kept_by: str
    deleted_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class KeepInterview:
    """A new interview (``interview`` None) or other contents of one; fields that are None are left as they are."""

    visit: str = ""
    interview: str | None = None
    seen: int | None = None
    role: str | None = None
    name: str | None = None
    held_at: datetime | None = None
    subject: str | None = None
    items: tuple[str, ...] | None = None
