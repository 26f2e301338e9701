"""What letters cost: 80 PDF letters against the same words set by plain platypus, whole batches through the services, a killed batch.

Bars: tagged at most 1.5 of the plain one; peak of the PDF letters 150 MB; 64 letters as PDF and Word 60 s and 500 MB; another letter
costs a constant; ``--all`` also writes 880 letters (10 minutes). Killed at letter 30 of 64 a batch ends with 64, no number twice.
"""

from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LETTERS, FINDINGS = 80, 20
FACTS = (
    "未定期或適時修補網路運作環境之安全漏洞（例如：作業系統、網站伺服器、瀏覽器、防火牆及防毒版本等），並留存相關紀錄。",
    "防火牆進出紀錄及其備份，未依規定至少保存三年；重要系統之稽核紀錄亦同。",
    "資通安全存取控制之密碼管理作業，尚未全面使用優質密碼設定，或未於 3 個月內更新相關使用者之密碼。",
    "電腦系統容量評估及壓力測試範圍欠完整。",
)
SIZES = (64, 16)


def _apart(task: str, *arguments: str) -> str:
    """One task in a process of its own, so that neither time nor memory of another is in it."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.letters", task, *arguments], check=True, capture_output=True, text=True, timeout=1200
    )
    return done.stdout.strip()


def _peak() -> int:
    """The most memory this process ever held, in MB."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def ours() -> None:
    """80 letters of 20 findings, tagged, in the Kai face."""
    from auditdesk.documents.letter_files import letter_pdf
    from auditdesk.rules.letters import LetterKind
    from auditdesk.services.letters_templates import sample_content

    sample = sample_content(LetterKind.RESULT)
    for number in range(LETTERS):
        findings = tuple(
            dataclasses.replace(
                sample.findings[0], number=f"108-{number:03d}{line:02d}", facts=FACTS[line % 4] + FACTS[number % 4]
            )
            for line in range(FINDINGS)
        )
        letter_pdf(dataclasses.replace(sample, findings=findings, number=f"臺證輔字第109{number:07d}號"))
    print(f"{time.process_time():.2f} {_peak()}")


def plain() -> None:
    """The same words by the library's own paragraphs and tables, untagged, with the same font."""
    import io

    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, TableStyle

    from auditdesk import places
    from auditdesk.documents.letter_story import letter_story
    from auditdesk.documents.story import Table, texts_of
    from auditdesk.rules.letters import LetterKind
    from auditdesk.services.letters_templates import sample_content

    pdfmetrics.registerFont(TTFont("K", str(places.resources() / "fonts" / "TWKai-Regular.ttf")))
    body = ParagraphStyle("body", fontName="K", fontSize=16, leading=25, wordWrap="CJK")
    cell = ParagraphStyle("cell", fontName="K", fontSize=11, leading=15, wordWrap="CJK")
    look = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    sample = sample_content(LetterKind.RESULT)
    for number in range(LETTERS):
        story = letter_story(dataclasses.replace(sample, number=f"臺證輔字第109{number:07d}號"), "zh_TW")
        table = next(block for block in story.blocks if isinstance(block, Table))
        cells = [[Paragraph(text, cell) for text in table.head]]
        for line in range(FINDINGS):
            row = (f"108-{number:03d}{line:02d}", *table.rows[0][1:3], FACTS[line % 4] + FACTS[number % 4], table.rows[0][4])
            cells.append([Paragraph(text, cell) for text in row])
        flow = [Paragraph(text, body) for text in texts_of(story) if text]
        flow.append(LongTable(cells, colWidths=[62, 66, 128, 132, 62], repeatRows=1, style=look))
        SimpleDocTemplate(io.BytesIO(), pagesize=A4, initialFontName="K").build(flow)
    print(f"{time.process_time():.2f} {_peak()}")


def batch(firms: str, formats: str) -> None:
    """A batch of that many letters through the services; each file is read back and each letter kept."""
    from auditdesk.model.commands import WriteLetters
    from tests.services.letters_office import CLERK, DAY, YEAR, make_office, open_as

    with tempfile.TemporaryDirectory() as folder:
        if os.fork() == 0:
            make_office(Path(folder, "w"), int(firms))
            os._exit(0)
        os.wait()
        desk = open_as(Path(folder, "w"), CLERK)
        began = time.perf_counter()
        order = WriteLetters(YEAR, str(Path(folder, "out")), DAY, formats=tuple(formats.split(",")))
        done = desk.letters.run(desk.letters.start(order).batch.uid)
        assert done.batch.written == int(firms)
        print(f"{time.perf_counter() - began:.1f} {_peak()}")
        desk.close()


def killed() -> None:
    """A process with 64 letters to write is killed when 30 are there; another one goes on."""
    from tests.services.letters_office import CLERK, make_office, open_as

    with tempfile.TemporaryDirectory() as folder:
        home, out = Path(folder, "w"), Path(folder, "out")
        make_office(home, 64)
        with subprocess.Popen([sys.executable, "-m", "tests.services.letters_kill_script", str(home), str(out)]) as running:
            while len(list(out.glob("*.pdf"))) < 30 and running.poll() is None:
                time.sleep(0.002)
            running.kill()
        assert running.returncode == -signal.SIGKILL
        desk = open_as(home, CLERK)
        waiting = desk.letters.unfinished()
        assert waiting is not None
        done = desk.letters.run(waiting.uid)
        numbers = [int(letter.number[-8:-1]) for letter, _ in done.letters]
        listed = {Path(paper.path).name for _, papers in done.letters for paper in papers}
        assert numbers == list(range(1, 65)) and desk.care.verify().ok
        assert {path.name for path in out.iterdir()} == {*listed, "manifest-110-0000001-0000064.json"}
        print(f"killed with {waiting.written} of 64 kept, ended with {len(numbers)}, each number once, no half file")
        desk.close()


def main() -> None:
    """Each measurement in a process of its own, one after the other."""
    made, peak = _apart("ours").split()
    theirs, other = _apart("plain").split()
    print(f"{LETTERS} letters: tagged {made} s CPU, {peak} MB (bar 150); plain platypus {theirs} s, {other} MB")
    print(f"tagged ÷ plain: ×{float(made) / float(theirs):.2f} (bar 1.5)")
    spent = []
    for firms in SIZES:
        wall, peak = _apart("batch", str(firms), "pdf,docx").split()
        spent.append(float(wall))
        print(f"{firms} letters as PDF and DOCX, kept and read back: {wall} s, {peak} MB (64: bars 60 s, 500 MB)")
    print(f"another letter: {(spent[0] - spent[1]) / (SIZES[0] - SIZES[1]) * 1000:.0f} ms")
    if "--all" in sys.argv:
        wall, peak = _apart("batch", "880", "pdf").split()
        print(f"880 letters as PDF: {wall} s, {peak} MB (bar 600 s)")
    print(_apart("killed"))


TASKS = {"ours": ours, "plain": plain, "batch": batch, "killed": killed}

if __name__ == "__main__":
    TASKS.get(sys.argv[1] if len(sys.argv) > 1 else "", main)(*sys.argv[2:])
