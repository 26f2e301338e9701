"""Templates of letters: versions, each checked and tried before a second person approves it; approved ones never change."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditdesk.errors import BadInput, Refused
from auditdesk.model.letter import EarlierLetter, LetterContent, LetterFinding, Sender
from auditdesk.model.letter_records import LetterTemplate
from auditdesk.model.letter_rows import TemplateProblem, TemplateRow
from auditdesk.model.rulebook import Bilingual
from auditdesk.rules.letters import LetterKind, kind_of
from auditdesk.rules.letters_fields import LISTS, fields_of
from auditdesk.services.letters_form_checks import form_hints, form_problems, told
from auditdesk.services.office import Office
from auditdesk.store.journal import canonical
from auditdesk.store.queries import letters as queries
from auditdesk.store.work import Work

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class ChosenTemplate:
    """The template that is used now: its content (a form in base64) and digest; both empty = there is no form."""

    content: str
    digest: str


def chosen_templates(connection: Connection, kind: LetterKind) -> tuple[ChosenTemplate, ChosenTemplate]:
    """Wording and Word form in force for a kind: the newest approved version, else the shipped wording and no form."""
    from auditdesk.documents.letter_wording import digest_of, shipped_text

    found: dict[str, ChosenTemplate] = {}
    for row in queries.templates(connection, kind=kind.value):
        if row.state == "approved" and row.layer not in found:
            found[row.layer] = ChosenTemplate(queries.template_content(connection, row.uid), row.digest)
    text = "" if "wording" in found else shipped_text(kind)
    return found.get("wording") or ChosenTemplate(text, digest_of(text)), found.get("form") or ChosenTemplate("", "")


class LetterTemplateService:
    """Acts on templates."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def list(self, kind: str | None = None) -> tuple[TemplateRow, ...]:
        """Every version of the office's own templates, the newest first."""
        with self._office.store.read() as connection:
            return queries.templates(connection, kind=kind_of(kind).value if kind else None)

    def content(self, uid: str) -> str:
        """The content of one version: JSON of a wording, base64 of a form. Raises Refused ``letter_template.unknown``."""
        with self._office.store.read() as connection:
            self._row(connection, uid)
            return queries.template_content(connection, uid)

    def in_force(self, kind: str) -> tuple[str, str]:
        """(wording as JSON text, digest) that letters of a kind are written with now."""
        with self._office.store.read() as connection:
            wording, _ = chosen_templates(connection, kind_of(kind))
        return wording.content, wording.digest

    def shipped(self, kind: str) -> str:
        """The wording that comes with the program, as JSON text."""
        from auditdesk.documents.letter_wording import shipped_text

        return shipped_text(kind_of(kind))

    def fields(self, kind: str, layer: str = "wording") -> Mapping[str, tuple[str, ...]]:
        """What a template of that kind may use: field → parts of it (only lists have some)."""
        names = fields_of(kind_of(kind), form=layer == "form")
        return {name: LISTS.get(name, ()) for name in names}

    def check_text(self, kind: str, content: str, language: str = "") -> tuple[TemplateProblem, ...]:
        """What is wrong with a wording (JSON), with a trial on sample data once nothing else is. Never raises for any text.

        ``language``: look at that one only; empty = at both.
        """
        from auditdesk.documents.letter_wording import read_wording

        found: dict[TemplateProblem, None] = {}
        for tongue in (language,) if language else ("zh_TW", "en"):
            try:
                wording = read_wording(content, kind, tongue)
                if wording.kind != kind_of(kind):
                    found[TemplateProblem("template_problem.other_kind", "kind", wording.kind.value, kind)] = None
                found |= dict.fromkeys(wording.problems())
                if not found:
                    self.try_out(kind, content, tongue)
            except BadInput as problem:
                found |= dict.fromkeys(told(problem))
        return tuple(found)

    def check_file(self, path: Path, kind: str = "result") -> tuple[TemplateProblem, ...]:
        """What is wrong with a template in a file: a wording (JSON) or a Word form (DOCX), by its content.

        Raises BadInput for a file that is neither, or can't be read.
        """
        from auditdesk.exchange.incoming import read_incoming

        content = read_incoming(path)
        if content.startswith(b"PK\x03\x04"):
            return self.check_form(path, kind)
        try:
            text = content.decode("utf-8-sig")
            named = json.loads(text).get("kind", kind)
        except (UnicodeDecodeError, ValueError, AttributeError, RecursionError) as problem:
            raise BadInput("template.unreadable", template=path.name, reason=str(problem)[:80]) from problem
        return self.check_text(named if named in tuple(LetterKind) else kind, text)

    def check_form(self, path: Path, kind: str = "result") -> tuple[TemplateProblem, ...]:
        """What is wrong with a Word form. Raises BadInput for what is no DOCX; never for what is written in one."""
        from auditdesk.exchange.letter_forms import read_form

        return form_problems(read_form(path), path.name, sample_content(kind_of(kind)))

    def file_hints(self, path: Path, kind: str = "result") -> tuple[TemplateProblem, ...]:
        """What a Word form in a file leaves unsaid, which is no mistake. Raises BadInput as ``check_file``."""
        from auditdesk.exchange.incoming import read_incoming
        from auditdesk.exchange.letter_forms import read_form

        is_form = read_incoming(path).startswith(b"PK\x03\x04")
        return form_hints(read_form(path), path.name, kind_of(kind)) if is_form else ()

    def hints(self, uid: str) -> tuple[TemplateProblem, ...]:
        """What one version leaves unsaid, which is no mistake. Raises Refused ``letter_template.unknown``."""
        row = self._shown(uid)
        if row.layer == "wording":
            return ()
        return form_hints(base64.b64decode(self.content(uid)), row.name, kind_of(row.template_kind))

    def try_out(self, kind: str, content: str, language: str = "zh_TW") -> bytes:
        """A letter of sample data in this wording, as PDF. Raises BadInput for a template that does not fit."""
        from auditdesk.documents.letter_files import letter_pdf
        from auditdesk.documents.letter_wording import read_wording

        return letter_pdf(sample_content(kind_of(kind)), language, read_wording(content, kind, language))

    def try_form(self, uid: str) -> bytes:
        """A letter of sample data in a Word form, as DOCX. Raises Refused ``letter_template.unknown``, BadInput for a faulty one."""
        from auditdesk.documents.letter_form import filled_form

        row = self._shown(uid)
        return filled_form(base64.b64decode(self.content(uid)), sample_content(kind_of(row.template_kind)), "zh_TW")

    def problems(self, uid: str) -> tuple[TemplateProblem, ...]:
        """What is wrong with one version, a wording or a Word form. Raises Refused ``letter_template.unknown``."""
        return self._mistakes(uid)

    def write(self, kind: str, name: str, content: str, uid: str | None = None, seen: int | None = None) -> TemplateRow:
        """Keep a wording as a draft: a new version, or the draft ``uid`` written over. Mistakes are no hindrance before it is submitted.

        Raises Refused ``letter_template.not_draft``; BadInput ``template.unreadable`` for what is no JSON of a template.
        """
        from auditdesk.documents.letter_wording import digest_of, read_wording

        self._office.demand("letter_templates.write")
        read_wording(content, name, "zh_TW")
        return self._keep(kind_of(kind), "wording", name, content, digest_of(content), uid, seen)

    def add_form(self, kind: str, path: Path, name: str = "") -> TemplateRow:
        """Keep a Word form as a draft. Raises BadInput for what is no DOCX."""
        from auditdesk.exchange.letter_forms import read_form

        self._office.demand("letter_templates.write")
        form = read_form(path)
        digest = hashlib.sha256(form).hexdigest()
        return self._keep(kind_of(kind), "form", name or path.stem, base64.b64encode(form).decode(), digest, None, None)

    def starter_form(self, path: Path, kind: str = "result") -> Path:
        """Write a Word form to begin with for a kind of letter. Raises Refused ``letters.unknown_template``; Unavailable for the disk."""
        from auditdesk.documents.letter_form import starter_form
        from auditdesk.files import write_atomically

        write_atomically(path, starter_form("zh_TW", kind_of(kind)))
        return path

    def _keep(
        self, kind: LetterKind, layer: str, name: str, content: str, digest: str, uid: str | None, seen: int | None
    ) -> TemplateRow:
        with self._office.work("letter_templates.write") as work:
            if uid is not None:
                record = _named(work, uid, seen)
                if record.state != "draft":
                    raise Refused("letter_template.not_draft", state=record.state)
            else:
                versions = [each.version_number for each in work.all(LetterTemplate, template_kind=kind.value, layer=layer)]
                record = work.add(
                    LetterTemplate(
                        uid=work.new_uid(),
                        template_kind=kind.value,
                        layer=layer,
                        version_number=max(versions, default=0) + 1,
                        name=name,
                        content=content,
                        digest=digest,
                        state="draft",
                        made_by=work.login,
                        made_at=work.now(),
                    )
                )
            record.name, record.content, record.digest = name.strip() or kind.value, content, digest
            record.authors = canonical(sorted({*json.loads(record.authors), work.login}))
            kept = record.uid
            work.commit()
        return self._shown(kept)

    def submit(self, uid: str, seen: int | None = None) -> TemplateRow:
        """Hand a draft in. Raises Refused ``letter_template.not_draft``, BadInput ``template.faulty`` while it has mistakes."""
        self._office.demand("letter_templates.submit")
        mistakes = self._mistakes(uid)
        if mistakes:
            from auditdesk.documents.letter_wording import faulty

            raise faulty(self._shown(uid).name, mistakes)
        with self._office.work("letter_templates.submit") as work:
            record = _named(work, uid, seen)
            if record.state != "draft":
                raise Refused("letter_template.not_draft", state=record.state)
            record.state, record.submitted_by, record.submitted_at = "submitted", work.login, work.now()
            work.commit()
        return self._shown(uid)

    def approve(self, uid: str, seen: int | None = None) -> TemplateRow:
        """Put a version in force for letters from now on. Raises Refused ``letter_template.not_submitted``, ``four_eyes.author``."""
        with self._office.work("letter_templates.approve") as work:
            record = _named(work, uid, seen)
            if record.state != "submitted":
                raise Refused("letter_template.not_submitted", state=record.state)
            if work.login in (*json.loads(record.authors), record.submitted_by):
                raise Refused("four_eyes.author", login=work.login)
            record.state, record.approved_by, record.approved_at = "approved", work.login, work.now()
            work.commit()
        return self._shown(uid)

    def withdraw(self, uid: str, reason: str, seen: int | None = None) -> TemplateRow:
        """Take a version out of use; the one before it holds again. Letters written with it stay as they are.

        Raises Refused ``reason.needed``, ``letter_template.withdrawn``.
        """
        if not reason.strip():
            raise Refused("reason.needed", act="withdraw")
        with self._office.work("letter_templates.withdraw") as work:
            record = _named(work, uid, seen)
            if record.state == "withdrawn":
                raise Refused("letter_template.withdrawn")
            record.state, record.reason = "withdrawn", reason.strip()
            work.commit()
        return self._shown(uid)

    def _mistakes(self, uid: str) -> tuple[TemplateProblem, ...]:
        row = self._shown(uid)
        if row.layer == "wording":
            return self.check_text(row.template_kind, self.content(uid))
        return form_problems(base64.b64decode(self.content(uid)), row.name, sample_content(kind_of(row.template_kind)))

    def _shown(self, uid: str) -> TemplateRow:
        with self._office.store.read() as connection:
            return self._row(connection, uid)

    def _row(self, connection: Any, uid: str) -> TemplateRow:
        found = queries.templates(connection, uid=uid)
        if not found:
            raise Refused("letter_template.unknown")
        return found[0]


def _named(work: Work, uid: str, seen: int | None) -> LetterTemplate:
    if work.find(LetterTemplate, uid=uid) is None:
        raise Refused("letter_template.unknown")
    return work.get(LetterTemplate, uid, seen)


def sample_content(kind: LetterKind) -> LetterContent:
    """An invented letter of a kind, with something in every field: what templates are tried with."""
    standing = {LetterKind.CORRECTION: "corrected", LetterKind.CLOSING: "closed", LetterKind.EXTENSION: "extended"}.get(kind, "")
    findings = tuple(
        LetterFinding(
            number=f"108-F{number:04d}",
            code=code,
            criterion=Bilingual("應訂定書面程序並留存紀錄。", "Written procedures and records are required."),
            wording=Bilingual(zh, en),
            facts="抽查 12 台伺服器，其中 3 台未安裝安全性更新。",
            due_date=date(2020, 4, 6),
            severity="high",
            state=standing,
            reason="",
            repeats=(2018, 2017) if number == 1 else (),
        )
        for number, (code, zh, en) in enumerate(
            (
                ("CC-17010", "未定期修補作業系統安全漏洞。", "Operating systems are not patched."),
                ("CC-18000", "密碼未定期變更。", "Passwords are not changed."),
            ),
            1,
        )
    )
    return LetterContent(
        sender=Sender(
            "臺灣證券交易所股份有限公司",
            "100000 臺北市示範路 1 號",
            "王示範",
            "(02)0000-1234",
            "(02)0000-5678",
            "audit@example.com",
        ),
        number="臺證輔字第1090000001號",
        issued_on=date(2020, 1, 6),
        firm_code="ZX01",
        firm_name="示範甲證券股份有限公司",
        postal_address="100000 臺北市示範路 2 號",
        priority="普通件",
        classification="",
        file_number="",
        retention="5 年",
        audit_year=2019,
        visit_dates=(date(2019, 6, 3),),
        reply_by=date(2020, 3, 6),
        findings=findings,
        kind=kind.value,
        recipient="資訊安全部",
        earlier=EarlierLetter("臺證輔字第1080000099號", date(2019, 10, 1), date(2019, 12, 2)),
        sheets=(".xlsx", ".ods"),
    )
