"""Text as an OpenDocument file keeps it: nothing in it is markup, and no blank and no line is lost."""

from __future__ import annotations

import re
from typing import Final

from auditdesk.documents.plain_text import printable

_BLANKS: Final = re.compile(r"  +|^ | $|\t")
_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def odf_text(text: str) -> str:
    """The inside of a paragraph."""
    lines = printable(text).translate(_ESCAPES).split("\n")
    return "<text:line-break/>".join(_BLANKS.sub(_kept, line) for line in lines)


def _kept(match: re.Match[str]) -> str:
    return "<text:tab/>" if match[0] == "\t" else f'<text:s text:c="{len(match[0])}"/>'
