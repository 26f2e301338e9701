"""A notice locked with a certificate of the office: its PDF files are signed; a certificate that is over is refused."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditdesk.desk import Desk
from auditdesk.errors import BadInput, Refused
from auditdesk.model.signing import CertificateFile
from tests import notice_year
from tests.notice_year import YEAR, certificate


@pytest.fixture
def approver(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Iterator[Desk]:
    """Whoever may lock a notice that two others have signed."""
    home = notice_year.copied(notice_year.approved(tmp_path_factory), tmp_path / "workspace")
    with notice_year.opened(home, notice_year.APPROVER) as desk:
        yield desk


def test_a_notice_is_locked_in_the_formats_asked_for_and_signed(approver: Desk, tmp_path: Path) -> None:
    from pyhanko.pdf_utils.reader import PdfFileReader

    out = tmp_path / "out"
    lock = approver.notice_register.lock
    with pytest.raises(BadInput) as unknown:
        lock(YEAR, out, formats=("pdf", "rtf"))
    assert unknown.value.code == "notice.format_unknown"
    with pytest.raises(Refused) as over:
        lock(YEAR, out, formats=("pdf",), sign=certificate(tmp_path / "over.p12", 2015, 2019))
    assert over.value.code == "signing.certificate_over"
    with pytest.raises(BadInput) as wrong:
        lock(YEAR, out, formats=("pdf",), sign=CertificateFile(tmp_path / "over.p12", "wrong"))
    assert wrong.value.code == "signing.certificate_unreadable"
    assert not out.exists() or list(out.iterdir()) == []
    for wanted, code in (
        ({"languages": ("zh_TW", "de")}, "notice.language_unknown"),
        ({"formats": ()}, "notice.nothing_chosen"),
        ({"languages": ()}, "notice.nothing_chosen"),
        ({"formats": ("txt",), "sign": certificate(tmp_path / "good.p12", 2015, 2090)}, "notice.nothing_to_sign"),
    ):
        with pytest.raises(BadInput) as chosen:
            lock(YEAR, out, **wanted)
        assert chosen.value.code == code
    issue, _ = lock(YEAR, out, formats=("pdf", "txt"), sign=certificate(tmp_path / "good.p12", 2015, 2090))
    assert [Path(file.name).suffix for file in issue.files] == [".pdf", ".txt"] * 2
    for file in issue.files:
        assert approver.notice_register.verify(out / file.name).genuine
        if file.name.endswith(".pdf"):
            assert len(PdfFileReader(io.BytesIO((out / file.name).read_bytes())).embedded_signatures) == 1
