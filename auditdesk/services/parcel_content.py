"""Which records go with a visit, as plain values, and how they become records again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from auditdesk.errors import Refused
from auditdesk.model.fieldwork_records import EvidenceLayer, FieldNote, Interview, Sample, SectionAssignment
from auditdesk.model.office_rule_records import OfficeEdition
from auditdesk.model.pattern_records import OfficePattern, PatternSuccession
from auditdesk.model.records import (
    Branch,
    Evidence,
    Finding,
    Firm,
    FirmFact,
    OfficeSetting,
    Person,
    Record,
    Visit,
    VisitInspector,
    VisitItem,
)
from auditdesk.services.plain_records import OWN, kinds, plain_fields, typed_fields
from auditdesk.store.work import Work

Plain = dict[str, Any]
NEVER = {"evidence": frozenset({"blob", "clean_blob"}), "office_setting": frozenset[str]()}
"""Fields that mean something in one workspace only."""
ORDER = (
    "person",
    "firm",
    "firm_fact",
    "branch",
    "office_setting",
    "office_edition",
    "office_pattern",
    "pattern_succession",
    "visit",
    "visit_inspector",
    "visit_item",
    "answer",
    "finding",
    "field_note",
    "evidence",
    "evidence_layer",
    "sample",
    "interview",
    "section_assignment",
)
"""Kinds in the order in which they can be written: what names another comes behind it."""


def plain_record(record: Record) -> Plain:
    """The record with its kind and uid, without what only its workspace knows."""
    left_out = NEVER.get(record.kind, frozenset())
    return {"kind": record.kind, "uid": record.uid, **{k: v for k, v in plain_fields(record).items() if k not in left_out}}


def coming_home(work: Work, visit: Visit) -> Iterator[Record]:
    """The records of a visit that are worked on outside and come home, the visit itself the first."""
    yield visit
    yield from work.all(VisitItem, visit_uid=visit.uid)
    yield from work.answers_of(visit.uid)
    findings = work.all(Finding, visit_uid=visit.uid)
    yield from findings
    notes = work.all(FieldNote, visit_uid=visit.uid)
    yield from notes
    for evidence in evidence_of(work, visit, findings):
        yield evidence
        yield from work.all(EvidenceLayer, evidence_uid=evidence.uid)
    yield from work.all(Sample, visit_uid=visit.uid)
    yield from work.all(Interview, visit_uid=visit.uid)
    yield from work.all(SectionAssignment, visit_uid=visit.uid)


def evidence_of(work: Work, visit: Visit, findings: Iterable[Finding]) -> list[Evidence]:
    """The evidence of a visit: with its findings, with its notes, or waiting to be sorted."""
    own = {one.uid: one for one in work.all(Evidence, visit_uid=visit.uid)}
    for finding in findings:
        own.update((one.uid, one) for one in work.all(Evidence, finding_uid=finding.uid))
    return sorted(own.values(), key=lambda one: one.uid)


def to_read(work: Work, visits: Iterable[Visit]) -> Iterator[Record]:
    """What goes along to be read outside: the people of the visits and those who may decide, the firms with their facts, the visits of
    earlier years with their findings, the office's settings, editions and wordings. Nothing of any other firm."""
    logins: set[str] = set()
    firms: set[str] = set()
    own = {visit.uid for visit in visits}
    for visit in [work.get(Visit, uid) for uid in sorted(own)]:
        for inspector in work.all(VisitInspector, visit_uid=visit.uid):
            yield inspector
            logins.add(work.get(Person, inspector.person_uid).login)
        firms.add(visit.firm_uid)
    for person in work.all(Person, active=True):
        if person.login in logins or "supervisor" in person.roles:
            yield person
    for uid in sorted(firms):
        yield work.get(Firm, uid)
        yield from work.all(FirmFact, firm_uid=uid)
        yield from work.all(Branch, firm_uid=uid)
        for earlier in work.all(Visit, firm_uid=uid):
            if earlier.uid not in own:
                yield earlier
                yield from (one for one in work.all(Finding, visit_uid=earlier.uid) if one.deleted_at is None)
    yield from (one for one in work.all(OfficeSetting) if one.uid.startswith("due_days."))
    yield from work.all(OfficeEdition)
    yield from work.all(OfficePattern)
    yield from work.all(PatternSuccession)


def by_order(records: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Plain records in the order in which they can be written. Raises KeyError for a kind that does not travel."""
    place = {kind: number for number, kind in enumerate(ORDER)}
    return sorted(records, key=lambda one: (place[one["kind"]], str(one.get("sequence", "")).rjust(12, "0"), one["uid"]))


def made(plain: Mapping[str, Any], **more: Any) -> Record:
    """A new record from plain values; ``more`` are fields that only this workspace knows.

    Raises Refused ``parcel.odd_record`` for fields that are missing, too many or of another kind.
    """
    kind = kinds()[plain["kind"]]
    fields = {name: value for name, value in plain.items() if name not in ("kind", "uid")}
    needed = set(kind.model_fields) - OWN - set(more) - NEVER.get(kind.kind, frozenset())
    if set(fields) != needed or not isinstance(plain.get("uid"), str):
        raise Refused("parcel.odd_record", kind=kind.kind, id=str(plain.get("uid")))
    try:
        return kind(uid=plain["uid"], **typed_fields(kind, fields), **more)
    except ValidationError as problem:
        raise Refused("parcel.odd_record", kind=kind.kind, id=plain["uid"]) from problem
