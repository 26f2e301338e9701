"""The columns of the firm lists we know: three of the open data and the office's own template, each recognised by its headings."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from auditdesk.exchange.incoming import bad_file, read_incoming
from auditdesk.exchange.text_tables import decode
from auditdesk.model.terms import FactKind

REPORTED_ON: Final = "reported_on"
"""The day the list stands for (出表日期)."""
CHECKED_DAY: Final = "checked_day"
"""A day that is looked at for slipped columns but not kept."""


@dataclass(frozen=True, slots=True)
class Column:
    """``field`` of ListedFirm or ListedBranch, or kind of fact; ``headings`` as people write it, the first being the name we use."""

    field: str
    headings: tuple[str, ...]
    required: bool = False


@dataclass(frozen=True, slots=True)
class ListFormat:
    """``passed_over``: headings that are known and on purpose not imported (account numbers, persons, lines of business)."""

    name: str
    columns: tuple[Column, ...]
    passed_over: re.Pattern[str] | None = None
    roc_dates: bool = False
    unit_must_be_told: bool = False

    def field_of(self, heading: str) -> str | None:
        """The field of a heading as it stands in a file; None when the format does not know it."""
        forms = heading_forms(heading)
        return next((column.field for column in self.columns if forms & _forms_of(column)), None)

    def passes_over(self, heading: str) -> bool:
        return self.passed_over is not None and any(self.passed_over.fullmatch(form) for form in heading_forms(heading))


_UNIT_IN_BRACKETS: Final = re.compile(r"[(\[][^()\[\]]*[)\]]$")
_UNIT_AT_END: Final = re.compile(r"(?:仟|千|萬|百萬|佰萬|億)元?$")


def heading_forms(heading: str) -> frozenset[str]:
    """The forms under which a heading is looked up: width, case, blanks, 臺/台, a trailing unit and a mark of duty make no difference."""
    written = unicodedata.normalize("NFKC", html.unescape(heading)).casefold().replace("臺", "台").replace("仟", "千")
    form = "".join(written.split()).rstrip("*:")
    bare = _UNIT_IN_BRACKETS.sub("", form)
    return frozenset(part for part in (form, bare, _UNIT_AT_END.sub("", bare)) if part)


@cache
def _forms_of(column: Column) -> frozenset[str]:
    return frozenset(form for heading in column.headings for form in heading_forms(heading))


T187AP18: Final = ListFormat(
    "t187ap18",
    (
        Column(REPORTED_ON, ("出表日期",)),
        Column("code", ("證券代號",), required=True),
        Column("short_name", ("券商(證券IB)簡稱",), required=True),
        Column(FactKind.REGISTERED_CAPITAL, ("登記資本額（仟元）",)),
        Column(FactKind.PAID_IN_CAPITAL, ("實收資本額（仟元）",), required=True),
        Column(FactKind.ASSIGNED_OPERATING_FUNDS, ("指撥營運金（仟元）",), required=True),
        Column("unified_number", ("營利事業統一編號",)),
        Column(CHECKED_DAY, ("設立日期",)),
        Column("telephone", ("電話",)),
        Column("address", ("行政部門地址",)),
    ),
    passed_over=re.compile(
        r"變更日期|區域代碼|融資融券開辦日期|開業日期|傳真|交割.*|違約專戶|.*帳號|代辦交割.*|.*保管銀行|發行狀況|業務種類|負責人|總經理"
        r"|.*部經理|營業處所.*|營業廳|股務代理商地址|備註|營業項目[0-9]*"
    ),
    roc_dates=True,
    unit_must_be_told=True,
)

BROKER_LIST: Final = ListFormat(
    "brokerList",
    (
        Column("code", ("Code",), required=True),
        Column("name", ("Name",), required=True),
        Column(CHECKED_DAY, ("EstablishmentDate",)),
        Column("address", ("Address",)),
        Column("telephone", ("Telephone",)),
    ),
    roc_dates=True,
)

BRANCHES: Final = ListFormat(
    "OpenData_BRK02",
    (
        Column(REPORTED_ON, ("出表日期",)),
        Column("code", ("證券商代號",), required=True),
        Column("name", ("證券商名稱",), required=True),
        Column("opened_on", ("開業日", "開業日期")),
        Column("address", ("地址",)),
        Column("telephone", ("電話",)),
    ),
    roc_dates=True,
)

TEMPLATE: Final = ListFormat(
    "template",
    (
        Column("code", ("代號", "Code", "證券商代號", "券商代號", "證券代號", "代碼", "券商代碼"), required=True),
        Column("name", ("名稱", "Name", "證券商名稱", "券商名稱", "公司名稱", "證券商"), required=True),
        Column("short_name", ("簡稱", "Short name", "證券商簡稱", "券商簡稱")),
        Column("english_name", ("英文名稱", "English name")),
        Column("unified_number", ("統一編號", "Unified number", "統編", "營利事業統一編號")),
        Column("kind", ("類別", "Kind")),
        Column(FactKind.PAID_IN_CAPITAL, ("資本額", "Paid-in capital", "實收資本額", "實收資本", "Capital")),
        Column(FactKind.REGISTERED_CAPITAL, ("登記資本額", "Registered capital", "額定資本額")),
        Column(FactKind.ASSIGNED_OPERATING_FUNDS, ("指撥營運金", "Assigned operating funds", "指撥營運資金")),
        Column(FactKind.INTERNET_ORDERING, ("網路下單", "Online ordering", "Internet ordering", "電子下單")),
        Column(FactKind.CO_LOCATION, ("主機共置", "Co-location", "主機共置服務")),
        Column(FactKind.SECURITY_UNIT, ("資安專責單位", "Dedicated security unit", "Security unit")),
        Column(FactKind.SECURITY_CHIEF, ("資安主管", "Security head", "Security chief")),
        Column(FactKind.SECURITY_STAFF, ("資安人員", "Security staff")),
        Column(FactKind.LEAD_AUTHORITY, ("主管機關（證交所/櫃買中心）", "Lead authority")),
        Column(FactKind.LICENCE_BROKER, ("經紀執照", "Broker licence", "經紀業務")),
        Column(FactKind.LICENCE_DEALER, ("自營執照", "Dealer licence", "自營業務")),
        Column(FactKind.LICENCE_UNDERWRITER, ("承銷執照", "Underwriter licence", "承銷業務")),
        Column(FactKind.LICENCE_STATE, ("執照狀態", "Licence state")),
        Column(FactKind.PARENT_FIRM, ("母公司", "Parent firm", "母公司代號")),
        Column(FactKind.SYSTEMS_RUN_BY, ("系統代管證券商", "Systems run by", "系統代管")),
        Column("address", ("地址", "Address", "公司地址")),
        Column("telephone", ("電話", "Telephone")),
        Column("letter_address", ("收文地址", "Letter address", "公文地址", "函件地址")),
        Column("letter_recipient", ("受文者", "Letter recipient", "收文者")),
        Column("spellings", ("其他寫法", "Other spellings", "別名")),
    ),
)

FORMATS: Final = (T187AP18, BRANCHES, BROKER_LIST, TEMPLATE)
"""In the order in which they are preferred when a row of headings fits two of them equally well."""

FIELDS: Final = tuple(column.field for column in TEMPLATE.columns)
"""What a mapping may name."""


def mapped_format(mapping: Mapping[str, str], file: str) -> ListFormat:
    """The format that a mapping (our field → their heading) describes.

    Raises BadInput ``mapping.unknown_field`` (column = the field, allowed), ``mapping.incomplete`` (field) or
    ``mapping.heading_twice`` (value).
    """
    for field in mapping:
        if field not in FIELDS:
            raise bad_file("mapping.unknown_field", file, column=field, allowed=FIELDS)
    if "code" not in mapping or not ({"name", "short_name"} & mapping.keys()):
        raise bad_file("mapping.incomplete", file, column="code" if "code" not in mapping else "name")
    seen: set[str] = set()
    for heading in mapping.values():
        if (form := max(heading_forms(heading), key=len, default="")) in seen or not form:
            raise bad_file("mapping.heading_twice", file, value=heading)
        seen.add(form)
    return ListFormat("mapped", tuple(Column(field, (heading,), required=True) for field, heading in mapping.items()))


def read_mapping(path: Path) -> dict[str, str]:
    """A mapping from a JSON file: one object of our fields and their headings.

    Raises BadInput ``mapping.broken`` (row = line), those of ``read_incoming`` and of ``mapped_format``.
    """
    content = read_incoming(path, limit=1024 * 1024)
    try:
        mapping = json.loads(decode(content, path.name))
    except json.JSONDecodeError as broken:
        raise bad_file("mapping.broken", path.name, row=broken.lineno) from broken
    except (ValueError, RecursionError) as broken:
        raise bad_file("mapping.broken", path.name, row=None) from broken
    if not isinstance(mapping, dict) or not all(isinstance(heading, str) for heading in mapping.values()):
        raise bad_file("mapping.broken", path.name, row=None)
    mapped_format(mapping, path.name)
    return mapping
