"""使用者與權限: who works here, with which roles; one's own passphrase, the recovery code, the key, and when the window locks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from auditdesk.errors import AuditDeskError, Refused
from auditdesk.rules import people as rules
from ui.parts.buttons import Button, SegmentedControl
from ui.parts.layouts import FlowLayout, boxed, column
from ui.places.base import Place
from ui.places.firms_sheets import ConfirmSheet
from ui.places.settings_lines import Line, control_line
from ui.places.settings_people_sheets import AskedSheet, CodeSheet, NewPassphraseSheet, PersonSheet, RolesSheet, role_name
from ui.table_view import RowView
from ui.tables import Column, RowTable
from ui.theme import theme
from ui.words import tr, words

if TYPE_CHECKING:
    from auditdesk.model.rows import PersonRow

_MINUTES = (5, 10, 15, 30, 60)


def _roles(row: PersonRow) -> str:
    return tr(", ").join(role_name(role) for role in row.roles)


def _state(row: PersonRow) -> str:
    return tr("Active") if row.active else tr("Disabled")


def _columns() -> tuple[Column, ...]:
    return (
        Column("login", tr("Login"), lambda row: row.login, width=96, weight=500),
        Column("name", tr("Full name"), lambda row: row.name, width=110),
        Column("roles", tr("Roles"), _roles, width=150, stretch=True),
        Column("state", tr("State"), _state, lambda row: not row.active, width=72),
    )


class PeopleSection(QObject):
    """The group of the settings for people and roles."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.name = tr("People and roles")
        self._place = place
        self._rows: tuple[PersonRow, ...] = ()
        self.table = RowTable(
            _columns(),
            identity=lambda row: row.uid,
            sentence=lambda row: tr(", ").join((row.name, _roles(row), _state(row))),
        )
        self.table.setParent(self)
        self.view = RowView(self.table, tr("People"))
        self.view.setFixedHeight(theme().px(166))
        self.view.row_changed.connect(lambda _row: self._enable())
        self.add = self._button(tr("Add a person"), "plus", self._ask_person)
        self.roles = self._button(tr("Change roles"), "users", self._ask_roles)
        self.disable = self._button(tr("Disable"), "x", self._ask_disable)
        self.enable = self._button(tr("Enable"), "check", self._ask_enable)
        self.trail = self._button(tr("Show in the audit trail"), "trail", self._show_trail)
        self.passphrase = self._button(tr("Change my passphrase"), "key", self._ask_passphrase)
        self.recovery = self._button(tr("New recovery code"), "shield", self._ask_recovery)
        self.rekey = self._button(tr("Change the data key"), "sync", self._ask_rekey)
        self.minutes = SegmentedControl(
            tuple((str(count), str(count)) for count in _MINUTES), "10", name=tr("Lock after minutes without use")
        )
        self.minutes.chosen.connect(self._set_minutes)
        self._enable()

    def _button(self, text: str, icon: str, act: Callable[[], None]) -> Button:
        button = Button(text, icon=icon, kind="quiet")
        button.clicked.connect(act)
        return button

    def lines(self) -> tuple[Line, ...]:
        lists = column(
            self.view,
            boxed(FlowLayout(self.add, self.roles, self.disable, self.enable, self.trail, gap=8)),
            gap=6,
            margins=(0, 10, 0, 12),
        )
        found = " ".join((self.name, tr("People"), self.add.text(), self.roles.text(), self.disable.text(), self.enable.text()))
        self._read()
        group = self.name
        return (
            Line(group, boxed(lists), found),
            control_line(group, tr("Passphrase"), tr("Your own; the signing key and everything you did stay."), self.passphrase),
            control_line(
                group, tr("Recovery code"), tr("Opens the workspace when a passphrase is forgotten. Shown once."), self.recovery
            ),
            control_line(
                group,
                tr("Data key"),
                tr("Encrypts everything anew, after somebody has left or a laptop was lost. Passphrases stay."),
                self.rekey,
            ),
            control_line(
                group, tr("Lock after minutes without use"), tr("Ctrl+L locks at once. The screen stays as it is."), self.minutes
            ),
        )

    def refresh(self, changed: frozenset[str]) -> None:
        if changed & {"person", "office_setting"}:
            self._read()

    # reading

    def _read(self) -> None:
        desk = self._place.desk
        self._place.runner.read(
            lambda: (desk.people.list(), int(desk.settings.all()["lock.idle_minutes"])),
            self._show,
            self._failed,
            latest="settings.people",
        )

    def _show(self, read: tuple[tuple[PersonRow, ...], int]) -> None:
        self._rows, minutes = read
        if minutes in _MINUTES:
            self.minutes.choose(str(minutes))
        self.table.set_rows(sorted(self._rows, key=lambda row: (not row.active, row.login)))
        self._enable()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, AuditDeskError):
            self._place.failed.emit(error)

    def _current(self) -> PersonRow | None:
        row: PersonRow | None = self.view.current_row()
        return row

    def _enable(self) -> None:
        row, actor = self._current(), self._place.desk.actor.login
        none = tr("Choose a person in the list first.")
        disabling = none
        if row is not None:
            disabling = tr("The account is disabled already.") if not row.active else ""
            try:
                rules.refuse_disabling(row.login, actor, self._rows)
            except Refused as refused:
                disabling = disabling or words().error(refused)
        enabling = none if row is None else (tr("The account is not disabled.") if row.active else "")
        for button, act, reason in (
            (self.add, "people.add", ""),
            (self.roles, "people.role", none if row is None else ""),
            (self.disable, "people.disable", disabling),
            (self.enable, "people.enable", enabling),
            (self.recovery, "people.recovery", ""),
            (self.rekey, "people.rekey", ""),
        ):
            button.refuse(self._place.why_not(act) or reason)
        self.trail.refuse(none if row is None else "")
        unchangeable = self._place.why_not("settings.change")
        self.minutes.setEnabled(not unchangeable)
        self.minutes.setToolTip(unchangeable)

    # acts

    def _write(self, sheet: AskedSheet, work: Callable[[], object], said: str) -> None:
        """Do what the sheet asked; it closes when it is done, and says why when it is not."""

        def done(_result: object) -> None:
            sheet.close_and_return()
            self._done(said)

        self._place.runner.write(work, done, sheet.refuse)

    def _done(self, said: str) -> None:
        self._place.said.emit(said)
        self._read()

    def _ask_person(self) -> None:
        desk = self._place.desk

        def act() -> None:
            login, name, roles = sheet.login.text().strip(), sheet.name.text().strip(), sheet.roles.chosen()
            passphrase = sheet.passphrase.first.text()
            said = words().say("people.added", name=name or login, login=login)
            self._write(sheet, lambda: desk.people.add(login, name, passphrase, roles), said)

        sheet = PersonSheet(self._place.window(), act)
        sheet.open()

    def _show_trail(self) -> None:
        if (row := self._current()) is not None:
            self._place.go_to.emit("trail", row.uid)

    def _ask_roles(self) -> None:
        row, desk = self._current(), self._place.desk
        if row is None:
            return

        def act() -> None:
            roles = sheet.roles.chosen()
            said = words().say("people.roles_set", name=row.name, login=row.login, roles=tuple(role_name(role) for role in roles))
            self._write(sheet, lambda: desk.people.set_roles(row.login, roles), said)

        sheet = RolesSheet(self._place.window(), row, act)
        sheet.open()

    def _ask_disable(self) -> None:
        row = self._current()
        if row is None:
            return
        told = (
            tr(
                "{name} ({login}) can no longer open this workspace. What was done stays on record.",
                name=row.name,
                login=row.login,
            ),
            tr("Who has kept a copy of the key file is shut out only by changing the data key."),
        )
        title = tr("Disable {name}", name=row.name)
        ConfirmSheet(self._place.window(), title, told, tr("Disable"), partial(self._disable, row)).open()

    def _disable(self, row: PersonRow) -> None:
        desk = self._place.desk
        said = words().say("people.disabled", name=row.name, login=row.login)
        self._place.runner.write(lambda: desk.people.disable(row.login), lambda _person: self._done(said), self._failed)

    def _ask_enable(self) -> None:
        row, desk = self._current(), self._place.desk
        if row is None:
            return

        def act() -> None:
            passphrase = sheet.passphrase.first.text()
            said = words().say("people.enabled", name=row.name, login=row.login)
            self._write(sheet, lambda: desk.people.enable(row.login, passphrase), said)

        told = tr("{name} gets a new passphrase; hand it over in person.", name=row.name)
        title = tr("Enable {name}", name=row.name)
        sheet = NewPassphraseSheet(self._place.window(), title, told, row, tr("Enable"), act)
        sheet.open()

    def _ask_passphrase(self) -> None:
        desk = self._place.desk
        actor = desk.actor

        def act() -> None:
            assert sheet.confirm is not None
            present, passphrase = sheet.confirm.take(), sheet.passphrase.first.text()
            said = words().say("people.passphrase_changed", login=actor.login)

            def change() -> None:
                desk.confirm(present)
                desk.people.change_passphrase(actor.login, passphrase)

            self._write(sheet, change, said)

        told = tr("From now on {login} signs in with the new passphrase. Nothing is encrypted anew.", login=actor.login)
        sheet = NewPassphraseSheet(
            self._place.window(), tr("Change my passphrase"), told, actor, tr("Change the passphrase"), act, own=True
        )
        sheet.open()

    def _ask_recovery(self) -> None:
        told = (tr("The printed code there is now no longer opens this workspace."),)
        title = tr("Make a new recovery code")
        ConfirmSheet(self._place.window(), title, told, tr("Make it"), self._make_recovery).open()

    def _make_recovery(self) -> None:
        desk = self._place.desk
        self._place.runner.write(desk.people.new_recovery_code, self._show_code, self._failed)

    def _show_code(self, code: str) -> None:
        CodeSheet(self._place.window(), code).open()
        self._read()

    def _ask_rekey(self) -> None:
        told = (
            tr("The database and every evidence file are encrypted under a new key. It can be cancelled until the last step."),
            tr("Passphrases stay. Earlier backups still open with the passphrases of their time."),
        )
        ConfirmSheet(self._place.window(), tr("Change the data key"), told, tr("Change the key"), self._rekey).open()

    def _rekey(self) -> None:
        desk = self._place.desk
        job = self._place.runner.start(tr("Change the data key"), desk.people.rekey)
        job.succeeded.connect(self._rekeyed)
        job.failed.connect(self._failed)

    def _rekeyed(self, code: Any) -> None:
        if code:
            CodeSheet(self._place.window(), str(code)).open()
        self._done(words().say("people.rekeyed"))

    def _set_minutes(self, chosen: str) -> None:
        settings = self._place.desk.settings
        self._place.runner.write(
            lambda: settings.change("lock.idle_minutes", int(chosen)), lambda _kept: self._read(), self._failed
        )
