"""What happens to letters once they are approved: the office's signature, copies, envelopes, addresses, mail merge."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from auditdesk.desk import Desk
from auditdesk.errors import Refused
from auditdesk.exchange.incoming import read_incoming
from auditdesk.exchange.workbooks import read_workbook
from auditdesk.model.commands import WriteLetters
from auditdesk.model.letter_rows import DispatchLetters
from auditdesk.rules.letters import postal_parts, receivers
from tests.services.letters_office import CLERK, DAY, SUPERVISOR, YEAR, code_of, make_office, name_of, open_as
from tests.services.test_notice_signing import certificate

COPIES = ("金融監督管理委員會證券期貨局", "中華民國證券商業同業公會（含附件）")
FIRMS = 5


@pytest.fixture(scope="module")
def written(shipped, tmp_path_factory) -> tuple[Path, str]:
    """An office with one batch of five letters, approved; and its number."""
    folder = tmp_path_factory.mktemp("mailing")
    make_office(folder / "w", FIRMS)
    desk = open_as(folder / "w", CLERK)
    order = WriteLetters(YEAR, str(folder / "letters"), DAY, formats=("pdf", "docx", "odt", "di"), copies_to=COPIES)
    batch = desk.letters.write(order)
    desk.close()
    desk = open_as(folder / "w", SUPERVISOR)
    for line in batch.lines:
        desk.letters.open(line.number)
    desk.letters.approve(batch.batch.number)
    desk.close()
    return folder, batch.batch.number


@pytest.fixture
def clerk(written: tuple[Path, str], tmp_path: Path) -> Iterator[Desk]:
    """The clerk at a copy of that office."""
    shutil.copytree(written[0] / "w", tmp_path / "w", ignore=shutil.ignore_patterns("*.lock"))
    desk = open_as(tmp_path / "w", CLERK)
    yield desk
    desk.close()


def text_of(pdf: bytes | Path) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as paper:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in paper]


def test_an_approved_batch_is_signed_once_and_its_record_follows(written: tuple[Path, str], clerk: Desk, tmp_path: Path) -> None:
    from pyhanko.pdf_utils.reader import PdfFileReader

    folder, name = written
    before = {path: path.read_bytes() for path in folder.glob("letters/*")}
    try:
        key = certificate(tmp_path / "office.p12", 2020, 2022)
        with pytest.raises(Refused, match=r"signing\.certificate_over"):
            clerk.letters.sign(name, certificate(tmp_path / "over.p12", 2015, 2019))
        assert {path: path.read_bytes() for path in folder.glob("letters/*")} == before
        clerk.letters.sign(name, key)
        signed = {path: path.read_bytes() for path in folder.glob("letters/110-*.pdf")}
        for path, content in signed.items():
            (signature,) = PdfFileReader(io.BytesIO(content)).embedded_signatures
            assert signature.compute_integrity_info() is None and signature.compute_digest()
            assert text_of(path) == text_of(before[path])
        assert clerk.care.verify().ok
        listed = json.loads(next(folder.glob("letters/manifest-*")).read_text(encoding="utf-8"))["letters"]
        kept = {paper.path: paper.sha256 for _, papers in clerk.letters.batch(name).letters for paper in papers}
        assert {one["sha256"] for one in listed} <= set(kept.values())
        assert len(signed) == 2 * FIRMS, "letters, and the annexes that go with the electronic ones"
        number = clerk.letters.list(YEAR)[0].number
        assert [Path(one.path).name for one in clerk.letters.signed(number)] == sorted(p.name for p in signed if "Z000" in p.name)
        assert b"/ByteRange" not in clerk.letters.remake(number), "made again it is the letter that was approved"
        clerk.letters.sign(name, key)
        assert {path: path.read_bytes() for path in signed} == signed, "a signed letter is not signed again"
        changed = next(iter(signed))
        changed.write_bytes(b"%PDF-1.7 another")
        with pytest.raises(Refused, match=r"letters\.file_changed"):
            clerk.letters.sign(name, key)
    finally:
        for path, content in before.items():
            path.write_bytes(content)


def test_only_what_is_approved_and_not_sent_is_signed(written: tuple[Path, str], clerk: Desk, tmp_path: Path) -> None:
    key = certificate(tmp_path / "office.p12", 2020, 2022)
    clerk.letters.dispatch(DispatchLetters((clerk.letters.list(YEAR)[0].number,), DAY))
    with pytest.raises(Refused, match=r"letters\.sent_unsigned"):
        clerk.letters.sign(written[1], key)


def test_copies_stand_in_every_format_and_never_name_a_firm(written: tuple[Path, str], clerk: Desk, tmp_path: Path) -> None:
    from auditdesk.exchange.paper_text import read_paper

    for path in written[0].glob("letters/110-Z000-0000001.*"):
        told = "".join("".join(part.text for part in read_paper(path)).split())
        assert all("".join(copy.split()) in told for copy in COPIES), path.name
    order = WriteLetters(YEAR, str(tmp_path / "out"), DAY, kind="request", copies_to=(f"{name_of(3)}法令遵循部",))
    with pytest.raises(Refused, match=r"letters\.copy_to_firm"):
        clerk.letters.start(order)


@pytest.mark.parametrize(("size", "points"), [("c5", (649, 459)), ("dl", (624, 312))])
def test_each_envelope_names_its_firm_alone(
    written: tuple[Path, str], clerk: Desk, tmp_path: Path, size: str, points: tuple[int, int]
) -> None:
    for window in (False, True):
        path = tmp_path / f"{size}-{window}.pdf"
        assert clerk.letters.envelopes(written[1], path, size, window=window) == FIRMS
        pages = text_of(path)
        with pypdfium2.PdfDocument(path) as paper:
            assert [round(side) for side in paper[0].get_size()] == list(points)
        for number, page in enumerate(pages):
            assert [name_of(other) in page for other in range(FIRMS)] == [other == number for other in range(FIRMS)]
            assert f"{number:03d}" in page and "臺北市中正區示範路" in page
    with pytest.raises(Refused, match=r"letters\.unknown_envelope"):
        clerk.letters.envelopes(written[1], tmp_path / "x.pdf", "b4")


def test_addresses_come_as_tables_and_as_labels(written: tuple[Path, str], clerk: Desk, tmp_path: Path) -> None:
    for suffix in (".xlsx", ".ods"):
        path = tmp_path / f"addresses{suffix}"
        assert clerk.letters.addresses(written[1], path) == FIRMS
        (sheet,) = read_workbook(read_incoming(path), path.name, lambda: None)
        rows = [[str(cell) for cell in row.cells] for row in sheet.rows]
        assert [row[1] for row in rows[1:]] == [code_of(number) for number in range(FIRMS)]
        assert rows[1][3:5] == ["100000", "臺北市中正區示範路 2 號"]
    clerk.letters.addresses(written[1], tmp_path / "labels.pdf")
    (page,) = text_of(tmp_path / "labels.pdf")
    assert all(name_of(number) in page for number in range(FIRMS))


def test_the_merge_table_has_one_row_a_letter_with_what_the_letter_says(
    written: tuple[Path, str], clerk: Desk, tmp_path: Path
) -> None:
    import csv

    assert clerk.letters.merge_table(written[1], tmp_path / "merge.xlsx") == FIRMS
    clerk.letters.merge_table(written[1], tmp_path / "merge.csv")
    with (tmp_path / "merge.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["證券商代號"] for row in rows] == [code_of(number) for number in range(FIRMS)]
    for row, letter in zip(rows, clerk.letters.list(YEAR), strict=True):
        assert row["發文字號"] == letter.number and row["副本"] == "、".join(COPIES)
        assert row["主旨"] and row["說明"].startswith("一、") and row["缺失件數"] == "2"
        assert row["缺失清單"].count("\n") == 1 and row["證券商代號"] in row["缺失清單"]


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("100000 臺北市示範路 1 號", ("100000", "臺北市示範路 1 號")),
        ("10041臺北市中正區", ("10041", "臺北市中正區")),
        ("(104)臺北市", ("104", "臺北市")),
        ("１０４　臺北市", ("104", "臺北市")),
        ("100-41 臺北市", ("10041", "臺北市")),
        ("臺北市信義區", ("", "臺北市信義區")),
        ("168號大樓", ("", "168號大樓")),
        ("1234567 某地", ("", "1234567 某地")),
        ("", ("", "")),
    ],
)
def test_a_postal_code_is_parted_from_its_address(address: str, parts: tuple[str, str]) -> None:
    assert postal_parts(address) == parts


def test_receivers_of_copies_are_parted_as_people_write_them() -> None:
    assert receivers("甲、乙；丙; 丁\n戊、") == ("甲", "乙", "丙", "丁", "戊")
