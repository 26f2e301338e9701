"""What the disk's errors mean for the person who wanted a paper."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Final

from auditdesk.errors import Unavailable

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_NOT_WRITABLE: Final = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


def refusal(problem: OSError, path: Path) -> Unavailable:
    """Unavailable ``disk.full``, ``disk.read_only`` or ``disk.failed`` for a paper at ``path``."""
    if problem.errno in _FULL:
        return Unavailable("disk.full", path=str(path))
    if problem.errno in _NOT_WRITABLE:
        return Unavailable("disk.read_only", path=str(path))
    return Unavailable("disk.failed", path=str(path), reason=problem.strerror or "")
