"""Text as it may be printed."""

from __future__ import annotations

import re
from typing import Final

_LINE_ENDS: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_NO_INK: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff]"
)


def printable(text: str) -> str:
    """``text`` with one kind of line feed and without characters that leave no ink (zero-width ones, variation marks)."""
    return _NO_INK.sub("", _LINE_ENDS.sub("\n", text))
