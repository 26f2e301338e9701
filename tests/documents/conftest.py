"""A notice of 31 patterns and a letter with five findings, invented; what the finished files say, read back by other programs."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from auditdesk.documents.story import Block, Story
from auditdesk.model.letter import LetterContent, LetterFinding, Sender
from auditdesk.model.notice import CompiledNotice, NoticeEntry, NoticeSection
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


def sample_notice(*, suppressed: frozenset[str] = frozenset(), wording: Bilingual | None = None) -> CompiledNotice:
    sections, serial = [], 0
    for code, zh, en, patterns in SECTIONS:
        entries = []
        for number in range(1, patterns + 1):
            chinese, english = WORDINGS[serial % len(WORDINGS)]
            firms = 1 + (serial * 7) % 23
            pattern = f"{code}-P{number}"
            entries.append(
                NoticeEntry(
                    pattern=pattern,
                    code=code,
                    wording=wording or Bilingual(chinese, english),
                    expected_standard=STANDARD,
                    firms=firms,
                    applied_firms=firms + 16 + serial,
                    repeats=serial % 3 if firms > 2 else 0,
                    findings=tuple(f"uid-{serial}-{firm}" for firm in range(firms)),
                    suppressed=pattern in suppressed,
                )
            )
            serial += 1
        sections.append(NoticeSection(code, Bilingual(zh, en), max(entry.firms for entry in entries) + 1, tuple(entries)))
    return CompiledNotice(
        year=2019,
        compiled_on=date(2019, 12, 27),
        publish_on=date(2020, 1, 1),
        editions=("2019-10-25",),
        rule_names=(Bilingual("建立證券商資通安全檢查機制（2018-11-30 版）", "Inspection mechanism of 2018-11-30"),),
        firms_audited=58,
        visits=60,
        findings=sum(entry.firms for section in sections for entry in section.entries),
        sections=tuple(sections),
        excluded=(),
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
    return replace(content, **changes)  # type: ignore[arg-type]


@pytest.fixture
def notice() -> CompiledNotice:
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
def make_notice() -> Callable[..., CompiledNotice]:
    return sample_notice


@pytest.fixture
def make_letter() -> Callable[..., LetterContent]:
    return sample_letter
