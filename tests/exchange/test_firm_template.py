"""The template that the program hands out is the one it reads."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from auditdesk.errors import Refused
from auditdesk.exchange.firm_lists import read_firm_list
from auditdesk.exchange.firm_template import write_firm_template
from auditdesk.words import Words


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_the_empty_template_is_recognised_and_only_lacks_rows(tmp_path: Path, language: str, suffix: str) -> None:
    path = tmp_path / f"template{suffix}"
    write_firm_template(path, Words(language))
    listed = read_firm_list(path)
    assert (listed.format, listed.firms) == ("template", ())
    assert [problem.code for problem in listed.problems] == ["list.no_rows"]


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_a_row_like_the_example_of_the_notes_is_read_without_a_problem(tmp_path: Path, language: str) -> None:
    path = tmp_path / "template.xlsx"
    write_firm_template(path, Words(language))
    book = openpyxl.load_workbook(path)
    sheet, notes = book.worksheets
    headings = [cell.value for cell in sheet[1]]
    examples = [row[2] for row in notes.iter_rows(min_row=2, max_row=1 + len(headings), values_only=True)]
    assert [row[0] for row in notes.iter_rows(min_row=2, max_row=1 + len(headings), values_only=True)] == [
        heading.rstrip("*") for heading in headings
    ]
    sheet.append(examples)
    book.save(path)
    listed = read_firm_list(path)
    assert listed.problems == ()
    (firm,) = listed.firms
    assert (firm.code, firm.unified_number, firm.kind) == ("ZX01", "00000016", "securities_firm")
    assert firm.facts is not None
    assert firm.facts["paid_in_capital"] == 12_840_000_000
    assert len(firm.facts) == 14 and firm.facts["licence_state"] == "active"
    assert (firm.letter_recipient, firm.spellings) == ("法令遵循部", ("示範甲証券", "示範甲"))


def test_codes_are_kept_as_text_and_answers_offered(tmp_path: Path) -> None:
    write_firm_template(tmp_path / "template.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "template.xlsx").worksheets[0]
    assert sheet.column_dimensions["A"].number_format == "@"
    assert [cell.value for cell in sheet[1]][:3] == ["代號*", "名稱*", "簡稱"]
    assert '"是,否"' in {validation.formula1 for validation in sheet.data_validations.dataValidation}


def test_every_note_is_worded(tmp_path: Path) -> None:
    for language in ("zh_TW", "en"):
        write_firm_template(tmp_path / "template.xlsx", Words(language))
        for sheet in openpyxl.load_workbook(tmp_path / "template.xlsx"):
            for row in sheet.iter_rows(values_only=True):
                assert not [cell for cell in row if isinstance(cell, str) and cell.startswith("template.")]


def test_the_template_is_a_workbook_of_either_kind_and_nothing_else(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        write_firm_template(tmp_path / "template.csv")
    assert caught.value.code == "export.unknown_format"
    assert list(tmp_path.iterdir()) == []
