"""Finished papers hold PDF/UA-1 and PDF/A-2a, before and after they are signed; what a reading program is told is the paper."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from pypdf import PdfReader

from auditdesk.documents.notice_files import notice_pdf
from auditdesk.documents.pdf.render import render_pdf
from auditdesk.documents.pdf.signing import signer_for
from auditdesk.documents.pdf.style import letter_style, notice_style, working_paper_style
from auditdesk.documents.story import Align, Bar, BarChart, Detail, Heading, KeyValue, Paragraph, Story, Table
from auditdesk.errors import BadInput, Unavailable
from auditdesk.model.notice_paper import NoticePaper
from auditdesk.model.signing import CertificateFile, Token
from auditdesk.words import Words

PROFILES = (page.ValidationProfile.PDF_A_2A, page.ValidationProfile.PDF_UA_1)


def faults(content: bytes, folder: Path) -> list[str]:
    """What the validator finds, less its one false alarm: a compressed stream that ends in a carriage return."""
    path = folder / "checked.pdf"
    path.write_bytes(content)
    found = [
        f"{one.rule_id}: {one.message}" for profile in PROFILES for one in page.validate_pdf(str(path), profile=profile).failures
    ]
    return [one for one in found if "STREAM-LENGTH" not in one or not lengths_hold(content)]


def lengths_hold(content: bytes) -> bool:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for found in pdf.objects:
            if isinstance(found, pikepdf.Stream) and (start := re.search(rb"(?<!\d)%d %d obj\b" % found.objgen, content)):
                begin = content.index(b"stream", start.end()) + 6
                begin += 2 if content[begin : begin + 2] == b"\r\n" else 1
                if not re.match(rb"(\r\n|\n|\r)endstream", content[begin + int(found.Length) :][:12]):
                    return False
    return True


def elements(node: Any) -> Iterator[Any]:
    for child in node.get("/K", []) if isinstance(node.get("/K"), pikepdf.Array) else [node.get("/K")]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from elements(child)


def roles(content: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [str(element.S)[1:] for element in elements(pdf.Root.StructTreeRoot)]


@pytest.fixture
def every_block(story: Callable[..., Story]) -> Story:
    cells = tuple((f"列{number}", "內容「態樣」，" * 9, "") for number in range(60))
    return story(
        Heading(0, "標題", "title"),
        Heading(1, "一", "a"),
        KeyValue("標籤：", "內容"),
        Paragraph("第一項" * 200, "一、", details=(Detail("說明：", "細節"),)),
        Paragraph("子項", "（一）", level=1),
        Paragraph("第二項", "二、"),
        Heading(2, "二", "b"),
        Table("表", ("甲", "乙", "丙"), cells, (1, 3, 1), (Align.START, Align.START, Align.END), True),
        Heading(1, "三", "c"),
        BarChart("chart", "圖", "橫條圖：甲 3。", (Bar("甲", 3, "3"), Bar("乙", None, "＊"), Bar("丙", 0, "0"))),
    )


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_the_notice_holds_both_standards(notice: NoticePaper, language: str, tmp_path: Path) -> None:
    assert faults(notice_pdf(notice, language), tmp_path) == []


@pytest.mark.parametrize("make_style", [notice_style, letter_style, working_paper_style])
def test_every_block_in_every_style_holds_both_standards(
    every_block: Story, make_style: Callable[..., Any], tmp_path: Path
) -> None:
    assert faults(render_pdf(every_block, make_style("zh_TW")), tmp_path) == []


def test_the_tree_has_headings_lists_tables_contents_and_figures_in_reading_order(every_block: Story) -> None:
    found = roles(render_pdf(every_block, notice_style("zh_TW")))
    assert found[:2] == ["Document", "H1"]
    order = [found.index(role) for role in ("H1", "TOC", "H2", "L", "H3", "Table", "Figure")]
    assert order == sorted(order)
    assert found.count("TOCI") == found.count("Link") == 3
    assert found.count("L") == 2 and found.count("LI") == found.count("Lbl") == found.count("LBody") == 3
    assert found.count("TR") == 61 and found.count("TH") == 3 + 60 and found.count("TD") == 120


def test_heads_name_their_column_or_row_and_a_figure_has_its_words(every_block: Story) -> None:
    with pikepdf.open(io.BytesIO(render_pdf(every_block, notice_style("zh_TW")))) as pdf:
        every = list(elements(pdf.Root.StructTreeRoot))
        heads = [str(one.A.Scope) for one in every if one.S == "/TH"]
        assert heads == ["/Column"] * 3 + ["/Row"] * 60
        (figure,) = [one for one in every if one.S == "/Figure"]
        assert str(figure.Alt) == "橫條圖：甲 3。" and len(figure.A.BBox) == 4


def test_links_of_the_contents_lead_to_the_page_they_name(notice: NoticePaper) -> None:
    with pikepdf.open(io.BytesIO(notice_pdf(notice, "zh_TW"))) as pdf:
        numbers = {one.objgen: number for number, one in enumerate((each.obj for each in pdf.pages), 1)}
        links = [area for each in pdf.pages for area in each.get("/Annots", [])]
        leads = [numbers[area.Dest[0].objgen] for area in links]
    headings = 3 + 9 + 1
    assert len(links) == headings and leads == sorted(leads)
    first = PdfReader(io.BytesIO(notice_pdf(notice, "zh_TW"))).pages[0].extract_text()
    assert [int(one) for one in re.findall(r"(\d+)\n", first.split("目次")[1])][:headings] == leads


def test_all_ink_belongs_to_the_tree_or_is_an_artifact(every_block: Story) -> None:
    with pikepdf.open(io.BytesIO(render_pdf(every_block, letter_style("zh_TW")))) as pdf:
        for each in pdf.pages:
            depth = 0
            for operands, operator in pikepdf.parse_content_stream(each):
                if str(operator) in ("BDC", "BMC"):
                    depth += 1
                    assert depth == 1
                elif str(operator) == "EMC":
                    depth -= 1
                elif str(operator) in ("Tj", "TJ", "S", "f", "B"):
                    assert depth == 1, operands
            assert depth == 0


def test_words_parted_by_a_line_end_have_a_blank_between_them(story: Callable[..., Story]) -> None:
    content = render_pdf(story(Paragraph("information security " * 40)), notice_style("en"))
    text = PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert "informationsecurity" not in text.replace("\n", "") and "securityinformation" not in text.replace("\n", "")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "示範機關")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - timedelta(days=2))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.KeyUsage(True, True, False, False, False, False, False, False, False), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("certificate") / "office.p12"
    locked = serialization.BestAvailableEncryption("密碼 pass".encode())
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"office", key, made, None, locked))
    return path


def test_a_signed_notice_is_whole_and_still_holds_both_standards(notice: NoticePaper, certificate: Path, tmp_path: Path) -> None:
    from pyhanko.pdf_utils.reader import PdfFileReader

    unsigned = notice_pdf(notice, "zh_TW", to_sign=True)
    assert faults(unsigned, tmp_path) == []
    with signer_for(CertificateFile(certificate, "密碼 pass")) as signer:
        assert "示範機關" in signer.name and signer.since < signer.until
        signed = signer.signed(unsigned)
    assert signed.startswith(unsigned) and faults(signed, tmp_path) == []
    (signature,) = PdfFileReader(io.BytesIO(signed)).embedded_signatures
    signature.compute_integrity_info()
    told = signature.summarise_integrity_info()
    assert signature.field_name == "Signature" and signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert told["docmdp_ok"] and told["coverage"].name == "ENTIRE_FILE"
    assert "Form" in roles(signed)


def test_a_wrong_password_or_no_certificate_is_refused_without_telling_the_password(certificate: Path, tmp_path: Path) -> None:
    (tmp_path / "not.p12").write_bytes(b"no certificate")
    for path, password in ((certificate, "wrong-secret"), (tmp_path / "not.p12", "wrong-secret")):
        with pytest.raises(BadInput) as refused, signer_for(CertificateFile(path, password)):
            pass
        assert refused.value.code == "signing.certificate_unreadable" and "wrong-secret" not in repr(refused.value)
    assert "wrong-secret" not in repr(CertificateFile(certificate, "wrong-secret"))
    assert "1234" not in repr(Token(Path("module.so"), "office", "1234"))


def test_a_token_is_refused_without_its_component_and_told_what_to_do_instead(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as refused, signer_for(Token(tmp_path / "none.so", "office", "1234")):
        pass
    assert refused.value.code == "signing.token_component_missing" and refused.value.values == {"name": "none.so"}
    assert "PKCS#12" in Words("zh_TW").error(refused.value) and "1234" not in repr(refused.value)


def test_a_token_that_is_not_there_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditdesk.documents.pdf.signing.find_spec", lambda _name: object())
    with pytest.raises(Unavailable) as refused, signer_for(Token(tmp_path / "none.so", "office", "1234")):
        pass
    assert refused.value.code == "signing.token_unreachable" and refused.value.values == {"name": "none.so"}
