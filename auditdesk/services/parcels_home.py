"""A parcel comes home: looked through, held against what left, put together with what others made of it, and taken back as a whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from auditdesk.errors import BadInput, Refused
from auditdesk.exchange.incoming import bad_file
from auditdesk.exchange.parcel_files import Opening, Parcel, is_recipient, open_parcel
from auditdesk.model.parcel_records import CheckIn, CheckOut, MergeSide, RefusedParcel
from auditdesk.model.parcel_rows import CheckInPreview, CheckInRow, CheckOutState, Turn
from auditdesk.model.records import Visit
from auditdesk.model.terms import FindingState
from auditdesk.progress import Progress, silent
from auditdesk.rules.merge.groups import LAPTOP_STATES
from auditdesk.rules.visit_states import demand_writable
from auditdesk.services import undo
from auditdesk.services.backups import BackupService
from auditdesk.services.office import Office
from auditdesk.services.parcel_taking import Taking
from auditdesk.services.parcel_versions import base_of, demand_known_schema
from auditdesk.services.parcels_out import SIGNED_HOME, visits_of
from auditdesk.store.checkpoints import is_signature
from auditdesk.store.journal import canonical
from auditdesk.store.queries import parcels as queries
from auditdesk.store.work import Work

Plain = Mapping[str, Any]
_DECIDABLE = frozenset(FindingState(state) for state in LAPTOP_STATES)


class CheckIns:
    """Acts of the office on what comes home."""

    def __init__(self, office: Office, backups: BackupService) -> None:
        self._office = office
        self._backups = backups

    def open_returned(self, file: Path, progress: Progress = silent) -> Parcel:
        """A parcel that came home, every byte of it checked. Raises as ``open_parcel``, but BadInput
        ``parcel.not_returned`` for what no key of this office opens; Refused ``parcel.stranger``, ``parcel.odd_record``."""
        with self._office.store.read() as connection:
            secrets = tuple(queries.opening_secrets(connection).values())
        if not secrets:
            raise Refused("parcel.stranger", file=file.name)

        def signed(public_key: str, signature: str, content: bytes) -> bool:
            return is_signature(public_key, signature, SIGNED_HOME + content)

        try:
            parcel = open_parcel(file, Opening(identities=secrets), signed, progress)
        except BadInput as problem:
            # No key was typed that could be wrong.
            raise bad_file("parcel.not_returned", file.name) if problem.code == "parcel.wrong_key" else problem from problem
        _demand_form(parcel)
        return parcel

    def preview(self, file: Path, progress: Progress = silent) -> CheckInPreview:
        """What taking the parcel in would do; nothing is kept. Raises as ``check_in``, but for what was taken in before."""
        self._office.demand("parcels.check_in")
        return self._judged(self.open_returned(file, progress))

    def _judged(self, parcel: Parcel) -> CheckInPreview:
        """What taking it in would do; the work is left without a commit."""
        with self._office.work("parcels.check_in") as work:
            check_out = _check_out(work, parcel)
            told = (check_out.number, parcel.sha256, check_out.holder, parcel.manifest["device"])
            numbers = tuple(work.get(Visit, uid).number for uid in visits_of(check_out))
            if _taken(work, parcel) is not None:
                return CheckInPreview(*told, numbers, (), 0, taken=True)
            taking = self._begin(work, parcel, check_out)
            taking.merge(taking.records(parcel))
            with work.from_outside():
                taking.put_down({})
            evidence = sum(one.kind == "evidence" and one.turn is Turn.NEW for one in taking.turns)
            return CheckInPreview(*told, numbers, tuple(taking.turns), evidence)

    def check_in(self, file: Path, progress: Progress = silent) -> CheckInRow:
        """Take the parcel in as one act, after a backup. The same file again changes nothing and gives the row of the first time.

        Raises what ``open_parcel`` raises; Refused ``parcel.stranger`` (no check-out of this office), ``parcel.consumed`` (another
        parcel of this check-out came home), ``parcel.recalled``, ``parcel.signature``, ``parcel.other_visit``, ``parcel.forged``
        (who, where), ``parcel.other_edition``, ``parcel.counts``, ``parcel.odd_record``, ``parcel.newer_records``,
        ``parcel.older_records``, ``visit.signed_off``, ``visit.removed``; Unavailable for the disk, Cancelled. Then nothing has changed.
        """
        self._office.demand("parcels.check_in")
        try:
            return self._taken_in(self.open_returned(file, progress), progress)
        except (Refused, BadInput) as refused:
            self._write_down(file, refused)
            raise

    def _taken_in(self, parcel: Parcel, progress: Progress) -> CheckInRow:
        with self._office.work("parcels.check_in") as work:
            check_out = _check_out(work, parcel)
            before = _taken(work, parcel)
            if before is not None:
                return self.show_in(before.uid)
            self._begin(work, parcel, check_out).records(parcel)
        self._backups.before("merge", progress)
        with self._office.work("parcels.check_in") as work:
            check_out = _check_out(work, parcel)
            taking = self._begin(work, parcel, check_out)
            taking.merge(taking.records(parcel))
            kept = taking.keep_evidence(parcel, self._office.store.evidence, progress)
            with work.from_outside():
                taking.put_down(kept)
            counts = {turn.value: sum(one.turn is turn for one in taking.turns) for turn in Turn}
            taking.recording.watch(check_out)
            check_out.state, check_out.ended_by, check_out.ended_at = CheckOutState.HOME.value, work.login, work.now()
            record = work.add(
                CheckIn(
                    uid=work.new_uid(),
                    check_out_uid=check_out.uid,
                    sha256=parcel.sha256,
                    device=parcel.manifest["device"],
                    taken_by=work.login,
                    taken_at=work.now(),
                    receipt_to=parcel.manifest["receipt_to"],
                    counts=canonical(counts),
                    refused=canonical(taking.refused),
                    history=canonical(_history(parcel)),
                )
            )
            work.flush()
            record.changes = canonical([asdict(one) for one in taking.recording.changes(hands=True)])
            uid = record.uid
            for visit in taking.visits.values():
                undo.forget(work, visit.uid)
            work.commit()
        return self.show_in(uid)

    def _write_down(self, file: Path, refused: Refused | BadInput) -> None:
        """What was not taken is written down with its reason: somebody may be trying."""
        if not file.is_file():
            return
        with file.open("rb") as source:
            digest = hashlib.file_digest(source, "sha256").hexdigest()
        with self._office.work("parcels.check_in") as work:
            work.add(
                RefusedParcel(
                    uid=work.new_uid(),
                    # A name that the disk took and no text can hold is kept with marks in it.
                    file_name=file.name.encode("utf-8", "replace").decode(),
                    sha256=digest,
                    code=refused.code,
                    refused_by=work.login,
                    refused_at=work.now(),
                )
            )
            work.commit()

    def undo(self, check_in: str) -> CheckInRow:
        """Take a whole check-in back: every record is as it was before. The laptop's parcel can be taken in again.

        Raises Refused ``check_in.unknown``, ``check_in.undone``, ``check_in.later`` (parcel: it said something of the same fields
        afterwards, be it the same, and is to be undone first), ``undo.changed_since`` when something was done since on what it
        brought, ``visit.signed_off``.
        """
        with self._office.work("parcels.undo") as work:
            found = work.session.get(CheckIn, check_in)
            if found is None:
                raise Refused("check_in.unknown", check_in=check_in)
            if found.undone_at is not None:
                raise Refused("check_in.undone")
            _demand_nothing_later(work, found)
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

    def _begin(self, work: Work, parcel: Parcel, check_out: CheckOut) -> Taking:
        if check_out.state == CheckOutState.RECALLED:
            raise Refused("parcel.recalled", parcel=check_out.number, reason=check_out.reason)
        if check_out.state != CheckOutState.OUT:
            raise Refused("parcel.consumed", parcel=check_out.number)
        visits = {uid: work.get(Visit, uid) for uid in visits_of(check_out)}
        for visit in visits.values():
            demand_writable(visit.number, visit.signed_off_at, visit.removed_on)
            if parcel.manifest["editions"].get(visit.uid) != [visit.edition, visit.edition_digest]:
                raise Refused("parcel.other_edition", visit=visit.number)
        return Taking(work, check_out, visits, base_of(check_out))


def _demand_form(parcel: Parcel) -> None:
    """A signature says who, not that the program was sound. Raises Refused ``parcel.stranger``, ``parcel.odd_record``."""
    manifest = parcel.manifest
    if manifest.get("direction") != "home":
        raise Refused("parcel.stranger", file=parcel.path.name)
    texts = ("check_out", "number", "parcel_sha256", "device", "made_by", "receipt_to")
    if (
        any(not isinstance(manifest.get(name), str) for name in texts)
        or not isinstance(manifest.get("editions"), dict)
        or not is_recipient(manifest["receipt_to"])
    ):
        raise Refused("parcel.odd_record", kind="", id=str(manifest.get("number"))[:40])


def _check_out(work: Work, parcel: Parcel) -> CheckOut:
    demand_known_schema(parcel)
    found = work.session.get(CheckOut, parcel.manifest["check_out"])
    if found is None:
        raise Refused("parcel.stranger", file=parcel.path.name)
    if parcel.signed_by != found.return_key:
        raise Refused("parcel.signature", file=parcel.path.name)
    if parcel.manifest.get("parcel_sha256") != found.sha256:
        raise Refused("parcel.stranger", file=parcel.path.name)
    return found


def _history(parcel: Parcel) -> list[dict[str, str]]:
    """What was written outside; only texts of the names a line has, whatever else a parcel may hold."""
    lines = parcel.manifest.get("history")
    names = ("at", "login", "act", "object_kind", "object_uid", "before", "after")
    given = [one for one in lines if isinstance(one, dict)] if isinstance(lines, list) else []
    return [{name: str(one.get(name, "")) for name in names} for one in given]


def _demand_nothing_later(work: Work, found: CheckIn) -> None:
    """What a later parcel agreed with stands on both: without the earlier one the record would no longer say what the later one brought."""
    own = {(side.object_uid, side.group_name) for side in work.all(MergeSide, origin=found.check_out_uid)}
    for uid in queries.taken_in_after(work.session.connection(), found.uid):
        check_out = work.get(CheckOut, work.get(CheckIn, uid).check_out_uid)
        if any((side.object_uid, side.group_name) in own for side in work.all(MergeSide, origin=check_out.uid)):
            raise Refused("check_in.later", parcel=check_out.number)


def _taken(work: Work, parcel: Parcel) -> CheckIn | None:
    return next((one for one in work.all(CheckIn, sha256=parcel.sha256) if one.undone_at is None), None)
