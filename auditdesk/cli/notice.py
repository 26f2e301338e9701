"""Commands: the January-1 notice."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from auditdesk.cli.session import SESSION
from auditdesk.cli.tables import show_line, show_pairs, show_table
from auditdesk.model.notice import CompiledNotice

app = typer.Typer(help="The yearly public notice.", no_args_is_help=True)


def compiled_json(notice: CompiledNotice) -> dict[str, Any]:
    """A compiled notice in the shape of ``notice compile --json``."""
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
                "suppressed": entry.suppressed,
            }
            for entry in notice.entries
        ],
        "excluded": [{"finding": one.number, "why": one.why} for one in notice.excluded],
    }


@app.command("compile")
def compile_notice(year: int) -> None:
    """What the notice of a year would say now. Keeps nothing."""
    with SESSION.desk() as desk:
        notice = desk.notice.compile(year)

    def show() -> None:
        show_pairs((("year", notice.year), ("firms_audited", notice.firms_audited), ("count_findings", notice.findings)))
        rows = [(entry.code, entry.wording, entry.firms, entry.applied_firms) for entry in notice.entries]
        show_table(("code", "wording", "firms", "applied_firms"), rows)
        show_line("notice.excluded", count=len(notice.excluded))

    SESSION.result(compiled_json(notice), show)


@app.command("write")
def write(year: int, out: Annotated[Path, typer.Option(help="Folder for the files.")]) -> None:
    """Write the compiled notice as PDF, HTML and ODS."""
    with SESSION.desk() as desk, SESSION.progress() as progress:
        papers = desk.notice.write(year, out, progress, SESSION.words.language)
    files = [{"path": paper.path, "sha256": paper.sha256} for paper in papers]
    content = {"year": year, "number": papers[0].number, "title": papers[0].title, "files": files}
    SESSION.result(content, lambda: show_table(("path", "sha256"), [(paper.path, paper.sha256) for paper in papers]))


@app.command("list")
def list_notices(keyword: Annotated[str | None, typer.Option(help="Substring of the title.")] = None) -> None:
    """The register of notices written."""
    with SESSION.desk() as desk:
        notices = [one for one in desk.notice.list() if keyword is None or keyword in str(one["title"])]
    rows = [(one["number"], one["title"], one["compiled_on"]) for one in notices]
    SESSION.result({"notices": notices}, lambda: show_table(("notice", "title", "compiled_on"), rows))
