"""Visits leave the office and come home: one service for both ends of the way."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from auditdesk.errors import AuditDeskError, Refused
from auditdesk.exchange.parcel_files import Sealing, write_parcel
from auditdesk.model.parcel_records import CheckIn, CheckOut
from auditdesk.model.parcel_rows import PARCEL_SUFFIX, CheckInPreview
from auditdesk.progress import Progress, silent
from auditdesk.services.backups import BackupService
from auditdesk.services.clashes import Clashes
from auditdesk.services.office import Office
from auditdesk.services.parcels_home import CheckIns
from auditdesk.services.parcels_laptop import LaptopParcels
from auditdesk.services.parcels_out import SIGNED_RECEIPT, CheckOuts

if TYPE_CHECKING:
    from auditdesk.store.keys import DataKey


class ParcelService(CheckOuts, CheckIns, LaptopParcels, Clashes):
    """Acts on parcels and on the clashes they bring."""

    def __init__(self, office: Office, key: DataKey, backups: BackupService) -> None:
        CheckOuts.__init__(self, office, key)
        CheckIns.__init__(self, office, backups)

    def write_receipt(self, check_in: str, file: Path) -> str:
        """A receipt for the laptop whose parcel was taken in; the SHA-256 of the file.

        Raises Refused ``check_in.unknown``, ``check_in.undone``, ``paper.exists``; Unavailable for the disk.
        """
        if file.exists():
            raise Refused("paper.exists", path=str(file))
        with self._office.work("parcels.check_in") as work:
            found = work.session.get(CheckIn, check_in)
            if found is None:
                raise Refused("check_in.unknown", check_in=check_in)
            if found.undone_at is not None:
                raise Refused("check_in.undone")
            check_out = work.get(CheckOut, found.check_out_uid)
            manifest = {"direction": "receipt", "check_out": check_out.uid, "home_sha256": found.sha256}
            sealing = Sealing(recipients=(found.receipt_to,))
        return write_parcel(file, manifest, [], [], sealing, self._sign_receipt)

    def _sign_receipt(self, content: bytes) -> tuple[str, str]:
        key = self._key.signing_key()
        public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
        return public, base64.b64encode(key.sign(SIGNED_RECEIPT + content)).decode()

    def waiting(self, folder: Path, progress: Progress = silent) -> Iterator[tuple[Path, CheckInPreview | AuditDeskError]]:
        """The parcels in a folder that have not been taken in, each with what it would do or why it can't be taken.

        What another program is still writing there is no parcel yet and shows as half of one.
        """
        for file in sorted(folder.glob(f"*{PARCEL_SUFFIX}")):
            try:
                told = self.preview(file, progress)
            except AuditDeskError as problem:
                yield file, problem
                continue
            if not told.taken:
                yield file, told
