"""Public holidays: one YAML file a year, with its source."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from auditdesk.errors import BadInput


def read_holidays(folder: Path, year: int) -> dict[date, str] | None:
    """Day → name of the days off in ``year`` besides weekends; None when there is no file of that year. ``workdays`` of a file are the
    Saturdays that were worked to make up for one: told for who reads it, planned on by nobody.

    Raises BadInput ``holidays.faulty`` (file) for a file that is not of that form or names days of another year.
    """
    import yaml

    path = folder / f"{year}.yaml"
    try:
        if not path.is_file():
            return None
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as problem:
        raise BadInput("holidays.faulty", file=path.name) from problem
    whole = isinstance(found, dict) and found.get("year") == year and bool(found.get("source"))
    days = found.get("days") if whole else None
    workdays = (found.get("workdays") or []) if whole else None
    if not isinstance(days, dict) or not all(_day_of(day, year) and isinstance(name, str) for day, name in days.items()):
        raise BadInput("holidays.faulty", file=path.name)
    if not isinstance(workdays, list) or not all(_day_of(day, year) and day not in days for day in workdays):
        raise BadInput("holidays.faulty", file=path.name)
    return dict(days)


def _day_of(day: object, year: int) -> bool:
    return isinstance(day, date) and not isinstance(day, datetime) and day.year == year
