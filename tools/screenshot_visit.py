"""What is done at the window before the pictures of a visit, its sheets, the plan's views and the tips are taken."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PIL import Image, ImageDraw

from auditdesk.desk import Desk
from auditdesk.model.fieldwork_rows import KeepNote
from auditdesk.model.samples import KeepInterview, KeepSample
from auditdesk.model.tips import AddTip, TipSource
from ui.shell import Shell


def keep_beside(desk: Desk, visit: str, finding: str) -> None:
    """A photo of the finding, two notes that wait, and a tip about the firm."""
    with tempfile.TemporaryDirectory() as folder:
        photo = Path(folder, "IMG_2031.jpg")
        picture = Image.new("RGB", (1600, 1200), (58, 66, 78))
        draw = ImageDraw.Draw(picture)
        for at in range(12):
            draw.rectangle((220, 80 + at * 88, 1380, 150 + at * 88), fill=(34, 38, 46), outline=(120, 130, 142), width=3)
            draw.ellipse((1310, 100 + at * 88, 1340, 130 + at * 88), fill=(80, 190, 120) if at % 4 else (214, 120, 60))
        picture.save(photo, quality=88)
        desk.evidence.add(finding, [photo])
    sample = desk.samples.keep(KeepSample(visit, "CC-17010-03", population="防火牆規則"))
    desk.samples.keep(KeepSample(sample=sample.uid, listed=tuple(f"規則 {number:03}" for number in range(1, 129))))
    desk.samples.draw(sample.uid, 20)
    desk.interviews.keep(KeepInterview(visit, role="資訊主管", subject="規則多久檢視一次，由誰核准", items=("CC-17010-03",)))
    for text in ("機櫃 3 後方有未貼標籤的測試機 #18000-2", "值班表少了 10/09 夜班簽名"):
        desk.fieldwork.note(KeepNote(visit, text))


def register_tip(desk: Desk, day: date) -> None:
    """A tip as the public sends it."""
    desk.tips.add(
        AddTip("下單網站仍支援舊版加密協定", day, TipSource.EMAIL, "ZX03", "以免費掃描工具檢測，附評分結果頁。", "周○○", "mail")
    )


def in_fieldwork(open_it: Callable[[Shell], None], act: str) -> Callable[[Shell], None]:
    """Open the visit under way, then what ``act`` of its screen opens."""

    def show(shell: Shell) -> None:
        open_it(shell)
        getattr(shell.place.fieldwork, act)()

    return show


def look_at_evidence(open_it: Callable[[Shell], None], wait: Callable[[int], None]) -> Callable[[Shell], None]:
    """The evidence of the finding, large."""

    def show(shell: Shell) -> None:
        open_it(shell)
        strip = shell.place.fieldwork.strip
        wait(800)
        strip.tiles[0].setFocus()
        strip.open_viewer()
        wait(1200)

    return show


def plan_view(year: int, view: str) -> Callable[[Shell], None]:
    """Another view of a plan."""

    def show(shell: Shell) -> None:
        shell.place.show_year(year)
        shell.place.board.show_view(view)

    return show
