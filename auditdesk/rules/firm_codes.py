"""Codes of firms and branches: four letters or digits in which case matters (700C and 700c are two branches)."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from auditdesk.errors import BadInput

_CODE: Final = re.compile(r"[0-9A-Za-z]{4}")
_EATEN: Final = re.compile(r"[0-9]{1,3}")
_RESERVED: Final = re.compile(r"(?:COM|LPT)[0-9]", re.IGNORECASE)
"""The four-character names that Windows keeps for devices."""


def parse_code(text: str) -> str:
    """The code as written, full-width signs made narrow. Raises BadInput ``code.unreadable`` (text) for anything else.

    One to three digits are what a spreadsheet leaves of a code that began with zeros: BadInput ``code.zeros_eaten`` with ``text`` and
    ``suggestion``, for a person to confirm.
    """
    written = unicodedata.normalize("NFKC", text).strip().removeprefix("'") if len(text) <= 20 else ""
    if _CODE.fullmatch(written):
        return written
    if _EATEN.fullmatch(written):
        raise BadInput("code.zeros_eaten", text=text, suggestion=written.zfill(4))
    raise BadInput("code.unreadable", text=text)


def file_stem(code: str) -> str:
    """A file name for the code that stays apart from every other code's where case does not count: 700C → ``700C``, 700c → ``700c_4``.

    The digits behind the underscore are the places of the small letters; names that Windows keeps for devices get ``_0``.
    """
    small = "".join(str(place) for place, sign in enumerate(code, start=1) if sign.islower())
    if not small and _RESERVED.fullmatch(code):
        small = "0"
    return f"{code}_{small}" if small else code
