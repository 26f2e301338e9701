"""Commands: the January-1 notice."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Annotated, Any

import typer

from auditdesk.cli import notice_register, notice_signing
from auditdesk.cli.session import SESSION
from auditdesk.cli.tables import show_line, show_pairs, show_table
from auditdesk.model.notice import CompiledNotice
from auditdesk.model.notice_draft_rows import NoticeStage
from auditdesk.rules.notice import FIRST_YEAR, LAST_YEAR
from auditdesk.rules.small_cells import counts_of, firms_key, published

app = typer.Typer(help="The yearly public notice.", no_args_is_help=True)


def compiled_json(notice: CompiledNotice, shown: Collection[str]) -> dict[str, Any]:
    """A compiled notice in the shape of ``notice compile --json``; ``shown``: entries that may be printed."""
    language = SESSION.words.language
    return {
        "year": notice.year,
        "publish_on": notice.publish_on,
        "compiled_on": notice.compiled_on,
        "editions": list(notice.editions),
        "firms_audited": notice.firms_audited,
        "visits": notice.visits,
        "findings": notice.findings,
        "sections": [
            {
                "code": section.code,
                "name": section.name.in_language(language),
                "firms": section.firms,
                "entries": [entry.pattern for entry in section.entries],
            }
            for section in notice.sections
        ],
        "entries": [
            {
                "pattern": entry.pattern,
                "code": entry.code,
                "wording": entry.wording.in_language(language),
                "firms": entry.firms,
                "applied_firms": entry.applied_firms,
                "rate": round(float(entry.rate), 4) if entry.rate is not None else None,
                "repeats": entry.repeats,
                "suppressed": entry.pattern not in shown,
                "remedied": entry.remedied,
                "by_band": list(entry.by_band),
                "compared": entry.compared,
                "merged": list(entry.merged_patterns),
            }
            for entry in notice.entries
        ],
        "bands": [
            {"id": band.id, "minimum": band.minimum, "below": band.below, "firms_audited": firms}
            for band, firms in zip(notice.bands, notice.audited_by_band, strict=True)
        ],
        "observations": [
            {"pattern": one.pattern, "code": one.code, "wording": one.wording.in_language(language), "firms": one.firms}
            for one in notice.observations
        ],
        "excluded": [{"finding": one.number, "why": one.why} for one in notice.excluded],
    }


@app.command("compile")
def compile_notice(
    year: int,
    show_only: Annotated[bool, typer.Option("--show", help="Keep nothing; only say what the notice would count now.")] = False,
) -> None:
    """Group the accepted findings of a year into the draft of its notice. Figures are for the inside; withheld ones are marked."""
    with SESSION.desk() as desk:
        readiness = desk.notice_register.readiness(year) if FIRST_YEAR <= year <= LAST_YEAR else None
        if show_only or (readiness is not None and readiness.stage is NoticeStage.LOCKED):
            notice = desk.notice.compile(year)
            shown = None
        else:
            row = desk.notice_life.start(year)
            notice, shown = row.compiled, {entry.pattern for entry in row.paper.entries if not entry.withheld}
        threshold = desk.settings.all()["notice.threshold"]
    if shown is None:
        figures = published(counts_of(notice, threshold)).figures()
        shown = {entry.pattern for entry in notice.entries if figures[firms_key(entry.pattern)] is not None}
    content = compiled_json(notice, shown)

    def show() -> None:
        show_pairs((("year", notice.year), ("firms_audited", notice.firms_audited), ("count_findings", notice.findings)))
        rows = [(entry.code, entry.wording, entry.firms, entry.applied_firms) for entry in notice.entries]
        show_table(("code", "wording", "firms", "applied_firms"), rows)
        show_line("notice.excluded", count=len(notice.excluded))

    SESSION.result(content, show)


@app.command("write")
def write(year: int, out: Annotated[Path, typer.Option(help="Folder for the files.")]) -> None:
    """Write the compiled notice as PDF, HTML and ODS without sign-off: for the inside, small counts withheld."""
    with SESSION.desk() as desk, SESSION.progress() as progress:
        papers = desk.notice.write(year, out, progress, SESSION.words.language)
    files = [{"path": paper.path, "sha256": paper.sha256} for paper in papers]
    content = {"year": year, "number": papers[0].number, "title": papers[0].title, "files": files}
    SESSION.result(content, lambda: show_table(("path", "sha256"), [(paper.path, paper.sha256) for paper in papers]))


notice_signing.register(app)
notice_register.register(app)
