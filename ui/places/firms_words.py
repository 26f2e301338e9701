"""How the Firms place says things: tiers, amounts, facts, standings and changes, in the language of the window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from auditdesk.model.facts import FactValue, Scope, StaffingCheck
from auditdesk.model.rows import FirmRow
from auditdesk.model.rulebook import Band, Bilingual, Edition
from auditdesk.model.terms import FactKind
from ui.parts.firm_mark import marked_name
from ui.parts.staffing_gauge import staffing_word
from ui.words import day, hundred_millions, language, mark, number, plural, tr, words

_HUNDRED_MILLION = 100_000_000

_FIELDS = {
    "code": mark("Code"),
    "name": mark("Name"),
    "short_name": mark("Short name"),
    "english_name": mark("English name"),
    "unified_number": mark("Unified number"),
    "kind": mark("Kind of firm"),
    "firm_kind": mark("Kind of firm"),
    "address": mark("Address"),
    "telephone": mark("Telephone"),
    "former_names": mark("Former names"),
    "parent": mark("Parent firm"),
    "opened_on": mark("Opened on"),
    "valid_from": mark("Valid from"),
    "value": mark("Value"),
    "source": mark("Source"),
    "fact": mark("Fact"),
}
STANDINGS = {
    "none": ("draft", "calendar"),
    "open": ("review", "visits"),
    "submitted": ("offline", "clock"),
    "accepted": ("approved", "check"),
    "lettered": ("issued", "letters"),
}
"""Standing of the year → status colours and icon, in the order of the year."""
_STATE_COLOURS = {"draft": "draft", "submitted": "review", "returned": "returned", "accepted": "approved"} | {
    "lettered": "issued",
    "answered": "issued",
    "rechecked": "approved",
    "closed": "closed",
    "withdrawn": "closed",
}


def term(group: str, name: str) -> str:
    """A term of the field (``severity.high``) in the language of the window; the bare name where it has no word."""
    code = f"{group}.{name}"
    said = words().say(code)
    return name if said == code else said


def capital(row: FirmRow) -> int | None:
    """The amount shown for a firm: its paid-in capital, or the funds assigned to a foreign branch. NT$."""
    return row.paid_in_capital if row.paid_in_capital is not None else row.assigned_operating_funds


def amount(ntd: int | None) -> str:
    """Capital as the place prints it: 億 with one decimal in Chinese, billions in English.

    An amount that one decimal would lift to a whole 億 it has not reached is printed in full: 3,999,999,999 must not read 40.0.
    """
    if ntd is None:
        return "–"
    lifted = (ntd + 5_000_000) // 10_000_000 * 10_000_000
    if lifted > ntd and lifted % _HUNDRED_MILLION == 0:
        return _exactly(ntd)
    if language() == "zh_TW":
        return hundred_millions(ntd)
    return f"{lifted // 1_000_000_000:,}.{lifted % 1_000_000_000 // 10_000_000:02d}"


def _exactly(ntd: int) -> str:
    unit, places = (_HUNDRED_MILLION, 8) if language() == "zh_TW" else (1_000_000_000, 9)
    return f"{ntd // unit:,}.{ntd % unit:0{places}d}".rstrip("0")


def money(ntd: int | None) -> str:
    """An amount with its unit: ``128.4 億元``, ``NT$12.84bn``."""
    return "–" if ntd is None else tr("NT${amount}bn", amount=amount(ntd))


def money_in_full(ntd: int) -> str:
    """An amount with its unit to the last dollar: of two that differ, none reads as the other, and a slip of the unit is seen."""
    return money(ntd) if ntd % 10_000_000 == 0 else tr("NT${amount}bn", amount=_exactly(ntd))


def _threshold(ntd: int) -> str:
    shown = amount(ntd)
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def band_range(band: Band) -> str:
    """The bare range, without unit: ``100–200``, ``≥ 200``, ``< 40``."""
    if band.below is None:
        return f"≥ {_threshold(band.minimum)}"
    if band.minimum == 0:
        return f"< {_threshold(band.below)}"
    return f"{_threshold(band.minimum)}–{_threshold(band.below)}"


def tier(band: Band | None) -> str:
    """The range with its unit, as the tag of a row: ``100–200 億``."""
    return tr("Unknown") if band is None else tr("{range} bn", range=band_range(band))


def tier_name(band: Band | None) -> str:
    """The band as its rule calls it."""
    return tr("Capital unknown") if band is None else two(band.name)


def band_of_id(bands: Sequence[Band], band_id: str | None) -> str:
    """The range of a band that a list preview names by id."""
    return tier(next((band for band in bands if band.id == band_id), None))


def edition(rules: Edition) -> str:
    """An edition by the day it was stated, where that is its id; else by its id."""
    return day(rules.stated_on) if rules.id == rules.stated_on.isoformat() else rules.id


def wide(chinese: int, english: int) -> int:
    """The width of a column in design pixels: English words of closed vocabularies need more of it."""
    return chinese if language() == "zh_TW" else english


def two(words: Bilingual) -> str:
    """A bilingual name in the language of the window."""
    return words.in_language(language())


def ordering(value: bool | None) -> str:
    return tr("Unknown") if value is None else tr("Online") if value else tr("Offline")


def fact_name(kind: str) -> str:
    """A dated fact, or a plain field of a firm, by its name for people."""
    if kind in _FIELDS:
        return tr(_FIELDS[kind])
    told = term("fact", kind)
    return told if told != kind else term("field", kind)


def fact_value(kind: str, value: FactValue | None) -> str:
    """A value as printed: amounts with unit, flags as yes and no, counts as persons."""
    if value is None or value == "":
        return ""
    fact = FactKind(kind) if kind in set(FactKind) else None
    if fact is not None and fact.is_amount and isinstance(value, int):
        return money_in_full(value)
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    if fact is not None and fact.is_count and isinstance(value, int):
        return plural(value, "{count} person", "{count} persons")
    if fact is FactKind.LEAD_AUTHORITY:
        return term("authority", str(value))
    if fact is FactKind.LICENCE_STATE:
        return term("licence", str(value))
    if kind in ("kind", "firm_kind"):
        return term("firm_kind", str(value))
    return str(value)


def state_colours(state: str) -> str:
    """Status colours of where a finding stands."""
    return _STATE_COLOURS.get(state, "draft")


def standing(row: FirmRow) -> str:
    """How far the audit of the year has come."""
    return term("standing", row.standing)


def unit_line(check: StaffingCheck) -> str:
    """What the tier asks of a dedicated unit and whether there is one."""
    if not check.unit_required:
        return tr("Dedicated unit: not required in this tier")
    if check.unit_actual is None:
        return tr("Dedicated unit: required, not known whether there is one")
    return tr("Dedicated unit: required, in place") if check.unit_actual else tr("Dedicated unit: required, missing")


def staffing_told(check: StaffingCheck | None) -> str:
    """Duty and state of the staffing in full, as the tool tip of its marks."""
    if check is None:
        return staffing_word(None)
    people = tr(
        "Security head {chief} of {chiefs}, security staff {staff} of at least {staffs}",
        chief=number(check.chief_actual),
        chiefs=check.chief_required,
        staff=number(check.staff_actual),
        staffs=check.staff_required,
    )
    return f"{staffing_word(check)}\n{people}\n{unit_line(check)}"


def firm_sentence(row: FirmRow) -> str:
    """One row of the register as it is read aloud; begins with the code, so that typing a code finds the row."""
    parts = (
        f"{row.code} {marked_name(row.name, row.licence)}",
        tr("capital {amount}", amount=money(capital(row))),
        tr("tier {tier}", tier=tier(row.staffing_band)),
        tr("orders: {orders}", orders=ordering(row.internet_ordering)),
        tr("security staffing {word}", word=staffing_word(row.staffing)),
        tr("{count} open findings", count=row.open_findings),
        standing(row),
    )
    return tr(", ").join(parts)


def scope_line(scope: Scope) -> str:
    """How many parts apply, and how many items: the line beside the title of the scope."""
    applying = sum(part.applies is True for part in scope.parts)
    items = sum(item.applies is True for item in scope.items)
    if applying == len(scope.parts):
        return tr("all {count} parts apply, {items} items", count=applying, items=items)
    return tr("{count} of {all} parts apply, {items} items", count=applying, all=len(scope.parts), items=items)


def first_day(today: date, years: Sequence[int]) -> date:
    """The day to begin with: today; where the last audited year is long over, as in an archive or the demo, the end of that year."""
    newest = max(years, default=today.year)
    return today if today.year - newest < 2 else date(newest, 12, 31)
