"""Whether an office's Word form says what a letter of its kind has to say: read as it is, and filled with sample data."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from auditdesk.errors import AuditDeskError, BadInput
from auditdesk.model.letter import LetterContent
from auditdesk.model.letter_rows import TemplateProblem
from auditdesk.rules.letters import ASKING, LetterKind
from auditdesk.rules.letters_fields import fields_of
from auditdesk.rules.letters_lint import lint
from auditdesk.services.letters_checks import expected_by_field, first_missing

_REPEATS: Final = re.compile(r"\brepeat(?:s|_years)\b")


def form_problems(form: bytes, name: str, sample: LetterContent) -> tuple[TemplateProblem, ...]:
    """Every mistake of a form; once there is none, what a letter must say and the form, filled with ``sample``, leaves out: the own check
    of each letter would refuse it. Never raises for what is written in a form.
    """
    from auditdesk.documents.letter_form import filled_form
    from auditdesk.exchange.letter_forms import form_pieces, merge_fields

    found = (*lint(form_pieces(form, name), fields_of(LetterKind(sample.kind), form=True)), *merge_fields(form, name))
    if found:
        return found
    try:
        filled = filled_form(form, sample, "zh_TW")
    except BadInput as problem:
        return told(problem)
    return tuple(dict.fromkeys(TemplateProblem("template_problem.left_out", name, field) for field in _left_out(filled, sample)))


def form_hints(form: bytes, name: str, kind: LetterKind) -> tuple[TemplateProblem, ...]:
    """What a form without mistakes leaves unsaid that every other format of the letter says. No hindrance."""
    from auditdesk.exchange.letter_forms import form_pieces

    if kind not in ASKING or any(_REPEATS.search(text) for _, text in form_pieces(form, name)):
        return ()
    return (TemplateProblem("template_problem.no_repeats", name, "finding.repeats"),)


def told(problem: AuditDeskError) -> tuple[TemplateProblem, ...]:
    """A refusal as problems: those it carries, else itself."""
    kept = getattr(problem, "problems", ())
    if kept:
        return tuple(
            TemplateProblem(
                one.code, str(one.values.get("where", "")), str(one.value or ""), str(one.values.get("suggestion", ""))
            )
            for one in kept
        )
    return (TemplateProblem("template_problem.unreadable", "", str(problem.values.get("reason", ""))[:80]),)


def _left_out(filled: bytes, sample: LetterContent) -> Iterator[str]:
    from auditdesk.documents.letter_story import filled_wording
    from auditdesk.exchange.paper_text import read_paper

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.docx"
        path.write_bytes(filled)
        text = "\n".join(part.text for part in read_paper(path) if part.where != "file name" and "docProps" not in part.where)
    wording = filled_wording(sample, "zh_TW", None)
    said = (
        ("subject", wording.subject),
        *(("paragraphs", one.text) for one in wording.paragraphs),
        *(("action", one.text) for one in wording.action),
    )
    for field, part in expected_by_field(sample, said):
        if first_missing((part,), text):
            yield field
