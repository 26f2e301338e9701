"""When the power goes, nothing that was told as kept is lost, and the simulator of power cuts is one that can see."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.durability import power, power_cuts

ROUNDS = "5"


@pytest.fixture(scope="module")
def tracer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = power.built_tracer(tmp_path_factory.mktemp("tracer"))
    if built is None:
        pytest.skip("power cuts are rebuilt from a trace that needs gcc and Linux")
    return built


def steps_of(tracer: Path, folder: Path, fault: str = "") -> list[power.Step]:
    watched = folder / "watched"
    watched.mkdir()
    return power.recorded(tracer, watched, power_cuts.SCRIPT, ROUNDS, fault)


def test_a_power_cut_at_any_step_loses_nothing_that_was_told_as_kept(tracer, tmp_path):
    report = power_cuts.cut(steps_of(tracer, tmp_path), 15, tmp_path, "short")
    assert report.told > 30
    assert report.clean, report


@pytest.mark.parametrize("act", ["migration", "rekey"])
def test_a_power_cut_during_an_act_leaves_the_old_workspace_or_the_new_one(tracer, tmp_path, act):
    steps = steps_of(tracer, tmp_path, act)
    report = power_cuts.cut(steps, 6, tmp_path, act, from_step=power_cuts.created_at(steps))
    assert report.clean, report


def test_the_simulator_sees_what_a_lower_synchronous_setting_would_cost(tracer, tmp_path):
    report = power_cuts.cut(steps_of(tracer, tmp_path, "normal"), 40, tmp_path, "normal", until=lambda seen: seen.lost > 0)
    assert report.lost > 0


def test_the_simulator_sees_what_evidence_without_a_sync_would_cost(tracer, tmp_path):
    report = power_cuts.cut(steps_of(tracer, tmp_path, "evidence"), 40, tmp_path, "evidence", until=lambda seen: seen.lost > 0)
    assert report.faults["missing"] + report.faults["altered"] > 0
