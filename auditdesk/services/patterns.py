"""Standard patterns, found by what somebody types."""

from __future__ import annotations

import threading
from datetime import date

from auditdesk import places
from auditdesk.rules.pattern_suggestion import PatternIndex, Suggestion
from auditdesk.services.office import Office


class PatternService:
    """Reads of the pattern catalogue. An index is made when an edition is first asked, and kept."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._indexes: dict[str, PatternIndex] = {}
        self._guard = threading.Lock()

    def suggest(self, typed: str, on: date, limit: int = 9) -> tuple[Suggestion, ...]:
        """The patterns of the edition in force on ``on`` that ``typed`` may mean, the best first.

        Raises Refused ``edition.none_in_force``, BadInput ``rulebook.faulty`` or ``short_forms.faulty``.
        """
        edition = self._office.rulebook.in_force(on)
        with self._guard:
            if edition.digest not in self._indexes:
                from auditdesk.exchange.short_forms import read_short_forms

                short_forms = read_short_forms(places.shipped_data() / "wording" / "short_forms.yaml")
                self._indexes[edition.digest] = PatternIndex.of(edition, short_forms)
            index = self._indexes[edition.digest]
        return index.suggest(typed, limit)
