"""A notice of 31 patterns and a letter with five findings, invented; what the finished files say, read back by other programs."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from auditdesk.documents.story import Block, Story
from auditdesk.model.letter import LetterContent, LetterFinding, Sender
from auditdesk.model.notice_paper import (
    NEW_PATTERN,
    RULE_CHANGED,
    SAME_RULE,
    NoticePaper,
    PaperBand,
    PaperEntry,
    PaperObservation,
    PaperParagraph,
    PaperSection,
    TrendYear,
)
from auditdesk.model.rulebook import Bilingual

SECTIONS = (
    ("CC-11000", "風險評鑑與管理", "Risk assessment and management", 2),
    ("CC-14000", "資產分類與控制", "Categorization and control of assets", 2),
    ("CC-16000", "實體與環境安全", "Physical and environmental security", 1),
    ("CC-17010", "網路安全管理", "Network security management", 5),
    ("CC-17020", "電腦系統及作業安全管理", "Computer system and operations security", 3),
    ("CC-18000", "存取控制", "Access control", 9),
    ("CC-19000", "系統開發及維護", "Systems development and maintenance", 4),
    ("CC-21100", "新興科技應用", "Application of new technologies", 4),
    ("SR-ET", "公會新興科技資訊安全自律規範", "Association self-discipline rule on new technologies", 1),
)
WORDINGS = (
    ("未定期修補作業系統、網站伺服器、瀏覽器、防火牆及防毒軟體（例如：Windows Server 2012）之安全漏洞，並留存紀錄。",
     "Security holes of servers and browsers (for example Windows Server 2012) were not patched regularly."),
    ("防火牆「進出紀錄」及其備份，未依規定至少保存 3 年。", "Firewall logs and their backups were kept for less than 3 years."),
    ("使用者密碼未採優質密碼設定，或逾 3 個月未更新；共用帳號亦未列管。", "Weak or stale passwords; shared accounts not recorded."),
    ("資訊資產清冊未區分機密性、敏感性及一般性等級，亦未訂定《資訊分級標示》規範！", "The asset inventory has no classification."),
    ("辦理網路下單業務，未確實辦理網路系統弱點掃描（含 https://order.example.com/login?next=/trade/positions 等頁面）。",
     "Vulnerability scans of online ordering pages (https://order.example.com/login?next=/trade/positions) were incomplete."),
    ("電腦系統容量評估及壓力測試範圍欠完整。", "Capacity assessment and stress tests were incomplete."),
)  # fmt: skip
STANDARD = Bilingual(
    "應訂定書面程序、指定專責人員定期辦理，並保存執行紀錄至少三年；變更時應重新評估。",
    "Have a written procedure, name the persons responsible, act regularly and keep records for at least three years.",
)

PRACTICE = Bilingual("可將規則設定到期日，逾期未經確認者自動停用。", "Give rules an expiry day.")


def sample_notice(*, withheld: frozenset[str] = frozenset({"CC-16000-P1"}), wording: Bilingual | None = None) -> NoticePaper:
    """``withheld``: patterns whose count is withheld, with the counts of their sections and the total."""
    sections, serial = [], 0
    for code, zh, en, patterns in SECTIONS:
        entries = []
        for number in range(1, patterns + 1):
            chinese, english = WORDINGS[serial % len(WORDINGS)]
            firms, applied, pattern = 3 + (serial * 7) % 23, 19 + (serial * 7) % 23 + serial, f"{code}-P{number}"
            shown = pattern not in withheld
            compared = (SAME_RULE, RULE_CHANGED, NEW_PATTERN)[serial % 3]
            entries.append(
                PaperEntry(
                    number=number,
                    pattern=pattern,
                    code=code,
                    wording=wording or Bilingual(chinese, english),
                    expected_standard=STANDARD,
                    good_practice=PRACTICE,
                    firms=firms if shown else None,
                    applied_firms=applied,
                    rate=Fraction(firms, applied) if shown else None,
                    repeats=serial % 3 if shown else None,
                    remedied=firms // 2 if shown else None,
                    compared=compared,
                    previous_firms=firms + serial % 4 - 1 if shown and compared == SAME_RULE else None,
                )
            )
            serial += 1
        counts = [entry.firms for entry in entries]
        whole = None if None in counts else max(count for count in counts if count is not None) + 1
        sections.append(
            PaperSection(
                code=code,
                name=Bilingual(zh, en),
                introduction=Bilingual("", ""),
                good_practice=PRACTICE,
                firms=whole,
                applied_firms=45 + len(sections),
                by_band=None if whole is None else (0, 3, whole - 3),
                entries=tuple(entries),
                previous_firms=None if whole is None else whole + 2,
            )
        )
    findings = None if withheld else sum(entry.firms or 0 for section in sections for entry in section.entries)
    years = tuple((section.code, section.firms) for section in sections)
    return NoticePaper(
        year=2019,
        edition_number=1,
        number="108-N01",
        title=Bilingual(
            "108 年度證券商資通安全查核缺失", "Deficiencies found in information-security audits of securities firms, 2019"
        ),
        publisher=Bilingual("臺灣證券交易所股份有限公司", "Taiwan Stock Exchange Corporation"),
        publish_on=date(2020, 1, 1),
        compiled_on=date(2019, 12, 27),
        reference_date=date(2019, 12, 20),
        threshold=3,
        editions=(("2018-11-30", "ab" * 32),),
        rule_names=(Bilingual("建立證券商資通安全檢查機制（2018-11-30 版）", "Inspection mechanism of 2018-11-30"),),
        firms_audited=58,
        visits=60,
        findings=findings,
        bands=(
            PaperBand("small", Bilingual("未達 10 億元", "Below NT$1 billion"), 0, 10**9, 20),
            PaperBand("middle", Bilingual("10 億元以上，未達 100 億元", "NT$1 to 10 billion"), 10**9, 10**10, 25),
            PaperBand("large", Bilingual("100 億元以上", "NT$10 billion and more"), 10**10, None, 13),
        ),
        paragraphs=(
            PaperParagraph(
                "method/purpose", Bilingual("本公告彙整查核所見之缺失。", "This notice gathers the deficiencies found.")
            ),
            PaperParagraph("method/limits", Bilingual("查核採抽樣方式。", "Audits work by samples.")),
            PaperParagraph(
                "method/no_firm",
                Bilingual("本公告不揭露個別證券商，亦不構成對任何證券商之推論。", "This notice implies nothing about any firm."),
            ),
        ),
        sections=tuple(sections),
        observations=(
            PaperObservation(1, "CC-18000-A1", "CC-18000", Bilingual("建議導入多因子驗證。", "Consider multi-factor login."), 7),
            PaperObservation(2, "CC-19000-A1", "CC-19000", Bilingual("建議定期演練。", "Hold drills."), None),
        ),
        trend=(
            TrendYear(2018, 55, 28, 300, (("CC-11000", 7), ("CC-14000", None))),
            TrendYear(2019, 58, 31, findings, years),
        ),
    )


def sample_letter(**changes: object) -> LetterContent:
    findings = tuple(
        LetterFinding(
            number=f"108-ZX01-{number + 1:02d}",
            code=code,
            criterion=STANDARD,
            wording=Bilingual(*WORDINGS[number]),
            facts=facts,
            due_date=date(2020, 1, 15),
        )
        for number, (code, facts) in enumerate(
            (
                (
                    "CC-17010",
                    "抽查 12 台伺服器，其中 3 台（SRV-DMZ-07、SRV-WEB-01、SRV-WEB-02）自 107 年 11 月起未安裝安全性更新。",
                ),
                ("CC-17010", "防火牆紀錄僅保存 180 日，備份磁帶無法提供。"),
                ("CC-18000", "營業部共用帳號「SALES」計 4 人使用；密碼為預設值，未曾更換。"),
                ("CC-14000", "清冊列 214 項，均未標示等級。"),
                ("CC-19000", "108 年度未辦理行動 APP 之弱點掃描。"),
            )
        )
    )
    content = LetterContent(
        sender=Sender(
            "臺灣證券交易所股份有限公司", "110615 臺北市信義區示範路7號", "王示範", "(02)0000-0000", "(02)0000-0001", "audit@example.com"
        ),
        number="臺證輔字第1080000103號",
        issued_on=date(2019, 11, 20),
        firm_code="ZX01",
        firm_name="示範甲證券股份有限公司",
        postal_address="100 臺北市中正區示範路1段1號2樓",
        priority="普通件",
        classification="",
        file_number="",
        retention="",
        audit_year=2019,
        visit_dates=(date(2019, 6, 3), date(2019, 6, 4)),
        reply_by=date(2020, 1, 15),
        findings=findings,
        copies_to=("金融監督管理委員會證券期貨局",),
    )  # fmt: skip
    return replace(content, **changes)


@pytest.fixture
def notice() -> NoticePaper:
    return sample_notice()


@pytest.fixture
def letter() -> LetterContent:
    return sample_letter()


@dataclass(frozen=True)
class ReadPdf:
    """What other programs see in a finished PDF."""

    pages: tuple[str, ...]
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "".join(self.pages)

    @property
    def squeezed(self) -> str:
        """All text without blanks: line breaks and the room between words are the layout's business."""
        return "".join(self.text.split())


@pytest.fixture
def read_pdf(tmp_path: Path) -> Callable[[bytes], ReadPdf]:
    def read(content: bytes) -> ReadPdf:
        path = tmp_path / "read.pdf"
        path.write_bytes(content)
        told = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True)
        pages = told.stdout.decode().split("\f")[:-1]
        return ReadPdf(tuple(pages), tuple(line.strip() for page in pages for line in page.splitlines() if line.strip()))

    return read


@pytest.fixture
def story() -> Callable[..., Story]:
    """A story of the blocks given."""

    def make(*blocks: Block, language: str = "zh_TW") -> Story:
        return Story("標題 A & B <Ltd>", language, "主題", "作者", ("一", "二"), date(2020, 1, 1), blocks, "頁首")

    return make


@pytest.fixture
def make_notice() -> Callable[..., NoticePaper]:
    return sample_notice


@pytest.fixture
def make_letter() -> Callable[..., LetterContent]:
    return sample_letter
