"""Evidence in a visit: the newest photo, files, what is pasted or dropped, to the finding of the current item or to a note."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit

from auditdesk.model.evidence_rows import Attached
from ui.parts.evidence_tray import EvidenceTray, PathSource, Source, is_evidence, sources_of
from ui.places import fieldwork_lines as lines_of
from ui.places.evidence_tray_sheet import TraySheet
from ui.places.fieldwork_base import FieldworkBase
from ui.words import documents, plural, tr, words

if TYPE_CHECKING:
    from auditdesk.model.evidence_rows import EvidenceRow
    from auditdesk.model.fieldwork_rows import FieldFinding
    from ui.places.base import Place
    from ui.places.fieldwork_capture import CaptureSheet


class EvidenceActs(FieldworkBase):
    """What is attached in a visit, and where it comes from."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.tray = EvidenceTray(self.desk, self.runner, getattr(place, "preferences", None), self.isVisible, self)
        self.tray.changed.connect(self._tell_tray)
        self.strip.newest_wanted.connect(self.attach_newest)
        self.strip.tray_wanted.connect(self.open_tray)
        self.strip.offered.connect(self.place.offered)
        self.editor.mime_dropped.connect(self.take_mime)
        self._tell_tray()

    @abstractmethod
    def finding(self) -> FieldFinding | None:
        """The finding of the current item; the acts on findings know it."""

    def say_no_finding(self) -> None:
        """There is no finding to attach anything to."""

    def _may_attach(self) -> bool:
        finding = self.finding()
        if finding is None or self.refused or lines_of.locked(finding):
            self.say_no_finding() if finding is None else self.place.said.emit(self.refused or lines_of.locked(finding))
            return False
        return True

    # to the finding

    def attach_newest(self) -> None:
        """Ctrl+E: the newest photo of the tray, or the picture copied after it; again for the one before."""
        if self._may_attach():
            source = self.tray.take_newest()
            if source is None:
                self._say_empty()
            else:
                self.attach([source])

    def choose_files(self) -> None:
        """Ctrl+Shift+E."""
        if self._may_attach():
            names, _kind = QFileDialog.getOpenFileNames(self.window(), tr("Attach files"), documents())
            self.attach([PathSource(name) for name in names])

    def attach(self, sources: Sequence[Source]) -> None:
        """Keep these with the finding of the current item: read, hashed, encrypted and written off the GUI thread."""
        item = self.current()
        if item is not None and sources and self._may_attach():
            given = tuple(sources)
            self.strip.keeping(len(given))
            self.book.attach(item.key, given, partial(self._attached, given), partial(self._not_attached, given))

    def _attached(self, given: tuple[Source, ...], attached: Attached) -> None:
        self.strip.keeping(-len(given))
        self.tray.settled(given)
        self.strip.refresh(frozenset({"evidence"}))
        self.say_attached(attached)

    def _not_attached(self, given: tuple[Source, ...]) -> None:
        self.strip.keeping(-len(given))
        self.tray.settled(given)

    def say_attached(self, attached: Attached) -> None:
        """What was kept, and what lay there already."""
        if attached.duplicates:
            self.place.said.emit(words().say("evidence.duplicates", files=tr(", ").join(attached.duplicates)))
        elif attached.new:
            told = plural(attached.new, "{count} file kept, hashed and encrypted.", "{count} files kept, hashed and encrypted.")
            self.place.offered.emit(told, tr("Undo"), self.undo)

    def undo(self) -> None:
        """Ctrl+Z."""

    def paste(self) -> None:
        """Ctrl+V: files or a picture become evidence; in a text field a text is pasted as ever."""
        mime, focus = QGuiApplication.clipboard().mimeData(), QApplication.focusWidget()
        if isinstance(focus, (QLineEdit, QPlainTextEdit)) and not is_evidence(mime):
            focus.paste()
        elif mime is not None:
            self.take_mime(mime)

    def take_mime(self, mime: QMimeData) -> None:
        """Files or a picture that were pasted or dropped."""
        self.attach(sources_of(mime))

    # the tray

    def _say_empty(self) -> None:
        tray = self.tray
        if not tray.folder:
            self.place.offered.emit(tr("No folder is chosen for the evidence tray."), tr("Choose the folder"), self.choose_tray)
        elif tray.problem is not None:
            self.place.offered.emit(words().error(tray.problem), tr("Choose again"), self.choose_tray)
        else:
            self.place.offered.emit(tr("No new photo lies in the tray."), tr("Attach files"), self.choose_files)

    def choose_tray(self) -> None:
        """Choose the folder that the tray watches."""
        self.tray.choose_folder(self.window())

    def _tell_tray(self) -> None:
        problem = self.tray.problem
        self.strip.show_tray(len(self.tray.files), words().error(problem) if problem is not None else "")

    def open_tray(self) -> None:
        """Everything in the tray that is not attached yet."""
        sheet = TraySheet(self.window(), self.desk, self.runner, self.tray, "" if self.finding() is not None else self.refused)
        sheet.chosen.connect(self._attach_chosen)
        sheet.open()

    def _attach_chosen(self, files: object) -> None:
        if self._may_attach() and isinstance(files, tuple):
            self.tray.take(files)
            self.attach(files)

    # to a note

    def prepare_capture(self, sheet: CaptureSheet) -> None:
        """Let a note take photos; those that were attached and never kept with a note are there again."""
        visit, evidence = self.visit, self.desk.evidence
        sheet.attach_wanted.connect(partial(self._attach_to_note, sheet, None))
        sheet.dropped.connect(partial(self._attach_to_note, sheet))
        sheet.files.glance = lambda uid, then: self.runner.read(partial(self.strip.glance, uid), then)
        sheet.files.show_newest(self.tray.files[0] if self.tray.files else None)
        self.runner.read(lambda: evidence.waiting(visit), sheet.files.show_rows, self._failed, latest="evidence.waiting")

    def _attach_to_note(self, sheet: CaptureSheet, mime: QMimeData | None) -> None:
        if self.refused:
            return
        newest = None if mime is not None else self.tray.take_newest()
        given: tuple[Source, ...] = tuple(sources_of(mime)) if mime is not None else () if newest is None else (newest,)
        if not given:
            sheet.files.say_empty(self.tray.folder)
            return
        sheet.files.keeping(len(given))
        evidence, visit, uids = self.desk.evidence, self.visit, sheet.files.uids

        def work() -> tuple[EvidenceRow, ...]:
            rows = evidence.attach([one.incoming() for one in given], visit=visit).rows
            # In the lane of writes, so that the note written next takes them, however fast the keys are.
            uids.extend(row.uid for row in rows if row.uid not in uids)
            return rows

        def settled(rows: tuple[EvidenceRow, ...] = ()) -> None:
            self.tray.settled(given)
            if not shiboken6.isValid(sheet.files):
                return  # kept or folded meanwhile
            sheet.files.keeping(-len(given))
            if rows:
                sheet.files.show_rows(rows)
            sheet.files.show_newest(self.tray.files[0] if self.tray.files else None)

        self.book.write(work, settled, settled)
