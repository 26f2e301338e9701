"""Visits leave the office: what goes along, who holds them, how long, and what is taken back of it."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from auditdesk.errors import Conflict, Refused
from auditdesk.exchange.parcel_files import EvidenceOut, Sealing, is_recipient, new_identity, write_parcel
from auditdesk.model.parcel_records import CheckOut, ParcelSecret
from auditdesk.model.parcel_rows import CheckOutRow, CheckOutState, CheckOutVisits, ParcelWritten
from auditdesk.model.records import Evidence, Person, Visit, VisitInspector
from auditdesk.progress import Progress, silent
from auditdesk.rules.calendar import roc_year
from auditdesk.rules.visit_states import demand_writable
from auditdesk.services.fieldwork_work import visit_of
from auditdesk.services.office import Office
from auditdesk.services.parcel_content import coming_home, plain_record, to_read
from auditdesk.services.parcel_versions import counts_of, kept_base
from auditdesk.store.evidence import EvidenceFiles
from auditdesk.store.journal import canonical
from auditdesk.store.queries import parcels as queries
from auditdesk.store.schema import SCHEMA
from auditdesk.store.work import Work

if TYPE_CHECKING:
    from auditdesk.store.keys import DataKey

PURPOSE_OPENS, PURPOSE_SIGNS = "opens", "signs"
SIGNED_OUT = b"auditdesk/parcel/out\n"
SIGNED_HOME = b"auditdesk/parcel/home\n"
SIGNED_RECEIPT = b"auditdesk/parcel/receipt\n"
"""What stands before the words that are signed, so that a signature of one kind is none of another."""
CLEAN = "#clean"
"""Behind the uid of evidence: its copy without the place."""


class CheckOuts:
    """Acts of the office on what leaves it."""

    def __init__(self, office: Office, key: DataKey) -> None:
        self._office = office
        self._key = key

    def out(self, order: CheckOutVisits, progress: Progress = silent) -> ParcelWritten:
        """Write one parcel with the visits, frozen as they are, and remember who holds them.

        Several people may hold the same visit at once. Raises Refused ``visit.unknown``, ``visit.signed_off``, ``visit.removed``,
        ``parcel.nothing``, ``parcel.not_in_team`` (login, visit), ``parcel.sealing`` without a passphrase of twelve characters or a
        public key, ``paper.exists``; Unavailable for the disk, Cancelled; then nothing has left.
        """
        office = self._office
        office.demand("parcels.out")
        if not order.visits:
            raise Refused("parcel.nothing")
        if (not order.recipients and len(order.passphrase) < 12) or not all(is_recipient(one) for one in order.recipients):
            raise Refused("parcel.sealing")
        if order.file.exists():
            raise Refused("paper.exists", path=str(order.file))
        with office.work("parcels.out") as work:
            visits = [visit_of(work, name) for name in dict.fromkeys(order.visits)]
            for visit in visits:
                demand_writable(visit.number, visit.signed_off_at, visit.removed_on)
                if order.holder not in _team(work, visit):
                    raise Refused("parcel.not_in_team", login=order.holder, visit=visit.number)
            home = [record for visit in visits for record in coming_home(work, visit)]
            records = [plain_record(record) for record in (*home, *to_read(work, visits))]
            secret, public = new_identity()
            signing, return_key = _new_signing_key()
            year = max(visit.year for visit in visits)
            check_out = work.add(
                CheckOut(
                    uid=work.new_uid(),
                    number=f"{roc_year(year)}-P{work.next_number(f'parcel/{year}'):03d}",
                    visits=canonical([visit.uid for visit in visits]),
                    holder=order.holder,
                    device=order.device.strip(),
                    made_by=work.login,
                    made_at=work.now(),
                    due_back=order.due_back,
                    state=CheckOutState.OUT.value,
                    base=kept_base(plain_record(record) for record in home),
                    knew=canonical(queries.came_home(work.session.connection(), [visit.uid for visit in visits])),
                    return_key=return_key,
                )
            )
            work.session.add(ParcelSecret(check_out_uid=check_out.uid, purpose=PURPOSE_OPENS, secret=secret))
            manifest = {
                "direction": "out",
                "schema": SCHEMA,
                "check_out": check_out.uid,
                "number": check_out.number,
                "office": queries.workspace(work.session.connection()),
                "visits": [visit.uid for visit in visits],
                "editions": {visit.uid: [visit.edition, visit.edition_digest] for visit in visits},
                "holder": order.holder,
                "device": order.device.strip(),
                "made_by": work.login,
                "made_at": work.now().isoformat(),
                "due_back": order.due_back.isoformat() if order.due_back else None,
                "return_to": public,
                "return_with": signing,
                "counts": counts_of(records),
            }
            going = [record for record in home if isinstance(record, Evidence) and record.deleted_at is None]
            if order.old_evidence:
                going += _old_evidence(work, records, {record.uid for record in going})
                records += [plain_record(one) for one in going if one not in home]
                manifest["counts"] = counts_of(records)
            evidence = list(evidence_out(office.store.evidence, going))
            digest = write_parcel(
                order.file,
                manifest,
                records,
                evidence,
                Sealing(order.passphrase, order.recipients),
                self._sign,
                progress,
                total=len(evidence),
            )
            check_out.sha256 = digest
            try:
                work.commit()
            except BaseException:
                order.file.unlink(missing_ok=True)
                raise
        size = order.file.stat().st_size
        numbers = tuple(visit.number for visit in visits)
        return ParcelWritten(check_out.number, order.file, numbers, len(records), len(going), size, digest)

    def sizes(self, visit: str) -> tuple[int, int]:
        """Bytes of the visit's evidence, and of what lies with earlier years' findings. Raises Refused ``visit.unknown``."""
        with self._office.work("parcels.out") as work:
            found = visit_of(work, visit)
            own = [one for one in coming_home(work, found) if isinstance(one, Evidence) and one.deleted_at is None]
            records = [plain_record(one) for one in to_read(work, [found])]
            old = _old_evidence(work, records, {one.uid for one in own})
            return sum(one.size for one in own), sum(one.size for one in old)

    def _sign(self, content: bytes) -> tuple[str, str]:
        key = self._key.signing_key()
        public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
        return public, base64.b64encode(key.sign(SIGNED_OUT + content)).decode()

    def recall(self, check_out: str, reason: str, seen: int | None = None) -> CheckOutRow:
        """What a laptop holds is not awaited any more: its parcel is refused when it comes home.

        Raises Refused ``parcel.unknown``, ``parcel.not_out``, ``reason.needed``, Conflict ``record.changed``.
        """
        self._office.demand("parcels.recall")
        if not reason.strip():
            raise Refused("reason.needed", act="parcels.recall")
        with self._office.work("parcels.recall") as work:
            found = _out(work, check_out, seen)
            found.state, found.reason = CheckOutState.RECALLED.value, reason.strip()
            found.ended_by, found.ended_at = work.login, work.now()
            uid = found.uid
            work.commit()
        return self.show_out(uid)

    def extend(self, check_out: str, due_back: date, reason: str, seen: int | None = None) -> CheckOutRow:
        """Let it stay out until ``due_back``. Raises as ``recall``."""
        self._office.demand("parcels.extend")
        if not reason.strip():
            raise Refused("reason.needed", act="parcels.extend")
        with self._office.work("parcels.extend") as work:
            found = _out(work, check_out, seen)
            found.due_back, found.reason = due_back, reason.strip()
            uid = found.uid
            work.commit()
        return self.show_out(uid)

    def outs(self, visit: str | None = None) -> tuple[CheckOutRow, ...]:
        """Every check-out, the newest first; of one visit (number or uid) only, if named."""
        with self._office.store.read() as connection:
            rows = queries.check_outs(connection, self._office.today())
        return tuple(row for row in rows if visit is None or visit in (*row.visits, *row.visit_uids))

    def show_out(self, check_out: str) -> CheckOutRow:
        """One check-out by number or uid. Raises Refused ``parcel.unknown``."""
        for row in self.outs():
            if check_out in (row.uid, row.number):
                return row
        raise Refused("parcel.unknown", parcel=check_out)


def evidence_out(files: EvidenceFiles, going: Iterable[Evidence]) -> Iterator[EvidenceOut]:
    """Evidence on its way out, each with its copy without the place where there is one. Raises Unavailable as ``EvidenceFiles.read``."""
    for one in going:
        yield EvidenceOut(one.uid, one.sha256, partial(files.read, one.blob))
        if one.clean_blob:
            digest = hashlib.sha256(files.read(one.clean_blob)).hexdigest()
            yield EvidenceOut(one.uid + CLEAN, digest, partial(files.read, one.clean_blob))


def _new_signing_key() -> tuple[str, str]:
    """(secret, public), both base64, of the one key pair with which this parcel's return is signed."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    return base64.b64encode(key.private_bytes_raw()).decode(), public


def _team(work: Work, visit: Visit) -> set[str]:
    return {work.get(Person, one.person_uid).login for one in work.all(VisitInspector, visit_uid=visit.uid)}


def _out(work: Work, name: str, seen: int | None) -> CheckOut:
    found = work.find(CheckOut, number=name) or work.find(CheckOut, uid=name)
    if found is None:
        raise Refused("parcel.unknown", parcel=name)
    if seen is not None and found.version != seen:
        raise Conflict("record.changed", kind=CheckOut.kind, id=found.uid, seen=seen, stored=found.version)
    if found.state != CheckOutState.OUT:
        raise Refused("parcel.not_out", parcel=found.number, check_out_state=found.state)
    return found


def _old_evidence(work: Work, records: Iterable[dict[str, Any]], known: set[str]) -> list[Evidence]:
    """What lies with the findings of earlier years that go along."""
    old = [one["uid"] for one in records if one["kind"] == "finding"]
    found = [one for uid in old for one in work.all(Evidence, finding_uid=uid)]
    return [one for one in found if one.uid not in known and one.deleted_at is None]


def visits_of(check_out: CheckOut) -> tuple[str, ...]:
    """The uids of the visits it took along."""
    return tuple(json.loads(check_out.visits))
