"""The wording of letters: templates with fields, conditions and loops over findings, filled strictly in a sandbox.

A line that begins like a numbered paragraph (``一、`` ``(一)`` ``1、`` ``(1)``; in English ``1.`` ``(1)`` ``a.`` ``(a)``) is one of that
level; which number is written does not matter, paragraphs are numbered anew after filling.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from auditdesk import places
from auditdesk.errors import BadInput, Problem
from auditdesk.model.letter_rows import TemplateProblem
from auditdesk.rules.letters import LetterKind
from auditdesk.rules.letters_fields import FILTERS, fields_of
from auditdesk.rules.letters_lint import lint

PARTS: Final = ("subject", "explanation", "action", "attachment", "annex_title")
_LEVELS: Final = {
    "zh_TW": (
        r"[〇零一二三四五六七八九十百]+、",
        r"[(（][〇零一二三四五六七八九十百]+[)）]",
        r"[0-9０-９]+[、.．]",
        r"[(（][0-9０-９]+[)）]",
    ),
    "en": (r"[0-9]+\.\s+", r"\([0-9]+\)\s+", r"[a-z]\.\s+", r"\([a-z]\)\s+"),
}
_LONGEST: Final = 40_000
"""Characters of one part: more is no letter."""


@dataclass(frozen=True, slots=True)
class TemplateParagraph:
    """One paragraph of 說明; ``level`` 1 to 4 is its depth in the numbering, 0 = not numbered."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class FilledWording:
    """What one letter says: ``paragraphs`` of 說明, ``action`` of 辦法 (often none)."""

    subject: str
    paragraphs: tuple[TemplateParagraph, ...]
    action: tuple[TemplateParagraph, ...]
    attachment: str
    annex_title: str


@dataclass(frozen=True, slots=True)
class LetterWording:
    """The words of one kind of letter in one language, their fields still open."""

    name: str
    kind: LetterKind
    language: str
    subject: str
    explanation: str
    action: str
    attachment: str
    annex_title: str

    def problems(self) -> tuple[TemplateProblem, ...]:
        """Every mistake, with the part and the line in which it is."""
        return _problems(self)

    def filled(self, values: Mapping[str, Any]) -> FilledWording:
        """The wording with every field replaced by its value. Raises BadInput ``template.faulty`` with each mistake as a problem."""
        mistakes = self.problems()
        if mistakes:
            raise faulty(self.name, mistakes)
        said = {}
        for part in PARTS:
            try:
                said[part] = _compiled(getattr(self, part)).render(values)
            except Exception as problem:  # whatever a template does wrong is the template's mistake, told with its part
                raise faulty(self.name, (TemplateProblem("template_problem.broken", part, str(problem)[:80]),)) from problem
        return FilledWording(
            subject=_one_line(said["subject"]),
            paragraphs=self._paragraphs("explanation", said["explanation"]),
            action=self._paragraphs("action", said["action"]),
            attachment=_one_line(said["attachment"]),
            annex_title=_one_line(said["annex_title"]),
        )

    def _paragraphs(self, part: str, text: str) -> tuple[TemplateParagraph, ...]:
        paragraphs = tuple(_paragraph(line.strip(), self.language) for line in text.split("\n") if line.strip())
        before = 0
        for number, paragraph in enumerate(paragraphs, 1):
            if paragraph.level > before + 1:
                where = f"{part} {number}"
                raise faulty(self.name, (TemplateProblem("template_problem.level_skipped", where, paragraph.text[:40]),))
            before = paragraph.level
        return paragraphs


def _one_line(text: str) -> str:
    return " ".join(line.strip() for line in text.split("\n") if line.strip())


def faulty(name: str, mistakes: tuple[TemplateProblem, ...]) -> BadInput:
    """The refusal of a template, with its mistakes."""
    problems = tuple(
        Problem(one.code, file=name, row=None, value=one.field, values={"where": one.where, "suggestion": one.suggestion})
        for one in mistakes
    )
    return BadInput("template.faulty", problems=problems, template=name, count=len(mistakes))


def _paragraph(line: str, language: str) -> TemplateParagraph:
    for level, mark in enumerate(_LEVELS["en" if language.startswith("en") else "zh_TW"], 1):
        found = re.match(mark, line)
        if found:
            return TemplateParagraph(line[found.end() :].strip(), level)
    return TemplateParagraph(line, 0)


@cache
def _problems(wording: LetterWording) -> tuple[TemplateProblem, ...]:
    found: list[TemplateProblem] = []
    for part in PARTS:
        text = getattr(wording, part)
        if len(text) > _LONGEST:
            found.append(TemplateProblem("template_problem.too_long", part, str(len(text)), str(_LONGEST)))
            continue
        lines = ((f"{part} {number}", line) for number, line in enumerate(text.split("\n"), 1))
        found += lint(lines, fields_of(wording.kind))
    if not wording.subject.strip():
        found.append(TemplateProblem("template_problem.part_missing", "subject", "subject"))
    return tuple(found)


@cache
def _compiled(text: str) -> Any:
    return sandbox().from_string(text)


@cache
def sandbox(*, escaped: bool = False) -> Any:
    """The environment in which templates are filled: no calls into the program, no unknown field passes, few filters."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    # Lines stay as they are written: one that ends with a tag goes on being a line. Empty ones say nothing and are left out afterwards.
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=escaped)
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in FILTERS}
    return environment


@cache
def shipped_text(kind: LetterKind) -> str:
    """The shipped template of a kind of letter as its file's text. Raises BadInput ``template.unreadable`` (template, reason)."""
    path = places.resources() / "templates" / "letters" / f"{kind.value}.json"
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise BadInput("template.unreadable", template=path.name, reason=str(problem)) from problem


def shipped_wording(kind: str, language: str) -> LetterWording:
    """The shipped wording of a kind of letter. Raises BadInput ``template.unreadable`` (template, reason)."""
    return read_wording(shipped_text(LetterKind(kind)), f"{kind}.json", language)


def digest_of(text: str) -> str:
    """The SHA-256 of a template's text, however its lines end."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()


@cache
def read_wording(text: str, name: str, language: str) -> LetterWording:
    """The wording in ``language`` from the text of a template; without an English one the Chinese one holds.

    Raises BadInput ``template.unreadable`` (template, reason).
    """
    try:
        content = json.loads(text)
        chosen = "en" if language.startswith("en") and "en" in content else "zh_TW"
        words = content[chosen]
        return LetterWording(
            name=name,
            kind=LetterKind(content["kind"]),
            language=chosen,
            **{
                part: _text(words.get(part, "") if part in ("action", "annex_title", "attachment") else words[part])
                for part in PARTS
            },
        )
    except KeyError as problem:
        raise BadInput("template.unreadable", template=name, reason=f"{problem} is missing") from problem
    except (TypeError, ValueError, AttributeError, RecursionError) as problem:
        raise BadInput("template.unreadable", template=name, reason=str(problem)[:200]) from problem


def _text(value: Any) -> str:
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return "\n".join(value)
    if not isinstance(value, str):
        raise TypeError(f"{str(value)[:40]!r} is no text")
    return value.replace("\r\n", "\n")
