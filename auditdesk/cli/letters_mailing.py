"""Commands: letters signed, and what goes with them to the post room."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from auditdesk.cli.certificate import SignFile, TokenLabel, TokenModule, certificate
from auditdesk.cli.session import SESSION
from auditdesk.cli.tables import show_line
from auditdesk.errors import Refused

Batch = Annotated[str, typer.Argument(help="Number of the batch.")]


def register(app: typer.Typer) -> None:
    """The commands under ``letters``."""
    app.command("sign")(sign)
    app.command("envelopes")(envelopes)
    app.command("addresses")(addresses)
    app.command("merge")(merge)


def sign(batch: Batch, sign: SignFile = None, token: TokenModule = None, token_label: TokenLabel = "") -> None:
    """Sign the PDF files of an approved batch with the office's certificate."""
    with SESSION.desk() as desk:
        desk.office.demand("letters.sign")
        key = certificate(sign, token, token_label)
        if key is None:
            raise Refused("signing.nothing_named")
        with SESSION.progress() as progress:
            row = desk.letters.sign(batch, key, progress)
            files = [paper for letter, _ in desk.letters.batch(row.uid).letters for paper in desk.letters.signed(letter.uid)]
    told = [{"path": paper.path, "sha256": paper.sha256} for paper in sorted(files, key=lambda paper: paper.path)]
    SESSION.result({"batch": row.number, "files": told}, lambda: show_line("letters.signed", batch=row.number))


def envelopes(
    batch: Batch,
    to: Annotated[Path, typer.Option(help="The PDF to write.")],
    size: Annotated[str, typer.Option(help="c5, dl, or labels (A4, 3 × 8).")] = "c5",
    window: Annotated[bool, typer.Option("--window", help="For envelopes with a window.")] = False,
) -> None:
    """The envelopes of a batch, one page each."""
    with SESSION.desk() as desk:
        count = desk.letters.envelopes(batch, to, size, window=window)
    _show(to, count)


def addresses(
    batch: Batch, to: Annotated[Path, typer.Option(help="The file: .xlsx, .ods, .csv or .json; .pdf for labels.")]
) -> None:
    """The list of addresses of a batch."""
    with SESSION.desk() as desk:
        count = desk.letters.addresses(batch, to)
    _show(to, count)


def merge(batch: Batch, to: Annotated[Path, typer.Option(help="The file: .xlsx, .csv, .ods or .json.")]) -> None:
    """One row a letter with every field, for mail merge in Word."""
    with SESSION.desk() as desk:
        count = desk.letters.merge_table(batch, to)
    _show(to, count)


def _show(path: Path, count: int) -> None:
    SESSION.result({"file": str(path), "letters": count}, lambda: show_line("letters.mailed", count=count, path=str(path)))
