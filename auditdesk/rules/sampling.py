"""Drawing a sample that anybody can draw again: the same list, number and seed give the same pieces, on any computer, by hand too.

Each place of the list has a rank: SHA-256 over seed, place (from 1) and name, joined by line feeds, in UTF-8. The lowest ranks are
drawn. So a larger sample of the same seed holds the smaller one.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from auditdesk.errors import Refused
from auditdesk.model.samples import Chosen, SampleResult, SamplingMethod

MOST = 100_000
"""Pieces of a pasted population."""
_SAID = {
    SampleResult.CONFORM: ("符合", "合格", "正常", "是", "v", "✓", "ok", "o", "○", "conform", "conforms", "pass", "yes"),
    SampleResult.DEVIATES: (
        "不符",
        "不符合",
        "不合格",
        "異常",
        "缺失",
        "否",
        "x",
        "✗",
        "╳",
        "deviates",
        "deficient",
        "fail",
        "no",
    ),
    SampleResult.NOT_APPLICABLE: ("不適用", "na", "n/a", "－", "-", "not-applicable", "not applicable"),
}
_RESULTS = {word: result.value for result, words in _SAID.items() for word in words}


def listed_of(text: str) -> tuple[str, ...]:
    """A population as it was pasted: one piece a line, of several columns the first; blank lines don't count.

    Raises Refused ``sample.too_many``.
    """
    names = tuple(name for line in text.splitlines() if (name := line.split("\t")[0].strip()))
    if len(names) > MOST:
        raise Refused("sample.too_many", count=len(names), most=MOST)
    return names


def chosen_of(text: str) -> tuple[Chosen, ...]:
    """Chosen pieces as they were typed or pasted: name, result and note in columns (tab or ｜); a word that is no result is a note."""
    found = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.replace("｜", "\t").replace("|", "\t").split("\t")]
        if cells[0]:
            result = result_of(cells[1]) if len(cells) > 1 else ""
            notes = cells[2:] if result or len(cells) < 2 or not cells[1] else cells[1:]
            found.append(Chosen(cells[0], result, " ".join(note for note in notes if note)))
    return tuple(found)


def result_of(text: str) -> str:
    """The result that a word of a spreadsheet means; empty when it is none."""
    return _RESULTS.get(unicodedata.normalize("NFKC", text).strip().casefold(), _RESULTS.get(text.strip().casefold(), ""))


def twins(population: Iterable[str]) -> tuple[str, ...]:
    """Names that stand in a population more than once, each told once."""
    return tuple(name for name, count in Counter(population).items() if count > 1)


def draw(population: Sequence[str], count: int, seed: str, method: SamplingMethod = SamplingMethod.RANDOM) -> tuple[str, ...]:
    """``count`` pieces of ``population``, in its order. Every-so-manieth starts at a place that the seed decides.

    Raises Refused ``sample.population_empty``, ``sample.count`` (one to the whole population), ``sample.seed_needed``,
    ``sample.not_drawn`` for a method by which nothing is drawn.
    """
    total = len(population)
    if not total:
        raise Refused("sample.population_empty")
    if method is SamplingMethod.ALL:
        return tuple(population)
    if not 1 <= count <= total:
        raise Refused("sample.count", count=count, total=total)
    if not seed.strip():
        raise Refused("sample.seed_needed")
    if method is SamplingMethod.RANDOM:
        ranked = sorted(range(total), key=lambda at: _rank(seed, at, population[at]))
        return tuple(population[at] for at in sorted(ranked[:count]))
    if method is SamplingMethod.SYSTEMATIC:
        start = int(_rank(seed, -1, ""), 16) % total
        places = sorted((start + step * total // count) % total for step in range(count))
        return tuple(population[at] for at in places)
    raise Refused("sample.not_drawn", method=method.value)


def _rank(seed: str, at: int, name: str) -> str:
    return hashlib.sha256(f"{seed.strip()}\n{at + 1}\n{name}".encode()).hexdigest()
