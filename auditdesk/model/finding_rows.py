"""Findings that come in files, as values: what stood in the file, what would become of it, what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from auditdesk.errors import Problem


@dataclass(frozen=True, slots=True)
class RowInFile:
    """One row as it stood: our field → its text. ``number`` counts as a person sees it in the file."""

    number: int
    fields: Mapping[str, str]
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class FindingFile:
    """A file of findings, read and not yet understood. ``headings`` are those that a column matching is remembered by."""

    file: str
    sha256: str
    format: str
    rows: tuple[RowInFile, ...]
    problems: tuple[Problem, ...] = ()
    headings: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    """Our field → the heading it was taken from, to name the column in a problem."""


@dataclass(frozen=True, slots=True)
class FileDefaults:
    """What holds for every row that does not say it itself."""

    authority: str = ""
    visit: str = ""
    firm: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class TakenRow:
    """A row that can be taken: as a draft of a visit (``visit`` given) or as a finding of another authority.

    ``pattern`` was named in the file (or confirmed); ``suggestions`` are what the free wording may mean, for a person to confirm.
    """

    number: int
    mark: str
    authority: str
    firm_uid: str
    firm_code: str
    year: int
    facts: str
    visit_uid: str | None = None
    visit_number: str | None = None
    fact_date: date | None = None
    heading: str = ""
    pattern: str = ""
    severity: str = ""
    finding_class: str = "finding"
    item: str = ""
    reference: str = ""
    due_date: date | None = None
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingPreview:
    """What taking a file in would do. Every row is among ``taken``, ``already`` (numbers) or has a problem in ``problems``."""

    file: str
    sha256: str
    format: str
    rows: int
    taken: tuple[TakenRow, ...]
    already: tuple[int, ...]
    problems: tuple[Problem, ...]

    @property
    def drafts(self) -> int:
        return sum(row.visit_uid is not None for row in self.taken)

    @property
    def outside(self) -> int:
        return len(self.taken) - self.drafts


@dataclass(frozen=True, slots=True)
class FindingImportRow:
    """One file that was taken in."""

    uid: str
    file_name: str
    sha256: str
    format: str
    drafts: int
    outside: int
    applied_by: str
    applied_at: datetime
    undone_by: str | None
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class OutsideFindingRow:
    """A finding of another authority: never one of ours, never in the notice."""

    uid: str
    authority: str
    firm_uid: str
    firm_code: str
    firm_name: str
    year: int
    fact_date: date | None
    heading: str
    pattern: str
    text: str
    severity: str
    reference: str
    source_file: str
    source_sha256: str
    source_row: int
    version: int


@dataclass(frozen=True, slots=True)
class OutsideCount:
    """Findings of one authority in a year under one heading, and of how many firms."""

    authority: str
    year: int
    heading: str
    findings: int
    firms: int
