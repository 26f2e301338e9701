"""The columns by which files of findings are understood: our fields and what they are called elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from auditdesk.errors import BadInput
from auditdesk.exchange.incoming import bad_file, read_incoming
from auditdesk.exchange.text_tables import decode
from auditdesk.rules.spelling import matching_form


@dataclass(frozen=True, slots=True)
class FindingColumn:
    """``zh`` and ``en`` head the template; all ``headings`` are understood."""

    field: str
    zh: str
    en: str
    others: tuple[str, ...] = ()
    example: str = ""

    @property
    def headings(self) -> tuple[str, ...]:
        return (self.zh, self.en, *self.others)


COLUMNS: Final = (
    FindingColumn("reference", "編號", "Number", ("缺失編號", "finding", "id", "reference", "缺失", "Finding", "項次"), "A-1"),
    FindingColumn(
        "authority", "機關", "Authority", ("查核機關", "檢查機關", "主管機關", "來源機關", "source authority"), "檢查局"
    ),
    FindingColumn("visit", "查核案號", "Visit", ("查核編號", "查核案", "查核", "visit number"), "108-001"),
    FindingColumn(
        "firm",
        "證券商代號",
        "Firm code",
        ("代號", "公司代號", "證券商", "受查公司", "受查單位", "firm", "Code", "broker"),
        "ZX01",
    ),
    FindingColumn("year", "年度", "Year", ("查核年度", "檢查年度", "audit year"), "108"),
    FindingColumn(
        "fact_date",
        "事實日期",
        "Date of the facts",
        ("查核日", "基準日", "檢查日期", "查核日期", "日期", "day", "date", "Day"),
        "108/10/25",
    ),
    FindingColumn("heading", "缺失類別", "Heading", ("類別項目", "檢查項目", "category", "topic", "分類"), "網路安全管理"),
    FindingColumn("item", "查核項目", "Check item", ("項目", "item", "Item", "control"), "CC-17010-03"),
    FindingColumn("pattern", "缺失態樣", "Deficiency pattern", ("態樣", "pattern"), "CC-17010-P02"),
    FindingColumn(
        "facts",
        "查得事實",
        "Facts found",
        ("缺失情節", "缺失內容", "缺失事項", "缺失說明", "事實", "內容", "說明", "facts", "description", "text", "finding text"),
        "防火牆規則一年未檢視",
    ),
    FindingColumn("severity", "嚴重度", "Severity", ("風險等級", "risk", "重要性"), "高"),
    FindingColumn("class", "缺失或建議", "Class", ("類別", "finding or observation", "性質"), "缺失"),
    FindingColumn("due_date", "改善期限", "Due date", ("期限", "due", "Due", "deadline"), "109/01/31"),
)
FIELDS: Final = frozenset(column.field for column in COLUMNS)
_BY_HEADING: Final = {matching_form(heading): column.field for column in reversed(COLUMNS) for heading in column.headings}


def field_of(heading: str) -> str | None:
    """Our field by a heading as written; a star behind it marks what must be filled in."""
    return _BY_HEADING.get(matching_form(heading.rstrip("*＊ ")))


def checked_mapping(mapping: Mapping[str, str]) -> Mapping[str, str]:
    """Raises BadInput ``finding_mapping.field``, ``finding_mapping.heading`` (blank, or named twice) or ``finding_mapping.no_facts``."""
    seen: set[str] = set()
    for name, heading in mapping.items():
        if name not in FIELDS:
            raise bad_file("finding_mapping.field", "", column=name, value=heading)
        if not heading.strip() or heading in seen:
            raise bad_file("finding_mapping.heading", "", column=name, value=heading)
        seen.add(heading)
    if "facts" not in mapping:
        raise bad_file("finding_mapping.no_facts", "")
    return mapping


def read_finding_mapping(path: Path) -> Mapping[str, str]:
    """A column matching from a JSON file: one object of our fields and their headings. Raises BadInput ``mapping.broken`` and others."""
    content = read_incoming(path, limit=1024 * 1024)
    try:
        mapping = json.loads(decode(content, path.name))
    except (ValueError, RecursionError) as broken:
        raise bad_file("mapping.broken", path.name, row=getattr(broken, "lineno", None)) from broken
    if not isinstance(mapping, dict) or not all(isinstance(heading, str) for heading in mapping.values()):
        raise BadInput("mapping.broken", file=path.name, row=None)
    return checked_mapping(mapping)
