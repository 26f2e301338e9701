"""What a working paper says of the visit before."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from auditdesk.documents.paper_words import Say


@pytest.mark.parametrize(
    ("now", "told"), [("deficient", "不符\n重複缺失"), ("conform", "不符\n前次有缺失"), (None, "不符\n前次有缺失")]
)
def test_a_deficiency_of_the_visit_before_is_a_repeated_one_only_where_the_item_is_deficient_now(now, told):
    item = SimpleNamespace(previous="deficient", previous_same_text=True, previous_note="", repeated=True, judgement=now)
    assert Say(SimpleNamespace(), "zh_TW").previous(item) == told
