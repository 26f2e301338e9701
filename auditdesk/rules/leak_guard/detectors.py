"""Things whose form alone gives them away: addresses of machines and people, numbers of telephones and companies, titles behind names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from auditdesk.model.leaks import LeakKind
from auditdesk.rules.leak_guard.folding import Folded
from auditdesk.rules.leak_guard.machines import DOT, TECHNICAL, addresses_in, cards_in, hosts_in, is_public_code, is_public_word
from auditdesk.rules.leak_guard.numerals import SIGNS
from auditdesk.rules.leak_guard.persons import persons_in

KEPT = " .:-_@/\\()[]+#&=?%~,、，。；;「」\n·・•○"
"""Signs that the forms below are made of; everything else between them counts as a disguise and is dropped."""

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_EMAIL = re.compile(rf"[a-z0-9][a-z0-9._%+-]*\s*(?:@|\(at\)|\[at\])\s*{_LABEL}(?:{DOT}{_LABEL})*{DOT}[a-z]{{2,}}")
_URL = re.compile(rf"(?:h[tx]{{2}}ps?|ftp|sftp)\s*:\s*/\s*/\s*[^\s,、，。；;「」()]+|www{DOT}[^\s,、，。；;「」()]+")
_GAP = r"[\s().·・-]{0,3}"
_PHONE = re.compile(
    rf"(?<![\d.])(?:\+?\s*886{_GAP}[2-9]|\(?0[2-9]\d?\)?){_GAP}\d(?:{_GAP}\d){{6,8}}(?!\d)|(?<![\d.])09\d{{2}}{_GAP}\d{{3}}{_GAP}\d{{3}}(?!\d)|"
    rf"(?<![\d.])0800{_GAP}\d{{3}}{_GAP}\d{{3}}(?!\d)"
)
_EIGHT = re.compile(r"(?<![\d.-])\d(?:[ .·・-]{0,2}\d){7}(?![\d.-]*\d)")
_ADDRESS = re.compile(
    r"(?:[\u4e00-\u9fff]{2}[縣市])?(?:[\u4e00-\u9fff]{1,3}[區鄉鎮市])?[\u4e00-\u9fff]{1,5}(?:路|街|大道|巷)(?:[一二三四五六七八九十\d]{1,3}段)?"
    r"\s*(?:[\d一二三四五六七八九十]{1,4}巷\s*)?(?:[\d一二三四五六七八九十]{1,4}弄\s*)?[\d一二三四五六七八九十百]{1,4}(?:\s*[-之]\s*\d{1,3})?\s*號(?:\s*\d{1,2}樓)?"
)
_ACCOUNT = re.compile(
    r"(?:帳號|帳戶|使用者代碼|使用者)\s*(?:為|是|名稱|:|=|「|,)?\s*(?:「)?([a-z][a-z0-9._-]{3,31})(?![a-z])|"
    r"(?<![a-z])(?:account|user(?:name)?|login)\s*(?:(?:[:=「]|named|called)\s*([a-z][a-z0-9._-]{3,31})|(?=[a-z.-]*[\d_])([a-z][a-z0-9._-]{3,31}))(?![a-z])"
)
_ACCOUNT_BEFORE = re.compile(
    r"(?<![a-z0-9.@_-])(?=[a-z0-9.-]*[\d_])([a-z][a-z0-9._-]{3,31})\s*(?:之|的)?\s*(?:帳號|帳戶|account(?![a-z]))"
)
_SERIAL = re.compile(r"(?<![a-z0-9-])(?=[a-z0-9]*\d[a-z0-9]*\d)(?=[a-z0-9]*[a-z][a-z0-9]*[a-z])[a-z0-9]{9,24}(?![a-z0-9-])")
_A_DAY = re.compile(r"(?:19|20)\d\d([-./])(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])")


def _company_number(match: re.Match[str]) -> bool:
    # A day written 2019-12-20 may have the check digit by chance; numbers of the register are found whatever they look like.
    return not _A_DAY.fullmatch(match.group()) and is_unified_number("".join(sign for sign in match.group() if sign.isdigit()))


def _not_public(match: re.Match[str]) -> bool:
    return not is_public_code(match.group()) and not is_public_word(match.group())


def _an_account(match: re.Match[str]) -> bool:
    return next(filter(None, match.groups())) not in TECHNICAL


def _any(_match: re.Match[str]) -> bool:
    return True


_FIGURE = rf"[\d{SIGNS}]"
_STOCK = re.compile(
    r"(?:(?:股票|證券|上市|上櫃|公司|券商|經紀商|掛牌)(?:代號|代碼|號碼)|股號|ticker|stock code)\s*(?:為|是|:|「|\()?\s*"
    rf"({_FIGURE}(?:\s?{_FIGURE}){{3,5}})(?!{_FIGURE})|(?<![\d.])(\d{{4}})\s*[-. ]\s*(?:tw|two|tt)(?![a-z0-9])"
)
_FORMS: tuple[tuple[LeakKind, re.Pattern[str], Callable[[re.Match[str]], bool]], ...] = (
    (LeakKind.EMAIL, _EMAIL, _any),
    (LeakKind.URL, _URL, _any),
    (LeakKind.ADDRESS, _ADDRESS, _any),
    (LeakKind.PHONE, _PHONE, _any),
    (LeakKind.UNIFIED_NUMBER, _EIGHT, _company_number),
    (LeakKind.ACCOUNT, _ACCOUNT, _an_account),
    (LeakKind.ACCOUNT, _ACCOUNT_BEFORE, _not_public),
    (LeakKind.FIRM_CODE, _STOCK, _any),
    (LeakKind.SERIAL, _SERIAL, _not_public),
)
_FINDERS: tuple[tuple[LeakKind, Callable[[Folded], Iterator[tuple[int, int]]]], ...] = (
    (LeakKind.MAC_ADDRESS, cards_in),
    (LeakKind.IP_ADDRESS, addresses_in),
    (LeakKind.HOST, hosts_in),
    (LeakKind.PERSON, persons_in),
)


def formed(text: Folded) -> Iterator[tuple[LeakKind, int, int]]:
    """Kind and half-open range in the folded text (made with ``keep=KEPT``) of everything whose form gives it away."""
    for kind, form, holds in _FORMS:
        for match in form.finditer(text.signs):
            if holds(match):
                group = next((number for number, found in enumerate(match.groups(), 1) if found is not None), 0)
                group = group if kind in (LeakKind.ACCOUNT, LeakKind.FIRM_CODE) else 0
                yield kind, match.start(group), match.end(group)
    for kind, find in _FINDERS:
        yield from ((kind, start, end) for start, end in find(text))


def is_unified_number(number: str) -> bool:
    """Whether eight digits are a company's unified number by the check of 2023 (divisible by 5; a seventh digit of 7 has two ways)."""
    if len(number) != 8 or not number.isdigit():
        return False
    products = [int(digit) * weight for digit, weight in zip(number, (1, 2, 1, 2, 1, 2, 4, 1), strict=True)]
    total = sum(product // 10 + product % 10 for product in products)
    return total % 5 == 0 or (number[6] == "7" and (total + 1) % 5 == 0)
