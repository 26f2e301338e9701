"""What a firm list would change in the register: tier moves, added and changed firms and branches, firms the list does not hold.

A list that says nothing of a field changes nothing. Spellings of one name are one name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from auditdesk.errors import Problem
from auditdesk.model.facts import FactValue
from auditdesk.model.firm_list import (
    AppliedListRow,
    FieldChange,
    FirmChange,
    FirmList,
    LeftOut,
    ListedBranch,
    ListedFirm,
    ListPreview,
    RegisteredBranch,
    RegisteredFirm,
    TierMove,
)
from auditdesk.model.rulebook import StaffingBand
from auditdesk.model.terms import FactKind
from auditdesk.rules.bands import holds
from auditdesk.rules.firm_field_changes import row_changes
from auditdesk.rules.minimum_capital import doubt_about
from auditdesk.rules.spelling import firm_name_forms, same_name

_KINDS = frozenset(FactKind)
_TEXT_LOST = frozenset({"text.undecodable", "text.too_long", "cell.no_result", "cell.nested"})
"""A text of the row is there and can't be read, which is told already: it may be the name."""


@dataclass(frozen=True, slots=True)
class Newer:
    """Whether a list of a later day than the one looked at told of firms, and of branches."""

    firms: bool = False
    branches: bool = False


def newer_lists(applied: Iterable[AppliedListRow], day: date) -> Newer:
    """Of what the lists that stand and are of a day after ``day`` told; one from before that was written down told of both."""
    later = [one for one in applied if one.undone_at is None and one.as_of is not None and one.as_of > day]
    told = [set(one.made.get("told", ("firms", "branches"))) for one in later]
    return Newer(any("firms" in each for each in told), any("branches" in each for each in told))


def preview_changes(
    listed: FirmList,
    register: Sequence[RegisteredFirm],
    branches: Sequence[RegisteredBranch],
    as_of: date,
    staffing_bands: Sequence[StaffingBand],
    register_version: str,
    newer: Newer = Newer(),
) -> ListPreview:
    """The preview of ``listed`` against the register as it stands on ``as_of``. ``newer``: of what a list of a later day told before.

    The preview's list carries further problems: ``firm.name_missing``, ``code.is_branch``, ``code.is_firm``, ``tie.unknown``,
    ``tie.itself`` (blocking) and ``branch.parent_unknown``, ``branch.parent_ambiguous``, ``code.case_differs``,
    ``amount.unit_slip_before`` (not blocking; rows without a known parent are left out). ``missing`` is empty for a list of branches
    only.
    """
    firms, offices = _Firms(listed, register, branches, newer.firms), _Branches(listed, register, branches, newer.branches)
    firm_changes = tuple(firms.changes())
    branch_changes = tuple(offices.changes())
    problems = sorted((*listed.problems, *firms.problems, *offices.problems), key=lambda problem: problem.row or 0)
    held = {firm.code for firm in listed.firms}
    return ListPreview(
        list=replace(listed, problems=tuple(problems)),
        as_of=as_of,
        tier_moves=tuple(_tier_moves(listed, register, staffing_bands, newer.firms)),
        changes=firm_changes,
        branch_changes=branch_changes,
        unchanged=len(firms.stayed) + len(offices.stayed),
        missing=tuple((firm.code, firm.name) for firm in register if firm.code not in held and not firm.gone) if held else (),
        register_version=register_version,
        stayed=(*firms.stayed, *offices.stayed),
        older=(*firms.older, *offices.older),
    )


def without(preview: ListPreview, codes: Collection[str]) -> ListPreview:
    """The preview without what it says of the firms and branches of these codes; branches of a new firm left out go with it.

    ``preview`` is the whole one: leaving out less begins from it again.
    """
    out = {change.code: LeftOut(change.code, change.name, "chosen") for change in _every(preview) if change.code in codes}
    new = {change.code for change in preview.changes if change.change == "added" and change.code in out}
    for change in preview.branch_changes:
        if change.code not in out and any(field.field == "parent" and field.after in new for field in change.fields):
            out[change.code] = LeftOut(change.code, change.name, "parent")
    return replace(
        preview,
        tier_moves=tuple(move for move in preview.tier_moves if move.code not in out),
        changes=tuple(change for change in preview.changes if change.code not in out),
        branch_changes=tuple(change for change in preview.branch_changes if change.code not in out),
        older=tuple(change for change in preview.older if change.code not in out),
        left_out=tuple(out.values()),
    )


def _every(preview: ListPreview) -> tuple[FirmChange, ...]:
    return (*preview.changes, *preview.branch_changes)


class _Firms:
    """The firms of a list beside those of the register."""

    def __init__(
        self, listed: FirmList, register: Sequence[RegisteredFirm], branches: Sequence[RegisteredBranch], older: bool
    ) -> None:
        self._listed, self._older = listed, older
        self._known = {firm.code: firm for firm in register}
        self._codes = {*self._known, *(firm.code for firm in listed.firms)}
        self._branch_codes = {branch.code for branch in branches}
        self._by_folded_code = {firm.code.casefold(): firm for firm in register}
        self.problems: list[Problem] = []
        self.stayed: list[tuple[str, str]] = []
        self.older: list[FirmChange] = []

    def changes(self) -> Iterator[FirmChange]:
        for firm in self._listed.firms:
            if firm.code in self._branch_codes:
                self._note(firm, "code.is_branch", firm.code)
                continue
            known = self._known.get(firm.code)
            if known is None:
                self._doubt_new(firm)
            found = row_changes(firm, known, older=self._older)
            fields = found.fields
            self._doubt_fields(firm, known, fields)
            name = firm.name or firm.short_name or (known.name if known else firm.code)
            if known is None:
                yield FirmChange(firm.code, name, "added", fields)
            elif fields:
                yield FirmChange(firm.code, name, "changed", fields)
            elif not found.left:
                self.stayed.append((firm.code, name))
            if found.left:
                self.older.append(FirmChange(firm.code, name, "older", found.left))

    def _doubt_fields(self, firm: ListedFirm, known: RegisteredFirm | None, fields: Sequence[FieldChange]) -> None:
        for field in fields:
            if field.field not in _KINDS:
                continue
            kind, told = FactKind(field.field), field.after
            if kind.names_a_firm and told and (told == firm.code or told not in self._codes):
                self._note(firm, "tie.itself" if told == firm.code else "tie.unknown", str(told), firm=firm.code, fact=kind.value)
            elif kind.is_amount and isinstance(told, int) and known is not None:
                before = known.eve.get(kind)
                doubt = doubt_about(told, before if isinstance(before, int) else None)
                told_already = any(one.row == firm.row and one.values.get("amount_ntd") == told for one in self._listed.problems)
                if doubt is not None and doubt.before is not None and not told_already:
                    values = {"amount_ntd": told, "before_ntd": doubt.before, "likely_ntd": doubt.likely, "fact": kind.value}
                    self._note(firm, doubt.code, str(told), blocking=False, firm=firm.code, **values)

    def _doubt_new(self, firm: ListedFirm) -> None:
        name = firm.name or firm.short_name
        if name is None:
            lost = (one for one in self._listed.problems if one.row == firm.row and one.blocking and one.code in _TEXT_LOST)
            if not any(lost):
                self._note(firm, "firm.name_missing", firm.code)
            return
        twin = self._by_folded_code.get(firm.code.casefold())
        if twin is not None and (same_name(name, twin.name) or same_name(name, twin.short_name)):
            self._note(firm, "code.case_differs", firm.code, blocking=False, other=twin.code)

    def _note(self, firm: ListedFirm, code: str, value: str, /, *, blocking: bool = True, **values: object) -> None:
        self.problems.append(Problem(code, self._listed.file, row=firm.row, value=value, values=values, blocking=blocking))


def _text_change(field: str, before: str | None, after: str | None) -> Iterator[FieldChange]:
    if after and not same_name(before, after):
        yield FieldChange(field, before, after)


class _Branches:
    """The branches of a list beside those of the register; a branch finds its firm by the name before its hyphen."""

    def __init__(
        self, listed: FirmList, register: Sequence[RegisteredFirm], branches: Sequence[RegisteredBranch], older: bool
    ) -> None:
        self._listed, self._older = listed, older
        self._known = {branch.code: branch for branch in branches}
        self._firm_codes = {firm.code for firm in register} | {firm.code for firm in listed.firms}
        self._codes_by_form: dict[str, set[str]] = {}
        names = {firm.code: (firm.name, firm.short_name) for firm in register}
        for firm in listed.firms:  # as they will be called once the list is applied
            name, short_name = names.get(firm.code, ("", None))
            names[firm.code] = (firm.name or name or firm.short_name or "", firm.short_name or short_name)
        for code, called in names.items():
            for form in firm_name_forms(called[0]) | firm_name_forms(called[1] or ""):
                self._codes_by_form.setdefault(form, set()).add(code)
        for known in register:
            for form in frozenset[str]().union(*(firm_name_forms(spelling) for spelling in known.spellings)):
                self._codes_by_form.setdefault(form, set()).add(known.code)
        self.problems: list[Problem] = []
        self.stayed: list[tuple[str, str]] = []
        self.older: list[FirmChange] = []

    def changes(self) -> Iterator[FirmChange]:
        for branch in self._listed.branches:
            if branch.code in self._firm_codes:
                self._note(branch, "code.is_firm", branch.code)
                continue
            known = self._known.get(branch.code)
            parent = self._parent(branch, known)
            if parent is None:
                continue
            found = tuple(_branch_fields(branch, parent, known))
            left = tuple(field for field in found if self._older and field.before)
            fields = tuple(field for field in found if field not in left)
            if left:
                self.older.append(FirmChange(branch.code, branch.name, "older", left))
            if known is None:
                yield FirmChange(branch.code, branch.name, "added", fields)
            elif fields:
                yield FirmChange(branch.code, branch.name, "changed", fields)
            elif not left:
                self.stayed.append((branch.code, branch.name))

    def _parent(self, branch: ListedBranch, known: RegisteredBranch | None) -> str | None:
        """The code of the firm. A branch that is known keeps its firm unless the list names another one beyond doubt."""
        for codes in self._candidates(branch.parent_name):
            if len(codes) == 1:
                return next(iter(codes))
            if known is None:
                self._note(
                    branch,
                    "branch.parent_ambiguous",
                    branch.name,
                    blocking=False,
                    parent=branch.parent_name,
                    codes=tuple(sorted(codes)),
                )
                return None
        if known is None:
            self._note(branch, "branch.parent_unknown", branch.name, blocking=False, parent=branch.parent_name)
            return None
        return known.parent_code

    def _candidates(self, name: str) -> Iterator[set[str]]:
        """Firms of that name, the whole name before its shorter forms."""
        for form in sorted(firm_name_forms(name), key=len, reverse=True):
            if codes := self._codes_by_form.get(form):
                yield codes

    def _note(self, branch: ListedBranch, code: str, value: str, *, blocking: bool = True, **values: object) -> None:
        self.problems.append(Problem(code, self._listed.file, row=branch.row, value=value, values=values, blocking=blocking))


def _branch_fields(branch: ListedBranch, parent: str, known: RegisteredBranch | None) -> Iterator[FieldChange]:
    if known is None or known.parent_code != parent:
        yield FieldChange("parent", known.parent_code if known else None, parent)
    for field in ("name", "address", "telephone"):
        yield from _text_change(field, getattr(known, field, None), getattr(branch, field))
    if branch.opened_on is not None and (known is None or known.opened_on != branch.opened_on):
        before = known.opened_on.isoformat() if known and known.opened_on else None
        yield FieldChange("opened_on", before, branch.opened_on.isoformat())


def _tier_moves(
    listed: FirmList, register: Sequence[RegisteredFirm], bands: Sequence[StaffingBand], older: bool
) -> Iterator[TierMove]:
    """Known firms that would stand in another band than they do; a firm that is new moves from nowhere and is not named here."""
    known = {firm.code: firm for firm in register}
    for firm in listed.firms:
        if (before := known.get(firm.code)) is None:
            continue
        left = set() if not older else {field.field for field in row_changes(firm, before, older=True).left}
        facts = {**before.facts, **{kind: value for kind, value in (firm.facts or {}).items() if kind not in left}}
        held, after = _band(before.facts, bands), _band(facts, bands)
        if held != after:
            yield TierMove(firm.code, before.name, held, after, _capital(before.facts), _capital(facts))


def _capital(facts: Mapping[str, FactValue]) -> int | None:
    """NT$ of the capital that decides the tier: paid-in capital, else the one a supervisor set."""
    capital = facts.get(FactKind.PAID_IN_CAPITAL) or facts.get(FactKind.CAPITAL_FOR_TIER)
    return capital if isinstance(capital, int) else None


def _band(facts: Mapping[str, FactValue], bands: Sequence[StaffingBand]) -> str | None:
    capital = _capital(facts)
    return None if capital is None else next((band.id for band in bands if holds(band, capital)), None)
