"""The names and numbers of a market, made ready to be looked for in any spelling."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from auditdesk.model.leaks import FirmSecrets
from auditdesk.rules.leak_guard.folding import Folded, bare

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


def is_ordinary_word(text: Folded, start: int, end: int) -> bool:
    """Whether a name that is an ordinary word too is used as that word here."""
    following = text.signs[end : end + 1]
    signs = _ORDINARY.get(text.signs[start:end])
    return signs is not None and bool(following) and following in signs
