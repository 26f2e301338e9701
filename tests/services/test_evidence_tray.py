"""The evidence tray: what is offered of a folder, when, and in which order."""

import os

import pytest

from auditdesk.errors import Unavailable
from auditdesk.services.evidence_tray import SETTLED_AFTER, TrayFolder


def none(_sizes):
    return frozenset()


def put(path, content=b"photo", at=1_000):
    path.write_bytes(content)
    os.utime(path, (at, at))
    return path


def names(look):
    return [file.name for file in look.files]


def settled(tray, known=none):
    tray.look(0, known)
    return tray.look(SETTLED_AFTER, known)


def test_the_newest_comes_first_also_from_the_folders_of_a_card(tmp_path):
    put(tmp_path / "old.jpg", at=1_000)
    (tmp_path / "DCIM" / "100").mkdir(parents=True)
    put(tmp_path / "DCIM" / "100" / "new.jpg", at=3_000)
    put(tmp_path / "middle.jpg", at=2_000)
    look = settled(TrayFolder(tmp_path))
    assert names(look) == ["new.jpg", "middle.jpg", "old.jpg"] and len(look.folders) == 3


def test_a_file_is_offered_only_once_it_has_stopped_growing(tmp_path):
    tray = TrayFolder(tmp_path)
    put(tmp_path / "a.jpg", b"half")
    assert tray.look(0, none).files == () and tray.look(0.1, none).growing == 1
    put(tmp_path / "a.jpg", b"half and more", at=1_001)
    assert tray.look(SETTLED_AFTER, none).files == ()
    assert names(tray.look(SETTLED_AFTER * 2, none)) == ["a.jpg"]


def test_what_is_evidence_already_is_not_offered_again_whatever_its_name(tmp_path):
    import hashlib

    put(tmp_path / "kept.jpg", b"kept")
    put(tmp_path / "same size.jpg", b"kepT")
    kept = frozenset({(4, hashlib.sha256(b"kept").hexdigest())})
    tray = TrayFolder(tmp_path)
    assert names(settled(tray, lambda _sizes: kept)) == ["same size.jpg"]
    assert len(tray.look(9, none).files) == 2


def test_hidden_half_written_and_empty_files_and_links_are_left_alone(tmp_path):
    for name in (".hidden.jpg", "a.jpg.part", "b.crdownload", "c.tmp", "~$open.docx"):
        put(tmp_path / name)
    (tmp_path / "empty.jpg").touch()
    outside = tmp_path.parent / f"{tmp_path.name}-outside.jpg"
    put(outside)
    (tmp_path / "link.jpg").symlink_to(outside)
    put(tmp_path / "good.jpg")
    assert names(settled(TrayFolder(tmp_path))) == ["good.jpg"]


def test_a_folder_that_is_gone_is_told_and_found_again_when_it_is_back(tmp_path):
    folder = tmp_path / "card"
    tray = TrayFolder(folder)
    with pytest.raises(Unavailable) as problem:
        tray.look(0, none)
    assert problem.value.code == "tray.folder_gone"
    folder.mkdir()
    put(folder / "a.jpg")
    assert names(settled(tray)) == ["a.jpg"]
