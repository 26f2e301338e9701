"""The proof that no withheld count can be told: for each one, two whole assignments of numbers that fit everything published.

A search of its own: it knows cells, values and links, and nothing of the rules by which counts are withheld.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from auditdesk.model.small_cells import Link, Proof, ProvenCell, Published
from auditdesk.rules.small_cells import together

Domain = tuple[int, ...]
_SHORT = 24
"""Links of more counts than this hang a whole notice together; what is near a count is told by the shorter ones."""


def prove(
    tables: Published,
    previous: Published | None = None,
    correction: Published | None = None,
    *,
    unchanged: Collection[str] = (),
    repeats_from_previous: bool = False,
) -> Proof:
    """What an outsider with all these tables can bound each withheld count to.

    ``previous``: last year's tables; with ``repeats_from_previous`` it is known that a repeat can only be of a firm counted there.
    ``correction``: a later or earlier version of the same year, with the keys known to be ``unchanged`` between the two.
    Both ways of counting findings are tried: one finding a firm and line, or any number of them.
    """
    whole = tables
    if correction is not None:
        whole = together(whole, correction, unchanged, "~")
    if previous is not None:
        whole = together(whole, previous, (), "^")
        if repeats_from_previous:
            whole = _with_repeats(whole, tables)
    least: dict[str, tuple[int, int]] = {}
    for exact in (False, True):
        system = _System(whole, _one_each(tables, correction) if exact else ())
        if exact and not system.possible():
            continue
        for key in whole.withheld():
            bounds = system.bounds(key)
            known = least.get(key)
            if known is None or bounds[1] - bounds[0] < known[1] - known[0]:
                least[key] = bounds
    return Proof(tuple(ProvenCell(key, *least[key]) for key in sorted(least)))


def _one_each(tables: Published, correction: Published | None) -> Iterable[Link]:
    yield Link(((tables.total, 1), *((part, -1) for part in tables.parts)), 0, 0)
    if correction is not None:
        yield Link((("~" + correction.total, 1), *(("~" + part, -1) for part in correction.parts)), 0, 0)


def _with_repeats(whole: Published, tables: Published) -> Published:
    known = {cell.key for cell in whole.cells}
    links = []
    for part in tables.parts:
        repeats = part.removesuffix("/firms") + "/repeats"
        if "^" + part in known and repeats in known:
            links.append(Link((("^" + part, 1), (repeats, -1)), 0, None))
    return Published(whole.year, whole.threshold, whole.cells, (*whole.links, *links), whole.total, whole.parts)


class _System:
    """Counts with their possible values and the links between those that are not shown."""

    def __init__(self, tables: Published, more: Iterable[Link]) -> None:
        shown = {cell.key: cell.shown for cell in tables.cells if cell.shown is not None}
        domains: dict[str, Domain] = {cell.key: cell.values for cell in tables.cells if cell.shown is None}
        links: list[Link] = []
        sound = True
        for link in (*tables.links, *more):
            told = sum(factor * shown[key] for key, factor in link.terms if key in shown)
            terms = tuple((key, factor) for key, factor in link.terms if key in domains)
            low = None if link.low is None else link.low - told
            high = None if link.high is None else link.high - told
            if terms:
                links.append(Link(terms, low, high))
            elif (low is not None and low > 0) or (high is not None and high < 0):
                sound = False
        narrowed = _narrowed(domains, links, links) if sound else None
        self._domains = narrowed or {}
        self._links = links
        self._witness = None if narrowed is None else _solve(narrowed, links)
        self._near = {
            key: keys for keys, _ in _parts([one for one in links if len(one.terms) <= _SHORT], domains) for key in keys
        }

    def possible(self) -> bool:
        """Whether any assignment fits at all."""
        return self._witness is not None

    def bounds(self, key: str) -> tuple[int, int]:
        """The least and the greatest value of ``key`` for which every other count can be filled in. (1, 0) when nothing fits."""
        if self._witness is None:
            return 1, 0
        values = self._domains[key]
        low = next(value for value in values if self._fits(key, value))
        return low, next(value for value in reversed(values) if self._fits(key, value))

    def _fits(self, key: str, value: int) -> bool:
        """Whether the rest can be filled in: first near the count only, all others as they are in the assignment known."""
        assert self._witness is not None
        near = self._near.get(key, {key})
        touched = [link for link in self._links if any(one in near for one, _ in link.terms)]
        reached = {key} | {one for link in touched for one, _ in link.terms}
        close = {one: self._domains[one] if one in near else (self._witness[one],) for one in reached}
        return _filled_in(close, touched, key, value) or _filled_in(self._domains, self._links, key, value)


def _filled_in(domains: Mapping[str, Domain], links: Sequence[Link], key: str, value: int) -> bool:
    narrowed = _narrowed({**domains, key: (value,)}, links, links)
    return narrowed is not None and _solve(narrowed, links) is not None


def _solve(domains: Mapping[str, Domain], links: Sequence[Link]) -> dict[str, int] | None:
    """Values that fit every link, None when there are none; ``domains`` are narrowed already.

    Links that hold whatever is chosen fall away; what then hangs together is chosen for by itself, the most tied count first.
    """
    found = {key: values[-1] for key, values in domains.items()}
    open_links = [link for link in links if not _always(link, domains)]
    for keys, own in _parts(open_links, domains):
        ties = Counter(key for link in own for key, _ in link.terms if key in keys)
        key = min(keys, key=lambda one: (-ties[one], one))
        at_key = [link for link in own if any(one == key for one, _ in link.terms)]
        inside = {one: domains[one] for link in own for one, _ in link.terms}
        for value in reversed(domains[key]):
            narrowed = _narrowed({**inside, key: (value,)}, own, at_key)
            part = None if narrowed is None else _solve(narrowed, own)
            if part is not None:
                found.update(part)
                break
        else:
            return None
    return found


def _always(link: Link, domains: Mapping[str, Domain]) -> bool:
    least = most = 0
    for key, factor in link.terms:
        values = domains[key]
        first, last = factor * values[0], factor * values[-1]
        least, most = least + min(first, last), most + max(first, last)
    return (link.low is None or least >= link.low) and (link.high is None or most <= link.high)


def _parts(links: Sequence[Link], domains: Mapping[str, Domain]) -> list[tuple[set[str], list[Link]]]:
    """Counts that are still open and the links between them, in parts that do not touch each other."""
    parts: list[tuple[set[str], list[Link]]] = []
    for link in links:
        keys = {key for key, _ in link.terms if len(domains.get(key, ())) > 1}
        own = [link]
        apart = []
        for other, others in parts:
            if other & keys:
                keys |= other
                own = [*others, *own]
            else:
                apart.append((other, others))
        parts = [*apart, (keys, own)]
    return parts


def _narrowed(domains: Mapping[str, Domain], links: Sequence[Link], first: Sequence[Link]) -> dict[str, Domain] | None:
    """Domains without the values that no link allows, going by the bounds of the others; None when one is empty.

    ``first``: the links to look at before any other, all of them when nothing is narrowed yet.
    """
    current = dict(domains)
    if not all(current.values()):
        return None
    at: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        for key, _ in link.terms:
            at[key].append(link)
    waiting = list(first)
    while waiting:
        link = waiting.pop()
        spans = []
        least = most = 0
        for key, factor in link.terms:
            ends = factor * current[key][0], factor * current[key][-1]
            low, high = min(ends), max(ends)
            spans.append((key, factor, low, high))
            least, most = least + low, most + high
        if (link.low is not None and most < link.low) or (link.high is not None and least > link.high):
            return None
        for key, factor, low, high in spans:
            at_least = None if link.low is None else link.low - (most - high)
            at_most = None if link.high is None else link.high - (least - low)
            if (at_least is None or low >= at_least) and (at_most is None or high <= at_most):
                continue
            kept = _within(current[key], factor, at_least, at_most)
            if not kept:
                return None
            if len(kept) < len(current[key]):
                current[key] = kept
                waiting += [other for other in at[key] if other is not link]
                waiting.append(link)
                break
    return current


def _within(values: Domain, factor: int, at_least: int | None, at_most: int | None) -> Domain:
    """The values whose product with ``factor`` lies within the bounds, both inclusive."""
    if factor < 0:
        factor = -factor
        at_least, at_most = None if at_most is None else -at_most, None if at_least is None else -at_least
    start = 0 if at_least is None else bisect_left(values, -(-at_least // factor))
    end = len(values) if at_most is None else bisect_right(values, at_most // factor)
    return values[start:end]
