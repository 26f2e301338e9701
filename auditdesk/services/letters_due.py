"""Who is due a letter of a kind, with which findings and after which letter, and who is not, with the reason."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from auditdesk.errors import Refused
from auditdesk.model.commands import WriteLetters
from auditdesk.model.letter import EarlierLetter
from auditdesk.model.letter_rows import BlockedFirm
from auditdesk.model.rows import FindingRow, LetterRow, VisitRow
from auditdesk.model.terms import Authority, FactKind, FindingState
from auditdesk.rules.finding_states import COUNTED_STATES
from auditdesk.rules.firm_register import GONE, licence_at, name_on
from auditdesk.rules.letters import ASKING, MANY_FINDINGS, LetterKind, demand_days, kind_of
from auditdesk.rules.repeats import repeats_of_year
from auditdesk.services.findings_moving import schemes
from auditdesk.services.letters_checks import FirmNames
from auditdesk.services.letters_content import Due, reply_day
from auditdesk.services.office import Office
from auditdesk.services.pattern_overlay import successions_in
from auditdesk.store.queries import fieldwork, register
from auditdesk.store.queries import letters as queries
from auditdesk.store.queries import notice as notice_queries
from auditdesk.store.queries import office as office_queries
from auditdesk.store.queries.register import FirmIdentity

if TYPE_CHECKING:
    from sqlalchemy import Connection

_LONG_FACTS = 1_500
"""Characters of one finding's facts from which on its row fills a page."""
_FIXES = {
    "visit_unfinished": "visits",
    "not_reviewed": "findings",
    "no_address": "firms",
    "merge_clash": "visits",
    "other_firm": "findings",
    "not_answered_yet": "findings",
    "issued_early": "letters",
}


class DueLetters:
    """One look at everything that decides who gets a letter; made anew for each question."""

    def __init__(self, office: Office, connection: Connection, order: WriteLetters) -> None:
        self._office = office
        self._connection = connection
        self._order = order
        self._kind = kind_of(order.kind)
        self._settings = office.settings()
        demand_days(order.issued_on, reply_day(order, self._settings))
        self.firms = _firms_on(connection, order.issued_on)
        for code in order.firms:
            if code not in self.firms:
                raise Refused("firm.unknown", firm=code)
        self._gone = _gone_on(connection, order.issued_on)
        self.names = FirmNames(self.firms.values())
        self._by_uid = {firm.uid: firm for firm in self.firms.values()}
        self._findings = fieldwork.findings(connection, year=order.year)
        self._visits = fieldwork.visits(connection, year=order.year)
        self._letters = office_queries.letters(connection, year=order.year)
        self._kinds = {row["uid"]: row for row in queries.tracked(connection, order.year)}

    def gather(self) -> tuple[tuple[Due, ...], tuple[BlockedFirm, ...]]:
        """Letters that are due, and firms that get none, both in the order of codes."""
        chosen = self._carried() if self._kind in (LetterKind.RESULT, LetterKind.REQUEST) else self._after_a_letter()
        due: list[Due] = []
        blocked: list[BlockedFirm] = []
        wanted = set(self._order.firms)
        for one in chosen:
            firm = one.firm if isinstance(one, Due) else self.firms[one.code]
            if wanted and firm.code not in wanted:
                continue
            if isinstance(one, BlockedFirm):
                blocked.append(one)
                continue
            why = self._in_the_way(one)
            if why:
                blocked.append(_blocked(firm, why))
            elif self._order.keys and one.key not in self._order.keys:
                blocked.append(_blocked(firm, "not_chosen"))
            else:
                due.append(dataclasses.replace(one, hints=self._hints(one)))
        if due and self._kind in ASKING:
            repeats = self._repeats()
            due = [dataclasses.replace(one, repeats=repeats) for one in due]
        return tuple(sorted(due, key=lambda one: (one.firm.code, one.key))), tuple(sorted(blocked, key=lambda one: one.code))

    def _repeats(self) -> Mapping[str, tuple[int, ...]]:
        """Uid of each finding that repeats → the years before in which the exchange found the same, as the notice counts them."""
        year, states = self._order.year, frozenset(state.value for state in COUNTED_STATES)
        every = notice_queries.occurrences(self._connection, year, schemes(self._office), states)
        chains = repeats_of_year(year, every, successions_in(self._connection).same_failing_in)
        return {uid: tuple(dict.fromkeys(each.finding.year for each in chain)) for uid, chain in chains.items()}

    def _in_the_way(self, due: Due) -> str:
        if not due.firm.address:
            return "no_address"
        before = [finding.visit_date for finding in due.findings]
        if due.earlier is not None:
            before.append(due.earlier.issued_on)
        if any(day > self._order.issued_on for day in before):
            return "issued_early"
        if any(self._office.open_clashes(self._connection, uid) for uid in {finding.visit_uid for finding in due.findings}):
            return "merge_clash"
        others = self.names.others_of(due.firm, self._settings.text("sender.name"))
        if any(others.named_in(finding.facts) for finding in due.findings):
            return "other_firm"
        return ""

    def _hints(self, due: Due) -> tuple[str, ...]:
        others = self.names.others_of(due.firm, self._settings.text("sender.name"))
        told = {
            "many_findings": len(due.findings) >= MANY_FINDINGS,
            "code_like_number": any(others.number_in(finding.facts) for finding in due.findings),
            "long_facts": any(len(finding.facts) > _LONG_FACTS for finding in due.findings),
            "firm_gone": due.firm.uid in self._gone,
            "rare_characters": any(ord(sign) > 0xFFFF for text in (due.firm.name, due.firm.address) for sign in text),
        }
        return tuple(name for name, holds in told.items() if holds)

    def _carried(self) -> Iterable[Due | BlockedFirm]:
        """Results and requests: what was accepted and no letter has told yet."""
        ours = [visit for visit in self._visits if visit.authority == Authority.TWSE]
        lettered = {row.firm_uid for row in self._letters if self._kinds[row.uid]["letter_kind"] == LetterKind.RESULT}
        for code in dict.fromkeys(self._order.firms or sorted(visit.firm_code for visit in ours)):
            firm = self.firms[code]
            visits = [visit for visit in ours if visit.firm_code == code]
            own = [
                finding
                for finding in self._findings
                if finding.firm_code == code and finding.authority == Authority.TWSE and finding.state != FindingState.WITHDRAWN
            ]
            accepted = tuple(finding for finding in own if finding.state == FindingState.ACCEPTED)
            why = _why_nothing_is_carried(own, accepted, visits, again=self._kind is LetterKind.RESULT and firm.uid in lettered)
            if self._kind is LetterKind.REQUEST:
                # What an earlier letter told was found at other visits.
                visits = [visit for visit in visits if any(finding.visit_uid == visit.uid for finding in accepted)]
            yield _blocked(firm, why) if why else Due(code, firm, accepted, _days(visits))

    def _after_a_letter(self) -> Iterable[Due | BlockedFirm]:
        """Reminders, closings, extensions and corrections: each is about an earlier letter."""
        by_letter: dict[str, list[FindingRow]] = {}
        rows = {finding.uid: finding for finding in self._findings}
        for letter in self._letters:
            by_letter[letter.uid] = [rows[uid] for uid in letter.findings if uid in rows]
        ask = {
            LetterKind.REMINDER: self._reminder,
            LetterKind.CLOSING: self._closing,
            LetterKind.EXTENSION: self._extension,
            LetterKind.CORRECTION: self._correction,
        }[self._kind]
        for letter in self._letters:
            if self._kinds[letter.uid]["letter_kind"] in ("result", "request", "correction"):
                found = ask(letter, by_letter[letter.uid])
                if found is not None:
                    yield found

    def _about(
        self,
        letter: LetterRow,
        findings: Iterable[FindingRow],
        *,
        told: dict[str, tuple[str, str]] | None = None,
        about: tuple[str, ...] = (),
    ) -> Due:
        visits = [visit for visit in self._visits if visit.firm_uid == letter.firm_uid and visit.authority == Authority.TWSE]
        earlier = EarlierLetter(letter.number, letter.issued_on, letter.reply_by)
        return Due(
            letter.number, self._by_uid[letter.firm_uid], tuple(findings), _days(visits), letter.uid, earlier, about, told or {}
        )

    def _later(self, letter: LetterRow, kind: LetterKind) -> list[LetterRow]:
        return [
            row
            for row in self._letters
            if self._kinds[row.uid]["refers_to"] == letter.uid and self._kinds[row.uid]["letter_kind"] == kind
        ]

    def _reminder(self, letter: LetterRow, findings: list[FindingRow]) -> Due | BlockedFirm | None:
        waiting = [finding for finding in findings if finding.state == FindingState.LETTERED]
        if not waiting or self._kinds[letter.uid]["replied_on"] is not None:
            return None
        firm = self._by_uid[letter.firm_uid]
        if letter.reply_by >= self._order.issued_on:
            return _blocked(firm, "not_due")
        if any(row.reply_by >= self._order.issued_on for row in self._later(letter, LetterKind.REMINDER)):
            return _blocked(firm, "reminded")
        return self._about(letter, waiting)

    def _closing(self, letter: LetterRow, findings: list[FindingRow]) -> Due | BlockedFirm | None:
        standing = [finding for finding in findings if finding.state != FindingState.WITHDRAWN]
        if not standing or self._later(letter, LetterKind.CLOSING):
            return None
        if any(finding.state != FindingState.CLOSED for finding in standing):
            return _blocked(self._by_uid[letter.firm_uid], "not_answered_yet")
        return self._about(letter, standing, told={finding.uid: ("closed", "") for finding in standing})

    def _extension(self, letter: LetterRow, findings: list[FindingRow]) -> Due | BlockedFirm | None:
        known = queries.told_about(self._connection)
        own = {finding.uid: finding for finding in findings}
        granted = [
            row for row in queries.granted_extensions(self._connection) if row["finding_uid"] in own and row["uid"] not in known
        ]
        if not granted:
            return None
        told = {row["finding_uid"]: ("extended", "") for row in granted}
        return self._about(letter, [own[uid] for uid in told], told=told, about=tuple(row["uid"] for row in granted))

    def _correction(self, letter: LetterRow, findings: list[FindingRow]) -> Due | BlockedFirm | None:
        due = [row for row in queries.open_corrections(self._connection) if row["letter_uid"] == letter.uid]
        if not due:
            return None
        changed = {row["finding_uid"]: row for row in due}
        told: dict[str, tuple[str, str]] = {}
        for finding in findings:
            if finding.state == FindingState.WITHDRAWN:
                told[finding.uid] = ("withdrawn", changed[finding.uid]["reason"] if finding.uid in changed else "")
            elif finding.state not in COUNTED_STATES:
                return _blocked(self._by_uid[letter.firm_uid], "not_reviewed")
            else:
                told[finding.uid] = ("corrected", "") if finding.uid in changed else ("open", "")
        return self._about(letter, findings, told=told)


def _why_nothing_is_carried(
    own: list[FindingRow], accepted: tuple[FindingRow, ...], visits: list[VisitRow], *, again: bool
) -> str:
    if again:
        return "already_lettered"
    if not own:
        return "no_findings"
    if any(visit.done < visit.total for visit in visits):
        return "visit_unfinished"
    if any(finding.state not in COUNTED_STATES for finding in own):
        return "not_reviewed"
    return "" if accepted else "no_findings"


def _blocked(firm: FirmIdentity, why: str) -> BlockedFirm:
    return BlockedFirm(firm.code, firm.name, why, _FIXES.get(why, ""))


def _days(visits: Iterable[VisitRow]) -> tuple[date, ...]:
    return tuple(sorted(visit.reference_date for visit in visits))


def _gone_on(connection: Connection, day: date) -> frozenset[str]:
    """Uids of the firms that by ``day`` are part of another or have no licence any more."""
    told = register.facts_of_kind(connection, (FactKind.MERGED_INTO, FactKind.LICENCE_STATE))
    return frozenset(uid for uid, facts in told.items() if licence_at(facts, day) in GONE)


def _firms_on(connection: Connection, day: date) -> dict[str, FirmIdentity]:
    """Every firm by its code, under the name it has on ``day`` and the address its letters go to."""
    names = register.facts_of_kind(connection, (FactKind.LEGAL_NAME,))
    return {
        firm.code: dataclasses.replace(
            firm, name=name_on(names.get(firm.uid, ()), day, firm.name), address=firm.letter_address or firm.address
        )
        for firm in register.firms(connection)
    }
