"""Making the letters of one batch: files, the own check of each, the record, and what it changes in its findings."""

from __future__ import annotations

import base64
import contextlib
import dataclasses
import html
import json
import os
import re
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from auditdesk.errors import AuditDeskError, Cancelled, Refused
from auditdesk.files import write_atomically
from auditdesk.model.letter import LetterContent
from auditdesk.model.letter_records import LetterBatch, LetterInBatch
from auditdesk.model.letter_rows import BatchLineRow, BatchRow
from auditdesk.model.records import Finding, Letter
from auditdesk.model.review_records import CorrectionDue
from auditdesk.model.terms import FindingState
from auditdesk.rules.calendar import roc_year
from auditdesk.rules.firm_codes import file_stem
from auditdesk.rules.letters import CARRYING, LetterKind
from auditdesk.services.findings_moving import move, observations_answered
from auditdesk.services.letters_checks import FirmNames, demand_sound, expected, head_lines
from auditdesk.services.letters_content import content_from, period
from auditdesk.services.office import Office
from auditdesk.services.remedy_sheets import sheet_rows
from auditdesk.services.written import paper_record
from auditdesk.store.journal import canonical
from auditdesk.store.queries import letters as queries
from auditdesk.store.queries import register
from auditdesk.store.work import Work

_STOPPING = ("disk.full", "disk.read_only")
"""What would keep every other letter from being written too."""
_HALF = re.compile(r"\.(.+)\.[0-9a-f]{8}\.tmp")
"""How files are called while they are written."""


def manifest_name(issued_on: date, serials: Collection[int]) -> str:
    """What the manifest of a batch is called, by its year of issue, first and last number."""
    return f"manifest-{roc_year(issued_on.year)}-{min(serials):07d}-{max(serials):07d}.json"


def file_names(batch: BatchRow, line: BatchLineRow | LetterInBatch, firm_code: str, content: LetterContent) -> dict[str, str]:
    """Suffix (``pdf``, ``annex``, ``.xlsx``) → name of each file of one letter: unique where case does not count, sound on Windows.

    The year is that of issue, for numbers begin anew with it; a letter of the next year about the same audit has another name.
    """
    serial = line.serial if isinstance(line, LetterInBatch) else int(line.number[-8:-1])
    stem = f"{roc_year(batch.issued_on.year)}-{file_stem(firm_code)}-{serial:07d}"
    names = {suffix: f"{stem}.{suffix}" for suffix in batch.formats}
    if "di" in batch.formats and content.findings:
        names["annex"] = f"{stem}-annex.pdf"
    return names | {suffix: f"{stem}-reply{suffix}" for suffix in content.sheets if content.findings}


class LetterMaker:
    """Makes the letters of one batch."""

    def __init__(self, office: Office, uid: str) -> None:
        self._office = office
        with office.store.read() as connection:
            self.batch = queries.batches(connection, name=uid)[0]
            self.lines = queries.lines(connection, uid)
            self._firms = {firm.code: firm for firm in register.firms(connection)}
        with office.work("letters.write") as work:
            kept = work.get(LetterBatch, uid)
            self._making = json.loads(kept.making)
            self._wording, self._form = kept.wording, base64.b64decode(kept.form)
        self._observations = observations_answered(office)
        self._names = FirmNames(self._firms.values())

    def write(self, row: BatchLineRow, *, keep_going: bool) -> None:
        """One letter: files, own check, record, moves of its findings, in one unit of work."""
        made: list[Path] = []
        try:
            self._write(row, made)
        except AuditDeskError as problem:
            remove_files(made)
            if isinstance(problem, Cancelled) or problem.code in _STOPPING or not keep_going:
                raise
            with self._office.work("letters.write") as work:
                line = work.get(LetterInBatch, row.uid)
                line.state = "failed"
                line.problem = canonical(
                    {"code": problem.code, "values": {name: str(value) for name, value in problem.values.items()}}
                )
                work.commit()
        except BaseException:
            remove_files(made)
            raise

    def _write(self, row: BatchLineRow, made: list[Path]) -> None:
        office, batch = self._office, self.batch
        with office.work("letters.write") as work:
            line = work.get(LetterInBatch, row.uid)
            if line.state != "waiting":
                return  # somebody else at this desk went on with the batch meanwhile
            content = content_from(line.content)
            findings = [work.get(Finding, uid) for uid in json.loads(line.findings)]
            kind = LetterKind(batch.letter_kind)
            _demand_unchanged(content, findings, row)
            names = file_names(batch, line, row.firm_code, content)
            papers = [(self._kept(path, file, made), must) for path, file, must in self._files(work, line, content, names)]
            self._demand_sound(content, papers)
            letter = work.add(
                Letter(
                    uid=work.new_uid(),
                    number=line.number,
                    year=batch.year,
                    firm_uid=line.firm_uid,
                    issued_on=batch.issued_on,
                    reply_by=batch.reply_by,
                    state="written",
                    findings=line.findings,
                    content=line.content,
                    letter_kind=batch.letter_kind,
                    batch_uid=batch.uid,
                    refers_to=line.refers_to,
                    about=line.about,
                )
            )
            work.flush()
            for path, _ in papers:
                paper_kind = "letter" if path.name in self._letters_of(names) else "letter-attachment"
                work.add(paper_record(work, paper_kind, letter.uid, line.number, row.firm_name, path))
            line.made = canonical(self._settle(work, letter, findings, kind))
            line.state, line.letter_uid, line.problem = "written", letter.uid, ""
            work.commit()

    def _files(
        self, work: Work, line: LetterInBatch, content: LetterContent, names: dict[str, str], only: str = ""
    ) -> Iterator[tuple[Path, bytes, tuple[str, ...]]]:
        """Where each file of a letter lies, its bytes, and what must be found in it. The same line gives the same bytes. ``only``: this
        suffix."""
        from auditdesk.documents.letter_files import annex_pdf, letter_file
        from auditdesk.documents.letter_story import filled_wording
        from auditdesk.documents.letter_wording import read_wording

        language = self._making["language"]
        wording = read_wording(self._wording, f"{content.kind}.json", language)
        folder = Path(self.batch.folder)
        attachments = [name for suffix, name in names.items() if suffix == "annex" or suffix.startswith(".")]
        filled = filled_wording(content, language, wording)
        said = (filled.subject, *(paragraph.text for paragraph in (*filled.paragraphs, *filled.action)))
        numbers = tuple(finding.number for finding in content.findings)
        for suffix, name in names.items() if not only else ((only, names[only]),):
            if suffix.startswith("."):
                yield folder / name, self._sheet(work, line, content, suffix), numbers
            elif suffix == "annex":
                yield folder / name, annex_pdf(content, wording), numbers
            else:
                file = letter_file(content, suffix, language, wording, form=self._form, attachments=attachments)
                yield folder / name, file, _must(content, suffix, language, said)

    def _sheet(self, work: Work, line: LetterInBatch, content: LetterContent, suffix: str) -> bytes:
        """The reply sheet, with the facts and the days of the letter, whatever became of the findings since."""
        from auditdesk.exchange.reply_sheets import write_reply_sheet

        says = {finding.number: finding for finding in content.findings}
        rows = sheet_rows(self._office, work, json.loads(line.findings))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"sheet{suffix}"
            told = [dataclasses.replace(row, due_date=says[row.number].due_date, facts=says[row.number].facts) for row in rows]
            write_reply_sheet(told, path, self._making["language"], made_on=content.issued_on)
            return path.read_bytes()

    def _kept(self, path: Path, file: bytes, made: list[Path]) -> Path:
        """Write one file. One that lies there with the same bytes was left by a killed run; another one is somebody's and stays.

        Raises Refused ``paper.exists``, Unavailable for the disk.
        """
        if os.path.lexists(path):
            if not path.is_file() or path.read_bytes() != file:
                raise Refused("paper.exists", path=str(path))
            made.append(path)
            return path
        made.append(path)
        write_atomically(path, file)
        return path

    def _demand_sound(self, content: LetterContent, papers: Sequence[tuple[Path, Sequence[str]]]) -> None:
        """Read each file back from the disk. Raises Refused as ``demand_sound`` does."""
        from auditdesk.exchange.paper_text import read_paper

        own = dataclasses.replace(self._firms[content.firm_code], name=content.firm_name, address=content.postal_address)
        others = self._names.others_of(own, content.sender.name)
        for path, must in papers:
            text = "\n".join(part.text for part in read_paper(path) if part.where != "file name")
            demand_sound(path, html.unescape(text) if path.suffix == ".di" else text, must, others)

    def _letters_of(self, names: dict[str, str]) -> frozenset[str]:
        return frozenset(name for suffix, name in names.items() if suffix in self.batch.formats)

    def clear_half_written(self) -> None:
        """Remove what a killed run was writing when it ended; whole files are left to ``write`` and ``left_overs``."""
        year = roc_year(self.batch.issued_on.year)
        ours = tuple(f"{year}-{file_stem(row.firm_code)}-{row.number[-8:-1]}" for row in self.lines)
        with contextlib.suppress(OSError):
            halves = {path: _HALF.fullmatch(path.name) for path in Path(self.batch.folder).iterdir()}
            remove_files([path for path, half in halves.items() if half and half[1].startswith((*ours, "manifest-"))])

    def files_again(
        self, work: Work, row: BatchLineRow, wanted: Collection[str]
    ) -> Iterator[tuple[str, bytes, Callable[[], bytes] | None]]:
        """The ``wanted`` files (names) of a letter as they were written, each with what a signed one of it begins with (None: is never
        signed)."""
        from auditdesk.documents.letter_files import annex_pdf, letter_pdf
        from auditdesk.documents.letter_wording import read_wording

        line = work.get(LetterInBatch, row.uid)
        content, language = content_from(line.content), self._making["language"]
        wording = read_wording(self._wording, f"{content.kind}.json", language)
        names = file_names(self.batch, line, row.firm_code, content)
        to_sign: dict[str, Callable[[], bytes]] = {
            "pdf": partial(letter_pdf, content, language, wording, to_sign=True),
            "annex": partial(annex_pdf, content, wording, to_sign=True),
        }
        for suffix, name in names.items():
            if name in wanted:
                ((_, file, _),) = self._files(work, line, content, names, only=suffix)
                yield name, file, to_sign.get(suffix)

    def left_overs(self) -> tuple[Path, ...]:
        """Files that a killed run wrote for letters of this batch which it did not get to keep, told by their bytes."""
        found: list[Path] = []
        with self._office.work("letters.undo") as work:
            for row in self.lines:
                if row.letter_uid:
                    continue
                line = work.get(LetterInBatch, row.uid)
                content = content_from(line.content)
                names = file_names(self.batch, line, row.firm_code, content)
                if not any((Path(self.batch.folder) / name).is_file() for name in names.values()):
                    continue
                found += [
                    path
                    for path, file, _ in self._files(work, line, content, names)
                    if path.is_file() and path.read_bytes() == file
                ]
        return tuple(found)

    def _settle(self, work: Work, letter: Letter, findings: Sequence[Finding], kind: LetterKind) -> dict[str, Any]:
        """What the letter changes in the findings it carries; returns what undoing puts back."""
        before: dict[str, Any] = {"findings": {}, "corrections": []}
        if kind not in CARRYING:
            return before
        settings = self._office.settings()
        for finding in findings:
            if finding.state == FindingState.WITHDRAWN:
                continue
            due = finding.due_date.isoformat() if finding.due_date else None
            before["findings"][finding.uid] = [finding.state, due, finding.letter_uid]
            finding.due_date = period(finding, letter.issued_on, settings)
            if finding.state == FindingState.ACCEPTED:
                move(self._office, work, finding, "letter", observations=self._observations)
            finding.letter_uid = letter.uid
        if kind is LetterKind.CORRECTION:
            for correction in work.all(CorrectionDue, letter_uid=letter.refers_to, settled_at=None):
                correction.settled_by_letter, correction.settled_at = letter.uid, work.now()
                before["corrections"].append(correction.uid)
        return before


def _must(content: LetterContent, suffix: str, language: str, said: Sequence[str]) -> tuple[str, ...]:
    if suffix == "di":
        return (content.sender.name, content.firm_name, *said)
    if language.startswith("en"):
        return (content.firm_name, *head_lines(content, language), *(finding.number for finding in content.findings))
    return (*head_lines(content, language), *expected(content, said))


def _demand_unchanged(content: LetterContent, findings: Sequence[Finding], row: BatchLineRow) -> None:
    """Raises Refused ``letters.line_changed`` when a finding is no longer what the letter says of it."""
    for told, finding in zip(content.findings, findings, strict=True):
        same = told.number == finding.number and "".join(told.facts.split()) == "".join(finding.facts.split())
        gone = finding.state == FindingState.WITHDRAWN and told.state != "withdrawn"
        if not same or gone:
            raise Refused("letters.line_changed", finding=finding.number, letter=row.number)


def remove_files(paths: Sequence[Path]) -> None:
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
