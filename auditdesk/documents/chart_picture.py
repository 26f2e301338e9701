"""Charts as pictures, for formats that take no drawing."""

from __future__ import annotations

import io
from functools import cache
from typing import Any, Final

from auditdesk import places
from auditdesk.documents.charts import SIZE, draw_bars
from auditdesk.documents.pdf.line_breaker import break_lines
from auditdesk.documents.plain_text import printable
from auditdesk.documents.story import BarChart

WIDTH: Final = 470.0
"""Points: the width of the text on an A4 page."""
_SCALE: Final = 3
_INK, _BAR, _PAPER = "#1a1d24", "#26407c", "#ffffff"


@cache
def _font(weight: str) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(str(places.resources() / "fonts" / f"NotoSansTC-{weight}.ttf"), round(SIZE * _SCALE))


def chart_png(chart: BarChart) -> tuple[bytes, float, float]:
    """The chart as PNG without any property, and its width and height in points."""
    from PIL import Image, ImageDraw

    plain, strong = _font("Regular"), _font("Medium")

    def lines_of(text: str, room: float) -> list[str]:
        return [line.text for line in break_lines(printable(text), lambda sign: plain.getlength(sign) / _SCALE, room)]

    drawing = draw_bars(chart, WIDTH, lines_of)
    picture = Image.new("RGB", (round(drawing.width * _SCALE), round(drawing.height * _SCALE)), _PAPER)
    pen = ImageDraw.Draw(picture)
    for strip in drawing.strips:
        corners = (strip.x, strip.y, strip.x + strip.width, strip.y + strip.height)
        pen.rectangle([edge * _SCALE for edge in corners], fill=_BAR)
    axis, upper, lower = drawing.axis
    pen.line([edge * _SCALE for edge in (axis, upper, axis, lower)], fill=_INK, width=_SCALE)
    for words in drawing.words:
        pen.text((words.x * _SCALE, words.y * _SCALE), words.text, fill=_INK, font=strong if words.strong else plain, anchor="ls")
    target = io.BytesIO()
    picture.save(target, "PNG", optimize=True)
    return target.getvalue(), drawing.width, drawing.height
