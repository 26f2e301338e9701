"""What letters cost: rendering in each format against the PDF of the same story untagged by a plain canvas, and the peak of memory."""

from __future__ import annotations

import io
import resource
import time
from collections.abc import Callable

LETTERS = 80


def _cpu(step: Callable[[], object]) -> float:
    start = time.process_time()
    step()
    return time.process_time() - start


def main() -> None:
    """80 letters in each format; the baseline draws the same words with reportlab's own canvas, one line a text."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    from auditdesk import places
    from auditdesk.documents.letter_files import letter_file
    from auditdesk.documents.letter_form import filled_form, starter_form
    from auditdesk.documents.letter_story import letter_story
    from auditdesk.documents.story import texts_of
    from auditdesk.rules.letters import LetterKind
    from auditdesk.services.letters_templates import sample_content

    letter = sample_content(LetterKind.RESULT)
    pdfmetrics.registerFont(TTFont("bench-kai", places.resources() / "fonts" / "TWKai-Regular.ttf"))

    def plain() -> None:
        target = io.BytesIO()
        canvas = Canvas(target)
        height = 800
        for text in texts_of(letter_story(letter, "zh_TW")):
            for start in range(0, max(1, len(text)), 30):
                canvas.setFont("bench-kai", 16)
                canvas.drawString(70, height, text[start : start + 30])
                height -= 25
                if height < 70:
                    canvas.showPage()
                    height = 800
        canvas.save()

    plain()
    baseline = _cpu(lambda: [plain() for _ in range(LETTERS)])
    print(f"baseline {LETTERS} letters {baseline:.2f} s CPU")
    for suffix in ("pdf", "docx", "odt", "di"):
        letter_file(letter, suffix)
        spent = _cpu(lambda suffix=suffix: [letter_file(letter, suffix) for _ in range(LETTERS)])
        print(f"{suffix} {spent:.2f} s CPU, x{spent / baseline:.2f}")
    form = starter_form()
    print(f"Word form {_cpu(lambda: [filled_form(form, letter, 'zh_TW') for _ in range(LETTERS)]):.2f} s CPU")
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
