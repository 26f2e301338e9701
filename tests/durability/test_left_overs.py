"""What a killed process left lying goes at the next start, unless somebody may still be at it."""

from __future__ import annotations

import os
import time

import pytest

from auditdesk.files import clear_half_made
from tests.durability import office

TWO_DAYS = 2 * 24 * 3600


def test_a_half_written_key_file_is_gone_after_the_next_start_for_it_may_hold_an_old_slot(home):
    office.create(home, visits=0).close()
    left = home / ".keys.json.0123abcd.tmp"
    left.write_bytes((home / "keys.json").read_bytes())
    office.reopen(home).close()
    assert not left.exists()


@pytest.mark.parametrize(("age", "stays"), [(0, True), (TWO_DAYS, False)])
def test_what_was_half_made_beside_goes_once_it_is_old(tmp_path, age, stays):
    folder, file = tmp_path / ".office.0123abcd.new", tmp_path / ".office.4567cdef.check"
    (folder / "evidence").mkdir(parents=True)
    file.write_bytes(b"half")
    for path in (folder, file):
        os.utime(path, (time.time() - age, time.time() - age))
    clear_half_made(tmp_path / "office")
    assert folder.exists() is stays and file.exists() is stays


def test_nobody_elses_files_are_taken_for_left_overs(tmp_path):
    for name in (".office.notes.txt", ".office.0123abcd", "office.0123abcd.new", ".office2.0123abcd.new"):
        (tmp_path / name).write_bytes(b"mine")
    clear_half_made(tmp_path / "office", held=True)
    assert len(list(tmp_path.iterdir())) == 4
