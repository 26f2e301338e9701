"""Firm lists: previewed against the register, applied as one act."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from auditdesk.errors import BadInput, Conflict, Refused
from auditdesk.model.facts import FactValue
from auditdesk.model.firm_list import FirmChange, ListPreview, RegisteredBranch, RegisteredFirm
from auditdesk.model.records import Branch, Firm
from auditdesk.model.terms import FactKind
from auditdesk.progress import Progress, silent
from auditdesk.services.dated_facts import fact_record
from auditdesk.services.office import Office
from auditdesk.store.queries import register
from auditdesk.store.work import Work


class FirmListService:
    """Acts on lists of firms."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def preview(
        self, path: Path, as_of: date | None = None, mapping: Mapping[str, str] | None = None, progress: Progress = silent
    ) -> ListPreview:
        """Read a firm list and say what applying it would change. Keeps nothing.

        ``as_of`` is the day the facts count from: given, else told by the list, else today. Raises BadInput for a file that can't
        be read as a list at all; problems of rows are in the preview.
        """
        from auditdesk.exchange.firm_lists import read_firm_list
        from auditdesk.rules.firm_changes import preview_changes

        listed = read_firm_list(path, mapping=mapping, progress=progress)
        day = as_of or listed.as_of or self._office.today()
        try:
            table = self._office.rulebook.in_force(day).tables.staffing_on(day)
            bands = table.bands if table.clause.in_force_on(day) else ()
        except Refused:
            bands = ()
        with self._office.store.read() as connection:
            firms = register.firms(connection)
            holding = register.facts_on(connection, day)
            offices = register.all_branches(connection)
            version = register.register_version(connection)
        registered = tuple(
            RegisteredFirm(
                code=firm.code,
                name=firm.name,
                short_name=firm.short_name or None,
                english_name=firm.english_name or None,
                unified_number=firm.unified_number or None,
                kind=firm.kind,
                address=firm.address or None,
                telephone=firm.telephone or None,
                facts={kind: fact.value for kind, fact in holding.get(firm.uid, {}).items()},
            )
            for firm in firms
        )
        branches = tuple(
            RegisteredBranch(branch.code, branch.name, parent, branch.address, branch.telephone, branch.opened_on)
            for parent, branch in offices
        )
        return preview_changes(listed, registered, branches, day, bands, version)

    def apply(self, preview: ListPreview, progress: Progress = silent) -> ListPreview:
        """Apply a previewed list as one act. Firms the list does not hold stay as they are.

        Raises BadInput ``list.has_problems`` while a blocking problem stands; Conflict ``list.register_moved`` when the register
        has changed since the preview.
        """
        blocking = tuple(problem for problem in preview.list.problems if problem.blocking)
        if blocking:
            raise BadInput("list.has_problems", problems=blocking, file=preview.list.file, count=len(blocking))
        with self._office.work("firms.apply") as work:
            if register.register_version(work.session.connection()) != preview.register_version:
                raise Conflict("list.register_moved", file=preview.list.file)
            total = len(preview.changes) + len(preview.branch_changes)
            source = Path(preview.list.file).name
            sequence = work.next_fact_sequence()
            firms = {firm.code: firm for firm in work.all(Firm)}
            for done, change in enumerate(preview.changes):
                progress(done, total, "firms")
                firm = _apply_to_firm(work, change, firms)
                for kind, value in _facts(change):
                    work.add(fact_record(work, firm.uid, kind, value, preview.as_of, source, sequence))
                    sequence += 1
            work.flush()
            branches = {branch.code: branch for branch in work.all(Branch)}
            for done, change in enumerate(preview.branch_changes, start=len(preview.changes)):
                progress(done, total, "branches")
                _apply_to_branch(work, change, branches, firms)
            progress(total, total, "firms")
            work.commit()
        return preview

    def mapping(self, path: Path) -> Mapping[str, str]:
        """A saved column matching: our field to their heading. Raises BadInput for a file that is none."""
        from auditdesk.exchange.firm_columns import read_mapping

        return read_mapping(path)


_NAME_FIELDS = ("name", "short_name", "english_name", "unified_number", "address", "telephone")


def _facts(change: FirmChange) -> tuple[tuple[str, FactValue], ...]:
    return tuple(
        (field.field, field.after) for field in change.fields if field.field in set(FactKind) and field.after is not None
    )


def _apply_to_firm(work: Work, change: FirmChange, firms: dict[str, Firm]) -> Firm:
    firm = firms.get(change.code)
    if firm is None:
        firm = firms[change.code] = work.add(Firm(uid=work.new_uid(), code=change.code, name=change.name))
        # Sent at once, so that facts added later find their parent whatever order the flush takes.
        work.flush()
    for field in change.fields:
        if field.after is None:
            continue
        if field.field in _NAME_FIELDS:
            if field.field == "name" and firm.name != field.after:
                firm.former_names = _with_former(firm)
            setattr(firm, field.field, str(field.after))
        elif field.field == "kind":
            firm.firm_kind = str(field.after)
    return firm


def _with_former(firm: Firm) -> str:
    former = json.loads(firm.former_names)
    if firm.name and firm.name not in former:
        former.append(firm.name)
    return json.dumps(former, ensure_ascii=False)


def _apply_to_branch(work: Work, change: FirmChange, branches: dict[str, Branch], firms: dict[str, Firm]) -> None:
    after = {field.field: field.after for field in change.fields if field.after is not None}
    branch = branches.get(change.code)
    if branch is None:
        parent = firms[str(after["parent"])]
        branch = branches[change.code] = Branch(uid=work.new_uid(), firm_uid=parent.uid, code=change.code, name=change.name)
        work.add(branch)
    elif "parent" in after:
        branch.firm_uid = firms[str(after["parent"])].uid
    for name in ("name", "address", "telephone"):
        if name in after:
            setattr(branch, name, str(after[name]))
    if "opened_on" in after:
        branch.opened_on = date.fromisoformat(str(after["opened_on"]))
