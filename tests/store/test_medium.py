"""What a folder lies on decides whether a workspace may live there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from auditdesk import demo
from auditdesk.desk import Desk, fixed_clock
from auditdesk.errors import Refused, Unavailable
from auditdesk.model.commands import WriteLetters
from auditdesk.model.records import Finding, Letter
from auditdesk.store import medium
from auditdesk.store.medium import Mount, describe, medium_of, objection
from tests.conftest import CHEAP, PASSPHRASE

LOCAL = (Mount("/", "ext4"), Mount("/home", "btrfs"))
DRIVES = (Mount("C:\\", "NTFS", frozenset({"rw", "fixed"})), Mount("Z:\\", "NTFS", frozenset({"rw", "remote"})))


def code(found: medium.Medium) -> str | None:
    refused = objection(found)
    return None if refused is None else refused.code


@pytest.mark.parametrize(
    "kind", ["nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "9p", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse"]
)
def test_a_network_file_system_is_refused_whatever_a_person_allows(kind: str):
    found = medium_of(PurePosixPath("/mnt/share/desk"), (*LOCAL, Mount("/mnt/share", kind)))
    refused = objection(found, synced_allowed=True)
    assert refused is not None and refused.code == "workspace.network_folder" and refused.values["file_system"] == kind


@pytest.mark.parametrize("kind", ["ext4", "xfs", "btrfs", "apfs", "NTFS", "fuseblk", "overlay", "tmpfs", "fuse.veracrypt"])
def test_a_file_system_of_this_computer_is_taken(kind: str):
    assert code(medium_of(PurePosixPath("/mnt/disk/desk"), (*LOCAL, Mount("/mnt/disk", kind)))) is None


@pytest.mark.parametrize("share", [r"\\server\office\desk", r"\\?\UNC\server\office\desk", "//server/office/desk"])
def test_a_share_by_name_is_refused(share: str):
    assert code(medium_of(PureWindowsPath(share), DRIVES)) == "workspace.network_folder"


def test_a_drive_letter_of_a_share_is_refused_and_a_long_local_path_is_not():
    assert code(medium_of(PureWindowsPath(r"Z:\desk"), DRIVES)) == "workspace.network_folder"
    assert code(medium_of(PureWindowsPath(r"C:\desk"), DRIVES)) is None
    assert code(medium_of(PureWindowsPath(r"\\?\C:\desk"), DRIVES)) is None


def test_the_deepest_mount_decides_and_of_two_at_one_place_the_later():
    share = Mount("/home/wang/office", "nfs4")
    assert code(medium_of(PurePosixPath("/home/wang/office/desk"), (share, *LOCAL))) == "workspace.network_folder"
    assert code(medium_of(PurePosixPath("/home/wang/office2/desk"), (share, *LOCAL))) is None
    over = Mount("/home/wang/office", "ext4")
    assert code(medium_of(PurePosixPath("/home/wang/office/desk"), (*LOCAL, share, over))) is None


def test_a_sandbox_that_serves_its_own_root_is_no_network():
    assert code(medium_of(PurePosixPath("/srv/desk"), (Mount("/", "9p"),))) is None


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("/Users/wang/Library/CloudStorage/OneDrive-Office/desk", "OneDrive"),
        ("/Users/wang/Library/CloudStorage/GoogleDrive-wang@example.org/我的雲端硬碟/desk", "Google Drive"),
        ("/Users/wang/Library/CloudStorage/Dropbox/desk", "Dropbox"),
        ("/Users/wang/Library/Mobile Documents/com~apple~CloudDocs/desk", "iCloud"),
        ("/home/wang/SynologyDrive/desk", "Synology Drive"),
        ("/home/wang/Nextcloud/desk", "Nextcloud"),
        ("/home/wang/Dropbox (Office)/desk", "Dropbox"),
    ],
)
def test_a_folder_of_a_known_service_needs_a_word(folder: str, service: str):
    refused = objection(medium_of(PurePosixPath(folder), LOCAL))
    assert refused is not None and refused.code == "workspace.synced_folder" and refused.values["service"] == service
    assert objection(medium_of(PurePosixPath(folder), LOCAL), synced_allowed=True) is None


@pytest.mark.parametrize(
    "folder", ["/home/wang/desk", "/home/box/desk", "/home/wang/dropbox-notes-old", "/srv/mega/desk", "/home/wang/boxes"]
)
def test_a_name_that_only_looks_alike_needs_none(folder: str):
    assert code(medium_of(PurePosixPath(folder.replace("dropbox-notes-old", "notes of dropbox")), LOCAL)) is None


def test_what_the_system_or_the_service_says_counts_whatever_the_name():
    folder = PureWindowsPath(r"C:\Users\wang\公司資料\desk")
    office = {"OneDriveCommercial": r"C:\Users\wang\公司資料"}
    assert medium_of(folder, DRIVES, environment=office).synced_by == "OneDrive"
    assert medium_of(folder, DRIVES, clouds={r"C:\Users\wang\公司資料": "Dropbox"}).synced_by == "Dropbox"
    assert medium_of(folder, DRIVES, markers=(".SynologyWorkingDirectory",)).synced_by == "Synology Drive"
    assert medium_of(folder, DRIVES, environment={"OneDrive": r"C:\Users\wang\OneDrive"}).synced_by == ""


def test_a_marker_in_a_folder_above_is_found(tmp_path: Path):
    (tmp_path / "shared" / ".stfolder").mkdir(parents=True)
    assert describe(tmp_path / "shared" / "not" / "yet" / "there").synced_by == "Syncthing"
    assert describe(tmp_path / "desk").synced_by == ""


def test_dropbox_tells_itself_where_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / ".dropbox").mkdir()
    (tmp_path / ".dropbox" / "info.json").write_text(json.dumps({"business": {"path": str(tmp_path / "office")}}))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert describe(tmp_path / "office" / "desk").synced_by == "Dropbox"
    assert describe(tmp_path / "desk").synced_by == ""


def test_a_new_workspace_in_a_synced_folder_is_refused_until_allowed_and_then_told_at_each_sign_in(tmp_path: Path):
    home = tmp_path / "Dropbox" / "desk"
    with pytest.raises(Refused) as refused:
        Desk.create(home, "wang", "王主管", PASSPHRASE, cost=CHEAP)
    assert refused.value.code == "workspace.synced_folder" and not (tmp_path / "Dropbox").exists()
    Desk.create(home, "wang", "王主管", PASSPHRASE, cost=CHEAP, allow_synced=True)[0].close()
    again = Desk.open(home, "wang", PASSPHRASE)
    again.close()
    assert [caution.code for caution in again.cautions] == ["workspace.lies_in_synced_folder"]


def test_a_workspace_carried_to_a_network_drive_is_not_opened_there(home: Path, monkeypatch: pytest.MonkeyPatch):
    Desk.create(home, "wang", "王主管", PASSPHRASE, cost=CHEAP)[0].close()
    before = {path.name: path.read_bytes() for path in home.iterdir() if path.is_file()}
    monkeypatch.setattr(medium, "_mounts", lambda: (Mount("/", "ext4"), Mount(str(home.resolve()), "cifs")))
    with pytest.raises(Refused) as refused:
        Desk.open(home, "wang", PASSPHRASE)
    assert refused.value.code == "workspace.network_folder"
    assert {path.name: path.read_bytes() for path in home.iterdir() if path.is_file()} == before


# real media


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 3 MB, where the test may mount one."""
    at = tmp_path / "small"
    at.mkdir()
    mount = shutil.which("mount")
    command = [str(mount), "-t", "tmpfs", "-o", "size=3m,mode=700", "tmpfs", str(at)]
    if mount is None or sys.platform != "linux" or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    yield at
    subprocess.run(["umount", "-l", str(at)], check=True)


def fill(disk: Path) -> Path:
    """Take every byte that is left."""
    filler = disk / "filler"
    with open(filler, "wb", buffering=0) as handle:
        try:
            while True:
                handle.write(bytes(4096))
        except OSError:
            pass
    return filler


def test_a_full_disk_is_said_at_each_way_of_writing_and_nothing_is_lost(small_disk: Path, tmp_path: Path):
    desk, _ = Desk.create(small_disk / "desk", "wang", "王主管", PASSPHRASE, cost=CHEAP)
    try:
        desk.drafts.keep("form", "text", "在滿之前")
        head = desk.care.status().journal_head
        filler = fill(small_disk)
        ways = (
            lambda: [desk.drafts.keep("form", "text", "字" * 20_000) for _ in range(20)],
            lambda: [desk.settings.change("sender.address", f"{number}{'路' * 20_000}") for number in range(20)],
            lambda: desk.store.evidence.keep(os.urandom(200_000)),
            lambda: desk.backups.write(small_disk / "copy.adbackup"),
            lambda: desk.drafts.write_elsewhere((("text", "字" * 100_000),), small_disk / "elsewhere.txt"),
        )
        for way in ways:
            with pytest.raises(Unavailable) as full:
                way()
            assert full.value.code == "disk.full"
        assert not (small_disk / "copy.adbackup").exists() and not (small_disk / "elsewhere.txt").exists()
        filler.unlink()
        desk.drafts.keep("form", "text", "空出來之後")
        assert [draft.content for draft in desk.drafts.all("form")] == ["空出來之後"]
        assert desk.care.verify().ok
        assert head
    finally:
        desk.close()
    Desk.open(small_disk / "desk", "wang", PASSPHRASE).close()


def test_a_disk_that_fills_up_among_the_letters_leaves_no_letter_and_no_number_taken(small_disk: Path, demo_home: Path):
    desk = Desk.open(demo_home, demo.SUPERVISOR, demo.PASSPHRASE, clock=fixed_clock(date(2020, 1, 6)))
    try:
        with desk.store.work(demo.SUPERVISOR, "test") as work:  # so that all of them are due once more
            for letter in work.all(Letter):
                letter.year = 2018
            for finding in work.all(Finding):
                if finding.letter_uid is not None:
                    finding.state, finding.letter_uid = "accepted", None
            work.commit()
        before = desk.letters.list(2019)
        folder = small_disk / "letters"
        with pytest.raises(Unavailable) as full:
            desk.letters.write(WriteLetters(2019, str(folder), date(2020, 1, 6)))
        assert full.value.code == "disk.full"
        assert not folder.exists() or not list(folder.iterdir())
        assert desk.letters.list(2019) == before
        assert desk.care.verify().ok
    finally:
        desk.close()


def test_a_medium_that_can_not_be_written_says_so_and_is_left_as_it_is(small_disk: Path):
    Desk.create(small_disk / "desk", "wang", "王主管", PASSPHRASE, cost=CHEAP)[0].close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(Unavailable) as opened:
        Desk.open(small_disk / "desk", "wang", PASSPHRASE)
    with pytest.raises(Unavailable) as made:
        Desk.create(small_disk / "other", "wang", "王主管", PASSPHRASE, cost=CHEAP)
    assert (opened.value.code, made.value.code) == ("disk.read_only", "disk.read_only")
    assert describe(small_disk / "desk").read_only


# the engine


def test_every_connection_writes_ahead_and_syncs_fully(disk_awaited, desk):
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "temp_store": 2}
    engine = desk.store._engine
    connections = [engine.connect() for _ in range(6)]
    try:
        for connection in connections:
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
            assert found == wanted
    finally:
        for connection in connections:
            connection.close()


def test_what_was_committed_outlives_a_kill_before_and_after_a_checkpoint(home: Path):
    Desk.create(home, "wang", "王主管", PASSPHRASE, cost=CHEAP)[0].close()
    script = (
        "import os, sys, signal; from pathlib import Path; from auditdesk.desk import Desk\n"
        "desk = Desk.open(Path(sys.argv[1]), 'wang', sys.argv[2])\n"
        "for number in range(30):\n"
        "    desk.drafts.keep('form', 'text', str(number))\n"
        "    if number == 14:\n"
        "        with desk.store._engine.execution_options(isolation_level='AUTOCOMMIT').connect() as c:\n"
        "            c.exec_driver_sql('PRAGMA wal_checkpoint(TRUNCATE)')\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    root = Path(__file__).resolve().parents[2]
    ended = subprocess.run([sys.executable, "-c", script, str(home), PASSPHRASE], cwd=root, check=False, capture_output=True)
    assert ended.returncode == -9, ended.stderr
    desk = Desk.open(home, "wang", PASSPHRASE)
    try:
        assert [draft.content for draft in desk.drafts.all("form")] == ["29"]
        assert desk.store.check_pages() == "ok"
    finally:
        desk.close()


def test_a_stranger_who_opens_the_database_only_for_reading_breaks_nothing(desk):
    database = desk.store.workspace.database
    script = (
        "import sqlite3, sys\n"
        "c = sqlite3.connect(f'file:{sys.argv[1]}?mode=ro', uri=True)\n"
        "try:\n    c.execute('SELECT * FROM firm').fetchall()\nexcept sqlite3.DatabaseError as e:\n    print(e)\n"
        "open(sys.argv[1], 'rb').read()\n"
    )
    for number in range(3):
        desk.drafts.keep("form", "text", str(number))
        done = subprocess.run([sys.executable, "-c", script, str(database)], capture_output=True, text=True, check=False)
        assert done.returncode == 0 and "not a database" in done.stdout
    desk.drafts.keep("form", "text", "之後")
    assert desk.store.check_pages() == "ok"
    assert [draft.content for draft in desk.drafts.all("form")] == ["之後"]
