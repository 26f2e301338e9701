"""Things whose form alone gives them away: addresses of machines and people, numbers of telephones and companies, titles behind names."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterator

from auditdesk.model.leaks import LeakKind
from auditdesk.rules.leak_guard.folding import Folded

KEPT = " .:-_@/\\()[]+#&=?%~,、，。；;「」\n·・•○"
"""Signs that the forms below are made of; everything else between them counts as a disguise and is dropped."""

_DOT = r"\s*(?:\.|\(dot\)|\[dot\]|\[\.\]|\(\.\)|。|·|・)\s*"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_TOP = r"(?:com|net|org|edu|gov|idv|biz|info|io|co|local|lan|corp|intra|internal|tw|cn|hk|jp|us|uk|sg|ai|app|dev|cloud|xyz)"
_SURNAMES = (
    "陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾彭游詹胡施沈余盧梁趙顏柯翁魏孫戴范方宋鄧杜傅侯曹薛丁卓阮馬董"
    "唐溫藍石蔣田康古白涂尤連歐紀湯姚巫史程鄒雷童龔嚴袁倪韋"
)
_TITLES = (
    "董事長|副董事長|總經理|副總經理|副總|執行副總|資深協理|協理|資深經理|經理|副理|襄理|主任|副主任|課長|組長|科長|處長|部長|資安長|資訊長|專員|"
    "工程師|管理員|稽核|先生|小姐|女士|君"
)
_NOT_PERSONS = (
    "高階",
    "高級",
    "方面",
    "方式",
    "連線",
    "程式",
    "程序",
    "溫度",
    "古老",
    "白箱",
    "白名",
    "田野",
    "簡訊",
    "簡易",
    "連續",
    "何種",
    "周邊",
)

_EMAIL = re.compile(rf"[a-z0-9][a-z0-9._%+-]*\s*(?:@|\(at\)|\[at\])\s*{_LABEL}(?:{_DOT}{_LABEL})*{_DOT}[a-z]{{2,}}")
_URL = re.compile(rf"(?:h[tx]{{2}}ps?|ftp|sftp)\s*:\s*/\s*/\s*[^\s,、，。；;「」()]+|www{_DOT}[^\s,、，。；;「」()]+")
_FQDN = re.compile(rf"(?<![a-z0-9@.-]){_LABEL}(?:{_DOT}{_LABEL})*{_DOT}{_TOP}(?![a-z0-9])")
_IPV4 = re.compile(
    rf"(?<![\d.])(\d{{1,3}}){_DOT}(\d{{1,3}}){_DOT}(\d{{1,3}}|x+){_DOT}(\d{{1,3}}|x+|[*])(?:\s*/\s*\d{{1,2}})?(?![\d])"
)
_IPV6 = re.compile(r"(?<![0-9a-f:])(?=[0-9a-f:]*:[0-9a-f:]*:)[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![0-9a-f:])")
_MAC = re.compile(
    r"(?<![0-9a-f])(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![0-9a-f])|(?<![0-9a-f.])(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}(?![0-9a-f.])"
)
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
_PERSON = re.compile(rf"(?:[{_SURNAMES}]|歐陽|司馬|上官|諸葛)[\u4e00-\u9fffo○x*]{{1,2}}(?:{_TITLES})")
_ADDRESSED = re.compile(
    rf"[{_SURNAMES}](?:先生|小姐|女士)|[陳林黃張李王吳劉蔡楊鄭謝洪郭邱廖賴徐](?:董事長|總經理|副總|協理|經理|副理|襄理|課長|科長|處長)(?!人)|"
    r"(?<![a-z0-9])(?:mrs?\s*\.?|ms\s*\.|miss)\s+(?!\.)[a-z]{2,}(?![a-z0-9])"
)
_MASKED_PERSON = re.compile(rf"[{_SURNAMES}](?:姓|某|[○x*]{{1,2}})(?:{_TITLES}|員工|人員)?")
_ACCOUNT = re.compile(
    r"(?:帳號|帳戶|使用者代碼|使用者|account|user(?:name)?|login)\s*(?:為|是|名稱|:|=|「|,)?\s*(?:「)?([a-z][a-z0-9._-]{3,31})(?![a-z])"
)
_ACCOUNT_BEFORE = re.compile(
    r"(?<![a-z0-9.@_-])(?=[a-z0-9.-]*[\d_])([a-z][a-z0-9._-]{3,31})\s*(?:之|的)?\s*(?:帳號|帳戶|account(?![a-z]))"
)
_SHARE = re.compile(r"\\\\\s*[a-z0-9][a-z0-9._-]+(?:\\[a-z0-9$._-]+)*")
_HOST = re.compile(
    r"(?<![a-z0-9.-])(?=[a-z0-9_-]*[a-z])(?=[a-z0-9_-]*\d)[a-z][a-z0-9]*(?:[-_][a-z0-9]+)+(?![a-z0-9@]|\.[a-z0-9])"
)
_SERIAL = re.compile(r"(?<![a-z0-9-])(?=[a-z0-9]*\d[a-z0-9]*\d)(?=[a-z0-9]*[a-z][a-z0-9]*[a-z])[a-z0-9]{9,24}(?![a-z0-9-])")
_OURS = re.compile(r"(?:^|-)(?:cc|sr|feb)-[a-z0-9-]+|cc\d{5}|notice-\d+(?:-n\d+)?")
"""Codes of rules and patterns, and numbers of notices."""


def _ip(match: re.Match[str]) -> bool:
    return all(int(part) < 256 for part in match.groups() if part.isdigit())


def _ip6(match: re.Match[str]) -> bool:
    try:
        ipaddress.IPv6Address(match.group())
    except ValueError:
        return False
    return sum(sign.isalnum() for sign in match.group()) >= 3


_A_DAY = re.compile(r"(?:19|20)\d\d([-./])(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])")


def _company_number(match: re.Match[str]) -> bool:
    # A day written 2019-12-20 may have the check digit by chance; numbers of the register are found whatever they look like.
    return not _A_DAY.fullmatch(match.group()) and is_unified_number("".join(sign for sign in match.group() if sign.isdigit()))


def _not_ours(match: re.Match[str]) -> bool:
    return not _OURS.search(match.group())


def _a_person(match: re.Match[str]) -> bool:
    return not match.group().startswith(_NOT_PERSONS)


def _any(_match: re.Match[str]) -> bool:
    return True


_FORMS: tuple[tuple[LeakKind, re.Pattern[str], Callable[[re.Match[str]], bool]], ...] = (
    (LeakKind.EMAIL, _EMAIL, _any),
    (LeakKind.URL, _URL, _any),
    (LeakKind.MAC_ADDRESS, _MAC, _any),
    (LeakKind.IP_ADDRESS, _IPV4, _ip),
    (LeakKind.IP_ADDRESS, _IPV6, _ip6),
    (LeakKind.HOST, _FQDN, _any),
    (LeakKind.HOST, _SHARE, _any),
    (LeakKind.ADDRESS, _ADDRESS, _any),
    (LeakKind.PHONE, _PHONE, _any),
    (LeakKind.UNIFIED_NUMBER, _EIGHT, _company_number),
    (LeakKind.ACCOUNT, _ACCOUNT, _any),
    (LeakKind.ACCOUNT, _ACCOUNT_BEFORE, _not_ours),
    (LeakKind.PERSON, _PERSON, _a_person),
    (LeakKind.PERSON, _ADDRESSED, _a_person),
    (LeakKind.PERSON, _MASKED_PERSON, _a_person),
    (LeakKind.HOST, _HOST, _not_ours),
    (LeakKind.SERIAL, _SERIAL, _not_ours),
)


def is_unified_number(number: str) -> bool:
    """Whether eight digits are a company's unified number by the check of 2023 (divisible by 5; a seventh digit of 7 has two ways)."""
    if len(number) != 8 or not number.isdigit():
        return False
    products = [int(digit) * weight for digit, weight in zip(number, (1, 2, 1, 2, 1, 2, 4, 1), strict=True)]
    total = sum(product // 10 + product % 10 for product in products)
    return total % 5 == 0 or (number[6] == "7" and (total + 1) % 5 == 0)


def formed(text: Folded) -> Iterator[tuple[LeakKind, int, int]]:
    """Kind and half-open range in the folded text (made with ``keep=KEPT``) of everything whose form gives it away."""
    for kind, form, holds in _FORMS:
        for match in form.finditer(text.signs):
            if holds(match):
                group = 1 if kind is LeakKind.ACCOUNT else 0
                yield kind, match.start(group), match.end(group)
