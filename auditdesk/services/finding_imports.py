"""Findings kept elsewhere: previewed row by row, taken in as one act, taken back as one act."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from auditdesk.errors import Conflict, Refused
from auditdesk.model.finding_rows import FileDefaults, FindingFile, FindingImportRow, FindingPreview, TakenRow
from auditdesk.model.firm_list import ColumnMatching
from auditdesk.model.pattern_records import FindingImport, OutsideFinding
from auditdesk.model.records import ColumnMapping, Evidence, Finding, Visit, VisitItem
from auditdesk.model.rulebook import Edition
from auditdesk.model.terms import FindingClass, FindingState, Severity
from auditdesk.progress import Progress, silent
from auditdesk.rules.finding_import import Known, KnownVisit, confirmed_rows, facts_digest, firm_key, judge_rows
from auditdesk.rules.spelling import firm_name_forms
from auditdesk.rules.visit_states import demand_writable
from auditdesk.services.fieldwork_work import draft_fields, finding_series, writable
from auditdesk.services.findings_moving import editions_alike
from auditdesk.services.holding import held_by
from auditdesk.services.office import Office
from auditdesk.services.pattern_overlay import read_successions
from auditdesk.services.patterns import PatternService
from auditdesk.store.journal import canonical
from auditdesk.store.queries import outside, register
from auditdesk.store.queries.fieldwork_screen import earlier_accepted
from auditdesk.store.queries.register import FirmIdentity
from auditdesk.store.work import Work
from auditdesk.words import Words

_ASKED = 6
"""Patterns asked for: some of them are not for a row of the exchange."""
_TOLD_EVERY, _AT_ONCE = 50, 1_000
"""Rows after which it is told how far it is, and rows that are kept at once."""


class FindingImportService:
    """Acts on files of findings."""

    def __init__(self, office: Office, patterns: PatternService) -> None:
        self._office, self._patterns = office, patterns

    def preview(
        self,
        path: Path,
        mapping: Mapping[str, str] | None = None,
        defaults: FileDefaults | None = None,
        confirmed: Mapping[int, str] | None = None,
        progress: Progress = silent,
    ) -> FindingPreview:
        """Read a file (XLSX, ODS, CSV, JSON, OSCAL results, STIG checklist) and say what taking it in would do. Keeps nothing.

        ``mapping``: our field → their heading; without it what is remembered for these headings, else the headings we know.
        ``defaults`` hold for rows that do not say it; ``confirmed``: row → the pattern a person chose for it.
        Raises BadInput for a file that can't be read as findings at all; reasons of rows are in the preview.
        """
        found = self._read(path, mapping, progress)
        return judge_rows(found, self._known(), self._office.today(), defaults, confirmed, progress)

    def _read(self, path: Path, mapping: Mapping[str, str] | None, progress: Progress) -> FindingFile:
        from auditdesk.exchange.finding_files import read_findings

        with self._office.store.read() as connection:
            kept = outside.mappings(connection)
        return read_findings(path, mapping=mapping, remembered=kept.get, progress=progress)

    def _known(self) -> Known:
        office = self._office
        with office.store.read() as connection:
            firms = register.firms(connection)
            visits = outside.visits_to_write(connection)
            items = outside.items_by_visit(connection)
            marks = outside.marks(connection)
            facts = outside.facts_of(connection, [visit["uid"] for visit in visits])
        names: dict[str, tuple[str, str] | None] = {}
        for firm in firms:
            for name in _names(firm):
                names[name] = (firm.uid, firm.code) if name not in names else None
        # A code is nobody else's, whatever others are called.
        names |= {firm_key(firm.code): (firm.uid, firm.code) for firm in firms}
        return Known(
            firms=names,
            visits=[_known_visit(visit, items) for visit in visits],
            marks=marks,
            facts={(visit, facts_digest(text)) for visit, text in facts},
            edition_on=self._edition_on,
            edition=office.rulebook.edition,
            suggest=self._suggester(),
            successions=read_successions(office.store),
        )

    def _edition_on(self, day: date) -> Edition | None:
        try:
            return self._office.rulebook.in_force(day)
        except Refused:
            return None

    def _suggester(self) -> Callable[[str, date], tuple[str, ...]]:
        index = cache(self._patterns.index)

        def suggest(facts: str, day: date) -> tuple[str, ...]:
            try:
                return tuple(one.pattern.id for one in index(day).suggest(facts, _ASKED))
            except Refused:
                return ()

        return suggest

    def matching(self, path: Path, again: bool = False) -> ColumnMatching | None:
        """The columns of a file for a person to match; None where its headings are understood, unless ``again``, and for what has none.

        Raises BadInput for what can't be read.
        """
        from auditdesk.exchange.finding_matching import finding_columns_to_match

        with self._office.store.read() as connection:
            kept = outside.mappings(connection)
        return finding_columns_to_match(path, kept.get, again=again)

    def check_mapping(self, mapping: Mapping[str, str]) -> None:
        """Raises BadInput ``finding_mapping.*`` for a matching that can't be used (column: the field; value: the heading)."""
        from auditdesk.exchange.finding_columns import checked_mapping

        checked_mapping(mapping)

    def keep_mapping(self, path: Path, mapping: Mapping[str, str]) -> None:
        """Remember which column means what, for every file of findings with these headings. Raises BadInput ``finding_mapping.*``."""
        from auditdesk.exchange.finding_columns import checked_mapping
        from auditdesk.exchange.finding_files import finding_headings_key

        found = self._read(path, checked_mapping(mapping), silent)
        uid, columns = finding_headings_key(found.headings), canonical(dict(mapping))
        with self._office.work("findings.import") as work:
            known = work.session.get(ColumnMapping, uid)
            if known is None:
                work.add(ColumnMapping(uid=uid, columns=columns, kept_by=work.login, kept_at=work.now()))
            elif known.columns != columns:
                known.columns, known.kept_by, known.kept_at = columns, work.login, work.now()
            work.commit()

    def mapping(self, path: Path) -> Mapping[str, str]:
        """A column matching from a file. Raises BadInput ``mapping.broken``, ``finding_mapping.*``."""
        from auditdesk.exchange.finding_columns import read_finding_mapping

        return read_finding_mapping(path)

    def template(self, path: Path, words: Words) -> None:
        """Write the office's own spreadsheet for findings, explained. Raises Refused ``export.unknown_format``, Unavailable."""
        from auditdesk.exchange.finding_template import write_finding_template

        write_finding_template(path, words)

    def apply(self, preview: FindingPreview, progress: Progress = silent) -> FindingPreview:
        """Take in every row of a preview that can be taken, as one act; nothing of it stays when ``progress`` cancels.

        Nothing is kept where nothing is new. Raises Conflict ``finding_import.moved`` where a row was taken in since the preview,
        Refused ``visit.signed_off`` and others where a visit was closed since.
        """
        if not preview.taken:
            self._office.demand("findings.import")
            return preview
        with self._office.work("findings.import") as work:
            connection = work.session.connection()
            if not outside.marks(connection).isdisjoint({row.mark for row in preview.taken}):
                raise Conflict("finding_import.moved", file=preview.file)
            record = work.add(
                FindingImport(
                    uid=work.new_uid(),
                    file_name=preview.file,
                    sha256=preview.sha256,
                    format=preview.format,
                    drafts=preview.drafts,
                    outside=preview.outside,
                    applied_by=work.login,
                    applied_at=work.now(),
                )
            )
            work.flush()
            record.made = canonical(self._take(work, preview, record.uid, progress))
            progress(len(preview.taken), len(preview.taken), "keeping")
            work.commit()
        return preview

    def _take(self, work: Work, preview: FindingPreview, import_uid: str, progress: Progress) -> list[list[str]]:
        settings = self._office.settings()
        visits = {uid: writable(work, uid) for uid in {row.visit_uid for row in preview.taken} if uid is not None}
        lines = {(uid, item.item_key): item for uid in visits for item in work.all(VisitItem, visit_uid=uid)}
        held = {uid: held_by(work, visit) for uid, visit in visits.items()}
        connection = work.session.connection()

        @cache
        def repeated(firm: str, year: int, pattern: str, text_hash: str | None, edition: str) -> str | None:
            return earlier_accepted(connection, firm, year, pattern, text_hash, editions_alike(self._office, edition))

        series = {uid: finding_series(visit, held[uid]) for uid, visit in visits.items()}
        wanted_numbers = Counter(series[row.visit_uid] for row in preview.taken if row.visit_uid is not None)
        numbers = {
            (name, form): iter([form.format(number) for number in work.next_numbers(name, count)])
            for (name, form), count in wanted_numbers.items()
        }
        made: list[list[str]] = []
        drafts, elsewhere = [], []
        for done, row in enumerate(preview.taken):
            if done % _TOLD_EVERY == 0:
                progress(done, len(preview.taken), "rows")
            if row.visit_uid is None:
                elsewhere.append(_outside(work, row, preview, import_uid))
                made.append([row.mark, "outside", elsewhere[-1]["uid"]])
                continue
            visit = visits[row.visit_uid]
            pattern = self._office.rulebook.edition(visit.edition).pattern(row.pattern) if row.pattern else None
            wanted = (row.item,) if row.item else pattern.items if pattern else ()
            item = next((lines[visit.uid, key] for key in wanted if (visit.uid, key) in lines), None)
            drafts.append(
                draft_fields(
                    work,
                    visit,
                    pattern,
                    item,
                    settings,
                    number=next(numbers[series[visit.uid]]),
                    repeat_of=repeated(visit.firm_uid, visit.year, row.pattern, item.text_hash if item else None, visit.edition),
                    finding_class=FindingClass(row.finding_class),
                    severity=Severity(row.severity) if row.severity else None,
                    facts=row.facts,
                    due_date=row.due_date,
                )
            )
            made.append([row.mark, "draft", drafts[-1]["uid"]])
        for kind, fields in ((Finding, drafts), (OutsideFinding, elsewhere)):
            for start in range(0, len(fields), _AT_ONCE):
                progress(len(preview.taken), len(preview.taken), "rows")
                work.add_many(kind, fields[start : start + _AT_ONCE])
        return made

    def confirm(self, preview: FindingPreview, chosen: Mapping[int, str]) -> FindingPreview:
        """The preview with patterns that a person chose among those suggested (row → pattern). Raises Refused ``pattern.unknown``."""
        return confirmed_rows(preview, chosen)

    def imports(self) -> tuple[FindingImportRow, ...]:
        """Every file that was taken in, the newest first, undone ones too."""
        with self._office.store.read() as connection:
            return outside.imports(connection)

    def undo(self, name: str) -> FindingImportRow:
        """Take back everything one file brought in, as one act. ``name`` is the import's uid.

        Raises Refused ``finding_import.unknown``, ``finding_import.undone_already``; ``finding_import.moved_on`` (findings) where one was
        changed, handed in or given evidence since; ``visit.signed_off``.
        """
        with self._office.work("findings.undo_import") as work:
            record = work.session.get(FindingImport, name)
            if record is None:
                raise Refused("finding_import.unknown", id=name)
            if record.undone_at is not None:
                raise Refused("finding_import.undone_already", file=record.file_name)
            made = json.loads(record.made)
            drafts = [work.session.get(Finding, uid) for _, kind, uid in made if kind == "draft"]
            moved = [one.number for one in drafts if one is not None and _moved_on(work, one)]
            gone = sum(one is None for one in drafts)
            if moved or gone:
                raise Refused(
                    "finding_import.moved_on", file=record.file_name, findings=tuple(moved[:10]), count=len(moved) + gone
                )
            for visit_uid in {one.visit_uid for one in drafts if one is not None}:
                visit = work.get(Visit, visit_uid)
                demand_writable(visit.number, visit.signed_off_at, visit.removed_on)
            for one in drafts:
                if one is not None:
                    work.session.delete(one)
            for _, kind, uid in made:
                if kind == "outside" and (outside_finding := work.session.get(OutsideFinding, uid)) is not None:
                    work.session.delete(outside_finding)
            record.undone_by, record.undone_at = work.login, work.now()
            work.commit()
        return next(row for row in self.imports() if row.uid == name)


def _names(firm: FirmIdentity) -> set[str]:
    told = (firm.name, firm.short_name, *firm.spellings)
    return {firm_key(firm.english_name), *(form for name in told for form in firm_name_forms(name))} - {""}


def _known_visit(visit: Mapping[str, object], items: Mapping[str, frozenset[str]]) -> KnownVisit:
    closed = "visit.signed_off" if visit["signed_off_at"] else "visit.removed" if visit["removed_on"] else None
    uid, day = str(visit["uid"]), visit["reference_date"]
    assert isinstance(day, date)
    return KnownVisit(
        uid=uid,
        number=str(visit["number"]),
        firm_uid=str(visit["firm_uid"]),
        firm_code=str(visit["firm_code"]),
        year=int(str(visit["year"])),
        authority=str(visit["authority"]),
        day=day,
        edition=str(visit["edition"]),
        closed=closed,
        items=items.get(uid, frozenset()),
    )


def _moved_on(work: Work, finding: Finding) -> bool:
    return (
        finding.version != 1
        or finding.state != FindingState.DRAFT
        or finding.deleted_at is not None
        or work.find(Evidence, finding_uid=finding.uid) is not None
    )


def _outside(work: Work, row: TakenRow, preview: FindingPreview, import_uid: str) -> dict[str, Any]:
    return {
        "uid": work.new_uid(),
        "authority": row.authority,
        "firm_uid": row.firm_uid,
        "year": row.year,
        "fact_date": row.fact_date,
        "heading": row.heading,
        "pattern": row.pattern,
        "text": row.facts,
        "severity": row.severity,
        "reference": row.reference,
        "source_file": preview.file,
        "source_sha256": preview.sha256,
        "source_row": row.number,
        "import_uid": import_uid,
    }
