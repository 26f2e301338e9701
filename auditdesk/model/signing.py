"""With what the office signs its papers. Passwords and PINs are held for one act and kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class CertificateFile:
    """A PKCS#12 file and its password."""

    path: Path
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Token:
    """A token by the path of its PKCS#11 module; ``label`` is that of the certificate on it and of its key."""

    module: Path
    label: str
    pin: str = field(repr=False)
