"""Papers that must be made whatever was typed: a character that no shipped font has is told by its number instead."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from auditdesk.documents.pdf.typeface import Typeface
from auditdesk.documents.story import BarChart, Block, Heading, KeyValue, Paragraph, Signature, Story, Table

_BREAKS = "\n\r\t\u2028\u2029"


def with_known_glyphs(story: Story, typeface: Typeface) -> Story:
    """The story with ``〔U+1F600〕`` for each character that ``typeface`` can't draw, so that a paper on demand is never refused."""
    told = partial(_told, typeface)
    return replace(
        story,
        title=told(story.title),
        running_head=told(story.running_head),
        blocks=tuple(_block(block, told) for block in story.blocks),
    )


def _told(typeface: Typeface, text: str) -> str:
    from auditdesk.documents.plain_text import printable

    if all(sign in _BREAKS or typeface.has(sign) for sign in printable(text)):
        return text
    return "".join(
        sign
        if sign in _BREAKS or not printable(sign) or all(typeface.has(one) for one in printable(sign))
        else f"〔U+{ord(sign):04X}〕"
        for sign in text
    )


def _block(block: Block, told: partial[str]) -> Block:
    match block:
        case Heading() | Signature():
            return replace(block, text=told(block.text))
        case Paragraph():
            details = tuple(replace(one, label=told(one.label), text=told(one.text)) for one in block.details)
            return replace(block, text=told(block.text), label=told(block.label), details=details)
        case KeyValue():
            return replace(block, label=told(block.label), text=told(block.text))
        case Table():
            rows = tuple(tuple(told(cell) for cell in row) for row in block.rows)
            return replace(block, caption=told(block.caption), head=tuple(told(one) for one in block.head), rows=rows)
        case BarChart():
            bars = tuple(replace(bar, label=told(bar.label), shown=told(bar.shown)) for bar in block.bars)
            return replace(block, caption=told(block.caption), description=told(block.description), bars=bars)
        case _:
            return block
