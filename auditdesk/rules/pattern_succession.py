"""What became of patterns: merged or split from a day on. Findings keep the pattern they were recorded under; this says what it is now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date

from auditdesk.errors import Refused
from auditdesk.model.pattern_rows import PatternState, SuccessionRow, SuccessionStep
from auditdesk.model.rulebook import DeficiencyPattern, Edition


class Successions:
    """The steps in force that no later step has taken back."""

    def __init__(self, steps: Iterable[SuccessionRow] = ()) -> None:
        chosen = [
            step for step in steps if step.state == PatternState.IN_FORCE and not step.undone and step.step != SuccessionStep.UNDO
        ]
        self._steps = tuple(sorted(chosen, key=lambda step: (step.valid_from, step.uid)))
        self._known: dict[tuple[str, int], frozenset[str]] = {}

    def gone(self, pattern: str, day: date) -> bool:
        """Whether another pattern has taken its place by ``day`` (inclusive)."""
        return any(step.pattern == pattern and step.valid_from <= day for step in self._steps)

    def replaced_by(self, pattern: str, day: date) -> tuple[str, ...]:
        """The patterns that took its place by ``day``; none where it stands."""
        return next((step.into for step in self._steps if step.pattern == pattern and step.valid_from <= day), ())

    def heirs(self, pattern: str, day: date) -> tuple[str, ...]:
        """The patterns that stand on ``day`` for one that is gone by then, through all steps; none where it stands itself."""
        found: dict[str, None] = {}
        waiting, seen = list(self.replaced_by(pattern, day)), {pattern}
        while waiting:
            now = waiting.pop(0)
            if now not in seen:
                seen.add(now)
                further = self.replaced_by(now, day)
                waiting.extend(further)
                if not further:
                    found[now] = None
        return tuple(found)

    def counted_as(self, pattern: str, day: date) -> str:
        """The pattern under which findings recorded under ``pattern`` are counted on ``day``.

        A merged one is counted under what it was merged into. Of a split one nobody can say which part an old finding meant: it
        stays under its own name.
        """
        seen = {pattern}
        while True:
            step = next((one for one in self._steps if one.pattern == pattern and one.valid_from <= day), None)
            if step is None or len(step.into) != 1 or step.into[0] in seen:
                return pattern
            pattern = step.into[0]
            seen.add(pattern)

    def with_predecessors(self, pattern: str, day: date = date.max) -> frozenset[str]:
        """The pattern and all that came before it by ``day``: whose findings are the same failing for a repeat."""
        found, waiting = {pattern}, [pattern]
        while waiting:
            now = waiting.pop()
            for step in self._steps:
                if now in step.into and step.valid_from <= day and step.pattern not in found:
                    found.add(step.pattern)
                    waiting.append(step.pattern)
        return frozenset(found)

    def same_failing(self, pattern: str, day: date = date.max) -> frozenset[str]:
        """All patterns whose earlier findings a finding under ``pattern`` repeats, those merged into the same one included."""
        return self.with_predecessors(self.counted_as(pattern, day), day)

    def same_failing_in(self, pattern: str, year: int) -> frozenset[str]:
        """``same_failing`` by the steps of the year's last day, as the year's notice counts; asked often, so remembered."""
        if (pattern, year) not in self._known:
            self._known[pattern, year] = self.same_failing(pattern, date(year, 12, 31))
        return self._known[pattern, year]


def patterns_on(edition: Edition, day: date, successions: Successions | None = None) -> tuple[DeficiencyPattern, ...]:
    """What a finding of ``day`` may be recorded under: the edition's patterns and the office's own by then, without those replaced.

    What took the place of a pattern also stands for its items, after those of its own.
    """
    steps = successions or Successions()
    inherited: dict[str, list[str]] = {}
    for one in edition.patterns:
        for heir in steps.heirs(one.id, day):
            inherited.setdefault(heir, []).extend(one.items)
    return tuple(
        replace(one, items=tuple(dict.fromkeys((*one.items, *inherited[one.id])))) if one.id in inherited else one
        for one in edition.patterns
        if (one.valid_from is None or one.valid_from <= day) and not steps.gone(one.id, day)
    )


def demand_sound_step(
    step: SuccessionStep,
    pattern: str,
    into: tuple[str, ...],
    day: date,
    known: Callable[[str], DeficiencyPattern],
    standing: Successions,
    waiting: Collection[str],
) -> None:
    """Whether ``pattern`` may go into ``into`` on ``day``. ``waiting``: patterns with a step that waits for a decision.

    Raises Refused ``pattern.unknown``, ``succession.into_itself``, ``succession.how_many``, ``succession.gone`` (one that has been
    replaced already), ``succession.circle``, ``succession.other_authority``, ``succession.waiting``.
    """
    wanted = 1 if step is SuccessionStep.MERGE else 2
    if pattern in into:
        raise Refused("succession.into_itself", pattern=pattern)
    if len(set(into)) != len(into) or (len(into) != 1 if wanted == 1 else len(into) < wanted):
        raise Refused("succession.how_many", step=step.value, wanted=wanted)
    own = known(pattern)
    for other in into:
        if (known(other).group == "feb") != (own.group == "feb"):
            raise Refused("succession.other_authority", pattern=pattern, other=other)
        if other in standing.with_predecessors(pattern):
            raise Refused("succession.circle", pattern=pattern, other=other)
    for one in (pattern, *into):
        if standing.gone(one, date.max):
            raise Refused("succession.gone", pattern=one)
        valid_from = known(one).valid_from
        if valid_from is not None and valid_from > day:
            raise Refused("succession.not_yet", pattern=one, day=valid_from)
    if pattern in waiting:
        raise Refused("succession.waiting", pattern=pattern)
