"""No planted leak is missed, whatever kind it is and however it is disguised; clean notices pass."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditdesk.model.leaks import FirmSecrets, LeakKind, Secrets
from auditdesk.rules.leak_flags import flags_of, without_clause
from auditdesk.rules.leak_guard.guard import LeakGuard
from tests.bench.leaks import missed
from tests.leaks.corpus import Document, Market, Planted, clean, documents, leaks_of, market

FIRM = FirmSecrets(
    names=("晨曦示範綜合證券股份有限公司", "晨曦示範", "舊光示範證券股份有限公司", "Morning Demo Securities Co., Ltd."),
    codes=("9901", "99Zc"),
    unified_number="12345675",
    addresses=("臺北市信義區範例路3段7號5樓",),
    telephones=("02-87654321",),
    persons=("王示範",),
    facts=("抽查 37 台伺服器，主機 SRV-DB01 之特權密碼為空白，最近一次修補為 108 年 3 月 12 日，未修補之弱點共 1,284 筆。",),
)
BY_HAND = [
    line.split("\t")
    for line in (Path(__file__).parent / "by_hand.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture(scope="module")
def made() -> Market:
    return market(7)


@pytest.fixture(scope="module")
def guard(made) -> LeakGuard:
    return LeakGuard(made.secrets)


@pytest.fixture(scope="module")
def own(made) -> LeakGuard:
    return LeakGuard(Secrets((FIRM,), public=made.secrets.public))


def test_four_hundred_planted_leaks_of_all_kinds_in_forty_documents_are_all_found(made, guard):
    papers = documents(made, 7)
    planted = [one for paper in papers for one in paper.planted]
    assert len(papers) >= 30 and len(planted) >= 300 and len({one.kind for one in planted}) > 40
    assert [(one.kind, one.disguise) for paper in papers for one in missed(guard, paper)] == []


def test_clean_notices_raise_hardly_any_alarm(made, guard):
    notices = clean(made, 7)
    alarms = sum(len(guard.check(notice)) for notice in notices)
    assert alarms * 1000 <= 5 * sum(len(notice) for notice in notices)


@pytest.mark.parametrize(("kind", "text"), BY_HAND)
def test_each_line_written_by_hand(own, kind, text):
    found = {leak.kind for leak in own.check(text)}
    assert found == set() if kind == "clean" else found, text
    if kind != "clean":
        assert LeakKind(kind) in found, (text, found)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 41), st.data())
def test_any_leak_in_any_disguise_between_any_words_is_found(made, guard, seed, kind, data):
    chance = random.Random(seed)
    one = data.draw(st.sampled_from(made.firms))
    name, leak, disguises = leaks_of(chance, one, made.secrets)[kind]
    disguise = data.draw(st.sampled_from(sorted(disguises)))
    before = data.draw(st.sampled_from(("", "如", "（", "經查，", "其中 ")))
    text = disguises[disguise](chance, leak)
    document = Document(f"{before}{text}，未留存紀錄。", (Planted(name, disguise, len(before), len(before) + len(text)),))
    assert missed(guard, document) == ()


def test_a_flag_keeps_its_id_while_its_words_stand(own):
    text = "未保存，如晨曦示範證券僅保存 180 日；晨曦示範亦同。"
    first = [flag.id for flag in flags_of("a", "zh", own.check(text))]
    moved = [flag.id for flag in flags_of("a", "zh", own.check("另。" + text))]
    assert len(first) == len(set(first)) == 2 and first == moved
    assert [flag.id for flag in flags_of("b", "zh", own.check(text))] != first


@pytest.mark.parametrize(
    ("text", "word", "left"),
    [
        ("未依規定至少保存三年，如示範丙證券僅保存 180 日。", "示範丙證券", "未依規定至少保存三年。"),
        ("正式網段有測試主機（192.0.2.15）。", "192.0.2.15", "正式網段有測試主機。"),
        ("經資訊部張樣本經理確認未設專人檢視。", "張樣本經理", None),
        ("防火牆過鬆，SRV-DMZ-07 對網段開放。", "SRV-DMZ-07", None),
    ],
)
def test_an_example_or_a_bracket_goes_as_a_whole_and_a_sentence_does_not(text, word, left):
    start = text.index(word)
    assert without_clause(text, start, start + len(word)) == left
