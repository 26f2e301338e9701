"""Signatures of the office on finished papers (PAdES): a certificate in a file (PKCS#12) or on a token (PKCS#11).

The field that is signed is part of the tagged paper, and what the file says of itself stays as it is, so a signed paper keeps PDF/UA-1
and PDF/A-2a. Passwords and PINs are used once and kept nowhere.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from auditdesk.documents.pdf.archive import SIGNATURE_FIELD
from auditdesk.errors import BadInput, Unavailable
from auditdesk.files import refusal
from auditdesk.model.signing import CertificateFile, Token


class Signer:
    """Signs papers with one key, read once."""

    def __init__(self, key: Any) -> None:
        self._key = key
        told = key.signing_cert
        self.name: str = told.subject.human_friendly
        self.since: date = told.not_valid_before.date()
        self.until: date = told.not_valid_after.date()

    def signed(self, content: bytes) -> bytes:
        """The paper with its empty field signed; the time of the signature is the machine's."""
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign import PdfSignatureMetadata, PdfSigner
        from pyhanko.sign.fields import SigSeedSubFilter

        class Unchanged(IncrementalPdfFileWriter):  # type: ignore[misc]  # the library has no types
            """Leaves the metadata alone: written anew, it would no longer name the standards that the paper keeps."""

            def _update_meta(self) -> None:
                return None

        wanted = PdfSignatureMetadata(field_name=SIGNATURE_FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
        target = io.BytesIO()
        PdfSigner(wanted, signer=self._key).sign_pdf(Unchanged(io.BytesIO(content)), existing_fields_only=True, output=target)
        return target.getvalue()


@contextmanager
def signer_for(source: CertificateFile | Token) -> Iterator[Signer]:
    """The key, as long as it is needed.

    Raises BadInput ``signing.certificate_unreadable`` (name); Unavailable ``signing.token_component_missing``,
    ``signing.token_unreachable`` (name), and for the disk.
    """
    if isinstance(source, CertificateFile):
        yield _from_file(source)
        return
    demand_token_component(source.module)
    with _token_session(source) as key:
        yield Signer(key)


def demand_token_component(module: Path) -> None:
    """Tokens need a component that an installation may lack. Raises Unavailable ``signing.token_component_missing`` (name)."""
    if find_spec("pkcs11") is None:
        raise Unavailable("signing.token_component_missing", name=module.name)


def _from_file(source: CertificateFile) -> Signer:
    from pyhanko.sign import SimpleSigner

    try:
        content = source.path.read_bytes()
    except OSError as problem:
        raise refusal(problem, source.path) from problem
    try:
        key = SimpleSigner.load_pkcs12_data(content, other_certs=[], passphrase=source.password.encode())
    except ValueError as broken:
        raise BadInput("signing.certificate_unreadable", name=source.path.name) from broken
    return Signer(key)


@contextmanager
def _token_session(source: Token) -> Iterator[Any]:
    name = source.module.name
    try:
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

        session = open_pkcs11_session(str(source.module), user_pin=source.pin)
        key = PKCS11Signer(session, cert_label=source.label, key_label=source.label)
        known = key.signing_cert is not None
    except Exception as broken:
        # Modules of makers raise what they like; all of it means that the token can't be used, and none of it may be shown.
        raise Unavailable("signing.token_unreachable", name=name) from broken
    if not known:
        raise Unavailable("signing.token_unreachable", name=name)
    with session:
        yield key
