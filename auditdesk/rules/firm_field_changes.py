"""Field by field, what a row of a firm list says against what the register says of the firm.

A list that says nothing of a field changes nothing. Spellings of one name are one name, and a fuller form of it is no other name. What
an older list says of a field that has no day, or of a fact that would hold on past the newer list, is told and left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from auditdesk.model.facts import FactValue
from auditdesk.model.firm_list import FieldChange, ListedFirm, RegisteredFirm
from auditdesk.model.terms import FactKind
from auditdesk.rules.spelling import is_fuller_name, same_name

_NAMES = ("short_name", "english_name", "address", "telephone", "letter_address", "letter_recipient")


@dataclass(frozen=True, slots=True)
class RowChanges:
    """``fields`` are to be written; ``left`` are those of an older list that differ from what is known since."""

    fields: tuple[FieldChange, ...]
    left: tuple[FieldChange, ...]


def row_changes(firm: ListedFirm, known: RegisteredFirm | None, *, older: bool = False) -> RowChanges:
    """What the row says beside what is known. ``older``: a list of a later day was taken in before this one."""
    spelled = (*(known.spellings if known else ()),)
    fields: list[FieldChange] = []
    left: list[FieldChange] = []
    added = list(firm.spellings or ())
    for change in _name(firm, known, added):
        (left if older and known and FactKind.LEGAL_NAME not in known.later and change.field == "name" else fields).append(change)
    for change in _undated(firm, known):
        (left if older and change.before else fields).append(change)
    if new := tuple(name for name in dict.fromkeys(added) if not any(same_name(name, one) for one in spelled)):
        fields.append(FieldChange("spellings", "、".join(spelled) or None, "、".join((*spelled, *new))))
    for change in _facts(firm, known.facts if known else {}):
        overwritten = older and known is not None and change.before is not None and change.field not in known.later
        (left if overwritten else fields).append(change)
    return RowChanges(tuple(fields), tuple(left))


def _name(firm: ListedFirm, known: RegisteredFirm | None, spellings: list[str]) -> Iterator[FieldChange]:
    """A change of the name: ``name`` is another one from the day of the list on, ``fuller_name`` the one it has, written out."""
    told = firm.name
    if not told or (known and (same_name(told, known.name) or any(same_name(told, one) for one in known.spellings))):
        return
    if known is None or not (is_fuller_name(told, known.name) or is_fuller_name(known.name, told)):
        yield FieldChange("name", known.name if known else None, told)
    elif is_fuller_name(known.name, told):
        return
    elif known.dated_name:
        spellings.append(told)  # what the letters call it on a day, a dated fact says
    else:
        yield FieldChange("fuller_name", known.name, told)


def _undated(firm: ListedFirm, known: RegisteredFirm | None) -> Iterator[FieldChange]:
    for field in _NAMES:
        before, told = getattr(known, field, None), getattr(firm, field)
        if field == "short_name" and known and any(same_name(told, spelling) for spelling in known.spellings):
            continue
        if told and not same_name(before, told):
            yield FieldChange(field, before, told)
    for field in ("unified_number", "kind"):
        before, told = getattr(known, field, None), getattr(firm, field)
        if told is not None and told != before:
            yield FieldChange(field, before, told)


def _facts(firm: ListedFirm, held: Mapping[str, FactValue]) -> Iterator[FieldChange]:
    for kind, value in (firm.facts or {}).items():
        before = held.get(kind)
        if kind == FactKind.PAID_IN_CAPITAL and value == 0 and not before:
            continue  # nothing paid in, and nothing known of: no statement worth a fact
        if value == "" and not before:
            continue  # tied to no firm, as before
        if before != value or isinstance(before, bool) != isinstance(value, bool):
            yield FieldChange(kind, before, value)
