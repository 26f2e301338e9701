"""What can be done with a notice, each as one call of the services off the GUI thread."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from auditdesk.errors import AuditDeskError, Refused
from auditdesk.model.notice_draft_rows import FlagRow, IssueRow, NoticeStage, RegisterQuery, Settle, Verified
from auditdesk.model.rows import FindingRow
from auditdesk.rules.notice import KEEP
from ui.parts.sign_off_bar import SignOffAction
from ui.places.notice_locking import GONE, NoticeLocking
from ui.places.notice_sheets import BehindSheet, ConfirmSheet, CorrectSheet, VerdictSheet
from ui.places.rules_sheets import ApproveSheet, FormSheet, ReasonSheet
from ui.words import documents, plural, tr, words, year_name

if TYPE_CHECKING:
    from auditdesk.services.notice_life import NoticeLifeService


class NoticeActs(NoticeLocking):
    """The acts of ``NoticePlace``."""

    settling: set[str]
    """Flags that are being settled now."""

    @abstractmethod
    def choose_look(self, key: str) -> None:
        """One of the six views."""

    def refused_reading(self, error: Exception) -> None:
        """Tell why something could not be read."""
        if isinstance(error, AuditDeskError):
            self.failed.emit(error)

    def _write(
        self, work: Callable[[], Any], *, then: Callable[[Any], None] | None = None, sheet: FormSheet | None = None
    ) -> None:
        def done(result: Any) -> None:
            if sheet is not None:
                sheet.close_and_return()
            if then is not None:
                then(result)
            self.read()

        def refused(error: Exception) -> None:
            if sheet is not None and isinstance(error, AuditDeskError):
                sheet.refuse(error)
            else:
                self.refused(error)

        if sheet is not None and sheet.primary is not None:
            sheet.primary.setEnabled(False)
        self.runner.write(work, done, refused)

    # why not

    def settle_refused(self) -> str:
        """Why nothing of the words can be changed now; empty = it can."""
        read = self.reading
        if read is None or read.draft is None:
            return ""
        if read.stage is NoticeStage.LOCKED:
            return words().error(Refused("notice.locked", year=read.year))
        return self.why_not("notice.settle")

    def _second_person(self, act: str) -> str:
        read = self.reading
        if read is not None and read.draft is not None:
            login = self.desk.actor.login
            if login in read.draft.authors:
                return words().error(Refused("four_eyes.author", login=login))
            reviewer = next((step.logins for step in read.draft.signed if step.step == "reviewer"), ())
            if act == "notice.approve" and login in reviewer and int(self.desk.settings.all()["notice.people"]) > 2:
                return words().error(Refused("notice.third_person", login=login))
        return self.why_not(act)

    def tick_refused(self) -> str:
        return self._second_person("notice.review")

    def submit_refused(self) -> str:
        read = self.reading
        if read is None or read.draft is None or read.stage is not NoticeStage.CHECK:
            return tr("There is no draft to hand in")
        still = len(read.open_flags)
        open_told = plural(still, "{count} flag is open: settle it first", "{count} flags are open: settle them first")
        return self.why_not("notice.submit") or (open_told if still else "")

    def review_refused(self) -> str:
        read = self.reading
        assert read is not None and read.draft is not None
        left = [key for key in read.to_tick() if key not in read.draft.ticks]
        told = plural(len(left), "{count} line is not ticked yet", "{count} lines are not ticked yet")
        return self.tick_refused() or (told if left else "")

    def sign_actions(self) -> tuple[SignOffAction, ...]:
        """What may be decided at this stage; what is forbidden is there with its reason."""
        read, keys = self.reading, ("Ctrl", "↵")
        if read is None or read.draft is None:
            return ()
        back = SignOffAction(tr("Send back ..."), "undo", self.send_back, self.why_not("notice.return"))
        lock_refused, correct_refused = self.why_not("notice.lock"), self.why_not("notice.correct")
        return {
            NoticeStage.CHECK: (
                SignOffAction(tr("Hand in for review"), "arrow-right", self.submit, self.submit_refused(), "primary", keys),
            ),
            NoticeStage.REVIEW: (
                SignOffAction(tr("Sign the review"), "shield-check", self.review, self.review_refused(), "primary", keys),
                back,
            ),
            NoticeStage.APPROVE: (
                SignOffAction(tr("Approve ..."), "stamp", self.approve, self._second_person("notice.approve"), "primary", keys),
                back,
            ),
            NoticeStage.LOCK: (
                SignOffAction(tr("Lock and write ..."), "lock", self.lock, lock_refused, "primary", keys),
                back,
            ),
            NoticeStage.LOCKED: (SignOffAction(tr("Correct ..."), "edit", self.correct, correct_refused),),
        }.get(read.stage, ())

    # acts

    def begin(self) -> None:
        """Compile the year into a draft, or anew where the records have changed."""
        if self.reading is not None and self.reading.year is not None and not self.why_not("notice.compile"):
            self._write(partial(self.desk.notice_life.start, self.year))

    def settle(self, flag: str, how: str, reason: str) -> None:
        """The next flag is current meanwhile; until it is done the flag is not shown as open."""
        self.settling.add(flag)

        def refused(error: Exception) -> None:
            self.settling.discard(flag)
            self.refused(error)

        def done(_row: object) -> None:
            self.settling.discard(flag)
            self.read()

        read = self.reading
        row = None if read is None else next((one for one in read.flags if one.id == flag), None)
        self.runner.write(partial(_settled, self.desk.notice_life, self.year, flag, row, how, reason), done, refused)

    def keep_words(self, key: str, text: str, before: str, flag: str, language: str, kept: Callable[[], None]) -> None:
        """The words of a paragraph as they were left; of a flag only where they have changed. ``kept`` is called once they are safe."""
        if text.strip() == before.strip():
            kept()
            return
        life, year = self.desk.notice_life, self.year
        if flag and text.strip():
            work = partial(life.settle, year, flag, Settle.EDIT.value, text)
        elif language == "zh":
            work = partial(life.edit, year, key, zh=text)
        else:
            work = partial(life.edit, year, key, en=text)
        self._write(work, then=lambda _row: kept())

    def undo(self) -> None:
        if self.reading is not None and self.reading.draft is not None and self.reading.draft.undo:
            self._write(partial(self.desk.notice_life.undo, self.year))

    def redo(self) -> None:
        """Ctrl+Shift+Z."""
        if self.reading is not None and self.reading.draft is not None and self.reading.draft.redo:
            self._write(partial(self.desk.notice_life.redo, self.year))

    def submit(self) -> None:
        read = self.reading
        if read is None or read.draft is None or self.submit_refused():
            return
        said = len(read.not_leaks)
        told = [tr("The leak check runs once more, with the proof that no withheld figure can be computed.")]
        if said:
            told.append(
                plural(
                    said,
                    "{count} is said to be no leak; the reviewer confirms it.",
                    "{count} are said to be no leaks; the reviewer confirms each.",
                )
            )
        if read.readiness is not None and read.readiness.roster_stale:
            told.append(tr("The register is old: names of new firms may be missed."))
        sheet = ConfirmSheet(self.window(), tr("Hand in for review"), told, tr("Hand in"))
        work = partial(self.desk.notice_life.submit, self.year)
        sheet.send = lambda: self._write(work, sheet=sheet, then=lambda _row: self.said.emit(tr("Handed in for review")))
        sheet.open()

    def tick(self, key: str, on: bool) -> None:
        self._write(partial(self.desk.notice_life.tick, self.year, (key,), on=on))

    def review(self) -> None:
        if self.review_refused():
            return
        told = [tr("Every category was read; each “not a leak” is agreed to.")]
        sheet = ConfirmSheet(self.window(), tr("Sign the review"), told, tr("Sign"))
        work = partial(self.desk.notice_life.review, self.year)
        sheet.send = lambda: self._write(work, sheet=sheet, then=lambda _row: self.said.emit(tr("Review signed")))
        sheet.open()

    def approve(self) -> None:
        if self._second_person("notice.approve"):
            return
        desk, year = self.desk, self.year
        told = (tr("The notice of {year} may be locked and published as it stands now.", year=year_name(year)),)
        sheet = ApproveSheet(self.window(), tr("Approve the notice"), told, tr("Approve"), desk.actor.login)

        def send() -> None:
            passphrase = sheet.confirm.take()

            def work() -> Any:
                desk.confirm(passphrase)
                return desk.notice_life.approve(year)

            self._write(work, sheet=sheet, then=lambda _row: self.said.emit(tr("Notice approved")))

        sheet.send = send
        sheet.open()

    def send_back(self) -> None:
        if self.why_not("notice.return"):
            return
        sheet = ReasonSheet(self.window(), tr("Send the notice back"), tr("Send back"), tr("What was signed falls."))

        def send() -> None:
            work = partial(self.desk.notice_life.send_back, self.year, sheet.reason.toPlainText())
            self._write(work, sheet=sheet, then=lambda _row: self.said.emit(tr("Notice sent back")))

        sheet.send = send
        sheet.open()

    def correct(self, row: IssueRow | None = None) -> None:
        """A locked notice is corrected as a new version with its own four eyes."""
        if self.why_not("notice.correct"):
            return
        year = self.year if row is None else row.year
        sheet = CorrectSheet(self.window(), tr("Correct the notice of {year}", year=year_name(year)))

        def send() -> None:
            work = partial(self.desk.notice_life.correct, year, sheet.reason.toPlainText(), sheet.reason_en.toPlainText())
            self._write(work, sheet=sheet, then=lambda _row: self.open_object(str(year)))

        sheet.send = send
        sheet.open()

    def decide(self, pattern: str, how: str) -> None:
        """Roll a small pattern up, or keep it without figures; both say why."""
        if self.settle_refused():
            return
        title = tr("Keep it without figures") if how == KEEP else tr("Roll up to the section")
        sheet = ReasonSheet(self.window(), title, title)

        def send() -> None:
            work = partial(self.desk.notice_life.decide, self.year, pattern, how, sheet.reason.toPlainText())
            self._write(
                work, sheet=sheet, then=lambda _row: self.offered.emit(tr("Decided: {what}", what=title), tr("Undo"), self.undo)
            )

        sheet.send = send
        sheet.open()

    def compile_again(self) -> None:
        """Count anew from the records as they are now; words that somebody changed stay."""
        if self.why_not("notice.compile"):
            return
        told = [
            tr("Figures are counted anew. Words that somebody changed stay; what was signed falls where anything is different.")
        ]
        sheet = ConfirmSheet(self.window(), tr("Compile again"), told, tr("Compile again"))
        sheet.send = lambda: self._write(partial(self.desk.notice_life.start, self.year), sheet=sheet)
        sheet.open()

    # looking

    def show_behind(self, figure: str, name: str) -> None:
        """The findings behind a figure."""
        read = self.reading
        if read is None or read.draft is None:
            return

        def show(rows: tuple[FindingRow, ...]) -> None:
            sheet = BehindSheet(self.window(), name, rows)
            sheet.chosen.connect(self.go_to_finding)
            sheet.open()

        work = partial(self.desk.notice.behind, read.draft.compiled, figure)
        self.runner.read(work, show, self.refused, latest="notice.behind")

    def go_to_finding(self, finding: FindingRow) -> None:
        """Findings, where that place is there; else its visit."""
        from ui.built_places import BUILT

        if any(each.key == "findings" for each in BUILT):
            self.go_to.emit("findings", finding.uid)
        else:
            self.go_to.emit("visits", finding.visit_number)

    def verify(self, path: str = "") -> None:
        """Whether a file is one that was locked; its figures are computed again."""
        path = path or QFileDialog.getOpenFileName(self, tr("Verify a file"), documents())[0]
        if path:
            self.runner.read(partial(self.desk.notice_register.verify, Path(path)), self._verdict, self.refused)

    def _verdict(self, found: Verified) -> None:
        VerdictSheet(self.window(), found).open()

    def ask_register(self, query: RegisterQuery, page: int) -> None:
        work = partial(self.desk.notice_register.page, query, page)
        self.runner.read(work, self.show_register, self.refused, latest="notice.register")

    @abstractmethod
    def show_register(self, page: object) -> None:
        """Show a page of what was issued."""


def _settled(life: NoticeLifeService, year: int, flag: str, row: FlagRow | None, how: str, reason: str) -> object:
    """Settle it. Where the same words stood before it in the paragraph and went meanwhile, it has their id now."""
    try:
        return life.settle(year, flag, how, "", reason)
    except Refused as error:
        if error.code not in GONE or row is None:
            raise
        wanted = (row.paragraph, row.language, row.kind, row.text)
        twins = (one for one in life.flags(year) if one.open and (one.paragraph, one.language, one.kind, one.text) == wanted)
        twin = next(twins, None)
        return None if twin is None else life.settle(year, twin.id, how, "", reason)
