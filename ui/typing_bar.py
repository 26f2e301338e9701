"""What the window says about what is being typed: saved, saving, or that the disk does not take it and what can be done."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMessageBox

from auditdesk.errors import AuditDeskError
from ui.parts.buttons import Button
from ui.parts.layouts import boxed, clear, column
from ui.parts.states import Banner
from ui.words import documents, tr, words

if TYPE_CHECKING:
    from ui.shell import Shell

_CAUSES = frozenset({"disk.full", "disk.read_only", "workspace.busy"})


class TypingBar(QObject):
    """The bar above the place, and the words in the status bar."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self._lines = column(gap=0)
        self.holder = boxed(self._lines)
        self.holder.setVisible(False)
        self.cause = ""
        """Code of what keeps the disk from taking the text; empty = nothing does."""
        keeper = shell.keeper
        keeper.saving.connect(shell.status.saving)
        keeper.kept.connect(self._kept)
        keeper.failed.connect(self._failed)

    def _kept(self, at: datetime) -> None:
        self._shell.status.kept(at.astimezone())
        if self.cause:
            self.cause = ""
            self.holder.setVisible(False)
            self._shell.status.say(tr("What you typed is saved now."))

    def _failed(self, error: AuditDeskError) -> None:
        self._shell.status.not_kept()
        if error.code == self.cause:
            return
        self.cause = error.code
        clear(self._lines)
        elsewhere = Button(tr("Save elsewhere..."), kind="default", small=True)
        elsewhere.clicked.connect(self.save_elsewhere)
        again = Button(tr("Try again"), kind="default", small=True)
        again.clicked.connect(self._shell.save_now)
        cause = error.code if error.code in _CAUSES else "other"
        banner = Banner(
            "danger",
            words().say(f"typing.{cause}"),
            tr("A file saved elsewhere is plain text that anybody can read: choose a safe place and delete it afterwards."),
            code=error.code,
            actions=(elsewhere, again),
            closable=False,
        )
        self._lines.addLayout(column(banner, margins=(12, 8, 12, 8)))
        self.holder.setVisible(True)

    def save_elsewhere(self) -> None:
        """Write what is in memory to a file that the person chooses."""
        texts = self._shell.keeper.unsaved()
        suggested = str(Path(documents(), f"AuditDesk {datetime.now().astimezone():%Y-%m-%d %H%M}.txt"))
        name, _kind = QFileDialog.getSaveFileName(
            self._shell, tr("Save what was typed as plain text"), suggested, tr("Text (*.txt)")
        )
        if not name:
            return
        path, drafts = Path(name), self._shell.desk.drafts
        # Not in the write lane: what fills the disk may be what runs there.
        self._shell.runner.read(partial(drafts.write_elsewhere, texts, path), partial(self._written, path), self._refused)

    def _written(self, path: Path, _nothing: object) -> None:
        self._shell.status.say(tr("What you typed is in {file}, unencrypted.", file=path.name))

    def _refused(self, error: Exception) -> None:
        if isinstance(error, AuditDeskError):
            self._shell.show_error(error)

    def ask_before_leaving(self) -> str:
        """The window is to close and the disk still refuses: ``stay`` or ``leave``."""
        box = QMessageBox(self._shell)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(tr("Can't save"))
        box.setText(tr("What you typed last is only in memory. Closing now loses it."))
        box.setInformativeText(tr("Go back to save it elsewhere or to free some space."))
        back = box.addButton(tr("Go back"), QMessageBox.ButtonRole.RejectRole)
        leave = box.addButton(tr("Close and lose it"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(back)
        box.setEscapeButton(back)
        box.exec()
        return "leave" if box.clickedButton() is leave else "stay"
