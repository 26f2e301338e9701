"""Headings as people write them, and mapping files."""

from __future__ import annotations

import json

import pytest

from auditdesk.errors import BadInput
from auditdesk.exchange.firm_columns import T187AP18, TEMPLATE, read_mapping


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("實收資本額（仟元）", "paid_in_capital"),
        ("實收資本額(千元)", "paid_in_capital"),
        (" 實收\n資本額 ", "paid_in_capital"),
        ("資本額億元", "paid_in_capital"),
        ("代號*", "code"),
        ("ＣＯＤＥ", "code"),
        ("主管機關", "lead_authority"),
        ("臺灣", None),
        ("", None),
    ],
)
def test_a_heading_is_known_whatever_its_width_unit_and_blanks(heading: str, field: str | None) -> None:
    assert TEMPLATE.field_of(heading) == field


@pytest.mark.parametrize(
    "heading", ["錯帳專戶帳號", "交割專戶帳號", "負責人", "營業項目31", "營業處所－經", "營業保證金保管銀行"]
)
def test_accounts_persons_and_lines_of_business_are_passed_over_without_a_word(heading: str) -> None:
    assert T187AP18.field_of(heading) is None
    assert T187AP18.passes_over(heading)


def test_a_mapping_is_read_from_a_file(text_file) -> None:
    mapping = {"code": "券商代碼", "name": "Firm"}
    assert read_mapping(text_file(json.dumps(mapping), name="map.json")) == mapping


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{", "mapping.broken"),
        ("[]", "mapping.broken"),
        ('{"code": 1, "name": "x"}', "mapping.broken"),
        ("[" * 100_000, "mapping.broken"),
        ('{"code": "代號", "name": "名稱", "password": "x"}', "mapping.unknown_field"),
        ('{"name": "名稱"}', "mapping.incomplete"),
        ("", "file.empty"),
    ],
)
def test_a_mapping_file_with_a_fault_is_refused(text_file, content: str, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_mapping(text_file(content, name="map.json"))
    assert caught.value.code == code
    assert caught.value.problems[0].file == "map.json"
