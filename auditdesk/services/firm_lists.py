"""Firm lists: previewed against the register, applied as one act."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path

from auditdesk.errors import BadInput, Conflict, Refused
from auditdesk.model.facts import FactValue
from auditdesk.model.firm_list import (
    DESCRIBED,
    AppliedListRow,
    ColumnMatching,
    KeptMapping,
    ListPreview,
    RegisteredBranch,
    RegisteredFirm,
    UndoneList,
)
from auditdesk.model.records import ColumnMapping, ListApplied
from auditdesk.model.terms import FactKind
from auditdesk.progress import Progress, silent
from auditdesk.rules.firm_register import GONE, eve_of, licence_on, name_on
from auditdesk.services.list_taking import ListTaking, take_back
from auditdesk.services.office import Office
from auditdesk.store.queries import register
from auditdesk.words import Words


class FirmListService:
    """Acts on lists of firms."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def preview(
        self, path: Path, as_of: date | None = None, mapping: Mapping[str, str] | None = None, progress: Progress = silent
    ) -> ListPreview:
        """Read a firm list and say what applying it would change. Keeps nothing.

        ``as_of`` is the day the facts count from: given, else told by the list, else today. Raises BadInput for a file that can't
        be read as a list at all; problems of rows are in the preview. Without ``mapping`` the one remembered for these headings is used.
        """
        from auditdesk.exchange.firm_lists import read_firm_list
        from auditdesk.rules.firm_changes import newer_lists, preview_changes

        if mapping is None:
            mapping = self.remembered(path)
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
            names = register.facts_of_kind(connection, (FactKind.LEGAL_NAME,))
            eve = register.facts_on(connection, eve_of(day))
            later = register.kinds_after(connection, day)
            newer = newer_lists(register.lists_applied(connection), day)
        registered = tuple(
            RegisteredFirm(
                code=firm.code,
                name=name_on(names.get(firm.uid, ()), day, firm.name),
                short_name=firm.short_name or None,
                english_name=firm.english_name or None,
                unified_number=firm.unified_number or None,
                kind=firm.kind,
                address=firm.address or None,
                telephone=firm.telephone or None,
                facts={kind: fact.value for kind, fact in holding.get(firm.uid, {}).items()},
                spellings=firm.spellings,
                gone=licence_on(holding.get(firm.uid, {})) in GONE,
                letter_address=firm.letter_address or None,
                letter_recipient=firm.letter_recipient or None,
                eve={kind: fact.value for kind, fact in eve.get(firm.uid, {}).items()},
                later=later.get(firm.uid, frozenset()),
                dated_name=firm.uid in names,
            )
            for firm in firms
        )
        branches = tuple(
            RegisteredBranch(branch.code, branch.name, parent, branch.address, branch.telephone, branch.opened_on)
            for parent, branch in offices
        )
        return preview_changes(listed, registered, branches, day, bands, version, newer)

    def leave_out(self, preview: ListPreview, codes: Collection[str]) -> ListPreview:
        """The preview without the firms and branches of these codes, and with what that leaves out besides. Keeps nothing.

        Raises Refused ``list.not_in_preview`` (code) for one about which the list changes nothing.
        """
        from auditdesk.rules.firm_changes import without

        known = {change.code for change in (*preview.changes, *preview.branch_changes)}
        for code in codes:
            if code not in known:
                raise Refused("list.not_in_preview", firm=code, file=preview.list.file)
        return without(preview, codes)

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
            if not (preview.changes or preview.branch_changes):
                return preview
            taking = ListTaking(work, preview, self._office.today())
            taking.take(progress)
            work.add(taking.record())
            work.commit()
        return preview

    def applied(self) -> tuple[AppliedListRow, ...]:
        """Every list that was taken in, the newest first, undone ones too."""
        with self._office.store.read() as connection:
            return register.lists_applied(connection)

    def undo(self, applied: str) -> UndoneList:
        """Take back everything one list did, as one act: its facts are retracted, the fields it set get back what stood before, firms
        and branches it brought in leave the register. ``applied`` is the import's uid.

        Raises Refused ``list.unknown``, ``list.undone_already``, ``list.built_on`` (firms) where something later stands on it.
        """
        with self._office.work("firms.undo_list") as work:
            record = work.session.get(ListApplied, applied)
            if record is None:
                raise Refused("list.unknown", id=applied)
            if record.undone_at is not None:
                raise Refused("list.undone_already", file=record.file_name)
            undone = take_back(work, record, self._office.today())
            work.commit()
        return undone

    def template(self, path: Path, words: Words, on: date | None = None) -> int:
        """Write the office's own spreadsheet: empty, or filled in with the register as of ``on``; returns the number of firms in it.

        Taking a filled one in again as of that day changes nothing. Raises Refused ``export.unknown_format``, Unavailable.
        """
        from auditdesk.exchange.firm_template import write_firm_template

        firms = () if on is None else self._filled(on)
        write_firm_template(path, words, firms)
        return len(firms)

    def _filled(self, on: date) -> tuple[dict[str, FactValue], ...]:
        with self._office.store.read() as connection:
            firms = register.firms(connection)
            holding = register.facts_on(connection, on)
            names = register.facts_of_kind(connection, (FactKind.LEGAL_NAME,))
        return tuple(
            {
                "code": firm.code,
                "name": name_on(names.get(firm.uid, ()), on, firm.name),
                **{name: getattr(firm, name) for name in DESCRIBED if name != "firm_kind"},
                "kind": firm.kind,
                "spellings": "、".join(firm.spellings),
                **{str(kind): fact.value for kind, fact in holding.get(firm.uid, {}).items()},
            }
            for firm in firms
            if licence_on(holding.get(firm.uid, {})) not in GONE
        )

    # column matchings

    def headings(self, path: Path) -> tuple[str, ...]:
        """What the likeliest row of headings says, for matching columns by hand. Raises BadInput for a file that is no table."""
        from auditdesk.exchange.firm_lists import read_sheets
        from auditdesk.exchange.list_headings import likeliest_headings

        return likeliest_headings(read_sheets(path))

    def matching(self, path: Path, again: bool = False) -> ColumnMatching | None:
        """The columns of a file for a person to match; None where every heading is known or, unless ``again``, one is remembered.

        Open data is never asked about: what we pass over there, we pass over on purpose. Raises BadInput for what is no table.
        """
        from auditdesk.exchange.column_matching import columns_to_match
        from auditdesk.exchange.firm_lists import read_sheets

        remembered = self.remembered(path)
        return None if remembered is not None and not again else columns_to_match(read_sheets(path), remembered)

    def check_mapping(self, mapping: Mapping[str, str]) -> None:
        """Raises BadInput ``mapping.*`` for a matching that can't be used (column: the field; value: the heading)."""
        from auditdesk.exchange.firm_columns import mapped_format

        mapped_format(mapping, "")

    def remembered(self, path: Path) -> Mapping[str, str] | None:
        """The column matching kept for a file with these headings; None when there is none. Raises BadInput for what is no table."""
        from auditdesk.exchange.column_matching import is_open_data
        from auditdesk.exchange.firm_lists import read_sheets
        from auditdesk.exchange.list_headings import heading_rows, headings_key

        with self._office.store.read() as connection:
            kept = register.column_mappings(connection)
        if not kept:
            return None
        rows = (row for row in heading_rows(read_sheets(path)) if headings_key(row) in kept and not is_open_data(row))
        return next((kept[headings_key(row)].columns for row in rows), None)

    def keep_mapping(self, headings: Sequence[str], mapping: Mapping[str, str]) -> None:
        """Remember which column means what for every file with these headings; those of open data are known and not kept.

        Raises BadInput ``mapping.*`` for a faulty one.
        """
        from auditdesk.exchange.column_matching import is_open_data
        from auditdesk.exchange.firm_columns import mapped_format
        from auditdesk.exchange.list_headings import headings_key

        mapped_format(mapping, "")
        if is_open_data(headings):
            self._office.demand("firms.keep_mapping")
            return
        uid, columns = headings_key(headings), json.dumps(dict(mapping), ensure_ascii=False, sort_keys=True)
        with self._office.work("firms.keep_mapping") as work:
            known = work.session.get(ColumnMapping, uid)
            if known is None:
                work.add(ColumnMapping(uid=uid, columns=columns, kept_by=work.login, kept_at=work.now()))
            elif known.columns != columns:
                known.columns, known.kept_by, known.kept_at = columns, work.login, work.now()
            work.commit()

    def mappings(self) -> tuple[KeptMapping, ...]:
        """The column matchings that are remembered, the newest first."""
        with self._office.store.read() as connection:
            return tuple(register.column_mappings(connection).values())

    def forget_mapping(self, key: str) -> KeptMapping:
        """Forget one, named by its key or by the beginning of it: who takes in such a list is asked again.

        Raises Refused ``mapping.unknown``, ``mapping.ambiguous``.
        """
        with self._office.work("firms.forget_mapping") as work:
            kept = register.column_mappings(work.session.connection())
            meant = [one for name, one in kept.items() if key.strip() and name.startswith(key.strip())]
            if len(meant) != 1:
                raise Refused("mapping.ambiguous" if meant else "mapping.unknown", mapping=key)
            work.session.delete(work.get(ColumnMapping, meant[0].key))
            work.commit()
        return meant[0]

    def keep_mapping_of(self, path: Path, mapping: Mapping[str, str]) -> None:
        """Remember a matching for the headings of the file it was used on. Raises as ``keep_mapping`` does."""
        from auditdesk.exchange.column_matching import headings_of
        from auditdesk.exchange.firm_lists import read_sheets

        self.keep_mapping(headings_of(read_sheets(path), mapping), mapping)

    def mapping(self, path: Path) -> Mapping[str, str]:
        """A saved column matching: our field to their heading. Raises BadInput for a file that is none."""
        from auditdesk.exchange.firm_columns import read_mapping

        return read_mapping(path)
