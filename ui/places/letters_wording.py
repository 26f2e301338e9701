"""The wording of a template as it is edited: its parts in one language, the fields there are, and what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from auditdesk.model.letter_rows import TemplateProblem
from ui.parts.buttons import Button, SegmentedControl
from ui.parts.labels import Frame, Label
from ui.parts.layouts import boxed, clear, column, row
from ui.parts.states import labelled
from ui.places import letters_words as say
from ui.places.rules_sheets import text_box
from ui.table_view import RowView
from ui.tables import Column, RowTable
from ui.theme import theme
from ui.words import plural, tr, words

PARTS = ("subject", "explanation", "action", "attachment", "annex_title")
_LINES = {"subject": 2, "explanation": 9, "action": 3, "attachment": 2, "annex_title": 1}
_MANY = ("explanation", "action")
"""Parts of several paragraphs, a line each."""
_PAUSE = 400
"""Milliseconds of rest after which what was typed is kept, checked and drawn."""
_TOLD = 3
"""Mistakes that are listed; the line above counts them all."""
LANGUAGES = ("zh_TW", "en")


def parts_of(content: str) -> dict[str, dict[str, str]]:
    """Language → part → text of a wording (JSON)."""
    told = json.loads(content)
    found = {}
    for language in LANGUAGES:
        said = told.get(language, {})
        found[language] = {part: _joined(said.get(part, "")) for part in PARTS}
    return found


def content_of(content: str, texts: Mapping[str, Mapping[str, str]]) -> str:
    """The wording (JSON) ``content`` with these texts; a language that says nothing is left out."""
    told = json.loads(content)
    for language, parts in texts.items():
        if not any(text.strip() for text in parts.values()):
            told.pop(language, None)
            continue
        said = told.setdefault(language, {})
        for part, text in parts.items():
            if text or part in said or part in ("subject", "explanation"):
                said[part] = text.split("\n") if part in _MANY else text
    return json.dumps(told, ensure_ascii=False, indent=1)


def _joined(value: Any) -> str:
    return "\n".join(value) if isinstance(value, list) else str(value)


class FieldList(RowView):
    """The fields that may be used. Enter or a double click puts one into the text."""

    def __init__(self) -> None:
        self.rows = RowTable(
            (
                Column("name", tr("Field"), lambda one: say.field_name(one), width=96, stretch=True, tip=lambda one: one),
                Column("field", tr("Written as"), lambda one: one, width=104, colour="text.muted"),
            ),
            identity=lambda one: one,
            sentence=lambda one: f"{say.field_name(one)}, {one}",
        )
        super().__init__(self.rows, tr("Fields"))

    def show_fields(self, fields: Mapping[str, Sequence[str]]) -> None:
        """Fields and the parts of those that are lists."""
        names = []
        for name, parts in fields.items():
            names.append(name)
            names += [f"finding.{part}" for part in parts] if name == "findings" else []
        self.rows.set_rows(names)


class WordingEditor(QWidget):
    """``changed`` gives the whole wording a moment after the last key; ``language_changed`` asks for the letter in the other one."""

    changed = Signal(str)
    language_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._content = "{}"
        self._texts: dict[str, dict[str, str]] = {}
        self._loading = False
        self._last = "explanation"
        self.language = SegmentedControl((("zh_TW", "中文"), ("en", "English")), name=tr("Language of the wording"))
        self.language.chosen.connect(self._other_language)
        self.boxes = {part: text_box(say.part_name(part), lines=lines) for part, lines in _LINES.items()}
        self.fields = FieldList()
        self.fields.opened.connect(self.insert)
        self._told = Label("", "table", "secondary", 500)
        self._list = column(gap=2)
        fields = Frame("pane")
        title = Label(tr("Fields"), "caption", "secondary", 500)
        fields.setLayout(column(boxed(row(title, None, margins=(10, 8, 10, 4))), self.fields, gap=0))
        fields.setFixedWidth(theme().px(224))
        self._side = fields
        inner = column(gap=10, margins=(14, 10, 14, 12))
        inner.addWidget(boxed(row(self.language, None)))
        for part, box in self.boxes.items():
            inner.addWidget(labelled(say.part_name(part), box, tr("A paragraph a line.") if part in _MANY else ""))
            box.textChanged.connect(self._typed)
            box.cursorPositionChanged.connect(lambda part=part: self._remember(part))
        inner.addStretch(1)
        page = boxed(inner)
        page.setProperty("role", "page")
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        problems = Frame("footer")
        problems.setLayout(column(self._told, self._list, gap=4, margins=(14, 8, 14, 8)))
        beside = row(scroll, fields, gap=0)
        beside.setStretch(0, 1)
        whole = column(beside, problems, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.flush)
        self.setFocusProxy(self.boxes["subject"])

    @property
    def tongue(self) -> str:
        """The language in view."""
        return self.language.current()

    @property
    def content(self) -> str:
        """The wording as it stands in the fields."""
        return content_of(self._content, self._texts) if self._texts else self._content

    def load(self, content: str, fields: Mapping[str, Sequence[str]], *, editable: bool) -> None:
        """Show another wording."""
        self._pause.stop()
        self._content, self._texts = content, parts_of(content)
        self.fields.show_fields(fields)
        self._fill()
        for box in self.boxes.values():
            box.setReadOnly(not editable)
        self._side.setVisible(editable)

    def _fill(self) -> None:
        self._loading = True
        for part, box in self.boxes.items():
            text = self._texts.get(self.tongue, {}).get(part, "")
            if box.toPlainText() != text:
                box.setPlainText(text)
        self._loading = False

    def _other_language(self, _language: str) -> None:
        self._fill()
        self.language_changed.emit()

    def _remember(self, part: str) -> None:
        if self.boxes[part].hasFocus():
            self._last = part

    def _typed(self) -> None:
        if not self._loading:
            self._texts[self.tongue] = {part: box.toPlainText() for part, box in self.boxes.items()}
            self._pause.start()

    def flush(self) -> None:
        """Give what was typed now."""
        self._pause.stop()
        self.changed.emit(self.content)

    @property
    def waiting(self) -> bool:
        """Whether something typed has not been given yet."""
        return self._pause.isActive()

    def insert(self, field: str) -> None:
        """Put a field where the caret was last, and go back there."""
        box = self.boxes[self._last]
        if not box.isReadOnly():
            box.textCursor().insertText(loop_of(field) if field == "findings" else f"{{{{ {field} }}}}")
            box.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problems(self, problems: Sequence[tuple[str, TemplateProblem]]) -> None:
        """What is wrong, each with its place; a press goes there."""
        clear(self._list)
        count = len(problems)
        self._told.setText(
            plural(count, "{count} mistake", "{count} mistakes")
            if count
            else tr("No mistake; the letter beside is drawn from it.")
        )
        self._told.set_tone("danger" if count else "ok")
        for language, one in problems[:_TOLD]:
            button = Button(problem_text(one, language, several=True), icon="warn", kind="link", small=True)
            button.clicked.connect(lambda _checked=False, language=language, one=one: self.go_to(language, one.where))
            self._list.addWidget(button)
        if count > _TOLD:
            more = plural(count - _TOLD, "and {count} more", "and {count} more")
            self._list.addWidget(Label(more, "caption", "muted"))

    def go_to(self, language: str, where: str) -> None:
        """Put the caret into the line of a mistake."""
        part, _, line = where.partition(" ")
        if part not in self.boxes:
            return
        self.language.choose(language)
        self._fill()
        box = self.boxes[part]
        cursor = QTextCursor(box.document().findBlockByNumber(max(0, int(line or 1) - 1)))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        box.setTextCursor(cursor)
        box.setFocus(Qt.FocusReason.OtherFocusReason)


def loop_of(_field: str) -> str:
    """A loop over the findings, to be filled."""
    return "{% for finding in findings %}{{ finding.wording }}{% endfor %}"


def problem_text(one: TemplateProblem, language: str = "", *, several: bool = False) -> str:
    """A mistake as a sentence with its place in words."""
    part, _, line = one.where.partition(" ")
    place = one.where
    if part in PARTS:
        named = say.part_name(part)
        place = tr("{part}, line {line}", part=named, line=line) if line else named
        if several and language == "en":
            place = tr("English, {place}", place=place)
    return words().mistake(one.code, place, one.field, one.suggestion)
