"""The office's signature on approved letters: each PDF made again with a field for it, signed, and put in the place of the unsigned one."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from auditdesk.errors import Refused
from auditdesk.files import write_atomically
from auditdesk.model.letter_rows import BatchLineRow, BatchRow
from auditdesk.model.records import Letter, Paper
from auditdesk.model.rows import PaperRow
from auditdesk.model.signing import CertificateFile, Token
from auditdesk.progress import Progress, silent
from auditdesk.services import letters_batches as batches
from auditdesk.services.letters_content import content_from
from auditdesk.services.office import Office
from auditdesk.services.office_signing import office_signer
from auditdesk.store.queries import letters as queries
from auditdesk.store.queries.office import papers
from auditdesk.store.work import Work

if TYPE_CHECKING:
    from auditdesk.documents.letter_wording import LetterWording
    from auditdesk.documents.pdf.signing import Signer


def sign(office: Office, name: str, source: CertificateFile | Token, progress: Progress = silent) -> BatchRow:
    """Sign the PDF files of an approved batch (letters, and annexes of electronic ones), each in a unit of work; stopped, it goes on with
    those that are left when asked again.

    Raises Refused ``letters.wrong_state`` before approval, ``letters.no_pdf``, ``letters.sent_unsigned`` (numbers),
    ``letters.file_changed`` (path), ``signing.certificate_over``; BadInput ``signing.certificate_unreadable``; Unavailable for token
    and disk; Cancelled.
    """
    from auditdesk.documents.letter_wording import read_wording

    office.demand("letters.sign")
    row = batches.batch_row(office, name)
    if row.state != "approved":
        raise Refused("letters.wrong_state", batch_state=row.state)
    if not {"pdf", "di"} & set(row.formats):
        raise Refused("letters.no_pdf", batch=row.number)
    with office.store.read() as connection:
        lines = [line for line in queries.lines(connection, row.uid) if line.letter_uid]
        sent = [
            one["number"] for one in queries.tracked(connection, row.year) if one["batch_uid"] == row.uid and one["dispatched_on"]
        ]
        kept = queries.letter(connection, lines[0].letter_uid or "") if lines else None
    if sent:
        raise Refused("letters.sent_unsigned", numbers=tuple(sent))
    if kept is None:
        return row
    language = json.loads(kept["making"])["language"]
    wording = read_wording(kept["wording"], f"{row.letter_kind}.json", language)
    try:
        with office_signer(office, source) as signer:
            for done, line in enumerate(lines):
                progress(done, len(lines), "letters")
                _sign_one(office, line, signer, wording, language)
            progress(len(lines), len(lines), "letters")
    finally:
        batches.write_manifest(office, row)
    return batches.batch_row(office, name)


def signed_papers(office: Office, letter: str) -> tuple[PaperRow, ...]:
    """The PDF files of a letter that were put in the place of unsigned ones, by the journal: a clock may have been set back."""
    with office.store.read() as connection:
        found = queries.letter(connection, letter)
        if found is None:
            raise Refused("letters.unknown", number=letter)
        kept = papers(connection, subjects=[found["uid"]])
        signed = queries.changed_by(connection, "letters.sign", [one.uid for one in kept])
    return tuple(sorted((one for one in kept if one.uid in signed), key=lambda one: one.path))


def _sign_one(office: Office, line: BatchLineRow, signer: Signer, wording: LetterWording, language: str) -> None:
    from auditdesk.documents.letter_files import annex_pdf, letter_pdf

    with office.store.read() as connection:
        kept = [one for one in papers(connection, subjects=[line.letter_uid or ""]) if one.path.endswith(".pdf")]
    for one in kept:
        with office.work("letters.sign") as work:
            content = content_from(work.get(Letter, line.letter_uid or "").content)
            if one.kind == "letter":
                to_sign = letter_pdf(content, language, wording, to_sign=True)
            else:
                to_sign = annex_pdf(content, wording, to_sign=True)
            _sign_file(work, work.get(Paper, one.uid), to_sign, signer)


def _sign_file(work: Work, paper: Paper, to_sign: bytes, signer: Signer) -> None:
    path = Path(paper.path)
    try:
        standing = path.read_bytes()
    except OSError as gone:
        raise Refused("letters.file_changed", path=paper.path) from gone
    ours = hashlib.sha256(standing).hexdigest() == paper.sha256
    # A signature is added behind the paper: what begins with the whole of it was signed before, if its record was kept.
    if ours and standing.startswith(to_sign):
        return
    if not ours and not standing.startswith(to_sign):
        raise Refused("letters.file_changed", path=paper.path)
    signed = signer.signed(to_sign)
    write_atomically(path, signed)
    try:
        paper.sha256, paper.size = hashlib.sha256(signed).hexdigest(), len(signed)
        paper.written_by, paper.written_at = work.login, work.now()
        work.commit()
    except BaseException:
        write_atomically(path, standing)
        raise
