"""Reasons as they were frozen with a checklist line, brought back to what a sentence is filled with."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from auditdesk.model.facts import Reason
from auditdesk.model.rulebook import Bilingual

_DAY_LENGTH = 10


def thawed(reason: Mapping[str, Any]) -> Reason:
    """Words in two languages and days are themselves again; everything else stays as it was kept."""
    return Reason(reason["code"], reason["holds"], {name: _value(value) for name, value in reason["values"].items()})


def _value(value: Any) -> Any:
    if isinstance(value, Mapping) and set(value) == {"zh", "en"}:
        return Bilingual(value["zh"], value["en"])
    if isinstance(value, str) and len(value) == _DAY_LENGTH:
        with suppress(ValueError):
            return date.fromisoformat(value)
    return value
