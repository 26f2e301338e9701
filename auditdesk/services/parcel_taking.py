"""One check-in while it is done: what each record contributes, what follows from all contributions, and how it is put down."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from auditdesk.errors import Refused
from auditdesk.exchange.parcel_files import Parcel
from auditdesk.exchange.pictures import file_facts
from auditdesk.model.parcel_records import CheckOut, Clash, MergeSide
from auditdesk.model.parcel_rows import ClashState, RecordTurn, Turn
from auditdesk.model.records import Evidence, Finding, Record, Visit, VisitItem
from auditdesk.model.terms import FindingState
from auditdesk.progress import Progress
from auditdesk.rules.merge.fields import Contribution, is_office, office_origin
from auditdesk.rules.merge.form import is_writable
from auditdesk.rules.merge.groups import GROUPS, HANGS_ON, LAPTOP_STATES, Agreement, group_of
from auditdesk.rules.merge.home_coming import Side, office_sides, put_together, sides_of
from auditdesk.rules.merge.records import DELETED
from auditdesk.rules.merge.trust import BELONGS, objection
from auditdesk.services import undo
from auditdesk.services.merge_sides import kept_sides, record_of, side_of
from auditdesk.services.parcel_content import ORDER, by_order, coming_home, made, plain_record
from auditdesk.services.parcel_said import Said
from auditdesk.services.parcel_versions import records_of
from auditdesk.services.parcels_out import CLEAN
from auditdesk.services.plain_records import kinds, typed_fields
from auditdesk.store.evidence import EvidenceFiles
from auditdesk.store.journal import canonical
from auditdesk.store.queries import parcels as queries
from auditdesk.store.work import Work

Plain = Mapping[str, Any]
_FIRST_WORDS = 40
"""Characters by which a note is called."""
_DECIDABLE = frozenset(FindingState(state) for state in LAPTOP_STATES)


@dataclass
class Taking:
    """What one check-in does, while it is done."""

    work: Work
    check_out: CheckOut
    visits: dict[str, Visit]
    base: dict[str, dict[str, Plain]]
    recording: undo.Recording = field(default_factory=undo.Recording)
    turns: list[RecordTurn] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)
    touched: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Object uid → (kind, visit uid)."""
    sides: dict[str, list[Side]] = field(default_factory=dict)
    new: dict[str, Plain] = field(default_factory=dict)
    kept: dict[str, list[Side]] = field(default_factory=dict)
    """What was taken in before, by object; read once."""
    hanging: dict[str, set[str]] = field(default_factory=dict)
    """Uids of what hangs on a record, as it stands and as it arrives."""

    clashing: dict[str, dict[str, Clash]] = field(default_factory=dict)
    """Clashes there are, by object and group."""

    standing: list[Record] = field(default_factory=list)
    """Held, so that the session finds them without asking the database again."""

    def __post_init__(self) -> None:
        """Everything of the visits is read at once: asked for one by one it would cost a question a record."""
        for visit in self.visits.values():
            for record in self.work.all(MergeSide, visit_uid=visit.uid):
                self.kept.setdefault(record.object_uid, []).append(side_of(record))
            for clash in self.work.all(Clash, visit_uid=visit.uid):
                self.clashing.setdefault(clash.object_uid, {})[clash.group_name] = clash
            for standing in coming_home(self.work, visit):
                self.standing.append(standing)
                for name, _ in HANGS_ON.get(standing.kind, ()):
                    self._hang(standing.uid, getattr(standing, name))

    def _hang(self, uid: str, above: object) -> None:
        if isinstance(above, str):
            self.hanging.setdefault(above, set()).add(uid)

    def records(self, parcel: Parcel) -> list[Plain]:
        """The records of the parcel in the order of writing, each found to belong here. Raises Refused otherwise."""
        came = records_of(parcel)
        if any(one.get("kind") not in GROUPS or not isinstance(one.get("uid"), str) for one in came):
            raise Refused("parcel.other_visit", parcel=self.check_out.number, kind="")
        arriving = by_order(came)
        uids = [one["uid"] for one in arriving]
        if len(set(uids)) < len(uids):
            raise Refused("parcel.counts", parcel=self.check_out.number)
        for one in arriving:
            check_form(one)
        team = queries.team_of(self.work.session.connection(), tuple(self.visits))
        said = Said(self.work, self.check_out, self.base)
        homes: dict[str, str] = {uid: uid for uid in self.visits}
        for one in arriving:
            base = self.base.get(one["kind"], {}).get(one["uid"])
            why = objection(one, base, homes, team)
            if why is None and base is None and self._stands_elsewhere(one, homes):
                why = ("other_visit", "uid")
            why = why or said.objection(one, base, homes)
            if why is not None:
                raise Refused(f"parcel.{why[0]}", parcel=self.check_out.number, kind=one["kind"], field=why[1])
        for one in arriving:
            self.touched[one["uid"]] = (one["kind"], homes[one["uid"]])
        return [said.put_right(one, self.base.get(one["kind"], {}).get(one["uid"])) for one in arriving]

    def _stands_elsewhere(self, one: Plain, homes: Mapping[str, str]) -> bool:
        """Whether a record that is new to this check-out is known here as another's."""
        standing = self.work.session.get(kinds()[one["kind"]], one["uid"])
        if standing is None:
            return any(self.work.session.get(kinds()[kind], one["uid"]) is not None for kind in GROUPS if kind != one["kind"])
        return visit_of_record(self.work, standing) != homes[one["uid"]]

    def merge(self, arriving: Sequence[Plain]) -> None:
        """Find what each record contributes, and what the office made of the same fields meanwhile."""
        work, check_out = self.work, self.check_out
        knew = json.loads(check_out.knew)
        for one in arriving:
            kind, uid = one["kind"], one["uid"]
            base = self.base.get(kind, {}).get(uid)
            incoming = sides_of(kind, check_out.uid, base, one, knew)
            if not incoming:
                self.turns.append(RecordTurn(kind, uid, self._called(one), Turn.SAME))
                continue
            record = work.session.get(kinds()[kind], uid)
            why = _locked(record)
            if why:
                self._refuse(one, incoming, why)
                continue
            kept = list(self.kept.get(uid, ()))
            if record is None:
                kept += self._take_anew(one, base)
            else:
                kept += self._of_the_office(one, record, base, [side.group for side in incoming])
            for side in incoming:
                self._keep_side(side)
            self.sides[uid] = [*kept, *incoming]
        by_uid = {one["uid"]: one for one in arriving}
        for uid in list(self.sides):
            self._bring_back(by_uid[uid], by_uid)

    def _of_the_office(self, one: Plain, record: Record, base: Plain | None, groups: Sequence[str]) -> list[Side]:
        """What the office made of these groups. Who deletes must have known every word, and whoever writes that it was deleted."""
        kind, uid = one["kind"], one["uid"]
        every = [group.name for group in GROUPS[kind]]
        asked = every if DELETED in groups else [*groups, *(name for name in every if name == DELETED)]
        found = list(office_sides(kind, asked, self.kept.get(uid, ()), self._below(uid), base or one, plain_record(record)))
        for side in found:
            self._keep_side(side)
        return found

    def _take_anew(self, one: Plain, base: Plain | None) -> list[Side]:
        """A record that is not here: made outside, or taken back here since it left, which stands against what comes home."""
        kind, uid = one["kind"], one["uid"]
        self.new[uid] = one
        for name, _ in HANGS_ON.get(kind, ()):
            self._hang(uid, one.get(name))
        if base is None or base.get("deleted_at", "") is not None:
            return []
        before = [side.contribution.origin for side in self.kept.get(uid, ()) if side.group == DELETED]
        gone = Contribution(office_origin(sum(map(is_office, before))), (False,), (True,), frozenset(before))
        side = Side(kind, uid, DELETED, gone, (("deleted_at", queries.last_written(self.work.session.connection(), uid)),))
        self._keep_side(side)
        return [side]

    def _bring_back(self, one: Plain, by_uid: Mapping[str, Plain]) -> None:
        """What a record belongs to and was taken back here comes again with it, as it left or came."""
        for name, above in BELONGS.get(one["kind"], ()):
            parent = by_uid.get(one.get(name) or "")
            if parent is None or parent["uid"] in self.sides:
                continue
            uid, standing = parent["uid"], self.work.session.get(kinds()[above], parent["uid"])
            base = self.base.get(above, {}).get(uid)
            if standing is None:
                more = self._take_anew(parent, base)
            elif getattr(standing, "deleted_at", None) is not None and not _locked(standing):
                more = self._of_the_office(parent, standing, base, [])
            else:
                continue
            self.sides[uid] = [*self.kept.get(uid, ()), *more]
            self._bring_back(parent, by_uid)

    def _refuse(self, one: Plain, incoming: Sequence[Side], why: str) -> None:
        """Not taken, and not lost: the words stand in the record of the check-in."""
        values = {
            side.group: dict(zip(group_of(one["kind"], side.group).fields, side.contribution.value or (), strict=False))  # type: ignore[call-overload]
            for side in incoming
        }
        self.refused.append({"kind": one["kind"], "uid": one["uid"], "name": self._called(one), "why": why, "values": values})
        self.turns.append(RecordTurn(one["kind"], one["uid"], self._called(one), Turn.REFUSED, tuple(values), why))

    def _called(self, one: Plain) -> str:
        """How a person calls a record; an answer by its item, a note by its first words."""
        item = self.work.session.get(VisitItem, one["visit_item_uid"]) if one["kind"] == "answer" else None
        return item.item_key if item is not None else _name(one)

    def _keep_side(self, side: Side) -> None:
        record = record_of(self.work, side, self.touched[side.uid][1])
        self.work.add(record)
        self.recording.made(record)

    def _below(self, uid: str) -> list[Side]:
        """The sides of what hangs on a record, as it stands or arrives."""
        return [side for one in sorted(self.hanging.get(uid, ())) for side in self.sides.get(one) or self.kept.get(one, [])]

    def put_down(self, blobs: Mapping[str, Mapping[str, str]]) -> None:
        """Write what follows: new records, fields that changed, clashes."""
        work = self.work
        place = {kind: number for number, kind in enumerate(ORDER)}
        above = self._also_above()
        for uid in sorted({*self.sides, *above}, key=lambda one: (place[self._kind(one)], one)):
            kind, visit_uid = self.touched[uid]
            sides = self.sides.get(uid) or self.kept.get(uid, [])
            record = work.session.get(kinds()[kind], uid)
            plain = self.new[uid] if record is None else plain_record(record)
            outcome = put_together(kind, plain, sides, self._below(uid))
            fields = self._attached(kind, outcome.fields)
            if record is None:
                record = made({**plain, **fields}, **(blobs.get(uid) or _blobless(kind)))
                work.add(record)
                work.flush()
                self.recording.made(record)
                turn = Turn.CLASHING if outcome.clashes else Turn.NEW
            else:
                self.recording.watch(record)
                changed = {name: value for name, value in fields.items() if plain.get(name) != value}
                for name, value in typed_fields(kinds()[kind], changed).items():
                    setattr(record, name, value)
                turn = Turn.CLASHING if outcome.clashes else Turn.CHANGED if changed else Turn.SAME
            self._keep_clashes(kind, uid, visit_uid, outcome.clashes)
            if uid in self.sides:
                self.turns.append(RecordTurn(kind, uid, self._called(plain), turn, tuple(sorted({side.group for side in sides}))))
        work.flush()

    def _kind(self, uid: str) -> str:
        return self.touched[uid][0]

    def _also_above(self) -> set[str]:
        """What new words hang on and others may have deleted: it is looked at again."""
        found = set()
        for uid in list(self.sides):
            kind, visit_uid = self.touched[uid]
            record = self.work.session.get(kinds()[kind], uid)
            plain = self.new.get(uid) or (plain_record(record) if record is not None else {})
            for name, above in HANGS_ON.get(kind, ()):
                parent = plain.get(name)
                if not isinstance(parent, str):
                    continue
                standing = self.work.session.get(kinds()[above], parent)
                if standing is not None and (parent in self.sides or parent in self.kept) and not _locked(standing):
                    self.touched.setdefault(parent, (above, visit_uid))
                    found.add(parent)
        return found

    def _attached(self, kind: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Evidence for a finding that was decided meanwhile stays with the visit, to be sorted."""
        own = dict(fields)
        finding = self.work.session.get(Finding, own["finding_uid"]) if kind == "evidence" and own.get("finding_uid") else None
        if finding is not None and FindingState(finding.state) not in _DECIDABLE:
            own["finding_uid"], own["visit_uid"] = None, finding.visit_uid
        return own

    def _keep_clashes(self, kind: str, uid: str, visit_uid: str, clashes: Mapping[str, Any]) -> None:
        work = self.work
        standing = self.clashing.setdefault(uid, {})
        for group, merged in clashes.items():
            contenders = canonical([one.origin for one in merged.contenders])
            known = standing.get(group)
            if known is None:
                known = work.add(
                    Clash(
                        uid=work.new_uid(),
                        visit_uid=visit_uid,
                        object_kind=kind,
                        object_uid=uid,
                        group_name=group,
                        contenders=contenders,
                        state=ClashState.OPEN.value,
                    )
                )
                self.recording.made(known)
                standing[group] = known
            elif known.contenders != contenders or known.state != ClashState.OPEN:
                self.recording.watch(known)
                known.contenders, known.state, known.choice = contenders, ClashState.OPEN.value, ""
                known.settled_by = known.settled_at = None
        for group, known in list(standing.items()):
            if group not in clashes and known.state == ClashState.OPEN:
                self.recording.watch(known)
                known.state, known.choice = ClashState.SETTLED.value, "agreed"

    def keep_evidence(self, parcel: Parcel, files: EvidenceFiles, progress: Progress) -> dict[str, dict[str, str]]:
        """The new files, encrypted under this workspace's key; uid → its blob fields."""
        members = {one.uid: one for one in parcel.evidence}
        wanted = [uid for uid, plain in self.new.items() if plain["kind"] == "evidence"]
        found: dict[str, dict[str, str]] = {}
        for done, uid in enumerate(wanted):
            progress(done, len(wanted), "parcel_keep")
            member = members.get(uid)
            if member is None or member.sha256 != self.new[uid]["sha256"]:
                raise Refused("parcel.evidence_missing", file=str(self.new[uid].get("file_name")))
            original = parcel.read_evidence(member)
            facts = file_facts(original)
            if len(original) != self.new[uid]["size"]:
                raise Refused("parcel.odd_record", kind="evidence", id=uid)
            # What a file is, and where a picture was taken, the office sees for itself.
            self.new[uid] = {**self.new[uid], "media_type": facts.media_type, "place": facts.place}
            found[uid] = {"blob": files.keep(original)}
            clean = members.get(uid + CLEAN)
            if clean is not None:
                found[uid]["clean_blob"] = files.keep(parcel.read_evidence(clean))
        return {uid: {"clean_blob": None, **blobs} for uid, blobs in found.items()}  # type: ignore[dict-item]


def _blobless(kind: str) -> dict[str, Any]:
    """What stands for stored files where nothing is kept, in a preview."""
    return {"blob": "", "clean_blob": None} if kind == "evidence" else {}


def check_form(one: Plain) -> None:
    """Raises Refused ``parcel.odd_record`` for what could not be written, new or not."""
    if not is_writable(one):
        raise Refused("parcel.odd_record", kind=one["kind"], id=one["uid"][:40])
    made(one, **_blobless(one["kind"]))
    for group in GROUPS.get(one["kind"], ()):
        if group.agreement is Agreement.UNION and not _is_list(one[group.fields[0]]):
            raise Refused("parcel.odd_record", kind=one["kind"], id=one["uid"])


def _is_list(text: object) -> bool:
    try:
        return isinstance(text, str) and isinstance(json.loads(text), list)
    except (ValueError, RecursionError):
        return False


def _locked(record: Record | None) -> str:
    """Why nothing of it can be changed by a check-in: a second person has decided; it changes by an explicit re-opening only."""
    if isinstance(record, Finding) and FindingState(record.state) not in _DECIDABLE:
        return "finding_decided"
    return ""


def visit_of_record(work: Work, record: Record) -> str | None:
    """The visit a record that stands here belongs to."""
    if isinstance(record, Visit):
        return record.uid
    own = getattr(record, "visit_uid", None)
    if own is not None:
        return str(own)
    for name, kind in (("visit_item_uid", VisitItem), ("finding_uid", Finding), ("evidence_uid", Evidence)):
        above = getattr(record, name, None)
        if above is not None:
            found = work.session.get(kind, above)
            return visit_of_record(work, found) if found is not None else None
    return None


def _name(one: Plain) -> str:
    """How a person calls it."""
    named = one.get("number") or one.get("file_name") or one.get("item_key") or one.get("code") or one.get("role")
    return str(named or str(one.get("text") or one.get("population") or "").partition("\n")[0][:_FIRST_WORDS])


def hanging_sides(work: Work, kind: str, uid: str) -> list[Side]:
    """The sides of the records that hang on one."""
    hanging = set()
    for below, fields in HANGS_ON.items():
        for name, above in fields:
            if above == kind:
                hanging |= {one.uid for one in work.all(kinds()[below], **{name: uid})}
    return [side for one in sorted(hanging) for side in kept_sides(work, one)]


def object_name(work: Work, record: Record) -> str:
    """How a person calls a record: its number, its item, its file."""
    if hasattr(record, "visit_item_uid"):
        return work.get(VisitItem, record.visit_item_uid).item_key
    return _name(plain_record(record))
