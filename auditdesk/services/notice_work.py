"""What every act on the draft of a notice shares: finding it, voiding what was signed, settling, laying out, certifying."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from auditdesk.errors import Refused
from auditdesk.model.notice_draft_rows import (
    CertificateRow,
    FlagRow,
    FlagState,
    NoticeStage,
    Settle,
)
from auditdesk.model.notice_records import LeakCertificate, NoticeDraft, NoticeFlag, NoticeParagraph
from auditdesk.rules.finding_states import COUNTED_STATES
from auditdesk.rules.leak_flags import replaced
from auditdesk.rules.notice_states import next_stage
from auditdesk.rules.sign_off import demand_reason
from auditdesk.services import undo
from auditdesk.services.leaks import LeakService
from auditdesk.services.notice_checks import demand_decision, flags_in
from auditdesk.services.notice_standing import (
    Standing,
    closed_beside,
    computed,
    first_texts,
    proof_of,
    releases_beside,
    standing_of,
    trend_content,
)
from auditdesk.services.office import Office
from auditdesk.store.journal import canonical
from auditdesk.store.queries import notice as queries
from auditdesk.store.work import Work
from auditdesk.words import LANGUAGES

_CHINESE = re.compile(r"[\u3400-\u9fff]{1,12}")


class NoticeWork:
    """The inside of ``NoticeLifeService``."""

    def __init__(self, office: Office, leaks: LeakService) -> None:
        self._office = office
        self._leaks = leaks

    def _fresh_content(self, connection: Any, year: int) -> dict[str, Any]:
        locked = queries.drafts_locked(connection)
        newest = {int(one["year"]): one for one in locked if int(one["year"]) < year}
        content: dict[str, Any] = {
            "threshold": self._office.settings().number("notice.threshold"),
            "trend": [trend_content(standing_of(connection, newest[earlier])) for earlier in sorted(newest)[-4:]],
        }
        if year - 1 in newest:
            last = standing_of(connection, newest[year - 1])
            number = next((one.number for one in queries.issues(connection, year - 1)), "")
            content["earlier"] = {"year": year - 1, "number": number, "figures": dict(last.tables.figures())}
        return content

    def _new_draft(self, work: Work, year: int, number: int, content: dict[str, Any], reason: str = "") -> NoticeDraft:
        return work.add(
            NoticeDraft(
                uid=work.new_uid(),
                year=year,
                edition_number=number,
                state=NoticeStage.CHECK,
                content=canonical(content),
                authors=json.dumps([work.login]),
                compiled_by=work.login,
                compiled_at=work.now(),
                reason=reason,
            )
        )

    def _own(self, work: Work, year: int) -> NoticeDraft:
        row = queries.draft_of_year(work.session.connection(), year)
        if row is None:
            raise Refused("notice.not_compiled", year=year)
        return work.get(NoticeDraft, row["uid"])

    def step(self, work: Work, year: int, step: str) -> tuple[NoticeDraft, Standing]:
        """The stage after a signature, once nobody's word stands against it."""
        draft = self._own(work, year)
        draft.state = next_stage(
            step,
            draft.state,
            actor=work.login,
            authors=json.loads(draft.authors),
            reviewer=draft.reviewed_by,
            people=self._office.settings().number("notice.people"),
        )
        found = standing_of(work.session.connection(), plain(draft))
        if step != "submit" and draft.text_hash != found.hash:
            raise Refused("notice.changed_since_signed")
        self._demand_records(work, found)
        _demand_words(found)
        open_flags = [flag for flag in self._flags(work, found) if flag.open]
        if open_flags:
            raise Refused("notice.open_flags", count=len(open_flags))
        draft.text_hash = found.hash
        if step == "submit":
            draft.authors = _with(draft.authors, work.login)
        return draft, found

    def _demand_records(self, work: Work, found: Standing) -> None:
        """Nobody signs a count of what was withdrawn since it was compiled. What came since waits for a correction."""
        basis = found.compiled.basis
        assert basis is not None
        uids = [one.uid for one in (*basis.findings, *basis.observations)]
        gone = queries.no_longer_counted(work.session.connection(), uids, COUNTED_STATES)
        if gone:
            raise Refused("notice.findings_gone", count=len(gone), findings=", ".join(gone[:5]))

    def _flags(self, work: Work, found: Standing) -> tuple[FlagRow, ...]:
        kept = {one.flag_key: one.model_dump() for one in work.all(NoticeFlag, draft_uid=found.uid)}
        return flags_in(found, kept, self._leaks)

    def demand_proof(self, work: Work, found: Standing) -> None:
        proof = proof_of(work.session.connection(), found)
        if not proof.ok:
            raise Refused("notice.small_cells_told", cells=", ".join(proof.told))

    def certify(self, work: Work, draft: NoticeDraft, found: Standing, step: str, report: dict[str, Any] | None = None) -> None:
        said = [
            flag
            for flag in work.all(NoticeFlag, draft_uid=draft.uid)
            if flag.state in (FlagState.NOT_A_LEAK, FlagState.CONFIRMED)
        ]
        told = [{"flag": flag.flag_key, "kind": flag.flag_kind, "reason": flag.reason, "by": flag.settled_by} for flag in said]
        work.add(
            LeakCertificate(
                uid=work.new_uid(),
                draft_uid=draft.uid,
                step=step,
                made_by=work.login,
                made_at=work.now(),
                text_hash=found.hash,
                dictionary_hash=self._leaks.dictionary_hash(),
                not_leaks=len(said),
                report=canonical({"not_leaks": told, **(report or {})}),
            )
        )

    def _certificate(self, row: dict[str, Any], found: Standing) -> CertificateRow:
        stale = row["text_hash"] != found.hash or row["dictionary_hash"] != self._leaks.dictionary_hash()
        named = ("step", "made_by", "made_at", "text_hash", "dictionary_hash", "not_leaks")
        return CertificateRow(**{name: row[name] for name in named}, stale=stale)

    def _touched(self, work: Work, draft: NoticeDraft, why: str) -> None:
        """Whoever changes something is an author, and what was signed before falls."""
        signed = draft.state != NoticeStage.CHECK
        draft.state = next_stage("edit", draft.state, actor=work.login)
        draft.authors = _with(draft.authors, work.login)
        if signed:
            self._void(work, draft, why)

    def _void(self, work: Work, draft: NoticeDraft, why: str) -> None:
        draft.voided = canonical({"code": why, "login": work.login})
        draft.submitted_by = draft.reviewed_by = draft.approved_by = None
        draft.submitted_at = draft.reviewed_at = draft.approved_at = None
        draft.text_hash, draft.ticks = "", "[]"
        for flag in work.all(NoticeFlag, draft_uid=draft.uid):
            if flag.state == FlagState.CONFIRMED:
                flag.state, flag.confirmed_by, flag.confirmed_at = FlagState.NOT_A_LEAK, None, None

    def _write(self, work: Work, record: NoticeParagraph, zh: str | None, en: str | None) -> bool:
        zh, en = record.text_zh if zh is None else zh.strip(), record.text_en if en is None else en.strip()
        if (zh, en) == (record.text_zh, record.text_en):
            return False
        record.text_zh, record.text_en = zh, en
        record.edited_by, record.edited_at = work.login, work.now()
        return True

    def _decide(self, work: Work, draft: NoticeDraft, pattern: str, decision: str, reason: str) -> None:
        if draft.edition_number > 1:
            raise Refused("notice.decisions_stay", pattern=pattern)
        found = standing_of(work.session.connection(), plain(draft))
        demand_decision(found, pattern, decision)
        told = {"decision": decision, "reason": demand_reason(reason, "notice.edit"), "by": work.login}
        before, recording = draft.decisions, undo.Recording()
        draft.decisions = canonical({**json.loads(before), pattern: told})
        self._touched(work, draft, "notice.voided_decided")
        self._lay_out(work, draft, recording)
        decided = undo.Change(draft.kind, draft.uid, {"decisions": before}, {"decisions": draft.decisions})
        undo.push(work, draft.uid, "notice.undo_decide", (decided, *recording.changes()))

    def _settle(self, work: Work, draft: NoticeDraft, row: FlagRow, way: Settle, text: str, reason: str) -> None:
        record = work.find(NoticeParagraph, draft_uid=draft.uid, paragraph_key=row.paragraph)
        assert record is not None
        recording = undo.Recording()
        recording.watch(record)
        old = record.text_zh if row.language == "zh" else record.text_en
        if way is Settle.NOT_A_LEAK:
            reason = demand_reason(reason, "notice.settle")
        else:
            if way is Settle.EDIT and not text.strip():
                raise Refused("notice.text_needed")
            new = {
                Settle.SUGGESTION: row.sentence,
                Settle.GENERALISE: replaced(old, row.start, row.end, row.general),
                Settle.EDIT: text,
            }[way]
            self._write(work, record, new if row.language == "zh" else None, new if row.language == "en" else None)
        flag = work.find(NoticeFlag, draft_uid=draft.uid, flag_key=row.id)
        if flag is None:
            flag = work.add(
                NoticeFlag(
                    uid=work.new_uid(),
                    draft_uid=draft.uid,
                    flag_key=row.id,
                    flag_kind=row.kind,
                    paragraph_key=row.paragraph,
                    language=row.language,
                    text=row.text,
                    state=way,
                    reason=reason,
                    settled_by=work.login,
                    settled_at=work.now(),
                )
            )
            recording.made(flag)
        else:
            recording.watch(flag)
            flag.state, flag.reason, flag.settled_by, flag.settled_at = way, reason, work.login, work.now()
        self._touched(work, draft, "notice.voided_edited")
        undo.push(work, draft.uid, "notice.undo_settle", recording.changes())

    def _tells_beside(self, connection: Any, row: Mapping[str, Any]) -> bool:
        """Whether another notice has come out since, so that other figures must be withheld now."""
        content = json.loads(row["content"])
        closed = closed_beside(content, json.loads(row["decisions"]), releases_beside(connection, row))
        return list(closed) != list(content.get("closed", ()))

    def _lay_out(self, work: Work, draft: NoticeDraft, recording: undo.Recording | None = None) -> None:
        """Paragraphs for what is told now; those that somebody changed keep their words, those of nothing go.

        ``recording`` notes those that come and go, with the words they had. Where the figures would tell something beside what is
        published already, more of them are withheld from here on.
        """
        content, decisions = json.loads(draft.content), json.loads(draft.decisions)
        beside = releases_beside(work.session.connection(), plain(draft))
        if beside:
            content["closed"] = closed_beside(content, decisions, beside)
            draft.content = canonical(content)
        compiled, tables = computed(content, decisions)
        texts = first_texts(compiled, tables.threshold)
        known = {one.paragraph_key: one for one in work.all(NoticeParagraph, draft_uid=draft.uid)}
        order = [*texts]
        if "correction" in known:
            order.insert(1, "correction")  # below the title, as it is printed
        for position, key in enumerate(order):
            record = known.get(key)
            if record is None:
                made = self._paragraph(work, draft, key, position, texts[key])
                if recording is not None:
                    recording.made(made)
            else:
                record.position = position
                if record.edited_by is None:
                    record.text_zh, record.text_en = texts[key]
        for key, record in known.items():
            if key not in order:
                if recording is not None:
                    recording.removed(record)
                work.session.delete(record)

    def _paragraph(
        self, work: Work, draft: NoticeDraft, key: str, position: int, text: tuple[str, str], by: str | None = None
    ) -> NoticeParagraph:
        zh, en = text
        edited_at = None if by is None else work.now()
        uid = work.new_uid()
        record = NoticeParagraph(
            uid=uid,
            draft_uid=draft.uid,
            paragraph_key=key,
            position=position,
            text_zh=zh,
            text_en=en,
            edited_by=by,
            edited_at=edited_at,
        )
        work.add(record)
        work.flush()
        return record


def _demand_words(found: Standing) -> None:
    """No notice goes on without a title, or with a deficiency or a correction that nobody can read, in either language."""
    for one in found.paragraphs:
        if one.key in ("title", "correction") or one.key.endswith("/wording"):
            for language, text in zip(LANGUAGES, (one.zh, one.en), strict=True):
                if not text.strip():
                    raise Refused("notice.words_missing", notice_part=_part(one.key), text_language=language)
            if chinese := _CHINESE.search(one.en):
                raise Refused("notice.words_chinese", notice_part=_part(one.key), words=chinese.group())


def _part(key: str) -> str:
    """What a paragraph is called: a word of its own, else the code of what it words."""
    return key.removesuffix("/wording").rpartition("/")[2]


def plain(draft: NoticeDraft) -> dict[str, Any]:
    return draft.model_dump()


def _with(authors: str, login: str) -> str:
    return json.dumps(sorted({*json.loads(authors), login}))
