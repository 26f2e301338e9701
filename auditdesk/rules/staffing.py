"""The staffing duty by capital and whether a firm meets it.

Source: FSC order 1070320242 of 2018-06-08 and the exchange's table of 2019-10-25: below 40 億 one security person at least; from 40 億
a chief and one; from 100 億 a chief and two; from 200 億 a dedicated unit, a chief and two.
"""

from __future__ import annotations

from auditdesk.model.facts import FactsOnDay, Reason, StaffingCheck, StaffingDuty
from auditdesk.model.rulebook import Edition, StaffingBand
from auditdesk.model.terms import FactKind
from auditdesk.rules.bands import band_of
from auditdesk.rules.in_force import clause_reasons, doubt, set_by_hand
from auditdesk.rules.tier_capital import choice, comparison, tier_capital
from auditdesk.rules.would_change import band_would_change, would_change


def staffing_duty(edition: Edition, facts: FactsOnDay) -> StaffingDuty:
    """What the staffing table asks of the firm on the day of ``facts``; no band when capital is not known or the order not in force."""
    table = edition.tables.staffing_on(facts.day)
    clause, tested = clause_reasons(table.clause, facts.day)
    capital = tier_capital(facts)
    told = choice(facts, capital)
    if capital is None or not tested.holds:
        reasons = (*told, clause, tested)
        return StaffingDuty(None, reasons, would_change(reasons, None if tested.holds else False))
    band = band_of(table.bands, int(capital.value))
    reasons = (
        *told,
        comparison(capital, band.minimum, band.below),
        _asked(band),
        clause,
        *doubt(table.clause, facts.day),
        tested,
    )
    return StaffingDuty(band, set_by_hand(reasons), band_would_change(reasons))


def _asked(band: StaffingBand) -> Reason:
    code = "staffing_unit" if band.unit else "staffing_chief" if band.chief else "staffing_staff"
    return Reason(code, True, {"unit": band.unit, "chief": band.chief, "staff": band.staff_minimum, "band": band.name})


def check_staffing(duty: StaffingDuty, facts: FactsOnDay) -> StaffingCheck:
    """The duty against the staffing facts of the day. A chief does not count as staff, nor a spare chief for a missing one.

    ``met`` is False as soon as one shortage is certain, None while a fact that would decide is missing or the duty is not known.
    """
    unit = facts.value(FactKind.SECURITY_UNIT)
    chief, staff = _persons(facts, FactKind.SECURITY_CHIEF), _persons(facts, FactKind.SECURITY_STAFF)
    unit_actual = unit if isinstance(unit, bool) else None
    band = duty.band
    if band is None:
        return StaffingCheck(False, 0, 0, unit_actual, chief, staff, 0, 0, False, None)
    unit_short = band.unit and unit_actual is False
    chief_short, staff_short = _short(band.chief, chief), _short(band.staff_minimum, staff)
    open_questions = (
        (band.unit and unit_actual is None) or (band.chief and chief is None) or (band.staff_minimum and staff is None)
    )
    met = False if unit_short or chief_short or staff_short else None if open_questions else True
    return StaffingCheck(
        unit_required=band.unit,
        chief_required=band.chief,
        staff_required=band.staff_minimum,
        unit_actual=unit_actual,
        chief_actual=chief,
        staff_actual=staff,
        chief_short=chief_short,
        staff_short=staff_short,
        unit_short=unit_short,
        met=met,
    )


def _persons(facts: FactsOnDay, kind: FactKind) -> int | None:
    value = facts.value(kind)
    return None if value is None else int(value)


def _short(required: int, actual: int | None) -> int:
    return 0 if actual is None else max(0, required - actual)
