"""Laws of checking in, with real workspaces and chance: the long form is ``python -m tests.bench parcel_rounds``."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, given, settings

from tests.services.parcel_rounds import ROUNDS, play


@settings(max_examples=2, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(ROUNDS)
def test_any_order_of_coming_home_ends_alike_nothing_typed_is_lost_and_undo_is_exact(tmp_path_factory, round_):
    laptops, office_edits, skews = round_
    play(tmp_path_factory.mktemp("round"), laptops[:3], office_edits, skews, orders=2)
