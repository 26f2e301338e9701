"""Many rounds of parcels by chance, up to five laptops each: minutes rather than moments, so only when named."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings

from tests.services.parcel_rounds import ROUNDS, play

COUNT = int(os.environ.get("ROUNDS", "30"))


def main() -> None:
    played = 0

    @settings(
        max_examples=COUNT, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck), print_blob=True
    )
    @given(ROUNDS)
    def many(round_):
        nonlocal played
        laptops, office_edits, skews = round_
        with tempfile.TemporaryDirectory() as folder:
            play(Path(folder), laptops, office_edits, skews)
        played += 1

    many()
    print(f"{played} rounds: every order ended alike, nothing typed was lost, every undo was exact")


if __name__ == "__main__":
    main()
