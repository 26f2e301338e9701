"""Elements of a Word file that its library has no words for."""

from __future__ import annotations

from typing import Any


def name_of(tag: str) -> str:
    """``w:tbl`` with its namespace."""
    from docx.oxml.ns import qn

    return str(qn(tag))


def element(tag: str, **attributes: str) -> Any:
    """An element with attributes, both by their prefixed names."""
    from docx.oxml import OxmlElement

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(name_of(name), value)
    return made


def points(size: float) -> Any:
    """A length in points, as the library takes it."""
    from docx.shared import Pt

    return Pt(size)
