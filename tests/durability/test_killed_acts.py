"""An act that is killed has happened or has not: before or after, never between; the next start clears up and opens."""

from __future__ import annotations

import pytest

from tests.durability import acts, kills


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("killed") / "base"
    folder.mkdir()
    acts.base(folder)
    return folder


@pytest.mark.parametrize("name", sorted(acts.ACTS))
def test_a_killed_act_has_happened_or_has_not(name, made, tmp_path):
    report = kills.kill_act(name, 3, made, tmp_path, seed=1)
    assert not report.faults, report
