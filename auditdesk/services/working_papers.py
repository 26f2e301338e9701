"""The printed checklist and the working paper of a visit, and its history for whoever may read the papers later."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from auditdesk.errors import Refused
from auditdesk.model.fieldwork_rows import FieldworkRow, XrayLine
from auditdesk.model.rulebook import Bilingual, DeficiencyPattern, Edition
from auditdesk.model.trail import TrailRow
from auditdesk.model.working_papers import HistoryLine, TipTaken, WorkingPaper, WrittenPaper
from auditdesk.rules.visit_states import demand_papers
from auditdesk.services.fieldwork import FieldworkService
from auditdesk.services.fieldwork_reading import patterns_of, read_screen, visit_named
from auditdesk.services.office import Office
from auditdesk.services.pattern_overlay import offered_on
from auditdesk.services.trail_words import difference_text, object_text
from auditdesk.services.written import new_papers, paper_record
from auditdesk.store.queries import evidence, fieldwork_screen, register, samples, tips, trail
from auditdesk.store.queries import working_papers as queries
from auditdesk.words import Words

FORMATS = (".pdf", ".ods")
_NO_HISTORY = frozenset({"visit_inspector"})


class WorkingPaperService:
    """Reads a visit whole and writes it down; what was written is kept with its hash and checked by ``verify``."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def paper(self, visit: str, language: str = "zh_TW") -> WorkingPaper:
        """Everything that the papers of a visit say. Raises Refused ``visit.unknown``, ``visit.removed``."""
        office, words = self._office, Words(language)
        with office.store.read() as connection:
            head = visit_named(connection, visit)
            demand_papers(head["number"], head["removed_on"])
            uid = head["uid"]
            row = read_screen(connection, office.rulebook, uid, office.actor.login)
            people = {person.login: person.name for person in register.people(connection)}
            first = queries.handed_in(connection, uid)
            lines = trail.page(connection, queries.history(connection, uid, first)) if first is not None else ()
            kept_samples, kept_interviews = samples.samples(connection, uid), samples.interviews(connection, uid)
            files = evidence.evidence(connection, visit=uid, deleted=False)
            notes = fieldwork_screen.notes(connection, uid)
            taken = tuple(TipTaken(*one) for one in tips.of_visit(connection, uid))
            reopenings = queries.reopenings(connection, uid)
            edition = office.rulebook.edition(row.edition)
            offered = offered_on(connection, edition, row.reference_date)
        reasons: Mapping[str, str] = json.loads(head["submit_reasons"])
        signed = row.signed_off_at
        return WorkingPaper(
            visit=row,
            edition_name=edition.name,
            edition_digest=head["edition_digest"],
            scope_band=_band(edition, "scope", row.scope_band),
            staffing_band=_band(edition, "staffing", row.staffing_band),
            opened_by=head["opened_by"],
            opened_at=fieldwork_screen.aware(head["opened_at"]),
            people=people,
            guides=_guides(offered, row.authority),
            samples=_in_order(row, kept_samples),
            interviews=kept_interviews,
            evidence=files,
            notes=notes,
            tips=taken,
            submit_reasons=self._told(visit, reasons, words) if reasons else (),
            reopenings=reopenings,
            history=tuple(_line(one, words) for one in lines if one.kind not in _NO_HISTORY),
            as_of=signed.astimezone().date() if signed is not None else office.today(),
        )

    def _told(self, visit: str, reasons: Mapping[str, str], words: Words) -> tuple[tuple[str, str], ...]:
        """What was wrong or missing, in words where it still is, with the reason given."""
        found: dict[str, XrayLine] = {line.key: line for line in FieldworkService(self._office).xray(visit, check_files=False)}
        told = []
        for key, reason in reasons.items():
            line, code = found.get(key), key.partition(":")[0]
            if line is not None:
                told.append((words.say(f"xray.{line.code}", **line.values), reason))
            else:
                told.append((words.say(f"paper_text.wrong.{code}"), reason))
        return tuple(told)

    def history(self, visit: str) -> tuple[TrailRow, ...]:
        """What was done in a visit from its opening on: who, when, before and after; readable as long as its papers are kept.

        Raises Refused ``visit.unknown``.
        """
        with self._office.store.read() as connection:
            return trail.page(connection, queries.history(connection, visit_named(connection, visit)["uid"]))

    def write_checklist(self, visit: str, target: Path, language: str = "zh_TW") -> WrittenPaper:
        """Write the checklist to take along, as PDF or ODS by the suffix. Raises as ``write_paper``."""
        return self._write(visit, target, language, checklist=True)

    def write_paper(self, visit: str, target: Path, language: str = "zh_TW") -> WrittenPaper:
        """Write the working paper, as PDF or ODS by the suffix; the same visit on the same day gives the same bytes.

        Raises Refused ``visit.unknown``, ``visit.removed``, ``paper.format``, ``paper.exists`` for a file with other content;
        Unavailable for the disk.
        """
        return self._write(visit, target, language, checklist=False)

    def _write(self, visit: str, target: Path, language: str, *, checklist: bool) -> WrittenPaper:
        from auditdesk.documents.working_paper_files import paper_ods, paper_pdf

        office = self._office
        office.demand("visits.paper")
        target = target.absolute()
        if target.suffix.lower() not in FORMATS:
            raise Refused("paper.format", file=target.name, formats=FORMATS)
        paper = self.paper(visit, language)
        make = paper_pdf if target.suffix.lower() == ".pdf" else paper_ods
        content = make(paper, language, checklist=checklist)
        kind = "visit_checklist" if checklist else "working_paper"
        with new_papers(target.parent) as papers:
            path = papers.write(target.name, content)
            with office.work("visits.paper") as work:
                title = Words(language).say(f"object_kind.{kind}")
                record = work.add(paper_record(work, kind, paper.visit.uid, paper.visit.number, title, path))
                written = WrittenPaper(path, record.sha256, record.size)
                work.commit()
        return written


def _line(row: TrailRow, words: Words) -> HistoryLine:
    about = object_text(row, words) or words.show("object_kind", row.kind)
    return HistoryLine(row.at, row.person, words.show("act", row.act), about, difference_text(row, words))


def _guides(offered: Iterable[DeficiencyPattern], authority: str) -> dict[str, Bilingual]:
    """Item key → the standard that the first pattern offered to the authority expects."""
    told = tuple(one for one in offered if one.expected_standard.zh)
    keys = {key for one in told for key in one.items}
    found = {key: patterns_of(told, key, authority) for key in keys}
    return {key: patterns[0].expected_standard for key, patterns in found.items() if patterns}


def _band(edition: Edition, table: str, band: str | None) -> Bilingual | None:
    bands: Any = (edition.scope_table if table == "scope" else edition.staffing_table).bands
    return next((one.name for one in bands if one.id == band), None)


def _in_order(row: FieldworkRow, kept: tuple[Any, ...]) -> tuple[Any, ...]:
    """Samples in the order of the checklist."""
    places = {item.key: item.position for item in row.items}
    return tuple(sorted(kept, key=lambda one: (places.get(one.item, len(places)), one.kept_at)))
