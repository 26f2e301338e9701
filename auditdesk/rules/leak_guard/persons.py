"""Persons by the form of their names: a surname with a title, a form of address or a mask; an identity number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditdesk.rules.leak_guard.folding import Folded

_SURNAMES = (
    "陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾彭游詹胡施沈余盧梁趙顏柯翁魏孫戴范方宋鄧杜傅侯曹薛丁卓阮馬董"
    "唐溫藍石蔣田康古白涂尤連歐紀湯姚巫史程鄒雷童龔嚴袁倪韋"
)
_PLAINLY = "陳林黃張李王吳劉蔡楊許鄭謝洪郭邱廖賴徐"
"""Surnames that hardly begin a word of the rules."""
_TITLES = (
    "董事長|副董事長|總經理|副總經理|副總|執行副總|資深協理|協理|資深經理|經理|副理|襄理|主任|副主任|課長|組長|科長|處長|部長|資安長|資訊長|專員|"
    "工程師|管理員|稽核|先生|小姐|女士|君"
)
_OFFICES = "董事長|總經理|副總|協理|經理|副理|襄理|主任|課長|組長|科長|處長|資安長|資訊長|專員|工程師"
_NOT_PERSONS = (
    "高階", "高級", "方面", "方式", "連線", "程式", "程序", "溫度", "古老",
    "白箱", "白名", "田野", "簡訊", "簡易", "連續", "何種", "周邊",
)  # fmt: skip
_BEGINS = r"(?:(?<![\u4e00-\u9fff])|(?<=[由經與向請對及和為給該據某於如有因]))"
"""Where a name can begin after a sign that is no part of one."""

_PERSON = re.compile(rf"(?:[{_SURNAMES}]|歐陽|司馬|上官|諸葛)[\u4e00-\u9fffo○x*]{{1,2}}(?:{_TITLES})")
_ADDRESSED = re.compile(
    rf"[{_SURNAMES}](?:先生|小姐|女士|君(?![子主王臣悅]))|(?<![允准特容也或])[{_PLAINLY}](?:{_OFFICES})(?![人賠])|{_BEGINS}(?!為何|如何)[{_SURNAMES}](?:{_OFFICES})(?![人賠])|"
    rf"(?:(?<![擴主緊伸誇開允准特容也或])[{_PLAINLY}]|{_BEGINS}[{_SURNAMES}])員(?![工額眷警林外])|"
    r"(?<![a-z0-9])(?:mrs?\s*\.?|ms\s*\.|miss)\s+(?!\.)[a-z]{2,}(?![a-z0-9])"
)
_MASKED_PERSON = re.compile(rf"[{_SURNAMES}](?:姓|某|[○x*]{{1,2}})(?:{_TITLES}|員工|人員)?")
_IDENTITY = re.compile(r"(?<![a-z0-9])[a-z][1289abcd]\d{8}(?!\d)")
_LETTERS = dict(zip("abcdefghjklmnpqrstuvxywzio", range(10, 36), strict=True))


def persons_in(text: Folded) -> Iterator[tuple[int, int]]:
    """Half-open ranges in the folded text of everybody it seems to name."""
    for match in _IDENTITY.finditer(text.signs):
        if is_identity_number(match.group()):
            yield match.span()
    tight, places = _without_blanks(text.signs)
    for form in (_PERSON, _ADDRESSED, _MASKED_PERSON):
        for match in form.finditer(tight):
            if not match.group().startswith(_NOT_PERSONS):
                yield places[match.start()], places[match.end() - 1] + 1
    for match in _ADDRESSED.finditer(text.signs):  # Mr. Chen needs his blank
        yield match.span()


def is_identity_number(number: str) -> bool:
    """Whether a letter and nine digits are an identity number of a person by its check digit."""
    first, rest = _LETTERS[number[0]], number[1:]
    if rest[0].isalpha():  # foreigners, as numbers were given until 2020
        rest = str(_LETTERS[rest[0]] % 10) + rest[1:]
    digits = [first // 10, first % 10, *map(int, rest)]
    return sum(digit * weight for digit, weight in zip(digits, (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1), strict=True)) % 10 == 0


def _without_blanks(signs: str) -> tuple[str, list[int]]:
    places = [place for place, sign in enumerate(signs) if sign not in " ·・•"]
    return "".join(signs[place] for place in places), places
