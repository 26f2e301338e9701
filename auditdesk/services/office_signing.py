"""The office's signature on its papers: one way for notices and letters."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from auditdesk.errors import Refused
from auditdesk.model.signing import CertificateFile, Token

if TYPE_CHECKING:
    from auditdesk.documents.pdf.signing import Signer
    from auditdesk.services.office import Office


@contextmanager
def office_signer(office: Office, source: CertificateFile | Token) -> Iterator[Signer]:
    """The key, as long as it is needed. Raises Refused ``signing.certificate_over`` by the office's day, and as ``signer_for``."""
    from auditdesk.documents.pdf.signing import signer_for

    with signer_for(source) as signer:
        if not signer.since <= office.today() <= signer.until:
            raise Refused("signing.certificate_over", name=signer.name, since=signer.since, until=signer.until)
        yield signer


def demand_token(module: Path) -> None:
    """Before a PIN is asked for. Raises Unavailable ``signing.token_component_missing`` where tokens can't be used here."""
    from auditdesk.documents.pdf.signing import demand_token_component

    demand_token_component(module)
