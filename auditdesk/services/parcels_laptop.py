"""A laptop holds visits for an office: taken in, worked on, handed in, kept until the receipt is there."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from auditdesk.errors import BadInput, Refused
from auditdesk.exchange.parcel_files import Opening, Parcel, Sealing, new_identity, open_parcel, write_parcel
from auditdesk.model.parcel_records import HeldVisit, ParcelSecret
from auditdesk.model.parcel_rows import HeldRow, HeldState, ParcelWritten, Received
from auditdesk.model.records import Evidence, FirmFact, Person, Record, Visit, VisitInspector
from auditdesk.progress import Progress, silent
from auditdesk.rules.merge.groups import GROUPS
from auditdesk.services.fieldwork_work import visit_of
from auditdesk.services.office import Office
from auditdesk.services.parcel_arriving import apart_from_held, open_from_office
from auditdesk.services.parcel_content import by_order, coming_home, made, plain_record
from auditdesk.services.parcel_taking import check_form
from auditdesk.services.parcel_versions import counts_of
from auditdesk.services.parcels_out import (
    CLEAN,
    PURPOSE_OPENS,
    PURPOSE_SIGNS,
    SIGNED_HOME,
    SIGNED_RECEIPT,
    evidence_out,
)
from auditdesk.services.plain_records import kinds, typed_fields
from auditdesk.store.checkpoints import is_signature
from auditdesk.store.journal import canonical
from auditdesk.store.queries import parcels as queries
from auditdesk.store.schema import SCHEMA
from auditdesk.store.work import Work


class LaptopParcels:
    """Acts on the laptop."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def receive(self, file: Path, opening: Opening, progress: Progress = silent, trust: str = "") -> Received:
        """Take in a parcel of the office. Raises as ``open_from_office`` and ``receive_opened``."""
        self._office.demand("parcels.receive")
        return self.receive_opened(open_from_office(file, opening, progress), progress, trust)

    def receive_opened(self, parcel: Parcel, progress: Progress = silent, trust: str = "") -> Received:
        """Take in what was opened: visits to work on, and what is to be read beside them.

        Where an office is known already, only its people sign; ``trust`` is the fingerprint of another key that somebody has compared.
        Raises Refused ``parcel.unknown_signer`` (fingerprint), ``parcel.other_office``, ``parcel.not_yours``, ``parcel.held_already``,
        ``parcel.unreceived``, ``parcel.odd_record``, ``parcel.evidence_missing``, ``parcel.other_edition``, those of
        ``Work.from_outside``; Unavailable for the disk, Cancelled. Then nothing has changed.
        """
        manifest, office = parcel.manifest, self._office
        if manifest["holder"] != office.actor.login:
            raise Refused("parcel.not_yours", holder=manifest["holder"], login=office.actor.login)
        with office.work("parcels.receive") as work:
            known = {one.signing_key for one in work.all(Person) if one.signing_key and one.login != work.login}
            fingerprint = hashlib.sha256(base64.b64decode(parcel.signed_by)).hexdigest()[:16]
            if known and parcel.signed_by not in known and trust.replace(" ", "").lower() != fingerprint:
                raise Refused("parcel.unknown_signer", file=parcel.path.name, fingerprint=fingerprint)
            if any(one.office != manifest["office"] for one in work.all(HeldVisit)):
                raise Refused("parcel.other_office", file=parcel.path.name)
            _demand_free(work, manifest["visits"])
            records = apart_from_held(work, by_order(parcel.records), manifest["visits"])
            blobs = self._keep_evidence(work, parcel, records, progress)
            people: dict[str, str] = {}
            for one in records:
                check_form(one)
            with work.from_outside():
                for one in records:
                    _lay_down(work, one, people, blobs)
            for uid in manifest["visits"]:
                visit = work.get(Visit, uid)
                held = work.find(HeldVisit, visit_uid=uid) or work.add(_new_held(work, uid))
                _hold(held, parcel, work)
                if visit.edition_digest != manifest["editions"][uid][1]:
                    raise Refused("parcel.other_edition", visit=visit.number)
            work.session.add(
                ParcelSecret(check_out_uid=manifest["check_out"], purpose=PURPOSE_SIGNS, secret=manifest["return_with"])
            )
            maker = next((one for one in work.all(Person) if one.signing_key == parcel.signed_by), None)
            numbers = tuple(work.get(Visit, uid).number for uid in manifest["visits"])
            work.commit()
        office.forget_own_editions()
        name = maker.name if maker is not None else ""
        count = len(records)
        return Received(str(manifest["number"]), numbers, count, len(blobs), name, fingerprint, parcel.signed_by in known)

    def _keep_evidence(
        self, work: Work, parcel: Parcel, records: Iterable[Mapping[str, Any]], progress: Progress
    ) -> dict[str, dict[str, Any]]:
        """The evidence that is not here yet, encrypted under this workspace's key; uid → its blob fields."""
        files = self._office.store.evidence
        members = {one.uid: one for one in parcel.evidence}
        rows = {one["uid"]: one for one in records if one["kind"] == "evidence"}
        found: dict[str, dict[str, Any]] = {}
        for done, (uid, plain) in enumerate(rows.items()):
            progress(done, len(rows), "parcel_keep")
            standing = work.session.get(Evidence, uid)
            member = members.get(uid)
            if standing is not None or (member is None and plain.get("deleted_at")):
                continue
            if member is None or member.sha256 != plain.get("sha256"):
                raise Refused("parcel.evidence_missing", file=str(plain.get("file_name")))
            clean = members.get(uid + CLEAN)
            found[uid] = {
                "blob": files.keep(parcel.read_evidence(member)),
                "clean_blob": files.keep(parcel.read_evidence(clean)) if clean is not None else None,
            }
        return found

    def hand_in(self, visit: str, file: Path, progress: Progress = silent) -> ParcelWritten:
        """Write what goes home: every visit that came in the same parcel. Nothing is removed here before the receipt is taken in.

        Raises Refused ``visit.unknown``, ``parcel.not_held``, ``paper.exists``; Unavailable for the disk, Cancelled; then nothing has
        changed.
        """
        self._office.demand("parcels.hand_in")
        if file.exists():
            raise Refused("paper.exists", path=str(file))
        with self._office.work("parcels.hand_in") as work:
            named = visit_of(work, visit)
            found = work.find(HeldVisit, visit_uid=named.uid)
            if found is None or found.state != HeldState.HELD:
                raise Refused("parcel.not_held", visit=named.number)
            together = work.all(HeldVisit, check_out_uid=found.check_out_uid)
            visits = [work.get(Visit, one.visit_uid) for one in together]
            home = [record for one in visits for record in coming_home(work, one)]
            records = [plain_record(record) for record in home]
            came = set(json.loads(found.came))
            going = [one for one in home if isinstance(one, Evidence) and one.uid not in came]
            evidence = list(evidence_out(self._office.store.evidence, going))
            connection = work.session.connection()
            secret = queries.secret(connection, found.check_out_uid, PURPOSE_SIGNS)
            assert secret is not None
            opens, receipt_to = new_identity()
            before = work.session.get(ParcelSecret, (found.check_out_uid, PURPOSE_OPENS))
            if before is None:
                work.session.add(ParcelSecret(check_out_uid=found.check_out_uid, purpose=PURPOSE_OPENS, secret=opens))
            else:
                before.secret = opens
            manifest = {
                "direction": "home",
                "schema": SCHEMA,
                "check_out": found.check_out_uid,
                "number": found.number,
                "parcel_sha256": found.parcel_sha256,
                "visits": [one.uid for one in visits],
                "editions": json.loads(found.editions),
                "device": work.computer,
                "made_by": work.login,
                "made_at": work.now().isoformat(),
                "receipt_to": receipt_to,
                "history": queries.written_here(connection, [record.uid for record in home], GROUPS),
                "counts": counts_of(records),
            }
            sealing = Sealing(recipients=(found.return_to,))
            digest = write_parcel(file, manifest, records, evidence, sealing, _signer(secret), progress, total=len(evidence))
            for one in together:
                one.state, one.handed_in_at, one.handed_in_sha256 = HeldState.HANDED_IN.value, work.now(), digest
            number, numbers = found.number, tuple(one.number for one in visits)
            try:
                work.commit()
            except BaseException:
                file.unlink(missing_ok=True)
                raise
        return ParcelWritten(number, file, numbers, len(records), len(evidence), file.stat().st_size, digest)

    def resume(self, visit: str) -> tuple[HeldRow, ...]:
        """Go on with what was handed in and is not received yet; what is handed in then is another parcel, and the office takes one.

        Raises Refused ``visit.unknown``, ``parcel.not_held``.
        """
        with self._office.work("parcels.resume") as work:
            named = visit_of(work, visit)
            found = work.find(HeldVisit, visit_uid=named.uid)
            if found is None or found.state != HeldState.HANDED_IN:
                raise Refused("parcel.not_held", visit=named.number)
            for one in work.all(HeldVisit, check_out_uid=found.check_out_uid):
                one.state, one.handed_in_at = HeldState.HELD.value, None
            work.commit()
        return self.held()

    def take_receipt(self, file: Path, progress: Progress = silent) -> tuple[HeldRow, ...]:
        """The office says it has everything. Raises as ``open_parcel``, Refused ``parcel.no_receipt``."""
        self._office.demand("parcels.receipt")
        with self._office.store.read() as connection:
            secrets = tuple(queries.opening_secrets(connection).values())
        if not secrets:
            raise Refused("parcel.no_receipt", file=file.name)

        def signed(public_key: str, signature: str, content: bytes) -> bool:
            return is_signature(public_key, signature, SIGNED_RECEIPT + content)

        try:
            parcel = open_parcel(file, Opening(identities=secrets), signed, progress)
        except BadInput as problem:
            # No key was typed that could be wrong.
            raise Refused("parcel.no_receipt", file=file.name) if problem.code == "parcel.wrong_key" else problem from problem
        with self._office.work("parcels.receipt") as work:
            trusted = {one.signing_key for one in work.all(Person) if one.signing_key and one.login != work.login}
            held = work.all(HeldVisit, check_out_uid=str(parcel.manifest.get("check_out")))
            told = parcel.manifest.get("home_sha256")
            if (
                parcel.manifest.get("direction") != "receipt"
                or parcel.signed_by not in trusted
                or not held
                or any(one.handed_in_sha256 != told for one in held)
            ):
                raise Refused("parcel.no_receipt", file=file.name)
            for one in held:
                one.state, one.receipt_at = HeldState.RECEIVED.value, work.now()
            work.commit()
        return self.held()

    def held(self) -> tuple[HeldRow, ...]:
        """The visits this computer holds for an office, the newest first."""
        with self._office.store.read() as connection:
            return queries.held(connection)


def _signer(secret: str) -> Callable[[bytes], tuple[str, str]]:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(secret))

    def sign(content: bytes) -> tuple[str, str]:
        public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
        return public, base64.b64encode(key.sign(SIGNED_HOME + content)).decode()

    return sign


def _demand_free(work: Work, visits: Iterable[str]) -> None:
    """Raises Refused while work of an earlier parcel of these visits has not safely gone home."""
    for uid in visits:
        held = work.find(HeldVisit, visit_uid=uid)
        visit = work.session.get(Visit, uid)
        number = visit.number if visit is not None else uid
        if held is None and visit is not None and visit.signed_off_at is None:
            raise Refused("parcel.held_already", visit=number)
        if held is not None and held.state == HeldState.HELD:
            raise Refused("parcel.held_already", visit=number)
        if held is not None and held.state == HeldState.HANDED_IN:
            raise Refused("parcel.unreceived", visit=number)


def _new_held(work: Work, visit_uid: str) -> HeldVisit:
    return HeldVisit(
        uid=work.new_uid(),
        visit_uid=visit_uid,
        check_out_uid="",
        number="",
        office="",
        holder="",
        return_to="",
        parcel_sha256="",
        received_at=work.now(),
        state=HeldState.HELD.value,
    )


def _hold(held: HeldVisit, parcel: Parcel, work: Work) -> None:
    manifest = parcel.manifest
    held.check_out_uid, held.number, held.office = manifest["check_out"], manifest["number"], manifest["office"]
    held.holder, held.return_to, held.parcel_sha256 = manifest["holder"], manifest["return_to"], parcel.sha256
    held.received_at, held.state = work.now(), HeldState.HELD.value
    held.due_back = date.fromisoformat(manifest["due_back"]) if manifest.get("due_back") else None
    held.came = canonical(sorted(one["uid"] for one in parcel.records if one["kind"] == "evidence"))
    held.editions = canonical(manifest["editions"])
    held.handed_in_at = held.receipt_at = None
    held.handed_in_sha256 = ""


def _lay_down(work: Work, plain: Mapping[str, Any], people: dict[str, str], blobs: Mapping[str, Mapping[str, Any]]) -> None:
    """One record of the office as it says it: made, or brought to what it is there."""
    kind = kinds()[plain["kind"]]
    if kind is Person:
        _know(work, plain, people)
        return
    own = dict(plain)
    if kind is VisitInspector:
        own["person_uid"] = people.get(plain["person_uid"], "")
        if not own["person_uid"]:
            raise Refused("parcel.odd_record", kind=kind.kind, id=plain["uid"])
    standing: Record | None = work.session.get(kind, own["uid"])
    if kind is FirmFact:
        own["sequence"] = work.next_fact_sequence()
        if standing is not None:
            return
    if standing is None:
        if kind is Evidence and own["uid"] not in blobs:
            return
        work.add(made(own, **(blobs[own["uid"]] if kind is Evidence else {})))
        work.flush()
        return
    current = plain_record(standing)
    changed = {name: value for name, value in own.items() if name not in ("kind", "uid") and current.get(name) != value}
    for name, value in typed_fields(kind, changed).items():
        setattr(standing, name, value)


def _know(work: Work, plain: Mapping[str, Any], people: dict[str, str]) -> None:
    """A person of the office is known here by his login; nobody but the one who works here can sign in."""
    standing: Record | None = work.find(Person, login=str(plain["login"]))
    if standing is None:
        standing = work.add(made(plain))
        work.flush()
    elif isinstance(standing, Person) and standing.login != work.login and standing.signing_key != plain["signing_key"]:
        standing.signing_key = str(plain["signing_key"])
    people[str(plain["uid"])] = standing.uid
