"""What a notice counts and how it stands: visited firms with their bands, drafts, paragraphs, flags, certificates, the register."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, func, select

from auditdesk.model import fieldwork_records, notice_records, parcel_records, pattern_records
from auditdesk.model.notice_draft_rows import IssueFile, IssueRow, ParagraphRow
from auditdesk.rules.repeats import Occurrence, scheme_for
from auditdesk.store.queries.tables import FINDING, INTERVIEW, ITEM, LIST, NOTICE, PAPER, VISIT


def _table(kind: Any) -> Any:
    return kind.__table__


DRAFT, PARAGRAPH = _table(notice_records.NoticeDraft), _table(notice_records.NoticeParagraph)
FLAG, CERTIFICATE = _table(notice_records.NoticeFlag), _table(notice_records.LeakCertificate)
NOTE, OUTSIDE = _table(fieldwork_records.FieldNote), _table(pattern_records.OutsideFinding)
ISSUE, CLASH = _table(notice_records.NoticeIssue), _table(parcel_records.Clash)


def visited_bands(connection: Connection, year: int) -> dict[str, str]:
    """Firm uid → its band of staffing by capital on the reference date of its last visit by the exchange in the year ("" = none)."""
    chosen = (
        select(VISIT.c.firm_uid, VISIT.c.staffing_band)
        .where(VISIT.c.year == year, VISIT.c.authority == "twse")
        .order_by(VISIT.c.reference_date, VISIT.c.number)
    )
    return {firm: band or "" for firm, band in connection.execute(chosen)}


def open_clashes(connection: Connection, year: int | None = None) -> frozenset[str]:
    """Uids of the objects that wait for a clash of two copies to be settled, in visits of the year where one is named."""
    chosen = select(CLASH.c.object_uid).join(VISIT, VISIT.c.uid == CLASH.c.visit_uid).where(CLASH.c.state == "open")
    if year is not None:
        chosen = chosen.where(VISIT.c.year == year)
    return frozenset(connection.execute(chosen).scalars())


def occurrences(connection: Connection, until: int, schemes: dict[str, str], states: frozenset[str]) -> tuple[Occurrence, ...]:
    """Accepted deficiencies of the exchange up to a year (inclusive). ``schemes``: edition → the scheme of its codes."""
    chosen = select(
        FINDING.c.uid,
        FINDING.c.number,
        FINDING.c.firm_uid,
        FINDING.c.year,
        FINDING.c.pattern,
        FINDING.c.item_text_hash,
        FINDING.c.item_key,
        FINDING.c.edition,
    ).where(
        FINDING.c.year <= until,
        FINDING.c.state.in_(sorted(states)),
        FINDING.c.authority == "twse",
        FINDING.c.finding_class == "finding",
        FINDING.c.deleted_at.is_(None),
    )
    return tuple(
        Occurrence(uid, number, firm, year, pattern, text_hash or "", scheme_for(item, schemes.get(edition, "")))
        for uid, number, firm, year, pattern, text_hash, item, edition in connection.execute(chosen)
    )


def unsigned_visits(connection: Connection, year: int) -> tuple[str, ...]:
    """Numbers of the exchange's visits of the year whose papers nobody has signed off."""
    chosen = select(VISIT.c.number).where(VISIT.c.year == year, VISIT.c.authority == "twse", VISIT.c.signed_off_at.is_(None))
    return tuple(connection.execute(chosen.order_by(VISIT.c.number)).scalars())


def newest_list(connection: Connection) -> date | None:
    """The day of the newest list in the register that stands; None = no list was ever taken in."""
    newest: date | None = None
    for as_of, applied_at in connection.execute(select(LIST.c.as_of, LIST.c.applied_at).where(LIST.c.undone_at.is_(None))):
        day = as_of or applied_at.date()
        newest = day if newest is None or day > newest else newest
    return newest


def draft_of_year(connection: Connection, year: int) -> dict[str, Any] | None:
    """The newest draft of the year with all its fields; None when nothing was compiled."""
    chosen = select(DRAFT).where(DRAFT.c.year == year).order_by(DRAFT.c.edition_number.desc()).limit(1)
    row = connection.execute(chosen).mappings().first()
    return None if row is None else dict(row)


def draft(connection: Connection, uid: str) -> dict[str, Any] | None:
    row = connection.execute(select(DRAFT).where(DRAFT.c.uid == uid)).mappings().first()
    return None if row is None else dict(row)


def drafts_locked(connection: Connection, year: int | None = None) -> tuple[dict[str, Any], ...]:
    """Locked drafts in the order of year and version."""
    chosen = select(DRAFT).where(DRAFT.c.locked_at.is_not(None)).order_by(DRAFT.c.year, DRAFT.c.edition_number)
    if year is not None:
        chosen = chosen.where(DRAFT.c.year == year)
    return tuple(dict(row) for row in connection.execute(chosen).mappings())


def paragraphs(connection: Connection, draft_uid: str) -> tuple[ParagraphRow, ...]:
    """The paragraphs of a draft in their order."""
    chosen = select(PARAGRAPH).where(PARAGRAPH.c.draft_uid == draft_uid).order_by(PARAGRAPH.c.position)
    return tuple(
        ParagraphRow(
            uid=row["uid"],
            key=row["paragraph_key"],
            heading=heading_of(row["paragraph_key"]),
            zh=row["text_zh"],
            en=row["text_en"],
            edited_by=row["edited_by"],
            edited_at=row["edited_at"],
            version=row["version"],
        )
        for row in connection.execute(chosen).mappings()
    )


def heading_of(key: str) -> str:
    """The outline entry of a paragraph: its section's code, ``front`` for what belongs to none."""
    code, slash, _ = key.partition("/")
    return code if slash and code != "method" else "front"


def flags(connection: Connection, draft_uid: str) -> tuple[dict[str, Any], ...]:
    """Flags that were settled, in the order in which they were."""
    chosen = select(FLAG).where(FLAG.c.draft_uid == draft_uid).order_by(FLAG.c.settled_at, FLAG.c.flag_key)
    return tuple(dict(row) for row in connection.execute(chosen).mappings())


def newest_certificate(connection: Connection, draft_uid: str) -> dict[str, Any] | None:
    chosen = select(CERTIFICATE).where(CERTIFICATE.c.draft_uid == draft_uid).order_by(CERTIFICATE.c.made_at.desc()).limit(1)
    row = connection.execute(chosen).mappings().first()
    return None if row is None else dict(row)


def issues(connection: Connection, year: int | None = None) -> tuple[IssueRow, ...]:
    """The public register, the newest first."""
    beside = and_(PARAGRAPH.c.draft_uid == ISSUE.c.draft_uid, PARAGRAPH.c.paragraph_key == "correction")
    chosen = select(ISSUE, PARAGRAPH.c.text_en.label("correction_en")).outerjoin(PARAGRAPH, beside)
    if year is not None:
        chosen = chosen.where(ISSUE.c.year == year)
    rows = connection.execute(chosen.order_by(ISSUE.c.updated_on.desc(), ISSUE.c.number.desc())).mappings().all()
    next_of = {row["corrects"]: row["number"] for row in rows if row["corrects"]}
    newest: dict[int, tuple[int, str]] = {}
    for row in rows:
        newest[row["year"]] = max(newest.get(row["year"], (0, "")), (row["edition_number"], row["number"]))
    return tuple(
        IssueRow(
            uid=row["uid"],
            number=row["number"],
            title=row["title"],
            title_en=row["title_en"],
            updated_on=row["updated_on"],
            files=tuple(IssueFile(**one) for one in json.loads(row["files"])),
            category=row["category"],
            publisher=row["publisher"],
            year=row["year"],
            edition_number=row["edition_number"],
            corrects=row["corrects"],
            correction=row["correction"],
            correction_en=row["correction_en"] or "",
            superseded_by=next_of.get(row["number"], ""),
            latest=newest[row["year"]][1] if row["number"] in next_of else "",
        )
        for row in rows
    )


def notices_with_paper(connection: Connection, sha256: str) -> dict[str, str]:
    """Number and title of each notice, signed or not, with which a file of that hash was written."""
    chosen = select(PAPER.c.number, PAPER.c.title).where(PAPER.c.paper_kind == "notice", PAPER.c.sha256 == sha256)
    return {str(number): str(title) for number, title in connection.execute(chosen)}


def draft_of_issue(connection: Connection, number: str) -> str | None:
    """Uid of the draft that was locked as that number."""
    found: str | None = connection.execute(select(ISSUE.c.draft_uid).where(ISSUE.c.number == number)).scalar()
    return found


def notice_content(connection: Connection, issue_uid: str) -> str:
    """What was kept of a notice when it was locked, as JSON."""
    chosen = select(NOTICE.c.content).join(ISSUE, ISSUE.c.notice_uid == NOTICE.c.uid).where(ISSUE.c.uid == issue_uid)
    return str(connection.execute(chosen).scalar_one())


def waiting_findings(connection: Connection, year: int) -> int:
    """How many of the exchange's findings of the year are written but not decided on."""
    chosen = select(func.count()).where(
        FINDING.c.year == year,
        FINDING.c.authority == "twse",
        FINDING.c.state.in_(("draft", "submitted", "returned")),
        FINDING.c.deleted_at.is_(None),
    )
    return int(connection.execute(chosen).scalar_one())


def no_longer_counted(connection: Connection, uids: Collection[str], states: Collection[str]) -> tuple[str, ...]:
    """Numbers of those findings that are deleted or in none of these states now, or wait for a clash to be settled, sorted."""
    chosen = select(FINDING.c.uid, FINDING.c.number, FINDING.c.state, FINDING.c.deleted_at).where(FINDING.c.uid.in_(uids))
    clashing = open_clashes(connection)
    return tuple(
        sorted(
            number
            for uid, number, state, deleted_at in connection.execute(chosen)
            if state not in states or deleted_at is not None or uid in clashing
        )
    )


def internal_texts(connection: Connection) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Firm uid and texts that stay inside: of each finding the facts, the firm's statement, the systems and places looked at; what was
    jotted down during visits; the findings of other authorities."""
    chosen = select(FINDING.c.firm_uid, FINDING.c.facts, FINDING.c.firm_remark, FINDING.c.locations)
    for firm, facts, remark, locations in connection.execute(chosen):
        yield firm, tuple(text for text in (facts, remark, *json.loads(locations or "[]")) if text)
    jotted = select(VISIT.c.firm_uid, NOTE.c.text).join(VISIT, VISIT.c.uid == NOTE.c.visit_uid)
    told = select(OUTSIDE.c.firm_uid, OUTSIDE.c.text)
    for firm, text in (*connection.execute(jotted), *connection.execute(told)):
        yield firm, (text,)


def interviewed(connection: Connection) -> tuple[str, ...]:
    """Names of those whom inspectors spoke with."""
    return tuple(
        connection.execute(select(INTERVIEW.c.name).where(INTERVIEW.c.name != "").distinct().order_by(INTERVIEW.c.name)).scalars()
    )


def items_by_firm(connection: Connection, year: int) -> dict[str, tuple[str, ...]]:
    """Firm uid → keys of the items on the checklists of its visits by the exchange in the year, sorted."""
    chosen = (
        select(VISIT.c.firm_uid, ITEM.c.item_key)
        .join(ITEM, ITEM.c.visit_uid == VISIT.c.uid)
        .where(VISIT.c.year == year, VISIT.c.authority == "twse")
        .distinct()
        .order_by(VISIT.c.firm_uid, ITEM.c.item_key)
    )
    found: dict[str, list[str]] = {}
    for firm, key in connection.execute(chosen):
        found.setdefault(firm, []).append(key)
    return {firm: tuple(keys) for firm, keys in found.items()}
