"""The proof that no withheld count can be told: for each one, two whole assignments of numbers that fit everything published.

A search of its own: it knows cells, values and links, and nothing of the rules by which counts are withheld.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from auditdesk.model.small_cells import Cell, Link, Proof, ProvenCell, Published, Release

Domain = tuple[int, ...]
_SHORT = 24
"""Links of more counts than this hang a whole notice together; what is near a count is told by the shorter ones."""
STEPS = 4_000
"""A search for one value ends after so many choices. What was not found by then is taken for impossible, so that a count is rather
called told: then more is withheld. Choices are counted, never seconds, so that the outcome is the same on every computer."""
_FIRMS, _REPEATS, _APPLIED = "/firms", "/repeats", "/applied"


def prove(tables: Published, beside: Sequence[Release] = (), *, truths: Mapping[str, int] | None = None) -> Proof:
    """What an outsider with all these tables can bound each withheld count to; keys of ``beside`` bear its mark.

    ``beside``: the other versions of the year, last year's notice, next year's. The outsider is taken to know of every count withheld
    in two versions of the year whether it stayed the same (by ``truths``); of a count that only one of them shows he can't. He tries
    whether every repeat is of a firm that the notice of the year before counted, and whether findings were counted one a firm and line.
    """
    versions = [Release("", tables, truths or {}), *(one for one in beside if one.tables.year == tables.year)]
    others = [one for one in beside if one.tables.year != tables.year]
    cells = [cell for one in (*versions, *others) for cell in _marked(one)]
    links = [link for one in (*versions, *others) for link in _marked_links(one)]
    links += _same(versions)
    for other in others:
        if other.tables.year == tables.year - 1:
            links += _repeats(other, versions[0])
        elif other.tables.year == tables.year + 1:
            links += _repeats(versions[0], other)
    true = {one.mark + key: value for one in (*versions, *others) for key, value in one.truths.items()}
    least: dict[str, tuple[int, int]] = {}
    for one_each in _ways(versions):
        system = _System(cells, [*links, *one_each], true)
        if not system.possible():
            continue
        for key in (cell.key for cell in cells if cell.shown is None):
            bounds = system.bounds(key)
            known = least.get(key)
            if known is None or bounds[1] - bounds[0] < known[1] - known[0]:
                least[key] = bounds
        if len(one_each) == len(versions):
            break
    shown = _published_elsewhere(versions)
    return Proof(
        tuple(ProvenCell(key, low, high, low == high and low in shown.get(key, ())) for key, (low, high) in sorted(least.items()))
    )


def _published_elsewhere(versions: Sequence[Release]) -> dict[str, set[int]]:
    """What other versions show for each withheld count, unless it would now be seen to be all firms that it applied to."""
    found: dict[str, set[int]] = defaultdict(set)
    for one in versions:
        figures = one.tables.figures()
        for key in one.tables.withheld():
            told = {other.tables.figures().get(key) for other in versions}
            everybody = figures.get(key.removesuffix(_FIRMS) + _APPLIED) if key.endswith(_FIRMS) else None
            found[one.mark + key] = {value for value in told if value is not None and value != everybody}
    return found


def _marked(one: Release) -> Iterator[Cell]:
    return (Cell(one.mark + cell.key, cell.shown, cell.values) for cell in one.tables.cells)


def _marked_links(one: Release) -> Iterator[Link]:
    for link in one.tables.links:
        yield Link(tuple((one.mark + key, factor) for key, factor in link.terms), link.low, link.high)


def _same(versions: Sequence[Release]) -> Iterator[Link]:
    """Counts withheld in several versions that are the same in them.

    Not so the number of all findings: it is told nowhere once a line is withheld, and to know that it stayed is to know what was moved.
    Nor anything of a section that has no figures at all, not even how many firms it applied to: nothing is said of it that could stay.
    """
    known: dict[tuple[str, int], str] = {}
    for one in versions:
        withheld = one.tables.withheld() - {one.tables.total}
        closed = tuple(f"{key.removesuffix(_APPLIED)}/" for key in withheld if key.endswith(_APPLIED))
        for key in sorted(key for key in withheld if key in one.truths and not key.startswith(closed)):
            own = one.mark + key
            first = known.setdefault((key, one.truths[key]), own)
            if first != own:
                yield Link(((first, 1), (own, -1)), 0, 0)


def _repeats(before: Release, after: Release) -> Iterator[Link]:
    """Repeats are at most the firms of the year before, where that can be at all."""
    then, now = ({cell.key: cell for cell in one.tables.cells} for one in (before, after))
    for key in after.tables.parts:
        firms, repeats = then.get(key), now.get(key.removesuffix(_FIRMS) + _REPEATS)
        if firms is not None and repeats is not None and _least_most(repeats)[0] <= _least_most(firms)[1]:
            yield Link(((before.mark + firms.key, 1), (after.mark + repeats.key, -1)), 0, None)


def _least_most(cell: Cell) -> tuple[int, int]:
    return (cell.values[0], cell.values[-1]) if cell.shown is None else (cell.shown, cell.shown)


def _ways(versions: Sequence[Release]) -> Iterator[tuple[Link, ...]]:
    """One finding a firm and line in every version; in one of them; in none. The first, where it fits, tells the most."""
    each = tuple(
        Link(((one.mark + one.tables.total, 1), *((one.mark + part, -1) for part in one.tables.parts)), 0, 0) for one in versions
    )
    yield each
    if len(each) > 1:
        yield from ((one,) for one in each)
    yield ()


class _System:
    """Counts with their possible values and the links between those that are not shown."""

    def __init__(self, cells: Collection[Cell], given: Iterable[Link], true: Mapping[str, int]) -> None:
        shown = {cell.key: cell.shown for cell in cells if cell.shown is not None}
        domains: dict[str, Domain] = {cell.key: cell.values for cell in cells if cell.shown is None}
        links: list[Link] = []
        sound = True
        for link in given:
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
        self._at = _by_key(links)
        self._witness = None if narrowed is None else _some_assignment(narrowed, links, true)
        near = _parts([one for one in links if len(one.terms) <= _SHORT], domains)
        self._near = {key: keys for keys, _ in near for key in keys}
        self._seen: dict[str, tuple[int, int]] = {}
        if self._witness is not None:
            self._note(self._witness)
            for order in (_greatest, _least):
                self._note(_within_steps(self._domains, links, order) or {})

    def possible(self) -> bool:
        """Whether any assignment fits at all."""
        return self._witness is not None

    def bounds(self, key: str) -> tuple[int, int]:
        """A lower and a higher value of ``key`` for which every other count can be filled in, the same when there is one only; (1, 0)
        when nothing fits. There may be values beyond them: two are proof enough.
        """
        if self._witness is None:
            return 1, 0
        low, high = self._seen[key]
        if low == high:
            values = self._domains[key]
            low = next(value for value in values if value == high or self._fits(key, value))
            high = next(value for value in reversed(values) if value <= low or self._fits(key, value))
        return low, max(low, high)

    def _note(self, found: Mapping[str, int]) -> None:
        """Remember the least and the greatest value that each count had in a whole assignment."""
        for key, value in found.items():
            low, high = self._seen.get(key, (value, value))
            self._seen[key] = min(low, value), max(high, value)

    def _fits(self, key: str, value: int) -> bool:
        """Whether the rest can be filled in: first beside the count only, then further and further, all others as they are in the
        assignment known."""
        near = self._near.get(key, {key})
        free, found = {key}, None
        while found is None and not free >= near:
            free = free | {one for key in free for link in self._at[key] if len(link.terms) <= _SHORT for one, _ in link.terms}
            found = self._filled_in_among(free, key, value)
        if found is None:
            # What does not fit without the sums over the whole notice does not fit with them.
            short = list({id(link): link for one in near for link in self._at[one] if len(link.terms) <= _SHORT}.values())
            if self._filled_in({one: self._domains[one] for one in near}, short, short, key, value) is None:
                return False
            found = self._filled_in(self._domains, self._links, self._at[key], key, value)
        self._note(found or {})
        return found is not None

    def _filled_in_among(self, free: set[str], key: str, value: int) -> dict[str, int] | None:
        """With ``free`` to be chosen, and each sum over the whole notice: it gives way by the count in it that can be most things."""
        assert self._witness is not None
        sums = {id(link): link for one in free for link in self._at[one] if len(link.terms) > _SHORT}
        free = free | {max(link.terms, key=lambda term: len(self._domains[term[0]]))[0] for link in sums.values()}
        touched = list({id(link): link for one in free for link in self._at[one]}.values())
        reached = {key} | {one for link in touched for one, _ in link.terms}
        close = {one: self._domains[one] if one in free else (self._witness[one],) for one in reached}
        return self._filled_in(close, touched, touched, key, value)

    def _filled_in(
        self, domains: Mapping[str, Domain], links: Sequence[Link], first: Sequence[Link], key: str, value: int
    ) -> dict[str, int] | None:
        """An assignment with that value, sought from the one known outwards; None where none was found within ``STEPS``."""
        assert self._witness is not None
        narrowed = _narrowed({**domains, key: (value,)}, links, first)
        return None if narrowed is None else _within_steps(narrowed, links, _nearest_to(self._witness))


def _by_key(links: Iterable[Link]) -> dict[str, list[Link]]:
    at: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        for key, _ in link.terms:
            at[key].append(link)
    return at


Order = Callable[[str, Domain], Iterable[int]]
"""In which order the values of a count are tried."""


def _greatest(_key: str, values: Domain) -> Iterable[int]:
    return reversed(values)


def _least(_key: str, values: Domain) -> Iterable[int]:
    return values


def _nearest_to(known: Mapping[str, int]) -> Order:
    def order(key: str, values: Domain) -> Iterable[int]:
        middle = known.get(key, values[-1])
        return sorted(values, key=lambda value: (abs(value - middle), value))

    return order


def _some_assignment(domains: Mapping[str, Domain], links: Sequence[Link], true: Mapping[str, int]) -> dict[str, int] | None:
    """Values that fit every link, sought from the true figures outwards: they nearly always fit themselves. None when there are none."""
    for order in (_nearest_to(true), _greatest, _least):
        found = _within_steps(domains, links, order)
        if found is not None:
            return found
    return _solve(domains, links, _greatest)


class _TooFar(Exception):
    """A search took more choices than it may."""


def _within_steps(domains: Mapping[str, Domain], links: Sequence[Link], order: Order) -> dict[str, int] | None:
    """As ``_solve``, None also where nothing was found within ``STEPS``."""
    left = STEPS

    def counted(key: str, values: Domain) -> Iterator[int]:
        nonlocal left
        for value in order(key, values):
            left -= 1
            if left < 0:
                raise _TooFar
            yield value

    try:
        return _solve(domains, links, order, counted)
    except _TooFar:
        return None


def _solve(
    domains: Mapping[str, Domain], links: Sequence[Link], order: Order, counted: Order | None = None
) -> dict[str, int] | None:
    """Values that fit every link, None when there are none; ``domains`` are narrowed already. ``counted``: the order for choices.

    Links that hold whatever is chosen fall away; what then hangs together is chosen for by itself, the most tied count first.
    """
    found = {key: next(iter(order(key, values))) for key, values in domains.items()}
    open_links = [link for link in links if not _always(link, domains)]
    for keys, own in _parts(open_links, domains):
        ties = Counter(key for link in own for key, _ in link.terms if key in keys)
        key = min(keys, key=lambda one: (-ties[one], one))
        at_key = [link for link in own if any(one == key for one, _ in link.terms)]
        inside = {one: domains[one] for link in own for one, _ in link.terms}
        for value in (counted or order)(key, domains[key]):
            narrowed = _narrowed({**inside, key: (value,)}, own, at_key)
            part = None if narrowed is None else _solve(narrowed, own, order, counted)
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
    at = _by_key(links)
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
