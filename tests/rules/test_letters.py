"""Rules of letters: the sample before approval, numbers given back, the next step, and the linter of templates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditdesk.errors import Refused
from auditdesk.rules.letters import LetterKind, demand_approval, demand_formats, next_step, released_last, sample
from auditdesk.rules.letters_fields import fields_of
from auditdesk.rules.letters_lint import lint

FIELDS = fields_of(LetterKind.RESULT, form=True)
LINES = [f"line-{number}" for number in range(64)]


def problems(text: str) -> list[tuple[str, str, str]]:
    return [(one.code.removeprefix("template_problem."), one.field, one.suggestion) for one in lint([("p 1", text)], FIELDS)]


@given(st.text(), st.sets(st.sampled_from(LINES)), st.integers(0, 64))
def test_at_least_three_letters_and_every_hinted_one_are_read(batch: str, hinted: set[str], count: int) -> None:
    lines = LINES[:count]
    chosen = sample(batch, lines, hinted)
    assert chosen == sample(batch, lines[::-1], hinted)
    assert chosen <= set(lines) and hinted & set(lines) <= chosen
    assert len(chosen - hinted) == min(3, len(set(lines) - hinted))


def test_another_batch_has_another_sample() -> None:
    assert len({sample(f"batch-{number}", LINES, ()) for number in range(20)}) > 10


@given(st.integers(0, 50), st.sets(st.integers(1, 50)))
def test_a_number_is_free_again_only_when_no_later_one_was_given_out(last: int, taken: set[int]) -> None:
    left = released_last(last, taken)
    assert left <= last and left not in taken
    assert all(number in taken for number in range(left + 1, last + 1))


def test_who_started_a_batch_or_has_not_read_its_sample_can_t_approve_it() -> None:
    for state, actor, unread, code in (
        ("stopped", "wang", (), "letters.wrong_state"),
        ("written", "lee", (), "four_eyes.author"),
        ("written", "wang", ("1",), "letters.unread"),
    ):
        with pytest.raises(Refused) as refused:
            demand_approval(state, "lee", actor, unread)
        assert refused.value.code == code
    demand_approval("written", "lee", "wang", ())


def test_formats_there_are_none_of_are_refused() -> None:
    for formats, sheets in (((), ()), (("pdf", "exe"), ()), (("pdf",), ("xlsx",))):
        with pytest.raises(Refused):
            demand_formats(formats, sheets)


@pytest.mark.parametrize(
    ("changes", "step"),
    [
        ({"approved": False}, "approve"),
        ({"dispatched": False}, "dispatch"),
        ({}, "wait"),
        ({"today": date(2020, 3, 7)}, "remind"),
        ({"today": date(2020, 3, 6)}, "wait"),
        ({"replied": True}, "take_answers"),
        ({"answered": 4}, "recheck"),
        ({"answered": 4, "remedied": 4}, "close"),
        ({"answered": 4, "remedied": 4, "closed": 4}, "closing"),
        ({"kind": "closing"}, "none"),
    ],
)
def test_the_next_step_follows_from_what_came_of_a_letter(changes: dict, step: str) -> None:
    standing = {"approved": True, "dispatched": True, "replied": False, "findings": 4, "answered": 0, "remedied": 0, "closed": 0}
    told = {"kind": "result", **standing, "reply_by": date(2020, 3, 6), "today": date(2020, 2, 1)} | changes
    assert next_step(told.pop("kind"), **told) == step


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ firm_nmae }}", ("unknown_field", "firm_nmae", "firm_name")),
        ("{{ firm name }}", ("broken", "firm name", "firm_name")),
        ("｛｛firm_name｝｝", ("full_width", "｛｛", "{{")),
        ("{{ firm_name", ("unclosed", "{{", "")),
        ("{firm_name}", ("single_brace", "{firm_name}", "{{ firm_name }}")),
        ("{% for finding in findings %}", ("loop_not_closed", "for", "endfor")),
        ("{% endfor %}", ("not_opened", "endfor", "for")),
        ("{%tr for f in findings %}{{ f.fact }}{%tr endfor %}", ("unknown_part", "f.fact", "f.facts")),
        ("{% for f in finding %}{% endfor %}", ("no_list", "finding", "findings")),
        ("{% fore f in findings %}", ("unknown_tag", "fore", "for")),
        ("{{ firm_name|uper }}", ("unknown_filter", "uper", "upper")),
        ("{{ findings.number }}", ("unknown_part", "findings.number", "")),
    ],
)
def test_a_mistake_is_told_with_what_was_likely_meant(text: str, told: tuple[str, str, str]) -> None:
    assert told in problems(text)


def test_a_broken_loop_hides_no_misspelt_field_elsewhere() -> None:
    pieces = [("p 1", "{% for f in findings %}"), ("p 2", "{{ nubmer }}"), ("p 3", "{% endif %} {{ firm_nam }}")]
    found = {(one.where, one.field) for one in lint(pieces, FIELDS)}
    assert {("p 1", "for"), ("p 2", "nubmer"), ("p 3", "endif"), ("p 3", "firm_nam")} <= found


def test_what_a_template_may_say_is_not_complained_of() -> None:
    text = "{% if findings_count > 3 and not recipient %}{{ number }}{% else %}{{ findings|length }}{% endif %}"
    text += "{%p for f in findings %}{{ loop.index }}{{ f.number }}{%p endfor %}{{r subject }}{# a remark #}"
    assert problems(text) == []


_TOKENS = [
    "{{",
    "}}",
    "{%",
    "%}",
    "for x in findings",
    "endfor",
    "if",
    "endif",
    "firm_name",
    "｛｛",
    "{",
    "}",
    "|",
    ".",
    "(",
    "[",
    "'",
    " ",
    "\n",
    "x.facts",
]


@given(st.lists(st.tuples(st.just("p"), st.one_of(st.text(), st.lists(st.sampled_from(_TOKENS)).map("".join))), max_size=5))
def test_no_text_makes_the_linter_fail(pieces: list[tuple[str, str]]) -> None:
    for one in lint(pieces, FIELDS):
        assert one.code.startswith("template_problem.")
