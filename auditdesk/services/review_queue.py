"""The queue of the review: the place of everything that waits, cheaply; rows of those that are looked at; what a filter finds."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from auditdesk import places
from auditdesk.errors import Refused
from auditdesk.model.review_rows import QueuePlace, QueueRow
from auditdesk.model.rulebook import Bilingual
from auditdesk.model.terms import FindingClass, FindingState
from auditdesk.rules import acts
from auditdesk.rules.finding_states import Standing, transition
from auditdesk.rules.repeats import EarlierFindings, Occurrence, scheme_for
from auditdesk.rules.review_points import SEVERITIES
from auditdesk.rules.search_text import folded
from auditdesk.rules.working_days import working_days
from auditdesk.services.findings_moving import schemes
from auditdesk.services.office import Office
from auditdesk.services.pattern_overlay import successions_in
from auditdesk.store.queries import review as queries
from auditdesk.store.queries.fieldwork_screen import aware

LATE_AFTER = 5
"""Working days in which a finding should have been reviewed."""
_UNKNOWN = Bilingual("", "")
_RANKS = {severity: rank for rank, severity in enumerate(SEVERITIES)}


class QueueReading:
    """What waits, read in one go: ``office`` with an open ``connection`` of its store."""

    def __init__(self, office: Office, connection: Any) -> None:
        self._office, self._connection = office, connection
        self._verdicts = _Verdicts(office)
        self._ages = _Ages(office.today())

    def places(self) -> tuple[QueuePlace, ...]:
        """The place of every finding that waits: the gravest first, then what was found most often before, then the oldest."""
        waiting = queries.waiting_places(self._connection)
        repeats = self._repeats({firm for _, _, _, _, firm, *_ in waiting})
        verdict, age = self._verdicts.of, self._ages.since
        ranked = []
        for uid, number, severity, submitted, firm, year, pattern, text, item, edition, *hands in waiting:
            place = QueuePlace(uid, number, submitted, verdict(*hands) is None)
            again = repeats(firm, year, pattern, text, item, edition)
            ranked.append((_RANKS.get(severity, len(_RANKS)), -again, -age(submitted), number, place))
        ranked.sort()
        return tuple(place for *_, place in ranked)

    def rows(self, uids: Sequence[str]) -> tuple[QueueRow, ...]:
        """The rows of these findings in their order; what waits no more is left out."""
        waiting = queries.waiting(self._connection, uids)
        repeats = self._repeats({row["firm_uid"] for row in waiting})
        names = queries.names(self._connection)
        wordings = _wordings(self._office, {row["edition"] for row in waiting})
        found = {}
        for row in waiting:
            submitted = aware(row["decided_at"] or row["recorded_at"])
            assert submitted is not None
            age = self._ages.of(submitted)
            found[row["uid"]] = QueueRow(
                uid=row["uid"],
                number=row["number"],
                firm_code=row["firm_code"],
                firm_name=row["firm_name"],
                pattern=row["pattern"],
                wording=wordings.get((row["edition"], row["pattern"]), _UNKNOWN),
                finding_class=row["finding_class"],
                severity=row["severity"],
                state=row["state"],
                author=row["author"],
                author_name=names.get(row["author"], row["author"]),
                submitted_at=submitted,
                working_days=age,
                late=age > LATE_AFTER,
                repeats=repeats(
                    row["firm_uid"], row["year"], row["pattern"], row["item_text_hash"], row["item_key"], row["edition"]
                ),
                times_submitted=max(1, row["times"]),
                open_notes=row["notes"],
                evidence=row["files"],
                locked=self._verdicts.of(row["finding_class"], row["author"], row["co_authors"], row["submitted_by"]),
                version=row["version"],
            )
        return tuple(found[uid] for uid in uids if uid in found)

    def holding(self, text: str) -> frozenset[str]:
        """Uids of what waits and holds every word of ``text`` in its number, firm, author, or the code or wording of its pattern."""
        wanted = folded(text).split()
        waiting = queries.waiting_texts(self._connection)
        names = queries.names(self._connection)
        wordings = _wordings(self._office, {row.edition for row in waiting})
        told: dict[tuple[str, ...], str] = {}
        found = []
        for row in waiting:
            key = (row.firm_code, row.firm_name, row.author, row.edition, row.pattern)
            if key not in told:
                wording = wordings.get((row.edition, row.pattern), _UNKNOWN)
                parts = (row.firm_code, row.firm_name, names.get(row.author, ""), row.pattern, wording.zh, wording.en)
                told[key] = folded(" ".join(parts))
            number = row.number.casefold()
            if all(word in told[key] or word in number for word in wanted):
                found.append(row.uid)
        return frozenset(found)

    def _repeats(self, firms: Collection[str]) -> _Repeats:
        known = schemes(self._office)
        among = queries.occurrences(self._connection, known, firms=firms)
        return _Repeats(EarlierFindings(among, successions_in(self._connection).same_failing_in), known)


class _Repeats:
    """How many earlier findings of the same requirement a firm has; asked once for all findings that are alike."""

    def __init__(self, earlier: EarlierFindings, known: Mapping[str, str]) -> None:
        self._earlier, self._schemes = earlier, known
        self._counts: dict[tuple[Any, ...], int] = {}

    def __call__(self, firm: str, year: int, pattern: str, text: str | None, item: str | None, edition: str) -> int:
        key = (firm, year, pattern, text, item, edition)
        count = self._counts.get(key)
        if count is None:
            scheme = scheme_for(item, self._schemes.get(edition, ""))
            one = Occurrence("", "", firm, year, pattern, text or "", scheme)
            count = self._counts[key] = len(self._earlier.of(one))
        return count


class _Verdicts:
    """Why the person may not decide a finding, whatever else is in its way; asked once for all that the same people wrote."""

    def __init__(self, office: Office) -> None:
        self._actor = office.actor
        self._known: dict[tuple[str, str, str, str | None], Refused | None] = {}

    def of(self, finding_class: str, author: str, co_authors: str, submitted_by: str | None) -> Refused | None:
        """``co_authors`` as JSON."""
        hands = (finding_class, author, co_authors, submitted_by)
        if hands not in self._known:
            self._known[hands] = self._asked(*hands)
        return self._known[hands]

    def _asked(self, finding_class: str, author: str, co_authors: str, submitted_by: str | None) -> Refused | None:
        actor = self._actor
        wrote = frozenset({author, *json.loads(co_authors), *filter(None, (submitted_by,))})
        try:
            acts.demand("findings.accept", actor.login, actor.roles)
            found = FindingClass(finding_class)
            transition("accept", FindingState.SUBMITTED, Standing(wrote), finding_class=found, actor=actor.login)
        except Refused as refused:
            return refused
        return None


class _Ages:
    """Working days that something waits, by the day it came in: 0 on that day."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._days: dict[date, int] = {}
        self._minutes: dict[str, int] = {}
        self._holidays: dict[int, Mapping[date, str]] = {}

    def since(self, moment: str) -> int:
        """The same for a moment as it is kept, in UTC."""
        minute = moment[:16]
        if minute not in self._minutes:
            self._minutes[minute] = self.of(datetime.fromisoformat(minute).replace(tzinfo=UTC))
        return self._minutes[minute]

    def of(self, moment: datetime) -> int:
        day = moment.astimezone().date()
        if day not in self._days:
            holidays = dict(self._named(range(day.year, self._today.year + 1)))
            self._days[day] = max(0, len(working_days(day, self._today, holidays)) - 1) if day <= self._today else 0
        return self._days[day]

    def _named(self, years: range) -> Iterator[tuple[date, str]]:
        from auditdesk.exchange.holiday_files import read_holidays

        for year in years:
            if year not in self._holidays:
                self._holidays[year] = read_holidays(places.shipped_data() / "holidays", year) or {}
            yield from self._holidays[year].items()


def _wordings(office: Office, editions: Collection[str]) -> Mapping[tuple[str, str], Bilingual]:
    """(edition, pattern) → its standard wording."""
    return {
        (edition.id, one.id): one.wording
        for edition in office.rulebook.editions
        if edition.id in editions
        for one in edition.patterns
    }
