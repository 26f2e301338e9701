"""Letters from the shell: preflight, batches, approval, signature, the post room, reminders, the linter of templates."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import PASSPHRASE
from tests.services.letters_office import CLERK, SUPERVISOR, code_of, make_office, name_of
from tests.services.test_notice_signing import certificate


@pytest.fixture(scope="module")
def made_office(tmp_path_factory) -> Path:
    home = tmp_path_factory.mktemp("letters") / "workspace"
    make_office(home, 2)
    return home


@pytest.fixture
def run(made_office: Path, tmp_path: Path, auditdesk):
    home = tmp_path / "workspace"
    shutil.copytree(made_office, home, ignore=shutil.ignore_patterns("*.lock"))

    def call(*arguments: str, login: str = CLERK, expect: int = 0, today: str = "2021-01-05"):
        done = auditdesk("--today", today, *arguments, home=home, login=login, passphrase=PASSPHRASE)
        assert done.code == expect, (done.out, done.err)
        return done.json

    return call


def test_letters_go_from_the_preflight_to_the_firms_answer(run, tmp_path: Path, monkeypatch) -> None:
    found = run("letters", "preflight", "--year", "2020")
    assert [one["code"] for one in found["due"]] == [code_of(0), code_of(1)]
    refused = run("letters", "batch", "--year", "2020", "--out", str(tmp_path / "out"), "--copy", f"{name_of(2)}", expect=1)
    assert refused["error"]["code"] == "letters.copy_to_firm"
    done = run(
        "letters", "batch", "--year", "2020", "--out", str(tmp_path / "out"), "--format", "pdf,docx", "--copy", "證券期貨局"
    )
    assert [letter["firm"] for letter in done["letters"]] == [code_of(0), code_of(1)] and not done["resumed"]
    assert all(len(letter["files"]) == 2 for letter in done["letters"]) and Path(done["manifest"]).is_file()
    told = run("letters", "approve", done["batch"], login=SUPERVISOR, expect=1)
    assert told["error"]["code"] == "letters.unread"
    for number in done["sample"]:
        run("letters", "open", number, "--to", str(tmp_path / "read.pdf"), login=SUPERVISOR)
    assert run("letters", "approve", done["batch"], login=SUPERVISOR)["state"] == "approved"
    monkeypatch.setenv("AUDITDESK_CERTIFICATE_PASSWORD", "pass")
    key = certificate(tmp_path / "office.p12", 2020, 2022).path
    assert run("letters", "sign", done["batch"], expect=1)["error"]["code"] == "signing.nothing_named"
    signed = run("letters", "sign", done["batch"], "--sign", str(key))
    assert len(signed["files"]) == 2 and b"/ByteRange" in Path(signed["files"][0]["path"]).read_bytes()
    opened = run("letters", "open", done["sample"][0], "--to", str(tmp_path / "again.pdf"), login=SUPERVISOR)
    assert opened["signed"][0] in [one["path"] for one in signed["files"]], "what is made again says where the signed file is"
    for command, name in (("envelopes", "c5.pdf"), ("addresses", "list.ods"), ("merge", "merge.csv")):
        assert run("letters", command, done["batch"], "--to", str(tmp_path / name)) == {
            "file": str(tmp_path / name),
            "letters": 2,
        }
    numbers = [letter["number"] for letter in done["letters"]]
    sent = run("letters", "dispatch", *numbers, "--way", "郵寄")["letters"]
    assert {one["dispatched_on"] for one in sent} == {"2021-01-05"}
    assert run("letters", "reply", numbers[0], "--reference", "甲字第1號")["letters"][0]["reply_number"] == "甲字第1號"
    remind = ("letters", "remind", "--year", "2020", "--out", str(tmp_path / "out"))
    reminded = run(*remind, today="2021-04-01")["letters"]
    assert [letter["firm"] for letter in reminded] == [code_of(1)]
    kinds = {one["letter_kind"] for one in run("letters", "track", "--year", "2020", today="2021-04-01")["letters"]}
    assert kinds == {"result", "reminder"} and run("verify")["ok"]


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
    for kind in ("result", "closing"):
        run("letters", "templates", "export", "--to", str(tmp_path / "form.docx"), "--kind", kind)
        run("letters", "templates", "export", "--to", str(tmp_path / "result.json"), "--kind", kind)
        for name in ("form.docx", "result.json"):
            assert run("letters", "check-template", str(tmp_path / name), "--kind", kind)["problems"] == []
