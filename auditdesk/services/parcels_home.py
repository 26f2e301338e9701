"""A parcel comes home: looked through, held against what left, put together with what others made of it, and taken back as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from auditdesk.errors import Refused
from auditdesk.exchange.parcel_files import Opening, Parcel, open_parcel
from auditdesk.model.parcel_records import CheckIn, CheckOut, Clash
from auditdesk.model.parcel_rows import CheckInPreview, CheckInRow, CheckOutState, ClashState, RecordTurn, Turn
from auditdesk.model.records import Evidence, Finding, Record, Visit, VisitItem
from auditdesk.model.terms import FindingState
from auditdesk.progress import Progress, silent
from auditdesk.rules.merge.groups import GROUPS, HANGS_ON, LAPTOP_STATES, group_of
from auditdesk.rules.merge.home_coming import Side, office_sides, put_together, sides_of
from auditdesk.rules.merge.trust import objection
from auditdesk.rules.visit_states import demand_writable
from auditdesk.services import undo
from auditdesk.services.backups import BackupService
from auditdesk.services.merge_sides import kept_sides, record_of
from auditdesk.services.office import Office
from auditdesk.services.parcel_content import ORDER, by_order, made, plain_record
from auditdesk.services.parcels_out import CLEAN, SIGNED_HOME, counts_of, visits_of
from auditdesk.services.plain_records import kinds, typed_fields
from auditdesk.store.checkpoints import is_signature
from auditdesk.store.journal import canonical
from auditdesk.store.queries import parcels as queries
from auditdesk.store.work import Work

Plain = Mapping[str, Any]
_DECIDABLE = frozenset(FindingState(state) for state in LAPTOP_STATES)


@dataclass
class _Taking:
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


class CheckIns:
    """Acts of the office on what comes home."""

    def __init__(self, office: Office, backups: BackupService) -> None:
        self._office = office
        self._backups = backups

    def open_returned(self, file: Path, progress: Progress = silent) -> Parcel:
        """A parcel that came home, every byte of it checked. Raises as ``open_parcel``, Refused ``parcel.stranger``."""
        with self._office.store.read() as connection:
            secrets = tuple(queries.opening_secrets(connection).values())
        if not secrets:
            raise Refused("parcel.stranger", file=file.name)

        def signed(public_key: str, signature: str, content: bytes) -> bool:
            return is_signature(public_key, signature, SIGNED_HOME + content)

        return open_parcel(file, Opening(identities=secrets), signed, progress)

    def preview(self, file: Path, progress: Progress = silent) -> CheckInPreview:
        """What taking the parcel in would do; nothing is kept. Raises as ``check_in``, but for what was taken in before."""
        self._office.demand("parcels.check_in")
        return self._judged(self.open_returned(file, progress))

    def _judged(self, parcel: Parcel) -> CheckInPreview:
        """What taking it in would do; the work is left without a commit."""
        with self._office.work("parcels.check_in") as work:
            check_out = _check_out(work, parcel)
            told = (check_out.number, parcel.sha256, check_out.holder, str(parcel.manifest.get("device", "")))
            numbers = tuple(work.get(Visit, uid).number for uid in visits_of(check_out))
            if _taken(work, parcel) is not None:
                return CheckInPreview(*told, numbers, (), 0, taken=True)
            taking = self._begin(work, parcel, check_out)
            arriving = self._records(taking, parcel)
            self._merge(taking, arriving)
            self._put_down(taking, {})
            evidence = sum(one.kind == "evidence" and one.turn is Turn.NEW for one in taking.turns)
            return CheckInPreview(*told, numbers, tuple(taking.turns), evidence)

    def check_in(self, file: Path, progress: Progress = silent) -> CheckInRow:
        """Take the parcel in as one act, after a backup. The same file again changes nothing and gives the row of the first time.

        Raises what ``open_parcel`` raises; Refused ``parcel.stranger`` (no check-out of this office), ``parcel.consumed`` (another
        parcel of this check-out came home), ``parcel.recalled``, ``parcel.signature``, ``parcel.other_visit``, ``parcel.forged``
        (who, where), ``parcel.other_edition``, ``parcel.counts``, ``parcel.odd_record``, ``visit.signed_off``, ``visit.removed``;
        Unavailable for the disk, Cancelled. Then nothing has changed.
        """
        self._office.demand("parcels.check_in")
        parcel = self.open_returned(file, progress)
        if not self._judged(parcel).taken:
            self._backups.before("merge", progress)
        with self._office.work("parcels.check_in") as work:
            check_out = _check_out(work, parcel)
            before = _taken(work, parcel)
            if before is not None:
                return self.show_in(before.uid)
            taking = self._begin(work, parcel, check_out)
            arriving = self._records(taking, parcel)
            self._merge(taking, arriving)
            self._put_down(taking, self._keep_arrived(taking, parcel, progress))
            counts = {turn.value: sum(one.turn is turn for one in taking.turns) for turn in Turn}
            taking.recording.watch(check_out)
            check_out.state, check_out.ended_by, check_out.ended_at = CheckOutState.HOME.value, work.login, work.now()
            record = work.add(
                CheckIn(
                    uid=work.new_uid(),
                    check_out_uid=check_out.uid,
                    sha256=parcel.sha256,
                    device=str(parcel.manifest.get("device", "")),
                    taken_by=work.login,
                    taken_at=work.now(),
                    receipt_to=str(parcel.manifest.get("receipt_to", "")),
                    counts=canonical(counts),
                    refused=canonical(taking.refused),
                )
            )
            work.flush()
            record.changes = canonical([asdict(one) for one in taking.recording.changes()])
            uid = record.uid
            for visit in taking.visits.values():
                undo.forget(work, visit.uid)
            work.commit()
        return self.show_in(uid)

    def undo(self, check_in: str) -> CheckInRow:
        """Take a whole check-in back: every record is as it was before. The laptop's parcel can be taken in again.

        Raises Refused ``check_in.unknown``, ``check_in.undone``, ``undo.changed_since`` when something was done since on what it
        brought, ``visit.signed_off``.
        """
        with self._office.work("parcels.undo") as work:
            found = work.session.get(CheckIn, check_in)
            if found is None:
                raise Refused("check_in.unknown", check_in=check_in)
            if found.undone_at is not None:
                raise Refused("check_in.undone")
            for uid in visits_of(work.get(CheckOut, found.check_out_uid)):
                visit = work.get(Visit, uid)
                demand_writable(visit.number, visit.signed_off_at, visit.removed_on)
                undo.forget(work, uid)
            undo.take_back(work, json.loads(found.changes))
            found.undone_by, found.undone_at = work.login, work.now()
            uid = found.uid
            work.commit()
        return self.show_in(uid)

    def ins(self) -> tuple[CheckInRow, ...]:
        """Every parcel that was taken in, the newest first."""
        with self._office.store.read() as connection:
            return queries.check_ins(connection)

    def show_in(self, check_in: str) -> CheckInRow:
        """One of them. Raises Refused ``check_in.unknown``."""
        for row in self.ins():
            if row.uid == check_in:
                return row
        raise Refused("check_in.unknown", check_in=check_in)

    def _begin(self, work: Work, parcel: Parcel, check_out: CheckOut) -> _Taking:
        if check_out.state == CheckOutState.RECALLED:
            raise Refused("parcel.recalled", parcel=check_out.number, reason=check_out.reason)
        if check_out.state != CheckOutState.OUT:
            raise Refused("parcel.consumed", parcel=check_out.number)
        visits = {uid: work.get(Visit, uid) for uid in visits_of(check_out)}
        for visit in visits.values():
            demand_writable(visit.number, visit.signed_off_at, visit.removed_on)
            if parcel.manifest.get("editions", {}).get(visit.uid) != [visit.edition, visit.edition_digest]:
                raise Refused("parcel.other_edition", visit=visit.number)
        return _Taking(work, check_out, visits, json.loads(check_out.base))

    def _records(self, taking: _Taking, parcel: Parcel) -> list[Plain]:
        """The records of the parcel in the order of writing, each found to belong here. Raises Refused otherwise."""
        if counts_of([dict(one) for one in parcel.records]) != parcel.manifest.get("counts"):
            raise Refused("parcel.counts", parcel=taking.check_out.number)
        if any(one.get("kind") not in GROUPS or not isinstance(one.get("uid"), str) for one in parcel.records):
            raise Refused("parcel.other_visit", parcel=taking.check_out.number)
        arriving = by_order(parcel.records)
        uids = [one["uid"] for one in arriving]
        if len(set(uids)) < len(uids):
            raise Refused("parcel.counts", parcel=taking.check_out.number)
        team = queries.team_of(taking.work.session.connection(), tuple(taking.visits))
        homes: dict[str, str] = {uid: uid for uid in taking.visits}
        for one in arriving:
            base = taking.base.get(one["kind"], {}).get(one["uid"])
            why = objection(one, base, homes, team)
            if why is None and base is None and self._stands_elsewhere(taking, one, homes):
                why = ("other_visit", "uid")
            if why is not None:
                raise Refused(f"parcel.{why[0]}", parcel=taking.check_out.number, kind=one["kind"], field=why[1])
            if base is None:
                _check_form(one)
        for one in arriving:
            taking.touched[one["uid"]] = (one["kind"], homes[one["uid"]])
        return arriving

    def _stands_elsewhere(self, taking: _Taking, one: Plain, homes: Mapping[str, str]) -> bool:
        """Whether a record that is new to this check-out is known here as another's."""
        standing = taking.work.session.get(kinds()[one["kind"]], one["uid"])
        if standing is None:
            return any(taking.work.session.get(kinds()[kind], one["uid"]) is not None for kind in GROUPS if kind != one["kind"])
        return _visit_of(taking.work, standing) != homes[one["uid"]]

    def _merge(self, taking: _Taking, arriving: Sequence[Plain]) -> None:
        """Find what each record contributes, and what the office made of the same fields meanwhile."""
        work, check_out = taking.work, taking.check_out
        knew = json.loads(check_out.knew)
        for one in arriving:
            kind, uid = one["kind"], one["uid"]
            base = taking.base.get(kind, {}).get(uid)
            incoming = sides_of(kind, check_out.uid, base, one, knew)
            if not incoming:
                taking.turns.append(RecordTurn(kind, uid, _name(one), Turn.SAME))
                continue
            record = work.session.get(kinds()[kind], uid)
            why = _locked(record)
            if why:
                self._refuse(taking, one, incoming, why)
                continue
            kept = kept_sides(work, uid)
            if record is None:
                taking.new[uid] = one
            else:
                below = self._below(taking, kind, uid)
                actual = plain_record(record)
                for side in office_sides(kind, [side.group for side in incoming], kept, below, base, actual):
                    self._keep_side(taking, side)
                    kept.append(side)
            for side in incoming:
                self._keep_side(taking, side)
            taking.sides[uid] = [*kept, *incoming]

    def _refuse(self, taking: _Taking, one: Plain, incoming: Sequence[Side], why: str) -> None:
        """Not taken, and not lost: the words stand in the record of the check-in."""
        values = {
            side.group: dict(zip(group_of(one["kind"], side.group).fields, side.contribution.value or (), strict=False))  # type: ignore[call-overload]
            for side in incoming
        }
        taking.refused.append({"kind": one["kind"], "uid": one["uid"], "name": _name(one), "why": why, "values": values})
        taking.turns.append(RecordTurn(one["kind"], one["uid"], _name(one), Turn.REFUSED, tuple(values), why))

    def _keep_side(self, taking: _Taking, side: Side) -> None:
        record = record_of(taking.work, side, taking.touched[side.uid][1])
        taking.work.add(record)
        taking.recording.made(record)

    def _below(self, taking: _Taking, kind: str, uid: str) -> list[Side]:
        """The sides of what hangs on a record, as it stands or arrives."""
        arriving = {
            other
            for other, plain in taking.new.items()
            for name, above in HANGS_ON.get(plain["kind"], ())
            if above == kind and plain.get(name) == uid
        }
        return hanging_sides(taking.work, kind, uid, taking.sides, arriving)

    def _put_down(self, taking: _Taking, blobs: Mapping[str, Mapping[str, str]]) -> None:
        """Write what follows: new records, fields that changed, clashes."""
        work = taking.work
        place = {kind: number for number, kind in enumerate(ORDER)}
        above = self._also_above(taking)
        for uid in sorted({*taking.sides, *above}, key=lambda one: (place[self._kind(taking, one)], one)):
            kind, visit_uid = taking.touched[uid]
            sides = taking.sides.get(uid) or kept_sides(work, uid)
            record = work.session.get(kinds()[kind], uid)
            plain = taking.new[uid] if record is None else plain_record(record)
            outcome = put_together(kind, plain, sides, self._below(taking, kind, uid))
            fields = self._attached(taking, kind, outcome.fields)
            if record is None:
                record = made({**plain, **fields}, **(blobs.get(uid) or _blobless(kind)))
                work.add(record)
                work.flush()
                taking.recording.made(record)
                turn = Turn.CLASHING if outcome.clashes else Turn.NEW
            else:
                taking.recording.watch(record)
                changed = {name: value for name, value in fields.items() if plain.get(name) != value}
                for name, value in typed_fields(kinds()[kind], changed).items():
                    setattr(record, name, value)
                turn = Turn.CLASHING if outcome.clashes else Turn.CHANGED if changed else Turn.SAME
            self._keep_clashes(taking, kind, uid, visit_uid, outcome.clashes)
            if uid in taking.sides:
                taking.turns.append(RecordTurn(kind, uid, _name(plain), turn, tuple(sorted({side.group for side in sides}))))
        work.flush()

    def _kind(self, taking: _Taking, uid: str) -> str:
        return taking.touched[uid][0]

    def _also_above(self, taking: _Taking) -> set[str]:
        """What new words hang on and others may have deleted: it is looked at again."""
        found = set()
        for uid in list(taking.sides):
            kind, visit_uid = taking.touched[uid]
            record = taking.work.session.get(kinds()[kind], uid)
            plain = taking.new.get(uid) or (plain_record(record) if record is not None else {})
            for name, above in HANGS_ON.get(kind, ()):
                parent = plain.get(name)
                if not isinstance(parent, str):
                    continue
                standing = taking.work.session.get(kinds()[above], parent)
                if standing is not None and (parent in taking.sides or kept_sides(taking.work, parent)) and not _locked(standing):
                    taking.touched.setdefault(parent, (above, visit_uid))
                    found.add(parent)
        return found

    def _attached(self, taking: _Taking, kind: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Evidence for a finding that was decided meanwhile stays with the visit, to be sorted."""
        own = dict(fields)
        finding = taking.work.session.get(Finding, own["finding_uid"]) if kind == "evidence" and own.get("finding_uid") else None
        if finding is not None and FindingState(finding.state) not in _DECIDABLE:
            own["finding_uid"], own["visit_uid"] = None, finding.visit_uid
        return own

    def _keep_clashes(self, taking: _Taking, kind: str, uid: str, visit_uid: str, clashes: Mapping[str, Any]) -> None:
        work = taking.work
        standing = {one.group_name: one for one in work.all(Clash, object_uid=uid)}
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
                taking.recording.made(known)
            elif known.contenders != contenders or known.state != ClashState.OPEN:
                taking.recording.watch(known)
                known.contenders, known.state, known.choice = contenders, ClashState.OPEN.value, ""
                known.settled_by = known.settled_at = None
        for group, known in standing.items():
            if group not in clashes and known.state == ClashState.OPEN:
                taking.recording.watch(known)
                known.state, known.choice = ClashState.SETTLED.value, "agreed"

    def _keep_arrived(self, taking: _Taking, parcel: Parcel, progress: Progress) -> dict[str, dict[str, str]]:
        """The new files, encrypted under this workspace's key; uid → its blob fields."""
        files = self._office.store.evidence
        members = {one.uid: one for one in parcel.evidence}
        wanted = [uid for uid, plain in taking.new.items() if plain["kind"] == "evidence"]
        found: dict[str, dict[str, str]] = {}
        for done, uid in enumerate(wanted):
            progress(done, len(wanted), "parcel_keep")
            member = members.get(uid)
            if member is None or member.sha256 != taking.new[uid]["sha256"]:
                raise Refused("parcel.evidence_missing", file=str(taking.new[uid].get("file_name")))
            found[uid] = {"blob": files.keep(parcel.read_evidence(member))}
            clean = members.get(uid + CLEAN)
            if clean is not None:
                found[uid]["clean_blob"] = files.keep(parcel.read_evidence(clean))
        return {uid: {"clean_blob": None, **blobs} for uid, blobs in found.items()}  # type: ignore[dict-item]


def _blobless(kind: str) -> dict[str, Any]:
    """What stands for stored files where nothing is kept, in a preview."""
    return {"blob": "", "clean_blob": None} if kind == "evidence" else {}


def _check_form(one: Plain) -> None:
    made(one, **_blobless(one["kind"]))


def _check_out(work: Work, parcel: Parcel) -> CheckOut:
    if parcel.manifest.get("direction") != "home":
        raise Refused("parcel.stranger", file=parcel.path.name)
    found = work.session.get(CheckOut, str(parcel.manifest.get("check_out")))
    if found is None:
        raise Refused("parcel.stranger", file=parcel.path.name)
    if parcel.signed_by != found.return_key:
        raise Refused("parcel.signature", file=parcel.path.name)
    if parcel.manifest.get("parcel_sha256") != found.sha256:
        raise Refused("parcel.stranger", file=parcel.path.name)
    return found


def _taken(work: Work, parcel: Parcel) -> CheckIn | None:
    return next((one for one in work.all(CheckIn, sha256=parcel.sha256) if one.undone_at is None), None)


def _locked(record: Record | None) -> str:
    """Why nothing of it can be changed by a check-in: a second person has decided; it changes by an explicit re-opening only."""
    if isinstance(record, Finding) and FindingState(record.state) not in _DECIDABLE:
        return "finding_decided"
    return ""


def _visit_of(work: Work, record: Record) -> str | None:
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
            return _visit_of(work, found) if found is not None else None
    return None


def _name(one: Plain) -> str:
    """How a person calls it."""
    return str(one.get("number") or one.get("file_name") or one.get("item_key") or one.get("code") or one.get("role") or "")


def hanging_sides(
    work: Work, kind: str, uid: str, known: Mapping[str, Sequence[Side]] | None = None, more: Iterable[str] = ()
) -> list[Side]:
    """The sides of the records that hang on one; ``known``: those of records that are just taken in, ``more``: such that hang on it."""
    hanging = set(more)
    for below, fields in HANGS_ON.items():
        for name, above in fields:
            if above == kind:
                hanging |= {one.uid for one in work.all(kinds()[below], **{name: uid})}
    return [side for one in sorted(hanging) for side in (known or {}).get(one) or kept_sides(work, one)]


def object_name(work: Work, record: Record) -> str:
    """How a person calls a record: its number, its item, its file."""
    if hasattr(record, "visit_item_uid"):
        return work.get(VisitItem, record.visit_item_uid).item_key
    return _name(plain_record(record))
