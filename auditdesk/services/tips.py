"""Reports of weaknesses from outside (民眾檢舉): the register, what each is joined to, how it ends, and who may know who sent it."""

from __future__ import annotations

import builtins
import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from auditdesk.errors import Refused, Unavailable
from auditdesk.exchange import pictures
from auditdesk.files import refusal, write_atomically
from auditdesk.model.fieldwork_records import Tip, TipFile, TipLink, TipReading, TipReporter
from auditdesk.model.records import Answer, Finding, Firm, Visit, VisitItem
from auditdesk.model.tips import AddTip, EditTip, Linked, TipDetail, TipPreview, TipReporterRow, TipResult, TipRow, TipState
from auditdesk.model.trail import TrailRow
from auditdesk.rules import tips as rules
from auditdesk.rules.calendar import roc_year
from auditdesk.rules.item_numbers import named
from auditdesk.rules.sign_off import demand_reason
from auditdesk.rules.visit_states import demand_writable
from auditdesk.services.evidence_keeping import read_file, safe_name
from auditdesk.services.fieldwork_work import finding_of, visit_of, writable
from auditdesk.services.firm_records import known_firm
from auditdesk.services.holding import demand_not_held
from auditdesk.services.office import Office
from auditdesk.services.tip_lists import firm_names, preview_of
from auditdesk.store.journal import canonical
from auditdesk.store.queries import register, trail
from auditdesk.store.queries import tips as queries
from auditdesk.store.work import Work

if TYPE_CHECKING:
    from sqlalchemy import Connection

_VISIT, _FINDING = "visit", "finding"


class TipService:
    """Acts on tips. Who reported one is sealed when it is registered and told to administrators alone, each time with a line kept."""

    def __init__(self, office: Office) -> None:
        self._office = office

    # reading

    def list(self) -> tuple[TipRow, ...]:
        """Every tip, the newest first, without who reported it."""
        with self._office.store.read() as connection:
            return queries.tips(connection)

    def show(self, tip: str) -> TipDetail:
        """One tip by number or uid with its links and files. Raises Refused ``tip.unknown``."""
        with self._office.store.read() as connection:
            row = _row(connection, tip)
            return TipDetail(row, queries.links(connection, row.uid, row.number), queries.files(connection, tip_uid=row.uid))

    def of_visit(self, visit: str) -> tuple[tuple[str, str, str, str], ...]:
        """(number, subject, state, item key) of the tips that a visit took up. Raises Refused ``visit.unknown``."""
        from auditdesk.services.fieldwork_reading import visit_named

        with self._office.store.read() as connection:
            return queries.of_visit(connection, visit_named(connection, visit)["uid"])

    def history(self, tip: str) -> tuple[TrailRow, ...]:
        """What was done with a tip, the oldest first. Raises Refused ``tip.unknown``."""
        with self._office.store.read() as connection:
            return trail.page(connection, queries.history(connection, _row(connection, tip).uid))

    def reporter(self, tip: str, reason: str) -> TipReporterRow:
        """Who reported it, for an administrator who says why; that he looked is kept.

        Raises Refused ``tip.unknown``, ``reason.needed``, ``tip.reporter_none``; Unavailable ``tip.reporter_altered``.
        """
        with self._office.work("tips.reporter") as work:
            found = _tip(work, tip)
            told = demand_reason(reason, "tips.reporter")
            kept = work.session.get(TipReporter, found.uid)
            if kept is None:
                raise Refused("tip.reporter_none", tip=found.number)
            if rules.sealed(kept.salt, kept.name, kept.contact) != found.reporter:
                raise Unavailable("tip.reporter_altered", tip=found.number)
            row = TipReporterRow(found.number, kept.name, kept.contact)
            work.add(TipReading(uid=work.new_uid(), tip_uid=found.uid, reason=told, read_by=work.login, read_at=work.now()))
            work.commit()
        return row

    def export_file(self, file: str, target: Path) -> Path:
        """Write a file that came with a tip out as it came, into a folder or under a name. Never over another file.

        Raises Refused ``evidence.unknown``, ``evidence.target_exists``; Unavailable for the disk, or where it is missing or altered.
        """
        self._office.demand("evidence.export")
        with self._office.store.read() as connection:
            found = queries.files(connection, name=file)
        if not found:
            raise Refused("evidence.unknown", evidence=file)
        if target.is_dir():
            target = target / safe_name(found[0].file_name)
        if target.exists():
            raise Refused("evidence.target_exists", path=str(target))
        content = self._office.store.evidence.read(found[0].blob)
        if hashlib.sha256(content).hexdigest() != found[0].sha256:
            raise Unavailable("evidence.altered", blob=found[0].file_name)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise refusal(problem, target.parent) from problem
        write_atomically(target, content)
        return target

    # registering

    def add(self, order: AddTip) -> TipRow:
        """Register one tip. Raises as ``add_all``."""
        return self.add_all((order,))[0]

    def add_all(self, orders: tuple[AddTip, ...]) -> tuple[TipRow, ...]:
        """Register several tips in one act: all or none.

        Raises Refused ``tip.subject_needed``, ``tip.future``, ``firm.unknown``; BadInput for a file that can't be read.
        """
        self._office.demand("tips.add")
        contents = [tuple(read_file(path) for path in order.files) for order in orders]
        with self._office.work("tips.add") as work:
            uids = [self._register(work, order, files) for order, files in zip(orders, contents, strict=True)]
            work.commit()
        with self._office.store.read() as connection:
            return tuple(_row(connection, uid) for uid in uids)

    def preview(self, path: Path) -> TipPreview:
        """What a list (XLSX, ODS, CSV) would register by ``add_all``, and which of its lines can't be taken. Raises as ``preview_of``."""
        self._office.demand("tips.add")
        with self._office.store.read() as connection:
            firms = [
                (one.code, one.name, one.short_name, one.english_name, *one.former_names, *one.spellings)
                for one in register.firms(connection)
            ]
            known = {(one.received_on, one.firm_code, one.subject) for one in queries.tips(connection)}
        return preview_of(path, firm_names(firms), known, self._office.today())

    def _register(self, work: Work, order: AddTip, files: tuple[tuple[str, bytes], ...]) -> str:
        day = rules.checked_receipt(order.received_on, self._office.today())
        firm = known_firm(work, order.firm.strip()) if order.firm and order.firm.strip() else None
        tip = work.add(
            Tip(
                uid=work.new_uid(),
                number=f"{roc_year(day.year)}-T{work.next_number(f'tip/{day.year}'):03d}",
                received_on=day,
                source=order.source.value,
                firm_uid=firm.uid if firm else None,
                subject=rules.checked_subject(order.subject),
                material=order.material.strip(),
                state=rules.standing(has_firm=firm is not None, in_visit=False).value,
                kept_by=work.login,
                kept_at=work.now(),
            )
        )
        name, contact = " ".join(order.reporter.split()), " ".join(order.contact.split())
        if name or contact:
            salt = os.urandom(16).hex()
            tip.reporter = rules.sealed(salt, name, contact)
            work.session.add(TipReporter(tip_uid=tip.uid, name=name, contact=contact, salt=salt))
        work.flush()
        self._keep_files(work, tip, files)
        return tip.uid

    def attach(self, tip: str, files: tuple[Path, ...]) -> TipDetail:
        """Keep files with a tip that has not ended. Raises as ``add_all``, and ``tip.unknown``, ``tip.ended``."""
        self._office.demand("tips.edit")
        contents = tuple(read_file(path) for path in files)
        with self._office.work("tips.edit") as work:
            found = _open_tip(work, tip)
            self._keep_files(work, found, contents)
            work.commit()
        return self.show(tip)

    def _keep_files(self, work: Work, tip: Tip, files: tuple[tuple[str, bytes], ...]) -> None:
        for name, content in files:
            work.add(
                TipFile(
                    uid=work.new_uid(),
                    tip_uid=tip.uid,
                    file_name=name,
                    size=len(content),
                    sha256=hashlib.sha256(content).hexdigest(),
                    blob=self._office.store.evidence.keep(content),
                    media_type=pictures.file_facts(content).media_type,
                    added_by=work.login,
                    added_at=work.now(),
                )
            )

    def edit(self, order: EditTip) -> TipRow:
        """Correct a tip, or say which firm it is about.

        Raises Refused ``tip.unknown``, ``tip.ended``, ``tip.subject_needed``, ``tip.future``, ``firm.unknown``,
        ``tip.firm_in_visit``; Conflict ``record.changed``.
        """
        with self._office.work("tips.edit") as work:
            found = _open_tip(work, order.tip)
            work.get(Tip, found.uid, seen=order.seen)
            if order.subject is not None:
                found.subject = rules.checked_subject(order.subject)
            if order.material is not None:
                found.material = order.material.strip()
            if order.received_on is not None:
                found.received_on = rules.checked_receipt(order.received_on, self._office.today())
            if order.source is not None:
                found.source = order.source.value
            if order.firm is not None:
                firm = known_firm(work, order.firm.strip()) if order.firm.strip() else None
                if (firm.uid if firm else None) != found.firm_uid and work.all(TipLink, tip_uid=found.uid):
                    raise Refused("tip.firm_in_visit", tip=found.number, firm=_firm_name(work, found.firm_uid))
                found.firm_uid = firm.uid if firm else None
            _restate(work, found)
            return self._kept(work, found)

    # joining

    def link_visit(self, tip: str, visit: str, items: tuple[str, ...] = ()) -> Linked:
        """Take a tip into an open visit of its firm. An item on the checklist is bound, another one of the visit's edition is put there
        with the tip as its reason. A tip without a firm gets the visit's.

        Raises Refused ``tip.unknown``, ``tip.ended``, ``tip.other_firm``, ``tip.item_unknown``, ``tip.linked_already``,
        ``visit.unknown``, ``visit.signed_off``, ``visit.removed``.
        """
        with self._office.work("tips.link") as work:
            found = _open_tip(work, tip)
            at = writable(work, visit)
            demand_not_held(work, at)
            if found.firm_uid is None:
                found.firm_uid = at.firm_uid
            elif found.firm_uid != at.firm_uid:
                firms = (_firm_name(work, found.firm_uid), _firm_name(work, at.firm_uid))
                raise Refused("tip.other_firm", tip=found.number, firm=firms[0], visited=firms[1])
            added: builtins.list[str] = []
            bound: builtins.list[str] = []
            for name in dict.fromkeys(items or ("",)):
                key = self._item_key(work, at, name) if name else ""
                if work.find(TipLink, tip_uid=found.uid, object_uid=at.uid, item_key=key) is not None:
                    if items:
                        raise Refused("tip.linked_already", tip=found.number)
                    continue
                work.add(TipLink(uid=work.new_uid(), tip_uid=found.uid, object_kind=_VISIT, object_uid=at.uid, item_key=key))
                if key:
                    (added if self._put_on_checklist(work, at, found, key) else bound).append(key)
            work.flush()
            _restate(work, found)
            number = at.number
            row = self._kept(work, found)
        return Linked(row, number, tuple(added), tuple(bound))

    def _item_key(self, work: Work, visit: Visit, name: str) -> str:
        edition = self._office.rulebook.edition(visit.edition)
        keys = {item.key for item in edition.items} | {one.item_key for one in work.all(VisitItem, visit_uid=visit.uid)}
        key = name if name in keys else named(name, keys)
        if key is None:
            raise Refused("tip.item_unknown", edition=visit.edition, item=name)
        return key

    def _put_on_checklist(self, work: Work, visit: Visit, tip: Tip, key: str) -> bool:
        """True when the item was put there for the tip; one that stood there gets the tip among its reasons."""
        told = {
            "tip": tip.number,
            "subject": tip.subject,
            "received_on": tip.received_on.isoformat(),
            "login": work.login,
            "day": self._office.today().isoformat(),
        }
        standing = work.find(VisitItem, visit_uid=visit.uid, item_key=key)
        if standing is not None:
            reason = {"code": "tip_bound", "holds": True, "values": told}
            standing.reasons = canonical([*json.loads(standing.reasons), reason])
            return False
        item = next(one for one in self._office.rulebook.edition(visit.edition).items if one.key == key)
        work.add(
            VisitItem(
                uid=work.new_uid(),
                visit_uid=visit.uid,
                item_key=item.key,
                code=item.code,
                part=item.part,
                position=1 + max((one.position for one in work.all(VisitItem, visit_uid=visit.uid)), default=0),
                summary_zh=item.summary.zh,
                summary_en=item.summary.en,
                frequency=item.frequency.value,
                text_hash=item.text_hash,
                applies=True,
                reasons=canonical([{"code": "tip_added", "holds": True, "values": told}]),
            )
        )
        return True

    def link_finding(self, tip: str, finding: str) -> TipRow:
        """Join a tip to what was found about it, while the visit's papers can still be written.

        Raises Refused ``tip.unknown``, ``tip.ended``, ``finding.unknown``, ``tip.finding_other_visit``, ``tip.linked_already``,
        ``visit.signed_off``.
        """
        with self._office.work("tips.link") as work:
            found = _open_tip(work, tip)
            target = finding_of(work, finding)
            visit = visit_of(work, target.visit_uid)
            demand_writable(visit.number, visit.signed_off_at, visit.removed_on)
            if found.firm_uid not in (None, target.firm_uid):
                named_firm = _firm_name(work, target.firm_uid)
                raise Refused("tip.finding_other_visit", finding=target.number, firm=named_firm, tip=found.number)
            if work.find(TipLink, tip_uid=found.uid, object_uid=target.uid) is not None:
                raise Refused("tip.linked_already", tip=found.number)
            found.firm_uid = target.firm_uid
            work.add(TipLink(uid=work.new_uid(), tip_uid=found.uid, object_kind=_FINDING, object_uid=target.uid))
            work.flush()
            _restate(work, found)
            return self._kept(work, found)

    def unlink(self, link: str) -> TipRow:
        """Take one link (its uid) away again; an item that was put on the checklist for the tip goes too while nothing was written to it.

        Raises Refused ``tip.link_unknown``, ``tip.ended``, ``tip.item_answered``, ``visit.signed_off``.
        """
        with self._office.work("tips.link") as work:
            joined = work.find(TipLink, uid=link)
            if joined is None:
                raise Refused("tip.link_unknown", tip=link)
            found = _open_tip(work, joined.tip_uid)
            if joined.object_kind == _VISIT:
                self._take_off_checklist(work, writable(work, joined.object_uid), found, joined.item_key)
            else:
                visit = visit_of(work, work.get(Finding, joined.object_uid).visit_uid)
                demand_writable(visit.number, visit.signed_off_at, visit.removed_on)
            work.session.delete(joined)
            work.flush()
            _restate(work, found)
            return self._kept(work, found)

    def _take_off_checklist(self, work: Work, visit: Visit, tip: Tip, key: str) -> None:
        item = work.find(VisitItem, visit_uid=visit.uid, item_key=key) if key else None
        if item is None:
            return
        reasons = json.loads(item.reasons)
        others = [one for one in reasons if one["values"].get("tip") != tip.number]
        if any(one["code"] != "tip_bound" for one in others):
            item.reasons = canonical(others)
            return
        answer = work.find(Answer, visit_item_uid=item.uid)
        written = answer is not None or work.all(Finding, visit_uid=visit.uid, item_key=key)
        if written or others:
            raise Refused("tip.item_answered", item=key)
        work.session.delete(item)

    # ending

    def close(self, tip: str, result: TipResult, remark: str = "", seen: int | None = None) -> TipRow:
        """End a tip with what came of it. Raises Refused ``tip.unknown``, ``tip.ended``; Conflict ``record.changed``."""
        return self._end(tip, TipState.CLOSED, result.value, remark.strip(), seen)

    def withdraw(self, tip: str, reason: str, seen: int | None = None) -> TipRow:
        """Who reported took it back, or it is no report at all. Raises as ``close``, and ``reason.needed``."""
        return self._end(tip, TipState.WITHDRAWN, "", demand_reason(reason, "tips.close"), seen)

    def reopen(self, tip: str, reason: str) -> TipRow:
        """Open an ended tip again. Raises Refused ``tip.unknown``, ``tip.not_ended``, ``reason.needed``."""
        with self._office.work("tips.close") as work:
            found = _tip(work, tip)
            rules.demand_ended(found.number, found.state)
            found.closing, found.result = demand_reason(reason, "tips.close"), ""
            found.closed_by = found.closed_at = None
            _restate(work, found)
            return self._kept(work, found)

    def _end(self, tip: str, state: TipState, result: str, remark: str, seen: int | None) -> TipRow:
        with self._office.work("tips.close") as work:
            found = _open_tip(work, tip)
            work.get(Tip, found.uid, seen=seen)
            found.state, found.result, found.closing = state.value, result, remark
            found.closed_by, found.closed_at = work.login, work.now()
            return self._kept(work, found)

    def erase_reporter(self, tip: str, reason: str) -> TipRow:
        """Erase who reported a tip for good; that it was erased, by whom and why stays. Older backups still hold it.

        Raises Refused ``tip.unknown``, ``tip.reporter_none``, ``reason.needed``.
        """
        with self._office.work("tips.erase") as work:
            found = _tip(work, tip)
            told = demand_reason(reason, "tips.erase")
            kept = work.session.get(TipReporter, found.uid)
            if kept is None:
                raise Refused("tip.reporter_none", tip=found.number)
            work.session.delete(kept)
            found.reporter = ""
            work.add(TipReading(uid=work.new_uid(), tip_uid=found.uid, reason=told, read_by=work.login, read_at=work.now()))
            row = self._kept(work, found)
        self._office.store.compact()
        return row

    def _kept(self, work: Work, tip: Tip) -> TipRow:
        uid = tip.uid
        work.commit()
        with self._office.store.read() as connection:
            return _row(connection, uid)


def _row(connection: Connection, tip: str) -> TipRow:
    found = queries.tips(connection, name=tip)
    if not found:
        raise Refused("tip.unknown", tip=tip)
    return found[0]


def _tip(work: Work, name: str) -> Tip:
    found = work.find(Tip, number=name) or work.find(Tip, uid=name)
    if found is None:
        raise Refused("tip.unknown", tip=name)
    return found


def _open_tip(work: Work, name: str) -> Tip:
    found = _tip(work, name)
    rules.demand_open(found.number, found.state)
    return found


def _restate(work: Work, tip: Tip) -> None:
    joined: builtins.list[TipLink] = work.all(TipLink, tip_uid=tip.uid)
    tip.state = rules.standing(has_firm=tip.firm_uid is not None, in_visit=bool(joined)).value


def _firm_name(work: Work, uid: str | None) -> str:
    firm = work.find(Firm, uid=uid) if uid else None
    return firm.name if firm else ""
