"""What is printed to send letters: envelopes and labels."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EnvelopeSize(StrEnum):
    """C5 (229 × 162 mm) for letters folded once, DL (220 × 110 mm) folded twice; ``labels``: A4 sheets of 3 × 8 labels."""

    C5 = "c5"
    DL = "dl"
    LABELS = "labels"


@dataclass(frozen=True, slots=True)
class Mailing:
    """To whom one letter goes. ``postal_code`` has 3 to 6 digits or none; ``person`` is the department or person there, or empty."""

    number: str
    firm_code: str
    firm_name: str
    postal_code: str
    address: str
    person: str
    sender_name: str
    sender_address: str
