"""Nothing that tells which firm is meant passes the guard, however it is disguised; ordinary words of the rules do."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditdesk.model.leaks import FirmSecrets, LeakKind, Secrets
from auditdesk.rules.leak_guard.detectors import is_unified_number
from auditdesk.rules.leak_guard.guard import LeakGuard
from auditdesk.rules.leak_guard.numerals import chinese_number
from auditdesk.rules.leak_guard.persons import is_identity_number
from auditdesk.services.shipped_rules import read_shipped_rules

FIRM = FirmSecrets(
    names=("晨曦示範綜合證券股份有限公司", "晨曦示範", "舊光示範證券股份有限公司", "Morning Demo Securities Co., Ltd."),
    codes=("9901", "99Zc"),
    unified_number="12345675",
    addresses=("臺北市信義區範例路3段7號5樓",),
    telephones=("02-87654321",),
    persons=("王示範",),
    facts=("抽查 37 台伺服器，主機 SRV-DB01 之特權密碼為空白，最近一次修補為 108 年 3 月 12 日，未修補之弱點共 1,284 筆。",),
)
OTHER = FirmSecrets(
    names=("遠山示範證券股份有限公司", "第一示範證券", "第一"),
    codes=("9902",),
    facts=("抽查 12 台伺服器，最近一次修補為 108 年 5 月 6 日。",),
)


@pytest.fixture(scope="module")
def public() -> tuple[str, ...]:
    edition = next(edition for edition in read_shipped_rules().editions if edition.id == "2019-10-25")
    patterns = [text for pattern in edition.patterns for text in (pattern.wording, pattern.expected_standard)]
    return tuple(text for each in (*patterns, *(item.summary for item in edition.items)) for text in (each.zh, each.en))


@pytest.fixture(scope="module")
def guard(public) -> LeakGuard:
    return LeakGuard(Secrets(firms=(FIRM, OTHER), persons=("林查核",), hosts=("fw-core-1",), public=public))


def kinds(guard: LeakGuard, text: str) -> set[LeakKind]:
    return {leak.kind for leak in guard.check(text)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("晨曦公司之防火牆規則未檢視", LeakKind.FIRM_NAME),
        ("晨 曦 證 券", LeakKind.FIRM_NAME),
        ("晨．曦－示．範", LeakKind.FIRM_NAME),
        ("晨○示範證券未修補", LeakKind.FIRM_NAME),
        ("ＭＯＲＮＩＮＧ　ｄｅｍｏ 的系統", LeakKind.FIRM_NAME),
        ("前身為舊光示範", LeakKind.FIRM_NAME),
        ("代號9901之公司", LeakKind.FIRM_CODE),
        ("代號九九〇一", LeakKind.FIRM_CODE),
        ("分點 99zc", LeakKind.FIRM_CODE),
        ("統編 1234-5675", LeakKind.UNIFIED_NUMBER),
        ("統編１２３４５６７５", LeakKind.UNIFIED_NUMBER),
        ("另一統編 04595257", LeakKind.UNIFIED_NUMBER),
        ("由王示範說明", LeakKind.PERSON),
        ("陳大文協理表示", LeakKind.PERSON),
        ("林某員工", LeakKind.PERSON),
        ("查核人員林查核", LeakKind.PERSON),
        ("範例路三段7號", LeakKind.ADDRESS),
        ("新北市板橋區測試街12號3樓", LeakKind.ADDRESS),
        ("電話 (02)8765-4321", LeakKind.PHONE),
        ("分機請撥 0912-345-678", LeakKind.PHONE),
        ("信箱 it@example.com.tw", LeakKind.EMAIL),
        ("信箱 it (at) example.com", LeakKind.EMAIL),
        ("連線 10.1.2.3", LeakKind.IP_ADDRESS),
        ("連線 10[.]1[.]2[.]3/24", LeakKind.IP_ADDRESS),
        ("連線 １９２．１６８．０．１", LeakKind.IP_ADDRESS),
        ("位址 2001:db8::ff00:42:8329", LeakKind.IP_ADDRESS),
        ("網卡 00:1a:2b:3c:4d:5e", LeakKind.MAC_ADDRESS),
        ("網址 https://trade.example.com/login", LeakKind.URL),
        ("主機 db1.example.com.tw", LeakKind.HOST),
        ("主機 srv db01 之密碼", LeakKind.HOST),
        ("設備 FW_CORE_1", LeakKind.HOST),
        ("帳號 sysadm01 未停用", LeakKind.ACCOUNT),
        ("序號 FGT60E4Q17001234", LeakKind.SERIAL),
        ("其中 37 台未更新", LeakKind.FIGURE),
        ("弱點計 1284 個", LeakKind.FIGURE),
        ("於 3 月 12 日修補", LeakKind.DAY),
        ("於 2019/3/12 修補", LeakKind.DAY),
        ("特權密碼為空白，最近一次", LeakKind.COPIED_FACT),
        ("M\u043erning Dem\u043e Securities", LeakKind.FIRM_NAME),
        ("\u039corning Demo 的系統", LeakKind.FIRM_NAME),
        ("經陳先生同意", LeakKind.PERSON),
        ("由林經理核准", LeakKind.PERSON),
        ("approved by Mr. Chen", LeakKind.PERSON),
        ("沿用 admin01 帳號", LeakKind.ACCOUNT),
        ("共用 \\\\files1\\open", LeakKind.HOST),
        ("測試街 12 之 3 號", LeakKind.ADDRESS),
    ],
)
def test_a_planted_leak_is_found(guard, text, kind):
    assert kind in kinds(guard, text)


def test_the_rules_and_the_standard_wording_give_nobody_away(guard, public):
    assert [leak for text in public for leak in guard.check(text)] == []


def test_the_standard_wording_raises_no_alarm_even_where_nobody_told_the_guard_of_it(public):
    stranger = LeakGuard(Secrets(firms=(FIRM, OTHER), persons=("林查核",), hosts=("fw-core-1",)))
    assert [(leak.kind, leak.text) for text in public for leak in stranger.check(text)] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三十七", 37),
        ("一千二百八十四", 1284),
        ("一二八四", 1284),
        ("十", 10),
        ("二十萬零五", 200_005),
        ("兩百", 200),
        ("甲", None),
    ],
)
def test_a_number_in_characters_has_its_value(text, value):
    assert chinese_number(text) == value


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Firms with a deficiency, by segment of the market", False),
        ("Segment of the firms audited", False),
        ("Segment Securities kept no log.", True),
        ("One firm, Segment, kept no log.", True),
        ("SEGMENT Corp. kept no log.", True),
    ],
)
def test_a_firm_named_by_an_ordinary_word_of_the_notice_is_found_where_the_word_is_its_name(text, told):
    firm = FirmSecrets(names=("區隔示範證券股份有限公司", "Segment Securities Corporation"))
    guard = LeakGuard(Secrets(firms=(firm,), public=("Audits are graded by segment and business.",)))
    assert (LeakKind.FIRM_NAME in kinds(guard, text)) is told


def test_an_identity_number_is_told_by_its_check_digit():
    assert is_identity_number("a123456789") and not is_identity_number("a123456788")


@pytest.mark.parametrize(
    "text",
    [
        "108 年度受查證券商共 58 家，計有 31 項缺失。",
        "第一類缺失係指未訂定規範者。",
        "統一編號欄位未遮罩。",
        "CC-17010 網路安全管理，計 12 家次。",
        "高階經理人應每年檢視。",
        "曾經理賠、王牌及 DR 演練、MS SQL 之帳號，AD 帳號及 Windows 帳號均應納管。",
        "自 2019 年 11 月 30 日起適用。",
        "9901 年、19901、A9901B 均非代號。",
    ],
)
def test_figures_codes_and_words_of_a_clean_notice_pass(guard, text):
    assert guard.check(text) == ()


NAMES = ("晨曦示範證券", "遠山示範", "舊光示範")


@given(
    name=st.sampled_from(NAMES),
    gaps=st.lists(st.sampled_from(["", " ", "　", "-", "．", "、", "\u200b", "\u2060", "*", "/"]), min_size=6, max_size=6),
    before=st.text(alphabet="應訂定之規範，。 ", max_size=8),
)
def test_a_name_is_found_whatever_is_put_between_its_characters(guard, name, gaps, before):
    text = before + "".join(sign + gap for sign, gap in zip(name, gaps, strict=False))
    assert LeakKind.FIRM_NAME in kinds(guard, text)


@given(
    parts=st.lists(st.integers(0, 255), min_size=4, max_size=4),
    dot=st.sampled_from([".", " 點 ", "點", "[.]", "。", "．", " dot ", "(點)"]),
    digits=st.sampled_from(["0123456789", "０１２３４５６７８９", "零一二三四五六七八九", "٠١٢٣٤٥٦٧٨٩"]),
)
def test_an_address_is_found_however_it_is_spelt_out(guard, parts, dot, digits):
    text = "連線 " + dot.join("".join(digits[int(sign)] for sign in str(part)) for part in parts) + " 之主機"
    assert LeakKind.IP_ADDRESS in kinds(guard, text)


@given(
    st.sampled_from(["陳", "林", "許", "方", "何"]),
    st.sampled_from(["君", "員", "女士", "經理"]),
    st.sampled_from(["", " ", "　", "\u3164"]),
)
def test_somebody_addressed_by_surname_is_found(guard, surname, title, gap):
    assert LeakKind.PERSON in kinds(guard, f"經{surname}{gap}{title}同意後開放。")


@given(st.sampled_from(["morning demo", "9901", "12345675", "srv-db01", "it@example.com", "10.1.2.3"]))
def test_full_width_and_capital_letters_hide_nothing(guard, text):
    wide = "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text.upper())
    assert unicodedata.normalize("NFKC", wide) == text.upper()
    assert kinds(guard, wide) == kinds(guard, text) != set()


@given(st.text(max_size=80))
def test_every_leak_tells_where_it_stands_and_none_overlap(guard, text):
    leaks = guard.check(text)
    assert all(text[leak.start : leak.end] == leak.text and leak.text for leak in leaks)
    assert all(one.end <= other.start for one, other in itertools.pairwise(leaks))


def test_the_check_digit_of_a_unified_number():
    assert is_unified_number("12345675") and is_unified_number("04595257")
    assert not is_unified_number("12345678") and not is_unified_number("1234567")


def test_digits_of_a_hash_are_no_number_of_anybody(guard):
    digest = "3f5ca1e9" + "0" * 8 + FIRM.unified_number + "b" * 40
    assert len(digest) == 64 and guard.check(f"{digest}  notice-108-N01.pdf\n") == ()
    (leak,) = guard.check(f"{digest} {FIRM.unified_number}")
    assert leak.kind is LeakKind.UNIFIED_NUMBER and leak.start == 65
