"""Whenever the process is killed, what was told as kept is there, and of what was being typed at most a second is gone."""

from __future__ import annotations

from tests.durability import kills


def test_kills_at_random_moments_lose_no_row_and_at_most_a_second_of_typing(tmp_path):
    report = kills.kill_typists(12, tmp_path, seed=1, typing_seconds=1.5)
    assert report.told > 2
    assert report.lost == 0 and not report.faults, report
    assert report.worst_typing <= 1.0, report


def test_a_window_killed_while_somebody_types_keeps_all_but_the_last_second(tmp_path):
    report = kills.kill_windows(1, tmp_path, seed=2, typing_seconds=1.5)
    assert not report.faults and report.worst_typing <= 1.0, report
