"""Several tips from one list: what each line orders, and which lines can't be taken and why. Nothing is kept here."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

from auditdesk.errors import Problem
from auditdesk.exchange.tip_files import TipLine, read_tip_list, unreadable_day
from auditdesk.model.tips import AddTip, TipPreview, TipSource
from auditdesk.words import LANGUAGES, Words

Known = Collection[tuple[date, str, str]]
"""Day of receipt, code of the firm and subject of each tip that is registered."""


def preview_of(path: Path, firms: Mapping[str, str], known: Known, today: date) -> TipPreview:
    """What a list would register. ``firms``: code, name and short name → code. Raises as ``read_tip_list``."""
    orders: list[AddTip] = []
    problems: list[Problem] = []
    already = 0
    seen = set(known)
    for line in read_tip_list(path):
        problem = _problem(path.name, line, firms, today)
        if problem is not None:
            problems.append(problem)
            continue
        assert line.received is not None
        firm = firms.get(_plain(line.firm)) if line.firm else None
        same = (line.received, firm or "", line.subject)
        if same in seen:
            already += 1
            continue
        seen.add(same)
        source = _sources().get(_plain(line.source), TipSource.OTHER if line.source else TipSource.EMAIL)
        orders.append(AddTip(line.subject, line.received, source, firm, line.material, line.reporter, line.contact))
    return TipPreview(path.name, tuple(orders), tuple(problems), already)


def _problem(file: str, line: TipLine, firms: Mapping[str, str], today: date) -> Problem | None:
    if not line.subject:
        return Problem("tip.subject_needed", file=file, row=line.row)
    if line.received is None:
        return unreadable_day(file, line)
    if line.received > today:
        return Problem("tip.list_future", file=file, row=line.row, value=line.received.isoformat())
    if line.firm and _plain(line.firm) not in firms:
        return Problem("tip.list_firm", file=file, row=line.row, value=line.firm)
    return None


def firm_names(firms: Collection[tuple[str, ...]]) -> dict[str, str]:
    """Every way a firm may be named in a list → its code; the code comes first in each."""
    return {_plain(name): names[0] for names in firms for name in reversed(names) if name}


def _sources() -> dict[str, TipSource]:
    spoken = {_plain(Words(tongue).say(f"tip_source.{one.value}")): one for tongue in LANGUAGES for one in TipSource}
    return spoken | {one.value: one for one in TipSource}


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold().replace("臺", "台")
