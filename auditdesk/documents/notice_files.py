"""The notice in files: PDF, HTML and ODS made from one story and one set of figures, kept all together or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from auditdesk.documents.html import render_html
from auditdesk.documents.notice_ods import notice_ods
from auditdesk.documents.notice_story import notice_story, notice_title
from auditdesk.errors import Refused
from auditdesk.files import refusal
from auditdesk.model.notice import CompiledNotice
from auditdesk.progress import Progress, silent
from auditdesk.rules.calendar import roc_year


def title_of(notice: CompiledNotice, language: str) -> str:
    """The title of the notice in that language."""
    return notice_title(notice, language)


def notice_pdf(notice: CompiledNotice, language: str) -> bytes:
    """The notice as PDF. Raises BadInput ``glyph.missing`` (characters)."""
    from auditdesk.documents.pdf.render import render_pdf
    from auditdesk.documents.pdf.style import notice_style

    return render_pdf(notice_story(notice, language), notice_style(language))


def notice_html(notice: CompiledNotice, language: str) -> bytes:
    """The notice as one HTML file in UTF-8."""
    return render_html(notice_story(notice, language)).encode()


def file_stem(notice: CompiledNotice, language: str) -> str:
    """``notice-108`` in Chinese, ``notice-2019-en`` in English: names that any system and any mail takes."""
    return f"notice-{notice.year}-en" if language.startswith("en") else f"notice-{roc_year(notice.year)}"


def write_notice(
    notice: CompiledNotice, folder: Path, language: str = "zh_TW", progress: Progress = silent, *, number: str = ""
) -> tuple[Path, ...]:
    """Write the notice as PDF, HTML and ODS into ``folder`` (made when missing) and return the files in that order.

    ``number`` is added to the names, so that an earlier notice of the year keeps its files. A file that stands there already is
    never replaced: one with the same content is taken as written, another is refused.

    All formats are made before any file gets its name, so a failure or a cancel leaves what stood there before.
    Raises BadInput ``glyph.missing``; Refused ``paper.exists``; Unavailable ``disk.full``, ``disk.read_only`` or ``disk.failed``.
    """
    stem = file_stem(notice, language) + (f"-{number}" if number else "")
    makers = (("pdf", notice_pdf), ("html", notice_html), ("ods", notice_ods))
    waiting: list[tuple[Path, Path]] = []
    target = folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for done, (kind, make) in enumerate(makers):
            progress(done, len(makers), "papers")
            target = folder / f"{stem}.{kind}"
            beside = folder / f".{target.name}.{secrets.token_hex(4)}.tmp"
            waiting.append((beside, target))
            _write(beside, make(notice, language))
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
