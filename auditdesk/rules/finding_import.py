"""What becomes of the rows of a file of findings: drafts of a visit, findings of other authorities, or refused with the reason."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TypeVar

from auditdesk.errors import BadInput, Problem, Refused
from auditdesk.model.finding_rows import FileDefaults, FindingFile, FindingPreview, RowInFile, TakenRow
from auditdesk.model.rulebook import Edition
from auditdesk.model.terms import Authority, FindingClass, Severity
from auditdesk.progress import Progress, silent
from auditdesk.rules.calendar import parse_date
from auditdesk.rules.pattern_succession import Successions
from auditdesk.rules.search_text import folded
from auditdesk.rules.spelling import matching_form

Term = TypeVar("Term", Authority, Severity, FindingClass)
_FIRST_YEAR, _LAST_YEAR = 1990, 2200
_ROC = 1911
_SUGGESTED = 3
"""Patterns that are suggested for a freely worded row."""
_AUTHORITIES = {
    Authority.TWSE: ("twse", "證交所", "臺灣證券交易所", "證券交易所", "臺灣證券交易所股份有限公司", "交易所"),
    Authority.TPEX: ("tpex", "櫃買中心", "證券櫃檯買賣中心", "櫃檯買賣中心", "櫃檯中心", "櫃買", "gtsm"),
    Authority.FEB: ("feb", "檢查局", "金管會檢查局", "金融監督管理委員會檢查局", "examination bureau", "fsc"),
}
_SEVERITIES = {
    Severity.CRITICAL: ("critical", "重大", "嚴重", "very-high", "very high", "極高"),
    Severity.HIGH: ("high", "高", "高風險", "cat i", "cat 1"),
    Severity.MEDIUM: ("medium", "moderate", "中", "中風險", "cat ii", "cat 2"),
    Severity.LOW: ("low", "低", "低風險", "輕微", "cat iii", "cat 3", "very-low"),
}
_CLASSES = {
    FindingClass.FINDING: ("finding", "缺失"),
    FindingClass.OBSERVATION: ("observation", "建議", "觀察事項", "建議事項"),
}


@dataclass(frozen=True, slots=True)
class KnownVisit:
    """A visit of the office. ``closed``: why nothing can be written into it any more (a code), else None."""

    uid: str
    number: str
    firm_uid: str
    firm_code: str
    year: int
    authority: str
    day: date
    edition: str
    closed: str | None
    items: frozenset[str]


@dataclass(frozen=True, slots=True)
class Known:
    """What the office knows when a file is judged. ``firms``: folded code or name → (uid, code); None = several firms have it."""

    firms: Mapping[str, tuple[str, str] | None]
    visits: Sequence[KnownVisit]
    marks: Collection[str]
    facts: Collection[tuple[str, str]]
    """(visit uid, digest of the facts) of the findings there are."""
    edition_on: Callable[[date], Edition | None]
    edition: Callable[[str], Edition]
    suggest: Callable[[str, date], tuple[str, ...]]
    successions: Successions


def firm_key(text: str) -> str:
    """Codes differ by case (700C and 700c are two branches); names do not differ by width, 臺/台 or blanks."""
    return text.strip() if text.strip().isascii() else matching_form(text)


def facts_digest(facts: str) -> str:
    """Stands for the facts of a finding, however they are spaced."""
    return hashlib.sha256(_folded(facts).encode()).hexdigest()


@lru_cache(maxsize=16)
def _folded(text: str) -> str:
    """The facts of a row are asked for several times."""
    return folded(text)


def judge_rows(
    file: FindingFile,
    known: Known,
    today: date,
    defaults: FileDefaults | None = None,
    confirmed: Mapping[int, str] | None = None,
    progress: Progress = silent,
) -> FindingPreview:
    """What taking ``file`` in would do; every row is taken, known already, or has its reason.

    ``confirmed``: row → the pattern that a person has chosen for its free wording.
    """
    judging = _Judging(file, known, today, defaults or FileDefaults(), confirmed or {})
    for done, row in enumerate(file.rows):
        if done % 100 == 0:
            progress(done, len(file.rows), "rows")
        judging.take(row)
    progress(len(file.rows), len(file.rows), "rows")
    every = {(problem.sheet, problem.row) for problem in judging.problems} | {(row.sheet, row.number) for row in file.rows}
    return FindingPreview(
        file.file,
        file.sha256,
        file.format,
        len(every),
        tuple(judging.taken),
        tuple(judging.already),
        tuple(sorted(judging.problems, key=lambda problem: problem.row or 0)),
    )


def confirmed_rows(preview: FindingPreview, chosen: Mapping[int, str]) -> FindingPreview:
    """The preview with the patterns that a person chose out of a row's suggestions (row → pattern).

    Raises Refused ``pattern.unknown`` for another one than was suggested.
    """
    rows = []
    for row in preview.taken:
        pattern = chosen.get(row.number, "")
        if pattern and pattern not in row.suggestions:
            raise Refused("pattern.unknown", pattern=pattern)
        rows.append(replace(row, pattern=pattern or row.pattern))
    return replace(preview, taken=tuple(rows))


class _RowError(Exception):
    def __init__(self, code: str, field: str = "", value: str = "", **values: object) -> None:
        super().__init__(code)
        self.code, self.field, self.value, self.values = code, field, value, values


class _Judging:
    def __init__(
        self, file: FindingFile, known: Known, today: date, defaults: FileDefaults, confirmed: Mapping[int, str]
    ) -> None:
        self._file, self._known, self._today = file, known, today
        self._defaults, self._confirmed = defaults, confirmed
        self._by_number = {visit.number: visit for visit in known.visits}
        self._by_firm: dict[tuple[str, int], list[KnownVisit]] = {}
        for visit in known.visits:
            self._by_firm.setdefault((visit.firm_uid, visit.year), []).append(visit)
        self._met: dict[str, int] = {}
        self._suggested: dict[tuple[str, date], tuple[str, ...]] = {}
        self._wordings: dict[str, dict[str, str]] = {}
        self.taken: list[TakenRow] = []
        self.already: list[int] = []
        self.problems: list[Problem] = list(file.problems)

    def take(self, row: RowInFile) -> None:
        try:
            found = self._read(row)
        except _RowError as wrong:
            column = self._file.columns.get(wrong.field, wrong.field) or None
            self.problems.append(
                Problem(wrong.code, self._file.file, row.sheet, row.number, column, wrong.value[:80] or None, dict(wrong.values))
            )
            return
        if found.mark in self._met:
            first = self._met[found.mark]
            values: dict[str, object] = {"first": first}
            self.problems.append(Problem("finding_row.twice", self._file.file, row.sheet, row.number, values=values))
            return
        self._met[found.mark] = row.number
        named = self._by_number.get(row.fields.get("visit", "").strip())
        visit = found.visit_uid or (named.uid if named else None)
        own = (visit, facts_digest(found.facts)) in self._known.facts
        if found.mark in self._known.marks or own:
            self.already.append(row.number)
        else:
            self.taken.append(found)

    def _read(self, row: RowInFile) -> TakenRow:
        told = row.fields
        facts = told.get("facts", "").strip()
        if not facts:
            raise _RowError("finding_row.no_facts", "facts")
        day = _day(told, "fact_date")
        if day is not None and day > self._today:
            raise _RowError("finding_row.future", "fact_date", told["fact_date"])
        authority = self._authority(told)
        severity = _word(told, "severity", _SEVERITIES, "finding_row.severity")
        kind = _word(told, "class", _CLASSES, "finding_row.class") or FindingClass.FINDING
        due = _day(told, "due_date")
        visit: KnownVisit | None = None
        if authority is Authority.TWSE:
            visit = self._visit(told, day)
            firm_uid, firm_code, year = visit.firm_uid, visit.firm_code, visit.year
            day = day or visit.day
            edition: Edition | None = self._known.edition(visit.edition)
        else:
            firm_uid, firm_code = self._firm(told)
            year = self._year(told, day)
            edition = self._known.edition_on(day or date(year, 12, 31))
        pattern = self._pattern(told, row.number, edition, authority, day or date(year, 12, 31))
        item = told.get("item", "").strip()
        if visit is not None and item and item not in visit.items:
            raise _RowError("finding_row.item", "item", item, visit=visit.number)
        heading, reference = told.get("heading", "").strip(), told.get("reference", "").strip()
        mark = hashlib.sha256(
            json.dumps(
                [authority.value, visit.uid if visit else firm_uid, year, str(day or ""), _folded(heading), _folded(facts)]
            ).encode()
        ).hexdigest()
        return TakenRow(
            number=row.number,
            mark=mark,
            authority=authority.value,
            firm_uid=firm_uid,
            firm_code=firm_code,
            year=year,
            facts=facts,
            visit_uid=visit.uid if visit else None,
            visit_number=visit.number if visit else None,
            fact_date=day,
            heading=heading,
            pattern=pattern,
            severity=severity.value if severity else "",
            finding_class=kind.value,
            item=item,
            reference=reference,
            due_date=due,
            suggestions=() if pattern else self._suggestions(facts, day or date(year, 12, 31), edition, authority),
        )

    def _authority(self, told: Mapping[str, str]) -> Authority:
        text = told.get("authority", "").strip() or self._defaults.authority
        if not text:
            if told.get("visit", "").strip() or self._defaults.visit:
                return Authority.TWSE
            raise _RowError("finding_row.no_authority", "authority")
        found = _meant(text, _AUTHORITIES)
        if found is None:
            raise _RowError("finding_row.authority", "authority", text)
        return found

    def _visit(self, told: Mapping[str, str], day: date | None) -> KnownVisit:
        number = told.get("visit", "").strip() or self._defaults.visit
        if number:
            found = self._by_number.get(number)
            if found is None:
                raise _RowError("finding_row.visit", "visit", number)
            if told.get("firm", "").strip() and self._firm(told)[0] != found.firm_uid:
                raise _RowError("finding_row.other_firm", "firm", told["firm"], visit=number)
        else:
            uid, code = self._firm(told)
            year = self._year(told, day)
            visits = [visit for visit in self._by_firm.get((uid, year), ()) if visit.authority == Authority.TWSE]
            if not visits:
                raise _RowError("finding_row.no_visit", "firm", code, year=year)
            if len(visits) > 1:
                raise _RowError("finding_row.several_visits", "firm", code, year=year, visits=tuple(one.number for one in visits))
            found = visits[0]
        if found.closed is not None:
            raise _RowError(found.closed, "visit", found.number, visit=found.number)
        return found

    def _firm(self, told: Mapping[str, str]) -> tuple[str, str]:
        text = told.get("firm", "").strip() or self._defaults.firm
        if not text:
            raise _RowError("finding_row.no_firm", "firm")
        key = firm_key(text)
        if key not in self._known.firms:
            raise _RowError("finding_row.firm", "firm", text)
        found = self._known.firms[key]
        if found is None:
            raise _RowError("finding_row.firm_name_twice", "firm", text)
        return found

    def _year(self, told: Mapping[str, str], day: date | None) -> int:
        text = (told.get("year", "") or self._defaults.year).strip()
        if not text:
            if day is None:
                raise _RowError("finding_row.no_year", "year")
            return day.year
        digits = folded(text).removeprefix("民國").removesuffix("年度").removesuffix("年")
        number = int(digits) if digits.isdecimal() and len(digits) <= 4 else 0
        year = number + _ROC if 0 < number < 1000 else number
        if not _FIRST_YEAR <= year <= _LAST_YEAR or year > self._today.year:
            raise _RowError("finding_row.year", "year", text)
        return year

    def _pattern(self, told: Mapping[str, str], row: int, edition: Edition | None, authority: Authority, day: date) -> str:
        text = self._confirmed.get(row) or told.get("pattern", "").strip()
        if not text or edition is None:
            return ""
        if edition.id not in self._wordings:
            self._wordings[edition.id] = dict(_names(edition))
        found = self._wordings[edition.id].get(folded(text))
        if found is None:
            raise _RowError("finding_row.pattern", "pattern", text, edition=edition.id)
        if into := self._known.successions.replaced_by(found, day):
            raise _RowError("finding_row.replaced", "pattern", found, into=into)
        if authority is Authority.TWSE and edition.pattern(found).group == "feb":
            raise _RowError("finding_row.other_pattern", "pattern", found)
        return found

    def _suggestions(self, facts: str, day: date, edition: Edition | None, authority: Authority) -> tuple[str, ...]:
        key = (facts, day)
        if key not in self._suggested:
            self._suggested[key] = self._known.suggest(facts, day)
        found = self._suggested[key]
        if authority is Authority.TWSE and edition is not None:
            found = tuple(one for one in found if edition.pattern(one).group != "feb")
        return found[:_SUGGESTED]


def _names(edition: Edition) -> Iterator[tuple[str, str]]:
    for one in edition.patterns:
        for text in (one.id, one.wording.zh, one.wording.en):
            yield folded(text), one.id


def _day(told: Mapping[str, str], field: str) -> date | None:
    text = told.get(field, "").strip()
    if not text:
        return None
    try:
        return parse_date(text)
    except BadInput as unreadable:
        raise _RowError("finding_row.date", field, text) from unreadable


def _word(told: Mapping[str, str], field: str, known: Mapping[Term, tuple[str, ...]], code: str) -> Term | None:
    text = told.get(field, "").strip()
    if not text:
        return None
    found = _meant(text, known)
    if found is None:
        raise _RowError(code, field, text)
    return found


def _meant(text: str, known: Mapping[Term, tuple[str, ...]]) -> Term | None:
    wanted = _form(text)
    return next((term for term, names in known.items() if any(wanted == _form(name) for name in names)), None)


@lru_cache(maxsize=512)
def _form(text: str) -> str:
    return matching_form(text)
