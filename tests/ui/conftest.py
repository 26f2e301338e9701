"""A quiet application in the shipped fonts, and a desk made of plain rows, so that windows are tested without a database."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from types import SimpleNamespace

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from auditdesk.desk import Desk, fixed_clock
from auditdesk.errors import Refused
from auditdesk.model.notice import CompiledNotice, Excluded, NoticeEntry, NoticeSection
from auditdesk.model.notice_draft_rows import IssuePage, NoticeStage, Readiness
from auditdesk.model.rows import DraftRow, FirmRow, PaperRow, PersonRow
from auditdesk.model.rulebook import Bilingual, ScopeBand, StaffingBand
from auditdesk.rules.acts import demand
from auditdesk.settings import SETTINGS
from tests.conftest import CHEAP, PASSPHRASE
from ui import words
from ui.garbage import collect_if_due
from ui.jobs import Runner
from ui.places.firms import FirmsPlace
from ui.preferences import Preferences
from ui.shell import BUILT, Built, Shell
from ui.theme import Theme, apply, theme

TODAY = date(2019, 12, 14)
FIRMS_DAY = date(2019, 11, 1)
STAFFING = (
    StaffingBand("below-40", 0, 4_000_000_000, Bilingual("未達 40 億", "below 4 bn"), False, 0, 1),
    StaffingBand("40-100", 4_000_000_000, 10_000_000_000, Bilingual("40–100 億", "4–10 bn"), False, 1, 1),
    StaffingBand("100-200", 10_000_000_000, 20_000_000_000, Bilingual("100–200 億", "10–20 bn"), False, 1, 2),
    StaffingBand("200", 20_000_000_000, None, Bilingual("200 億以上", "20 bn and more"), True, 1, 2),
)
_NAMES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
_SECTIONS = (
    ("CC-11000", "風險評鑑與管理", "Risk assessment", 2),
    ("CC-14000", "資產分類與控制", "Asset classification and control", 2),
    ("CC-16000", "實體與環境安全", "Physical and environmental security", 1),
    ("CC-17010", "網路安全管理", "Network security", 6),
    ("CC-17020", "電腦系統及作業安全管理", "System and operations security", 3),
    ("CC-18000", "存取控制", "Access control", 9),
    ("CC-19000", "系統開發及維護", "Development and maintenance", 4),
    ("CC-21100", "新興科技應用", "Emerging technology", 2),
    ("SR-ET", "新興科技資訊安全自律規範", "Self-regulatory rules on emerging technology", 1),
)
_WORDINGS = (
    (
        "未定期或適時修補網路運作環境之安全漏洞，並留存相關紀錄。",
        "Security holes of the network environment are not mended in time or not recorded.",
    ),
    ("防火牆進出紀錄及其備份未依規定至少保存三年。", "Firewall logs and their backups are not kept for three years."),
    ("防火牆設定規則過鬆，特定伺服器對網段進行任意服務。", "Firewall rules are too wide: any service is open to whole segments."),
)


def firm_rows(count: int = 12) -> tuple[FirmRow, ...]:
    """Invented firms from the largest to the smallest."""
    rows = []
    for number in range(count):
        capital = 31_260_000_000 - number * 2_500_000_000
        band = next(band for band in reversed(STAFFING) if capital >= band.minimum)
        scope = ScopeBand(band.id, band.minimum, band.below, band.name, ("P1",))
        name = f"示範{_NAMES[number]}證券"
        rows.append(
            FirmRow(
                uid=f"firm-{number}",
                code=f"ZX{number + 1:02d}",
                name=name,
                short_name=name[:3],
                paid_in_capital=capital,
                assigned_operating_funds=None,
                capital_valid_from=date(2019, 6, 30),
                scope_band=scope,
                staffing_band=band,
                internet_ordering=number % 2 == 0,
                staffing=None,
                open_findings=number % 4,
                last_visit=None,
                standing="none",
            )
        )
    return tuple(rows)


def compiled_notice(year: int = 2019) -> CompiledNotice:
    """A notice of thirty entries under nine sections, and four findings left out."""
    sections = []
    for code, zh, en, count in _SECTIONS:
        entries = []
        for number in range(count):
            wording = _WORDINGS[number % len(_WORDINGS)]
            findings = tuple(f"{code}-{number}-{each}" for each in range(3))
            entries.append(
                NoticeEntry(
                    f"{code}-{number}", code, Bilingual(*wording), Bilingual("", ""), 3, 40 - number, number % 2, findings
                )
            )
        sections.append(NoticeSection(code, Bilingual(zh, en), 3, tuple(entries)))
    excluded = (
        Excluded("f1", "108-0007", "other_authority"),
        Excluded("f2", "108-0031", "not_accepted"),
        Excluded("f3", "108-0055", "withdrawn"),
        Excluded("f4", "108-0060", "other_authority"),
    )
    return CompiledNotice(
        year=year,
        compiled_on=date(year, 12, 11),
        publish_on=date(year + 1, 1, 1),
        editions=("2019-10-25",),
        rule_names=(Bilingual("證券商資通安全查核規則（108/10/25）", "Audit rules of 2019-10-25"),),
        firms_audited=68,
        visits=68,
        findings=90,
        sections=tuple(sections),
        excluded=excluded,
    )


@dataclass
class FakeNotice:
    """The notice service, from memory."""

    compiled: dict[int, CompiledNotice] = field(default_factory=lambda: {2019: compiled_notice()})
    written: list[dict[str, object]] = field(default_factory=list)
    pdf: bytes = b""

    def years(self) -> tuple[int, ...]:
        return tuple(sorted(self.compiled, reverse=True))

    def compile(self, year: int) -> CompiledNotice:
        return self.compiled[year]

    def list(self) -> tuple[dict[str, object], ...]:
        return tuple(self.written)

    def preview_pdf(self, year: int, language: str = "zh_TW") -> bytes:
        return self.pdf

    def write(self, year: int, folder: Path, progress: Callable[..., None], language: str = "zh_TW") -> tuple[PaperRow, ...]:
        papers = []
        for number, kind in enumerate(("pdf", "html", "ods")):
            progress(number, 3, "papers")
            path = folder / f"notice-{year}.{kind}"
            path.write_bytes(b"")
            papers.append(PaperRow(kind, "notice", "n", f"{year}", "", str(path), "", 0, datetime(2020, 1, 1)))
        self.written.append({"year": year})
        return tuple(papers)


def readiness(year: int) -> Readiness:
    """Nothing stands in the way but that nothing is compiled."""
    return Readiness(year, date(year + 1, 1, 1), 18, 0, 0, 0, 12, False, 0, 0, NoticeStage.COMPILE)


class FakeDrafts:
    """The drafts service, from memory."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], DraftRow] = {}

    def keep_all(self, typed) -> datetime:
        now = datetime.now(UTC)
        for each in typed:
            self.rows[each.place, each.field] = DraftRow(each.place, each.field, each.content, each.caret, now)
        return now

    def drop(self, place: str, field: str | None = None) -> None:
        for key in [key for key in self.rows if key[0] == place and field in (None, key[1])]:
            del self.rows[key]

    def all(self, place: str) -> tuple[DraftRow, ...]:
        return tuple(row for key, row in self.rows.items() if key[0] == place)


class FakeDesk:
    """What the shell and its places ask of a desk."""

    def __init__(self, home: Path) -> None:
        self.actor = PersonRow("p1", "chang", "張示範", ("supervisor", "administrator"), True)
        self.store = SimpleNamespace(workspace=SimpleNamespace(home=home))
        self.notice = FakeNotice()
        self.notice_life = SimpleNamespace(draft=lambda year: None)
        self.notice_register = SimpleNamespace(
            opening_year=lambda: None, readiness=readiness, page=lambda *_: IssuePage((), 1, 1, 0)
        )
        self.findings = SimpleNamespace(list=lambda year=None: ())
        self.rows = firm_rows()
        self.firms = SimpleNamespace(list=lambda on, year=None: self.rows)
        self.listeners: list[Callable[[frozenset[str]], None]] = []
        self.closed = False
        self.drafts = FakeDrafts()
        self.letters = SimpleNamespace(unfinished=lambda: None)
        self.cautions = ()
        chosen = {name: setting.default for name, setting in SETTINGS.items()}
        self.settings = SimpleNamespace(all=lambda: chosen, change=chosen.__setitem__)
        self.backups = SimpleNamespace(folder=lambda: home / "backups", list=lambda: (), due=lambda: False)
        self.people = SimpleNamespace(list=lambda: (self.actor,))
        self.outside_retention = SimpleNamespace(list=lambda: ())
        self.retention = SimpleNamespace(list=lambda due=False: (), holds=lambda: ())

    @property
    def left_open(self) -> tuple[DraftRow, ...]:
        return self.drafts.all("session")

    def today(self) -> date:
        return TODAY

    def refusal(self, act: str) -> Refused | None:
        """As the table of acts says for this person's roles."""
        try:
            demand(act, self.actor.login, self.actor.roles)
        except Refused as refused:
            return refused
        return None

    def subscribe(self, listener: Callable[[frozenset[str]], None]) -> None:
        self.listeners.append(listener)

    def close(self) -> None:
        self.closed = True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen plugin grumbles each time a window asks to keep a smallest size."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


class PatientBot(QtBot):
    """Waits half a minute where a test names no time: these tests are about what happens, on machines with other work too."""

    def waitUntil(self, callback, *, timeout: int = 30_000) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal, *, timeout: int = 30_000, **choices):
        return super().waitSignal(signal, timeout=timeout, **choices)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """pytest-qt's own, with more patience."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def no_question_waits(monkeypatch: pytest.MonkeyPatch):
    """A question that nobody answers fails at once instead of standing there until the time is over."""

    def asked(box: QDialog) -> int:
        raise AssertionError(f"a question in the way: {getattr(box, 'text', box.windowTitle)()}")

    for kind in (QDialog, QMessageBox):
        monkeypatch.setattr(kind, "exec", asked)


@pytest.fixture(autouse=True)
def look(qapp: QApplication):
    """Every test begins light, at 100 %, in Traditional Chinese, and without the windows of the one before."""
    words.use("zh_TW")
    gc.disable()  # as in the application, circles end on the GUI thread only
    if (theme().mode, theme().scale, theme().density) != ("light", 1.0, "default") or not qapp.styleSheet():
        apply(qapp, Theme())
    yield
    words.use("zh_TW")
    # They would all be styled anew with the next look; left alone, they go only when an event loop runs again.
    qapp.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    collect_if_due()
    gc.enable()


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    kept = Preferences(tmp_path / "preferences.json")
    kept.choices.look = "light"
    return kept


@pytest.fixture
def runner(qapp: QApplication):
    made = Runner()
    yield made
    made.close()


@pytest.fixture
def fake_desk(tmp_path: Path) -> FakeDesk:
    return FakeDesk(tmp_path / "workspace")


REGISTER = """代號,名稱,資本額,網路下單,資安專責單位,資安主管,資安人員,統一編號,地址
ZX01,示範甲證券,312億,是,有,1,2,00000016,臺北市示範路1號
ZX02,示範乙證券,100億,是,,1,1,00000022,臺北市示範路1號
ZX03,示範丙證券,9999999999,是,,1,1,00000037,臺北市示範路1號
ZX04,示範臺銀證券,40億,是,,0,1,00000043,臺北市示範路1號
ZX05,示範戊證券,3999999999,是,,,1,00000058,臺北市示範路1號
"""


def follow(desk: Desk, runner: Runner, shown: QWidget) -> None:
    """What is kept reaches a shell or place while it stands, as the window has it."""

    def refresh(changed: frozenset[str]) -> None:
        if isValid(shown):
            shown.refresh(changed)

    desk.subscribe(lambda changed: runner._post(partial(refresh, changed)))


@contextmanager
def standing_shell(qtbot, desk, tmp_path: Path, built: tuple[Built, ...], size: tuple[int, int] = (1366, 738)) -> Iterator[Shell]:
    """A shell with these places over a desk, in front and begun; it follows what is kept, and leaves in good order."""
    runner = Runner()
    shell = Shell(desk, runner, Preferences(tmp_path / "preferences.json"), built)
    qtbot.addWidget(shell)
    follow(desk, runner, shell)
    shell.resize(*size)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    shell.start()
    yield shell
    shell.leave(for_good=True)
    runner.close()


@pytest.fixture(scope="session")
def register_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with five firms on both sides of every threshold, made once; never changed."""
    folder = tmp_path_factory.mktemp("register")
    path = folder / "register.csv"
    path.write_text(REGISTER, encoding="utf-8")
    desk, _ = Desk.create(
        folder / "home", "wang", "王主管", PASSPHRASE, ("supervisor",), cost=CHEAP, clock=fixed_clock(FIRMS_DAY)
    )
    desk.firm_lists.apply(desk.firm_lists.preview(path, date(2019, 1, 1)))
    desk.close()
    return folder / "home"


@pytest.fixture
def filled(register_home: Path, tmp_path: Path) -> Iterator[Desk]:
    """A copy of it that a test may change."""
    home = tmp_path / "register"
    shutil.copytree(register_home, home)
    desk = Desk.open(home, "wang", PASSPHRASE, clock=fixed_clock(FIRMS_DAY))
    yield desk
    desk.close()


@contextmanager
def firms_place(qtbot, desk: Desk, tmp_path: Path, size: tuple[int, int] = (1366, 738)) -> Iterator[FirmsPlace]:
    """The Firms place alone in such a shell, read."""
    built = tuple(each for each in BUILT if each.key == "firms")
    with standing_shell(qtbot, desk, tmp_path, built, size) as shell:
        place = shell.place
        assert isinstance(place, FirmsPlace)
        qtbot.waitUntil(lambda: place.on is not None)
        yield place


@pytest.fixture
def place(qtbot, filled: Desk, tmp_path: Path) -> Iterator[FirmsPlace]:
    """The Firms place over five firms, the first one on screen."""
    with firms_place(qtbot, filled, tmp_path) as place:
        assert place.register.view.choose("ZX01")
        qtbot.waitUntil(lambda: place.detail.firm is not None and place.detail.firm.code == "ZX01")
        yield place


@pytest.fixture
def empty_place(qtbot, desk: Desk, tmp_path: Path) -> Iterator[FirmsPlace]:
    """The same without a firm."""
    with firms_place(qtbot, desk, tmp_path) as place:
        yield place


@pytest.fixture
def narrow_place(qtbot, filled: Desk, tmp_path: Path) -> Iterator[FirmsPlace]:
    """The same where only one pane has room."""
    with firms_place(qtbot, filled, tmp_path, (700, 400)) as place:
        place.register.view.choose("ZX01")
        yield place


@pytest.fixture(scope="session")
def findings_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with findings to review, made once; never changed."""
    from tests.ui.findings_office import build

    return build(tmp_path_factory.mktemp("findings"))


@pytest.fixture
def as_person(findings_home: Path, tmp_path: Path) -> Iterator[Callable[[str], Desk]]:
    """Opens a copy of it as one of its people; whoever had it open leaves first."""
    from tests.ui.findings_office import opened

    home = tmp_path / "findings"
    shutil.copytree(findings_home, home)
    desks: list[Desk] = []

    def person(login: str) -> Desk:
        for desk in desks:
            desk.close()
        desks.append(opened(home, login))
        return desks[-1]

    yield person
    for desk in desks:
        desk.close()
