"""No file of a workspace, of the computer's own settings or of the temporary folder lets a secret be read, open, closed or killed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlcipher3

from auditdesk.places import Workspace
from auditdesk.store.keys import KeySlots
from tests.durability import office, plain_text, power

ROOT = Path(__file__).parents[2]


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo as it lies on somebody's camera card, outside the folder that is watched."""
    path = tmp_path / plain_text.SECRETS["file name"]
    path.write_bytes(plain_text.picture())
    return path


@pytest.fixture
def wanted(photo: Path) -> dict[str, list[bytes]]:
    content = photo.read_bytes()
    return {**plain_text.needles(), "photo": plain_text.windows(content), "exif": [b"zqexif6604"]}


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Home, settings and temporary files inside the watched folder."""
    for name in ("home", "temporary"):
        (folder / name).mkdir(exist_ok=True)
    own = {"HOME": folder / "home", "XDG_CONFIG_HOME": folder / "home", "XDG_CACHE_HOME": folder / "home"}
    temporary = dict.fromkeys(("TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP"), folder / "temporary")
    return {**os.environ, **{name: str(path) for name, path in {**own, **temporary}.items()}, "PYTHONPATH": str(ROOT), **more}


@contextmanager
def running(module: str, *arguments: str, environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", module, *arguments]
    with subprocess.Popen(command, env=environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        try:
            yield child
        finally:
            child.kill()


def await_line(child: subprocess.Popen[str], beginning: str) -> None:
    assert child.stdout is not None
    for line in child.stdout:
        if line.startswith(beginning):
            return
    raise AssertionError(f"the process ended before it said {beginning}")


def go_on(child: subprocess.Popen[str]) -> None:
    assert child.stdin is not None
    child.stdin.write("\n")
    child.stdin.flush()


def test_nothing_can_be_read_while_open_after_closing_after_a_kill_and_in_all_that_was_ever_written(tmp_path, photo, wanted):
    watched = tmp_path / "watched"
    watched.mkdir()
    tracer = power.built_tracer(tmp_path)
    trace = {"LD_PRELOAD": str(tracer), "TRACE_FOLDER": str(watched), "TRACE_FILE": str(tmp_path / "trace")} if tracer else {}
    with running("tests.durability.secrets_script", str(watched), str(photo), environment=environment(watched, **trace)) as child:
        await_line(child, "kept")
        assert (watched / "workspace" / "auditdesk.db-wal").stat().st_size > 0
        assert (watched / "workspace" / "logs" / "crash.log").stat().st_size > 0
        assert plain_text.found(watched, wanted) == {}
        go_on(child)
        await_line(child, "closed")
        assert not (watched / "workspace" / "auditdesk.db-wal").exists()
        assert plain_text.found(watched, wanted) == {}
        go_on(child)
        await_line(child, "again")
        child.kill()
    assert (watched / "workspace" / "auditdesk.db-wal").stat().st_size > 0
    assert plain_text.found(watched, wanted) == {}
    logins = plain_text.found(watched, {"login": [plain_text.LOGIN.encode()]})
    assert all(any(place.endswith(ending) for ending in plain_text.ALLOWED) for place in logins), logins
    if tracer:
        # Also what was written and deleted again: temporary files, half-written ones, the log of the database.
        written = (tmp_path / "trace").read_bytes()
        assert len(written) > 1_000_000
        assert [name for name, forms in wanted.items() if any(form in written for form in forms)] == []


def test_the_search_sees_what_a_large_sort_would_spill_into_a_temporary_file(tmp_path, photo, wanted):
    watched = tmp_path / "watched"
    watched.mkdir()
    tracer = power.built_tracer(tmp_path)
    if tracer is None:
        pytest.skip("a temporary file that is deleted at once is seen in a trace, which needs gcc and Linux")
    trace = {"LD_PRELOAD": str(tracer), "TRACE_FOLDER": str(watched), "TRACE_FILE": str(tmp_path / "trace")}
    arguments = (str(watched), str(photo), "spill")
    with running("tests.durability.secrets_script", *arguments, environment=environment(watched, **trace)) as child:
        await_line(child, "kept")
    written = (tmp_path / "trace").read_bytes()
    assert any(form in written for form in wanted["finding"])
    assert plain_text.found(watched, wanted) == {}


def test_nothing_typed_into_the_window_can_be_read(tmp_path, wanted):
    watched = tmp_path / "watched"
    watched.mkdir()
    office.create(watched / "workspace", visits=1).close()
    own = environment(watched, QT_QPA_PLATFORM="offscreen", AUDITDESK_PASSPHRASE=office.PASSPHRASE, AUDITDESK_LOGIN="wang")
    secrets = (plain_text.SECRETS["search"], plain_text.SECRETS["source"])
    with running("tests.durability.window_script", str(watched / "workspace"), *secrets, environment=own) as child:
        await_line(child, '["crashed"')
        assert plain_text.found(watched, wanted) == {}
        child.communicate("")
    assert plain_text.found(watched, wanted) == {}
    assert "RuntimeError" in (watched / "workspace" / "logs" / "crash.log").read_text()
    desk = office.reopen(watched / "workspace")
    try:
        assert [draft.content for draft in desk.drafts.all("firms.fact/ZX00")] == [secrets[1]]
    finally:
        desk.close()


def test_the_search_finds_every_secret_in_a_plain_copy(tmp_path, photo, wanted):
    from tests.durability.secrets_script import keep

    home, plain = tmp_path / "workspace", tmp_path / "plain"
    plain.mkdir()
    keep(home, photo).close()
    key = KeySlots.read(Workspace(home)).unlock(plain_text.LOGIN, office.PASSPHRASE)[1]
    connection = sqlcipher3.connect(str(home / "auditdesk.db"))
    connection.execute(f"PRAGMA key = \"x'{key.purpose('database').hex()}'\"")
    connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain / "plain.db"),))
    connection.execute("SELECT sqlcipher_export('plain')").fetchall()
    connection.close()
    (plain / "photo").write_bytes(photo.read_bytes())
    hits = plain_text.found(plain, wanted)
    # Nobody keeps what was searched for.
    assert hits["plain.db"] == set(plain_text.SECRETS) - {"search"}
    assert hits["photo"] == {"photo", "exif"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "big5"])
def test_the_search_finds_a_secret_in_every_encoding(tmp_path, encoding):
    for number, text in enumerate(plain_text.SECRETS.values()):
        (tmp_path / f"{number}.txt").write_bytes(b"\x00before" + text.encode(encoding) + b"after")
    hits = plain_text.found(tmp_path, plain_text.needles())
    assert set().union(*hits.values()) == set(plain_text.SECRETS)
