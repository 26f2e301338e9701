"""What goes with a batch to the post room: envelopes, labels, the list of addresses, and a table for mail merge with every field."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from auditdesk.errors import Refused
from auditdesk.files import write_atomically
from auditdesk.model.letter import LetterContent
from auditdesk.model.letter_rows import BatchRow
from auditdesk.model.mailing import EnvelopeSize, Mailing
from auditdesk.progress import Progress, silent
from auditdesk.rules.letters import LetterKind, postal_parts
from auditdesk.rules.letters_fields import fields_of
from auditdesk.services import letters_batches as batches
from auditdesk.services.letters_checks import FirmNames, demand_sound
from auditdesk.services.letters_content import content_from
from auditdesk.services.office import Office
from auditdesk.store.queries import letters as queries
from auditdesk.store.queries import register
from auditdesk.words import Words

if TYPE_CHECKING:
    from auditdesk.exchange.tables_out import Value

_BESIDE: Final = ("firm_code", "postal_code")


def envelopes(office: Office, name: str, path: Path, size: str = "c5", *, window: bool = False) -> int:
    """Write the envelopes or labels of a batch as one PDF, in the order of its letters; returns how many.

    Every page of envelopes is read back: it names its firm and no other. Raises Refused ``letters.nothing_written``,
    ``letters.unknown_envelope``, ``letters.check_…``; BadInput ``glyph.missing``; Unavailable for the disk.
    """
    from auditdesk.documents.pdf.envelopes import envelopes_pdf

    wanted = _size(size)
    row, kept = _letters(office, name)
    mailings = [_mailing(content) for content in kept]
    file = envelopes_pdf(mailings, wanted, row.issued_on, window=window)
    stood = path.read_bytes() if path.is_file() else None
    write_atomically(path, file)
    try:
        if wanted is not EnvelopeSize.LABELS:
            _demand_sound(office, path, kept)
    except BaseException:
        if stood is None:
            path.unlink(missing_ok=True)
        else:
            write_atomically(path, stood)
        raise
    return len(mailings)


def addresses(office: Office, name: str, path: Path, progress: Progress = silent) -> int:
    """Write the list of addresses of a batch as XLSX, ODS, CSV or JSON, or as labels where ``path`` is a PDF; returns how many.

    Raises as ``envelopes`` does, and Refused ``export.unknown_format``.
    """
    if path.suffix.lower() == ".pdf":
        return envelopes(office, name, path, EnvelopeSize.LABELS)
    _, kept = _letters(office, name)
    columns = ("letter", "code", "name", "postal_code", "letter_address", "letter_recipient", "issued_on")
    rows = (
        (
            content.number,
            content.firm_code,
            content.firm_name,
            *postal_parts(content.postal_address),
            content.recipient,
            content.issued_on,
        )
        for content in kept
    )
    words = Words("zh_TW")
    return _table(office, path, "letter_addresses", tuple(words.say(f"column.{column}") for column in columns), rows, progress)


def merge_table(office: Office, name: str, path: Path, progress: Progress = silent) -> int:
    """Write one row a letter with every field that templates know, as XLSX or CSV (also ODS, JSON), for mail merge; returns how many.

    Raises as ``addresses`` does; Refused ``export.text_too_long`` where a cell of XLSX can't hold all findings: CSV can.
    """
    from auditdesk.documents.letter_form import form_fields
    from auditdesk.documents.letter_wording import read_wording

    row, kept = _letters(office, name)
    with office.store.read() as connection:
        wording = read_wording(queries.batch_wording(connection, row.uid), f"{row.letter_kind}.json", "zh_TW")
    names = [field for field in fields_of(LetterKind(row.letter_kind), form=True) if field not in _BESIDE]
    words = Words("zh_TW")

    def rows() -> Iterable[tuple[Value, ...]]:
        for content in kept:
            told = form_fields(content, "zh_TW", wording)
            code, _ = postal_parts(content.postal_address)
            yield content.firm_code, code, *(_cell(told[field]) for field in names)

    headings = tuple(words.say(f"letter_field.{field}") for field in (*_BESIDE, *names))
    return _table(office, path, "letter_merge", headings, rows(), progress)


def _cell(value: Any) -> Value:
    plain: Value = value
    if not isinstance(value, list):
        return plain
    return "\n".join(
        f"{one.label}{one.text}" if hasattr(one, "label") else f"{one.number}　{one.code}　{one.facts}　{one.due_date}"
        for one in value
    )


def _table(
    office: Office, path: Path, name: str, headings: tuple[str, ...], rows: Iterable[tuple[Value, ...]], progress: Progress
) -> int:
    from auditdesk.exchange.tables_out import ListTable, write_table

    office.sign()
    return write_table(path, ListTable(Words("zh_TW").say(f"table.{name}"), headings, rows), progress=progress)


def _size(text: str) -> EnvelopeSize:
    try:
        return EnvelopeSize(text)
    except ValueError:
        raise Refused("letters.unknown_envelope", envelope=text, known=tuple(EnvelopeSize)) from None


def _letters(office: Office, name: str) -> tuple[BatchRow, tuple[LetterContent, ...]]:
    """The batch and what its letters say, in their order."""
    office.demand("letters.mail")
    row = batches.batch_row(office, name)
    with office.store.read() as connection:
        kept = tuple(content_from(text) for text in queries.contents(connection, row.uid))
    if not kept:
        raise Refused("letters.nothing_written", batch=row.number)
    return row, kept


def _mailing(content: LetterContent) -> Mailing:
    code, address = postal_parts(content.postal_address)
    sender = content.sender
    return Mailing(
        content.number, content.firm_code, content.firm_name, code, address, content.recipient, sender.name, sender.address
    )


def _demand_sound(office: Office, path: Path, kept: tuple[LetterContent, ...]) -> None:
    from auditdesk.exchange.paper_text import read_paper

    with office.store.read() as connection:
        firms = {firm.code: firm for firm in register.firms(connection)}
    names = FirmNames(firms.values())
    pages = [part.text for part in read_paper(path) if part.where.startswith("page ")]
    for page, content in zip(pages, kept, strict=True):
        firm = dataclasses.replace(firms[content.firm_code], name=content.firm_name, address=content.postal_address)
        others = names.others_of(firm, content.sender.name)
        demand_sound(path, page, (content.firm_name, content.number, postal_parts(content.postal_address)[1]), others)
