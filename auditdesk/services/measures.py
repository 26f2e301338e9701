"""Measures imposed on firms: recorded, complied with, taken back; and what the ladder would say next."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from auditdesk import places
from auditdesk.errors import Refused
from auditdesk.model.records import Finding, Firm
from auditdesk.model.remedy_rows import MeasureRow, RecordMeasure
from auditdesk.model.review_records import Measure
from auditdesk.rules.disposal import Imposed, LadderLine, LadderRule, article_of, due_in_working_days, ladder
from auditdesk.services.findings import named
from auditdesk.services.office import Office
from auditdesk.store.journal import canonical
from auditdesk.store.queries import register
from auditdesk.store.queries import remedy as queries
from auditdesk.store.work import Work


class MeasureService:
    """Acts on measures. Nothing here decides what is imposed."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def list(self, firm: str | None = None, *, standing: bool = True) -> tuple[MeasureRow, ...]:
        """Measures by the day of their letter, the newest first; ``firm`` is a code; ``standing`` False also those taken back."""
        with self._office.store.read() as connection:
            return queries.measures(connection, firm=firm, standing=standing)

    def rules(self) -> tuple[LadderRule, ...]:
        """The provisions known, each with its days, source and how sure it is. Raises BadInput ``ladder.faulty``."""
        return _rules()

    def ladder(self, firm: str, on: date | None = None) -> tuple[LadderLine, ...]:
        """What the rules would say of a firm on a day (today): information with the letters counted, never a decision.

        Raises Refused ``firm.unknown``, BadInput ``ladder.faulty``.
        """
        with self._office.store.read() as connection:
            if firm not in {each.code for each in register.firms(connection)}:
                raise Refused("firm.unknown", firm=firm)
            rows = queries.measures(connection, firm=firm, standing=True)
        imposed = (
            Imposed(row.uid, article_of(row.article), row.letter_number, row.letter_date, row.due_on, row.kept_on) for row in rows
        )
        return ladder(imposed, _rules(), on or self._office.today())

    def record(self, order: RecordMeasure) -> MeasureRow:
        """Keep a measure. Raises Refused ``firm.unknown``, ``finding.unknown``, ``measure.other_firm``, ``measure.no_letter``,
        ``measure.bad_amount``, ``measure.bad_days``, ``measure.due_before_letter``, ``remedy.day_in_future``.
        """
        office = self._office
        with office.work("measures.record") as work:
            firm = work.find(Firm, code=order.firm)
            if firm is None:
                raise Refused("firm.unknown", firm=order.firm)
            if not order.letter_number.strip() or not order.article.strip():
                raise Refused("measure.no_letter")
            if order.amount is not None and order.amount <= 0:
                raise Refused("measure.bad_amount", amount=order.amount)
            if order.letter_date > office.today():
                raise Refused("remedy.day_in_future", day=order.letter_date, today=office.today())
            due = order.due_on
            if due is None and order.due_days is not None:
                due = due_in_working_days(order.letter_date, order.due_days, holidays_from(order.letter_date))
            if due is not None and due < order.letter_date:
                raise Refused("measure.due_before_letter", due=due, letter=order.letter_date)
            record = work.add(
                Measure(
                    uid=work.new_uid(),
                    firm_uid=firm.uid,
                    measure_kind=order.kind.value,
                    article=article_of(order.article),
                    amount=order.amount,
                    letter_number=order.letter_number.strip(),
                    letter_date=order.letter_date,
                    due_on=due,
                    findings=canonical([self._finding(work, firm, each).uid for each in order.findings]),
                    note=order.note.strip(),
                    recorded_by=work.login,
                    recorded_at=work.now(),
                )
            )
            uid = record.uid
            work.commit()
        return self._row(uid)

    def comply(self, measure: str, on: date) -> MeasureRow:
        """Keep on which day the firm had done what was asked. Raises Refused ``measure.unknown``, ``measure.taken_back``,
        ``measure.due_before_letter``, ``remedy.day_in_future``.
        """
        with self._office.work("measures.comply") as work:
            found = self._standing(work, measure)
            if on < found.letter_date:
                raise Refused("measure.due_before_letter", due=on, letter=found.letter_date)
            if on > self._office.today():
                raise Refused("remedy.day_in_future", day=on, today=self._office.today())
            found.kept_on = on
            uid = found.uid
            work.commit()
        return self._row(uid)

    def take_back(self, measure: str, reason: str) -> MeasureRow:
        """A measure recorded by mistake or lifted: it stays with the reason, and counts no more.

        Raises Refused ``measure.unknown``, ``measure.taken_back``, ``reason.needed``.
        """
        with self._office.work("measures.take_back") as work:
            found = self._standing(work, measure)
            if not reason.strip():
                raise Refused("reason.needed", act="take_back")
            found.taken_back_by, found.taken_back_at, found.take_back_reason = work.login, work.now(), reason.strip()
            uid = found.uid
            work.commit()
        return self._row(uid)

    def _finding(self, work: Work, firm: Firm, name: str) -> Finding:
        found = named(work, name)
        if found.firm_uid != firm.uid:
            raise Refused("measure.other_firm", finding=found.number, firm=firm.code)
        return found

    def _standing(self, work: Work, uid: str) -> Measure:
        found = work.find(Measure, uid=uid)
        if found is None:
            raise Refused("measure.unknown")
        if found.taken_back_at is not None:
            raise Refused("measure.taken_back")
        return found

    def _row(self, uid: str) -> MeasureRow:
        with self._office.store.read() as connection:
            return queries.measures(connection, uid=uid)[0]


@lru_cache(maxsize=1)
def _rules() -> tuple[LadderRule, ...]:
    from auditdesk.exchange.disposal_files import read_ladder

    return read_ladder(places.shipped_data() / "disposal" / "twse.yaml")


def holidays_from(day: date) -> dict[date, str]:
    """The public holidays of a day's year and the two after it; a year without a file has only weekends."""
    from auditdesk.exchange.holiday_files import read_holidays

    found: dict[date, str] = {}
    for year in range(day.year, day.year + 3):
        found.update(read_holidays(places.shipped_data() / "holidays", year) or {})
    return found
