"""Letters through the services: batches that stop, die, go on and are taken back; the own check; approval; what came of them."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from auditdesk.desk import Desk
from auditdesk.errors import Cancelled, Refused, Unavailable
from auditdesk.exchange.paper_text import read_paper
from auditdesk.model.commands import DecideFinding, WriteLetters
from auditdesk.model.letter_rows import DispatchLetters, KeepLetterReply, WrittenBatch
from auditdesk.model.records import Finding, Letter
from auditdesk.model.remedy_rows import AskExtension, DecideExtension
from auditdesk.services.letters_checks import FirmNames, demand_sound
from auditdesk.store.queries import register
from tests.services.letters_office import CLERK, DAY, INSPECTOR, SUPERVISOR, YEAR, code_of, make_office, one_at_a_time, open_as

FIRMS = tuple(map(code_of, range(6)))
ORDER = WriteLetters(YEAR, "", DAY)

Act = Callable[..., Desk]


@pytest.fixture(scope="module")
def made_office(shipped, tmp_path_factory) -> Path:
    """Six firms, each visited, with two accepted findings."""
    home = tmp_path_factory.mktemp("letters") / "workspace"
    make_office(home, len(FIRMS))
    return home


@pytest.fixture
def act(made_office: Path, tmp_path: Path) -> Iterator[Act]:
    yield from one_at_a_time(made_office, tmp_path / "workspace")


def stop_at(number: int) -> Callable[..., None]:
    def progress(done: int, total: int = 0, step: str = "") -> None:
        if done == number:
            raise Cancelled

    return progress


def order_in(folder: Path, **changes: object) -> WriteLetters:
    return dataclasses.replace(ORDER, folder=str(folder / "letters"), **changes)


def states(desk: Desk, year: int = 2020) -> Counter[str]:
    return Counter(row.state for row in desk.findings.list(year))


def serials(batch: WrittenBatch) -> list[int]:
    return [int(letter.number[-8:-1]) for letter, _ in batch.letters]


def approved(act: Act, batch: str) -> Desk:
    desk = act(SUPERVISOR)
    for line in desk.letters.batch(batch).lines:
        if line.sampled:
            desk.letters.open(line.number)
    desk.letters.approve(batch)
    return desk


def test_a_batch_that_is_stopped_keeps_what_is_written_and_goes_on_without_a_number_twice(act: Act, tmp_path: Path) -> None:
    desk = act()
    started = desk.letters.start(order_in(tmp_path))
    assert [line.state for line in started.lines] == ["waiting"] * 6
    stopped = desk.letters.run(started.batch.uid, stop_at(2))
    assert (stopped.batch.state, stopped.batch.written, stopped.manifest) == ("stopped", 2, None)
    assert states(desk) == {"lettered": 4, "accepted": 8}
    desk = act()
    waiting = desk.letters.unfinished()
    assert waiting is not None and waiting.number == started.batch.number
    with pytest.raises(Refused, match=r"letters\.unfinished"):
        desk.letters.start(order_in(tmp_path))
    done = desk.letters.run(waiting.uid)
    assert done.batch.state == "written" and serials(done) == [1, 2, 3, 4, 5, 6]
    assert states(desk) == {"lettered": 12} and desk.letters.unfinished() is None
    assert done.manifest is not None and done.manifest.is_file()
    assert desk.care.verify().ok


def test_a_batch_taken_back_leaves_no_file_no_letter_and_its_numbers_free(act: Act, tmp_path: Path) -> None:
    desk = act()
    before = {row.number: (row.state, row.due_date) for row in desk.findings.list(2020)}
    batch = desk.letters.start(order_in(tmp_path, formats=("pdf", "di"), sheets=(".xlsx",)))
    done = desk.letters.run(batch.batch.uid)
    assert len(list((tmp_path / "letters").iterdir())) == 6 * 4 + 1
    assert desk.letters.undo(done.batch.number).state == "undone"
    assert list((tmp_path / "letters").iterdir()) == [] and desk.letters.list(2020) == ()
    assert {row.number: (row.state, row.due_date) for row in desk.findings.list(2020)} == before
    assert serials(desk.letters.write(order_in(tmp_path))) == [1, 2, 3, 4, 5, 6]
    assert desk.care.verify().ok


def test_what_somebody_changed_in_a_file_is_not_deleted_with_the_batch(act: Act, tmp_path: Path) -> None:
    desk = act()
    done = desk.letters.write(order_in(tmp_path))
    changed = Path(done.letters[0][1][0].path)
    changed.write_bytes(b"notes of the clerk")
    desk.letters.undo(done.batch.number)
    assert list((tmp_path / "letters").iterdir()) == [changed]


def test_a_process_killed_in_the_middle_goes_on_with_every_letter_once(act: Act, made_office: Path, tmp_path: Path) -> None:
    home, out = tmp_path / "killed", tmp_path / "letters"
    shutil.copytree(made_office, home, ignore=shutil.ignore_patterns("*.lock"))
    with subprocess.Popen([sys.executable, "-m", "tests.services.letters_kill_script", str(home), str(out)]) as running:
        while len(list(out.glob("*.pdf"))) < 2 and running.poll() is None:
            time.sleep(0.005)
        running.kill()
    assert running.returncode == -signal.SIGKILL
    (home / "auditdesk.lock").unlink(missing_ok=True)
    desk = open_as(home, CLERK)
    waiting = desk.letters.unfinished()
    assert waiting is not None and 1 <= waiting.written < len(FIRMS) and waiting.letters == len(FIRMS)
    done = desk.letters.run(waiting.uid)
    sound = desk.care.verify().ok
    desk.close()
    assert sound and done.batch.written == len(FIRMS) and serials(done) == [1, 2, 3, 4, 5, 6]
    listed = {Path(paper.path).name for _, papers in done.letters for paper in papers}
    assert {path.name for path in out.iterdir()} == {*listed, "manifest-110-0000001-0000006.json"}


def test_a_letter_that_can_t_be_written_holds_up_no_other(act: Act, tmp_path: Path) -> None:
    desk = act()
    folder = tmp_path / "letters"
    (folder / "110-Z001-0000002.pdf").mkdir(parents=True)
    done = desk.letters.run(desk.letters.start(order_in(tmp_path)).batch.uid)
    assert [line.state for line in done.lines] == ["written", "failed", *["written"] * 4]
    assert done.batch.state == "stopped" and done.lines[1].problem is not None
    (folder / "110-Z001-0000002.pdf").rmdir()
    assert desk.letters.run(done.batch.uid).batch.state == "written"


def test_a_full_disk_keeps_what_is_there_and_another_place_takes_the_rest(act: Act, tmp_path: Path, monkeypatch) -> None:
    from auditdesk.services import letters_making

    desk = act()
    started = desk.letters.start(order_in(tmp_path))
    written: list[Path] = []
    true_write = letters_making.write_atomically

    def full(path: Path, content: bytes) -> None:
        if len(written) == 3:
            raise Unavailable("disk.full", path=str(path))
        written.append(path)
        true_write(path, content)

    monkeypatch.setattr(letters_making, "write_atomically", full)
    with pytest.raises(Unavailable):
        desk.letters.run(started.batch.uid)
    monkeypatch.undo()
    assert desk.letters.batch(started.batch.uid).batch.written == 3
    done = desk.letters.run(started.batch.uid, folder=str(tmp_path / "elsewhere"))
    assert done.batch.state == "written" and len(list((tmp_path / "elsewhere").glob("*.pdf"))) == 3


def test_a_finding_changed_after_the_number_was_taken_is_not_lettered(act: Act, tmp_path: Path) -> None:
    desk = act()
    started = desk.letters.start(order_in(tmp_path))
    number = next(row.number for row in desk.findings.list(2020) if row.firm_code == "Z002")
    desk = act(SUPERVISOR)
    desk.findings.withdraw(DecideFinding(number, "誤認"))
    done = act().letters.run(started.batch.uid)
    assert [line.problem[0] for line in done.lines if line.problem] == ["letters.line_changed"]


def test_facts_that_name_another_firm_block_the_letter_before_it_takes_a_number(act: Act, tmp_path: Path) -> None:
    desk = act()
    other = next(firm.name for firm in desk.firms.list(DAY) if firm.code == code_of(len(FIRMS)))
    with desk.store.work(INSPECTOR, "test") as work:
        row = next(row for row in desk.findings.list(2020) if row.firm_code == "Z001")
        work.get(Finding, row.uid).facts = f"與{other}共用主機。"
        work.commit()
    found = desk.letters.check(order_in(tmp_path))
    assert [one.code for one in found.due] == [code for code in FIRMS if code != "Z001"]
    assert [(one.code, one.why, one.fix) for one in found.blocked] == [("Z001", "other_firm", "findings")]


def test_the_own_check_finds_another_firm_and_what_is_missing(act: Act) -> None:
    desk = act()
    with desk.store.read() as connection:
        firms = {firm.code: firm for firm in register.firms(connection)}
    others = FirmNames(firms.values()).others_of(firms["Z000"], "臺灣證券交易所")
    path = Path("letter.pdf")
    demand_sound(path, f"致 {firms['Z000'].name}\n共用帳-\n號。第 1 頁，共 2 頁", (firms["Z000"].name, "共用帳號。"), others)
    for text, must, code in (
        (f"致{firms['Z001'].name}", (), "letters.check_other_firm"),
        ("主機 Z001-01", (), "letters.check_other_firm"),
        ("致甲", ("乙",), "letters.check_missing"),
    ):
        with pytest.raises(Refused) as refused:
            demand_sound(path, text, must, others)
        assert refused.value.code == code


def test_every_format_is_made_checked_and_listed_with_its_hash(act: Act, tmp_path: Path) -> None:
    desk = act()
    done = desk.letters.write(order_in(tmp_path, formats=("pdf", "docx", "odt", "di"), sheets=(".xlsx", ".ods"), firms=("Z000",)))
    assert done.manifest is not None
    listed = json.loads(done.manifest.read_text(encoding="utf-8"))
    assert [Path(one["file"]).suffix for one in listed["letters"]] == [".di", ".docx", ".odt", ".pdf"]
    assert {one["file"].split("-", 3)[-1] for one in listed["attachments"]} == {"annex.pdf", "reply.ods", "reply.xlsx"}
    for one in (*listed["letters"], *listed["attachments"]):
        assert hashlib.sha256((tmp_path / "letters" / one["file"]).read_bytes()).hexdigest() == one["sha256"]
    body = next((tmp_path / "letters").glob("*.di")).read_text(encoding="utf-8")
    assert all(one["file"] in body for one in listed["attachments"])


def test_a_letter_of_march_is_the_same_in_december_whatever_templates_hold_then(act: Act, tmp_path: Path) -> None:
    desk = act()
    done = desk.letters.write(order_in(tmp_path, formats=("pdf", "docx", "odt", "di"), firms=("Z000",)))
    letter, papers = done.letters[0]
    own = json.loads(desk.letter_templates.in_force("result")[0])
    own["zh_TW"]["subject"] = "新的主旨，請查照。"
    draft = desk.letter_templates.write("result", "新版", json.dumps(own))
    desk.letter_templates.submit(draft.uid)
    with pytest.raises(Refused):
        desk.letter_templates.approve(draft.uid)
    desk = act(SUPERVISOR, date(2021, 12, 1))
    desk.letter_templates.approve(draft.uid)
    assert json.loads(desk.letter_templates.in_force("result")[0])["zh_TW"]["subject"].startswith("新的主旨")
    for paper in papers:
        assert desk.letters.remake(letter.number, Path(paper.path).suffix[1:]) == Path(paper.path).read_bytes()
    later = desk.letters.write(order_in(tmp_path, firms=("Z001",)))
    assert desk.letters.batch(later.batch.uid).batch.written == 1
    desk.letter_templates.withdraw(draft.uid, "改回")
    assert "新的主旨" not in desk.letter_templates.in_force("result")[0]


def test_the_annex_tells_the_earlier_years_of_the_same_failing_and_stays_as_written(act: Act, tmp_path: Path) -> None:
    desk = act()
    with desk.store.work(SUPERVISOR, "test") as work:
        firm = next(row.firm_uid for row in desk.findings.list(YEAR) if row.firm_code == "Z000")
        found = min(work.all(Finding, firm_uid=firm), key=lambda one: one.number)
        found.item_text_hash = "0" * 64
        now = found.model_dump(exclude={"version"})
        earlier = (
            (2019, {"state": "closed"}),
            (2018, {"state": "closed", "pattern": "", "item_key": "CC-99990-01"}),  # renumbered: the same words
            (2017, {"state": "closed", "edition": "2002-02-21", "item_key": "2002:CC-17000-01"}),  # codes of another meaning
            (2016, {"state": "withdrawn"}),
            (2015, {"state": "closed", "authority": "feb"}),
        )
        for year, changes in earlier:
            work.add(Finding(**{**now, "uid": work.new_uid(), "number": f"{year - 1911}-F0001", "year": year, **changes}))
        work.commit()
    order = order_in(tmp_path, formats=("pdf", "docx", "odt"), firms=("Z000", "Z001"))
    (letter, papers), (other, others) = desk.letters.write(order).letters
    for paper in papers:
        told = "".join("".join(part.text for part in read_paper(Path(paper.path))).split())
        assert told.count("（108、107年查核曾列同項缺失）") == 1
        assert told.count("查核曾列同項缺失") == 1
    assert not any("曾列" in part.text for paper in others for part in read_paper(Path(paper.path)))
    with desk.store.work(SUPERVISOR, "test") as work:
        for one in work.all(Finding, firm_uid=firm):
            if one.year < YEAR:
                one.state = "withdrawn"
        kept = work.get(Letter, other.uid)
        before = json.loads(kept.content)
        for one in before["findings"]:
            assert one.pop("repeats") == []
        kept.content = json.dumps(before)  # as it was frozen before letters told this
        work.commit()
    for written, files in ((letter, papers), (other, others)):
        for paper in files:
            assert desk.letters.remake(written.number, Path(paper.path).suffix[1:]) == Path(paper.path).read_bytes()


def test_a_template_with_mistakes_is_kept_as_a_draft_but_not_submitted(act: Act) -> None:
    desk = act()
    own = json.loads(desk.letter_templates.in_force("reminder")[0])
    own["zh_TW"]["subject"] = "{{ earlier_numbr }}"
    draft = desk.letter_templates.write("reminder", "稽催", json.dumps(own))
    with pytest.raises(Exception, match=r"template\.faulty") as refused:
        desk.letter_templates.submit(draft.uid)
    assert refused.value.problems[0].values["suggestion"] == "earlier_number"
    own["zh_TW"]["subject"] = "{{ earlier_number }}"
    desk.letter_templates.write("reminder", "稽催", json.dumps(own), draft.uid, draft.version)
    assert desk.letter_templates.submit(draft.uid).state == "submitted"
    with pytest.raises(Refused, match=r"letter_template\.not_draft"):
        desk.letter_templates.write("reminder", "稽催", json.dumps(own), draft.uid)


def test_the_offices_word_form_goes_through_the_same_steps_and_is_used(act: Act, tmp_path: Path) -> None:
    desk = act()
    form = desk.letter_templates.starter_form(tmp_path / "form.docx")
    assert desk.letter_templates.check_file(form) == ()
    row = desk.letter_templates.add_form("result", form, "本所版型")
    desk.letter_templates.submit(row.uid)
    act(SUPERVISOR).letter_templates.approve(row.uid)
    done = act().letters.write(order_in(tmp_path, formats=("docx",)))
    assert done.batch.written == 6


def test_a_batch_is_approved_by_another_person_who_read_the_sample_then_sent_and_followed(act: Act, tmp_path: Path) -> None:
    desk = act()
    done = desk.letters.write(order_in(tmp_path))
    name, numbers = done.batch.number, [letter.number for letter, _ in done.letters]
    assert sum(line.sampled for line in done.lines) == 3
    desk = act(SUPERVISOR)
    with pytest.raises(Refused, match=r"letters\.unread"):
        desk.letters.approve(name)
    with pytest.raises(Refused, match=r"letters\.not_approved"):
        desk.letters.dispatch(DispatchLetters((numbers[0],), DAY))
    changed = Path(done.letters[0][1][0].path)
    kept = changed.read_bytes()
    changed.write_bytes(kept + b" ")
    with pytest.raises(Refused, match=r"letters\.altered"):
        approved(act, name)
    changed.write_bytes(kept)
    desk = approved(act, name)
    desk = act(day=date(2021, 3, 20))
    rows = desk.letters.dispatch(DispatchLetters(tuple(numbers), DAY, "郵寄"))
    assert {row.next_step for row in rows} == {"remind"} and all(row.days_left < 0 for row in rows)
    with pytest.raises(Refused, match=r"letters\.wrong_state"):
        desk.letters.undo(name)
    desk.letters.receive(numbers[:1], date(2021, 1, 8))
    answered = desk.letters.reply(KeepLetterReply(numbers[0], date(2021, 3, 1), "甲字第1號"))
    assert (answered.next_step, answered.reply_number) == ("take_answers", "甲字第1號")
    reminders = desk.letters.write(order_in(tmp_path, kind="reminder", issued_on=date(2021, 3, 20)))
    assert [letter.firm_code for letter, _ in reminders.letters] == list(FIRMS[1:])
    again = desk.letters.check(order_in(tmp_path, kind="reminder", issued_on=date(2021, 3, 20)))
    assert again.due == () and {one.why for one in again.blocked} == {"reminded"}
    assert {row.reminders for row in desk.letters.track(2020) if row.letter_kind == "result"} == {0, 1}


def test_a_voided_finding_brings_a_correcting_letter_that_settles_it(act: Act, tmp_path: Path) -> None:
    desk = act()
    desk.letters.write(order_in(tmp_path))
    number = next(row.number for row in desk.findings.list(2020) if row.firm_code == "Z003")
    desk = act(SUPERVISOR)
    desk.findings.withdraw(DecideFinding(number, "受查方補件後確認符合。"))
    assert len(desk.remedy.corrections()) == 1
    done = desk.letters.write(order_in(tmp_path, kind="correction"))
    assert [letter.firm_code for letter, _ in done.letters] == ["Z003"]
    assert desk.remedy.corrections() == ()
    assert desk.letters.check(order_in(tmp_path, kind="correction")).due == ()
    desk.letters.undo(done.batch.number)
    assert len(desk.remedy.corrections()) == 1


def test_a_granted_extension_is_told_once(act: Act, tmp_path: Path) -> None:
    desk = act()
    desk.letters.write(order_in(tmp_path))
    number = next(row.number for row in desk.findings.list(2020) if row.firm_code == "Z004")
    row = desk.remedy.ask_extension(AskExtension(number, date(2022, 1, 5), "採購中", DAY))
    act(SUPERVISOR).remedy.decide_extension(DecideExtension(row.extensions[0].uid, True, ""))
    desk = act()
    done = desk.letters.write(order_in(tmp_path, kind="extension"))
    assert [(letter.firm_code, len(letter.findings)) for letter, _ in done.letters] == [("Z004", 1)]
    assert desk.letters.check(order_in(tmp_path, kind="extension")).due == ()


def test_a_preview_shows_the_letter_without_taking_a_number(act: Act, tmp_path: Path) -> None:
    desk = act()
    assert desk.letters.preview(order_in(tmp_path), "Z000").startswith(b"%PDF")
    assert serials(desk.letters.write(order_in(tmp_path, firms=("Z001",)))) == [1]


def test_a_file_of_somebody_else_under_a_letters_name_is_never_written_over(act: Act, tmp_path: Path) -> None:
    desk = act()
    theirs = tmp_path / "letters" / "110-Z001-0000002.pdf"
    theirs.parent.mkdir()
    theirs.write_bytes(b"notes of the clerk")
    done = desk.letters.run(desk.letters.start(order_in(tmp_path)).batch.uid)
    assert [line.problem[0] for line in done.lines if line.problem] == ["paper.exists"]
    assert theirs.read_bytes() == b"notes of the clerk"


def test_what_a_killed_run_left_is_taken_over_or_taken_away(act: Act, tmp_path: Path) -> None:
    """Files that were written but whose record was not kept any more, and one that was only half written."""
    desk, folder = act(), tmp_path / "letters"
    order = order_in(tmp_path, formats=("pdf", "docx"), sheets=(".xlsx", ".ods"), firms=("Z000",))
    desk.letters.undo(desk.letters.write(order).batch.uid)
    assert list(folder.iterdir()) == []
    kept: dict[str, bytes] = {}
    for act_upon in (desk.letters.run, desk.letters.undo, desk.letters.undo):
        started = desk.letters.start(order).batch.uid
        for name, content in kept.items():
            (folder / name).write_bytes(content)
        (folder / ".110-Z000-0000001.pdf.0123abcd.tmp").write_bytes(b"%PDF-1.7 half")
        act_upon(started)
        if act_upon == desk.letters.run:
            kept = {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith("manifest")}
            desk.letters.undo(started)
        assert len(kept) == 4 and list(folder.iterdir()) == []
    started = desk.letters.start(order).batch.uid
    for name, content in kept.items():
        (folder / name).write_bytes(content)
    assert desk.letters.run(started).batch.written == 1


def test_letters_of_two_years_about_one_audit_lie_in_one_folder(act: Act, tmp_path: Path) -> None:
    """Numbers begin anew each year: the first letter of either has the same serial."""
    desk = act()
    first = desk.letters.write(order_in(tmp_path, firms=("Z000",)))
    approved(act, first.batch.number)
    desk = act(day=date(2022, 1, 5))
    desk.letters.dispatch(DispatchLetters((first.letters[0][0].number,), DAY))
    again = desk.letters.write(order_in(tmp_path, kind="reminder", issued_on=date(2022, 1, 5)))
    assert serials(first) == serials(again) == [1] and len(list((tmp_path / "letters").iterdir())) == 4
    assert desk.care.verify().ok


def test_the_reply_sheet_has_the_days_that_the_letter_sets(act: Act, tmp_path: Path) -> None:
    from auditdesk.exchange.incoming import read_incoming
    from auditdesk.exchange.workbooks import read_workbook

    desk = act()
    done = desk.letters.write(order_in(tmp_path, sheets=(".xlsx",), firms=("Z000",)))
    told = {finding.number: finding.due_date for finding in desk.findings.list(2020) if finding.firm_code == "Z000"}
    sheet = next((tmp_path / "letters").glob("*.xlsx"))
    (book,) = read_workbook(read_incoming(sheet), sheet.name, lambda: None)
    cells = [[str(cell) for cell in row.cells] for row in book.rows[1:]]
    assert done.batch.written == 1 and all(day and day >= DAY for day in told.values())
    assert {row[1]: row[5][:10] for row in cells} == {number: day.isoformat() for number, day in told.items() if day}


def test_a_name_within_another_name_is_told_apart(act: Act) -> None:
    desk = act()
    with desk.store.read() as connection:
        any_firm = register.firms(connection)[0]
    small = dataclasses.replace(any_firm, uid="1", code="700C", name="凱基隆證券股份有限公司", short_name="凱基隆", address="")
    large = dataclasses.replace(
        any_firm, uid="2", code="700c", name="凱基隆大證券股份有限公司", short_name="凱基隆大", address=""
    )
    names = FirmNames((small, large))
    to_large, to_small = names.others_of(large, "臺灣證券交易所"), names.others_of(small, "臺灣證券交易所")
    assert to_large.named_in("致凱基隆大證券股份有限公司，凱基隆大之主機 700c-1") == ""
    assert to_large.named_in("凱基隆大證券股份有限公司與凱基隆共用主機") == "凱基隆"
    assert to_small.named_in("凱 基隆\n大證券股份有限公司") == "凱基隆大證券股份有限公司"
    foreign = dataclasses.replace(
        any_firm, uid="3", code="9AAA", name="示範瑞證券", short_name="UBS", english_name="UBS Demo Ltd."
    )
    names = FirmNames((small, large, foreign))
    assert names.others_of(small, "").named_in("Subsystem of clubs, ubsx") == ""
    assert names.others_of(small, "").named_in("shared with ＵＢＳ\nDemo Ltd") == "ubs demo ltd"
    assert names.others_of(small, "").named_in("與UBS共用") == "ubs"
    assert names.others_of(foreign, "").named_in("UBS Demo Ltd., UBS") == ""
    assert to_small.named_in("凱基隆之主機 700c-1") == "700c" and to_small.named_in("主機 700C-1、x700c") == ""


def test_files_have_names_that_windows_bears_and_tells_apart(act: Act, tmp_path: Path) -> None:
    """Codes that differ by case alone or are devices' names, and names of firms that no path could hold."""
    from auditdesk.model.records import Firm

    desk = act()
    strange = {
        "700C": '示範/甲:證券*股份?"有限"公司.',
        "700c": "..示範\\乙證券股份有限公司. ",
        "COM1": "CON|<示範丙>證券",
        "AUX0": "示範丁　證券",
    }
    with desk.store.work(SUPERVISOR, "test") as work:
        firms = sorted(work.all(Firm), key=lambda firm: firm.code)
        for firm, (code, name) in zip(firms, strange.items(), strict=False):
            firm.code, firm.name = code, name
        work.commit()
    formats = ("pdf", "docx", "odt", "di")
    done = desk.letters.write(order_in(tmp_path, formats=formats, sheets=(".ods",), firms=tuple(strange)))
    names = [path.name for path in (tmp_path / "letters").iterdir()]
    assert done.batch.written == 4 and len(names) == 4 * 6 + 1
    assert len({name.casefold() for name in names}) == len(names)
    assert all(re.fullmatch(r"[0-9A-Za-z_.-]+[0-9a-z]", name) for name in names)
    assert desk.letters.remake(done.letters[0][0].number, "pdf").startswith(b"%PDF") and desk.care.verify().ok
