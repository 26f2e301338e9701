import pytest

from auditdesk.errors import Unavailable
from auditdesk.store.evidence import EvidenceFiles


@pytest.fixture
def files(tmp_path):
    return EvidenceFiles(tmp_path, b"k" * 32)


def test_evidence_comes_back_as_it_was_and_is_unreadable_on_disk(files, tmp_path):
    blob = files.keep("防火牆紀錄只留 180 天".encode())
    assert files.read(blob).decode() == "防火牆紀錄只留 180 天"
    assert all("防火牆".encode() not in path.read_bytes() for path in tmp_path.rglob("*.ade"))


def test_the_same_photo_kept_twice_can_not_be_told_to_be_the_same_on_disk(files):
    assert files.keep(b"photo") != files.keep(b"photo")


@pytest.mark.parametrize("place", [0, 5, 20, -1])
def test_a_changed_byte_is_noticed(files, tmp_path, place):
    blob = files.keep(b"photo" * 10)
    path = next(tmp_path.rglob("*.ade"))
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    with pytest.raises(Unavailable) as refused:
        files.read(blob)
    assert refused.value.code == "evidence.altered"


def test_a_missing_file_is_named(files, tmp_path):
    blob = files.keep(b"photo")
    next(tmp_path.rglob("*.ade")).unlink()
    with pytest.raises(Unavailable) as refused:
        files.read(blob)
    assert refused.value.code == "evidence.missing"
    assert refused.value.values["blob"] == blob


def test_what_a_crash_left_behind_is_swept_and_what_has_a_row_stays(files, tmp_path):
    kept, orphan = files.keep(b"kept"), files.keep(b"orphan")
    half = next(tmp_path.rglob("*.ade")).with_name(".half.tmp")
    half.write_bytes(b"half")
    assert files.sweep(frozenset({kept})) == 2
    assert list(files.blobs()) == [kept]
    assert orphan not in files.blobs()
