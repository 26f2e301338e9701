"""The guard itself: what in a text could tell which firm is meant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from auditdesk.model.leaks import Compared, Leak, LeakKind, Secrets
from auditdesk.rules.leak_guard.detectors import KEPT, formed
from auditdesk.rules.leak_guard.dictionary import (
    LiteralIndex,
    firm_literals,
    is_ordinary_word,
    latin_literals,
    short_forms,
    stem_of,
    turned_literals,
)
from auditdesk.rules.leak_guard.folding import Folded, bare, folded
from auditdesk.rules.leak_guard.machines import shouted_hosts_in
from auditdesk.rules.leak_guard.numerals import SIGNS, chinese_number
from auditdesk.rules.leak_guard.variants import LETTERS_LIKE

COPIED = 8
"""So many signs equal to an internal fact, and to no rule or pattern, are taken for copied from it."""
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_MEASURE = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*([\u4e00-\u9fff%])")
_DAY = re.compile(r"(?:(?:民國)?(\d{2,4})\s*[年./-]\s*)?(1[0-2]|0?[1-9])\s*[月./-]\s*(3[01]|[12]\d|0?[1-9])(?:\s*日|(?![\d./-]))")
_LATIN_WORD = re.compile(r"[a-z]{4,}")
_TRADE_BEHIND = re.compile(
    r"[\s.,]*(?:securities|sec\b|corp|co\b|company|limited|ltd|inc\b|financial|holdings?|group|bank)", re.IGNORECASE
)
_WITHIN_A_SENTENCE = re.compile(r"[a-z,;(&]\s+$")
_MASK = "○oox*＊〇口"
_MASKED_NAME = re.compile(
    rf"(?=[\u4e00-\u9fff{_MASK}]*[{_MASK}])[\u4e00-\u9fff{_MASK}]{{2,6}}(?=(?:綜合)?(?:證券|券商|公司|金控|銀行|集團|期貨|投顧))"
)
_SHORT_NAME = re.compile(r"[\u4e00-\u9fff]證(?![券明照書據實件人物期交管監卷言驗號])")
_SPOKEN_MEASURE = re.compile(rf"([{SIGNS}]{{2,12}})([\u4e00-\u9fff%])")
_SPOKEN_DAY = re.compile(r"(十[一二]?|[一二三四五六七八九])月([一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日")
_DIGEST = re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{64}(?![0-9A-Za-z])")
"""A SHA-256: some of its digits look like a number of somebody once in a while, and nobody can read anything out of it."""
_ROC = 1911


class LeakGuard:
    """Made once for the secrets of a market; ``check`` is asked for each text, at each edit."""

    def __init__(self, secrets: Secrets) -> None:
        self._public = " ".join(bare(text) for text in secrets.public)
        self._public_grams = frozenset(_grams(bare(text) for text in secrets.public))
        self._words = frozenset(word for text in secrets.public for word in _LATIN_WORD.findall(text.casefold()))
        self._names = LiteralIndex(firm_literals(secrets.firms, self._public))
        self._stems = {stem_of(name) for firm in secrets.firms for name in firm.names if name}
        self._stems |= {stem[:2] for stem in self._stems if len(stem) > 2 and not stem.isascii() and stem[:2] not in self._public}
        self._short = short_forms(self._stems)
        latin = {literal for literal in firm_literals(secrets.firms, self._public) if literal.isascii()}
        self._misspelt = LiteralIndex(read for literal in latin if len(read := literal.translate(LETTERS_LIKE)) >= 6)
        turned = turned_literals(secrets.firms, self._public) | latin_literals(
            (stem for stem in self._stems if not stem.isascii()), self._public
        )
        self._turned = LiteralIndex(turned)
        self._codes = {bare(code) for firm in secrets.firms for code in firm.codes if code}
        self._numbers = LiteralIndex(firm.unified_number for firm in secrets.firms if firm.unified_number)
        self._telephones = LiteralIndex(
            "".join(sign for sign in number if sign.isdigit())[-8:] for firm in secrets.firms for number in firm.telephones
        )
        persons = {bare(person) for person in (*secrets.persons, *(p for firm in secrets.firms for p in firm.persons))}
        persons = {person for person in persons if len(person) >= 2}
        known = len(persons)
        others = {person[1:] + person[0] for person in persons if len(person) == 3 and not person.isascii()}
        persons |= {person for person in others if person not in self._public} | latin_literals(persons, self._public)
        self._persons = LiteralIndex(persons)
        self._addresses = LiteralIndex(
            core for firm in secrets.firms for address in firm.addresses if (core := _street(address)) is not None
        )
        facts = [text for firm in secrets.firms for text in firm.facts]
        hosts = {bare(host) for host in (*secrets.hosts, *_host_like(facts)) if len(bare(host)) >= 4}
        self._hosts = LiteralIndex(hosts)
        self.compared = Compared(len(secrets.firms), len(hosts), known)
        self._fact_grams = frozenset(_grams(bare(text) for text in facts)) - self._public_grams
        self._figures, self._days = _only_at_one(secrets, self._public_measures(secrets.public), _days_of(secrets.public))

    @staticmethod
    def _public_measures(texts: Iterable[str]) -> frozenset[str]:
        return frozenset(measure for text in texts for measure in _measures(_spelt(text).signs))

    def check(self, text: str) -> tuple[Leak, ...]:
        """Every leak of ``text``, by place; of two that overlap the one found by name wins, then the longer one."""
        plain = _DIGEST.sub(lambda match: "\n" * len(match.group()), text)
        found = [*self._by_name(plain), *self._by_form(plain), *self._by_fact(plain)]
        kept: list[tuple[int, int, LeakKind]] = []
        for kind, start, end in sorted(found, key=lambda leak: (_RANK[leak[0]], leak[1] - leak[2])):
            if not any(start < other_end and other_start < end for other_start, other_end, _ in kept):
                kept.append((start, end, kind))
        return tuple(Leak(kind, text[start:end], start, end) for start, end, kind in sorted(kept))

    def _by_name(self, text: str) -> Iterator[tuple[LeakKind, int, int]]:
        plain = folded(text)
        for start, end in self._names.find(plain.signs):
            if plain.signs[start:end].isascii() and not _whole_words(text, plain, start, end):
                continue
            if plain.signs[start:end] in self._words and not _used_as_a_name(text, *plain.span(start, end)):
                continue
            if not is_ordinary_word(plain, start, end):
                yield LeakKind.FIRM_NAME, *plain.span(start, end)
        yield from self._disguised(text, plain)
        masked = folded(text, keep=_MASK)
        for match in _MASKED_NAME.finditer(masked.signs):
            for length in range(len(match.group()), 1, -1):
                tail = match.group()[-length:]
                if any(sign in _MASK for sign in tail) and any(_fits(tail, stem) for stem in self._stems):
                    yield LeakKind.FIRM_NAME, *masked.span(match.end() - length, match.end())
                    break
        for index, kind in ((self._persons, LeakKind.PERSON), (self._addresses, LeakKind.ADDRESS), (self._hosts, LeakKind.HOST)):
            for start, end in index.find(plain.signs):
                latin = kind is LeakKind.HOST or plain.signs[start:end].isascii()
                if not latin or _whole_words(text, plain, start, end):
                    yield kind, *plain.span(start, end)
        digits = folded(text, numerals=True)
        yield from self._codes_in(text, digits)
        for first, last in self._numbers.find(digits.signs):
            start, end = digits.span(first, last)
            if not any(sign.isdigit() for sign in (text[start - 1 : start] if start else "", text[end : end + 1])):
                yield LeakKind.UNIFIED_NUMBER, start, end
        for start, end in self._telephones.find(digits.signs):
            yield LeakKind.PHONE, *digits.span(start, end)

    def _disguised(self, text: str, plain: Folded) -> Iterator[tuple[LeakKind, int, int]]:
        """Names from behind, in Latin letters, with digits for letters, or short for those who know the market."""
        read = plain.signs.translate(LETTERS_LIKE)
        for index, signs in ((self._turned, plain.signs), (self._misspelt, read)):
            for start, end in index.find(signs):
                if plain.signs[start:end] in self._words:
                    continue  # an ordinary word, spelt as it should be
                if not signs[start:end].isascii() or _whole_words(text, plain, start, end):
                    yield LeakKind.FIRM_NAME, *plain.span(start, end)
        spelt = _spelt(text)
        for match in _SHORT_NAME.finditer(spelt.signs):
            if match.group() in self._short:
                yield LeakKind.FIRM_NAME, *spelt.span(*match.span())

    def _codes_in(self, text: str, digits: Folded) -> Iterator[tuple[LeakKind, int, int]]:
        """Firm codes that stand for themselves: not inside a longer number or word, not a year, not a rule's code."""
        for match in re.finditer(r"(?=([0-9a-z]{4}))", digits.signs):
            if match.group(1) not in self._codes:
                continue
            first, last = match.start(), match.start() + 4
            start, end = digits.span(first, last)
            before, after = text[max(0, start - 1) : start], text[end : end + 1]
            beside = [sign for sign in (before, after) if sign]
            if end - start > 8 or any(sign.isdigit() or (sign.isascii() and (sign.isalnum() or sign in "-.")) for sign in beside):
                continue
            if text[end:].lstrip()[:1] in ("年", "%", "％"):
                continue
            yield LeakKind.FIRM_CODE, start, end

    def _by_form(self, text: str) -> Iterator[tuple[LeakKind, int, int]]:
        spelt = _spelt(text)
        for kind, start, end in formed(spelt):
            if bare(spelt.signs[start:end]) not in self._public or kind in (LeakKind.IP_ADDRESS, LeakKind.EMAIL):
                yield kind, *spelt.span(start, end)
        for start, end in shouted_hosts_in(text, spelt):
            if spelt.signs[start:end] not in self._public:
                yield LeakKind.HOST, *spelt.span(start, end)

    def _by_fact(self, text: str) -> Iterator[tuple[LeakKind, int, int]]:
        plain = folded(text)
        start = None
        for place in range(len(plain.signs) - COPIED + 2):
            copied = plain.signs[place : place + COPIED] in self._fact_grams and place <= len(plain.signs) - COPIED
            if copied and start is None:
                start = place
            elif not copied and start is not None:
                yield LeakKind.COPIED_FACT, *plain.span(start, place + COPIED - 1)
                start = None
        spelt = _spelt(text)
        for match in _MEASURE.finditer(spelt.signs):
            if _measure(match) in self._figures:
                yield LeakKind.FIGURE, *spelt.span(match.start(), match.end())
        for match in _SPOKEN_MEASURE.finditer(spelt.signs):
            if _spoken_measure(match) in self._figures:
                yield LeakKind.FIGURE, *spelt.span(match.start(), match.end())
        for match in _SPOKEN_DAY.finditer(spelt.signs):
            if (0, *(chinese_number(part) or 0 for part in match.groups())) in self._days:
                yield LeakKind.DAY, *spelt.span(match.start(), match.end())
        for match in _NUMBER.finditer(spelt.signs):
            if _plain_number(match.group()) in self._figures:
                yield LeakKind.FIGURE, *spelt.span(match.start(), match.end())
        for match in _DAY.finditer(spelt.signs):
            if _day(match) & self._days:
                yield LeakKind.DAY, *spelt.span(match.start(), match.end())


_RANK = {
    kind: rank
    for rank, kind in enumerate(
        (
            LeakKind.EMAIL, LeakKind.URL, LeakKind.FIRM_NAME, LeakKind.IP_ADDRESS, LeakKind.MAC_ADDRESS, LeakKind.ADDRESS,
            LeakKind.PERSON, LeakKind.PHONE, LeakKind.UNIFIED_NUMBER, LeakKind.ACCOUNT, LeakKind.HOST, LeakKind.FIRM_CODE,
            LeakKind.SERIAL, LeakKind.COPIED_FACT, LeakKind.DAY, LeakKind.FIGURE,
        )
    )
}  # fmt: skip


def _spelt(text: str) -> Folded:
    return folded(text, keep=KEPT)


def _grams(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from (text[place : place + COPIED] for place in range(len(text) - COPIED + 1))


def _fits(masked: str, stem: str) -> bool:
    """Whether a stem fits a masked name, at least one sign of which is shown."""
    shown = [(sign, other) for sign, other in zip(masked, stem, strict=False) if sign not in _MASK]
    return len(masked) == len(stem) and bool(shown) and all(sign == other for sign, other in shown)


def _whole_words(text: str, plain: Folded, start: int, end: int) -> bool:
    first, last = plain.span(start, end)
    return not any(sign.isascii() and sign.isalnum() for sign in (text[first - 1 : first], text[last : last + 1]))


def _used_as_a_name(text: str, start: int, end: int) -> bool:
    """Whether a word of the rules stands for a firm here: before its trade, or with a capital within a sentence."""
    return bool(_TRADE_BEHIND.match(text, end)) or (text[start].isupper() and bool(_WITHIN_A_SENTENCE.search(text[:start])))


def _street(address: str) -> str | None:
    """The part of an address that is not shared with many: from the street's name to the number."""
    match = re.search(r"([\u4e00-\u9fff]{1,4}(?:路|街|大道)[^樓號]{0,14}號)", folded(address).signs)
    return match.group(1) if match else None


def _host_like(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        spelt = _spelt(text)
        yield from (spelt.signs[start:end] for kind, start, end in formed(spelt) if kind is LeakKind.HOST)
        yield from (spelt.signs[start:end] for start, end in shouted_hosts_in(text, spelt))


def _plain_number(text: str) -> str:
    return text.replace(",", "").rstrip(".")


def _measure(match: re.Match[str]) -> str:
    return f"{_plain_number(match.group(1))}{match.group(2)}"


def _spoken_measure(match: re.Match[str]) -> str:
    return f"{chinese_number(match.group(1))}{match.group(2)}"


def _measures(spelt: str) -> Iterator[str]:
    """Numbers with what they count (``37台``), and long numbers by themselves."""
    for match in _MEASURE.finditer(spelt):
        yield _measure(match)
    for match in _SPOKEN_MEASURE.finditer(spelt):
        yield _spoken_measure(match)
    for match in _NUMBER.finditer(spelt):
        if len(_plain_number(match.group()).replace(".", "")) >= 4:
            yield _plain_number(match.group())


def _day(match: re.Match[str]) -> frozenset[tuple[int, int, int]]:
    """The day meant, as (year or 0, month, day); a year of two or three digits is of the Republic."""
    year, month, day = match.groups()
    number = 0 if year is None else int(year) if len(year) == 4 else int(year) + _ROC
    return frozenset(
        {(number, int(month), int(day)), (0, int(month), int(day))} if match.group().endswith("日") or year else set()
    )


def _days_of(texts: Iterable[str]) -> frozenset[tuple[int, int, int]]:
    return frozenset(day for text in texts for match in _DAY.finditer(_spelt(text).signs) for day in _day(match))


def _only_at_one(
    secrets: Secrets, public_figures: frozenset[str], public_days: frozenset[tuple[int, int, int]]
) -> tuple[frozenset[str], frozenset[tuple[int, int, int]]]:
    """Figures of two digits and more, and days, that stand in the facts of one firm only and in no public text."""
    figures: dict[str, set[int]] = defaultdict(set)
    days: dict[tuple[int, int, int], set[int]] = defaultdict(set)
    for number, firm in enumerate(secrets.firms):
        for text in firm.facts:
            for measure in _measures(_spelt(text).signs):
                # A year or a month alone is nobody's; days are looked for by themselves.
                if sum(sign.isdigit() for sign in measure) >= 2 and measure[-1] not in "年月":
                    figures[measure].add(number)
            for day in _days_of((text,)):
                days[day].add(number)
    return (
        frozenset(figure for figure, firms in figures.items() if len(firms) == 1 and figure not in public_figures),
        frozenset(day for day, firms in days.items() if len(firms) == 1 and day not in public_days),
    )
