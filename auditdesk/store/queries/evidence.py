"""Evidence files, legal holds and the visits whose papers are kept for a time."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, inspect, or_, select

from auditdesk.model.evidence_rows import EvidenceRow, HoldRow, Mark, VisitPapers
from auditdesk.store.queries.tables import EVIDENCE, FINDING, FIRM, HOLD, LAYER, TIP, TIP_FILE, VISIT

_AT_ONCE = 500


def blobs(connection: Connection) -> frozenset[str]:
    """Every blob that a row names, clean copies among them; also of a database older than clean copies."""
    found = set(connection.execute(select(EVIDENCE.c.blob)).scalars())
    if "clean_blob" in {column["name"] for column in inspect(connection).get_columns("evidence")}:
        found |= set(connection.execute(select(EVIDENCE.c.clean_blob).where(EVIDENCE.c.clean_blob.is_not(None))).scalars())
    if inspect(connection).has_table("tip_file"):
        found |= set(connection.execute(select(TIP_FILE.c.blob)).scalars())
    return frozenset(found)


def tip_files(connection: Connection) -> Sequence[tuple[str, str, str]]:
    """(number of the tip, file name, blob) of every file that came with a tip."""
    found = select(TIP.c.number, TIP_FILE.c.file_name, TIP_FILE.c.blob).join(TIP, TIP.c.uid == TIP_FILE.c.tip_uid)
    return [(number, name, blob) for number, name, blob in connection.execute(found.order_by(TIP_FILE.c.added_at))]


def evidence(
    connection: Connection,
    *,
    finding: str | None = None,
    name: str | None = None,
    visit: str | None = None,
    waiting_for: str | None = None,
    deleted: bool | None = None,
) -> tuple[EvidenceRow, ...]:
    """Evidence in the order it was added: all, of one finding (number or uid), or of one ``name`` (uid or its beginning).

    ``visit`` is a uid: its findings', notes' and waiting files; ``waiting_for`` a login: only what he put there and what belongs
    nowhere yet. ``deleted`` None = both.
    """
    copies = EVIDENCE.alias("copies")
    newest = (
        select(copies.c.uid)
        .where(copies.c.derived_from == EVIDENCE.c.uid, copies.c.deleted_at.is_(None))
        .order_by(copies.c.added_at.desc(), copies.c.uid.desc())
        .limit(1)
        .correlate(EVIDENCE)
        .scalar_subquery()
    )
    made = select(copies.c.uid).where(copies.c.derived_from == EVIDENCE.c.uid).correlate(EVIDENCE).exists().label("copied")
    chosen = select(EVIDENCE, FINDING.c.number, LAYER.c.shapes, newest.label("redaction"), made).select_from(
        EVIDENCE.outerjoin(FINDING, FINDING.c.uid == EVIDENCE.c.finding_uid).outerjoin(
            LAYER, LAYER.c.evidence_uid == EVIDENCE.c.uid
        )
    )
    if finding is not None:
        chosen = chosen.where(or_(FINDING.c.number == finding, FINDING.c.uid == finding))
    if name is not None:
        chosen = chosen.where(EVIDENCE.c.uid.startswith(name, autoescape=True))
    if visit is not None:
        chosen = chosen.where(or_(EVIDENCE.c.visit_uid == visit, FINDING.c.visit_uid == visit))
    if waiting_for is not None:
        chosen = chosen.where(EVIDENCE.c.finding_uid.is_(None), EVIDENCE.c.note_uid.is_(None), EVIDENCE.c.added_by == waiting_for)
    if deleted is not None:
        chosen = chosen.where(EVIDENCE.c.deleted_at.is_not(None) if deleted else EVIDENCE.c.deleted_at.is_(None))
    return tuple(
        EvidenceRow(
            uid=row["uid"],
            finding_uid=row["finding_uid"] or "",
            finding=row["number"] or "",
            file_name=row["file_name"],
            size=row["size"],
            sha256=row["sha256"],
            media_type=row["media_type"],
            taken_at=row["taken_at"],
            place=row["place"],
            added_by=row["added_by"],
            added_at=row["added_at"],
            blob=row["blob"],
            clean_blob=row["clean_blob"],
            visit_uid=row["visit_uid"],
            note_uid=row["note_uid"],
            derived_from=row["derived_from"],
            deleted_at=row["deleted_at"],
            redaction=row["redaction"],
            withheld=bool(row["copied"]) and row["redaction"] is None,
            marks=read_marks(row["shapes"]),
            version=row["version"],
        )
        for row in connection.execute(chosen.order_by(EVIDENCE.c.added_at, EVIDENCE.c.uid)).mappings()
    )


def read_marks(shapes: str | None) -> tuple[Mark, ...]:
    """What a layer's JSON says; nothing where there is no layer."""
    return tuple(Mark(**each) for each in json.loads(shapes)) if shapes else ()


def fingerprints(connection: Connection, sizes: Collection[int]) -> frozenset[tuple[int, str]]:
    """Size and SHA-256 of the standing files of those sizes (bytes)."""
    found: set[tuple[int, str]] = set()
    wanted = sorted(sizes)
    for start in range(0, len(wanted), _AT_ONCE):
        portion = wanted[start : start + _AT_ONCE]
        chosen = select(EVIDENCE.c.size, EVIDENCE.c.sha256).where(EVIDENCE.c.size.in_(portion), EVIDENCE.c.deleted_at.is_(None))
        found |= {(size, digest) for size, digest in connection.execute(chosen)}
    return frozenset(found)


def holds(connection: Connection, *, standing: bool = True) -> tuple[HoldRow, ...]:
    """Legal holds, the newest first; only those that stand unless asked otherwise."""
    chosen = select(HOLD, VISIT.c.number.label("visit_number"), FIRM.c.code.label("firm_code"))
    chosen = chosen.outerjoin(VISIT, VISIT.c.uid == HOLD.c.subject_uid).outerjoin(FIRM, FIRM.c.uid == HOLD.c.subject_uid)
    if standing:
        chosen = chosen.where(HOLD.c.lifted_at.is_(None))
    return tuple(
        HoldRow(
            uid=row["uid"],
            subject_kind=row["subject_kind"],
            subject_uid=row["subject_uid"],
            subject=row["visit_number"] or row["firm_code"] or "",
            reason=row["reason"],
            placed_by=row["placed_by"],
            placed_at=row["placed_at"],
            lifted_by=row["lifted_by"],
            lifted_at=row["lifted_at"],
            lift_reason=row["lift_reason"],
        )
        for row in connection.execute(chosen.order_by(HOLD.c.placed_at.desc(), HOLD.c.uid)).mappings()
    )


def papers_of_visits(connection: Connection, visit_uids: Sequence[str] | None = None) -> tuple[VisitPapers, ...]:
    """Every visit with its year and whether its papers were removed, the oldest first."""
    chosen = select(
        VISIT.c.uid,
        VISIT.c.number,
        VISIT.c.year,
        VISIT.c.reference_date,
        VISIT.c.firm_uid,
        VISIT.c.removed_on,
        FIRM.c.code,
        FIRM.c.name,
    ).join(FIRM, FIRM.c.uid == VISIT.c.firm_uid)
    if visit_uids is not None:
        chosen = chosen.where(VISIT.c.uid.in_(visit_uids))
    return tuple(
        VisitPapers(
            uid=row["uid"],
            number=row["number"],
            year=row["year"],
            reference_date=row["reference_date"],
            firm_uid=row["firm_uid"],
            firm_code=row["code"],
            firm_name=row["name"],
            removed_on=row["removed_on"],
        )
        for row in connection.execute(chosen.order_by(VISIT.c.year, VISIT.c.number)).mappings()
    )
