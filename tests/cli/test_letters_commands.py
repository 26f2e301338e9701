"""Letters from the shell: preflight, reminders, the register, the linter of templates."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditdesk import demo


@pytest.fixture
def run(demo_home: Path, auditdesk):
    def call(*arguments: str, login: str = demo.CLERK, expect: int = 0):
        done = auditdesk("--today", "2020-04-01", *arguments, home=demo_home, login=login)
        assert done.code == expect, (done.out, done.err)
        return done.json

    return call


def test_reminders_are_written_approved_sent_and_answered_from_the_shell(run, tmp_path: Path) -> None:
    due = run("letters", "preflight", "--year", "2019", "--template", "reminder")["due"]
    assert len(due) > 10
    code = due[0]["code"]
    done = run("letters", "remind", "--year", "2019", "--out", str(tmp_path / "out"), "--firm", code, "--format", "pdf,docx")
    (letter,) = done["letters"]
    assert letter["firm"] == code and len(letter["files"]) == 2 and Path(done["manifest"]).is_file() and not done["resumed"]
    told = run("letters", "approve", done["batch"], login=demo.SUPERVISOR, expect=1)
    assert told["error"]["code"] == "letters.unread"
    run("letters", "open", letter["number"], "--to", str(tmp_path / "read.pdf"), login=demo.SUPERVISOR)
    assert run("letters", "approve", done["batch"], login=demo.SUPERVISOR)["state"] == "approved"
    sent = run("letters", "dispatch", letter["number"], "--way", "郵寄")["letters"]
    assert [one["dispatched_on"] for one in sent] == ["2020-04-01"]
    assert run("letters", "reply", letter["number"], "--reference", "甲字第1號")["letters"][0]["reply_number"] == "甲字第1號"
    assert {one["letter_kind"] for one in run("letters", "track", "--year", "2019")["letters"]} == {"result", "reminder"}


def test_the_linter_names_every_mistake_and_ends_with_3(run, tmp_path: Path) -> None:
    from docx import Document

    paper = Document()
    paper.add_paragraph("受文者：{{ firm_nmae }}")
    paper.add_paragraph("{% for f in findings %}")
    paper.add_table(1, 1).cell(0, 0).text = "｛｛ number ｝｝"
    paper.sections[0].footer.paragraphs[0].text = "{{ no_such_thing }}"
    paper.save(str(tmp_path / "third-party.docx"))
    found = run("letters", "check-template", str(tmp_path / "third-party.docx"), expect=3)["problems"]
    assert {"firm_nmae", "for", "｛｛", "｝｝", "no_such_thing"} <= {one["field"] for one in found}
    assert all(one["where"] and one["message"] for one in found)
    run("letters", "templates", "export", "--to", str(tmp_path / "form.docx"))
    run("letters", "templates", "export", "--to", str(tmp_path / "result.json"))
    for name in ("form.docx", "result.json"):
        assert run("letters", "check-template", str(tmp_path / name))["problems"] == []
