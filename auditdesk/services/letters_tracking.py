"""What came of letters: sent, received, answered, reminded of, and what is to be done next."""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from datetime import date

from auditdesk.errors import Refused
from auditdesk.model.letter_records import LetterBatch, LetterReply
from auditdesk.model.letter_rows import DispatchLetters, KeepLetterReply, TrackedLetter
from auditdesk.model.records import Letter
from auditdesk.rules.letters import next_step
from auditdesk.services.office import Office
from auditdesk.store.queries import letters as queries
from auditdesk.store.work import Work


def track(office: Office, year: int | None = None, *, only_open: bool = False) -> tuple[TrackedLetter, ...]:
    """Every letter with what came of it, the most pressing first; ``only_open`` leaves out those with nothing left to do."""
    today = office.today()
    with office.store.read() as connection:
        rows = queries.tracked(connection, year)
        states = queries.states_by_letter(connection)
    found = []
    for row in rows:
        own = states.get(row["uid"], [])
        step = next_step(
            row["letter_kind"],
            # A letter from before batches were kept needs no approval any more.
            approved=row["batch_state"] in (None, "approved"),
            dispatched=row["dispatched_on"] is not None or row["batch_state"] is None,
            replied=row["replied_on"] is not None,
            findings=len(own),
            answered=sum(state in ("answered", "rechecked", "closed") for state in own),
            remedied=sum(state in ("rechecked", "closed") for state in own),
            closed=sum(state == "closed" for state in own),
            reply_by=row["reply_by"],
            today=today,
        )
        found.append(
            TrackedLetter(
                uid=row["uid"],
                number=row["number"],
                letter_kind=row["letter_kind"],
                year=row["year"],
                firm_code=row["firm_code"],
                firm_name=row["firm_name"],
                issued_on=row["issued_on"],
                reply_by=row["reply_by"],
                dispatched_on=row["dispatched_on"],
                dispatched_way=row["dispatched_way"],
                received_on=row["received_on"],
                replied_on=row["replied_on"],
                reply_number=row["reply_number"] or "",
                findings=len(own),
                answered=sum(state in ("answered", "rechecked", "closed") for state in own),
                remedied=sum(state in ("rechecked", "closed") for state in own),
                reminders=row["reminders"],
                days_left=(row["reply_by"] - today).days,
                next_step=step,
                state=row["state"],
            )
        )
    wanted = [row for row in found if not only_open or row.next_step != "none"]
    return tuple(sorted(wanted, key=lambda row: (row.next_step != "remind", row.days_left, row.number)))


def dispatch(office: Office, order: DispatchLetters) -> tuple[TrackedLetter, ...]:
    """Keep that approved letters went out. Raises Refused ``letters.unknown``, ``letters.not_approved``, ``letters.day_before``,
    ``letters.day_in_future``.
    """
    with office.work("letters.dispatch") as work:
        letters = [_letter(work, name) for name in order.letters]
        for letter in letters:
            batch = work.find(LetterBatch, uid=letter.batch_uid) if letter.batch_uid else None
            if batch is not None and batch.state != "approved":
                raise Refused("letters.not_approved", number=letter.number, batch=batch.number)
            _demand_day(office, order.on, letter.issued_on, letter.number)
            letter.dispatched_on, letter.dispatched_way = order.on, order.way.strip()
            letter.state = "dispatched"
        uids = [letter.uid for letter in letters]
        work.commit()
    return _tracked(office, uids)


def receive(office: Office, names: Sequence[str], on: date) -> tuple[TrackedLetter, ...]:
    """Keep the day on which firms got their letters, by their receipts. Raises Refused ``letters.not_dispatched`` and as ``dispatch``."""
    with office.work("letters.receive") as work:
        letters = [_letter(work, name) for name in names]
        for letter in letters:
            if letter.dispatched_on is None:
                raise Refused("letters.not_dispatched", number=letter.number)
            _demand_day(office, on, letter.dispatched_on, letter.number)
            letter.received_on = on
        uids = [letter.uid for letter in letters]
        work.commit()
    return _tracked(office, uids)


def reply(office: Office, order: KeepLetterReply) -> TrackedLetter:
    """Keep that a firm answered a letter; what it says of each finding comes by its reply sheet or by hand.

    Raises Refused ``letters.unknown``, ``letters.day_before``, ``letters.day_in_future``.
    """
    with office.work("letters.reply") as work:
        letter = _letter(work, order.letter)
        _demand_day(office, order.received_on, letter.issued_on, letter.number)
        work.add(
            LetterReply(
                uid=work.new_uid(),
                letter_uid=letter.uid,
                received_on=order.received_on,
                number=order.number.strip(),
                note=order.note.strip(),
                kept_by=work.login,
                kept_at=work.now(),
            )
        )
        letter.state = "replied"
        uid = letter.uid
        work.commit()
    return _tracked(office, [uid])[0]


def _letter(work: Work, name: str) -> Letter:
    found = work.find(Letter, number=name) or work.find(Letter, uid=name)
    if found is None:
        raise Refused("letters.unknown", number=name)
    return found


def _demand_day(office: Office, day: date, earliest: date, number: str) -> None:
    if day < earliest:
        raise Refused("letters.day_before", number=number, day=day, earliest=earliest)
    if day > office.today():
        raise Refused("letters.day_in_future", day=day, today=office.today())


def _tracked(office: Office, uids: builtins.list[str]) -> tuple[TrackedLetter, ...]:
    return tuple(row for row in track(office) if row.uid in uids)
