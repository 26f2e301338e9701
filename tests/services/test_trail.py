"""The trail is read in words, signed when it should be, and leaves as a file that a stranger's script can verify."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from auditdesk import places
from auditdesk.desk import Desk, fixed_clock
from auditdesk.errors import Refused
from auditdesk.model.commands import AnswerItem, OpenVisit
from auditdesk.model.fieldwork_rows import KeepNote
from auditdesk.model.review_rows import WriteComment
from auditdesk.model.samples import KeepInterview, KeepSample
from auditdesk.model.terms import Judgement
from auditdesk.model.tips import AddTip
from auditdesk.model.trail import TrailFilter
from auditdesk.services.trail_words import difference_text, differences, object_text
from auditdesk.store import checkpoints, schema
from auditdesk.store.backup import restore_backup
from auditdesk.words import Words
from tests.conftest import CHEAP, DAY, PASSPHRASE
from tests.services.conftest import add_firm

SCRIPT = places.resources() / "verifier" / "verify_journal.py"
spec = spec_from_file_location("verify_journal", SCRIPT)
assert spec is not None and spec.loader is not None
verifier = module_from_spec(spec)
spec.loader.exec_module(verifier)


def again(desk: Desk) -> Desk:
    desk.close()
    return Desk.open(desk.store.workspace.home, "wang", PASSPHRASE, cost=CHEAP, clock=fixed_clock(DAY))


def faults(content: bytes) -> list[str]:
    """What the script says of a file of this content, signatures included."""
    try:
        found, before_end = verifier.read(content)
    except verifier.Unreadable as problem:
        return [str(problem)]
    return list(verifier.verify(found, before_end, verifier.signature_check()))


# signatures


def test_leaving_signs_what_was_added_and_keeps_the_signature_beside_the_database(desk, firm):
    second = again(desk)
    try:
        state = second.trail.check()
        kept = json.loads(second.store.workspace.checkpoint.read_text())
        assert state.ok and state.last_checkpoint is not None and state.last_checkpoint.login == "wang"
        assert kept["hash"] == state.last_checkpoint.hash and kept["sequence"] == state.last_checkpoint.sequence
    finally:
        second.close()


def test_leaving_without_having_added_anything_signs_nothing(desk, firm):
    second = again(desk)
    before = second.trail.check().checkpoints
    third = again(second)
    try:
        assert third.trail.check().checkpoints == before
    finally:
        third.close()


def test_never_more_than_two_hundred_lines_stand_unsigned(desk, firm):
    from auditdesk.model.records import Branch, Firm

    for part in range(9):
        with desk.store.work("wang", "test") as work:
            owner = work.find(Firm, code=firm)
            for number in range(25):
                work.add(Branch(uid=work.new_uid(), firm_uid=owner.uid, code=f"ZX01{part:02d}{number:02d}", name="示範分公司"))
            work.commit()
    state = desk.trail.check()
    assert state.ok and state.entries > 200 and state.checkpoints >= 1 and state.unsigned < 200


def test_an_export_of_a_list_signs_the_journal(desk, firm, tmp_path):
    desk.tables.firms(desk.firms.list(DAY), tmp_path / "firms.csv", Words())
    assert desk.trail.check().unsigned == 0


def test_signing_twice_in_a_row_makes_one_checkpoint(desk, firm):
    assert desk.trail.sign() is not None
    assert desk.trail.sign() is None


def test_a_journal_cut_at_its_tail_is_seen_at_the_next_opening(desk, firm):
    desk.trail.sign()
    with desk.store._engine.execution_options(writes=True).begin() as connection:
        for guard in schema.GUARDS:
            connection.exec_driver_sql(f"DROP TRIGGER {guard}")
        connection.exec_driver_sql("DELETE FROM checkpoint")
        connection.exec_driver_sql("DELETE FROM journal WHERE sequence > 3")
    second = again(desk)
    try:
        found = second.trail.contradiction()
        assert found is not None and (found.kind, found.sequence, found.login) == ("cut", 4, "wang")
        assert [one.kind for one in second.trail.check().breaks] == ["cut"]
        assert "journal.cut" in [caution.code for caution in second.cautions]
        assert not second.care.verify().ok
    finally:
        second.close()


def test_an_older_backup_restored_into_a_new_folder_verifies_clean(desk, firm, tmp_path):
    desk.backups.write(tmp_path / "old.adbackup")
    desk.firms.record_fact(_fact(firm))
    desk.close()
    restore_backup(tmp_path / "old.adbackup", tmp_path / "restored", "wang", PASSPHRASE)
    restored = Desk.open(tmp_path / "restored", "wang", PASSPHRASE, cost=CHEAP)
    try:
        state = restored.trail.check()
        assert state.ok and state.checkpoints >= 1 and restored.trail.contradiction() is None
    finally:
        restored.close()


def _fact(firm: str):
    from auditdesk.model.commands import RecordFact

    return RecordFact(firm, "paid_in_capital", 13_000_000_000, date(2019, 8, 1), "test")


# reading


def test_the_trail_is_newest_first_and_filters_by_person_act_kind_object_day_and_text(desk, visit):
    trail = desk.trail
    every = trail.find(TrailFilter())
    assert list(every) == sorted(every, reverse=True) and len(every) == trail.check().entries
    assert set(trail.find(TrailFilter(login="wang"))) == set(every) and not trail.find(TrailFilter(login="lin"))
    facts = trail.page(trail.find(TrailFilter(act="firms.record_fact")))
    assert {row.kind for row in facts} == {"firm_fact"}
    assert {row.kind for row in trail.page(trail.find(TrailFilter(kind="visit_item")))} == {"visit_item"}
    of_firm = {row.kind for row in trail.page(trail.find(TrailFilter(object="ZX01")))}
    assert {"firm", "firm_fact", "visit", "visit_item"} <= of_firm and "person" not in of_firm
    assert len(trail.find(TrailFilter(since=DAY, until=date(2019, 11, 2)))) == len(every)
    assert not trail.find(TrailFilter(until=date(2019, 10, 30)))
    assert trail.find(TrailFilter(text="示範ZX01證券")) and not trail.find(TrailFilter(text="100%_"))
    with pytest.raises(Refused):
        trail.find(TrailFilter(object="nobody"))


def test_the_trail_of_a_visit_lists_what_was_noted_sampled_asked_reported_and_reviewed(desk, visit):
    item = desk.visits.show(visit.number)[1][0].key
    note = desk.fieldwork.note(KeepNote(visit.number, "機房溫度偏高", item))
    desk.samples.keep(KeepSample(visit.number, item, "帳號清單", population_size=40))
    desk.interviews.keep(KeepInterview(visit.number, role="資安主管", subject="權限檢視"))
    desk.tips.link_visit(desk.tips.add(AddTip("官網弱點", DAY, firm="ZX01")).number, visit.number)
    desk.fieldwork.note_to_finding(note.uid)
    number = desk.findings.list()[0].number
    desk.review.comment(WriteComment(number, "幾度？"))
    rows = desk.trail.page(desk.trail.find(TrailFilter(object=visit.number)))
    wanted = {"field_note", "sample", "interview", "tip", "tip_link", "review_comment"}
    assert wanted <= {row.kind for row in rows}
    assert [row.kind for row in rows if not object_text(row, Words())] == []
    for row in rows:
        if row.kind in ("field_note", "sample", "interview", "review_comment"):
            assert desk.trail.visit_of(row.kind, row.uid)[0] == visit.uid
    assert "review_comment" in {row.kind for row in desk.trail.page(desk.trail.find(TrailFilter(object=number)))}


def test_lines_are_told_in_words_and_never_by_bare_uids(desk, visit):
    words = Words()
    rows = desk.trail.page(desk.trail.find(TrailFilter()))
    assert [row.kind for row in rows if not object_text(row, words)] == []
    assert not any(row.uid in object_text(row, words) for row in rows if row.kind != "number_series")
    fact = next(row for row in rows if row.kind == "firm_fact" and row.after["fact"] == "paid_in_capital")
    assert object_text(fact, words) == "實收資本額 · ZX01 示範ZX01證券"
    told = {each.field: each.after for each in differences(fact, words)}
    assert told["值"] == "128.4 億元" and told["生效日"] == "108/01/01"
    assert not any("uid" in each.field for row in rows for each in differences(row, words))
    opened = next(row for row in rows if row.kind == "visit")
    assert "查核種類：例行查核" in difference_text(opened, words)
    english = Words("en")
    assert all(not any("一" <= sign <= "鿿" for sign in each.field) for row in rows for each in differences(row, english))


def test_who_wrote_and_decided_is_told_by_name(desk, visit):
    row = next(row for row in desk.trail.pages(desk.trail.find(TrailFilter(kind="visit"))) if row.after.get("opened_by"))
    told = {each.after for each in differences(row, Words("zh_TW"))}
    assert "王主管" in told and "wang" not in told


def test_every_field_of_every_record_has_a_name_for_people(desk):
    from auditdesk.model.records import Record
    from auditdesk.services import trail_words

    words = Words()
    kinds = {mapper.class_ for mapper in Record._sa_registry.mappers if getattr(mapper.class_, "kind", "")}
    nameless = {
        f"{kind.kind}.{name}"
        for kind in kinds
        for name in kind.model_fields
        if name not in trail_words._OWN and not name.endswith("_uid") and trail_words.field_text(kind.kind, name, words) == name
    }
    assert nameless == set()


def test_readers_get_the_trail_as_a_table(desk, visit, tmp_path):
    rows = desk.tables.trail(desk.trail.pages(desk.trail.find(TrailFilter(object="ZX01"))), tmp_path / "trail.csv", Words())
    text = (tmp_path / "trail.csv").read_text("utf-8-sig")
    assert rows > 100 and "前後差異" in text and "實收資本額 · ZX01 示範ZX01證券" in text


# the file of proof


@pytest.fixture
def export(desk, firm, tmp_path) -> Path:
    return desk.trail.export(tmp_path / "journal.jsonl", with_verifier=True).file


def run(script: Path, *files: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", str(script), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_script_beside_the_export_finds_it_whole_without_the_program(export):
    ended = run(export.with_name("verify_journal.py"), export)
    assert (ended.returncode, ended.stderr) == (0, "") and "WHOLE" in ended.stdout and "wang" in ended.stdout
    assert "auditdesk" not in SCRIPT.read_text().split('"""')[2].replace("auditdesk-", "").lower()


def test_a_changed_export_ends_with_one_and_says_where(export):
    export.write_bytes(export.read_bytes().replace("示範ZX01證券".encode(), "示範ZX02證券".encode(), 1))
    ended = run(SCRIPT, export)
    assert ended.returncode == 1 and "line 2 was changed" in ended.stdout


def test_the_script_accepts_the_lost_texts_of_an_erased_contact_and_of_no_other(desk, firm, tmp_path):
    erased, kept = (desk.contacts.add(firm, "資安主管", DAY, name) for name in ("甲", "乙"))
    desk.contacts.erase(erased, "asked for")
    content = desk.trail.export(tmp_path / "journal.jsonl").file.read_bytes()
    assert faults(content) == [] and "甲" not in content.decode()
    found, before_end = verifier.read(content)
    for kind, line in found:
        if kind == "line" and line["object_uid"] == kept:
            line.update(before="", after="", salt="")
        elif kind == "line" and line["act"] == "contacts.erase":
            line["after"] = json.dumps({"removed_objects": [erased, kept]})
    assert any("lost its texts" in fault for fault in verifier.verify(found, before_end, None))


def test_no_export_at_all_ends_with_two(tmp_path):
    (tmp_path / "letter.txt").write_text("[" * 100_000 + "\n")
    assert run(SCRIPT, tmp_path / "letter.txt").returncode == 2
    assert run(SCRIPT, tmp_path / "nothing").returncode == 2


def test_without_the_package_for_signatures_the_script_says_that_they_were_not_checked(export, tmp_path):
    (tmp_path / "cryptography.py").write_text("raise ImportError\n")
    shutil.copy(SCRIPT, tmp_path / "verify_journal.py")
    ended = subprocess.run(
        [sys.executable, str(tmp_path / "verify_journal.py"), str(export)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 3 and "SIGNATURES NOT CHECKED" in ended.stdout


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=some.integers(0), flip=some.integers(1, 255))
def test_each_changed_byte_of_an_export_is_found(export, place, flip):
    content = bytearray(export.read_bytes())
    content[place % len(content)] ^= flip
    assert faults(bytes(content))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=some.integers(0), flip=some.integers(1, 255))
def test_each_changed_byte_is_found_with_the_standard_library_alone(export, place, flip):
    content = bytearray(export.read_bytes())
    content[place % len(content)] ^= flip
    try:
        found, before_end = verifier.read(bytes(content))
    except verifier.Unreadable:
        return
    assert list(verifier.verify(found, before_end, None))


def test_an_export_without_one_of_its_lines_is_found(export):
    lines = export.read_bytes().splitlines(keepends=True)
    assert faults(b"".join(lines)) == []
    for place in range(len(lines)):
        assert faults(b"".join(lines[:place] + lines[place + 1 :])), place


def test_a_forged_export_with_all_its_sums_made_anew_fails_at_the_signatures(export):
    lines = [json.loads(line) for line in export.read_bytes().splitlines()]
    lines[0]["header"]["exported_by"] = "mallory"
    body = b"".join(verifier.canonical(line).encode() + b"\n" for line in lines[:-1])
    end = lines[-1]["end"]
    end["sha256"] = verifier.sha256(body)
    end.pop("seal")
    end["seal"] = verifier.sha256(verifier.canonical(end).encode())
    assert "the signature under the whole export is wrong" in faults(body + verifier.canonical({"end": end}).encode() + b"\n")


def forged(export: Path, change: Callable[[list[dict]], None]) -> bytes:
    """The export after ``change``, chained, summed and signed anew by somebody with a key of his own."""
    rows = [json.loads(line) for line in export.read_bytes().splitlines()]
    change(rows)
    key = Ed25519PrivateKey.generate()
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    workspace, previous, hashes = rows[0]["header"]["workspace"], "0" * 64, {}

    def signature(*told: object) -> str:
        return base64.b64encode(key.sign(verifier.canonical(list(told)).encode())).decode()

    for row in rows[1:-1]:
        if line := row.get("line"):
            if line["salt"]:
                for name in ("before", "after"):
                    line[f"{name}_hash"] = verifier.sha256(bytes.fromhex(line["salt"]) + line[name].encode())
            line["previous_hash"] = previous
            previous = verifier.sha256(verifier.canonical([line[name] for name in verifier.CHAINED[line["form"]]]).encode())
            line["hash"] = hashes[line["sequence"]] = previous
        elif one := row.get("checkpoint"):
            one["hash"], one["public_key"] = hashes[one["sequence"]], public
            one["signature"] = signature("auditdesk-checkpoint", 1, workspace, *(one[name] for name in verifier.CHECKPOINT[:-1]))
    body = b"".join(verifier.canonical(row).encode() + b"\n" for row in rows[:-1])
    end = {"sha256": verifier.sha256(body), "login": rows[-1]["end"]["login"], "public_key": public}
    end["signature"] = signature("auditdesk-journal-export", 1, workspace, *end.values())
    end["seal"] = verifier.sha256(verifier.canonical(end).encode())
    return body + verifier.canonical({"end": end}).encode() + b"\n"


def test_a_history_written_anew_and_signed_by_a_stranger_is_found(export):
    def change(rows: list[dict]) -> None:
        rows[1]["line"]["computer"] = "elsewhere"

    found = faults(forged(export, change))
    assert any("a key that the journal never gave to this person" in fault for fault in found)
    assert "the export is not signed with the key of the person who made it" in found


@pytest.mark.parametrize(
    ("name", "value"), [("form", []), ("form", True), ("sequence", []), ("after", None), ("object_uid", {}), ("salt", 3)]
)
def test_a_line_of_odd_types_is_told_and_never_stops_the_verifier(export, name, value):
    rows = [json.loads(line) for line in export.read_bytes().splitlines()]
    rows[1]["line"][name] = value
    assert faults(b"".join(verifier.canonical(row).encode() + b"\n" for row in rows))


def test_a_checkpoint_kept_elsewhere_is_held_against_the_journal(export, tmp_path):
    rows = [json.loads(line) for line in export.read_bytes().splitlines()]
    line = rows[1]["line"]
    kept = tmp_path / "checkpoint.json"
    for hash_, code in ((line["hash"], 0), ("0" * 64, 1)):
        kept.write_text(json.dumps({"workspace": rows[0]["header"]["workspace"], "sequence": 1, "hash": hash_}))
        assert run(SCRIPT, export, kept).returncode == code


@pytest.mark.parametrize("at", ["not a time", "2019-11-01T00:00:00+00:00"])
def test_a_checkpoint_beside_the_database_that_a_stranger_signed_is_told_and_written_anew(desk, at):
    desk.settings.change("letters.reply_days", 30)
    desk.trail.sign()
    path = desk.store.workspace.checkpoint
    genuine = json.loads(path.read_bytes())
    key = Ed25519PrivateKey.generate()
    strange = checkpoints.Signed(99, 10**6, "0" * 64, at, "wang", checkpoints.public_key_of(key), "")
    signature = checkpoints.signature_of(key, checkpoints.message(genuine["workspace"], strange))
    path.write_text(json.dumps({**genuine, **asdict(replace(strange, signature=signature))}))
    opened = again(desk)
    assert [caution.code for caution in opened.cautions] == ["journal.checkpoint_altered"]
    opened.settings.change("letters.reply_days", 33)
    opened.close()
    assert json.loads(path.read_bytes())["number"] == genuine["number"] + 1
    assert again(opened).cautions == ()


def test_what_belongs_to_a_visit_leads_there_and_people_stand_by_name(desk):
    add_firm(desk, "ZX77", 12_840_000_000)
    visit = desk.visits.open(OpenVisit("ZX77", DAY))
    item = desk.visits.show(visit.number)[1][0]
    desk.visits.answer(AnswerItem(visit.number, item.key, Judgement.DEFICIENT))
    assert desk.trail.visit_of("visit", visit.uid) == (visit.uid, "")
    (line,) = desk.trail.pages(desk.trail.find(TrailFilter(kind="answer"))[:1])
    assert desk.trail.visit_of("answer", line.uid) == (visit.uid, item.key)
    assert desk.trail.visit_of("firm", visit.uid) is None and desk.trail.visit_of("visit", "gone") is None
    told = replace(line, kind="finding", before={"reviewer": None}, after={"reviewer": "wang"})
    assert [each.after for each in differences(told, Words("zh_TW"))] == [line.people["wang"]]
