"""Standard patterns, found by what somebody types, with what they are called elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from auditdesk import places
from auditdesk.model.pattern_rows import LabelledFinding, Measured
from auditdesk.model.rulebook import DeficiencyPattern
from auditdesk.rules.pattern_measure import measure
from auditdesk.rules.pattern_succession import patterns_on
from auditdesk.rules.pattern_suggestion import PatternIndex, Suggestion
from auditdesk.rules.taxonomies import Heading, Taxonomies
from auditdesk.services.office import Office
from auditdesk.services.pattern_overlay import read_successions


class PatternService:
    """Reads of the pattern catalogue. An index is made when the patterns of a day are first asked for, and kept."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._indexes: dict[tuple[str, tuple[str, ...]], PatternIndex] = {}
        self._taxonomies: Taxonomies | None = None
        self._offered: dict[date, tuple[DeficiencyPattern, ...]] = {}
        self._guard = threading.Lock()
        office.store.subscribe(self._follow)

    def _follow(self, changed: frozenset[str]) -> None:
        if changed & {"office_pattern", "pattern_succession", "office_edition"}:
            with self._guard:
                self._offered = {}
                self._indexes = {}

    def on(self, day: date) -> tuple[DeficiencyPattern, ...]:
        """The patterns that a finding of ``day`` may be recorded under, the office's own among them, without those replaced by then.

        Raises Refused ``edition.none_in_force``.
        """
        edition = self._office.rulebook.in_force(day)
        with self._guard:
            known = self._offered.get(day)
        if known is None:
            known = patterns_on(edition, day, read_successions(self._office.store))
            with self._guard:
                self._offered[day] = known
        return known

    def suggest(self, typed: str, on: date, limit: int = 9) -> tuple[Suggestion, ...]:
        """The patterns of ``on`` that ``typed`` may mean, the best first.

        Raises Refused ``edition.none_in_force``, BadInput ``rulebook.faulty``, ``short_forms.faulty`` or ``pattern_words.faulty``.
        """
        return self.index(on).suggest(typed, limit)

    def index(self, day: date) -> PatternIndex:
        """The patterns of a day made ready to be found, for many questions. Raises as ``suggest`` does."""
        edition, offered = self._office.rulebook.in_force(day), self.on(day)
        key = (edition.digest, tuple(pattern.id for pattern in offered))
        with self._guard:
            if key not in self._indexes:
                from auditdesk.exchange.pattern_word_files import read_pattern_words
                from auditdesk.exchange.short_forms import read_short_forms

                folder = places.shipped_data() / "wording"
                short_forms, words = (
                    read_short_forms(folder / "short_forms.yaml"),
                    read_pattern_words(folder / "pattern_words.yaml"),
                )
                texts = {item.key: f"{item.summary.zh} {item.summary.en}" for item in edition.items}
                self._indexes[key] = PatternIndex(offered, texts, short_forms, words)
            return self._indexes[key]

    def wordings(self, language: str) -> dict[str, str]:
        """The standard wording of every pattern there is or was, the newest edition's, in a language."""
        editions = self._office.rulebook.editions
        return {one.id: one.wording.in_language(language) for edition in editions for one in edition.patterns}

    def measure(self, path: Path, on: date, half: str | None = None) -> Measured:
        """How well suggestions of ``on`` meet a hand-labelled set. Raises BadInput ``labels.faulty`` and as ``suggest``."""
        from auditdesk.exchange.finding_labels import read_labels

        labelled: Iterable[LabelledFinding] = read_labels(path)
        index = self.index(on)
        return measure(index, [one for one in labelled if half is None or one.half == half])

    def show(self, pattern: str, on: date) -> DeficiencyPattern:
        """A pattern of the edition of a day, replaced ones too. Raises Refused ``pattern.unknown``, ``edition.none_in_force``."""
        return self._office.rulebook.in_force(on).pattern(pattern)

    def headings_of(self, pattern: str) -> tuple[Heading, ...]:
        """What other authorities' lists call the failing: headings with their list, source and certainty.

        Raises BadInput ``taxonomies.faulty``.
        """
        return self.taxonomies().headings_of(pattern)

    def taxonomies(self) -> Taxonomies:
        """The lists of headings that are shipped. Raises BadInput ``taxonomies.faulty``."""
        if self._taxonomies is None:
            from auditdesk.exchange.taxonomies import read_taxonomies

            self._taxonomies = read_taxonomies(places.shipped_data() / "taxonomies")
        return self._taxonomies
