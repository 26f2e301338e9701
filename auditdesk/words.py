"""Codes and values of the core → sentences for people, in Traditional Chinese or English.

The sentences lie in ``resources/words/*.json`` as ``{code: {"zh_TW": …, "en": …}}``, so that both doors say the same and
translators need no program. Layer: above the rules (dates are printed by their calendar), below the doors.
"""

from __future__ import annotations

import json
import re
import string
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from auditdesk import places
from auditdesk.errors import AuditDeskError, Problem
from auditdesk.model.rulebook import Bilingual
from auditdesk.rules import amounts, calendar

LANGUAGES = ("zh_TW", "en")
TERMS = frozenset(
    {
        "act",
        "authority",
        "batch_state",
        "certainty",
        "check_out_state",
        "fact",
        "field",
        "judgement",
        "letter_hint",
        "letter_kind",
        "letter_state",
        "licence",
        "line_state",
        "next_step",
        "notice_part",
        "notice_stage",
        "object_kind",
        "pattern_state",
        "plan_state",
        "role",
        "setting",
        "severity",
        "source",
        "state",
        "template_layer",
        "template_state",
        "text_language",
    }
)
"""Values under these names are words of a closed vocabulary: codes that nobody should have to read."""
_EDITION = re.compile(r"\d{4}-\d{2}-\d{2}")


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Every sentence by code and language. Raises ValueError when two files claim one code."""
    merged: dict[str, Mapping[str, str]] = {}
    for path in sorted((places.resources() / "words").glob("*.json")):
        for code, sentences in json.loads(path.read_text(encoding="utf-8")).items():
            if code in merged:
                raise ValueError(f"{path.name}: {code} is worded twice")
            merged[code] = sentences
    return merged


class _Filler(string.Formatter):
    """Fills ``{name}`` only: no attribute look-ups or indexing into values that came from a file."""

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> Any:
        return kwargs.get(field_name, "?"), field_name


class Words:
    """The sentences of one language (``zh_TW`` or ``en``)."""

    def __init__(self, language: str = "zh_TW") -> None:
        self.language = "en" if language.startswith("en") else "zh_TW"

    def say(self, code: str, **values: Any) -> str:
        """The sentence of ``code`` filled with ``values``.

        Dates print as ROC in Chinese and ISO in English, ``…_ntd`` integers as 億元 or NT$, bilingual words by language.
        A code without a sentence prints itself, so that nothing is hidden; a test keeps that from happening.
        """
        sentence = catalogue().get(code, {}).get(self.language)
        if sentence is None:
            return code
        return _Filler().vformat(sentence, (), {name: self.show(name, value) for name, value in values.items()})

    def show(self, name: str, value: Any) -> str:
        """One value as text, by its type and the unit that its name ends with."""
        if value is None:
            return self.say("value.unknown")
        if isinstance(value, bool):
            return self.say("value.yes" if value else "value.no")
        if isinstance(value, Bilingual):
            return value.in_language(self.language)
        if isinstance(value, datetime):
            local = value.astimezone()
            return f"{self.day(local.date())} {local:%H:%M:%S}"
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, int) and name == "year":
            return str(calendar.roc_year(value) if self.language == "zh_TW" and value > 1911 else value)
        if isinstance(value, int) and name.endswith("_ntd"):
            return self.money(value)
        if isinstance(value, int):
            return f"{value:,}" if abs(value) >= 10_000 else str(value)
        if isinstance(value, (tuple, list)):
            return ("、" if self.language == "zh_TW" else ", ").join(self.show(name, part) for part in value)
        return self._term(name, str(value))

    def _term(self, name: str, value: str) -> str:
        """A word of a closed vocabulary as people say it, an edition by its day; any other text as it stands."""
        vocabulary = name.removesuffix("s")
        if vocabulary == "leak_kind" and f"leak.kind.{value}" in catalogue():
            return self.say(f"leak.kind.{value}")
        if vocabulary == "kind" and f"object_kind.{value}" in catalogue():
            return self.say(f"object_kind.{value}")
        if vocabulary in TERMS and f"{vocabulary}.{value}" in catalogue():
            return self.say(f"{vocabulary}.{value}")
        if vocabulary == "edition" and _EDITION.fullmatch(value):
            return self.day(date.fromisoformat(value))
        return value

    def day(self, day: date) -> str:
        """``108/10/25`` in Chinese, ``2019-10-25`` in English."""
        return calendar.roc(day) if self.language == "zh_TW" and day.year > 1911 else day.isoformat()

    def money(self, ntd: int) -> str:
        """Integer NT$ as ``128.4 億元`` when that is exact to one decimal, else in full."""
        if self.language == "zh_TW":
            return f"{amounts.in_hundred_millions(ntd).removesuffix('.0')} 億元" if ntd % 10_000_000 == 0 else f"{ntd:,} 元"
        return f"NT${ntd:,}"

    def error(self, error: AuditDeskError) -> str:
        """The sentence of an expected failure."""
        return self.say(error.code, **error.values)

    def mistake(self, code: str, where: str, value: str, suggestion: str) -> str:
        """The sentence of one mistake in a template; where nothing is near, it asks no question."""
        alone = f"{code}.alone"
        if not suggestion and alone in catalogue():
            return self.say(alone, where=where, value=value)
        return self.say(code, where=where, value=value, suggestion=suggestion or "–")

    def problem(self, problem: Problem) -> str:
        """The sentence of one problem of an input file; its place is told beside it, not in it."""
        told = {
            "file": problem.file,
            "sheet": problem.sheet,
            "row": problem.row,
            "column": problem.column,
            "value": problem.value,
        }
        return self.say(problem.code, **{**told, **problem.values})
