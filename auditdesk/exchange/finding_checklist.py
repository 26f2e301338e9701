"""STIG Viewer checklists (``.ckl``): XML of vulnerabilities with their status. Only what is open is a finding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from auditdesk.errors import Problem
from auditdesk.exchange.incoming import bad_file
from auditdesk.exchange.sheets import MOST_ROWS
from auditdesk.model.finding_rows import RowInFile

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

CHECKLIST_LIMIT: Final = 32 * 1024 * 1024
_OPEN: Final = "open"
_LONGEST: Final = 20_000


def read_checklist(content: bytes, file: str) -> tuple[tuple[RowInFile, ...], tuple[Problem, ...]]:
    """The open vulnerabilities as rows, numbered as they stand; every other one with its status as the reason.

    Raises BadInput ``ckl.broken``, ``ckl.entities`` (a document type or entities, which no checklist needs), ``ckl.not_one``,
    ``list.too_many_rows``.
    """
    root = _parsed(content, file)
    if _local(root) != "CHECKLIST":
        raise bad_file("ckl.not_one", file)
    host = next((_text(one) for one in root.iter() if _local(one) == "HOST_NAME" and _text(one)), "")
    rows: list[RowInFile] = []
    problems: list[Problem] = []
    for number, vulnerability in enumerate((one for one in root.iter() if _local(one) == "VULN"), 1):
        if number > MOST_ROWS:
            raise bad_file("list.too_many_rows", file, row=number, limit=MOST_ROWS)
        told = dict(_attributes(vulnerability))
        status = told.get("status", "")
        if status.casefold() != _OPEN:
            problems.append(Problem("finding_row.not_open", file, row=number, column="STATUS", value=status, blocking=False))
            continue
        facts = "\n".join(filter(None, (told.get("Rule_Title"), told.get("finding_details"), told.get("comments"))))
        if not facts:
            problems.append(Problem("finding_row.no_facts", file, row=number, column="Rule_Title"))
            continue
        name = told.get("Vuln_Num", "")
        fields = {
            "facts": (f"{host}: {facts}" if host else facts)[:_LONGEST],
            "reference": f"{name}@{host}" if host else name,
            "heading": told.get("Rule_Ver") or told.get("Group_Title", ""),
            "severity": told.get("severity_override") or told.get("Severity", ""),
        }
        rows.append(RowInFile(number, {key: value for key, value in fields.items() if value}))
    if not rows and not problems:
        raise bad_file("finding_file.empty", file)
    return tuple(rows), tuple(problems)


def _parsed(content: bytes, file: str) -> Element:
    from xml.etree.ElementTree import ParseError  # only the exception; the parser is defusedxml's

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as hostile:
        raise bad_file("ckl.entities", file) from hostile
    except (ParseError, ValueError, LookupError, RecursionError) as broken:
        position = getattr(broken, "position", (None, None))
        raise bad_file("ckl.broken", file, row=position[0]) from broken
    return root


def _attributes(vulnerability: Element) -> Iterator[tuple[str, str]]:
    for child in vulnerability:
        if _local(child) == "STIG_DATA":
            name = next((_text(part) for part in child if _local(part) == "VULN_ATTRIBUTE"), "")
            yield name, next((_text(part) for part in child if _local(part) == "ATTRIBUTE_DATA"), "")
        else:
            yield _local(child).lower(), _text(child)


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _text(element: Element) -> str:
    return " ".join((element.text or "").split())
