"""Letters in files."""

from __future__ import annotations

from auditdesk.documents.letter_story import letter_story
from auditdesk.model.letter import LetterContent


def letter_pdf(content: LetterContent, language: str = "zh_TW") -> bytes:
    """The letter as PDF in 函 form with its annex; the same content gives the same bytes.

    Raises BadInput ``glyph.missing`` (characters), ``template.unreadable``, ``template.unknown_field`` or ``template.malformed``.
    """
    from auditdesk.documents.pdf.render import render_pdf
    from auditdesk.documents.pdf.style import letter_style

    return render_pdf(letter_story(content, language), letter_style(language))
