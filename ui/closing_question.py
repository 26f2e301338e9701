"""What is asked when the window is closed while jobs run."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

from ui.words import tr


def ask_about_jobs(window: QWidget, running: int, *, two_ways: bool) -> str:
    """``wait`` until they are done, ``cancel`` them, ``stay``; with ``two_ways`` also ``stop``, which keeps what is finished."""
    box = QMessageBox(window)
    box.setWindowTitle(tr("Jobs are running"))
    box.setText(tr("Work is still going on ({count}). Close now?", count=running))
    told = tr("Cancelling takes back what the unfinished job has made. What was finished stays.")
    if two_ways:
        told = tr("Stopped here, what is finished stays, and the next start offers to go on. Cancelled, all of it is taken back.")
    box.setInformativeText(told)
    wait = box.addButton(tr("Close when it is done"), QMessageBox.ButtonRole.AcceptRole)
    stop = box.addButton(tr("Stop here and close"), QMessageBox.ButtonRole.AcceptRole) if two_ways else None
    cancel = box.addButton(
        tr("Cancel and undo, then close") if two_ways else tr("Cancel it and close"), QMessageBox.ButtonRole.DestructiveRole
    )
    stay = box.addButton(tr("Stay"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(wait)
    box.setEscapeButton(stay)
    box.exec()
    answers = {wait: "wait", cancel: "cancel"} | ({stop: "stop"} if stop is not None else {})
    return next((answer for button, answer in answers.items() if box.clickedButton() is button), "stay")
