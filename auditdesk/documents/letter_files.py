"""Letters in files: one story, four formats."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from auditdesk.documents.letter_story import annex_story, letter_story
from auditdesk.documents.letter_wording import LetterWording
from auditdesk.model.letter import LetterContent
from auditdesk.words import Words

if TYPE_CHECKING:
    from auditdesk.documents.pdf.style import Stylesheet
    from auditdesk.documents.story import Story


def letter_file(
    content: LetterContent,
    suffix: str,
    language: str = "zh_TW",
    wording: LetterWording | None = None,
    *,
    form: bytes = b"",
    attachments: Sequence[str] = (),
    to_sign: bool = False,
) -> bytes:
    """The letter as ``pdf``, ``docx``, ``odt`` or ``di``; the same content, templates and language give the same bytes.

    ``form``: the office's own Word form, for ``docx``. ``attachments``: names of the files that go with a ``di``. ``to_sign``: a ``pdf``
    gets an empty field for a signature. Raises BadInput ``glyph.missing`` (characters), ``template.unreadable``, ``template.faulty``.
    """
    if suffix == "di":
        from auditdesk.documents.letter_di import letter_di

        return letter_di(content, wording if wording and wording.language == "zh_TW" else None, attachments)
    if suffix == "docx" and form:
        from auditdesk.documents.letter_form import filled_form

        return filled_form(form, content, language, wording)
    story = letter_story(content, language, wording)
    if suffix == "docx":
        from auditdesk.documents.letter_docx import letter_docx

        return letter_docx(story)
    if suffix == "odt":
        from auditdesk.documents.letter_odt import letter_odt

        return letter_odt(story)
    from auditdesk.documents.pdf.render import render_pdf

    return render_pdf(story, _style(story.language), signature=_field(story) if to_sign else "")


def letter_pdf(
    content: LetterContent, language: str = "zh_TW", wording: LetterWording | None = None, *, to_sign: bool = False
) -> bytes:
    """The letter as PDF in 函 form with its annex. Raises as ``letter_file`` does."""
    return letter_file(content, "pdf", language, wording, to_sign=to_sign)


def annex_pdf(content: LetterContent, wording: LetterWording | None = None, *, to_sign: bool = False) -> bytes:
    """The annex by itself, as the file that goes with a ``di``; ``to_sign``: with an empty field for a signature."""
    from auditdesk.documents.pdf.render import render_pdf

    story = annex_story(content, "zh_TW", wording)
    return render_pdf(story, _style("zh_TW"), signature=_field(story) if to_sign else "")


def _field(story: Story) -> str:
    return Words(story.language).say("paper.signature", publisher=story.author)


@cache
def _style(language: str) -> Stylesheet:
    from auditdesk.documents.pdf.style import letter_style

    return letter_style(language)
