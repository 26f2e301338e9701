"""What is decided in the review: accept, return, another severity, remarks, answers, settling. Each holds what was shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from auditdesk.errors import AuditDeskError, Conflict, Refused
from auditdesk.model.review_rows import CommentRow, DecideReview, ReviewRow, ReviewSeverity, WriteComment
from auditdesk.model.terms import Severity
from ui.places.review_sheets import SeveritySheet
from ui.places.review_side import ANSWER, COMMENT, RETURN
from ui.words import tr, words

if TYPE_CHECKING:
    from ui.places.review import ReviewPage


def why(refused: Refused | None) -> str:
    """A refusal in words; empty = there is none."""
    return words().error(refused) if refused is not None else ""


class ReviewActs(QObject):
    """Acts on the finding that is open. One at a time: ``busy`` while it is being kept."""

    def __init__(self, page: ReviewPage) -> None:
        super().__init__(page)
        self._page = page
        self._desk = page.desk
        self.busy = False
        self._quoted: tuple[str, int, int] = ("", 0, 0)

    def refusals(self, found: ReviewRow) -> tuple[str, str, str]:
        """Why the person can't accept, return, or change the severity; empty = he can."""
        place = self._page.place
        severity = place.why_not("findings.severity")
        if not severity and found.state != "submitted":
            severity = why(Refused("finding.not_in_review", finding=found.number))
        return why(found.acts.get("accept")), why(found.acts.get("return")), severity

    def command_refusals(self) -> tuple[str, str, str]:
        """The same for the palette, where no finding may be open."""
        page = self._page
        roles = tuple(page.place.why_not(act) for act in ("findings.accept", "findings.return", "findings.severity"))
        if page.row is None:
            none = tr("Choose a finding first.")
            return roles[0] or none, roles[1] or none, roles[2] or none
        found = self.refusals(page.row)
        return roles[0] or found[0], roles[1] or found[1], roles[2] or found[2]

    def _open(self) -> ReviewRow | None:
        """The finding that may be decided now: it is on screen, nothing is being kept, and it has not changed since."""
        page = self._page
        if page.row is None or self.busy:
            return None
        if page.held is not None:
            page.place.said.emit(tr("The content has changed: look at what differs first."))
            return None
        chosen = page.queue.current()
        return page.row if chosen is None or chosen.uid == page.row.uid else None

    # decisions

    def accept(self) -> None:
        """Ctrl+Enter: accept what is shown and go on to the next."""
        found = self._open()
        if found is None:
            return
        refused = self.refusals(found)[0]
        if refused:
            self._page.place.said.emit(refused)
            return
        if not self._page.bring_in():
            self._page.place.said.emit(tr("This is the finding; the same key accepts it."))
            return
        order = DecideReview(found.uid, found.shown, "", found.version)
        self._keep(
            lambda: self._desk.review.accept(order),
            partial(self._decided, found, tr("{number} is accepted", number=found.number)),
        )

    def send_back(self) -> None:
        """2: return it with what is written in the field; without words the field is opened for them."""
        found = self._open()
        if found is None:
            return
        refused = self.refusals(found)[1]
        if refused:
            self._page.place.said.emit(refused)
            return
        self._page.bring_in()
        composer = self._page.side.composer
        if composer.text and composer.mode in (COMMENT, RETURN) and not self._quoted[0]:
            self._return(found, composer.text)
        else:
            self._quoted = ("", 0, 0)
            composer.begin(RETURN)

    def _return(self, found: ReviewRow, reason: str) -> None:
        order = DecideReview(found.uid, found.shown, reason, found.version)
        told = tr("{number} is returned", number=found.number)
        self._keep(
            lambda: self._desk.review.send_back(order),
            partial(self._decided, found, told),
        )

    def _decided(self, found: ReviewRow, told: str, _row: object) -> None:
        page = self._page
        page.side.composer.reset()
        page.place.said.emit(told)
        page.row = None
        page.queue.take_away(found.uid)
        page.to_list()

    def change_severity(self) -> None:
        """3: another severity, with its reason; says first that one can't accept the finding then."""
        found = self._open()
        if found is None:
            return
        refused = self.refusals(found)[2]
        if refused:
            self._page.place.said.emit(refused)
            return
        page = self._page
        sheet = SeveritySheet(
            page.window(), found.number, found.severity, found.precedents, locks=found.acts.get("accept") is None
        )

        def send() -> None:
            order = ReviewSeverity(found.uid, Severity(sheet.severity.current()), sheet.reason.toPlainText(), found.version)

            def kept(row: ReviewRow) -> None:
                sheet.close_and_return()
                page.show_row(row)
                page.place.said.emit(tr("The severity is changed; somebody else has to accept it."))

            self._keep(lambda: self._desk.review.set_severity(order), kept, sheet.refuse)

        sheet.send = send
        sheet.open()

    # remarks

    def comment(self) -> None:
        """C: a remark on the words that are chosen, else on the finding."""
        found = self._page.row
        if found is None or self._page.place.why_not("findings.comment"):
            return
        self._page.bring_in()
        name, start, end = self._page.centre.chosen()
        self._quoted = (name, start, end)
        text = found.facts if name == "facts" else found.firm_remark
        self._page.side.composer.begin(COMMENT, text[start:end] if name else "")

    def answer(self, one: CommentRow) -> None:
        """Answer a remark."""
        self._page.side.composer.begin(ANSWER, one.quoted or one.text, one.uid)

    def send(self, mode: str, text: str) -> None:
        """What was written in the field: a remark, an answer, or the reason of a return."""
        page, composer = self._page, self._page.side.composer
        if page.row is None or self.busy:
            return
        if not text:
            composer.refuse(tr("Write what is to be mended.") if mode == RETURN else tr("Write something first."))
            return
        if mode == RETURN:
            found = self._open()
            if found is None:
                composer.refuse(tr("The content has changed: look at what differs first."))
            elif refused := self.refusals(found)[1]:
                composer.refuse(refused)
            else:
                self._return(found, text)
            return
        name, start, end = self._quoted if mode == COMMENT else ("", 0, 0)
        order = WriteComment(page.row.uid, text, name, start, end, composer.answers or None)

        def kept(row: ReviewRow) -> None:
            self._quoted = ("", 0, 0)
            composer.reset()
            self._shown(row)
            page.to_list()
            page.place.said.emit(tr("The comment is kept"))

        self._keep(lambda: self._desk.review.comment(order), kept, lambda error: composer.refuse(words().error(error)))

    def settle(self, one: CommentRow) -> None:
        """Settle a remark."""

        def kept(row: ReviewRow) -> None:
            self._shown(row)
            self._page.queue.setFocus()

        self._keep(lambda: self._desk.review.settle(one.uid), kept)

    def _shown(self, row: ReviewRow) -> None:
        """What a remark gives back: the same words, or they have changed under it."""
        seen = self._page.row
        if seen is not None and seen.uid == row.uid:
            if seen.shown == row.shown and self._page.held is None:
                self._page.show_row(row)
            else:
                self._page.hold(row)

    def _keep(
        self, work: Callable[[], Any], then: Callable[[Any], None], refused: Callable[[AuditDeskError], None] | None = None
    ) -> None:
        page = self._page
        self.busy = True

        def kept(result: Any) -> None:
            self.busy = False
            then(result)

        def failed(error: Exception) -> None:
            self.busy = False
            if isinstance(error, Conflict) and page.row is not None:
                uid = page.row.uid
                page.runner.read(lambda: self._desk.review.show(uid), page.hold, page.failed)
            elif isinstance(error, AuditDeskError):
                (refused or page.failed)(error)

        page.runner.write(work, kept, failed)
