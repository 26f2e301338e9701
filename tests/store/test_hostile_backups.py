"""A changed byte of a backup is found and named; whatever stands in its directory, it never stops the others from being shown."""

import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from auditdesk.desk import Desk
from auditdesk.errors import BadInput, Refused, Unavailable
from auditdesk.store import backup
from tests.conftest import CHEAP, PASSPHRASE

LAST = 1024
FOUND = {"backup.unreadable", "backup.altered", "backup.other_key"}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """An open workspace with one backup in its folder, and the backup's bytes."""
    desk, _ = Desk.create(tmp_path_factory.mktemp("office") / "workspace", "wang", "王主管", PASSPHRASE, cost=CHEAP)
    file = desk.backups.make().file
    yield desk, file, file.read_bytes()
    desk.close()


def code_of(step) -> str:
    with pytest.raises((BadInput, Unavailable, Refused)) as problem:
        step()
    return problem.value.code


def test_every_byte_of_the_last_kilobyte_may_be_changed_without_a_crash(made, tmp_path):
    desk, good, content = made
    changed = good.with_name("changed.adbackup")
    try:
        for place in range(len(content) - LAST, len(content)):
            bit = (place * 5 + 3) % 8
            hostile = bytearray(content)
            hostile[place] ^= 1 << bit
            changed.write_bytes(hostile)
            assert good in {row.file for row in desk.backups.list()}
            assert code_of(lambda: desk.backups.check(changed)) in FOUND, (place, bit)
            if place % 3 == 0:
                assert code_of(lambda: desk.backups.restore(changed, tmp_path / "restored")) in FOUND, (place, bit)
            if place % 16 == 0:
                desk.backups.due()
                code_of(lambda: backup.restore_backup(changed, tmp_path / "restored", None, PASSPHRASE))
        assert not (tmp_path / "restored").exists()
    finally:
        changed.unlink()


def faked(desk: Desk, contents: str) -> bytes:
    """A file that says about itself what ``contents`` says."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("keys.json", desk.store.workspace.keys.read_bytes())
        archive.writestr("auditdesk.db", b"x")
        archive.writestr("contents.json", contents)
    return backup.MARK + packed.getvalue() + b"0" * 32


def said(desk: Desk, **changes: object) -> str:
    workspace = json.loads(desk.store.workspace.keys.read_text())["workspace"]
    usual = {"workspace": workspace, "made_at": "2019-11-01T00:00:00+00:00", "reason": "daily", "records": 1, "evidence_files": 0}
    return json.dumps({**usual, "missing": [], "altered": [], "key": "", **changes})


@pytest.mark.parametrize(
    "contents",
    [
        lambda desk: "[" * 200_000,
        lambda desk: said(desk, records=float("inf")),
        lambda desk: said(desk, records=1).replace('"records": 1', '"records": ' + "9" * 5000),
        lambda desk: said(desk, made_at="9999-12-31T23:00:00-10:00"),
        lambda desk: said(desk, made_at="0001-01-01T00:00:00+14:00"),
        lambda desk: said(desk, made_at="yesterday"),
    ],
    ids=["nested", "infinite", "huge", "year 9999", "year 1", "no moment"],
)
def test_what_a_backup_says_about_itself_never_stops_the_list(made, contents):
    desk, good, _ = made
    hostile = good.with_name("hostile.adbackup")
    hostile.write_bytes(faked(desk, contents(desk)))
    try:
        desk.backups.due()
        assert {row.file: row.reason for row in desk.backups.list()}[hostile] == "unreadable"
        assert code_of(lambda: desk.backups.check(hostile)) == "backup.unreadable"
    finally:
        hostile.unlink()


def test_a_folder_a_link_into_nothing_and_a_file_without_a_time_are_no_hindrance(made):
    desk, good, _ = made
    folder, link = good.with_name("folder.adbackup"), good.with_name("link.adbackup")
    old = good.with_name("old.adbackup")
    folder.mkdir()
    link.symlink_to(good.with_name("nowhere"))
    old.write_bytes(b"x")
    os.utime(old, (-(1 << 40), -(1 << 40)))
    try:
        assert good in {row.file for row in desk.backups.list()}
        desk.backups.due()
    finally:
        folder.rmdir()
        link.unlink()
        old.unlink()


def test_a_restore_into_a_linked_folder_is_refused_at_once(made, tmp_path):
    desk, good, _ = made
    (tmp_path / "empty").mkdir()
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "empty", target_is_directory=True)
    seen: list[str] = []
    with pytest.raises(Refused) as refused:
        desk.backups.restore(good, link, lambda done, total=0, step="": seen.append(step))
    assert refused.value.code == "restore.folder_is_link"
    assert seen == []
    assert list(Path(tmp_path / "empty").iterdir()) == []
