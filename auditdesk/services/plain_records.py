"""Records as plain values by field, as JSON holds them, and back: for steps back and for what leaves the office."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from auditdesk.model.records import Record

OWN = frozenset({"uid", "version"})
"""What a record is called and how often it was changed: no content."""


def plain_fields(record: Record) -> dict[str, Any]:
    """Every field but ``OWN`` as JSON holds it: days and moments as ISO texts, moments in UTC."""
    return {name: plain(value) for name, value in record.model_dump().items() if name not in OWN}


def plain(value: Any) -> Any:
    """One value as JSON holds it."""
    if isinstance(value, datetime):
        # Moments are in UTC, said or not.
        value = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def typed_fields(kind: type[Record], fields: dict[str, Any]) -> dict[str, Any]:
    """Texts of days and moments as what they are in the record. Raises pydantic's ValidationError for what fits no field."""
    return {name: _reader(kind, name).validate_python(value) for name, value in fields.items()}


@cache
def _reader(kind: type[Record], name: str) -> TypeAdapter[Any]:
    annotation: Any = kind.model_fields[name].annotation
    return TypeAdapter(annotation)


def kinds() -> dict[str, type[Record]]:
    """Kind → class of every record there is."""
    return {mapper.class_.kind: mapper.class_ for mapper in Record._sa_registry.mappers if issubclass(mapper.class_, Record)}
