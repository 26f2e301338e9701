"""Commands: a notice locked, listed, proven, corrected, and what still stands in its way."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from auditdesk.cli.certificate import SignFile, TokenLabel, TokenModule, certificate
from auditdesk.cli.notice_signing import standing_json
from auditdesk.cli.session import SESSION, parsed_day
from auditdesk.cli.tables import show_pairs, show_table
from auditdesk.model.notice_draft_rows import IssueRow, RegisterQuery
from auditdesk.model.notice_paper import PAPER_FORMATS
from auditdesk.words import LANGUAGES


def register(app: typer.Typer) -> None:
    """Add the commands to ``notice``."""
    app.command("lock")(lock)
    app.command("list")(list_notices)
    app.command("verify")(verify)
    app.command("correct")(correct)
    app.command("status")(status)


def issue_json(row: IssueRow) -> dict[str, Any]:
    """One line of the register as the public page shows it."""
    return {
        "number": row.number,
        "title": row.title if SESSION.words.language == "zh_TW" or not row.title_en else row.title_en,
        "updated_on": row.updated_on,
        "files": [{"name": file.name, "size": file.size, "sha256": file.sha256} for file in row.files],
        "category": row.category,
        "publisher": row.publisher,
        "year": row.year,
        "edition_number": row.edition_number,
        "corrects": row.corrects,
        "correction": row.correction if SESSION.words.language == "zh_TW" or not row.correction_en else row.correction_en,
        "superseded_by": row.superseded_by,
        "latest": row.latest,
    }


def lock(
    year: int,
    out: Annotated[Path, typer.Option(help="Folder for the files.")],
    formats: Annotated[str, typer.Option("--format", help="Formats, parted by commas; all when not given.")] = "",
    languages: Annotated[str, typer.Option("--languages", help="zh_TW, en or both, parted by commas; both when not given.")] = "",
    sign: SignFile = None,
    token: TokenModule = None,
    token_label: TokenLabel = "",
) -> None:
    """Write the approved notice and enter it into the register."""
    chosen, spoken = _parted(formats) or PAPER_FORMATS, _parted(languages) or LANGUAGES
    with SESSION.desk() as desk:
        if token is not None and sign is None:
            desk.notice_register.demand_token(token)
        key = certificate(sign, token, token_label)
        with SESSION.progress() as progress:
            issue, papers = desk.notice_register.lock(year, out, progress, formats=chosen, languages=spoken, sign=key)
    files = [{"path": paper.path, "sha256": paper.sha256} for paper in papers]
    content = {"year": year, "number": issue.number, "title": issue.title, "files": files}
    SESSION.result(content, lambda: show_table(("path", "sha256"), [(paper.path, paper.sha256) for paper in papers]))


def _parted(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def list_notices(
    keyword: Annotated[str, typer.Option(help="Words of number, title, category, publisher or file names.")] = "",
    number: Annotated[str, typer.Option(help="Part of the number.")] = "",
    title: Annotated[str, typer.Option(help="Part of the title.")] = "",
    category: Annotated[str, typer.Option(help="Part of the category.")] = "",
    publisher: Annotated[str, typer.Option(help="Part of the publisher.")] = "",
    since: Annotated[str | None, typer.Option(help="First day of update.")] = None,
    until: Annotated[str | None, typer.Option(help="Last day of update.")] = None,
    page: Annotated[int, typer.Option(help="Page of ten lines, from 1.")] = 1,
) -> None:
    """The public register, ten a page; and the papers written without sign-off, which stay inside."""
    query = RegisterQuery(
        keyword, number, title, category, publisher, parsed_day(since) if since else None, parsed_day(until) if until else None
    )
    with SESSION.desk() as desk:
        found = desk.notice_register.page(query, page)
        drafts = [one for one in desk.notice.list() if one["state"] == "written" and keyword in str(one["title"])]
    content = {
        "notices": [issue_json(row) for row in found.rows] or drafts,
        "page": found.page,
        "pages": found.pages,
        "total": found.total,
        "unsigned": drafts,
    }
    rows: list[tuple[Any, ...]] = [
        (row.number, row.title, row.updated_on, len(row.files), row.category, row.publisher, row.latest) for row in found.rows
    ]
    SESSION.result(
        content, lambda: show_table(("notice", "title", "updated_on", "files", "category", "publisher", "latest"), rows)
    )


def verify(file: Path) -> None:
    """Whether a file is one that was locked, or its list of hashes or bulletin; its figures computed again. Ends with 1 when it is not."""
    with SESSION.desk() as desk:
        found = desk.notice_register.verify(file)
    content = {
        "genuine": found.genuine,
        "recomputed": found.recomputed,
        "number": found.number,
        "title": found.title,
        "file": found.file,
        "differences": list(found.differences),
        "superseded_by": found.superseded_by,
        "latest": found.latest,
        "kind": found.kind,
        "listed": [{"name": one.name, "sha256": one.sha256, "state": one.state} for one in found.listed],
    }
    words = SESSION.words

    def show() -> None:
        show_pairs(
            (
                ("file", found.file),
                ("kind_of_file", words.say(f"notice_file.{found.kind}")),
                ("notice", found.number),
                ("genuine", found.genuine),
                ("recomputed", found.recomputed),
                *((("superseded_by", found.superseded_by), ("latest", found.latest)) if found.latest else ()),
            )
        )
        if found.listed:
            show_table(("file", "listed_state"), [(one.name, words.say(f"listed_state.{one.state}")) for one in found.listed])

    SESSION.result(content, show)
    if not found.sound:
        raise typer.Exit(1)


def correct(
    year: int,
    reason: Annotated[str, typer.Option(help="What is wrong and is corrected, as it is printed.")],
    reason_en: Annotated[str, typer.Option(help="The same in English; the English edition prints it.")] = "",
) -> None:
    """Begin the correction of a locked notice: a new version with its own four eyes."""
    with SESSION.desk() as desk:
        content = standing_json(desk, desk.notice_life.correct(year, reason, reason_en))
    pairs = (("year", year), ("edition_number", content["edition_number"]))
    SESSION.result(content, lambda: show_pairs(pairs))


def status(year: int) -> None:
    """What stands between today and the publication of a year's notice. Ends with 1 while something does."""
    with SESSION.desk() as desk:
        found = desk.notice_register.readiness(year)
    values: dict[str, Any] = {
        "publish_on": found.publish_on,
        "days_left": found.days_left,
        "stage": found.stage.value,
        "unreviewed_findings": found.unreviewed_findings,
        "open_clashes": found.open_clashes,
        "unsigned_visits": found.unsigned_visits,
        "roster_age": found.roster_age,
        "roster_stale": found.roster_stale,
        "small_undecided": found.small_undecided,
        "open_flags": found.open_flags,
        "locked_number": found.locked_number,
    }
    SESSION.result({"year": year, "ready": found.ready, **values}, lambda: show_pairs((("year", year), *values.items())))
    if not found.ready:
        raise typer.Exit(1)
