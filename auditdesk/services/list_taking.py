"""One list on its way into the register and back out: what it makes is written down, so that it can be taken back as one act."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from auditdesk.errors import Refused
from auditdesk.model.facts import FactValue
from auditdesk.model.fieldwork_records import PlannedVisit, Tip
from auditdesk.model.firm_list import FirmChange, ListPreview, UndoneList
from auditdesk.model.office_rule_records import ScopeException
from auditdesk.model.records import Branch, Contact, Firm, FirmFact, ListApplied, Visit
from auditdesk.model.terms import FactKind
from auditdesk.progress import Progress
from auditdesk.services.dated_facts import fact_record, retraction_record
from auditdesk.services.firm_records import check_tie, forget_names, name_from, sync_name
from auditdesk.store.work import Work

_NAME_FIELDS = (
    "short_name",
    "english_name",
    "unified_number",
    "address",
    "telephone",
    "letter_address",
    "letter_recipient",
)
_BRANCH_FIELDS = ("name", "address", "telephone")


class ListTaking:
    """Writes a preview into a work and remembers what that made."""

    def __init__(self, work: Work, preview: ListPreview, today: date) -> None:
        self._work, self._preview, self._today = work, preview, today
        self._source = Path(preview.list.file).name
        self._firms = {firm.code: firm for firm in work.all(Firm)}
        self._branches: dict[str, Branch] = {}
        self._facts: list[str] = []
        self._baselines: list[str] = []
        self._added: list[str] = []
        self._added_branches: list[str] = []
        self._set: list[dict[str, Any]] = []

    def take(self, progress: Progress) -> None:
        """Every change of the preview, firms before branches."""
        changes, branch_changes = self._preview.changes, self._preview.branch_changes
        total, work = len(changes) + len(branch_changes), self._work
        renamed: list[tuple[Firm, str]] = []
        # Those that are new are sent together, so that facts added later find their firm whatever order the flush takes.
        taken = [(change, self._firm(change)) for change in changes]
        work.flush()
        sequence = work.next_fact_sequence()
        ties: list[tuple[Firm, str, FactValue]] = []
        for done, (change, firm) in enumerate(taken):
            progress(done, total, "firms")
            for field in change.fields:
                if field.field == "name" and field.after is not None and firm.name != field.after:
                    renamed.append((firm, str(field.after)))
            for kind, value in _facts(change):
                ties.append((firm, kind, value))
                record = work.add(fact_record(work, firm.uid, kind, value, self._preview.as_of, self._source, sequence))
                self._facts.append(record.uid)
                sequence += 1
        work.flush()
        for firm, kind, value in ties:
            check_tie(work, firm, kind, value, self._preview.as_of)
        for firm, name in renamed:
            made = name_from(work, firm, name, self._preview.as_of, self._source, self._today)
            self._facts += [record.uid for record in made]
            self._baselines += [record.uid for record in made[:-1]]
        self._branches = {branch.code: branch for branch in work.all(Branch)}
        for done, change in enumerate(branch_changes, start=len(changes)):
            progress(done, total, "branches")
            self._branch(change)
        progress(total, total, "firms")

    def record(self) -> ListApplied:
        """What was made, to be kept with it."""
        made = {"facts": self._facts, "firms": self._added, "branches": self._added_branches, "fields": self._set}
        made["baselines"] = self._baselines
        listed = self._preview.list
        made["told"] = [name for name, rows in (("firms", listed.firms), ("branches", listed.branches)) if rows]
        made["left_out"] = [left.code for left in self._preview.left_out]
        work = self._work
        return ListApplied(
            uid=work.new_uid(),
            file_name=self._source,
            sha256=listed.sha256,
            as_of=self._preview.as_of,
            made=json.dumps(made, ensure_ascii=False),
            applied_by=work.login,
            applied_at=work.now(),
        )

    def _firm(self, change: FirmChange) -> Firm:
        firm = self._firms.get(change.code)
        if firm is None:
            firm = self._firms[change.code] = self._work.add(Firm(uid=self._work.new_uid(), code=change.code, name=change.name))
            self._added.append(firm.uid)
        elif not firm.listed:
            firm.listed, firm.name = True, change.name
            self._added.append(firm.uid)
        for field in change.fields:
            if field.after is None:
                continue
            if field.field in _NAME_FIELDS:
                self._put(firm, field.field, str(field.after))
            elif field.field == "fuller_name":
                self._put(firm, "name", str(field.after))
            elif field.field == "kind":
                self._put(firm, "firm_kind", str(field.after))
            elif field.field == "spellings":
                self._put(firm, "spellings", json.dumps(str(field.after).split("、"), ensure_ascii=False))
        return firm

    def _put(self, record: Firm | Branch, field: str, after: str) -> None:
        before = getattr(record, field)
        if before == after:
            return
        self._set.append({"kind": record.kind, "uid": record.uid, "field": field, "before": _plain(before), "after": after})
        setattr(record, field, date.fromisoformat(after) if field == "opened_on" else after)

    def _branch(self, change: FirmChange) -> None:
        after = {field.field: str(field.after) for field in change.fields if field.after is not None}
        branch = self._branches.get(change.code)
        if branch is None:
            parent = self._firms[after["parent"]]
            branch = Branch(uid=self._work.new_uid(), firm_uid=parent.uid, code=change.code, name=change.name)
            self._branches[change.code] = self._work.add(branch)
            self._added_branches.append(branch.uid)
        elif "parent" in after:
            self._put(branch, "firm_uid", self._firms[after["parent"]].uid)
        for name in (*_BRANCH_FIELDS, "opened_on"):
            if name in after:
                self._put(branch, name, after[name])


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def _facts(change: FirmChange) -> tuple[tuple[str, FactValue], ...]:
    return tuple(
        (field.field, field.after) for field in change.fields if field.field in set(FactKind) and field.after is not None
    )


def take_back(work: Work, record: ListApplied, today: date) -> UndoneList:
    """Undo what ``record`` made. Raises Refused ``list.built_on`` with the codes of the firms that stand in the way."""
    made = json.loads(record.made)
    taken_back = {fact.retracts for fact in work.all(FirmFact) if fact.retracts is not None}
    firms = {firm.uid: firm for firm in work.all(Firm)}
    branches = {branch.uid: branch for branch in work.all(Branch)}
    blocking = _built_on(work, made, taken_back, firms, branches)
    if blocking:
        raise Refused("list.built_on", file=record.file_name, firms=tuple(sorted(blocking)))
    sequence = work.next_fact_sequence()
    renamed: set[str] = set()
    facts = [fact for uid in made["facts"] if uid not in taken_back and (fact := work.session.get(FirmFact, uid)) is not None]
    named_by_others = {
        fact.firm_uid
        for fact in work.all(FirmFact, fact=FactKind.LEGAL_NAME.value)
        if fact.retracts is None and fact.uid not in taken_back and fact.uid not in set(made["facts"])
    }
    # The name a firm bore before the list is no statement of the list: where another rename stands, it stays.
    kept = {fact.uid for fact in facts if fact.uid in made.get("baselines", ()) and fact.firm_uid in named_by_others}
    facts = [fact for fact in facts if fact.uid not in kept]
    for fact in facts:
        work.add(retraction_record(work, fact, record.file_name, sequence))
        sequence += 1
        if fact.fact == FactKind.LEGAL_NAME:
            renamed.add(fact.firm_uid)
    baseline = {fact.firm_uid: str(json.loads(fact.value)) for fact in reversed(facts) if fact.fact == FactKind.LEGAL_NAME}
    for change in reversed(made["fields"]):
        subject: Firm | Branch | None = (firms if change["kind"] == Firm.kind else branches).get(change["uid"])
        if subject is not None:
            text = change["before"]
            value = (date.fromisoformat(text) if text else None) if change["field"] == "opened_on" else text
            setattr(subject, change["field"], value)
    for uid in made["firms"]:
        firms[uid].listed = False
    for uid in made["branches"]:
        if uid in branches:
            work.session.delete(branches[uid])
    work.flush()
    for uid in renamed:
        if uid in named_by_others:
            sync_name(work, firms[uid], today)
            forget_names(work, firms[uid], {str(json.loads(fact.value)) for fact in facts if fact.firm_uid == uid})
        elif work.session.get(Firm, uid) is not None:
            _name_back(work, firms[uid], baseline[uid], today)
    record.undone_by, record.undone_at = work.login, work.now()
    return UndoneList(record.file_name, len(facts), len(made["firms"]) + len(made["branches"]))


def _name_back(work: Work, firm: Firm, earlier: str, today: date) -> None:
    """The name before the list came; where no other rename was recorded, the one its first rename kept."""
    taken = firm.name
    sync_name(work, firm, today)
    if firm.name == taken and taken != earlier:
        firm.name = earlier
        firm.former_names = json.dumps([name for name in json.loads(firm.former_names) if name != earlier], ensure_ascii=False)


def _built_on(
    work: Work, made: dict[str, Any], taken_back: set[str], firms: dict[str, Firm], branches: dict[str, Branch]
) -> Sequence[str]:
    """Codes of the firms where something later stands on what the list made."""
    codes = set()
    own, added = set(made["facts"]), set(made["firms"])
    own_branches = set(made["branches"])
    used = {visit.firm_uid for visit in work.all(Visit)} | {contact.firm_uid for contact in work.all(Contact)}
    used |= {exception.firm_uid for exception in work.all(ScopeException)} | {
        planned.firm_uid for planned in work.all(PlannedVisit)
    }
    used |= {tip.firm_uid for tip in work.all(Tip) if tip.firm_uid is not None}
    used |= {branch.firm_uid for branch in branches.values() if branch.uid not in own_branches}
    used |= {
        fact.firm_uid
        for fact in work.all(FirmFact)
        if fact.retracts is None and fact.uid not in own and fact.uid not in taken_back
    }
    codes |= {firms[uid].code for uid in added & used}
    named = {
        json.loads(fact.value)
        for fact in work.all(FirmFact)
        if fact.retracts is None and fact.uid not in own and fact.uid not in taken_back and FactKind(fact.fact).names_a_firm
    }
    codes |= {firms[uid].code for uid in added} & named
    # A visit froze the facts of its reference day: it stays as it is, so they may still be taken back.
    for change in made["fields"]:
        subject = (firms if change["kind"] == Firm.kind else branches).get(change["uid"])
        if subject is not None and _plain(getattr(subject, change["field"])) != change["after"]:
            codes.add(subject.code)
    return sorted(codes)
