"""What somebody wrote into a name never runs as a formula in what firms, branches and rules are written to."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from auditdesk.model.commands import RecordFact
from auditdesk.model.office_rules import ExceptionKind, ProposeException
from auditdesk.model.records import Branch, Firm
from auditdesk.words import Words
from tests.services.two_supervisors import POLICY

DAY = date(2019, 11, 1)
EVIL = "=cmd|' /C calc'!A0"
STARTS = "=+-@\t\r"


@pytest.fixture
def evil(desk):
    desk.firm_records.add("ZX01", EVIL, "securities_firm")
    desk.firms.record_fact(RecordFact("ZX01", "paid_in_capital", 500_000_000, date(2019, 1, 1), "@SUM(1+1)"))
    desk.exceptions.propose(ProposeException("ZX01", POLICY, ExceptionKind.EXEMPT, EVIL, DAY))
    return desk


@pytest.fixture
def evil_lists(desk, tmp_path):
    """Branches and tier moves whose texts begin as a formula does, as a list that somebody sent brings them in."""
    desk.firm_records.add("ZX01", EVIL, "securities_firm")
    for amount, day in ((500_000_000, date(2019, 1, 1)), (4_000_000_000, DAY)):
        desk.firms.record_fact(RecordFact("ZX01", "paid_in_capital", amount, day, EVIL))
    with desk.store.work(desk.actor.login, "test") as work:
        firm = work.find(Firm, code="ZX01")
        for number, start in enumerate(STARTS):
            code, text = f"ZX0{number}", f"{start}cmd|' /C calc'!A0"
            branch = Branch(uid=work.new_uid(), firm_uid=firm.uid, code=code, name=text, address=text, telephone=text)
            work.add(branch)
        work.commit()
    return desk


def _books(path: Path) -> tuple[int, int]:
    """Formulas of a spreadsheet, and cells that hold the evil name as text."""
    if path.suffix == ".xlsx":
        import openpyxl

        cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]
        return sum(cell.data_type == "f" for cell in cells), sum(cell.value == EVIL for cell in cells)
    from odfdo import Document

    tables = Document(path).body.tables
    cells = [cell for table in tables for row in table.rows for cell in row.cells]
    return sum(bool(cell.formula) for cell in cells), sum(cell.value == EVIL for cell in cells)


def _writers(desk, path: Path):
    yield lambda: desk.tables.firms(desk.firms.list(DAY), path, Words())
    yield lambda: desk.firm_lists.template(path, Words(), DAY)
    names = tuple((row.firm_code, row.reason) for row in desk.exceptions.list())
    yield lambda: desk.tables.shown("exceptions", ("firm", EVIL), names, path, Words())


@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_no_cell_of_a_spreadsheet_is_a_formula_and_the_name_stays_whole(evil, tmp_path, suffix):
    path = tmp_path / f"out.{suffix}"
    for write in _writers(evil, path):
        write()
        formulas, names = _books(path)
        assert formulas == 0 and names >= 1


def test_no_field_of_a_text_file_begins_as_a_formula(evil, tmp_path):
    path = tmp_path / "out.csv"
    evil.tables.firms(evil.firms.list(DAY), path, Words())
    firms = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    evil.tables.shown("exceptions", (EVIL,), tuple((row.reason,) for row in evil.exceptions.list()), path, Words())
    shown = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    for field in (field for row in (*firms, *shown) for field in row):
        assert not field.startswith(tuple(STARTS))
    assert f"'{EVIL}" in [field for row in firms for field in row] and [f"'{EVIL}"] in shown


def test_the_name_comes_back_from_the_spreadsheet_as_it_was(evil, tmp_path):
    for suffix in ("xlsx", "ods"):
        path = tmp_path / f"again.{suffix}"
        evil.firm_lists.template(path, Words(), DAY)
        again = evil.firm_lists.preview(path, DAY)
        assert (again.added, again.changed) == (0, 0)


def _lists(desk, path: Path):
    yield lambda: desk.tables.branches(desk.firms.branches(), path, Words())
    yield lambda: desk.tables.moves(desk.firm_records.moves(2019), path, Words())


@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_no_cell_of_branches_or_tier_moves_is_a_formula(evil_lists, tmp_path, suffix):
    path = tmp_path / f"out.{suffix}"
    for write in _lists(evil_lists, path):
        write()
        formulas, names = _books(path)
        assert formulas == 0 and names >= 1


def test_no_field_of_branches_or_tier_moves_begins_as_a_formula_in_a_text_file(evil_lists, tmp_path):
    path = tmp_path / "out.csv"
    for write, rows in zip(_lists(evil_lists, path), (len(STARTS), 1), strict=True):
        write()
        with path.open(encoding="utf-8-sig", newline="") as text:
            written = list(csv.reader(text))
        assert len(written) == rows + 1
        assert not [field for row in written for field in row if field.startswith(tuple(STARTS))]
        assert f"'{EVIL}" in [field for row in written for field in row]
