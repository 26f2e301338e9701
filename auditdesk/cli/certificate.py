"""With what papers are signed, as the shell says it: a certificate in a file or on a token."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from auditdesk.cli.session import SESSION
from auditdesk.model.signing import CertificateFile, Token

KEY: Final = "AUDITDESK_CERTIFICATE_PASSWORD"
"""The environment variable with the password of the certificate, or the PIN of the token; else it is asked for."""
SignFile = Annotated[Path | None, typer.Option("--sign", help="PKCS#12 file of the office; the PDF files are signed with it.")]
TokenModule = Annotated[Path | None, typer.Option("--token", help="PKCS#11 module of a token, instead of a file.")]
TokenLabel = Annotated[str, typer.Option("--token-label", help="Label of the certificate on the token.")]


def certificate(sign: Path | None, token: Path | None, label: str) -> CertificateFile | Token | None:
    """With what is signed; None when nothing was named. The password is asked for here and kept nowhere."""
    if sign is None and token is None:
        return None
    if sign is None and token is not None:
        from auditdesk.services.office_signing import demand_token

        demand_token(token)
    password = os.environ.get(KEY)
    if password is None:
        password = getpass.getpass(SESSION.words.say("ask.certificate_password") + " ", stream=sys.stderr)
    if sign is not None:
        return CertificateFile(sign, password)
    assert token is not None
    return Token(token, label, password)
