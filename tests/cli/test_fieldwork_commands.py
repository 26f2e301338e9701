"""Commands: what the fieldwork screen does to a visit has a twin in the shell."""

from __future__ import annotations

from functools import partial

import pytest

from auditdesk import demo

ITEM = "CC-17010-03"


@pytest.fixture
def ask(auditdesk, demo_home):
    return partial(auditdesk, home=demo_home, login=demo.SUPERVISOR)


@pytest.fixture
def visit(ask):
    return ask("visits", "open", "ZX01", "--on", "2019-12-20").json["visit"]


def test_a_visit_is_noted_flagged_assigned_and_undone(ask, visit):
    noted = ask("visits", "note", visit, "機櫃 #17010-3", "--finding")
    assert noted.code == 0 and noted.json["state"] == "finding"
    assert ask("visits", "flag", visit, "17010-4").json["item"] == "CC-17010-04"
    assert ask("visits", "assign", visit, "CC-17010", demo.SUPERVISOR).json["assigned"] == demo.SUPERVISOR
    shown = ask("visits", "show", visit).json
    line = next(one for one in shown["answers"] if one["item"] == ITEM)
    assert line["judgement"] == "deficient" and len(line["findings"]) == 1
    assert next(one for one in shown["sections"] if one["code"] == "CC-17010")["deficient"] == 1
    assert [ask("visits", "undo", visit).json["step"] for _ in range(3)] == ["undo.assign", "undo.flag", "undo.note_finding"]
    assert ask("visits", "undo", visit, "--redo").json["step"] == "undo.note_finding"


def test_a_note_gets_other_words_by_its_own_visit_alone(ask, visit):
    noted = ask("visits", "note", visit, "機櫃未上所").json["note"]
    assert ask("visits", "note", visit, "機櫃未上鎖", "--instead-of", noted).json["text"] == "機櫃未上鎖"
    assert [note["text"] for note in ask("visits", "show", visit).json["unsorted_notes"]] == ["機櫃未上鎖"]
    assert ask("visits", "note", visit, "x", "--instead-of", noted, "--remark").code == 2
    other = ask("visits", "note", visit, "x", "--instead-of", "unheard-of")
    assert (other.code, other.json["error"]["code"]) == (1, "note.unknown")


def test_a_draft_is_edited_field_by_field_deleted_and_restored(ask, visit):
    ask("visits", "note", visit, "機櫃 #17010-3", "--finding")
    number = next(one for one in ask("visits", "show", visit).json["answers"] if one["item"] == ITEM)["findings"][0]
    edited = ask(
        "findings", "edit", number, "--facts", "堃喆", "--severity", "low", "--severity-reason", "備援", "--location", "B2"
    )
    assert (edited.json["facts"], edited.json["severity"], edited.json["locations"]) == ("堃喆", "low", ["B2"])
    stale = ask("findings", "edit", number, "--facts", "mine", "--seen", "1")
    assert (stale.code, stale.json["error"]["code"]) == (4, "record.changed")
    assert ask("findings", "delete", number).json["deleted"] is True
    assert ask("findings", "restore", number).json == {"finding": number, "deleted": False}
    assert [row["finding"] for row in ask("findings", "list", "--text", "堃喆").json["findings"]] == [number]


def test_a_visit_with_something_missing_is_handed_in_with_reasons_but_not_signed_off_by_oneself(ask, visit):
    missing = ask("visits", "xray", visit)
    assert missing.code == 1 and missing.json["total"] == len(missing.json["lines"]) > 0
    refused = ask("visits", "submit", visit)
    assert (refused.code, refused.json["error"]["code"]) == (1, "visit.not_clean")
    assert ask("visits", "submit", visit, "--reason-for-all", "停業").json["standing"] == "submitted"
    own = ask("visits", "sign-off", visit)
    assert (own.code, own.json["error"]["code"]) == (1, "four_eyes.author")
