"""Reply sheets: keys that nobody can make up, text that stays text, sheets that are none."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditdesk.errors import BadInput
from auditdesk.exchange.reply_sheets import claim_of, finding_of, make_key, read_reply_sheet, write_reply_sheet
from auditdesk.exchange.tables_out import ListTable, write_table
from auditdesk.model.remedy_rows import Claim, SheetRow
from auditdesk.words import Words

SECRET = b"s" * 32
UIDS = st.uuids().map(str)


@given(UIDS, st.binary(min_size=16, max_size=40))
def test_a_key_names_its_finding_under_its_own_secret_only(uid, other):
    key = make_key(uid, SECRET)
    assert finding_of(f" {key[:9].lower()}-{key[9:]} ", SECRET) == uid
    assert other == SECRET or finding_of(key, other) is None


@given(UIDS, st.integers(0, 40), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567019é"))
def test_a_key_with_one_character_changed_is_none_of_ours(uid, place, sign):
    key = make_key(uid, SECRET)
    place %= len(key)
    changed = key[:place] + sign + key[place + 1 :]
    assert changed == key or finding_of(changed, SECRET) is None


@given(st.text(max_size=60))
def test_other_text_is_no_key(text):
    assert finding_of(text, SECRET) is None


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_what_looks_like_a_formula_is_written_and_read_as_text(tmp_path, suffix):
    key = make_key(str(uuid.uuid4()), SECRET)
    path = tmp_path / f"sheet{suffix}"
    write_reply_sheet([SheetRow(key, "108-F0001", "17010-03", "=1+1", "@SUM(A1)", None)], path)
    rows, problems, _ = read_reply_sheet(path)
    assert [(row.row, row.key, row.number, row.reply) for row in rows] == [(2, key, "108-F0001", "")] and not problems


def test_a_sheet_without_our_headings_or_with_one_twice_is_refused(tmp_path):
    path = tmp_path / "list.xlsx"
    write_table(path, ListTable("x", ("代號", "名稱"), [("1", "2")]))
    with pytest.raises(BadInput) as bad:
        read_reply_sheet(path)
    assert bad.value.code == "reply_sheet.no_heading"
    words = Words()
    key, reply = words.say("reply_sheet.key"), words.say("reply_sheet.reply")
    write_table(path, ListTable("x", (key, reply, reply), [("1", "2", "3")]))
    with pytest.raises(BadInput) as bad:
        read_reply_sheet(path)
    assert bad.value.code == "reply_sheet.twice"


def test_a_claim_is_read_in_either_language():
    assert [claim_of(text) for text in ("已改善", "done", " ", "大概吧")] == [Claim.DONE, Claim.DONE, Claim.UNSAID, None]
