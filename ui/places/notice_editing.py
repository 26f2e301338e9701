"""Flags, words and the sheet of the Notice place: which flag is shown, which paragraph is under the caret, what is checked."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt

from auditdesk.model.leaks import Leak
from auditdesk.model.notice_draft_rows import FlagRow, NoticeStage
from ui.parts.autosave import Autosave
from ui.places.notice_frame import NoticeFrame
from ui.places.notice_sheet import shown_language
from ui.words import tr

WORDS = "notice.words"
"""The name under which the words of a paragraph are kept while they are typed."""


class NoticeEditing(NoticeFrame):
    """The part of ``NoticePlace`` that keeps sheet and cards together."""

    typing: Autosave | None = None
    """Keeps the paragraph that is under the caret."""

    def _show_words(self) -> None:
        read = self.reading
        if read is None or read.draft is None:
            return
        if self.sheet._shown is None:
            self.sheet.language = shown_language()
        self.sheet.show_draft(read.draft.paragraphs, read.outline, self.sheet.language, read.flags, read.numbers, read.mended)
        self.words_button.setText("EN" if self.sheet.language == "zh" else "中文")
        self.words_button.updateGeometry()

    def other_words(self) -> None:
        """Alt+0: the draft in the other language."""
        self.sheet.editor.leave()
        self.sheet.language = "en" if self.sheet.language == "zh" else "zh"
        self._show_words()

    def go_to_section(self, key: str) -> None:
        self.section_choice.choose(key)
        self.sheet.go_to_section(key)
        if key not in ("front", "observations"):
            self.pdf.go_to_heading(key)

    def _show_flag(self, flag_id: str) -> None:
        read = self.reading
        flag = None if read is None else next((one for one in read.flags if one.id == flag_id), None)
        if flag is not None and flag.end > flag.start and flag.language != self.sheet.language:
            self.sheet.language = flag.language
            self._show_words()
        self.sheet.choose_flag(flag)
        if flag is not None:
            self.section_choice.choose(flag.heading)

    def _show_line(self, key: str) -> None:
        if read := self.reading:
            if any(one.id == key for one in read.flags):
                self._show_flag(key)
            else:
                self.go_to_section(key)

    def _choose_flag(self, flag: str) -> None:
        if self.side.cards.choose(flag):
            self.side.cards.setFocus(Qt.FocusReason.MouseFocusReason)

    def _step(self, by: int) -> None:
        if self.sheet.editor.key:
            self.sheet.editor.leave(go_on=True)
            return
        self.side.cards.step(by)
        if self.side.pages.currentWidget() is self.side.cards:
            self.side.cards.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _edit_flag(self, flag_id: str) -> None:
        read = self.reading
        flag = None if read is None else next((one for one in read.flags if one.id == flag_id), None)
        if flag is not None:
            self.choose_look("text") if self.look.current() != "text" else None
            self._show_flag(flag_id)
            self._begin_words(flag.paragraph, flag)

    def edit_paragraph(self, key: str) -> None:
        """Put the caret into a paragraph; not once the notice is locked."""
        if not self.settle_refused():
            self._begin_words(key)

    def _begin_words(self, key: str, flag: FlagRow | None = None) -> None:
        """What is typed is kept meanwhile under year, language and paragraph; what was typed there before a crash is back."""
        if not self.sheet.begin_edit(key, flag):
            return
        form = "/".join((WORDS, str(self.year), self.sheet.language, key))
        self.typing = self.keep_typing(self.sheet.editor, form, {"words": self.sheet.editor})
        self.typing.restored.connect(lambda: self.said.emit(tr("What you had typed and not saved is back.")))
        self.keys_changed.emit()

    def reopen(self, form: str) -> None:
        name, _, place = form.partition("/")
        year, _, place = place.partition("/")
        language, _, key = place.partition("/")
        read = self.reading
        if name != WORDS or read is None or read.draft is None or str(read.year) != year or language not in ("zh", "en"):
            return
        self.choose_look("text")
        self.sheet.language = language
        self._show_words()
        self.edit_paragraph(key)

    def _left_words(self, key: str, text: str, flag: str, go_on: bool) -> None:
        typing, self.typing = self.typing, None
        forget = (lambda: None) if typing is None else partial(self._forget_words, typing.place)
        self.keep_words(key, text, self.sheet.editor.before, flag, self.sheet.language, forget)
        if typing is not None:
            typing.flush()
            typing.deleteLater()
        if go_on and flag:
            self.side.cards.step(1)
        home = self.side.list if flag and self.side.list is not self.side.foot else self.sheet
        home.setFocus(Qt.FocusReason.OtherFocusReason)
        self.keys_changed.emit()

    def _forget_words(self, form: str) -> None:
        """They are in the notice now."""
        if self.keeper is not None:
            self.keeper.drop(form)

    def _check_words(self, text: str) -> None:
        def show(leaks: tuple[Leak, ...]) -> None:
            self.sheet.editor.show_leaks(text, leaks)

        self.runner.read(partial(self.desk.leaks.check_text, text), show, self.refused_reading, latest="notice.words")

    def _tick_section(self, key: str) -> None:
        read = self.reading
        if read is not None and read.draft is not None and read.stage is NoticeStage.REVIEW and not self.tick_refused():
            self.tick(key, key not in read.draft.ticks)

    def prove(self) -> None:
        if self.reading is not None and self.reading.draft is not None:
            self.runner.read(
                partial(self.desk.notice_life.prove, self.year), self.figures.show_proof, self.refused, latest="notice.prove"
            )
