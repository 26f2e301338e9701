"""One cell of a firm list → one value of ours. Every function raises BadInput with a code; the caller knows the place."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from typing import Final

from auditdesk.errors import BadInput
from auditdesk.exchange.sheets import Cell, FaultyCell, cell_text, undecoded
from auditdesk.model.facts import FactValue
from auditdesk.model.terms import FactKind, FirmKind, LicenceState
from auditdesk.rules.amounts import parse_amount
from auditdesk.rules.calendar import parse_date
from auditdesk.rules.firm_codes import parse_code
from auditdesk.rules.firm_facts import MOST_PERSONS, authority_meant, parse_fact, yes_or_no
from auditdesk.rules.spelling import matching_form, names_in, tidy

LONGEST_TEXT: Final = 300

_PERSONS: Final = re.compile(r"([0-9]{1,5})(?:名|人|位)?")
_TEXT_MARK: Final = re.compile(r"^'(?=[=+\-@＝＋－＠])")
"""What our CSV files put before text that a spreadsheet would take for a formula."""
_UNIFIED_NUMBER: Final = re.compile(r"[0-9]{8}")
_KINDS: Final = {
    "證券商": FirmKind.SECURITIES_FIRM, "專業證券商": FirmKind.SECURITIES_FIRM, "綜合證券商": FirmKind.SECURITIES_FIRM,
    "證券公司": FirmKind.SECURITIES_FIRM, "經紀商": FirmKind.SECURITIES_FIRM, "自營商": FirmKind.SECURITIES_FIRM,
    "承銷商": FirmKind.SECURITIES_FIRM, "securities firm": FirmKind.SECURITIES_FIRM, "securities_firm": FirmKind.SECURITIES_FIRM,
    "銀行兼營": FirmKind.BANK_DESK, "銀行": FirmKind.BANK_DESK, "兼營證券商": FirmKind.BANK_DESK, "金融機構兼營": FirmKind.BANK_DESK,
    "bank desk": FirmKind.BANK_DESK, "bank_desk": FirmKind.BANK_DESK,
    "外國分公司": FirmKind.FOREIGN_BRANCH, "外商": FirmKind.FOREIGN_BRANCH, "外國證券商": FirmKind.FOREIGN_BRANCH,
    "外國證券商分公司": FirmKind.FOREIGN_BRANCH, "外商分公司": FirmKind.FOREIGN_BRANCH,
    "foreign branch": FirmKind.FOREIGN_BRANCH, "foreign_branch": FirmKind.FOREIGN_BRANCH,
}  # fmt: skip
_KIND_BY_FORM: Final = {matching_form(word): kind for word, kind in _KINDS.items()}


def text_of(cell: Cell) -> str:
    """The text of a cell that must have one. Raises BadInput ``cell.no_result``, ``cell.nested`` or ``text.undecodable``."""
    text = cell_text(cell)
    if isinstance(cell, FaultyCell):
        raise BadInput(cell.code, text=text)
    if undecoded(cell):
        raise BadInput("text.undecodable", text=text)
    return text


def kept_text(cell: Cell) -> str:
    """A name, an address, a telephone, as it is kept. Raises also BadInput ``text.too_long``."""
    text = tidy(_TEXT_MARK.sub("", text_of(cell)))
    if len(text) > LONGEST_TEXT:
        raise BadInput("text.too_long", text=text, limit=LONGEST_TEXT)
    return text


def code_of(cell: Cell) -> str:
    """Raises also BadInput ``code.unreadable``, ``code.zeros_eaten``."""
    return parse_code(text_of(cell))


def day_of(cell: Cell, *, roc_source: bool) -> date:
    """Raises also BadInput ``date.unreadable``."""
    return (
        parse_date(cell, roc_source=roc_source)
        if isinstance(cell, date | datetime)
        else parse_date(text_of(cell), roc_source=roc_source)
    )


def unified_number_of(cell: Cell) -> str:
    """Raises also BadInput ``unified_number.unreadable``."""
    text = text_of(cell)
    number = unicodedata.normalize("NFKC", text).removeprefix("'")
    if not _UNIFIED_NUMBER.fullmatch(number):
        raise BadInput("unified_number.unreadable", text=text)
    return number


def kind_of(cell: Cell) -> str:
    """Raises also BadInput ``kind.unknown``."""
    text = text_of(cell)
    if (kind := _KIND_BY_FORM.get(matching_form(text))) is None:
        raise BadInput("kind.unknown", text=text)
    return kind.value


def spellings_of(cell: Cell) -> tuple[str, ...]:
    """Names parted by commas, semicolons or line breaks of either width; each once. Raises as ``kept_text`` does."""
    text_of(cell)
    parts = names_in(cell if isinstance(cell, str) else cell_text(cell))
    return tuple(dict.fromkeys(name for part in parts if (name := kept_text(part))))


def fact_of(kind: FactKind, cell: Cell, unit: int) -> FactValue:
    """The fact as a cell tells it; ``unit`` is what bare numbers of the column count.

    Raises also BadInput ``amount.*``, ``flag.unreadable``, ``count.unreadable``, ``authority.unknown``, ``licence.unknown``.
    """
    text = text_of(cell)
    if kind.is_amount:
        return parse_amount(text, unit=unit)
    if kind.is_flag:
        return _flag(text)
    if kind.is_count:
        return _count(kind, text)
    if kind is FactKind.LICENCE_STATE:
        state = str(parse_fact(kind, text))
        if state not in set(LicenceState):
            raise BadInput("licence.unknown", text=text)
        return state
    if kind.names_a_firm:
        return parse_fact(kind, text)
    if (authority := authority_meant(text)) is None:
        raise BadInput("authority.unknown", text=text)
    return authority.value


def _flag(text: str) -> bool:
    if (answer := yes_or_no(text)) is None:
        raise BadInput("flag.unreadable", text=text)
    return answer


def _count(kind: FactKind, text: str) -> int:
    persons = _PERSONS.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    if persons is not None and int(persons[1]) <= MOST_PERSONS:
        return int(persons[1])
    if kind is FactKind.SECURITY_CHIEF and (answer := yes_or_no(text)) is not None:
        return int(answer)  # of a chief people rather say whether there is one
    raise BadInput("count.unreadable", text=text)
