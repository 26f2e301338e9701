"""What a person is told at sign-in although work can go on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Caution:
    """``code`` names the sentence, ``values`` fill it."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)
