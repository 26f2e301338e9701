"""Evidence through the services: kept, looked at, taken out; what is broken is named and stops nothing."""

import pytest

from auditdesk.errors import BadInput, Refused, Unavailable
from auditdesk.model.commands import DecideFinding, RecordFinding
from auditdesk.model.records import Paper
from tests.exchange.test_pictures import photo


@pytest.fixture
def finding(desk, visit):
    return desk.findings.record(RecordFinding(visit.number, "CC-17010-P03", "防火牆紀錄只留 180 天"))


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "現場照片.jpg"
    path.write_bytes(photo())
    return path


def damage(desk, blob: str) -> None:
    path = desk.store.evidence.path_of(blob)
    path.write_bytes(path.read_bytes()[:-1] + b"\x00")


def test_a_file_is_kept_with_what_its_content_says(desk, finding, picture):
    (row,) = desk.evidence.add(finding.number, [picture])
    assert (row.file_name, row.media_type, row.place) == ("現場照片.jpg", "image/jpeg", "25.041700,121.565000")
    assert desk.evidence.read(row.uid) == picture.read_bytes()
    assert [each.state for each in desk.evidence.list(finding.number, check=True)] == ["whole"]


def test_evidence_given_with_a_new_finding_is_known_by_content_too(desk, visit, picture):
    finding = desk.findings.record(RecordFinding(visit.number, "CC-17010-P03", "x"), [picture])
    assert desk.evidence.list(finding.number)[0].place == "25.041700,121.565000"


def test_after_the_place_is_removed_only_the_clean_copy_leaves(desk, finding, picture, tmp_path):
    (row,) = desk.evidence.add(finding.number, [picture])
    cleaned = desk.evidence.remove_place(row.uid)
    written = desk.evidence.export(row.uid, tmp_path / "out.jpg")
    assert cleaned.place_removed and cleaned.place == row.place
    assert b"Camera of the office" not in written.read_bytes()
    assert b"Camera of the office" not in (desk.evidence.preview(row.uid) or b"Camera of the office")
    assert desk.evidence.read(row.uid) == picture.read_bytes()
    (line,) = [line for line in desk.care.journal(row.uid) if line.act == "evidence.remove_place"]
    assert line.after["clean_blob"]
    with pytest.raises(Refused) as refused:
        desk.evidence.remove_place(row.uid)
    assert refused.value.code == "evidence.already_clean"


def test_an_export_never_goes_over_another_file_and_a_folder_takes_the_name(desk, finding, picture, tmp_path):
    (row,) = desk.evidence.add(finding.number, [picture])
    with pytest.raises(Refused) as refused:
        desk.evidence.export(row.uid, picture)
    assert refused.value.code == "evidence.target_exists"
    (tmp_path / "out").mkdir()
    assert desk.evidence.export(row.uid, tmp_path / "out").name == "現場照片.jpg"


def test_a_missing_and_an_altered_file_are_named_and_the_others_are_shown(desk, finding, picture, tmp_path):
    note = tmp_path / "note.txt"
    note.write_text("規則表")
    other = tmp_path / "另一張.jpg"
    other.write_bytes(photo(comment=b"another"))
    rows = desk.evidence.add(finding.number, [picture, other, note])
    by_name = {row.uid: row for row in rows}
    pictures = [row for row in rows if row.is_picture]
    desk.store.evidence.path_of(pictures[0].blob).unlink()
    damage(desk, pictures[1].blob)
    states = {row.uid: row.state for row in desk.evidence.list(finding.number, check=True)}
    assert states[pictures[0].uid] == "missing" and states[pictures[1].uid] == "altered"
    assert sorted(states.values()) == ["altered", "missing", "whole"] and set(states) == set(by_name)
    for row, code in zip(pictures, ("evidence.missing", "evidence.altered"), strict=True):
        for act in (desk.evidence.read, desk.evidence.thumbnail, desk.evidence.remove_place):
            with pytest.raises(Unavailable) as refused:
                act(row.uid)
            assert refused.value.code == code


def test_a_thumbnail_is_made_kept_encrypted_and_made_again_when_it_is_altered(desk, finding, picture):
    (row,) = desk.evidence.add(finding.number, [picture])
    small = desk.evidence.thumbnail(row.uid)
    path = desk.store.evidence.thumbnail_path(row.blob)
    assert small and small[:3] == b"\xff\xd8\xff" and small[:50] not in path.read_bytes()
    path.write_bytes(b"garbage")
    assert desk.evidence.thumbnail(row.uid) == small
    path.unlink()
    assert desk.evidence.thumbnail(row.uid) == small


def test_a_picture_that_can_not_be_decoded_is_kept_as_a_plain_file(desk, finding, tmp_path):
    path = tmp_path / "torn.jpg"
    path.write_bytes(photo()[:400])
    (row,) = desk.evidence.add(finding.number, [path])
    assert desk.evidence.thumbnail(row.uid) is None and desk.evidence.read(row.uid) == path.read_bytes()
    with pytest.raises(Refused) as refused:
        desk.evidence.remove_place(row.uid)
    assert refused.value.code == "evidence.not_cleanable"


def test_one_unreadable_file_keeps_nothing_of_the_others(desk, finding, picture, tmp_path):
    with pytest.raises(BadInput) as refused:
        desk.evidence.add(finding.number, [picture, tmp_path / "none.jpg"])
    assert refused.value.code == "evidence.unreadable"
    assert desk.evidence.list(finding.number) == () and list(desk.store.evidence.blobs()) == []


def test_a_decided_finding_takes_no_more_evidence(desk, finding, picture):
    desk.findings.withdraw(DecideFinding(finding.number, "誤植"))
    with pytest.raises(Refused) as refused:
        desk.evidence.add(finding.number, [picture])
    assert refused.value.code == "evidence.finding_decided"


def test_evidence_is_named_by_its_uid_or_a_beginning_that_no_other_has(desk, finding, picture):
    (row,) = desk.evidence.add(finding.number, [picture])
    assert desk.evidence.show(row.uid[:8]).uid == row.uid
    for name in ("", "nothing"):
        with pytest.raises(Refused) as refused:
            desk.evidence.show(name)
        assert refused.value.code == "evidence.unknown"


def test_verify_and_a_backup_tell_of_a_clean_copy_that_is_gone(desk, finding, picture, tmp_path):
    (row,) = desk.evidence.add(finding.number, [picture])
    clean = desk.evidence.remove_place(row.uid).clean_blob
    desk.store.evidence.path_of(clean).unlink()
    assert desk.backups.write(tmp_path / "one.adbackup").missing == (clean,)
    assert desk.evidence.show(row.uid).state == "missing"


def test_a_long_chinese_name_is_cut_where_file_systems_end_and_keeps_its_suffix(desk, finding, tmp_path):
    long = tmp_path / ("名" * 80 + ".jpg")
    long.write_bytes(photo())
    (row,) = desk.evidence.add(finding.number, [long])
    (tmp_path / "out").mkdir()
    written = desk.evidence.export(row.uid, tmp_path / "out")
    assert written.name == "名" * 38 + ".jpg" and written.read_bytes() == long.read_bytes()
    named = desk.evidence.export(row.uid, tmp_path / "out" / ("字" * 84 + ".p"))
    assert named.read_bytes() == long.read_bytes()


def test_a_folder_in_the_place_of_a_file_is_named_and_stops_nothing(desk, finding, picture, tmp_path):
    other = tmp_path / "另一張.jpg"
    other.write_bytes(photo(comment=b"another"))
    bad, good = desk.evidence.add(finding.number, [picture, other])
    path = desk.store.evidence.path_of(bad.blob)
    path.unlink()
    path.mkdir()
    thumbnail = desk.store.evidence.thumbnail_path(good.blob)
    thumbnail.mkdir(parents=True)
    states = {row.uid: row.state for row in desk.evidence.list(finding.number, check=True)}
    assert states == {bad.uid: "altered", good.uid: "whole"}
    assert desk.evidence.show(bad.uid).state == "altered"
    assert desk.care.verify().evidence_altered == (bad.blob,)
    with pytest.raises(Unavailable) as problem:
        desk.evidence.thumbnail(bad.uid)
    assert problem.value.code == "evidence.altered"
    assert desk.evidence.thumbnail(good.uid)
    assert desk.backups.write(tmp_path / "one.adbackup").missing == (bad.blob,)


def test_a_paper_that_became_a_folder_is_told_and_stops_nothing(desk, tmp_path):
    paper = tmp_path / "paper.pdf"
    paper.mkdir()
    with desk.store.work("wang", "test") as work:
        named = {"paper_kind": "letter", "subject_uid": "s", "number": "1", "title": "x", "path": str(paper)}
        work.add(Paper(uid="p", sha256="0" * 64, size=1, written_by="wang", written_at=work.now(), **named))
        work.commit()
    assert desk.care.verify().papers_missing == (str(paper),)
