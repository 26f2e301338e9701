"""Letters: one 函 a firm, by the batch, from the preflight to the firm's answer."""

from __future__ import annotations

import base64
import builtins
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from auditdesk.errors import Refused
from auditdesk.model.commands import WriteLetters
from auditdesk.model.letter_rows import (
    BatchRow,
    BlockedFirm,
    DispatchLetters,
    DueFirm,
    KeepLetterReply,
    Preflight,
    RestoredFiles,
    TrackedLetter,
    WrittenBatch,
)
from auditdesk.model.rows import LetterRow, PaperRow
from auditdesk.model.signing import CertificateFile, Token
from auditdesk.progress import Progress, silent
from auditdesk.rules.letters import LetterKind
from auditdesk.services import letters_batches as batches
from auditdesk.services import letters_mailing as mailing
from auditdesk.services import letters_signing as signing
from auditdesk.services import letters_tracking as tracking
from auditdesk.services.letters_content import content_from, letter_content, sender_missing
from auditdesk.services.letters_due import DueLetters
from auditdesk.services.letters_making import file_names
from auditdesk.services.letters_templates import chosen_templates
from auditdesk.services.office import Office
from auditdesk.store.queries import letters as queries
from auditdesk.store.queries import office as office_queries


class LetterService:
    """Acts on letters."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def list(self, year: int | None = None) -> tuple[LetterRow, ...]:
        """Letters in the order of their numbers."""
        with self._office.store.read() as connection:
            return office_queries.letters(connection, year=year)

    def check(self, order: WriteLetters) -> Preflight:
        """What a batch would do, without doing it. Raises Refused ``firm.unknown``, ``letters.unknown_template``."""
        office = self._office
        with office.store.read() as connection:
            due, blocked = DueLetters(office, connection, order).gather()
        return Preflight(
            tuple(
                DueFirm(
                    one.firm.code, one.firm.name, len(one.findings), one.hints, one.earlier.number if one.earlier else "", one.key
                )
                for one in due
            ),
            blocked,
            sender_missing(office.settings()),
        )

    def preflight(
        self, year: int, firms: tuple[str, ...] = (), kind: str = "result"
    ) -> tuple[tuple[str, ...], tuple[BlockedFirm, ...]]:
        """(codes that would get a letter today, firms held back with the reason). Raises Refused ``firm.unknown``."""
        found = self.check(WriteLetters(year, "", self._office.today(), firms=firms, kind=kind))
        return tuple(one.code for one in found.due), found.blocked

    def preview(self, order: WriteLetters, key: str) -> bytes:
        """The letter that ``key`` of the preflight would get, as PDF, still without a number. Raises Refused ``letters.unknown``."""
        from auditdesk.documents.letter_files import letter_pdf
        from auditdesk.documents.letter_wording import read_wording

        office = self._office
        with office.store.read() as connection:
            due, _ = DueLetters(office, connection, order).gather()
            wording, _ = chosen_templates(connection, LetterKind(order.kind))
        one = next((each for each in due if each.key == key), None)
        if one is None:
            raise Refused("letters.unknown", number=key)
        content = letter_content(office, one, order, "", office.settings())
        return letter_pdf(content, order.language, read_wording(wording.content, f"{order.kind}.json", order.language))

    def write(self, order: WriteLetters, progress: Progress = silent) -> WrittenBatch:
        """A whole batch or nothing: cancelled or failed, its files, records and numbers are taken back.

        Raises as ``start`` and ``run`` do, and Cancelled.
        """
        from auditdesk.errors import Cancelled

        blocked = self._blocked(order)
        row = batches.start(self._office, order)
        try:
            done = batches.run(self._office, row.uid, progress, keep_going=False)
        except BaseException:
            batches.undo(self._office, row.uid)
            raise
        if done.state != "written":
            batches.undo(self._office, row.uid)
            raise Cancelled
        return self._shown(done, blocked)

    def start(self, order: WriteLetters) -> WrittenBatch:
        """Reserve the numbers of a batch and freeze what its letters say; ``run`` writes them.

        Raises Refused ``letters.unfinished``, ``letters.nothing_due``, ``letters.sender_missing``, ``letters.unknown_format``,
        ``firm.unknown``; BadInput for a template.
        """
        blocked = self._blocked(order)
        return self._shown(batches.start(self._office, order), blocked)

    def run(self, batch: str, progress: Progress = silent, folder: str | None = None) -> WrittenBatch:
        """Write the letters of a batch that still wait, and those that failed. Cancelled it stands ``stopped`` and can go on later, also
        in another ``folder``. Raises Unavailable for the disk; what was written is kept then too.
        """
        return self._shown(batches.run(self._office, batch, progress, folder=folder))

    def remake_files(self, batch: str, folder: str | None = None, progress: Progress = silent) -> RestoredFiles:
        """Make the files of a written batch again that are gone, where they lay or in ``folder``; what signing left half done becomes the
        unsigned file again. Raises Refused ``letters.wrong_state``, ``paper.exists``; Unavailable for the disk.
        """
        return batches.remake(self._office, batch, Path(folder) if folder else None, progress)

    def files_gone(self, batch: str) -> tuple[str, ...]:
        """Paths of a batch's files (its uid) where nothing lies any more."""
        with self._office.store.read() as connection:
            subjects = [line.letter_uid for line in queries.lines(connection, batch) if line.letter_uid]
            kept = office_queries.papers(connection, subjects=subjects)
        return tuple(sorted(paper.path for paper in kept if not Path(paper.path).exists()))

    def undo(self, batch: str) -> BatchRow:
        """Take a batch back as a whole: numbers are free again, files gone, findings accepted as before.

        Raises Refused ``letters.wrong_state``, ``letters.already_sent``.
        """
        return batches.undo(self._office, batch)

    def unfinished(self) -> BatchRow | None:
        """The batch that a stop, a full disk or a crash left; the next start offers to go on with it."""
        with self._office.store.read() as connection:
            return next(iter(queries.batches(connection, unfinished=True)), None)

    def batches(self, year: int | None = None) -> tuple[BatchRow, ...]:
        """Batches, the newest first."""
        with self._office.store.read() as connection:
            return queries.batches(connection, year=year)

    def batch(self, batch: str) -> WrittenBatch:
        """One batch with its lines. Raises Refused ``letters.batch_unknown``."""
        return self._shown(batches.batch_row(self._office, batch))

    def approve(self, batch: str) -> BatchRow:
        """Approve a batch; who does has opened every letter of its sample. Raises Refused ``letters.wrong_state``, ``letters.unread``,
        ``four_eyes.author``, ``letters.altered``.
        """
        return batches.approve(self._office, batch)

    def open(self, letter: str) -> bytes:
        """The letter as PDF for whoever reads it before approval; that he opened it is kept. Raises as ``remake``."""
        self._office.demand("letters.open")
        content = self.remake(letter, "pdf")
        with self._office.store.read() as connection:
            found = queries.letter(connection, letter)
        if found is not None:
            batches.mark_opened(self._office, found["uid"])
        return content

    def remake(self, letter: str, suffix: str = "pdf") -> bytes:
        """The letter made again from what was frozen with it, byte for byte as it was written; never with the office's signature, which
        only the files of ``signed`` carry. Raises Refused ``letters.unknown``.
        """
        from auditdesk.documents.letter_files import letter_file
        from auditdesk.documents.letter_wording import read_wording

        with self._office.store.read() as connection:
            found = queries.letter(connection, letter)
        if found is None:
            raise Refused("letters.unknown", number=letter)
        content = content_from(found["content"])
        if found["wording"] is None:
            return letter_file(content, suffix)
        language = json.loads(found["making"])["language"]
        names: builtins.list[str] = []
        if suffix == "di":
            row = self.batch(found["batch_uid"])
            line = next(line for line in row.lines if line.letter_uid == found["uid"])
            names = [
                name for ending, name in file_names(row.batch, line, found["firm_code"], content).items() if ending[0] in "a."
            ]
        wording = read_wording(found["wording"], f"{content.kind}.json", language)
        return letter_file(content, suffix, language, wording, form=base64.b64decode(found["form"]), attachments=names)

    def papers(self, letter: str) -> tuple[PaperRow, ...]:
        """The files that were written of a letter (its uid), in the order of their names."""
        with self._office.store.read() as connection:
            return tuple(sorted(office_queries.papers(connection, subjects=[letter]), key=lambda paper: paper.path))

    def signed(self, letter: str) -> tuple[PaperRow, ...]:
        """The files of a letter (uid or number) that carry the office's signature. Raises Refused ``letters.unknown``."""
        return signing.signed_papers(self._office, letter)

    def sign(self, batch: str, source: CertificateFile | Token, progress: Progress = silent) -> BatchRow:
        """Sign the PDF files of an approved batch with the office's certificate. Raises as ``letters_signing.sign`` says."""
        return signing.sign(self._office, batch, source, progress)

    def envelopes(self, batch: str, path: Path, size: str = "c5", *, window: bool = False) -> int:
        """Envelopes (``c5``, ``dl``) or ``labels`` of a batch as one PDF. Raises as ``letters_mailing.envelopes`` says."""
        return mailing.envelopes(self._office, batch, path, size, window=window)

    def addresses(self, batch: str, path: Path, progress: Progress = silent) -> int:
        """The list of addresses of a batch, by the suffix of ``path``; as labels for a PDF."""
        return mailing.addresses(self._office, batch, path, progress)

    def merge_table(self, batch: str, path: Path, progress: Progress = silent) -> int:
        """One row a letter with every field, for mail merge, by the suffix of ``path``."""
        return mailing.merge_table(self._office, batch, path, progress)

    def track(self, year: int | None = None, *, only_open: bool = False) -> tuple[TrackedLetter, ...]:
        """Every letter with what came of it and the next step, the most pressing first."""
        return tracking.track(self._office, year, only_open=only_open)

    def dispatch(self, order: DispatchLetters) -> tuple[TrackedLetter, ...]:
        """Keep that letters went out. Raises Refused ``letters.unknown``, ``letters.not_approved``, ``letters.day_…``."""
        return tracking.dispatch(self._office, order)

    def receive(self, letters: Sequence[str], on: date) -> tuple[TrackedLetter, ...]:
        """Keep when firms got their letters. Raises Refused ``letters.unknown``, ``letters.not_dispatched``, ``letters.day_…``."""
        return tracking.receive(self._office, letters, on)

    def reply(self, order: KeepLetterReply) -> TrackedLetter:
        """Keep that a firm answered a letter. Raises Refused ``letters.unknown``, ``letters.day_…``."""
        return tracking.reply(self._office, order)

    def _blocked(self, order: WriteLetters) -> tuple[BlockedFirm, ...]:
        self._office.demand("letters.write")
        return self.check(order).blocked

    def _shown(self, row: BatchRow, blocked: tuple[BlockedFirm, ...] = ()) -> WrittenBatch:
        with self._office.store.read() as connection:
            lines = queries.lines(connection, row.uid)
            letters = {letter.uid: letter for letter in office_queries.letters(connection, year=row.year)}
            kept = office_queries.papers(connection, subjects=[line.letter_uid for line in lines if line.letter_uid])
        written = tuple(
            (
                letters[line.letter_uid],
                tuple(paper for paper in kept if paper.subject_uid == line.letter_uid and paper.kind == "letter"),
            )
            for line in lines
            if line.letter_uid
        )
        manifest = batches.manifest_path(self._office, row) if row.state in ("written", "approved") else None
        return WrittenBatch(row, written, lines, blocked, Path(manifest) if manifest else None)
