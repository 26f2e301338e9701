"""How items are named by people: ``17010-03`` on screen, ``#17010-3`` in a note."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_LINK = re.compile(r"#\s*([A-Za-z]{0,3}-?\d+[\d-]*)")


def shown(key: str) -> str:
    """The number of an item as it is shown, without the letters all items share."""
    return key.removeprefix("CC-")


def named(typed: str, keys: Iterable[str]) -> str | None:
    """The item somebody means: ``17010-3``, ``CC-17010-03``, full-width digits too; None when none or several fit."""
    wanted = _parts(typed)
    found = [key for key in keys if _parts(key) == wanted]
    return found[0] if len(found) == 1 and wanted else None


def linked(text: str, keys: Iterable[str]) -> str | None:
    """The first item that a text names with ``#``; None when it names none there is."""
    known = tuple(keys)
    plain = unicodedata.normalize("NFKC", text)
    return next((key for match in _LINK.finditer(plain) if (key := named(match.group(1), known)) is not None), None)


def _parts(name: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKC", name).strip().lstrip("#").upper().removeprefix("CC-")
    return tuple(part.lstrip("0") or "0" for part in plain.split("-") if part)
