"""The life of a notice: compiled, edited, checked, reviewed, approved. Locking and the register are in ``notice_register``."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from typing import Any

from auditdesk.errors import Refused
from auditdesk.model.fieldwork_records import UndoStep
from auditdesk.model.notice_basis import NoticeBasis
from auditdesk.model.notice_draft_rows import (
    RARE_PATTERN,
    DraftRow,
    FlagRow,
    FlagState,
    NoticeStage,
    Settle,
    SignedStep,
)
from auditdesk.model.notice_records import NoticeDraft, NoticeFlag, NoticeParagraph
from auditdesk.model.records import Record
from auditdesk.model.rulebook import Bilingual
from auditdesk.model.small_cells import Proof
from auditdesk.rules.notice import FIRST_YEAR, KEEP, LAST_YEAR, ROLL_UP
from auditdesk.rules.notice_states import next_stage
from auditdesk.rules.sign_off import demand_reason, demand_second_person
from auditdesk.services import undo
from auditdesk.services.notice_checks import flags_in, outline_of, rare_id, small_entries
from auditdesk.services.notice_gathering import basis_content, basis_from, gather
from auditdesk.services.notice_standing import computed, proof_of, standing, standing_of
from auditdesk.services.notice_work import NoticeWork, plain
from auditdesk.store.journal import canonical
from auditdesk.store.queries import notice as queries
from auditdesk.store.work import Work
from auditdesk.words import Words


class NoticeLifeService(NoticeWork):
    """Acts on the draft of a year. Every one that changes a word, a decision or a figure voids what was signed."""

    # reading

    def draft(self, year: int) -> DraftRow | None:
        """The newest draft of the year with its figures, words, outline and signatures; None when nothing was compiled."""
        with self._office.store.read() as connection:
            row = queries.draft_of_year(connection, year)
            if row is None:
                return None
            found = standing_of(connection, row)
            kept = {one["flag_key"]: one for one in queries.flags(connection, found.uid)}
            certificate = queries.newest_certificate(connection, found.uid)
            locked = found.stage is NoticeStage.LOCKED
            issue = next(iter(queries.issues(connection, year)), None) if locked else None
            login = self._office.actor.login
            steps = [undo.last(connection, found.uid, login, undone=undone) for undone in (False, True)]
        flags = flags_in(found, kept, self._leaks)
        outline = outline_of(found, flags)
        return DraftRow(
            uid=found.uid,
            year=year,
            edition_number=row["edition_number"],
            stage=found.stage,
            version=row["version"],
            authors=found.authors,
            signed=_signed(row, found.authors),
            compiled=found.compiled,
            paper=found.paper(self.publisher())
            if issue is None
            else found.paper(self.publisher(), issue.number, issue.updated_on),
            paragraphs=found.paragraphs,
            outline=outline,
            small=small_entries(found),
            ticks=frozenset(json.loads(row["ticks"])),
            categories=tuple(one.key for one in outline),
            voided=_voided(row["voided"]),
            certificate=None if certificate is None else self._certificate(certificate, found),
            undo="" if steps[0] is None else steps[0].code,
            redo="" if steps[1] is None else steps[1].code,
        )

    def flags(self, year: int) -> tuple[FlagRow, ...]:
        """Open flags and those said to be none, in the order of the document. Raises Refused ``notice.not_compiled``."""
        with self._office.store.read() as connection:
            found = standing(connection, year)
            kept = {one["flag_key"]: one for one in queries.flags(connection, found.uid)}
        return flags_in(found, kept, self._leaks)

    def settled(self, year: int) -> int:
        """How many flags of the newest draft somebody has settled."""
        with self._office.store.read() as connection:
            row = queries.draft_of_year(connection, year)
            return 0 if row is None else len(queries.flags(connection, row["uid"]))

    def prove(self, year: int) -> Proof:
        """The proof by search over what would be printed. Raises Refused ``notice.not_compiled``."""
        with self._office.store.read() as connection:
            return proof_of(connection, standing(connection, year))

    def publisher(self) -> Bilingual:
        return Bilingual(*(Words(language).say("notice_text.publisher") for language in ("zh_TW", "en")))

    # compiling and editing

    def start(self, year: int) -> DraftRow:
        """Compile the year into a draft, or compile a draft anew where the records have changed; words that somebody changed stay.

        Raises Refused ``notice.nothing_accepted``, ``notice.locked`` once the year's notice is locked (then ``correct``).
        """
        basis = self._gathered(year)
        with self._office.work("notice.compile") as work:
            connection = work.session.connection()
            row = queries.draft_of_year(connection, year)
            if row is not None and row["state"] == NoticeStage.LOCKED:
                raise Refused("notice.locked", year=year)
            content = json.loads(row["content"]) if row is not None else self._fresh_content(connection, year)
            same = row is not None and _same(basis_content(basis_from(content["basis"])), basis_content(basis))
            if row is not None and same and not self._tells_beside(connection, row):
                return self._row(year)
            content["basis"] = basis_content(basis)
            decisions = json.loads(row["decisions"]) if row is not None else {}
            if not computed(content, decisions)[0].sections:
                raise Refused("notice.nothing_accepted", year=year)
            if row is None:
                draft = self._new_draft(work, year, 1, content)
            else:
                draft = work.get(NoticeDraft, row["uid"])
                draft.content = canonical(content)
                self._touched(work, draft, "notice.voided_compiled")
            self._lay_out(work, draft)
            work.commit()
        return self._row(year)

    def correct(self, year: int, reason: str, reason_en: str = "") -> DraftRow:
        """Begin the correction of a locked notice: a new version with its own four eyes; what was withheld stays withheld.

        ``reason`` and ``reason_en`` are printed; without the English one it can begin but not be handed in.
        Raises Refused ``notice.not_locked``, ``reason.needed``.
        """
        reason = demand_reason(reason, "notice.correct")
        basis = self._gathered(year, correcting=True)
        with self._office.work("notice.correct") as work:
            connection = work.session.connection()
            found = standing(connection, year)
            if found.stage is not NoticeStage.LOCKED:
                raise Refused("notice.not_locked", year=year)
            replaces = [one.number for one in queries.issues(connection, year)]
            content = {
                **{key: found.content[key] for key in ("threshold", "trend", "earlier") if key in found.content},
                "basis": basis_content(basis),
                "before": sorted(found.tables.withheld() | set(found.content.get("before", ()))),
                "corrects": replaces[0],
                "replaces": replaces,
            }
            draft = self._new_draft(work, year, int(found.row["edition_number"]) + 1, content, reason)
            draft.decisions = str(found.row["decisions"])
            for one in found.paragraphs:
                if one.edited_by and one.key != "correction":
                    self._paragraph(work, draft, one.key, 0, (one.zh, one.en), by=one.edited_by)
            self._paragraph(work, draft, "correction", 0, (reason, reason_en.strip()), by=work.login)
            self._lay_out(work, draft)
            work.commit()
        return self._row(year)

    def _gathered(self, year: int, *, correcting: bool = False) -> NoticeBasis:
        """The records as they stand, counted by the threshold of the draft; a correction keeps the bands of what it corrects."""
        with self._office.store.read() as connection:
            row = queries.draft_of_year(connection, year) if FIRST_YEAR <= year <= LAST_YEAR else None
        if row is None:
            return gather(self._office, year)
        content = json.loads(row["content"])
        keeps = correcting or row["edition_number"] > 1
        told = basis_from(content["basis"]).bands if keeps else None
        return gather(self._office, year, threshold=int(content["threshold"]), told=told)

    def edit(
        self, year: int, paragraph: str, *, zh: str | None = None, en: str | None = None, seen: int | None = None
    ) -> DraftRow:
        """Change the words of one paragraph (by key). Raises Refused ``notice.no_paragraph``, ``notice.wrong_stage``; Conflict."""
        with self._office.work("notice.edit") as work:
            draft = self._own(work, year)
            record = work.find(NoticeParagraph, draft_uid=draft.uid, paragraph_key=paragraph)
            if record is None:
                raise Refused("notice.no_paragraph", paragraph=paragraph)
            work.get(NoticeParagraph, record.uid, seen=seen)
            recording = undo.Recording()
            recording.watch(record)
            if self._write(work, record, zh, en):
                self._touched(work, draft, "notice.voided_edited")
                undo.go_on(work, draft.uid, "notice.undo_edit", recording.changes())
                work.commit()
        return self._row(year)

    def decide(self, year: int, pattern: str, decision: str, reason: str) -> DraftRow:
        """Keep a pattern of too few firms in the list, its figures withheld, or roll it up to its section (``keep``, ``roll_up``).

        Raises Refused ``notice.not_small``, ``notice.must_roll_up``, ``reason.needed``, ``notice.decisions_stay`` in a correction.
        """
        with self._office.work("notice.edit") as work:
            draft = self._own(work, year)
            self._decide(work, draft, pattern, decision, reason)
            work.commit()
        return self._row(year)

    def settle(self, year: int, flag: str, how: str, text: str = "", reason: str = "") -> DraftRow:
        """Settle one flag by its id. ``edit`` needs the paragraph's new ``text``, ``not-a-leak`` a reason and later the reviewer.

        A rare pattern is rolled up by ``suggestion`` or ``generalise``, kept with its figures withheld by ``not-a-leak``.
        Raises Refused ``notice.no_flag``, ``reason.needed``, ``notice.text_needed``, ``notice.must_roll_up``.
        """
        way = Settle(how)
        with self._office.work("notice.settle") as work:
            draft = self._own(work, year)
            found = standing_of(work.session.connection(), plain(draft))
            kept = {one.flag_key: one.model_dump() for one in work.all(NoticeFlag, draft_uid=draft.uid)}
            row = next((one for one in flags_in(found, kept, self._leaks) if one.id == flag and one.open), None)
            if row is None:
                raise Refused("notice.no_flag", flag=flag)
            if row.kind == RARE_PATTERN:
                pattern = next(one.pattern for one in small_entries(found) if rare_id(one.pattern) == flag)
                if way is Settle.EDIT:
                    raise Refused("notice.must_roll_up", pattern=pattern, count=found.threshold)
                keeps = way is Settle.NOT_A_LEAK
                told = reason if keeps else reason or Words().say("notice_paper.rolled_up")
                self._decide(work, draft, pattern, KEEP if keeps else ROLL_UP, told)
            else:
                self._settle(work, draft, row, way, text, reason)
            work.commit()
        return self._row(year)

    def undo(self, year: int) -> DraftRow:
        """Take back the person's newest change of words, flags or decisions. Raises Refused ``undo.nothing``, ``undo.changed_since``."""
        return self._stepped(year, undo.back)

    def redo(self, year: int) -> DraftRow:
        """Do again what the person took back last. Raises as ``undo``."""
        return self._stepped(year, undo.forward)

    def _stepped(self, year: int, step: Callable[[Work, str], tuple[UndoStep, tuple[Record, ...]]]) -> DraftRow:
        with self._office.work("notice.edit") as work:
            draft = self._own(work, year)
            _, standing = step(work, draft.uid)
            decided = draft in standing
            self._touched(work, draft, "notice.voided_decided" if decided else "notice.voided_edited")
            if decided:
                work.flush()
                self._lay_out(work, draft)
            work.commit()
        return self._row(year)

    # signing

    def submit(self, year: int) -> DraftRow:
        """Hand the draft in for review. Raises Refused ``notice.open_flags``, ``notice.small_cells_told``, ``notice.wrong_stage``."""
        with self._office.work("notice.submit") as work:
            draft, found = self.step(work, year, "submit")
            self.demand_proof(work, found)
            draft.submitted_by, draft.submitted_at = work.login, work.now()
            draft.voided = ""
            self.certify(work, draft, found, "submit")
            work.commit()
        return self._row(year)

    def tick(self, year: int, keys: Iterable[str], *, on: bool = True) -> DraftRow:
        """Mark outline entries as read, or flags as confirmed to be no leak; by the reviewer only.

        Raises Refused ``four_eyes.author``, ``notice.wrong_stage``.
        """
        with self._office.work("notice.review") as work:
            draft = self._own(work, year)
            if draft.state != NoticeStage.REVIEW:
                raise Refused("notice.wrong_stage", act="notice.review", notice_stage=draft.state)
            demand_second_person(work.login, json.loads(draft.authors))
            ticked = set(json.loads(draft.ticks))
            draft.ticks = json.dumps(sorted(ticked | set(keys) if on else ticked - set(keys)))
            work.commit()
        return self._row(year)

    def review(self, year: int, ticks: Collection[str] = ()) -> DraftRow:
        """Sign as reviewer, with everything ticked: each outline entry read, each "not a leak" agreed to.

        Raises Refused ``four_eyes.author``, ``notice.unticked`` (what is missing), ``notice.open_flags``, ``notice.wrong_stage``.
        """
        with self._office.work("notice.review") as work:
            draft, found = self.step(work, year, "review")
            ticked = {*json.loads(draft.ticks), *ticks}
            flags = self._flags(work, found)
            wanted = [one.key for one in outline_of(found, flags)]
            shown = {flag.id for flag in flags}
            said = [
                flag
                for flag in work.all(NoticeFlag, draft_uid=draft.uid)
                if flag.state == FlagState.NOT_A_LEAK and flag.flag_key in shown
            ]
            wanted += [flag.flag_key for flag in said]
            missing = [key for key in wanted if key not in ticked]
            if missing:
                raise Refused("notice.unticked", notice_parts=tuple(missing))
            for flag in said:
                flag.state, flag.confirmed_by, flag.confirmed_at = FlagState.CONFIRMED, work.login, work.now()
            draft.ticks = json.dumps(sorted(ticked))
            draft.reviewed_by, draft.reviewed_at = work.login, work.now()
            self.certify(work, draft, found, "review")
            work.commit()
        return self._row(year)

    def approve(self, year: int) -> DraftRow:
        """Approve as the second or third person (setting ``notice.people``). Raises as ``review``, and ``notice.third_person``."""
        with self._office.work("notice.approve") as work:
            draft, found = self.step(work, year, "approve")
            self.demand_proof(work, found)
            draft.approved_by, draft.approved_at = work.login, work.now()
            self.certify(work, draft, found, "approve")
            work.commit()
        return self._row(year)

    def send_back(self, year: int, reason: str) -> DraftRow:
        """Back to its authors with a reason; voids what was signed. Raises Refused ``reason.needed``, ``notice.wrong_stage``."""
        with self._office.work("notice.return") as work:
            draft = self._own(work, year)
            draft.state = next_stage("return", draft.state, actor=work.login, reason=reason)
            draft.reason = reason.strip()
            self._void(work, draft, "notice.voided_returned")
            work.commit()
        return self._row(year)

    def _row(self, year: int) -> DraftRow:
        row = self.draft(year)
        assert row is not None
        return row


def _signed(row: Any, authors: tuple[str, ...]) -> tuple[SignedStep, ...]:
    done = [("author", authors, row["submitted_at"])]
    done += [
        (step, (row[f"{field}_by"],) if row[f"{field}_by"] else (), row[f"{field}_at"])
        for step, field in (("reviewer", "reviewed"), ("approver", "approved"))
    ]
    return tuple(SignedStep(step, logins, at) for step, logins, at in done)


def _voided(text: str) -> tuple[str, dict[str, str]] | None:
    if not text:
        return None
    content = json.loads(text)
    return content.pop("code"), content


def _same(first: dict[str, Any], second: dict[str, Any]) -> bool:
    """Whether two bases count the same; the day of the query alone makes no other notice."""
    days = ("queried_on", "reference_date")
    return all(first.get(key) == value for key, value in second.items() if key not in days)
