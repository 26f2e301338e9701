"""The commands for evidence, backups and what is kept: one JSON document each, with the agreed keys and exit codes."""

import pytest

from auditdesk import demo
from auditdesk.desk import Desk
from tests.exchange.test_pictures import photo


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "photo.jpg"
    path.write_bytes(photo())
    return path


@pytest.fixture
def finding(auditdesk, demo_home):
    """A draft: the demo's visits take one more finding."""
    visit = auditdesk("visits", "list", home=demo_home).json["visits"][0]
    number = visit.get("visit") or visit.get("number")
    added = auditdesk("findings", "add", number, "--pattern", "CC-17010-P03", "--facts", "x", home=demo_home)
    assert added.code == 0, added.json
    return added.json["finding"]


def test_evidence_is_added_listed_cleaned_and_exported(auditdesk, demo_home, finding, picture, tmp_path):
    added = auditdesk("evidence", "add", finding, str(picture), home=demo_home)
    (row,) = added.json["evidence"]
    assert (row["media_type"], row["place"], row["place_removed"]) == ("image/jpeg", "25.041700,121.565000", False)
    listed = auditdesk("evidence", "list", finding, home=demo_home).json
    assert [each["state"] for each in listed["evidence"]] == ["whole"]
    cleaned = auditdesk("evidence", "remove-place", row["evidence"], home=demo_home)
    assert cleaned.json["place_removed"] is True
    target = tmp_path / "out.jpg"
    exported = auditdesk("evidence", "export", row["evidence"], "--to", str(target), home=demo_home)
    assert exported.json["file"] == str(target) and b"Camera of the office" not in target.read_bytes()
    again = auditdesk("evidence", "export", row["evidence"], "--to", str(target), home=demo_home)
    assert (again.code, again.json["error"]["code"]) == (1, "evidence.target_exists")
    assert finding in auditdesk("evidence", "add", finding, str(picture), home=demo_home, text=True).out
    assert "photo.jpg" in auditdesk("evidence", "list", finding, home=demo_home, text=True).out


def test_a_backup_is_made_listed_checked_and_thinned(auditdesk, demo_home):
    assert "沒有備份" in auditdesk("backups", "list", home=demo_home, text=True).out
    made = auditdesk("backups", "make", home=demo_home).json
    assert set(made) >= {"file", "records", "evidence_files", "sha256", "evidence_missing", "evidence_altered"}
    listed = auditdesk("backups", "list", home=demo_home).json
    assert [(row["reason"], row["automatic"], row["records"]) for row in listed["backups"]] == [("manual", True, made["records"])]
    assert auditdesk("backups", "check", made["file"], home=demo_home).json["sha256"] == made["sha256"]
    assert auditdesk("backups", "thin", home=demo_home).json == {"removed": []}
    assert "手動" in auditdesk("backups", "list", home=demo_home, text=True).out


def test_a_backup_with_evidence_gone_ends_with_0_and_names_it(auditdesk, demo_home, finding, picture, tmp_path):
    auditdesk("evidence", "add", finding, str(picture), home=demo_home)
    for path in (demo_home / "evidence").rglob("*.ade"):
        path.unlink()
    made = auditdesk("backup", "--to", str(tmp_path / "one.adbackup"), home=demo_home)
    assert made.code == 0 and made.json["evidence_missing"]


def test_a_setting_that_is_on_or_off_takes_true_and_false(auditdesk, demo_home):
    assert auditdesk("settings", "set", "backups.automatic", "false", home=demo_home).json["value"] is False
    assert (
        auditdesk("settings", "set", "backups.automatic", "maybe", home=demo_home).json["error"]["code"] == "setting.wrong_value"
    )


def test_papers_are_listed_held_and_refused_before_their_time(auditdesk, demo_home):
    rows = auditdesk("retention", "list", home=demo_home).json["visits"]
    number = rows[0]["visit"]
    assert set(rows[0]) >= {"visit", "year", "code", "kept_until", "standing", "hold"}
    assert auditdesk("retention", "hold", number, "--reason", "訴訟", home=demo_home).json["subject"] == number
    held = auditdesk("retention", "list", home=demo_home).json
    assert held["holds"][0]["reason"] == "訴訟"
    assert auditdesk("retention", "lift", number, "--reason", "結案", home=demo_home).code == 0
    refused = auditdesk("retention", "remove", number, "--confirm", number, home=demo_home)
    assert refused.code == 1 and refused.json["error"]["code"] in {"retention.not_yet", "act.forbidden"}
    assert number in auditdesk("retention", "list", home=demo_home, text=True).out


def test_removing_a_workspace_needs_its_name_and_leaves_nothing(auditdesk, demo_home):
    refused = auditdesk("workspace", "remove", "--confirm", "other", home=demo_home)
    assert (refused.code, refused.json["error"]["code"]) == (1, "retention.not_confirmed")
    assert Desk.open(demo_home, demo.SUPERVISOR, demo.PASSPHRASE).close() is None
    done = auditdesk("workspace", "remove", "--confirm", demo_home.name, home=demo_home)
    assert done.code == 0 and not demo_home.exists()
    assert set(done.json) == {"home", "files", "backups_elsewhere"}


def test_evidence_is_drawn_upon_redacted_deleted_and_restored_by_commands(auditdesk, demo_home, finding, picture, tmp_path):
    (row,) = auditdesk("evidence", "add", finding, str(picture), home=demo_home).json["evidence"]
    uid = row["evidence"]
    again = auditdesk("evidence", "add", finding, str(picture), home=demo_home)
    assert again.json["duplicates"] == ["photo.jpg"] and len(again.json["evidence"]) == 1
    drawn = auditdesk("evidence", "annotate", uid, "--box", "0.1,0.2,0.5,0.6", "--text", "0.1,0.7,B2 機房, 3 號", home=demo_home)
    assert [mark["kind"] for mark in drawn.json["marks"]] == ["box", "text"] and drawn.json["marks"][1]["text"] == "B2 機房, 3 號"
    more = auditdesk("evidence", "annotate", uid, "--arrow", "0,0,1,1", "--keep", home=demo_home)
    assert len(more.json["marks"]) == 3
    wrong = auditdesk("evidence", "annotate", uid, "--box", "0.1,0.2", home=demo_home)
    assert wrong.code != 0 and wrong.json["error"]["code"] == "evidence.place_unreadable"
    made = auditdesk("evidence", "redact", uid, "--box", "0,0,0.5,0.5", home=demo_home).json
    assert (
        made["redacted_from"] == uid and auditdesk("evidence", "show", uid, home=demo_home).json["redaction"] == made["evidence"]
    )
    out = auditdesk("evidence", "export", uid, "--to", str(tmp_path / "out.jpg"), home=demo_home)
    whole = auditdesk("evidence", "export", uid, "--to", str(tmp_path / "whole.jpg"), "--original", home=demo_home)
    assert out.code == whole.code == 0
    assert (tmp_path / "whole.jpg").read_bytes() == picture.read_bytes() != (tmp_path / "out.jpg").read_bytes()
    assert auditdesk("evidence", "delete", uid, home=demo_home).json == {"evidence": uid}
    deleted = auditdesk("evidence", "list", finding, "--deleted", home=demo_home).json["evidence"]
    assert [each["evidence"] for each in deleted] == [uid]
    assert auditdesk("evidence", "restore", uid, home=demo_home).json["deleted_at"] is None
    assert "遮蔽圖" in auditdesk("evidence", "list", finding, home=demo_home, text=True).out
