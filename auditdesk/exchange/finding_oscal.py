"""Findings as OSCAL assessment results (JSON, NIST's model 1.1): read from any tool, written so that they can be read back."""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, Final

from auditdesk.errors import Problem
from auditdesk.exchange.incoming import bad_file
from auditdesk.exchange.outgoing import written_whole
from auditdesk.exchange.sheets import MOST_ROWS
from auditdesk.model.finding_rows import RowInFile
from auditdesk.model.rows import FindingRow

OSCAL_VERSION: Final = "1.1.2"
NAMESPACE: Final = "urn:auditdesk:oscal"
_OWN: Final = uuid.UUID("8f0c31a6-4f57-5d1b-9a52-2f6f1e1f6b1c")
_PROPERTIES: Final = {
    "authority": "authority",
    "visit": "visit",
    "firm-code": "firm",
    "year": "year",
    "fact-date": "fact_date",
    "heading": "heading",
    "item": "item",
    "pattern": "pattern",
    "severity": "severity",
    "class": "class",
    "due-date": "due_date",
    "finding-number": "reference",
}
_LONGEST: Final = 20_000
_SEVERITIES: Final = ("severity", "impact", "risk", "risk-level", "impact-level")
_CLOSED: Final = frozenset({"rechecked", "closed"})


# in


def read_oscal(document: Mapping[str, Any], file: str) -> tuple[tuple[RowInFile, ...], tuple[Problem, ...]]:
    """A row for each finding, and for each observation and risk that no finding speaks of; numbered in that order within the file.

    What is satisfied is no finding: told as a problem that does not hinder. Raises BadInput ``oscal.broken`` (column: the key path),
    ``list.too_many_rows``.
    """
    top = _object(document["assessment-results"], file, "assessment-results")
    rows: list[RowInFile] = []
    problems: list[Problem] = []
    number = 0
    for place, result in enumerate(_objects(top, "results", file, "assessment-results"), 1):
        at = f"results[{place}]"
        observations = {str(one.get("uuid")): one for one in _objects(result, "observations", file, at)}
        risks = {str(one.get("uuid")): one for one in _objects(result, "risks", file, at)}
        spoken: set[str] = set()
        shared = _properties(result)
        for finding in _objects(result, "findings", file, at):
            number += 1
            seen = _related(finding, ("related-observations",), "observation-uuid")
            met = _related(finding, ("related-risks", "associated-risks"), "risk-uuid")
            spoken |= {*seen, *met}
            parts = [observations[one] for one in seen if one in observations]
            _take(number, finding, parts, [risks[one] for one in met if one in risks], shared, rows, problems, file)
        for lone, kind in ((observations, "observation"), (risks, "finding")):
            for name, one in lone.items():
                if name not in spoken:
                    number += 1
                    _take(number, one, [], [one] if kind == "finding" else [], {"class": kind, **shared}, rows, problems, file)
        if number > MOST_ROWS:
            raise bad_file("list.too_many_rows", file, row=number, limit=MOST_ROWS)
    if not rows and not problems:
        raise bad_file("finding_file.empty", file)
    return tuple(rows), tuple(problems)


def _take(
    number: int,
    finding: Mapping[str, Any],
    observations: Sequence[Mapping[str, Any]],
    risks: Sequence[Mapping[str, Any]],
    shared: Mapping[str, str],
    rows: list[RowInFile],
    problems: list[Problem],
    file: str,
) -> None:
    target = finding.get("target")
    status = target.get("status") if isinstance(target, dict) else None
    if isinstance(status, dict) and status.get("state") == "satisfied":
        problem = Problem(
            "finding_row.not_open", file, row=number, column="target.status.state", value="satisfied", blocking=False
        )
        problems.append(problem)
        return
    told = [_text(one.get("description")) for one in observations] or [_text(finding.get("description"))]
    facts = "\n".join(dict.fromkeys(filter(None, told))) or _text(finding.get("title"))
    if not facts:
        problems.append(Problem("finding_row.no_facts", file, row=number, column="description"))
        return
    if len(facts) > _LONGEST:
        problems.append(Problem("finding_file.long_cell", file, row=number, column="description", values={"limit": _LONGEST}))
        return
    fields = dict(shared)
    for one in (*observations, *risks, finding):
        fields.update(_properties(one))
    if "severity" not in fields and (level := _level(risks)):
        fields["severity"] = level
    if isinstance(target, dict) and target.get("target-id"):
        fields.setdefault("heading", _text(target["target-id"]))
    collected = next((_text(one.get("collected"))[:10] for one in observations if one.get("collected")), "")
    if collected:
        fields.setdefault("fact_date", collected)
    fields.setdefault("reference", _text(finding.get("uuid")))
    fields["facts"] = facts
    rows.append(RowInFile(number, {key: value for key, value in fields.items() if value}))


def _related(finding: Mapping[str, Any], keys: Iterable[str], name: str) -> list[str]:
    found = [one for key in keys for one in _list(finding, key)]
    return [str(one[name]) for one in found if isinstance(one, dict) and name in one]


def _properties(one: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in _list(one, "props"):
        if isinstance(each, dict) and (field := _PROPERTIES.get(str(each.get("name")))) is not None:
            found[field] = _text(each.get("value"))
    return found


def _level(risks: Sequence[Mapping[str, Any]]) -> str:
    for risk in risks:
        kept = risk.get("characterizations")
        facets = [
            facet for one in (kept if isinstance(kept, list) else []) if isinstance(one, dict) for facet in _list(one, "facets")
        ]
        for name in _SEVERITIES:
            for facet in facets:
                if isinstance(facet, dict) and facet.get("name") == name:
                    return _text(facet.get("value"))
    return ""


def _list(one: Mapping[str, Any], key: str) -> list[Any]:
    found = one.get(key)
    return found if isinstance(found, list) else []


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def _object(value: Any, file: str, place: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise bad_file("oscal.broken", file, column=place)
    return value


def _objects(parent: Mapping[str, Any], key: str, file: str, place: str) -> Iterator[Mapping[str, Any]]:
    found = parent.get(key, [])
    if not isinstance(found, list):
        raise bad_file("oscal.broken", file, column=f"{place}.{key}")
    for number, one in enumerate(found, 1):
        yield _object(one, file, f"{place}.{key}[{number}]")


# out


def write_oscal(path: Path, findings: Iterable[FindingRow], written_at: datetime, wordings: Mapping[str, str]) -> int:
    """Write findings as assessment results, one result a visit; returns how many. An older file of that name is replaced.

    ``wordings``: pattern → its standard wording, the title of a finding. The same findings at the same moment give the same file.
    Raises Unavailable for the disk.
    """
    visits: dict[str, list[FindingRow]] = defaultdict(list)
    for row in findings:
        visits[row.visit_number].append(row)
    moment = written_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    document = {
        "assessment-results": {
            "uuid": _uuid("document", moment),
            "metadata": {
                "title": "AuditDesk findings",
                "last-modified": moment,
                "version": "1",
                "oscal-version": OSCAL_VERSION,
            },
            "import-ap": {"href": "#no-assessment-plan"},
            "results": [_result(number, rows, wordings) for number, rows in visits.items()],
        }
    }
    with written_whole(path) as place:
        place.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return sum(len(rows) for rows in visits.values())


def _result(number: str, rows: Sequence[FindingRow], wordings: Mapping[str, str]) -> dict[str, Any]:
    first = rows[0]
    start = datetime.combine(first.visit_date, time(), UTC).isoformat().replace("+00:00", "Z")
    shared = {"visit": number, "firm-code": first.firm_code, "year": str(first.year), "fact-date": first.visit_date.isoformat()}
    return {
        "uuid": _uuid("result", first.visit_uid),
        "title": number,
        "description": f"{first.firm_code} {first.firm_name}",
        "start": start,
        "props": _props(shared),
        "reviewed-controls": {"control-selections": [{"include-all": {}}]},
        "observations": [
            {
                "uuid": _uuid("observation", row.uid),
                "description": row.facts or row.pattern or row.number,
                "methods": ["EXAMINE"],
                "collected": start,
            }
            for row in rows
        ],
        "risks": [
            {
                "uuid": _uuid("risk", row.uid),
                "title": row.number,
                "description": wordings.get(row.pattern, row.number),
                "statement": wordings.get(row.pattern, row.number),
                "status": "closed" if row.state in _CLOSED else "open",
                "props": _props({"severity": row.severity}),
            }
            for row in rows
        ],
        "findings": [_finding(row, wordings) for row in rows],
    }


def _finding(row: FindingRow, wordings: Mapping[str, str]) -> dict[str, Any]:
    told = {
        "finding-number": row.number,
        "authority": row.authority,
        "pattern": row.pattern,
        "item": row.item or "",
        "class": row.finding_class,
        "severity": row.severity,
        "state": row.state,
        "due-date": row.due_date.isoformat() if row.due_date else "",
    }
    return {
        "uuid": _uuid("finding", row.uid),
        "title": row.number,
        "description": wordings.get(row.pattern, row.number),
        "props": _props(told),
        "target": {
            "type": "objective-id",
            "target-id": _token(row.item or row.pattern_code or "none"),
            "status": {"state": "not-satisfied"},
        },
        "related-observations": [{"observation-uuid": _uuid("observation", row.uid)}],
        "related-risks": [{"risk-uuid": _uuid("risk", row.uid)}],
    }


def _props(values: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"name": name, "ns": NAMESPACE, "value": value} for name, value in values.items() if value]


def _token(text: str) -> str:
    """As the model's identifiers go: a letter or underscore first, then letters, digits, points, hyphens."""
    clean = "".join(sign if sign.isalnum() or sign in "._-" else "_" for sign in text)
    return clean if clean[0].isalpha() or clean[0] == "_" else f"_{clean}"


def _uuid(kind: str, name: str) -> str:
    return str(uuid.uuid5(_OWN, f"{kind}/{name}"))
