"""How the review's row of one finding is put together from what is stored, its files and the edition it was recorded under."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from auditdesk.errors import Refused
from auditdesk.model.review_rows import (
    CommentRow,
    EarlierFindingRow,
    FieldDifference,
    PrecedentCount,
    ReviewRow,
    VersionRow,
)
from auditdesk.model.rulebook import Bilingual, DeficiencyPattern
from auditdesk.rules import acts
from auditdesk.rules.item_numbers import shown
from auditdesk.rules.review_points import SEVERITIES, Reviewed, anchored, points
from auditdesk.rules.word_diff import word_runs
from auditdesk.services.evidence import state_of
from auditdesk.services.findings_moving import (
    content_of,
    earlier_at_merged,
    earlier_findings,
    hands_of,
    hash_of,
    observations_answered,
    refusals,
)
from auditdesk.services.office import Office
from auditdesk.services.pattern_overlay import successions_in
from auditdesk.store.queries import evidence as evidence_queries
from auditdesk.store.queries import review as queries
from auditdesk.store.queries.fieldwork_screen import aware

_NOTHING = Bilingual("", "")
_PRECEDENT_YEARS = 3


def read_review(office: Office, name: str) -> ReviewRow:
    """One finding as the review shows it. Raises Refused ``finding.unknown``."""
    observations = observations_answered(office)
    with office.store.read() as connection:
        row = queries.finding(connection, name)
        if row is None:
            raise Refused("finding.unknown", finding=name)
        uid = row["uid"]
        names = queries.names(connection)
        content = content_of(connection, row)
        stored = queries.versions(connection, uid)
        files = evidence_queries.evidence(connection, finding=uid, deleted=False)
        notes = queries.comments(connection, uid)
        chain = earlier_findings(office, connection, row)
        elsewhere = earlier_at_merged(office, connection, row)
        earlier = queries.brief(connection, [each.finding.uid for each in chain])
        years = (row["year"] - _PRECEDENT_YEARS + 1, row["year"])
        alike = successions_in(connection).same_failing_in(row["pattern"], row["year"]) if row["pattern"] else frozenset()
        counts = queries.precedents(connection, alike, years, uid) if alike else {}
        found_acts = refusals(office, connection, row, observations)
    evidence = tuple(replace(file, state=state_of(office.store.evidence, file)) for file in files)
    edition = office.rulebook.edition(row["edition"])
    pattern = next((one for one in edition.patterns if one.id == row["pattern"]), None)
    comments = _comments(office, row, notes, names)
    returned = next((version for version in reversed(stored) if version["act"] == "return"), None)
    differences = _differences(json.loads(returned["content"]), content) if returned else ()
    return ReviewRow(
        uid=uid,
        number=row["number"],
        shown=hash_of(content),
        version=row["version"],
        visit_uid=row["visit_uid"],
        visit_number=row["visit_number"],
        firm_uid=row["firm_uid"],
        firm_code=row["firm_code"],
        firm_name=row["firm_name"],
        year=row["year"],
        item=row["item_key"],
        item_number=shown(row["item_key"]) if row["item_key"] else "",
        requirement=_requirement(row, pattern),
        code=row["pattern_code"],
        pattern=row["pattern"],
        wording=pattern.wording if pattern else _NOTHING,
        expected_standard=pattern.expected_standard if pattern else _NOTHING,
        finding_class=row["finding_class"],
        authority=row["authority"],
        severity=row["severity"],
        default_severity=pattern.default_severity.value if pattern else None,
        severity_reason=row["severity_reason"],
        due_date=row["due_date"],
        facts=row["facts"],
        locations=tuple(json.loads(row["locations"])),
        firm_remark=row["firm_remark"],
        state=row["state"],
        reason=row["reason"],
        author=row["author"],
        author_name=names.get(row["author"], row["author"]),
        co_authors=tuple(json.loads(row["co_authors"])),
        submitted_by=row["submitted_by"],
        reviewer=row["reviewer"],
        reviewer_name=names.get(row["reviewer"], row["reviewer"] or ""),
        recorded_at=aware(row["recorded_at"]),
        decided_at=aware(row["decided_at"]),
        times_submitted=sum(version["act"] == "submit" for version in stored),
        evidence=evidence,
        points=points(
            Reviewed(
                pattern=row["pattern"],
                facts=row["facts"],
                severity=row["severity"],
                default_severity=pattern.default_severity.value if pattern else None,
                severity_reason=row["severity_reason"],
                files=tuple(file.state for file in evidence),
                precedents=counts,
                open_notes=sum(note.open for note in comments),
                settled_notes=sum(not note.open for note in comments),
                returned=returned is not None,
                changed_since_return=bool(differences),
                repeat_years=tuple(dict.fromkeys(each.finding.year for each in chain)),
                merged={code: tuple(each.finding.year for each in found) for code, found in elsewhere.items()},
                acknowledged=bool(chain) and row["repeat_of"] == chain[0].finding.uid,
            )
        ),
        comments=comments,
        versions=tuple(_version(version, names) for version in stored),
        returned=_version(returned, names) if returned else None,
        differences=differences,
        repeats=tuple(_earlier(earlier[each.finding.uid], each.by) for each in chain if each.finding.uid in earlier),
        precedents=tuple(PrecedentCount(severity, counts[severity]) for severity in SEVERITIES if severity in counts),
        acts=found_acts,
    )


def _requirement(row: Any, pattern: DeficiencyPattern | None) -> Bilingual:
    """The words that were checked; without an item, what the pattern expects."""
    if row["summary_zh"] is not None:
        return Bilingual(row["summary_zh"], row["summary_en"])
    return pattern.expected_standard if pattern else _NOTHING


def _version(row: Any, names: Mapping[str, str]) -> VersionRow:
    return VersionRow(
        uid=row["uid"],
        number=row["number"],
        act=row["act"],
        text_hash=row["text_hash"],
        reason=row["reason"],
        made_by=row["made_by"],
        made_by_name=names.get(row["made_by"], row["made_by"]),
        made_at=aware(row["made_at"]),
    )


def _earlier(row: Any, by: str) -> EarlierFindingRow:
    return EarlierFindingRow(
        row["uid"], row["number"], row["year"], row["item_key"], row["pattern"], row["severity"], row["state"], by
    )


def _differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[FieldDifference, ...]:
    found = []
    for name in (*before, *(name for name in after if name not in before)):
        old, new = _told(name, before.get(name)), _told(name, after.get(name))
        if old != new:
            found.append(FieldDifference(name, old, new, word_runs(old, new)))
    return tuple(found)


def _told(name: str, value: Any) -> str:
    """A field of a version as a text."""
    if name == "evidence":
        return "\n".join(file[1] for file in value or ())
    if name == "locations":
        return "\n".join(json.loads(value)) if value else ""
    return "" if value is None else str(value)


def _comments(office: Office, row: Any, notes: Sequence[Any], names: Mapping[str, str]) -> tuple[CommentRow, ...]:
    """Remarks with their answers, each with where its words stand now."""
    actor = office.actor
    reviewer = acts.may("findings.accept", actor.roles) and actor.login not in hands_of(row)

    def made(note: Any, answers: tuple[CommentRow, ...]) -> CommentRow:
        text = row[note["field"]] if note["field"] else ""
        standing, start, end = anchored(text, note["start"], note["end"], note["quoted"])
        return CommentRow(
            uid=note["uid"],
            field=note["field"],
            start=start,
            end=end,
            quoted=note["quoted"],
            standing=standing,
            text=note["text"],
            author=note["author"],
            author_name=names.get(note["author"], note["author"]),
            written_at=aware(note["written_at"]),
            settled_by=note["settled_by"],
            settled_at=aware(note["settled_at"]),
            answers=answers,
            may_settle=note["settled_at"] is None and note["answers"] is None and (note["author"] == actor.login or reviewer),
        )

    answers = {note["uid"]: tuple(made(one, ()) for one in notes if one["answers"] == note["uid"]) for note in notes}
    return tuple(made(note, answers[note["uid"]]) for note in notes if note["answers"] is None)
