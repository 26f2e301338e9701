"""The wording of letters: templates with fields in braces, read from a file and filled strictly."""

from __future__ import annotations

import json
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from auditdesk import places
from auditdesk.errors import BadInput


@dataclass(frozen=True, slots=True)
class TemplateParagraph:
    """One paragraph of 說明; ``level`` 1 to 4 is its depth in the numbering."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class LetterWording:
    """The words of one kind of letter in one language, their fields still open or already filled."""

    name: str
    subject: str
    paragraphs: tuple[TemplateParagraph, ...]
    attachment: str
    annex_title: str

    def filled(self, values: Mapping[str, str]) -> LetterWording:
        """The wording with every field replaced by its value.

        Raises BadInput ``template.unknown_field`` (template, where, field, known) or ``template.malformed`` (template, where).
        """

        def fill(text: str, where: str) -> str:
            return fill_fields(text, values, template=self.name, where=where)

        return LetterWording(
            name=self.name,
            subject=fill(self.subject, "subject"),
            paragraphs=tuple(
                TemplateParagraph(fill(paragraph.text, f"paragraphs[{number}]"), paragraph.level)
                for number, paragraph in enumerate(self.paragraphs, 1)
            ),
            attachment=fill(self.attachment, "attachment"),
            annex_title=fill(self.annex_title, "annex_title"),
        )


def fill_fields(text: str, values: Mapping[str, str], *, template: str, where: str) -> str:
    """``text`` with each ``{field}`` replaced; doubled braces stand for themselves. Nothing but plain names is a field.

    Raises BadInput ``template.unknown_field`` or ``template.malformed``, naming template and place.
    """
    filled = []
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError as problem:
        raise BadInput("template.malformed", template=template, where=where, example="{reply_by}") from problem
    for literal, field, form, conversion in parts:
        filled.append(literal)
        if field is None:
            continue
        if form or conversion or field not in values:
            written = field + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
            raise BadInput("template.unknown_field", template=template, where=where, field=written, known=tuple(sorted(values)))
        filled.append(values[field])
    return "".join(filled)


@cache
def shipped_wording(kind: str, language: str) -> LetterWording:
    """The shipped wording of a kind of letter (``result``). Raises BadInput ``template.unreadable`` (template, reason)."""
    path = places.resources() / "templates" / f"letter-{kind}.json"
    try:
        return read_wording(path.read_text(encoding="utf-8"), path.name, language)
    except (OSError, UnicodeDecodeError) as problem:
        raise BadInput("template.unreadable", template=path.name, reason=str(problem)) from problem


def read_wording(text: str, name: str, language: str) -> LetterWording:
    """The wording in ``language`` from the text of a template file. Raises BadInput ``template.unreadable`` (template, reason)."""
    try:
        words = json.loads(text)["en" if language.startswith("en") else "zh_TW"]
        return LetterWording(
            name=name,
            subject=_text(words["subject"]),
            paragraphs=_paragraphs(words["paragraphs"]),
            attachment=_text(words["attachment"]),
            annex_title=_text(words["annex_title"]),
        )
    except KeyError as problem:
        raise BadInput("template.unreadable", template=name, reason=f"{problem} is missing") from problem
    except (TypeError, ValueError) as problem:
        raise BadInput("template.unreadable", template=name, reason=str(problem)) from problem


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _paragraphs(value: Sequence[Mapping[str, Any]]) -> tuple[TemplateParagraph, ...]:
    paragraphs = tuple(TemplateParagraph(_text(one["text"]), int(one["level"])) for one in value)
    before = 0
    for paragraph in paragraphs:
        if not 1 <= paragraph.level <= min(before + 1, 4):
            raise ValueError(f"level {paragraph.level} after level {before}")
        before = paragraph.level
    return paragraphs
