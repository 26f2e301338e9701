"""What bad luck does to letters: folders that go, a signing that is killed, a clock that is set back, days that can't be."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from auditdesk.desk import Desk
from auditdesk.errors import Refused
from auditdesk.model.commands import DecideFinding, RecordFact, WriteLetters
from auditdesk.model.letter_rows import WrittenBatch
from auditdesk.model.records import Paper
from tests.services.letters_office import CLERK, DAY, SUPERVISOR, VISITED, YEAR, make_office, one_at_a_time
from tests.services.test_notice_signing import certificate

Act = Callable[..., Desk]
WHOLE = WriteLetters(YEAR, "", DAY, formats=("pdf", "docx", "odt", "di"), sheets=(".xlsx", ".ods"))


@pytest.fixture(scope="module")
def made_office(shipped, tmp_path_factory) -> Path:
    """Three firms, each visited, with two accepted findings."""
    home = tmp_path_factory.mktemp("luck") / "workspace"
    make_office(home, 3)
    return home


@pytest.fixture
def act(made_office: Path, tmp_path: Path) -> Iterator[Act]:
    yield from one_at_a_time(made_office, tmp_path / "workspace")


def order_in(folder: Path, order: WriteLetters = WHOLE, **changes: object) -> WriteLetters:
    return dataclasses.replace(order, folder=str(folder / "letters"), **changes)


def standing(folder: Path) -> dict[str, str]:
    """Every file of the folder but the manifest, by its hash."""
    files = [path for path in folder.iterdir() if not path.name.startswith("manifest")]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def recorded(batch: WrittenBatch) -> dict[str, str]:
    listed = json.loads(batch.manifest.read_text(encoding="utf-8")) if batch.manifest else {}
    return {Path(one["file"]).name: one["sha256"] for part in ("letters", "attachments") for one in listed[part]}


def approved(act: Act, batch: str, day: date = DAY) -> Desk:
    desk = act(SUPERVISOR, day)
    for line in desk.letters.batch(batch).lines:
        desk.letters.open(line.number)
    desk.letters.approve(batch)
    return desk


def test_a_folder_that_goes_while_the_batch_is_written_loses_no_letter(act: Act, tmp_path: Path) -> None:
    desk = act()
    folder = tmp_path / "letters"

    def progress(done: int, total: int = 0, step: str = "") -> None:
        if done == 2 and step == "letters":
            shutil.rmtree(folder, ignore_errors=True)

    started = desk.letters.start(order_in(tmp_path))
    stopped = desk.letters.run(started.batch.uid, progress)
    assert (stopped.batch.state, stopped.batch.written, stopped.batch.failed) == ("stopped", 2, 1)
    done = desk.letters.run(started.batch.uid)
    assert done.batch.state == "written" and standing(folder) == recorded(done) and len(standing(folder)) == 3 * 7
    assert desk.care.verify().ok


def test_what_was_written_to_a_place_that_is_gone_is_made_again_where_the_batch_goes_on(act: Act, tmp_path: Path) -> None:
    desk = act()
    started = desk.letters.start(order_in(tmp_path))

    def progress(done: int, total: int = 0, step: str = "") -> None:
        if done == 2 and step == "letters":
            shutil.rmtree(tmp_path / "letters", ignore_errors=True)

    desk.letters.run(started.batch.uid, progress)
    done = desk.letters.run(started.batch.uid, folder=str(tmp_path / "other"))
    assert standing(tmp_path / "other") == recorded(done) and len(recorded(done)) == 3 * 7
    assert not (tmp_path / "letters").exists() and desk.care.verify().ok


def test_files_that_are_gone_are_made_again_byte_for_byte_whatever_became_of_the_findings(act: Act, tmp_path: Path) -> None:
    done = act().letters.write(order_in(tmp_path))
    kept = standing(tmp_path / "letters")
    desk = approved(act, done.batch.number)
    finding = next(row for row in desk.findings.list(YEAR) if row.uid in done.letters[0][0].findings)
    desk.findings.reopen(DecideFinding(finding.number, "事實有誤"))
    desk = act()
    changed = next(tmp_path.glob("letters/*Z001*.odt"))
    changed.write_bytes(b"edited by the office")
    for path in tmp_path.glob("letters/*Z000*"):
        path.unlink()
    told = desk.letters.remake_files(done.batch.number)
    assert len(told.made) == 7 and told.changed == (str(changed),) and told.signed == ()
    assert standing(tmp_path / "letters") == kept | {changed.name: hashlib.sha256(b"edited by the office").hexdigest()}
    shutil.rmtree(tmp_path / "letters")
    told = desk.letters.remake_files(done.batch.number, str(tmp_path / "again"))
    assert standing(tmp_path / "again") == kept == recorded(desk.letters.batch(done.batch.number))
    assert len(told.made) == 21 and desk.care.verify().ok


def test_a_killed_signing_is_gone_on_with_or_taken_back(act: Act, tmp_path: Path, monkeypatch) -> None:
    done = act().letters.write(order_in(tmp_path, formats=("pdf",), sheets=()))
    kept = standing(tmp_path / "letters")
    approved(act, done.batch.number)
    desk = act()
    key = certificate(tmp_path / "office.p12", 2020, 2022)
    desk.letters.sign(done.batch.number, key)
    signed = {path: path.read_bytes() for path in tmp_path.glob("letters/*.pdf")}
    number = done.letters[0][0].number
    assert len(desk.letters.signed(number)) == 1
    lost = Path(desk.letters.signed(number)[0].path)
    lost.unlink()
    told = desk.letters.remake_files(done.batch.number)
    assert told.signed == (str(lost),) and told.made == () and not lost.exists()
    # As a kill leaves it: the file is signed, the record has the unsigned one still.
    lost.write_bytes(signed[lost])
    with desk.store.work(CLERK, "test") as work:
        work.find(Paper, path=str(lost)).sha256 = kept[lost.name]
        work.commit()
    assert desk.care.verify().papers_altered
    told = desk.letters.remake_files(done.batch.number)
    assert told.made == (str(lost),) and standing(tmp_path / "letters")[lost.name] == kept[lost.name]
    assert not desk.care.verify().papers_altered


def test_what_is_signed_is_known_on_a_clock_that_was_set_back(act: Act, tmp_path: Path) -> None:
    done = act().letters.write(order_in(tmp_path, formats=("pdf",), sheets=()))
    approved(act, done.batch.number, date(2021, 1, 20))
    desk = act(CLERK, date(2021, 1, 6))
    desk.letters.sign(done.batch.number, certificate(tmp_path / "office.p12", 2020, 2022))
    assert all(len(desk.letters.signed(letter.number)) == 1 for letter, _ in done.letters)


def test_no_letter_asks_for_an_answer_before_it_is_issued(act: Act, tmp_path: Path) -> None:
    desk = act()
    order = order_in(tmp_path, reply_by=date(2021, 1, 4))
    for ask in (desk.letters.check, desk.letters.start):
        with pytest.raises(Refused, match=r"letters\.reply_before_issue"):
            ask(order)
    assert desk.letters.batches() == ()


def test_no_letter_is_older_than_the_visit_or_the_letter_it_speaks_of(act: Act, tmp_path: Path) -> None:
    desk = act()
    early = desk.letters.check(order_in(tmp_path, issued_on=date(2020, 5, 3)))
    assert early.due == () and {one.why for one in early.blocked} >= {"issued_early"}
    assert len(desk.letters.check(order_in(tmp_path, issued_on=VISITED)).due) == 3
    done = desk.letters.write(order_in(tmp_path, formats=("pdf",), sheets=()))
    desk = approved(act, done.batch.number)
    finding = next(row for row in desk.findings.list(YEAR) if row.uid in done.letters[0][0].findings)
    desk.findings.withdraw(DecideFinding(finding.number, "誤記"))
    before = desk.letters.check(order_in(tmp_path, kind="correction", issued_on=date(2021, 1, 4)))
    assert before.due == () and [one.why for one in before.blocked] == ["issued_early"]
    assert len(desk.letters.check(order_in(tmp_path, kind="correction")).due) == 1


def test_a_firm_that_is_part_of_another_by_the_day_of_issue_is_hinted_and_its_letter_read(act: Act, tmp_path: Path) -> None:
    desk = act(SUPERVISOR)
    desk.firms.record_fact(RecordFact("Z001", "merged_into", "Z000", date(2020, 12, 1), "合併公告"))
    hints = {one.code: one.hints for one in desk.letters.check(order_in(tmp_path)).due}
    assert hints == {"Z000": (), "Z001": ("firm_gone",), "Z002": ()}
    before = desk.letters.check(order_in(tmp_path, issued_on=date(2020, 11, 30)))
    assert not any(one.hints for one in before.due)
