"""Documents with planted leaks of every kind and disguise, the same for the same seed, and clean notices to count false alarms on.

Used by the tests and by ``python -m tests.bench leaks``. A leak is found when a flag of any kind overlaps it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from auditdesk.model.leaks import FirmSecrets, Secrets
from auditdesk.rules.leak_guard.persons import is_identity_number
from auditdesk.rules.leak_guard.romanised import romanised
from auditdesk.services.shipped_rules import read_shipped_rules

_FIRST = "晨遠旭霖禾泓峻澄翊昱鴻睿晟銓捷騰"
_SECOND = "曦岳嵐川田瑞茂陽程澤勝安利群達和"
_STREETS = ("範例", "示意", "樣本", "虛構", "假設")
_SURNAMES = "陳林黃張李王吳劉蔡楊許鄭"
_GIVEN = "大文志明淑芬俊傑雅婷家豪怡君建宏"
_TITLES = ("經理", "副總經理", "資安長", "工程師", "襄理", "課長", "小姐", "先生")
_DIGITS = "〇一二三四五六七八九"
_HIDDEN = ("\u200b", "\u2060", "\ufeff", "\u00ad")
_FILLERS = ("\u3164", "\uffa0", "\u2063", "\U000e0041", "\u0336")
_SHORT = str.maketrans("證臺陽銳華東龍陳張劉範經總", "证台阳锐华东龙陈张刘范经总")
_ALIKE = str.maketrans("aeopcxyTMBH", "аеорсхуТМВН")
_MISSPELT = str.maketrans("oelsOELS", "03150315")
_ACCENTS = str.maketrans("aeioun", "àéîöúñ")


@dataclass(frozen=True)
class Planted:
    """``text[start:end]`` of a document is a leak of that kind, made unlike itself by that disguise."""

    kind: str
    disguise: str
    start: int
    end: int


@dataclass(frozen=True)
class Document:
    text: str
    planted: tuple[Planted, ...]


@dataclass(frozen=True)
class Market:
    secrets: Secrets
    firms: tuple[FirmSecrets, ...]


def market(seed: int, firms: int = 66, hosts: int = 1000, persons: int = 500) -> Market:
    """An invented market: firms with every kind of name and number, hosts, persons, facts of findings."""
    chance = random.Random(seed)
    stems = [first + second for first in _FIRST for second in _SECOND]
    chance.shuffle(stems)
    names = sorted({f"{surname}{chance.choice(_GIVEN)}{chance.choice(_GIVEN)}" for surname in _SURNAMES for _ in range(persons)})[
        :persons
    ]
    known = tuple(
        _firm(chance, number, stems[2 * number], stems[2 * number + 1], names[number % len(names)]) for number in range(firms)
    )
    machines = tuple(
        f"{chance.choice(('srv', 'fw', 'db', 'sw', 'web'))}-{chance.choice(('ord', 'core', 'dmz', 'acc'))}-{number:04d}"
        for number in range(hosts)
    )
    rules = read_shipped_rules().editions
    public = tuple(
        text
        for edition in rules
        for words in (
            *(pattern.wording for pattern in edition.patterns),
            *(pattern.expected_standard for pattern in edition.patterns),
            *(item.summary for item in edition.items),
            *(section.name for section in edition.sections),
        )
        for text in (words.zh, words.en)
    )
    return Market(Secrets(known, tuple(names), machines, tuple(dict.fromkeys(public))), known)


def _firm(chance: random.Random, number: int, stem: str, former: str, person: str) -> FirmSecrets:
    unified = _unified(chance)
    count, days = 1000 + number * 7, 181 + number * 3
    return FirmSecrets(
        names=(
            f"臺灣{stem}綜合證券股份有限公司",
            f"{stem}證券",
            stem,
            f"{former}證券股份有限公司",
            f"Taiwan Lumen{_latin(number)} Securities Co., Ltd.",
        ),
        codes=(f"{9100 + number}", f"{9100 + number:04d}"[:3] + chance.choice("ABCDEFGH")),
        unified_number=unified,
        addresses=(f"臺北市信義區{_STREETS[number % 5]}路{number + 3}號{number % 9 + 2}樓",),
        telephones=(f"02-8{number:03d}{chance.randint(1000, 9999)}",),
        persons=(person,),
        facts=(
            f"抽查 {count} 筆防火牆規則，其中 {days} 日未經檢視，管理者以共用密碼登入核心下單主機並將備份帶攜出機房未登記。",
            f"最近一次弱點掃描為 108 年 {number % 12 + 1} 月 {number % 27 + 1} 日，修補作業延宕且未留存主管核准紀錄。",
        ),
    )


def _latin(number: int) -> str:
    return "".join("bcdfghklmnprst"[(number // 14**place) % 14] + "aeiou"[(number + place) % 5] for place in range(2))


def _unified(chance: random.Random) -> str:
    while True:
        digits = f"{chance.randint(10_000_000, 99_999_999)}"
        products = [int(digit) * weight for digit, weight in zip(digits, (1, 2, 1, 2, 1, 2, 4, 1), strict=True)]
        if sum(product // 10 + product % 10 for product in products) % 5 == 0 and digits[6] != "7":
            return digits


Disguise = Callable[[random.Random, str], str]


def _wide(_: random.Random, text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


def _between(signs: Sequence[str]) -> Disguise:
    def put(chance: random.Random, text: str) -> str:
        return "".join(sign + (chance.choice(signs) if place < len(text) - 1 else "") for place, sign in enumerate(text))

    return put


def _plain(_: random.Random, text: str) -> str:
    return text


def _upper(_: random.Random, text: str) -> str:
    return text.upper()


def _defanged(_: random.Random, text: str) -> str:
    return text.replace(".", "[.]").replace("@", "[at]")


def _other_tai(_: random.Random, text: str) -> str:
    return text.replace("臺", "台")


def _chinese_digits(_: random.Random, text: str) -> str:
    return "".join(_DIGITS[int(sign)] if sign.isdigit() else sign for sign in text)


def _broken(_: random.Random, text: str) -> str:
    half = len(text) // 2
    return text[:half] + "\n" + text[half:]


def _mapped(table: dict[int, int]) -> Disguise:
    return lambda _, text: text.translate(table)


def _spoken(_: random.Random, text: str) -> str:
    return text.replace(".", " 點 ")


def _worded(chance: random.Random, text: str) -> str:
    return _chinese_digits(chance, text).replace(".", "點")


def _turned(_: random.Random, text: str) -> str:
    return text[::-1]


NAME = {
    "plain": _plain,
    "fillers": _between(_FILLERS),
    "short": _mapped(_SHORT),
    "turned": _turned,
    "blanks": _between((" ", "　")),
    "dots": _between(("．", "-", "・", "、")),
    "hidden": _between(_HIDDEN),
    "tai": _other_tai,
    "line": _broken,
}
NUMBER = {
    "plain": _plain,
    "arabic": lambda _, text: "".join(chr(0x0660 + int(sign)) if sign.isdigit() else sign for sign in text),
    "blanks": lambda _, text: " ".join(text),
    "wide": _wide,
    "hidden": _between(_HIDDEN),
    "chinese": _chinese_digits,
}
ENGLISH = {"alike": _mapped(_ALIKE), "misspelt": _mapped(_MISSPELT), "accents": _mapped(_ACCENTS)}
LATIN = {"plain": _plain, "upper": _upper, "wide": _wide, "hidden": _between(_HIDDEN)}
NUMBER_BEHIND = {"plain": _plain, "wide": _wide, "chinese": _chinese_digits}
NET = {"plain": _plain, "wide": _wide, "defanged": _defanged, "hidden": _between(_HIDDEN)}
TEXT = {"plain": _plain, "hidden": _between(_HIDDEN), "line": _broken}


def leaks_of(chance: random.Random, one: FirmSecrets, everything: Secrets) -> list[tuple[str, str, dict[str, Disguise]]]:
    """(kind, text, possible disguises) of everything that can be planted about one firm."""
    surname = chance.choice(_SURNAMES)
    fact = bare_middle(one.facts[0], 12)
    host = chance.choice(everything.hosts)
    return [
        ("name_full", one.names[0], NAME),
        ("name_short", one.names[1], NAME),
        ("name_stem", one.names[2] + "公司", NAME),
        ("name_former", one.names[3], NAME),
        ("name_english", one.names[4], {**LATIN, **ENGLISH}),
        ("name_english_part", one.names[4].split()[1] + " Securities", LATIN),
        ("name_masked", one.names[1][0] + "○證券", {"plain": _plain}),
        ("code", one.codes[0], NUMBER),
        ("code_letter", one.codes[1], LATIN),
        ("unified_number", one.unified_number, NUMBER),
        ("unified_number_parted", f"{one.unified_number[:4]}-{one.unified_number[4:]}", {"plain": _plain, "wide": _wide}),
        ("person_known", one.persons[0], {"plain": _plain, "blanks": _between((" ",)), "hidden": _between(_HIDDEN)}),
        (
            "person_titled",
            f"{surname}{chance.choice(_GIVEN)}{chance.choice(_GIVEN)}{chance.choice(_TITLES)}",
            {"plain": _plain, "hidden": _between(_HIDDEN)},
        ),
        ("person_masked", f"{surname}○○{chance.choice(_TITLES)}", {"plain": _plain}),
        ("address", one.addresses[0], {"plain": _plain, "tai": _other_tai, "hidden": _between(_HIDDEN), "wide": _wide}),
        ("phone", one.telephones[0], {"plain": _plain, "wide": _wide, "hidden": _between(_HIDDEN)}),
        ("phone_international", "+886-2-" + one.telephones[0][3:], {"plain": _plain, "wide": _wide}),
        (
            "phone_mobile",
            f"09{chance.randint(10, 89)}-{chance.randint(100, 999)}-{chance.randint(100, 999)}",
            {"plain": _plain, "wide": _wide},
        ),
        ("mail", f"audit{chance.randint(1, 99)}@lumen{_latin(chance.randint(1, 90))}.com.tw", NET),
        ("ipv4", f"10.{chance.randint(1, 250)}.{chance.randint(1, 250)}.{chance.randint(1, 250)}", NET),
        ("ipv4_masked", f"192.168.{chance.randint(1, 250)}.x", {"plain": _plain, "wide": _wide}),
        (
            "ipv6",
            f"2001:db8::{chance.randint(4096, 65000):x}:{chance.randint(4096, 65000):x}",
            {"plain": _plain, "upper": _upper, "wide": _wide},
        ),
        ("mac", ":".join(f"{chance.randint(16, 255):02x}" for _ in range(6)), {"plain": _plain, "upper": _upper, "wide": _wide}),
        ("url", f"https://trade.lumen{_latin(chance.randint(1, 90))}.com.tw/login", NET),
        (
            "host_known",
            host,
            {"plain": _plain, "upper": _upper, "wide": _wide, "unparted": lambda _, text: text.replace("-", "_")},
        ),
        ("host_formed", f"SRV-DMZ-{chance.randint(10, 99)}", {"plain": _plain, "wide": _wide, "hidden": _between(_HIDDEN)}),
        ("account", f"帳號 sysadm{chance.randint(10, 99)}", {"plain": _plain, "wide": _wide}),
        (
            "serial",
            f"FGT{chance.randint(10, 99)}E4Q{chance.randint(10**7, 10**8 - 1)}",
            {"plain": _plain, "wide": _wide, "hidden": _between(_HIDDEN)},
        ),
        ("figure", _figure(one), {"plain": _plain, "wide": _wide}),
        ("day", _day(one), {"plain": _plain, "wide": _wide}),
        ("copied_fact", fact, TEXT),
        ("name_romanised", _latin_of(chance, one.names[2], one.names[4]), {"plain": _plain, "upper": _upper, "wide": _wide}),
        ("name_market", one.names[2][0] + "證", {"plain": _plain}),
        (
            "person_addressed",
            f"{surname}{chance.choice(('君', '員', '女士', '經理'))}",
            {"plain": _plain, "blanks": _between((" ", "　")), "hidden": _between(_HIDDEN), "fillers": _between(_FILLERS)},
        ),
        ("person_turned", one.persons[0][1:] + one.persons[0][0], {"plain": _plain, "blanks": _between((" ",))}),
        ("person_romanised", _latin_of(chance, one.persons[0], one.names[4]), {"plain": _plain, "upper": _upper}),
        ("person_identity", _identity(chance), {"plain": _plain, "wide": _wide, "hidden": _between(_HIDDEN)}),
        (
            "ipv4_spoken",
            f"10.{chance.randint(0, 250)}.{chance.randint(0, 250)}.{chance.randint(1, 250)}",
            {"spoken": _spoken, "worded": _worded, "letters": lambda _, text: text.replace("1", "l").replace("0", "O", 1)},
        ),
        ("host_word", f"{chance.choice(('dbsrv', 'ordap', 'fw', 'trade'))}{chance.randint(1, 9):02d}", LATIN),
        ("host_shouted", chance.choice(("TRADEDB", "ORDSVR", "COREFW")), {"plain": _plain, "hidden": _between(_HIDDEN)}),
        ("host_named", "主機 finmart", {"plain": _plain, "wide": _wide}),
        ("stock_code", f"股票代號 {chance.randint(2800, 6099)}", NUMBER_BEHIND),
    ]


def _identity(chance: random.Random) -> str:
    while True:
        number = f"A{chance.randint(100_000_000, 199_999_999)}"
        if is_identity_number(number.casefold()):
            return number


def _latin_of(chance: random.Random, name: str, otherwise: str) -> str:
    """The name in Latin letters; where that is too short to be told from a word, another leak."""
    return chance.choice(sorted(romanised(name)) or [otherwise])


def bare_middle(text: str, length: int) -> str:
    start = text.index("管理者")
    return text[start : start + length]


def _figure(one: FirmSecrets) -> str:
    return one.facts[0].split()[1] + " 筆"


def _day(one: FirmSecrets) -> str:
    words = one.facts[1].split()
    return f"{words[3]} 月 {words[5]} 日"


CARRIERS = (
    "未定期檢視防火牆規則，查核人員於{leak}發現後已請其改善。",
    "部分公司（如{leak}）未依規定保存紀錄。",
    "{leak}之設定未留存核准文件。",
    "經抽查，{leak}，與應有作法不符。",
    "應訂定書面程序並指定專人辦理；另有{leak}未列管。",
)


def documents(made: Market, seed: int, count: int = 40, each: int = 10) -> tuple[Document, ...]:
    """Documents of standard wording with ``each`` leaks planted in every one; all kinds and disguises come in turn."""
    chance = random.Random(seed)
    turn = 0
    found = []
    wordings = [text for text in made.secrets.public if any("一" <= sign <= "鿿" for sign in text)]
    for _ in range(count):
        text, planted = "", []
        for _ in range(each):
            one = chance.choice(made.firms)
            choices = leaks_of(chance, one, made.secrets)
            kind, leak, disguises = choices[turn % len(choices)]
            name = sorted(disguises)[(turn // len(choices)) % len(disguises)]
            turn += 1
            disguised = disguises[name](chance, leak)
            before, after = chance.choice(CARRIERS).split("{leak}")
            text += chance.choice(wordings) + before
            planted.append(Planted(kind, name, len(text), len(text) + len(disguised)))
            text += disguised + after + "\n"
        found.append(Document(text, tuple(planted)))
    return tuple(found)


def clean(made: Market, seed: int, count: int = 20) -> tuple[str, ...]:
    """Notices without a leak: standard wording, figures and sentences of method."""
    chance = random.Random(seed)
    wordings = [text for text in made.secrets.public if text]
    notices = []
    for number in range(count):
        lines = [
            f"{100 + number} 年度證券商資通安全查核缺失",
            f"受查核證券商 {chance.randint(50, 66)} 家，查核 {chance.randint(60, 80)} 次。",
        ]
        for place in range(25):
            firms, bound = chance.randint(3, 20), chance.randint(21, 60)
            lines.append(f"（{place + 1}）{chance.choice(wordings)}")
            lines.append(
                f"缺失家數：{firms} 家，占適用家數 {bound} 家之 {firms / bound:.1%}；較前一年度增加 {chance.randint(1, 5)} 家。"
            )
        lines.append("本公告不揭露個別證券商之名稱，亦不構成對任何證券商之評價；規定有異動之項目不與前一年度比較。")
        notices.append("\n".join(lines))
    return tuple(notices)
