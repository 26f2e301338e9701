"""All-day events as an iCalendar file (RFC 5545): lines folded at 75 octets, texts escaped, stable names of events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from auditdesk.files import write_atomically

_OCTETS: Final = 75
_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event from ``starts_on`` to ``ends_on`` (both inclusive; the file's DTEND is the day after). ``uid`` stays for good."""

    uid: str
    starts_on: date
    ends_on: date
    summary: str
    description: str = ""
    sequence: int = 0
    tentative: bool = False


def write_calendar(path: Path, name: str, events: Iterable[CalendarEvent], stamp: datetime) -> int:
    """Write a calendar of that name and say how many events it holds; ``stamp`` (aware) is when it was made.

    Raises Unavailable for the disk; an older file stays then.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//AuditDesk//Plan//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{escaped(name)}")
    count = 0
    for event in events:
        lines += _event(event, stamp)
        count += 1
    lines.append("END:VCALENDAR")
    write_atomically(path, b"".join(folded(line) for line in lines))
    return count


def _event(event: CalendarEvent, stamp: datetime) -> Iterable[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}@auditdesk"
    yield f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{event.starts_on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.ends_on + timedelta(days=1):%Y%m%d}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"STATUS:{'TENTATIVE' if event.tentative else 'CONFIRMED'}"
    yield f"SUMMARY:{escaped(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{escaped(event.description)}"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """Text as a value (RFC 5545 §3.3.11), without control characters that no value may hold."""
    printable = "".join(sign for sign in text if sign >= " " or sign == "\n")
    return printable.replace("\x7f", "").translate(_ESCAPES)


def folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets, none of which parts a character (RFC 5545 §3.1), with its line end."""
    pieces, piece = [], b""
    for sign in line:
        octets = sign.encode("utf-8", "replace")
        if len(piece) + len(octets) > _OCTETS:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
