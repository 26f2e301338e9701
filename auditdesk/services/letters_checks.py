"""Whether a letter says what the record says, and names one firm only: before it is written, and of each written file read back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from auditdesk.errors import Refused
from auditdesk.model.letter import LetterContent
from auditdesk.rules.calendar import roc_long
from auditdesk.rules.search_text import folded
from auditdesk.store.queries.register import FirmIdentity

_SHORTEST: Final = 3
"""Characters of a name that is looked for in running text; shorter ones are common words."""
_CODES: Final = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{4}(?![0-9A-Za-z])")
_HYPHENS: Final = re.compile(r"[\s\x02\xad\u2010\u2011\ufffe-]")
"""What comes back otherwise from where a line ends."""
_FURNITURE: Final = re.compile(r"第\d+頁，共\d+頁|Page\d+of\d+")


class FirmNames:
    """Every name and code in the register, looked up once; ``others_of`` it asks for one firm costs nothing."""

    def __init__(self, firms: Iterable[FirmIdentity]) -> None:
        self.codes: dict[str, str] = {}
        self.latin: dict[str, set[str]] = {}
        self.starting: dict[str, dict[str, set[str]]] = {}
        for firm in firms:
            self.codes[firm.code] = firm.uid
            for name in map(folded, _names(firm)):
                bare = name.replace(" ", "")
                if len(bare) < _SHORTEST:
                    continue
                if name.isascii():
                    self.latin.setdefault(name, set()).add(firm.uid)
                else:
                    self.starting.setdefault(bare[:_SHORTEST], {}).setdefault(bare, set()).add(firm.uid)

    def others_of(self, firm: FirmIdentity | None, sender: str) -> OtherFirms:
        """The names and codes of all but ``firm``; its own names and the sender's may stand anywhere, other firms' names in them too."""
        named = (*_names(firm), firm.address, firm.letter_recipient) if firm else ()
        own = sorted({folded(name) for name in (*named, sender)} - {""}, key=len, reverse=True)
        return OtherFirms(self, firm.uid if firm else "", tuple(own))


@dataclass(frozen=True, slots=True)
class OtherFirms:
    """What must not stand in a letter to the firm ``uid``. ``own``: what may, whatever it holds; folded, the longest first."""

    known: FirmNames
    uid: str
    own: tuple[str, ...]

    def named_in(self, text: str) -> str:
        """The first name or code of another firm in ``text``; empty = none. Blanks, width, case and 臺/台 make no difference."""
        plain = folded(text)
        found = self._chinese_in(plain.replace(" ", "")) or self._latin_in(plain)
        return found or next((code for code in _CODES.findall(text) if not code.isdigit() and self._another(code)), "")

    def _chinese_in(self, bare: str) -> str:
        own = [name.replace(" ", "") for name in self.own]
        place = 0
        while place <= len(bare) - _SHORTEST:
            # The longest name that starts here is what is meant: one may be the beginning of another.
            mine = next((len(name) for name in own if bare.startswith(name, place)), 0)
            starting = self.known.starting.get(bare[place : place + _SHORTEST], {})
            met = max((name for name in starting if bare.startswith(name, place)), key=len, default="")
            if len(met) > mine and self.uid not in starting[met]:
                return met
            place += max(mine, len(met), 1)
        return ""

    def _latin_in(self, plain: str) -> str:
        """Names of Latin letters count as whole words only: ``UBS`` is not in ``clubs``."""
        likely = [name for name in (*self.known.latin, *self.own) if name in plain]
        likely.sort(key=len, reverse=True)
        whole = "|".join(map(re.escape, likely))
        for met in re.finditer(rf"(?<![0-9a-z])(?:{whole})(?![0-9a-z])", plain) if likely else ():
            if met[0] not in self.own and self.uid not in self.known.latin[met[0]]:
                return met[0]
        return ""

    def number_in(self, text: str) -> bool:
        """Whether a whole number in ``text`` is the code of another firm: likely a count, but worth a look."""
        return any(map(self._another, re.findall(r"(?<![0-9A-Za-z./:-])[0-9]{4}(?![0-9A-Za-z./:年-])", text)))

    def _another(self, code: str) -> bool:
        return self.known.codes.get(code, self.uid) != self.uid


def _names(firm: FirmIdentity) -> tuple[str, ...]:
    return (firm.name, firm.short_name, firm.english_name, *firm.former_names, *firm.spellings)


def expected(content: LetterContent, said: Sequence[str]) -> tuple[str, ...]:
    """What must stand in the letter itself besides its head lines: fields of the record and the filled wording ``said``."""
    return tuple(part for field, part in _expected(content, [("", text) for text in said]))


def expected_by_field(content: LetterContent, said: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The same with the head lines, each with the field of a Word form that says it; ``said``: field, filled wording."""
    number, day = head_lines(content, "zh_TW")
    return (("number", number), ("issued_on_long", day), *_expected(content, said))


def _expected(content: LetterContent, said: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    told = [("title", content.sender.name), ("addressee", content.firm_name), *said]
    for finding in content.findings:
        told += [("finding.number", finding.number), ("finding.code", finding.code), ("finding.wording", finding.wording.zh)]
        if not finding.state:
            told.append(("finding.facts", finding.facts))
    return ((field, part) for field, part in told if part)


def demand_sound(path: Path, text: str, must: Sequence[str], others: OtherFirms) -> None:
    """Raises Refused ``letters.check_other_firm`` (file, found) or ``letters.check_missing`` (file, missing) for a written file."""
    found = others.named_in(text)
    if found:
        raise Refused("letters.check_other_firm", file=path.name, found=found)
    missing = first_missing(must, text)
    if missing:
        raise Refused("letters.check_missing", file=path.name, missing=missing[:40])


def first_missing(must: Sequence[str], text: str) -> str:
    """The first piece of what must stand in a text and does not; empty = all stands there."""
    squeezed = _FURNITURE.sub("", _HYPHENS.sub("", text))
    return next((missing for part in must if (missing := _missing(part, squeezed))), "")


def _missing(part: str, squeezed: str) -> str:
    """The piece of ``part`` that is not in the text; a piece may be cut once, where a page ends."""
    for piece in re.split(r"[。；！？\n]", part):
        wanted = _HYPHENS.sub("", piece)
        if not wanted or wanted in squeezed:
            continue
        if not any(wanted[:cut] in squeezed and wanted[cut:] in squeezed for cut in range(1, len(wanted))):
            return piece.strip()
    return ""


def head_lines(content: LetterContent, language: str) -> tuple[str, ...]:
    """Number and day as every format but the electronic one prints them."""
    day = content.issued_on.isoformat() if language.startswith("en") else roc_long(content.issued_on)
    return (content.number, day)
