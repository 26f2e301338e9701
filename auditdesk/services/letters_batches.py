"""Batches of letters: numbers reserved at the start, one letter a unit of work, stopped, gone on with and taken back."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

from auditdesk.errors import AuditDeskError, Cancelled, Refused
from auditdesk.files import refusal, write_atomically
from auditdesk.model.commands import WriteLetters
from auditdesk.model.letter_records import LetterBatch, LetterInBatch
from auditdesk.model.letter_rows import BatchRow, RestoredFiles
from auditdesk.model.records import Finding, Letter, NumberSeries, Paper
from auditdesk.model.review_records import CorrectionDue
from auditdesk.progress import Progress, silent
from auditdesk.rules.calendar import roc_year
from auditdesk.rules.letters import CARRYING, LetterKind, demand_approval, demand_formats, demand_undo, released_last, sample
from auditdesk.services.letters_checks import OtherFirms
from auditdesk.services.letters_content import Due, copies_of, letter_content, reply_day, sender_missing
from auditdesk.services.letters_due import DueLetters
from auditdesk.services.letters_making import LetterMaker, manifest_name, remove_files
from auditdesk.services.letters_restoring import restore
from auditdesk.services.letters_templates import chosen_templates
from auditdesk.services.office import Office
from auditdesk.services.remedy_sheets import sheet_rows
from auditdesk.store.journal import canonical
from auditdesk.store.queries import letters as queries
from auditdesk.store.queries import office as office_queries
from auditdesk.store.work import Work


def start(office: Office, order: WriteLetters) -> BatchRow:
    """Reserve the numbers and freeze what each letter says; nothing is written yet.

    Raises Refused ``letters.unfinished`` (another batch waits to be gone on with), ``letters.nothing_due``,
    ``letters.sender_missing``, ``letters.copy_to_firm``, ``firm.unknown``; BadInput for a template.
    """
    office.demand("letters.write")
    demand_formats(order.formats, order.sheets)
    settings = office.settings()
    missing = sender_missing(settings)
    if missing:
        raise Refused("letters.sender_missing", settings=missing, first=missing[0])
    with office.work("letters.write") as work:
        connection = work.session.connection()
        waiting = queries.batches(connection, unfinished=True)
        if waiting:
            raise Refused("letters.unfinished", batch=waiting[0].number, written=waiting[0].written, letters=waiting[0].letters)
        looked = DueLetters(office, connection, order)
        _demand_copies(copies_of(order, settings), looked.names.others_of(None, settings.text("sender.name")))
        due, _ = looked.gather()
        if not due:
            raise Refused("letters.nothing_due", year=order.year)
        wording, form = chosen_templates(connection, LetterKind(order.kind))
        batch = work.add(
            LetterBatch(
                uid=work.new_uid(),
                number=f"{roc_year(order.year)}-L{work.next_number(f'letter-batch/{order.year}'):03d}",
                year=order.year,
                letter_kind=order.kind,
                issued_on=order.issued_on,
                reply_by=reply_day(order, settings),
                folder=str(Path(order.folder).absolute()),
                making=canonical({"formats": order.formats, "sheets": order.sheets, "language": order.language}),
                wording=wording.content,
                wording_digest=wording.digest,
                form=form.content,
                form_digest=form.digest,
                state="running",
                started_by=work.login,
                started_at=work.now(),
            )
        )
        work.flush()
        if order.sheets:
            # The secret of their keys is kept from now on: a killed run's sheets are known by their bytes.
            sheet_rows(office, work, ())
        lines = [_line(office, work, batch, position, one, order) for position, one in enumerate(due, 1)]
        hinted = {line.uid for line in lines if json.loads(line.hints)}
        chosen = sample(batch.uid, [line.uid for line in lines], hinted)
        for line in lines:
            line.sampled = line.uid in chosen
        uid = batch.uid
        work.commit()
    return batch_row(office, uid)


def _demand_copies(copies: tuple[str, ...], others: OtherFirms) -> None:
    """A letter names one firm only, its copies too. Raises Refused ``letters.copy_to_firm`` (copy, found)."""
    for copy in copies:
        found = others.named_in(copy)
        if found:
            raise Refused("letters.copy_to_firm", copy=copy, found=found)


def _line(office: Office, work: Work, batch: LetterBatch, position: int, due: Due, order: WriteLetters) -> LetterInBatch:
    settings = office.settings()
    serial = work.next_number(f"letter/{order.issued_on.year}")
    number = f"{settings.text('letters.word')}第{roc_year(order.issued_on.year)}{serial:07d}號"
    content = letter_content(office, due, order, number, settings)
    return work.add(
        LetterInBatch(
            uid=work.new_uid(),
            batch_uid=batch.uid,
            position=position,
            firm_uid=due.firm.uid,
            serial=serial,
            number=number,
            state="waiting",
            hints=canonical(due.hints),
            content=canonical(dataclasses.asdict(content)),
            findings=canonical([finding.uid for finding in due.findings]),
            about=canonical(due.about),
            refers_to=due.refers_to,
        )
    )


def run(
    office: Office, name: str, progress: Progress = silent, *, folder: str | None = None, keep_going: bool = True
) -> BatchRow:
    """Write what is still waiting, one letter at a time; each is kept as soon as its files are checked.

    Cancelled in between, the batch stands ``stopped`` with what was written; so does it when the disk is full (raised). A letter that
    can't be written is marked and the others go on, unless ``keep_going`` is False. ``folder``: go on in another place.
    """
    office.demand("letters.write")
    with office.work("letters.write") as work:
        batch = _batch(work, name)
        if batch.state not in ("running", "stopped", "written"):
            raise Refused("letters.wrong_state", batch_state=batch.state)
        batch.state = "running"
        if folder:
            batch.folder = str(Path(folder).absolute())
        for failed in work.all(LetterInBatch, batch_uid=batch.uid, state="failed"):
            failed.state, failed.problem = "waiting", ""
        uid, place = batch.uid, Path(batch.folder)
        work.commit()
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        _end(office, uid, "stopped")
        raise refusal(problem, place) from problem
    maker = LetterMaker(office, uid)
    maker.clear_half_written()
    try:
        for done, line in enumerate(maker.lines):
            progress(done, len(maker.lines), "letters")
            if line.state == "waiting":
                maker.write(line, keep_going=keep_going)
        progress(len(maker.lines), len(maker.lines), "letters")
        # What was written before may have gone with its folder meanwhile.
        restore(office, maker, place)
    except Cancelled:
        _end(office, uid, "stopped")
        return batch_row(office, uid)
    except AuditDeskError:
        _end(office, uid, "stopped")
        raise
    row = _end(office, uid, "written")
    if row.state == "written":
        write_manifest(office, row)
    return row


def _end(office: Office, uid: str, state: str) -> BatchRow:
    with office.work("letters.write") as work:
        batch = _batch(work, uid)
        failed = work.find(LetterInBatch, batch_uid=batch.uid, state="failed") is not None
        batch.state = "stopped" if failed else state
        batch.ended_at = work.now()
        work.commit()
    return batch_row(office, uid)


def write_manifest(office: Office, row: BatchRow) -> Path:
    """Every file of the batch with its SHA-256, as JSON in its folder; what lies elsewhere with its path."""
    path = manifest_path(office, row)
    with office.store.read() as connection:
        lines = [line for line in queries.lines(connection, row.uid) if line.letter_uid]
        papers = office_queries.papers(connection, subjects=[line.letter_uid or "" for line in lines])
    by_letter = {line.letter_uid: line for line in lines}
    listed: dict[str, list[dict[str, str]]] = {"letters": [], "attachments": []}
    for paper in sorted(papers, key=lambda paper: paper.path):
        lies = Path(paper.path)
        told = {
            "number": paper.number,
            "firm": by_letter[paper.subject_uid].firm_code,
            "file": lies.name if lies.parent == path.parent.resolve() else str(lies),
            "sha256": paper.sha256,
        }
        listed["letters" if paper.kind == "letter" else "attachments"].append(told)
    write_atomically(path, json.dumps({"batch": row.number, **listed}, ensure_ascii=False, indent=1).encode() + b"\n")
    return path


def remake(office: Office, name: str, folder: Path | None = None, progress: Progress = silent) -> RestoredFiles:
    """Make the files of a batch again that are gone; ``folder`` is the batch's from then on. Raises Refused ``letters.wrong_state``,
    and as ``restore``.
    """
    row = batch_row(office, name)
    if row.state not in ("written", "approved"):
        raise Refused("letters.wrong_state", batch_state=row.state)
    told = restore(office, LetterMaker(office, row.uid), folder and folder.absolute(), progress)
    with office.work("letters.write") as work:
        batch = _batch(work, row.uid)
        batch.folder = str(folder.absolute()) if folder else batch.folder
        work.commit()
    if told.made:
        write_manifest(office, batch_row(office, row.uid))
    return told


def manifest_path(office: Office, row: BatchRow) -> Path:
    """Where the manifest of a batch lies, by its first and last number."""
    with office.store.read() as connection:
        serials = [int(line.number[-8:-1]) for line in queries.lines(connection, row.uid)]
    return Path(row.folder) / manifest_name(row.issued_on, serials)


def undo(office: Office, name: str) -> BatchRow:
    """Take a batch back: its letters, files and numbers go, its findings stand where they stood.

    Raises Refused ``letters.wrong_state``, ``letters.already_sent`` for letters that went out or were answered.
    """
    files: list[tuple[Path, str]] = []
    office.demand("letters.undo")
    maker = LetterMaker(office, batch_row(office, name).uid)
    left = maker.left_overs()
    with office.work("letters.undo") as work:
        batch = _batch(work, name)
        lines = work.all(LetterInBatch, batch_uid=batch.uid)
        letters = {line.uid: work.get(Letter, line.letter_uid) for line in lines if line.letter_uid}
        sent = [
            letter.number for letter in letters.values() if letter.dispatched_on or letter.state not in ("written", "approved")
        ]
        sent += [letter.number for letter in letters.values() if _moved_on(work, letter)]
        demand_undo(batch.state, sorted(set(sent)))
        for line in lines:
            letter = letters.get(line.uid)
            if letter is not None:
                _put_back(work, letter, json.loads(line.made))
                for paper in work.all(Paper, subject_uid=letter.uid):
                    files.append((Path(paper.path), paper.sha256))
                    work.session.delete(paper)
                line.letter_uid = None
                work.flush()
                work.session.delete(letter)
            line.state = "undone"
        series = work.session.get(NumberSeries, f"letter/{batch.issued_on.year}")
        if series is not None:
            series.last = released_last(series.last, {line.serial for line in lines})
        batch.state, batch.undone_by, batch.undone_at = "undone", work.login, work.now()
        uid = batch.uid
        manifest = Path(batch.folder) / manifest_name(batch.issued_on, [line.serial for line in lines])
        work.commit()
    for path, digest in files:
        with contextlib.suppress(OSError):
            # What somebody changed since is no longer ours to delete.
            if hashlib.sha256(path.read_bytes()).hexdigest() == digest:
                path.unlink()
    maker.clear_half_written()
    remove_files(left)
    if files:
        remove_files([manifest])
    return batch_row(office, uid)


def _moved_on(work: Work, letter: Letter) -> bool:
    """Whether a finding went on after this letter, or another letter refers to it."""
    states = {finding.state for finding in work.all(Finding, letter_uid=letter.uid)}
    return (
        bool(states - {"lettered"} and LetterKind(letter.letter_kind) in CARRYING)
        or work.find(Letter, refers_to=letter.uid) is not None
    )


def _put_back(work: Work, letter: Letter, made: dict[str, Any]) -> None:
    for uid, (state, due, letter_uid) in made.get("findings", {}).items():
        finding = work.get(Finding, uid)
        if finding.letter_uid == letter.uid:
            finding.state, finding.letter_uid = state, letter_uid
            finding.due_date = date.fromisoformat(due) if due else None
    for uid in made.get("corrections", ()):
        correction = work.get(CorrectionDue, uid)
        correction.settled_by_letter = correction.settled_at = None


def approve(office: Office, name: str) -> BatchRow:
    """Approve a batch whose sample was read by who approves. Its files are as they were written and checked, or moved away.

    Raises Refused ``letters.wrong_state``, ``letters.unread``, ``four_eyes.author``, ``letters.altered`` (files).
    """
    with office.work("letters.approve") as work:
        batch = _batch(work, name)
        lines = work.all(LetterInBatch, batch_uid=batch.uid)
        unread = [line.number for line in lines if line.sampled and work.login not in json.loads(line.opened)]
        demand_approval(batch.state, batch.started_by, work.login, sorted(unread))
        altered = [
            Path(paper.path).name
            for line in lines
            if line.letter_uid
            for paper in work.all(Paper, subject_uid=line.letter_uid)
            if _altered(Path(paper.path), paper.sha256)
        ]
        if altered:
            raise Refused("letters.altered", files=tuple(sorted(altered)))
        batch.state, batch.approved_by, batch.approved_at = "approved", work.login, work.now()
        for line in lines:
            if line.letter_uid:
                work.get(Letter, line.letter_uid).state = "approved"
        uid = batch.uid
        work.commit()
    return batch_row(office, uid)


def _altered(path: Path, digest: str) -> bool:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() != digest
    except FileNotFoundError:
        return False
    except OSError:
        return True


def mark_opened(office: Office, letter_uid: str) -> None:
    """Note that the person who acts has opened a letter of a batch."""
    with office.work("letters.open") as work:
        line = work.find(LetterInBatch, letter_uid=letter_uid)
        if line is None:
            return
        opened = json.loads(line.opened)
        if work.login not in opened:
            line.opened = canonical([*opened, work.login])
            work.commit()


def batch_row(office: Office, name: str) -> BatchRow:
    """Raises Refused ``letters.batch_unknown``."""
    with office.store.read() as connection:
        found = queries.batches(connection, name=name)
    if not found:
        raise Refused("letters.batch_unknown", batch=name)
    return found[0]


def _batch(work: Work, name: str) -> LetterBatch:
    found = work.find(LetterBatch, number=name) or work.find(LetterBatch, uid=name)
    if found is None:
        raise Refused("letters.batch_unknown", batch=name)
    return found
