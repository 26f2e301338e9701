"""What the first start asks the system about the folder that is named."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from auditdesk.store.medium import Medium, describe


@dataclass(frozen=True, slots=True)
class Seen:
    """What the system says of a folder: what it lies on, and how many bytes are free there; None = it can't be reached."""

    home: Path
    medium: Medium
    free: int | None


def look_at(home: Path) -> Seen:
    """Off the GUI thread. A network drive is not asked further."""
    medium = describe(home)
    if medium.network:
        return Seen(home, medium, None)
    try:
        return Seen(home, medium, shutil.disk_usage(nearest(home)).free)
    except OSError:
        return Seen(home, medium, None)


def nearest(path: Path) -> Path:
    """The folder, or the nearest one above it that exists."""
    while not path.is_dir() and path != path.parent:
        path = path.parent
    return path
