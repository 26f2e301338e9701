"""What is asked about a person: who he is, his roles, a passphrase twice; and the recovery code, shown once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.model.rows import PersonRow
from auditdesk.model.terms import Role
from auditdesk.store.passphrases import MINIMUM_PASSPHRASE, check_passphrase
from ui.parts.buttons import Button
from ui.parts.check_box import CheckBox
from ui.parts.labels import Label
from ui.parts.layouts import FlowLayout, boxed, row
from ui.parts.passphrase import PassphraseField
from ui.parts.passphrase_confirm import CODES, PassphraseConfirm
from ui.parts.states import labelled
from ui.places.firms_sheets import Sheet
from ui.words import tr, words


def role_name(role: str) -> str:
    return words().say(f"role.{role}")


class RoleBoxes(QWidget):
    """One box for each role."""

    def __init__(self, held: Iterable[str] = ()) -> None:
        super().__init__()
        self.boxes = {role.value: CheckBox(role_name(role.value)) for role in Role}
        for role in held:
            self.boxes[role].setChecked(True)
        self.setLayout(FlowLayout(*self.boxes.values(), gap=14, line_gap=4))

    def chosen(self) -> tuple[str, ...]:
        return tuple(role for role, box in self.boxes.items() if box.isChecked())


class AskedSheet(Sheet):
    """A form whose answer is taken off the GUI thread; it stays open, with the reason, until it is taken."""

    def __init__(self, window: QWidget, title: str, do: str, act: Callable[[], None]) -> None:
        super().__init__(window, title, 480)
        self.wrong = Label("", "caption", "danger", wrap=True)
        self.wrong.setVisible(False)
        self._do, self._act = do, act
        self._first: QWidget | None = None

    def finish(self, first: QWidget) -> None:
        """All fields are in: the reason goes below them, the buttons at the foot."""
        self._first = first
        self.content.addWidget(self.wrong)
        self.add_buttons(self._do, self._take)

    def open(self) -> None:
        super().open()
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.PopupFocusReason)

    def missing(self) -> str:
        """Why it can't be sent yet; empty = it can."""
        return ""

    def _take(self) -> None:
        why = self.missing()
        self.say(why)
        if not why and self.primary is not None:
            self.primary.setEnabled(False)
            self._act()

    def say(self, why: str) -> None:
        self.wrong.setText(why)
        self.wrong.setVisible(bool(why))
        self.place()

    def refuse(self, error: Exception) -> None:
        """Not taken: why, and the fields as they were."""
        if self.primary is not None:
            self.primary.setEnabled(True)
        if isinstance(error, AuditDeskError):
            self.say(words().error(error))


class PassphraseFields:
    """A new passphrase, twice, with what is wrong about it."""

    def __init__(self, sheet: Sheet, known: Callable[[], tuple[str, ...]]) -> None:
        self._known = known
        self.first, self.again = PassphraseField(tr("New passphrase")), PassphraseField(tr("The same once more"))
        hint = tr("At least {minimum} characters; several words are easiest to remember.", minimum=MINIMUM_PASSPHRASE)
        sheet.content.addWidget(labelled(tr("New passphrase"), self.first, hint))
        sheet.content.addWidget(labelled(tr("The same once more"), self.again))

    def missing(self) -> str:
        try:
            check_passphrase(self.first.text(), self._known())
        except AuditDeskError as error:
            return words().error(error)
        return "" if self.first.text() == self.again.text() else tr("The two are not the same")

    def take(self) -> str:
        self.again.take()
        return self.first.take()


class PersonSheet(AskedSheet):
    """A new person: name, login, roles, and a passphrase that he changes himself later."""

    def __init__(self, window: QWidget, act: Callable[[], None]) -> None:
        super().__init__(window, tr("Add a person"), tr("Add"), act)
        self.name, self.login = QLineEdit(), QLineEdit()
        self.name.setAccessibleName(tr("Full name"))
        self.login.setAccessibleName(tr("Login"))
        self.roles = RoleBoxes((Role.INSPECTOR.value,))
        self.content.addWidget(labelled(tr("Full name"), self.name))
        self.content.addWidget(labelled(tr("Login"), self.login, tr("Small letters, digits, dot, hyphen: lin.yh")))
        self.content.addWidget(labelled(tr("Roles"), self.roles))
        self.passphrase = PassphraseFields(self, lambda: (self.login.text(), self.name.text()))
        self.content.addWidget(
            Label(
                tr("Hand it over in person; everybody changes his own passphrase in the settings."), "caption", "muted", wrap=True
            )
        )
        self.finish(self.name)

    def missing(self) -> str:
        if not self.login.text().strip():
            return tr("A login is needed.")
        return self.passphrase.missing()


class RolesSheet(AskedSheet):
    """Which roles a person has."""

    def __init__(self, window: QWidget, person: PersonRow, act: Callable[[], None]) -> None:
        super().__init__(window, tr("Roles of {name}", name=person.name), tr("Change roles"), act)
        self.roles = RoleBoxes(person.roles)
        self.content.addWidget(labelled(tr("Roles"), self.roles))
        self.content.addWidget(
            Label(tr("In force at the next thing {name} does.", name=person.name), "caption", "muted", wrap=True)
        )
        self.finish(next(iter(self.roles.boxes.values())))


class NewPassphraseSheet(AskedSheet):
    """A passphrase for a person, twice. One's own is changed only by who knows the present one: ``confirm`` asks for it."""

    def __init__(
        self, window: QWidget, title: str, told: str, person: PersonRow, do: str, act: Callable[[], None], *, own: bool = False
    ) -> None:
        super().__init__(window, title, do, act)
        self.content.addWidget(Label(told, "table", "primary", wrap=True))
        self.confirm = PassphraseConfirm(person.login) if own else None
        if self.confirm is not None:
            self.content.addWidget(self.confirm)
        self.passphrase = PassphraseFields(self, lambda: (person.login, person.name))
        self.finish(self.passphrase.first if self.confirm is None else self.confirm)

    def missing(self) -> str:
        if self.confirm is not None and not self.confirm.is_ready:
            return tr("Type the passphrase that you have now first.")
        return self.passphrase.missing()

    def refuse(self, error: Exception) -> None:
        if self.confirm is not None and isinstance(error, AuditDeskError) and error.code in CODES:
            super().refuse(Exception())
            self.wrong.setVisible(False)
            self.confirm.refuse(error)
        else:
            super().refuse(error)


class CodeSheet(Sheet):
    """The recovery code, shown this once."""

    def __init__(self, window: QWidget, code: str) -> None:
        super().__init__(window, tr("New recovery code"), 480)
        self.code = Label(code, "strong", "primary", 500, wrap=True)
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.code.setAccessibleName(tr("Recovery code"))
        told = tr(
            "Shown only this once. Print it or write it down and keep it apart from the computer; the code before no longer opens."
        )
        self.content.addWidget(Label(told, "table", "primary", wrap=True))
        self.content.addWidget(self.code)
        copy = Button(tr("Copy"), icon="copy", kind="quiet")
        copy.clicked.connect(partial(QGuiApplication.clipboard().setText, code))
        self.content.addWidget(boxed(row(copy, None)))
        self.primary = Button(tr("I have kept it"), kind="primary", keys=("Ctrl", "Enter"))
        self.primary.clicked.connect(self.close_and_return)
        self.foot.addWidget(self.primary)

    def open(self) -> None:
        super().open()
        if self.primary is not None:
            self.primary.setFocus(Qt.FocusReason.PopupFocusReason)
