"""The names and numbers of a market, made ready to be looked for in any spelling."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from auditdesk.model.leaks import FirmSecrets
from auditdesk.rules.leak_guard.folding import Folded, bare
from auditdesk.rules.leak_guard.romanised import romanised

_LEGAL_FORMS = ("股份有限公司", "有限公司", "公司")
_BRANCHES = ("台北分公司", "台灣分公司", "分公司")
_TRADES = ("綜合證券", "證券", "金控", "銀行", "商業銀行")
_ENGLISH_ENDINGS = re.compile(
    r"(\s|,|\.)*\b(co|ltd|inc|corp|corporation|limited|company|securities|bank|taiwan|branch|commercial|the)\b\.?", re.IGNORECASE
)
_ORDINARY = {
    "第一": "類級次季條項線道款目階段年期手件人時步層個版至二大",
    "統一": "編管規發窗格控設由集收派採辦訂性為以納作建",
    "國際": "標組認資準規間性化",
    "合作": "廠對協夥契單機",
    "大眾": "傳運媒化",
    "新光": "纖",
    "永續": "營發",
    "中央": "銀主管機處集控",
}
"""Names that are ordinary words as well, with the signs that show the ordinary word."""


class LiteralIndex:
    """Many literals, found in one walk over a folded text. Longest first at each place."""

    def __init__(self, literals: Iterable[str]) -> None:
        by_beginning: dict[str, set[str]] = defaultdict(set)
        for literal in literals:
            if len(literal) >= 2:
                by_beginning[literal[:2]].add(literal)
        self._by_beginning = {head: tuple(sorted(found, key=len, reverse=True)) for head, found in by_beginning.items()}

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Half-open ranges of what stands in ``text``, none within another."""
        place = 0
        while place < len(text) - 1:
            for literal in self._by_beginning.get(text[place : place + 2], ()):
                if text.startswith(literal, place):
                    yield place, place + len(literal)
                    place += len(literal) - 1
                    break
            place += 1


def name_forms(name: str) -> tuple[str, ...]:
    """The folded forms by which a firm is recognised: whole, without legal form, without its trade. The bare stem comes last."""
    whole = bare(name)
    forms = [whole]
    if whole.isascii():
        stem = bare(_ENGLISH_ENDINGS.sub(" ", name))
        return tuple(dict.fromkeys((whole, stem))) if len(stem) >= 4 else (whole,)
    for endings in (_BRANCHES, _LEGAL_FORMS, _TRADES):
        last = forms[-1]
        ending = next((each for each in endings if last.endswith(each) and len(last) - len(each) >= 2), "")
        if ending:
            forms.append(last.removesuffix(ending))
    return tuple(dict.fromkeys(forms))


def stem_of(name: str) -> str:
    """The shortest form of a firm's name."""
    return name_forms(name)[-1]


def firm_literals(firms: Iterable[FirmSecrets], public: str) -> set[str]:
    """Every form of every name, and the first two signs of a Chinese stem where no rule or pattern uses them as words."""
    literals: set[str] = set()
    for firm in firms:
        for name in filter(None, firm.names):
            forms = name_forms(name)
            literals.update(form for form in forms if len(form) >= 2)
            stem = forms[-1]
            if not stem.isascii() and len(stem) > 2 and stem[:2] not in public:
                literals.add(stem[:2])
    return literals


def turned_literals(firms: Iterable[FirmSecrets], public: str) -> set[str]:
    """Names the other way round: characters from behind, English words in the other order."""
    literals: set[str] = set()
    for firm in firms:
        for name in filter(None, firm.names):
            forms = name_forms(name)
            stem = forms[-1]
            if stem.isascii():
                words = [bare(word) for word in _ENGLISH_ENDINGS.sub(" ", name).split()]
                literals.add("".join(reversed(words)))
                literals.update((stem[::-1], "".join(word[::-1] for word in words)))
            else:
                literals.update(form[::-1] for form in forms if len(form) > 2)
                literals.update(one for end in ("證券", "公司", "券商") for one in (stem[::-1] + end, (stem + end)[::-1]))
    return {literal for literal in literals if len(literal) > (5 if literal.isascii() else 2) and literal not in public}


def latin_literals(names: Iterable[str], public: str) -> set[str]:
    """Chinese names in Latin letters, first the surname or last."""
    literals: set[str] = set()
    for name in names:
        literals |= romanised(name)
        if len(name) == 3:
            literals |= romanised(name[1:] + name[0])
    return {literal for literal in literals if literal not in public}


def short_forms(stems: Iterable[str]) -> frozenset[str]:
    """What the market says for a firm: its first character and 證."""
    return frozenset(stem[0] + "證" for stem in stems if not stem.isascii() and stem[0] not in _PROOFS)


_PROOFS = "保認驗憑佐簽公存查實求考論見旁偽辯印確具例舉罪人書反物可為未經不應"
"""Characters that make a word of their own with 證."""


def is_ordinary_word(text: Folded, start: int, end: int) -> bool:
    """Whether a name that is an ordinary word too is used as that word here."""
    following = text.signs[end : end + 1]
    signs = _ORDINARY.get(text.signs[start:end])
    return signs is not None and bool(following) and following in signs
