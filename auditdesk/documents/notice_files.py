"""The notice in files: every format made from one paper, kept all together or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from auditdesk.documents.html import render_html
from auditdesk.documents.notice_data import dictionary_csv, notice_csv, notice_json
from auditdesk.documents.notice_figures import Say
from auditdesk.documents.notice_ods import notice_ods
from auditdesk.documents.notice_story import notice_story
from auditdesk.documents.odt import render_odt
from auditdesk.documents.single_window import render_text
from auditdesk.errors import Refused
from auditdesk.files import refusal
from auditdesk.model.notice_paper import PAPER_FORMATS, NoticePaper
from auditdesk.progress import Progress, silent
from auditdesk.rules.calendar import roc_year
from auditdesk.words import Words

if TYPE_CHECKING:
    from auditdesk.documents.pdf.signing import Signer

BOTH: Final = ("zh_TW", "en")


def title_of(paper: NoticePaper, language: str) -> str:
    """The title of the notice in that language."""
    return Say(paper, language).title


def notice_pdf(paper: NoticePaper, language: str, *, to_sign: bool = False) -> bytes:
    """The notice as tagged PDF, with an empty field for a signature where it is ``to_sign``. Raises BadInput ``glyph.missing``."""
    from auditdesk.documents.pdf.render import render_pdf
    from auditdesk.documents.pdf.style import notice_style

    story = notice_story(paper, language)
    field = Words(language).say("paper.signature", publisher=story.author) if to_sign else ""
    return render_pdf(story, notice_style(language), signature=field)


def notice_html(paper: NoticePaper, language: str) -> bytes:
    """The notice as one HTML file in UTF-8."""
    return render_html(notice_story(paper, language)).encode()


def notice_docx(paper: NoticePaper, language: str) -> bytes:
    """The notice as a Word file."""
    from auditdesk.documents.docx import render_docx

    return render_docx(notice_story(paper, language))


def notice_odt(paper: NoticePaper, language: str) -> bytes:
    """The notice as an OpenDocument text."""
    return render_odt(notice_story(paper, language))


def notice_text(paper: NoticePaper, language: str) -> bytes:
    """The notice as plain text for the single window, in UTF-8."""
    return render_text(notice_story(paper, language)).encode()


Maker = Callable[[NoticePaper, str], bytes]
_MAKERS: Final[dict[str, tuple[tuple[str, Maker], ...]]] = {
    "pdf": ((".pdf", notice_pdf),),
    "html": ((".html", notice_html),),
    "docx": ((".docx", notice_docx),),
    "odt": ((".odt", notice_odt),),
    "txt": ((".txt", notice_text),),
    "ods": ((".ods", notice_ods),),
    "csv": ((".csv", notice_csv), ("-dictionary.csv", dictionary_csv)),
    "json": ((".json", notice_json),),
}
"""The files of each format: how its name ends, and what makes it."""


def file_stem(paper: NoticePaper, language: str, serial: str = "") -> str:
    """``notice-108-N01`` in Chinese, ``notice-2019-N01-en`` in English: names that any system and any mail takes."""
    english = language.startswith("en")
    return f"notice-{paper.year if english else roc_year(paper.year)}{'-' if serial else ''}{serial}{'-en' if english else ''}"


def write_notice(
    paper: NoticePaper,
    folder: Path,
    languages: Sequence[str] = BOTH,
    formats: Sequence[str] = PAPER_FORMATS,
    progress: Progress = silent,
    *,
    serial: str = "",
    signer: Signer | None = None,
) -> tuple[Path, ...]:
    """Write the notice into ``folder`` (made when missing) and return the files, by language, then by format.

    ``serial`` stands in the names, so that a later notice of the year never takes those of an earlier one. ``signer`` signs the PDF files.

    All files are made before any gets its name, so a failure or a cancel leaves what stood there before. A file that stands there
    already is never replaced: one with the same content is taken as written, another is refused.

    Raises BadInput ``glyph.missing``; Refused ``paper.exists``; Unavailable ``disk.full``, ``disk.read_only`` or ``disk.failed``.
    """
    makers = [
        (f"{file_stem(paper, language, serial)}{ending}", make, language)
        for language in languages
        for kind in formats
        for ending, make in _MAKERS[kind]
    ]
    waiting: list[tuple[Path, Path]] = []
    target = folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for done, (name, make, language) in enumerate(makers):
            progress(done, len(makers), "papers")
            target = folder / name
            beside = folder / f".{target.name}.{secrets.token_hex(4)}.tmp"
            waiting.append((beside, target))
            signed = signer is not None and make is notice_pdf
            content = signer.signed(notice_pdf(paper, language, to_sign=True)) if signed and signer else make(paper, language)
            _write(beside, content)
        progress(len(makers), len(makers), "papers")
        for beside, target in waiting:
            if target.exists() and target.read_bytes() != beside.read_bytes():
                raise Refused("paper.exists", path=str(target))
        for beside, target in waiting:
            beside.replace(target)
    except OSError as problem:
        raise refusal(problem, target) from problem
    finally:
        for beside, _ in waiting:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
    return tuple(target for _, target in waiting)


def _write(path: Path, content: bytes) -> None:
    with open(path, "xb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
