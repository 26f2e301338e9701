from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditdesk.documents.pdf.line_breaker import NOT_AT_END, NOT_AT_START, UNITS, break_lines


def width_of(character: str) -> float:
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5


def lines_of(text: str, room: float, first_room: float | None = None) -> list[str]:
    return [line.text for line in break_lines(text, width_of, room, first_room)]


IDEOGRAPHS = st.sampled_from("證券商資通安全查核缺失公告年月日")
CLOSING = st.sampled_from("。，、；：！？」』）》〉】…％")
OPENING = st.sampled_from("「『（《〈【")
WORDS = st.text(alphabet="ABCxyz0189-./", min_size=1, max_size=8)
PROSE = st.lists(
    st.one_of(IDEOGRAPHS, IDEOGRAPHS, IDEOGRAPHS, WORDS, st.just(" "), st.tuples(IDEOGRAPHS, CLOSING).map("".join), OPENING),
    max_size=120,
).map("".join)
ANYTHING = st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=120)


@given(st.one_of(PROSE, ANYTHING), st.floats(1.0, 40.0))
def test_nothing_is_lost_and_nothing_passes_the_frame(text: str, room: float) -> None:
    lines = break_lines(text, width_of, room)
    squeezed = "".join(text.split(" ")).replace("\t", "")
    assert "".join(line.text for line in lines).replace(" ", "") == squeezed
    for line in lines:
        assert line.width == pytest.approx(sum(map(width_of, line.text)))
        assert line.width <= room + 1e-5 or len(line.text.strip()) == 1


@given(PROSE, st.integers(30, 60))
def test_no_line_starts_with_a_closing_sign_or_ends_with_an_opening_one(text: str, room: int) -> None:
    lines = lines_of("字" + text + "字", room)
    if any(sum(map(width_of, run)) > room for run in held_together(text)):
        return
    for line in lines[1:]:
        assert not line or line[0] not in NOT_AT_START or line[0].isascii(), lines
    for line in lines[:-1]:
        assert not line or line[-1] not in NOT_AT_END, lines


def held_together(text: str) -> list[str]:
    """Runs in which no break is allowed, so long that they may have to be cut."""
    runs = [""]
    for before, after in zip(" " + text, text, strict=False):
        bound = before in NOT_AT_END or after in NOT_AT_START or after in UNITS or (before.isascii() and after.isascii())
        if bound:
            runs[-1] += after
        else:
            runs.append(before + after)
    return runs


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("防火牆紀錄，應保存三年。", 5, ["防火牆紀", "錄，應保存", "三年。"]),
        ("紀錄應依「規範」保存", 5, ["紀錄應依", "「規範」保", "存"]),
        ("版本 Windows Server", 5, ["版本", "Windows", "Server"]),
        ("at information-security", 6.5, ["at", "information-", "security"]),
        ("代碼CC-17010之規定", 4, ["代碼", "CC-17010", "之規定"]),
        ("計 108 年度", 3, ["計", "108 年", "度"]),
        ("一\n二", 9, ["一", "二"]),
        ("等等……完", 3, ["等", "等……", "完"]),
        ("", 9, [""]),
    ],
)  # fmt: skip
def test_lines_break_where_a_reader_expects_it(text: str, room: float, lines: list[str]) -> None:
    assert lines_of(text, room) == lines


def test_a_word_wider_than_the_line_is_cut_where_addresses_may_be() -> None:
    assert lines_of("見 https://example.com/login?next=/trade", 8) == ["見 https://", "example.com/", "login?next=/", "trade"]


def test_a_run_of_closing_signs_wider_than_the_line_is_cut_rather_than_hung_out() -> None:
    assert max(len(line) for line in lines_of("字" + "。" * 30, 5)) <= 5


def test_a_narrow_first_line_takes_less() -> None:
    assert lines_of("一二三四五六七", 4, 2) == ["一二", "三四五六", "七"]


def test_only_the_last_line_of_a_paragraph_does_not_go_on() -> None:
    assert [line.goes_on for line in break_lines("一二三\n四", width_of, 2)] == [True, False, False]
