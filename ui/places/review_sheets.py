"""Sheets of the review: another severity with its reason, and a reason for whatever needs one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from auditdesk.model.review_rows import PrecedentCount
from ui.parts.labels import Label
from ui.parts.severity import SeverityControl
from ui.parts.states import Banner, labelled
from ui.places.rules_sheets import FormSheet, text_box
from ui.words import tr, words


class SeveritySheet(FormSheet):
    """Another severity. Says before it is done that whoever changes it can't accept the finding any more."""

    def __init__(
        self, window: QWidget, number: str, severity: str, precedents: tuple[PrecedentCount, ...], *, locks: bool
    ) -> None:
        super().__init__(window, tr("Severity of {number}", number=number), tr("Change severity"))
        if locks:
            more = tr("Somebody else has to accept it then. To leave it to the author, return it instead.")
            told = tr("Whoever changes the severity has written the finding too and can't accept it any more.")
            self.content.addWidget(
                Banner(
                    "caution",
                    told,
                    more,
                    closable=False,
                )
            )
        self.severity = SeverityControl()
        self.severity.choose(severity)
        self.content.addWidget(labelled(tr("Severity"), self.severity))
        if precedents:
            counts = tr(", ").join(f"{words().say(f'severity.{one.severity}')} {one.findings}" for one in precedents)
            self.content.addWidget(
                Label(tr("The same pattern in three years: {counts}", counts=counts), "caption", "secondary", wrap=True)
            )
        self.reason = text_box(tr("Reason"))
        self.content.addWidget(labelled(tr("Reason"), self.reason))
        self.fields = {"reason": self.reason}
        self.finish()

    def open(self) -> None:
        super().open()
        self.severity.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - int(Qt.Key.Key_0)
        if 1 <= digit <= 4 and (event.modifiers() == Qt.KeyboardModifier.AltModifier or not self.reason.hasFocus()):
            self.severity.press(digit)
        else:
            super().keyPressEvent(event)
