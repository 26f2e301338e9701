"""Whether a letter says what the record says, and names one firm only: before it is written, and of each written file read back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from auditdesk.errors import Refused
from auditdesk.model.letter import LetterContent
from auditdesk.rules.calendar import roc_long
from auditdesk.store.queries.register import FirmIdentity

_SHORTEST: Final = 3
"""Characters of a name that is looked for in running text; shorter ones are common words."""
_WORD: Final = r"(?<![0-9A-Za-z]){}(?![0-9A-Za-z])"
_HYPHENS: Final = re.compile(r"[\s\x02\xad\u2010\u2011\ufffe-]")
"""What comes back otherwise from where a line ends."""
_FURNITURE: Final = re.compile(r"第\d+頁，共\d+頁|Page\d+of\d+")


@dataclass(frozen=True, slots=True)
class OtherFirms:
    """What must not stand in a letter to one firm: the other firms' names, and those of their codes that are no mere numbers."""

    names: tuple[tuple[str, str], ...]
    codes: tuple[str, ...]
    numbers: tuple[str, ...]

    def named_in(self, text: str) -> str:
        """The first name or code of another firm in ``text``, as it is written there; empty = none."""
        squeezed = "".join(text.split())
        for name, _ in self.names:
            if name in squeezed:
                return name
        return next((code for code in self.codes if re.search(_WORD.format(re.escape(code)), text)), "")

    def number_in(self, text: str) -> bool:
        """Whether a whole number in ``text`` is the code of another firm: likely a count, but worth a look."""
        whole = set(re.findall(r"(?<![0-9A-Za-z./:-])[0-9]{4}(?![0-9A-Za-z./:年-])", text))
        return not whole.isdisjoint(self.numbers)


def others_of(firm: FirmIdentity, firms: Iterable[FirmIdentity], sender: str) -> OtherFirms:
    """The names and codes of all but ``firm``, without what stands in its own names or the sender's anyway."""
    own = ["".join(name.split()) for name in (*_names(firm), firm.address, firm.letter_recipient, sender) if name]
    names: dict[str, str] = {}
    codes: list[str] = []
    for other in firms:
        if other.uid == firm.uid:
            continue
        for name in _names(other):
            squeezed = "".join(name.split())
            if len(squeezed) >= _SHORTEST and not any(squeezed in mine for mine in own):
                names[squeezed] = other.code
        if other.code != firm.code:
            codes.append(other.code)
    longest_first = sorted(names.items(), key=lambda pair: (-len(pair[0]), pair[0]))
    return OtherFirms(
        tuple(longest_first),
        tuple(code for code in codes if not code.isdigit()),
        tuple(code for code in codes if code.isdigit()),
    )


def _names(firm: FirmIdentity) -> tuple[str, ...]:
    return (firm.name, firm.short_name, firm.english_name, *firm.former_names, *firm.spellings)


def expected(content: LetterContent, said: Sequence[str]) -> tuple[str, ...]:
    """What must stand in the letter itself: fields of the record and the filled wording ``said``."""
    told = [content.sender.name, content.firm_name, *said]
    for finding in content.findings:
        told += [finding.number, finding.code, finding.wording.zh]
        if not finding.state:
            told.append(finding.facts)
    return tuple(part for part in told if part)


def demand_sound(path: Path, text: str, must: Sequence[str], others: OtherFirms) -> None:
    """Raises Refused ``letters.check_other_firm`` (file, found) or ``letters.check_missing`` (file, missing) for a written file."""
    found = others.named_in(text)
    if found:
        raise Refused("letters.check_other_firm", file=path.name, found=found)
    squeezed = _FURNITURE.sub("", _HYPHENS.sub("", text))
    for part in must:
        missing = _missing(part, squeezed)
        if missing:
            raise Refused("letters.check_missing", file=path.name, missing=missing[:40])


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
