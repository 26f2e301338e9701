"""The group 公文 of the settings: who sends letters, and what stands on each."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from auditdesk.errors import AuditDeskError
from auditdesk.settings import SETTINGS
from ui.parts.fields import repolish
from ui.parts.labels import Label
from ui.parts.layouts import boxed, column
from ui.places.base import Place
from ui.places.settings_lines import Line, control_line
from ui.theme import theme
from ui.words import tr, words

NAMES = tuple(name for name in SETTINGS if name.startswith(("sender.", "letters.")))


class LetterSection(QObject):
    """A line for each setting of letters, kept when one leaves it; what can't be is said below it."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.name = tr("Letters")
        self._place = place
        self.fields: dict[str, QLineEdit] = {}
        self._wrong: dict[str, Label] = {}
        self._kept: dict[str, str] = {}
        for name in NAMES:
            edit = self.fields[name] = QLineEdit()
            edit.setAccessibleName(words().say(f"setting.{name}"))
            edit.setFixedWidth(theme().px(320))
            edit.editingFinished.connect(partial(self._keep, name))
            self._wrong[name] = Label("", "caption", "danger", wrap=True)
            self._wrong[name].setVisible(False)
        self._enable()
        self._read()

    def lines(self) -> tuple[Line, ...]:
        """One for each setting."""
        made = []
        for name, edit in self.fields.items():
            control = boxed(column(edit, self._wrong[name], gap=2))
            made.append(control_line(self.name, words().say(f"setting.{name}"), "", control, tr("letter sender letterhead")))
        return tuple(made)

    def refresh(self, changed: frozenset[str]) -> None:
        if "person" in changed:
            self._enable()
        if "office_setting" in changed:
            self._read()

    def _enable(self) -> None:
        refused = self._place.why_not("settings.change")
        for edit in self.fields.values():
            edit.setEnabled(not refused)
            edit.setToolTip(refused)

    def _read(self) -> None:
        self._place.runner.read(self._place.desk.settings.all, self._show, latest="settings.letters")

    def _show(self, chosen: dict[str, Any]) -> None:
        for name, edit in self.fields.items():
            self._kept[name] = str(chosen.get(name, ""))
            if not edit.hasFocus():
                edit.setText(self._kept[name])

    def _keep(self, name: str) -> None:
        text = self.fields[name].text().strip()
        if text == self._kept.get(name, ""):
            return
        settings = self._place.desk.settings
        value: Any = int(text) if SETTINGS[name].kind is int and text.isdecimal() else text
        kept = partial(self._tell, name, "")
        self._place.runner.write(partial(settings.change, name, value), kept, partial(self._refused, name))

    def _refused(self, name: str, error: Exception) -> None:
        if isinstance(error, AuditDeskError):
            self._tell(name, words().error(error))

    def _tell(self, name: str, wrong: str, kept: Any = None) -> None:
        if not wrong:
            self._kept[name] = str(kept)
        label, edit = self._wrong[name], self.fields[name]
        label.setText(wrong)
        label.setVisible(bool(wrong))
        edit.setProperty("error", bool(wrong))
        repolish(edit)
